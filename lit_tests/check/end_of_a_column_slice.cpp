// RUN: %ptofix check %cpp | %filecheck %s
// The last columns of a tile: the last row of such a part ends where the tile does, and what lies after that is not its.
// CHECK-NOT: error
// CHECK-NOT: undecided

// KERNEL(__gm__ float* v8): v2 8x512/8x64 @1792, v3 8x512/8x64 @34560, v4 8x64 @65536
  GlobalTensor<float, pto::Shape<1, 1, 1, 8, 64>, pto::Stride<512, 512, 512, 64, 1>, pto::Layout::ND> v7(v8);
  Tile<TileType::Vec, float, 8, 64, BLayout::RowMajor, 8, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v5;
  TASSIGN(v5, 16384);
  TADD(v3, v2, v2);
  TLOAD(v5, v7);
