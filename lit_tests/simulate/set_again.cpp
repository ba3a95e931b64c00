// RUN: printf '[v1]\nshape = [1024]\n' > %t.toml
// RUN: %ptofix simulate %s --arguments %t.toml --blocks 2 --schedule random:1 | %filecheck %s
// RUN: %ptofix simulate %s --arguments %t.toml --repeat 3 --schedule random | %filecheck %s --check-prefix REPEAT
// RUN: %ptofix explain %s:31 | %filecheck %s --check-prefix EXPLAIN
// RUN: %exits 1 %ptofix verify --absolute %s 2>&1 | %filecheck %s --check-prefix VERIFY
// Of several runs that are fine it is said once, before their number.
// REPEAT-COUNT-1: undecided: flag (V, MTE3, 0) is raised again before it was awaited
// REPEAT-NOT: is raised again
// REPEAT: set_again.cpp: 3 schedules, 0 with findings
// REPEAT-NEXT: verdict: undecided: 1
// Flags count here, so a run goes on; it says in the words of `verify` what is not known, once for all cores and blocks.
// CHECK-NOT: flag (V, MTE3, 1)
// CHECK: set_again.cpp:[[# @LINE + 19]]:3: undecided: flag (V, MTE3, 0) is raised again before it was awaited: whether flags count is not known
// CHECK: set_again.cpp:[[# @LINE + 17]]:3: note: vector0 raised it here
// CHECK-NOT: is raised again
// CHECK: 0 races; no deadlock
// CHECK: verdict: undecided: 1
// EXPLAIN: it is set again before a wait for it comes (PF303)
// VERIFY: flag (V, MTE3, 0) is raised again before it was awaited: whether flags count is not known
#include "pto/pto-inst.hpp"
using namespace pto;
__global__ AICORE void kernel(__gm__ float* v1) {
  #if defined(__DAV_VEC__)
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v4;
  TASSIGN(v4, 0);
  TEXPANDS(v4, 1.0f);
  for (int32_t i = 0; i < 3; i += 1) {
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID1);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID1);
  }
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  GlobalTensor<float, pto::Shape<1, 1, 1, 16, 64>, pto::Stride<1024, 1024, 1024, 64, 1>, pto::Layout::ND> g(v1);
  TSTORE(g, v4);
  #endif
}
