// RUN: %ptofix run --pattern softmax-sum-add %s -o %t.cpp --remarks all 2>&1 | %filecheck %s
// The addition overwrites what the row sum reads.
// CHECK: WAR on UB[0, 4096) (v2)
// CHECK: softmax-sum-add: 0 done, 1 kept (war: 1)

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
  TROWSUM(v6, v2, v3);
  pipe_barrier(PIPE_V);
  TADD(v2, v4, v5);
  #endif // __DAV_VEC__
}
