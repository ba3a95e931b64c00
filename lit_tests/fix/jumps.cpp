// RUN: %exits 1 %ptofix check --model strict %s
// RUN: %ptofix fix --strip %s -o %t.missing.cpp 2>&1 | %filecheck %s --check-prefix SAID
// RUN: %ptofix fix --all --strip %s -o %t.all.cpp
// RUN: %filecheck %s --input-file %t.missing.cpp
// RUN: %filecheck %s --input-file %t.all.cpp
// RUN: %ptofix verify --absolute --model strict %t.missing.cpp --against %s
// RUN: %ptofix verify --absolute --model strict %t.all.cpp --against %s
// RUN: sed -E 's/^ *(TLOAD|TEXP|TABS|TSTORE)/pipe_barrier(PIPE_ALL); \1/' %s > %t.barriers.cpp
// RUN: %ptofix fix --narrow --strip %t.barriers.cpp -o %t.narrow.cpp
// RUN: %filecheck %s --input-file %t.narrow.cpp
// RUN: %ptofix verify --absolute --model strict %t.narrow.cpp --against %t.barriers.cpp
// RUN: %exits 0 %ptofix check --fix --model strict %t.missing.cpp
// A flag is taken where a jump leads to where it is down, and raised where a jump leads to where it is up.
// SAID: orders: {{[0-9]+}} done, 0 kept
// SAID-NOT: stays as it is
// Nothing is up here: the flags of the loop go up after it.
// CHECK: if (v3 < 1) {
// CHECK-NEXT: return;
// CHECK: set_flag(PIPE_MTE3, PIPE_V, EVENT_ID[[STORED:[0-7]]]); for (
// CHECK: TLOAD(a, v1); set_flag(PIPE_MTE2, PIPE_V, EVENT_ID[[READY:[0-7]]]);
// The flag of this round is taken; the one that goes round the loop stays up.
// CHECK: if (v3 == 3) {
// CHECK: wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID[[READY]]); continue;
// CHECK: wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID[[STORED]]); wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID[[READY]]); TEXP(b, a);
// The one that goes round the loop is down, and taken after the loop.
// CHECK: if (v3 == 4) {
// CHECK-NEXT: set_flag(PIPE_MTE3, PIPE_V, EVENT_ID[[STORED]]);{{.*}} break;
// CHECK: TSTORE(v2, b); set_flag(PIPE_MTE3, PIPE_V, EVENT_ID[[STORED]]);
// CHECK: } {{.*}}wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID[[STORED]]);
// An arm that falls through waits at its end.
// CHECK: case 1:
// CHECK-NEXT: TLOAD(a, v1); set_flag(PIPE_MTE2, PIPE_V, EVENT_ID[[FALLS:[0-7]]]); wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID[[FALLS]]);

#include "pto/pto-inst.hpp"
using namespace pto;

extern "C" __global__ AICORE void k(__gm__ float* v1, __gm__ float* v2, int32_t v3) {
#if defined(__DAV_VEC__)
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> a;
  TASSIGN(a, 0);
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> b;
  TASSIGN(b, 4096);
  if (v3 < 1) {
    return;
  }
  for (int32_t v4 = 0; v4 < v3; v4 += 1) {
    TLOAD(a, v1);
    if (v3 == 3) {
      continue;
    }
    TEXP(b, a);
    TSTORE(v2, b);
    if (v3 == 4) {
      break;
    }
    TABS(b, b);
    TSTORE(v2, b);
  }
  switch (v3) {
    case 1:
      TLOAD(a, v1);
    default:
      TEXP(b, a);
      break;
  }
#endif
  return;
}
