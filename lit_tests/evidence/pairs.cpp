// RUN: %ptofix evidence %s | %filecheck %s
// RUN: %ptofix evidence %s --format toml | %filecheck %s --check-prefix TOML
// RUN: %exits 1 %ptofix check --model strict %s | %filecheck %s --check-prefix STRICT
// RUN: sed 's/TDIV(v10, v12, v12)/TLOAD(v12, v13); &/' %s > %t.wrong.cpp
// RUN: %ptofix evidence %t.wrong.cpp | %filecheck %s --check-prefix WRONG
// RUN: %ptofix evidence --format toml %t.wrong.cpp | %filecheck %s --check-prefix WRONG
// RUN: %ptofix evidence --format json %t.wrong.cpp | %filecheck %s --check-prefix JSON
// The pairs that a text leaves without a barrier: those that `check --model strict` reports.
#include "pto/pto-inst.hpp"
using namespace pto;

__global__ AICORE void kernel(__gm__ float* v1, int32_t v2) {
  #if defined(__DAV_VEC__)
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v10;
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v11;
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v12;
  TASSIGN(v10, 0);
  TASSIGN(v11, 16384);
  TASSIGN(v12, 32768);
  GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND> v13(v1);
  TDIV(v10, v12, v12);
  TNOT(v11, v10);
  #endif
}
// CHECK: TDIV -> TNOT: RAW, 64 repeats apart; conditions: same-tile, contiguous, long, forward; extrapolated; 1 place
// CHECK-NEXT: pairs.cpp: line 21 -> line 22
// CHECK-NEXT: pairs.cpp: 1 kind of pairs on PIPE_V at 1 place without a barrier
// TOML: # {{.*}}pairs.cpp: 1 kind of pairs on PIPE_V at 1 place without a barrier
// TOML: {{^\[\[evidence\]\]$}}
// TOML-NEXT: orders = ["TDIV -> TNOT"]
// TOML-NEXT: order = "RAW"
// TOML-NEXT: grade = "practised"
// TOML-NEXT: when = ["same-tile", "contiguous", "long", "forward"]
// TOML-NEXT: source = "64 repeats apart: {{.*}}pairs.cpp: line 21 -> line 22"
// STRICT: pairs.cpp:22:13: error: missing under {{.*}}: `TNOT` may read `v10` before `TDIV` has written it
// STRICT: 1 error
// WRONG: wrong.cpp: warning: 1 error in `ptofix check`: what this text leaves without a barrier is no evidence
// WRONG: wrong.cpp: 1 kind of pairs
// JSON: "errors": 1
