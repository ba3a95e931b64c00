// Events, sizes at run time, and a view of a tile.
#include <pto/pto-inst.hpp>

using namespace pto;

__global__ AICORE void events_kernel(__gm__ float* out, __gm__ float* a, __gm__ float* b, int32_t rows)
{
    using Dynamic = Tile<TileType::Vec, float, 32, 64, BLayout::RowMajor, -1, -1>;
    using Global = GlobalTensor<float, pto::Shape<1, 1, 1, -1, 64>, pto::Stride<1, 1, 1, 64, 1>>;
    Dynamic x(rows, 64), y(rows, 64);
    Tile<TileType::Vec, float, 1, 64> first;
    TASSIGN(x, 0x0);
    TASSIGN(y, 0x2000);
    TRESHAPE(first, y);

    Event<Op::TLOAD, Op::TADD> loaded;
    Event<Op::TADD, Op::TMULS> added;
    Event<Op::TMULS, Op::TSTORE_VEC> scaled;
    Global from_a(a, pto::Shape<1, 1, 1, -1, 64>(rows)), from_b(b, pto::Shape<1, 1, 1, -1, 64>(rows));
    Global to(out, pto::Shape<1, 1, 1, -1, 64>(rows));
    TLOAD(x, from_a);
    loaded = TLOAD(y, from_b);
    added = TADD(y, x, y, loaded);
    scaled = TMULS(first, first, 2.0f, added);
    TSTORE(to, y, scaled);
}
