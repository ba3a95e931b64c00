// RUN: %ptofix run --pattern none --fold-muls-one %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// RUN: cmp %cpp %t.cpp
// A multiplication by one that TMOV would not replace.

// A valid shape that is set at run time.
// CHECK: :[[# @LINE + 3]]:3: remark[missed]: {{.*}} [types]
// KERNEL: v2 16x64/16x-1 @0, v3 16x64/16x-1 @4096
  const float v7 = 1.0f;
  TMULS(v3, v2, v7);

// A tile with fewer valid columns: TMOV would copy more.
// CHECK: :[[# @LINE + 3]]:3: remark[missed]: {{.*}} [types]
// KERNEL: v2 16x64/16x60 @0, v3 16x64/16x60 @4096
  const float v7 = 1.0f;
  TMULS(v3, v2, v7);

// Tiles of two shapes.
// CHECK: :[[# @LINE + 3]]:3: remark[missed]: {{.*}} [types]
// KERNEL: v2 16x64 @0, v4 8x128 @16384
  const float v7 = 1.0f;
  TMULS(v4, v2, v7);

// Two names for overlapping bytes.
// CHECK: :[[# @LINE + 3]]:3: remark[missed]: {{.*}} [types]
// KERNEL: v2 16x64 @0, v4 16x64 @2048
  const float v7 = 1.0f;
  TMULS(v4, v2, v7);

// An address that is not known.
// CHECK: :[[# @LINE + 3]]:3: remark[missed]: {{.*}} [types]
// KERNEL: v2 16x64 @0, v4 16x64
  const float v7 = 1.0f;
  TMULS(v4, v2, v7);

// In place there is nothing to copy.
// CHECK: :[[# @LINE + 3]]:3: remark[missed]: {{.*}} [types]
// KERNEL: v2 16x64 @0
  const float v7 = 1.0f;
  TMULS(v2, v2, v7);

// CHECK: TMULS: 0 done, 6 kept (types: 6)
