// Deleted: the flag round the loop from V, which reads both slots, to MTE2, which loads them.
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

extern "C" __global__ AICORE void two_slots(__gm__ float* v1, __gm__ float* v2, int32_t v3) {
  using T = float;

  #if defined(__DAV_VEC__)
  set_mask_norm();
  set_vector_mask(-1, -1);
  const int64_t v4 = 16384;
  const int64_t v5 = 0;
  const int64_t v6 = 8192;
  // pto: %c0
  const int64_t v7 = 0;
  // pto: %c1
  const int64_t v8 = 1;
  // pto: %c2
  const int64_t v9 = 2;
  // pto: %c16
  const int64_t v10 = 16;
  // pto: %n
  // pto: %sum
  Tile<TileType::Vec, float, 16, 128, BLayout::RowMajor, 16, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v11;
  // pto: %sum
  uint64_t v12 = (uint64_t) v6;
  TASSIGN(v11, v12);
  
  set_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
  for (int64_t v13 = v7; v13 < ((int64_t) v3); v13 += v8) {
    // pto: %row
    ;
    int64_t v14 = (int64_t) ((uint64_t) v13 * (uint64_t) v10);
    // pto: %x
    ;
    const int64_t v15 = 0;
    // pto: %x
    ;
    const int64_t v16 = 128;
    // pto: %x
    ;
    pto::Shape<1, 1, 1, 16, 128> v17 = pto::Shape<1, 1, 1, 16, 128>();
    // pto: %x
    ;
    pto::Stride<2048, 2048, 2048, 128, 1> v18 = pto::Stride<2048, 2048, 2048, 128, 1>();
    // pto: %x
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND> v19 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND>((__gm__ float*) v1 + (v15 + v14 * v16), v17, v18);
    // pto: %y
    ;
    const int64_t v20 = 0;
    // pto: %y
    ;
    const int64_t v21 = 128;
    // pto: %y
    ;
    pto::Shape<1, 1, 1, 16, 128> v22 = pto::Shape<1, 1, 1, 16, 128>();
    // pto: %y
    ;
    pto::Stride<2048, 2048, 2048, 128, 1> v23 = pto::Stride<2048, 2048, 2048, 128, 1>();
    // pto: %y
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND> v24 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND>((__gm__ float*) v2 + (v20 + v14 * v21), v22, v23);
    // pto: %a
    ;
    Tile<TileType::Vec, float, 16, 128, BLayout::RowMajor, 16, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v25;
    // pto: %k, %a
    ;
    uint64_t v26 = (uint64_t) ((int64_t) ((uint64_t) v13 % (uint64_t) v9) == v8 ? v4 : v5);
    TASSIGN(v25, v26);
    // pto: %b
    ;
    Tile<TileType::Vec, float, 16, 128, BLayout::RowMajor, 16, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v27;
    // pto: %next, %l, %b
    ;
    uint64_t v28 = (uint64_t) ((int64_t) ((uint64_t) ((int64_t) (uint64_t) v13 + (uint64_t) v8) % (uint64_t) v9) == v8 ? v4 : v5);
    TASSIGN(v27, v28);
    
    TLOAD(v25, v19);
    wait_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
    TLOAD(v27, v24);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    TADD(v11, v25, v27);
    
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    TSTORE(v24, v11);
    set_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
  }
  
  wait_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
  #endif // __DAV_VEC__

  ptoas_auto_sync_tail(PTOAutoSyncTailMode::kBarrierAll);
  return;
}