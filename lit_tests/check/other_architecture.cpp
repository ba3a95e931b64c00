// RUN: %exits 1 %ptofix check %cpp 2>&1 | %filecheck %s
// RUN: %exits 2 %ptofix run %cpp -o %t.cpp 2>&1 | %filecheck --check-prefix REFUSED %s
// RUN: %exits 2 %ptofix verify %cpp %cpp 2>&1 | %filecheck --check-prefix REFUSED %s
// RUN: %exits 1 %ptofix check --arch a3 %cpp 2>&1 | %filecheck --check-prefix A3 %s
// RUN: %exits 2 %ptofix run --arch a5 %kernels/a_raw_chain.v0.45.insert-sync.cpp 2>&1 | %filecheck --check-prefix NAMED %s
// An op of A5: nothing is rewritten, and of its synchronisation only flags that do not match are judged.

// KERNEL(float v9): v2 4x64 @0, v3 4x64 @4096, v4 4x64 @8192
  TADD(v4, v2, v3);
  TADD(v2, v4, v3);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  THISTOGRAM(v2, v3, v4);
// CHECK-NOT: PF101
// CHECK: error: {{.*}} [PF302]
// CHECK: [[# @LINE - 3]]:3: undecided: for A5, `THISTOGRAM` exists only there: only flags that do not match are reported [PF504]
// CHECK-NOT: PF101

// REFUSED: error: for A5, `THISTOGRAM` exists only there: what is known of A2/A3 proves nothing about it
// REFUSED: help: `--arch a3` if the file is for A2/A3

// A3: [PF101]
// A3-NOT: PF504

// NAMED: a_raw_chain.v0.45.insert-sync.cpp:1:1: error: for A5, as `--arch a5` says: what is known of A2/A3 proves nothing about it
