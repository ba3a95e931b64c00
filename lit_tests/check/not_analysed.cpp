// RUN: %exits 0 %ptofix check %cpp | %filecheck %s
// RUN: %exits 1 %ptofix check --strict-undecided %cpp | %filecheck %s
// What is not understood is said, and is no error.
// CHECK: undecided: not analysed, it may touch anything: `my_helper` is not in the op table; {{[0-9]+}} order{{.*}} on it [PF501]
// CHECK: help: docs/contributing.md adds an op
// CHECK: undecided: an event id from PIPE_V to PIPE_MTE3 is known only at run time

// KERNEL(float v9): v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192
  TADD(v4, v2, v3);
  my_helper(v4);
  set_flag(PIPE_V, PIPE_MTE3, v9);
