// RUN: %ptofix run --pattern softmax-exp-sum %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// Both only read the shared tile.
// CHECK: softmax-exp-sum: 1 done, 0 kept

// KERNEL: v2 16x64 @0, v3 16x64 @4096, v5 16x64 @12288, v6 16x1 @16384
  TEXP(v3, v2);
  pipe_barrier(PIPE_V);
  TROWSUM(v6, v2, v5);
