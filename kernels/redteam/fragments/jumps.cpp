// ==== jumped over
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  if (v90 > 1) {
    goto over;
  }
  pipe_barrier(PIPE_ALL);
over:
  TEXP(v4, v1);
// ==== jumped over without braces
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  if (v90 > 1) goto over;
  pipe_barrier(PIPE_ALL);
over:
  TEXP(v4, v1);
// ==== jumped over by an address
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  void *to = &&over;
  goto *to;
  pipe_barrier(PIPE_ALL);
over:
  TEXP(v4, v1);
// ==== jumped into a block
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  if (v90 > 1) {
    goto inside;
  }
  pipe_barrier(PIPE_ALL);
  if (v90 > 0) {
inside:
    TEXP(v4, v1);
  }
// ==== a dangling else
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  if (v90 > 1) if (v90 > 2) {
    pipe_barrier(PIPE_ALL);
  } else {
    pipe_barrier(PIPE_ALL);
  }
  TEXP(v4, v1);
// ==== an else without braces
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  if (v90 > 1) { }
  else if (v90 > 2)
  pipe_barrier(PIPE_ALL);
  TEXP(v4, v1);
// ==== an if without braces
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  if (v90 > 1)
  pipe_barrier(PIPE_ALL);
  TEXP(v4, v1);
// ==== a for without braces
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  for (int32_t i = 0; i < v90; i += 1)
  pipe_barrier(PIPE_ALL);
  TEXP(v4, v1);
// ==== a while without braces
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  while (v90-- > 1)
  pipe_barrier(PIPE_ALL);
  TEXP(v4, v1);
// ==== do
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  do {
    if (v90 > 1) { break; }
    pipe_barrier(PIPE_ALL);
  } while (v90 > 3);
  TEXP(v4, v1);
// ==== one arm of a switch
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  switch (v90) {
  case 0:
    pipe_barrier(PIPE_ALL);
    break;
  case 1:
    break;
  }
  TEXP(v4, v1);
// ==== a switch without a default
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  switch (v90) {
  case 0:
    pipe_barrier(PIPE_ALL);
  }
  TEXP(v4, v1);
// ==== in front of the cases
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  switch (v90) {
    pipe_barrier(PIPE_ALL);
  default:
    TEXP(v4, v1);
  }
// ==== a range of cases
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  switch (v90) {
  case 0 ... 9:
    break;
  default:
    pipe_barrier(PIPE_ALL);
  }
  TEXP(v4, v1);
// ==== a case behind a block
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  switch (v90) {
    case 0: {
      break;
    }
  default:
    pipe_barrier(PIPE_ALL);
  }
  TEXP(v4, v1);
// ==== an early return of a helper
static AICORE inline void maybe(int32_t n) {
  if (n > 1) {
    return;
  }
  pipe_barrier(PIPE_ALL);
}
// ---- in the kernel
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  maybe(v90);
  TEXP(v4, v1);
// ==== an exception
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  try {
    throw 1;
    pipe_barrier(PIPE_ALL);
  } catch (int) {
  }
  TEXP(v4, v1);
// ==== a comment that is none
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  const char *s = "/*";
  // pipe_barrier(PIPE_ALL); */
  TEXP(v4, v1);
// ==== a jump into a loop
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  if (v90 > 1) {
    goto inside;
  }
  for (int32_t i = 0; i < 4; i += 1) {
    pipe_barrier(PIPE_ALL);
inside:
    TEXP(v4, v1);
  }
// ==== a jump back over a barrier
  goto start;
back:
  TEXP(v4, v1);
  goto end;
start:
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  if (v90 > 1) {
    goto back;
  }
  pipe_barrier(PIPE_ALL);
end:
  TEXP(v5, v1);
// ==== nothing falls through
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  switch (v90) {
  case 0:
    pipe_barrier(PIPE_ALL);
  case 1:
    TEXP(v4, v1);
  }
// ==== a case of an unknown value
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  switch (3) {
  case 4:
    pipe_barrier(PIPE_ALL);
    break;
  }
  TEXP(v4, v1);
// ==== a condition that is always false
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  if (1 > 2) {
    pipe_barrier(PIPE_ALL);
  } else if (2 > 3) {
    pipe_barrier(PIPE_ALL);
  }
  TEXP(v4, v1);
// ==== an empty statement behind a condition
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  if (v90 > 1); {
    pipe_barrier(PIPE_ALL);
  }
  TEXP(v4, v1);
// ==== an empty statement behind a loop
  TADD(v1, v2, v3);
  while (v90 > 1); {
    TADD(v1, v2, v3);
  }
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== two addresses of one label
  if (v90 > 1) {
    TASSIGN(v1, 65536);
    goto out;
  }
  TASSIGN(v1, 0);
out:
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
