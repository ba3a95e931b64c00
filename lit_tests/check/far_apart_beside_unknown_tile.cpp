// RUN: %ptofix check %cpp | %filecheck %s
// The product is far enough from the sum that reads it. That the sum also reads a tile of unknown address makes no error
// of it: that tile is what is not decided.
// CHECK-NOT: error
// CHECK: undecided: the address of `v6` is not known: it was never assigned; 1 order depends on it [PF502]
// CHECK-NOT: error

// KERNEL: v2 32x64 @0, v3 32x64 @8192, v4 32x64 @16384, v5 32x64 @24576, v6 32x64
  TMUL(v4, v2, v3);
  TADD(v5, v4, v6);
