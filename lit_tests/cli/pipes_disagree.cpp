// RUN: %ptofix pipes %s | %filecheck %s
// Two rows for one FlagID where the sides differ.
// CHECK: k {{.*}}8 {{.*}}cube 1
// CHECK: k {{.*}}2 {{.*}}vector 1

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
