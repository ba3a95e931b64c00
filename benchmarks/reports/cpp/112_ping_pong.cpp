// Doubled: the wait for the store in the first branch, of which there is one set.
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

extern "C" __global__ AICORE void ping_pong(__gm__ float* v1, __gm__ float* v2, int32_t v3) {
  using T = float;

  #if defined(__DAV_VEC__)
  set_mask_norm();
  set_vector_mask(-1, -1);
  const int64_t v4 = 16384;
  const int64_t v5 = 0;
  // pto: %c0
  const int64_t v6 = 0;
  // pto: %c1
  const int64_t v7 = 1;
  // pto: %c2
  const int64_t v8 = 2;
  // pto: %c32
  const int64_t v9 = 32;
  // pto: %n
  int64_t v10 = (int64_t) v3;
  // pto: %some
  // pto: %ping
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v11;
  // pto: %ping
  uint64_t v12 = (uint64_t) v5;
  TASSIGN(v11, v12);
  // pto: %pong
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v13;
  // pto: %pong
  uint64_t v14 = (uint64_t) v4;
  TASSIGN(v13, v14);
  set_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
  set_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID1);
  if (v10 > v6) {
    for (int64_t v15 = v6; v15 < v10; v15 += v7) {
      // pto: %row
      ;
      int64_t v16 = (int64_t) ((uint64_t) v15 * (uint64_t) v9);
      // pto: %x
      ;
      const int64_t v17 = 0;
      // pto: %x
      ;
      const int64_t v18 = 128;
      // pto: %x
      ;
      pto::Shape<1, 1, 1, 32, 128> v19 = pto::Shape<1, 1, 1, 32, 128>();
      // pto: %x
      ;
      pto::Stride<4096, 4096, 4096, 128, 1> v20 = pto::Stride<4096, 4096, 4096, 128, 1>();
      // pto: %x
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND> v21 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND>((__gm__ float*) v1 + (v17 + v16 * v18), v19, v20);
      // pto: %y
      ;
      const int64_t v22 = 0;
      // pto: %y
      ;
      const int64_t v23 = 128;
      // pto: %y
      ;
      pto::Shape<1, 1, 1, 32, 128> v24 = pto::Shape<1, 1, 1, 32, 128>();
      // pto: %y
      ;
      pto::Stride<4096, 4096, 4096, 128, 1> v25 = pto::Stride<4096, 4096, 4096, 128, 1>();
      // pto: %y
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND> v26 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND>((__gm__ float*) v2 + (v22 + v16 * v23), v24, v25);
      // pto: %k, %even
      ;
      if ((int64_t) ((uint64_t) v15 % (uint64_t) v8) == v6) {
        wait_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
        wait_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
        TLOAD(v11, v21);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        TEXP(v11, v11);
        set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
        wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
        pipe_barrier(PIPE_MTE3);
        TSTORE(v26, v11);
        set_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
      } else {
        wait_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID1);
        TLOAD(v13, v21);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        TEXP(v13, v13);
        set_flag(PIPE_V, PIPE_MTE3, EVENT_ID1);
        wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID1);
        pipe_barrier(PIPE_MTE3);
        TSTORE(v26, v13);
        set_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID1);
      };
    };
  }
  wait_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
  wait_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID1);
  #endif // __DAV_VEC__

  ptoas_auto_sync_tail(PTOAutoSyncTailMode::kBarrierAll);
  return;
}