// Deleted: the barriers of all pipes in the loop, which stand for flags that no event id was left for.
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

extern "C" __global__ AICORE void reused_id(__gm__ float* v1, __gm__ float* v2, int32_t v3) {
  using T = float;

  #if defined(__DAV_VEC__)
  set_mask_norm();
  set_vector_mask(-1, -1);
  const int64_t v4 = 24576;
  const int64_t v5 = 20480;
  const int64_t v6 = 16384;
  const int64_t v7 = 12288;
  const int64_t v8 = 8192;
  const int64_t v9 = 4096;
  const int64_t v10 = 40960;
  const int64_t v11 = 36864;
  const int64_t v12 = 32768;
  const int64_t v13 = 28672;
  const int64_t v14 = 0;
  // pto: %c0
  const int64_t v15 = 0;
  // pto: %c1
  const int64_t v16 = 1;
  // pto: %c16
  const int64_t v17 = 16;
  // pto: %n
  // pto: %y
  pto::Shape<1, 1, 1, 16, 64> v18 = pto::Shape<1, 1, 1, 16, 64>();
  // pto: %y
  pto::Stride<1024, 1024, 1024, 64, 1> v19 = pto::Stride<1024, 1024, 1024, 64, 1>();
  // pto: %y
  GlobalTensor<float, pto::Shape<1, 1, 1, 16, 64>, pto::Stride<1024, 1024, 1024, 64, 1>, pto::Layout::ND> v20 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 64>, pto::Stride<1024, 1024, 1024, 64, 1>, pto::Layout::ND>((__gm__ float*) v2, v18, v19);
  // pto: %sum
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v21;
  // pto: %sum
  uint64_t v22 = (uint64_t) v14;
  TASSIGN(v21, v22);
  // pto: %t0
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v23;
  // pto: %t0
  uint64_t v24 = (uint64_t) v13;
  TASSIGN(v23, v24);
  // pto: %t1
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v25;
  // pto: %t1
  uint64_t v26 = (uint64_t) v12;
  TASSIGN(v25, v26);
  // pto: %t2
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v27;
  // pto: %t2
  uint64_t v28 = (uint64_t) v11;
  TASSIGN(v27, v28);
  // pto: %t3
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v29;
  // pto: %t3
  uint64_t v30 = (uint64_t) v10;
  TASSIGN(v29, v30);
  // pto: %t4
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v31;
  // pto: %t4
  uint64_t v32 = (uint64_t) v9;
  TASSIGN(v31, v32);
  // pto: %t5
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v33;
  // pto: %t5
  uint64_t v34 = (uint64_t) v8;
  TASSIGN(v33, v34);
  // pto: %t6
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v35;
  // pto: %t6
  uint64_t v36 = (uint64_t) v7;
  TASSIGN(v35, v36);
  // pto: %t7
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v37;
  // pto: %t7
  uint64_t v38 = (uint64_t) v6;
  TASSIGN(v37, v38);
  // pto: %t8
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v39;
  // pto: %t8
  uint64_t v40 = (uint64_t) v5;
  TASSIGN(v39, v40);
  // pto: %t9
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v41;
  // pto: %t9
  uint64_t v42 = (uint64_t) v4;
  TASSIGN(v41, v42);
  TLOAD(v21, v20);
  set_flag(PIPE_MTE2, PIPE_MTE3, EVENT_ID0);
  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID7);
  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID6);
  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID5);
  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID4);
  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID3);
  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID2);
  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
  for (int64_t v43 = v15; v43 < ((int64_t) v3); v43 += v16) {
    // pto: %x
    ;
    const int64_t v44 = 0;
    // pto: %x
    ;
    const int64_t v45 = 64;
    // pto: %x
    ;
    pto::Shape<1, 1, 1, 16, 64> v46 = pto::Shape<1, 1, 1, 16, 64>();
    // pto: %x
    ;
    pto::Stride<1024, 1024, 1024, 64, 1> v47 = pto::Stride<1024, 1024, 1024, 64, 1>();
    // pto: %x, %row
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 64>, pto::Stride<1024, 1024, 1024, 64, 1>, pto::Layout::ND> v48 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 64>, pto::Stride<1024, 1024, 1024, 64, 1>, pto::Layout::ND>((__gm__ float*) v1 + (v44 + (int64_t) ((uint64_t) v43 * (uint64_t) v17) * v45), v46, v47);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    TLOAD(v23, v48);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
    TLOAD(v25, v48);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID2);
    TLOAD(v27, v48);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID3);
    TLOAD(v29, v48);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID4);
    TLOAD(v31, v48);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID4);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID5);
    TLOAD(v33, v48);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID5);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID6);
    TLOAD(v35, v48);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID6);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID7);
    TLOAD(v37, v48);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID7);
    TLOAD(v39, v48);
    TLOAD(v41, v48);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    pipe_barrier(PIPE_V);
    TADD(v21, v21, v23);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
    pipe_barrier(PIPE_V);
    TADD(v21, v21, v25);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
    pipe_barrier(PIPE_V);
    TADD(v21, v21, v27);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID2);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
    pipe_barrier(PIPE_V);
    TADD(v21, v21, v29);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID3);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID4);
    pipe_barrier(PIPE_V);
    TADD(v21, v21, v31);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID4);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID5);
    pipe_barrier(PIPE_V);
    TADD(v21, v21, v33);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID5);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID6);
    pipe_barrier(PIPE_V);
    TADD(v21, v21, v35);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID6);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID7);
    pipe_barrier(PIPE_V);
    TADD(v21, v21, v37);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID7);
    pipe_barrier(PIPE_V);
    TADD(v21, v21, v39);
    pipe_barrier(PIPE_V);
    TADD(v21, v21, v41);
  }
  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID2);
  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID3);
  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID4);
  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID5);
  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID6);
  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID7);
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_MTE2, PIPE_MTE3, EVENT_ID0);
  TSTORE(v20, v21);
  #endif // __DAV_VEC__

  ptoas_auto_sync_tail(PTOAutoSyncTailMode::kBarrierAll);
  return;
}