// RUN: %ptofix run %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// 15 vector repeats are too few for the assumption.
// CHECK: `TROWEXPANDMUL` has 15 vector repeats, fewer than 16 [too-few-repeats]
// CHECK: gu: 0 done, 1 kept (too-few-repeats: 1)

// KERNEL: v2 15x64 @0, v3 15x64 @16384, v4 16x1/15x1 @32768
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v2, v2, v4);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TADD(v2, v2, v3);
