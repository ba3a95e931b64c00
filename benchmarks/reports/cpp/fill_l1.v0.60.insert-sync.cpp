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

extern "C" __global__ AICORE void fill_l1(__gm__ half* v1, __gm__ float* v2) {
  using T = float;

  #if defined(__DAV_CUBE__)
  const int64_t v3 = 8192;
  const int64_t v4 = 0;
  // pto: %zero
  const half v5 = 0.0f;
  // pto: %a_part
  pto::Shape<1, 1, 1, 64, 64> v6 = pto::Shape<1, 1, 1, 64, 64>();
  // pto: %a_part
  pto::Stride<4096, 4096, 4096, 64, 1> v7 = pto::Stride<4096, 4096, 4096, 64, 1>();
  // pto: %a_part
  GlobalTensor<half, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND> v8 = GlobalTensor<half, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND>((__gm__ half*) v1, v6, v7);
  // pto: %out
  pto::Shape<1, 1, 1, 64, 64> v9 = pto::Shape<1, 1, 1, 64, 64>();
  // pto: %out
  pto::Stride<4096, 4096, 4096, 64, 1> v10 = pto::Stride<4096, 4096, 4096, 64, 1>();
  // pto: %out
  GlobalTensor<float, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND> v11 = GlobalTensor<float, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND>((__gm__ float*) v2, v9, v10);
  // pto: %a
  Tile<TileType::Mat, half, 64, 64, BLayout::ColMajor, 64, 64, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v12;
  // pto: %a
  uint64_t v13 = (uint64_t) v4;
  TASSIGN(v12, v13);
  // pto: %b
  Tile<TileType::Mat, half, 64, 64, BLayout::ColMajor, 64, 64, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v14;
  // pto: %b
  uint64_t v15 = (uint64_t) v3;
  TASSIGN(v14, v15);
  // pto: %l
  Tile<TileType::Left, half, 64, 64, BLayout::RowMajor, 64, 64, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v16;
  // pto: %l
  uint64_t v17 = (uint64_t) v4;
  TASSIGN(v16, v17);
  // pto: %r
  Tile<TileType::Right, half, 64, 64, BLayout::RowMajor, 64, 64, SLayout::ColMajor, 512, PadValue::Null, CompactMode::Null> v18;
  // pto: %r
  uint64_t v19 = (uint64_t) v4;
  TASSIGN(v18, v19);
  // pto: %acc
  Tile<TileType::Acc, float, 64, 64, BLayout::ColMajor, 64, 64, SLayout::RowMajor, 1024, PadValue::Null, CompactMode::Null> v20;
  // pto: %acc
  uint64_t v21 = (uint64_t) v4;
  TASSIGN(v20, v21);
  TLOAD(v12, v8);
  set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
  TEXPANDS(v14, v5);
  set_flag(PIPE_V, PIPE_MTE1, EVENT_ID0);
  wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
  TMOV(v16, v12);
  wait_flag(PIPE_V, PIPE_MTE1, EVENT_ID0);
  TMOV(v18, v14);
  set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
  wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
  TMATMUL(v20, v16, v18);
  set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
  wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
  TSTORE(v11, v20);
  #endif // __DAV_CUBE__

  ptoas_auto_sync_tail(PTOAutoSyncTailMode::kBarrierAll);
  return;
}