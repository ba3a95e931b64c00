// The flags and barriers are ours: one flag per slot and pair of pipes, and none that another one implies.
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

extern "C" __global__ AICORE void three_slot_pipeline(__gm__ float* v1, __gm__ float* v2, __gm__ float* v3, int32_t v4) {
  using T = float;

  #if defined(__DAV_VEC__)
  set_mask_norm();
  set_vector_mask(-1, -1);
  const int64_t v5 = 40960;
  const int64_t v6 = 32768;
  const int64_t v7 = 8192;
  const int64_t v8 = 2;
  const int64_t v9 = 24576;
  const int64_t v10 = 16384;
  const int64_t v11 = 0;
  // pto: %c0
  const int64_t v12 = 0;
  // pto: %c1
  const int64_t v13 = 1;
  // pto: %c3
  const int64_t v14 = 3;
  // pto: %c16
  const int64_t v15 = 16;
  // pto: %one
  const float v16 = 1.0f;
  // pto: %two
  const float v17 = 2.0f;
  // pto: %n
  set_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
  set_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID1);
  set_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID2);
  for (int64_t v18 = v12; v18 < ((int64_t) v4); v18 += v13) {
    // pto: %row
    ;
    int64_t v19 = (int64_t) ((uint64_t) v18 * (uint64_t) v15);
    // pto: %x
    ;
    const int64_t v20 = 0;
    // pto: %x
    ;
    const int64_t v21 = 128;
    // pto: %x
    ;
    pto::Shape<1, 1, 1, 16, 128> v22 = pto::Shape<1, 1, 1, 16, 128>();
    // pto: %x
    ;
    pto::Stride<2048, 2048, 2048, 128, 1> v23 = pto::Stride<2048, 2048, 2048, 128, 1>();
    // pto: %x
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND> v24 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND>((__gm__ float*) v1 + (v20 + v19 * v21), v22, v23);
    // pto: %z
    ;
    const int64_t v25 = 0;
    // pto: %z
    ;
    const int64_t v26 = 128;
    // pto: %z
    ;
    pto::Shape<1, 1, 1, 16, 128> v27 = pto::Shape<1, 1, 1, 16, 128>();
    // pto: %z
    ;
    pto::Stride<2048, 2048, 2048, 128, 1> v28 = pto::Stride<2048, 2048, 2048, 128, 1>();
    // pto: %z
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND> v29 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND>((__gm__ float*) v2 + (v25 + v19 * v26), v27, v28);
    // pto: %y
    ;
    const int64_t v30 = 0;
    // pto: %y
    ;
    const int64_t v31 = 128;
    // pto: %y
    ;
    pto::Shape<1, 1, 1, 16, 128> v32 = pto::Shape<1, 1, 1, 16, 128>();
    // pto: %y
    ;
    pto::Stride<2048, 2048, 2048, 128, 1> v33 = pto::Stride<2048, 2048, 2048, 128, 1>();
    // pto: %y
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND> v34 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND>((__gm__ float*) v3 + (v30 + v19 * v31), v32, v33);
    // pto: %k
    ;
    int64_t v35 = (int64_t) ((uint64_t) v18 % (uint64_t) v14);
    // pto: %s
    ;
    bool v36 = v35 == v13;
    // pto: %s
    ;
    bool v37 = v35 == v8;
    // pto: %s
    ;
    Tile<TileType::Vec, float, 16, 128, BLayout::RowMajor, 16, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v38;
    // pto: %s
    ;
    uint64_t v39 = (uint64_t) (v37 ? v9 : v36 ? v10 : v11);
    TASSIGN(v38, v39);
    // pto: %u
    ;
    Tile<TileType::Vec, float, 16, 128, BLayout::RowMajor, 16, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v40;
    // pto: %u
    ;
    uint64_t v41 = (uint64_t) (v37 ? v5 : v36 ? v6 : v7);
    TASSIGN(v40, v41);
    wait_flag(PIPE_MTE3, PIPE_MTE2, (event_t) v35);  // this slot is stored
    TLOAD(v38, v24);
    TLOAD(v40, v29);
    set_flag(PIPE_MTE2, PIPE_V, (event_t) v35);  // both slots are loaded
    wait_flag(PIPE_MTE2, PIPE_V, (event_t) v35);
    TADD(v38, v38, v40);
    pipe_barrier(PIPE_V);
    TADDS(v38, v38, v16);
    pipe_barrier(PIPE_V);
    TMULS(v38, v38, v17);
    pipe_barrier(PIPE_V);
    TEXP(v38, v38);
    set_flag(PIPE_V, PIPE_MTE3, (event_t) v35);
    wait_flag(PIPE_V, PIPE_MTE3, (event_t) v35);
    TSTORE(v34, v38);
    set_flag(PIPE_MTE3, PIPE_MTE2, (event_t) v35);
  }
  wait_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
  wait_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID1);
  wait_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID2);
  #endif // __DAV_VEC__

  return;
}