// RUN: %ptofix run --pattern final-div %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// Dividend and result are in flight: the barrier inside the division keeps them apart.
// CHECK: [internal-drain]
// CHECK: final-div: 1 done, 0 kept

// KERNEL: v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768, v5 1x32
  TRESHAPE(v5, v4);
  TABS(v2, v3);
  pipe_barrier(PIPE_V);
  TROWEXPANDDIV(v2, v2, v4);
