// RUN: %ptofix run %s -o %t.cpp 2>&1 | %filecheck %s
// Without --fold-muls-one nothing is folded.
// CHECK: nothing to do

extern "C" __global__ AICORE void kernel(__gm__ float* v1) {
  #if defined(__DAV_VEC__)
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v2;
  TASSIGN(v2, 0);
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v3;
  TASSIGN(v3, 4096);
  const float v7 = 1.0f;
  const float v8 = 2.0f;
  TMULS(v3, v2, v7);
  #endif // __DAV_VEC__
}
