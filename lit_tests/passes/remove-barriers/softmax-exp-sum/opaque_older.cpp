// RUN: %ptofix run --pattern softmax-exp-sum %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// A statement that ptofix cannot parse is before the exponential.
// CHECK: note: `kernel` is not rewritten, as it is not analysed: 
// CHECK-NOT: done

// KERNEL: v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192, v5 16x64 @12288, v6 16x1 @16384
  mystery v9 { };
  TEXP(v3, v2);
  pipe_barrier(PIPE_V);
  TROWSUM(v6, v4, v5);
