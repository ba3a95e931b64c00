// RUN: %ptofix run --evidence extrapolated %s -o %t.cpp --remarks all 2>&1 | %filecheck %s
// RUN: %ptofix verify --evidence extrapolated %s %t.cpp
// Assembler 0.60 hands the multiply a scratch tile, and does not mark the entry of a module with one function.
// CHECK: gu: 1 done, 0 kept

AICORE void kernel(__gm__ float* v1, int32_t v7) {
  #if defined(__DAV_VEC__)
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v2;
  TASSIGN(v2, 0);
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v3;
  TASSIGN(v3, 16384);
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v4;
  TASSIGN(v4, 32768);
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v5;
  TASSIGN(v5, 33536);
  TROWEXPANDMUL(v2, v2, v4, v5);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TADD(v2, v2, v3);
  #endif // __DAV_VEC__
}
