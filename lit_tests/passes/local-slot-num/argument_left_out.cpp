// RUN: %exits 2 %ptofix run --pattern none --local-slot-num 4 %s 2>&1 | %filecheck %s
// RUN: %ptofix run --pattern none --local-slot-num 4 --force %s -o %t.cpp
// RUN: grep -c 'TPipe<0, Direction::DIR_C2V, 32768, 8, 4>(v1, v[24], v[24])' %t.cpp | %filecheck %s --check-prefix COUNT
// Where LocalSlotNum is left out it is the template's default, 2; --force writes it.
// CHECK: error: LocalSlotNum of pipe 0 is 2, not the assembler's fallback, SlotNum (8)
// COUNT: 2

extern "C" __global__ AICORE void k(__gm__ float* v1) {
  #if defined(__DAV_CUBE__)
  const int32_t v2 = 0;
  auto v3 = TPipe<0, Direction::DIR_C2V, 32768, 8>(v1, v2, v2);
  #endif // __DAV_CUBE__
  #if defined(__DAV_VEC__)
  const int32_t v4 = 0;
  auto v5 = TPipe<0, Direction::DIR_C2V, 32768, 8>(v1, v4, v4);
  #endif // __DAV_VEC__
}
