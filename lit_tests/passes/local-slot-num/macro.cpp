// RUN: %exits 2 %ptofix run --pattern none --local-slot-num 2 %s 2>&1 | %filecheck %s
// Where a macro names the type it cannot be rewritten at every use: it is rewritten nowhere.
// CHECK: macro.cpp:[[# @LINE + 2]]:1: error: a directive mentions TPipe: pipes in a macro cannot be rewritten

#define PIPE0 TPipe<0, Direction::DIR_C2V, 256, 8, 8, false>

extern "C" __global__ AICORE void k(__gm__ float* g0) {
#if defined(__DAV_VEC__)
  Tile<TileType::Vec, float, 8, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v1;
  TASSIGN(v1, (uint64_t) 0);
  auto p = TPipe<0, Direction::DIR_C2V, 256, 8, 8, false>(g0, 131072, 0);
  TPOP<PIPE0, Tile<TileType::Vec, float, 8, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512>, TileSplitAxis::TILE_NO_SPLIT>(p, v1);
#endif
}
