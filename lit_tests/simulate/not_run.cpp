// RUN: printf '[v1]\nshape = [4096]\n[v9]\nvalue = 1\n' > %t.toml
// RUN: %exits 2 %ptofix simulate %cpp --arguments %t.toml 2>&1 | %filecheck %s
// An op without semantics, with its place.
// CHECK: error: the machine does not run this: `TADDRELU` has no semantics
// CHECK-NEXT: TADDRELU(
// CHECK-NEXT: ^

// KERNEL(float v9): v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192
  TADDRELU(v4, v2, v3);
