// The cube core waits for flag 1 when it needs a free slot of `p`, and when it pops from `q`.
// RUN: not %ptofix check %s | %filecheck %s
// RUN: sed 's/TPipe<1/TPipe<2/' %s > %t.cpp && %ptofix check %t.cpp | %filecheck %s --check-prefix APART
// RUN: sed 's/TPipe<1/TPipe<0/' %s > %t.cpp && %ptofix check %t.cpp | %filecheck %s --check-prefix BOTH-WAYS
// CHECK: [[# @LINE + 12]]:3: error: `q` uses flag 1 (awaited by the cube core), and so does `p`: each takes the signals of the other [PF310]
// CHECK: [[# @LINE + 10]]:3: note: `p` uses it from here on
// CHECK: help: a pipe uses FlagID and the number after it, one of DIR_BOTH also the two after these: use others
// CHECK: verdict: 1 error
// APART-NOT: PF310
// APART: verdict: in order
// BOTH-WAYS: undecided: `q` uses flag 0 and flag 1 between the cores in one direction, `p` in the other: whether these are two counters is not documented [PF310]
#include "pto/pto-inst.hpp"
using namespace pto;
__global__ AICORE void kernel(__gm__ float* there, __gm__ float* back) {
#if defined(__DAV_VEC__)
  auto p = TPipe<0, Direction::DIR_C2V, 4096, 2, 2, false>(there, 0, 0);
  auto q = TPipe<1, Direction::DIR_V2C, 4096, 2, 2, false>(back, 0, 0);
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null> a; TASSIGN(a, 8192);
  TPOP<TPipe<0, Direction::DIR_C2V, 4096, 2, 2, false>, Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null>, TileSplitAxis::TILE_NO_SPLIT>(p, a);
  set_flag(PIPE_MTE2, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_MTE2, PIPE_MTE3, EVENT_ID0);
  TPUSH<TPipe<1, Direction::DIR_V2C, 4096, 2, 2, false>, Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null>, TileSplitAxis::TILE_NO_SPLIT>(q, a);
#endif
}
