// RUN: %ptofix run --pattern final-div %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// With a row-major divisor the division has no barrier inside.
// CHECK: final-div: 0 done, 1 kept (raw: 1)

// KERNEL: v2 32x128 @0, v3 32x128 @16384, v4 32x8 @32768
  TABS(v2, v3);
  pipe_barrier(PIPE_V);
  TROWEXPANDDIV(v2, v2, v4);
