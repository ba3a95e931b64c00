// RUN: %ptofix run --strip %cpp -o %t.cpp
// RUN: %filecheck %s --match-full-lines --input-file %t.cpp
// --strip on a line that holds something else drops only the statement.
// CHECK:   /* before */ TADD(v2, v2, v3);

// KERNEL: v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v2, v2, v4);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  /* before */pipe_barrier(PIPE_V); TADD(v2, v2, v3);
