// Deleted: the barrier after the branch; the one in the branch is none for the path around it.
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

extern "C" __global__ AICORE void barrier_in_branch(__gm__ float* v1, __gm__ float* v2, int32_t v3) {
  using T = float;

  #if defined(__DAV_VEC__)
  set_mask_norm();
  set_vector_mask(-1, -1);
  const int64_t v4 = 4096;
  const int64_t v5 = 2048;
  const int64_t v6 = 0;
  // pto: %zero
  const int32_t v7 = 0;
  // pto: %x
  pto::Shape<1, 1, 1, 8, 64> v8 = pto::Shape<1, 1, 1, 8, 64>();
  // pto: %x
  pto::Stride<512, 512, 512, 64, 1> v9 = pto::Stride<512, 512, 512, 64, 1>();
  // pto: %x
  GlobalTensor<float, pto::Shape<1, 1, 1, 8, 64>, pto::Stride<512, 512, 512, 64, 1>, pto::Layout::ND> v10 = GlobalTensor<float, pto::Shape<1, 1, 1, 8, 64>, pto::Stride<512, 512, 512, 64, 1>, pto::Layout::ND>((__gm__ float*) v1, v8, v9);
  // pto: %y
  pto::Shape<1, 1, 1, 8, 64> v11 = pto::Shape<1, 1, 1, 8, 64>();
  // pto: %y
  pto::Stride<512, 512, 512, 64, 1> v12 = pto::Stride<512, 512, 512, 64, 1>();
  // pto: %y
  GlobalTensor<float, pto::Shape<1, 1, 1, 8, 64>, pto::Stride<512, 512, 512, 64, 1>, pto::Layout::ND> v13 = GlobalTensor<float, pto::Shape<1, 1, 1, 8, 64>, pto::Stride<512, 512, 512, 64, 1>, pto::Layout::ND>((__gm__ float*) v2, v11, v12);
  // pto: %a
  Tile<TileType::Vec, float, 8, 64, BLayout::RowMajor, 8, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v14;
  // pto: %a
  uint64_t v15 = (uint64_t) v6;
  TASSIGN(v14, v15);
  // pto: %s
  Tile<TileType::Vec, float, 8, 64, BLayout::RowMajor, 8, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v16;
  // pto: %s
  uint64_t v17 = (uint64_t) v5;
  TASSIGN(v16, v17);
  // pto: %out
  Tile<TileType::Vec, float, 8, 64, BLayout::RowMajor, 8, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v18;
  // pto: %out
  uint64_t v19 = (uint64_t) v4;
  TASSIGN(v18, v19);
  TLOAD(v14, v10);
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TADD(v16, v14, v14);
  // pto: %set
  if (v3 != v7) {
    pipe_barrier(PIPE_V);
    TMUL(v14, v16, v14);
  }

  TEXP(v18, v16);
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  TSTORE(v13, v18);
  #endif // __DAV_VEC__

  ptoas_auto_sync_tail(PTOAutoSyncTailMode::kBarrierAll);
  return;
}