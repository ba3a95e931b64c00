// ==== behind an else without braces
  TADD(v1, v2, v3);
  if (v90 > 1)
    TADD(v5, v2, v3);
  else
    TEXP(v4, v1);
// ==== in the condition of an else if
  TADD(v1, v2, v3);
  if (v90 > 1) {
    v90 = 2;
  } else if (v1.GetValue(0) > 0) {
    v90 = 3;
  } else {
    TEXP(v4, v1);
  }
// ==== in the condition of an if
  TADD(v1, v2, v3);
  if (v1.GetValue(0) > 0) {
    TEXP(v4, v1);
  }
// ==== in the condition of a while
  TADD(v1, v2, v3);
  while (v1.GetValue(0) > 0) {
    TADD(v1, v1, v3);
    TEXP(v4, v1);
  }
// ==== in the head of a for
  TADD(v1, v2, v3);
  for (int32_t i = 0; i < v1.GetValue(0); i += 1) {
    TADD(v1, v1, v3);
  }
// ==== in the step of a for
  for (int32_t i = 0; i < v90; i += v1.GetValue(0)) {
    TADD(v1, v1, v3);
  }
// ==== in the subject of a switch
  TADD(v1, v2, v3);
  switch ((int32_t) v1.GetValue(0)) {
  default:
    TEXP(v4, v1);
  }
// ==== in the value of a return
  TADD(v1, v2, v3);
  if (v90 > 1) {
    return TEXP(v4, v1);
  }
// ==== in a declaration
  TADD(v1, v2, v3);
  const float a = v1.GetValue(0);
  TADDS(v4, v1, a);
// ==== behind a case
  TADD(v1, v2, v3);
  switch (v90) {
  case 0: TEXP(v4, v1); break;
  case 1:
  case 2: TEXP(v5, v1);
  default: TEXP(v6, v1);
  }
// ==== behind a label
  TADD(v1, v2, v3);
  goto out;
out:
  TEXP(v4, v1);
// ==== behind a label on the same line
  TADD(v1, v2, v3);
  goto out; out: TEXP(v4, v1);
// ==== behind a jump back
again: TADD(v1, v1, v2);
  if (v90 > 1) {
    goto again;
  }
// ==== behind a break
  for (int32_t i = 0; i < v90; i += 1) {
    TADD(v1, v1, v2);
    if (v90 > 3) {
      break;
    }
    if (v90 > 2) {
      continue;
    }
    TEXP(v4, v1);
  }
  TEXP(v5, v1);
// ==== behind a return
  TADD(v1, v2, v3);
  if (v90 > 1) {
    return;
  }
  TEXP(v4, v1);
// ==== on one line
  TADD(v1, v2, v3); if (v90 > 1) { TEXP(v4, v1); } else { TEXP(v5, v1); } TEXP(v6, v1);
// ==== without a blank
  if(v90>1){TADD(v1,v2,v3);TEXP(v4,v1);}else{TEXP(v1,v2);TEXP(v5,v1);}TEXP(v6,v1);
// ==== between statements with comments
  TADD(v1, v2, v3); // one
  /* two */ TEXP(v4, v1); /* three */ TEXP(v5, v4); // four
// ==== behind a comment of several lines
  TADD(v1, v2, v3); /* one
  two */ TEXP(v4, v1);
// ==== a statement of several lines
  TADD(v1,
       v2,
       v3); TEXP(
    v4, v1);
// ==== in front of a closing brace
  for (int32_t i = 0; i < v90; i += 1) { TADD(v1, v1, v2); }
// ==== a block without a head
  TADD(v1, v2, v3);
  {
    TEXP(v4, v1);
  }
// ==== around a directive
  TADD(v1, v2, v3);
#ifdef __DAV_C220_VEC__
  TEXP(v4, v1);
#else
  TEXP(v5, v1);
#endif
  TEXP(v6, v1);
// ==== the last thing in front of a directive
  TADD(v1, v2, v3);
#if defined(__DAV_CUBE__)
#else
  TEXP(v4, v1);
#endif
// ==== in a helper
static AICORE inline void step(TILE &a, TILE &b) { TADD(a, b, b); TEXP(b, a); }
// ---- in the kernel
  step(v1, v2);
  step(v2, v3);
// ==== between two calls of a helper
static AICORE inline void step(TILE &a, TILE &b) { TADD(a, b, b); }
// ---- in the kernel
  step(v1, v2); step(v3, v1);
  for (int32_t i = 0; i < v90; i += 1) { step(v1, v1); }
// ==== in a helper with a return
static AICORE inline int32_t step(TILE &a, TILE &b) { TADD(a, b, b); return b.GetValue(0) > 0; }
// ---- in the kernel
  const int32_t n = step(v1, v2);
  if (n > 1) {
    TEXP(v4, v1);
  }
// ==== behind a string with a brace
  TADD(v1, v2, v3);
  PRINTF("};"); TEXP(v4, v1);
// ==== an empty statement
  TADD(v1, v2, v3);;;
  TEXP(v4, v1);;
// ==== behind an attribute
  TADD(v1, v2, v3);
  [[maybe_unused]] const float a = 1.0f;
  TEXP(v4, v1);
// ==== a declaration behind a case
  TADD(v1, v2, v3);
  switch (v90) {
  case 0: {
    const float a = 1.0f;
    TADDS(v4, v1, a);
  }
  }
// ==== a function with the name of the barrier that would be put in
static AICORE inline void pipe_barrier(int32_t p) { }
// ---- in the kernel
  TADD(v1, v2, v3);
  TEXP(v4, v1);
// ==== a macro with the name of the barrier that would be put in
#define pipe_barrier(x)
// ---- in the kernel
  TADD(v1, v2, v3);
  TEXP(v4, v1);
// ==== a macro with the name of the pipe that would be drained
#define PIPE_V PIPE_MTE2
// ---- in the kernel
  TADD(v1, v2, v3);
  TEXP(v4, v1);
