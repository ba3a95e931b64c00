// RUN: %exits 1 %ptofix check %cpp --model strict | %filecheck %s
// RUN: %ptofix explain operand-overrun | %filecheck %s --check-prefix PAGE
// The row maximum of fp32 32x256 needs 4096 bytes of tmp, and v5 lies after a smaller one: the header writes it.
// CHECK: operand_overrun.cpp:{{[0-9]+}}:19: error: missing under model strict {{.*}}: `TROWMAX` may write `v4` (the bytes of `v5`) before `TEXP` has written it{{.*}} [PF103]
// CHECK: operand_overrun.cpp:{{[0-9]+}}:19: error: `TROWMAX` may write 4096 bytes of `v4`, which has 2048 [PF404]
// CHECK: help: make the tile at least 4096 bytes large
// CHECK: 2 errors
// PAGE: PF404 operand-overrun (error)

// KERNEL(float v9): v2 32x256 @0, v3 32x1 @32768, v4 8x64 @36864, v5 8x64 @38912, v6 8x64 @40960
  TEXP(v5, v6);
  TROWMAX(v3, v2, v4);
