// RUN: %ptofix explain %s:17 | %filecheck %s
// RUN: %ptofix check %s | %filecheck %s --check-prefix CLEAN
// A call that takes one of two forms at run time: each has its own steps, and each alone is ordered.
// CHECK: form 1 of 2, of which it takes one at run time:
// CHECK-NEXT: 1. drain: a flag from PIPE_V to PIPE_S inside the op
// CHECK: form 2 of 2, of which it takes one at run time:
// CHECK: 2. drain: pipe_barrier(PIPE_V) inside the op
// CLEAN: nothing found
#include "pto/pto-inst.hpp"
using namespace pto;
__global__ AICORE void kernel() {
#if defined(__DAV_VEC__)
Tile<TileType::Vec, float, 64, 16, BLayout::ColMajor, 64, 16, SLayout::NoneBox> t; TASSIGN(t, 65536);
Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox> c; TASSIGN(c, 0);
Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox> d; TASSIGN(d, 4096);
TEXP(t, t);
TTRANS(t, c, d);
#endif
}
