// RUN: %exits 1 %ptofix check --model strict %s | %filecheck %s
// RUN: %ptofix fix %s -o %t && %ptofix check --model strict %t && %ptofix verify --absolute %t | %filecheck %s --check-prefix=FIXED
// A TNOTIFY before which a store is not done (PF112). `fix` puts a flag there; a barrier of the pipe is left as it is.
// CHECK: error: missing{{.*}}: `pto::comm::TNOTIFY` may announce data that `TSTORE` has not stored yet: nothing orders the two between PIPE_MTE3 and PIPE_S [PF112]
// CHECK: written here by `TSTORE` on PIPE_MTE3: `out`, GM of argument 1[0, 4096)
// CHECK: help: put `set_flag(PIPE_MTE3, PIPE_S, EVENT_ID0);` after line 17 and `wait_flag(PIPE_MTE3, PIPE_S, EVENT_ID0);` before line 18
// CHECK-NOT: error:
// FIXED: proved
// FIXED: rests on hw.barrier-before-signal
#include "pto/pto-inst.hpp"
using namespace pto;
__global__ AICORE void notify(__gm__ float* to, __gm__ int32_t* signals) {
#if defined(__DAV_VEC__)
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64> a; TASSIGN(a, 0);
  GlobalTensor<float, Shape<1, 1, 1, 16, 64>, Stride<1024, 1024, 1024, 64, 1>, Layout::ND> out(to, Shape<1, 1, 1, 16, 64>(), Stride<1024, 1024, 1024, 64, 1>());
  GlobalTensor<int32_t, Shape<1, 1, 1, 1, 1>, Stride<1, 1, 1, 1, 1>, Layout::ND> signal(signals, Shape<1, 1, 1, 1, 1>(), Stride<1, 1, 1, 1, 1>());
  TSTORE(out, a);
  pto::comm::TNOTIFY(signal, 1, pto::comm::NotifyOp::Set);
  TSTORE(out, a);
  pipe_barrier(PIPE_MTE3);
  dsb(DSB_DDR);
  pto::comm::TNOTIFY(signal, 2, pto::comm::NotifyOp::Set);
#endif
}
