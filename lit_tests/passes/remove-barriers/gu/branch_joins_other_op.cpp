// RUN: %ptofix run %s -o %t.cpp --remarks all 2>&1 | %filecheck %s
// Behind the barrier one path comes to the add, the other to another op: not the pattern.
// CHECK: nothing to do

extern "C" __global__ AICORE void kernel(__gm__ float* v1, int32_t v7) {
  #if defined(__DAV_VEC__)
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v2;
  TASSIGN(v2, 0);
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v3;
  TASSIGN(v3, 16384);
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v4;
  TASSIGN(v4, 32768);
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v2, v2, v4);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  if (v7 > 0) {
    TEXP(v3, v2);
  }
  TADD(v2, v2, v3);
  #endif // __DAV_VEC__
}
