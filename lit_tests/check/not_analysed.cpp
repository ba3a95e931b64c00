// RUN: %exits 0 %ptofix check %s | %filecheck %s
// What is not understood is said, and is no error.
// CHECK: note: not analysed, it may touch anything: `my_helper` is not in the op table [PF501]
// CHECK: note: an event id from PIPE_V to PIPE_MTE3 is known only at run time

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
  my_helper(v4);
  set_flag(PIPE_V, PIPE_MTE3, v9);
  #endif // __DAV_VEC__
}
