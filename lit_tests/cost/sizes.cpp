// RUN: %exits 2 %ptofix cost %s 2>&1 | %filecheck %s
// RUN: %exits 2 %ptofix cost --set v2=3 %s 2>&1 | %filecheck %s --check-prefix ONE
// RUN: %exits 2 %ptofix cost --s1 1024 %s 2>&1 | %filecheck %s --check-prefix S1
// RUN: %ptofix fix --all --s1 1024 %s -o %t.cpp 2>&1 | %filecheck %s --check-prefix FIX
// RUN: %ptofix fix --all --set v2=2 --set v3=2 %s -o %t.cpp 2>&1 | %filecheck %s --check-prefix KNOWN
// RUN: %ptofix fix --all --set v2=2 --s1 2 %s -o %t.cpp 2>&1 | %filecheck %s --check-prefix KNOWN
// The parameters that have no value are named.
// CHECK: error: `kernel` needs a value for `v2`, `v3`
// CHECK-NEXT: help: --set v2=N --set v3=N
// ONE: error: `kernel` needs a value for `v3`
// ONE-NEXT: help: --s1 N or --set v3=N
// S1: error: `kernel` needs a value for `v2`, `v3`; --s1 1024 is for a kernel that needs one value, and here 2 are
// FIX: cycles by the model of time: not known: `kernel` needs a value for `v2`, `v3`; --s1 1024 is for a kernel that needs one value, and here 2 are (--set v2=N --set v3=N)
// KNOWN: cycles by the model of time: {{[0-9]+}} →

#include "pto/pto-inst.hpp"
using namespace pto;

__global__ AICORE void kernel(__gm__ float* v1, int32_t v2, int32_t v3) {
  #if defined(__DAV_VEC__)
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v4;
  TASSIGN(v4, 0);
  for (int32_t v5 = 0; v5 < v2; v5 += 1) {
    TABS(v4, v4);
  }
  for (int32_t v6 = 0; v6 < v3; v6 += 1) {
    TABS(v4, v4);
  }
  #endif
}
