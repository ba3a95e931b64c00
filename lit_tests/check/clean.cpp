// RUN: %exits 0 %ptofix check %s --model strict | %filecheck %s
// The same with a barrier.
// CHECK: clean.cpp: nothing found (model strict)

extern "C" __global__ AICORE void kernel(__gm__ float* v1, float v9) {
  #if defined(__DAV_VEC__)
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v2;
  TASSIGN(v2, 0);
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v3;
  TASSIGN(v3, 4096);
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v4;
  TASSIGN(v4, 8192);
  GlobalTensor<float> v5 = GlobalTensor<float>(v1);
  TADD(v4, v2, v3);
  pipe_barrier(PIPE_V);
  TMUL(v3, v4, v2);
  #endif // __DAV_VEC__
}
