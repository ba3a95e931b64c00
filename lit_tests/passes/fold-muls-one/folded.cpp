// RUN: %ptofix run --pattern none --fold-muls-one %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// RUN: %filecheck %s --input-file %t.cpp --match-full-lines --check-prefix OUT
// What becomes TMOV.

// A constant of value one.
// OUT:   TMOV(v3, v2);
// CHECK: :[[# @LINE + 3]]:3: remark[passed]: {{.*}} [folded]
// KERNEL: v2 16x64 @0, v3 16x64 @4096
  const float v7 = 1.0f;
  TMULS(v3, v2, v7);

// A literal one.
// OUT:   TMOV(v3, v2);
// CHECK: :[[# @LINE + 2]]:3: remark[passed]: {{.*}} [folded]
// KERNEL: v2 16x64 @0, v3 16x64 @4096
  TMULS(v3, v2, 1.0f);

// A qualified call over two lines.
// OUT:     v2);
// CHECK: :[[# @LINE + 3]]:3: remark[passed]: {{.*}} [folded]
// KERNEL: v2 16x64 @0, v3 16x64 @4096
  const float v7 = 1.0f;
  pto::TMULS(v3, // to
    v2, v7);

// CHECK: TMULS: 3 done, 0 kept
