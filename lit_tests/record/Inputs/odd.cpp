#include <pto/pto-inst.hpp>

using namespace pto;
using Row = Tile<TileType::Vec, float, 1, 64>;

__global__ AICORE void reads_tile(__gm__ float* out)
{
    Row x;
    TASSIGN(x, 0);
    if (x.GetValue(0) > 0.0f) {
        TEXP(x, x);
    }
}

__global__ AICORE void for_ever(__gm__ float* out)
{
    Row x;
    TASSIGN(x, 0);
    while (true) {
        TEXP(x, x);
    }
}

__global__ AICORE void sized(__gm__ float* out, int32_t rows) { TEXPANDS(*(Row*)nullptr, 0.0f); }

__global__ AICORE void on_chip(__gm__ float* out)
{
    Row x;
    TASSIGN(x, 64);
    if (*x.data() > 0.0f) {
        TEXP(x, x);
    }
}

#ifdef UNKNOWN_OP
__global__ AICORE void unknown_op(__gm__ float* out)
{
    Row x;
    TASSIGN(x, 0);
    TFROBNICATE(x, x);
}
#endif

__global__ AICORE void reads_memory(__gm__ float* out, __gm__ int32_t* sizes)
{
    Row x;
    TASSIGN(x, sizes[3]);
    TEXP(x, x);
}

__global__ AICORE void starts_thread(__gm__ float* out)
{
    pthread_t made;
    pthread_create(&made, nullptr, nullptr, nullptr);
}

__global__ AICORE void instructions(__gm__ float* out, int64_t last)
{
    uint64_t clock;
    asm volatile("MOV %0, SYS_CNT\n" : "+l"(clock));
    if (static_cast<int64_t>(clock) >= last) {
        asm("nop");
        asm volatile("ST_ATOMIC %0, [%1]"
                     :
                     : "l"(clock), "l"(out));
    }
    Row x;
    TASSIGN(x, 128);
    vadds(x.data(), x.data(), 1.0f, 1, 1, 1, 8, 8);
    copy_ubuf_to_gm(out + 8, x.data(), 0, 1, 8, 0, 0);
}

template <typename T>
void launches_one(T* out, int64_t last, void* stream)
{
    instructions<<<1, nullptr, stream>>>(out, last);
}

void dispatches(float* out, int64_t last, int32_t key, void* stream)
{
    if (key == 1) {
        launches_one(out, last, stream);
    }
}
