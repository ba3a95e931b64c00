// RUN: %exits 0 %ptofix check %cpp | %filecheck %s
// What a barrier of all pipes in a loop could be replaced by.
// CHECK: note: `pipe_barrier(PIPE_ALL)` inside 1 loop stops every pipe each time [PF201]
// CHECK: it keeps apart `TLOAD` (PIPE_MTE2, line {{[0-9]+}}) and `TADD` (PIPE_V, line {{[0-9]+}}): RAW
// CHECK: help: instead it takes at most {{.*}}a flag from PIPE_MTE2 to PIPE_V, EVENT_ID0

// KERNEL(float v9): v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192
  GlobalTensor<float> v5 = GlobalTensor<float>(v1);
  for (int v10 = 0; v10 < v9; ++v10) {
    TLOAD(v2, v5);
    pipe_barrier(PIPE_ALL);
    TADD(v4, v2, v3);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    pipe_barrier(PIPE_V);
  }
