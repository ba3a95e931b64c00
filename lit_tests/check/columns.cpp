extern "C" __global__ AICORE void columns(__gm__ float* v1, __gm__ float* v2) {
#if defined(__DAV_VEC__)
  GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND> v3 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND>(v1);
  GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND> v4 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND>(v2);
  Tile<TileType::Vec, float, 16, 512, BLayout::RowMajor, 16, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v5;
  TASSIGN(v5, 0);
  Tile<TileType::Vec, float, 16, 512, BLayout::RowMajor, 16, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v6;
  TASSIGN(v6, 512);
  Tile<TileType::Vec, float, 16, 512, BLayout::RowMajor, 16, 256, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v7;
  TASSIGN(v7, 256);
  TLOAD(v5, v3);
  TSTORE(v4, v6);
  pipe_barrier(PIPE_ALL);
  TEXP(v7, v7);
  TSTORE(v4, v6);
  pipe_barrier(PIPE_ALL);
#endif
}

// Column subviews of one tile share no byte, though their ranges do: neither `check` nor `verify --absolute` speaks of the
// load and the store. What does overlap is named row by row.

// RUN: %exits 1 %ptofix check %s | %filecheck %s
// RUN: %exits 1 %ptofix verify --absolute %s | %filecheck %s --check-prefix=PROOF
// RUN: sed 's/  TEXP(v7, v7);//' %s > %t.cpp
// RUN: %exits 0 %ptofix check %t.cpp | %filecheck %s --check-prefix=CLEAN
// RUN: %exits 0 %ptofix verify --absolute %t.cpp | %filecheck %s --check-prefix=PROVED
// RUN: %exits 0 %ptofix explain %s:11 | %filecheck %s --check-prefix=MAP

// CHECK-NOT: columns.cpp:12:
// CHECK: columns.cpp:15:14: error: missing: `TSTORE` may read `v6` (the bytes of `v7`) before `TEXP` has written it
// CHECK: `v7`, 1024 of every 2048 bytes of UB[256, 32000); they share bytes within UB[512, 31744)
// CHECK: 1 error

// PROOF: `TSTORE(v4, v6);` (line 15, pipe MTE3) may start while `TEXP(v7, v7);` (line 14, pipe V) is not done: RAW on UB[512, 31744)

// CLEAN: nothing found
// PROVED: proved

// MAP: reads v3 GM of argument 1[0, 8192); writes v5 512 of every 2048 bytes of UB[0, 31232)
// MAP: ~ rows with gaps between
// MAP: UB[0, 31232) {{ *}}v5~
