// The cube core hands a slot over after the work of PIPE_FIX: what PIPE_MTE3 stores there is done before.
// RUN: not %ptofix check %s | %filecheck %s
// RUN: %ptofix fix --missing %s -o %t.cpp && %ptofix check %t.cpp && %ptofix verify --absolute %t.cpp && %filecheck %s --check-prefix FIXED --input-file %t.cpp
// CHECK: error: missing{{.*}}: `TPUSH` may hand over a slot that `TSTORE` has not stored yet: nothing orders the two between PIPE_MTE3 and PIPE_FIX [PF112]
// CHECK: note: written here by `TSTORE` on PIPE_MTE3: `slot`, GM of a slot in argument 1[0, 4096)
// FIXED: TSTORE(slot, a); set_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID0);
// FIXED-NEXT: wait_flag(PIPE_MTE3, PIPE_FIX, EVENT_ID0);{{.*}} TPUSH<
#include "pto/pto-inst.hpp"
using namespace pto;
__global__ AICORE void kernel(__gm__ float* fifo, __gm__ float* out, int32_t n) {
#if defined(__DAV_CUBE__)
  auto pipe = TPipe<0, Direction::DIR_C2V, 4096, 8, 8, false>(fifo, 0, 0);
  Tile<TileType::Mat, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null> a; TASSIGN(a, 0x0);
  for (int32_t i = 0; i < n; i += 1) {
    GlobalTensor<float, pto::Shape<1, 1, 1, 16, 64>, pto::Stride<1024, 1024, 1024, 64, 1>, pto::Layout::ND> slot(nullptr);
    TALLOC<TPipe<0, Direction::DIR_C2V, 4096, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 16, 64>, pto::Stride<1024, 1024, 1024, 64, 1>, pto::Layout::ND>, TileSplitAxis::TILE_NO_SPLIT>(pipe, slot);
    TSTORE(slot, a);
    TPUSH<TPipe<0, Direction::DIR_C2V, 4096, 8, 8, false>, GlobalTensor<float, pto::Shape<1, 1, 1, 16, 64>, pto::Stride<1024, 1024, 1024, 64, 1>, pto::Layout::ND>, TileSplitAxis::TILE_NO_SPLIT>(pipe, slot);
  }
#endif
}
