// RUN: %ptofix run %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// The same start address but half of the bytes.
// CHECK: gu: 0 done, 1 kept (not-same-bytes: 1)

// KERNEL: v2 32x128 @0, v4 32x1 @32768, v5 16x128 @0, v6 16x128 @65536
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v2, v2, v4);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TADD(v6, v5, v6);
