<<<<<<< HEAD:lit_tests/passes/remove-barriers/gu/no_wait_variable_names.cpp
// RUN: %ptofix run %s -o %t.cpp --remarks all 2>&1 | %filecheck %s
// Names that are not `vN`, without a wait.
// CHECK: gu: 1 done, 0 kept
// CHECK: rests on hw.repeat-distance
=======
// RUN: %ptofix run %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// Names that are not `vN`, without the wait.
// CHECK: gu: 0 done, 1 kept (no-wait: 1)
>>>>>>> h-tests:lit_tests/passes/remove-barriers/gu/variable_names_no_wait.cpp

// KERNEL: acc 32x128 @0, partial 32x128 @16384, scale_1 32x1 @32768
  TROWEXPANDMUL(acc, acc, scale_1);
  pipe_barrier(PIPE_V);
  TADD(acc, acc, partial);
