// RUN: %ptofix evidence %s | %filecheck %s
// RUN: %ptofix evidence %s --format toml | %filecheck %s --check-prefix TOML
// RUN: %exits 1 %ptofix check --model strict %s | %filecheck %s --check-prefix STRICT
// The pairs that a text leaves without a barrier: those that `check --model strict` reports.
#include "pto/pto-inst.hpp"
using namespace pto;

__global__ AICORE void kernel(__gm__ float* v1, int32_t v2) {
  #if defined(__DAV_VEC__)
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v10;
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v11;
  TASSIGN(v10, 0);
  TASSIGN(v11, 16384);
  TEXPANDS(v10, 0.0f);
  TABS(v11, v10);
  #endif
}
// CHECK: TEXPANDS -> TABS: RAW, 64 repeats apart; conditions: same-tile, contiguous, long, forward; extrapolated; 1 place
// CHECK-NEXT: pairs.cpp: line 14 -> line 15
// CHECK-NEXT: pairs.cpp: 1 kind of pairs on PIPE_V at 1 place without a barrier
// TOML: # {{.*}}pairs.cpp: 1 kind of pairs on PIPE_V at 1 place without a barrier
// TOML: {{^\[\[evidence\]\]$}}
// TOML-NEXT: orders = ["TEXPANDS -> TABS"]
// TOML-NEXT: order = "RAW"
// TOML-NEXT: grade = "practised"
// TOML-NEXT: when = ["same-tile", "contiguous", "long", "forward"]
// TOML-NEXT: source = "64 repeats apart: {{.*}}pairs.cpp: line 14 -> line 15"
// STRICT: pairs.cpp:15:13: error: `TABS` may read `v10` before `TEXPANDS` has written it
// STRICT: 1 error
