// RUN: %ptofix run --pattern none --fold-muls-one --remarks all %s -o %t.cpp 2>&1 | %filecheck %s
// RUN: %filecheck %s --input-file %t.cpp --match-full-lines --check-prefix OUT
// A literal one.
// CHECK: TMULS: 1 done, 0 kept
// OUT:   TMOV(v3, v2);

extern "C" __global__ AICORE void kernel(__gm__ float* v1) {
  #if defined(__DAV_VEC__)
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v2;
  TASSIGN(v2, 0);
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v3;
  TASSIGN(v3, 4096);
  const float v7 = 1.0f;
  const float v8 = 2.0f;
  TMULS(v3, v2, 1.0f);
  #endif // __DAV_VEC__
}
