// RUN: %exits 0 %ptofix check %cpp --model strict | %filecheck %s
// The same with a barrier.
// CHECK: clean.cpp: nothing found (model strict)

// KERNEL(float v9): v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192
  TADD(v4, v2, v3);
  pipe_barrier(PIPE_V);
  TMUL(v3, v4, v2);
