// RUN: %ptofix run %s -o %t.cpp --remarks all 2>&1 | %filecheck %s
// v5 lies on the bytes of v3 and is written just before; nothing but the barrier keeps write and read apart.
// CHECK: gu: 0 done, 1 kept

extern "C" __global__ AICORE void kernel(__gm__ float* v1, float v7) {
  #if defined(__DAV_VEC__)
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v2;
  TASSIGN(v2, 0);
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v3;
  TASSIGN(v3, 16384);
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v4;
  TASSIGN(v4, 32768);
  Tile<TileType::Vec, float, 2, 128, BLayout::RowMajor, 2, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v5;
  TASSIGN(v5, 16384);
  Tile<TileType::Vec, float, 2, 128, BLayout::RowMajor, 2, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v6;
  TASSIGN(v6, 65536);
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v8;
  TASSIGN(v8, 40960);
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v9;
  TASSIGN(v9, 49152);
  Tile<TileType::Vec, float, 16, 1, BLayout::ColMajor, 16, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v10;
  TASSIGN(v10, 57344);
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TMULS(v5, v6, v7);
  TROWEXPANDMUL(v9, v9, v10);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TADD(v9, v9, v5);
  #endif // __DAV_VEC__
}
