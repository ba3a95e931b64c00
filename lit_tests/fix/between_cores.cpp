// RUN: %ptofix fix --missing %s -o %t.cpp 2>&1 | %filecheck %s --check-prefix SAID
// RUN: %filecheck %s < %t.cpp
// RUN: %ptofix fix --narrow %s -o %t.narrow.cpp 2>&1 | %filecheck %s --check-prefix SAID
// RUN: %ptofix verify --absolute --model strict %t.cpp --against %s
// Flags that one core raises and the other one awaits: of some of them no other half can be put in, as the core that
// waits has no such pipe. Then all of them are replaced, and nothing of a half-mended text is asked to be proved.
// SAID: flags: 1 done
// SAID: verified: replace-broken-flags
// CHECK-NOT: {{^ +}}set_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
// CHECK-NOT: {{^ +}}wait_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
// CHECK-NOT: {{^ +}}wait_flag(PIPE_FIX, PIPE_MTE2, EVENT_ID0);
#include "pto/pto-inst.hpp"
using namespace pto;

AICORE void both(__gm__ float* v1, __gm__ float* v2) {
  using T = float;
  pto::Shape<1, 1, 1, 16, 16> v3 = pto::Shape<1, 1, 1, 16, 16>();
  pto::Stride<256, 256, 256, 16, 1> v4 = pto::Stride<256, 256, 256, 16, 1>();
  GlobalTensor<float, pto::Shape<1, 1, 1, 16, 16>, pto::Stride<256, 256, 256, 16, 1>, pto::Layout::ND> v5 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 16>, pto::Stride<256, 256, 256, 16, 1>, pto::Layout::ND>(v1, v3, v4);
  GlobalTensor<float, pto::Shape<1, 1, 1, 16, 16>, pto::Stride<256, 256, 256, 16, 1>, pto::Layout::ND> v6 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 16>, pto::Stride<256, 256, 256, 16, 1>, pto::Layout::ND>(v2, v3, v4);
  #if defined(__DAV_CUBE__)
  Tile<TileType::Acc, float, 16, 16, BLayout::ColMajor, 16, 16, SLayout::RowMajor, 1024, PadValue::Null, CompactMode::Null> v7;
  TASSIGN(v7, 0);
  TSTORE(v5, v7);
  set_flag(PIPE_FIX, PIPE_MTE2, EVENT_ID0);
  #endif // __DAV_CUBE__
  #if defined(__DAV_VEC__)
  set_mask_norm();
  set_vector_mask(-1, -1);
  Tile<TileType::Vec, float, 16, 16, BLayout::RowMajor, 16, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v8;
  TASSIGN(v8, 0);
  wait_flag(PIPE_FIX, PIPE_MTE2, EVENT_ID0);
  TLOAD(v8, v5);
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TEXP(v8, v8);
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  TSTORE(v6, v8);
  set_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
  #endif // __DAV_VEC__
  #if defined(__DAV_CUBE__)
  Tile<TileType::Mat, float, 16, 16, BLayout::ColMajor, 16, 16, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v9;
  TASSIGN(v9, 0);
  wait_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
  TLOAD(v9, v6);
  #endif // __DAV_CUBE__
  pipe_barrier(PIPE_ALL);
  return;
}
