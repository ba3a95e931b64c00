// RUN: %exits 0 %ptofix check %s | %filecheck %s
// What a barrier of all pipes in a loop could be replaced by.
// CHECK: note: `pipe_barrier(PIPE_ALL)` inside 1 loop stops every pipe each time [PF201]
// CHECK: it keeps apart `TLOAD` (PIPE_MTE2, line {{[0-9]+}}) and `TADD` (PIPE_V, line {{[0-9]+}}): RAW
// CHECK: help: instead it takes at most {{.*}}a flag from PIPE_MTE2 to PIPE_V, EVENT_ID0

extern "C" __global__ AICORE void kernel(__gm__ float* v1, float v9) {
  #if defined(__DAV_VEC__)
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v2;
  TASSIGN(v2, 0);
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v3;
  TASSIGN(v3, 4096);
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v4;
  TASSIGN(v4, 8192);
  GlobalTensor<float> v5 = GlobalTensor<float>(v1);
  for (int v10 = 0; v10 < v9; ++v10) {
    TLOAD(v2, v5);
    pipe_barrier(PIPE_ALL);
    TADD(v4, v2, v3);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    pipe_barrier(PIPE_V);
  }
  #endif // __DAV_VEC__
}
