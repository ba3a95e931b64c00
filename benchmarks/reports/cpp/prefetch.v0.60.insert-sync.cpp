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

extern "C" __global__ AICORE void prefetch(__gm__ float* v1, __gm__ float* v2, int32_t v3) {
  using T = float;

  #if defined(__DAV_VEC__)
  set_mask_norm();
  set_vector_mask(-1, -1);
  const int64_t v4 = 16384;
  const int64_t v5 = 8192;
  const int64_t v6 = 0;
  // pto: %c0
  const int64_t v7 = 0;
  // pto: %c1
  const int64_t v8 = 1;
  // pto: %c2
  const int64_t v9 = 2;
  // pto: %c16
  const int64_t v10 = 16;
  // pto: %n
  // pto: %y
  pto::Shape<1, 1, 1, 16, 128> v11 = pto::Shape<1, 1, 1, 16, 128>();
  // pto: %y
  pto::Stride<2048, 2048, 2048, 128, 1> v12 = pto::Stride<2048, 2048, 2048, 128, 1>();
  // pto: %y
  GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND> v13 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND>((__gm__ float*) v2, v11, v12);
  // pto: %sum
  Tile<TileType::Vec, float, 16, 128, BLayout::RowMajor, 16, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v14;
  // pto: %sum
  uint64_t v15 = (uint64_t) v6;
  TASSIGN(v14, v15);
  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
  TLOAD(v14, v13);
  set_flag(PIPE_MTE2, PIPE_MTE3, EVENT_ID0);
  // pto: %x0
  pto::Shape<1, 1, 1, 16, 128> v16 = pto::Shape<1, 1, 1, 16, 128>();
  // pto: %x0
  pto::Stride<2048, 2048, 2048, 128, 1> v17 = pto::Stride<2048, 2048, 2048, 128, 1>();
  // pto: %x0
  GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND> v18 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND>((__gm__ float*) v1, v16, v17);
  // pto: %first
  Tile<TileType::Vec, float, 16, 128, BLayout::RowMajor, 16, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v19;
  // pto: %first
  uint64_t v20 = (uint64_t) v5;
  TASSIGN(v19, v20);
  TLOAD(v19, v18);
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  for (int64_t v21 = v7; v21 < ((int64_t) v3); v21 += v8) {
    // pto: %ahead
    ;
    int64_t v22 = (int64_t) ((uint64_t) v21 + (uint64_t) v8);
    // pto: %x
    ;
    const int64_t v23 = 0;
    // pto: %x
    ;
    const int64_t v24 = 128;
    // pto: %x
    ;
    pto::Shape<1, 1, 1, 16, 128> v25 = pto::Shape<1, 1, 1, 16, 128>();
    // pto: %x
    ;
    pto::Stride<2048, 2048, 2048, 128, 1> v26 = pto::Stride<2048, 2048, 2048, 128, 1>();
    // pto: %x, %row
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND> v27 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND>((__gm__ float*) v1 + (v23 + (int64_t) ((uint64_t) v22 * (uint64_t) v10) * v24), v25, v26);
    // pto: %k
    ;
    int64_t v28 = (int64_t) ((uint64_t) v21 % (uint64_t) v9);
    // pto: %l
    ;
    int64_t v29 = (int64_t) ((uint64_t) v22 % (uint64_t) v9);
    // pto: %coming
    ;
    Tile<TileType::Vec, float, 16, 128, BLayout::RowMajor, 16, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v30;
    // pto: %coming
    ;
    uint64_t v31 = (uint64_t) (v29 == v8 ? v4 : v5);
    TASSIGN(v30, v31);
    bool v32 = (int64_t) ((uint64_t) v29 % (uint64_t) v9) == v8;
    event_t v33 = (event_t) (v32 ? v8 : v7);
    wait_flag(PIPE_V, PIPE_MTE2, v33);
    TLOAD(v30, v27);
    event_t v34 = (event_t) (v32 ? v9 : v8);
    set_flag(PIPE_MTE2, PIPE_V, v34);
    // pto: %here
    ;
    Tile<TileType::Vec, float, 16, 128, BLayout::RowMajor, 16, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v35;
    // pto: %here
    ;
    uint64_t v36 = (uint64_t) (v28 == v8 ? v4 : v5);
    TASSIGN(v35, v36);
    bool v37 = (int64_t) ((uint64_t) v28 % (uint64_t) v9) == v8;
    event_t v38 = (event_t) (v37 ? v9 : v8);
    wait_flag(PIPE_MTE2, PIPE_V, v38);
    pipe_barrier(PIPE_V);
    TADD(v14, v14, v35);
    event_t v39 = (event_t) (v37 ? v8 : v7);
    set_flag(PIPE_V, PIPE_MTE2, v39);
  }
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_MTE2, PIPE_MTE3, EVENT_ID0);
  TSTORE(v13, v14);
  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
  #endif // __DAV_VEC__

  ptoas_auto_sync_tail(PTOAutoSyncTailMode::kBarrierAll);
  return;
}