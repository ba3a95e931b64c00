// RUN: %ptofix run --pattern final-div %s -o %t.cpp --remarks all 2>&1 | %filecheck %s
// With a row-major divisor the division has no barrier inside.
// CHECK: final-div: 0 done, 1 kept (raw: 1)

extern "C" __global__ AICORE void kernel(__gm__ float* v1) {
  #if defined(__DAV_VEC__)
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v2;
  TASSIGN(v2, 0);
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v3;
  TASSIGN(v3, 16384);
  Tile<TileType::Vec, float, 32, 8, BLayout::RowMajor, 32, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v4;
  TASSIGN(v4, 32768);
  TABS(v2, v3);
  pipe_barrier(PIPE_V);
  TROWEXPANDDIV(v2, v2, v4);
  #endif // __DAV_VEC__
}
