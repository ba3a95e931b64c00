// RUN: %ptofix run --pattern softmax-sum-add %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// The addition overwrites the sums.
// CHECK: WAW on UB[16384, 16448) (v6 and v7)
// CHECK: softmax-sum-add: 0 done, 1 kept (waw: 1)

// KERNEL: v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192, v6 16x1 @16384, v7 1x16 @16384
  TROWSUM(v6, v2, v3);
  pipe_barrier(PIPE_V);
  TADD(v7, v4, v4);
