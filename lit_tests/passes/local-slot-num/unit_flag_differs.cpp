// RUN: %ptofix run --pattern none --local-slot-num 4 %s -o %t.cpp 2>&1 | %filecheck %s
// RUN: grep -c '8, 4, false, true>' %t.cpp
// EN_UNIT_FLAG differs: reported, and left alone.
// CHECK: note: EN_UNIT_FLAG is true here and false elsewhere

extern "C" __global__ AICORE void k(__gm__ float* v1) {
  #if defined(__DAV_CUBE__)
  const int32_t v2 = 0;
  auto v3 = TPipe<0, Direction::DIR_C2V, 32768, 8, 8, false>(v1, v2, v2);
  #endif // __DAV_CUBE__
  #if defined(__DAV_VEC__)
  const int32_t v4 = 0;
  auto v5 = TPipe<0, Direction::DIR_C2V, 32768, 8, 8, false, true>(v1, v4, v4);
  #endif // __DAV_VEC__
}
