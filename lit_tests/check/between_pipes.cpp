// RUN: %exits 1 %ptofix check %s | %filecheck %s
// A load that nobody waits for.
// CHECK: error: `TADD` may read `v2` before `TLOAD` has written it: nothing orders the two between PIPE_MTE2 and PIPE_V [PF104]
// CHECK: no barrier or flag stands between them on this path
// CHECK: help: put `set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);` behind line {{[0-9]+}} and `wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);` in front of line {{[0-9]+}}, on every path

extern "C" __global__ AICORE void kernel(__gm__ float* v1, float v9) {
  #if defined(__DAV_VEC__)
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v2;
  TASSIGN(v2, 0);
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v3;
  TASSIGN(v3, 4096);
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v4;
  TASSIGN(v4, 8192);
  GlobalTensor<float> v5 = GlobalTensor<float>(v1);
  TLOAD(v2, v5);
  TADD(v4, v2, v3);
  #endif // __DAV_VEC__
}
