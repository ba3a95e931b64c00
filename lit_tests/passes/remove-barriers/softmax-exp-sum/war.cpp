// RUN: %ptofix run --pattern softmax-exp-sum %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// The row sum's scratch lies on what the exponential reads.
// CHECK: it keeps apart WAR on UB[0, 4096) (v2)
// CHECK: softmax-exp-sum: 0 done, 1 kept (war: 1)

// KERNEL: v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192, v6 16x1 @16384
  TEXP(v3, v2);
  pipe_barrier(PIPE_V);
  TROWSUM(v6, v4, v2);
