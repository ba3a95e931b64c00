// RUN: %ptofix fix %cpp -o %t.cpp 2>&1 | %filecheck %s
// RUN: %exits 1 %ptofix check %cpp 2>&1 | %filecheck %s --check-prefix BEFORE
// TTRANS waits inside for a flag that is raised here (PF308), which no set or wait that is put in would balance.
// BEFORE: `TTRANS` uses the flag PIPE_V → PIPE_S, EVENT_ID0 inside, and it is raised here [PF308]
// CHECK: nothing to do
// CHECK-NEXT: the input has 1 error, which stays: see `ptofix check`

// KERNEL: v2 8x8 @0, v3 8x8 @16384, v4 8x8 @32768, v5 8x8 @49152, v6 8x8 @65536, v7 8x8 @81920
  set_flag(PIPE_V, PIPE_S, EVENT_ID0);
  TADD(v2, v3, v4);
  TTRANS(v6, v3, v7);
  pipe_barrier(PIPE_V);
  TEXP(v5, v2);
  wait_flag(PIPE_V, PIPE_S, EVENT_ID0);
