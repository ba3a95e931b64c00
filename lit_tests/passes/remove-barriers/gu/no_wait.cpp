// RUN: %ptofix run %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// Without a wait between the ops: it never was a safety condition.
// CHECK: gu: 1 done, 0 kept
// CHECK: rests on hw.repeat-distance

// KERNEL: v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768
  TROWEXPANDMUL(v2, v2, v4);
  pipe_barrier(PIPE_V);
  TADD(v2, v2, v3);
