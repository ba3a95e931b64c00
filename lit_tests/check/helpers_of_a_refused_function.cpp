// RUN: %ptofix check %s | %filecheck %s
// What is said of a function that is not analysed is not said again of each helper that it shares. A helper without core
// of its own is for the core that it works on.
// CHECK-NOT: error
// CHECK: undecided: not analysed: it calls `mystery` inside an expression [PF503]
// CHECK: note: not analysed, it may touch anything: unfinished work of callers: `kernel` calls it, and is not analysed; {{[0-9]+}} orders depend on it [PF501]
// CHECK: note: in `other`, on the vector core
// CHECK-NOT: cube
// CHECK: 1 undecided, 1 note (model default); 1 function not analysed

#include "pto/pto-inst.hpp"
using namespace pto;

static AICORE void other(Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v1) {
  TABS(v1, v1);
  pipe_barrier(PIPE_V);
}

__global__ AICORE void kernel(__gm__ float* v1, int32_t v9) {
  #if defined(__DAV_VEC__)
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v2;
  TASSIGN(v2, 0);
  other(v2);
  if (mystery(v9)) {
    other(v2);
  }
  #endif
}
