// RUN: %exits 0 %ptofix check %s | %filecheck %s
// What does more than to call its kernel is no wrapper: another file may call it like any function.
// CHECK: not analysed, it may touch anything: unfinished work of callers: `start` is called from code that is not followed
#include <pto/pto-inst.hpp>
using namespace pto;

static __aicore__ void kernel(__gm__ float* v1) {
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v2;
  TASSIGN(v2, 0);
  GlobalTensor<float, pto::Shape<1, 1, 1, 16, 64>, pto::Stride<1024, 1024, 1024, 64, 1>, pto::Layout::ND> v3(v1);
  TLOAD(v2, v3);
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TABS(v2, v2);
}

extern "C" __aicore__ __attribute__((always_inline)) void start(__gm__ int64_t* words) {
  pipe_barrier(PIPE_V);
  __gm__ ChipTensor* where = reinterpret_cast<__gm__ ChipTensor*>(words[0]);
  kernel(reinterpret_cast<__gm__ float*>(where->buffer.addr) + where->start_offset);
}
