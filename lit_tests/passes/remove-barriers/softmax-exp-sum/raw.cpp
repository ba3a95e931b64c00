// RUN: %ptofix run --pattern softmax-exp-sum %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// The row sum reads what the exponential wrote.
// CHECK: it keeps apart RAW on UB[4096, 8192) (v3) from `TEXP` (line [[# @LINE + 4]]) to `TROWSUM` (line [[# @LINE + 6]]) [raw]
// CHECK: softmax-exp-sum: 0 done, 1 kept (raw: 1)

// KERNEL: v2 16x64 @0, v3 16x64 @4096, v5 16x64 @12288, v6 16x1 @16384
  TEXP(v3, v2);
  pipe_barrier(PIPE_V);
  TROWSUM(v6, v3, v5);
