// A push that converts its accumulator, and a number of a tile in a variable of its own.
#include <pto/common/fifo.hpp>
#include <pto/common/fixpipe.hpp>
#include <pto/pto-inst.hpp>

using namespace pto;

using Slots = TPipe<0, Direction::DIR_C2V, 512, 8>;
static_assert(Slots::countPendingFreeCredits(40) == 2 && Slots::countPendingFreeCredits(0) == 0, "as the headers count");
static_assert(TPipe<0, Direction::DIR_V2C, 512, 1>::countPendingFreeCredits(3) == 1, "one slot");
static_assert(TPipe<0, Direction::DIR_V2C, 512, 5>::countPendingFreeCredits(8) == 3, "periods of two in five slots");

__global__ AICORE void converts(__gm__ half* slots) {
#ifdef __DAV_CUBE__
    TileAcc<float, 16, 16> product;
    TASSIGN(product, 0);
    Slots pipe(slots, 0, 0);
    TPUSH<Slots, decltype(product), FixpipeParams<LayoutMode_t::NZ2ND, QuantMode_t::QF322F16_PRE>>(pipe, product);
#endif
}

template <typename T>
__global__ AICORE void scales(__gm__ T* out, __gm__ T* in) {
    using Memory = GlobalTensor<T, Shape<1, 1, 1, 8, 64>, pto::Stride<512, 512, 512, 64, 1>>;
    Tile<TileType::Vec, T, 8, 64> tile, scaled;
    TASSIGN(tile, 0), TASSIGN(scaled, 4096);
    TLOAD(tile, Memory(in));
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    set_flag(PIPE_MTE2, PIPE_S, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_S, EVENT_ID0);
    const T factor = tile.GetValue(65);
    TMULS(scaled, tile, factor);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    TSTORE(Memory(out), scaled);
}

// Another type than that of the tile: the host would have to convert it.
__global__ AICORE void converts_number() {
    Tile<TileType::Vec, half, 8, 64> tile;
    TASSIGN(tile, 0);
    const int32_t factor = tile.GetValue(0);
    TMULS(tile, tile, factor);
}

__global__ AICORE void takes_stream(__gm__ float* out, aclrtStream stream) {}

__global__ AICORE void compares() {
    Tile<TileType::Vec, half, 8, 64> tile;
    TASSIGN(tile, 0);
    float first = tile.GetValue(0);
    if (first > 0.0f) TEXP(tile, tile);
}
