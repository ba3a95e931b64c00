// RUN: %ptofix run %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// A wait before the multiply, none between the ops.
// CHECK: gu: 1 done, 0 kept
// CHECK: rests on hw.repeat-distance

// KERNEL: v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v2, v2, v4);
  pipe_barrier(PIPE_V);
  TADD(v2, v2, v3);
