// ptofix record: one launch of scaled_rows<float, 64>, core vector, block 0, these sizes (n = 12); scalars read from global memory: zero
#include "pto/pto-inst.hpp"
using namespace pto;

__global__ AICORE void scaled_rows(__gm__ float* x, __gm__ float* y) {
  #if defined(__DAV_VEC__)
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> t0; // scaled_rows.cpp:12
  TASSIGN(t0, 0); // scaled_rows.cpp:12
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> t1; // scaled_rows.cpp:13
  TASSIGN(t1, 4096); // scaled_rows.cpp:13
  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0); // scaled_rows.cpp:15
  set_flag(PIPE_MTE3, PIPE_V, EVENT_ID0); // scaled_rows.cpp:16
  for (int64_t round1 = 0; round1 < 12; round1 += 1) {
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0); // scaled_rows.cpp:19
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 64>, pto::Stride<1024, 1024, 1024, 64, 1>, pto::Layout::ND> g0(x + (0 + round1 * 1024)); // scaled_rows.cpp:20
    TLOAD(t0, g0); // scaled_rows.cpp:20
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0); // scaled_rows.cpp:21
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0); // scaled_rows.cpp:21
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0); // scaled_rows.cpp:22
    TMULS(t1, t0, 0.5f); // scale.hpp:7 < scaled_rows.cpp:23
    pipe_barrier(PIPE_V); // scale.hpp:8 < scaled_rows.cpp:23
    TEXP(t0, t0); // scale.hpp:9 < scaled_rows.cpp:23
    TADDS(t1, t1, 1.0f); // scale.hpp:10 < scaled_rows.cpp:23
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0); // scaled_rows.cpp:24
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0); // scaled_rows.cpp:25
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0); // scaled_rows.cpp:25
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 64>, pto::Stride<1024, 1024, 1024, 64, 1>, pto::Layout::ND> g1(y + (0 + round1 * 1024)); // scaled_rows.cpp:26
    TSTORE(g1, t1); // scaled_rows.cpp:26
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID0); // scaled_rows.cpp:27
  }
  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0); // scaled_rows.cpp:29
  wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0); // scaled_rows.cpp:30
  pipe_barrier(PIPE_V); // scaled_rows.cpp:31
  TEXPANDS(t0, 0.0f); // scaled_rows.cpp:32
  pipe_barrier(PIPE_V); // scale.hpp:8 < scaled_rows.cpp:33
  TADDS(t1, t1, 1.0f); // scale.hpp:10 < scaled_rows.cpp:33
  #endif
}
