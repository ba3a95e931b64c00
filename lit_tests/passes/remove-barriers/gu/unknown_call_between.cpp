// RUN: %ptofix run %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// A call that is not in the op table.
// CHECK: `my_intrinsic` is not in the op table [opaque]
// CHECK: gu: 0 done, 1 kept (opaque: 1)

// KERNEL: v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v2, v2, v4);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  my_intrinsic(v3);
  pipe_barrier(PIPE_V);
  TADD(v2, v2, v3);
