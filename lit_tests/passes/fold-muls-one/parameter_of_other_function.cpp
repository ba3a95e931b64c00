// RUN: %ptofix run --pattern none --fold-muls-one --remarks all %cpp -o %t.cpp 2>&1 | %filecheck %s
// RUN: cmp %cpp %t.cpp
// A constant of one function is a parameter of another.
// CHECK: nothing to do

void other() {
  const float v7 = 1.0f;
}


// KERNEL(float v7): v2 16x64 @0, v3 16x64 @4096
  TMULS(v3, v2, v7);
