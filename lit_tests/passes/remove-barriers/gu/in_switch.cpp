// RUN: %ptofix run %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// RUN: %ptofix verify %cpp %t.cpp
// Sites in the arms of a switch, the wait for the load above it.
// CHECK: gu: 2 done, 0 kept

// KERNEL(int32_t v7): v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  switch (v7) {
  case 0: {
    TROWEXPANDMUL(v2, v2, v4);
    pipe_barrier(PIPE_V);
    TADD(v2, v2, v3);
    break;
  }
  default: {
    TROWEXPANDMUL(v2, v2, v4);
    pipe_barrier(PIPE_V);
    TADD(v2, v3, v2);
    break;
  }
  }
