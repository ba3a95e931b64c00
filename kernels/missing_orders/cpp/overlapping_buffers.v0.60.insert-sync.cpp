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

extern "C" __global__ AICORE void overlapping_buffers(__gm__ half* v1, __gm__ half* v2, __gm__ float* v3) {
  using T = float;

  #if defined(__DAV_CUBE__)
  // pto: %at0
  const int64_t v4 = 0;
  // pto: %at4096
  const int64_t v5 = 4096;
  // pto: %at8192
  const int64_t v6 = 8192;
  // pto: %at16384
  const int64_t v7 = 16384;
  // pto: %a0_part
  pto::Shape<1, 1, 1, 64, 64> v8 = pto::Shape<1, 1, 1, 64, 64>();
  // pto: %a0_part
  pto::Stride<4096, 4096, 4096, 64, 1> v9 = pto::Stride<4096, 4096, 4096, 64, 1>();
  // pto: %a0_part
  GlobalTensor<half, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND> v10 = GlobalTensor<half, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND>((__gm__ half*) v1, v8, v9);
  // pto: %a1_part
  unsigned v11 = 4096;
  // pto: %a1_part
  pto::Shape<1, 1, 1, 64, 64> v12 = pto::Shape<1, 1, 1, 64, 64>();
  // pto: %a1_part
  pto::Stride<4096, 4096, 4096, 64, 1> v13 = pto::Stride<4096, 4096, 4096, 64, 1>();
  // pto: %a1_part
  GlobalTensor<half, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND> v14 = GlobalTensor<half, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND>((__gm__ half*) v1 + v11, v12, v13);
  // pto: %b_part
  pto::Shape<1, 1, 1, 64, 64> v15 = pto::Shape<1, 1, 1, 64, 64>();
  // pto: %b_part
  pto::Stride<4096, 4096, 4096, 64, 1> v16 = pto::Stride<4096, 4096, 4096, 64, 1>();
  // pto: %b_part
  GlobalTensor<half, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND> v17 = GlobalTensor<half, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND>((__gm__ half*) v2, v15, v16);
  // pto: %out0
  pto::Shape<1, 1, 1, 64, 64> v18 = pto::Shape<1, 1, 1, 64, 64>();
  // pto: %out0
  pto::Stride<4096, 4096, 4096, 64, 1> v19 = pto::Stride<4096, 4096, 4096, 64, 1>();
  // pto: %out0
  GlobalTensor<float, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND> v20 = GlobalTensor<float, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND>((__gm__ float*) v3, v18, v19);
  // pto: %out1
  unsigned v21 = 4096;
  // pto: %out1
  pto::Shape<1, 1, 1, 64, 64> v22 = pto::Shape<1, 1, 1, 64, 64>();
  // pto: %out1
  pto::Stride<4096, 4096, 4096, 64, 1> v23 = pto::Stride<4096, 4096, 4096, 64, 1>();
  // pto: %out1
  GlobalTensor<float, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND> v24 = GlobalTensor<float, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND>((__gm__ float*) v3 + v21, v22, v23);
  // pto: %a0
  Tile<TileType::Mat, half, 64, 64, BLayout::ColMajor, 64, 64, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v25;
  // pto: %a0
  uint64_t v26 = (uint64_t) v4;
  TASSIGN(v25, v26);
  // pto: %a1
  Tile<TileType::Mat, half, 64, 64, BLayout::ColMajor, 64, 64, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v27;
  // pto: %a1
  uint64_t v28 = (uint64_t) v5;
  TASSIGN(v27, v28);
  // pto: %b
  Tile<TileType::Mat, half, 64, 64, BLayout::ColMajor, 64, 64, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v29;
  // pto: %b
  uint64_t v30 = (uint64_t) v7;
  TASSIGN(v29, v30);
  // pto: %l0
  Tile<TileType::Left, half, 64, 64, BLayout::RowMajor, 64, 64, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v31;
  // pto: %l0
  uint64_t v32 = (uint64_t) v4;
  TASSIGN(v31, v32);
  // pto: %l1
  Tile<TileType::Left, half, 64, 64, BLayout::RowMajor, 64, 64, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v33;
  // pto: %l1
  uint64_t v34 = (uint64_t) v6;
  TASSIGN(v33, v34);
  // pto: %r
  Tile<TileType::Right, half, 64, 64, BLayout::RowMajor, 64, 64, SLayout::ColMajor, 512, PadValue::Null, CompactMode::Null> v35;
  // pto: %r
  uint64_t v36 = (uint64_t) v4;
  TASSIGN(v35, v36);
  // pto: %acc0
  Tile<TileType::Acc, float, 64, 64, BLayout::ColMajor, 64, 64, SLayout::RowMajor, 1024, PadValue::Null, CompactMode::Null> v37;
  // pto: %acc0
  uint64_t v38 = (uint64_t) v4;
  TASSIGN(v37, v38);
  // pto: %acc1
  Tile<TileType::Acc, float, 64, 64, BLayout::ColMajor, 64, 64, SLayout::RowMajor, 1024, PadValue::Null, CompactMode::Null> v39;
  // pto: %acc1
  uint64_t v40 = (uint64_t) v6;
  TASSIGN(v39, v40);
  TLOAD(v29, v17);
  set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
  TLOAD(v25, v10);
  set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
  wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
  TMOV(v35, v29);
  wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
  TMOV(v31, v25);
  set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
  set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
  wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
  TMATMUL(v37, v31, v35);
  set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
  wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
  TSTORE(v20, v37);
  set_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
  wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
  TLOAD(v27, v14);
  set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID2);
  wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID2);
  TMOV(v33, v27);
  set_flag(PIPE_MTE1, PIPE_M, EVENT_ID1);
  wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID1);
  wait_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
  TMATMUL(v39, v33, v35);
  set_flag(PIPE_M, PIPE_FIX, EVENT_ID1);
  wait_flag(PIPE_M, PIPE_FIX, EVENT_ID1);
  TSTORE(v24, v39);
  #endif // __DAV_CUBE__

  ptoas_auto_sync_tail(PTOAutoSyncTailMode::kBarrierAll);
  return;
}