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
