// RUN: %ptofix run --pattern none --fold-muls-one --remarks all %cpp -o %t.cpp 2>&1 | %filecheck %s
// RUN: cmp %cpp %t.cpp
// A factor that is not one for certain.
// CHECK-NOT: remark[passed]
// CHECK-NOT: done

void other() {
  const float v7 = 1.0f;
}

// A constant of one function is a loop variable of another.
//
// KERNEL: v2 16x64 @0, v3 16x64 @4096
  for (int64_t v7 = 1; v7 < 3; v7 += 1) {
    TMULS(v3, v2, v7);
  }

// A constant of one function is a parameter of another.
//
// KERNEL(float v7): v2 16x64 @0, v3 16x64 @4096
  TMULS(v3, v2, v7);

// A parameter is no constant.
//
// KERNEL(float v9): v2 16x64 @0, v3 16x64 @4096
  TMULS(v3, v2, v9);

// Another constant.
//
// KERNEL: v2 16x64 @0, v3 16x64 @4096
  const float v8 = 2.0f;
  TMULS(v3, v2, v8);

// A variable that starts as one.
//
// KERNEL: v2 16x64 @0, v3 16x64 @4096
  float v7 = 1.0f;
  v7 += 1.0f;
  TMULS(v3, v2, v7);

// A name with another value in an inner scope.
//
// KERNEL: v2 16x64 @0, v3 16x64 @4096
  const float v7 = 1.0f;
  {
    const float v7 = 3.0f;
    TMULS(v3, v2, v7);
  }
