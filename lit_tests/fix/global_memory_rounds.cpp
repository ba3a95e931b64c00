// A load of what the same round of a loop stored, at an offset by block and round, waits for it; columns that lie side by
// side, and rounds of two loops, do not meet.
// RUN: not %ptofix check %s | %filecheck %s --check-prefix CHECK
// RUN: %ptofix fix --missing %s -o %t.cpp && %ptofix verify --absolute %t.cpp && %filecheck %s --check-prefix FIXED --input-file %t.cpp
// RUN: %ptofix fix --all %s -o %t.all.cpp && %ptofix verify --absolute %t.all.cpp && %filecheck %s --check-prefix ALL --input-file %t.all.cpp
// CHECK: error: missing: `TLOAD` may read `h` (the bytes of `g`) before `TSTORE` has written it: {{.*}} [PF104]
// CHECK: they share GM of argument 1 + …[1024, 2048)
// CHECK: 1 error
// FIXED: TSTORE(g, a); set_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID{{[0-7]}});
// FIXED: wait_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID{{[0-7]}});{{.*}} TLOAD(b, h);
// ALL-COUNT-1: set_flag(PIPE_MTE3, PIPE_MTE2
// ALL-NOT: {{^ *}}pipe_barrier(PIPE_MTE3)
#include "pto/pto-inst.hpp"
using namespace pto;
__global__ AICORE void kernel(__gm__ float* p, __gm__ float* q, int32_t n) {
#if defined(__DAV_VEC__)
  using V = GlobalTensor<float, pto::Shape<1, 1, 1, 8, 64>, pto::Stride<512, 512, 512, 64, 1>, pto::Layout::ND>;
  using C = GlobalTensor<float, pto::Shape<1, 1, 1, 8, 64>, pto::Stride<2048, 2048, 2048, 256, 1>, pto::Layout::ND>;
  Tile<TileType::Vec, float, 8, 64, BLayout::RowMajor, 8, 64, SLayout::NoneBox, 512, PadValue::Null> a; TASSIGN(a, 0x0);
  Tile<TileType::Vec, float, 8, 64, BLayout::RowMajor, 8, 64, SLayout::NoneBox, 512, PadValue::Null> b; TASSIGN(b, 0x800);
  int64_t block = get_block_idx();
  for (int64_t i = 0; i < (int64_t) n; i += 1) {
    V g(p + (block * 65536 + i * 512));
    V h(p + (block * 65536 + i * 512 + 256));
    TSTORE(g, a);
    TLOAD(b, h);
    pipe_barrier(PIPE_ALL);
  }
  for (int64_t i = 0; i < (int64_t) n; i += 1) {
    for (int64_t j = 0; j < 4; j += 1) {
      C g(q + (block * 65536 + i * 2048 + j * 64));
      TSTORE(g, a);
    }
  }
#endif
  return;
}
