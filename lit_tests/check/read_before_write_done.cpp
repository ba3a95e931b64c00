// RUN: %exits 1 %ptofix check %cpp --model strict | %filecheck %s
// RUN: %exits 1 %ptofix check %cpp --model strict -v | %filecheck %s --check-prefix=FULL
// A read that does not wait for its write, with both places, the bytes and an interleaving that breaks.
// CHECK: read_before_write_done.cpp:{{[0-9]+:[0-9]+}}: error: missing{{.*}}: `TMUL` may read `v4` before `TADD` has written it: nothing orders the two on PIPE_V [PF101]
// CHECK: note: written here by `TADD` on PIPE_V: `v4`, UB[8192, 12288)
// CHECK: note: on the path {{[0-9]+ → [0-9]+ → [0-9]+ → [0-9]+}}: `TMUL` may start reading `v4` while `TADD` is still writing `v4`
// CHECK-SAME: ; between them on this path is 1 flag, none for this pair (-v: why)
// FULL: ; between them on this path: set_flag(PIPE_V, PIPE_MTE3) (line {{[0-9]+}}), which only makes PIPE_MTE3 wait for PIPE_V
// CHECK: help: put `pipe_barrier(PIPE_V);` before line
// CHECK: 1 error (model strict)

// KERNEL(float v9): v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192
  TADD(v4, v2, v3);
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  TMUL(v3, v4, v2);
