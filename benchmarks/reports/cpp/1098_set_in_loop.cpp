// Deleted: the flags from V to S before the loop, and from S to V after it.
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

extern "C" __global__ AICORE void set_in_loop(__gm__ float* v1, __gm__ float* v2) {
  using T = float;

  #if defined(__DAV_VEC__)
  set_mask_norm();
  set_vector_mask(-1, -1);
  const int64_t v3 = 1024;
  const int64_t v4 = 0;
  // pto: %c1
  const int64_t v5 = 1;
  // pto: %c2
  const int64_t v6 = 2;
  // pto: %c256
  const int64_t v7 = 256;
  // pto: %one
  const float v8 = 1.0f;
  // pto: %minus
  const float v9 = -1.0f;
  // pto: %x
  pto::Shape<1, 1, 1, 1, 256> v10 = pto::Shape<1, 1, 1, 1, 256>();
  // pto: %x
  pto::Stride<256, 256, 256, 256, 1> v11 = pto::Stride<256, 256, 256, 256, 1>();
  // pto: %x
  GlobalTensor<float, pto::Shape<1, 1, 1, 1, 256>, pto::Stride<256, 256, 256, 256, 1>, pto::Layout::ND> v12 = GlobalTensor<float, pto::Shape<1, 1, 1, 1, 256>, pto::Stride<256, 256, 256, 256, 1>, pto::Layout::ND>((__gm__ float*) v1, v10, v11);
  // pto: %y
  pto::Shape<1, 1, 1, 1, 256> v13 = pto::Shape<1, 1, 1, 1, 256>();
  // pto: %y
  pto::Stride<256, 256, 256, 256, 1> v14 = pto::Stride<256, 256, 256, 256, 1>();
  // pto: %y
  GlobalTensor<float, pto::Shape<1, 1, 1, 1, 256>, pto::Stride<256, 256, 256, 256, 1>, pto::Layout::ND> v15 = GlobalTensor<float, pto::Shape<1, 1, 1, 1, 256>, pto::Stride<256, 256, 256, 256, 1>, pto::Layout::ND>((__gm__ float*) v2, v13, v14);
  // pto: %a
  Tile<TileType::Vec, float, 1, 256, BLayout::RowMajor, 1, 256, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v16;
  // pto: %a
  uint64_t v17 = (uint64_t) v4;
  TASSIGN(v16, v17);
  // pto: %mask
  Tile<TileType::Vec, float, 1, 256, BLayout::RowMajor, 1, 256, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v18;
  // pto: %mask
  uint64_t v19 = (uint64_t) v3;
  TASSIGN(v18, v19);
  TLOAD(v16, v12);
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TEXPANDS(v18, v9);
  
  
  for (int64_t v20 = v5; v20 < v7; v20 += v6) {
    v18.SetValue(v20, v8);
  }
  
  
  pipe_barrier(PIPE_V);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TMUL(v16, v16, v18);
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  TSTORE(v15, v16);
  #endif // __DAV_VEC__

  ptoas_auto_sync_tail(PTOAutoSyncTailMode::kBarrierAll);
  return;
}