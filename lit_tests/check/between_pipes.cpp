// RUN: %exits 1 %ptofix check %cpp | %filecheck %s
// A load that nobody waits for.
// CHECK: error: missing{{.*}}: `TADD` may read `v2` before `TLOAD` has written it: nothing orders the two between PIPE_MTE2 and PIPE_V [PF104]
// CHECK: no barrier or flag is between them on this path
// CHECK: help: put `set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);` after line {{[0-9]+}} and `wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);` before line {{[0-9]+}}, on every path

// KERNEL(float v9): v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192
  GlobalTensor<float> v5 = GlobalTensor<float>(v1);
  TLOAD(v2, v5);
  TADD(v4, v2, v3);
