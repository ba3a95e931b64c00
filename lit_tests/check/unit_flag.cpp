// RUN: %exits 0 %ptofix check %s | %filecheck %s
// RUN: %exits 0 %ptofix verify --absolute %s | %filecheck %s --check-prefix ABSOLUTE
// RUN: sed 's/<AccPhase::Final>//' %s > %t.cpp
// RUN: %exits 1 %ptofix check %t.cpp | %filecheck %s --check-prefix PLAIN
// RUN: sed 's/AccPhase::Final/AccPhase::Partial/' %s > %t.partial.cpp
// RUN: %exits 1 %ptofix check %t.partial.cpp | %filecheck %s --check-prefix PARTIAL
// RUN: %exits 1 %ptofix verify --absolute %t.partial.cpp | %filecheck %s --check-prefix ENDLESS
// RUN: sed '/TSTORE</d' %s > %t.kept.cpp
// RUN: %exits 1 %ptofix check %t.kept.cpp | %filecheck %s --check-prefix KEPT
// RUN: %ptofix check --no-assume hw.unit-flag %s | %filecheck %s --check-prefix OFF
// RUN: %exits 1 %ptofix verify --absolute --no-assume hw.unit-flag %s | %filecheck %s --check-prefix REFUSED
// Matrix unit and fix-pipe take turns by the unit flag: what is in order by it rests on an assumption with a name. A product that
// has no mode does not take part, and one of mode Partial never raises the flag.
#include "pto/pto-inst.hpp"
using namespace pto;

extern "C" __global__ AICORE void unit_flag(__gm__ float* v1) {
  using T = float;
#if defined(__DAV_CUBE__)
  Tile<TileType::Left, half, 16, 16, BLayout::RowMajor, 16, 16, SLayout::RowMajor, 512> v2;
  TASSIGN(v2, 0);
  Tile<TileType::Right, half, 16, 16, BLayout::RowMajor, 16, 16, SLayout::ColMajor, 512> v3;
  TASSIGN(v3, 0);
  Tile<TileType::Acc, float, 16, 16, BLayout::ColMajor, 16, 16, SLayout::RowMajor, 1024> v4;
  TASSIGN(v4, 0);
  GlobalTensor<float, pto::Shape<1, 1, 1, 16, 16>, pto::Stride<256, 256, 256, 16, 1>, pto::Layout::ND> v5 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 16>, pto::Stride<256, 256, 256, 16, 1>, pto::Layout::ND>(v1);
  TMATMUL<AccPhase::Final>(v4, v2, v3);
  TSTORE<STPhase::Final>(v5, v4);
// CHECK: nothing found{{.*}}1 pair rests on hw.unit-flag
// ABSOLUTE: proved
// ABSOLUTE: rests on hw.unit-flag
// PLAIN: error: missing: `TSTORE` may read `v4` before `TMATMUL` has written it
// PARTIAL: :[[# @LINE - 5]]:{{[0-9]+}}: error: `TSTORE` waits for the unit flag of L0C[0, 1024), which nothing raises [PF309]
// PARTIAL: help: give the last product before it `AccPhase::Final`
// ENDLESS: this waits for the unit flag of L0C[0, 1024) forever, which is down
// KEPT: error: the unit flag of L0C[0, 1024) is still up when the function ends [PF309]
// OFF: undecided: `TMATMUL` may wait forever: its unit flag is not followed [PF309]
// OFF: note: hw.unit-flag is not assumed
// OFF: undecided: `TSTORE` may read `v4` before `TMATMUL` has written it: nothing orders the two between PIPE_M and PIPE_FIX [PF104]
// OFF: note: both take turns by the unit flag, which is not followed: hw.unit-flag is not assumed
// REFUSED: not decided: the unit flag that this waits for is not followed
#endif
  return;
}
