// After TFREE the producer may fill the slot again: what the consumer reads then is lost, whatever the flags of its core.
// RUN: not %ptofix check %s | %filecheck %s
// RUN: not %ptofix verify --absolute %s | %filecheck %s --check-prefix ALONE
// CHECK: error: `TLOAD` reads a slot of pipe 0 after `TFREE` gave it back: the other core may fill it [PF113]
// CHECK: note: handed over here
// CHECK: help: move it before `TFREE`
// CHECK: verdict: 1 error
// ALONE: not judged: what else `ptofix check` reports
// ALONE: verdict: 1 error
#include "pto/pto-inst.hpp"
using namespace pto;
__global__ AICORE void kernel(__gm__ float* fifo, int32_t n) {
#if defined(__DAV_VEC__)
  auto pipe = TPipe<0, Direction::DIR_C2V, 4096, 8, 8, false>(fifo, 0, 0);
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null> a; TASSIGN(a, 0x0);
  for (int32_t i = 0; i < n; i += 1) {
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 64>, pto::Stride<1024, 1024, 1024, 64, 1>, pto::Layout::ND> slot(nullptr);
    TPOP<TPipe<0, Direction::DIR_C2V, 4096, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 16, 64>, pto::Stride<1024, 1024, 1024, 64, 1>, pto::Layout::ND>, TileSplitAxis::TILE_NO_SPLIT>(pipe, slot);
    TFREE<TPipe<0, Direction::DIR_C2V, 4096, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 16, 64>, pto::Stride<1024, 1024, 1024, 64, 1>, pto::Layout::ND>, TileSplitAxis::TILE_NO_SPLIT>(pipe, slot);
    pipe_barrier(PIPE_MTE2);
    TLOAD(a, slot);
  }
#endif
}
