// Both cores: the cube multiplies, the vector cores take the halves of each product through a pipe.
#include <pto/pto-inst.hpp>

using namespace pto;

constexpr int kSize = 128;
constexpr int kSteps = 3;
using Products = TPipe<0, Direction::DIR_C2V, kSize * kSize * sizeof(float), 4>;

AICORE inline void multiply(__gm__ half* a, __gm__ half* b, Products& products)
{
    using Global = GlobalTensor<half, pto::Shape<1, 1, 1, kSize, kSize>, pto::Stride<1, 1, 1, kSize, 1>>;
    using Slot = GlobalTensor<float, pto::Shape<1, 1, 1, kSize, kSize>, pto::Stride<1, 1, 1, kSize, 1>>;
    Tile<TileType::Mat, half, kSize, kSize, BLayout::ColMajor, kSize, kSize, SLayout::RowMajor, 512> a1, b1;
    TileLeft<half, kSize, kSize> a0;
    TileRight<half, kSize, kSize> b0;
    TileAcc<float, kSize, kSize> c0;
    TASSIGN(a1, 0x0);
    TASSIGN(b1, kSize * kSize * sizeof(half));
    TASSIGN(a0, 0x0);
    TASSIGN(b0, 0x0);
    TASSIGN(c0, 0x0);
    for (int i = 0; i < kSteps; ++i) {
        Global from_a(a + i * kSize * kSize), from_b(b);
        if (i > 0) {
            wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
        }
        TLOAD(a1, from_a);
        TLOAD(b1, from_b);
        set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
        wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
        if (i > 0) {
            wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
        }
        TMOV(a0, a1);
        TMOV(b0, b1);
        if (i + 1 < kSteps) {
            set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
        }
        set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
        wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
        if (i > 0) {
            wait_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
        }
        TMATMUL(c0, a0, b0);
        if (i + 1 < kSteps) {
            set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
        }
        set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
        wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
        Slot slot;
        TALLOC<Products, Slot, TileSplitAxis::TILE_UP_DOWN>(products, slot);
        Slot store(slot.data());
        TSTORE(store, c0);
        TPUSH<Products, Slot, TileSplitAxis::TILE_UP_DOWN>(products, slot);
        if (i + 1 < kSteps) {
            set_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
        }
    }
}

AICORE inline void exponents(__gm__ float* out, Products& products)
{
    constexpr int kRows = kSize / 2;
    using Global = GlobalTensor<float, pto::Shape<1, 1, 1, kRows, kSize>, pto::Stride<1, 1, 1, kSize, 1>>;
    Tile<TileType::Vec, float, kRows, kSize> x;
    TASSIGN(x, 0x8000);
    for (int i = 0; i < kSteps; ++i) {
        Global slot;
        TPOP<Products, Global, TileSplitAxis::TILE_UP_DOWN>(products, slot);
        if (i > 0) {
            wait_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
        }
        TLOAD(x, slot);
        TFREE<Products, Global, TileSplitAxis::TILE_UP_DOWN>(products, slot);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        TEXP(x, x);
        set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
        wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
        Global to(out + (i * kSize + get_subblockid() * kRows) * kSize);
        TSTORE(to, x);
        if (i + 1 < kSteps) {
            set_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
        }
    }
}

__global__ AICORE void matmul_exp_kernel(
    __gm__ uint64_t* signals, __gm__ float* out, __gm__ half* a, __gm__ half* b, __gm__ float* slots)
{
    set_ffts_base_addr((uint64_t)signals);
    Products products(slots, 0x0, 0x0);
#if defined(__DAV_CUBE__)
    multiply(a, b, products);
#else
    exponents(out, products);
#endif
    pipe_barrier(PIPE_ALL);
}
