// Templates, arrays of tiles, `constexpr if`, helpers of a header, a `static` counter, early return.
#include <pto/pto-inst.hpp>
#include "row_softmax.hpp"

using namespace pto;

template <typename T, int kCols, bool kScaled = false>
__global__ AICORE void softmax_kernel(__gm__ T* out, __gm__ T* in)
{
    constexpr int kRows = 16;
    constexpr int kTiles = 4;
    using Global = GlobalTensor<T, pto::Shape<1, 1, 1, kRows, kCols>, pto::Stride<1, 1, 1, kCols, 1>>;

    if (get_block_idx() > 7) {
        return;
    }
    Matrix<T, kRows, kCols> x[2], tmp;
    Column<T, kRows> row;
    uint32_t next = place_tiles(x, 0);
    TASSIGN(tmp, next);
    TASSIGN(row, next + sizeof(T) * kRows * kCols);

    for (int i = 0; i < 2; ++i) {
        set_flag(PIPE_MTE3, PIPE_MTE2, i);
    }
    for (int i = 0; i < kTiles; ++i) {
        const int buffer = turn();
        const std::size_t offset = (get_block_idx() * kTiles + i) * kRows * kCols;
        Global from(in + offset), to(out + offset);
        wait_flag(PIPE_MTE3, PIPE_MTE2, buffer);
        TLOAD(x[buffer], from);
        set_flag(PIPE_MTE2, PIPE_V, buffer);
        wait_flag(PIPE_MTE2, PIPE_V, buffer);
        row_softmax<kScaled>(x[buffer], tmp, row);
        set_flag(PIPE_V, PIPE_MTE3, buffer);
        wait_flag(PIPE_V, PIPE_MTE3, buffer);
        pipe_barrier(PIPE_V);
        TSTORE(to, x[buffer]);
        set_flag(PIPE_MTE3, PIPE_MTE2, buffer);
    }
    for (int i = 0; i < 2; ++i) {
        wait_flag(PIPE_MTE3, PIPE_MTE2, i);
    }
}

template <int kCols>
void LaunchSoftmax(float* out, float* in, void* stream)
{
    softmax_kernel<float, kCols><<<8, nullptr, stream>>>(out, in);
}

template void LaunchSoftmax<128>(float* out, float* in, void* stream);
