// RUN: %ptofix run %cpp -o %t.cpp
// RUN: sed -n '/ptofix: removed/,$p' %t.cpp | %filecheck %s --strict-whitespace --match-full-lines
// A barrier over three lines leaves a comment of three lines.
// CHECK:  /* ptofix: removed pipe_barrier(PIPE_V): gu */
// CHECK-EMPTY:
// CHECK-EMPTY:
// CHECK-NEXT:  TADD(v2, v2, v3);

// KERNEL: v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v2, v2, v4);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  pipe_barrier(
    PIPE_V
  );
  TADD(v2, v2, v3);
