// RUN: %ptofix run --pattern softmax-exp-sum %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// The two are independent, but an older op of the block wrote what the row sum reads.
// CHECK: from `TMULS` (line [[# @LINE + 4]]) to `TROWSUM` (line [[# @LINE + 7]])
// CHECK: softmax-exp-sum: 0 done, 1 kept (raw: 1)

// KERNEL(float v9): v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192, v5 16x64 @12288, v6 16x1 @16384
  TMULS(v4, v5, v9);
  TEXP(v3, v2);
  pipe_barrier(PIPE_V);
  TROWSUM(v6, v4, v5);
