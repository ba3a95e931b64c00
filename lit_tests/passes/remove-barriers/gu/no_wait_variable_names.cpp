// RUN: %ptofix run %s -o %t.cpp --remarks all 2>&1 | %filecheck %s
// Names that are not `vN`, without a wait.
// CHECK: gu: 1 done, 0 kept
// CHECK: rests on hw.repeat-distance

extern "C" __global__ AICORE void kernel(__gm__ float* v1) {
  #if defined(__DAV_VEC__)
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> acc;
  TASSIGN(acc, 0);
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> partial;
  TASSIGN(partial, 16384);
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> scale_1;
  TASSIGN(scale_1, 32768);
  TROWEXPANDMUL(acc, acc, scale_1);
  pipe_barrier(PIPE_V);
  TADD(acc, acc, partial);
  #endif // __DAV_VEC__
}
