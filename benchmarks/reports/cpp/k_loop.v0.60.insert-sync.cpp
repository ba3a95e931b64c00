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

extern "C" __global__ AICORE void k_loop(__gm__ half* v1, __gm__ half* v2, __gm__ float* v3, int32_t v4) {
  using T = float;

  #if defined(__DAV_CUBE__)
  const int64_t v5 = 8192;
  const int64_t v6 = 0;
  // pto: %c0
  const int64_t v7 = 0;
  // pto: %c1
  const int64_t v8 = 1;
  // pto: %c64
  const int64_t v9 = 64;
  // pto: %n
  int64_t v10 = (int64_t) v4;
  // pto: %cols
  int64_t v11 = (int64_t) ((uint64_t) v10 * (uint64_t) v9);
  // pto: %a_gm
  const int64_t v12 = 1;
  // pto: %a_gm
  const int64_t v13 = 1;
  // pto: %a_gm
  const int64_t v14 = 1;
  // pto: %a_gm
  int64_t v15 = v9 * v11;
  // pto: %a_gm
  int64_t v16 = v14 * v15;
  // pto: %a_gm
  pto::Shape<1, 1, 1, 64, -1> v17 = pto::Shape<1, 1, 1, 64, -1>(v12, v13, v14, v9, v11);
  // pto: %a_gm
  pto::Stride<-1, -1, -1, -1, -1> v18 = pto::Stride<-1, -1, -1, -1, -1>(v13 * v16, v16, v15, v11, v8);
  // pto: %a_gm
  GlobalTensor<half, pto::Shape<1, 1, 1, 64, -1>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v19 = GlobalTensor<half, pto::Shape<1, 1, 1, 64, -1>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v1, v17, v18);
  // pto: %b_gm
  const int64_t v20 = 1;
  // pto: %b_gm
  const int64_t v21 = 1;
  // pto: %b_gm
  const int64_t v22 = 1;
  // pto: %b_gm
  int64_t v23 = v9 * v11;
  // pto: %b_gm
  int64_t v24 = v22 * v23;
  // pto: %b_gm
  pto::Shape<1, 1, 1, 64, -1> v25 = pto::Shape<1, 1, 1, 64, -1>(v20, v21, v22, v9, v11);
  // pto: %b_gm
  pto::Stride<-1, -1, -1, -1, -1> v26 = pto::Stride<-1, -1, -1, -1, -1>(v21 * v24, v24, v23, v11, v8);
  // pto: %b_gm
  GlobalTensor<half, pto::Shape<1, 1, 1, 64, -1>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v27 = GlobalTensor<half, pto::Shape<1, 1, 1, 64, -1>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v2, v25, v26);
  // pto: %out
  pto::Shape<1, 1, 1, 64, 64> v28 = pto::Shape<1, 1, 1, 64, 64>();
  // pto: %out
  pto::Stride<4096, 4096, 4096, 64, 1> v29 = pto::Stride<4096, 4096, 4096, 64, 1>();
  // pto: %out
  GlobalTensor<float, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND> v30 = GlobalTensor<float, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND>((__gm__ float*) v3, v28, v29);
  // pto: %a
  Tile<TileType::Mat, half, 64, 64, BLayout::ColMajor, 64, 64, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v31;
  // pto: %a
  uint64_t v32 = (uint64_t) v6;
  TASSIGN(v31, v32);
  // pto: %b
  Tile<TileType::Mat, half, 64, 64, BLayout::ColMajor, 64, 64, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v33;
  // pto: %b
  uint64_t v34 = (uint64_t) v5;
  TASSIGN(v33, v34);
  // pto: %l
  Tile<TileType::Left, half, 64, 64, BLayout::RowMajor, 64, 64, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> v35;
  // pto: %l
  uint64_t v36 = (uint64_t) v6;
  TASSIGN(v35, v36);
  // pto: %r
  Tile<TileType::Right, half, 64, 64, BLayout::RowMajor, 64, 64, SLayout::ColMajor, 512, PadValue::Null, CompactMode::Null> v37;
  // pto: %r
  uint64_t v38 = (uint64_t) v6;
  TASSIGN(v37, v38);
  // pto: %acc
  Tile<TileType::Acc, float, 64, 64, BLayout::ColMajor, 64, 64, SLayout::RowMajor, 1024, PadValue::Null, CompactMode::Null> v39;
  // pto: %acc
  uint64_t v40 = (uint64_t) v6;
  TASSIGN(v39, v40);
  // pto: %a0
  const int64_t v41 = 0;
  // pto: %a0
  __gm__ half* v42 = PTOAS__GLOBAL_TENSOR_DATA(v19);
  // pto: %a0
  const int64_t v43 = 1;
  // pto: %a0
  const int64_t v44 = 1;
  // pto: %a0
  const int64_t v45 = 1;
  // pto: %a0
  int64_t v46 = v9 * v11;
  // pto: %a0
  int64_t v47 = v45 * v46;
  // pto: %a0
  pto::Shape<1, 1, 1, 64, 64> v48 = pto::Shape<1, 1, 1, 64, 64>(v43, v44, v45, v9, v9);
  // pto: %a0
  pto::Stride<-1, -1, -1, -1, -1> v49 = pto::Stride<-1, -1, -1, -1, -1>(v44 * v47, v47, v46, v11, v8);
  // pto: %a0
  GlobalTensor<half, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v50 = GlobalTensor<half, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v42 + (v41 + v7 * v11 + v7 * v8), v48, v49);
  // pto: %b0
  const int64_t v51 = 0;
  // pto: %b0
  __gm__ half* v52 = PTOAS__GLOBAL_TENSOR_DATA(v27);
  // pto: %b0
  const int64_t v53 = 1;
  // pto: %b0
  const int64_t v54 = 1;
  // pto: %b0
  const int64_t v55 = 1;
  // pto: %b0
  int64_t v56 = v9 * v11;
  // pto: %b0
  int64_t v57 = v55 * v56;
  // pto: %b0
  pto::Shape<1, 1, 1, 64, 64> v58 = pto::Shape<1, 1, 1, 64, 64>(v53, v54, v55, v9, v9);
  // pto: %b0
  pto::Stride<-1, -1, -1, -1, -1> v59 = pto::Stride<-1, -1, -1, -1, -1>(v54 * v57, v57, v56, v11, v8);
  // pto: %b0
  GlobalTensor<half, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v60 = GlobalTensor<half, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v52 + (v51 + v7 * v11 + v7 * v8), v58, v59);
  set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
  set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
  set_flag(PIPE_M, PIPE_MTE1, EVENT_ID1);
  TLOAD(v31, v50);
  set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
  TLOAD(v33, v60);
  set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
  wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);
  TMOV(v35, v31);
  wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID1);
  TMOV(v37, v33);
  set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
  set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
  wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
  TMATMUL(v39, v35, v37);
  set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
  wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID0);
  wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);
  for (int64_t v61 = v8; v61 < v10; v61 += v8) {
    // pto: %col
    ;
    int64_t v62 = (int64_t) ((uint64_t) v61 * (uint64_t) v9);
    // pto: %ai
    ;
    const int64_t v63 = 0;
    // pto: %ai
    ;
    __gm__ half* v64 = PTOAS__GLOBAL_TENSOR_DATA(v19);
    // pto: %ai
    ;
    const int64_t v65 = 1;
    // pto: %ai
    ;
    const int64_t v66 = 1;
    // pto: %ai
    ;
    const int64_t v67 = 1;
    // pto: %ai
    ;
    int64_t v68 = v9 * v11;
    // pto: %ai
    ;
    int64_t v69 = v67 * v68;
    // pto: %ai
    ;
    pto::Shape<1, 1, 1, 64, 64> v70 = pto::Shape<1, 1, 1, 64, 64>(v65, v66, v67, v9, v9);
    // pto: %ai
    ;
    pto::Stride<-1, -1, -1, -1, -1> v71 = pto::Stride<-1, -1, -1, -1, -1>(v66 * v69, v69, v68, v11, v8);
    // pto: %ai
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v72 = GlobalTensor<half, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v64 + (v63 + v7 * v11 + v62 * v8), v70, v71);
    // pto: %bi
    ;
    const int64_t v73 = 0;
    // pto: %bi
    ;
    __gm__ half* v74 = PTOAS__GLOBAL_TENSOR_DATA(v27);
    // pto: %bi
    ;
    const int64_t v75 = 1;
    // pto: %bi
    ;
    const int64_t v76 = 1;
    // pto: %bi
    ;
    const int64_t v77 = 1;
    // pto: %bi
    ;
    int64_t v78 = v9 * v11;
    // pto: %bi
    ;
    int64_t v79 = v77 * v78;
    // pto: %bi
    ;
    pto::Shape<1, 1, 1, 64, 64> v80 = pto::Shape<1, 1, 1, 64, 64>(v75, v76, v77, v9, v9);
    // pto: %bi
    ;
    pto::Stride<-1, -1, -1, -1, -1> v81 = pto::Stride<-1, -1, -1, -1, -1>(v76 * v79, v79, v78, v11, v8);
    // pto: %bi
    ;
    GlobalTensor<half, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND> v82 = GlobalTensor<half, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<-1, -1, -1, -1, -1>, pto::Layout::ND>(v74 + (v73 + v7 * v11 + v62 * v8), v80, v81);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    TLOAD(v31, v72);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID2);
    wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
    TLOAD(v33, v82);
    set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID3);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID2);
    wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID1);
    TMOV(v35, v31);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
    wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID3);
    TMOV(v37, v33);
    set_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
    set_flag(PIPE_MTE1, PIPE_M, EVENT_ID1);
    wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID1);
    TMATMUL_ACC(v39, v39, v35, v37);
    set_flag(PIPE_M, PIPE_MTE1, EVENT_ID1);
  }
  set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
  wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
  TSTORE(v30, v39);
  wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID1);
  wait_flag(PIPE_MTE1, PIPE_MTE2, EVENT_ID2);
  wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID1);
  #endif // __DAV_CUBE__

  ptoas_auto_sync_tail(PTOAutoSyncTailMode::kBarrierAll);
  return;
}