// Moved: the wait for the store from the branch to before it, while its set is in the branch.
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

extern "C" __global__ AICORE void optional(__gm__ float* v1, __gm__ float* v2, int32_t v3, int32_t v4) {
  using T = float;

  #if defined(__DAV_VEC__)
  set_mask_norm();
  set_vector_mask(-1, -1);
  const int64_t v5 = 0;
  // pto: %c0
  const int64_t v6 = 0;
  // pto: %c1
  const int64_t v7 = 1;
  // pto: %c32
  const int64_t v8 = 32;
  // pto: %n
  // pto: %a
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v9;
  // pto: %a
  uint64_t v10 = (uint64_t) v5;
  TASSIGN(v9, v10);
  set_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
  for (int64_t v11 = v6; v11 < ((int64_t) v3); v11 += v7) {
    // pto: %row
    ;
    int64_t v12 = (int64_t) ((uint64_t) v11 * (uint64_t) v8);
    // pto: %x
    ;
    const int64_t v13 = 0;
    // pto: %x
    ;
    const int64_t v14 = 128;
    // pto: %x
    ;
    pto::Shape<1, 1, 1, 32, 128> v15 = pto::Shape<1, 1, 1, 32, 128>();
    // pto: %x
    ;
    pto::Stride<4096, 4096, 4096, 128, 1> v16 = pto::Stride<4096, 4096, 4096, 128, 1>();
    // pto: %x
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND> v17 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND>((__gm__ float*) v1 + (v13 + v12 * v14), v15, v16);
    // pto: %y
    ;
    const int64_t v18 = 0;
    // pto: %y
    ;
    const int64_t v19 = 128;
    // pto: %y
    ;
    pto::Shape<1, 1, 1, 32, 128> v20 = pto::Shape<1, 1, 1, 32, 128>();
    // pto: %y
    ;
    pto::Stride<4096, 4096, 4096, 128, 1> v21 = pto::Stride<4096, 4096, 4096, 128, 1>();
    // pto: %y
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND> v22 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND>((__gm__ float*) v2 + (v18 + v12 * v19), v20, v21);
    // pto: %m, %low
    ;
    wait_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
    if (v11 < (int64_t) v4) {
      TLOAD(v9, v17);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      TEXP(v9, v9);
      set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
      wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
      TSTORE(v22, v9);
      set_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
    };
  }
  wait_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
  #endif // __DAV_VEC__

  ptoas_auto_sync_tail(PTOAutoSyncTailMode::kBarrierAll);
  return;
}