// What a barrier or flag orders in global memory is told too: two stores to common bytes, a load of what is stored.
// RUN: %ptofix explain %s:28 | %filecheck %s --check-prefix BARRIER
// RUN: %ptofix explain %s:30 | %filecheck %s --check-prefix APART
// RUN: %ptofix explain %s:32 | %filecheck %s --check-prefix FLAG
// RUN: %ptofix explain %s:35 | %filecheck %s --check-prefix ALL
// BARRIER: kept: it alone orders 1 pair
// BARRIER-NEXT: `TSTORE` (line 27) → `TSTORE` (line 29): WAW g/h GM of argument 1 + …[1024, 2048)
// BARRIER-NEXT: without it missing{{.*}}: `TSTORE` may overwrite h while `TSTORE` is still writing it
// APART: redundant: every pair that it separates is ordered without it
// FLAG: alone orders 2 pairs
// FLAG: `TSTORE` (line 31) → `TLOAD` (line 34): RAW o GM of argument 2 + …[0, 2048)
// FLAG-NEXT: without it missing{{.*}}: `TLOAD` may read o before `TSTORE` has written it
// ALL: kept: it alone orders 2 pairs
// ALL: `TLOAD` (line 34) → `TSTORE` (line 31): WAR o GM of argument 2 + …[0, 2048) (PIPE_MTE2 → PIPE_MTE3)
#include "pto/pto-inst.hpp"
using namespace pto;
__global__ AICORE void kernel(__gm__ float* p, __gm__ float* q, int32_t n) {
#if defined(__DAV_VEC__)
  using V = GlobalTensor<float, pto::Shape<1, 1, 1, 8, 64>, pto::Stride<512, 512, 512, 64, 1>, pto::Layout::ND>;
  Tile<TileType::Vec, float, 8, 64, BLayout::RowMajor, 8, 64, SLayout::NoneBox, 512, PadValue::Null> a; TASSIGN(a, 0x0);
  Tile<TileType::Vec, float, 8, 64, BLayout::RowMajor, 8, 64, SLayout::NoneBox, 512, PadValue::Null> b; TASSIGN(b, 0x800);
  for (int32_t i = 0; i < n; i += 1) {
    V g(p + i * 512);
    V h(p + i * 512 + 256);
    V o(q + i * 512);

    TSTORE(g, a);
    pipe_barrier(PIPE_MTE3);
    TSTORE(h, b);
    pipe_barrier(PIPE_MTE3);
    TSTORE(o, a);
    set_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
    wait_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
    TLOAD(b, o);
    pipe_barrier(PIPE_ALL);
  }
#endif
  return;
}
