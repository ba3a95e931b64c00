// RUN: %ptofix run %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// A statement that ptofix cannot parse is between the ops.
// CHECK: note: `kernel` is not rewritten, as it is not analysed: 
// CHECK-NOT: done

// KERNEL: v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v2, v2, v4);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  v2 <=> v3 ...;
  TADD(v2, v2, v3);
