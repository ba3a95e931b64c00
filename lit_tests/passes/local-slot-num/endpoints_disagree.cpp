// RUN: rm -f %t.never
// RUN: %exits 2 %ptofix run --pattern none --local-slot-num 4 %s -o %t.never 2>&1 | %filecheck %s
// RUN: %exits 2 %ptofix run --pattern none --local-slot-num 4 --force %s -o %t.never 2>&1 | %filecheck %s
// RUN: %exits 1 test -e %t.never
// Cube and vector side disagree on LocalSlotNum: both places are shown, even with --force.
// CHECK: [[FILE:.*]]:18:13: error: the uses of pipe 0 disagree: local_slot_num is 2 here and 8 elsewhere
// CHECK: auto v5 = TPipe<0,
// CHECK: [[FILE]]:14:13: note: local_slot_num is 8 here
// CHECK: auto v3 = TPipe<0,

extern "C" __global__ AICORE void k(__gm__ float* v1) {
  #if defined(__DAV_CUBE__)
  const int32_t v2 = 0;
  auto v3 = TPipe<0, Direction::DIR_C2V, 32768, 8, 8, false>(v1, v2, v2);
  #endif // __DAV_CUBE__
  #if defined(__DAV_VEC__)
  const int32_t v4 = 0;
  auto v5 = TPipe<0, Direction::DIR_C2V, 32768, 8, 2, false>(v1, v4, v4);
  #endif // __DAV_VEC__
}
