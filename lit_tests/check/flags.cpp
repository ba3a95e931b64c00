// RUN: %exits 1 %ptofix check %cpp | %filecheck %s
// Flags that do not match.
// CHECK: error: nothing sets the flag PIPE_MTE2 → PIPE_V, EVENT_ID1 that is waited for here [PF302]
// CHECK: error: the vector core has no PIPE_M [PF306]
// CHECK: error: event id 9 does not exist: ids are 0 to 7 [PF307]
// Whether a branch is ever taken is not known.
// CHECK: undecided: the flag PIPE_V → PIPE_MTE3, EVENT_ID2 is still raised when the function ends on some path [PF301]

// KERNEL(float v9): v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
  TADD(v4, v2, v3);
  if (v9 > 0) {
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID2);
  }
  pipe_barrier(PIPE_M);
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID9);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID9);
