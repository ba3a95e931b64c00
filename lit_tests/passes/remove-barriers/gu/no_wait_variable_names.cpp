// RUN: %ptofix run %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// Names that are not `vN`, without a wait.
// CHECK: gu: 1 done, 0 kept
// CHECK: rests on hw.repeat-distance

// KERNEL: acc 32x128 @0, partial 32x128 @16384, scale_1 32x1 @32768
  TROWEXPANDMUL(acc, acc, scale_1);
  pipe_barrier(PIPE_V);
  TADD(acc, acc, partial);
