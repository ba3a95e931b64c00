// RUN: %ptofix explain %s:18 --model strict | %filecheck %s
// RUN: %ptofix fix --all %s 2>/dev/null | %filecheck %s --check-prefix FIX
// A flag that is raised after more than its pairs need, and where `fix` raises it.
__global__ AICORE void k(__gm__ float* g) {
  Tile<TileType::Vec, float, 64, 64, BLayout::RowMajor, 64, 64, SLayout::NoneBox, 512, PadValue::Null> v0;
  TASSIGN(v0, (uint64_t) 0);
  Tile<TileType::Vec, float, 64, 64, BLayout::RowMajor, 64, 64, SLayout::NoneBox, 512, PadValue::Null> v1;
  TASSIGN(v1, (uint64_t) 16384);
  Tile<TileType::Vec, float, 64, 64, BLayout::RowMajor, 64, 64, SLayout::NoneBox, 512, PadValue::Null> v2;
  TASSIGN(v2, (uint64_t) 32768);
  Tile<TileType::Vec, float, 64, 64, BLayout::RowMajor, 64, 64, SLayout::NoneBox, 512, PadValue::Null> v3;
  TASSIGN(v3, (uint64_t) 49152);
  GlobalTensor<float, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND> t = GlobalTensor<float, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND>(g, pto::Shape<1, 1, 1, 64, 64>(), pto::Stride<4096, 4096, 4096, 64, 1>());
  TADD(v0, v1, v1);
  TADD(v2, v3, v3);
  TMUL(v2, v3, v3);
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  TSTORE(t, v0);
}
// CHECK: wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0) (line 18) alone orders 1 pair
// CHECK: set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0) (line 17) comes late: 2 calls of PIPE_V after `TADD` (line 14), the last that these pairs need; `ptofix fix --all` raises it there
// FIX: TADD(v0, v1, v1); set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0); /* ptofix: added */
// FIX-NEXT: TADD(v2, v3, v3);
