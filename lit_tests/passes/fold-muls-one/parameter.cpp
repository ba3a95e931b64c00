// RUN: %ptofix run --pattern none --fold-muls-one --remarks all %cpp -o %t.cpp 2>&1 | %filecheck %s
// RUN: cmp %cpp %t.cpp
// A parameter is no constant.
// CHECK: nothing to do

// KERNEL(float v9): v2 16x64 @0, v3 16x64 @4096
  TMULS(v3, v2, v9);
