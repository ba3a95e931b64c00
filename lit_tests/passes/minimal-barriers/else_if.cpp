// RUN: %ptofix run --pattern minimal %s -o %t.cpp 2>&1 | %filecheck %s --check-prefix SAID
// RUN: cmp %s %t.cpp
// RUN: %ptofix verify %s %t.cpp
// A condition that calls something unknown is outside of the language: the function stays as it is.
// SAID: else_if.cpp:{{[0-9]+}}:5: note: `k` is not rewritten{{.*}}: it calls `more` inside an expression

#include "pto/pto-inst.hpp"
using namespace pto;

extern "C" __global__ AICORE void k(__gm__ float* g0, int32_t v90) {
  const int64_t v50 = 0;
  const int64_t v51 = 16384;
  const int64_t v52 = 65536;
#if defined(__DAV_VEC__)
  Tile<TileType::Vec, float, 8, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v1;
  TASSIGN(v1, (uint64_t) 0);
  Tile<TileType::Vec, float, 8, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v2;
  TASSIGN(v2, (uint64_t) 16384);
  Tile<TileType::Vec, float, 8, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v3;
  TASSIGN(v3, (uint64_t) 32768);
  Tile<TileType::Vec, float, 8, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v4;
  TASSIGN(v4, (uint64_t) 49152);
  Tile<TileType::Vec, float, 8, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v5;
  TASSIGN(v5, (uint64_t) 65536);
  Tile<TileType::Vec, float, 8, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v6;
  TASSIGN(v6, (uint64_t) 81920);

  TADD(v1, v2, v3);
  if (v90 > 1) {
    v90 = 2;
  } else if (more(v90)) {
    v90 = 3;
  }

#endif
  return;
}
