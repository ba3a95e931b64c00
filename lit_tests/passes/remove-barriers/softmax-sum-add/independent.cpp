// RUN: %ptofix run --pattern softmax-sum-add %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// The addition touches nothing that the row sum touches.
// CHECK: softmax-sum-add: 1 done, 0 kept

// KERNEL: v2 16x64 @0, v3 16x64 @4096, v6 16x1 @16384, v7 1x64 @20480
  TROWSUM(v6, v2, v3);
  pipe_barrier(PIPE_V);
  TADD(v7, v7, v7);
