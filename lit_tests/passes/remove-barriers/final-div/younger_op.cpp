// RUN: %ptofix run --pattern final-div %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// The barrier inside the division also keeps what follows apart from older ops.
// CHECK: final-div: 1 done, 0 kept

// KERNEL: v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768, v5 1x32
  TRESHAPE(v5, v4);
  TABS(v2, v3);
  pipe_barrier(PIPE_V);
  TROWEXPANDDIV(v2, v2, v4);
  TABS(v3, v3);
