// Host launcher of the Flash Attention kernel: every call of the runtime is checked, and what fails is said on standard
// error.
//
// Compiled together with the kernel (-DKERNEL_CPP="\"fa.cpp\"") and for the knobs that it was built with: -DFA_Q_ROWS,
// -DFA_S1_TILE, -DFA_QK_PRELOAD, -DFA_KV_SPLIT. The headers of the runtime are needed (acl/acl.h), and libascendcl and
// libruntime at link time or in the process that loads the library.
//
// Exported: `call_kernel` launches on a stream of the caller, `fa_slot_bytes` says how much scratch it needs for that;
// `fa_run` does all that run.py needs, from host memory to host memory, with times.

#include <cstdint>
#include <cstdio>
#include <functional>
#include <utility>
#include <vector>

#include <acl/acl.h>

// In runtime/rt_ffts.h, which not every toolkit installs.
extern "C" int rtGetC2cCtrlAddr(uint64_t *address, uint32_t *length);

#if !defined(KERNEL_CPP) || !defined(FA_Q_ROWS) || !defined(FA_S1_TILE) || !defined(FA_QK_PRELOAD)
#error "KERNEL_CPP, FA_Q_ROWS, FA_S1_TILE and FA_QK_PRELOAD say what is launched"
#endif
#ifndef FA_KV_SPLIT
#define FA_KV_SPLIT 1
#endif

#include KERNEL_CPP

// The stub of the runtime defines it: only device compilers have this syntax.
#ifndef FA_LAUNCH
#define FA_LAUNCH(kernel, blocks, stream, ...) kernel<<<blocks, nullptr, stream>>>(__VA_ARGS__)
#endif

// A namespace of its own: the kernel's text has `using namespace pto`.
namespace fa_host {
namespace {

// What `call_kernel` and `fa_run` return besides 0 and the codes of the runtime, which are positive.
constexpr int kRefused = -1;           // arguments that this kernel cannot take
constexpr int kNoControlAddress = -2;  // the runtime said that all is well, and gave no address

// As in plan.py: a Q block has kRows rows, each FIFO kSlots slots per core group.
constexpr int64_t kHead = 128, kRows = 128, kSlots = 8, kFloat = 4, kHalf = 2;
constexpr int64_t kQkBytes = kSlots * kRows * FA_S1_TILE * kFloat;
constexpr int64_t kPBytes = kSlots * kRows * FA_S1_TILE * kHalf;
constexpr int64_t kPvBytes = kSlots * kRows * kHead * kFloat;
// With a split of the keys: what the parts give, for the reduce kernel.
constexpr int64_t kPartRows = FA_KV_SPLIT > 1 ? static_cast<int64_t>(FA_KV_SPLIT) * FA_Q_ROWS : 0;
constexpr int64_t kPartOutBytes = kPartRows * kHead * kFloat;
constexpr int64_t kPartColumnBytes = kPartRows * kFloat;

int64_t slot_bytes(uint32_t blocks)
{
    return blocks * (kQkBytes + kPBytes + kPvBytes) + kPartOutBytes + 2 * kPartColumnBytes;
}

int reported(const char *call, int code)
{
    if (code != 0) {
        const char *more = aclGetRecentErrMsg();
        std::fprintf(stderr, "caller.cpp: error: %s returned %d%s%s\n", call, code, more ? ": " : "", more ? more : "");
    }
    return code;
}

int refused(const char *why, int64_t value)
{
    std::fprintf(stderr, "caller.cpp: error: %s (it is %lld)\n", why, static_cast<long long>(value));
    return kRefused;
}

// Whether the kernel can take these sizes: 0, or kRefused.
int check_sizes(uint32_t blocks, int64_t s0, int64_t s1)
{
    constexpr int64_t whole = static_cast<int64_t>(FA_S1_TILE) * FA_KV_SPLIT;
    if (blocks == 0) {
        return refused("at least one core group is needed", blocks);
    }
    if (s0 != FA_Q_ROWS) {
        return refused("S0 is not the FA_Q_ROWS that the kernel was built for", s0);
    }
    if (s1 % whole != 0 || s1 < whole * FA_QK_PRELOAD || s1 > INT32_MAX) {
        return refused("S1 must be a multiple of FA_S1_TILE * FA_KV_SPLIT, and FA_QK_PRELOAD times that at least", s1);
    }
    return 0;
}

int launch(uint32_t blocks, void *stream, uint8_t *slots, uint8_t *q, uint8_t *k, uint8_t *v, uint8_t *o, int64_t s1)
{
    uint64_t control = 0;
    uint32_t length = 0;
    if (int code = reported("rtGetC2cCtrlAddr", rtGetC2cCtrlAddr(&control, &length))) {
        return code;
    }
    if (control == 0) {
        std::fprintf(stderr, "caller.cpp: error: rtGetC2cCtrlAddr gave no address; the kernel is not started\n");
        return kNoControlAddress;
    }
    uint8_t *p_fifo = slots + blocks * kQkBytes;
    uint8_t *pv_fifo = p_fifo + blocks * kPBytes;
#if FA_KV_SPLIT > 1
    uint8_t *part_out = pv_fifo + blocks * kPvBytes;
    uint8_t *part_max = part_out + kPartOutBytes;
    uint8_t *part_sum = part_max + kPartColumnBytes;
#define FA_RESULTS (__gm__ float *)part_out, (__gm__ float *)part_max, (__gm__ float *)part_sum
#else
#define FA_RESULTS (__gm__ float *)o
#endif
    // A launch has no return code: an error of before is taken away, and one of the launch asked for.
    (void)aclrtGetLastError(ACL_RT_THREAD_LEVEL);
    FA_LAUNCH(fa, blocks, stream, (__gm__ int64_t *)control, (__gm__ half *)q, (__gm__ half *)k, (__gm__ half *)v,
              FA_RESULTS, (__gm__ float *)slots, (__gm__ half *)p_fifo, (__gm__ float *)pv_fifo,
              static_cast<int32_t>(s1));
    if (int code = reported("the launch of fa", aclrtGetLastError(ACL_RT_THREAD_LEVEL))) {
        return code;
    }
#if FA_KV_SPLIT > 1
    // The same stream: it starts when all parts are there.
    FA_LAUNCH(fa_reduce, blocks, stream, (__gm__ float *)o, FA_RESULTS);
    return reported("the launch of fa_reduce", aclrtGetLastError(ACL_RT_THREAD_LEVEL));
#else
    return 0;
#endif
}

// Keeps the first code that is not 0, and gives back what was taken, the last first, whatever went wrong.
class Session {
public:
    bool works(const char *call, int code)
    {
        return works(reported(call, code));
    }

    bool works(int code)  // what failed was reported already
    {
        first_ = first_ != 0 ? first_ : code;
        return code == 0;
    }

    void later(const char *call, std::function<int()> undo) { undo_.emplace_back(call, std::move(undo)); }

    int close()
    {
        for (; !undo_.empty(); undo_.pop_back()) {
            works(undo_.back().first, undo_.back().second());
        }
        return first_;
    }

private:
    int first_ = 0;
    std::vector<std::pair<const char *, std::function<int()>>> undo_;
};

// What `fa_run` is asked for.
struct Job {
    int32_t device;
    uint32_t blocks;
    const void *q, *k, *v;
    void *o;
    int64_t s0, s1;
    uint32_t warmup, iterations;
    float *microseconds;
};

bool allocated(Session &session, void **memory, int64_t bytes)
{
    if (!session.works("aclrtMalloc", aclrtMalloc(memory, bytes, ACL_MEM_MALLOC_HUGE_FIRST))) {
        return false;
    }
    session.later("aclrtFree", [address = *memory] { return aclrtFree(address); });
    return true;
}

bool uploaded(Session &session, void **memory, const void *host, int64_t bytes)
{
    return allocated(session, memory, bytes) &&
           session.works("aclrtMemcpy to the device",
                         aclrtMemcpy(*memory, bytes, host, bytes, ACL_MEMCPY_HOST_TO_DEVICE));
}

bool event_made(Session &session, aclrtEvent *event)
{
    if (!session.works("aclrtCreateEvent", aclrtCreateEvent(event))) {
        return false;
    }
    session.later("aclrtDestroyEvent", [made = *event] { return aclrtDestroyEvent(made); });
    return true;
}

bool device_ready(Session &session, const Job &job, aclrtStream *stream)
{
    if (!session.works("aclInit", aclInit(nullptr))) {
        return false;
    }
    session.later("aclFinalize", [] { return aclFinalize(); });
    if (!session.works("aclrtSetDevice", aclrtSetDevice(job.device))) {
        return false;
    }
    session.later("aclrtResetDevice", [device = job.device] { return aclrtResetDevice(device); });
    int64_t cores = 0;
    if (!session.works("aclrtGetDeviceInfo", aclrtGetDeviceInfo(job.device, ACL_DEV_ATTR_CUBE_CORE_NUM, &cores))) {
        return false;
    }
    if (job.blocks > cores) {
        return session.works(refused("more core groups are asked for than the device has cube cores", cores));
    }
    if (!session.works("aclrtCreateStream", aclrtCreateStream(stream))) {
        return false;
    }
    session.later("aclrtDestroyStream", [made = *stream] { return aclrtDestroyStream(made); });
    return true;
}

void run(Session &session, const Job &job)
{
    aclrtStream stream = nullptr;
    aclrtEvent start = nullptr, stop = nullptr;
    void *slots = nullptr, *q = nullptr, *k = nullptr, *v = nullptr, *o = nullptr;
    const int64_t q_bytes = job.s0 * kHead * kHalf, o_bytes = job.s0 * kHead * kFloat;
    const int64_t kv_bytes = job.s1 * kHead * kHalf;
    const int64_t all_slots = slot_bytes(job.blocks);
    if (!device_ready(session, job, &stream) || !allocated(session, &slots, all_slots) ||
        !session.works("aclrtMemset", aclrtMemset(slots, all_slots, 0, all_slots)) ||
        !uploaded(session, &q, job.q, q_bytes) || !uploaded(session, &k, job.k, kv_bytes) ||
        !uploaded(session, &v, job.v, kv_bytes) || !allocated(session, &o, o_bytes) || !event_made(session, &start) ||
        !event_made(session, &stop)) {
        return;
    }
    const auto start_kernel = [&] {
        const auto bytes = [](void *memory) { return static_cast<uint8_t *>(memory); };
        return session.works(
            launch(job.blocks, stream, bytes(slots), bytes(q), bytes(k), bytes(v), bytes(o), job.s1));
    };
    const auto finished = [&] { return session.works("aclrtSynchronizeStream", aclrtSynchronizeStream(stream)); };
    // The first launch gives the result: one that only later launches get right is wrong.
    if (!start_kernel() || !finished() ||
        !session.works("aclrtMemcpy to the host", aclrtMemcpy(job.o, o_bytes, o, o_bytes, ACL_MEMCPY_DEVICE_TO_HOST))) {
        return;
    }
    for (uint32_t i = 0; i < job.warmup; ++i) {
        if (!start_kernel() || !finished()) {
            return;
        }
    }
    for (uint32_t i = 0; i < job.iterations; ++i) {
        float milliseconds = 0;
        if (!session.works("aclrtRecordEvent", aclrtRecordEvent(start, stream)) || !start_kernel() ||
            !session.works("aclrtRecordEvent", aclrtRecordEvent(stop, stream)) || !finished() ||
            !session.works("aclrtEventElapsedTime", aclrtEventElapsedTime(&milliseconds, start, stop))) {
            return;
        }
        job.microseconds[i] = milliseconds * 1000;
    }
}

}  // namespace

// Bytes of device memory that `call_kernel` needs for `blocks` core groups.
extern "C" int64_t fa_slot_bytes(uint32_t blocks) { return slot_bytes(blocks); }

// Launch on a stream of the caller; all pointers are device memory. Returns 0, a code of the runtime, or a negative
// code.
extern "C" int call_kernel(uint32_t blocks, void *stream, uint8_t *slots, uint8_t *q, uint8_t *k, uint8_t *v,
                           uint8_t *o, int64_t s0, int64_t s1)
{
    if (int code = check_sizes(blocks, s0, s1)) {
        return code;
    }
    if (!slots || !q || !k || !v || !o) {
        std::fprintf(stderr, "caller.cpp: error: a buffer is null\n");
        return kRefused;
    }
    return launch(blocks, stream, slots, q, k, v, o, s1);
}

// Run on a device, from host memory to host memory. `microseconds` gets the time of each of `iterations` launches.
extern "C" int fa_run(int32_t device, uint32_t blocks, const void *q, const void *k, const void *v, void *o, int64_t s0,
                      int64_t s1, uint32_t warmup, uint32_t iterations, float *microseconds)
{
    if (int code = check_sizes(blocks, s0, s1)) {
        return code;
    }
    Session session;
    run(session, Job{device, blocks, q, k, v, o, s0, s1, warmup, iterations, microseconds});
    return session.close();
}

}  // namespace fa_host
