// RUN: %ptofix run %cpp --pattern proven -o %t.cpp 2>&1 | %filecheck %s --check-prefix ASSUMED
// RUN: %ptofix run %cpp --pattern proven --headers %S/Inputs/pto-isa -o %t.cpp 2>&1 | %filecheck %s
// In headers with another TADD, a call of it may do anything: the barrier after it stays.
// ASSUMED: PIPE_V: 1 done, 0 kept
// ASSUMED: headers: pto-isa {{.*}} assumed; name yours with --headers
// CHECK: PIPE_V: 0 done, 1 kept (opaque: 1)
// CHECK: warning: `TADD` has an unknown implementation in these headers: its calls may do anything
// CHECK: headers: pto-isa, no version that is known

// KERNEL(): v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192, v5 16x64 @12288
  TADD(v2, v3, v3);
  pipe_barrier(PIPE_V);
  TADD(v4, v5, v5);
