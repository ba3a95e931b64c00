// RUN: %ptofix run --pattern none --fold-muls-one --remarks all %cpp -o %t.cpp 2>&1 | %filecheck %s
// RUN: cmp %cpp %t.cpp
// A constant of one function is a loop variable of another.
// CHECK: nothing to do

void other() {
  const float v7 = 1.0f;
}


// KERNEL: v2 16x64 @0, v3 16x64 @4096
  for (float v7 = 1; v7 < 3; v7 += 1) {
    TMULS(v3, v2, v7);
  }
