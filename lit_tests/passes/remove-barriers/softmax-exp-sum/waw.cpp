// RUN: %ptofix run --pattern softmax-exp-sum %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// The row sum's result lies on what the exponential wrote.
// CHECK: it keeps apart WAW on UB[4096, 4160) (v3 and v7)
// CHECK: softmax-exp-sum: 0 done, 1 kept (waw: 1)

// KERNEL: v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192, v5 16x64 @12288, v7 16x1 @4096
  TEXP(v3, v2);
  pipe_barrier(PIPE_V);
  TROWSUM(v7, v4, v5);
