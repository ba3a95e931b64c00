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

extern "C" __global__ AICORE void rotating_accumulators(__gm__ half* v1, __gm__ half* v2, __gm__ float* v3, int32_t v4) {
  using T = float;

  #if defined(__DAV_CUBE__)
  // pto: %c0
  const int64_t v5 = 0;
  // pto: %c1
  const int64_t v6 = 1;
  // pto: %c2
  const int64_t v7 = 2;
  // pto: %c64
  const int64_t v8 = 64;
  // pto: %c128
  const int64_t v9 = 128;
  // pto: %c16384
  const int64_t v10 = 16384;
  // pto: %at0
  const int64_t v11 = 0;
  // pto: %at8192
  const int64_t v12 = 8192;
  // pto: %n
  // pto: %a_part
  pto::Shape<1, 1, 1, 64, 64> v13 = pto::Shape<1, 1, 1, 64, 64>();
  // pto: %a_part
  pto::Stride<4096, 4096, 4096, 64, 1> v14 = pto::Stride<4096, 4096, 4096, 64, 1>();
  // pto: %a_part
  GlobalTensor<half, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND> v15 = GlobalTensor<half, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND>((__gm__ half*) v1, v13, v14);
  // pto: %b_part
  pto::Shape<1, 1, 1, 64, 64> v16 = pto::Shape<1, 1, 1, 64, 64>();
  // pto: %b_part
  pto::Stride<4096, 4096, 4096, 64, 1> v17 = pto::Stride<4096, 4096, 4096, 64, 1>();
  // pto: %b_part
  GlobalTensor<half, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND> v18 = GlobalTensor<half, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND>((__gm__ half*) v2, v16, v17);
  // pto: %a
  Tile<TileType::Mat, half, 64, 64, BLayout::ColMajor, 64, 64, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v19;
  // pto: %a
  uint64_t v20 = (uint64_t) v11;
  TASSIGN(v19, v20);
  // pto: %b
  Tile<TileType::Mat, half, 64, 64, BLayout::ColMajor, 64, 64, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v21;
  // pto: %b
  uint64_t v22 = (uint64_t) v12;
  TASSIGN(v21, v22);
  // pto: %l
  Tile<TileType::Left, half, 64, 64, BLayout::RowMajor, 64, 64, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v23;
  // pto: %l
  uint64_t v24 = (uint64_t) v11;
  TASSIGN(v23, v24);
  // pto: %r
  Tile<TileType::Right, half, 64, 64, BLayout::RowMajor, 64, 64, SLayout::ColMajor, 512, PadValue::Null, CompactMode::Null> v25;
  // pto: %r
  uint64_t v26 = (uint64_t) v11;
  TASSIGN(v25, v26);
  set_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
  set_flag(PIPE_FIX, PIPE_M, EVENT_ID1);
  TLOAD(v19, v15);
  set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
  TLOAD(v21, v18);
  set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
  wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
  TMOV(v23, v19);
  wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
  TMOV(v25, v21);
  set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
  wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
  for (int64_t v27 = v5; v27 < ((int64_t) v4); v27 += v6) {
    // pto: %row
    ;
    int64_t v28 = (int64_t) ((uint64_t) v27 * (uint64_t) v9);
    // pto: %out0
    ;
    const int64_t v29 = 0;
    // pto: %out0
    ;
    const int64_t v30 = 64;
    // pto: %out0
    ;
    pto::Shape<1, 1, 1, 64, 64> v31 = pto::Shape<1, 1, 1, 64, 64>();
    // pto: %out0
    ;
    pto::Stride<4096, 4096, 4096, 64, 1> v32 = pto::Stride<4096, 4096, 4096, 64, 1>();
    // pto: %out0
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND> v33 = GlobalTensor<float, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND>((__gm__ float*) v3 + (v29 + v28 * v30), v31, v32);
    // pto: %out1
    ;
    const int64_t v34 = 0;
    // pto: %out1
    ;
    const int64_t v35 = 64;
    // pto: %out1
    ;
    pto::Shape<1, 1, 1, 64, 64> v36 = pto::Shape<1, 1, 1, 64, 64>();
    // pto: %out1
    ;
    pto::Stride<4096, 4096, 4096, 64, 1> v37 = pto::Stride<4096, 4096, 4096, 64, 1>();
    // pto: %out1, %next_row
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND> v38 = GlobalTensor<float, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND>((__gm__ float*) v3 + (v34 + (int64_t) ((uint64_t) v28 + (uint64_t) v8) * v35), v36, v37);
    // pto: %acc0
    ;
    Tile<TileType::Acc, float, 64, 64, BLayout::ColMajor, 64, 64, SLayout::RowMajor, 1024, PadValue::Null, CompactMode::Null> v39;
    // pto: %slot, %offset, %acc0
    ;
    uint64_t v40 = (uint64_t) ((int64_t) (uint64_t) ((int64_t) (uint64_t) v27 % (uint64_t) v7) * (uint64_t) v10);
    TASSIGN(v39, v40);
    // pto: %acc1
    ;
    Tile<TileType::Acc, float, 64, 64, BLayout::ColMajor, 64, 64, SLayout::RowMajor, 1024, PadValue::Null, CompactMode::Null> v41;
    // pto: %next, %other, %other_offset, %acc1
    ;
    uint64_t v42 = (uint64_t) ((int64_t) (uint64_t) ((int64_t) (uint64_t) ((int64_t) (uint64_t) v27 + (uint64_t) v6) % (uint64_t) v7) * (uint64_t) v10);
    TASSIGN(v41, v42);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    TMATMUL(v39, v23, v25);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    pipe_barrier(PIPE_FIX);
    TSTORE(v33, v39);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID1);
    TMATMUL(v41, v23, v25);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID1);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID1);
    pipe_barrier(PIPE_FIX);
    TSTORE(v38, v41);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID1);
  }
  wait_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
  wait_flag(PIPE_FIX, PIPE_M, EVENT_ID1);
  #endif // __DAV_CUBE__

  ptoas_auto_sync_tail(PTOAutoSyncTailMode::kBarrierAll);
  return;
}