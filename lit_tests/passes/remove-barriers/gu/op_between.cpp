// RUN: %ptofix run %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// Another vector op is between multiply and barrier: not the pattern.
// CHECK: nothing to do

// KERNEL: v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768, v5 32x128 @65536
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v2, v2, v4);
  TABS(v5, v5);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TADD(v2, v2, v3);
