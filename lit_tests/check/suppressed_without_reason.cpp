// RUN: %exits 1 %ptofix check %s --model ops | %filecheck %s
// Without a reason the finding stays, and the comment is one too.
// CHECK: warning: this suppression gives no reason, so it has no effect [PF601]
// CHECK: help: write `// ptofix: allow PF101 -- why this is safe`
// CHECK: [PF101]
// CHECK: 1 error, 1 warning

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
  // ptofix: allow PF101
  TMUL(v3, v4, v2);
  #endif // __DAV_VEC__
}
