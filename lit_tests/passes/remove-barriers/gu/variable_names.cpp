// RUN: %ptofix run %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// Names that are not `vN`.
// CHECK: gu: 1 done, 0 kept
// CHECK: rests on hw.repeat-distance

// KERNEL: acc 32x128 @0, partial 32x128 @16384, scale_1 32x1 @32768
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(acc, acc, scale_1);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TADD(acc, acc, partial);
