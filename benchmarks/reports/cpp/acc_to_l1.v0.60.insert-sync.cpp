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

extern "C" __global__ AICORE void acc_to_l1(__gm__ half* v1, __gm__ half* v2, int32_t v3) {
  using T = float;

  #if defined(__DAV_CUBE__)
  const int64_t v4 = 8192;
  const int64_t v5 = 0;
  // pto: %c0
  const int64_t v6 = 0;
  // pto: %c1
  const int64_t v7 = 1;
  // pto: %n
  // pto: %a_part
  pto::Shape<1, 1, 1, 64, 64> v8 = pto::Shape<1, 1, 1, 64, 64>();
  // pto: %a_part
  pto::Stride<4096, 4096, 4096, 64, 1> v9 = pto::Stride<4096, 4096, 4096, 64, 1>();
  // pto: %a_part
  GlobalTensor<half, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND> v10 = GlobalTensor<half, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND>((__gm__ half*) v1, v8, v9);
  // pto: %out
  pto::Shape<1, 1, 1, 64, 64> v11 = pto::Shape<1, 1, 1, 64, 64>();
  // pto: %out
  pto::Stride<4096, 4096, 4096, 64, 1> v12 = pto::Stride<4096, 4096, 4096, 64, 1>();
  // pto: %out
  GlobalTensor<half, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND> v13 = GlobalTensor<half, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND>((__gm__ half*) v2, v11, v12);
  // pto: %a
  Tile<TileType::Mat, half, 64, 64, BLayout::ColMajor, 64, 64, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v14;
  // pto: %a
  uint64_t v15 = (uint64_t) v5;
  TASSIGN(v14, v15);
  // pto: %power
  Tile<TileType::Mat, half, 64, 64, BLayout::ColMajor, 64, 64, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v16;
  // pto: %power
  uint64_t v17 = (uint64_t) v4;
  TASSIGN(v16, v17);
  // pto: %l
  Tile<TileType::Left, half, 64, 64, BLayout::RowMajor, 64, 64, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v18;
  // pto: %l
  uint64_t v19 = (uint64_t) v5;
  TASSIGN(v18, v19);
  // pto: %r
  Tile<TileType::Right, half, 64, 64, BLayout::RowMajor, 64, 64, SLayout::ColMajor, 512, PadValue::Null, CompactMode::Null> v20;
  // pto: %r
  uint64_t v21 = (uint64_t) v5;
  TASSIGN(v20, v21);
  // pto: %acc
  Tile<TileType::Acc, float, 64, 64, BLayout::ColMajor, 64, 64, SLayout::RowMajor, 1024, PadValue::Null, CompactMode::Null> v22;
  // pto: %acc
  uint64_t v23 = (uint64_t) v5;
  TASSIGN(v22, v23);
  set_flag(PIPE_FIX, PIPE_MTE1, EVENT_ID0);
  TLOAD(v14, v10);
  set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
  TLOAD(v16, v10);
  set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
  wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
  TMOV(v20, v14);
  wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
  for (int64_t v24 = v6; v24 < ((int64_t) v3); v24 += v7) {
    wait_flag(PIPE_FIX, PIPE_MTE1, EVENT_ID0);
    TMOV(v18, v16);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    TMATMUL(v22, v18, v20);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    TMOV(v16, v22);
    set_flag(PIPE_FIX, PIPE_MTE1, EVENT_ID0);
  }
  TSTORE(v13, v22);
  wait_flag(PIPE_FIX, PIPE_MTE1, EVENT_ID0);
  #endif // __DAV_CUBE__

  ptoas_auto_sync_tail(PTOAutoSyncTailMode::kBarrierAll);
  return;
}