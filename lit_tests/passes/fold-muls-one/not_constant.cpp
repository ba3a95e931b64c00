// RUN: %ptofix run --pattern none --fold-muls-one --remarks all %cpp -o %t.cpp 2>&1 | %filecheck %s
// RUN: cmp %cpp %t.cpp
// A variable that starts as one.
// CHECK: nothing to do

// KERNEL: v2 16x64 @0, v3 16x64 @4096
  float v7 = 1.0f;
  v7 += 1.0f;
  TMULS(v3, v2, v7);
