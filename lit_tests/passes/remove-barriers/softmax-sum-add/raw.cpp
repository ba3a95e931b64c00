// RUN: %ptofix run --pattern softmax-sum-add %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// The addition reads the sums. The row sum ends with a barrier of its own, but this pattern rests on no such thing.
// CHECK: softmax-sum-add: 0 done, 1 kept (raw: 1)

// KERNEL: v2 16x64 @0, v3 16x64 @4096, v6 16x1 @16384, v7 16x1 @20480
  TROWSUM(v6, v2, v3);
  pipe_barrier(PIPE_V);
  TADD(v7, v6, v6);
