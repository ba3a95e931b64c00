// RUN: %exits 1 %ptofix check %cpp | %filecheck %s
// With a scratch tile TCI runs on PIPE_V, and the assembler waits for PIPE_S: its bug gets a name of its own.
// CHECK: error: missing{{.*}}: `TSTORE` may read `v2` before `TCI` has written it: nothing orders the two between PIPE_V and PIPE_MTE3 [PF111]
// CHECK: note: with a scratch tile TCI runs on PIPE_V; the assembler orders it as PIPE_S
// CHECK-NOT: PF104
// CHECK: 1 error

// KERNEL(__gm__ float* v8, float v9): v2 16x64 @0, v3 16x64 @4096
  GlobalTensor<float, pto::Shape<1, 1, 1, 16, 64>, pto::Stride<1024, 1024, 1024, 64, 1>, pto::Layout::ND> v7(v8);
  TCI(v2, v9, v3);
  set_flag(PIPE_S, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_S, PIPE_MTE3, EVENT_ID0);
  TSTORE(v7, v2);
