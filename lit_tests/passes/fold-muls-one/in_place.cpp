// RUN: %ptofix run --pattern none --fold-muls-one --remarks all %cpp -o %t.cpp 2>&1 | %filecheck %s
// RUN: cmp %cpp %t.cpp
// In place there is nothing to copy.
// CHECK: TMULS: 0 done, 1 kept (types: 1)

// KERNEL: v2 16x64 @0
  const float v7 = 1.0f;
  const float v8 = 2.0f;
  TMULS(v2, v2, v7);
