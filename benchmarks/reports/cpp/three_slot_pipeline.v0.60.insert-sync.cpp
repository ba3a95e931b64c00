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
  const int64_t v5 = 5;
  const int64_t v6 = 4;
  const int64_t v7 = 40960;
  const int64_t v8 = 32768;
  const int64_t v9 = 8192;
  const int64_t v10 = 2;
  const int64_t v11 = 24576;
  const int64_t v12 = 16384;
  const int64_t v13 = 0;
  // pto: %c0
  const int64_t v14 = 0;
  // pto: %c1
  const int64_t v15 = 1;
  // pto: %c3
  const int64_t v16 = 3;
  // pto: %c16
  const int64_t v17 = 16;
  // pto: %one
  const float v18 = 1.0f;
  // pto: %two
  const float v19 = 2.0f;
  // pto: %n
  set_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
  set_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID1);
  set_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID2);
  set_flag(PIPE_MTE3, PIPE_V, EVENT_ID7);
  set_flag(PIPE_MTE3, PIPE_V, EVENT_ID6);
  set_flag(PIPE_MTE3, PIPE_V, EVENT_ID5);
  set_flag(PIPE_MTE3, PIPE_V, EVENT_ID4);
  set_flag(PIPE_MTE3, PIPE_V, EVENT_ID3);
  set_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
  set_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
  set_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID7);
  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID6);
  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID5);
  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID4);
  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID3);
  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID2);
  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
  for (int64_t v20 = v14; v20 < ((int64_t) v4); v20 += v15) {
    // pto: %row
    ;
    int64_t v21 = (int64_t) ((uint64_t) v20 * (uint64_t) v17);
    // pto: %x
    ;
    const int64_t v22 = 0;
    // pto: %x
    ;
    const int64_t v23 = 128;
    // pto: %x
    ;
    pto::Shape<1, 1, 1, 16, 128> v24 = pto::Shape<1, 1, 1, 16, 128>();
    // pto: %x
    ;
    pto::Stride<2048, 2048, 2048, 128, 1> v25 = pto::Stride<2048, 2048, 2048, 128, 1>();
    // pto: %x
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND> v26 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND>((__gm__ float*) v1 + (v22 + v21 * v23), v24, v25);
    // pto: %z
    ;
    const int64_t v27 = 0;
    // pto: %z
    ;
    const int64_t v28 = 128;
    // pto: %z
    ;
    pto::Shape<1, 1, 1, 16, 128> v29 = pto::Shape<1, 1, 1, 16, 128>();
    // pto: %z
    ;
    pto::Stride<2048, 2048, 2048, 128, 1> v30 = pto::Stride<2048, 2048, 2048, 128, 1>();
    // pto: %z
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND> v31 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND>((__gm__ float*) v2 + (v27 + v21 * v28), v29, v30);
    // pto: %y
    ;
    const int64_t v32 = 0;
    // pto: %y
    ;
    const int64_t v33 = 128;
    // pto: %y
    ;
    pto::Shape<1, 1, 1, 16, 128> v34 = pto::Shape<1, 1, 1, 16, 128>();
    // pto: %y
    ;
    pto::Stride<2048, 2048, 2048, 128, 1> v35 = pto::Stride<2048, 2048, 2048, 128, 1>();
    // pto: %y
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND> v36 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND>((__gm__ float*) v3 + (v32 + v21 * v33), v34, v35);
    // pto: %k
    ;
    int64_t v37 = (int64_t) ((uint64_t) v20 % (uint64_t) v16);
    // pto: %s
    ;
    bool v38 = v37 == v15;
    // pto: %s
    ;
    bool v39 = v37 == v10;
    // pto: %s
    ;
    Tile<TileType::Vec, float, 16, 128, BLayout::RowMajor, 16, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v40;
    // pto: %s
    ;
    uint64_t v41 = (uint64_t) (v39 ? v11 : v38 ? v12 : v13);
    TASSIGN(v40, v41);
    // pto: %u
    ;
    Tile<TileType::Vec, float, 16, 128, BLayout::RowMajor, 16, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v42;
    // pto: %u
    ;
    uint64_t v43 = (uint64_t) (v39 ? v7 : v38 ? v8 : v9);
    TASSIGN(v42, v43);
    int64_t v44 = (int64_t) ((uint64_t) v37 % (uint64_t) v16);
    bool v45 = v44 == v15;
    bool v46 = v44 == v10;
    int64_t v47 = v46 ? v10 : (v45 ? v15 : v14);
    event_t v48 = (event_t) v47;
    wait_flag(PIPE_MTE3, PIPE_MTE2, v48);
    event_t v49 = (event_t) v47;
    wait_flag(PIPE_V, PIPE_MTE2, v49);
    int64_t v50 = v46 ? v5 : (v45 ? v6 : v16);
    event_t v51 = (event_t) v50;
    wait_flag(PIPE_V, PIPE_MTE2, v51);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID6);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID7);
    TLOAD(v40, v26);
    pipe_barrier(PIPE_ALL);
    TLOAD(v42, v31);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    event_t v52 = (event_t) v47;
    wait_flag(PIPE_MTE3, PIPE_V, v52);
    pipe_barrier(PIPE_V);
    TADD(v40, v40, v42);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID7);
    pipe_barrier(PIPE_V);
    event_t v53 = (event_t) v50;
    wait_flag(PIPE_MTE3, PIPE_V, v53);
    TADDS(v40, v40, v18);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID6);
    pipe_barrier(PIPE_V);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID6);
    TMULS(v40, v40, v19);
    event_t v54 = (event_t) v50;
    set_flag(PIPE_V, PIPE_MTE2, v54);
    pipe_barrier(PIPE_V);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID7);
    TEXP(v40, v40);
    event_t v55 = (event_t) v47;
    set_flag(PIPE_V, PIPE_MTE2, v55);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    pipe_barrier(PIPE_MTE3);
    TSTORE(v36, v40);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID7);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID6);
    event_t v56 = (event_t) v50;
    set_flag(PIPE_MTE3, PIPE_V, v56);
    event_t v57 = (event_t) v47;
    set_flag(PIPE_MTE3, PIPE_V, v57);
    event_t v58 = (event_t) v47;
    set_flag(PIPE_MTE3, PIPE_MTE2, v58);
  }
  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID2);
  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID3);
  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID4);
  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID5);
  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID6);
  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID7);
  wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
  wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
  wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID3);
  wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID4);
  wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID5);
  wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID6);
  wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID7);
  wait_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
  wait_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID1);
  wait_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID2);
  #endif // __DAV_VEC__

  ptoas_auto_sync_tail(PTOAutoSyncTailMode::kBarrierAll);
  return;
}