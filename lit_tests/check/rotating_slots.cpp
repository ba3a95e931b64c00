// RUN: %exits 1 %ptofix check %s | %filecheck %s
// Two accumulators that take turns: the first TMATMUL of a round waits for the first TSTORE of the round before only.
// CHECK: :26:13: error: missing: `TMATMUL` may overwrite `first` (the bytes of `second`) while `TSTORE` is still reading it
// CHECK: :35:15: note: read here by `TSTORE` on PIPE_FIX: `second`, L0C[0, 16384); they share L0C[0, 16384)
// CHECK: round i of the loop over `i` writes the bytes that round i-1 still reads: seen where i % 2 is 0
// CHECK: 1 error
#include "pto/pto-inst.hpp"
using namespace pto;
__global__ AICORE void accumulators(__gm__ float* p, __gm__ float* q, int32_t n) {
  #if defined(__DAV_CUBE__)
  GlobalTensor<float, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND> g = GlobalTensor<float, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<4096, 4096, 4096, 64, 1>, pto::Layout::ND>(p, pto::Shape<1, 1, 1, 64, 64>(), pto::Stride<4096, 4096, 4096, 64, 1>());
  Tile<TileType::Left, half, 64, 64, BLayout::RowMajor, 64, 64, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Null> left;
  TASSIGN(left, 0);
  Tile<TileType::Right, half, 64, 64, BLayout::RowMajor, 64, 64, SLayout::ColMajor, 512, PadValue::Null, CompactMode::Null> right;
  TASSIGN(right, 0);
  set_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
  for (int64_t i = 0; i < ((int64_t) n); i += 1) {
    Tile<TileType::Acc, float, 64, 64, BLayout::ColMajor, 64, 64, SLayout::RowMajor, 1024, PadValue::Null, CompactMode::Null> first;
    uint64_t first_at = (uint64_t) ((i % 2) * 16384);
    TASSIGN(first, first_at);
    Tile<TileType::Acc, float, 64, 64, BLayout::ColMajor, 64, 64, SLayout::RowMajor, 1024, PadValue::Null, CompactMode::Null> second;
    uint64_t second_at = (uint64_t) (((i + 1) % 2) * 16384);
    TASSIGN(second, second_at);
    wait_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    pipe_barrier(PIPE_M);
    TMATMUL(first, left, right);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);
    TSTORE(g, first);
    set_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
    pipe_barrier(PIPE_M);
    TMATMUL(second, left, right);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID1);
    wait_flag(PIPE_M, PIPE_FIX, EVENT_ID1);
    TSTORE(g, second);
  }
  wait_flag(PIPE_FIX, PIPE_M, EVENT_ID0);
  #endif
  return;
}
