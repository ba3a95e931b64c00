// RUN: %exits 2 %ptofix run --pattern none --local-slot-num 2 %s 2>&1 | %filecheck %s
// The name of the type without its arguments may stand for any pipe.
// CHECK: name_alone.cpp:[[# @LINE + 2]]:1: error: TPipe is here without its arguments, which cannot be rewritten

using pto::TPipe;

extern "C" __global__ AICORE void k(__gm__ float* g0) {
#if defined(__DAV_VEC__)
  auto p = TPipe<0, Direction::DIR_C2V, 256, 8, 8, false>(g0, 131072, 0);
#endif
}
