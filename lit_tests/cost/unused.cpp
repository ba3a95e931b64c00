// RUN: %exits 2 %ptofix cost --set rows=2 --set spare=4 %s 2>&1 | %filecheck %s
// RUN: %exits 2 %ptofix cost --set rows=2 --s1 1024 %s 2>&1 | %filecheck %s --check-prefix S1
// RUN: %exits 2 %ptofix cost --set rows=2 --set round=1 %s 2>&1 | %filecheck %s --check-prefix MEANT
// RUN: %ptofix cost --set rows=2 --set rounds=1 %s | %filecheck %s --check-prefix TIMED
// A value that decides nothing is an error that names what does; `rounds` is read at run time.
// CHECK: error: `kernel` has no integer `spare` that decides what runs
// CHECK-NEXT: help: it has rows, rounds
// S1: error: --s1 1024: `kernel` has nothing to give it to: all of `rows` have a value
// MEANT: error: `kernel` has no integer `round` that decides what runs; did you mean `rounds`?
// TIMED: cycles, {{.*}} by the model of time

#include "pto/pto-inst.hpp"
using namespace pto;

__global__ AICORE void kernel(__gm__ float* v1, __gm__ int32_t* v2, int32_t rows) {
  #if defined(__DAV_VEC__)
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v4;
  TASSIGN(v4, 0);
  int32_t spare = v2[0];
  int32_t rounds = v2[1];
  for (int32_t v5 = 0; v5 < rows + rounds; v5 += 1) {
    TABS(v4, v4);
  }
  #endif
}
