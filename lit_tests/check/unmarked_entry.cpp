// RUN: %ptofix check %s 2>&1 | %filecheck %s
// RUN: %exits 1 %ptofix check --strict-undecided --no-assume callers.idle %s | %filecheck %s --check-prefix CALLED
// RUN: %ptofix explain callers.idle | %filecheck %s --check-prefix PAGE
// The only function of a module, as the assembler writes it since 0.46.
// CHECK: nothing found (model default); 1 pair rests on callers.idle
// CALLED: not analysed, it may touch anything: unfinished work of callers: `kernel` is called from code that is not followed; {{[0-9]+}} orders depend on it [PF501]
// CALLED: 1 undecided
// PAGE: `check`, `verify --absolute` and the passes

#include "pto/pto-inst.hpp"
using namespace pto;

AICORE void kernel(__gm__ float* v1) {
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v2;
  // pto: %a
  ;
  TASSIGN(v2, 0);
  GlobalTensor<float, pto::Shape<1, 1, 1, 16, 64>, pto::Stride<1024, 1024, 1024, 64, 1>, pto::Layout::ND> v3(v1);
  TLOAD(v2, v3);
  // pto: %b
  ;
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TABS(v2, v2);
}
