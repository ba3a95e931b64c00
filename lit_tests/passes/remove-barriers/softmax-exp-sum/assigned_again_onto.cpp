// RUN: %ptofix run --pattern softmax-exp-sum %s -o %t.cpp --remarks all 2>&1 | %filecheck %s
// A tile that is assigned the address of the exponential's result in between.
// CHECK: softmax-exp-sum: 0 done, 1 kept (raw: 1)

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
  TEXP(v3, v2);
  TASSIGN(v4, 4096);
  pipe_barrier(PIPE_V);
  TROWSUM(v6, v4, v5);
  #endif // __DAV_VEC__
}
