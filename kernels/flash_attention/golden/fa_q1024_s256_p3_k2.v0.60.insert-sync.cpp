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

AICORE void fa_cube(__gm__ half* v1, __gm__ half* v2, __gm__ half* v3, __gm__ float* v4, __gm__ half* v5, __gm__ float* v6, int32_t v7) {
  using T = float;

  #if defined(__DAV_CUBE__)
  const int64_t v8 = -1;
  const int64_t v9 = -2;
  const int64_t v10 = 196608;
  const int64_t v11 = 163840;
  const int64_t v12 = 131072;
  const int64_t v13 = 98304;
  const int64_t v14 = 65536;
  const int64_t v15 = 32768;
  const int64_t v16 = 0;
  // pto: %c512
  const int64_t v17 = 512;
  // pto: %c3
  const int64_t v18 = 3;
  // pto: %c262144
  const int64_t v19 = 262144;
  // pto: %c128
  const int64_t v20 = 128;
  // pto: %c256
  const int64_t v21 = 256;
  // pto: %c1
  const int64_t v22 = 1;
  // pto: %c131072
  const int64_t v23 = 131072;
  // pto: %c16
  const int64_t v24 = 16;
  // pto: %c2
  const int64_t v25 = 2;
  // pto: %c0
  const int64_t v26 = 0;
  // pto: %block_i64
  int64_t v27 = get_block_idx();
  // pto: %block
  int64_t v28 = (int64_t) v27;
  // pto: %blocks_i64
  int64_t v29 = get_block_num();
  // pto: %blocks
  // pto: %s1, %tiles
  int64_t v30 = (int64_t) v7 / v17;
  // pto: %steady
  int64_t v31 = (int64_t) ((uint64_t) v30 - (uint64_t) v18);
  // pto: %qk_offset
  int64_t v32 = (int64_t) ((uint64_t) v28 * (uint64_t) v19);
  // pto: %qk_slots
  const int64_t v33 = 1;
  // pto: %qk_slots
  const int64_t v34 = 1;
  // pto: %qk_slots
  const int64_t v35 = 1;
  // pto: %qk_slots
  int64_t v36 = v20 * v21;
  // pto: %qk_slots
  int64_t v37 = v35 * v36;
  // pto: %qk_slots
  pto::Shape<1, 1, 1, 128, 256> v38 = pto::Shape<1, 1, 1, 128, 256>(v33, v34, v35, v20, v21);
  // pto: %qk_slots
  pto::Stride<-1, -1, -1, -1, -1> v39 = pto::Stride<-1, -1, -1, -1, -1>(v34 * v37, v37, v36, v21, v22);
  // pto: %qk_base, %qk_slots
  GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v40 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v4 + v32, v38, v39);
  // pto: %qk_pipe
  __gm__ float* v41 = PTOAS__GLOBAL_TENSOR_DATA(v40);
  // pto: %qk_pipe
  const int32_t v42 = 0;
  // pto: %qk_pipe
  auto v43 = TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>(v41, v42, v42);
  // pto: %p_slots
  const int64_t v44 = 1;
  // pto: %p_slots
  const int64_t v45 = 1;
  // pto: %p_slots
  const int64_t v46 = 1;
  // pto: %p_slots
  int64_t v47 = v20 * v21;
  // pto: %p_slots
  int64_t v48 = v46 * v47;
  // pto: %p_slots
  pto::Shape<1, 1, 1, 128, 256> v49 = pto::Shape<1, 1, 1, 128, 256>(v44, v45, v46, v20, v21);
  // pto: %p_slots
  pto::Stride<-1, -1, -1, -1, -1> v50 = pto::Stride<-1, -1, -1, -1, -1>(v45 * v48, v48, v47, v21, v22);
  // pto: %p_base, %p_slots
  GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v51 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v5 + v32, v49, v50);
  // pto: %p_pipe
  __gm__ half* v52 = PTOAS__GLOBAL_TENSOR_DATA(v51);
  // pto: %p_pipe
  const int32_t v53 = 0;
  // pto: %p_pipe
  auto v54 = TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>(v52, v53, v53);
  // pto: %pv_slots
  const int64_t v55 = 1;
  // pto: %pv_slots
  const int64_t v56 = 1;
  // pto: %pv_slots
  const int64_t v57 = 1;
  // pto: %pv_slots
  int64_t v58 = v20 * v20;
  // pto: %pv_slots
  int64_t v59 = v57 * v58;
  // pto: %pv_slots
  pto::Shape<1, 1, 1, 128, 128> v60 = pto::Shape<1, 1, 1, 128, 128>(v55, v56, v57, v20, v20);
  // pto: %pv_slots
  pto::Stride<-1, -1, -1, -1, -1> v61 = pto::Stride<-1, -1, -1, -1, -1>(v56 * v59, v59, v58, v20, v22);
  // pto: %pv_offset, %pv_base, %pv_slots
  GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v62 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v6 + (int64_t) ((uint64_t) v28 * (uint64_t) v23), v60, v61);
  // pto: %pv_pipe
  __gm__ float* v63 = PTOAS__GLOBAL_TENSOR_DATA(v62);
  // pto: %pv_pipe
  const int32_t v64 = 0;
  // pto: %pv_pipe
  auto v65 = TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>(v63, v64, v64);
  // pto: %q_l1
  Tile<TileType::Mat, half, 128, 128, BLayout::ColMajor, 128, 128, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v66;
  // pto: %q_l1
  uint64_t v67 = (uint64_t) v16;
  TASSIGN(v66, v67);
  // pto: %k_l1
  Tile<TileType::Mat, half, 128, 128, BLayout::RowMajor, 128, 128, SLayout::ColMajor, 512, PadValue::Null, CompactMode::Null> v68;
  // pto: %k_l1
  uint64_t v69 = (uint64_t) v15;
  TASSIGN(v68, v69);
  // pto: %k_l1_1
  Tile<TileType::Mat, half, 128, 128, BLayout::RowMajor, 128, 128, SLayout::ColMajor, 512, PadValue::Null, CompactMode::Null> v70;
  // pto: %k_l1_1
  uint64_t v71 = (uint64_t) v14;
  TASSIGN(v70, v71);
  // pto: %p_l1
  Tile<TileType::Mat, half, 128, 128, BLayout::ColMajor, 128, 128, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v72;
  // pto: %p_l1
  uint64_t v73 = (uint64_t) v13;
  TASSIGN(v72, v73);
  // pto: %p_l1_1
  Tile<TileType::Mat, half, 128, 128, BLayout::ColMajor, 128, 128, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v74;
  // pto: %p_l1_1
  uint64_t v75 = (uint64_t) v12;
  TASSIGN(v74, v75);
  // pto: %v_l1
  Tile<TileType::Mat, half, 128, 128, BLayout::ColMajor, 128, 128, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v76;
  // pto: %v_l1
  uint64_t v77 = (uint64_t) v11;
  TASSIGN(v76, v77);
  // pto: %v_l1_1
  Tile<TileType::Mat, half, 128, 128, BLayout::ColMajor, 128, 128, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v78;
  // pto: %v_l1_1
  uint64_t v79 = (uint64_t) v10;
  TASSIGN(v78, v79);
  // pto: %q_left
  Tile<TileType::Left, half, 128, 128, BLayout::RowMajor, 128, 128, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v80;
  // pto: %q_left
  uint64_t v81 = (uint64_t) v16;
  TASSIGN(v80, v81);
  // pto: %p_left
  Tile<TileType::Left, half, 128, 128, BLayout::RowMajor, 128, 128, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v82;
  // pto: %p_left
  uint64_t v83 = (uint64_t) v15;
  TASSIGN(v82, v83);
  // pto: %k_right
  Tile<TileType::Right, half, 128, 128, BLayout::RowMajor, 128, 128, SLayout::ColMajor, 512, PadValue::Null, CompactMode::Null> v84;
  // pto: %k_right
  uint64_t v85 = (uint64_t) v16;
  TASSIGN(v84, v85);
  // pto: %v_right
  Tile<TileType::Right, half, 128, 128, BLayout::RowMajor, 128, 128, SLayout::ColMajor, 512, PadValue::Null, CompactMode::Null> v86;
  // pto: %v_right
  uint64_t v87 = (uint64_t) v15;
  TASSIGN(v86, v87);
  // pto: %qk_acc
  Tile<TileType::Acc, float, 128, 128, BLayout::ColMajor, 128, 128, SLayout::RowMajor, 1024, PadValue::Null, CompactMode::Null> v88;
  // pto: %qk_acc
  uint64_t v89 = (uint64_t) v16;
  TASSIGN(v88, v89);
  // pto: %pv_acc
  Tile<TileType::Acc, float, 128, 128, BLayout::ColMajor, 128, 128, SLayout::RowMajor, 1024, PadValue::Null, CompactMode::Null> v90;
  // pto: %pv_acc
  uint64_t v91 = (uint64_t) v14;
  TASSIGN(v90, v91);
  set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID0);
  set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID1);
  set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID2);
  set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID3);
  set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID4);
  set_flag(PIPE_M, PIPE_MTE1, EVENT_ID6);
  set_flag(PIPE_FIX, PIPE_M, EVENT_ID6);
  set_flag(PIPE_M, PIPE_MTE1, EVENT_ID7);
  set_flag(PIPE_FIX, PIPE_M, EVENT_ID7);
  set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID5);
  set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID6);
  set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID7);
  for (int64_t v92 = v28; v92 < v24; v92 += (int64_t) v29) {
    // pto: %split, %split_tile
    ;
    int64_t v93 = (int64_t) ((uint64_t) (v92 % v25) * (uint64_t) v30);
    // pto: %q_part
    ;
    const int64_t v94 = 0;
    // pto: %q_part
    ;
    const int64_t v95 = 128;
    // pto: %q_part
    ;
    pto::Shape<1, 1, 1, 128, 128> v96 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %q_part
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v97 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %q_part, %q_block, %q_row
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v98 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v1 + (v94 + (int64_t) ((uint64_t) (v92 / v25) * (uint64_t) v20) * v95), v96, v97);
    TLOAD(v66, v98);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    TMOV(v80, v66);
    // pto: %qk_entry
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v99(nullptr);
    wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID0);
    TALLOC<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v43, v99);
    set_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID0);
    // pto: %tile_start
    ;
    int64_t v100 = (int64_t) ((uint64_t) v93 * (uint64_t) v21);
    // pto: %k_part
    ;
    const int64_t v101 = 0;
    // pto: %k_part
    ;
    const int64_t v102 = 128;
    // pto: %k_part
    ;
    pto::Shape<1, 1, 1, 128, 128> v103 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %k_part
    ;
    pto::Stride<128, 128, 128, 1, 128> v104 = pto::Stride<128, 128, 128, 1, 128>();
    // pto: %k_part
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v105 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + (v101 + v100 * v102), v103, v104);
    TLOAD(v68, v105);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    TMOV(v84, v68);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    TMATMUL(v88, v80, v84);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    // pto: %qk_part
    ;
    __gm__ float* v106 = PTOAS__GLOBAL_TENSOR_DATA(v99);
    // pto: %qk_part
    ;
    pto::Shape<1, 1, 1, 128, 128> v107 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %qk_part
    ;
    pto::Stride<-1, -1, -1, -1, -1> v108 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v109 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v106, v107, v108);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    wait_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID0);
    TSTORE(v109, v88);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    // pto: %k_part_1
    ;
    const int64_t v110 = 0;
    // pto: %k_part_1
    ;
    const int64_t v111 = 128;
    // pto: %k_part_1
    ;
    pto::Shape<1, 1, 1, 128, 128> v112 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %k_part_1
    ;
    pto::Stride<128, 128, 128, 1, 128> v113 = pto::Stride<128, 128, 128, 1, 128>();
    // pto: %k_part_1, %key_1
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v114 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + (v110 + (int64_t) ((uint64_t) v100 + (uint64_t) v20) * v111), v112, v113);
    TLOAD(v70, v114);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID2);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID2);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    TMOV(v84, v70);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID1);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID1);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    TMATMUL(v88, v80, v84);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID1);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID1);
    // pto: %qk_part_1
    ;
    __gm__ float* v115 = PTOAS__GLOBAL_TENSOR_DATA(v99);
    // pto: %qk_part_1
    ;
    unsigned v116 = -128;
    // pto: %qk_part_1
    ;
    pto::Shape<1, 1, 1, 128, 128> v117 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %qk_part_1
    ;
    pto::Stride<-1, -1, -1, -1, -1> v118 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_1
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v119 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v115 + v116, v117, v118);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID1);
    TSTORE(v119, v88);
    set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID0);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID1);
    TPUSH<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v43, v99);
    // pto: %qk_entry_1
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v120(nullptr);
    wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID1);
    TALLOC<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v43, v120);
    set_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID1);
    // pto: %tile_2, %tile_start_2
    ;
    int64_t v121 = (int64_t) ((uint64_t) ((int64_t) (uint64_t) v93 + (uint64_t) v22) * (uint64_t) v21);
    // pto: %k_part_2
    ;
    const int64_t v122 = 0;
    // pto: %k_part_2
    ;
    const int64_t v123 = 128;
    // pto: %k_part_2
    ;
    pto::Shape<1, 1, 1, 128, 128> v124 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %k_part_2
    ;
    pto::Stride<128, 128, 128, 1, 128> v125 = pto::Stride<128, 128, 128, 1, 128>();
    // pto: %k_part_2
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v126 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + (v122 + v121 * v123), v124, v125);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    TLOAD(v68, v126);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID3);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID3);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID1);
    TMOV(v84, v68);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID2);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID2);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID1);
    TMATMUL(v88, v80, v84);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID2);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID2);
    // pto: %qk_part_2
    ;
    __gm__ float* v127 = PTOAS__GLOBAL_TENSOR_DATA(v120);
    // pto: %qk_part_2
    ;
    pto::Shape<1, 1, 1, 128, 128> v128 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %qk_part_2
    ;
    pto::Stride<-1, -1, -1, -1, -1> v129 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_2
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v130 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v127, v128, v129);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID2);
    wait_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID1);
    TSTORE(v130, v88);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID2);
    // pto: %k_part_3
    ;
    const int64_t v131 = 0;
    // pto: %k_part_3
    ;
    const int64_t v132 = 128;
    // pto: %k_part_3
    ;
    pto::Shape<1, 1, 1, 128, 128> v133 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %k_part_3
    ;
    pto::Stride<128, 128, 128, 1, 128> v134 = pto::Stride<128, 128, 128, 1, 128>();
    // pto: %k_part_3, %key_3
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v135 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + (v131 + (int64_t) ((uint64_t) v121 + (uint64_t) v20) * v132), v133, v134);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    TLOAD(v70, v135);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID4);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID4);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID2);
    TMOV(v84, v70);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID3);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID3);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID3);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID2);
    TMATMUL(v88, v80, v84);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID3);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID3);
    // pto: %qk_part_3
    ;
    __gm__ float* v136 = PTOAS__GLOBAL_TENSOR_DATA(v120);
    // pto: %qk_part_3
    ;
    unsigned v137 = -128;
    // pto: %qk_part_3
    ;
    pto::Shape<1, 1, 1, 128, 128> v138 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %qk_part_3
    ;
    pto::Stride<-1, -1, -1, -1, -1> v139 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_3
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v140 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v136 + v137, v138, v139);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID3);
    TSTORE(v140, v88);
    set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID1);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID3);
    TPUSH<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v43, v120);
    // pto: %qk_entry_2
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v141(nullptr);
    wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID2);
    TALLOC<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v43, v141);
    set_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID2);
    // pto: %tile_4, %tile_start_4
    ;
    int64_t v142 = (int64_t) ((uint64_t) ((int64_t) (uint64_t) v93 + (uint64_t) v25) * (uint64_t) v21);
    // pto: %k_part_4
    ;
    const int64_t v143 = 0;
    // pto: %k_part_4
    ;
    const int64_t v144 = 128;
    // pto: %k_part_4
    ;
    pto::Shape<1, 1, 1, 128, 128> v145 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %k_part_4
    ;
    pto::Stride<128, 128, 128, 1, 128> v146 = pto::Stride<128, 128, 128, 1, 128>();
    // pto: %k_part_4
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v147 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + (v143 + v142 * v144), v145, v146);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
    TLOAD(v68, v147);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID5);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID5);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID3);
    TMOV(v84, v68);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID4);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID4);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID3);
    TMATMUL(v88, v80, v84);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID4);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID4);
    // pto: %qk_part_4
    ;
    __gm__ float* v148 = PTOAS__GLOBAL_TENSOR_DATA(v141);
    // pto: %qk_part_4
    ;
    pto::Shape<1, 1, 1, 128, 128> v149 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %qk_part_4
    ;
    pto::Stride<-1, -1, -1, -1, -1> v150 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_4
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v151 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v148, v149, v150);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID4);
    wait_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID2);
    TSTORE(v151, v88);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID4);
    // pto: %k_part_5
    ;
    const int64_t v152 = 0;
    // pto: %k_part_5
    ;
    const int64_t v153 = 128;
    // pto: %k_part_5
    ;
    pto::Shape<1, 1, 1, 128, 128> v154 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %k_part_5
    ;
    pto::Stride<128, 128, 128, 1, 128> v155 = pto::Stride<128, 128, 128, 1, 128>();
    // pto: %k_part_5, %key_5
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v156 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + (v152 + (int64_t) ((uint64_t) v142 + (uint64_t) v20) * v153), v154, v155);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID3);
    TLOAD(v70, v156);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID6);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID6);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID4);
    TMOV(v84, v70);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID4);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID5);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID5);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID4);
    TMATMUL(v88, v80, v84);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID5);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID5);
    // pto: %qk_part_5
    ;
    __gm__ float* v157 = PTOAS__GLOBAL_TENSOR_DATA(v141);
    // pto: %qk_part_5
    ;
    unsigned v158 = -128;
    // pto: %qk_part_5
    ;
    pto::Shape<1, 1, 1, 128, 128> v159 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %qk_part_5
    ;
    pto::Stride<-1, -1, -1, -1, -1> v160 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_5
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v161 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v157 + v158, v159, v160);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID5);
    TSTORE(v161, v88);
    set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID2);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID5);
    TPUSH<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v43, v141);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID5);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID5);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID4);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID7);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID6);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID5);
    for (int64_t v162 = v26; v162 < v31; v162 += v22) {
      // pto: %p_entry
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v163(nullptr);
      TPOP<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v54, v163);
      // pto: %pv_entry
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v164(nullptr);
      wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID3);
      TALLOC<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v65, v164);
      // pto: %qk_entry_3
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v165(nullptr);
      wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID4);
      TALLOC<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v43, v165);
      set_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID3);
      // pto: %p_part
      ;
      __gm__ half* v166 = PTOAS__GLOBAL_TENSOR_DATA(v163);
      // pto: %p_part
      ;
      pto::Shape<1, 1, 1, 128, 128> v167 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %p_part
      ;
      pto::Stride<-1, -1, -1, -1, -1> v168 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %p_part
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v169 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v166, v167, v168);
      // pto: %tile_6, %tile_start_6
      ;
      int64_t v170 = (int64_t) ((uint64_t) ((int64_t) (uint64_t) v93 + (uint64_t) v162) * (uint64_t) v21);
      // pto: %v_part
      ;
      const int64_t v171 = 0;
      // pto: %v_part
      ;
      const int64_t v172 = 128;
      // pto: %v_part
      ;
      pto::Shape<1, 1, 1, 128, 128> v173 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %v_part
      ;
      pto::Stride<16384, 16384, 16384, 128, 1> v174 = pto::Stride<16384, 16384, 16384, 128, 1>();
      // pto: %v_part
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v175 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v171 + v170 * v172), v173, v174);
      wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID5);
      TLOAD(v72, v169);
      set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID7);
      wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID6);
      TLOAD(v76, v175);
      set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID7);
      wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID6);
      TMOV(v82, v72);
      set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID5);
      wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      TMOV(v86, v76);
      set_flag(PIPE_MTE1, PIPE_M, EVENT_ID6);
      set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID6);
      wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID6);
      wait_flag(PIPE_FIX, PIPE_M, EVENT_ID6);
      TMATMUL(v90, v82, v86);
      set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
      // pto: %tile_7, %next_tile, %tile_start_7
      ;
      int64_t v176 = (int64_t) ((uint64_t) ((int64_t) (uint64_t) v93 + (uint64_t) ((int64_t) (uint64_t) v162 + (uint64_t) v18)) * (uint64_t) v21);
      // pto: %k_part_6
      ;
      const int64_t v177 = 0;
      // pto: %k_part_6
      ;
      const int64_t v178 = 128;
      // pto: %k_part_6
      ;
      pto::Shape<1, 1, 1, 128, 128> v179 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %k_part_6
      ;
      pto::Stride<128, 128, 128, 1, 128> v180 = pto::Stride<128, 128, 128, 1, 128>();
      // pto: %k_part_6
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v181 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + (v177 + v176 * v178), v179, v180);
      wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID7);
      TLOAD(v68, v181);
      set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID7);
      TMOV(v84, v68);
      set_flag(PIPE_MTE1, PIPE_M, EVENT_ID7);
      set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID7);
      wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID7);
      wait_flag(PIPE_FIX, PIPE_M, EVENT_ID7);
      TMATMUL(v88, v80, v84);
      set_flag(PIPE_M, PIPE_FIX, EVENT_ID6);
      set_flag(PIPE_M, PIPE_MTE1, EVENT_ID1);
      // pto: %qk_part_6
      ;
      __gm__ float* v182 = PTOAS__GLOBAL_TENSOR_DATA(v165);
      // pto: %qk_part_6
      ;
      pto::Shape<1, 1, 1, 128, 128> v183 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %qk_part_6
      ;
      pto::Stride<-1, -1, -1, -1, -1> v184 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %qk_part_6
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v185 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v182, v183, v184);
      wait_flag(PIPE_M, PIPE_FIX, EVENT_ID6);
      wait_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID3);
      TSTORE(v185, v88);
      set_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
      // pto: %p_part_1
      ;
      __gm__ half* v186 = PTOAS__GLOBAL_TENSOR_DATA(v163);
      // pto: %p_part_1
      ;
      unsigned v187 = -128;
      // pto: %p_part_1
      ;
      pto::Shape<1, 1, 1, 128, 128> v188 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %p_part_1
      ;
      pto::Stride<-1, -1, -1, -1, -1> v189 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %p_part_1
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v190 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v186 + v187, v188, v189);
      // pto: %v_part_1
      ;
      const int64_t v191 = 0;
      // pto: %v_part_1
      ;
      const int64_t v192 = 128;
      // pto: %v_part_1
      ;
      pto::Shape<1, 1, 1, 128, 128> v193 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %v_part_1
      ;
      pto::Stride<16384, 16384, 16384, 128, 1> v194 = pto::Stride<16384, 16384, 16384, 128, 1>();
      // pto: %v_part_1, %key_8
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v195 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v191 + (int64_t) ((uint64_t) v170 + (uint64_t) v20) * v192), v193, v194);
      wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
      TLOAD(v74, v190);
      set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
      TLOAD(v78, v195);
      set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
      wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
      TMOV(v82, v74);
      set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
      wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
      TMOV(v86, v78);
      set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
      set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
      wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
      TMATMUL_ACC(v90, v90, v82, v86);
      set_flag(PIPE_M, PIPE_FIX, EVENT_ID7);
      set_flag(PIPE_M, PIPE_MTE1, EVENT_ID6);
      // pto: %pv_part
      ;
      __gm__ float* v196 = PTOAS__GLOBAL_TENSOR_DATA(v164);
      // pto: %pv_part
      ;
      pto::Shape<1, 1, 1, 128, 128> v197 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %pv_part
      ;
      pto::Stride<-1, -1, -1, -1, -1> v198 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v199 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v196, v197, v198);
      wait_flag(PIPE_M, PIPE_FIX, EVENT_ID7);
      TSTORE(v199, v90);
      set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID3);
      set_flag(PIPE_FIX, PIPE_M, EVENT_ID6);
      TPUSH<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v65, v164);
      TFREE<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v54, v163);
      // pto: %k_part_7
      ;
      const int64_t v200 = 0;
      // pto: %k_part_7
      ;
      const int64_t v201 = 128;
      // pto: %k_part_7
      ;
      pto::Shape<1, 1, 1, 128, 128> v202 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %k_part_7
      ;
      pto::Stride<128, 128, 128, 1, 128> v203 = pto::Stride<128, 128, 128, 1, 128>();
      // pto: %k_part_7, %key_9
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v204 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + (v200 + (int64_t) ((uint64_t) v176 + (uint64_t) v20) * v201), v202, v203);
      wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
      TLOAD(v70, v204);
      set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID1);
      TMOV(v84, v70);
      set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
      set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
      wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
      wait_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
      TMATMUL(v88, v80, v84);
      set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
      set_flag(PIPE_M, PIPE_MTE1, EVENT_ID7);
      // pto: %qk_part_7
      ;
      __gm__ float* v205 = PTOAS__GLOBAL_TENSOR_DATA(v165);
      // pto: %qk_part_7
      ;
      unsigned v206 = -128;
      // pto: %qk_part_7
      ;
      pto::Shape<1, 1, 1, 128, 128> v207 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %qk_part_7
      ;
      pto::Stride<-1, -1, -1, -1, -1> v208 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %qk_part_7
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v209 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v205 + v206, v207, v208);
      wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
      TSTORE(v209, v88);
      set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID4);
      set_flag(PIPE_FIX, PIPE_M, EVENT_ID7);
      TPUSH<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v43, v165);
    };
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID5);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID6);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID7);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    // pto: %p_entry_1
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v210(nullptr);
    TPOP<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v54, v210);
    // pto: %pv_entry_1
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v211(nullptr);
    wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID5);
    TALLOC<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v65, v211);
    set_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID4);
    // pto: %p_part_2
    ;
    __gm__ half* v212 = PTOAS__GLOBAL_TENSOR_DATA(v210);
    // pto: %p_part_2
    ;
    pto::Shape<1, 1, 1, 128, 128> v213 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %p_part_2
    ;
    pto::Stride<-1, -1, -1, -1, -1> v214 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_2
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v215 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v212, v213, v214);
    // pto: %tile_10, %tile_start_10
    ;
    int64_t v216 = (int64_t) ((uint64_t) ((int64_t) (uint64_t) v93 + (uint64_t) v31) * (uint64_t) v21);
    // pto: %v_part_2
    ;
    const int64_t v217 = 0;
    // pto: %v_part_2
    ;
    const int64_t v218 = 128;
    // pto: %v_part_2
    ;
    pto::Shape<1, 1, 1, 128, 128> v219 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %v_part_2
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v220 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %v_part_2
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v221 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v217 + v216 * v218), v219, v220);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    TLOAD(v72, v215);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    TLOAD(v76, v221);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    TMOV(v82, v72);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    TMOV(v86, v76);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    TMATMUL(v90, v82, v86);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    // pto: %p_part_3
    ;
    __gm__ half* v222 = PTOAS__GLOBAL_TENSOR_DATA(v210);
    // pto: %p_part_3
    ;
    unsigned v223 = -128;
    // pto: %p_part_3
    ;
    pto::Shape<1, 1, 1, 128, 128> v224 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %p_part_3
    ;
    pto::Stride<-1, -1, -1, -1, -1> v225 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_3
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v226 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v222 + v223, v224, v225);
    // pto: %v_part_3
    ;
    const int64_t v227 = 0;
    // pto: %v_part_3
    ;
    const int64_t v228 = 128;
    // pto: %v_part_3
    ;
    pto::Shape<1, 1, 1, 128, 128> v229 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %v_part_3
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v230 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %v_part_3, %key_11
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v231 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v227 + (int64_t) ((uint64_t) v216 + (uint64_t) v20) * v228), v229, v230);
    TLOAD(v74, v226);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    TLOAD(v78, v231);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    TMOV(v82, v74);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    TMOV(v86, v78);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID3);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    TMATMUL_ACC(v90, v90, v82, v86);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    // pto: %pv_part_1
    ;
    __gm__ float* v232 = PTOAS__GLOBAL_TENSOR_DATA(v211);
    // pto: %pv_part_1
    ;
    pto::Shape<1, 1, 1, 128, 128> v233 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %pv_part_1
    ;
    pto::Stride<-1, -1, -1, -1, -1> v234 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %pv_part_1
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v235 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v232, v233, v234);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    wait_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID4);
    TSTORE(v235, v90);
    set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID5);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    TPUSH<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v65, v211);
    TFREE<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v54, v210);
    // pto: %p_entry_2
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v236(nullptr);
    TPOP<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v54, v236);
    // pto: %pv_entry_2
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v237(nullptr);
    wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID6);
    TALLOC<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v65, v237);
    set_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID5);
    // pto: %p_part_4
    ;
    __gm__ half* v238 = PTOAS__GLOBAL_TENSOR_DATA(v236);
    // pto: %p_part_4
    ;
    pto::Shape<1, 1, 1, 128, 128> v239 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %p_part_4
    ;
    pto::Stride<-1, -1, -1, -1, -1> v240 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_4
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v241 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v238, v239, v240);
    // pto: %tile_12, %tile_start_12
    ;
    int64_t v242 = (int64_t) ((uint64_t) ((int64_t) (uint64_t) v93 + (uint64_t) ((int64_t) (uint64_t) v30 + (uint64_t) v9)) * (uint64_t) v21);
    // pto: %v_part_4
    ;
    const int64_t v243 = 0;
    // pto: %v_part_4
    ;
    const int64_t v244 = 128;
    // pto: %v_part_4
    ;
    pto::Shape<1, 1, 1, 128, 128> v245 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %v_part_4
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v246 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %v_part_4
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v247 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v243 + v242 * v244), v245, v246);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    TLOAD(v72, v241);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    TLOAD(v76, v247);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    TMOV(v82, v72);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    TMOV(v86, v76);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    TMATMUL(v90, v82, v86);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    // pto: %p_part_5
    ;
    __gm__ half* v248 = PTOAS__GLOBAL_TENSOR_DATA(v236);
    // pto: %p_part_5
    ;
    unsigned v249 = -128;
    // pto: %p_part_5
    ;
    pto::Shape<1, 1, 1, 128, 128> v250 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %p_part_5
    ;
    pto::Stride<-1, -1, -1, -1, -1> v251 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_5
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v252 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v248 + v249, v250, v251);
    // pto: %v_part_5
    ;
    const int64_t v253 = 0;
    // pto: %v_part_5
    ;
    const int64_t v254 = 128;
    // pto: %v_part_5
    ;
    pto::Shape<1, 1, 1, 128, 128> v255 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %v_part_5
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v256 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %v_part_5, %key_13
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v257 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v253 + (int64_t) ((uint64_t) v242 + (uint64_t) v20) * v254), v255, v256);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
    TLOAD(v74, v252);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID3);
    TLOAD(v78, v257);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    TMOV(v82, v74);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    TMOV(v86, v78);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID3);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    TMATMUL_ACC(v90, v90, v82, v86);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    // pto: %pv_part_2
    ;
    __gm__ float* v258 = PTOAS__GLOBAL_TENSOR_DATA(v237);
    // pto: %pv_part_2
    ;
    pto::Shape<1, 1, 1, 128, 128> v259 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %pv_part_2
    ;
    pto::Stride<-1, -1, -1, -1, -1> v260 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %pv_part_2
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v261 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v258, v259, v260);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    wait_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID5);
    TSTORE(v261, v90);
    set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID6);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    TPUSH<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v65, v237);
    TFREE<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v54, v236);
    // pto: %p_entry_3
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v262(nullptr);
    TPOP<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v54, v262);
    // pto: %pv_entry_3
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v263(nullptr);
    wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID7);
    TALLOC<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v65, v263);
    set_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID6);
    // pto: %p_part_6
    ;
    __gm__ half* v264 = PTOAS__GLOBAL_TENSOR_DATA(v262);
    // pto: %p_part_6
    ;
    pto::Shape<1, 1, 1, 128, 128> v265 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %p_part_6
    ;
    pto::Stride<-1, -1, -1, -1, -1> v266 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_6
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v267 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v264, v265, v266);
    // pto: %tile_14, %tile_start_14
    ;
    int64_t v268 = (int64_t) ((uint64_t) ((int64_t) (uint64_t) v93 + (uint64_t) ((int64_t) (uint64_t) v30 + (uint64_t) v8)) * (uint64_t) v21);
    // pto: %v_part_6
    ;
    const int64_t v269 = 0;
    // pto: %v_part_6
    ;
    const int64_t v270 = 128;
    // pto: %v_part_6
    ;
    pto::Shape<1, 1, 1, 128, 128> v271 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %v_part_6
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v272 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %v_part_6
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v273 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v269 + v268 * v270), v271, v272);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    TLOAD(v72, v267);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    TLOAD(v76, v273);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    TMOV(v82, v72);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    TMOV(v86, v76);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    TMATMUL(v90, v82, v86);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    // pto: %p_part_7
    ;
    __gm__ half* v274 = PTOAS__GLOBAL_TENSOR_DATA(v262);
    // pto: %p_part_7
    ;
    unsigned v275 = -128;
    // pto: %p_part_7
    ;
    pto::Shape<1, 1, 1, 128, 128> v276 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %p_part_7
    ;
    pto::Stride<-1, -1, -1, -1, -1> v277 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_7
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v278 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v274 + v275, v276, v277);
    // pto: %v_part_7
    ;
    const int64_t v279 = 0;
    // pto: %v_part_7
    ;
    const int64_t v280 = 128;
    // pto: %v_part_7
    ;
    pto::Shape<1, 1, 1, 128, 128> v281 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %v_part_7
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v282 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %v_part_7, %key_15
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v283 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v279 + (int64_t) ((uint64_t) v268 + (uint64_t) v20) * v280), v281, v282);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
    TLOAD(v74, v278);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID3);
    TLOAD(v78, v283);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    TMOV(v82, v74);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    TMOV(v86, v78);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    TMATMUL_ACC(v90, v90, v82, v86);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    // pto: %pv_part_3
    ;
    __gm__ float* v284 = PTOAS__GLOBAL_TENSOR_DATA(v263);
    // pto: %pv_part_3
    ;
    pto::Shape<1, 1, 1, 128, 128> v285 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %pv_part_3
    ;
    pto::Stride<-1, -1, -1, -1, -1> v286 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %pv_part_3
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v287 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v284, v285, v286);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    wait_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID6);
    TSTORE(v287, v90);
    set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID7);
    TPUSH<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v65, v263);
    TFREE<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v54, v262);
  }
  wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID1);
  wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID2);
  wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID3);
  wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID4);
  wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID6);
  wait_flag(PIPE_FIX, PIPE_M, EVENT_ID6);
  wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID7);
  wait_flag(PIPE_FIX, PIPE_M, EVENT_ID7);
  wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID5);
  wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID6);
  wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID7);
  #endif // __DAV_CUBE__

  ptoas_auto_sync_tail(PTOAutoSyncTailMode::kBarrierAll);
  return;
}

AICORE void fa_vector(__gm__ float* v1, __gm__ float* v2, __gm__ float* v3, __gm__ float* v4, __gm__ half* v5, __gm__ float* v6, int32_t v7) {
  using T = float;

  #if defined(__DAV_VEC__)
  set_mask_norm();
  set_vector_mask(-1, -1);
  const int64_t v8 = -1;
  const int64_t v9 = -2;
  const int64_t v10 = 183296;
  const int64_t v11 = 183040;
  const int64_t v12 = 182784;
  const int64_t v13 = 182528;
  const int64_t v14 = 182272;
  const int64_t v15 = 182016;
  const int64_t v16 = 181760;
  const int64_t v17 = 181504;
  const int64_t v18 = 181248;
  const int64_t v19 = 180992;
  const int64_t v20 = 180736;
  const int64_t v21 = 180480;
  const int64_t v22 = 180224;
  const int64_t v23 = 163840;
  const int64_t v24 = 147456;
  const int64_t v25 = 131072;
  const int64_t v26 = 114688;
  const int64_t v27 = 98304;
  const int64_t v28 = 65536;
  const int64_t v29 = 32768;
  const int64_t v30 = 0;
  // pto: %scale
  const float v31 = 0.0883883461f;
  // pto: %c512
  const int64_t v32 = 512;
  // pto: %c3
  const int64_t v33 = 3;
  // pto: %c64
  const int64_t v34 = 64;
  // pto: %c262144
  const int64_t v35 = 262144;
  // pto: %c256
  const int64_t v36 = 256;
  // pto: %c1
  const int64_t v37 = 1;
  // pto: %c131072
  const int64_t v38 = 131072;
  // pto: %c128
  const int64_t v39 = 128;
  // pto: %c16
  const int64_t v40 = 16;
  // pto: %c0
  const int64_t v41 = 0;
  // pto: %c32
  const int64_t v42 = 32;
  // pto: %c2
  const int64_t v43 = 2;
  // pto: %c1024
  const int64_t v44 = 1024;
  // pto: %block_i64
  int64_t v45 = get_block_idx();
  // pto: %block
  int64_t v46 = (int64_t) v45;
  // pto: %blocks_i64
  int64_t v47 = get_block_num();
  // pto: %blocks
  // pto: %s1, %tiles
  int64_t v48 = (int64_t) v7 / v32;
  // pto: %steady
  int64_t v49 = (int64_t) ((uint64_t) v48 - (uint64_t) v33);
  // pto: %half_i64
  int64_t v50 = get_subblockid();
  // pto: %qk_offset
  int64_t v51 = (int64_t) ((uint64_t) v46 * (uint64_t) v35);
  // pto: %qk_slots
  const int64_t v52 = 1;
  // pto: %qk_slots
  const int64_t v53 = 1;
  // pto: %qk_slots
  const int64_t v54 = 1;
  // pto: %qk_slots
  int64_t v55 = v34 * v36;
  // pto: %qk_slots
  int64_t v56 = v54 * v55;
  // pto: %qk_slots
  pto::Shape<1, 1, 1, 64, 256> v57 = pto::Shape<1, 1, 1, 64, 256>(v52, v53, v54, v34, v36);
  // pto: %qk_slots
  pto::Stride<-1, -1, -1, -1, -1> v58 = pto::Stride<-1, -1, -1, -1, -1>(v53 * v56, v56, v55, v36, v37);
  // pto: %qk_base, %qk_slots
  GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v59 = GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v4 + v51, v57, v58);
  // pto: %qk_pipe
  __gm__ float* v60 = PTOAS__GLOBAL_TENSOR_DATA(v59);
  // pto: %qk_pipe
  const int32_t v61 = 0;
  // pto: %qk_pipe
  auto v62 = TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>(v60, v61, v61);
  // pto: %p_slots
  const int64_t v63 = 1;
  // pto: %p_slots
  const int64_t v64 = 1;
  // pto: %p_slots
  const int64_t v65 = 1;
  // pto: %p_slots
  int64_t v66 = v34 * v36;
  // pto: %p_slots
  int64_t v67 = v65 * v66;
  // pto: %p_slots
  pto::Shape<1, 1, 1, 64, 256> v68 = pto::Shape<1, 1, 1, 64, 256>(v63, v64, v65, v34, v36);
  // pto: %p_slots
  pto::Stride<-1, -1, -1, -1, -1> v69 = pto::Stride<-1, -1, -1, -1, -1>(v64 * v67, v67, v66, v36, v37);
  // pto: %p_base, %p_slots
  GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v70 = GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v5 + v51, v68, v69);
  // pto: %p_pipe
  __gm__ half* v71 = PTOAS__GLOBAL_TENSOR_DATA(v70);
  // pto: %p_pipe
  const int32_t v72 = 0;
  // pto: %p_pipe
  auto v73 = TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>(v71, v72, v72);
  // pto: %pv_slots
  const int64_t v74 = 1;
  // pto: %pv_slots
  const int64_t v75 = 1;
  // pto: %pv_slots
  const int64_t v76 = 1;
  // pto: %pv_slots
  int64_t v77 = v34 * v39;
  // pto: %pv_slots
  int64_t v78 = v76 * v77;
  // pto: %pv_slots
  pto::Shape<1, 1, 1, 64, 128> v79 = pto::Shape<1, 1, 1, 64, 128>(v74, v75, v76, v34, v39);
  // pto: %pv_slots
  pto::Stride<-1, -1, -1, -1, -1> v80 = pto::Stride<-1, -1, -1, -1, -1>(v75 * v78, v78, v77, v39, v37);
  // pto: %pv_offset, %pv_base, %pv_slots
  GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v81 = GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v6 + (int64_t) ((uint64_t) v46 * (uint64_t) v38), v79, v80);
  // pto: %pv_pipe
  __gm__ float* v82 = PTOAS__GLOBAL_TENSOR_DATA(v81);
  // pto: %pv_pipe
  const int32_t v83 = 0;
  // pto: %pv_pipe
  auto v84 = TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>(v82, v83, v83);
  // pto: %qk_tile
  Tile<TileType::Vec, float, 32, 256, BLayout::RowMajor, 32, 256, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v85;
  // pto: %qk_tile
  uint64_t v86 = (uint64_t) v30;
  TASSIGN(v85, v86);
  // pto: %qk_tile_1
  Tile<TileType::Vec, float, 32, 256, BLayout::RowMajor, 32, 256, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v87;
  // pto: %qk_tile_1
  uint64_t v88 = (uint64_t) v29;
  TASSIGN(v87, v88);
  // pto: %p_tile
  Tile<TileType::Vec, float, 32, 256, BLayout::RowMajor, 32, 256, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v89;
  // pto: %p_tile
  uint64_t v90 = (uint64_t) v28;
  TASSIGN(v89, v90);
  // pto: %p_f16
  Tile<TileType::Vec, half, 32, 256, BLayout::RowMajor, 32, 256, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v91;
  // pto: %p_f16
  uint64_t v92 = (uint64_t) v27;
  TASSIGN(v91, v92);
  // pto: %pv_tile
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v93;
  // pto: %pv_tile
  uint64_t v94 = (uint64_t) v26;
  TASSIGN(v93, v94);
  // pto: %pv_tile_1
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v95;
  // pto: %pv_tile_1
  uint64_t v96 = (uint64_t) v25;
  TASSIGN(v95, v96);
  // pto: %o
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v97;
  // pto: %o
  uint64_t v98 = (uint64_t) v24;
  TASSIGN(v97, v98);
  // pto: %o_1
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v99;
  // pto: %o_1
  uint64_t v100 = (uint64_t) v23;
  TASSIGN(v99, v100);
  // pto: %tile_max
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v101;
  // pto: %tile_max
  uint64_t v102 = (uint64_t) v22;
  TASSIGN(v101, v102);
  // pto: %tile_max_row
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v103;
  TRESHAPE(v103, v101);
  // pto: %tile_sum
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v104;
  // pto: %tile_sum
  uint64_t v105 = (uint64_t) v21;
  TASSIGN(v104, v105);
  // pto: %tile_sum_row
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v106;
  TRESHAPE(v106, v104);
  // pto: %run_max
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v107;
  // pto: %run_max
  uint64_t v108 = (uint64_t) v20;
  TASSIGN(v107, v108);
  // pto: %run_max_row
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v109;
  TRESHAPE(v109, v107);
  // pto: %run_max_1
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v110;
  // pto: %run_max_1
  uint64_t v111 = (uint64_t) v19;
  TASSIGN(v110, v111);
  // pto: %run_max_row_1
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v112;
  TRESHAPE(v112, v110);
  // pto: %run_sum
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v113;
  // pto: %run_sum
  uint64_t v114 = (uint64_t) v18;
  TASSIGN(v113, v114);
  // pto: %run_sum_row
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v115;
  TRESHAPE(v115, v113);
  // pto: %run_sum_1
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v116;
  // pto: %run_sum_1
  uint64_t v117 = (uint64_t) v17;
  TASSIGN(v116, v117);
  // pto: %run_sum_row_1
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v118;
  TRESHAPE(v118, v116);
  // pto: %rescale_0r0
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v119;
  // pto: %rescale_0r0
  uint64_t v120 = (uint64_t) v16;
  TASSIGN(v119, v120);
  // pto: %rescale_0r0_row
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v121;
  TRESHAPE(v121, v119);
  // pto: %rescale_0r1
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v122;
  // pto: %rescale_0r1
  uint64_t v123 = (uint64_t) v15;
  TASSIGN(v122, v123);
  // pto: %rescale_0r1_row
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v124;
  TRESHAPE(v124, v122);
  // pto: %rescale_1r0
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v125;
  // pto: %rescale_1r0
  uint64_t v126 = (uint64_t) v14;
  TASSIGN(v125, v126);
  // pto: %rescale_1r0_row
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v127;
  TRESHAPE(v127, v125);
  // pto: %rescale_1r1
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v128;
  // pto: %rescale_1r1
  uint64_t v129 = (uint64_t) v13;
  TASSIGN(v128, v129);
  // pto: %rescale_1r1_row
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v130;
  TRESHAPE(v130, v128);
  // pto: %rescale_2r0
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v131;
  // pto: %rescale_2r0
  uint64_t v132 = (uint64_t) v12;
  TASSIGN(v131, v132);
  // pto: %rescale_2r0_row
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v133;
  TRESHAPE(v133, v131);
  // pto: %rescale_2r1
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v134;
  // pto: %rescale_2r1
  uint64_t v135 = (uint64_t) v11;
  TASSIGN(v134, v135);
  // pto: %rescale_2r1_row
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v136;
  TRESHAPE(v136, v134);
  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID6);
  set_flag(PIPE_MTE3, PIPE_V, EVENT_ID3);
  set_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
  set_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
  set_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  for (int64_t v137 = v46; v137 < v40; v137 += (int64_t) v47) {
    // pto: %qk_entry
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v138(nullptr);
    TPOP<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v62, v138);
    // pto: %p_entry
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v139(nullptr);
    TALLOC<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v73, v139);
    // pto: %qk_part
    ;
    __gm__ float* v140 = PTOAS__GLOBAL_TENSOR_DATA(v138);
    // pto: %qk_part
    ;
    pto::Shape<1, 1, 1, 32, 256> v141 = pto::Shape<1, 1, 1, 32, 256>();
    // pto: %qk_part
    ;
    pto::Stride<-1, -1, -1, -1, -1> v142 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v143 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v140, v141, v142);
    TLOAD(v85, v143);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
    TROWMAX(v107, v85, v89);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v144;
    uint64_t v145 = (uint64_t) v10;
    TASSIGN(v144, v145);
    pipe_barrier(PIPE_V);
    TROWEXPANDSUB(v89, v85, v107, v144);
    pipe_barrier(PIPE_V);
    TMULS(v89, v89, v31);
    pipe_barrier(PIPE_V);
    TEXP(v89, v89);
    pipe_barrier(PIPE_V);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
    TROWSUM(v113, v89, v85);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    RoundMode v146 = RoundMode::CAST_RINT;
    SaturationMode v147 = SaturationMode::OFF;
    TCVT(v91, v89, v146, v147);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    // pto: %p_part
    ;
    __gm__ half* v148 = PTOAS__GLOBAL_TENSOR_DATA(v139);
    // pto: %p_part
    ;
    pto::Shape<1, 1, 1, 32, 256> v149 = pto::Shape<1, 1, 1, 32, 256>();
    // pto: %p_part
    ;
    pto::Stride<-1, -1, -1, -1, -1> v150 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v151 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v148, v149, v150);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    pipe_barrier(PIPE_MTE3);
    TSTORE(v151, v91);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID4);
    // pto: %qk_part_1
    ;
    __gm__ float* v152 = PTOAS__GLOBAL_TENSOR_DATA(v138);
    // pto: %qk_part_1
    ;
    unsigned v153 = -32;
    // pto: %qk_part_1
    ;
    pto::Shape<1, 1, 1, 32, 256> v154 = pto::Shape<1, 1, 1, 32, 256>();
    // pto: %qk_part_1
    ;
    pto::Stride<-1, -1, -1, -1, -1> v155 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_1
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v156 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v152 + v153, v154, v155);
    TLOAD(v87, v156);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
    pipe_barrier(PIPE_V);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
    TROWMAX(v110, v87, v89);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v157;
    uint64_t v158 = (uint64_t) v10;
    TASSIGN(v157, v158);
    pipe_barrier(PIPE_V);
    TROWEXPANDSUB(v89, v87, v110, v157);
    pipe_barrier(PIPE_V);
    TMULS(v89, v89, v31);
    pipe_barrier(PIPE_V);
    TEXP(v89, v89);
    pipe_barrier(PIPE_V);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID3);
    TROWSUM(v116, v89, v87);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID4);
    RoundMode v159 = RoundMode::CAST_RINT;
    SaturationMode v160 = SaturationMode::OFF;
    TCVT(v91, v89, v159, v160);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID1);
    // pto: %p_part_1
    ;
    __gm__ half* v161 = PTOAS__GLOBAL_TENSOR_DATA(v139);
    // pto: %p_part_1
    ;
    unsigned v162 = -32;
    // pto: %p_part_1
    ;
    pto::Shape<1, 1, 1, 32, 256> v163 = pto::Shape<1, 1, 1, 32, 256>();
    // pto: %p_part_1
    ;
    pto::Stride<-1, -1, -1, -1, -1> v164 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_1
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v165 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v161 + v162, v163, v164);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID1);
    TSTORE(v165, v91);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID5);
    TPUSH<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v73, v139);
    TFREE<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v62, v138);
    // pto: %qk_entry_1
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v166(nullptr);
    TPOP<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v62, v166);
    // pto: %p_entry_1
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v167(nullptr);
    TALLOC<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v73, v167);
    // pto: %qk_part_2
    ;
    __gm__ float* v168 = PTOAS__GLOBAL_TENSOR_DATA(v166);
    // pto: %qk_part_2
    ;
    pto::Shape<1, 1, 1, 32, 256> v169 = pto::Shape<1, 1, 1, 32, 256>();
    // pto: %qk_part_2
    ;
    pto::Stride<-1, -1, -1, -1, -1> v170 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_2
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v171 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v168, v169, v170);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    TLOAD(v85, v171);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
    pipe_barrier(PIPE_V);
    TROWMAX(v101, v85, v89);
    pipe_barrier(PIPE_V);
    TMAX(v103, v103, v109);
    pipe_barrier(PIPE_V);
    TSUB(v127, v109, v103);
    pipe_barrier(PIPE_V);
    TMULS(v127, v127, v31);
    pipe_barrier(PIPE_V);
    TEXP(v127, v127);
    pipe_barrier(PIPE_V);
    TMUL(v115, v115, v127);
    TMOV(v109, v103);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v172;
    uint64_t v173 = (uint64_t) v10;
    TASSIGN(v172, v173);
    TROWEXPANDSUB(v89, v85, v101, v172);
    pipe_barrier(PIPE_V);
    TMULS(v89, v89, v31);
    pipe_barrier(PIPE_V);
    TEXP(v89, v89);
    pipe_barrier(PIPE_V);
    TROWSUM(v104, v89, v85);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID2);
    pipe_barrier(PIPE_V);
    TADD(v115, v115, v106);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID5);
    RoundMode v174 = RoundMode::CAST_RINT;
    SaturationMode v175 = SaturationMode::OFF;
    TCVT(v91, v89, v174, v175);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID2);
    // pto: %p_part_2
    ;
    __gm__ half* v176 = PTOAS__GLOBAL_TENSOR_DATA(v167);
    // pto: %p_part_2
    ;
    pto::Shape<1, 1, 1, 32, 256> v177 = pto::Shape<1, 1, 1, 32, 256>();
    // pto: %p_part_2
    ;
    pto::Stride<-1, -1, -1, -1, -1> v178 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_2
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v179 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v176, v177, v178);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID2);
    pipe_barrier(PIPE_MTE3);
    TSTORE(v179, v91);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID6);
    // pto: %qk_part_3
    ;
    __gm__ float* v180 = PTOAS__GLOBAL_TENSOR_DATA(v166);
    // pto: %qk_part_3
    ;
    unsigned v181 = -32;
    // pto: %qk_part_3
    ;
    pto::Shape<1, 1, 1, 32, 256> v182 = pto::Shape<1, 1, 1, 32, 256>();
    // pto: %qk_part_3
    ;
    pto::Stride<-1, -1, -1, -1, -1> v183 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_3
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v184 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v180 + v181, v182, v183);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
    TLOAD(v87, v184);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
    pipe_barrier(PIPE_V);
    TROWMAX(v101, v87, v89);
    pipe_barrier(PIPE_V);
    TMAX(v103, v103, v112);
    pipe_barrier(PIPE_V);
    TSUB(v130, v112, v103);
    pipe_barrier(PIPE_V);
    TMULS(v130, v130, v31);
    pipe_barrier(PIPE_V);
    TEXP(v130, v130);
    pipe_barrier(PIPE_V);
    TMUL(v118, v118, v130);
    TMOV(v112, v103);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v185;
    uint64_t v186 = (uint64_t) v10;
    TASSIGN(v185, v186);
    TROWEXPANDSUB(v89, v87, v101, v185);
    pipe_barrier(PIPE_V);
    TMULS(v89, v89, v31);
    pipe_barrier(PIPE_V);
    TEXP(v89, v89);
    pipe_barrier(PIPE_V);
    TROWSUM(v104, v89, v87);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID3);
    pipe_barrier(PIPE_V);
    TADD(v118, v118, v106);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID6);
    RoundMode v187 = RoundMode::CAST_RINT;
    SaturationMode v188 = SaturationMode::OFF;
    TCVT(v91, v89, v187, v188);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID3);
    // pto: %p_part_3
    ;
    __gm__ half* v189 = PTOAS__GLOBAL_TENSOR_DATA(v167);
    // pto: %p_part_3
    ;
    unsigned v190 = -32;
    // pto: %p_part_3
    ;
    pto::Shape<1, 1, 1, 32, 256> v191 = pto::Shape<1, 1, 1, 32, 256>();
    // pto: %p_part_3
    ;
    pto::Stride<-1, -1, -1, -1, -1> v192 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_3
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v193 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v189 + v190, v191, v192);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID3);
    TSTORE(v193, v91);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID7);
    TPUSH<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v73, v167);
    TFREE<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v62, v166);
    // pto: %qk_entry_2
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v194(nullptr);
    TPOP<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v62, v194);
    // pto: %p_entry_2
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v195(nullptr);
    TALLOC<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v73, v195);
    // pto: %qk_part_4
    ;
    __gm__ float* v196 = PTOAS__GLOBAL_TENSOR_DATA(v194);
    // pto: %qk_part_4
    ;
    pto::Shape<1, 1, 1, 32, 256> v197 = pto::Shape<1, 1, 1, 32, 256>();
    // pto: %qk_part_4
    ;
    pto::Stride<-1, -1, -1, -1, -1> v198 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_4
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v199 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v196, v197, v198);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID2);
    TLOAD(v85, v199);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID4);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID4);
    pipe_barrier(PIPE_V);
    TROWMAX(v101, v85, v89);
    pipe_barrier(PIPE_V);
    TMAX(v103, v103, v109);
    pipe_barrier(PIPE_V);
    TSUB(v133, v109, v103);
    pipe_barrier(PIPE_V);
    TMULS(v133, v133, v31);
    pipe_barrier(PIPE_V);
    TEXP(v133, v133);
    pipe_barrier(PIPE_V);
    TMUL(v115, v115, v133);
    TMOV(v109, v103);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v200;
    uint64_t v201 = (uint64_t) v10;
    TASSIGN(v200, v201);
    TROWEXPANDSUB(v89, v85, v101, v200);
    pipe_barrier(PIPE_V);
    TMULS(v89, v89, v31);
    pipe_barrier(PIPE_V);
    TEXP(v89, v89);
    pipe_barrier(PIPE_V);
    TROWSUM(v104, v89, v85);
    pipe_barrier(PIPE_V);
    TADD(v115, v115, v106);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID7);
    RoundMode v202 = RoundMode::CAST_RINT;
    SaturationMode v203 = SaturationMode::OFF;
    TCVT(v91, v89, v202, v203);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID4);
    // pto: %p_part_4
    ;
    __gm__ half* v204 = PTOAS__GLOBAL_TENSOR_DATA(v195);
    // pto: %p_part_4
    ;
    pto::Shape<1, 1, 1, 32, 256> v205 = pto::Shape<1, 1, 1, 32, 256>();
    // pto: %p_part_4
    ;
    pto::Stride<-1, -1, -1, -1, -1> v206 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_4
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v207 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v204, v205, v206);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID4);
    pipe_barrier(PIPE_MTE3);
    TSTORE(v207, v91);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID4);
    // pto: %qk_part_5
    ;
    __gm__ float* v208 = PTOAS__GLOBAL_TENSOR_DATA(v194);
    // pto: %qk_part_5
    ;
    unsigned v209 = -32;
    // pto: %qk_part_5
    ;
    pto::Shape<1, 1, 1, 32, 256> v210 = pto::Shape<1, 1, 1, 32, 256>();
    // pto: %qk_part_5
    ;
    pto::Stride<-1, -1, -1, -1, -1> v211 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_5
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v212 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v208 + v209, v210, v211);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID3);
    TLOAD(v87, v212);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID5);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID5);
    pipe_barrier(PIPE_V);
    TROWMAX(v101, v87, v89);
    pipe_barrier(PIPE_V);
    TMAX(v103, v103, v112);
    pipe_barrier(PIPE_V);
    TSUB(v136, v112, v103);
    pipe_barrier(PIPE_V);
    TMULS(v136, v136, v31);
    pipe_barrier(PIPE_V);
    TEXP(v136, v136);
    pipe_barrier(PIPE_V);
    TMUL(v118, v118, v136);
    TMOV(v112, v103);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v213;
    uint64_t v214 = (uint64_t) v10;
    TASSIGN(v213, v214);
    TROWEXPANDSUB(v89, v87, v101, v213);
    pipe_barrier(PIPE_V);
    TMULS(v89, v89, v31);
    pipe_barrier(PIPE_V);
    TEXP(v89, v89);
    pipe_barrier(PIPE_V);
    TROWSUM(v104, v89, v87);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID4);
    pipe_barrier(PIPE_V);
    TADD(v118, v118, v106);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID4);
    RoundMode v215 = RoundMode::CAST_RINT;
    SaturationMode v216 = SaturationMode::OFF;
    TCVT(v91, v89, v215, v216);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID5);
    // pto: %p_part_5
    ;
    __gm__ half* v217 = PTOAS__GLOBAL_TENSOR_DATA(v195);
    // pto: %p_part_5
    ;
    unsigned v218 = -32;
    // pto: %p_part_5
    ;
    pto::Shape<1, 1, 1, 32, 256> v219 = pto::Shape<1, 1, 1, 32, 256>();
    // pto: %p_part_5
    ;
    pto::Stride<-1, -1, -1, -1, -1> v220 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_5
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v221 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v217 + v218, v219, v220);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID5);
    TSTORE(v221, v91);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID4);
    TPUSH<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v73, v195);
    TFREE<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v62, v194);
    // pto: %any_steady
    ;
    bool v222 = v49 > v41;
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID4);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID4);
    if (v222) {
      // pto: %pv_entry
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v223(nullptr);
      TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v223);
      // pto: %pv_part
      ;
      __gm__ float* v224 = PTOAS__GLOBAL_TENSOR_DATA(v223);
      // pto: %pv_part
      ;
      pto::Shape<1, 1, 1, 32, 128> v225 = pto::Shape<1, 1, 1, 32, 128>();
      // pto: %pv_part
      ;
      pto::Stride<-1, -1, -1, -1, -1> v226 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v227 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v224, v225, v226);
      TLOAD(v97, v227);
      // pto: %pv_part_1
      ;
      __gm__ float* v228 = PTOAS__GLOBAL_TENSOR_DATA(v223);
      // pto: %pv_part_1
      ;
      unsigned v229 = -32;
      // pto: %pv_part_1
      ;
      pto::Shape<1, 1, 1, 32, 128> v230 = pto::Shape<1, 1, 1, 32, 128>();
      // pto: %pv_part_1
      ;
      pto::Stride<-1, -1, -1, -1, -1> v231 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_1
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v232 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v228 + v229, v230, v231);
      TLOAD(v99, v232);
      TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v223);
      // pto: %qk_entry_3
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v233(nullptr);
      TPOP<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v62, v233);
      // pto: %p_entry_3
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v234(nullptr);
      TALLOC<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v73, v234);
      // pto: %qk_part_6
      ;
      __gm__ float* v235 = PTOAS__GLOBAL_TENSOR_DATA(v233);
      // pto: %qk_part_6
      ;
      pto::Shape<1, 1, 1, 32, 256> v236 = pto::Shape<1, 1, 1, 32, 256>();
      // pto: %qk_part_6
      ;
      pto::Stride<-1, -1, -1, -1, -1> v237 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %qk_part_6
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v238 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v235, v236, v237);
      TLOAD(v85, v238);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID6);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID6);
      pipe_barrier(PIPE_V);
      TROWMAX(v101, v85, v89);
      pipe_barrier(PIPE_V);
      TMAX(v103, v103, v109);
      pipe_barrier(PIPE_V);
      TSUB(v121, v109, v103);
      pipe_barrier(PIPE_V);
      TMULS(v121, v121, v31);
      pipe_barrier(PIPE_V);
      TEXP(v121, v121);
      pipe_barrier(PIPE_V);
      TMUL(v115, v115, v121);
      TMOV(v109, v103);
      Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v239;
      uint64_t v240 = (uint64_t) v10;
      TASSIGN(v239, v240);
      TROWEXPANDSUB(v89, v85, v101, v239);
      pipe_barrier(PIPE_V);
      TMULS(v89, v89, v31);
      pipe_barrier(PIPE_V);
      TEXP(v89, v89);
      pipe_barrier(PIPE_V);
      TROWSUM(v104, v89, v85);
      pipe_barrier(PIPE_V);
      TADD(v115, v115, v106);
      RoundMode v241 = RoundMode::CAST_RINT;
      SaturationMode v242 = SaturationMode::OFF;
      TCVT(v91, v89, v241, v242);
      set_flag(PIPE_V, PIPE_MTE3, EVENT_ID6);
      // pto: %p_part_6
      ;
      __gm__ half* v243 = PTOAS__GLOBAL_TENSOR_DATA(v234);
      // pto: %p_part_6
      ;
      pto::Shape<1, 1, 1, 32, 256> v244 = pto::Shape<1, 1, 1, 32, 256>();
      // pto: %p_part_6
      ;
      pto::Stride<-1, -1, -1, -1, -1> v245 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %p_part_6
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v246 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v243, v244, v245);
      wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID6);
      pipe_barrier(PIPE_MTE3);
      TSTORE(v246, v91);
      set_flag(PIPE_MTE3, PIPE_V, EVENT_ID4);
      // pto: %qk_part_7
      ;
      __gm__ float* v247 = PTOAS__GLOBAL_TENSOR_DATA(v233);
      // pto: %qk_part_7
      ;
      unsigned v248 = -32;
      // pto: %qk_part_7
      ;
      pto::Shape<1, 1, 1, 32, 256> v249 = pto::Shape<1, 1, 1, 32, 256>();
      // pto: %qk_part_7
      ;
      pto::Stride<-1, -1, -1, -1, -1> v250 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %qk_part_7
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v251 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v247 + v248, v249, v250);
      TLOAD(v87, v251);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID7);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID7);
      pipe_barrier(PIPE_V);
      TROWMAX(v101, v87, v89);
      pipe_barrier(PIPE_V);
      TMAX(v103, v103, v112);
      pipe_barrier(PIPE_V);
      TSUB(v124, v112, v103);
      pipe_barrier(PIPE_V);
      TMULS(v124, v124, v31);
      pipe_barrier(PIPE_V);
      TEXP(v124, v124);
      pipe_barrier(PIPE_V);
      TMUL(v118, v118, v124);
      TMOV(v112, v103);
      Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v252;
      uint64_t v253 = (uint64_t) v10;
      TASSIGN(v252, v253);
      TROWEXPANDSUB(v89, v87, v101, v252);
      pipe_barrier(PIPE_V);
      TMULS(v89, v89, v31);
      pipe_barrier(PIPE_V);
      TEXP(v89, v89);
      pipe_barrier(PIPE_V);
      TROWSUM(v104, v89, v87);
      set_flag(PIPE_V, PIPE_MTE2, EVENT_ID5);
      pipe_barrier(PIPE_V);
      TADD(v118, v118, v106);
      wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID4);
      RoundMode v254 = RoundMode::CAST_RINT;
      SaturationMode v255 = SaturationMode::OFF;
      TCVT(v91, v89, v254, v255);
      set_flag(PIPE_V, PIPE_MTE3, EVENT_ID7);
      // pto: %p_part_7
      ;
      __gm__ half* v256 = PTOAS__GLOBAL_TENSOR_DATA(v234);
      // pto: %p_part_7
      ;
      unsigned v257 = -32;
      // pto: %p_part_7
      ;
      pto::Shape<1, 1, 1, 32, 256> v258 = pto::Shape<1, 1, 1, 32, 256>();
      // pto: %p_part_7
      ;
      pto::Stride<-1, -1, -1, -1, -1> v259 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %p_part_7
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v260 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v256 + v257, v258, v259);
      wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID7);
      TSTORE(v260, v91);
      set_flag(PIPE_MTE3, PIPE_V, EVENT_ID4);
      TPUSH<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v73, v234);
      TFREE<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v62, v233);
      wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID4);
      wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID5);
      set_flag(PIPE_MTE3, PIPE_V, EVENT_ID4);
      for (int64_t v261 = v37; v261 < v49; v261 += v37) {
        // pto: %slot
        ;
        int64_t v262 = v261 % v33;
        // pto: %is_slot
        ;
        wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID6);
        wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID4);
        if (v262 == v41) {
          // pto: %pv_entry_1
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v263(nullptr);
          TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v263);
          // pto: %pv_part_2
          ;
          __gm__ float* v264 = PTOAS__GLOBAL_TENSOR_DATA(v263);
          // pto: %pv_part_2
          ;
          pto::Shape<1, 1, 1, 32, 128> v265 = pto::Shape<1, 1, 1, 32, 128>();
          // pto: %pv_part_2
          ;
          pto::Stride<-1, -1, -1, -1, -1> v266 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_2
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v267 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v264, v265, v266);
          TLOAD(v93, v267);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          // pto: %pv_part_3
          ;
          __gm__ float* v268 = PTOAS__GLOBAL_TENSOR_DATA(v263);
          // pto: %pv_part_3
          ;
          unsigned v269 = -32;
          // pto: %pv_part_3
          ;
          pto::Shape<1, 1, 1, 32, 128> v270 = pto::Shape<1, 1, 1, 32, 128>();
          // pto: %pv_part_3
          ;
          pto::Stride<-1, -1, -1, -1, -1> v271 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_3
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v272 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v268 + v269, v270, v271);
          TLOAD(v95, v272);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v273;
          uint64_t v274 = (uint64_t) v10;
          TASSIGN(v273, v274);
          TROWEXPANDMUL(v97, v97, v119, v273);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          pipe_barrier(PIPE_V);
          TADD(v97, v97, v93);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v275;
          uint64_t v276 = (uint64_t) v10;
          TASSIGN(v275, v276);
          pipe_barrier(PIPE_V);
          TROWEXPANDMUL(v99, v99, v122, v275);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
          pipe_barrier(PIPE_V);
          TADD(v99, v99, v95);
          TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v263);
          // pto: %qk_entry_4
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v277(nullptr);
          TPOP<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v62, v277);
          // pto: %p_entry_4
          ;
          GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v278(nullptr);
          pipe_barrier(PIPE_MTE3);
          TALLOC<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v73, v278);
          // pto: %qk_part_8
          ;
          __gm__ float* v279 = PTOAS__GLOBAL_TENSOR_DATA(v277);
          // pto: %qk_part_8
          ;
          pto::Shape<1, 1, 1, 32, 256> v280 = pto::Shape<1, 1, 1, 32, 256>();
          // pto: %qk_part_8
          ;
          pto::Stride<-1, -1, -1, -1, -1> v281 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %qk_part_8
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v282 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v279, v280, v281);
          TLOAD(v85, v282);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          TROWMAX(v101, v85, v89);
          pipe_barrier(PIPE_V);
          TMAX(v103, v103, v109);
          pipe_barrier(PIPE_V);
          TSUB(v121, v109, v103);
          pipe_barrier(PIPE_V);
          TMULS(v121, v121, v31);
          pipe_barrier(PIPE_V);
          TEXP(v121, v121);
          pipe_barrier(PIPE_V);
          TMUL(v115, v115, v121);
          TMOV(v109, v103);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v283;
          uint64_t v284 = (uint64_t) v10;
          TASSIGN(v283, v284);
          TROWEXPANDSUB(v89, v85, v101, v283);
          pipe_barrier(PIPE_V);
          TMULS(v89, v89, v31);
          pipe_barrier(PIPE_V);
          TEXP(v89, v89);
          pipe_barrier(PIPE_V);
          TROWSUM(v104, v89, v85);
          pipe_barrier(PIPE_V);
          TADD(v115, v115, v106);
          RoundMode v285 = RoundMode::CAST_RINT;
          SaturationMode v286 = SaturationMode::OFF;
          TCVT(v91, v89, v285, v286);
          set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
          // pto: %p_part_8
          ;
          __gm__ half* v287 = PTOAS__GLOBAL_TENSOR_DATA(v278);
          // pto: %p_part_8
          ;
          pto::Shape<1, 1, 1, 32, 256> v288 = pto::Shape<1, 1, 1, 32, 256>();
          // pto: %p_part_8
          ;
          pto::Stride<-1, -1, -1, -1, -1> v289 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %p_part_8
          ;
          GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v290 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v287, v288, v289);
          wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
          pipe_barrier(PIPE_MTE3);
          TSTORE(v290, v91);
          set_flag(PIPE_MTE3, PIPE_V, EVENT_ID5);
          // pto: %qk_part_9
          ;
          __gm__ float* v291 = PTOAS__GLOBAL_TENSOR_DATA(v277);
          // pto: %qk_part_9
          ;
          unsigned v292 = -32;
          // pto: %qk_part_9
          ;
          pto::Shape<1, 1, 1, 32, 256> v293 = pto::Shape<1, 1, 1, 32, 256>();
          // pto: %qk_part_9
          ;
          pto::Stride<-1, -1, -1, -1, -1> v294 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %qk_part_9
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v295 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v291 + v292, v293, v294);
          TLOAD(v87, v295);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          pipe_barrier(PIPE_V);
          TROWMAX(v101, v87, v89);
          pipe_barrier(PIPE_V);
          TMAX(v103, v103, v112);
          pipe_barrier(PIPE_V);
          TSUB(v124, v112, v103);
          pipe_barrier(PIPE_V);
          TMULS(v124, v124, v31);
          pipe_barrier(PIPE_V);
          TEXP(v124, v124);
          pipe_barrier(PIPE_V);
          TMUL(v118, v118, v124);
          TMOV(v112, v103);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v296;
          uint64_t v297 = (uint64_t) v10;
          TASSIGN(v296, v297);
          TROWEXPANDSUB(v89, v87, v101, v296);
          pipe_barrier(PIPE_V);
          TMULS(v89, v89, v31);
          pipe_barrier(PIPE_V);
          TEXP(v89, v89);
          pipe_barrier(PIPE_V);
          TROWSUM(v104, v89, v87);
          pipe_barrier(PIPE_V);
          TADD(v118, v118, v106);
          wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID5);
          RoundMode v298 = RoundMode::CAST_RINT;
          SaturationMode v299 = SaturationMode::OFF;
          TCVT(v91, v89, v298, v299);
          set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
          // pto: %p_part_9
          ;
          __gm__ half* v300 = PTOAS__GLOBAL_TENSOR_DATA(v278);
          // pto: %p_part_9
          ;
          unsigned v301 = -32;
          // pto: %p_part_9
          ;
          pto::Shape<1, 1, 1, 32, 256> v302 = pto::Shape<1, 1, 1, 32, 256>();
          // pto: %p_part_9
          ;
          pto::Stride<-1, -1, -1, -1, -1> v303 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %p_part_9
          ;
          GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v304 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v300 + v301, v302, v303);
          wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
          TSTORE(v304, v91);
          TPUSH<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v73, v278);
          TFREE<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v62, v277);
        } else {
          // pto: %is_slot_1
          ;
          if (v262 == v37) {
            // pto: %pv_entry_2
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v305(nullptr);
            TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v305);
            // pto: %pv_part_4
            ;
            __gm__ float* v306 = PTOAS__GLOBAL_TENSOR_DATA(v305);
            // pto: %pv_part_4
            ;
            pto::Shape<1, 1, 1, 32, 128> v307 = pto::Shape<1, 1, 1, 32, 128>();
            // pto: %pv_part_4
            ;
            pto::Stride<-1, -1, -1, -1, -1> v308 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %pv_part_4
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v309 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v306, v307, v308);
            TLOAD(v93, v309);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            // pto: %pv_part_5
            ;
            __gm__ float* v310 = PTOAS__GLOBAL_TENSOR_DATA(v305);
            // pto: %pv_part_5
            ;
            unsigned v311 = -32;
            // pto: %pv_part_5
            ;
            pto::Shape<1, 1, 1, 32, 128> v312 = pto::Shape<1, 1, 1, 32, 128>();
            // pto: %pv_part_5
            ;
            pto::Stride<-1, -1, -1, -1, -1> v313 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %pv_part_5
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v314 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v310 + v311, v312, v313);
            TLOAD(v95, v314);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v315;
            uint64_t v316 = (uint64_t) v10;
            TASSIGN(v315, v316);
            TROWEXPANDMUL(v97, v97, v125, v315);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            pipe_barrier(PIPE_V);
            TADD(v97, v97, v93);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v317;
            uint64_t v318 = (uint64_t) v10;
            TASSIGN(v317, v318);
            pipe_barrier(PIPE_V);
            TROWEXPANDMUL(v99, v99, v128, v317);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
            pipe_barrier(PIPE_V);
            TADD(v99, v99, v95);
            TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v305);
            // pto: %qk_entry_5
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v319(nullptr);
            TPOP<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v62, v319);
            // pto: %p_entry_5
            ;
            GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v320(nullptr);
            pipe_barrier(PIPE_MTE3);
            TALLOC<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v73, v320);
            // pto: %qk_part_10
            ;
            __gm__ float* v321 = PTOAS__GLOBAL_TENSOR_DATA(v319);
            // pto: %qk_part_10
            ;
            pto::Shape<1, 1, 1, 32, 256> v322 = pto::Shape<1, 1, 1, 32, 256>();
            // pto: %qk_part_10
            ;
            pto::Stride<-1, -1, -1, -1, -1> v323 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %qk_part_10
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v324 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v321, v322, v323);
            TLOAD(v85, v324);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            TROWMAX(v101, v85, v89);
            pipe_barrier(PIPE_V);
            TMAX(v103, v103, v109);
            pipe_barrier(PIPE_V);
            TSUB(v127, v109, v103);
            pipe_barrier(PIPE_V);
            TMULS(v127, v127, v31);
            pipe_barrier(PIPE_V);
            TEXP(v127, v127);
            pipe_barrier(PIPE_V);
            TMUL(v115, v115, v127);
            TMOV(v109, v103);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v325;
            uint64_t v326 = (uint64_t) v10;
            TASSIGN(v325, v326);
            TROWEXPANDSUB(v89, v85, v101, v325);
            pipe_barrier(PIPE_V);
            TMULS(v89, v89, v31);
            pipe_barrier(PIPE_V);
            TEXP(v89, v89);
            pipe_barrier(PIPE_V);
            TROWSUM(v104, v89, v85);
            pipe_barrier(PIPE_V);
            TADD(v115, v115, v106);
            RoundMode v327 = RoundMode::CAST_RINT;
            SaturationMode v328 = SaturationMode::OFF;
            TCVT(v91, v89, v327, v328);
            set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
            // pto: %p_part_10
            ;
            __gm__ half* v329 = PTOAS__GLOBAL_TENSOR_DATA(v320);
            // pto: %p_part_10
            ;
            pto::Shape<1, 1, 1, 32, 256> v330 = pto::Shape<1, 1, 1, 32, 256>();
            // pto: %p_part_10
            ;
            pto::Stride<-1, -1, -1, -1, -1> v331 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %p_part_10
            ;
            GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v332 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v329, v330, v331);
            wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
            pipe_barrier(PIPE_MTE3);
            TSTORE(v332, v91);
            set_flag(PIPE_MTE3, PIPE_V, EVENT_ID5);
            // pto: %qk_part_11
            ;
            __gm__ float* v333 = PTOAS__GLOBAL_TENSOR_DATA(v319);
            // pto: %qk_part_11
            ;
            unsigned v334 = -32;
            // pto: %qk_part_11
            ;
            pto::Shape<1, 1, 1, 32, 256> v335 = pto::Shape<1, 1, 1, 32, 256>();
            // pto: %qk_part_11
            ;
            pto::Stride<-1, -1, -1, -1, -1> v336 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %qk_part_11
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v337 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v333 + v334, v335, v336);
            TLOAD(v87, v337);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            pipe_barrier(PIPE_V);
            TROWMAX(v101, v87, v89);
            pipe_barrier(PIPE_V);
            TMAX(v103, v103, v112);
            pipe_barrier(PIPE_V);
            TSUB(v130, v112, v103);
            pipe_barrier(PIPE_V);
            TMULS(v130, v130, v31);
            pipe_barrier(PIPE_V);
            TEXP(v130, v130);
            pipe_barrier(PIPE_V);
            TMUL(v118, v118, v130);
            TMOV(v112, v103);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v338;
            uint64_t v339 = (uint64_t) v10;
            TASSIGN(v338, v339);
            TROWEXPANDSUB(v89, v87, v101, v338);
            pipe_barrier(PIPE_V);
            TMULS(v89, v89, v31);
            pipe_barrier(PIPE_V);
            TEXP(v89, v89);
            pipe_barrier(PIPE_V);
            TROWSUM(v104, v89, v87);
            pipe_barrier(PIPE_V);
            TADD(v118, v118, v106);
            wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID5);
            RoundMode v340 = RoundMode::CAST_RINT;
            SaturationMode v341 = SaturationMode::OFF;
            TCVT(v91, v89, v340, v341);
            set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
            // pto: %p_part_11
            ;
            __gm__ half* v342 = PTOAS__GLOBAL_TENSOR_DATA(v320);
            // pto: %p_part_11
            ;
            unsigned v343 = -32;
            // pto: %p_part_11
            ;
            pto::Shape<1, 1, 1, 32, 256> v344 = pto::Shape<1, 1, 1, 32, 256>();
            // pto: %p_part_11
            ;
            pto::Stride<-1, -1, -1, -1, -1> v345 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %p_part_11
            ;
            GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v346 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v342 + v343, v344, v345);
            wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
            TSTORE(v346, v91);
            TPUSH<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v73, v320);
            TFREE<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v62, v319);
          } else {
            // pto: %pv_entry_3
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v347(nullptr);
            TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v347);
            // pto: %pv_part_6
            ;
            __gm__ float* v348 = PTOAS__GLOBAL_TENSOR_DATA(v347);
            // pto: %pv_part_6
            ;
            pto::Shape<1, 1, 1, 32, 128> v349 = pto::Shape<1, 1, 1, 32, 128>();
            // pto: %pv_part_6
            ;
            pto::Stride<-1, -1, -1, -1, -1> v350 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %pv_part_6
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v351 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v348, v349, v350);
            TLOAD(v93, v351);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            // pto: %pv_part_7
            ;
            __gm__ float* v352 = PTOAS__GLOBAL_TENSOR_DATA(v347);
            // pto: %pv_part_7
            ;
            unsigned v353 = -32;
            // pto: %pv_part_7
            ;
            pto::Shape<1, 1, 1, 32, 128> v354 = pto::Shape<1, 1, 1, 32, 128>();
            // pto: %pv_part_7
            ;
            pto::Stride<-1, -1, -1, -1, -1> v355 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %pv_part_7
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v356 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v352 + v353, v354, v355);
            TLOAD(v95, v356);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v357;
            uint64_t v358 = (uint64_t) v10;
            TASSIGN(v357, v358);
            TROWEXPANDMUL(v97, v97, v131, v357);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            pipe_barrier(PIPE_V);
            TADD(v97, v97, v93);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v359;
            uint64_t v360 = (uint64_t) v10;
            TASSIGN(v359, v360);
            pipe_barrier(PIPE_V);
            TROWEXPANDMUL(v99, v99, v134, v359);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
            pipe_barrier(PIPE_V);
            TADD(v99, v99, v95);
            TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v347);
            // pto: %qk_entry_6
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v361(nullptr);
            TPOP<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v62, v361);
            // pto: %p_entry_6
            ;
            GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v362(nullptr);
            pipe_barrier(PIPE_MTE3);
            TALLOC<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v73, v362);
            // pto: %qk_part_12
            ;
            __gm__ float* v363 = PTOAS__GLOBAL_TENSOR_DATA(v361);
            // pto: %qk_part_12
            ;
            pto::Shape<1, 1, 1, 32, 256> v364 = pto::Shape<1, 1, 1, 32, 256>();
            // pto: %qk_part_12
            ;
            pto::Stride<-1, -1, -1, -1, -1> v365 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %qk_part_12
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v366 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v363, v364, v365);
            TLOAD(v85, v366);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            TROWMAX(v101, v85, v89);
            pipe_barrier(PIPE_V);
            TMAX(v103, v103, v109);
            pipe_barrier(PIPE_V);
            TSUB(v133, v109, v103);
            pipe_barrier(PIPE_V);
            TMULS(v133, v133, v31);
            pipe_barrier(PIPE_V);
            TEXP(v133, v133);
            pipe_barrier(PIPE_V);
            TMUL(v115, v115, v133);
            TMOV(v109, v103);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v367;
            uint64_t v368 = (uint64_t) v10;
            TASSIGN(v367, v368);
            TROWEXPANDSUB(v89, v85, v101, v367);
            pipe_barrier(PIPE_V);
            TMULS(v89, v89, v31);
            pipe_barrier(PIPE_V);
            TEXP(v89, v89);
            pipe_barrier(PIPE_V);
            TROWSUM(v104, v89, v85);
            pipe_barrier(PIPE_V);
            TADD(v115, v115, v106);
            RoundMode v369 = RoundMode::CAST_RINT;
            SaturationMode v370 = SaturationMode::OFF;
            TCVT(v91, v89, v369, v370);
            set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
            // pto: %p_part_12
            ;
            __gm__ half* v371 = PTOAS__GLOBAL_TENSOR_DATA(v362);
            // pto: %p_part_12
            ;
            pto::Shape<1, 1, 1, 32, 256> v372 = pto::Shape<1, 1, 1, 32, 256>();
            // pto: %p_part_12
            ;
            pto::Stride<-1, -1, -1, -1, -1> v373 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %p_part_12
            ;
            GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v374 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v371, v372, v373);
            wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
            pipe_barrier(PIPE_MTE3);
            TSTORE(v374, v91);
            set_flag(PIPE_MTE3, PIPE_V, EVENT_ID5);
            // pto: %qk_part_13
            ;
            __gm__ float* v375 = PTOAS__GLOBAL_TENSOR_DATA(v361);
            // pto: %qk_part_13
            ;
            unsigned v376 = -32;
            // pto: %qk_part_13
            ;
            pto::Shape<1, 1, 1, 32, 256> v377 = pto::Shape<1, 1, 1, 32, 256>();
            // pto: %qk_part_13
            ;
            pto::Stride<-1, -1, -1, -1, -1> v378 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %qk_part_13
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v379 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v375 + v376, v377, v378);
            TLOAD(v87, v379);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            pipe_barrier(PIPE_V);
            TROWMAX(v101, v87, v89);
            pipe_barrier(PIPE_V);
            TMAX(v103, v103, v112);
            pipe_barrier(PIPE_V);
            TSUB(v136, v112, v103);
            pipe_barrier(PIPE_V);
            TMULS(v136, v136, v31);
            pipe_barrier(PIPE_V);
            TEXP(v136, v136);
            pipe_barrier(PIPE_V);
            TMUL(v118, v118, v136);
            TMOV(v112, v103);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v380;
            uint64_t v381 = (uint64_t) v10;
            TASSIGN(v380, v381);
            TROWEXPANDSUB(v89, v87, v101, v380);
            pipe_barrier(PIPE_V);
            TMULS(v89, v89, v31);
            pipe_barrier(PIPE_V);
            TEXP(v89, v89);
            pipe_barrier(PIPE_V);
            TROWSUM(v104, v89, v87);
            pipe_barrier(PIPE_V);
            TADD(v118, v118, v106);
            wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID5);
            RoundMode v382 = RoundMode::CAST_RINT;
            SaturationMode v383 = SaturationMode::OFF;
            TCVT(v91, v89, v382, v383);
            set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
            // pto: %p_part_13
            ;
            __gm__ half* v384 = PTOAS__GLOBAL_TENSOR_DATA(v362);
            // pto: %p_part_13
            ;
            unsigned v385 = -32;
            // pto: %p_part_13
            ;
            pto::Shape<1, 1, 1, 32, 256> v386 = pto::Shape<1, 1, 1, 32, 256>();
            // pto: %p_part_13
            ;
            pto::Stride<-1, -1, -1, -1, -1> v387 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %p_part_13
            ;
            GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v388 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v384 + v385, v386, v387);
            wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
            TSTORE(v388, v91);
            TPUSH<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v73, v362);
            TFREE<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v62, v361);
          };
        };
        set_flag(PIPE_MTE3, PIPE_V, EVENT_ID4);
        set_flag(PIPE_V, PIPE_MTE2, EVENT_ID6);
      };
      wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID4);
    };
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID7);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID7);
    if (v222) {
      // pto: %slot_1
      ;
      int64_t v389 = v49 % v33;
      // pto: %is_slot_2
      ;
      if (v389 == v41) {
        // pto: %pv_entry_4
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v390(nullptr);
        TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v390);
        // pto: %pv_part_8
        ;
        __gm__ float* v391 = PTOAS__GLOBAL_TENSOR_DATA(v390);
        // pto: %pv_part_8
        ;
        pto::Shape<1, 1, 1, 32, 128> v392 = pto::Shape<1, 1, 1, 32, 128>();
        // pto: %pv_part_8
        ;
        pto::Stride<-1, -1, -1, -1, -1> v393 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_8
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v394 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v391, v392, v393);
        TLOAD(v93, v394);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        // pto: %pv_part_9
        ;
        __gm__ float* v395 = PTOAS__GLOBAL_TENSOR_DATA(v390);
        // pto: %pv_part_9
        ;
        unsigned v396 = -32;
        // pto: %pv_part_9
        ;
        pto::Shape<1, 1, 1, 32, 128> v397 = pto::Shape<1, 1, 1, 32, 128>();
        // pto: %pv_part_9
        ;
        pto::Stride<-1, -1, -1, -1, -1> v398 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_9
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v399 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v395 + v396, v397, v398);
        TLOAD(v95, v399);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v400;
        uint64_t v401 = (uint64_t) v10;
        TASSIGN(v400, v401);
        TROWEXPANDMUL(v97, v97, v119, v400);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        pipe_barrier(PIPE_V);
        TADD(v97, v97, v93);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v402;
        uint64_t v403 = (uint64_t) v10;
        TASSIGN(v402, v403);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v99, v99, v122, v402);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        pipe_barrier(PIPE_V);
        TADD(v99, v99, v95);
        TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v390);
      } else {
        // pto: %is_slot_3
        ;
        if (v389 == v37) {
          // pto: %pv_entry_5
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v404(nullptr);
          TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v404);
          // pto: %pv_part_10
          ;
          __gm__ float* v405 = PTOAS__GLOBAL_TENSOR_DATA(v404);
          // pto: %pv_part_10
          ;
          pto::Shape<1, 1, 1, 32, 128> v406 = pto::Shape<1, 1, 1, 32, 128>();
          // pto: %pv_part_10
          ;
          pto::Stride<-1, -1, -1, -1, -1> v407 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_10
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v408 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v405, v406, v407);
          TLOAD(v93, v408);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          // pto: %pv_part_11
          ;
          __gm__ float* v409 = PTOAS__GLOBAL_TENSOR_DATA(v404);
          // pto: %pv_part_11
          ;
          unsigned v410 = -32;
          // pto: %pv_part_11
          ;
          pto::Shape<1, 1, 1, 32, 128> v411 = pto::Shape<1, 1, 1, 32, 128>();
          // pto: %pv_part_11
          ;
          pto::Stride<-1, -1, -1, -1, -1> v412 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_11
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v413 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v409 + v410, v411, v412);
          TLOAD(v95, v413);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v414;
          uint64_t v415 = (uint64_t) v10;
          TASSIGN(v414, v415);
          TROWEXPANDMUL(v97, v97, v125, v414);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          pipe_barrier(PIPE_V);
          TADD(v97, v97, v93);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v416;
          uint64_t v417 = (uint64_t) v10;
          TASSIGN(v416, v417);
          pipe_barrier(PIPE_V);
          TROWEXPANDMUL(v99, v99, v128, v416);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
          pipe_barrier(PIPE_V);
          TADD(v99, v99, v95);
          TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v404);
        } else {
          // pto: %pv_entry_6
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v418(nullptr);
          TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v418);
          // pto: %pv_part_12
          ;
          __gm__ float* v419 = PTOAS__GLOBAL_TENSOR_DATA(v418);
          // pto: %pv_part_12
          ;
          pto::Shape<1, 1, 1, 32, 128> v420 = pto::Shape<1, 1, 1, 32, 128>();
          // pto: %pv_part_12
          ;
          pto::Stride<-1, -1, -1, -1, -1> v421 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_12
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v422 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v419, v420, v421);
          TLOAD(v93, v422);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          // pto: %pv_part_13
          ;
          __gm__ float* v423 = PTOAS__GLOBAL_TENSOR_DATA(v418);
          // pto: %pv_part_13
          ;
          unsigned v424 = -32;
          // pto: %pv_part_13
          ;
          pto::Shape<1, 1, 1, 32, 128> v425 = pto::Shape<1, 1, 1, 32, 128>();
          // pto: %pv_part_13
          ;
          pto::Stride<-1, -1, -1, -1, -1> v426 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_13
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v427 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v423 + v424, v425, v426);
          TLOAD(v95, v427);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v428;
          uint64_t v429 = (uint64_t) v10;
          TASSIGN(v428, v429);
          TROWEXPANDMUL(v97, v97, v131, v428);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          pipe_barrier(PIPE_V);
          TADD(v97, v97, v93);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v430;
          uint64_t v431 = (uint64_t) v10;
          TASSIGN(v430, v431);
          pipe_barrier(PIPE_V);
          TROWEXPANDMUL(v99, v99, v134, v430);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
          pipe_barrier(PIPE_V);
          TADD(v99, v99, v95);
          TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v418);
        };
      };
    } else {
      // pto: %pv_entry_7
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v432(nullptr);
      TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v432);
      // pto: %pv_part_14
      ;
      __gm__ float* v433 = PTOAS__GLOBAL_TENSOR_DATA(v432);
      // pto: %pv_part_14
      ;
      pto::Shape<1, 1, 1, 32, 128> v434 = pto::Shape<1, 1, 1, 32, 128>();
      // pto: %pv_part_14
      ;
      pto::Stride<-1, -1, -1, -1, -1> v435 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_14
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v436 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v433, v434, v435);
      TLOAD(v97, v436);
      // pto: %pv_part_15
      ;
      __gm__ float* v437 = PTOAS__GLOBAL_TENSOR_DATA(v432);
      // pto: %pv_part_15
      ;
      unsigned v438 = -32;
      // pto: %pv_part_15
      ;
      pto::Shape<1, 1, 1, 32, 128> v439 = pto::Shape<1, 1, 1, 32, 128>();
      // pto: %pv_part_15
      ;
      pto::Stride<-1, -1, -1, -1, -1> v440 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_15
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v441 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v437 + v438, v439, v440);
      TLOAD(v99, v441);
      TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v432);
    };
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    // pto: %slot_2
    ;
    int64_t v442 = (int64_t) ((uint64_t) v48 + (uint64_t) v9) % v33;
    // pto: %is_slot_4
    ;
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    if (v442 == v41) {
      // pto: %pv_entry_8
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v443(nullptr);
      TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v443);
      // pto: %pv_part_16
      ;
      __gm__ float* v444 = PTOAS__GLOBAL_TENSOR_DATA(v443);
      // pto: %pv_part_16
      ;
      pto::Shape<1, 1, 1, 32, 128> v445 = pto::Shape<1, 1, 1, 32, 128>();
      // pto: %pv_part_16
      ;
      pto::Stride<-1, -1, -1, -1, -1> v446 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_16
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v447 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v444, v445, v446);
      TLOAD(v93, v447);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      // pto: %pv_part_17
      ;
      __gm__ float* v448 = PTOAS__GLOBAL_TENSOR_DATA(v443);
      // pto: %pv_part_17
      ;
      unsigned v449 = -32;
      // pto: %pv_part_17
      ;
      pto::Shape<1, 1, 1, 32, 128> v450 = pto::Shape<1, 1, 1, 32, 128>();
      // pto: %pv_part_17
      ;
      pto::Stride<-1, -1, -1, -1, -1> v451 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_17
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v452 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v448 + v449, v450, v451);
      TLOAD(v95, v452);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
      Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v453;
      uint64_t v454 = (uint64_t) v10;
      TASSIGN(v453, v454);
      pipe_barrier(PIPE_V);
      TROWEXPANDMUL(v97, v97, v119, v453);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      pipe_barrier(PIPE_V);
      TADD(v97, v97, v93);
      Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v455;
      uint64_t v456 = (uint64_t) v10;
      TASSIGN(v455, v456);
      pipe_barrier(PIPE_V);
      TROWEXPANDMUL(v99, v99, v122, v455);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
      pipe_barrier(PIPE_V);
      TADD(v99, v99, v95);
      TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v443);
    } else {
      // pto: %is_slot_5
      ;
      if (v442 == v37) {
        // pto: %pv_entry_9
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v457(nullptr);
        TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v457);
        // pto: %pv_part_18
        ;
        __gm__ float* v458 = PTOAS__GLOBAL_TENSOR_DATA(v457);
        // pto: %pv_part_18
        ;
        pto::Shape<1, 1, 1, 32, 128> v459 = pto::Shape<1, 1, 1, 32, 128>();
        // pto: %pv_part_18
        ;
        pto::Stride<-1, -1, -1, -1, -1> v460 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_18
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v461 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v458, v459, v460);
        TLOAD(v93, v461);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        // pto: %pv_part_19
        ;
        __gm__ float* v462 = PTOAS__GLOBAL_TENSOR_DATA(v457);
        // pto: %pv_part_19
        ;
        unsigned v463 = -32;
        // pto: %pv_part_19
        ;
        pto::Shape<1, 1, 1, 32, 128> v464 = pto::Shape<1, 1, 1, 32, 128>();
        // pto: %pv_part_19
        ;
        pto::Stride<-1, -1, -1, -1, -1> v465 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_19
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v466 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v462 + v463, v464, v465);
        TLOAD(v95, v466);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v467;
        uint64_t v468 = (uint64_t) v10;
        TASSIGN(v467, v468);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v97, v97, v125, v467);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        pipe_barrier(PIPE_V);
        TADD(v97, v97, v93);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v469;
        uint64_t v470 = (uint64_t) v10;
        TASSIGN(v469, v470);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v99, v99, v128, v469);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        pipe_barrier(PIPE_V);
        TADD(v99, v99, v95);
        TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v457);
      } else {
        // pto: %pv_entry_10
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v471(nullptr);
        TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v471);
        // pto: %pv_part_20
        ;
        __gm__ float* v472 = PTOAS__GLOBAL_TENSOR_DATA(v471);
        // pto: %pv_part_20
        ;
        pto::Shape<1, 1, 1, 32, 128> v473 = pto::Shape<1, 1, 1, 32, 128>();
        // pto: %pv_part_20
        ;
        pto::Stride<-1, -1, -1, -1, -1> v474 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_20
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v475 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v472, v473, v474);
        TLOAD(v93, v475);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        // pto: %pv_part_21
        ;
        __gm__ float* v476 = PTOAS__GLOBAL_TENSOR_DATA(v471);
        // pto: %pv_part_21
        ;
        unsigned v477 = -32;
        // pto: %pv_part_21
        ;
        pto::Shape<1, 1, 1, 32, 128> v478 = pto::Shape<1, 1, 1, 32, 128>();
        // pto: %pv_part_21
        ;
        pto::Stride<-1, -1, -1, -1, -1> v479 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_21
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v480 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v476 + v477, v478, v479);
        TLOAD(v95, v480);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v481;
        uint64_t v482 = (uint64_t) v10;
        TASSIGN(v481, v482);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v97, v97, v131, v481);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        pipe_barrier(PIPE_V);
        TADD(v97, v97, v93);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v483;
        uint64_t v484 = (uint64_t) v10;
        TASSIGN(v483, v484);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v99, v99, v134, v483);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        pipe_barrier(PIPE_V);
        TADD(v99, v99, v95);
        TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v471);
      };
    };
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    // pto: %slot_3
    ;
    int64_t v485 = (int64_t) ((uint64_t) v48 + (uint64_t) v8) % v33;
    // pto: %is_slot_6
    ;
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    if (v485 == v41) {
      // pto: %pv_entry_11
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v486(nullptr);
      TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v486);
      // pto: %pv_part_22
      ;
      __gm__ float* v487 = PTOAS__GLOBAL_TENSOR_DATA(v486);
      // pto: %pv_part_22
      ;
      pto::Shape<1, 1, 1, 32, 128> v488 = pto::Shape<1, 1, 1, 32, 128>();
      // pto: %pv_part_22
      ;
      pto::Stride<-1, -1, -1, -1, -1> v489 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_22
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v490 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v487, v488, v489);
      TLOAD(v93, v490);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      // pto: %pv_part_23
      ;
      __gm__ float* v491 = PTOAS__GLOBAL_TENSOR_DATA(v486);
      // pto: %pv_part_23
      ;
      unsigned v492 = -32;
      // pto: %pv_part_23
      ;
      pto::Shape<1, 1, 1, 32, 128> v493 = pto::Shape<1, 1, 1, 32, 128>();
      // pto: %pv_part_23
      ;
      pto::Stride<-1, -1, -1, -1, -1> v494 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_23
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v495 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v491 + v492, v493, v494);
      TLOAD(v95, v495);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
      Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v496;
      uint64_t v497 = (uint64_t) v10;
      TASSIGN(v496, v497);
      pipe_barrier(PIPE_V);
      TROWEXPANDMUL(v97, v97, v119, v496);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      pipe_barrier(PIPE_V);
      TADD(v97, v97, v93);
      Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v498;
      uint64_t v499 = (uint64_t) v10;
      TASSIGN(v498, v499);
      pipe_barrier(PIPE_V);
      TROWEXPANDMUL(v99, v99, v122, v498);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
      pipe_barrier(PIPE_V);
      TADD(v99, v99, v95);
      TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v486);
    } else {
      // pto: %is_slot_7
      ;
      if (v485 == v37) {
        // pto: %pv_entry_12
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v500(nullptr);
        TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v500);
        // pto: %pv_part_24
        ;
        __gm__ float* v501 = PTOAS__GLOBAL_TENSOR_DATA(v500);
        // pto: %pv_part_24
        ;
        pto::Shape<1, 1, 1, 32, 128> v502 = pto::Shape<1, 1, 1, 32, 128>();
        // pto: %pv_part_24
        ;
        pto::Stride<-1, -1, -1, -1, -1> v503 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_24
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v504 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v501, v502, v503);
        TLOAD(v93, v504);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        // pto: %pv_part_25
        ;
        __gm__ float* v505 = PTOAS__GLOBAL_TENSOR_DATA(v500);
        // pto: %pv_part_25
        ;
        unsigned v506 = -32;
        // pto: %pv_part_25
        ;
        pto::Shape<1, 1, 1, 32, 128> v507 = pto::Shape<1, 1, 1, 32, 128>();
        // pto: %pv_part_25
        ;
        pto::Stride<-1, -1, -1, -1, -1> v508 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_25
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v509 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v505 + v506, v507, v508);
        TLOAD(v95, v509);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v510;
        uint64_t v511 = (uint64_t) v10;
        TASSIGN(v510, v511);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v97, v97, v125, v510);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        pipe_barrier(PIPE_V);
        TADD(v97, v97, v93);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v512;
        uint64_t v513 = (uint64_t) v10;
        TASSIGN(v512, v513);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v99, v99, v128, v512);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        pipe_barrier(PIPE_V);
        TADD(v99, v99, v95);
        TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v500);
      } else {
        // pto: %pv_entry_13
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v514(nullptr);
        TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v514);
        // pto: %pv_part_26
        ;
        __gm__ float* v515 = PTOAS__GLOBAL_TENSOR_DATA(v514);
        // pto: %pv_part_26
        ;
        pto::Shape<1, 1, 1, 32, 128> v516 = pto::Shape<1, 1, 1, 32, 128>();
        // pto: %pv_part_26
        ;
        pto::Stride<-1, -1, -1, -1, -1> v517 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_26
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v518 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v515, v516, v517);
        TLOAD(v93, v518);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        // pto: %pv_part_27
        ;
        __gm__ float* v519 = PTOAS__GLOBAL_TENSOR_DATA(v514);
        // pto: %pv_part_27
        ;
        unsigned v520 = -32;
        // pto: %pv_part_27
        ;
        pto::Shape<1, 1, 1, 32, 128> v521 = pto::Shape<1, 1, 1, 32, 128>();
        // pto: %pv_part_27
        ;
        pto::Stride<-1, -1, -1, -1, -1> v522 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_27
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v523 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v519 + v520, v521, v522);
        TLOAD(v95, v523);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v524;
        uint64_t v525 = (uint64_t) v10;
        TASSIGN(v524, v525);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v97, v97, v131, v524);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        pipe_barrier(PIPE_V);
        TADD(v97, v97, v93);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v526;
        uint64_t v527 = (uint64_t) v10;
        TASSIGN(v526, v527);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v99, v99, v134, v526);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        pipe_barrier(PIPE_V);
        TADD(v99, v99, v95);
        TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v514);
      };
    };
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    // pto: %split, %split_row, %out_row, %q_block, %block_row, %row_in_split, %half, %half_row
    ;
    int64_t v528 = (int64_t) ((uint64_t) ((int64_t) (uint64_t) (v137 % v43) * (uint64_t) v44) + (uint64_t) ((int64_t) (uint64_t) ((int64_t) (uint64_t) (v137 / v43) * (uint64_t) v39) + (uint64_t) ((int64_t) (uint64_t) ((int64_t) v50) * (uint64_t) v34)));
    // pto: %out_part
    ;
    const int64_t v529 = 0;
    // pto: %out_part
    ;
    const int64_t v530 = 128;
    // pto: %out_part
    ;
    pto::Shape<1, 1, 1, 32, 128> v531 = pto::Shape<1, 1, 1, 32, 128>();
    // pto: %out_part
    ;
    pto::Stride<4096, 4096, 4096, 128, 1> v532 = pto::Stride<4096, 4096, 4096, 128, 1>();
    // pto: %out_part
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND> v533 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND>((__gm__ float*) v1 + (v529 + v528 * v530), v531, v532);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    TSTORE(v533, v97);
    // pto: %row_part
    ;
    const int64_t v534 = 0;
    // pto: %row_part
    ;
    pto::Shape<1, 1, 1, 1, 32> v535 = pto::Shape<1, 1, 1, 1, 32>();
    // pto: %row_part
    ;
    pto::Stride<2048, 2048, 2048, 2048, 1> v536 = pto::Stride<2048, 2048, 2048, 2048, 1>();
    // pto: %row_part
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 1, 32>, pto::Stride<2048, 2048, 2048, 2048, 1>, pto::Layout::ND> v537 = GlobalTensor<float, pto::Shape<1, 1, 1, 1, 32>, pto::Stride<2048, 2048, 2048, 2048, 1>, pto::Layout::ND>((__gm__ float*) v2 + (v534 + v528), v535, v536);
    TSTORE(v537, v109);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
    // pto: %row_part_1
    ;
    const int64_t v538 = 0;
    // pto: %row_part_1
    ;
    pto::Shape<1, 1, 1, 1, 32> v539 = pto::Shape<1, 1, 1, 1, 32>();
    // pto: %row_part_1
    ;
    pto::Stride<2048, 2048, 2048, 2048, 1> v540 = pto::Stride<2048, 2048, 2048, 2048, 1>();
    // pto: %row_part_1
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 1, 32>, pto::Stride<2048, 2048, 2048, 2048, 1>, pto::Layout::ND> v541 = GlobalTensor<float, pto::Shape<1, 1, 1, 1, 32>, pto::Stride<2048, 2048, 2048, 2048, 1>, pto::Layout::ND>((__gm__ float*) v3 + (v538 + v528), v539, v540);
    TSTORE(v541, v115);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
    // pto: %slice_row_1
    ;
    int64_t v542 = (int64_t) ((uint64_t) v528 + (uint64_t) v42);
    // pto: %out_part_1
    ;
    const int64_t v543 = 0;
    // pto: %out_part_1
    ;
    const int64_t v544 = 128;
    // pto: %out_part_1
    ;
    pto::Shape<1, 1, 1, 32, 128> v545 = pto::Shape<1, 1, 1, 32, 128>();
    // pto: %out_part_1
    ;
    pto::Stride<4096, 4096, 4096, 128, 1> v546 = pto::Stride<4096, 4096, 4096, 128, 1>();
    // pto: %out_part_1
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND> v547 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND>((__gm__ float*) v1 + (v543 + v542 * v544), v545, v546);
    pipe_barrier(PIPE_MTE3);
    TSTORE(v547, v99);
    // pto: %row_part_2
    ;
    const int64_t v548 = 0;
    // pto: %row_part_2
    ;
    pto::Shape<1, 1, 1, 1, 32> v549 = pto::Shape<1, 1, 1, 1, 32>();
    // pto: %row_part_2
    ;
    pto::Stride<2048, 2048, 2048, 2048, 1> v550 = pto::Stride<2048, 2048, 2048, 2048, 1>();
    // pto: %row_part_2
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 1, 32>, pto::Stride<2048, 2048, 2048, 2048, 1>, pto::Layout::ND> v551 = GlobalTensor<float, pto::Shape<1, 1, 1, 1, 32>, pto::Stride<2048, 2048, 2048, 2048, 1>, pto::Layout::ND>((__gm__ float*) v2 + (v548 + v542), v549, v550);
    TSTORE(v551, v112);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
    // pto: %row_part_3
    ;
    const int64_t v552 = 0;
    // pto: %row_part_3
    ;
    pto::Shape<1, 1, 1, 1, 32> v553 = pto::Shape<1, 1, 1, 1, 32>();
    // pto: %row_part_3
    ;
    pto::Stride<2048, 2048, 2048, 2048, 1> v554 = pto::Stride<2048, 2048, 2048, 2048, 1>();
    // pto: %row_part_3
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 1, 32>, pto::Stride<2048, 2048, 2048, 2048, 1>, pto::Layout::ND> v555 = GlobalTensor<float, pto::Shape<1, 1, 1, 1, 32>, pto::Stride<2048, 2048, 2048, 2048, 1>, pto::Layout::ND>((__gm__ float*) v3 + (v552 + v542), v553, v554);
    TSTORE(v555, v118);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID3);
  }
  wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
  wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
  wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID3);
  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID6);
  #endif // __DAV_VEC__

  ptoas_auto_sync_tail(PTOAutoSyncTailMode::kBarrierAll);
  return;
}

extern "C" __global__ AICORE void fa_reduce(__gm__ float* v1, __gm__ float* v2, __gm__ float* v3, __gm__ float* v4) {
  using T = float;

  #if defined(__DAV_VEC__)
  set_mask_norm();
  set_vector_mask(-1, -1);
  const int64_t v5 = 50432;
  const int64_t v6 = 42240;
  const int64_t v7 = 34048;
  const int64_t v8 = 33792;
  const int64_t v9 = 33536;
  const int64_t v10 = 33280;
  const int64_t v11 = 33024;
  const int64_t v12 = 32768;
  const int64_t v13 = 16384;
  const int64_t v14 = 0;
  // pto: %scale
  const float v15 = 0.0883883461f;
  // pto: %c1024
  const int64_t v16 = 1024;
  // pto: %c32
  const int64_t v17 = 32;
  // pto: %cores_i64
  int64_t v18 = get_subblockdim();
  // pto: %cores
  int64_t v19 = (int64_t) v18;
  // pto: %block_i64
  int64_t v20 = get_block_idx();
  // pto: %core_i64
  int64_t v21 = get_subblockid();
  // pto: %block, %first_worker, %worker, %core
  // pto: %blocks_i64
  int64_t v22 = get_block_num();
  // pto: %blocks, %workers
  // pto: %o
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v23;
  // pto: %o
  uint64_t v24 = (uint64_t) v14;
  TASSIGN(v23, v24);
  // pto: %o_1
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v25;
  // pto: %o_1
  uint64_t v26 = (uint64_t) v13;
  TASSIGN(v25, v26);
  // pto: %split_max
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v27;
  // pto: %split_max
  uint64_t v28 = (uint64_t) v12;
  TASSIGN(v27, v28);
  // pto: %split_max_row
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v29;
  TRESHAPE(v29, v27);
  // pto: %split_max_1
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v30;
  // pto: %split_max_1
  uint64_t v31 = (uint64_t) v11;
  TASSIGN(v30, v31);
  // pto: %split_max_row_1
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v32;
  TRESHAPE(v32, v30);
  // pto: %split_sum
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v33;
  // pto: %split_sum
  uint64_t v34 = (uint64_t) v10;
  TASSIGN(v33, v34);
  // pto: %split_sum_row
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v35;
  TRESHAPE(v35, v33);
  // pto: %split_sum_1
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v36;
  // pto: %split_sum_1
  uint64_t v37 = (uint64_t) v9;
  TASSIGN(v36, v37);
  // pto: %split_sum_row_1
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v38;
  TRESHAPE(v38, v36);
  // pto: %top
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v39;
  // pto: %top
  uint64_t v40 = (uint64_t) v8;
  TASSIGN(v39, v40);
  // pto: %top_row
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v41;
  TRESHAPE(v41, v39);
  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
  set_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
  for (int64_t v42 = (int64_t) ((uint64_t) ((int64_t) (uint64_t) ((int64_t) v20) * (uint64_t) v19) + (uint64_t) ((int64_t) v21)); v42 < v17; v42 += (int64_t) ((uint64_t) ((int64_t) v22) * (uint64_t) v19)) {
    // pto: %first_row
    ;
    int64_t v43 = (int64_t) ((uint64_t) v42 * (uint64_t) v17);
    // pto: %row_part
    ;
    const int64_t v44 = 0;
    // pto: %row_part
    ;
    pto::Shape<1, 1, 1, 1, 32> v45 = pto::Shape<1, 1, 1, 1, 32>();
    // pto: %row_part
    ;
    pto::Stride<2048, 2048, 2048, 2048, 1> v46 = pto::Stride<2048, 2048, 2048, 2048, 1>();
    // pto: %row_part
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 1, 32>, pto::Stride<2048, 2048, 2048, 2048, 1>, pto::Layout::ND> v47 = GlobalTensor<float, pto::Shape<1, 1, 1, 1, 32>, pto::Stride<2048, 2048, 2048, 2048, 1>, pto::Layout::ND>((__gm__ float*) v3 + (v44 + v43), v45, v46);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    TLOAD(v29, v47);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    // pto: %row_part_1
    ;
    const int64_t v48 = 0;
    // pto: %row_part_1
    ;
    pto::Shape<1, 1, 1, 1, 32> v49 = pto::Shape<1, 1, 1, 1, 32>();
    // pto: %row_part_1
    ;
    pto::Stride<2048, 2048, 2048, 2048, 1> v50 = pto::Stride<2048, 2048, 2048, 2048, 1>();
    // pto: %row_part_1
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 1, 32>, pto::Stride<2048, 2048, 2048, 2048, 1>, pto::Layout::ND> v51 = GlobalTensor<float, pto::Shape<1, 1, 1, 1, 32>, pto::Stride<2048, 2048, 2048, 2048, 1>, pto::Layout::ND>((__gm__ float*) v4 + (v48 + v43), v49, v50);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
    TLOAD(v35, v51);
    // pto: %o_part
    ;
    const int64_t v52 = 0;
    // pto: %o_part
    ;
    const int64_t v53 = 128;
    // pto: %o_part
    ;
    pto::Shape<1, 1, 1, 32, 128> v54 = pto::Shape<1, 1, 1, 32, 128>();
    // pto: %o_part
    ;
    pto::Stride<4096, 4096, 4096, 128, 1> v55 = pto::Stride<4096, 4096, 4096, 128, 1>();
    // pto: %o_part
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND> v56 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND>((__gm__ float*) v2 + (v52 + v43 * v53), v54, v55);
    wait_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
    TLOAD(v23, v56);
    // pto: %row_1
    ;
    int64_t v57 = (int64_t) ((uint64_t) v43 + (uint64_t) v16);
    // pto: %row_part_2
    ;
    const int64_t v58 = 0;
    // pto: %row_part_2
    ;
    pto::Shape<1, 1, 1, 1, 32> v59 = pto::Shape<1, 1, 1, 1, 32>();
    // pto: %row_part_2
    ;
    pto::Stride<2048, 2048, 2048, 2048, 1> v60 = pto::Stride<2048, 2048, 2048, 2048, 1>();
    // pto: %row_part_2
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 1, 32>, pto::Stride<2048, 2048, 2048, 2048, 1>, pto::Layout::ND> v61 = GlobalTensor<float, pto::Shape<1, 1, 1, 1, 32>, pto::Stride<2048, 2048, 2048, 2048, 1>, pto::Layout::ND>((__gm__ float*) v3 + (v58 + v57), v59, v60);
    TLOAD(v32, v61);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
    // pto: %row_part_3
    ;
    const int64_t v62 = 0;
    // pto: %row_part_3
    ;
    pto::Shape<1, 1, 1, 1, 32> v63 = pto::Shape<1, 1, 1, 1, 32>();
    // pto: %row_part_3
    ;
    pto::Stride<2048, 2048, 2048, 2048, 1> v64 = pto::Stride<2048, 2048, 2048, 2048, 1>();
    // pto: %row_part_3
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 1, 32>, pto::Stride<2048, 2048, 2048, 2048, 1>, pto::Layout::ND> v65 = GlobalTensor<float, pto::Shape<1, 1, 1, 1, 32>, pto::Stride<2048, 2048, 2048, 2048, 1>, pto::Layout::ND>((__gm__ float*) v4 + (v62 + v57), v63, v64);
    TLOAD(v38, v65);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
    // pto: %o_part_1
    ;
    const int64_t v66 = 0;
    // pto: %o_part_1
    ;
    const int64_t v67 = 128;
    // pto: %o_part_1
    ;
    pto::Shape<1, 1, 1, 32, 128> v68 = pto::Shape<1, 1, 1, 32, 128>();
    // pto: %o_part_1
    ;
    pto::Stride<4096, 4096, 4096, 128, 1> v69 = pto::Stride<4096, 4096, 4096, 128, 1>();
    // pto: %o_part_1
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND> v70 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND>((__gm__ float*) v2 + (v66 + v57 * v67), v68, v69);
    TLOAD(v25, v70);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    TMOV(v41, v29);
    pipe_barrier(PIPE_V);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
    TMAX(v41, v41, v32);
    pipe_barrier(PIPE_V);
    TSUB(v29, v29, v41);
    pipe_barrier(PIPE_V);
    TMULS(v29, v29, v15);
    pipe_barrier(PIPE_V);
    TEXP(v29, v29);
    pipe_barrier(PIPE_V);
    TMUL(v35, v35, v29);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v71;
    uint64_t v72 = (uint64_t) v7;
    TASSIGN(v71, v72);
    TROWEXPANDMUL(v23, v23, v27, v71);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    TSUB(v32, v32, v41);
    pipe_barrier(PIPE_V);
    TMULS(v32, v32, v15);
    pipe_barrier(PIPE_V);
    TEXP(v32, v32);
    pipe_barrier(PIPE_V);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
    TMUL(v38, v38, v32);
    pipe_barrier(PIPE_V);
    TADD(v35, v35, v38);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v73;
    uint64_t v74 = (uint64_t) v6;
    TASSIGN(v73, v74);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
    TROWEXPANDMUL(v25, v25, v30, v73);
    pipe_barrier(PIPE_V);
    TADD(v23, v23, v25);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v75;
    uint64_t v76 = (uint64_t) v5;
    TASSIGN(v75, v76);
    pipe_barrier(PIPE_V);
    TROWEXPANDDIV(v23, v23, v33, v75);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    // pto: %out_part
    ;
    const int64_t v77 = 0;
    // pto: %out_part
    ;
    const int64_t v78 = 128;
    // pto: %out_part
    ;
    pto::Shape<1, 1, 1, 32, 128> v79 = pto::Shape<1, 1, 1, 32, 128>();
    // pto: %out_part
    ;
    pto::Stride<4096, 4096, 4096, 128, 1> v80 = pto::Stride<4096, 4096, 4096, 128, 1>();
    // pto: %out_part
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND> v81 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND>((__gm__ float*) v1 + (v77 + v43 * v78), v79, v80);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    TSTORE(v81, v23);
    set_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
  }
  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
  wait_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);
  #endif // __DAV_VEC__

  ptoas_auto_sync_tail(PTOAutoSyncTailMode::kBarrierAll);
  return;
}

extern "C" __global__ AICORE void fa(__gm__ int64_t* v1, __gm__ half* v2, __gm__ half* v3, __gm__ half* v4, __gm__ float* v5, __gm__ float* v6, __gm__ float* v7, __gm__ float* v8, __gm__ half* v9, __gm__ float* v10, int32_t v11) {
  using T = float;
  uint64_t v12 = reinterpret_cast<uint64_t>(v1);
  set_ffts_base_addr(v12);
  fa_cube(v2, v3, v4, v8, v9, v10, v11);
  fa_vector(v5, v6, v7, v8, v9, v10, v11);
  return;
}