// RUN: %ptofix run %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// After the barrier one path comes to the add, the other to another op: not the pattern.
// CHECK: nothing to do

// KERNEL(int32_t v7): v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v2, v2, v4);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  if (v7 > 0) {
    TEXP(v3, v2);
  }
  TADD(v2, v2, v3);
