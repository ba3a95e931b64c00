// The vector cores take one entry less than the cube core hands over.
// RUN: not %ptofix check %s | %filecheck %s
// RUN: sed 's/i < n - 1/i < n/' %s > %t.cpp && %ptofix check %t.cpp | %filecheck %s --check-prefix AGREE
// RUN: sed '/TPUSH/d' %s > %t.cpp && not %ptofix check %t.cpp | %filecheck %s --check-prefix NOTHING
// RUN: sed 's/i < n - 1/i < m/' %s > %t.cpp && %ptofix check %t.cpp | %filecheck %s --check-prefix AGREE
// CHECK: [[# @LINE + 15]]:5: error: what is pushed here is left over: of pipe 0, the cube core pushes 1, and the vector core does not use it [PF311]
// CHECK: note: for instance with `n` = 1
// CHECK: note: in `kernel`, on the cube core
// CHECK: verdict: 1 error
// AGREE-NOT: PF311
// AGREE: verdict: in order
// NOTHING: error: `TPOP` waits forever: the cube core pushes nothing to pipe 0 [PF311]
#include "pto/pto-inst.hpp"
using namespace pto;
__global__ AICORE void kernel(__gm__ float* gm, int32_t n, int32_t m) {
#if defined(__DAV_CUBE__)
  auto p = TPipe<0, Direction::DIR_C2V, 1024, 2, 2, false>(gm, 0, 0);
  Tile<TileType::Acc, float, 16, 16, BLayout::ColMajor, 16, 16, SLayout::RowMajor, 1024, PadValue::Null> c; TASSIGN(c, 0);
  for (int32_t i = 0; i < n; ++i) {
    pipe_barrier(PIPE_ALL);
    TPUSH<TPipe<0, Direction::DIR_C2V, 1024, 2, 2, false>, Tile<TileType::Acc, float, 16, 16, BLayout::ColMajor, 16, 16, SLayout::RowMajor, 1024, PadValue::Null>, TileSplitAxis::TILE_UP_DOWN>(p, c);
  }
#endif
#if defined(__DAV_VEC__)
  auto p = TPipe<0, Direction::DIR_C2V, 1024, 2, 2, false>(gm, 0, 0);
  Tile<TileType::Vec, float, 8, 16, BLayout::RowMajor, 8, 16, SLayout::NoneBox, 512, PadValue::Null> a;
  for (int32_t i = 0; i < n - 1; ++i) {
    TPOP<TPipe<0, Direction::DIR_C2V, 1024, 2, 2, false>, Tile<TileType::Vec, float, 8, 16, BLayout::RowMajor, 8, 16, SLayout::NoneBox, 512, PadValue::Null>, TileSplitAxis::TILE_UP_DOWN>(p, a);
    pipe_barrier(PIPE_ALL);
  }
#endif
}
