// Deleted: the flag from the load of the indices to the scalar unit, which MGATHER reads them with.
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

extern "C" __global__ AICORE void gather_rows(__gm__ half* v1, __gm__ int32_t* v2, __gm__ half* v3) {
  using T = float;

  #if defined(__DAV_VEC__)
  set_mask_norm();
  set_vector_mask(-1, -1);
  const int64_t v4 = 256;
  const int64_t v5 = 0;
  // pto: %table
  pto::Shape<1, 1, 1, 64, 32> v6 = pto::Shape<1, 1, 1, 64, 32>();
  // pto: %table
  pto::Stride<2048, 2048, 2048, 32, 1> v7 = pto::Stride<2048, 2048, 2048, 32, 1>();
  // pto: %table
  GlobalTensor<half, pto::Shape<1, 1, 1, 64, 32>, pto::Stride<2048, 2048, 2048, 32, 1>, pto::Layout::ND> v8 = GlobalTensor<half, pto::Shape<1, 1, 1, 64, 32>, pto::Stride<2048, 2048, 2048, 32, 1>, pto::Layout::ND>((__gm__ half*) v1, v6, v7);
  // pto: %indices
  pto::Shape<1, 1, 1, 1, 16> v9 = pto::Shape<1, 1, 1, 1, 16>();
  // pto: %indices
  pto::Stride<16, 16, 16, 16, 1> v10 = pto::Stride<16, 16, 16, 16, 1>();
  // pto: %indices
  GlobalTensor<int32_t, pto::Shape<1, 1, 1, 1, 16>, pto::Stride<16, 16, 16, 16, 1>, pto::Layout::ND> v11 = GlobalTensor<int32_t, pto::Shape<1, 1, 1, 1, 16>, pto::Stride<16, 16, 16, 16, 1>, pto::Layout::ND>((__gm__ int32_t*) v2, v9, v10);
  // pto: %out
  pto::Shape<1, 1, 1, 16, 32> v12 = pto::Shape<1, 1, 1, 16, 32>();
  // pto: %out
  pto::Stride<512, 512, 512, 32, 1> v13 = pto::Stride<512, 512, 512, 32, 1>();
  // pto: %out
  GlobalTensor<half, pto::Shape<1, 1, 1, 16, 32>, pto::Stride<512, 512, 512, 32, 1>, pto::Layout::ND> v14 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 32>, pto::Stride<512, 512, 512, 32, 1>, pto::Layout::ND>((__gm__ half*) v3, v12, v13);
  // pto: %index
  Tile<TileType::Vec, int32_t, 1, 16, BLayout::RowMajor, 1, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v15;
  // pto: %index
  uint64_t v16 = (uint64_t) v5;
  TASSIGN(v15, v16);
  // pto: %rows
  Tile<TileType::Vec, half, 16, 32, BLayout::RowMajor, 16, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v17;
  // pto: %rows
  uint64_t v18 = (uint64_t) v4;
  TASSIGN(v17, v18);
  TLOAD(v15, v11);
  
  
  MGATHER<pto::Coalesce::Row>(v17, v8, v15);
  set_flag(PIPE_MTE2, PIPE_MTE3, EVENT_ID1);
  wait_flag(PIPE_MTE2, PIPE_MTE3, EVENT_ID1);
  TSTORE(v14, v17);
  #endif // __DAV_VEC__

  ptoas_auto_sync_tail(PTOAutoSyncTailMode::kBarrierAll);
  return;
}