// RUN: %ptofix run %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// The scratch tile lies where the add writes: the proof keeps the barrier.
// CHECK: gu: 0 done, 1 kept (war: 1)

// KERNEL(int32_t v7): v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768, v5 1x2048 @16384
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v2, v2, v4, v5);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TADD(v3, v2, v3);
