// RUN: %ptofix run %cpp -o %t.cpp 2>&1 | %filecheck %s
// Without --fold-muls-one nothing is folded.
// CHECK: nothing to do

// KERNEL: v2 16x64 @0, v3 16x64 @4096
  const float v7 = 1.0f;
  const float v8 = 2.0f;
  TMULS(v3, v2, v7);
