// RUN: %ptofix run --pattern final-div %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// The divisor is in flight, under another name.
// CHECK: it keeps apart RAW on UB[32768, 32896) (v5 and v4)
// CHECK: final-div: 0 done, 1 kept (raw: 1)

// KERNEL: v2 32x128 @0, v4 32x1 @32768, v5 1x32
  TRESHAPE(v5, v4);
  TADD(v5, v5, v5);
  pipe_barrier(PIPE_V);
  TROWEXPANDDIV(v2, v2, v4);
