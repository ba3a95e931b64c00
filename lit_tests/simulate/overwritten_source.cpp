// RUN: printf '[v1]\nshape = [4096]\n[v9]\nvalue = 1\n' > %t.toml
// RUN: %exits 2 %ptofix simulate %cpp --arguments %t.toml 2>&1 | %filecheck %s
// The result is 16 rows of 256 bytes, and begins one row after the start of a source.
// CHECK: error: the machine does not run this: `TADD` may overwrite bytes of `src0` with `dst` before it has read them
// CHECK-NEXT: TADD(
// CHECK-NEXT: ^

// KERNEL(float v9): v2 16x64 @0, v3 16x64 @8192, v4 16x64 @256
  TADD(v4, v2, v3);
