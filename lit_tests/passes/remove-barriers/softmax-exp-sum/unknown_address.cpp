// RUN: %ptofix run --pattern softmax-exp-sum %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// An unknown address may be any.
// CHECK: softmax-exp-sum: 0 done, 1 kept (raw: 1)

// KERNEL(uint64_t v9): v2 16x64 @0, v3 16x64 @4096, v5 16x64 @12288, v6 16x1 @16384, v7 16x64 @v9
  TEXP(v3, v2);
  pipe_barrier(PIPE_V);
  TROWSUM(v6, v7, v5);
