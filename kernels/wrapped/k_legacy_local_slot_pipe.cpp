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

static __aicore__ void legacy_cube(__gm__ half* v1) {
  using T = float;

  #if defined(__DAV_CUBE__)
  const int64_t v2 = 0;
  // pto: %local
  const int32_t v3 = 0;
  const int32_t v4 = 0;
  auto v5 = TPipe<0, Direction::DIR_V2C, 32768, 8, 2, false>(v1, v4, v3);
  // pto: %left
  Tile<TileType::Left, half, 128, 128, BLayout::RowMajor, 128, 128, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v6;
  // pto: %left
  uint64_t v7 = (uint64_t) v2;
  TASSIGN(v6, v7);
  // pto: %p0
  Tile<TileType::Mat, half, 128, 128, BLayout::ColMajor, 128, 128, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v8;
  TPOP<TPipe<0, Direction::DIR_V2C, 32768, 8, 2, false>, Tile<TileType::Mat, half, 128, 128, BLayout::ColMajor, 128, 128, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null>, TileSplitAxis::TILE_UP_DOWN>(v5, v8);
  set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
  wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
  TMOV(v6, v8);
  TFREE<TPipe<0, Direction::DIR_V2C, 32768, 8, 2, false>, TileSplitAxis::TILE_UP_DOWN>(v5);
  // pto: %p1
  Tile<TileType::Mat, half, 128, 128, BLayout::ColMajor, 128, 128, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v9;
  TPOP<TPipe<0, Direction::DIR_V2C, 32768, 8, 2, false>, Tile<TileType::Mat, half, 128, 128, BLayout::ColMajor, 128, 128, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null>, TileSplitAxis::TILE_UP_DOWN>(v5, v9);
  set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
  wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
  pipe_barrier(PIPE_MTE1);
  TMOV(v6, v9);
  TFREE<TPipe<0, Direction::DIR_V2C, 32768, 8, 2, false>, TileSplitAxis::TILE_UP_DOWN>(v5);
  #endif // __DAV_CUBE__

  ptoas_auto_sync_tail(PTOAutoSyncTailMode::kBarrierAll);
  return;
}

static __aicore__ void legacy_vector(__gm__ half* v1, __gm__ half* v2) {
  using T = float;

  #if defined(__DAV_VEC__)
  set_mask_norm();
  set_vector_mask(-1, -1);
  const int64_t v3 = 16384;
  const int64_t v4 = 0;
  // pto: %c64
  const int64_t v5 = 64;
  // pto: %local
  const int32_t v6 = 0;
  const int32_t v7 = 0;
  auto v8 = TPipe<0, Direction::DIR_V2C, 32768, 8, 2, false>(v1, v7, v6);
  // pto: %half_idx
  int64_t v9 = get_subblockid();
  // pto: %x_part
  const int64_t v10 = 0;
  // pto: %x_part
  const int64_t v11 = 128;
  // pto: %x_part
  pto::Shape<1, 1, 1, 64, 128> v12 = pto::Shape<1, 1, 1, 64, 128>();
  // pto: %x_part
  pto::Stride<8192, 8192, 8192, 128, 1> v13 = pto::Stride<8192, 8192, 8192, 128, 1>();
  // pto: %x_part, %half, %row
  GlobalTensor<half, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<8192, 8192, 8192, 128, 1>, pto::Layout::ND> v14 = GlobalTensor<half, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<8192, 8192, 8192, 128, 1>, pto::Layout::ND>((__gm__ half*) v2 + (v10 + (int64_t) ((uint64_t) ((int64_t) v9) * (uint64_t) v5) * v11), v12, v13);
  // pto: %x
  Tile<TileType::Vec, half, 64, 128, BLayout::RowMajor, 64, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v15;
  // pto: %x
  uint64_t v16 = (uint64_t) v4;
  TASSIGN(v15, v16);
  // pto: %x2
  Tile<TileType::Vec, half, 64, 128, BLayout::RowMajor, 64, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v17;
  // pto: %x2
  uint64_t v18 = (uint64_t) v3;
  TASSIGN(v17, v18);
  TLOAD(v15, v14);
  set_flag(PIPE_MTE2, PIPE_MTE3, EVENT_ID0);
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  wait_flag(PIPE_MTE2, PIPE_MTE3, EVENT_ID0);
  TPUSH<TPipe<0, Direction::DIR_V2C, 32768, 8, 2, false>, Tile<TileType::Vec, half, 64, 128, BLayout::RowMajor, 64, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null>, TileSplitAxis::TILE_UP_DOWN>(v8, v15);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TADD(v17, v15, v15);
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  TPUSH<TPipe<0, Direction::DIR_V2C, 32768, 8, 2, false>, Tile<TileType::Vec, half, 64, 128, BLayout::RowMajor, 64, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null>, TileSplitAxis::TILE_UP_DOWN>(v8, v17);
  #endif // __DAV_VEC__

  ptoas_auto_sync_tail(PTOAutoSyncTailMode::kBarrierAll);
  return;
}

static __aicore__ void legacy_pipe(__gm__ int64_t* v1, __gm__ half* v2, __gm__ half* v3) {
  using T = float;
  uint64_t v4 = reinterpret_cast<uint64_t>(v1);
  set_ffts_base_addr(v4);
  legacy_cube(v2);
  legacy_vector(v2, v3);
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
  __gm__ int64_t* given_0 = reinterpret_cast<__gm__ int64_t*>(packed_0->address) + packed_0->first;
  __gm__ Packed* packed_1 = reinterpret_cast<__gm__ Packed*>(words[1]);
  __gm__ half* given_1 = reinterpret_cast<__gm__ half*>(packed_1->address) + packed_1->first;
  __gm__ Packed* packed_2 = reinterpret_cast<__gm__ Packed*>(words[2]);
  __gm__ half* given_2 = reinterpret_cast<__gm__ half*>(packed_2->address) + packed_2->first;

  legacy_pipe(given_0, given_1, given_2);
}
