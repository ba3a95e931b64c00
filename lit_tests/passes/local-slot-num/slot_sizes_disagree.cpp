// RUN: %exits 2 %ptofix run --pattern none --local-slot-num 4 %s 2>&1 | %filecheck %s
// The two sides disagree on SlotSize.
// CHECK: error: the uses of pipe 0 disagree: slot_size is 16384 here and 32768 elsewhere
// CHECK: note: slot_size is 32768 here

extern "C" __global__ AICORE void k(__gm__ float* v1) {
  #if defined(__DAV_CUBE__)
  const int32_t v2 = 0;
  auto v3 = TPipe<0, Direction::DIR_C2V, 32768, 8, 8, false>(v1, v2, v2);
  #endif // __DAV_CUBE__
  #if defined(__DAV_VEC__)
  const int32_t v4 = 0;
  auto v5 = TPipe<0, Direction::DIR_C2V, 16384, 8, 8, false>(v1, v4, v4);
  #endif // __DAV_VEC__
}
