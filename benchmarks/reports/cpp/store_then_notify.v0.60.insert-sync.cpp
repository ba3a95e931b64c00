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

extern "C" __global__ AICORE void store_then_notify(__gm__ float* v1, __gm__ float* v2, __gm__ int32_t* v3) {
  using T = float;

  #if defined(__DAV_VEC__)
  set_mask_norm();
  set_vector_mask(-1, -1);
  const int64_t v4 = 0;
  // pto: %one
  const int32_t v5 = 1;
  // pto: %x
  pto::Shape<1, 1, 1, 32, 128> v6 = pto::Shape<1, 1, 1, 32, 128>();
  // pto: %x
  pto::Stride<4096, 4096, 4096, 128, 1> v7 = pto::Stride<4096, 4096, 4096, 128, 1>();
  // pto: %x
  GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND> v8 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND>((__gm__ float*) v1, v6, v7);
  // pto: %to
  pto::Shape<1, 1, 1, 32, 128> v9 = pto::Shape<1, 1, 1, 32, 128>();
  // pto: %to
  pto::Stride<4096, 4096, 4096, 128, 1> v10 = pto::Stride<4096, 4096, 4096, 128, 1>();
  // pto: %to
  GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND> v11 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND>((__gm__ float*) v2, v9, v10);
  // pto: %signal
  pto::Shape<1, 1, 1, 1, 1> v12 = pto::Shape<1, 1, 1, 1, 1>();
  // pto: %signal
  pto::Stride<1, 1, 1, 1, 1> v13 = pto::Stride<1, 1, 1, 1, 1>();
  // pto: %signal
  GlobalTensor<int32_t, pto::Shape<1, 1, 1, 1, 1>, pto::Stride<1, 1, 1, 1, 1>, pto::Layout::ND> v14 = GlobalTensor<int32_t, pto::Shape<1, 1, 1, 1, 1>, pto::Stride<1, 1, 1, 1, 1>, pto::Layout::ND>((__gm__ int32_t*) v3, v12, v13);
  // pto: %a
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v15;
  // pto: %a
  uint64_t v16 = (uint64_t) v4;
  TASSIGN(v15, v16);
  TLOAD(v15, v8);
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TEXP(v15, v15);
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  TSTORE(v11, v15);
  pto::comm::NotifyOp v17 = pto::comm::NotifyOp::Set;
  pto::comm::TNOTIFY(v14, v5, v17);
  #endif // __DAV_VEC__

  ptoas_auto_sync_tail(PTOAutoSyncTailMode::kBarrierAll);
  return;
}