// RUN: %ptofix run --pattern softmax-exp-sum %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// A tile that is assigned the address of the exponential's result in between.
// CHECK: softmax-exp-sum: 0 done, 1 kept (raw: 1)

// KERNEL: v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192, v5 16x64 @12288, v6 16x1 @16384
  TEXP(v3, v2);
  TASSIGN(v4, 4096);
  pipe_barrier(PIPE_V);
  TROWSUM(v6, v4, v5);
