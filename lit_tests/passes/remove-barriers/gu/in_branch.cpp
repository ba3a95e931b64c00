// RUN: %ptofix run %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// The barrier is in a branch, the ops are not: on every path to it the multiply comes last, from it the add comes next.
// CHECK: gu: 1 done, 0 kept

// KERNEL(int32_t v7): v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v2, v2, v4);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  if (v7 > 0) {
    pipe_barrier(PIPE_V);
  }
  TADD(v2, v2, v3);
