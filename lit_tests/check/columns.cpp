extern "C" __global__ AICORE void columns(__gm__ float* v1, __gm__ float* v2) {
#if defined(__DAV_VEC__)
  GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND> v3 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND>(v1);
  GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND> v4 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND>(v2);
  Tile<TileType::Vec, float, 16, 512, BLayout::RowMajor, 16, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v5;
  TASSIGN(v5, 0);
  Tile<TileType::Vec, float, 16, 512, BLayout::RowMajor, 16, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v6;
  TASSIGN(v6, 512);
  Tile<TileType::Vec, float, 16, 512, BLayout::RowMajor, 16, 256, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v7;
  TASSIGN(v7, 256);
  TLOAD(v5, v3);
  TSTORE(v4, v6);
  pipe_barrier(PIPE_ALL);
  TEXP(v7, v7);
  TSTORE(v4, v6);
  pipe_barrier(PIPE_ALL);
#endif
}
