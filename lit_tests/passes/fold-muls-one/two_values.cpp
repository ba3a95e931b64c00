// RUN: %ptofix run --pattern none --fold-muls-one --remarks all %cpp -o %t.cpp 2>&1 | %filecheck %s
// RUN: cmp %cpp %t.cpp
// A name with another value in an inner scope.
// CHECK: nothing to do

// KERNEL: v2 16x64 @0, v3 16x64 @4096
  const float v7 = 1.0f;
  const float v8 = 2.0f;
  {
    const float v7 = 3.0f;
    TMULS(v3, v2, v7);
  }
