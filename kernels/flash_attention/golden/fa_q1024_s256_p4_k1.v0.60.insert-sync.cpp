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
  const int64_t v10 = -3;
  const int64_t v11 = 196608;
  const int64_t v12 = 163840;
  const int64_t v13 = 131072;
  const int64_t v14 = 98304;
  const int64_t v15 = 65536;
  const int64_t v16 = 32768;
  const int64_t v17 = 0;
  const int64_t v18 = 256;
  // pto: %c4
  const int64_t v19 = 4;
  // pto: %c262144
  const int64_t v20 = 262144;
  const int64_t v21 = 128;
  // pto: %c1
  const int64_t v22 = 1;
  // pto: %c131072
  const int64_t v23 = 131072;
  // pto: %c8
  const int64_t v24 = 8;
  const int64_t v25 = 0;
  // pto: %block_i64
  int64_t v26 = get_block_idx();
  // pto: %block
  int64_t v27 = (int64_t) v26;
  // pto: %blocks_i64
  int64_t v28 = get_block_num();
  // pto: %blocks
  // pto: %s1, %tiles
  int64_t v29 = (int64_t) v7 / v18;
  // pto: %steady
  int64_t v30 = (int64_t) ((uint64_t) v29 - (uint64_t) v19);
  // pto: %qk_offset
  int64_t v31 = (int64_t) ((uint64_t) v27 * (uint64_t) v20);
  // pto: %qk_slots
  const int64_t v32 = 1;
  // pto: %qk_slots
  const int64_t v33 = 1;
  // pto: %qk_slots
  const int64_t v34 = 1;
  // pto: %qk_slots
  int64_t v35 = v21 * v18;
  // pto: %qk_slots
  int64_t v36 = v34 * v35;
  // pto: %qk_slots
  pto::Shape<1, 1, 1, 128, 256> v37 = pto::Shape<1, 1, 1, 128, 256>(v32, v33, v34, v21, v18);
  // pto: %qk_slots
  pto::Stride<-1, -1, -1, -1, -1> v38 = pto::Stride<-1, -1, -1, -1, -1>(v33 * v36, v36, v35, v18, v22);
  // pto: %qk_base, %qk_slots
  GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v39 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v4 + v31, v37, v38);
  // pto: %qk_pipe
  __gm__ float* v40 = PTOAS__GLOBAL_TENSOR_DATA(v39);
  // pto: %qk_pipe
  const int32_t v41 = 0;
  // pto: %qk_pipe
  auto v42 = TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>(v40, v41, v41);
  // pto: %p_slots
  const int64_t v43 = 1;
  // pto: %p_slots
  const int64_t v44 = 1;
  // pto: %p_slots
  const int64_t v45 = 1;
  // pto: %p_slots
  int64_t v46 = v21 * v18;
  // pto: %p_slots
  int64_t v47 = v45 * v46;
  // pto: %p_slots
  pto::Shape<1, 1, 1, 128, 256> v48 = pto::Shape<1, 1, 1, 128, 256>(v43, v44, v45, v21, v18);
  // pto: %p_slots
  pto::Stride<-1, -1, -1, -1, -1> v49 = pto::Stride<-1, -1, -1, -1, -1>(v44 * v47, v47, v46, v18, v22);
  // pto: %p_base, %p_slots
  GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v50 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v5 + v31, v48, v49);
  // pto: %p_pipe
  __gm__ half* v51 = PTOAS__GLOBAL_TENSOR_DATA(v50);
  // pto: %p_pipe
  const int32_t v52 = 0;
  // pto: %p_pipe
  auto v53 = TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>(v51, v52, v52);
  // pto: %pv_slots
  const int64_t v54 = 1;
  // pto: %pv_slots
  const int64_t v55 = 1;
  // pto: %pv_slots
  const int64_t v56 = 1;
  // pto: %pv_slots
  int64_t v57 = v21 * v21;
  // pto: %pv_slots
  int64_t v58 = v56 * v57;
  // pto: %pv_slots
  pto::Shape<1, 1, 1, 128, 128> v59 = pto::Shape<1, 1, 1, 128, 128>(v54, v55, v56, v21, v21);
  // pto: %pv_slots
  pto::Stride<-1, -1, -1, -1, -1> v60 = pto::Stride<-1, -1, -1, -1, -1>(v55 * v58, v58, v57, v21, v22);
  // pto: %pv_offset, %pv_base, %pv_slots
  GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v61 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v6 + (int64_t) ((uint64_t) v27 * (uint64_t) v23), v59, v60);
  // pto: %pv_pipe
  __gm__ float* v62 = PTOAS__GLOBAL_TENSOR_DATA(v61);
  // pto: %pv_pipe
  const int32_t v63 = 0;
  // pto: %pv_pipe
  auto v64 = TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>(v62, v63, v63);
  // pto: %q_l1
  Tile<TileType::Mat, half, 128, 128, BLayout::ColMajor, 128, 128, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v65;
  // pto: %q_l1
  uint64_t v66 = (uint64_t) v17;
  TASSIGN(v65, v66);
  // pto: %k_l1
  Tile<TileType::Mat, half, 128, 128, BLayout::RowMajor, 128, 128, SLayout::ColMajor, 512, PadValue::Null, CompactMode::Null> v67;
  // pto: %k_l1
  uint64_t v68 = (uint64_t) v16;
  TASSIGN(v67, v68);
  // pto: %k_l1_1
  Tile<TileType::Mat, half, 128, 128, BLayout::RowMajor, 128, 128, SLayout::ColMajor, 512, PadValue::Null, CompactMode::Null> v69;
  // pto: %k_l1_1
  uint64_t v70 = (uint64_t) v15;
  TASSIGN(v69, v70);
  // pto: %p_l1
  Tile<TileType::Mat, half, 128, 128, BLayout::ColMajor, 128, 128, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v71;
  // pto: %p_l1
  uint64_t v72 = (uint64_t) v14;
  TASSIGN(v71, v72);
  // pto: %p_l1_1
  Tile<TileType::Mat, half, 128, 128, BLayout::ColMajor, 128, 128, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v73;
  // pto: %p_l1_1
  uint64_t v74 = (uint64_t) v13;
  TASSIGN(v73, v74);
  // pto: %v_l1
  Tile<TileType::Mat, half, 128, 128, BLayout::ColMajor, 128, 128, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v75;
  // pto: %v_l1
  uint64_t v76 = (uint64_t) v12;
  TASSIGN(v75, v76);
  // pto: %v_l1_1
  Tile<TileType::Mat, half, 128, 128, BLayout::ColMajor, 128, 128, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v77;
  // pto: %v_l1_1
  uint64_t v78 = (uint64_t) v11;
  TASSIGN(v77, v78);
  // pto: %q_left
  Tile<TileType::Left, half, 128, 128, BLayout::RowMajor, 128, 128, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v79;
  // pto: %q_left
  uint64_t v80 = (uint64_t) v17;
  TASSIGN(v79, v80);
  // pto: %p_left
  Tile<TileType::Left, half, 128, 128, BLayout::RowMajor, 128, 128, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v81;
  // pto: %p_left
  uint64_t v82 = (uint64_t) v16;
  TASSIGN(v81, v82);
  // pto: %k_right
  Tile<TileType::Right, half, 128, 128, BLayout::RowMajor, 128, 128, SLayout::ColMajor, 512, PadValue::Null, CompactMode::Null> v83;
  // pto: %k_right
  uint64_t v84 = (uint64_t) v17;
  TASSIGN(v83, v84);
  // pto: %v_right
  Tile<TileType::Right, half, 128, 128, BLayout::RowMajor, 128, 128, SLayout::ColMajor, 512, PadValue::Null, CompactMode::Null> v85;
  // pto: %v_right
  uint64_t v86 = (uint64_t) v16;
  TASSIGN(v85, v86);
  // pto: %qk_acc
  Tile<TileType::Acc, float, 128, 128, BLayout::ColMajor, 128, 128, SLayout::RowMajor, 1024, PadValue::Null, CompactMode::Null> v87;
  // pto: %qk_acc
  uint64_t v88 = (uint64_t) v17;
  TASSIGN(v87, v88);
  // pto: %pv_acc
  Tile<TileType::Acc, float, 128, 128, BLayout::ColMajor, 128, 128, SLayout::RowMajor, 1024, PadValue::Null, CompactMode::Null> v89;
  // pto: %pv_acc
  uint64_t v90 = (uint64_t) v15;
  TASSIGN(v89, v90);
  set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID7);
  set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID6);
  set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID3);
  set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID2);
  set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID1);
  set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID0);
  for (int64_t v91 = v27; v91 < v24; v91 += (int64_t) v28) {
    // pto: %q_part
    ;
    const int64_t v92 = 0;
    // pto: %q_part
    ;
    const int64_t v93 = 128;
    // pto: %q_part
    ;
    pto::Shape<1, 1, 1, 128, 128> v94 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %q_part
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v95 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %q_part, %q_row
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v96 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v1 + (v92 + (int64_t) ((uint64_t) v91 * (uint64_t) v21) * v93), v94, v95);
    TLOAD(v65, v96);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    TMOV(v79, v65);
    // pto: %qk_entry
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v97(nullptr);
    wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID0);
    TALLOC<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v42, v97);
    set_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID0);
    // pto: %k_part
    ;
    pto::Shape<1, 1, 1, 128, 128> v98 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %k_part
    ;
    pto::Stride<128, 128, 128, 1, 128> v99 = pto::Stride<128, 128, 128, 1, 128>();
    // pto: %k_part
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v100 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2, v98, v99);
    TLOAD(v67, v100);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    TMOV(v83, v67);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    TMATMUL(v87, v79, v83);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    // pto: %qk_part
    ;
    __gm__ float* v101 = PTOAS__GLOBAL_TENSOR_DATA(v97);
    // pto: %qk_part
    ;
    pto::Shape<1, 1, 1, 128, 128> v102 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %qk_part
    ;
    pto::Stride<-1, -1, -1, -1, -1> v103 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v104 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v101, v102, v103);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    wait_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID0);
    TSTORE(v104, v87);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    // pto: %k_part_1
    ;
    unsigned v105 = 16384;
    // pto: %k_part_1
    ;
    pto::Shape<1, 1, 1, 128, 128> v106 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %k_part_1
    ;
    pto::Stride<128, 128, 128, 1, 128> v107 = pto::Stride<128, 128, 128, 1, 128>();
    // pto: %k_part_1
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v108 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + v105, v106, v107);
    TLOAD(v69, v108);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID2);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID2);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    TMOV(v83, v69);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID1);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID1);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    TMATMUL(v87, v79, v83);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID1);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID1);
    // pto: %qk_part_1
    ;
    __gm__ float* v109 = PTOAS__GLOBAL_TENSOR_DATA(v97);
    // pto: %qk_part_1
    ;
    unsigned v110 = -128;
    // pto: %qk_part_1
    ;
    pto::Shape<1, 1, 1, 128, 128> v111 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %qk_part_1
    ;
    pto::Stride<-1, -1, -1, -1, -1> v112 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_1
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v113 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v109 + v110, v111, v112);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID1);
    TSTORE(v113, v87);
    set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID0);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID1);
    TPUSH<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v42, v97);
    // pto: %qk_entry_1
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v114(nullptr);
    wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID1);
    TALLOC<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v42, v114);
    set_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID1);
    // pto: %k_part_2
    ;
    unsigned v115 = 32768;
    // pto: %k_part_2
    ;
    pto::Shape<1, 1, 1, 128, 128> v116 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %k_part_2
    ;
    pto::Stride<128, 128, 128, 1, 128> v117 = pto::Stride<128, 128, 128, 1, 128>();
    // pto: %k_part_2
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v118 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + v115, v116, v117);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    TLOAD(v67, v118);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID3);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID3);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID1);
    TMOV(v83, v67);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID2);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID2);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID1);
    TMATMUL(v87, v79, v83);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID2);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID2);
    // pto: %qk_part_2
    ;
    __gm__ float* v119 = PTOAS__GLOBAL_TENSOR_DATA(v114);
    // pto: %qk_part_2
    ;
    pto::Shape<1, 1, 1, 128, 128> v120 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %qk_part_2
    ;
    pto::Stride<-1, -1, -1, -1, -1> v121 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_2
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v122 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v119, v120, v121);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID2);
    wait_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID1);
    TSTORE(v122, v87);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID2);
    // pto: %k_part_3
    ;
    unsigned v123 = 49152;
    // pto: %k_part_3
    ;
    pto::Shape<1, 1, 1, 128, 128> v124 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %k_part_3
    ;
    pto::Stride<128, 128, 128, 1, 128> v125 = pto::Stride<128, 128, 128, 1, 128>();
    // pto: %k_part_3
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v126 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + v123, v124, v125);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    TLOAD(v69, v126);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID4);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID4);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID2);
    TMOV(v83, v69);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID3);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID3);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID3);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID2);
    TMATMUL(v87, v79, v83);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID3);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID3);
    // pto: %qk_part_3
    ;
    __gm__ float* v127 = PTOAS__GLOBAL_TENSOR_DATA(v114);
    // pto: %qk_part_3
    ;
    unsigned v128 = -128;
    // pto: %qk_part_3
    ;
    pto::Shape<1, 1, 1, 128, 128> v129 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %qk_part_3
    ;
    pto::Stride<-1, -1, -1, -1, -1> v130 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_3
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v131 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v127 + v128, v129, v130);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID3);
    TSTORE(v131, v87);
    set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID1);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID3);
    TPUSH<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v42, v114);
    // pto: %qk_entry_2
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v132(nullptr);
    wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID2);
    TALLOC<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v42, v132);
    set_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID2);
    // pto: %k_part_4
    ;
    unsigned v133 = 65536;
    // pto: %k_part_4
    ;
    pto::Shape<1, 1, 1, 128, 128> v134 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %k_part_4
    ;
    pto::Stride<128, 128, 128, 1, 128> v135 = pto::Stride<128, 128, 128, 1, 128>();
    // pto: %k_part_4
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v136 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + v133, v134, v135);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
    TLOAD(v67, v136);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID5);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID5);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID3);
    TMOV(v83, v67);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID4);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID4);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID4);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID3);
    TMATMUL(v87, v79, v83);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID4);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID4);
    // pto: %qk_part_4
    ;
    __gm__ float* v137 = PTOAS__GLOBAL_TENSOR_DATA(v132);
    // pto: %qk_part_4
    ;
    pto::Shape<1, 1, 1, 128, 128> v138 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %qk_part_4
    ;
    pto::Stride<-1, -1, -1, -1, -1> v139 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_4
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v140 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v137, v138, v139);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID4);
    wait_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID2);
    TSTORE(v140, v87);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID4);
    // pto: %k_part_5
    ;
    unsigned v141 = 81920;
    // pto: %k_part_5
    ;
    pto::Shape<1, 1, 1, 128, 128> v142 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %k_part_5
    ;
    pto::Stride<128, 128, 128, 1, 128> v143 = pto::Stride<128, 128, 128, 1, 128>();
    // pto: %k_part_5
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v144 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + v141, v142, v143);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID3);
    TLOAD(v69, v144);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID6);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID6);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID4);
    TMOV(v83, v69);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID5);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID5);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID5);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID4);
    TMATMUL(v87, v79, v83);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID5);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID5);
    // pto: %qk_part_5
    ;
    __gm__ float* v145 = PTOAS__GLOBAL_TENSOR_DATA(v132);
    // pto: %qk_part_5
    ;
    unsigned v146 = -128;
    // pto: %qk_part_5
    ;
    pto::Shape<1, 1, 1, 128, 128> v147 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %qk_part_5
    ;
    pto::Stride<-1, -1, -1, -1, -1> v148 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_5
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v149 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v145 + v146, v147, v148);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID5);
    TSTORE(v149, v87);
    set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID2);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID5);
    TPUSH<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v42, v132);
    // pto: %qk_entry_3
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v150(nullptr);
    wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID3);
    TALLOC<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v42, v150);
    set_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID3);
    // pto: %k_part_6
    ;
    unsigned v151 = 98304;
    // pto: %k_part_6
    ;
    pto::Shape<1, 1, 1, 128, 128> v152 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %k_part_6
    ;
    pto::Stride<128, 128, 128, 1, 128> v153 = pto::Stride<128, 128, 128, 1, 128>();
    // pto: %k_part_6
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v154 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + v151, v152, v153);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID4);
    TLOAD(v67, v154);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID7);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID7);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID5);
    TMOV(v83, v67);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID6);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID6);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID5);
    TMATMUL(v87, v79, v83);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID6);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID6);
    // pto: %qk_part_6
    ;
    __gm__ float* v155 = PTOAS__GLOBAL_TENSOR_DATA(v150);
    // pto: %qk_part_6
    ;
    pto::Shape<1, 1, 1, 128, 128> v156 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %qk_part_6
    ;
    pto::Stride<-1, -1, -1, -1, -1> v157 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_6
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v158 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v155, v156, v157);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID6);
    wait_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID3);
    TSTORE(v158, v87);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID6);
    // pto: %k_part_7
    ;
    unsigned v159 = 114688;
    // pto: %k_part_7
    ;
    pto::Shape<1, 1, 1, 128, 128> v160 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %k_part_7
    ;
    pto::Stride<128, 128, 128, 1, 128> v161 = pto::Stride<128, 128, 128, 1, 128>();
    // pto: %k_part_7
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v162 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + v159, v160, v161);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID5);
    TLOAD(v69, v162);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID6);
    TMOV(v83, v69);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID6);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID7);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID7);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID6);
    TMATMUL(v87, v79, v83);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID7);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID7);
    // pto: %qk_part_7
    ;
    __gm__ float* v163 = PTOAS__GLOBAL_TENSOR_DATA(v150);
    // pto: %qk_part_7
    ;
    unsigned v164 = -128;
    // pto: %qk_part_7
    ;
    pto::Shape<1, 1, 1, 128, 128> v165 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %qk_part_7
    ;
    pto::Stride<-1, -1, -1, -1, -1> v166 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_7
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v167 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v163 + v164, v165, v166);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID7);
    TSTORE(v167, v87);
    set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID3);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID7);
    TPUSH<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v42, v150);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID7);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID7);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID6);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID1);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID1);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID3);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID4);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID7);
    set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID5);
    set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID4);
    for (int64_t v168 = v25; v168 < v30; v168 += v22) {
      // pto: %p_entry
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v169(nullptr);
      TPOP<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v53, v169);
      // pto: %pv_entry
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v170(nullptr);
      wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID4);
      TALLOC<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v64, v170);
      // pto: %qk_entry_4
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v171(nullptr);
      wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID5);
      TALLOC<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v42, v171);
      set_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID4);
      // pto: %p_part
      ;
      __gm__ half* v172 = PTOAS__GLOBAL_TENSOR_DATA(v169);
      // pto: %p_part
      ;
      pto::Shape<1, 1, 1, 128, 128> v173 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %p_part
      ;
      pto::Stride<-1, -1, -1, -1, -1> v174 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %p_part
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v175 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v172, v173, v174);
      // pto: %tile_start_8
      ;
      int64_t v176 = (int64_t) ((uint64_t) v168 * (uint64_t) v18);
      // pto: %v_part
      ;
      const int64_t v177 = 0;
      // pto: %v_part
      ;
      const int64_t v178 = 128;
      // pto: %v_part
      ;
      pto::Shape<1, 1, 1, 128, 128> v179 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %v_part
      ;
      pto::Stride<16384, 16384, 16384, 128, 1> v180 = pto::Stride<16384, 16384, 16384, 128, 1>();
      // pto: %v_part
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v181 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v177 + v176 * v178), v179, v180);
      wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID7);
      TLOAD(v71, v175);
      set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
      TLOAD(v75, v181);
      set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
      wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
      TMOV(v81, v71);
      set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID7);
      wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
      TMOV(v85, v75);
      set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
      set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
      wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
      wait_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
      TMATMUL(v89, v81, v85);
      set_flag(PIPE_M, PIPE_MTE1, EVENT_ID2);
      // pto: %next_tile, %tile_start_9
      ;
      int64_t v182 = (int64_t) ((uint64_t) ((int64_t) (uint64_t) v168 + (uint64_t) v19) * (uint64_t) v18);
      // pto: %k_part_8
      ;
      const int64_t v183 = 0;
      // pto: %k_part_8
      ;
      const int64_t v184 = 128;
      // pto: %k_part_8
      ;
      pto::Shape<1, 1, 1, 128, 128> v185 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %k_part_8
      ;
      pto::Stride<128, 128, 128, 1, 128> v186 = pto::Stride<128, 128, 128, 1, 128>();
      // pto: %k_part_8
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v187 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + (v183 + v182 * v184), v185, v186);
      wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
      TLOAD(v67, v187);
      set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID1);
      TMOV(v83, v67);
      set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
      set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
      wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
      wait_flag(PIPE_FIX, PIPE_M, EVENT_ID1);
      TMATMUL(v87, v79, v83);
      set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
      set_flag(PIPE_M, PIPE_MTE1, EVENT_ID3);
      // pto: %qk_part_8
      ;
      __gm__ float* v188 = PTOAS__GLOBAL_TENSOR_DATA(v171);
      // pto: %qk_part_8
      ;
      pto::Shape<1, 1, 1, 128, 128> v189 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %qk_part_8
      ;
      pto::Stride<-1, -1, -1, -1, -1> v190 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %qk_part_8
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v191 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v188, v189, v190);
      wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
      wait_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID4);
      TSTORE(v191, v87);
      set_flag(PIPE_FIX, PIPE_M, EVENT_ID2);
      // pto: %p_part_1
      ;
      __gm__ half* v192 = PTOAS__GLOBAL_TENSOR_DATA(v169);
      // pto: %p_part_1
      ;
      unsigned v193 = -128;
      // pto: %p_part_1
      ;
      pto::Shape<1, 1, 1, 128, 128> v194 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %p_part_1
      ;
      pto::Stride<-1, -1, -1, -1, -1> v195 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %p_part_1
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v196 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v192 + v193, v194, v195);
      // pto: %v_part_1
      ;
      const int64_t v197 = 0;
      // pto: %v_part_1
      ;
      const int64_t v198 = 128;
      // pto: %v_part_1
      ;
      pto::Shape<1, 1, 1, 128, 128> v199 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %v_part_1
      ;
      pto::Stride<16384, 16384, 16384, 128, 1> v200 = pto::Stride<16384, 16384, 16384, 128, 1>();
      // pto: %v_part_1, %key_10
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v201 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v197 + (int64_t) ((uint64_t) v176 + (uint64_t) v21) * v198), v199, v200);
      wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
      TLOAD(v73, v196);
      set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID3);
      TLOAD(v77, v201);
      set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
      wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID2);
      TMOV(v81, v73);
      set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
      wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
      TMOV(v85, v77);
      set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
      set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID3);
      wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
      TMATMUL_ACC(v89, v89, v81, v85);
      set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
      set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
      // pto: %pv_part
      ;
      __gm__ float* v202 = PTOAS__GLOBAL_TENSOR_DATA(v170);
      // pto: %pv_part
      ;
      pto::Shape<1, 1, 1, 128, 128> v203 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %pv_part
      ;
      pto::Stride<-1, -1, -1, -1, -1> v204 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v205 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v202, v203, v204);
      wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
      TSTORE(v205, v89);
      set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID4);
      set_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
      TPUSH<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v64, v170);
      TFREE<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v53, v169);
      // pto: %k_part_9
      ;
      const int64_t v206 = 0;
      // pto: %k_part_9
      ;
      const int64_t v207 = 128;
      // pto: %k_part_9
      ;
      pto::Shape<1, 1, 1, 128, 128> v208 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %k_part_9
      ;
      pto::Stride<128, 128, 128, 1, 128> v209 = pto::Stride<128, 128, 128, 1, 128>();
      // pto: %k_part_9, %key_11
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v210 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + (v206 + (int64_t) ((uint64_t) v182 + (uint64_t) v21) * v207), v208, v209);
      wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID4);
      TLOAD(v69, v210);
      set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID3);
      TMOV(v83, v69);
      set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
      set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID4);
      wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
      wait_flag(PIPE_FIX, PIPE_M, EVENT_ID2);
      TMATMUL(v87, v79, v83);
      set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
      set_flag(PIPE_M, PIPE_MTE1, EVENT_ID1);
      // pto: %qk_part_9
      ;
      __gm__ float* v211 = PTOAS__GLOBAL_TENSOR_DATA(v171);
      // pto: %qk_part_9
      ;
      unsigned v212 = -128;
      // pto: %qk_part_9
      ;
      pto::Shape<1, 1, 1, 128, 128> v213 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %qk_part_9
      ;
      pto::Stride<-1, -1, -1, -1, -1> v214 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %qk_part_9
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v215 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v211 + v212, v213, v214);
      wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
      TSTORE(v215, v87);
      set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID5);
      set_flag(PIPE_FIX, PIPE_M, EVENT_ID1);
      TPUSH<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v42, v171);
    };
    wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID4);
    wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID5);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID7);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID4);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID3);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID1);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID1);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    // pto: %p_entry_1
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v216(nullptr);
    TPOP<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v53, v216);
    // pto: %pv_entry_1
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v217(nullptr);
    wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID6);
    TALLOC<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v64, v217);
    set_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID5);
    // pto: %p_part_2
    ;
    __gm__ half* v218 = PTOAS__GLOBAL_TENSOR_DATA(v216);
    // pto: %p_part_2
    ;
    pto::Shape<1, 1, 1, 128, 128> v219 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %p_part_2
    ;
    pto::Stride<-1, -1, -1, -1, -1> v220 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_2
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v221 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v218, v219, v220);
    // pto: %tile_start_12
    ;
    int64_t v222 = (int64_t) ((uint64_t) v30 * (uint64_t) v18);
    // pto: %v_part_2
    ;
    const int64_t v223 = 0;
    // pto: %v_part_2
    ;
    const int64_t v224 = 128;
    // pto: %v_part_2
    ;
    pto::Shape<1, 1, 1, 128, 128> v225 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %v_part_2
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v226 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %v_part_2
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v227 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v223 + v222 * v224), v225, v226);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    TLOAD(v71, v221);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    TLOAD(v75, v227);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    TMOV(v81, v71);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    TMOV(v85, v75);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    TMATMUL(v89, v81, v85);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    // pto: %p_part_3
    ;
    __gm__ half* v228 = PTOAS__GLOBAL_TENSOR_DATA(v216);
    // pto: %p_part_3
    ;
    unsigned v229 = -128;
    // pto: %p_part_3
    ;
    pto::Shape<1, 1, 1, 128, 128> v230 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %p_part_3
    ;
    pto::Stride<-1, -1, -1, -1, -1> v231 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_3
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v232 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v228 + v229, v230, v231);
    // pto: %v_part_3
    ;
    const int64_t v233 = 0;
    // pto: %v_part_3
    ;
    const int64_t v234 = 128;
    // pto: %v_part_3
    ;
    pto::Shape<1, 1, 1, 128, 128> v235 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %v_part_3
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v236 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %v_part_3, %key_13
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v237 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v233 + (int64_t) ((uint64_t) v222 + (uint64_t) v21) * v234), v235, v236);
    TLOAD(v73, v232);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    TLOAD(v77, v237);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    TMOV(v81, v73);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    TMOV(v85, v77);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID3);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    TMATMUL_ACC(v89, v89, v81, v85);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    // pto: %pv_part_1
    ;
    __gm__ float* v238 = PTOAS__GLOBAL_TENSOR_DATA(v217);
    // pto: %pv_part_1
    ;
    pto::Shape<1, 1, 1, 128, 128> v239 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %pv_part_1
    ;
    pto::Stride<-1, -1, -1, -1, -1> v240 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %pv_part_1
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v241 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v238, v239, v240);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    wait_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID5);
    TSTORE(v241, v89);
    set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID6);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    TPUSH<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v64, v217);
    TFREE<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v53, v216);
    // pto: %p_entry_2
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v242(nullptr);
    TPOP<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v53, v242);
    // pto: %pv_entry_2
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v243(nullptr);
    wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID7);
    TALLOC<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v64, v243);
    set_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID6);
    // pto: %p_part_4
    ;
    __gm__ half* v244 = PTOAS__GLOBAL_TENSOR_DATA(v242);
    // pto: %p_part_4
    ;
    pto::Shape<1, 1, 1, 128, 128> v245 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %p_part_4
    ;
    pto::Stride<-1, -1, -1, -1, -1> v246 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_4
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v247 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v244, v245, v246);
    // pto: %tile_start_14
    ;
    int64_t v248 = (int64_t) ((uint64_t) ((int64_t) (uint64_t) v29 + (uint64_t) v10) * (uint64_t) v18);
    // pto: %v_part_4
    ;
    const int64_t v249 = 0;
    // pto: %v_part_4
    ;
    const int64_t v250 = 128;
    // pto: %v_part_4
    ;
    pto::Shape<1, 1, 1, 128, 128> v251 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %v_part_4
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v252 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %v_part_4
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v253 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v249 + v248 * v250), v251, v252);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    TLOAD(v71, v247);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    TLOAD(v75, v253);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    TMOV(v81, v71);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    TMOV(v85, v75);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    TMATMUL(v89, v81, v85);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    // pto: %p_part_5
    ;
    __gm__ half* v254 = PTOAS__GLOBAL_TENSOR_DATA(v242);
    // pto: %p_part_5
    ;
    unsigned v255 = -128;
    // pto: %p_part_5
    ;
    pto::Shape<1, 1, 1, 128, 128> v256 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %p_part_5
    ;
    pto::Stride<-1, -1, -1, -1, -1> v257 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_5
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v258 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v254 + v255, v256, v257);
    // pto: %v_part_5
    ;
    const int64_t v259 = 0;
    // pto: %v_part_5
    ;
    const int64_t v260 = 128;
    // pto: %v_part_5
    ;
    pto::Shape<1, 1, 1, 128, 128> v261 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %v_part_5
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v262 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %v_part_5, %key_15
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v263 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v259 + (int64_t) ((uint64_t) v248 + (uint64_t) v21) * v260), v261, v262);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
    TLOAD(v73, v258);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID3);
    TLOAD(v77, v263);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    TMOV(v81, v73);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    TMOV(v85, v77);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID3);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    TMATMUL_ACC(v89, v89, v81, v85);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    // pto: %pv_part_2
    ;
    __gm__ float* v264 = PTOAS__GLOBAL_TENSOR_DATA(v243);
    // pto: %pv_part_2
    ;
    pto::Shape<1, 1, 1, 128, 128> v265 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %pv_part_2
    ;
    pto::Stride<-1, -1, -1, -1, -1> v266 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %pv_part_2
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v267 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v264, v265, v266);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    wait_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID6);
    TSTORE(v267, v89);
    set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID7);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    TPUSH<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v64, v243);
    TFREE<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v53, v242);
    // pto: %p_entry_3
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v268(nullptr);
    TPOP<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v53, v268);
    // pto: %pv_entry_3
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v269(nullptr);
    pipe_barrier(PIPE_ALL);
    TALLOC<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v64, v269);
    set_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID7);
    // pto: %p_part_6
    ;
    __gm__ half* v270 = PTOAS__GLOBAL_TENSOR_DATA(v268);
    // pto: %p_part_6
    ;
    pto::Shape<1, 1, 1, 128, 128> v271 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %p_part_6
    ;
    pto::Stride<-1, -1, -1, -1, -1> v272 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_6
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v273 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v270, v271, v272);
    // pto: %tile_start_16
    ;
    int64_t v274 = (int64_t) ((uint64_t) ((int64_t) (uint64_t) v29 + (uint64_t) v9) * (uint64_t) v18);
    // pto: %v_part_6
    ;
    const int64_t v275 = 0;
    // pto: %v_part_6
    ;
    const int64_t v276 = 128;
    // pto: %v_part_6
    ;
    pto::Shape<1, 1, 1, 128, 128> v277 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %v_part_6
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v278 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %v_part_6
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v279 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v275 + v274 * v276), v277, v278);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    TLOAD(v71, v273);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    TLOAD(v75, v279);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    TMOV(v81, v71);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    TMOV(v85, v75);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    TMATMUL(v89, v81, v85);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    // pto: %p_part_7
    ;
    __gm__ half* v280 = PTOAS__GLOBAL_TENSOR_DATA(v268);
    // pto: %p_part_7
    ;
    unsigned v281 = -128;
    // pto: %p_part_7
    ;
    pto::Shape<1, 1, 1, 128, 128> v282 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %p_part_7
    ;
    pto::Stride<-1, -1, -1, -1, -1> v283 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_7
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v284 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v280 + v281, v282, v283);
    // pto: %v_part_7
    ;
    const int64_t v285 = 0;
    // pto: %v_part_7
    ;
    const int64_t v286 = 128;
    // pto: %v_part_7
    ;
    pto::Shape<1, 1, 1, 128, 128> v287 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %v_part_7
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v288 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %v_part_7, %key_17
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v289 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v285 + (int64_t) ((uint64_t) v274 + (uint64_t) v21) * v286), v287, v288);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
    TLOAD(v73, v284);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID3);
    TLOAD(v77, v289);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    TMOV(v81, v73);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    TMOV(v85, v77);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID3);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    TMATMUL_ACC(v89, v89, v81, v85);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    // pto: %pv_part_3
    ;
    __gm__ float* v290 = PTOAS__GLOBAL_TENSOR_DATA(v269);
    // pto: %pv_part_3
    ;
    pto::Shape<1, 1, 1, 128, 128> v291 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %pv_part_3
    ;
    pto::Stride<-1, -1, -1, -1, -1> v292 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %pv_part_3
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v293 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v290, v291, v292);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    wait_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID7);
    TSTORE(v293, v89);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    TPUSH<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v64, v269);
    TFREE<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v53, v268);
    // pto: %p_entry_4
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v294(nullptr);
    TPOP<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v53, v294);
    // pto: %pv_entry_4
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v295(nullptr);
    pipe_barrier(PIPE_ALL);
    TALLOC<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v64, v295);
    set_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID0);
    // pto: %p_part_8
    ;
    __gm__ half* v296 = PTOAS__GLOBAL_TENSOR_DATA(v294);
    // pto: %p_part_8
    ;
    pto::Shape<1, 1, 1, 128, 128> v297 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %p_part_8
    ;
    pto::Stride<-1, -1, -1, -1, -1> v298 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_8
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v299 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v296, v297, v298);
    // pto: %tile_start_18
    ;
    int64_t v300 = (int64_t) ((uint64_t) ((int64_t) (uint64_t) v29 + (uint64_t) v8) * (uint64_t) v18);
    // pto: %v_part_8
    ;
    const int64_t v301 = 0;
    // pto: %v_part_8
    ;
    const int64_t v302 = 128;
    // pto: %v_part_8
    ;
    pto::Shape<1, 1, 1, 128, 128> v303 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %v_part_8
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v304 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %v_part_8
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v305 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v301 + v300 * v302), v303, v304);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    TLOAD(v71, v299);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    TLOAD(v75, v305);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    TMOV(v81, v71);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    TMOV(v85, v75);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    TMATMUL(v89, v81, v85);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    // pto: %p_part_9
    ;
    __gm__ half* v306 = PTOAS__GLOBAL_TENSOR_DATA(v294);
    // pto: %p_part_9
    ;
    unsigned v307 = -128;
    // pto: %p_part_9
    ;
    pto::Shape<1, 1, 1, 128, 128> v308 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %p_part_9
    ;
    pto::Stride<-1, -1, -1, -1, -1> v309 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_9
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v310 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v306 + v307, v308, v309);
    // pto: %v_part_9
    ;
    const int64_t v311 = 0;
    // pto: %v_part_9
    ;
    const int64_t v312 = 128;
    // pto: %v_part_9
    ;
    pto::Shape<1, 1, 1, 128, 128> v313 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %v_part_9
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v314 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %v_part_9, %key_19
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v315 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v311 + (int64_t) ((uint64_t) v300 + (uint64_t) v21) * v312), v313, v314);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
    TLOAD(v73, v310);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID3);
    TLOAD(v77, v315);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    TMOV(v81, v73);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    TMOV(v85, v77);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    TMATMUL_ACC(v89, v89, v81, v85);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    // pto: %pv_part_4
    ;
    __gm__ float* v316 = PTOAS__GLOBAL_TENSOR_DATA(v295);
    // pto: %pv_part_4
    ;
    pto::Shape<1, 1, 1, 128, 128> v317 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %pv_part_4
    ;
    pto::Stride<-1, -1, -1, -1, -1> v318 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %pv_part_4
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v319 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v316, v317, v318);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    wait_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID0);
    TSTORE(v319, v89);
    TPUSH<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v64, v295);
    TFREE<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 128, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v53, v294);
  }
  wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID1);
  wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID2);
  wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID3);
  wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID6);
  wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID7);
  #endif // __DAV_CUBE__

  ptoas_auto_sync_tail(PTOAutoSyncTailMode::kBarrierAll);
  return;
}

AICORE void fa_vector(__gm__ float* v1, __gm__ float* v2, __gm__ half* v3, __gm__ float* v4, int32_t v5) {
  using T = float;

  #if defined(__DAV_VEC__)
  set_mask_norm();
  set_vector_mask(-1, -1);
  const int64_t v6 = -1;
  const int64_t v7 = -2;
  const int64_t v8 = -3;
  const int64_t v9 = 183808;
  const int64_t v10 = 183552;
  const int64_t v11 = 183296;
  const int64_t v12 = 183040;
  const int64_t v13 = 182784;
  const int64_t v14 = 182528;
  const int64_t v15 = 182272;
  const int64_t v16 = 182016;
  const int64_t v17 = 181760;
  const int64_t v18 = 181504;
  const int64_t v19 = 181248;
  const int64_t v20 = 180992;
  const int64_t v21 = 180736;
  const int64_t v22 = 180480;
  const int64_t v23 = 180224;
  const int64_t v24 = 163840;
  const int64_t v25 = 147456;
  const int64_t v26 = 131072;
  const int64_t v27 = 114688;
  const int64_t v28 = 98304;
  const int64_t v29 = 65536;
  const int64_t v30 = 32768;
  const int64_t v31 = 0;
  // pto: %scale
  const float v32 = 0.0883883461f;
  // pto: %c256
  const int64_t v33 = 256;
  // pto: %c4
  const int64_t v34 = 4;
  // pto: %c64
  const int64_t v35 = 64;
  // pto: %c262144
  const int64_t v36 = 262144;
  // pto: %c1
  const int64_t v37 = 1;
  // pto: %c131072
  const int64_t v38 = 131072;
  // pto: %c128
  const int64_t v39 = 128;
  // pto: %c8
  const int64_t v40 = 8;
  // pto: %c0
  const int64_t v41 = 0;
  // pto: %c32
  const int64_t v42 = 32;
  // pto: %c2
  const int64_t v43 = 2;
  // pto: %block_i64
  int64_t v44 = get_block_idx();
  // pto: %block
  int64_t v45 = (int64_t) v44;
  // pto: %blocks_i64
  int64_t v46 = get_block_num();
  // pto: %blocks
  // pto: %s1, %tiles
  int64_t v47 = (int64_t) v5 / v33;
  // pto: %steady
  int64_t v48 = (int64_t) ((uint64_t) v47 - (uint64_t) v34);
  // pto: %half_i64
  int64_t v49 = get_subblockid();
  // pto: %qk_offset
  int64_t v50 = (int64_t) ((uint64_t) v45 * (uint64_t) v36);
  // pto: %qk_slots
  const int64_t v51 = 1;
  // pto: %qk_slots
  const int64_t v52 = 1;
  // pto: %qk_slots
  const int64_t v53 = 1;
  // pto: %qk_slots
  int64_t v54 = v35 * v33;
  // pto: %qk_slots
  int64_t v55 = v53 * v54;
  // pto: %qk_slots
  pto::Shape<1, 1, 1, 64, 256> v56 = pto::Shape<1, 1, 1, 64, 256>(v51, v52, v53, v35, v33);
  // pto: %qk_slots
  pto::Stride<-1, -1, -1, -1, -1> v57 = pto::Stride<-1, -1, -1, -1, -1>(v52 * v55, v55, v54, v33, v37);
  // pto: %qk_base, %qk_slots
  GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v58 = GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v2 + v50, v56, v57);
  // pto: %qk_pipe
  __gm__ float* v59 = PTOAS__GLOBAL_TENSOR_DATA(v58);
  // pto: %qk_pipe
  const int32_t v60 = 0;
  // pto: %qk_pipe
  auto v61 = TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>(v59, v60, v60);
  // pto: %p_slots
  const int64_t v62 = 1;
  // pto: %p_slots
  const int64_t v63 = 1;
  // pto: %p_slots
  const int64_t v64 = 1;
  // pto: %p_slots
  int64_t v65 = v35 * v33;
  // pto: %p_slots
  int64_t v66 = v64 * v65;
  // pto: %p_slots
  pto::Shape<1, 1, 1, 64, 256> v67 = pto::Shape<1, 1, 1, 64, 256>(v62, v63, v64, v35, v33);
  // pto: %p_slots
  pto::Stride<-1, -1, -1, -1, -1> v68 = pto::Stride<-1, -1, -1, -1, -1>(v63 * v66, v66, v65, v33, v37);
  // pto: %p_base, %p_slots
  GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v69 = GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v3 + v50, v67, v68);
  // pto: %p_pipe
  __gm__ half* v70 = PTOAS__GLOBAL_TENSOR_DATA(v69);
  // pto: %p_pipe
  const int32_t v71 = 0;
  // pto: %p_pipe
  auto v72 = TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>(v70, v71, v71);
  // pto: %pv_slots
  const int64_t v73 = 1;
  // pto: %pv_slots
  const int64_t v74 = 1;
  // pto: %pv_slots
  const int64_t v75 = 1;
  // pto: %pv_slots
  int64_t v76 = v35 * v39;
  // pto: %pv_slots
  int64_t v77 = v75 * v76;
  // pto: %pv_slots
  pto::Shape<1, 1, 1, 64, 128> v78 = pto::Shape<1, 1, 1, 64, 128>(v73, v74, v75, v35, v39);
  // pto: %pv_slots
  pto::Stride<-1, -1, -1, -1, -1> v79 = pto::Stride<-1, -1, -1, -1, -1>(v74 * v77, v77, v76, v39, v37);
  // pto: %pv_offset, %pv_base, %pv_slots
  GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v80 = GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v4 + (int64_t) ((uint64_t) v45 * (uint64_t) v38), v78, v79);
  // pto: %pv_pipe
  __gm__ float* v81 = PTOAS__GLOBAL_TENSOR_DATA(v80);
  // pto: %pv_pipe
  const int32_t v82 = 0;
  // pto: %pv_pipe
  auto v83 = TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>(v81, v82, v82);
  // pto: %qk_tile
  Tile<TileType::Vec, float, 32, 256, BLayout::RowMajor, 32, 256, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v84;
  // pto: %qk_tile
  uint64_t v85 = (uint64_t) v31;
  TASSIGN(v84, v85);
  // pto: %qk_tile_1
  Tile<TileType::Vec, float, 32, 256, BLayout::RowMajor, 32, 256, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v86;
  // pto: %qk_tile_1
  uint64_t v87 = (uint64_t) v30;
  TASSIGN(v86, v87);
  // pto: %p_tile
  Tile<TileType::Vec, float, 32, 256, BLayout::RowMajor, 32, 256, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v88;
  // pto: %p_tile
  uint64_t v89 = (uint64_t) v29;
  TASSIGN(v88, v89);
  // pto: %p_f16
  Tile<TileType::Vec, half, 32, 256, BLayout::RowMajor, 32, 256, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v90;
  // pto: %p_f16
  uint64_t v91 = (uint64_t) v28;
  TASSIGN(v90, v91);
  // pto: %pv_tile
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v92;
  // pto: %pv_tile
  uint64_t v93 = (uint64_t) v27;
  TASSIGN(v92, v93);
  // pto: %pv_tile_1
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v94;
  // pto: %pv_tile_1
  uint64_t v95 = (uint64_t) v26;
  TASSIGN(v94, v95);
  // pto: %o
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v96;
  // pto: %o
  uint64_t v97 = (uint64_t) v25;
  TASSIGN(v96, v97);
  // pto: %o_1
  Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v98;
  // pto: %o_1
  uint64_t v99 = (uint64_t) v24;
  TASSIGN(v98, v99);
  // pto: %tile_max
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v100;
  // pto: %tile_max
  uint64_t v101 = (uint64_t) v23;
  TASSIGN(v100, v101);
  // pto: %tile_max_row
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v102;
  TRESHAPE(v102, v100);
  // pto: %tile_sum
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v103;
  // pto: %tile_sum
  uint64_t v104 = (uint64_t) v22;
  TASSIGN(v103, v104);
  // pto: %tile_sum_row
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v105;
  TRESHAPE(v105, v103);
  // pto: %run_max
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v106;
  // pto: %run_max
  uint64_t v107 = (uint64_t) v21;
  TASSIGN(v106, v107);
  // pto: %run_max_row
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v108;
  TRESHAPE(v108, v106);
  // pto: %run_max_1
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v109;
  // pto: %run_max_1
  uint64_t v110 = (uint64_t) v20;
  TASSIGN(v109, v110);
  // pto: %run_max_row_1
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v111;
  TRESHAPE(v111, v109);
  // pto: %run_sum
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v112;
  // pto: %run_sum
  uint64_t v113 = (uint64_t) v19;
  TASSIGN(v112, v113);
  // pto: %run_sum_row
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v114;
  TRESHAPE(v114, v112);
  // pto: %run_sum_1
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v115;
  // pto: %run_sum_1
  uint64_t v116 = (uint64_t) v18;
  TASSIGN(v115, v116);
  // pto: %run_sum_row_1
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v117;
  TRESHAPE(v117, v115);
  // pto: %rescale_0r0
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v118;
  // pto: %rescale_0r0
  uint64_t v119 = (uint64_t) v17;
  TASSIGN(v118, v119);
  // pto: %rescale_0r0_row
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v120;
  TRESHAPE(v120, v118);
  // pto: %rescale_0r1
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v121;
  // pto: %rescale_0r1
  uint64_t v122 = (uint64_t) v16;
  TASSIGN(v121, v122);
  // pto: %rescale_0r1_row
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v123;
  TRESHAPE(v123, v121);
  // pto: %rescale_1r0
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v124;
  // pto: %rescale_1r0
  uint64_t v125 = (uint64_t) v15;
  TASSIGN(v124, v125);
  // pto: %rescale_1r0_row
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v126;
  TRESHAPE(v126, v124);
  // pto: %rescale_1r1
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v127;
  // pto: %rescale_1r1
  uint64_t v128 = (uint64_t) v14;
  TASSIGN(v127, v128);
  // pto: %rescale_1r1_row
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v129;
  TRESHAPE(v129, v127);
  // pto: %rescale_2r0
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v130;
  // pto: %rescale_2r0
  uint64_t v131 = (uint64_t) v13;
  TASSIGN(v130, v131);
  // pto: %rescale_2r0_row
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v132;
  TRESHAPE(v132, v130);
  // pto: %rescale_2r1
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v133;
  // pto: %rescale_2r1
  uint64_t v134 = (uint64_t) v12;
  TASSIGN(v133, v134);
  // pto: %rescale_2r1_row
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v135;
  TRESHAPE(v135, v133);
  // pto: %rescale_3r0
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v136;
  // pto: %rescale_3r0
  uint64_t v137 = (uint64_t) v11;
  TASSIGN(v136, v137);
  // pto: %rescale_3r0_row
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v138;
  TRESHAPE(v138, v136);
  // pto: %rescale_3r1
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v139;
  // pto: %rescale_3r1
  uint64_t v140 = (uint64_t) v10;
  TASSIGN(v139, v140);
  // pto: %rescale_3r1_row
  Tile<TileType::Vec, float, 1, 32, BLayout::RowMajor, 1, 32, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v141;
  TRESHAPE(v141, v139);
  set_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  for (int64_t v142 = v45; v142 < v40; v142 += (int64_t) v46) {
    // pto: %qk_entry
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v143(nullptr);
    TPOP<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v61, v143);
    // pto: %p_entry
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v144(nullptr);
    TALLOC<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v72, v144);
    // pto: %qk_part
    ;
    __gm__ float* v145 = PTOAS__GLOBAL_TENSOR_DATA(v143);
    // pto: %qk_part
    ;
    pto::Shape<1, 1, 1, 32, 256> v146 = pto::Shape<1, 1, 1, 32, 256>();
    // pto: %qk_part
    ;
    pto::Stride<-1, -1, -1, -1, -1> v147 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v148 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v145, v146, v147);
    TLOAD(v84, v148);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    TROWMAX(v106, v84, v88);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v149;
    uint64_t v150 = (uint64_t) v9;
    TASSIGN(v149, v150);
    pipe_barrier(PIPE_V);
    TROWEXPANDSUB(v88, v84, v106, v149);
    pipe_barrier(PIPE_V);
    TMULS(v88, v88, v32);
    pipe_barrier(PIPE_V);
    TEXP(v88, v88);
    pipe_barrier(PIPE_V);
    TROWSUM(v112, v88, v84);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
    RoundMode v151 = RoundMode::CAST_RINT;
    SaturationMode v152 = SaturationMode::OFF;
    TCVT(v90, v88, v151, v152);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    // pto: %p_part
    ;
    __gm__ half* v153 = PTOAS__GLOBAL_TENSOR_DATA(v144);
    // pto: %p_part
    ;
    pto::Shape<1, 1, 1, 32, 256> v154 = pto::Shape<1, 1, 1, 32, 256>();
    // pto: %p_part
    ;
    pto::Stride<-1, -1, -1, -1, -1> v155 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v156 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v153, v154, v155);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    pipe_barrier(PIPE_MTE3);
    TSTORE(v156, v90);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
    // pto: %qk_part_1
    ;
    __gm__ float* v157 = PTOAS__GLOBAL_TENSOR_DATA(v143);
    // pto: %qk_part_1
    ;
    unsigned v158 = -32;
    // pto: %qk_part_1
    ;
    pto::Shape<1, 1, 1, 32, 256> v159 = pto::Shape<1, 1, 1, 32, 256>();
    // pto: %qk_part_1
    ;
    pto::Stride<-1, -1, -1, -1, -1> v160 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_1
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v161 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v157 + v158, v159, v160);
    TLOAD(v86, v161);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
    pipe_barrier(PIPE_V);
    TROWMAX(v109, v86, v88);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v162;
    uint64_t v163 = (uint64_t) v9;
    TASSIGN(v162, v163);
    pipe_barrier(PIPE_V);
    TROWEXPANDSUB(v88, v86, v109, v162);
    pipe_barrier(PIPE_V);
    TMULS(v88, v88, v32);
    pipe_barrier(PIPE_V);
    TEXP(v88, v88);
    pipe_barrier(PIPE_V);
    TROWSUM(v115, v88, v86);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
    RoundMode v164 = RoundMode::CAST_RINT;
    SaturationMode v165 = SaturationMode::OFF;
    TCVT(v90, v88, v164, v165);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID1);
    // pto: %p_part_1
    ;
    __gm__ half* v166 = PTOAS__GLOBAL_TENSOR_DATA(v144);
    // pto: %p_part_1
    ;
    unsigned v167 = -32;
    // pto: %p_part_1
    ;
    pto::Shape<1, 1, 1, 32, 256> v168 = pto::Shape<1, 1, 1, 32, 256>();
    // pto: %p_part_1
    ;
    pto::Stride<-1, -1, -1, -1, -1> v169 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_1
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v170 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v166 + v167, v168, v169);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID1);
    TSTORE(v170, v90);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
    TPUSH<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v72, v144);
    TFREE<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v61, v143);
    // pto: %qk_entry_1
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v171(nullptr);
    TPOP<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v61, v171);
    // pto: %p_entry_1
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v172(nullptr);
    TALLOC<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v72, v172);
    // pto: %qk_part_2
    ;
    __gm__ float* v173 = PTOAS__GLOBAL_TENSOR_DATA(v171);
    // pto: %qk_part_2
    ;
    pto::Shape<1, 1, 1, 32, 256> v174 = pto::Shape<1, 1, 1, 32, 256>();
    // pto: %qk_part_2
    ;
    pto::Stride<-1, -1, -1, -1, -1> v175 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_2
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v176 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v173, v174, v175);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    TLOAD(v84, v176);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
    pipe_barrier(PIPE_V);
    TROWMAX(v100, v84, v88);
    pipe_barrier(PIPE_V);
    TMAX(v102, v102, v108);
    pipe_barrier(PIPE_V);
    TSUB(v126, v108, v102);
    pipe_barrier(PIPE_V);
    TMULS(v126, v126, v32);
    pipe_barrier(PIPE_V);
    TEXP(v126, v126);
    pipe_barrier(PIPE_V);
    TMUL(v114, v114, v126);
    TMOV(v108, v102);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v177;
    uint64_t v178 = (uint64_t) v9;
    TASSIGN(v177, v178);
    TROWEXPANDSUB(v88, v84, v100, v177);
    pipe_barrier(PIPE_V);
    TMULS(v88, v88, v32);
    pipe_barrier(PIPE_V);
    TEXP(v88, v88);
    pipe_barrier(PIPE_V);
    TROWSUM(v103, v88, v84);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID2);
    pipe_barrier(PIPE_V);
    TADD(v114, v114, v105);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
    RoundMode v179 = RoundMode::CAST_RINT;
    SaturationMode v180 = SaturationMode::OFF;
    TCVT(v90, v88, v179, v180);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID2);
    // pto: %p_part_2
    ;
    __gm__ half* v181 = PTOAS__GLOBAL_TENSOR_DATA(v172);
    // pto: %p_part_2
    ;
    pto::Shape<1, 1, 1, 32, 256> v182 = pto::Shape<1, 1, 1, 32, 256>();
    // pto: %p_part_2
    ;
    pto::Stride<-1, -1, -1, -1, -1> v183 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_2
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v184 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v181, v182, v183);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID2);
    pipe_barrier(PIPE_MTE3);
    TSTORE(v184, v90);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID3);
    // pto: %qk_part_3
    ;
    __gm__ float* v185 = PTOAS__GLOBAL_TENSOR_DATA(v171);
    // pto: %qk_part_3
    ;
    unsigned v186 = -32;
    // pto: %qk_part_3
    ;
    pto::Shape<1, 1, 1, 32, 256> v187 = pto::Shape<1, 1, 1, 32, 256>();
    // pto: %qk_part_3
    ;
    pto::Stride<-1, -1, -1, -1, -1> v188 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_3
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v189 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v185 + v186, v187, v188);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
    TLOAD(v86, v189);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
    pipe_barrier(PIPE_V);
    TROWMAX(v100, v86, v88);
    pipe_barrier(PIPE_V);
    TMAX(v102, v102, v111);
    pipe_barrier(PIPE_V);
    TSUB(v129, v111, v102);
    pipe_barrier(PIPE_V);
    TMULS(v129, v129, v32);
    pipe_barrier(PIPE_V);
    TEXP(v129, v129);
    pipe_barrier(PIPE_V);
    TMUL(v117, v117, v129);
    TMOV(v111, v102);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v190;
    uint64_t v191 = (uint64_t) v9;
    TASSIGN(v190, v191);
    TROWEXPANDSUB(v88, v86, v100, v190);
    pipe_barrier(PIPE_V);
    TMULS(v88, v88, v32);
    pipe_barrier(PIPE_V);
    TEXP(v88, v88);
    pipe_barrier(PIPE_V);
    TROWSUM(v103, v88, v86);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID3);
    pipe_barrier(PIPE_V);
    TADD(v117, v117, v105);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID3);
    RoundMode v192 = RoundMode::CAST_RINT;
    SaturationMode v193 = SaturationMode::OFF;
    TCVT(v90, v88, v192, v193);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID3);
    // pto: %p_part_3
    ;
    __gm__ half* v194 = PTOAS__GLOBAL_TENSOR_DATA(v172);
    // pto: %p_part_3
    ;
    unsigned v195 = -32;
    // pto: %p_part_3
    ;
    pto::Shape<1, 1, 1, 32, 256> v196 = pto::Shape<1, 1, 1, 32, 256>();
    // pto: %p_part_3
    ;
    pto::Stride<-1, -1, -1, -1, -1> v197 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_3
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v198 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v194 + v195, v196, v197);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID3);
    TSTORE(v198, v90);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID4);
    TPUSH<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v72, v172);
    TFREE<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v61, v171);
    // pto: %qk_entry_2
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v199(nullptr);
    TPOP<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v61, v199);
    // pto: %p_entry_2
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v200(nullptr);
    TALLOC<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v72, v200);
    // pto: %qk_part_4
    ;
    __gm__ float* v201 = PTOAS__GLOBAL_TENSOR_DATA(v199);
    // pto: %qk_part_4
    ;
    pto::Shape<1, 1, 1, 32, 256> v202 = pto::Shape<1, 1, 1, 32, 256>();
    // pto: %qk_part_4
    ;
    pto::Stride<-1, -1, -1, -1, -1> v203 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_4
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v204 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v201, v202, v203);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID2);
    TLOAD(v84, v204);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID4);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID4);
    pipe_barrier(PIPE_V);
    TROWMAX(v100, v84, v88);
    pipe_barrier(PIPE_V);
    TMAX(v102, v102, v108);
    pipe_barrier(PIPE_V);
    TSUB(v132, v108, v102);
    pipe_barrier(PIPE_V);
    TMULS(v132, v132, v32);
    pipe_barrier(PIPE_V);
    TEXP(v132, v132);
    pipe_barrier(PIPE_V);
    TMUL(v114, v114, v132);
    TMOV(v108, v102);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v205;
    uint64_t v206 = (uint64_t) v9;
    TASSIGN(v205, v206);
    TROWEXPANDSUB(v88, v84, v100, v205);
    pipe_barrier(PIPE_V);
    TMULS(v88, v88, v32);
    pipe_barrier(PIPE_V);
    TEXP(v88, v88);
    pipe_barrier(PIPE_V);
    TROWSUM(v103, v88, v84);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID4);
    pipe_barrier(PIPE_V);
    TADD(v114, v114, v105);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID4);
    RoundMode v207 = RoundMode::CAST_RINT;
    SaturationMode v208 = SaturationMode::OFF;
    TCVT(v90, v88, v207, v208);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID4);
    // pto: %p_part_4
    ;
    __gm__ half* v209 = PTOAS__GLOBAL_TENSOR_DATA(v200);
    // pto: %p_part_4
    ;
    pto::Shape<1, 1, 1, 32, 256> v210 = pto::Shape<1, 1, 1, 32, 256>();
    // pto: %p_part_4
    ;
    pto::Stride<-1, -1, -1, -1, -1> v211 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_4
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v212 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v209, v210, v211);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID4);
    pipe_barrier(PIPE_MTE3);
    TSTORE(v212, v90);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID5);
    // pto: %qk_part_5
    ;
    __gm__ float* v213 = PTOAS__GLOBAL_TENSOR_DATA(v199);
    // pto: %qk_part_5
    ;
    unsigned v214 = -32;
    // pto: %qk_part_5
    ;
    pto::Shape<1, 1, 1, 32, 256> v215 = pto::Shape<1, 1, 1, 32, 256>();
    // pto: %qk_part_5
    ;
    pto::Stride<-1, -1, -1, -1, -1> v216 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_5
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v217 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v213 + v214, v215, v216);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID3);
    TLOAD(v86, v217);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID5);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID5);
    pipe_barrier(PIPE_V);
    TROWMAX(v100, v86, v88);
    pipe_barrier(PIPE_V);
    TMAX(v102, v102, v111);
    pipe_barrier(PIPE_V);
    TSUB(v135, v111, v102);
    pipe_barrier(PIPE_V);
    TMULS(v135, v135, v32);
    pipe_barrier(PIPE_V);
    TEXP(v135, v135);
    pipe_barrier(PIPE_V);
    TMUL(v117, v117, v135);
    TMOV(v111, v102);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v218;
    uint64_t v219 = (uint64_t) v9;
    TASSIGN(v218, v219);
    TROWEXPANDSUB(v88, v86, v100, v218);
    pipe_barrier(PIPE_V);
    TMULS(v88, v88, v32);
    pipe_barrier(PIPE_V);
    TEXP(v88, v88);
    pipe_barrier(PIPE_V);
    TROWSUM(v103, v88, v86);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID5);
    pipe_barrier(PIPE_V);
    TADD(v117, v117, v105);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID5);
    RoundMode v220 = RoundMode::CAST_RINT;
    SaturationMode v221 = SaturationMode::OFF;
    TCVT(v90, v88, v220, v221);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID5);
    // pto: %p_part_5
    ;
    __gm__ half* v222 = PTOAS__GLOBAL_TENSOR_DATA(v200);
    // pto: %p_part_5
    ;
    unsigned v223 = -32;
    // pto: %p_part_5
    ;
    pto::Shape<1, 1, 1, 32, 256> v224 = pto::Shape<1, 1, 1, 32, 256>();
    // pto: %p_part_5
    ;
    pto::Stride<-1, -1, -1, -1, -1> v225 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_5
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v226 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v222 + v223, v224, v225);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID5);
    TSTORE(v226, v90);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID6);
    TPUSH<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v72, v200);
    TFREE<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v61, v199);
    // pto: %qk_entry_3
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v227(nullptr);
    TPOP<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v61, v227);
    // pto: %p_entry_3
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v228(nullptr);
    TALLOC<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v72, v228);
    // pto: %qk_part_6
    ;
    __gm__ float* v229 = PTOAS__GLOBAL_TENSOR_DATA(v227);
    // pto: %qk_part_6
    ;
    pto::Shape<1, 1, 1, 32, 256> v230 = pto::Shape<1, 1, 1, 32, 256>();
    // pto: %qk_part_6
    ;
    pto::Stride<-1, -1, -1, -1, -1> v231 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_6
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v232 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v229, v230, v231);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID4);
    TLOAD(v84, v232);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID6);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID6);
    pipe_barrier(PIPE_V);
    TROWMAX(v100, v84, v88);
    pipe_barrier(PIPE_V);
    TMAX(v102, v102, v108);
    pipe_barrier(PIPE_V);
    TSUB(v138, v108, v102);
    pipe_barrier(PIPE_V);
    TMULS(v138, v138, v32);
    pipe_barrier(PIPE_V);
    TEXP(v138, v138);
    pipe_barrier(PIPE_V);
    TMUL(v114, v114, v138);
    TMOV(v108, v102);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v233;
    uint64_t v234 = (uint64_t) v9;
    TASSIGN(v233, v234);
    TROWEXPANDSUB(v88, v84, v100, v233);
    pipe_barrier(PIPE_V);
    TMULS(v88, v88, v32);
    pipe_barrier(PIPE_V);
    TEXP(v88, v88);
    pipe_barrier(PIPE_V);
    TROWSUM(v103, v88, v84);
    pipe_barrier(PIPE_V);
    TADD(v114, v114, v105);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID6);
    RoundMode v235 = RoundMode::CAST_RINT;
    SaturationMode v236 = SaturationMode::OFF;
    TCVT(v90, v88, v235, v236);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID6);
    // pto: %p_part_6
    ;
    __gm__ half* v237 = PTOAS__GLOBAL_TENSOR_DATA(v228);
    // pto: %p_part_6
    ;
    pto::Shape<1, 1, 1, 32, 256> v238 = pto::Shape<1, 1, 1, 32, 256>();
    // pto: %p_part_6
    ;
    pto::Stride<-1, -1, -1, -1, -1> v239 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_6
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v240 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v237, v238, v239);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID6);
    pipe_barrier(PIPE_MTE3);
    TSTORE(v240, v90);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID7);
    // pto: %qk_part_7
    ;
    __gm__ float* v241 = PTOAS__GLOBAL_TENSOR_DATA(v227);
    // pto: %qk_part_7
    ;
    unsigned v242 = -32;
    // pto: %qk_part_7
    ;
    pto::Shape<1, 1, 1, 32, 256> v243 = pto::Shape<1, 1, 1, 32, 256>();
    // pto: %qk_part_7
    ;
    pto::Stride<-1, -1, -1, -1, -1> v244 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_7
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v245 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v241 + v242, v243, v244);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID5);
    TLOAD(v86, v245);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID7);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID7);
    pipe_barrier(PIPE_V);
    TROWMAX(v100, v86, v88);
    pipe_barrier(PIPE_V);
    TMAX(v102, v102, v111);
    pipe_barrier(PIPE_V);
    TSUB(v141, v111, v102);
    pipe_barrier(PIPE_V);
    TMULS(v141, v141, v32);
    pipe_barrier(PIPE_V);
    TEXP(v141, v141);
    pipe_barrier(PIPE_V);
    TMUL(v117, v117, v141);
    TMOV(v111, v102);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v246;
    uint64_t v247 = (uint64_t) v9;
    TASSIGN(v246, v247);
    TROWEXPANDSUB(v88, v86, v100, v246);
    pipe_barrier(PIPE_V);
    TMULS(v88, v88, v32);
    pipe_barrier(PIPE_V);
    TEXP(v88, v88);
    pipe_barrier(PIPE_V);
    TROWSUM(v103, v88, v86);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID6);
    pipe_barrier(PIPE_V);
    TADD(v117, v117, v105);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID7);
    RoundMode v248 = RoundMode::CAST_RINT;
    SaturationMode v249 = SaturationMode::OFF;
    TCVT(v90, v88, v248, v249);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID7);
    // pto: %p_part_7
    ;
    __gm__ half* v250 = PTOAS__GLOBAL_TENSOR_DATA(v228);
    // pto: %p_part_7
    ;
    unsigned v251 = -32;
    // pto: %p_part_7
    ;
    pto::Shape<1, 1, 1, 32, 256> v252 = pto::Shape<1, 1, 1, 32, 256>();
    // pto: %p_part_7
    ;
    pto::Stride<-1, -1, -1, -1, -1> v253 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_7
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v254 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v250 + v251, v252, v253);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID7);
    TSTORE(v254, v90);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
    TPUSH<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v72, v228);
    TFREE<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v61, v227);
    // pto: %any_steady
    ;
    bool v255 = v48 > v41;
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID6);
    if (v255) {
      // pto: %pv_entry
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v256(nullptr);
      TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v256);
      // pto: %pv_part
      ;
      __gm__ float* v257 = PTOAS__GLOBAL_TENSOR_DATA(v256);
      // pto: %pv_part
      ;
      pto::Shape<1, 1, 1, 32, 128> v258 = pto::Shape<1, 1, 1, 32, 128>();
      // pto: %pv_part
      ;
      pto::Stride<-1, -1, -1, -1, -1> v259 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v260 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v257, v258, v259);
      TLOAD(v96, v260);
      // pto: %pv_part_1
      ;
      __gm__ float* v261 = PTOAS__GLOBAL_TENSOR_DATA(v256);
      // pto: %pv_part_1
      ;
      unsigned v262 = -32;
      // pto: %pv_part_1
      ;
      pto::Shape<1, 1, 1, 32, 128> v263 = pto::Shape<1, 1, 1, 32, 128>();
      // pto: %pv_part_1
      ;
      pto::Stride<-1, -1, -1, -1, -1> v264 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_1
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v265 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v261 + v262, v263, v264);
      TLOAD(v98, v265);
      TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v256);
      // pto: %qk_entry_4
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v266(nullptr);
      TPOP<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v61, v266);
      // pto: %p_entry_4
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v267(nullptr);
      TALLOC<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v72, v267);
      // pto: %qk_part_8
      ;
      __gm__ float* v268 = PTOAS__GLOBAL_TENSOR_DATA(v266);
      // pto: %qk_part_8
      ;
      pto::Shape<1, 1, 1, 32, 256> v269 = pto::Shape<1, 1, 1, 32, 256>();
      // pto: %qk_part_8
      ;
      pto::Stride<-1, -1, -1, -1, -1> v270 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %qk_part_8
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v271 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v268, v269, v270);
      TLOAD(v84, v271);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      pipe_barrier(PIPE_V);
      TROWMAX(v100, v84, v88);
      pipe_barrier(PIPE_V);
      TMAX(v102, v102, v108);
      pipe_barrier(PIPE_V);
      TSUB(v120, v108, v102);
      pipe_barrier(PIPE_V);
      TMULS(v120, v120, v32);
      pipe_barrier(PIPE_V);
      TEXP(v120, v120);
      pipe_barrier(PIPE_V);
      TMUL(v114, v114, v120);
      TMOV(v108, v102);
      Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v272;
      uint64_t v273 = (uint64_t) v9;
      TASSIGN(v272, v273);
      TROWEXPANDSUB(v88, v84, v100, v272);
      pipe_barrier(PIPE_V);
      TMULS(v88, v88, v32);
      pipe_barrier(PIPE_V);
      TEXP(v88, v88);
      pipe_barrier(PIPE_V);
      TROWSUM(v103, v88, v84);
      pipe_barrier(PIPE_V);
      TADD(v114, v114, v105);
      RoundMode v274 = RoundMode::CAST_RINT;
      SaturationMode v275 = SaturationMode::OFF;
      TCVT(v90, v88, v274, v275);
      set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
      // pto: %p_part_8
      ;
      __gm__ half* v276 = PTOAS__GLOBAL_TENSOR_DATA(v267);
      // pto: %p_part_8
      ;
      pto::Shape<1, 1, 1, 32, 256> v277 = pto::Shape<1, 1, 1, 32, 256>();
      // pto: %p_part_8
      ;
      pto::Stride<-1, -1, -1, -1, -1> v278 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %p_part_8
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v279 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v276, v277, v278);
      wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
      pipe_barrier(PIPE_MTE3);
      TSTORE(v279, v90);
      set_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
      // pto: %qk_part_9
      ;
      __gm__ float* v280 = PTOAS__GLOBAL_TENSOR_DATA(v266);
      // pto: %qk_part_9
      ;
      unsigned v281 = -32;
      // pto: %qk_part_9
      ;
      pto::Shape<1, 1, 1, 32, 256> v282 = pto::Shape<1, 1, 1, 32, 256>();
      // pto: %qk_part_9
      ;
      pto::Stride<-1, -1, -1, -1, -1> v283 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %qk_part_9
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v284 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v280 + v281, v282, v283);
      TLOAD(v86, v284);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      pipe_barrier(PIPE_V);
      TROWMAX(v100, v86, v88);
      pipe_barrier(PIPE_V);
      TMAX(v102, v102, v111);
      pipe_barrier(PIPE_V);
      TSUB(v123, v111, v102);
      pipe_barrier(PIPE_V);
      TMULS(v123, v123, v32);
      pipe_barrier(PIPE_V);
      TEXP(v123, v123);
      pipe_barrier(PIPE_V);
      TMUL(v117, v117, v123);
      TMOV(v111, v102);
      Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v285;
      uint64_t v286 = (uint64_t) v9;
      TASSIGN(v285, v286);
      TROWEXPANDSUB(v88, v86, v100, v285);
      pipe_barrier(PIPE_V);
      TMULS(v88, v88, v32);
      pipe_barrier(PIPE_V);
      TEXP(v88, v88);
      pipe_barrier(PIPE_V);
      TROWSUM(v103, v88, v86);
      set_flag(PIPE_V, PIPE_MTE2, EVENT_ID7);
      pipe_barrier(PIPE_V);
      TADD(v117, v117, v105);
      wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
      RoundMode v287 = RoundMode::CAST_RINT;
      SaturationMode v288 = SaturationMode::OFF;
      TCVT(v90, v88, v287, v288);
      set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
      // pto: %p_part_9
      ;
      __gm__ half* v289 = PTOAS__GLOBAL_TENSOR_DATA(v267);
      // pto: %p_part_9
      ;
      unsigned v290 = -32;
      // pto: %p_part_9
      ;
      pto::Shape<1, 1, 1, 32, 256> v291 = pto::Shape<1, 1, 1, 32, 256>();
      // pto: %p_part_9
      ;
      pto::Stride<-1, -1, -1, -1, -1> v292 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %p_part_9
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v293 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v289 + v290, v291, v292);
      wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
      TSTORE(v293, v90);
      set_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
      TPUSH<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v72, v267);
      TFREE<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v61, v266);
      wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
      wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID7);
      set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
      set_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
      for (int64_t v294 = v37; v294 < v48; v294 += v37) {
        // pto: %slot
        ;
        int64_t v295 = v294 % v34;
        // pto: %is_slot
        ;
        wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
        wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
        if (v295 == v41) {
          // pto: %pv_entry_1
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v296(nullptr);
          TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v296);
          // pto: %pv_part_2
          ;
          __gm__ float* v297 = PTOAS__GLOBAL_TENSOR_DATA(v296);
          // pto: %pv_part_2
          ;
          pto::Shape<1, 1, 1, 32, 128> v298 = pto::Shape<1, 1, 1, 32, 128>();
          // pto: %pv_part_2
          ;
          pto::Stride<-1, -1, -1, -1, -1> v299 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_2
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v300 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v297, v298, v299);
          TLOAD(v92, v300);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          // pto: %pv_part_3
          ;
          __gm__ float* v301 = PTOAS__GLOBAL_TENSOR_DATA(v296);
          // pto: %pv_part_3
          ;
          unsigned v302 = -32;
          // pto: %pv_part_3
          ;
          pto::Shape<1, 1, 1, 32, 128> v303 = pto::Shape<1, 1, 1, 32, 128>();
          // pto: %pv_part_3
          ;
          pto::Stride<-1, -1, -1, -1, -1> v304 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_3
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v305 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v301 + v302, v303, v304);
          TLOAD(v94, v305);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v306;
          uint64_t v307 = (uint64_t) v9;
          TASSIGN(v306, v307);
          TROWEXPANDMUL(v96, v96, v118, v306);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          pipe_barrier(PIPE_V);
          TADD(v96, v96, v92);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v308;
          uint64_t v309 = (uint64_t) v9;
          TASSIGN(v308, v309);
          pipe_barrier(PIPE_V);
          TROWEXPANDMUL(v98, v98, v121, v308);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
          pipe_barrier(PIPE_V);
          TADD(v98, v98, v94);
          TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v296);
          // pto: %qk_entry_5
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v310(nullptr);
          TPOP<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v61, v310);
          // pto: %p_entry_5
          ;
          GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v311(nullptr);
          pipe_barrier(PIPE_MTE3);
          TALLOC<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v72, v311);
          // pto: %qk_part_10
          ;
          __gm__ float* v312 = PTOAS__GLOBAL_TENSOR_DATA(v310);
          // pto: %qk_part_10
          ;
          pto::Shape<1, 1, 1, 32, 256> v313 = pto::Shape<1, 1, 1, 32, 256>();
          // pto: %qk_part_10
          ;
          pto::Stride<-1, -1, -1, -1, -1> v314 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %qk_part_10
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v315 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v312, v313, v314);
          TLOAD(v84, v315);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          TROWMAX(v100, v84, v88);
          pipe_barrier(PIPE_V);
          TMAX(v102, v102, v108);
          pipe_barrier(PIPE_V);
          TSUB(v120, v108, v102);
          pipe_barrier(PIPE_V);
          TMULS(v120, v120, v32);
          pipe_barrier(PIPE_V);
          TEXP(v120, v120);
          pipe_barrier(PIPE_V);
          TMUL(v114, v114, v120);
          TMOV(v108, v102);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v316;
          uint64_t v317 = (uint64_t) v9;
          TASSIGN(v316, v317);
          TROWEXPANDSUB(v88, v84, v100, v316);
          pipe_barrier(PIPE_V);
          TMULS(v88, v88, v32);
          pipe_barrier(PIPE_V);
          TEXP(v88, v88);
          pipe_barrier(PIPE_V);
          TROWSUM(v103, v88, v84);
          pipe_barrier(PIPE_V);
          TADD(v114, v114, v105);
          RoundMode v318 = RoundMode::CAST_RINT;
          SaturationMode v319 = SaturationMode::OFF;
          TCVT(v90, v88, v318, v319);
          set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
          // pto: %p_part_10
          ;
          __gm__ half* v320 = PTOAS__GLOBAL_TENSOR_DATA(v311);
          // pto: %p_part_10
          ;
          pto::Shape<1, 1, 1, 32, 256> v321 = pto::Shape<1, 1, 1, 32, 256>();
          // pto: %p_part_10
          ;
          pto::Stride<-1, -1, -1, -1, -1> v322 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %p_part_10
          ;
          GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v323 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v320, v321, v322);
          wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
          pipe_barrier(PIPE_MTE3);
          TSTORE(v323, v90);
          set_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
          // pto: %qk_part_11
          ;
          __gm__ float* v324 = PTOAS__GLOBAL_TENSOR_DATA(v310);
          // pto: %qk_part_11
          ;
          unsigned v325 = -32;
          // pto: %qk_part_11
          ;
          pto::Shape<1, 1, 1, 32, 256> v326 = pto::Shape<1, 1, 1, 32, 256>();
          // pto: %qk_part_11
          ;
          pto::Stride<-1, -1, -1, -1, -1> v327 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %qk_part_11
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v328 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v324 + v325, v326, v327);
          TLOAD(v86, v328);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          pipe_barrier(PIPE_V);
          TROWMAX(v100, v86, v88);
          pipe_barrier(PIPE_V);
          TMAX(v102, v102, v111);
          pipe_barrier(PIPE_V);
          TSUB(v123, v111, v102);
          pipe_barrier(PIPE_V);
          TMULS(v123, v123, v32);
          pipe_barrier(PIPE_V);
          TEXP(v123, v123);
          pipe_barrier(PIPE_V);
          TMUL(v117, v117, v123);
          TMOV(v111, v102);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v329;
          uint64_t v330 = (uint64_t) v9;
          TASSIGN(v329, v330);
          TROWEXPANDSUB(v88, v86, v100, v329);
          pipe_barrier(PIPE_V);
          TMULS(v88, v88, v32);
          pipe_barrier(PIPE_V);
          TEXP(v88, v88);
          pipe_barrier(PIPE_V);
          TROWSUM(v103, v88, v86);
          pipe_barrier(PIPE_V);
          TADD(v117, v117, v105);
          wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
          RoundMode v331 = RoundMode::CAST_RINT;
          SaturationMode v332 = SaturationMode::OFF;
          TCVT(v90, v88, v331, v332);
          set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
          // pto: %p_part_11
          ;
          __gm__ half* v333 = PTOAS__GLOBAL_TENSOR_DATA(v311);
          // pto: %p_part_11
          ;
          unsigned v334 = -32;
          // pto: %p_part_11
          ;
          pto::Shape<1, 1, 1, 32, 256> v335 = pto::Shape<1, 1, 1, 32, 256>();
          // pto: %p_part_11
          ;
          pto::Stride<-1, -1, -1, -1, -1> v336 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %p_part_11
          ;
          GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v337 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v333 + v334, v335, v336);
          wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
          TSTORE(v337, v90);
          TPUSH<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v72, v311);
          TFREE<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v61, v310);
        } else {
          // pto: %is_slot_1
          ;
          if (v295 == v37) {
            // pto: %pv_entry_2
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v338(nullptr);
            TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v338);
            // pto: %pv_part_4
            ;
            __gm__ float* v339 = PTOAS__GLOBAL_TENSOR_DATA(v338);
            // pto: %pv_part_4
            ;
            pto::Shape<1, 1, 1, 32, 128> v340 = pto::Shape<1, 1, 1, 32, 128>();
            // pto: %pv_part_4
            ;
            pto::Stride<-1, -1, -1, -1, -1> v341 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %pv_part_4
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v342 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v339, v340, v341);
            TLOAD(v92, v342);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            // pto: %pv_part_5
            ;
            __gm__ float* v343 = PTOAS__GLOBAL_TENSOR_DATA(v338);
            // pto: %pv_part_5
            ;
            unsigned v344 = -32;
            // pto: %pv_part_5
            ;
            pto::Shape<1, 1, 1, 32, 128> v345 = pto::Shape<1, 1, 1, 32, 128>();
            // pto: %pv_part_5
            ;
            pto::Stride<-1, -1, -1, -1, -1> v346 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %pv_part_5
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v347 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v343 + v344, v345, v346);
            TLOAD(v94, v347);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v348;
            uint64_t v349 = (uint64_t) v9;
            TASSIGN(v348, v349);
            TROWEXPANDMUL(v96, v96, v124, v348);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            pipe_barrier(PIPE_V);
            TADD(v96, v96, v92);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v350;
            uint64_t v351 = (uint64_t) v9;
            TASSIGN(v350, v351);
            pipe_barrier(PIPE_V);
            TROWEXPANDMUL(v98, v98, v127, v350);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
            pipe_barrier(PIPE_V);
            TADD(v98, v98, v94);
            TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v338);
            // pto: %qk_entry_6
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v352(nullptr);
            TPOP<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v61, v352);
            // pto: %p_entry_6
            ;
            GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v353(nullptr);
            pipe_barrier(PIPE_MTE3);
            TALLOC<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v72, v353);
            // pto: %qk_part_12
            ;
            __gm__ float* v354 = PTOAS__GLOBAL_TENSOR_DATA(v352);
            // pto: %qk_part_12
            ;
            pto::Shape<1, 1, 1, 32, 256> v355 = pto::Shape<1, 1, 1, 32, 256>();
            // pto: %qk_part_12
            ;
            pto::Stride<-1, -1, -1, -1, -1> v356 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %qk_part_12
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v357 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v354, v355, v356);
            TLOAD(v84, v357);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            TROWMAX(v100, v84, v88);
            pipe_barrier(PIPE_V);
            TMAX(v102, v102, v108);
            pipe_barrier(PIPE_V);
            TSUB(v126, v108, v102);
            pipe_barrier(PIPE_V);
            TMULS(v126, v126, v32);
            pipe_barrier(PIPE_V);
            TEXP(v126, v126);
            pipe_barrier(PIPE_V);
            TMUL(v114, v114, v126);
            TMOV(v108, v102);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v358;
            uint64_t v359 = (uint64_t) v9;
            TASSIGN(v358, v359);
            TROWEXPANDSUB(v88, v84, v100, v358);
            pipe_barrier(PIPE_V);
            TMULS(v88, v88, v32);
            pipe_barrier(PIPE_V);
            TEXP(v88, v88);
            pipe_barrier(PIPE_V);
            TROWSUM(v103, v88, v84);
            pipe_barrier(PIPE_V);
            TADD(v114, v114, v105);
            RoundMode v360 = RoundMode::CAST_RINT;
            SaturationMode v361 = SaturationMode::OFF;
            TCVT(v90, v88, v360, v361);
            set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
            // pto: %p_part_12
            ;
            __gm__ half* v362 = PTOAS__GLOBAL_TENSOR_DATA(v353);
            // pto: %p_part_12
            ;
            pto::Shape<1, 1, 1, 32, 256> v363 = pto::Shape<1, 1, 1, 32, 256>();
            // pto: %p_part_12
            ;
            pto::Stride<-1, -1, -1, -1, -1> v364 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %p_part_12
            ;
            GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v365 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v362, v363, v364);
            wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
            pipe_barrier(PIPE_MTE3);
            TSTORE(v365, v90);
            set_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
            // pto: %qk_part_13
            ;
            __gm__ float* v366 = PTOAS__GLOBAL_TENSOR_DATA(v352);
            // pto: %qk_part_13
            ;
            unsigned v367 = -32;
            // pto: %qk_part_13
            ;
            pto::Shape<1, 1, 1, 32, 256> v368 = pto::Shape<1, 1, 1, 32, 256>();
            // pto: %qk_part_13
            ;
            pto::Stride<-1, -1, -1, -1, -1> v369 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %qk_part_13
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v370 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v366 + v367, v368, v369);
            TLOAD(v86, v370);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            pipe_barrier(PIPE_V);
            TROWMAX(v100, v86, v88);
            pipe_barrier(PIPE_V);
            TMAX(v102, v102, v111);
            pipe_barrier(PIPE_V);
            TSUB(v129, v111, v102);
            pipe_barrier(PIPE_V);
            TMULS(v129, v129, v32);
            pipe_barrier(PIPE_V);
            TEXP(v129, v129);
            pipe_barrier(PIPE_V);
            TMUL(v117, v117, v129);
            TMOV(v111, v102);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v371;
            uint64_t v372 = (uint64_t) v9;
            TASSIGN(v371, v372);
            TROWEXPANDSUB(v88, v86, v100, v371);
            pipe_barrier(PIPE_V);
            TMULS(v88, v88, v32);
            pipe_barrier(PIPE_V);
            TEXP(v88, v88);
            pipe_barrier(PIPE_V);
            TROWSUM(v103, v88, v86);
            pipe_barrier(PIPE_V);
            TADD(v117, v117, v105);
            wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
            RoundMode v373 = RoundMode::CAST_RINT;
            SaturationMode v374 = SaturationMode::OFF;
            TCVT(v90, v88, v373, v374);
            set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
            // pto: %p_part_13
            ;
            __gm__ half* v375 = PTOAS__GLOBAL_TENSOR_DATA(v353);
            // pto: %p_part_13
            ;
            unsigned v376 = -32;
            // pto: %p_part_13
            ;
            pto::Shape<1, 1, 1, 32, 256> v377 = pto::Shape<1, 1, 1, 32, 256>();
            // pto: %p_part_13
            ;
            pto::Stride<-1, -1, -1, -1, -1> v378 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %p_part_13
            ;
            GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v379 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v375 + v376, v377, v378);
            wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
            TSTORE(v379, v90);
            TPUSH<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v72, v353);
            TFREE<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v61, v352);
          } else {
            // pto: %is_slot_2
            ;
            if (v295 == v43) {
              // pto: %pv_entry_3
              ;
              GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v380(nullptr);
              TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v380);
              // pto: %pv_part_6
              ;
              __gm__ float* v381 = PTOAS__GLOBAL_TENSOR_DATA(v380);
              // pto: %pv_part_6
              ;
              pto::Shape<1, 1, 1, 32, 128> v382 = pto::Shape<1, 1, 1, 32, 128>();
              // pto: %pv_part_6
              ;
              pto::Stride<-1, -1, -1, -1, -1> v383 = pto::Stride<-1, -1, -1, -1, -1>();
              // pto: %pv_part_6
              ;
              GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v384 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v381, v382, v383);
              TLOAD(v92, v384);
              set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
              // pto: %pv_part_7
              ;
              __gm__ float* v385 = PTOAS__GLOBAL_TENSOR_DATA(v380);
              // pto: %pv_part_7
              ;
              unsigned v386 = -32;
              // pto: %pv_part_7
              ;
              pto::Shape<1, 1, 1, 32, 128> v387 = pto::Shape<1, 1, 1, 32, 128>();
              // pto: %pv_part_7
              ;
              pto::Stride<-1, -1, -1, -1, -1> v388 = pto::Stride<-1, -1, -1, -1, -1>();
              // pto: %pv_part_7
              ;
              GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v389 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v385 + v386, v387, v388);
              TLOAD(v94, v389);
              set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
              Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v390;
              uint64_t v391 = (uint64_t) v9;
              TASSIGN(v390, v391);
              TROWEXPANDMUL(v96, v96, v130, v390);
              wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
              pipe_barrier(PIPE_V);
              TADD(v96, v96, v92);
              Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v392;
              uint64_t v393 = (uint64_t) v9;
              TASSIGN(v392, v393);
              pipe_barrier(PIPE_V);
              TROWEXPANDMUL(v98, v98, v133, v392);
              wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
              pipe_barrier(PIPE_V);
              TADD(v98, v98, v94);
              TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v380);
              // pto: %qk_entry_7
              ;
              GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v394(nullptr);
              TPOP<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v61, v394);
              // pto: %p_entry_7
              ;
              GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v395(nullptr);
              pipe_barrier(PIPE_MTE3);
              TALLOC<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v72, v395);
              // pto: %qk_part_14
              ;
              __gm__ float* v396 = PTOAS__GLOBAL_TENSOR_DATA(v394);
              // pto: %qk_part_14
              ;
              pto::Shape<1, 1, 1, 32, 256> v397 = pto::Shape<1, 1, 1, 32, 256>();
              // pto: %qk_part_14
              ;
              pto::Stride<-1, -1, -1, -1, -1> v398 = pto::Stride<-1, -1, -1, -1, -1>();
              // pto: %qk_part_14
              ;
              GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v399 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v396, v397, v398);
              TLOAD(v84, v399);
              set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
              wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
              TROWMAX(v100, v84, v88);
              pipe_barrier(PIPE_V);
              TMAX(v102, v102, v108);
              pipe_barrier(PIPE_V);
              TSUB(v132, v108, v102);
              pipe_barrier(PIPE_V);
              TMULS(v132, v132, v32);
              pipe_barrier(PIPE_V);
              TEXP(v132, v132);
              pipe_barrier(PIPE_V);
              TMUL(v114, v114, v132);
              TMOV(v108, v102);
              Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v400;
              uint64_t v401 = (uint64_t) v9;
              TASSIGN(v400, v401);
              TROWEXPANDSUB(v88, v84, v100, v400);
              pipe_barrier(PIPE_V);
              TMULS(v88, v88, v32);
              pipe_barrier(PIPE_V);
              TEXP(v88, v88);
              pipe_barrier(PIPE_V);
              TROWSUM(v103, v88, v84);
              pipe_barrier(PIPE_V);
              TADD(v114, v114, v105);
              RoundMode v402 = RoundMode::CAST_RINT;
              SaturationMode v403 = SaturationMode::OFF;
              TCVT(v90, v88, v402, v403);
              set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
              // pto: %p_part_14
              ;
              __gm__ half* v404 = PTOAS__GLOBAL_TENSOR_DATA(v395);
              // pto: %p_part_14
              ;
              pto::Shape<1, 1, 1, 32, 256> v405 = pto::Shape<1, 1, 1, 32, 256>();
              // pto: %p_part_14
              ;
              pto::Stride<-1, -1, -1, -1, -1> v406 = pto::Stride<-1, -1, -1, -1, -1>();
              // pto: %p_part_14
              ;
              GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v407 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v404, v405, v406);
              wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
              pipe_barrier(PIPE_MTE3);
              TSTORE(v407, v90);
              set_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
              // pto: %qk_part_15
              ;
              __gm__ float* v408 = PTOAS__GLOBAL_TENSOR_DATA(v394);
              // pto: %qk_part_15
              ;
              unsigned v409 = -32;
              // pto: %qk_part_15
              ;
              pto::Shape<1, 1, 1, 32, 256> v410 = pto::Shape<1, 1, 1, 32, 256>();
              // pto: %qk_part_15
              ;
              pto::Stride<-1, -1, -1, -1, -1> v411 = pto::Stride<-1, -1, -1, -1, -1>();
              // pto: %qk_part_15
              ;
              GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v412 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v408 + v409, v410, v411);
              TLOAD(v86, v412);
              set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
              wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
              pipe_barrier(PIPE_V);
              TROWMAX(v100, v86, v88);
              pipe_barrier(PIPE_V);
              TMAX(v102, v102, v111);
              pipe_barrier(PIPE_V);
              TSUB(v135, v111, v102);
              pipe_barrier(PIPE_V);
              TMULS(v135, v135, v32);
              pipe_barrier(PIPE_V);
              TEXP(v135, v135);
              pipe_barrier(PIPE_V);
              TMUL(v117, v117, v135);
              TMOV(v111, v102);
              Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v413;
              uint64_t v414 = (uint64_t) v9;
              TASSIGN(v413, v414);
              TROWEXPANDSUB(v88, v86, v100, v413);
              pipe_barrier(PIPE_V);
              TMULS(v88, v88, v32);
              pipe_barrier(PIPE_V);
              TEXP(v88, v88);
              pipe_barrier(PIPE_V);
              TROWSUM(v103, v88, v86);
              pipe_barrier(PIPE_V);
              TADD(v117, v117, v105);
              wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
              RoundMode v415 = RoundMode::CAST_RINT;
              SaturationMode v416 = SaturationMode::OFF;
              TCVT(v90, v88, v415, v416);
              set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
              // pto: %p_part_15
              ;
              __gm__ half* v417 = PTOAS__GLOBAL_TENSOR_DATA(v395);
              // pto: %p_part_15
              ;
              unsigned v418 = -32;
              // pto: %p_part_15
              ;
              pto::Shape<1, 1, 1, 32, 256> v419 = pto::Shape<1, 1, 1, 32, 256>();
              // pto: %p_part_15
              ;
              pto::Stride<-1, -1, -1, -1, -1> v420 = pto::Stride<-1, -1, -1, -1, -1>();
              // pto: %p_part_15
              ;
              GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v421 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v417 + v418, v419, v420);
              wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
              TSTORE(v421, v90);
              TPUSH<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v72, v395);
              TFREE<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v61, v394);
            } else {
              // pto: %pv_entry_4
              ;
              GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v422(nullptr);
              TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v422);
              // pto: %pv_part_8
              ;
              __gm__ float* v423 = PTOAS__GLOBAL_TENSOR_DATA(v422);
              // pto: %pv_part_8
              ;
              pto::Shape<1, 1, 1, 32, 128> v424 = pto::Shape<1, 1, 1, 32, 128>();
              // pto: %pv_part_8
              ;
              pto::Stride<-1, -1, -1, -1, -1> v425 = pto::Stride<-1, -1, -1, -1, -1>();
              // pto: %pv_part_8
              ;
              GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v426 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v423, v424, v425);
              TLOAD(v92, v426);
              set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
              // pto: %pv_part_9
              ;
              __gm__ float* v427 = PTOAS__GLOBAL_TENSOR_DATA(v422);
              // pto: %pv_part_9
              ;
              unsigned v428 = -32;
              // pto: %pv_part_9
              ;
              pto::Shape<1, 1, 1, 32, 128> v429 = pto::Shape<1, 1, 1, 32, 128>();
              // pto: %pv_part_9
              ;
              pto::Stride<-1, -1, -1, -1, -1> v430 = pto::Stride<-1, -1, -1, -1, -1>();
              // pto: %pv_part_9
              ;
              GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v431 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v427 + v428, v429, v430);
              TLOAD(v94, v431);
              set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
              Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v432;
              uint64_t v433 = (uint64_t) v9;
              TASSIGN(v432, v433);
              TROWEXPANDMUL(v96, v96, v136, v432);
              wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
              pipe_barrier(PIPE_V);
              TADD(v96, v96, v92);
              Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v434;
              uint64_t v435 = (uint64_t) v9;
              TASSIGN(v434, v435);
              pipe_barrier(PIPE_V);
              TROWEXPANDMUL(v98, v98, v139, v434);
              wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
              pipe_barrier(PIPE_V);
              TADD(v98, v98, v94);
              TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v422);
              // pto: %qk_entry_8
              ;
              GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v436(nullptr);
              TPOP<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v61, v436);
              // pto: %p_entry_8
              ;
              GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v437(nullptr);
              pipe_barrier(PIPE_MTE3);
              TALLOC<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v72, v437);
              // pto: %qk_part_16
              ;
              __gm__ float* v438 = PTOAS__GLOBAL_TENSOR_DATA(v436);
              // pto: %qk_part_16
              ;
              pto::Shape<1, 1, 1, 32, 256> v439 = pto::Shape<1, 1, 1, 32, 256>();
              // pto: %qk_part_16
              ;
              pto::Stride<-1, -1, -1, -1, -1> v440 = pto::Stride<-1, -1, -1, -1, -1>();
              // pto: %qk_part_16
              ;
              GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v441 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v438, v439, v440);
              TLOAD(v84, v441);
              set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
              wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
              TROWMAX(v100, v84, v88);
              pipe_barrier(PIPE_V);
              TMAX(v102, v102, v108);
              pipe_barrier(PIPE_V);
              TSUB(v138, v108, v102);
              pipe_barrier(PIPE_V);
              TMULS(v138, v138, v32);
              pipe_barrier(PIPE_V);
              TEXP(v138, v138);
              pipe_barrier(PIPE_V);
              TMUL(v114, v114, v138);
              TMOV(v108, v102);
              Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v442;
              uint64_t v443 = (uint64_t) v9;
              TASSIGN(v442, v443);
              TROWEXPANDSUB(v88, v84, v100, v442);
              pipe_barrier(PIPE_V);
              TMULS(v88, v88, v32);
              pipe_barrier(PIPE_V);
              TEXP(v88, v88);
              pipe_barrier(PIPE_V);
              TROWSUM(v103, v88, v84);
              pipe_barrier(PIPE_V);
              TADD(v114, v114, v105);
              RoundMode v444 = RoundMode::CAST_RINT;
              SaturationMode v445 = SaturationMode::OFF;
              TCVT(v90, v88, v444, v445);
              set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
              // pto: %p_part_16
              ;
              __gm__ half* v446 = PTOAS__GLOBAL_TENSOR_DATA(v437);
              // pto: %p_part_16
              ;
              pto::Shape<1, 1, 1, 32, 256> v447 = pto::Shape<1, 1, 1, 32, 256>();
              // pto: %p_part_16
              ;
              pto::Stride<-1, -1, -1, -1, -1> v448 = pto::Stride<-1, -1, -1, -1, -1>();
              // pto: %p_part_16
              ;
              GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v449 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v446, v447, v448);
              wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
              pipe_barrier(PIPE_MTE3);
              TSTORE(v449, v90);
              set_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
              // pto: %qk_part_17
              ;
              __gm__ float* v450 = PTOAS__GLOBAL_TENSOR_DATA(v436);
              // pto: %qk_part_17
              ;
              unsigned v451 = -32;
              // pto: %qk_part_17
              ;
              pto::Shape<1, 1, 1, 32, 256> v452 = pto::Shape<1, 1, 1, 32, 256>();
              // pto: %qk_part_17
              ;
              pto::Stride<-1, -1, -1, -1, -1> v453 = pto::Stride<-1, -1, -1, -1, -1>();
              // pto: %qk_part_17
              ;
              GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v454 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v450 + v451, v452, v453);
              TLOAD(v86, v454);
              set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
              wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
              pipe_barrier(PIPE_V);
              TROWMAX(v100, v86, v88);
              pipe_barrier(PIPE_V);
              TMAX(v102, v102, v111);
              pipe_barrier(PIPE_V);
              TSUB(v141, v111, v102);
              pipe_barrier(PIPE_V);
              TMULS(v141, v141, v32);
              pipe_barrier(PIPE_V);
              TEXP(v141, v141);
              pipe_barrier(PIPE_V);
              TMUL(v117, v117, v141);
              TMOV(v111, v102);
              Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v455;
              uint64_t v456 = (uint64_t) v9;
              TASSIGN(v455, v456);
              TROWEXPANDSUB(v88, v86, v100, v455);
              pipe_barrier(PIPE_V);
              TMULS(v88, v88, v32);
              pipe_barrier(PIPE_V);
              TEXP(v88, v88);
              pipe_barrier(PIPE_V);
              TROWSUM(v103, v88, v86);
              pipe_barrier(PIPE_V);
              TADD(v117, v117, v105);
              wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
              RoundMode v457 = RoundMode::CAST_RINT;
              SaturationMode v458 = SaturationMode::OFF;
              TCVT(v90, v88, v457, v458);
              set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
              // pto: %p_part_17
              ;
              __gm__ half* v459 = PTOAS__GLOBAL_TENSOR_DATA(v437);
              // pto: %p_part_17
              ;
              unsigned v460 = -32;
              // pto: %p_part_17
              ;
              pto::Shape<1, 1, 1, 32, 256> v461 = pto::Shape<1, 1, 1, 32, 256>();
              // pto: %p_part_17
              ;
              pto::Stride<-1, -1, -1, -1, -1> v462 = pto::Stride<-1, -1, -1, -1, -1>();
              // pto: %p_part_17
              ;
              GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v463 = GlobalTensor<half, pto::Shape<1, 1, 1, 32, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v459 + v460, v461, v462);
              wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
              TSTORE(v463, v90);
              TPUSH<TPipe<2, Direction::DIR_V2C, 65536, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v72, v437);
              TFREE<TPipe<0, Direction::DIR_C2V, 131072, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 256>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v61, v436);
            };
          };
        };
        set_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
        set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
      };
      wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
      wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    };
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    if (v255) {
      // pto: %slot_1
      ;
      int64_t v464 = v48 % v34;
      // pto: %is_slot_3
      ;
      if (v464 == v41) {
        // pto: %pv_entry_5
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v465(nullptr);
        TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v465);
        // pto: %pv_part_10
        ;
        __gm__ float* v466 = PTOAS__GLOBAL_TENSOR_DATA(v465);
        // pto: %pv_part_10
        ;
        pto::Shape<1, 1, 1, 32, 128> v467 = pto::Shape<1, 1, 1, 32, 128>();
        // pto: %pv_part_10
        ;
        pto::Stride<-1, -1, -1, -1, -1> v468 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_10
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v469 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v466, v467, v468);
        TLOAD(v92, v469);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        // pto: %pv_part_11
        ;
        __gm__ float* v470 = PTOAS__GLOBAL_TENSOR_DATA(v465);
        // pto: %pv_part_11
        ;
        unsigned v471 = -32;
        // pto: %pv_part_11
        ;
        pto::Shape<1, 1, 1, 32, 128> v472 = pto::Shape<1, 1, 1, 32, 128>();
        // pto: %pv_part_11
        ;
        pto::Stride<-1, -1, -1, -1, -1> v473 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_11
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v474 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v470 + v471, v472, v473);
        TLOAD(v94, v474);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v475;
        uint64_t v476 = (uint64_t) v9;
        TASSIGN(v475, v476);
        TROWEXPANDMUL(v96, v96, v118, v475);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        pipe_barrier(PIPE_V);
        TADD(v96, v96, v92);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v477;
        uint64_t v478 = (uint64_t) v9;
        TASSIGN(v477, v478);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v98, v98, v121, v477);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        pipe_barrier(PIPE_V);
        TADD(v98, v98, v94);
        TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v465);
      } else {
        // pto: %is_slot_4
        ;
        if (v464 == v37) {
          // pto: %pv_entry_6
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v479(nullptr);
          TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v479);
          // pto: %pv_part_12
          ;
          __gm__ float* v480 = PTOAS__GLOBAL_TENSOR_DATA(v479);
          // pto: %pv_part_12
          ;
          pto::Shape<1, 1, 1, 32, 128> v481 = pto::Shape<1, 1, 1, 32, 128>();
          // pto: %pv_part_12
          ;
          pto::Stride<-1, -1, -1, -1, -1> v482 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_12
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v483 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v480, v481, v482);
          TLOAD(v92, v483);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          // pto: %pv_part_13
          ;
          __gm__ float* v484 = PTOAS__GLOBAL_TENSOR_DATA(v479);
          // pto: %pv_part_13
          ;
          unsigned v485 = -32;
          // pto: %pv_part_13
          ;
          pto::Shape<1, 1, 1, 32, 128> v486 = pto::Shape<1, 1, 1, 32, 128>();
          // pto: %pv_part_13
          ;
          pto::Stride<-1, -1, -1, -1, -1> v487 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_13
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v488 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v484 + v485, v486, v487);
          TLOAD(v94, v488);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v489;
          uint64_t v490 = (uint64_t) v9;
          TASSIGN(v489, v490);
          TROWEXPANDMUL(v96, v96, v124, v489);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          pipe_barrier(PIPE_V);
          TADD(v96, v96, v92);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v491;
          uint64_t v492 = (uint64_t) v9;
          TASSIGN(v491, v492);
          pipe_barrier(PIPE_V);
          TROWEXPANDMUL(v98, v98, v127, v491);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
          pipe_barrier(PIPE_V);
          TADD(v98, v98, v94);
          TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v479);
        } else {
          // pto: %is_slot_5
          ;
          if (v464 == v43) {
            // pto: %pv_entry_7
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v493(nullptr);
            TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v493);
            // pto: %pv_part_14
            ;
            __gm__ float* v494 = PTOAS__GLOBAL_TENSOR_DATA(v493);
            // pto: %pv_part_14
            ;
            pto::Shape<1, 1, 1, 32, 128> v495 = pto::Shape<1, 1, 1, 32, 128>();
            // pto: %pv_part_14
            ;
            pto::Stride<-1, -1, -1, -1, -1> v496 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %pv_part_14
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v497 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v494, v495, v496);
            TLOAD(v92, v497);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            // pto: %pv_part_15
            ;
            __gm__ float* v498 = PTOAS__GLOBAL_TENSOR_DATA(v493);
            // pto: %pv_part_15
            ;
            unsigned v499 = -32;
            // pto: %pv_part_15
            ;
            pto::Shape<1, 1, 1, 32, 128> v500 = pto::Shape<1, 1, 1, 32, 128>();
            // pto: %pv_part_15
            ;
            pto::Stride<-1, -1, -1, -1, -1> v501 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %pv_part_15
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v502 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v498 + v499, v500, v501);
            TLOAD(v94, v502);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v503;
            uint64_t v504 = (uint64_t) v9;
            TASSIGN(v503, v504);
            TROWEXPANDMUL(v96, v96, v130, v503);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            pipe_barrier(PIPE_V);
            TADD(v96, v96, v92);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v505;
            uint64_t v506 = (uint64_t) v9;
            TASSIGN(v505, v506);
            pipe_barrier(PIPE_V);
            TROWEXPANDMUL(v98, v98, v133, v505);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
            pipe_barrier(PIPE_V);
            TADD(v98, v98, v94);
            TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v493);
          } else {
            // pto: %pv_entry_8
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v507(nullptr);
            TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v507);
            // pto: %pv_part_16
            ;
            __gm__ float* v508 = PTOAS__GLOBAL_TENSOR_DATA(v507);
            // pto: %pv_part_16
            ;
            pto::Shape<1, 1, 1, 32, 128> v509 = pto::Shape<1, 1, 1, 32, 128>();
            // pto: %pv_part_16
            ;
            pto::Stride<-1, -1, -1, -1, -1> v510 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %pv_part_16
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v511 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v508, v509, v510);
            TLOAD(v92, v511);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            // pto: %pv_part_17
            ;
            __gm__ float* v512 = PTOAS__GLOBAL_TENSOR_DATA(v507);
            // pto: %pv_part_17
            ;
            unsigned v513 = -32;
            // pto: %pv_part_17
            ;
            pto::Shape<1, 1, 1, 32, 128> v514 = pto::Shape<1, 1, 1, 32, 128>();
            // pto: %pv_part_17
            ;
            pto::Stride<-1, -1, -1, -1, -1> v515 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %pv_part_17
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v516 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v512 + v513, v514, v515);
            TLOAD(v94, v516);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v517;
            uint64_t v518 = (uint64_t) v9;
            TASSIGN(v517, v518);
            TROWEXPANDMUL(v96, v96, v136, v517);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            pipe_barrier(PIPE_V);
            TADD(v96, v96, v92);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v519;
            uint64_t v520 = (uint64_t) v9;
            TASSIGN(v519, v520);
            pipe_barrier(PIPE_V);
            TROWEXPANDMUL(v98, v98, v139, v519);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
            pipe_barrier(PIPE_V);
            TADD(v98, v98, v94);
            TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v507);
          };
        };
      };
    } else {
      // pto: %pv_entry_9
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v521(nullptr);
      TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v521);
      // pto: %pv_part_18
      ;
      __gm__ float* v522 = PTOAS__GLOBAL_TENSOR_DATA(v521);
      // pto: %pv_part_18
      ;
      pto::Shape<1, 1, 1, 32, 128> v523 = pto::Shape<1, 1, 1, 32, 128>();
      // pto: %pv_part_18
      ;
      pto::Stride<-1, -1, -1, -1, -1> v524 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_18
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v525 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v522, v523, v524);
      TLOAD(v96, v525);
      // pto: %pv_part_19
      ;
      __gm__ float* v526 = PTOAS__GLOBAL_TENSOR_DATA(v521);
      // pto: %pv_part_19
      ;
      unsigned v527 = -32;
      // pto: %pv_part_19
      ;
      pto::Shape<1, 1, 1, 32, 128> v528 = pto::Shape<1, 1, 1, 32, 128>();
      // pto: %pv_part_19
      ;
      pto::Stride<-1, -1, -1, -1, -1> v529 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_19
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v530 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v526 + v527, v528, v529);
      TLOAD(v98, v530);
      TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v521);
    };
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    // pto: %slot_2
    ;
    int64_t v531 = (int64_t) ((uint64_t) v47 + (uint64_t) v8) % v34;
    // pto: %is_slot_6
    ;
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    if (v531 == v41) {
      // pto: %pv_entry_10
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v532(nullptr);
      TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v532);
      // pto: %pv_part_20
      ;
      __gm__ float* v533 = PTOAS__GLOBAL_TENSOR_DATA(v532);
      // pto: %pv_part_20
      ;
      pto::Shape<1, 1, 1, 32, 128> v534 = pto::Shape<1, 1, 1, 32, 128>();
      // pto: %pv_part_20
      ;
      pto::Stride<-1, -1, -1, -1, -1> v535 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_20
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v536 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v533, v534, v535);
      TLOAD(v92, v536);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      // pto: %pv_part_21
      ;
      __gm__ float* v537 = PTOAS__GLOBAL_TENSOR_DATA(v532);
      // pto: %pv_part_21
      ;
      unsigned v538 = -32;
      // pto: %pv_part_21
      ;
      pto::Shape<1, 1, 1, 32, 128> v539 = pto::Shape<1, 1, 1, 32, 128>();
      // pto: %pv_part_21
      ;
      pto::Stride<-1, -1, -1, -1, -1> v540 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_21
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v541 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v537 + v538, v539, v540);
      TLOAD(v94, v541);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
      Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v542;
      uint64_t v543 = (uint64_t) v9;
      TASSIGN(v542, v543);
      pipe_barrier(PIPE_V);
      TROWEXPANDMUL(v96, v96, v118, v542);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      pipe_barrier(PIPE_V);
      TADD(v96, v96, v92);
      Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v544;
      uint64_t v545 = (uint64_t) v9;
      TASSIGN(v544, v545);
      pipe_barrier(PIPE_V);
      TROWEXPANDMUL(v98, v98, v121, v544);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
      pipe_barrier(PIPE_V);
      TADD(v98, v98, v94);
      TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v532);
    } else {
      // pto: %is_slot_7
      ;
      if (v531 == v37) {
        // pto: %pv_entry_11
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v546(nullptr);
        TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v546);
        // pto: %pv_part_22
        ;
        __gm__ float* v547 = PTOAS__GLOBAL_TENSOR_DATA(v546);
        // pto: %pv_part_22
        ;
        pto::Shape<1, 1, 1, 32, 128> v548 = pto::Shape<1, 1, 1, 32, 128>();
        // pto: %pv_part_22
        ;
        pto::Stride<-1, -1, -1, -1, -1> v549 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_22
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v550 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v547, v548, v549);
        TLOAD(v92, v550);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        // pto: %pv_part_23
        ;
        __gm__ float* v551 = PTOAS__GLOBAL_TENSOR_DATA(v546);
        // pto: %pv_part_23
        ;
        unsigned v552 = -32;
        // pto: %pv_part_23
        ;
        pto::Shape<1, 1, 1, 32, 128> v553 = pto::Shape<1, 1, 1, 32, 128>();
        // pto: %pv_part_23
        ;
        pto::Stride<-1, -1, -1, -1, -1> v554 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_23
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v555 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v551 + v552, v553, v554);
        TLOAD(v94, v555);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v556;
        uint64_t v557 = (uint64_t) v9;
        TASSIGN(v556, v557);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v96, v96, v124, v556);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        pipe_barrier(PIPE_V);
        TADD(v96, v96, v92);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v558;
        uint64_t v559 = (uint64_t) v9;
        TASSIGN(v558, v559);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v98, v98, v127, v558);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        pipe_barrier(PIPE_V);
        TADD(v98, v98, v94);
        TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v546);
      } else {
        // pto: %is_slot_8
        ;
        if (v531 == v43) {
          // pto: %pv_entry_12
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v560(nullptr);
          TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v560);
          // pto: %pv_part_24
          ;
          __gm__ float* v561 = PTOAS__GLOBAL_TENSOR_DATA(v560);
          // pto: %pv_part_24
          ;
          pto::Shape<1, 1, 1, 32, 128> v562 = pto::Shape<1, 1, 1, 32, 128>();
          // pto: %pv_part_24
          ;
          pto::Stride<-1, -1, -1, -1, -1> v563 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_24
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v564 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v561, v562, v563);
          TLOAD(v92, v564);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          // pto: %pv_part_25
          ;
          __gm__ float* v565 = PTOAS__GLOBAL_TENSOR_DATA(v560);
          // pto: %pv_part_25
          ;
          unsigned v566 = -32;
          // pto: %pv_part_25
          ;
          pto::Shape<1, 1, 1, 32, 128> v567 = pto::Shape<1, 1, 1, 32, 128>();
          // pto: %pv_part_25
          ;
          pto::Stride<-1, -1, -1, -1, -1> v568 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_25
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v569 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v565 + v566, v567, v568);
          TLOAD(v94, v569);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v570;
          uint64_t v571 = (uint64_t) v9;
          TASSIGN(v570, v571);
          pipe_barrier(PIPE_V);
          TROWEXPANDMUL(v96, v96, v130, v570);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          pipe_barrier(PIPE_V);
          TADD(v96, v96, v92);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v572;
          uint64_t v573 = (uint64_t) v9;
          TASSIGN(v572, v573);
          pipe_barrier(PIPE_V);
          TROWEXPANDMUL(v98, v98, v133, v572);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
          pipe_barrier(PIPE_V);
          TADD(v98, v98, v94);
          TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v560);
        } else {
          // pto: %pv_entry_13
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v574(nullptr);
          TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v574);
          // pto: %pv_part_26
          ;
          __gm__ float* v575 = PTOAS__GLOBAL_TENSOR_DATA(v574);
          // pto: %pv_part_26
          ;
          pto::Shape<1, 1, 1, 32, 128> v576 = pto::Shape<1, 1, 1, 32, 128>();
          // pto: %pv_part_26
          ;
          pto::Stride<-1, -1, -1, -1, -1> v577 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_26
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v578 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v575, v576, v577);
          TLOAD(v92, v578);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          // pto: %pv_part_27
          ;
          __gm__ float* v579 = PTOAS__GLOBAL_TENSOR_DATA(v574);
          // pto: %pv_part_27
          ;
          unsigned v580 = -32;
          // pto: %pv_part_27
          ;
          pto::Shape<1, 1, 1, 32, 128> v581 = pto::Shape<1, 1, 1, 32, 128>();
          // pto: %pv_part_27
          ;
          pto::Stride<-1, -1, -1, -1, -1> v582 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_27
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v583 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v579 + v580, v581, v582);
          TLOAD(v94, v583);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v584;
          uint64_t v585 = (uint64_t) v9;
          TASSIGN(v584, v585);
          pipe_barrier(PIPE_V);
          TROWEXPANDMUL(v96, v96, v136, v584);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          pipe_barrier(PIPE_V);
          TADD(v96, v96, v92);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v586;
          uint64_t v587 = (uint64_t) v9;
          TASSIGN(v586, v587);
          pipe_barrier(PIPE_V);
          TROWEXPANDMUL(v98, v98, v139, v586);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
          pipe_barrier(PIPE_V);
          TADD(v98, v98, v94);
          TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v574);
        };
      };
    };
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    // pto: %slot_3
    ;
    int64_t v588 = (int64_t) ((uint64_t) v47 + (uint64_t) v7) % v34;
    // pto: %is_slot_9
    ;
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    if (v588 == v41) {
      // pto: %pv_entry_14
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v589(nullptr);
      TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v589);
      // pto: %pv_part_28
      ;
      __gm__ float* v590 = PTOAS__GLOBAL_TENSOR_DATA(v589);
      // pto: %pv_part_28
      ;
      pto::Shape<1, 1, 1, 32, 128> v591 = pto::Shape<1, 1, 1, 32, 128>();
      // pto: %pv_part_28
      ;
      pto::Stride<-1, -1, -1, -1, -1> v592 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_28
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v593 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v590, v591, v592);
      TLOAD(v92, v593);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      // pto: %pv_part_29
      ;
      __gm__ float* v594 = PTOAS__GLOBAL_TENSOR_DATA(v589);
      // pto: %pv_part_29
      ;
      unsigned v595 = -32;
      // pto: %pv_part_29
      ;
      pto::Shape<1, 1, 1, 32, 128> v596 = pto::Shape<1, 1, 1, 32, 128>();
      // pto: %pv_part_29
      ;
      pto::Stride<-1, -1, -1, -1, -1> v597 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_29
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v598 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v594 + v595, v596, v597);
      TLOAD(v94, v598);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
      Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v599;
      uint64_t v600 = (uint64_t) v9;
      TASSIGN(v599, v600);
      pipe_barrier(PIPE_V);
      TROWEXPANDMUL(v96, v96, v118, v599);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      pipe_barrier(PIPE_V);
      TADD(v96, v96, v92);
      Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v601;
      uint64_t v602 = (uint64_t) v9;
      TASSIGN(v601, v602);
      pipe_barrier(PIPE_V);
      TROWEXPANDMUL(v98, v98, v121, v601);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
      pipe_barrier(PIPE_V);
      TADD(v98, v98, v94);
      TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v589);
    } else {
      // pto: %is_slot_10
      ;
      if (v588 == v37) {
        // pto: %pv_entry_15
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v603(nullptr);
        TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v603);
        // pto: %pv_part_30
        ;
        __gm__ float* v604 = PTOAS__GLOBAL_TENSOR_DATA(v603);
        // pto: %pv_part_30
        ;
        pto::Shape<1, 1, 1, 32, 128> v605 = pto::Shape<1, 1, 1, 32, 128>();
        // pto: %pv_part_30
        ;
        pto::Stride<-1, -1, -1, -1, -1> v606 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_30
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v607 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v604, v605, v606);
        TLOAD(v92, v607);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        // pto: %pv_part_31
        ;
        __gm__ float* v608 = PTOAS__GLOBAL_TENSOR_DATA(v603);
        // pto: %pv_part_31
        ;
        unsigned v609 = -32;
        // pto: %pv_part_31
        ;
        pto::Shape<1, 1, 1, 32, 128> v610 = pto::Shape<1, 1, 1, 32, 128>();
        // pto: %pv_part_31
        ;
        pto::Stride<-1, -1, -1, -1, -1> v611 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_31
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v612 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v608 + v609, v610, v611);
        TLOAD(v94, v612);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v613;
        uint64_t v614 = (uint64_t) v9;
        TASSIGN(v613, v614);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v96, v96, v124, v613);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        pipe_barrier(PIPE_V);
        TADD(v96, v96, v92);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v615;
        uint64_t v616 = (uint64_t) v9;
        TASSIGN(v615, v616);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v98, v98, v127, v615);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        pipe_barrier(PIPE_V);
        TADD(v98, v98, v94);
        TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v603);
      } else {
        // pto: %is_slot_11
        ;
        if (v588 == v43) {
          // pto: %pv_entry_16
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v617(nullptr);
          TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v617);
          // pto: %pv_part_32
          ;
          __gm__ float* v618 = PTOAS__GLOBAL_TENSOR_DATA(v617);
          // pto: %pv_part_32
          ;
          pto::Shape<1, 1, 1, 32, 128> v619 = pto::Shape<1, 1, 1, 32, 128>();
          // pto: %pv_part_32
          ;
          pto::Stride<-1, -1, -1, -1, -1> v620 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_32
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v621 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v618, v619, v620);
          TLOAD(v92, v621);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          // pto: %pv_part_33
          ;
          __gm__ float* v622 = PTOAS__GLOBAL_TENSOR_DATA(v617);
          // pto: %pv_part_33
          ;
          unsigned v623 = -32;
          // pto: %pv_part_33
          ;
          pto::Shape<1, 1, 1, 32, 128> v624 = pto::Shape<1, 1, 1, 32, 128>();
          // pto: %pv_part_33
          ;
          pto::Stride<-1, -1, -1, -1, -1> v625 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_33
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v626 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v622 + v623, v624, v625);
          TLOAD(v94, v626);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v627;
          uint64_t v628 = (uint64_t) v9;
          TASSIGN(v627, v628);
          pipe_barrier(PIPE_V);
          TROWEXPANDMUL(v96, v96, v130, v627);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          pipe_barrier(PIPE_V);
          TADD(v96, v96, v92);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v629;
          uint64_t v630 = (uint64_t) v9;
          TASSIGN(v629, v630);
          pipe_barrier(PIPE_V);
          TROWEXPANDMUL(v98, v98, v133, v629);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
          pipe_barrier(PIPE_V);
          TADD(v98, v98, v94);
          TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v617);
        } else {
          // pto: %pv_entry_17
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v631(nullptr);
          TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v631);
          // pto: %pv_part_34
          ;
          __gm__ float* v632 = PTOAS__GLOBAL_TENSOR_DATA(v631);
          // pto: %pv_part_34
          ;
          pto::Shape<1, 1, 1, 32, 128> v633 = pto::Shape<1, 1, 1, 32, 128>();
          // pto: %pv_part_34
          ;
          pto::Stride<-1, -1, -1, -1, -1> v634 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_34
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v635 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v632, v633, v634);
          TLOAD(v92, v635);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          // pto: %pv_part_35
          ;
          __gm__ float* v636 = PTOAS__GLOBAL_TENSOR_DATA(v631);
          // pto: %pv_part_35
          ;
          unsigned v637 = -32;
          // pto: %pv_part_35
          ;
          pto::Shape<1, 1, 1, 32, 128> v638 = pto::Shape<1, 1, 1, 32, 128>();
          // pto: %pv_part_35
          ;
          pto::Stride<-1, -1, -1, -1, -1> v639 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_35
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v640 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v636 + v637, v638, v639);
          TLOAD(v94, v640);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v641;
          uint64_t v642 = (uint64_t) v9;
          TASSIGN(v641, v642);
          pipe_barrier(PIPE_V);
          TROWEXPANDMUL(v96, v96, v136, v641);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          pipe_barrier(PIPE_V);
          TADD(v96, v96, v92);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v643;
          uint64_t v644 = (uint64_t) v9;
          TASSIGN(v643, v644);
          pipe_barrier(PIPE_V);
          TROWEXPANDMUL(v98, v98, v139, v643);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
          pipe_barrier(PIPE_V);
          TADD(v98, v98, v94);
          TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v631);
        };
      };
    };
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    // pto: %slot_4
    ;
    int64_t v645 = (int64_t) ((uint64_t) v47 + (uint64_t) v6) % v34;
    // pto: %is_slot_12
    ;
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    if (v645 == v41) {
      // pto: %pv_entry_18
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v646(nullptr);
      TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v646);
      // pto: %pv_part_36
      ;
      __gm__ float* v647 = PTOAS__GLOBAL_TENSOR_DATA(v646);
      // pto: %pv_part_36
      ;
      pto::Shape<1, 1, 1, 32, 128> v648 = pto::Shape<1, 1, 1, 32, 128>();
      // pto: %pv_part_36
      ;
      pto::Stride<-1, -1, -1, -1, -1> v649 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_36
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v650 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v647, v648, v649);
      TLOAD(v92, v650);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      // pto: %pv_part_37
      ;
      __gm__ float* v651 = PTOAS__GLOBAL_TENSOR_DATA(v646);
      // pto: %pv_part_37
      ;
      unsigned v652 = -32;
      // pto: %pv_part_37
      ;
      pto::Shape<1, 1, 1, 32, 128> v653 = pto::Shape<1, 1, 1, 32, 128>();
      // pto: %pv_part_37
      ;
      pto::Stride<-1, -1, -1, -1, -1> v654 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_37
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v655 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v651 + v652, v653, v654);
      TLOAD(v94, v655);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
      Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v656;
      uint64_t v657 = (uint64_t) v9;
      TASSIGN(v656, v657);
      pipe_barrier(PIPE_V);
      TROWEXPANDMUL(v96, v96, v118, v656);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      pipe_barrier(PIPE_V);
      TADD(v96, v96, v92);
      Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v658;
      uint64_t v659 = (uint64_t) v9;
      TASSIGN(v658, v659);
      pipe_barrier(PIPE_V);
      TROWEXPANDMUL(v98, v98, v121, v658);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
      pipe_barrier(PIPE_V);
      TADD(v98, v98, v94);
      TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v646);
    } else {
      // pto: %is_slot_13
      ;
      if (v645 == v37) {
        // pto: %pv_entry_19
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v660(nullptr);
        TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v660);
        // pto: %pv_part_38
        ;
        __gm__ float* v661 = PTOAS__GLOBAL_TENSOR_DATA(v660);
        // pto: %pv_part_38
        ;
        pto::Shape<1, 1, 1, 32, 128> v662 = pto::Shape<1, 1, 1, 32, 128>();
        // pto: %pv_part_38
        ;
        pto::Stride<-1, -1, -1, -1, -1> v663 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_38
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v664 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v661, v662, v663);
        TLOAD(v92, v664);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        // pto: %pv_part_39
        ;
        __gm__ float* v665 = PTOAS__GLOBAL_TENSOR_DATA(v660);
        // pto: %pv_part_39
        ;
        unsigned v666 = -32;
        // pto: %pv_part_39
        ;
        pto::Shape<1, 1, 1, 32, 128> v667 = pto::Shape<1, 1, 1, 32, 128>();
        // pto: %pv_part_39
        ;
        pto::Stride<-1, -1, -1, -1, -1> v668 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_39
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v669 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v665 + v666, v667, v668);
        TLOAD(v94, v669);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v670;
        uint64_t v671 = (uint64_t) v9;
        TASSIGN(v670, v671);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v96, v96, v124, v670);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        pipe_barrier(PIPE_V);
        TADD(v96, v96, v92);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v672;
        uint64_t v673 = (uint64_t) v9;
        TASSIGN(v672, v673);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v98, v98, v127, v672);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        pipe_barrier(PIPE_V);
        TADD(v98, v98, v94);
        TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v660);
      } else {
        // pto: %is_slot_14
        ;
        if (v645 == v43) {
          // pto: %pv_entry_20
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v674(nullptr);
          TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v674);
          // pto: %pv_part_40
          ;
          __gm__ float* v675 = PTOAS__GLOBAL_TENSOR_DATA(v674);
          // pto: %pv_part_40
          ;
          pto::Shape<1, 1, 1, 32, 128> v676 = pto::Shape<1, 1, 1, 32, 128>();
          // pto: %pv_part_40
          ;
          pto::Stride<-1, -1, -1, -1, -1> v677 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_40
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v678 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v675, v676, v677);
          TLOAD(v92, v678);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          // pto: %pv_part_41
          ;
          __gm__ float* v679 = PTOAS__GLOBAL_TENSOR_DATA(v674);
          // pto: %pv_part_41
          ;
          unsigned v680 = -32;
          // pto: %pv_part_41
          ;
          pto::Shape<1, 1, 1, 32, 128> v681 = pto::Shape<1, 1, 1, 32, 128>();
          // pto: %pv_part_41
          ;
          pto::Stride<-1, -1, -1, -1, -1> v682 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_41
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v683 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v679 + v680, v681, v682);
          TLOAD(v94, v683);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v684;
          uint64_t v685 = (uint64_t) v9;
          TASSIGN(v684, v685);
          pipe_barrier(PIPE_V);
          TROWEXPANDMUL(v96, v96, v130, v684);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          pipe_barrier(PIPE_V);
          TADD(v96, v96, v92);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v686;
          uint64_t v687 = (uint64_t) v9;
          TASSIGN(v686, v687);
          pipe_barrier(PIPE_V);
          TROWEXPANDMUL(v98, v98, v133, v686);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
          pipe_barrier(PIPE_V);
          TADD(v98, v98, v94);
          TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v674);
        } else {
          // pto: %pv_entry_21
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v688(nullptr);
          TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v688);
          // pto: %pv_part_42
          ;
          __gm__ float* v689 = PTOAS__GLOBAL_TENSOR_DATA(v688);
          // pto: %pv_part_42
          ;
          pto::Shape<1, 1, 1, 32, 128> v690 = pto::Shape<1, 1, 1, 32, 128>();
          // pto: %pv_part_42
          ;
          pto::Stride<-1, -1, -1, -1, -1> v691 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_42
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v692 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v689, v690, v691);
          TLOAD(v92, v692);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          // pto: %pv_part_43
          ;
          __gm__ float* v693 = PTOAS__GLOBAL_TENSOR_DATA(v688);
          // pto: %pv_part_43
          ;
          unsigned v694 = -32;
          // pto: %pv_part_43
          ;
          pto::Shape<1, 1, 1, 32, 128> v695 = pto::Shape<1, 1, 1, 32, 128>();
          // pto: %pv_part_43
          ;
          pto::Stride<-1, -1, -1, -1, -1> v696 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_43
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v697 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v693 + v694, v695, v696);
          TLOAD(v94, v697);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v698;
          uint64_t v699 = (uint64_t) v9;
          TASSIGN(v698, v699);
          pipe_barrier(PIPE_V);
          TROWEXPANDMUL(v96, v96, v136, v698);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          pipe_barrier(PIPE_V);
          TADD(v96, v96, v92);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v700;
          uint64_t v701 = (uint64_t) v9;
          TASSIGN(v700, v701);
          pipe_barrier(PIPE_V);
          TROWEXPANDMUL(v98, v98, v139, v700);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
          pipe_barrier(PIPE_V);
          TADD(v98, v98, v94);
          TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v83, v688);
        };
      };
    };
    // pto: %block_row, %out_row, %half, %half_row
    ;
    int64_t v702 = (int64_t) ((uint64_t) ((int64_t) (uint64_t) v142 * (uint64_t) v39) + (uint64_t) ((int64_t) (uint64_t) ((int64_t) v49) * (uint64_t) v35));
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v703;
    uint64_t v704 = (uint64_t) v9;
    TASSIGN(v703, v704);
    pipe_barrier(PIPE_V);
    TROWEXPANDDIV(v96, v96, v112, v703);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    pipe_barrier(PIPE_V);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v705;
    uint64_t v706 = (uint64_t) v9;
    TASSIGN(v705, v706);
    pipe_barrier(PIPE_V);
    TROWEXPANDDIV(v98, v98, v115, v705);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID1);
    // pto: %out_part
    ;
    const int64_t v707 = 0;
    // pto: %out_part
    ;
    const int64_t v708 = 128;
    // pto: %out_part
    ;
    pto::Shape<1, 1, 1, 32, 128> v709 = pto::Shape<1, 1, 1, 32, 128>();
    // pto: %out_part
    ;
    pto::Stride<4096, 4096, 4096, 128, 1> v710 = pto::Stride<4096, 4096, 4096, 128, 1>();
    // pto: %out_part
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND> v711 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND>((__gm__ float*) v1 + (v707 + v702 * v708), v709, v710);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    TSTORE(v711, v96);
    // pto: %out_part_1
    ;
    const int64_t v712 = 0;
    // pto: %out_part_1
    ;
    const int64_t v713 = 128;
    // pto: %out_part_1
    ;
    pto::Shape<1, 1, 1, 32, 128> v714 = pto::Shape<1, 1, 1, 32, 128>();
    // pto: %out_part_1
    ;
    pto::Stride<4096, 4096, 4096, 128, 1> v715 = pto::Stride<4096, 4096, 4096, 128, 1>();
    // pto: %out_part_1, %slice_row_1
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND> v716 = GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<4096, 4096, 4096, 128, 1>, pto::Layout::ND>((__gm__ float*) v1 + (v712 + (int64_t) ((uint64_t) v702 + (uint64_t) v42) * v713), v714, v715);
    pipe_barrier(PIPE_MTE3);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID1);
    TSTORE(v716, v98);
  }
  wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  #endif // __DAV_VEC__

  ptoas_auto_sync_tail(PTOAutoSyncTailMode::kBarrierAll);
  return;
}

extern "C" __global__ AICORE void fa(__gm__ int64_t* v1, __gm__ half* v2, __gm__ half* v3, __gm__ half* v4, __gm__ float* v5, __gm__ float* v6, __gm__ half* v7, __gm__ float* v8, int32_t v9) {
  using T = float;
  uint64_t v10 = reinterpret_cast<uint64_t>(v1);
  set_ffts_base_addr(v10);
  fa_cube(v2, v3, v4, v6, v7, v8, v9);
  fa_vector(v5, v6, v7, v8, v9);
  return;
}