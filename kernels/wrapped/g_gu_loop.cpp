// A kernel of kernels/corpus as a front end wraps it: kernels/wrapped/README.md.
#include <cstdint>

#ifndef __gm__
#define __gm__
#endif

#ifndef __aicore__
#if defined(__CPU_SIM)
#define __aicore__
#else
#define __aicore__ [aicore]
#endif
#endif

#if !defined(__CPU_SIM)
#include "intrinsic.h"
// The runtime knows which lane this is; the headers are told so.
[[block_local]] static int32_t lane_of_block;
#define get_subblockid() lane_of_block
#endif

#include <pto/pto-inst.hpp>

using namespace pto;

constexpr uint32_t kRank = 5;
static_assert(kRank == 5, "as many sizes as a shape of the library");

// Where a tensor is, as the runtime says it.
struct Packed {
  uint64_t address;
  uint64_t first;
  uint32_t sizes[kRank];
};

template <typename View>
static __aicore__ inline auto PTOAS__GLOBAL_TENSOR_DATA(View &tensor)
    -> decltype(tensor.data()) {
  return tensor.data();
}


enum class PTOAutoSyncTailMode : int {
  kBarrierAll = 0,
  kSetWaitMte3ToSEvent0 = 1,
};

static __aicore__ inline void ptoas_auto_sync_tail(
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
static __aicore__ inline void PTOAS__DCCI_SINGLE_CACHE_LINE(Ptr ptr) {
  dcci((__gm__ void*)ptr, cache_line_t::SINGLE_CACHE_LINE);
}

static __aicore__ void gu_loop(__gm__ float* v1, __gm__ float* v2, __gm__ float* v3, int32_t v4) {
  using T = float;

  #if defined(__DAV_VEC__)
  set_mask_norm();
  set_vector_mask(-1, -1);
  const int64_t v5 = 33024;
  const int64_t v6 = 32768;
  const int64_t v7 = 16384;
  const int64_t v8 = 0;
  // pto: %c0
  const int64_t v9 = 0;
  // pto: %c1
  const int64_t v10 = 1;
  // pto: %c32
  const int64_t v11 = 32;
  // pto: %zero
  const float v12 = 0.0f;
  // pto: %n
  int64_t v13 = (int64_t) v4;
  // pto: %rows
  int64_t v14 = (int64_t) ((uint64_t) v13 * (uint64_t) v11);
  // pto: %out_part
  pto::Shape<1, 1, 1, 32, 128> v15 = pto::Shape<1, 1, 1, 32, 128>();
  // pto: %out_part
  pto::Stride<4096, 4096, 4096, 128, 1> v16 = pto::Stride<4096, 4096, 4096, 128, 1>();
  // pto: %out_part
  GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND> v17 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND>((__gm__ float*) v3, v15, v16);
  // pto: %scale_gm
  const int64_t v18 = 1;
  // pto: %scale_gm
  const int64_t v19 = 1;
  // pto: %scale_gm
  const int64_t v20 = 1;
  // pto: %scale_gm
  int64_t v21 = v14 * v10;
  // pto: %scale_gm
  int64_t v22 = v20 * v21;
  // pto: %scale_gm
  pto::Shape<1, 1, 1, -1, 1> v23 = pto::Shape<1, 1, 1, -1, 1>(v18, v19, v20, v14, v10);
  // pto: %scale_gm
  pto::Stride<-1, -1, -1, -1, -1> v24 = pto::Stride<-1, -1, -1, -1, -1>(v19 * v22, v22, v21, v10, v14);
  // pto: %scale_gm
  GlobalTensor<float, pto::Shape<1, 1, 1, -1, 1>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::DN> v25 = GlobalTensor<float, pto::Shape<1, 1, 1, -1, 1>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::DN>(v2, v23, v24);
  // pto: %o
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v26;
  // pto: %o
  uint64_t v27 = (uint64_t) v8;
  TASSIGN(v26, v27);
  // pto: %pv
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v28;
  // pto: %pv
  uint64_t v29 = (uint64_t) v7;
  TASSIGN(v28, v29);
  // pto: %rescale
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v30;
  // pto: %rescale
  uint64_t v31 = (uint64_t) v6;
  TASSIGN(v30, v31);
  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
  TEXPANDS(v26, v12);
  for (int64_t v32 = v9; v32 < v13; v32 += v10) {
    // pto: %row
    ;
    int64_t v33 = (int64_t) ((uint64_t) v32 * (uint64_t) v11);
    // pto: %scale_part
    ;
    const int64_t v34 = 0;
    // pto: %scale_part
    ;
    __gm__ float* v35 = PTOAS__GLOBAL_TENSOR_DATA(v25);
    // pto: %scale_part
    ;
    const int64_t v36 = 1;
    // pto: %scale_part
    ;
    const int64_t v37 = 1;
    // pto: %scale_part
    ;
    const int64_t v38 = 1;
    // pto: %scale_part
    ;
    int64_t v39 = v11 * v10;
    // pto: %scale_part
    ;
    int64_t v40 = v38 * v39;
    // pto: %scale_part
    ;
    pto::Shape<1, 1, 1, 32, 1> v41 = pto::Shape<1, 1, 1, 32, 1>(v36, v37, v38, v11, v10);
    // pto: %scale_part
    ;
    pto::Stride<-1, -1, -1, -1, -1> v42 = pto::Stride<-1, -1, -1, -1, -1>(v37 * v40, v40, v39, v10, v14);
    // pto: %scale_part
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 32, 1>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::DN> v43 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 1>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::DN>(v35 + (v34 + v33 * v10 + v9 * v14), v41, v42);
    // pto: %pv_part
    ;
    const int64_t v44 = 0;
    // pto: %pv_part
    ;
    const int64_t v45 = 128;
    // pto: %pv_part
    ;
    pto::Shape<1, 1, 1, 32, 128> v46 = pto::Shape<1, 1, 1, 32, 128>();
    // pto: %pv_part
    ;
    pto::Stride<4096, 4096, 4096, 128, 1> v47 = pto::Stride<4096, 4096, 4096, 128, 1>();
    // pto: %pv_part
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND> v48 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND>((__gm__ float*) v1 + (v44 + v33 * v45), v46, v47);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    TLOAD(v30, v43);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
    TLOAD(v28, v48);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v49;
    uint64_t v50 = (uint64_t) v5;
    TASSIGN(v49, v50);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    pipe_barrier(PIPE_V);
    TROWEXPANDMUL(v26, v26, v30, v49);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
    pipe_barrier(PIPE_V);
    TADD(v26, v26, v28);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
  }
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  TSTORE(v17, v26);
  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
  #endif // __DAV_VEC__

  ptoas_auto_sync_tail(PTOAutoSyncTailMode::kBarrierAll);
  return;
}

// What the runtime calls.
extern "C" __aicore__ __attribute__((always_inline)) void start(__gm__ int64_t* words) {
#if !defined(__CPU_SIM) && !defined(__COSTMODEL)
  set_atomic_none();
#endif
#if !defined(__CPU_SIM)
  lane_of_block = get_sub_block_id(words);
#endif

  __gm__ Packed* packed_0 = reinterpret_cast<__gm__ Packed*>(words[0]);
  __gm__ float* given_0 = reinterpret_cast<__gm__ float*>(packed_0->address) + packed_0->first;
  __gm__ Packed* packed_1 = reinterpret_cast<__gm__ Packed*>(words[1]);
  __gm__ float* given_1 = reinterpret_cast<__gm__ float*>(packed_1->address) + packed_1->first;
  __gm__ Packed* packed_2 = reinterpret_cast<__gm__ Packed*>(words[2]);
  __gm__ float* given_2 = reinterpret_cast<__gm__ float*>(packed_2->address) + packed_2->first;
  union { uint64_t word; int32_t number; } held_3;
  held_3.word = words[3];
  int32_t given_3 = held_3.number;

  gu_loop(given_0, given_1, given_2, given_3);
}
