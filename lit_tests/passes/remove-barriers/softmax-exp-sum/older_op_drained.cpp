// RUN: %ptofix run --pattern softmax-exp-sum %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// An older op beyond an earlier barrier is not in flight.
// CHECK: softmax-exp-sum: 1 done, 0 kept

// KERNEL(float v9): v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192, v5 16x64 @12288, v6 16x1 @16384
  TMULS(v4, v5, v9);
  pipe_barrier(PIPE_V);
  TEXP(v3, v2);
  pipe_barrier(PIPE_V);
  TROWSUM(v6, v4, v5);
