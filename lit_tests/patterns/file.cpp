// RUN: %ptofix run --pattern abs-neg --pattern-file %S/Inputs/own.pat %s -o %t.cpp 2>&1 | %filecheck %s
// RUN: %ptofix patterns --pattern-file %S/Inputs/own.pat | %filecheck %s --check-prefix LIST
// A pattern of the user's own.
// CHECK: abs-neg: 1 done, 1 kept (raw: 1)
// LIST: gu, trowexpandmul-tadd (stable, default)
// LIST: abs-neg (opt-in)
// LIST-NEXT: Two ops without shared bytes.

extern "C" __global__ AICORE void kernel(__gm__ float* v1) {
  #if defined(__DAV_VEC__)
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v2;
  TASSIGN(v2, 0);
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v3;
  TASSIGN(v3, 4096);
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v4;
  TASSIGN(v4, 8192);
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v5;
  TASSIGN(v5, 12288);
  Tile<TileType::Vec, float, 16, 1, BLayout::ColMajor, 16, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v6;
  TASSIGN(v6, 16384);
  TABS(v3, v2);
  pipe_barrier(PIPE_V);
  TNEG(v5, v4);
  pipe_barrier(PIPE_V);
  TABS(v3, v2);
  pipe_barrier(PIPE_V);
  TNEG(v5, v3);
  #endif // __DAV_VEC__
}
