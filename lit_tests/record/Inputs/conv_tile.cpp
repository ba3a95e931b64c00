#include <pto/pto-inst.hpp>

using namespace pto;

__global__ AICORE void transposes(__gm__ float* in, __gm__ float* out)
{
    using Image = ConvTile<TileType::Vec, float, 4096, Layout::NCHW, ConvTileShape<1, 8, 8, 16>>;
    using Blocks = ConvTile<TileType::Vec, float, 4096, Layout::NC1HWC0, ConvTileShape<1, 1, 8, 16, 8>>;
    Image from;
    Blocks to, tmp;
    TASSIGN(from, 0);
    TASSIGN(to, 4096);
    TASSIGN(tmp, 8192);
    TTRANS(to, from, tmp);
}
