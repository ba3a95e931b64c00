// RUN: %ptofix check %cpp | %filecheck %s
// RUN: %exits 1 %ptofix check --strict-undecided %cpp | %filecheck %s
// A wait that ends for some of the ids that it can have.
// CHECK: undecided: this may wait for PIPE_MTE2 → PIPE_V, EVENT_ID1, which nothing sets [PF302]
// CHECK: wait_flag(PIPE_MTE2, PIPE_V, v9 > 1 ? 1 : 2);
// CHECK: undecided: this waits for PIPE_V → PIPE_MTE3, EVENT_ID1, and what is set may be another flag [PF302]
// What is set and awaited by one choice of the run is none.
// CHECK-NOT: [PF302]

// KERNEL(int32_t v9): v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
  wait_flag(PIPE_MTE2, PIPE_V, v9 > 1 ? 1 : 2);
  TADD(v4, v2, v3);
  set_flag(PIPE_V, PIPE_MTE3, v9 > 1 ? 1 : 2);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID1);
  set_flag(PIPE_V, PIPE_MTE2, v9 > 1 ? 1 : 2);
  wait_flag(PIPE_V, PIPE_MTE2, v9 > 1 ? 1 : 2);
