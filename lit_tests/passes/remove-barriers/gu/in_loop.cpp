// RUN: %ptofix run %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// Multiply, wait, barrier and add in a loop: the back edge is long enough, too.
// CHECK: gu: 1 done, 0 kept
// CHECK: rests on hw.repeat-distance

// KERNEL(size_t v7): v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768
  for (size_t v9 = 0; v9 < v7; v9 += 1) {
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    TROWEXPANDMUL(v2, v2, v4);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    pipe_barrier(PIPE_V);
    TADD(v2, v2, v3);
  }
