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
