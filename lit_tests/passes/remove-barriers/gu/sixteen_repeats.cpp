// RUN: %ptofix run %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// 16 vector repeats are enough.
// CHECK: gu: 1 done, 0 kept
// CHECK: rests on hw.repeat-distance

// KERNEL: v2 16x64 @0, v3 16x64 @16384, v4 16x1 @32768
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v2, v2, v4);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TADD(v2, v2, v3);
