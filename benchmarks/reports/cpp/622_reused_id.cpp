// Changed: the flag of the load before the loop has the id of the one in the loop.
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

extern "C" __global__ AICORE void zero_trip(__gm__ float* v1, __gm__ float* v2, int32_t v3) {
  using T = float;

  #if defined(__DAV_VEC__)
  set_mask_norm();
  set_vector_mask(-1, -1);
  const int64_t v4 = 32768;
  const int64_t v5 = 49152;
  const int64_t v6 = 16384;
  const int64_t v7 = 0;
  // pto: %c1
  const int64_t v8 = 1;
  // pto: %c32
  const int64_t v9 = 32;
  // pto: %n
  // pto: %x0
  pto::Shape<1, 1, 1, 32, 128> v10 = pto::Shape<1, 1, 1, 32, 128>();
  // pto: %x0
  pto::Stride<4096, 4096, 4096, 128, 1> v11 = pto::Stride<4096, 4096, 4096, 128, 1>();
  // pto: %x0
  GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND> v12 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND>((__gm__ float*) v1, v10, v11);
  // pto: %x1
  unsigned v13 = 4096;
  // pto: %x1
  pto::Shape<1, 1, 1, 32, 128> v14 = pto::Shape<1, 1, 1, 32, 128>();
  // pto: %x1
  pto::Stride<4096, 4096, 4096, 128, 1> v15 = pto::Stride<4096, 4096, 4096, 128, 1>();
  // pto: %x1
  GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND> v16 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND>((__gm__ float*) v1 + v13, v14, v15);
  // pto: %y
  pto::Shape<1, 1, 1, 32, 128> v17 = pto::Shape<1, 1, 1, 32, 128>();
  // pto: %y
  pto::Stride<4096, 4096, 4096, 128, 1> v18 = pto::Stride<4096, 4096, 4096, 128, 1>();
  // pto: %y
  GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND> v19 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND>((__gm__ float*) v2, v17, v18);
  // pto: %sum
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v20;
  // pto: %sum
  uint64_t v21 = (uint64_t) v7;
  TASSIGN(v20, v21);
  // pto: %scale
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v22;
  // pto: %scale
  uint64_t v23 = (uint64_t) v6;
  TASSIGN(v22, v23);
  // pto: %next
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v24;
  // pto: %next
  uint64_t v25 = (uint64_t) v5;
  TASSIGN(v24, v25);
  // pto: %out
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v26;
  // pto: %out
  uint64_t v27 = (uint64_t) v4;
  TASSIGN(v26, v27);
  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
  TLOAD(v20, v12);
  TLOAD(v22, v16);
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  for (int64_t v28 = v8; v28 < ((int64_t) v3); v28 += v8) {
    // pto: %xi
    ;
    const int64_t v29 = 0;
    // pto: %xi
    ;
    const int64_t v30 = 128;
    // pto: %xi
    ;
    pto::Shape<1, 1, 1, 32, 128> v31 = pto::Shape<1, 1, 1, 32, 128>();
    // pto: %xi
    ;
    pto::Stride<4096, 4096, 4096, 128, 1> v32 = pto::Stride<4096, 4096, 4096, 128, 1>();
    // pto: %xi, %row
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND> v33 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND>((__gm__ float*) v1 + (v29 + (int64_t) ((uint64_t) v28 * (uint64_t) v9) * v30), v31, v32);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    TLOAD(v24, v33);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    TADD(v20, v20, v24);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
  }
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TDIV(v26, v20, v22);
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  TSTORE(v19, v26);
  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
  #endif // __DAV_VEC__

  ptoas_auto_sync_tail(PTOAutoSyncTailMode::kBarrierAll);
  return;
}