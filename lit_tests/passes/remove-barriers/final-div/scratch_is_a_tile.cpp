// RUN: %ptofix run --pattern final-div %s -o %t.cpp --remarks all 2>&1 | %filecheck %s
// A tile that somebody placed on the hidden scratch is in flight.
// CHECK: hidden scratch tmp_ub
// CHECK: final-div: 0 done, 1 kept (war: 1)

extern "C" __global__ AICORE void kernel(__gm__ float* v1) {
  #if defined(__DAV_VEC__)
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v2;
  TASSIGN(v2, 0);
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v3;
  TASSIGN(v3, 16384);
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v4;
  TASSIGN(v4, 32768);
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v5;
  TRESHAPE(v5, v4);
  Tile<TileType::Vec, float, 8, 64, BLayout::RowMajor, 8, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v6;
  TASSIGN(v6, 188416);
  TABS(v6, v6);
  pipe_barrier(PIPE_V);
  TROWEXPANDDIV(v2, v2, v4);
  #endif // __DAV_VEC__
}
