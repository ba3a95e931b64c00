// RUN: %ptofix check %s | %filecheck %s
// RUN: %exits 1 %ptofix check --strict-undecided %s
// RUN: %ptofix run --pattern proven %s | diff %s -
// RUN: %exits 1 %ptofix verify --absolute %s 2>&1 | %filecheck %s --check-prefix=VERIFY
// Functions that take tiles, and that nothing here calls, as assembler 0.60 prints private functions. Where their tiles
// are, only a caller knows: one finding for the function, however many places use the tiles and what is made of them.
// CHECK-NOT: error
// CHECK: undecided: not analysed, it may touch anything: unfinished work of callers: `load_arg` is called by nothing here, so that anything may call it; {{[0-9]+}} orders depend on it [PF501]
// CHECK: note: in `load_arg`, on the vector core
// CHECK: note: the callers decide where `{{.*}} are: anywhere, even overlapping
// CHECK: undecided: {{.*}} `add_arg` is called by nothing here, so that anything may call it; {{[0-9]+}} orders depend on it [PF501]
// CHECK: note: the callers decide where `v3`, `v1`, `v2` are: anywhere, even overlapping
// CHECK-NOT: PF502
// CHECK: 2 undecided (model default)
// VERIFY: not decided: what callers of `add_arg` have in flight is not known

#include "pto/pto-inst.hpp"
using namespace pto;

static AICORE void add_arg(Tile<TileType::Vec, float, 16, 16, BLayout::RowMajor, 16, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v1, Tile<TileType::Vec, float, 16, 16, BLayout::RowMajor, 16, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v2, Tile<TileType::Vec, float, 16, 16, BLayout::RowMajor, 16, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v3) {
  #if defined(__DAV_VEC__)
  TADD(v3, v1, v2);
  pipe_barrier(PIPE_V);
  TADD(v1, v1, v2);
  TMUL(v1, v3, v2);
  #endif // __DAV_VEC__

  return;
}

static AICORE void load_arg(__gm__ float* v1, Tile<TileType::Vec, float, 16, 16, BLayout::RowMajor, 16, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v2, Tile<TileType::Vec, float, 16, 16, BLayout::RowMajor, -1, -1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v3) {
  #if defined(__DAV_VEC__)
  pto::Shape<1, 1, 1, 16, 16> v4 = pto::Shape<1, 1, 1, 16, 16>();
  pto::Stride<256, 256, 256, 16, 1> v5 = pto::Stride<256, 256, 256, 16, 1>();
  GlobalTensor<float, pto::Shape<1, 1, 1, 16, 16>, pto::Stride<256, 256, 256, 16, 1>, pto::Layout::ND> v6 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 16>, pto::Stride<256, 256, 256, 16, 1>, pto::Layout::ND>(v1, v4, v5);
  Tile<TileType::Vec, float, 8, 16, BLayout::RowMajor, 8, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v7;
  TSUBVIEW(v7, v2, 8, 0);
  TLOAD(v2, v6);
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TEXP(v3, v2);
  TEXP(v7, v7);
  pipe_barrier(PIPE_ALL);
  #endif // __DAV_VEC__

  return;
}
