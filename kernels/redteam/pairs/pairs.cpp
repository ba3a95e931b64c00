// ==== another comparison
  for (int32_t i = 0; i < v90; i += 1) {
    g0[i] = 1.0f;
  }
// ---- after
  for (int32_t i = 0; i <= v90; i += 1) {
    g0[i] = 1.0f;
  }
// ==== another operator
  const int32_t a = v90 + 1;
  TADDS(v5, v2, a);
// ---- after
  const int32_t a = v90 - 1;
  TADDS(v5, v2, a);
// ==== another sign
  const int32_t a = -v90;
  TADDS(v5, v2, a);
// ---- after
  const int32_t a = ~v90;
  TADDS(v5, v2, a);
// ==== a narrower cast
  const int32_t a = (int32_t) v90 / 2;
  TADDS(v5, v2, a);
// ---- after
  const int32_t a = (uint32_t) v90 / 2;
  TADDS(v5, v2, a);
// ==== another size
  float a[4] = {1.0f};
  a[0] = 2.0f;
// ---- after
  float a[3] = {1.0f};
  a[0] = 2.0f;
// ==== a qualifier gone
  const int32_t a = v90;
  TADDS(v5, v2, a);
// ---- after
  int32_t a = v90;
  TADDS(v5, v2, a);
// ==== an assignment gone
  int32_t a = v90;
  a = 3;
  TADDS(v5, v2, a);
// ---- after
  int32_t a = v90;
  TADDS(v5, v2, a);
// ==== names swapped
  const float a = 1.0f;
  const float b = 2.0f;
  TADDS(v5, v2, a);
// ---- after
  const float b = 1.0f;
  const float a = 2.0f;
  TADDS(v5, v2, a);
// ==== constants swapped
  TADDS(v5, v2, 1.0f);
  TADDS(v6, v3, 2.0f);
// ---- after
  TADDS(v5, v2, 2.0f);
  TADDS(v6, v3, 1.0f);
// ==== statements swapped
  TADDS(v5, v2, 1.0f);
  TADDS(v6, v3, 2.0f);
// ---- after
  TADDS(v6, v3, 2.0f);
  TADDS(v5, v2, 1.0f);
// ==== operands swapped
  TSUB(v5, v2, v3);
// ---- after
  TSUB(v5, v3, v2);
// ==== another op of the same accesses
  TADD(v5, v2, v3);
// ---- after
  TMUL(v5, v2, v3);
// ==== a case less
  switch (v90) {
  case 0:
    v90 = 4;
    break;
  case 1:
    v90 = 5;
  }
  TADDS(v5, v2, v90);
// ---- after
  switch (v90) {
  case 0:
    v90 = 4;
    break;
  case 2:
    v90 = 5;
  }
  TADDS(v5, v2, v90);
// ==== a continue for a break
  for (int32_t i = 0; i < v90; i += 1) {
    if (i > 3) {
      break;
    }
    g0[i] = 1.0f;
  }
// ---- after
  for (int32_t i = 0; i < v90; i += 1) {
    if (i > 3) {
      continue;
    }
    g0[i] = 1.0f;
  }
// ==== a return gone
  if (v90 > 1) {
    return;
  }
  TADDS(v5, v2, 1.0f);
// ---- after
  if (v90 > 1) {
  }
  TADDS(v5, v2, 1.0f);
// ==== another label
  if (v90 > 1) {
    goto one;
  }
  g0[0] = 1.0f;
one:
  g0[1] = 1.0f;
two:
  g0[2] = 1.0f;
// ---- after
  if (v90 > 1) {
    goto two;
  }
  g0[0] = 1.0f;
one:
  g0[1] = 1.0f;
two:
  g0[2] = 1.0f;
// ==== a barrier that never runs
  if (v90 > 1) {
    return;
    pipe_barrier(PIPE_V);
  }
// ---- after
  if (v90 > 1) {
    return;
  }
// ==== a default argument
static AICORE inline void add(TILE &t, float a = 1.0f) { TADDS(t, t, a); }
// ---- in the kernel
  add(v5);
// ---- after
static AICORE inline void add(TILE &t, float a = 2.0f) { TADDS(t, t, a); }
// ---- in the kernel
  add(v5);
// ==== a constant of the file
constexpr float a = 1.0f;
// ---- in the kernel
  TADDS(v5, v2, a);
// ---- after
constexpr float a = 2.0f;
// ---- in the kernel
  TADDS(v5, v2, a);
// ==== another index
  g0[v90] = 1.0f;
// ---- after
  g0[v90 + 1] = 1.0f;
// ==== an address at run time
  TASSIGN(v5, (uint64_t) v90);
  TADDS(v5, v2, 1.0f);
// ---- after
  TASSIGN(v5, (uint64_t) v90 * 2);
  TADDS(v5, v2, 1.0f);
// ==== a mode
  TCVT(v5, v2, RoundMode::CAST_RINT);
// ---- after
  TCVT(v5, v2, RoundMode::CAST_FLOOR);
// ==== another tensor
  GlobalTensor<float, pto::Shape<1, 1, 1, 8, 8>, pto::Stride<64, 64, 64, 8, 1>, pto::Layout::ND> a(g0);
  GlobalTensor<float, pto::Shape<1, 1, 1, 8, 8>, pto::Stride<64, 64, 64, 8, 1>, pto::Layout::ND> b(g0 + 64);
  TLOAD(v5, a);
// ---- after
  GlobalTensor<float, pto::Shape<1, 1, 1, 8, 8>, pto::Stride<64, 64, 64, 8, 1>, pto::Layout::ND> a(g0);
  GlobalTensor<float, pto::Shape<1, 1, 1, 8, 8>, pto::Stride<64, 64, 64, 8, 1>, pto::Layout::ND> b(g0 + 64);
  TLOAD(v5, b);
// ==== a string
  PRINTF("pipe_barrier(PIPE_V);");
// ---- after
  PRINTF("");
// ==== a blank inside of a string
  PRINTF("a b");
// ---- after
  PRINTF("a  b");
// ==== what a comment hides
  g0[0] = 1.0f; // \
  g0[1] = 1.0f;
// ---- after
  g0[0] = 1.0f; //
  g0[1] = 1.0f;
// ==== a directive
#ifdef __DAV_VEC__
  g0[0] = 1.0f;
#endif
// ---- after
#ifdef __DAV_CUBE__
  g0[0] = 1.0f;
#endif
// ==== a macro's text
#define ONE 1.0f
// ---- in the kernel
  TADDS(v5, v2, ONE);
// ---- after
#define ONE 2.0f
// ---- in the kernel
  TADDS(v5, v2, ONE);
// ==== a name that is one token more
  g0[0] = v90 - -1;
// ---- after
  g0[0] = v90 --1;
// ==== a call that only looks like a barrier
  mine::pipe_barrier(PIPE_V);
// ---- after
  ;
// ==== a barrier as the only statement of an if
  if (v90 > 1)
    pipe_barrier(PIPE_V);
  g0[0] = 1.0f;
// ---- after
  if (v90 > 1)
  g0[0] = 1.0f;
// ==== a barrier as the only statement of an else
  if (v90 > 1) {
  } else
    pipe_barrier(PIPE_V);
  g0[0] = 1.0f;
// ---- after
  if (v90 > 1) {
  } else
  g0[0] = 1.0f;
// ==== a barrier as the only statement of a loop
  while (v90 > 1)
    pipe_barrier(PIPE_V);
  v90 = 0;
// ---- after
  while (v90 > 1)
  v90 = 0;
