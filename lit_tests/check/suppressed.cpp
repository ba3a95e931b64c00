// RUN: %exits 0 %ptofix check %s --model ops | %filecheck %s
// A finding that is allowed with a reason, and a comment that meets nothing.
// CHECK: note: nothing to allow here: no PF105 [PF602]
// CHECK: 1 note (model ops); 1 allowed by comments

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
  // ptofix: allow PF101 -- the op in front is slow enough
  TMUL(v3, v4, v2);

  // ptofix: allow PF105 -- left over
  #endif // __DAV_VEC__
}
