// ==== zero trips: narrow start
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  for (uint8_t i = -1; i < 100; i += 1) {
    pipe_barrier(PIPE_ALL);
  }
  TEXP(v4, v1);
// ==== zero trips: narrow bound
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  for (int64_t i = 0; i < (uint32_t) 4294967296; i += 1) {
    pipe_barrier(PIPE_ALL);
  }
  TEXP(v4, v1);
// ==== zero trips: quotient
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  for (int32_t i = 0; i < 3 / 4; i += 1) {
    pipe_barrier(PIPE_ALL);
  }
  TEXP(v4, v1);
// ==== zero trips: floating point
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  for (int32_t i = 0; i < 0.0 * 8; i += 1) {
    pipe_barrier(PIPE_ALL);
  }
  TEXP(v4, v1);
// ==== zero trips: other comparison
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  for (int32_t i = 0; i > 4; i += 1) {
    pipe_barrier(PIPE_ALL);
  }
  TEXP(v4, v1);
// ==== zero trips: not equal
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  for (int32_t i = 4; i != 4; i += 1) {
    pipe_barrier(PIPE_ALL);
  }
  TEXP(v4, v1);
// ==== zero trips: started outside
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  int32_t i = 0;
  i = 9;
  for (; i < 4; i += 1) {
    pipe_barrier(PIPE_ALL);
  }
  TEXP(v4, v1);
// ==== zero trips: a lower bound that the caller gives
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  for (int32_t i = v90; i < 4; i += 1) {
    pipe_barrier(PIPE_ALL);
  }
  TEXP(v4, v1);
// ==== zero trips: a bound that changes
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  int32_t n = 4;
  if (v90 > 1) {
    n = 0;
  }
  for (int32_t i = 0; i < n; i += 1) {
    pipe_barrier(PIPE_ALL);
  }
  TEXP(v4, v1);
// ==== zero trips: while
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  while (v90 > 7) {
    pipe_barrier(PIPE_ALL);
    v90 -= 1;
  }
  TEXP(v4, v1);
// ==== zero trips: a helper's bound
static AICORE inline void rounds(int32_t n) {
  for (int32_t i = 0; i < n; i += 1) {
    pipe_barrier(PIPE_ALL);
  }
}
// ---- in the kernel
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  rounds(0);
  TEXP(v4, v1);
// ==== left early
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  for (int32_t i = 0; i < 4; i += 1) {
    if (v90 > 1) {
      break;
    }
    pipe_barrier(PIPE_ALL);
  }
  TEXP(v4, v1);
// ==== continued
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  for (int32_t i = 0; i < 4; i += 1) {
    if (v90 > 1) {
      continue;
    }
    pipe_barrier(PIPE_ALL);
  }
  TEXP(v4, v1);
// ==== a switch left early inside of a loop
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  for (int32_t i = 0; i < 4; i += 1) {
    switch (v90) {
    case 0:
      continue;
    default:
      break;
    }
    pipe_barrier(PIPE_ALL);
  }
  TEXP(v4, v1);
// ==== left by goto
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  for (int32_t i = 0; i < 4; i += 1) {
    if (v90 > 1) {
      goto out;
    }
    pipe_barrier(PIPE_ALL);
  }
out:
  TEXP(v4, v1);
// ==== a loop without a bound
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  for (;;) {
    if (v90 > 1) {
      break;
    }
    pipe_barrier(PIPE_ALL);
    v90 += 1;
  }
  TEXP(v4, v1);
