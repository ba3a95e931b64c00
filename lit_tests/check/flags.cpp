// RUN: %exits 1 %ptofix check %s | %filecheck %s
// Flags that do not match.
// CHECK: error: nothing sets the flag PIPE_MTE2 → PIPE_V, EVENT_ID1 that is waited for here [PF302]
// CHECK: error: the flag PIPE_V → PIPE_MTE3, EVENT_ID2 is still raised when the function ends on some path [PF301]
// CHECK: error: the vector core has no PIPE_M [PF306]
// CHECK: error: event id 9 does not exist: ids are 0 to 7 [PF307]

extern "C" __global__ AICORE void kernel(__gm__ float* v1, float v9) {
  #if defined(__DAV_VEC__)
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v2;
  TASSIGN(v2, 0);
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v3;
  TASSIGN(v3, 4096);
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v4;
  TASSIGN(v4, 8192);
  GlobalTensor<float> v5 = GlobalTensor<float>(v1);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
  TADD(v4, v2, v3);
  if (v9 > 0) {
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID2);
  }
  pipe_barrier(PIPE_M);
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID9);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID9);
  #endif // __DAV_VEC__
}
