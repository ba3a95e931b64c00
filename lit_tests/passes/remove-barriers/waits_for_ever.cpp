// RUN: %ptofix run --pattern proven %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// RUN: %ptofix run --pattern minimal %cpp -o %t.cpp 2>&1 | %filecheck %s --check-prefix MINIMAL
// RUN: %ptofix explain %cpp:15 | %filecheck %s --check-prefix EXPLAIN
// The checker proves nothing of a function that waits forever: its barriers stay, and those of others go.
// CHECK: remark[missed]: {{.*}}nothing is known to set the flag that line [[# @LINE + 12]] waits for: what may wait forever is not proved
// CHECK: PIPE_V: 1 done, 1 kept (endless: 1)
// CHECK: verified: drop-redundant-barriers
// MINIMAL: PIPE_V: 1 done, 1 kept (endless: 1): 1 removed, 0 added
// EXPLAIN: `run` keeps it: nothing is known to set the flag that line



// KERNEL: v2 8x64 @0, v3 8x64 @4096
  TEXP(v2, v2);
  pipe_barrier(PIPE_V);
  TEXP(v3, v3);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);



// KERNEL: v2 8x64 @0, v3 8x64 @4096
  TEXP(v2, v2);
  pipe_barrier(PIPE_V);
  TEXP(v3, v3);
