// RUN: %ptofix run --pattern softmax-sum-add %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// The addition reads what the row sum uses as scratch.
// CHECK: softmax-sum-add: 0 done, 1 kept (raw: 1)

// KERNEL: v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192, v5 16x64 @12288, v6 16x1 @16384
  TROWSUM(v6, v2, v3);
  pipe_barrier(PIPE_V);
  TADD(v4, v3, v5);
