// RUN: %ptofix run --pattern softmax-exp-sum %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// The row sum touches nothing that the exponential touches.
// CHECK: remark[passed]: #1 remove-barriers: softmax-exp-sum: removed pipe_barrier(PIPE_V) [independent]
// CHECK: softmax-exp-sum: 1 done, 0 kept

// KERNEL: v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192, v5 16x64 @12288, v6 16x1 @16384
  TEXP(v3, v2);
  pipe_barrier(PIPE_V);
  TROWSUM(v6, v4, v5);
