// RUN: %exits 1 %ptofix check %cpp | %filecheck %s
// RUN: %ptofix explain PF405 | %filecheck %s --check-prefix PAGE
// What the headers themselves get wrong, with versions and the place in the headers.
// CHECK: header_bug.cpp:{{[0-9]+}}:3: error: `TCVT` converts nothing for this pair of element types: the destination keeps its old bytes [PF405]
// CHECK: note: in pto-isa b9122ec (june, 2026-06-12) and pto-isa 3186c38 (august, 2026-08-21): TCvt.hpp: GenCastCall, GenCastCallSpecialCases
// CHECK: help: convert by way of a type that both sides know
// CHECK: error: `TCOLEXPANDMUL` works on the number of rows modulo 256 only: its repeat number has 8 bits [PF405]
// CHECK: 2 errors
// PAGE: PF405 header-bug (error)

// KERNEL(float v9): v2 half 16x64 @0, v3 half 16x64 @4096, v4 256x64 @8192, v5 1x64 @73728
  TCVT(v3, v2, RoundMode::CAST_RINT);
  pipe_barrier(PIPE_V);
  TCOLEXPANDMUL(v4, v4, v5);
