// The stub of the runtime: host memory, a log of all calls, and any one of them fails when a test says so.
#include <acl/acl.h>

#include <cstdlib>
#include <cstring>
#include <map>
#include <string>

namespace {

constexpr int kFailure = 507899;  // what a call returns that is told to fail
constexpr float kMilliseconds = 0.25f;

std::string log_text, failing;
int failing_at = 0;  // which call of `failing`, counted from 1
std::map<std::string, int> calls;
uint64_t control_address = 4096;
int64_t cube_cores = 24;
int last_error = 0;
int open_things = 0;  // memory, streams, events, a device and the runtime itself that nobody gave back

int called(const char *name)
{
    log_text += std::string(name) + "\n";
    return ++calls[name] == failing_at && failing == name ? kFailure : 0;
}

int taken(const char *name)
{
    const int code = called(name);
    open_things += code == 0;
    return code;
}

// What fails to be given back is gone all the same.
int given_back(const char *name)
{
    --open_things;
    return called(name);
}

}  // namespace

extern "C" {

void stub_reset(uint64_t control, int64_t cores)
{
    log_text.clear();
    failing.clear();
    calls.clear();
    control_address = control;
    cube_cores = cores;
    last_error = open_things = 0;
}

void stub_fail(const char *name, int nth)
{
    failing = name;
    failing_at = nth;
}

const char *stub_log() { return log_text.c_str(); }
int stub_open_things() { return open_things; }

int stub_launches(const char *kernel, uint32_t, aclrtStream)
{
    last_error = called(kernel);
    return failing.empty();  // nobody looks at the result of a run that is to fail
}

int rtGetC2cCtrlAddr(uint64_t *address, uint32_t *length)
{
    *address = control_address;
    *length = 8;
    return called("rtGetC2cCtrlAddr");
}

aclError aclInit(const char *) { return taken("aclInit"); }
aclError aclFinalize() { return given_back("aclFinalize"); }
const char *aclGetRecentErrMsg() { return "as the test said"; }
aclError aclrtSetDevice(int32_t) { return taken("aclrtSetDevice"); }
aclError aclrtResetDevice(int32_t) { return given_back("aclrtResetDevice"); }

aclError aclrtGetDeviceInfo(uint32_t, aclrtDevAttr, int64_t *value)
{
    *value = cube_cores;
    return called("aclrtGetDeviceInfo");
}

aclError aclrtGetLastError(aclrtLastErrLevel)
{
    const int code = last_error;
    last_error = 0;
    return code;
}

aclError aclrtCreateStream(aclrtStream *stream)
{
    *stream = &log_text;
    return taken("aclrtCreateStream");
}

aclError aclrtDestroyStream(aclrtStream) { return given_back("aclrtDestroyStream"); }
aclError aclrtSynchronizeStream(aclrtStream) { return called("aclrtSynchronizeStream"); }

aclError aclrtMalloc(void **memory, size_t size, aclrtMemMallocPolicy)
{
    const int code = taken("aclrtMalloc");
    *memory = code == 0 ? std::malloc(size) : nullptr;
    return code;
}

aclError aclrtFree(void *memory)
{
    std::free(memory);
    return given_back("aclrtFree");
}

aclError aclrtMemset(void *memory, size_t, int32_t value, size_t size)
{
    std::memset(memory, value, size);
    return called("aclrtMemset");
}

aclError aclrtMemcpy(void *to, size_t, const void *from, size_t size, aclrtMemcpyKind)
{
    std::memcpy(to, from, size);
    return called("aclrtMemcpy");
}

aclError aclrtCreateEvent(aclrtEvent *event)
{
    *event = &log_text;
    return taken("aclrtCreateEvent");
}

aclError aclrtDestroyEvent(aclrtEvent) { return given_back("aclrtDestroyEvent"); }
aclError aclrtRecordEvent(aclrtEvent, aclrtStream) { return called("aclrtRecordEvent"); }

aclError aclrtEventElapsedTime(float *milliseconds, aclrtEvent, aclrtEvent)
{
    *milliseconds = kMilliseconds;
    return called("aclrtEventElapsedTime");
}
}
