// RUN: %ptofix run --pattern minimal %s -o %t 2>&1 | %filecheck %s --check-prefix=ALONE
// RUN: diff %s %t
// RUN: %ptofix run --pattern proven %s -o %t 2>&1 | %filecheck %s --check-prefix=PROVEN
// RUN: %ptofix run --pattern minimal --assume callers.idle %s -o %t 2>&1 | %filecheck %s --check-prefix=IDLE
// RUN: %ptofix explain callers | %filecheck %s --check-prefix=PAGE
// What assemblers since 0.46 print may be called in the middle of anything: the option that says otherwise is named.
// ALONE: note: `kernel` is left alone: it is not marked as a kernel, so anything may be in flight around it; `--assume callers.idle` says that nothing is
// ALONE-NOT: note
// PROVEN: note: `kernel` keeps barriers: it is not marked as a kernel, {{.*}} `--assume callers.idle`
// IDLE-NOT: note
// IDLE: PIPE_V: 1 done, 1 kept
// IDLE: rests on callers.idle
// PAGE: --assume callers.idle

#include "pto/pto-inst.hpp"
using namespace pto;

AICORE void kernel(__gm__ float* v1) {
  #if defined(__DAV_VEC__)
  Tile<TileType::Vec, float, 8, 64, BLayout::RowMajor, 8, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v2;
  Tile<TileType::Vec, float, 8, 64, BLayout::RowMajor, 8, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v3;
  TASSIGN(v2, 0);
  TASSIGN(v3, 4096);
  TABS(v2, v2);
  pipe_barrier(PIPE_V);
  TABS(v3, v3);
  pipe_barrier(PIPE_V);
  TABS(v2, v2);
  #endif
}
