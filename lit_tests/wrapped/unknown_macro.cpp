// RUN: %exits 1 %ptofix check --strict-undecided %s | %filecheck %s
// RUN: %ptofix run --pattern proven %s -o %t.cpp 2>&1 | %filecheck %s --check-prefix LEFT
// RUN: diff %s %t.cpp
// Nobody knows whether this barrier is compiled; what is defined for a simulator is known.
// CHECK: cpp:20:1: undecided: not analysed: a preprocessor line other than one that tells the cores apart [PF503]
// LEFT: `kernel` is not rewritten, as it is not analysed: a preprocessor line other than one that tells the cores apart
#include <pto/pto-inst.hpp>
using namespace pto;

__global__ AICORE void kernel(__gm__ float* v1) {
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v2;
  TASSIGN(v2, 0);
  TABS(v2, v2);
#if !defined(__CPU_SIM)
  pipe_barrier(PIPE_V);
#endif
  TABS(v2, v2);
  pipe_barrier(PIPE_V);
  TABS(v2, v2);
#if defined(FAST)
  pipe_barrier(PIPE_V);
#endif
  TABS(v2, v2);
}
