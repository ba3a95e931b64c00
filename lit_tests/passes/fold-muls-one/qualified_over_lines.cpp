// RUN: %ptofix run --pattern none --fold-muls-one --remarks all %cpp -o %t.cpp 2>&1 | %filecheck %s
// RUN: %filecheck %s --input-file %t.cpp --match-full-lines --check-prefix OUT
// A qualified call over two lines.
// CHECK: TMULS: 1 done, 0 kept
// OUT:     v2);

// KERNEL: v2 16x64 @0, v3 16x64 @4096
  const float v7 = 1.0f;
  const float v8 = 2.0f;
  pto::TMULS(v3, // to
    v2, v7);
