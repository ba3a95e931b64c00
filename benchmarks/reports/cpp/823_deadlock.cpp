// Deleted: the set after the product in the second branch, for which the load there waits in the next round.
#include "pto/pto-inst.hpp"
using namespace pto;

template <typename Tensor>
static AICORE inline auto PTOAS__GLOBAL_TENSOR_DATA(Tensor &tensor)
    -> decltype(tensor.data()) {
  return tensor.data();
}


enum class PTOAutoSyncTailMode : int {
  kBarrierAll = 0,
  kSetWaitMte3ToSEvent0 = 1,
};

static AICORE inline void ptoas_auto_sync_tail(
    PTOAutoSyncTailMode mode = PTOAutoSyncTailMode::kBarrierAll) {
  switch (mode) {
  case PTOAutoSyncTailMode::kSetWaitMte3ToSEvent0:
    set_flag(PIPE_MTE3, PIPE_S, EVENT_ID0);
    wait_flag(PIPE_MTE3, PIPE_S, EVENT_ID0);
    break;
  case PTOAutoSyncTailMode::kBarrierAll:
  default:
    pipe_barrier(PIPE_ALL);
    break;
  }
}

template <typename Ptr>
static AICORE inline void PTOAS__DCCI_SINGLE_CACHE_LINE(Ptr ptr) {
  dcci((__gm__ void*)ptr, cache_line_t::SINGLE_CACHE_LINE);
}

extern "C" __global__ AICORE void branch_in_loop(__gm__ float* v1, __gm__ float* v2, int32_t v3, int32_t v4) {
  using T = float;

  #if defined(__DAV_VEC__)
  set_mask_norm();
  set_vector_mask(-1, -1);
  const int64_t v5 = 0;
  const int64_t v6 = 32768;
  const int64_t v7 = 16384;
  // pto: %c0
  const int64_t v8 = 0;
  // pto: %c1
  const int64_t v9 = 1;
  // pto: %c32
  const int64_t v10 = 32;
  // pto: %n
  // pto: %y0
  pto::Shape<1, 1, 1, 32, 128> v11 = pto::Shape<1, 1, 1, 32, 128>();
  // pto: %y0
  pto::Stride<4096, 4096, 4096, 128, 1> v12 = pto::Stride<4096, 4096, 4096, 128, 1>();
  // pto: %y0
  GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND> v13 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND>((__gm__ float*) v2, v11, v12);
  // pto: %a
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v14;
  // pto: %a
  uint64_t v15 = (uint64_t) v7;
  TASSIGN(v14, v15);
  // pto: %b
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v16;
  // pto: %b
  uint64_t v17 = (uint64_t) v6;
  TASSIGN(v16, v17);
  // pto: %sum
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v18;
  // pto: %sum
  uint64_t v19 = (uint64_t) v5;
  TASSIGN(v18, v19);
  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
  TLOAD(v18, v13);
  set_flag(PIPE_MTE2, PIPE_MTE3, EVENT_ID0);
  for (int64_t v20 = v8; v20 < ((int64_t) v3); v20 += v9) {
    // pto: %xi
    ;
    const int64_t v21 = 0;
    // pto: %xi
    ;
    const int64_t v22 = 128;
    // pto: %xi
    ;
    pto::Shape<1, 1, 1, 32, 128> v23 = pto::Shape<1, 1, 1, 32, 128>();
    // pto: %xi
    ;
    pto::Stride<4096, 4096, 4096, 128, 1> v24 = pto::Stride<4096, 4096, 4096, 128, 1>();
    // pto: %xi, %row
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND> v25 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND>((__gm__ float*) v1 + (v21 + (int64_t) ((uint64_t) v20 * (uint64_t) v10) * v22), v23, v24);
    // pto: %m, %low
    ;
    if (v20 < (int64_t) v4) {
      wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
      TLOAD(v14, v25);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      pipe_barrier(PIPE_V);
      TADD(v18, v18, v14);
      set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    } else {
      wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
      TLOAD(v16, v25);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
      pipe_barrier(PIPE_V);
      TMUL(v18, v18, v16);

    };
  }
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_MTE2, PIPE_MTE3, EVENT_ID0);
  TSTORE(v13, v18);
  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
  #endif // __DAV_VEC__

  ptoas_auto_sync_tail(PTOAutoSyncTailMode::kBarrierAll);
  return;
}