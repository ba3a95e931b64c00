// RUN: %ptofix check %s | %filecheck %s
// RUN: %exits 1 %ptofix verify --absolute %s | %filecheck %s --check-prefix ABSOLUTE
// RUN: sed 's/<AccPhase::Final>//' %s > %t.cpp
// RUN: %exits 1 %ptofix check %t.cpp | %filecheck %s --check-prefix PLAIN
// The matrix unit and the fix-pipe may take turns by the unit flag, which nothing here follows: that is not decided. Without it
// the order is missing.
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
// CHECK: :[[# @LINE - 1]]:30: undecided: `TSTORE` may read `v4` before `TMATMUL` has written it: nothing orders the two between PIPE_M and PIPE_FIX [PF104]
// CHECK: note: both take turns by the unit flag (AccPhase, STPhase), which ptofix does not follow
// ABSOLUTE: not decided: the unit flag may order this, and it is not followed
// PLAIN: error: missing: `TSTORE` may read `v4` before `TMATMUL` has written it
#endif
  return;
}
