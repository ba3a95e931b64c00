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
  const int64_t v17 = 512;
  // pto: %c3
  const int64_t v18 = 3;
  // pto: %c524288
  const int64_t v19 = 524288;
  const int64_t v20 = 128;
  // pto: %c1
  const int64_t v21 = 1;
  // pto: %c131072
  const int64_t v22 = 131072;
  // pto: %c8
  const int64_t v23 = 8;
  const int64_t v24 = 0;
  const int64_t v25 = 256;
  const int64_t v26 = 384;
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
  int64_t v36 = v20 * v17;
  // pto: %qk_slots
  int64_t v37 = v35 * v36;
  // pto: %qk_slots
  pto::Shape<1, 1, 1, 128, 512> v38 = pto::Shape<1, 1, 1, 128, 512>(v33, v34, v35, v20, v17);
  // pto: %qk_slots
  pto::Stride<-1, -1, -1, -1, -1> v39 = pto::Stride<-1, -1, -1, -1, -1>(v34 * v37, v37, v36, v17, v21);
  // pto: %qk_base, %qk_slots
  GlobalTensor<float, pto::Shape<1, 1, 1, 128, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v40 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v4 + v32, v38, v39);
  // pto: %qk_pipe
  __gm__ float* v41 = PTOAS__GLOBAL_TENSOR_DATA(v40);
  // pto: %qk_pipe
  const int32_t v42 = 0;
  // pto: %qk_pipe
  auto v43 = TPipe<0, Direction::DIR_C2V, 262144, 8, 8, false>(v41, v42, v42);
  // pto: %p_slots
  const int64_t v44 = 1;
  // pto: %p_slots
  const int64_t v45 = 1;
  // pto: %p_slots
  const int64_t v46 = 1;
  // pto: %p_slots
  int64_t v47 = v20 * v17;
  // pto: %p_slots
  int64_t v48 = v46 * v47;
  // pto: %p_slots
  pto::Shape<1, 1, 1, 128, 512> v49 = pto::Shape<1, 1, 1, 128, 512>(v44, v45, v46, v20, v17);
  // pto: %p_slots
  pto::Stride<-1, -1, -1, -1, -1> v50 = pto::Stride<-1, -1, -1, -1, -1>(v45 * v48, v48, v47, v17, v21);
  // pto: %p_base, %p_slots
  GlobalTensor<half, pto::Shape<1, 1, 1, 128, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v51 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v5 + v32, v49, v50);
  // pto: %p_pipe
  __gm__ half* v52 = PTOAS__GLOBAL_TENSOR_DATA(v51);
  // pto: %p_pipe
  const int32_t v53 = 0;
  // pto: %p_pipe
  auto v54 = TPipe<2, Direction::DIR_V2C, 131072, 8, 8, false>(v52, v53, v53);
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
  pto::Stride<-1, -1, -1, -1, -1> v61 = pto::Stride<-1, -1, -1, -1, -1>(v56 * v59, v59, v58, v20, v21);
  // pto: %pv_offset, %pv_base, %pv_slots
  GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v62 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v6 + (int64_t) ((uint64_t) v28 * (uint64_t) v22), v60, v61);
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
  set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID5);
  set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID6);
  set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID7);
  for (int64_t v92 = v28; v92 < v23; v92 += (int64_t) v29) {
    // pto: %q_part
    ;
    const int64_t v93 = 0;
    // pto: %q_part
    ;
    const int64_t v94 = 128;
    // pto: %q_part
    ;
    pto::Shape<1, 1, 1, 128, 128> v95 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %q_part
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v96 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %q_part, %q_row
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v97 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v1 + (v93 + (int64_t) ((uint64_t) v92 * (uint64_t) v20) * v94), v95, v96);
    TLOAD(v66, v97);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    TMOV(v80, v66);
    // pto: %qk_entry
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v98(nullptr);
    wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID0);
    TALLOC<TPipe<0, Direction::DIR_C2V, 262144, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v43, v98);
    set_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID0);
    // pto: %k_part
    ;
    pto::Shape<1, 1, 1, 128, 128> v99 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %k_part
    ;
    pto::Stride<128, 128, 128, 1, 128> v100 = pto::Stride<128, 128, 128, 1, 128>();
    // pto: %k_part
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v101 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2, v99, v100);
    TLOAD(v68, v101);
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
    __gm__ float* v102 = PTOAS__GLOBAL_TENSOR_DATA(v98);
    // pto: %qk_part
    ;
    pto::Shape<1, 1, 1, 128, 128> v103 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %qk_part
    ;
    pto::Stride<-1, -1, -1, -1, -1> v104 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v105 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v102, v103, v104);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    wait_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID0);
    TSTORE(v105, v88);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    // pto: %k_part_1
    ;
    unsigned v106 = 16384;
    // pto: %k_part_1
    ;
    pto::Shape<1, 1, 1, 128, 128> v107 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %k_part_1
    ;
    pto::Stride<128, 128, 128, 1, 128> v108 = pto::Stride<128, 128, 128, 1, 128>();
    // pto: %k_part_1
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v109 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + v106, v107, v108);
    TLOAD(v70, v109);
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
    __gm__ float* v110 = PTOAS__GLOBAL_TENSOR_DATA(v98);
    // pto: %qk_part_1
    ;
    unsigned v111 = -128;
    // pto: %qk_part_1
    ;
    pto::Shape<1, 1, 1, 128, 128> v112 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %qk_part_1
    ;
    pto::Stride<-1, -1, -1, -1, -1> v113 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_1
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v114 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v110 + v111, v112, v113);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID1);
    TSTORE(v114, v88);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID1);
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
    TLOAD(v68, v118);
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
    __gm__ float* v119 = PTOAS__GLOBAL_TENSOR_DATA(v98);
    // pto: %qk_part_2
    ;
    unsigned v120 = -256;
    // pto: %qk_part_2
    ;
    pto::Shape<1, 1, 1, 128, 128> v121 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %qk_part_2
    ;
    pto::Stride<-1, -1, -1, -1, -1> v122 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_2
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v123 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v119 + v120, v121, v122);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID2);
    TSTORE(v123, v88);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID2);
    // pto: %k_part_3
    ;
    unsigned v124 = 49152;
    // pto: %k_part_3
    ;
    pto::Shape<1, 1, 1, 128, 128> v125 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %k_part_3
    ;
    pto::Stride<128, 128, 128, 1, 128> v126 = pto::Stride<128, 128, 128, 1, 128>();
    // pto: %k_part_3
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v127 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + v124, v125, v126);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    TLOAD(v70, v127);
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
    __gm__ float* v128 = PTOAS__GLOBAL_TENSOR_DATA(v98);
    // pto: %qk_part_3
    ;
    unsigned v129 = -384;
    // pto: %qk_part_3
    ;
    pto::Shape<1, 1, 1, 128, 128> v130 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %qk_part_3
    ;
    pto::Stride<-1, -1, -1, -1, -1> v131 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_3
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v132 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v128 + v129, v130, v131);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID3);
    TSTORE(v132, v88);
    set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID0);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID3);
    TPUSH<TPipe<0, Direction::DIR_C2V, 262144, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v43, v98);
    // pto: %qk_entry_1
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v133(nullptr);
    wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID1);
    TALLOC<TPipe<0, Direction::DIR_C2V, 262144, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v43, v133);
    set_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID1);
    // pto: %k_part_4
    ;
    unsigned v134 = 65536;
    // pto: %k_part_4
    ;
    pto::Shape<1, 1, 1, 128, 128> v135 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %k_part_4
    ;
    pto::Stride<128, 128, 128, 1, 128> v136 = pto::Stride<128, 128, 128, 1, 128>();
    // pto: %k_part_4
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v137 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + v134, v135, v136);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
    TLOAD(v68, v137);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID5);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID5);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID3);
    TMOV(v84, v68);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID4);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID4);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID4);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID3);
    TMATMUL(v88, v80, v84);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID4);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID4);
    // pto: %qk_part_4
    ;
    __gm__ float* v138 = PTOAS__GLOBAL_TENSOR_DATA(v133);
    // pto: %qk_part_4
    ;
    pto::Shape<1, 1, 1, 128, 128> v139 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %qk_part_4
    ;
    pto::Stride<-1, -1, -1, -1, -1> v140 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_4
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v141 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v138, v139, v140);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID4);
    wait_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID1);
    TSTORE(v141, v88);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID4);
    // pto: %k_part_5
    ;
    unsigned v142 = 81920;
    // pto: %k_part_5
    ;
    pto::Shape<1, 1, 1, 128, 128> v143 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %k_part_5
    ;
    pto::Stride<128, 128, 128, 1, 128> v144 = pto::Stride<128, 128, 128, 1, 128>();
    // pto: %k_part_5
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v145 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + v142, v143, v144);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID3);
    TLOAD(v70, v145);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID6);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID6);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID4);
    TMOV(v84, v70);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID5);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID5);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID5);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID4);
    TMATMUL(v88, v80, v84);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID5);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID5);
    // pto: %qk_part_5
    ;
    __gm__ float* v146 = PTOAS__GLOBAL_TENSOR_DATA(v133);
    // pto: %qk_part_5
    ;
    unsigned v147 = -128;
    // pto: %qk_part_5
    ;
    pto::Shape<1, 1, 1, 128, 128> v148 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %qk_part_5
    ;
    pto::Stride<-1, -1, -1, -1, -1> v149 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_5
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v150 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v146 + v147, v148, v149);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID5);
    TSTORE(v150, v88);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID5);
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
    TLOAD(v68, v154);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID7);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID7);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID5);
    TMOV(v84, v68);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID6);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID6);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID6);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID5);
    TMATMUL(v88, v80, v84);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID6);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID6);
    // pto: %qk_part_6
    ;
    __gm__ float* v155 = PTOAS__GLOBAL_TENSOR_DATA(v133);
    // pto: %qk_part_6
    ;
    unsigned v156 = -256;
    // pto: %qk_part_6
    ;
    pto::Shape<1, 1, 1, 128, 128> v157 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %qk_part_6
    ;
    pto::Stride<-1, -1, -1, -1, -1> v158 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_6
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v159 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v155 + v156, v157, v158);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID6);
    TSTORE(v159, v88);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID6);
    // pto: %k_part_7
    ;
    unsigned v160 = 114688;
    // pto: %k_part_7
    ;
    pto::Shape<1, 1, 1, 128, 128> v161 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %k_part_7
    ;
    pto::Stride<128, 128, 128, 1, 128> v162 = pto::Stride<128, 128, 128, 1, 128>();
    // pto: %k_part_7
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v163 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + v160, v161, v162);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID5);
    TLOAD(v70, v163);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID6);
    TMOV(v84, v70);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID7);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID7);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID7);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID6);
    TMATMUL(v88, v80, v84);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID7);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID7);
    // pto: %qk_part_7
    ;
    __gm__ float* v164 = PTOAS__GLOBAL_TENSOR_DATA(v133);
    // pto: %qk_part_7
    ;
    unsigned v165 = -384;
    // pto: %qk_part_7
    ;
    pto::Shape<1, 1, 1, 128, 128> v166 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %qk_part_7
    ;
    pto::Stride<-1, -1, -1, -1, -1> v167 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_7
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v168 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v164 + v165, v166, v167);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID7);
    TSTORE(v168, v88);
    set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID1);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID7);
    TPUSH<TPipe<0, Direction::DIR_C2V, 262144, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v43, v133);
    // pto: %qk_entry_2
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v169(nullptr);
    wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID2);
    TALLOC<TPipe<0, Direction::DIR_C2V, 262144, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v43, v169);
    set_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID2);
    // pto: %k_part_8
    ;
    unsigned v170 = 131072;
    // pto: %k_part_8
    ;
    pto::Shape<1, 1, 1, 128, 128> v171 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %k_part_8
    ;
    pto::Stride<128, 128, 128, 1, 128> v172 = pto::Stride<128, 128, 128, 1, 128>();
    // pto: %k_part_8
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v173 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + v170, v171, v172);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID6);
    TLOAD(v68, v173);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID7);
    TMOV(v84, v68);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID7);
    TMATMUL(v88, v80, v84);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    // pto: %qk_part_8
    ;
    __gm__ float* v174 = PTOAS__GLOBAL_TENSOR_DATA(v169);
    // pto: %qk_part_8
    ;
    pto::Shape<1, 1, 1, 128, 128> v175 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %qk_part_8
    ;
    pto::Stride<-1, -1, -1, -1, -1> v176 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_8
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v177 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v174, v175, v176);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    wait_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID2);
    TSTORE(v177, v88);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    // pto: %k_part_9
    ;
    unsigned v178 = 147456;
    // pto: %k_part_9
    ;
    pto::Shape<1, 1, 1, 128, 128> v179 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %k_part_9
    ;
    pto::Stride<128, 128, 128, 1, 128> v180 = pto::Stride<128, 128, 128, 1, 128>();
    // pto: %k_part_9
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v181 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + v178, v179, v180);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID7);
    TLOAD(v70, v181);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    TMOV(v84, v70);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    TMATMUL(v88, v80, v84);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    // pto: %qk_part_9
    ;
    __gm__ float* v182 = PTOAS__GLOBAL_TENSOR_DATA(v169);
    // pto: %qk_part_9
    ;
    unsigned v183 = -128;
    // pto: %qk_part_9
    ;
    pto::Shape<1, 1, 1, 128, 128> v184 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %qk_part_9
    ;
    pto::Stride<-1, -1, -1, -1, -1> v185 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_9
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v186 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v182 + v183, v184, v185);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    TSTORE(v186, v88);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    // pto: %k_part_10
    ;
    unsigned v187 = 163840;
    // pto: %k_part_10
    ;
    pto::Shape<1, 1, 1, 128, 128> v188 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %k_part_10
    ;
    pto::Stride<128, 128, 128, 1, 128> v189 = pto::Stride<128, 128, 128, 1, 128>();
    // pto: %k_part_10
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v190 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + v187, v188, v189);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    TLOAD(v68, v190);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    TMOV(v84, v68);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    TMATMUL(v88, v80, v84);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    // pto: %qk_part_10
    ;
    __gm__ float* v191 = PTOAS__GLOBAL_TENSOR_DATA(v169);
    // pto: %qk_part_10
    ;
    unsigned v192 = -256;
    // pto: %qk_part_10
    ;
    pto::Shape<1, 1, 1, 128, 128> v193 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %qk_part_10
    ;
    pto::Stride<-1, -1, -1, -1, -1> v194 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_10
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v195 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v191 + v192, v193, v194);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    TSTORE(v195, v88);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    // pto: %k_part_11
    ;
    unsigned v196 = 180224;
    // pto: %k_part_11
    ;
    pto::Shape<1, 1, 1, 128, 128> v197 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %k_part_11
    ;
    pto::Stride<128, 128, 128, 1, 128> v198 = pto::Stride<128, 128, 128, 1, 128>();
    // pto: %k_part_11
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v199 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + v196, v197, v198);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    TLOAD(v70, v199);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    TMOV(v84, v70);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    TMATMUL(v88, v80, v84);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    // pto: %qk_part_11
    ;
    __gm__ float* v200 = PTOAS__GLOBAL_TENSOR_DATA(v169);
    // pto: %qk_part_11
    ;
    unsigned v201 = -384;
    // pto: %qk_part_11
    ;
    pto::Shape<1, 1, 1, 128, 128> v202 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %qk_part_11
    ;
    pto::Stride<-1, -1, -1, -1, -1> v203 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_11
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v204 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v200 + v201, v202, v203);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    TSTORE(v204, v88);
    set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID2);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    TPUSH<TPipe<0, Direction::DIR_C2V, 262144, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v43, v169);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID1);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID1);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID3);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID4);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID5);
    for (int64_t v205 = v24; v205 < v31; v205 += v21) {
      // pto: %p_entry
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 128, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v206(nullptr);
      TPOP<TPipe<2, Direction::DIR_V2C, 131072, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 128, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v54, v206);
      // pto: %pv_entry
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v207(nullptr);
      wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID3);
      TALLOC<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v65, v207);
      // pto: %qk_entry_3
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 128, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v208(nullptr);
      wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID4);
      TALLOC<TPipe<0, Direction::DIR_C2V, 262144, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v43, v208);
      set_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID3);
      // pto: %p_part
      ;
      __gm__ half* v209 = PTOAS__GLOBAL_TENSOR_DATA(v206);
      // pto: %p_part
      ;
      pto::Shape<1, 1, 1, 128, 128> v210 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %p_part
      ;
      pto::Stride<-1, -1, -1, -1, -1> v211 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %p_part
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v212 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v209, v210, v211);
      // pto: %tile_start_12
      ;
      int64_t v213 = (int64_t) ((uint64_t) v205 * (uint64_t) v17);
      // pto: %v_part
      ;
      const int64_t v214 = 0;
      // pto: %v_part
      ;
      const int64_t v215 = 128;
      // pto: %v_part
      ;
      pto::Shape<1, 1, 1, 128, 128> v216 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %v_part
      ;
      pto::Stride<16384, 16384, 16384, 128, 1> v217 = pto::Stride<16384, 16384, 16384, 128, 1>();
      // pto: %v_part
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v218 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v214 + v213 * v215), v216, v217);
      wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
      TLOAD(v72, v212);
      set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
      TLOAD(v76, v218);
      set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
      wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
      TMOV(v82, v72);
      set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID6);
      wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
      TMOV(v86, v76);
      set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
      set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID7);
      wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
      wait_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
      TMATMUL(v90, v82, v86);
      set_flag(PIPE_M, PIPE_MTE1, EVENT_ID2);
      // pto: %next_tile, %tile_start_13
      ;
      int64_t v219 = (int64_t) ((uint64_t) ((int64_t) (uint64_t) v205 + (uint64_t) v18) * (uint64_t) v17);
      // pto: %k_part_12
      ;
      const int64_t v220 = 0;
      // pto: %k_part_12
      ;
      const int64_t v221 = 128;
      // pto: %k_part_12
      ;
      pto::Shape<1, 1, 1, 128, 128> v222 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %k_part_12
      ;
      pto::Stride<128, 128, 128, 1, 128> v223 = pto::Stride<128, 128, 128, 1, 128>();
      // pto: %k_part_12
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v224 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + (v220 + v219 * v221), v222, v223);
      wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
      TLOAD(v68, v224);
      set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID1);
      TMOV(v84, v68);
      set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
      wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
      wait_flag(PIPE_FIX, PIPE_M, EVENT_ID1);
      TMATMUL(v88, v80, v84);
      set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
      set_flag(PIPE_M, PIPE_MTE1, EVENT_ID3);
      // pto: %qk_part_12
      ;
      __gm__ float* v225 = PTOAS__GLOBAL_TENSOR_DATA(v208);
      // pto: %qk_part_12
      ;
      pto::Shape<1, 1, 1, 128, 128> v226 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %qk_part_12
      ;
      pto::Stride<-1, -1, -1, -1, -1> v227 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %qk_part_12
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v228 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v225, v226, v227);
      wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
      wait_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID3);
      TSTORE(v228, v88);
      set_flag(PIPE_FIX, PIPE_M, EVENT_ID2);
      // pto: %p_part_1
      ;
      __gm__ half* v229 = PTOAS__GLOBAL_TENSOR_DATA(v206);
      // pto: %p_part_1
      ;
      unsigned v230 = -128;
      // pto: %p_part_1
      ;
      pto::Shape<1, 1, 1, 128, 128> v231 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %p_part_1
      ;
      pto::Stride<-1, -1, -1, -1, -1> v232 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %p_part_1
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v233 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v229 + v230, v231, v232);
      // pto: %v_part_1
      ;
      const int64_t v234 = 0;
      // pto: %v_part_1
      ;
      const int64_t v235 = 128;
      // pto: %v_part_1
      ;
      pto::Shape<1, 1, 1, 128, 128> v236 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %v_part_1
      ;
      pto::Stride<16384, 16384, 16384, 128, 1> v237 = pto::Stride<16384, 16384, 16384, 128, 1>();
      // pto: %v_part_1, %key_14
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v238 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v234 + (int64_t) ((uint64_t) v213 + (uint64_t) v20) * v235), v236, v237);
      wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID3);
      TLOAD(v74, v233);
      set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID4);
      TLOAD(v78, v238);
      set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
      wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID2);
      TMOV(v82, v74);
      wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
      TMOV(v86, v78);
      set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
      wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
      TMATMUL_ACC(v90, v90, v82, v86);
      set_flag(PIPE_M, PIPE_MTE1, EVENT_ID2);
      // pto: %k_part_13
      ;
      const int64_t v239 = 0;
      // pto: %k_part_13
      ;
      const int64_t v240 = 128;
      // pto: %k_part_13
      ;
      pto::Shape<1, 1, 1, 128, 128> v241 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %k_part_13
      ;
      pto::Stride<128, 128, 128, 1, 128> v242 = pto::Stride<128, 128, 128, 1, 128>();
      // pto: %k_part_13, %key_15
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v243 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + (v239 + (int64_t) ((uint64_t) v219 + (uint64_t) v20) * v240), v241, v242);
      wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID5);
      TLOAD(v70, v243);
      set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID3);
      TMOV(v84, v70);
      set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
      wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
      wait_flag(PIPE_FIX, PIPE_M, EVENT_ID2);
      TMATMUL(v88, v80, v84);
      set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
      set_flag(PIPE_M, PIPE_MTE1, EVENT_ID3);
      // pto: %qk_part_13
      ;
      __gm__ float* v244 = PTOAS__GLOBAL_TENSOR_DATA(v208);
      // pto: %qk_part_13
      ;
      unsigned v245 = -128;
      // pto: %qk_part_13
      ;
      pto::Shape<1, 1, 1, 128, 128> v246 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %qk_part_13
      ;
      pto::Stride<-1, -1, -1, -1, -1> v247 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %qk_part_13
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v248 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v244 + v245, v246, v247);
      wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
      TSTORE(v248, v88);
      set_flag(PIPE_FIX, PIPE_M, EVENT_ID2);
      // pto: %p_part_2
      ;
      __gm__ half* v249 = PTOAS__GLOBAL_TENSOR_DATA(v206);
      // pto: %p_part_2
      ;
      unsigned v250 = -256;
      // pto: %p_part_2
      ;
      pto::Shape<1, 1, 1, 128, 128> v251 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %p_part_2
      ;
      pto::Stride<-1, -1, -1, -1, -1> v252 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %p_part_2
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v253 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v249 + v250, v251, v252);
      // pto: %v_part_2
      ;
      const int64_t v254 = 0;
      // pto: %v_part_2
      ;
      const int64_t v255 = 128;
      // pto: %v_part_2
      ;
      pto::Shape<1, 1, 1, 128, 128> v256 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %v_part_2
      ;
      pto::Stride<16384, 16384, 16384, 128, 1> v257 = pto::Stride<16384, 16384, 16384, 128, 1>();
      // pto: %v_part_2, %key_16
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v258 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v254 + (int64_t) ((uint64_t) v213 + (uint64_t) v25) * v255), v256, v257);
      wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID6);
      TLOAD(v72, v253);
      set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID7);
      TLOAD(v76, v258);
      set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
      wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID2);
      TMOV(v82, v72);
      set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
      wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
      TMOV(v86, v76);
      set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
      set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
      wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
      TMATMUL_ACC(v90, v90, v82, v86);
      set_flag(PIPE_M, PIPE_MTE1, EVENT_ID2);
      // pto: %k_part_14
      ;
      const int64_t v259 = 0;
      // pto: %k_part_14
      ;
      const int64_t v260 = 128;
      // pto: %k_part_14
      ;
      pto::Shape<1, 1, 1, 128, 128> v261 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %k_part_14
      ;
      pto::Stride<128, 128, 128, 1, 128> v262 = pto::Stride<128, 128, 128, 1, 128>();
      // pto: %k_part_14, %key_17
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v263 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + (v259 + (int64_t) ((uint64_t) v219 + (uint64_t) v25) * v260), v261, v262);
      pipe_barrier(PIPE_ALL);
      TLOAD(v68, v263);
      set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID3);
      TMOV(v84, v68);
      set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
      set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
      wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
      wait_flag(PIPE_FIX, PIPE_M, EVENT_ID2);
      TMATMUL(v88, v80, v84);
      set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
      set_flag(PIPE_M, PIPE_MTE1, EVENT_ID3);
      // pto: %qk_part_14
      ;
      __gm__ float* v264 = PTOAS__GLOBAL_TENSOR_DATA(v208);
      // pto: %qk_part_14
      ;
      unsigned v265 = -256;
      // pto: %qk_part_14
      ;
      pto::Shape<1, 1, 1, 128, 128> v266 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %qk_part_14
      ;
      pto::Stride<-1, -1, -1, -1, -1> v267 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %qk_part_14
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v268 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v264 + v265, v266, v267);
      wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
      TSTORE(v268, v88);
      set_flag(PIPE_FIX, PIPE_M, EVENT_ID2);
      // pto: %p_part_3
      ;
      __gm__ half* v269 = PTOAS__GLOBAL_TENSOR_DATA(v206);
      // pto: %p_part_3
      ;
      unsigned v270 = -384;
      // pto: %p_part_3
      ;
      pto::Shape<1, 1, 1, 128, 128> v271 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %p_part_3
      ;
      pto::Stride<-1, -1, -1, -1, -1> v272 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %p_part_3
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v273 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v269 + v270, v271, v272);
      // pto: %v_part_3
      ;
      const int64_t v274 = 0;
      // pto: %v_part_3
      ;
      const int64_t v275 = 128;
      // pto: %v_part_3
      ;
      pto::Shape<1, 1, 1, 128, 128> v276 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %v_part_3
      ;
      pto::Stride<16384, 16384, 16384, 128, 1> v277 = pto::Stride<16384, 16384, 16384, 128, 1>();
      // pto: %v_part_3, %key_18
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v278 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v274 + (int64_t) ((uint64_t) v213 + (uint64_t) v26) * v275), v276, v277);
      pipe_barrier(PIPE_ALL);
      TLOAD(v74, v273);
      set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      pipe_barrier(PIPE_ALL);
      TLOAD(v78, v278);
      set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
      wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID2);
      TMOV(v82, v74);
      set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID3);
      wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
      TMOV(v86, v78);
      set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
      set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID4);
      wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
      TMATMUL_ACC(v90, v90, v82, v86);
      set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
      set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
      // pto: %pv_part
      ;
      __gm__ float* v279 = PTOAS__GLOBAL_TENSOR_DATA(v207);
      // pto: %pv_part
      ;
      pto::Shape<1, 1, 1, 128, 128> v280 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %pv_part
      ;
      pto::Stride<-1, -1, -1, -1, -1> v281 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v282 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v279, v280, v281);
      wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
      TSTORE(v282, v90);
      set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID3);
      set_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
      TPUSH<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v65, v207);
      TFREE<TPipe<2, Direction::DIR_V2C, 131072, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 128, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v54, v206);
      // pto: %k_part_15
      ;
      const int64_t v283 = 0;
      // pto: %k_part_15
      ;
      const int64_t v284 = 128;
      // pto: %k_part_15
      ;
      pto::Shape<1, 1, 1, 128, 128> v285 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %k_part_15
      ;
      pto::Stride<128, 128, 128, 1, 128> v286 = pto::Stride<128, 128, 128, 1, 128>();
      // pto: %k_part_15, %key_19
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN> v287 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<128, 128, 128, 1, 128>, pto::Layout::DN>((__gm__ half*) v2 + (v283 + (int64_t) ((uint64_t) v219 + (uint64_t) v26) * v284), v285, v286);
      pipe_barrier(PIPE_ALL);
      TLOAD(v70, v287);
      set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
      wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID3);
      TMOV(v84, v70);
      set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
      set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID5);
      wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
      wait_flag(PIPE_FIX, PIPE_M, EVENT_ID2);
      TMATMUL(v88, v80, v84);
      set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
      set_flag(PIPE_M, PIPE_MTE1, EVENT_ID1);
      // pto: %qk_part_15
      ;
      __gm__ float* v288 = PTOAS__GLOBAL_TENSOR_DATA(v208);
      // pto: %qk_part_15
      ;
      unsigned v289 = -384;
      // pto: %qk_part_15
      ;
      pto::Shape<1, 1, 1, 128, 128> v290 = pto::Shape<1, 1, 1, 128, 128>();
      // pto: %qk_part_15
      ;
      pto::Stride<-1, -1, -1, -1, -1> v291 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %qk_part_15
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v292 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v288 + v289, v290, v291);
      wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
      TSTORE(v292, v88);
      set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID4);
      set_flag(PIPE_FIX, PIPE_M, EVENT_ID1);
      TPUSH<TPipe<0, Direction::DIR_C2V, 262144, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v43, v208);
    };
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID5);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID4);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID3);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID1);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID1);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    // pto: %p_entry_1
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v293(nullptr);
    TPOP<TPipe<2, Direction::DIR_V2C, 131072, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 128, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v54, v293);
    // pto: %pv_entry_1
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v294(nullptr);
    wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID5);
    TALLOC<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v65, v294);
    set_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID4);
    // pto: %p_part_4
    ;
    __gm__ half* v295 = PTOAS__GLOBAL_TENSOR_DATA(v293);
    // pto: %p_part_4
    ;
    pto::Shape<1, 1, 1, 128, 128> v296 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %p_part_4
    ;
    pto::Stride<-1, -1, -1, -1, -1> v297 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_4
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v298 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v295, v296, v297);
    // pto: %tile_start_20
    ;
    int64_t v299 = (int64_t) ((uint64_t) v31 * (uint64_t) v17);
    // pto: %v_part_4
    ;
    const int64_t v300 = 0;
    // pto: %v_part_4
    ;
    const int64_t v301 = 128;
    // pto: %v_part_4
    ;
    pto::Shape<1, 1, 1, 128, 128> v302 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %v_part_4
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v303 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %v_part_4
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v304 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v300 + v299 * v301), v302, v303);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    TLOAD(v72, v298);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    TLOAD(v76, v304);
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
    __gm__ half* v305 = PTOAS__GLOBAL_TENSOR_DATA(v293);
    // pto: %p_part_5
    ;
    unsigned v306 = -128;
    // pto: %p_part_5
    ;
    pto::Shape<1, 1, 1, 128, 128> v307 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %p_part_5
    ;
    pto::Stride<-1, -1, -1, -1, -1> v308 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_5
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v309 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v305 + v306, v307, v308);
    // pto: %v_part_5
    ;
    const int64_t v310 = 0;
    // pto: %v_part_5
    ;
    const int64_t v311 = 128;
    // pto: %v_part_5
    ;
    pto::Shape<1, 1, 1, 128, 128> v312 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %v_part_5
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v313 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %v_part_5, %key_21
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v314 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v310 + (int64_t) ((uint64_t) v299 + (uint64_t) v20) * v311), v312, v313);
    TLOAD(v74, v309);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    TLOAD(v78, v314);
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
    // pto: %p_part_6
    ;
    __gm__ half* v315 = PTOAS__GLOBAL_TENSOR_DATA(v293);
    // pto: %p_part_6
    ;
    unsigned v316 = -256;
    // pto: %p_part_6
    ;
    pto::Shape<1, 1, 1, 128, 128> v317 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %p_part_6
    ;
    pto::Stride<-1, -1, -1, -1, -1> v318 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_6
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v319 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v315 + v316, v317, v318);
    // pto: %v_part_6
    ;
    const int64_t v320 = 0;
    // pto: %v_part_6
    ;
    const int64_t v321 = 128;
    // pto: %v_part_6
    ;
    pto::Shape<1, 1, 1, 128, 128> v322 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %v_part_6
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v323 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %v_part_6, %key_22
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v324 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v320 + (int64_t) ((uint64_t) v299 + (uint64_t) v25) * v321), v322, v323);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    TLOAD(v72, v319);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    TLOAD(v76, v324);
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
    TMATMUL_ACC(v90, v90, v82, v86);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    // pto: %p_part_7
    ;
    __gm__ half* v325 = PTOAS__GLOBAL_TENSOR_DATA(v293);
    // pto: %p_part_7
    ;
    unsigned v326 = -384;
    // pto: %p_part_7
    ;
    pto::Shape<1, 1, 1, 128, 128> v327 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %p_part_7
    ;
    pto::Stride<-1, -1, -1, -1, -1> v328 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_7
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v329 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v325 + v326, v327, v328);
    // pto: %v_part_7
    ;
    const int64_t v330 = 0;
    // pto: %v_part_7
    ;
    const int64_t v331 = 128;
    // pto: %v_part_7
    ;
    pto::Shape<1, 1, 1, 128, 128> v332 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %v_part_7
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v333 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %v_part_7, %key_23
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v334 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v330 + (int64_t) ((uint64_t) v299 + (uint64_t) v26) * v331), v332, v333);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
    TLOAD(v74, v329);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID3);
    TLOAD(v78, v334);
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
    __gm__ float* v335 = PTOAS__GLOBAL_TENSOR_DATA(v294);
    // pto: %pv_part_1
    ;
    pto::Shape<1, 1, 1, 128, 128> v336 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %pv_part_1
    ;
    pto::Stride<-1, -1, -1, -1, -1> v337 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %pv_part_1
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v338 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v335, v336, v337);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    wait_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID4);
    TSTORE(v338, v90);
    set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID5);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    TPUSH<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v65, v294);
    TFREE<TPipe<2, Direction::DIR_V2C, 131072, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 128, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v54, v293);
    // pto: %p_entry_2
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v339(nullptr);
    TPOP<TPipe<2, Direction::DIR_V2C, 131072, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 128, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v54, v339);
    // pto: %pv_entry_2
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v340(nullptr);
    wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID6);
    TALLOC<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v65, v340);
    set_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID5);
    // pto: %p_part_8
    ;
    __gm__ half* v341 = PTOAS__GLOBAL_TENSOR_DATA(v339);
    // pto: %p_part_8
    ;
    pto::Shape<1, 1, 1, 128, 128> v342 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %p_part_8
    ;
    pto::Stride<-1, -1, -1, -1, -1> v343 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_8
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v344 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v341, v342, v343);
    // pto: %tile_start_24
    ;
    int64_t v345 = (int64_t) ((uint64_t) ((int64_t) (uint64_t) v30 + (uint64_t) v9) * (uint64_t) v17);
    // pto: %v_part_8
    ;
    const int64_t v346 = 0;
    // pto: %v_part_8
    ;
    const int64_t v347 = 128;
    // pto: %v_part_8
    ;
    pto::Shape<1, 1, 1, 128, 128> v348 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %v_part_8
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v349 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %v_part_8
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v350 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v346 + v345 * v347), v348, v349);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    TLOAD(v72, v344);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    TLOAD(v76, v350);
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
    // pto: %p_part_9
    ;
    __gm__ half* v351 = PTOAS__GLOBAL_TENSOR_DATA(v339);
    // pto: %p_part_9
    ;
    unsigned v352 = -128;
    // pto: %p_part_9
    ;
    pto::Shape<1, 1, 1, 128, 128> v353 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %p_part_9
    ;
    pto::Stride<-1, -1, -1, -1, -1> v354 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_9
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v355 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v351 + v352, v353, v354);
    // pto: %v_part_9
    ;
    const int64_t v356 = 0;
    // pto: %v_part_9
    ;
    const int64_t v357 = 128;
    // pto: %v_part_9
    ;
    pto::Shape<1, 1, 1, 128, 128> v358 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %v_part_9
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v359 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %v_part_9, %key_25
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v360 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v356 + (int64_t) ((uint64_t) v345 + (uint64_t) v20) * v357), v358, v359);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
    TLOAD(v74, v355);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID3);
    TLOAD(v78, v360);
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
    // pto: %p_part_10
    ;
    __gm__ half* v361 = PTOAS__GLOBAL_TENSOR_DATA(v339);
    // pto: %p_part_10
    ;
    unsigned v362 = -256;
    // pto: %p_part_10
    ;
    pto::Shape<1, 1, 1, 128, 128> v363 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %p_part_10
    ;
    pto::Stride<-1, -1, -1, -1, -1> v364 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_10
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v365 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v361 + v362, v363, v364);
    // pto: %v_part_10
    ;
    const int64_t v366 = 0;
    // pto: %v_part_10
    ;
    const int64_t v367 = 128;
    // pto: %v_part_10
    ;
    pto::Shape<1, 1, 1, 128, 128> v368 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %v_part_10
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v369 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %v_part_10, %key_26
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v370 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v366 + (int64_t) ((uint64_t) v345 + (uint64_t) v25) * v367), v368, v369);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    TLOAD(v72, v365);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    TLOAD(v76, v370);
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
    TMATMUL_ACC(v90, v90, v82, v86);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    // pto: %p_part_11
    ;
    __gm__ half* v371 = PTOAS__GLOBAL_TENSOR_DATA(v339);
    // pto: %p_part_11
    ;
    unsigned v372 = -384;
    // pto: %p_part_11
    ;
    pto::Shape<1, 1, 1, 128, 128> v373 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %p_part_11
    ;
    pto::Stride<-1, -1, -1, -1, -1> v374 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_11
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v375 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v371 + v372, v373, v374);
    // pto: %v_part_11
    ;
    const int64_t v376 = 0;
    // pto: %v_part_11
    ;
    const int64_t v377 = 128;
    // pto: %v_part_11
    ;
    pto::Shape<1, 1, 1, 128, 128> v378 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %v_part_11
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v379 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %v_part_11, %key_27
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v380 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v376 + (int64_t) ((uint64_t) v345 + (uint64_t) v26) * v377), v378, v379);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
    TLOAD(v74, v375);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID3);
    TLOAD(v78, v380);
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
    __gm__ float* v381 = PTOAS__GLOBAL_TENSOR_DATA(v340);
    // pto: %pv_part_2
    ;
    pto::Shape<1, 1, 1, 128, 128> v382 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %pv_part_2
    ;
    pto::Stride<-1, -1, -1, -1, -1> v383 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %pv_part_2
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v384 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v381, v382, v383);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    wait_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID5);
    TSTORE(v384, v90);
    set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID6);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    TPUSH<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v65, v340);
    TFREE<TPipe<2, Direction::DIR_V2C, 131072, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 128, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v54, v339);
    // pto: %p_entry_3
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v385(nullptr);
    TPOP<TPipe<2, Direction::DIR_V2C, 131072, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 128, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v54, v385);
    // pto: %pv_entry_3
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v386(nullptr);
    wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID7);
    TALLOC<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v65, v386);
    set_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID6);
    // pto: %p_part_12
    ;
    __gm__ half* v387 = PTOAS__GLOBAL_TENSOR_DATA(v385);
    // pto: %p_part_12
    ;
    pto::Shape<1, 1, 1, 128, 128> v388 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %p_part_12
    ;
    pto::Stride<-1, -1, -1, -1, -1> v389 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_12
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v390 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v387, v388, v389);
    // pto: %tile_start_28
    ;
    int64_t v391 = (int64_t) ((uint64_t) ((int64_t) (uint64_t) v30 + (uint64_t) v8) * (uint64_t) v17);
    // pto: %v_part_12
    ;
    const int64_t v392 = 0;
    // pto: %v_part_12
    ;
    const int64_t v393 = 128;
    // pto: %v_part_12
    ;
    pto::Shape<1, 1, 1, 128, 128> v394 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %v_part_12
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v395 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %v_part_12
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v396 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v392 + v391 * v393), v394, v395);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    TLOAD(v72, v390);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    TLOAD(v76, v396);
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
    // pto: %p_part_13
    ;
    __gm__ half* v397 = PTOAS__GLOBAL_TENSOR_DATA(v385);
    // pto: %p_part_13
    ;
    unsigned v398 = -128;
    // pto: %p_part_13
    ;
    pto::Shape<1, 1, 1, 128, 128> v399 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %p_part_13
    ;
    pto::Stride<-1, -1, -1, -1, -1> v400 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_13
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v401 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v397 + v398, v399, v400);
    // pto: %v_part_13
    ;
    const int64_t v402 = 0;
    // pto: %v_part_13
    ;
    const int64_t v403 = 128;
    // pto: %v_part_13
    ;
    pto::Shape<1, 1, 1, 128, 128> v404 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %v_part_13
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v405 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %v_part_13, %key_29
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v406 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v402 + (int64_t) ((uint64_t) v391 + (uint64_t) v20) * v403), v404, v405);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
    TLOAD(v74, v401);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID3);
    TLOAD(v78, v406);
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
    // pto: %p_part_14
    ;
    __gm__ half* v407 = PTOAS__GLOBAL_TENSOR_DATA(v385);
    // pto: %p_part_14
    ;
    unsigned v408 = -256;
    // pto: %p_part_14
    ;
    pto::Shape<1, 1, 1, 128, 128> v409 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %p_part_14
    ;
    pto::Stride<-1, -1, -1, -1, -1> v410 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_14
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v411 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v407 + v408, v409, v410);
    // pto: %v_part_14
    ;
    const int64_t v412 = 0;
    // pto: %v_part_14
    ;
    const int64_t v413 = 128;
    // pto: %v_part_14
    ;
    pto::Shape<1, 1, 1, 128, 128> v414 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %v_part_14
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v415 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %v_part_14, %key_30
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v416 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v412 + (int64_t) ((uint64_t) v391 + (uint64_t) v25) * v413), v414, v415);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
    TLOAD(v72, v411);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    TLOAD(v76, v416);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    TMOV(v82, v72);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
    TMOV(v86, v76);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
    TMATMUL_ACC(v90, v90, v82, v86);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
    // pto: %p_part_15
    ;
    __gm__ half* v417 = PTOAS__GLOBAL_TENSOR_DATA(v385);
    // pto: %p_part_15
    ;
    unsigned v418 = -384;
    // pto: %p_part_15
    ;
    pto::Shape<1, 1, 1, 128, 128> v419 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %p_part_15
    ;
    pto::Stride<-1, -1, -1, -1, -1> v420 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_15
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v421 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v417 + v418, v419, v420);
    // pto: %v_part_15
    ;
    const int64_t v422 = 0;
    // pto: %v_part_15
    ;
    const int64_t v423 = 128;
    // pto: %v_part_15
    ;
    pto::Shape<1, 1, 1, 128, 128> v424 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %v_part_15
    ;
    pto::Stride<16384, 16384, 16384, 128, 1> v425 = pto::Stride<16384, 16384, 16384, 128, 1>();
    // pto: %v_part_15, %key_31
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND> v426 = GlobalTensor<half, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<16384, 16384, 16384, 128, 1>, pto::Layout::ND>((__gm__ half*) v3 + (v422 + (int64_t) ((uint64_t) v391 + (uint64_t) v26) * v423), v424, v425);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
    TLOAD(v74, v421);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID3);
    TLOAD(v78, v426);
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
    __gm__ float* v427 = PTOAS__GLOBAL_TENSOR_DATA(v386);
    // pto: %pv_part_3
    ;
    pto::Shape<1, 1, 1, 128, 128> v428 = pto::Shape<1, 1, 1, 128, 128>();
    // pto: %pv_part_3
    ;
    pto::Stride<-1, -1, -1, -1, -1> v429 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %pv_part_3
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v430 = GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v427, v428, v429);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    wait_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID6);
    TSTORE(v430, v90);
    set_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID7);
    TPUSH<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v65, v386);
    TFREE<TPipe<2, Direction::DIR_V2C, 131072, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 128, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v54, v385);
  }
  wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID1);
  wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID2);
  wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID3);
  wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID4);
  wait_flag(PIPE_FIX, PIPE_MTE3, EVENT_ID5);
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
  const int64_t v8 = 185856;
  const int64_t v9 = 185600;
  const int64_t v10 = 185344;
  const int64_t v11 = 185088;
  const int64_t v12 = 184832;
  const int64_t v13 = 184576;
  const int64_t v14 = 184320;
  const int64_t v15 = 184064;
  const int64_t v16 = 183808;
  const int64_t v17 = 183552;
  const int64_t v18 = 183296;
  const int64_t v19 = 183040;
  const int64_t v20 = 182784;
  const int64_t v21 = 182528;
  const int64_t v22 = 182272;
  const int64_t v23 = 182016;
  const int64_t v24 = 181760;
  const int64_t v25 = 181504;
  const int64_t v26 = 181248;
  const int64_t v27 = 180992;
  const int64_t v28 = 180736;
  const int64_t v29 = 180480;
  const int64_t v30 = 180224;
  const int64_t v31 = 172032;
  const int64_t v32 = 163840;
  const int64_t v33 = 155648;
  const int64_t v34 = 147456;
  const int64_t v35 = 139264;
  const int64_t v36 = 131072;
  const int64_t v37 = 122880;
  const int64_t v38 = 114688;
  const int64_t v39 = 98304;
  const int64_t v40 = 65536;
  const int64_t v41 = 32768;
  const int64_t v42 = 0;
  // pto: %scale
  const float v43 = 0.0883883461f;
  // pto: %c512
  const int64_t v44 = 512;
  // pto: %c3
  const int64_t v45 = 3;
  // pto: %c64
  const int64_t v46 = 64;
  // pto: %c524288
  const int64_t v47 = 524288;
  // pto: %c1
  const int64_t v48 = 1;
  // pto: %c131072
  const int64_t v49 = 131072;
  // pto: %c128
  const int64_t v50 = 128;
  // pto: %c8
  const int64_t v51 = 8;
  // pto: %c0
  const int64_t v52 = 0;
  // pto: %c16
  const int64_t v53 = 16;
  // pto: %c32
  const int64_t v54 = 32;
  // pto: %c48
  const int64_t v55 = 48;
  // pto: %block_i64
  int64_t v56 = get_block_idx();
  // pto: %block
  int64_t v57 = (int64_t) v56;
  // pto: %blocks_i64
  int64_t v58 = get_block_num();
  // pto: %blocks
  // pto: %s1, %tiles
  int64_t v59 = (int64_t) v5 / v44;
  // pto: %steady
  int64_t v60 = (int64_t) ((uint64_t) v59 - (uint64_t) v45);
  // pto: %half_i64
  int64_t v61 = get_subblockid();
  // pto: %qk_offset
  int64_t v62 = (int64_t) ((uint64_t) v57 * (uint64_t) v47);
  // pto: %qk_slots
  const int64_t v63 = 1;
  // pto: %qk_slots
  const int64_t v64 = 1;
  // pto: %qk_slots
  const int64_t v65 = 1;
  // pto: %qk_slots
  int64_t v66 = v46 * v44;
  // pto: %qk_slots
  int64_t v67 = v65 * v66;
  // pto: %qk_slots
  pto::Shape<1, 1, 1, 64, 512> v68 = pto::Shape<1, 1, 1, 64, 512>(v63, v64, v65, v46, v44);
  // pto: %qk_slots
  pto::Stride<-1, -1, -1, -1, -1> v69 = pto::Stride<-1, -1, -1, -1, -1>(v64 * v67, v67, v66, v44, v48);
  // pto: %qk_base, %qk_slots
  GlobalTensor<float, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v70 = GlobalTensor<float, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v2 + v62, v68, v69);
  // pto: %qk_pipe
  __gm__ float* v71 = PTOAS__GLOBAL_TENSOR_DATA(v70);
  // pto: %qk_pipe
  const int32_t v72 = 0;
  // pto: %qk_pipe
  auto v73 = TPipe<0, Direction::DIR_C2V, 262144, 8, 8, false>(v71, v72, v72);
  // pto: %p_slots
  const int64_t v74 = 1;
  // pto: %p_slots
  const int64_t v75 = 1;
  // pto: %p_slots
  const int64_t v76 = 1;
  // pto: %p_slots
  int64_t v77 = v46 * v44;
  // pto: %p_slots
  int64_t v78 = v76 * v77;
  // pto: %p_slots
  pto::Shape<1, 1, 1, 64, 512> v79 = pto::Shape<1, 1, 1, 64, 512>(v74, v75, v76, v46, v44);
  // pto: %p_slots
  pto::Stride<-1, -1, -1, -1, -1> v80 = pto::Stride<-1, -1, -1, -1, -1>(v75 * v78, v78, v77, v44, v48);
  // pto: %p_base, %p_slots
  GlobalTensor<half, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v81 = GlobalTensor<half, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v3 + v62, v79, v80);
  // pto: %p_pipe
  __gm__ half* v82 = PTOAS__GLOBAL_TENSOR_DATA(v81);
  // pto: %p_pipe
  const int32_t v83 = 0;
  // pto: %p_pipe
  auto v84 = TPipe<2, Direction::DIR_V2C, 131072, 8, 8, false>(v82, v83, v83);
  // pto: %pv_slots
  const int64_t v85 = 1;
  // pto: %pv_slots
  const int64_t v86 = 1;
  // pto: %pv_slots
  const int64_t v87 = 1;
  // pto: %pv_slots
  int64_t v88 = v46 * v50;
  // pto: %pv_slots
  int64_t v89 = v87 * v88;
  // pto: %pv_slots
  pto::Shape<1, 1, 1, 64, 128> v90 = pto::Shape<1, 1, 1, 64, 128>(v85, v86, v87, v46, v50);
  // pto: %pv_slots
  pto::Stride<-1, -1, -1, -1, -1> v91 = pto::Stride<-1, -1, -1, -1, -1>(v86 * v89, v89, v88, v50, v48);
  // pto: %pv_offset, %pv_base, %pv_slots
  GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v92 = GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v4 + (int64_t) ((uint64_t) v57 * (uint64_t) v49), v90, v91);
  // pto: %pv_pipe
  __gm__ float* v93 = PTOAS__GLOBAL_TENSOR_DATA(v92);
  // pto: %pv_pipe
  const int32_t v94 = 0;
  // pto: %pv_pipe
  auto v95 = TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>(v93, v94, v94);
  // pto: %qk_tile
  Tile<TileType::Vec, float, 16, 512, BLayout::RowMajor, 16, 512, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v96;
  // pto: %qk_tile
  uint64_t v97 = (uint64_t) v42;
  TASSIGN(v96, v97);
  // pto: %qk_tile_1
  Tile<TileType::Vec, float, 16, 512, BLayout::RowMajor, 16, 512, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v98;
  // pto: %qk_tile_1
  uint64_t v99 = (uint64_t) v41;
  TASSIGN(v98, v99);
  // pto: %p_tile
  Tile<TileType::Vec, float, 16, 512, BLayout::RowMajor, 16, 512, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v100;
  // pto: %p_tile
  uint64_t v101 = (uint64_t) v40;
  TASSIGN(v100, v101);
  // pto: %p_f16
  Tile<TileType::Vec, half, 16, 512, BLayout::RowMajor, 16, 512, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v102;
  // pto: %p_f16
  uint64_t v103 = (uint64_t) v39;
  TASSIGN(v102, v103);
  // pto: %pv_tile
  Tile<TileType::Vec, float, 16, 128, BLayout::RowMajor, 16, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v104;
  // pto: %pv_tile
  uint64_t v105 = (uint64_t) v38;
  TASSIGN(v104, v105);
  // pto: %pv_tile_1
  Tile<TileType::Vec, float, 16, 128, BLayout::RowMajor, 16, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v106;
  // pto: %pv_tile_1
  uint64_t v107 = (uint64_t) v37;
  TASSIGN(v106, v107);
  // pto: %pv_tile_2
  Tile<TileType::Vec, float, 16, 128, BLayout::RowMajor, 16, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v108;
  // pto: %pv_tile_2
  uint64_t v109 = (uint64_t) v36;
  TASSIGN(v108, v109);
  // pto: %pv_tile_3
  Tile<TileType::Vec, float, 16, 128, BLayout::RowMajor, 16, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v110;
  // pto: %pv_tile_3
  uint64_t v111 = (uint64_t) v35;
  TASSIGN(v110, v111);
  // pto: %o
  Tile<TileType::Vec, float, 16, 128, BLayout::RowMajor, 16, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v112;
  // pto: %o
  uint64_t v113 = (uint64_t) v34;
  TASSIGN(v112, v113);
  // pto: %o_1
  Tile<TileType::Vec, float, 16, 128, BLayout::RowMajor, 16, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v114;
  // pto: %o_1
  uint64_t v115 = (uint64_t) v33;
  TASSIGN(v114, v115);
  // pto: %o_2
  Tile<TileType::Vec, float, 16, 128, BLayout::RowMajor, 16, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v116;
  // pto: %o_2
  uint64_t v117 = (uint64_t) v32;
  TASSIGN(v116, v117);
  // pto: %o_3
  Tile<TileType::Vec, float, 16, 128, BLayout::RowMajor, 16, 128, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v118;
  // pto: %o_3
  uint64_t v119 = (uint64_t) v31;
  TASSIGN(v118, v119);
  // pto: %tile_max
  Tile<TileType::Vec, float, 16, 1, BLayout::ColMajor, 16, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v120;
  // pto: %tile_max
  uint64_t v121 = (uint64_t) v30;
  TASSIGN(v120, v121);
  // pto: %tile_max_row
  Tile<TileType::Vec, float, 1, 16, BLayout::RowMajor, 1, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v122;
  TRESHAPE(v122, v120);
  // pto: %tile_sum
  Tile<TileType::Vec, float, 16, 1, BLayout::ColMajor, 16, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v123;
  // pto: %tile_sum
  uint64_t v124 = (uint64_t) v29;
  TASSIGN(v123, v124);
  // pto: %tile_sum_row
  Tile<TileType::Vec, float, 1, 16, BLayout::RowMajor, 1, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v125;
  TRESHAPE(v125, v123);
  // pto: %run_max
  Tile<TileType::Vec, float, 16, 1, BLayout::ColMajor, 16, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v126;
  // pto: %run_max
  uint64_t v127 = (uint64_t) v28;
  TASSIGN(v126, v127);
  // pto: %run_max_row
  Tile<TileType::Vec, float, 1, 16, BLayout::RowMajor, 1, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v128;
  TRESHAPE(v128, v126);
  // pto: %run_max_1
  Tile<TileType::Vec, float, 16, 1, BLayout::ColMajor, 16, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v129;
  // pto: %run_max_1
  uint64_t v130 = (uint64_t) v27;
  TASSIGN(v129, v130);
  // pto: %run_max_row_1
  Tile<TileType::Vec, float, 1, 16, BLayout::RowMajor, 1, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v131;
  TRESHAPE(v131, v129);
  // pto: %run_max_2
  Tile<TileType::Vec, float, 16, 1, BLayout::ColMajor, 16, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v132;
  // pto: %run_max_2
  uint64_t v133 = (uint64_t) v26;
  TASSIGN(v132, v133);
  // pto: %run_max_row_2
  Tile<TileType::Vec, float, 1, 16, BLayout::RowMajor, 1, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v134;
  TRESHAPE(v134, v132);
  // pto: %run_max_3
  Tile<TileType::Vec, float, 16, 1, BLayout::ColMajor, 16, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v135;
  // pto: %run_max_3
  uint64_t v136 = (uint64_t) v25;
  TASSIGN(v135, v136);
  // pto: %run_max_row_3
  Tile<TileType::Vec, float, 1, 16, BLayout::RowMajor, 1, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v137;
  TRESHAPE(v137, v135);
  // pto: %run_sum
  Tile<TileType::Vec, float, 16, 1, BLayout::ColMajor, 16, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v138;
  // pto: %run_sum
  uint64_t v139 = (uint64_t) v24;
  TASSIGN(v138, v139);
  // pto: %run_sum_row
  Tile<TileType::Vec, float, 1, 16, BLayout::RowMajor, 1, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v140;
  TRESHAPE(v140, v138);
  // pto: %run_sum_1
  Tile<TileType::Vec, float, 16, 1, BLayout::ColMajor, 16, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v141;
  // pto: %run_sum_1
  uint64_t v142 = (uint64_t) v23;
  TASSIGN(v141, v142);
  // pto: %run_sum_row_1
  Tile<TileType::Vec, float, 1, 16, BLayout::RowMajor, 1, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v143;
  TRESHAPE(v143, v141);
  // pto: %run_sum_2
  Tile<TileType::Vec, float, 16, 1, BLayout::ColMajor, 16, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v144;
  // pto: %run_sum_2
  uint64_t v145 = (uint64_t) v22;
  TASSIGN(v144, v145);
  // pto: %run_sum_row_2
  Tile<TileType::Vec, float, 1, 16, BLayout::RowMajor, 1, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v146;
  TRESHAPE(v146, v144);
  // pto: %run_sum_3
  Tile<TileType::Vec, float, 16, 1, BLayout::ColMajor, 16, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v147;
  // pto: %run_sum_3
  uint64_t v148 = (uint64_t) v21;
  TASSIGN(v147, v148);
  // pto: %run_sum_row_3
  Tile<TileType::Vec, float, 1, 16, BLayout::RowMajor, 1, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v149;
  TRESHAPE(v149, v147);
  // pto: %rescale_0r0
  Tile<TileType::Vec, float, 16, 1, BLayout::ColMajor, 16, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v150;
  // pto: %rescale_0r0
  uint64_t v151 = (uint64_t) v20;
  TASSIGN(v150, v151);
  // pto: %rescale_0r0_row
  Tile<TileType::Vec, float, 1, 16, BLayout::RowMajor, 1, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v152;
  TRESHAPE(v152, v150);
  // pto: %rescale_0r1
  Tile<TileType::Vec, float, 16, 1, BLayout::ColMajor, 16, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v153;
  // pto: %rescale_0r1
  uint64_t v154 = (uint64_t) v19;
  TASSIGN(v153, v154);
  // pto: %rescale_0r1_row
  Tile<TileType::Vec, float, 1, 16, BLayout::RowMajor, 1, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v155;
  TRESHAPE(v155, v153);
  // pto: %rescale_0r2
  Tile<TileType::Vec, float, 16, 1, BLayout::ColMajor, 16, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v156;
  // pto: %rescale_0r2
  uint64_t v157 = (uint64_t) v18;
  TASSIGN(v156, v157);
  // pto: %rescale_0r2_row
  Tile<TileType::Vec, float, 1, 16, BLayout::RowMajor, 1, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v158;
  TRESHAPE(v158, v156);
  // pto: %rescale_0r3
  Tile<TileType::Vec, float, 16, 1, BLayout::ColMajor, 16, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v159;
  // pto: %rescale_0r3
  uint64_t v160 = (uint64_t) v17;
  TASSIGN(v159, v160);
  // pto: %rescale_0r3_row
  Tile<TileType::Vec, float, 1, 16, BLayout::RowMajor, 1, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v161;
  TRESHAPE(v161, v159);
  // pto: %rescale_1r0
  Tile<TileType::Vec, float, 16, 1, BLayout::ColMajor, 16, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v162;
  // pto: %rescale_1r0
  uint64_t v163 = (uint64_t) v16;
  TASSIGN(v162, v163);
  // pto: %rescale_1r0_row
  Tile<TileType::Vec, float, 1, 16, BLayout::RowMajor, 1, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v164;
  TRESHAPE(v164, v162);
  // pto: %rescale_1r1
  Tile<TileType::Vec, float, 16, 1, BLayout::ColMajor, 16, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v165;
  // pto: %rescale_1r1
  uint64_t v166 = (uint64_t) v15;
  TASSIGN(v165, v166);
  // pto: %rescale_1r1_row
  Tile<TileType::Vec, float, 1, 16, BLayout::RowMajor, 1, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v167;
  TRESHAPE(v167, v165);
  // pto: %rescale_1r2
  Tile<TileType::Vec, float, 16, 1, BLayout::ColMajor, 16, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v168;
  // pto: %rescale_1r2
  uint64_t v169 = (uint64_t) v14;
  TASSIGN(v168, v169);
  // pto: %rescale_1r2_row
  Tile<TileType::Vec, float, 1, 16, BLayout::RowMajor, 1, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v170;
  TRESHAPE(v170, v168);
  // pto: %rescale_1r3
  Tile<TileType::Vec, float, 16, 1, BLayout::ColMajor, 16, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v171;
  // pto: %rescale_1r3
  uint64_t v172 = (uint64_t) v13;
  TASSIGN(v171, v172);
  // pto: %rescale_1r3_row
  Tile<TileType::Vec, float, 1, 16, BLayout::RowMajor, 1, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v173;
  TRESHAPE(v173, v171);
  // pto: %rescale_2r0
  Tile<TileType::Vec, float, 16, 1, BLayout::ColMajor, 16, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v174;
  // pto: %rescale_2r0
  uint64_t v175 = (uint64_t) v12;
  TASSIGN(v174, v175);
  // pto: %rescale_2r0_row
  Tile<TileType::Vec, float, 1, 16, BLayout::RowMajor, 1, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v176;
  TRESHAPE(v176, v174);
  // pto: %rescale_2r1
  Tile<TileType::Vec, float, 16, 1, BLayout::ColMajor, 16, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v177;
  // pto: %rescale_2r1
  uint64_t v178 = (uint64_t) v11;
  TASSIGN(v177, v178);
  // pto: %rescale_2r1_row
  Tile<TileType::Vec, float, 1, 16, BLayout::RowMajor, 1, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v179;
  TRESHAPE(v179, v177);
  // pto: %rescale_2r2
  Tile<TileType::Vec, float, 16, 1, BLayout::ColMajor, 16, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v180;
  // pto: %rescale_2r2
  uint64_t v181 = (uint64_t) v10;
  TASSIGN(v180, v181);
  // pto: %rescale_2r2_row
  Tile<TileType::Vec, float, 1, 16, BLayout::RowMajor, 1, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v182;
  TRESHAPE(v182, v180);
  // pto: %rescale_2r3
  Tile<TileType::Vec, float, 16, 1, BLayout::ColMajor, 16, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v183;
  // pto: %rescale_2r3
  uint64_t v184 = (uint64_t) v9;
  TASSIGN(v183, v184);
  // pto: %rescale_2r3_row
  Tile<TileType::Vec, float, 1, 16, BLayout::RowMajor, 1, 16, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v185;
  TRESHAPE(v185, v183);
  set_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  for (int64_t v186 = v57; v186 < v51; v186 += (int64_t) v58) {
    // pto: %qk_entry
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v187(nullptr);
    TPOP<TPipe<0, Direction::DIR_C2V, 262144, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v73, v187);
    // pto: %p_entry
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v188(nullptr);
    TALLOC<TPipe<2, Direction::DIR_V2C, 131072, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v188);
    // pto: %qk_part
    ;
    __gm__ float* v189 = PTOAS__GLOBAL_TENSOR_DATA(v187);
    // pto: %qk_part
    ;
    pto::Shape<1, 1, 1, 16, 512> v190 = pto::Shape<1, 1, 1, 16, 512>();
    // pto: %qk_part
    ;
    pto::Stride<-1, -1, -1, -1, -1> v191 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v192 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v189, v190, v191);
    TLOAD(v96, v192);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    TROWMAX(v126, v96, v100);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v193;
    uint64_t v194 = (uint64_t) v8;
    TASSIGN(v193, v194);
    pipe_barrier(PIPE_V);
    TROWEXPANDSUB(v100, v96, v126, v193);
    pipe_barrier(PIPE_V);
    TMULS(v100, v100, v43);
    pipe_barrier(PIPE_V);
    TEXP(v100, v100);
    pipe_barrier(PIPE_V);
    TROWSUM(v138, v100, v96);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
    RoundMode v195 = RoundMode::CAST_RINT;
    SaturationMode v196 = SaturationMode::OFF;
    TCVT(v102, v100, v195, v196);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    // pto: %p_part
    ;
    __gm__ half* v197 = PTOAS__GLOBAL_TENSOR_DATA(v188);
    // pto: %p_part
    ;
    pto::Shape<1, 1, 1, 16, 512> v198 = pto::Shape<1, 1, 1, 16, 512>();
    // pto: %p_part
    ;
    pto::Stride<-1, -1, -1, -1, -1> v199 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v200 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v197, v198, v199);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    pipe_barrier(PIPE_MTE3);
    TSTORE(v200, v102);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
    // pto: %qk_part_1
    ;
    __gm__ float* v201 = PTOAS__GLOBAL_TENSOR_DATA(v187);
    // pto: %qk_part_1
    ;
    unsigned v202 = -16;
    // pto: %qk_part_1
    ;
    pto::Shape<1, 1, 1, 16, 512> v203 = pto::Shape<1, 1, 1, 16, 512>();
    // pto: %qk_part_1
    ;
    pto::Stride<-1, -1, -1, -1, -1> v204 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_1
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v205 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v201 + v202, v203, v204);
    TLOAD(v98, v205);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
    pipe_barrier(PIPE_V);
    TROWMAX(v129, v98, v100);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v206;
    uint64_t v207 = (uint64_t) v8;
    TASSIGN(v206, v207);
    pipe_barrier(PIPE_V);
    TROWEXPANDSUB(v100, v98, v129, v206);
    pipe_barrier(PIPE_V);
    TMULS(v100, v100, v43);
    pipe_barrier(PIPE_V);
    TEXP(v100, v100);
    pipe_barrier(PIPE_V);
    TROWSUM(v141, v100, v98);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
    RoundMode v208 = RoundMode::CAST_RINT;
    SaturationMode v209 = SaturationMode::OFF;
    TCVT(v102, v100, v208, v209);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID1);
    // pto: %p_part_1
    ;
    __gm__ half* v210 = PTOAS__GLOBAL_TENSOR_DATA(v188);
    // pto: %p_part_1
    ;
    unsigned v211 = -16;
    // pto: %p_part_1
    ;
    pto::Shape<1, 1, 1, 16, 512> v212 = pto::Shape<1, 1, 1, 16, 512>();
    // pto: %p_part_1
    ;
    pto::Stride<-1, -1, -1, -1, -1> v213 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_1
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v214 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v210 + v211, v212, v213);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID1);
    TSTORE(v214, v102);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
    // pto: %qk_part_2
    ;
    __gm__ float* v215 = PTOAS__GLOBAL_TENSOR_DATA(v187);
    // pto: %qk_part_2
    ;
    unsigned v216 = -32;
    // pto: %qk_part_2
    ;
    pto::Shape<1, 1, 1, 16, 512> v217 = pto::Shape<1, 1, 1, 16, 512>();
    // pto: %qk_part_2
    ;
    pto::Stride<-1, -1, -1, -1, -1> v218 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_2
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v219 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v215 + v216, v217, v218);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    TLOAD(v96, v219);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
    pipe_barrier(PIPE_V);
    TROWMAX(v132, v96, v100);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v220;
    uint64_t v221 = (uint64_t) v8;
    TASSIGN(v220, v221);
    pipe_barrier(PIPE_V);
    TROWEXPANDSUB(v100, v96, v132, v220);
    pipe_barrier(PIPE_V);
    TMULS(v100, v100, v43);
    pipe_barrier(PIPE_V);
    TEXP(v100, v100);
    pipe_barrier(PIPE_V);
    TROWSUM(v144, v100, v96);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID2);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
    RoundMode v222 = RoundMode::CAST_RINT;
    SaturationMode v223 = SaturationMode::OFF;
    TCVT(v102, v100, v222, v223);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID2);
    // pto: %p_part_2
    ;
    __gm__ half* v224 = PTOAS__GLOBAL_TENSOR_DATA(v188);
    // pto: %p_part_2
    ;
    unsigned v225 = -32;
    // pto: %p_part_2
    ;
    pto::Shape<1, 1, 1, 16, 512> v226 = pto::Shape<1, 1, 1, 16, 512>();
    // pto: %p_part_2
    ;
    pto::Stride<-1, -1, -1, -1, -1> v227 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_2
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v228 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v224 + v225, v226, v227);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID2);
    TSTORE(v228, v102);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID3);
    // pto: %qk_part_3
    ;
    __gm__ float* v229 = PTOAS__GLOBAL_TENSOR_DATA(v187);
    // pto: %qk_part_3
    ;
    unsigned v230 = -48;
    // pto: %qk_part_3
    ;
    pto::Shape<1, 1, 1, 16, 512> v231 = pto::Shape<1, 1, 1, 16, 512>();
    // pto: %qk_part_3
    ;
    pto::Stride<-1, -1, -1, -1, -1> v232 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_3
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v233 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v229 + v230, v231, v232);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
    TLOAD(v98, v233);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
    pipe_barrier(PIPE_V);
    TROWMAX(v135, v98, v100);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v234;
    uint64_t v235 = (uint64_t) v8;
    TASSIGN(v234, v235);
    pipe_barrier(PIPE_V);
    TROWEXPANDSUB(v100, v98, v135, v234);
    pipe_barrier(PIPE_V);
    TMULS(v100, v100, v43);
    pipe_barrier(PIPE_V);
    TEXP(v100, v100);
    pipe_barrier(PIPE_V);
    TROWSUM(v147, v100, v98);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID3);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID3);
    RoundMode v236 = RoundMode::CAST_RINT;
    SaturationMode v237 = SaturationMode::OFF;
    TCVT(v102, v100, v236, v237);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID3);
    // pto: %p_part_3
    ;
    __gm__ half* v238 = PTOAS__GLOBAL_TENSOR_DATA(v188);
    // pto: %p_part_3
    ;
    unsigned v239 = -48;
    // pto: %p_part_3
    ;
    pto::Shape<1, 1, 1, 16, 512> v240 = pto::Shape<1, 1, 1, 16, 512>();
    // pto: %p_part_3
    ;
    pto::Stride<-1, -1, -1, -1, -1> v241 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_3
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v242 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v238 + v239, v240, v241);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID3);
    TSTORE(v242, v102);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID4);
    TPUSH<TPipe<2, Direction::DIR_V2C, 131072, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v188);
    TFREE<TPipe<0, Direction::DIR_C2V, 262144, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v73, v187);
    // pto: %qk_entry_1
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v243(nullptr);
    TPOP<TPipe<0, Direction::DIR_C2V, 262144, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v73, v243);
    // pto: %p_entry_1
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v244(nullptr);
    TALLOC<TPipe<2, Direction::DIR_V2C, 131072, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v244);
    // pto: %qk_part_4
    ;
    __gm__ float* v245 = PTOAS__GLOBAL_TENSOR_DATA(v243);
    // pto: %qk_part_4
    ;
    pto::Shape<1, 1, 1, 16, 512> v246 = pto::Shape<1, 1, 1, 16, 512>();
    // pto: %qk_part_4
    ;
    pto::Stride<-1, -1, -1, -1, -1> v247 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_4
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v248 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v245, v246, v247);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID2);
    TLOAD(v96, v248);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID4);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID4);
    pipe_barrier(PIPE_V);
    TROWMAX(v120, v96, v100);
    pipe_barrier(PIPE_V);
    TMAX(v122, v122, v128);
    pipe_barrier(PIPE_V);
    TSUB(v164, v128, v122);
    pipe_barrier(PIPE_V);
    TMULS(v164, v164, v43);
    pipe_barrier(PIPE_V);
    TEXP(v164, v164);
    pipe_barrier(PIPE_V);
    TMUL(v140, v140, v164);
    TMOV(v128, v122);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v249;
    uint64_t v250 = (uint64_t) v8;
    TASSIGN(v249, v250);
    TROWEXPANDSUB(v100, v96, v120, v249);
    pipe_barrier(PIPE_V);
    TMULS(v100, v100, v43);
    pipe_barrier(PIPE_V);
    TEXP(v100, v100);
    pipe_barrier(PIPE_V);
    TROWSUM(v123, v100, v96);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID4);
    pipe_barrier(PIPE_V);
    TADD(v140, v140, v125);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID4);
    RoundMode v251 = RoundMode::CAST_RINT;
    SaturationMode v252 = SaturationMode::OFF;
    TCVT(v102, v100, v251, v252);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID4);
    // pto: %p_part_4
    ;
    __gm__ half* v253 = PTOAS__GLOBAL_TENSOR_DATA(v244);
    // pto: %p_part_4
    ;
    pto::Shape<1, 1, 1, 16, 512> v254 = pto::Shape<1, 1, 1, 16, 512>();
    // pto: %p_part_4
    ;
    pto::Stride<-1, -1, -1, -1, -1> v255 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_4
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v256 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v253, v254, v255);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID4);
    pipe_barrier(PIPE_MTE3);
    TSTORE(v256, v102);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID5);
    // pto: %qk_part_5
    ;
    __gm__ float* v257 = PTOAS__GLOBAL_TENSOR_DATA(v243);
    // pto: %qk_part_5
    ;
    unsigned v258 = -16;
    // pto: %qk_part_5
    ;
    pto::Shape<1, 1, 1, 16, 512> v259 = pto::Shape<1, 1, 1, 16, 512>();
    // pto: %qk_part_5
    ;
    pto::Stride<-1, -1, -1, -1, -1> v260 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_5
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v261 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v257 + v258, v259, v260);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID3);
    TLOAD(v98, v261);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID5);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID5);
    pipe_barrier(PIPE_V);
    TROWMAX(v120, v98, v100);
    pipe_barrier(PIPE_V);
    TMAX(v122, v122, v131);
    pipe_barrier(PIPE_V);
    TSUB(v167, v131, v122);
    pipe_barrier(PIPE_V);
    TMULS(v167, v167, v43);
    pipe_barrier(PIPE_V);
    TEXP(v167, v167);
    pipe_barrier(PIPE_V);
    TMUL(v143, v143, v167);
    TMOV(v131, v122);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v262;
    uint64_t v263 = (uint64_t) v8;
    TASSIGN(v262, v263);
    TROWEXPANDSUB(v100, v98, v120, v262);
    pipe_barrier(PIPE_V);
    TMULS(v100, v100, v43);
    pipe_barrier(PIPE_V);
    TEXP(v100, v100);
    pipe_barrier(PIPE_V);
    TROWSUM(v123, v100, v98);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID5);
    pipe_barrier(PIPE_V);
    TADD(v143, v143, v125);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID5);
    RoundMode v264 = RoundMode::CAST_RINT;
    SaturationMode v265 = SaturationMode::OFF;
    TCVT(v102, v100, v264, v265);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID5);
    // pto: %p_part_5
    ;
    __gm__ half* v266 = PTOAS__GLOBAL_TENSOR_DATA(v244);
    // pto: %p_part_5
    ;
    unsigned v267 = -16;
    // pto: %p_part_5
    ;
    pto::Shape<1, 1, 1, 16, 512> v268 = pto::Shape<1, 1, 1, 16, 512>();
    // pto: %p_part_5
    ;
    pto::Stride<-1, -1, -1, -1, -1> v269 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_5
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v270 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v266 + v267, v268, v269);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID5);
    TSTORE(v270, v102);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID6);
    // pto: %qk_part_6
    ;
    __gm__ float* v271 = PTOAS__GLOBAL_TENSOR_DATA(v243);
    // pto: %qk_part_6
    ;
    unsigned v272 = -32;
    // pto: %qk_part_6
    ;
    pto::Shape<1, 1, 1, 16, 512> v273 = pto::Shape<1, 1, 1, 16, 512>();
    // pto: %qk_part_6
    ;
    pto::Stride<-1, -1, -1, -1, -1> v274 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_6
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v275 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v271 + v272, v273, v274);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID4);
    TLOAD(v96, v275);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID6);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID6);
    pipe_barrier(PIPE_V);
    TROWMAX(v120, v96, v100);
    pipe_barrier(PIPE_V);
    TMAX(v122, v122, v134);
    pipe_barrier(PIPE_V);
    TSUB(v170, v134, v122);
    pipe_barrier(PIPE_V);
    TMULS(v170, v170, v43);
    pipe_barrier(PIPE_V);
    TEXP(v170, v170);
    pipe_barrier(PIPE_V);
    TMUL(v146, v146, v170);
    TMOV(v134, v122);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v276;
    uint64_t v277 = (uint64_t) v8;
    TASSIGN(v276, v277);
    TROWEXPANDSUB(v100, v96, v120, v276);
    pipe_barrier(PIPE_V);
    TMULS(v100, v100, v43);
    pipe_barrier(PIPE_V);
    TEXP(v100, v100);
    pipe_barrier(PIPE_V);
    TROWSUM(v123, v100, v96);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID6);
    pipe_barrier(PIPE_V);
    TADD(v146, v146, v125);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID6);
    RoundMode v278 = RoundMode::CAST_RINT;
    SaturationMode v279 = SaturationMode::OFF;
    TCVT(v102, v100, v278, v279);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID6);
    // pto: %p_part_6
    ;
    __gm__ half* v280 = PTOAS__GLOBAL_TENSOR_DATA(v244);
    // pto: %p_part_6
    ;
    unsigned v281 = -32;
    // pto: %p_part_6
    ;
    pto::Shape<1, 1, 1, 16, 512> v282 = pto::Shape<1, 1, 1, 16, 512>();
    // pto: %p_part_6
    ;
    pto::Stride<-1, -1, -1, -1, -1> v283 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_6
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v284 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v280 + v281, v282, v283);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID6);
    TSTORE(v284, v102);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID7);
    // pto: %qk_part_7
    ;
    __gm__ float* v285 = PTOAS__GLOBAL_TENSOR_DATA(v243);
    // pto: %qk_part_7
    ;
    unsigned v286 = -48;
    // pto: %qk_part_7
    ;
    pto::Shape<1, 1, 1, 16, 512> v287 = pto::Shape<1, 1, 1, 16, 512>();
    // pto: %qk_part_7
    ;
    pto::Stride<-1, -1, -1, -1, -1> v288 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_7
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v289 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v285 + v286, v287, v288);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID5);
    TLOAD(v98, v289);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID7);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID7);
    pipe_barrier(PIPE_V);
    TROWMAX(v120, v98, v100);
    pipe_barrier(PIPE_V);
    TMAX(v122, v122, v137);
    pipe_barrier(PIPE_V);
    TSUB(v173, v137, v122);
    pipe_barrier(PIPE_V);
    TMULS(v173, v173, v43);
    pipe_barrier(PIPE_V);
    TEXP(v173, v173);
    pipe_barrier(PIPE_V);
    TMUL(v149, v149, v173);
    TMOV(v137, v122);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v290;
    uint64_t v291 = (uint64_t) v8;
    TASSIGN(v290, v291);
    TROWEXPANDSUB(v100, v98, v120, v290);
    pipe_barrier(PIPE_V);
    TMULS(v100, v100, v43);
    pipe_barrier(PIPE_V);
    TEXP(v100, v100);
    pipe_barrier(PIPE_V);
    TROWSUM(v123, v100, v98);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID7);
    pipe_barrier(PIPE_V);
    TADD(v149, v149, v125);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID7);
    RoundMode v292 = RoundMode::CAST_RINT;
    SaturationMode v293 = SaturationMode::OFF;
    TCVT(v102, v100, v292, v293);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID7);
    // pto: %p_part_7
    ;
    __gm__ half* v294 = PTOAS__GLOBAL_TENSOR_DATA(v244);
    // pto: %p_part_7
    ;
    unsigned v295 = -48;
    // pto: %p_part_7
    ;
    pto::Shape<1, 1, 1, 16, 512> v296 = pto::Shape<1, 1, 1, 16, 512>();
    // pto: %p_part_7
    ;
    pto::Stride<-1, -1, -1, -1, -1> v297 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_7
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v298 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v294 + v295, v296, v297);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID7);
    TSTORE(v298, v102);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
    TPUSH<TPipe<2, Direction::DIR_V2C, 131072, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v244);
    TFREE<TPipe<0, Direction::DIR_C2V, 262144, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v73, v243);
    // pto: %qk_entry_2
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v299(nullptr);
    TPOP<TPipe<0, Direction::DIR_C2V, 262144, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v73, v299);
    // pto: %p_entry_2
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v300(nullptr);
    TALLOC<TPipe<2, Direction::DIR_V2C, 131072, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v300);
    // pto: %qk_part_8
    ;
    __gm__ float* v301 = PTOAS__GLOBAL_TENSOR_DATA(v299);
    // pto: %qk_part_8
    ;
    pto::Shape<1, 1, 1, 16, 512> v302 = pto::Shape<1, 1, 1, 16, 512>();
    // pto: %qk_part_8
    ;
    pto::Stride<-1, -1, -1, -1, -1> v303 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_8
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v304 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v301, v302, v303);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID6);
    TLOAD(v96, v304);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    pipe_barrier(PIPE_V);
    TROWMAX(v120, v96, v100);
    pipe_barrier(PIPE_V);
    TMAX(v122, v122, v128);
    pipe_barrier(PIPE_V);
    TSUB(v176, v128, v122);
    pipe_barrier(PIPE_V);
    TMULS(v176, v176, v43);
    pipe_barrier(PIPE_V);
    TEXP(v176, v176);
    pipe_barrier(PIPE_V);
    TMUL(v140, v140, v176);
    TMOV(v128, v122);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v305;
    uint64_t v306 = (uint64_t) v8;
    TASSIGN(v305, v306);
    TROWEXPANDSUB(v100, v96, v120, v305);
    pipe_barrier(PIPE_V);
    TMULS(v100, v100, v43);
    pipe_barrier(PIPE_V);
    TEXP(v100, v100);
    pipe_barrier(PIPE_V);
    TROWSUM(v123, v100, v96);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    pipe_barrier(PIPE_V);
    TADD(v140, v140, v125);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
    RoundMode v307 = RoundMode::CAST_RINT;
    SaturationMode v308 = SaturationMode::OFF;
    TCVT(v102, v100, v307, v308);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    // pto: %p_part_8
    ;
    __gm__ half* v309 = PTOAS__GLOBAL_TENSOR_DATA(v300);
    // pto: %p_part_8
    ;
    pto::Shape<1, 1, 1, 16, 512> v310 = pto::Shape<1, 1, 1, 16, 512>();
    // pto: %p_part_8
    ;
    pto::Stride<-1, -1, -1, -1, -1> v311 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_8
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v312 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v309, v310, v311);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    pipe_barrier(PIPE_MTE3);
    TSTORE(v312, v102);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
    // pto: %qk_part_9
    ;
    __gm__ float* v313 = PTOAS__GLOBAL_TENSOR_DATA(v299);
    // pto: %qk_part_9
    ;
    unsigned v314 = -16;
    // pto: %qk_part_9
    ;
    pto::Shape<1, 1, 1, 16, 512> v315 = pto::Shape<1, 1, 1, 16, 512>();
    // pto: %qk_part_9
    ;
    pto::Stride<-1, -1, -1, -1, -1> v316 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_9
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v317 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v313 + v314, v315, v316);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID7);
    TLOAD(v98, v317);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    pipe_barrier(PIPE_V);
    TROWMAX(v120, v98, v100);
    pipe_barrier(PIPE_V);
    TMAX(v122, v122, v131);
    pipe_barrier(PIPE_V);
    TSUB(v179, v131, v122);
    pipe_barrier(PIPE_V);
    TMULS(v179, v179, v43);
    pipe_barrier(PIPE_V);
    TEXP(v179, v179);
    pipe_barrier(PIPE_V);
    TMUL(v143, v143, v179);
    TMOV(v131, v122);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v318;
    uint64_t v319 = (uint64_t) v8;
    TASSIGN(v318, v319);
    TROWEXPANDSUB(v100, v98, v120, v318);
    pipe_barrier(PIPE_V);
    TMULS(v100, v100, v43);
    pipe_barrier(PIPE_V);
    TEXP(v100, v100);
    pipe_barrier(PIPE_V);
    TROWSUM(v123, v100, v98);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
    pipe_barrier(PIPE_V);
    TADD(v143, v143, v125);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
    RoundMode v320 = RoundMode::CAST_RINT;
    SaturationMode v321 = SaturationMode::OFF;
    TCVT(v102, v100, v320, v321);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    // pto: %p_part_9
    ;
    __gm__ half* v322 = PTOAS__GLOBAL_TENSOR_DATA(v300);
    // pto: %p_part_9
    ;
    unsigned v323 = -16;
    // pto: %p_part_9
    ;
    pto::Shape<1, 1, 1, 16, 512> v324 = pto::Shape<1, 1, 1, 16, 512>();
    // pto: %p_part_9
    ;
    pto::Stride<-1, -1, -1, -1, -1> v325 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_9
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v326 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v322 + v323, v324, v325);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    TSTORE(v326, v102);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
    // pto: %qk_part_10
    ;
    __gm__ float* v327 = PTOAS__GLOBAL_TENSOR_DATA(v299);
    // pto: %qk_part_10
    ;
    unsigned v328 = -32;
    // pto: %qk_part_10
    ;
    pto::Shape<1, 1, 1, 16, 512> v329 = pto::Shape<1, 1, 1, 16, 512>();
    // pto: %qk_part_10
    ;
    pto::Stride<-1, -1, -1, -1, -1> v330 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_10
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v331 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v327 + v328, v329, v330);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    TLOAD(v96, v331);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    pipe_barrier(PIPE_V);
    TROWMAX(v120, v96, v100);
    pipe_barrier(PIPE_V);
    TMAX(v122, v122, v134);
    pipe_barrier(PIPE_V);
    TSUB(v182, v134, v122);
    pipe_barrier(PIPE_V);
    TMULS(v182, v182, v43);
    pipe_barrier(PIPE_V);
    TEXP(v182, v182);
    pipe_barrier(PIPE_V);
    TMUL(v146, v146, v182);
    TMOV(v134, v122);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v332;
    uint64_t v333 = (uint64_t) v8;
    TASSIGN(v332, v333);
    TROWEXPANDSUB(v100, v96, v120, v332);
    pipe_barrier(PIPE_V);
    TMULS(v100, v100, v43);
    pipe_barrier(PIPE_V);
    TEXP(v100, v100);
    pipe_barrier(PIPE_V);
    TROWSUM(v123, v100, v96);
    pipe_barrier(PIPE_V);
    TADD(v146, v146, v125);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
    RoundMode v334 = RoundMode::CAST_RINT;
    SaturationMode v335 = SaturationMode::OFF;
    TCVT(v102, v100, v334, v335);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    // pto: %p_part_10
    ;
    __gm__ half* v336 = PTOAS__GLOBAL_TENSOR_DATA(v300);
    // pto: %p_part_10
    ;
    unsigned v337 = -32;
    // pto: %p_part_10
    ;
    pto::Shape<1, 1, 1, 16, 512> v338 = pto::Shape<1, 1, 1, 16, 512>();
    // pto: %p_part_10
    ;
    pto::Stride<-1, -1, -1, -1, -1> v339 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_10
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v340 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v336 + v337, v338, v339);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    TSTORE(v340, v102);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
    // pto: %qk_part_11
    ;
    __gm__ float* v341 = PTOAS__GLOBAL_TENSOR_DATA(v299);
    // pto: %qk_part_11
    ;
    unsigned v342 = -48;
    // pto: %qk_part_11
    ;
    pto::Shape<1, 1, 1, 16, 512> v343 = pto::Shape<1, 1, 1, 16, 512>();
    // pto: %qk_part_11
    ;
    pto::Stride<-1, -1, -1, -1, -1> v344 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %qk_part_11
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v345 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v341 + v342, v343, v344);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
    TLOAD(v98, v345);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    pipe_barrier(PIPE_V);
    TROWMAX(v120, v98, v100);
    pipe_barrier(PIPE_V);
    TMAX(v122, v122, v137);
    pipe_barrier(PIPE_V);
    TSUB(v185, v137, v122);
    pipe_barrier(PIPE_V);
    TMULS(v185, v185, v43);
    pipe_barrier(PIPE_V);
    TEXP(v185, v185);
    pipe_barrier(PIPE_V);
    TMUL(v149, v149, v185);
    TMOV(v137, v122);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v346;
    uint64_t v347 = (uint64_t) v8;
    TASSIGN(v346, v347);
    TROWEXPANDSUB(v100, v98, v120, v346);
    pipe_barrier(PIPE_V);
    TMULS(v100, v100, v43);
    pipe_barrier(PIPE_V);
    TEXP(v100, v100);
    pipe_barrier(PIPE_V);
    TROWSUM(v123, v100, v98);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    pipe_barrier(PIPE_V);
    TADD(v149, v149, v125);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
    RoundMode v348 = RoundMode::CAST_RINT;
    SaturationMode v349 = SaturationMode::OFF;
    TCVT(v102, v100, v348, v349);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    // pto: %p_part_11
    ;
    __gm__ half* v350 = PTOAS__GLOBAL_TENSOR_DATA(v300);
    // pto: %p_part_11
    ;
    unsigned v351 = -48;
    // pto: %p_part_11
    ;
    pto::Shape<1, 1, 1, 16, 512> v352 = pto::Shape<1, 1, 1, 16, 512>();
    // pto: %p_part_11
    ;
    pto::Stride<-1, -1, -1, -1, -1> v353 = pto::Stride<-1, -1, -1, -1, -1>();
    // pto: %p_part_11
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v354 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v350 + v351, v352, v353);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    TSTORE(v354, v102);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
    TPUSH<TPipe<2, Direction::DIR_V2C, 131072, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v300);
    TFREE<TPipe<0, Direction::DIR_C2V, 262144, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v73, v299);
    // pto: %any_steady
    ;
    bool v355 = v60 > v52;
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    if (v355) {
      // pto: %pv_entry
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v356(nullptr);
      TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v95, v356);
      // pto: %pv_part
      ;
      __gm__ float* v357 = PTOAS__GLOBAL_TENSOR_DATA(v356);
      // pto: %pv_part
      ;
      pto::Shape<1, 1, 1, 16, 128> v358 = pto::Shape<1, 1, 1, 16, 128>();
      // pto: %pv_part
      ;
      pto::Stride<-1, -1, -1, -1, -1> v359 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v360 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v357, v358, v359);
      TLOAD(v112, v360);
      // pto: %pv_part_1
      ;
      __gm__ float* v361 = PTOAS__GLOBAL_TENSOR_DATA(v356);
      // pto: %pv_part_1
      ;
      unsigned v362 = -16;
      // pto: %pv_part_1
      ;
      pto::Shape<1, 1, 1, 16, 128> v363 = pto::Shape<1, 1, 1, 16, 128>();
      // pto: %pv_part_1
      ;
      pto::Stride<-1, -1, -1, -1, -1> v364 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_1
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v365 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v361 + v362, v363, v364);
      TLOAD(v114, v365);
      // pto: %pv_part_2
      ;
      __gm__ float* v366 = PTOAS__GLOBAL_TENSOR_DATA(v356);
      // pto: %pv_part_2
      ;
      unsigned v367 = -32;
      // pto: %pv_part_2
      ;
      pto::Shape<1, 1, 1, 16, 128> v368 = pto::Shape<1, 1, 1, 16, 128>();
      // pto: %pv_part_2
      ;
      pto::Stride<-1, -1, -1, -1, -1> v369 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_2
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v370 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v366 + v367, v368, v369);
      TLOAD(v116, v370);
      // pto: %pv_part_3
      ;
      __gm__ float* v371 = PTOAS__GLOBAL_TENSOR_DATA(v356);
      // pto: %pv_part_3
      ;
      unsigned v372 = -48;
      // pto: %pv_part_3
      ;
      pto::Shape<1, 1, 1, 16, 128> v373 = pto::Shape<1, 1, 1, 16, 128>();
      // pto: %pv_part_3
      ;
      pto::Stride<-1, -1, -1, -1, -1> v374 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_3
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v375 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v371 + v372, v373, v374);
      TLOAD(v118, v375);
      TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v95, v356);
      // pto: %qk_entry_3
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v376(nullptr);
      TPOP<TPipe<0, Direction::DIR_C2V, 262144, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v73, v376);
      // pto: %p_entry_3
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v377(nullptr);
      TALLOC<TPipe<2, Direction::DIR_V2C, 131072, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v377);
      // pto: %qk_part_12
      ;
      __gm__ float* v378 = PTOAS__GLOBAL_TENSOR_DATA(v376);
      // pto: %qk_part_12
      ;
      pto::Shape<1, 1, 1, 16, 512> v379 = pto::Shape<1, 1, 1, 16, 512>();
      // pto: %qk_part_12
      ;
      pto::Stride<-1, -1, -1, -1, -1> v380 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %qk_part_12
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v381 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v378, v379, v380);
      TLOAD(v96, v381);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      pipe_barrier(PIPE_V);
      TROWMAX(v120, v96, v100);
      pipe_barrier(PIPE_V);
      TMAX(v122, v122, v128);
      pipe_barrier(PIPE_V);
      TSUB(v152, v128, v122);
      pipe_barrier(PIPE_V);
      TMULS(v152, v152, v43);
      pipe_barrier(PIPE_V);
      TEXP(v152, v152);
      pipe_barrier(PIPE_V);
      TMUL(v140, v140, v152);
      TMOV(v128, v122);
      Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v382;
      uint64_t v383 = (uint64_t) v8;
      TASSIGN(v382, v383);
      TROWEXPANDSUB(v100, v96, v120, v382);
      pipe_barrier(PIPE_V);
      TMULS(v100, v100, v43);
      pipe_barrier(PIPE_V);
      TEXP(v100, v100);
      pipe_barrier(PIPE_V);
      TROWSUM(v123, v100, v96);
      set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
      pipe_barrier(PIPE_V);
      TADD(v140, v140, v125);
      RoundMode v384 = RoundMode::CAST_RINT;
      SaturationMode v385 = SaturationMode::OFF;
      TCVT(v102, v100, v384, v385);
      set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
      // pto: %p_part_12
      ;
      __gm__ half* v386 = PTOAS__GLOBAL_TENSOR_DATA(v377);
      // pto: %p_part_12
      ;
      pto::Shape<1, 1, 1, 16, 512> v387 = pto::Shape<1, 1, 1, 16, 512>();
      // pto: %p_part_12
      ;
      pto::Stride<-1, -1, -1, -1, -1> v388 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %p_part_12
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v389 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v386, v387, v388);
      wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
      pipe_barrier(PIPE_MTE3);
      TSTORE(v389, v102);
      set_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
      // pto: %qk_part_13
      ;
      __gm__ float* v390 = PTOAS__GLOBAL_TENSOR_DATA(v376);
      // pto: %qk_part_13
      ;
      unsigned v391 = -16;
      // pto: %qk_part_13
      ;
      pto::Shape<1, 1, 1, 16, 512> v392 = pto::Shape<1, 1, 1, 16, 512>();
      // pto: %qk_part_13
      ;
      pto::Stride<-1, -1, -1, -1, -1> v393 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %qk_part_13
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v394 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v390 + v391, v392, v393);
      TLOAD(v98, v394);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      pipe_barrier(PIPE_V);
      TROWMAX(v120, v98, v100);
      pipe_barrier(PIPE_V);
      TMAX(v122, v122, v131);
      pipe_barrier(PIPE_V);
      TSUB(v155, v131, v122);
      pipe_barrier(PIPE_V);
      TMULS(v155, v155, v43);
      pipe_barrier(PIPE_V);
      TEXP(v155, v155);
      pipe_barrier(PIPE_V);
      TMUL(v143, v143, v155);
      TMOV(v131, v122);
      Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v395;
      uint64_t v396 = (uint64_t) v8;
      TASSIGN(v395, v396);
      TROWEXPANDSUB(v100, v98, v120, v395);
      pipe_barrier(PIPE_V);
      TMULS(v100, v100, v43);
      pipe_barrier(PIPE_V);
      TEXP(v100, v100);
      pipe_barrier(PIPE_V);
      TROWSUM(v123, v100, v98);
      set_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
      pipe_barrier(PIPE_V);
      TADD(v143, v143, v125);
      wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
      RoundMode v397 = RoundMode::CAST_RINT;
      SaturationMode v398 = SaturationMode::OFF;
      TCVT(v102, v100, v397, v398);
      set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
      // pto: %p_part_13
      ;
      __gm__ half* v399 = PTOAS__GLOBAL_TENSOR_DATA(v377);
      // pto: %p_part_13
      ;
      unsigned v400 = -16;
      // pto: %p_part_13
      ;
      pto::Shape<1, 1, 1, 16, 512> v401 = pto::Shape<1, 1, 1, 16, 512>();
      // pto: %p_part_13
      ;
      pto::Stride<-1, -1, -1, -1, -1> v402 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %p_part_13
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v403 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v399 + v400, v401, v402);
      wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
      TSTORE(v403, v102);
      set_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
      // pto: %qk_part_14
      ;
      __gm__ float* v404 = PTOAS__GLOBAL_TENSOR_DATA(v376);
      // pto: %qk_part_14
      ;
      unsigned v405 = -32;
      // pto: %qk_part_14
      ;
      pto::Shape<1, 1, 1, 16, 512> v406 = pto::Shape<1, 1, 1, 16, 512>();
      // pto: %qk_part_14
      ;
      pto::Stride<-1, -1, -1, -1, -1> v407 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %qk_part_14
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v408 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v404 + v405, v406, v407);
      wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
      TLOAD(v96, v408);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      pipe_barrier(PIPE_V);
      TROWMAX(v120, v96, v100);
      pipe_barrier(PIPE_V);
      TMAX(v122, v122, v134);
      pipe_barrier(PIPE_V);
      TSUB(v158, v134, v122);
      pipe_barrier(PIPE_V);
      TMULS(v158, v158, v43);
      pipe_barrier(PIPE_V);
      TEXP(v158, v158);
      pipe_barrier(PIPE_V);
      TMUL(v146, v146, v158);
      TMOV(v134, v122);
      Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v409;
      uint64_t v410 = (uint64_t) v8;
      TASSIGN(v409, v410);
      TROWEXPANDSUB(v100, v96, v120, v409);
      pipe_barrier(PIPE_V);
      TMULS(v100, v100, v43);
      pipe_barrier(PIPE_V);
      TEXP(v100, v100);
      pipe_barrier(PIPE_V);
      TROWSUM(v123, v100, v96);
      pipe_barrier(PIPE_V);
      TADD(v146, v146, v125);
      wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
      RoundMode v411 = RoundMode::CAST_RINT;
      SaturationMode v412 = SaturationMode::OFF;
      TCVT(v102, v100, v411, v412);
      set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
      // pto: %p_part_14
      ;
      __gm__ half* v413 = PTOAS__GLOBAL_TENSOR_DATA(v377);
      // pto: %p_part_14
      ;
      unsigned v414 = -32;
      // pto: %p_part_14
      ;
      pto::Shape<1, 1, 1, 16, 512> v415 = pto::Shape<1, 1, 1, 16, 512>();
      // pto: %p_part_14
      ;
      pto::Stride<-1, -1, -1, -1, -1> v416 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %p_part_14
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v417 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v413 + v414, v415, v416);
      wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
      TSTORE(v417, v102);
      set_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
      // pto: %qk_part_15
      ;
      __gm__ float* v418 = PTOAS__GLOBAL_TENSOR_DATA(v376);
      // pto: %qk_part_15
      ;
      unsigned v419 = -48;
      // pto: %qk_part_15
      ;
      pto::Shape<1, 1, 1, 16, 512> v420 = pto::Shape<1, 1, 1, 16, 512>();
      // pto: %qk_part_15
      ;
      pto::Stride<-1, -1, -1, -1, -1> v421 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %qk_part_15
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v422 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v418 + v419, v420, v421);
      wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
      TLOAD(v98, v422);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      pipe_barrier(PIPE_V);
      TROWMAX(v120, v98, v100);
      pipe_barrier(PIPE_V);
      TMAX(v122, v122, v137);
      pipe_barrier(PIPE_V);
      TSUB(v161, v137, v122);
      pipe_barrier(PIPE_V);
      TMULS(v161, v161, v43);
      pipe_barrier(PIPE_V);
      TEXP(v161, v161);
      pipe_barrier(PIPE_V);
      TMUL(v149, v149, v161);
      TMOV(v137, v122);
      Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v423;
      uint64_t v424 = (uint64_t) v8;
      TASSIGN(v423, v424);
      TROWEXPANDSUB(v100, v98, v120, v423);
      pipe_barrier(PIPE_V);
      TMULS(v100, v100, v43);
      pipe_barrier(PIPE_V);
      TEXP(v100, v100);
      pipe_barrier(PIPE_V);
      TROWSUM(v123, v100, v98);
      set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
      pipe_barrier(PIPE_V);
      TADD(v149, v149, v125);
      wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
      RoundMode v425 = RoundMode::CAST_RINT;
      SaturationMode v426 = SaturationMode::OFF;
      TCVT(v102, v100, v425, v426);
      set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
      // pto: %p_part_15
      ;
      __gm__ half* v427 = PTOAS__GLOBAL_TENSOR_DATA(v377);
      // pto: %p_part_15
      ;
      unsigned v428 = -48;
      // pto: %p_part_15
      ;
      pto::Shape<1, 1, 1, 16, 512> v429 = pto::Shape<1, 1, 1, 16, 512>();
      // pto: %p_part_15
      ;
      pto::Stride<-1, -1, -1, -1, -1> v430 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %p_part_15
      ;
      GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v431 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v427 + v428, v429, v430);
      wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
      TSTORE(v431, v102);
      set_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
      TPUSH<TPipe<2, Direction::DIR_V2C, 131072, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v377);
      TFREE<TPipe<0, Direction::DIR_C2V, 262144, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v73, v376);
      wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
      wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
      set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
      set_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
      for (int64_t v432 = v48; v432 < v60; v432 += v48) {
        // pto: %slot
        ;
        int64_t v433 = v432 % v45;
        // pto: %is_slot
        ;
        wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
        wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
        if (v433 == v52) {
          // pto: %pv_entry_1
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v434(nullptr);
          TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v95, v434);
          // pto: %pv_part_4
          ;
          __gm__ float* v435 = PTOAS__GLOBAL_TENSOR_DATA(v434);
          // pto: %pv_part_4
          ;
          pto::Shape<1, 1, 1, 16, 128> v436 = pto::Shape<1, 1, 1, 16, 128>();
          // pto: %pv_part_4
          ;
          pto::Stride<-1, -1, -1, -1, -1> v437 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_4
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v438 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v435, v436, v437);
          TLOAD(v104, v438);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          // pto: %pv_part_5
          ;
          __gm__ float* v439 = PTOAS__GLOBAL_TENSOR_DATA(v434);
          // pto: %pv_part_5
          ;
          unsigned v440 = -16;
          // pto: %pv_part_5
          ;
          pto::Shape<1, 1, 1, 16, 128> v441 = pto::Shape<1, 1, 1, 16, 128>();
          // pto: %pv_part_5
          ;
          pto::Stride<-1, -1, -1, -1, -1> v442 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_5
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v443 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v439 + v440, v441, v442);
          TLOAD(v106, v443);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
          // pto: %pv_part_6
          ;
          __gm__ float* v444 = PTOAS__GLOBAL_TENSOR_DATA(v434);
          // pto: %pv_part_6
          ;
          unsigned v445 = -32;
          // pto: %pv_part_6
          ;
          pto::Shape<1, 1, 1, 16, 128> v446 = pto::Shape<1, 1, 1, 16, 128>();
          // pto: %pv_part_6
          ;
          pto::Stride<-1, -1, -1, -1, -1> v447 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_6
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v448 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v444 + v445, v446, v447);
          TLOAD(v108, v448);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
          // pto: %pv_part_7
          ;
          __gm__ float* v449 = PTOAS__GLOBAL_TENSOR_DATA(v434);
          // pto: %pv_part_7
          ;
          unsigned v450 = -48;
          // pto: %pv_part_7
          ;
          pto::Shape<1, 1, 1, 16, 128> v451 = pto::Shape<1, 1, 1, 16, 128>();
          // pto: %pv_part_7
          ;
          pto::Stride<-1, -1, -1, -1, -1> v452 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_7
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v453 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v449 + v450, v451, v452);
          TLOAD(v110, v453);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v454;
          uint64_t v455 = (uint64_t) v8;
          TASSIGN(v454, v455);
          TROWEXPANDMUL(v112, v112, v150, v454);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          pipe_barrier(PIPE_V);
          TADD(v112, v112, v104);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v456;
          uint64_t v457 = (uint64_t) v8;
          TASSIGN(v456, v457);
          pipe_barrier(PIPE_V);
          TROWEXPANDMUL(v114, v114, v153, v456);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
          pipe_barrier(PIPE_V);
          TADD(v114, v114, v106);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v458;
          uint64_t v459 = (uint64_t) v8;
          TASSIGN(v458, v459);
          pipe_barrier(PIPE_V);
          TROWEXPANDMUL(v116, v116, v156, v458);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
          pipe_barrier(PIPE_V);
          TADD(v116, v116, v108);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v460;
          uint64_t v461 = (uint64_t) v8;
          TASSIGN(v460, v461);
          pipe_barrier(PIPE_V);
          TROWEXPANDMUL(v118, v118, v159, v460);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
          pipe_barrier(PIPE_V);
          TADD(v118, v118, v110);
          TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v95, v434);
          // pto: %qk_entry_4
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v462(nullptr);
          TPOP<TPipe<0, Direction::DIR_C2V, 262144, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v73, v462);
          // pto: %p_entry_4
          ;
          GlobalTensor<half, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v463(nullptr);
          pipe_barrier(PIPE_MTE3);
          TALLOC<TPipe<2, Direction::DIR_V2C, 131072, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v463);
          // pto: %qk_part_16
          ;
          __gm__ float* v464 = PTOAS__GLOBAL_TENSOR_DATA(v462);
          // pto: %qk_part_16
          ;
          pto::Shape<1, 1, 1, 16, 512> v465 = pto::Shape<1, 1, 1, 16, 512>();
          // pto: %qk_part_16
          ;
          pto::Stride<-1, -1, -1, -1, -1> v466 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %qk_part_16
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v467 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v464, v465, v466);
          TLOAD(v96, v467);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          TROWMAX(v120, v96, v100);
          pipe_barrier(PIPE_V);
          TMAX(v122, v122, v128);
          pipe_barrier(PIPE_V);
          TSUB(v152, v128, v122);
          pipe_barrier(PIPE_V);
          TMULS(v152, v152, v43);
          pipe_barrier(PIPE_V);
          TEXP(v152, v152);
          pipe_barrier(PIPE_V);
          TMUL(v140, v140, v152);
          TMOV(v128, v122);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v468;
          uint64_t v469 = (uint64_t) v8;
          TASSIGN(v468, v469);
          TROWEXPANDSUB(v100, v96, v120, v468);
          pipe_barrier(PIPE_V);
          TMULS(v100, v100, v43);
          pipe_barrier(PIPE_V);
          TEXP(v100, v100);
          pipe_barrier(PIPE_V);
          TROWSUM(v123, v100, v96);
          set_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
          pipe_barrier(PIPE_V);
          TADD(v140, v140, v125);
          RoundMode v470 = RoundMode::CAST_RINT;
          SaturationMode v471 = SaturationMode::OFF;
          TCVT(v102, v100, v470, v471);
          set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
          // pto: %p_part_16
          ;
          __gm__ half* v472 = PTOAS__GLOBAL_TENSOR_DATA(v463);
          // pto: %p_part_16
          ;
          pto::Shape<1, 1, 1, 16, 512> v473 = pto::Shape<1, 1, 1, 16, 512>();
          // pto: %p_part_16
          ;
          pto::Stride<-1, -1, -1, -1, -1> v474 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %p_part_16
          ;
          GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v475 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v472, v473, v474);
          wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
          pipe_barrier(PIPE_MTE3);
          TSTORE(v475, v102);
          set_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
          // pto: %qk_part_17
          ;
          __gm__ float* v476 = PTOAS__GLOBAL_TENSOR_DATA(v462);
          // pto: %qk_part_17
          ;
          unsigned v477 = -16;
          // pto: %qk_part_17
          ;
          pto::Shape<1, 1, 1, 16, 512> v478 = pto::Shape<1, 1, 1, 16, 512>();
          // pto: %qk_part_17
          ;
          pto::Stride<-1, -1, -1, -1, -1> v479 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %qk_part_17
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v480 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v476 + v477, v478, v479);
          TLOAD(v98, v480);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          pipe_barrier(PIPE_V);
          TROWMAX(v120, v98, v100);
          pipe_barrier(PIPE_V);
          TMAX(v122, v122, v131);
          pipe_barrier(PIPE_V);
          TSUB(v155, v131, v122);
          pipe_barrier(PIPE_V);
          TMULS(v155, v155, v43);
          pipe_barrier(PIPE_V);
          TEXP(v155, v155);
          pipe_barrier(PIPE_V);
          TMUL(v143, v143, v155);
          TMOV(v131, v122);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v481;
          uint64_t v482 = (uint64_t) v8;
          TASSIGN(v481, v482);
          TROWEXPANDSUB(v100, v98, v120, v481);
          pipe_barrier(PIPE_V);
          TMULS(v100, v100, v43);
          pipe_barrier(PIPE_V);
          TEXP(v100, v100);
          pipe_barrier(PIPE_V);
          TROWSUM(v123, v100, v98);
          set_flag(PIPE_V, PIPE_MTE2, EVENT_ID2);
          pipe_barrier(PIPE_V);
          TADD(v143, v143, v125);
          wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
          RoundMode v483 = RoundMode::CAST_RINT;
          SaturationMode v484 = SaturationMode::OFF;
          TCVT(v102, v100, v483, v484);
          set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
          // pto: %p_part_17
          ;
          __gm__ half* v485 = PTOAS__GLOBAL_TENSOR_DATA(v463);
          // pto: %p_part_17
          ;
          unsigned v486 = -16;
          // pto: %p_part_17
          ;
          pto::Shape<1, 1, 1, 16, 512> v487 = pto::Shape<1, 1, 1, 16, 512>();
          // pto: %p_part_17
          ;
          pto::Stride<-1, -1, -1, -1, -1> v488 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %p_part_17
          ;
          GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v489 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v485 + v486, v487, v488);
          wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
          TSTORE(v489, v102);
          set_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
          // pto: %qk_part_18
          ;
          __gm__ float* v490 = PTOAS__GLOBAL_TENSOR_DATA(v462);
          // pto: %qk_part_18
          ;
          unsigned v491 = -32;
          // pto: %qk_part_18
          ;
          pto::Shape<1, 1, 1, 16, 512> v492 = pto::Shape<1, 1, 1, 16, 512>();
          // pto: %qk_part_18
          ;
          pto::Stride<-1, -1, -1, -1, -1> v493 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %qk_part_18
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v494 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v490 + v491, v492, v493);
          wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
          TLOAD(v96, v494);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          pipe_barrier(PIPE_V);
          TROWMAX(v120, v96, v100);
          pipe_barrier(PIPE_V);
          TMAX(v122, v122, v134);
          pipe_barrier(PIPE_V);
          TSUB(v158, v134, v122);
          pipe_barrier(PIPE_V);
          TMULS(v158, v158, v43);
          pipe_barrier(PIPE_V);
          TEXP(v158, v158);
          pipe_barrier(PIPE_V);
          TMUL(v146, v146, v158);
          TMOV(v134, v122);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v495;
          uint64_t v496 = (uint64_t) v8;
          TASSIGN(v495, v496);
          TROWEXPANDSUB(v100, v96, v120, v495);
          pipe_barrier(PIPE_V);
          TMULS(v100, v100, v43);
          pipe_barrier(PIPE_V);
          TEXP(v100, v100);
          pipe_barrier(PIPE_V);
          TROWSUM(v123, v100, v96);
          pipe_barrier(PIPE_V);
          TADD(v146, v146, v125);
          wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
          RoundMode v497 = RoundMode::CAST_RINT;
          SaturationMode v498 = SaturationMode::OFF;
          TCVT(v102, v100, v497, v498);
          set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
          // pto: %p_part_18
          ;
          __gm__ half* v499 = PTOAS__GLOBAL_TENSOR_DATA(v463);
          // pto: %p_part_18
          ;
          unsigned v500 = -32;
          // pto: %p_part_18
          ;
          pto::Shape<1, 1, 1, 16, 512> v501 = pto::Shape<1, 1, 1, 16, 512>();
          // pto: %p_part_18
          ;
          pto::Stride<-1, -1, -1, -1, -1> v502 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %p_part_18
          ;
          GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v503 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v499 + v500, v501, v502);
          wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
          TSTORE(v503, v102);
          set_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
          // pto: %qk_part_19
          ;
          __gm__ float* v504 = PTOAS__GLOBAL_TENSOR_DATA(v462);
          // pto: %qk_part_19
          ;
          unsigned v505 = -48;
          // pto: %qk_part_19
          ;
          pto::Shape<1, 1, 1, 16, 512> v506 = pto::Shape<1, 1, 1, 16, 512>();
          // pto: %qk_part_19
          ;
          pto::Stride<-1, -1, -1, -1, -1> v507 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %qk_part_19
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v508 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v504 + v505, v506, v507);
          wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID2);
          TLOAD(v98, v508);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          pipe_barrier(PIPE_V);
          TROWMAX(v120, v98, v100);
          pipe_barrier(PIPE_V);
          TMAX(v122, v122, v137);
          pipe_barrier(PIPE_V);
          TSUB(v161, v137, v122);
          pipe_barrier(PIPE_V);
          TMULS(v161, v161, v43);
          pipe_barrier(PIPE_V);
          TEXP(v161, v161);
          pipe_barrier(PIPE_V);
          TMUL(v149, v149, v161);
          TMOV(v137, v122);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v509;
          uint64_t v510 = (uint64_t) v8;
          TASSIGN(v509, v510);
          TROWEXPANDSUB(v100, v98, v120, v509);
          pipe_barrier(PIPE_V);
          TMULS(v100, v100, v43);
          pipe_barrier(PIPE_V);
          TEXP(v100, v100);
          pipe_barrier(PIPE_V);
          TROWSUM(v123, v100, v98);
          pipe_barrier(PIPE_V);
          TADD(v149, v149, v125);
          wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
          RoundMode v511 = RoundMode::CAST_RINT;
          SaturationMode v512 = SaturationMode::OFF;
          TCVT(v102, v100, v511, v512);
          set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
          // pto: %p_part_19
          ;
          __gm__ half* v513 = PTOAS__GLOBAL_TENSOR_DATA(v463);
          // pto: %p_part_19
          ;
          unsigned v514 = -48;
          // pto: %p_part_19
          ;
          pto::Shape<1, 1, 1, 16, 512> v515 = pto::Shape<1, 1, 1, 16, 512>();
          // pto: %p_part_19
          ;
          pto::Stride<-1, -1, -1, -1, -1> v516 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %p_part_19
          ;
          GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v517 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v513 + v514, v515, v516);
          wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
          TSTORE(v517, v102);
          TPUSH<TPipe<2, Direction::DIR_V2C, 131072, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v463);
          TFREE<TPipe<0, Direction::DIR_C2V, 262144, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v73, v462);
        } else {
          // pto: %is_slot_1
          ;
          if (v433 == v48) {
            // pto: %pv_entry_2
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v518(nullptr);
            TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v95, v518);
            // pto: %pv_part_8
            ;
            __gm__ float* v519 = PTOAS__GLOBAL_TENSOR_DATA(v518);
            // pto: %pv_part_8
            ;
            pto::Shape<1, 1, 1, 16, 128> v520 = pto::Shape<1, 1, 1, 16, 128>();
            // pto: %pv_part_8
            ;
            pto::Stride<-1, -1, -1, -1, -1> v521 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %pv_part_8
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v522 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v519, v520, v521);
            TLOAD(v104, v522);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            // pto: %pv_part_9
            ;
            __gm__ float* v523 = PTOAS__GLOBAL_TENSOR_DATA(v518);
            // pto: %pv_part_9
            ;
            unsigned v524 = -16;
            // pto: %pv_part_9
            ;
            pto::Shape<1, 1, 1, 16, 128> v525 = pto::Shape<1, 1, 1, 16, 128>();
            // pto: %pv_part_9
            ;
            pto::Stride<-1, -1, -1, -1, -1> v526 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %pv_part_9
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v527 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v523 + v524, v525, v526);
            TLOAD(v106, v527);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
            // pto: %pv_part_10
            ;
            __gm__ float* v528 = PTOAS__GLOBAL_TENSOR_DATA(v518);
            // pto: %pv_part_10
            ;
            unsigned v529 = -32;
            // pto: %pv_part_10
            ;
            pto::Shape<1, 1, 1, 16, 128> v530 = pto::Shape<1, 1, 1, 16, 128>();
            // pto: %pv_part_10
            ;
            pto::Stride<-1, -1, -1, -1, -1> v531 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %pv_part_10
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v532 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v528 + v529, v530, v531);
            TLOAD(v108, v532);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
            // pto: %pv_part_11
            ;
            __gm__ float* v533 = PTOAS__GLOBAL_TENSOR_DATA(v518);
            // pto: %pv_part_11
            ;
            unsigned v534 = -48;
            // pto: %pv_part_11
            ;
            pto::Shape<1, 1, 1, 16, 128> v535 = pto::Shape<1, 1, 1, 16, 128>();
            // pto: %pv_part_11
            ;
            pto::Stride<-1, -1, -1, -1, -1> v536 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %pv_part_11
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v537 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v533 + v534, v535, v536);
            TLOAD(v110, v537);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v538;
            uint64_t v539 = (uint64_t) v8;
            TASSIGN(v538, v539);
            TROWEXPANDMUL(v112, v112, v162, v538);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            pipe_barrier(PIPE_V);
            TADD(v112, v112, v104);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v540;
            uint64_t v541 = (uint64_t) v8;
            TASSIGN(v540, v541);
            pipe_barrier(PIPE_V);
            TROWEXPANDMUL(v114, v114, v165, v540);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
            pipe_barrier(PIPE_V);
            TADD(v114, v114, v106);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v542;
            uint64_t v543 = (uint64_t) v8;
            TASSIGN(v542, v543);
            pipe_barrier(PIPE_V);
            TROWEXPANDMUL(v116, v116, v168, v542);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
            pipe_barrier(PIPE_V);
            TADD(v116, v116, v108);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v544;
            uint64_t v545 = (uint64_t) v8;
            TASSIGN(v544, v545);
            pipe_barrier(PIPE_V);
            TROWEXPANDMUL(v118, v118, v171, v544);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
            pipe_barrier(PIPE_V);
            TADD(v118, v118, v110);
            TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v95, v518);
            // pto: %qk_entry_5
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v546(nullptr);
            TPOP<TPipe<0, Direction::DIR_C2V, 262144, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v73, v546);
            // pto: %p_entry_5
            ;
            GlobalTensor<half, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v547(nullptr);
            pipe_barrier(PIPE_MTE3);
            TALLOC<TPipe<2, Direction::DIR_V2C, 131072, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v547);
            // pto: %qk_part_20
            ;
            __gm__ float* v548 = PTOAS__GLOBAL_TENSOR_DATA(v546);
            // pto: %qk_part_20
            ;
            pto::Shape<1, 1, 1, 16, 512> v549 = pto::Shape<1, 1, 1, 16, 512>();
            // pto: %qk_part_20
            ;
            pto::Stride<-1, -1, -1, -1, -1> v550 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %qk_part_20
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v551 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v548, v549, v550);
            TLOAD(v96, v551);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            TROWMAX(v120, v96, v100);
            pipe_barrier(PIPE_V);
            TMAX(v122, v122, v128);
            pipe_barrier(PIPE_V);
            TSUB(v164, v128, v122);
            pipe_barrier(PIPE_V);
            TMULS(v164, v164, v43);
            pipe_barrier(PIPE_V);
            TEXP(v164, v164);
            pipe_barrier(PIPE_V);
            TMUL(v140, v140, v164);
            TMOV(v128, v122);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v552;
            uint64_t v553 = (uint64_t) v8;
            TASSIGN(v552, v553);
            TROWEXPANDSUB(v100, v96, v120, v552);
            pipe_barrier(PIPE_V);
            TMULS(v100, v100, v43);
            pipe_barrier(PIPE_V);
            TEXP(v100, v100);
            pipe_barrier(PIPE_V);
            TROWSUM(v123, v100, v96);
            set_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
            pipe_barrier(PIPE_V);
            TADD(v140, v140, v125);
            RoundMode v554 = RoundMode::CAST_RINT;
            SaturationMode v555 = SaturationMode::OFF;
            TCVT(v102, v100, v554, v555);
            set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
            // pto: %p_part_20
            ;
            __gm__ half* v556 = PTOAS__GLOBAL_TENSOR_DATA(v547);
            // pto: %p_part_20
            ;
            pto::Shape<1, 1, 1, 16, 512> v557 = pto::Shape<1, 1, 1, 16, 512>();
            // pto: %p_part_20
            ;
            pto::Stride<-1, -1, -1, -1, -1> v558 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %p_part_20
            ;
            GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v559 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v556, v557, v558);
            wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
            pipe_barrier(PIPE_MTE3);
            TSTORE(v559, v102);
            set_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
            // pto: %qk_part_21
            ;
            __gm__ float* v560 = PTOAS__GLOBAL_TENSOR_DATA(v546);
            // pto: %qk_part_21
            ;
            unsigned v561 = -16;
            // pto: %qk_part_21
            ;
            pto::Shape<1, 1, 1, 16, 512> v562 = pto::Shape<1, 1, 1, 16, 512>();
            // pto: %qk_part_21
            ;
            pto::Stride<-1, -1, -1, -1, -1> v563 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %qk_part_21
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v564 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v560 + v561, v562, v563);
            TLOAD(v98, v564);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            pipe_barrier(PIPE_V);
            TROWMAX(v120, v98, v100);
            pipe_barrier(PIPE_V);
            TMAX(v122, v122, v131);
            pipe_barrier(PIPE_V);
            TSUB(v167, v131, v122);
            pipe_barrier(PIPE_V);
            TMULS(v167, v167, v43);
            pipe_barrier(PIPE_V);
            TEXP(v167, v167);
            pipe_barrier(PIPE_V);
            TMUL(v143, v143, v167);
            TMOV(v131, v122);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v565;
            uint64_t v566 = (uint64_t) v8;
            TASSIGN(v565, v566);
            TROWEXPANDSUB(v100, v98, v120, v565);
            pipe_barrier(PIPE_V);
            TMULS(v100, v100, v43);
            pipe_barrier(PIPE_V);
            TEXP(v100, v100);
            pipe_barrier(PIPE_V);
            TROWSUM(v123, v100, v98);
            set_flag(PIPE_V, PIPE_MTE2, EVENT_ID2);
            pipe_barrier(PIPE_V);
            TADD(v143, v143, v125);
            wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
            RoundMode v567 = RoundMode::CAST_RINT;
            SaturationMode v568 = SaturationMode::OFF;
            TCVT(v102, v100, v567, v568);
            set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
            // pto: %p_part_21
            ;
            __gm__ half* v569 = PTOAS__GLOBAL_TENSOR_DATA(v547);
            // pto: %p_part_21
            ;
            unsigned v570 = -16;
            // pto: %p_part_21
            ;
            pto::Shape<1, 1, 1, 16, 512> v571 = pto::Shape<1, 1, 1, 16, 512>();
            // pto: %p_part_21
            ;
            pto::Stride<-1, -1, -1, -1, -1> v572 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %p_part_21
            ;
            GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v573 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v569 + v570, v571, v572);
            wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
            TSTORE(v573, v102);
            set_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
            // pto: %qk_part_22
            ;
            __gm__ float* v574 = PTOAS__GLOBAL_TENSOR_DATA(v546);
            // pto: %qk_part_22
            ;
            unsigned v575 = -32;
            // pto: %qk_part_22
            ;
            pto::Shape<1, 1, 1, 16, 512> v576 = pto::Shape<1, 1, 1, 16, 512>();
            // pto: %qk_part_22
            ;
            pto::Stride<-1, -1, -1, -1, -1> v577 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %qk_part_22
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v578 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v574 + v575, v576, v577);
            wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
            TLOAD(v96, v578);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            pipe_barrier(PIPE_V);
            TROWMAX(v120, v96, v100);
            pipe_barrier(PIPE_V);
            TMAX(v122, v122, v134);
            pipe_barrier(PIPE_V);
            TSUB(v170, v134, v122);
            pipe_barrier(PIPE_V);
            TMULS(v170, v170, v43);
            pipe_barrier(PIPE_V);
            TEXP(v170, v170);
            pipe_barrier(PIPE_V);
            TMUL(v146, v146, v170);
            TMOV(v134, v122);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v579;
            uint64_t v580 = (uint64_t) v8;
            TASSIGN(v579, v580);
            TROWEXPANDSUB(v100, v96, v120, v579);
            pipe_barrier(PIPE_V);
            TMULS(v100, v100, v43);
            pipe_barrier(PIPE_V);
            TEXP(v100, v100);
            pipe_barrier(PIPE_V);
            TROWSUM(v123, v100, v96);
            pipe_barrier(PIPE_V);
            TADD(v146, v146, v125);
            wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
            RoundMode v581 = RoundMode::CAST_RINT;
            SaturationMode v582 = SaturationMode::OFF;
            TCVT(v102, v100, v581, v582);
            set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
            // pto: %p_part_22
            ;
            __gm__ half* v583 = PTOAS__GLOBAL_TENSOR_DATA(v547);
            // pto: %p_part_22
            ;
            unsigned v584 = -32;
            // pto: %p_part_22
            ;
            pto::Shape<1, 1, 1, 16, 512> v585 = pto::Shape<1, 1, 1, 16, 512>();
            // pto: %p_part_22
            ;
            pto::Stride<-1, -1, -1, -1, -1> v586 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %p_part_22
            ;
            GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v587 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v583 + v584, v585, v586);
            wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
            TSTORE(v587, v102);
            set_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
            // pto: %qk_part_23
            ;
            __gm__ float* v588 = PTOAS__GLOBAL_TENSOR_DATA(v546);
            // pto: %qk_part_23
            ;
            unsigned v589 = -48;
            // pto: %qk_part_23
            ;
            pto::Shape<1, 1, 1, 16, 512> v590 = pto::Shape<1, 1, 1, 16, 512>();
            // pto: %qk_part_23
            ;
            pto::Stride<-1, -1, -1, -1, -1> v591 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %qk_part_23
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v592 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v588 + v589, v590, v591);
            wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID2);
            TLOAD(v98, v592);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            pipe_barrier(PIPE_V);
            TROWMAX(v120, v98, v100);
            pipe_barrier(PIPE_V);
            TMAX(v122, v122, v137);
            pipe_barrier(PIPE_V);
            TSUB(v173, v137, v122);
            pipe_barrier(PIPE_V);
            TMULS(v173, v173, v43);
            pipe_barrier(PIPE_V);
            TEXP(v173, v173);
            pipe_barrier(PIPE_V);
            TMUL(v149, v149, v173);
            TMOV(v137, v122);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v593;
            uint64_t v594 = (uint64_t) v8;
            TASSIGN(v593, v594);
            TROWEXPANDSUB(v100, v98, v120, v593);
            pipe_barrier(PIPE_V);
            TMULS(v100, v100, v43);
            pipe_barrier(PIPE_V);
            TEXP(v100, v100);
            pipe_barrier(PIPE_V);
            TROWSUM(v123, v100, v98);
            pipe_barrier(PIPE_V);
            TADD(v149, v149, v125);
            wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
            RoundMode v595 = RoundMode::CAST_RINT;
            SaturationMode v596 = SaturationMode::OFF;
            TCVT(v102, v100, v595, v596);
            set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
            // pto: %p_part_23
            ;
            __gm__ half* v597 = PTOAS__GLOBAL_TENSOR_DATA(v547);
            // pto: %p_part_23
            ;
            unsigned v598 = -48;
            // pto: %p_part_23
            ;
            pto::Shape<1, 1, 1, 16, 512> v599 = pto::Shape<1, 1, 1, 16, 512>();
            // pto: %p_part_23
            ;
            pto::Stride<-1, -1, -1, -1, -1> v600 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %p_part_23
            ;
            GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v601 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v597 + v598, v599, v600);
            wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
            TSTORE(v601, v102);
            TPUSH<TPipe<2, Direction::DIR_V2C, 131072, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v547);
            TFREE<TPipe<0, Direction::DIR_C2V, 262144, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v73, v546);
          } else {
            // pto: %pv_entry_3
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v602(nullptr);
            TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v95, v602);
            // pto: %pv_part_12
            ;
            __gm__ float* v603 = PTOAS__GLOBAL_TENSOR_DATA(v602);
            // pto: %pv_part_12
            ;
            pto::Shape<1, 1, 1, 16, 128> v604 = pto::Shape<1, 1, 1, 16, 128>();
            // pto: %pv_part_12
            ;
            pto::Stride<-1, -1, -1, -1, -1> v605 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %pv_part_12
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v606 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v603, v604, v605);
            TLOAD(v104, v606);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            // pto: %pv_part_13
            ;
            __gm__ float* v607 = PTOAS__GLOBAL_TENSOR_DATA(v602);
            // pto: %pv_part_13
            ;
            unsigned v608 = -16;
            // pto: %pv_part_13
            ;
            pto::Shape<1, 1, 1, 16, 128> v609 = pto::Shape<1, 1, 1, 16, 128>();
            // pto: %pv_part_13
            ;
            pto::Stride<-1, -1, -1, -1, -1> v610 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %pv_part_13
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v611 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v607 + v608, v609, v610);
            TLOAD(v106, v611);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
            // pto: %pv_part_14
            ;
            __gm__ float* v612 = PTOAS__GLOBAL_TENSOR_DATA(v602);
            // pto: %pv_part_14
            ;
            unsigned v613 = -32;
            // pto: %pv_part_14
            ;
            pto::Shape<1, 1, 1, 16, 128> v614 = pto::Shape<1, 1, 1, 16, 128>();
            // pto: %pv_part_14
            ;
            pto::Stride<-1, -1, -1, -1, -1> v615 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %pv_part_14
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v616 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v612 + v613, v614, v615);
            TLOAD(v108, v616);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
            // pto: %pv_part_15
            ;
            __gm__ float* v617 = PTOAS__GLOBAL_TENSOR_DATA(v602);
            // pto: %pv_part_15
            ;
            unsigned v618 = -48;
            // pto: %pv_part_15
            ;
            pto::Shape<1, 1, 1, 16, 128> v619 = pto::Shape<1, 1, 1, 16, 128>();
            // pto: %pv_part_15
            ;
            pto::Stride<-1, -1, -1, -1, -1> v620 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %pv_part_15
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v621 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v617 + v618, v619, v620);
            TLOAD(v110, v621);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v622;
            uint64_t v623 = (uint64_t) v8;
            TASSIGN(v622, v623);
            TROWEXPANDMUL(v112, v112, v174, v622);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            pipe_barrier(PIPE_V);
            TADD(v112, v112, v104);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v624;
            uint64_t v625 = (uint64_t) v8;
            TASSIGN(v624, v625);
            pipe_barrier(PIPE_V);
            TROWEXPANDMUL(v114, v114, v177, v624);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
            pipe_barrier(PIPE_V);
            TADD(v114, v114, v106);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v626;
            uint64_t v627 = (uint64_t) v8;
            TASSIGN(v626, v627);
            pipe_barrier(PIPE_V);
            TROWEXPANDMUL(v116, v116, v180, v626);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
            pipe_barrier(PIPE_V);
            TADD(v116, v116, v108);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v628;
            uint64_t v629 = (uint64_t) v8;
            TASSIGN(v628, v629);
            pipe_barrier(PIPE_V);
            TROWEXPANDMUL(v118, v118, v183, v628);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
            pipe_barrier(PIPE_V);
            TADD(v118, v118, v110);
            TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v95, v602);
            // pto: %qk_entry_6
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v630(nullptr);
            TPOP<TPipe<0, Direction::DIR_C2V, 262144, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v73, v630);
            // pto: %p_entry_6
            ;
            GlobalTensor<half, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v631(nullptr);
            pipe_barrier(PIPE_MTE3);
            TALLOC<TPipe<2, Direction::DIR_V2C, 131072, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v631);
            // pto: %qk_part_24
            ;
            __gm__ float* v632 = PTOAS__GLOBAL_TENSOR_DATA(v630);
            // pto: %qk_part_24
            ;
            pto::Shape<1, 1, 1, 16, 512> v633 = pto::Shape<1, 1, 1, 16, 512>();
            // pto: %qk_part_24
            ;
            pto::Stride<-1, -1, -1, -1, -1> v634 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %qk_part_24
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v635 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v632, v633, v634);
            TLOAD(v96, v635);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            TROWMAX(v120, v96, v100);
            pipe_barrier(PIPE_V);
            TMAX(v122, v122, v128);
            pipe_barrier(PIPE_V);
            TSUB(v176, v128, v122);
            pipe_barrier(PIPE_V);
            TMULS(v176, v176, v43);
            pipe_barrier(PIPE_V);
            TEXP(v176, v176);
            pipe_barrier(PIPE_V);
            TMUL(v140, v140, v176);
            TMOV(v128, v122);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v636;
            uint64_t v637 = (uint64_t) v8;
            TASSIGN(v636, v637);
            TROWEXPANDSUB(v100, v96, v120, v636);
            pipe_barrier(PIPE_V);
            TMULS(v100, v100, v43);
            pipe_barrier(PIPE_V);
            TEXP(v100, v100);
            pipe_barrier(PIPE_V);
            TROWSUM(v123, v100, v96);
            set_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
            pipe_barrier(PIPE_V);
            TADD(v140, v140, v125);
            RoundMode v638 = RoundMode::CAST_RINT;
            SaturationMode v639 = SaturationMode::OFF;
            TCVT(v102, v100, v638, v639);
            set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
            // pto: %p_part_24
            ;
            __gm__ half* v640 = PTOAS__GLOBAL_TENSOR_DATA(v631);
            // pto: %p_part_24
            ;
            pto::Shape<1, 1, 1, 16, 512> v641 = pto::Shape<1, 1, 1, 16, 512>();
            // pto: %p_part_24
            ;
            pto::Stride<-1, -1, -1, -1, -1> v642 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %p_part_24
            ;
            GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v643 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v640, v641, v642);
            wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
            pipe_barrier(PIPE_MTE3);
            TSTORE(v643, v102);
            set_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
            // pto: %qk_part_25
            ;
            __gm__ float* v644 = PTOAS__GLOBAL_TENSOR_DATA(v630);
            // pto: %qk_part_25
            ;
            unsigned v645 = -16;
            // pto: %qk_part_25
            ;
            pto::Shape<1, 1, 1, 16, 512> v646 = pto::Shape<1, 1, 1, 16, 512>();
            // pto: %qk_part_25
            ;
            pto::Stride<-1, -1, -1, -1, -1> v647 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %qk_part_25
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v648 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v644 + v645, v646, v647);
            TLOAD(v98, v648);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            pipe_barrier(PIPE_V);
            TROWMAX(v120, v98, v100);
            pipe_barrier(PIPE_V);
            TMAX(v122, v122, v131);
            pipe_barrier(PIPE_V);
            TSUB(v179, v131, v122);
            pipe_barrier(PIPE_V);
            TMULS(v179, v179, v43);
            pipe_barrier(PIPE_V);
            TEXP(v179, v179);
            pipe_barrier(PIPE_V);
            TMUL(v143, v143, v179);
            TMOV(v131, v122);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v649;
            uint64_t v650 = (uint64_t) v8;
            TASSIGN(v649, v650);
            TROWEXPANDSUB(v100, v98, v120, v649);
            pipe_barrier(PIPE_V);
            TMULS(v100, v100, v43);
            pipe_barrier(PIPE_V);
            TEXP(v100, v100);
            pipe_barrier(PIPE_V);
            TROWSUM(v123, v100, v98);
            set_flag(PIPE_V, PIPE_MTE2, EVENT_ID2);
            pipe_barrier(PIPE_V);
            TADD(v143, v143, v125);
            wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
            RoundMode v651 = RoundMode::CAST_RINT;
            SaturationMode v652 = SaturationMode::OFF;
            TCVT(v102, v100, v651, v652);
            set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
            // pto: %p_part_25
            ;
            __gm__ half* v653 = PTOAS__GLOBAL_TENSOR_DATA(v631);
            // pto: %p_part_25
            ;
            unsigned v654 = -16;
            // pto: %p_part_25
            ;
            pto::Shape<1, 1, 1, 16, 512> v655 = pto::Shape<1, 1, 1, 16, 512>();
            // pto: %p_part_25
            ;
            pto::Stride<-1, -1, -1, -1, -1> v656 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %p_part_25
            ;
            GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v657 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v653 + v654, v655, v656);
            wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
            TSTORE(v657, v102);
            set_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
            // pto: %qk_part_26
            ;
            __gm__ float* v658 = PTOAS__GLOBAL_TENSOR_DATA(v630);
            // pto: %qk_part_26
            ;
            unsigned v659 = -32;
            // pto: %qk_part_26
            ;
            pto::Shape<1, 1, 1, 16, 512> v660 = pto::Shape<1, 1, 1, 16, 512>();
            // pto: %qk_part_26
            ;
            pto::Stride<-1, -1, -1, -1, -1> v661 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %qk_part_26
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v662 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v658 + v659, v660, v661);
            wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);
            TLOAD(v96, v662);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            pipe_barrier(PIPE_V);
            TROWMAX(v120, v96, v100);
            pipe_barrier(PIPE_V);
            TMAX(v122, v122, v134);
            pipe_barrier(PIPE_V);
            TSUB(v182, v134, v122);
            pipe_barrier(PIPE_V);
            TMULS(v182, v182, v43);
            pipe_barrier(PIPE_V);
            TEXP(v182, v182);
            pipe_barrier(PIPE_V);
            TMUL(v146, v146, v182);
            TMOV(v134, v122);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v663;
            uint64_t v664 = (uint64_t) v8;
            TASSIGN(v663, v664);
            TROWEXPANDSUB(v100, v96, v120, v663);
            pipe_barrier(PIPE_V);
            TMULS(v100, v100, v43);
            pipe_barrier(PIPE_V);
            TEXP(v100, v100);
            pipe_barrier(PIPE_V);
            TROWSUM(v123, v100, v96);
            pipe_barrier(PIPE_V);
            TADD(v146, v146, v125);
            wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
            RoundMode v665 = RoundMode::CAST_RINT;
            SaturationMode v666 = SaturationMode::OFF;
            TCVT(v102, v100, v665, v666);
            set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
            // pto: %p_part_26
            ;
            __gm__ half* v667 = PTOAS__GLOBAL_TENSOR_DATA(v631);
            // pto: %p_part_26
            ;
            unsigned v668 = -32;
            // pto: %p_part_26
            ;
            pto::Shape<1, 1, 1, 16, 512> v669 = pto::Shape<1, 1, 1, 16, 512>();
            // pto: %p_part_26
            ;
            pto::Stride<-1, -1, -1, -1, -1> v670 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %p_part_26
            ;
            GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v671 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v667 + v668, v669, v670);
            wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
            TSTORE(v671, v102);
            set_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
            // pto: %qk_part_27
            ;
            __gm__ float* v672 = PTOAS__GLOBAL_TENSOR_DATA(v630);
            // pto: %qk_part_27
            ;
            unsigned v673 = -48;
            // pto: %qk_part_27
            ;
            pto::Shape<1, 1, 1, 16, 512> v674 = pto::Shape<1, 1, 1, 16, 512>();
            // pto: %qk_part_27
            ;
            pto::Stride<-1, -1, -1, -1, -1> v675 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %qk_part_27
            ;
            GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v676 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v672 + v673, v674, v675);
            wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID2);
            TLOAD(v98, v676);
            set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
            pipe_barrier(PIPE_V);
            TROWMAX(v120, v98, v100);
            pipe_barrier(PIPE_V);
            TMAX(v122, v122, v137);
            pipe_barrier(PIPE_V);
            TSUB(v185, v137, v122);
            pipe_barrier(PIPE_V);
            TMULS(v185, v185, v43);
            pipe_barrier(PIPE_V);
            TEXP(v185, v185);
            pipe_barrier(PIPE_V);
            TMUL(v149, v149, v185);
            TMOV(v137, v122);
            Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v677;
            uint64_t v678 = (uint64_t) v8;
            TASSIGN(v677, v678);
            TROWEXPANDSUB(v100, v98, v120, v677);
            pipe_barrier(PIPE_V);
            TMULS(v100, v100, v43);
            pipe_barrier(PIPE_V);
            TEXP(v100, v100);
            pipe_barrier(PIPE_V);
            TROWSUM(v123, v100, v98);
            pipe_barrier(PIPE_V);
            TADD(v149, v149, v125);
            wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID2);
            RoundMode v679 = RoundMode::CAST_RINT;
            SaturationMode v680 = SaturationMode::OFF;
            TCVT(v102, v100, v679, v680);
            set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
            // pto: %p_part_27
            ;
            __gm__ half* v681 = PTOAS__GLOBAL_TENSOR_DATA(v631);
            // pto: %p_part_27
            ;
            unsigned v682 = -48;
            // pto: %p_part_27
            ;
            pto::Shape<1, 1, 1, 16, 512> v683 = pto::Shape<1, 1, 1, 16, 512>();
            // pto: %p_part_27
            ;
            pto::Stride<-1, -1, -1, -1, -1> v684 = pto::Stride<-1, -1, -1, -1, -1>();
            // pto: %p_part_27
            ;
            GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v685 = GlobalTensor<half, pto::Shape<1, 1, 1, 16, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v681 + v682, v683, v684);
            wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
            TSTORE(v685, v102);
            TPUSH<TPipe<2, Direction::DIR_V2C, 131072, 8, 8, false>, GlobalTensor<half, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v84, v631);
            TFREE<TPipe<0, Direction::DIR_C2V, 262144, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 512>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v73, v630);
          };
        };
        set_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
        set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
      };
      wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID1);
      wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    };
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
    if (v355) {
      // pto: %slot_1
      ;
      int64_t v686 = v60 % v45;
      // pto: %is_slot_2
      ;
      if (v686 == v52) {
        // pto: %pv_entry_4
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v687(nullptr);
        TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v95, v687);
        // pto: %pv_part_16
        ;
        __gm__ float* v688 = PTOAS__GLOBAL_TENSOR_DATA(v687);
        // pto: %pv_part_16
        ;
        pto::Shape<1, 1, 1, 16, 128> v689 = pto::Shape<1, 1, 1, 16, 128>();
        // pto: %pv_part_16
        ;
        pto::Stride<-1, -1, -1, -1, -1> v690 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_16
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v691 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v688, v689, v690);
        TLOAD(v104, v691);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        // pto: %pv_part_17
        ;
        __gm__ float* v692 = PTOAS__GLOBAL_TENSOR_DATA(v687);
        // pto: %pv_part_17
        ;
        unsigned v693 = -16;
        // pto: %pv_part_17
        ;
        pto::Shape<1, 1, 1, 16, 128> v694 = pto::Shape<1, 1, 1, 16, 128>();
        // pto: %pv_part_17
        ;
        pto::Stride<-1, -1, -1, -1, -1> v695 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_17
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v696 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v692 + v693, v694, v695);
        TLOAD(v106, v696);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        // pto: %pv_part_18
        ;
        __gm__ float* v697 = PTOAS__GLOBAL_TENSOR_DATA(v687);
        // pto: %pv_part_18
        ;
        unsigned v698 = -32;
        // pto: %pv_part_18
        ;
        pto::Shape<1, 1, 1, 16, 128> v699 = pto::Shape<1, 1, 1, 16, 128>();
        // pto: %pv_part_18
        ;
        pto::Stride<-1, -1, -1, -1, -1> v700 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_18
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v701 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v697 + v698, v699, v700);
        TLOAD(v108, v701);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
        // pto: %pv_part_19
        ;
        __gm__ float* v702 = PTOAS__GLOBAL_TENSOR_DATA(v687);
        // pto: %pv_part_19
        ;
        unsigned v703 = -48;
        // pto: %pv_part_19
        ;
        pto::Shape<1, 1, 1, 16, 128> v704 = pto::Shape<1, 1, 1, 16, 128>();
        // pto: %pv_part_19
        ;
        pto::Stride<-1, -1, -1, -1, -1> v705 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_19
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v706 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v702 + v703, v704, v705);
        TLOAD(v110, v706);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v707;
        uint64_t v708 = (uint64_t) v8;
        TASSIGN(v707, v708);
        TROWEXPANDMUL(v112, v112, v150, v707);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        pipe_barrier(PIPE_V);
        TADD(v112, v112, v104);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v709;
        uint64_t v710 = (uint64_t) v8;
        TASSIGN(v709, v710);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v114, v114, v153, v709);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        pipe_barrier(PIPE_V);
        TADD(v114, v114, v106);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v711;
        uint64_t v712 = (uint64_t) v8;
        TASSIGN(v711, v712);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v116, v116, v156, v711);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
        pipe_barrier(PIPE_V);
        TADD(v116, v116, v108);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v713;
        uint64_t v714 = (uint64_t) v8;
        TASSIGN(v713, v714);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v118, v118, v159, v713);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
        pipe_barrier(PIPE_V);
        TADD(v118, v118, v110);
        TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v95, v687);
      } else {
        // pto: %is_slot_3
        ;
        if (v686 == v48) {
          // pto: %pv_entry_5
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v715(nullptr);
          TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v95, v715);
          // pto: %pv_part_20
          ;
          __gm__ float* v716 = PTOAS__GLOBAL_TENSOR_DATA(v715);
          // pto: %pv_part_20
          ;
          pto::Shape<1, 1, 1, 16, 128> v717 = pto::Shape<1, 1, 1, 16, 128>();
          // pto: %pv_part_20
          ;
          pto::Stride<-1, -1, -1, -1, -1> v718 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_20
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v719 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v716, v717, v718);
          TLOAD(v104, v719);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          // pto: %pv_part_21
          ;
          __gm__ float* v720 = PTOAS__GLOBAL_TENSOR_DATA(v715);
          // pto: %pv_part_21
          ;
          unsigned v721 = -16;
          // pto: %pv_part_21
          ;
          pto::Shape<1, 1, 1, 16, 128> v722 = pto::Shape<1, 1, 1, 16, 128>();
          // pto: %pv_part_21
          ;
          pto::Stride<-1, -1, -1, -1, -1> v723 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_21
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v724 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v720 + v721, v722, v723);
          TLOAD(v106, v724);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
          // pto: %pv_part_22
          ;
          __gm__ float* v725 = PTOAS__GLOBAL_TENSOR_DATA(v715);
          // pto: %pv_part_22
          ;
          unsigned v726 = -32;
          // pto: %pv_part_22
          ;
          pto::Shape<1, 1, 1, 16, 128> v727 = pto::Shape<1, 1, 1, 16, 128>();
          // pto: %pv_part_22
          ;
          pto::Stride<-1, -1, -1, -1, -1> v728 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_22
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v729 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v725 + v726, v727, v728);
          TLOAD(v108, v729);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
          // pto: %pv_part_23
          ;
          __gm__ float* v730 = PTOAS__GLOBAL_TENSOR_DATA(v715);
          // pto: %pv_part_23
          ;
          unsigned v731 = -48;
          // pto: %pv_part_23
          ;
          pto::Shape<1, 1, 1, 16, 128> v732 = pto::Shape<1, 1, 1, 16, 128>();
          // pto: %pv_part_23
          ;
          pto::Stride<-1, -1, -1, -1, -1> v733 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_23
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v734 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v730 + v731, v732, v733);
          TLOAD(v110, v734);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v735;
          uint64_t v736 = (uint64_t) v8;
          TASSIGN(v735, v736);
          TROWEXPANDMUL(v112, v112, v162, v735);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          pipe_barrier(PIPE_V);
          TADD(v112, v112, v104);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v737;
          uint64_t v738 = (uint64_t) v8;
          TASSIGN(v737, v738);
          pipe_barrier(PIPE_V);
          TROWEXPANDMUL(v114, v114, v165, v737);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
          pipe_barrier(PIPE_V);
          TADD(v114, v114, v106);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v739;
          uint64_t v740 = (uint64_t) v8;
          TASSIGN(v739, v740);
          pipe_barrier(PIPE_V);
          TROWEXPANDMUL(v116, v116, v168, v739);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
          pipe_barrier(PIPE_V);
          TADD(v116, v116, v108);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v741;
          uint64_t v742 = (uint64_t) v8;
          TASSIGN(v741, v742);
          pipe_barrier(PIPE_V);
          TROWEXPANDMUL(v118, v118, v171, v741);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
          pipe_barrier(PIPE_V);
          TADD(v118, v118, v110);
          TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v95, v715);
        } else {
          // pto: %pv_entry_6
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v743(nullptr);
          TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v95, v743);
          // pto: %pv_part_24
          ;
          __gm__ float* v744 = PTOAS__GLOBAL_TENSOR_DATA(v743);
          // pto: %pv_part_24
          ;
          pto::Shape<1, 1, 1, 16, 128> v745 = pto::Shape<1, 1, 1, 16, 128>();
          // pto: %pv_part_24
          ;
          pto::Stride<-1, -1, -1, -1, -1> v746 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_24
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v747 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v744, v745, v746);
          TLOAD(v104, v747);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          // pto: %pv_part_25
          ;
          __gm__ float* v748 = PTOAS__GLOBAL_TENSOR_DATA(v743);
          // pto: %pv_part_25
          ;
          unsigned v749 = -16;
          // pto: %pv_part_25
          ;
          pto::Shape<1, 1, 1, 16, 128> v750 = pto::Shape<1, 1, 1, 16, 128>();
          // pto: %pv_part_25
          ;
          pto::Stride<-1, -1, -1, -1, -1> v751 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_25
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v752 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v748 + v749, v750, v751);
          TLOAD(v106, v752);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
          // pto: %pv_part_26
          ;
          __gm__ float* v753 = PTOAS__GLOBAL_TENSOR_DATA(v743);
          // pto: %pv_part_26
          ;
          unsigned v754 = -32;
          // pto: %pv_part_26
          ;
          pto::Shape<1, 1, 1, 16, 128> v755 = pto::Shape<1, 1, 1, 16, 128>();
          // pto: %pv_part_26
          ;
          pto::Stride<-1, -1, -1, -1, -1> v756 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_26
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v757 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v753 + v754, v755, v756);
          TLOAD(v108, v757);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
          // pto: %pv_part_27
          ;
          __gm__ float* v758 = PTOAS__GLOBAL_TENSOR_DATA(v743);
          // pto: %pv_part_27
          ;
          unsigned v759 = -48;
          // pto: %pv_part_27
          ;
          pto::Shape<1, 1, 1, 16, 128> v760 = pto::Shape<1, 1, 1, 16, 128>();
          // pto: %pv_part_27
          ;
          pto::Stride<-1, -1, -1, -1, -1> v761 = pto::Stride<-1, -1, -1, -1, -1>();
          // pto: %pv_part_27
          ;
          GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v762 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v758 + v759, v760, v761);
          TLOAD(v110, v762);
          set_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v763;
          uint64_t v764 = (uint64_t) v8;
          TASSIGN(v763, v764);
          TROWEXPANDMUL(v112, v112, v174, v763);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
          pipe_barrier(PIPE_V);
          TADD(v112, v112, v104);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v765;
          uint64_t v766 = (uint64_t) v8;
          TASSIGN(v765, v766);
          pipe_barrier(PIPE_V);
          TROWEXPANDMUL(v114, v114, v177, v765);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
          pipe_barrier(PIPE_V);
          TADD(v114, v114, v106);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v767;
          uint64_t v768 = (uint64_t) v8;
          TASSIGN(v767, v768);
          pipe_barrier(PIPE_V);
          TROWEXPANDMUL(v116, v116, v180, v767);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
          pipe_barrier(PIPE_V);
          TADD(v116, v116, v108);
          Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v769;
          uint64_t v770 = (uint64_t) v8;
          TASSIGN(v769, v770);
          pipe_barrier(PIPE_V);
          TROWEXPANDMUL(v118, v118, v183, v769);
          wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
          pipe_barrier(PIPE_V);
          TADD(v118, v118, v110);
          TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v95, v743);
        };
      };
    } else {
      // pto: %pv_entry_7
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v771(nullptr);
      TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v95, v771);
      // pto: %pv_part_28
      ;
      __gm__ float* v772 = PTOAS__GLOBAL_TENSOR_DATA(v771);
      // pto: %pv_part_28
      ;
      pto::Shape<1, 1, 1, 16, 128> v773 = pto::Shape<1, 1, 1, 16, 128>();
      // pto: %pv_part_28
      ;
      pto::Stride<-1, -1, -1, -1, -1> v774 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_28
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v775 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v772, v773, v774);
      TLOAD(v112, v775);
      // pto: %pv_part_29
      ;
      __gm__ float* v776 = PTOAS__GLOBAL_TENSOR_DATA(v771);
      // pto: %pv_part_29
      ;
      unsigned v777 = -16;
      // pto: %pv_part_29
      ;
      pto::Shape<1, 1, 1, 16, 128> v778 = pto::Shape<1, 1, 1, 16, 128>();
      // pto: %pv_part_29
      ;
      pto::Stride<-1, -1, -1, -1, -1> v779 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_29
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v780 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v776 + v777, v778, v779);
      TLOAD(v114, v780);
      // pto: %pv_part_30
      ;
      __gm__ float* v781 = PTOAS__GLOBAL_TENSOR_DATA(v771);
      // pto: %pv_part_30
      ;
      unsigned v782 = -32;
      // pto: %pv_part_30
      ;
      pto::Shape<1, 1, 1, 16, 128> v783 = pto::Shape<1, 1, 1, 16, 128>();
      // pto: %pv_part_30
      ;
      pto::Stride<-1, -1, -1, -1, -1> v784 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_30
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v785 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v781 + v782, v783, v784);
      TLOAD(v116, v785);
      // pto: %pv_part_31
      ;
      __gm__ float* v786 = PTOAS__GLOBAL_TENSOR_DATA(v771);
      // pto: %pv_part_31
      ;
      unsigned v787 = -48;
      // pto: %pv_part_31
      ;
      pto::Shape<1, 1, 1, 16, 128> v788 = pto::Shape<1, 1, 1, 16, 128>();
      // pto: %pv_part_31
      ;
      pto::Stride<-1, -1, -1, -1, -1> v789 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_31
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v790 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v786 + v787, v788, v789);
      TLOAD(v118, v790);
      TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v95, v771);
    };
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    // pto: %slot_2
    ;
    int64_t v791 = (int64_t) ((uint64_t) v59 + (uint64_t) v7) % v45;
    // pto: %is_slot_4
    ;
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    if (v791 == v52) {
      // pto: %pv_entry_8
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v792(nullptr);
      TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v95, v792);
      // pto: %pv_part_32
      ;
      __gm__ float* v793 = PTOAS__GLOBAL_TENSOR_DATA(v792);
      // pto: %pv_part_32
      ;
      pto::Shape<1, 1, 1, 16, 128> v794 = pto::Shape<1, 1, 1, 16, 128>();
      // pto: %pv_part_32
      ;
      pto::Stride<-1, -1, -1, -1, -1> v795 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_32
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v796 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v793, v794, v795);
      TLOAD(v104, v796);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      // pto: %pv_part_33
      ;
      __gm__ float* v797 = PTOAS__GLOBAL_TENSOR_DATA(v792);
      // pto: %pv_part_33
      ;
      unsigned v798 = -16;
      // pto: %pv_part_33
      ;
      pto::Shape<1, 1, 1, 16, 128> v799 = pto::Shape<1, 1, 1, 16, 128>();
      // pto: %pv_part_33
      ;
      pto::Stride<-1, -1, -1, -1, -1> v800 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_33
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v801 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v797 + v798, v799, v800);
      TLOAD(v106, v801);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
      // pto: %pv_part_34
      ;
      __gm__ float* v802 = PTOAS__GLOBAL_TENSOR_DATA(v792);
      // pto: %pv_part_34
      ;
      unsigned v803 = -32;
      // pto: %pv_part_34
      ;
      pto::Shape<1, 1, 1, 16, 128> v804 = pto::Shape<1, 1, 1, 16, 128>();
      // pto: %pv_part_34
      ;
      pto::Stride<-1, -1, -1, -1, -1> v805 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_34
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v806 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v802 + v803, v804, v805);
      TLOAD(v108, v806);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
      // pto: %pv_part_35
      ;
      __gm__ float* v807 = PTOAS__GLOBAL_TENSOR_DATA(v792);
      // pto: %pv_part_35
      ;
      unsigned v808 = -48;
      // pto: %pv_part_35
      ;
      pto::Shape<1, 1, 1, 16, 128> v809 = pto::Shape<1, 1, 1, 16, 128>();
      // pto: %pv_part_35
      ;
      pto::Stride<-1, -1, -1, -1, -1> v810 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_35
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v811 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v807 + v808, v809, v810);
      TLOAD(v110, v811);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
      Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v812;
      uint64_t v813 = (uint64_t) v8;
      TASSIGN(v812, v813);
      pipe_barrier(PIPE_V);
      TROWEXPANDMUL(v112, v112, v150, v812);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      pipe_barrier(PIPE_V);
      TADD(v112, v112, v104);
      Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v814;
      uint64_t v815 = (uint64_t) v8;
      TASSIGN(v814, v815);
      pipe_barrier(PIPE_V);
      TROWEXPANDMUL(v114, v114, v153, v814);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
      pipe_barrier(PIPE_V);
      TADD(v114, v114, v106);
      Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v816;
      uint64_t v817 = (uint64_t) v8;
      TASSIGN(v816, v817);
      pipe_barrier(PIPE_V);
      TROWEXPANDMUL(v116, v116, v156, v816);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
      pipe_barrier(PIPE_V);
      TADD(v116, v116, v108);
      Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v818;
      uint64_t v819 = (uint64_t) v8;
      TASSIGN(v818, v819);
      pipe_barrier(PIPE_V);
      TROWEXPANDMUL(v118, v118, v159, v818);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
      pipe_barrier(PIPE_V);
      TADD(v118, v118, v110);
      TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v95, v792);
    } else {
      // pto: %is_slot_5
      ;
      if (v791 == v48) {
        // pto: %pv_entry_9
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v820(nullptr);
        TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v95, v820);
        // pto: %pv_part_36
        ;
        __gm__ float* v821 = PTOAS__GLOBAL_TENSOR_DATA(v820);
        // pto: %pv_part_36
        ;
        pto::Shape<1, 1, 1, 16, 128> v822 = pto::Shape<1, 1, 1, 16, 128>();
        // pto: %pv_part_36
        ;
        pto::Stride<-1, -1, -1, -1, -1> v823 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_36
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v824 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v821, v822, v823);
        TLOAD(v104, v824);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        // pto: %pv_part_37
        ;
        __gm__ float* v825 = PTOAS__GLOBAL_TENSOR_DATA(v820);
        // pto: %pv_part_37
        ;
        unsigned v826 = -16;
        // pto: %pv_part_37
        ;
        pto::Shape<1, 1, 1, 16, 128> v827 = pto::Shape<1, 1, 1, 16, 128>();
        // pto: %pv_part_37
        ;
        pto::Stride<-1, -1, -1, -1, -1> v828 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_37
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v829 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v825 + v826, v827, v828);
        TLOAD(v106, v829);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        // pto: %pv_part_38
        ;
        __gm__ float* v830 = PTOAS__GLOBAL_TENSOR_DATA(v820);
        // pto: %pv_part_38
        ;
        unsigned v831 = -32;
        // pto: %pv_part_38
        ;
        pto::Shape<1, 1, 1, 16, 128> v832 = pto::Shape<1, 1, 1, 16, 128>();
        // pto: %pv_part_38
        ;
        pto::Stride<-1, -1, -1, -1, -1> v833 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_38
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v834 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v830 + v831, v832, v833);
        TLOAD(v108, v834);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
        // pto: %pv_part_39
        ;
        __gm__ float* v835 = PTOAS__GLOBAL_TENSOR_DATA(v820);
        // pto: %pv_part_39
        ;
        unsigned v836 = -48;
        // pto: %pv_part_39
        ;
        pto::Shape<1, 1, 1, 16, 128> v837 = pto::Shape<1, 1, 1, 16, 128>();
        // pto: %pv_part_39
        ;
        pto::Stride<-1, -1, -1, -1, -1> v838 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_39
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v839 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v835 + v836, v837, v838);
        TLOAD(v110, v839);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v840;
        uint64_t v841 = (uint64_t) v8;
        TASSIGN(v840, v841);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v112, v112, v162, v840);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        pipe_barrier(PIPE_V);
        TADD(v112, v112, v104);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v842;
        uint64_t v843 = (uint64_t) v8;
        TASSIGN(v842, v843);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v114, v114, v165, v842);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        pipe_barrier(PIPE_V);
        TADD(v114, v114, v106);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v844;
        uint64_t v845 = (uint64_t) v8;
        TASSIGN(v844, v845);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v116, v116, v168, v844);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
        pipe_barrier(PIPE_V);
        TADD(v116, v116, v108);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v846;
        uint64_t v847 = (uint64_t) v8;
        TASSIGN(v846, v847);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v118, v118, v171, v846);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
        pipe_barrier(PIPE_V);
        TADD(v118, v118, v110);
        TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v95, v820);
      } else {
        // pto: %pv_entry_10
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v848(nullptr);
        TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v95, v848);
        // pto: %pv_part_40
        ;
        __gm__ float* v849 = PTOAS__GLOBAL_TENSOR_DATA(v848);
        // pto: %pv_part_40
        ;
        pto::Shape<1, 1, 1, 16, 128> v850 = pto::Shape<1, 1, 1, 16, 128>();
        // pto: %pv_part_40
        ;
        pto::Stride<-1, -1, -1, -1, -1> v851 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_40
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v852 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v849, v850, v851);
        TLOAD(v104, v852);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        // pto: %pv_part_41
        ;
        __gm__ float* v853 = PTOAS__GLOBAL_TENSOR_DATA(v848);
        // pto: %pv_part_41
        ;
        unsigned v854 = -16;
        // pto: %pv_part_41
        ;
        pto::Shape<1, 1, 1, 16, 128> v855 = pto::Shape<1, 1, 1, 16, 128>();
        // pto: %pv_part_41
        ;
        pto::Stride<-1, -1, -1, -1, -1> v856 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_41
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v857 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v853 + v854, v855, v856);
        TLOAD(v106, v857);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        // pto: %pv_part_42
        ;
        __gm__ float* v858 = PTOAS__GLOBAL_TENSOR_DATA(v848);
        // pto: %pv_part_42
        ;
        unsigned v859 = -32;
        // pto: %pv_part_42
        ;
        pto::Shape<1, 1, 1, 16, 128> v860 = pto::Shape<1, 1, 1, 16, 128>();
        // pto: %pv_part_42
        ;
        pto::Stride<-1, -1, -1, -1, -1> v861 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_42
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v862 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v858 + v859, v860, v861);
        TLOAD(v108, v862);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
        // pto: %pv_part_43
        ;
        __gm__ float* v863 = PTOAS__GLOBAL_TENSOR_DATA(v848);
        // pto: %pv_part_43
        ;
        unsigned v864 = -48;
        // pto: %pv_part_43
        ;
        pto::Shape<1, 1, 1, 16, 128> v865 = pto::Shape<1, 1, 1, 16, 128>();
        // pto: %pv_part_43
        ;
        pto::Stride<-1, -1, -1, -1, -1> v866 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_43
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v867 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v863 + v864, v865, v866);
        TLOAD(v110, v867);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v868;
        uint64_t v869 = (uint64_t) v8;
        TASSIGN(v868, v869);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v112, v112, v174, v868);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        pipe_barrier(PIPE_V);
        TADD(v112, v112, v104);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v870;
        uint64_t v871 = (uint64_t) v8;
        TASSIGN(v870, v871);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v114, v114, v177, v870);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        pipe_barrier(PIPE_V);
        TADD(v114, v114, v106);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v872;
        uint64_t v873 = (uint64_t) v8;
        TASSIGN(v872, v873);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v116, v116, v180, v872);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
        pipe_barrier(PIPE_V);
        TADD(v116, v116, v108);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v874;
        uint64_t v875 = (uint64_t) v8;
        TASSIGN(v874, v875);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v118, v118, v183, v874);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
        pipe_barrier(PIPE_V);
        TADD(v118, v118, v110);
        TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v95, v848);
      };
    };
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    // pto: %slot_3
    ;
    int64_t v876 = (int64_t) ((uint64_t) v59 + (uint64_t) v6) % v45;
    // pto: %is_slot_6
    ;
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    if (v876 == v52) {
      // pto: %pv_entry_11
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v877(nullptr);
      TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v95, v877);
      // pto: %pv_part_44
      ;
      __gm__ float* v878 = PTOAS__GLOBAL_TENSOR_DATA(v877);
      // pto: %pv_part_44
      ;
      pto::Shape<1, 1, 1, 16, 128> v879 = pto::Shape<1, 1, 1, 16, 128>();
      // pto: %pv_part_44
      ;
      pto::Stride<-1, -1, -1, -1, -1> v880 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_44
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v881 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v878, v879, v880);
      TLOAD(v104, v881);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      // pto: %pv_part_45
      ;
      __gm__ float* v882 = PTOAS__GLOBAL_TENSOR_DATA(v877);
      // pto: %pv_part_45
      ;
      unsigned v883 = -16;
      // pto: %pv_part_45
      ;
      pto::Shape<1, 1, 1, 16, 128> v884 = pto::Shape<1, 1, 1, 16, 128>();
      // pto: %pv_part_45
      ;
      pto::Stride<-1, -1, -1, -1, -1> v885 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_45
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v886 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v882 + v883, v884, v885);
      TLOAD(v106, v886);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
      // pto: %pv_part_46
      ;
      __gm__ float* v887 = PTOAS__GLOBAL_TENSOR_DATA(v877);
      // pto: %pv_part_46
      ;
      unsigned v888 = -32;
      // pto: %pv_part_46
      ;
      pto::Shape<1, 1, 1, 16, 128> v889 = pto::Shape<1, 1, 1, 16, 128>();
      // pto: %pv_part_46
      ;
      pto::Stride<-1, -1, -1, -1, -1> v890 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_46
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v891 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v887 + v888, v889, v890);
      TLOAD(v108, v891);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
      // pto: %pv_part_47
      ;
      __gm__ float* v892 = PTOAS__GLOBAL_TENSOR_DATA(v877);
      // pto: %pv_part_47
      ;
      unsigned v893 = -48;
      // pto: %pv_part_47
      ;
      pto::Shape<1, 1, 1, 16, 128> v894 = pto::Shape<1, 1, 1, 16, 128>();
      // pto: %pv_part_47
      ;
      pto::Stride<-1, -1, -1, -1, -1> v895 = pto::Stride<-1, -1, -1, -1, -1>();
      // pto: %pv_part_47
      ;
      GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v896 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v892 + v893, v894, v895);
      TLOAD(v110, v896);
      set_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
      Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v897;
      uint64_t v898 = (uint64_t) v8;
      TASSIGN(v897, v898);
      pipe_barrier(PIPE_V);
      TROWEXPANDMUL(v112, v112, v150, v897);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
      pipe_barrier(PIPE_V);
      TADD(v112, v112, v104);
      Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v899;
      uint64_t v900 = (uint64_t) v8;
      TASSIGN(v899, v900);
      pipe_barrier(PIPE_V);
      TROWEXPANDMUL(v114, v114, v153, v899);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
      pipe_barrier(PIPE_V);
      TADD(v114, v114, v106);
      Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v901;
      uint64_t v902 = (uint64_t) v8;
      TASSIGN(v901, v902);
      pipe_barrier(PIPE_V);
      TROWEXPANDMUL(v116, v116, v156, v901);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
      pipe_barrier(PIPE_V);
      TADD(v116, v116, v108);
      Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v903;
      uint64_t v904 = (uint64_t) v8;
      TASSIGN(v903, v904);
      pipe_barrier(PIPE_V);
      TROWEXPANDMUL(v118, v118, v159, v903);
      wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
      pipe_barrier(PIPE_V);
      TADD(v118, v118, v110);
      TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v95, v877);
    } else {
      // pto: %is_slot_7
      ;
      if (v876 == v48) {
        // pto: %pv_entry_12
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v905(nullptr);
        TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v95, v905);
        // pto: %pv_part_48
        ;
        __gm__ float* v906 = PTOAS__GLOBAL_TENSOR_DATA(v905);
        // pto: %pv_part_48
        ;
        pto::Shape<1, 1, 1, 16, 128> v907 = pto::Shape<1, 1, 1, 16, 128>();
        // pto: %pv_part_48
        ;
        pto::Stride<-1, -1, -1, -1, -1> v908 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_48
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v909 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v906, v907, v908);
        TLOAD(v104, v909);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        // pto: %pv_part_49
        ;
        __gm__ float* v910 = PTOAS__GLOBAL_TENSOR_DATA(v905);
        // pto: %pv_part_49
        ;
        unsigned v911 = -16;
        // pto: %pv_part_49
        ;
        pto::Shape<1, 1, 1, 16, 128> v912 = pto::Shape<1, 1, 1, 16, 128>();
        // pto: %pv_part_49
        ;
        pto::Stride<-1, -1, -1, -1, -1> v913 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_49
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v914 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v910 + v911, v912, v913);
        TLOAD(v106, v914);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        // pto: %pv_part_50
        ;
        __gm__ float* v915 = PTOAS__GLOBAL_TENSOR_DATA(v905);
        // pto: %pv_part_50
        ;
        unsigned v916 = -32;
        // pto: %pv_part_50
        ;
        pto::Shape<1, 1, 1, 16, 128> v917 = pto::Shape<1, 1, 1, 16, 128>();
        // pto: %pv_part_50
        ;
        pto::Stride<-1, -1, -1, -1, -1> v918 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_50
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v919 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v915 + v916, v917, v918);
        TLOAD(v108, v919);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
        // pto: %pv_part_51
        ;
        __gm__ float* v920 = PTOAS__GLOBAL_TENSOR_DATA(v905);
        // pto: %pv_part_51
        ;
        unsigned v921 = -48;
        // pto: %pv_part_51
        ;
        pto::Shape<1, 1, 1, 16, 128> v922 = pto::Shape<1, 1, 1, 16, 128>();
        // pto: %pv_part_51
        ;
        pto::Stride<-1, -1, -1, -1, -1> v923 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_51
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v924 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v920 + v921, v922, v923);
        TLOAD(v110, v924);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v925;
        uint64_t v926 = (uint64_t) v8;
        TASSIGN(v925, v926);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v112, v112, v162, v925);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        pipe_barrier(PIPE_V);
        TADD(v112, v112, v104);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v927;
        uint64_t v928 = (uint64_t) v8;
        TASSIGN(v927, v928);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v114, v114, v165, v927);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        pipe_barrier(PIPE_V);
        TADD(v114, v114, v106);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v929;
        uint64_t v930 = (uint64_t) v8;
        TASSIGN(v929, v930);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v116, v116, v168, v929);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
        pipe_barrier(PIPE_V);
        TADD(v116, v116, v108);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v931;
        uint64_t v932 = (uint64_t) v8;
        TASSIGN(v931, v932);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v118, v118, v171, v931);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
        pipe_barrier(PIPE_V);
        TADD(v118, v118, v110);
        TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v95, v905);
      } else {
        // pto: %pv_entry_13
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v933(nullptr);
        TPOP<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v95, v933);
        // pto: %pv_part_52
        ;
        __gm__ float* v934 = PTOAS__GLOBAL_TENSOR_DATA(v933);
        // pto: %pv_part_52
        ;
        pto::Shape<1, 1, 1, 16, 128> v935 = pto::Shape<1, 1, 1, 16, 128>();
        // pto: %pv_part_52
        ;
        pto::Stride<-1, -1, -1, -1, -1> v936 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_52
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v937 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v934, v935, v936);
        TLOAD(v104, v937);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        // pto: %pv_part_53
        ;
        __gm__ float* v938 = PTOAS__GLOBAL_TENSOR_DATA(v933);
        // pto: %pv_part_53
        ;
        unsigned v939 = -16;
        // pto: %pv_part_53
        ;
        pto::Shape<1, 1, 1, 16, 128> v940 = pto::Shape<1, 1, 1, 16, 128>();
        // pto: %pv_part_53
        ;
        pto::Stride<-1, -1, -1, -1, -1> v941 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_53
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v942 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v938 + v939, v940, v941);
        TLOAD(v106, v942);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        // pto: %pv_part_54
        ;
        __gm__ float* v943 = PTOAS__GLOBAL_TENSOR_DATA(v933);
        // pto: %pv_part_54
        ;
        unsigned v944 = -32;
        // pto: %pv_part_54
        ;
        pto::Shape<1, 1, 1, 16, 128> v945 = pto::Shape<1, 1, 1, 16, 128>();
        // pto: %pv_part_54
        ;
        pto::Stride<-1, -1, -1, -1, -1> v946 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_54
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v947 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v943 + v944, v945, v946);
        TLOAD(v108, v947);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
        // pto: %pv_part_55
        ;
        __gm__ float* v948 = PTOAS__GLOBAL_TENSOR_DATA(v933);
        // pto: %pv_part_55
        ;
        unsigned v949 = -48;
        // pto: %pv_part_55
        ;
        pto::Shape<1, 1, 1, 16, 128> v950 = pto::Shape<1, 1, 1, 16, 128>();
        // pto: %pv_part_55
        ;
        pto::Stride<-1, -1, -1, -1, -1> v951 = pto::Stride<-1, -1, -1, -1, -1>();
        // pto: %pv_part_55
        ;
        GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v952 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v948 + v949, v950, v951);
        TLOAD(v110, v952);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v953;
        uint64_t v954 = (uint64_t) v8;
        TASSIGN(v953, v954);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v112, v112, v174, v953);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        pipe_barrier(PIPE_V);
        TADD(v112, v112, v104);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v955;
        uint64_t v956 = (uint64_t) v8;
        TASSIGN(v955, v956);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v114, v114, v177, v955);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID1);
        pipe_barrier(PIPE_V);
        TADD(v114, v114, v106);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v957;
        uint64_t v958 = (uint64_t) v8;
        TASSIGN(v957, v958);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v116, v116, v180, v957);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID2);
        pipe_barrier(PIPE_V);
        TADD(v116, v116, v108);
        Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v959;
        uint64_t v960 = (uint64_t) v8;
        TASSIGN(v959, v960);
        pipe_barrier(PIPE_V);
        TROWEXPANDMUL(v118, v118, v183, v959);
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);
        pipe_barrier(PIPE_V);
        TADD(v118, v118, v110);
        TFREE<TPipe<4, Direction::DIR_C2V, 65536, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 64, 128>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>, TileSplitAxis::TILE_UP_DOWN>(v95, v933);
      };
    };
    // pto: %block_row, %out_row, %half, %half_row
    ;
    int64_t v961 = (int64_t) ((uint64_t) ((int64_t) (uint64_t) v186 * (uint64_t) v50) + (uint64_t) ((int64_t) (uint64_t) ((int64_t) v61) * (uint64_t) v46));
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v962;
    uint64_t v963 = (uint64_t) v8;
    TASSIGN(v962, v963);
    pipe_barrier(PIPE_V);
    TROWEXPANDDIV(v112, v112, v138, v962);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    pipe_barrier(PIPE_V);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v964;
    uint64_t v965 = (uint64_t) v8;
    TASSIGN(v964, v965);
    pipe_barrier(PIPE_V);
    TROWEXPANDDIV(v114, v114, v141, v964);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID1);
    pipe_barrier(PIPE_V);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v966;
    uint64_t v967 = (uint64_t) v8;
    TASSIGN(v966, v967);
    pipe_barrier(PIPE_V);
    TROWEXPANDDIV(v116, v116, v144, v966);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID2);
    pipe_barrier(PIPE_V);
    Tile<TileType::Vec, float, 1, 2048, BLayout::RowMajor, 1, 2048, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v968;
    uint64_t v969 = (uint64_t) v8;
    TASSIGN(v968, v969);
    pipe_barrier(PIPE_V);
    TROWEXPANDDIV(v118, v118, v147, v968);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID3);
    // pto: %out_part
    ;
    const int64_t v970 = 0;
    // pto: %out_part
    ;
    const int64_t v971 = 128;
    // pto: %out_part
    ;
    pto::Shape<1, 1, 1, 16, 128> v972 = pto::Shape<1, 1, 1, 16, 128>();
    // pto: %out_part
    ;
    pto::Stride<2048, 2048, 2048, 128, 1> v973 = pto::Stride<2048, 2048, 2048, 128, 1>();
    // pto: %out_part
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND> v974 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND>((__gm__ float*) v1 + (v970 + v961 * v971), v972, v973);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    TSTORE(v974, v112);
    // pto: %out_part_1
    ;
    const int64_t v975 = 0;
    // pto: %out_part_1
    ;
    const int64_t v976 = 128;
    // pto: %out_part_1
    ;
    pto::Shape<1, 1, 1, 16, 128> v977 = pto::Shape<1, 1, 1, 16, 128>();
    // pto: %out_part_1
    ;
    pto::Stride<2048, 2048, 2048, 128, 1> v978 = pto::Stride<2048, 2048, 2048, 128, 1>();
    // pto: %out_part_1, %slice_row_1
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND> v979 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND>((__gm__ float*) v1 + (v975 + (int64_t) ((uint64_t) v961 + (uint64_t) v53) * v976), v977, v978);
    pipe_barrier(PIPE_MTE3);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID1);
    TSTORE(v979, v114);
    // pto: %out_part_2
    ;
    const int64_t v980 = 0;
    // pto: %out_part_2
    ;
    const int64_t v981 = 128;
    // pto: %out_part_2
    ;
    pto::Shape<1, 1, 1, 16, 128> v982 = pto::Shape<1, 1, 1, 16, 128>();
    // pto: %out_part_2
    ;
    pto::Stride<2048, 2048, 2048, 128, 1> v983 = pto::Stride<2048, 2048, 2048, 128, 1>();
    // pto: %out_part_2, %slice_row_2
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND> v984 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND>((__gm__ float*) v1 + (v980 + (int64_t) ((uint64_t) v961 + (uint64_t) v54) * v981), v982, v983);
    pipe_barrier(PIPE_MTE3);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID2);
    TSTORE(v984, v116);
    // pto: %out_part_3
    ;
    const int64_t v985 = 0;
    // pto: %out_part_3
    ;
    const int64_t v986 = 128;
    // pto: %out_part_3
    ;
    pto::Shape<1, 1, 1, 16, 128> v987 = pto::Shape<1, 1, 1, 16, 128>();
    // pto: %out_part_3
    ;
    pto::Stride<2048, 2048, 2048, 128, 1> v988 = pto::Stride<2048, 2048, 2048, 128, 1>();
    // pto: %out_part_3, %slice_row_3
    ;
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND> v989 = GlobalTensor<float, pto::Shape<1, 1, 1, 16, 128>, pto::Stride<2048, 2048, 2048, 128, 1>, pto::Layout::ND>((__gm__ float*) v1 + (v985 + (int64_t) ((uint64_t) v961 + (uint64_t) v55) * v986), v987, v988);
    pipe_barrier(PIPE_MTE3);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID3);
    TSTORE(v989, v118);
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