// RUN: %ptofix run --pattern final-div %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// Nothing is in flight.
// CHECK: final-div: 1 done, 0 kept

// KERNEL: v2 32x128 @0, v4 32x1 @32768, v5 1x32
  TRESHAPE(v5, v4);
  pipe_barrier(PIPE_V);
  TROWEXPANDDIV(v2, v2, v4);
