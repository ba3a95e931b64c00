// Shapes and strides of a matrix from numbers that are not int64_t, two functions of one name, a pointer to a tile.
#include <pto/pto-inst.hpp>

using namespace pto;

template <typename T>
__global__ AICORE void loads(__gm__ T* in, int rows, uint32_t cols) {
    using Columns = GlobalTensor<T, TileShape2D<T, 16, 64, Layout::DN>, BaseShape2D<T, DYNAMIC, DYNAMIC, Layout::DN>, Layout::DN>;
    using Blocks = GlobalTensor<
        T, TileShape2D<T, DYNAMIC, DYNAMIC, Layout::NZ>, BaseShape2D<T, DYNAMIC, DYNAMIC, Layout::NZ>, Layout::NZ>;
    Tile<TileType::Mat, T, 16, 64, BLayout::ColMajor, 16, 64, SLayout::RowMajor, 512> tile;
    TASSIGN(tile, 0);
    TLOAD(tile, Columns(in, {}, BaseShape2D<T, DYNAMIC, DYNAMIC, Layout::DN>(rows, cols)));
    TLOAD(tile, Blocks(in, TileShape2D<T, DYNAMIC, DYNAMIC, Layout::NZ>(rows, cols),
                       BaseShape2D<T, DYNAMIC, DYNAMIC, Layout::NZ>(rows, cols)));
}

template <typename T>
void launch(T* in, void* stream) {
    loads<T><<<1, nullptr, stream>>>(in, 16, 64u);
}

template <typename T, int Rows, int Cols = 64>
void launch(T* in, T* unused, void* stream) {
    loads<T><<<1, nullptr, stream>>>(in, Rows, static_cast<uint32_t>(Cols));
}

__global__ AICORE void quantises() {
    Tile<TileType::Vec, float, 16, 64> from, tmp;
    Tile<TileType::Vec, uint8_t, 16, 64> to;
    Tile<TileType::Vec, float, 16, 1, BLayout::ColMajor> scale, offset;
    TASSIGN(from, 0), TASSIGN(tmp, 4096), TASSIGN(to, 8192), TASSIGN(scale, 16384), TASSIGN(offset, 20480);
    TQUANT<QuantType::INT8_ASYM>(to, from, scale, tmp, &offset);
}
