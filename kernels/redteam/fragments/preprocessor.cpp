// ==== a macro over an op
#define TEXP(a, b) TASSIGN(a, 65536)
// ---- in the kernel
  TEXP(v1, v1);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a macro over a tile
#define x v1
// ---- in the kernel
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TADD(v6, v2, v3);
  TEXP(v4, x);
// ==== a macro over a number
#define v50 65536
// ---- in the kernel
  TASSIGN(v1, v50);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a macro over a barrier
#define sync pipe_barrier(PIPE_V)
// ---- in the kernel
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  sync;
  TEXP(v4, v1);
// ==== a macro inside of the kernel
#define AT 65536
  TASSIGN(v1, AT);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a macro over a keyword
#define if(x) while (x)
// ---- in the kernel
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  if (v90 > 1) {
    pipe_barrier(PIPE_ALL);
  }
  TEXP(v4, v1);
// ==== a macro over a type
#define wide int64_t
// ---- in the kernel
  const wide a = 65536; TASSIGN(v1, a);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a macro with a splice
#define AT \
  65536
// ---- in the kernel
  TASSIGN(v1, AT);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a macro of an arm
#ifdef __DAV_VEC__
#define AT 65536
#else
#define AT 0
#endif
// ---- in the kernel
  TASSIGN(v1, AT);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a conditional on a number
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
#if 0
  pipe_barrier(PIPE_ALL);
#endif
  TEXP(v4, v1);
// ==== a conditional on two things
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
#if defined(__DAV_VEC__) && 0
  pipe_barrier(PIPE_ALL);
#endif
  TEXP(v4, v1);
// ==== a conditional on another macro
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
#ifdef DEBUG
  pipe_barrier(PIPE_ALL);
#endif
  TEXP(v4, v1);
// ==== the other core, elifndef
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
#ifdef __DAV_CUBE__
#elifndef __DAV_VEC__
  pipe_barrier(PIPE_ALL);
#endif
  TEXP(v4, v1);
// ==== the other core, not
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
#if !defined(__DAV_VEC__)
  pipe_barrier(PIPE_ALL);
#endif
  TEXP(v4, v1);
// ==== the other core, not without brackets
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
#if !defined __DAV_VEC__
  pipe_barrier(PIPE_ALL);
#endif
  TEXP(v4, v1);
// ==== the other core, else
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
#ifdef __DAV_C220_VEC__
  TADD(v6, v2, v3);
#else
  pipe_barrier(PIPE_ALL);
#endif
  TEXP(v4, v1);
// ==== the other core in brackets
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
#if (defined(__DAV_CUBE__))
  pipe_barrier(PIPE_ALL);
#endif
  TEXP(v4, v1);
// ==== an include inside
#include "move.inc"
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a pragma
#pragma move v1
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a pragma operator
  _Pragma("move") TASSIGN(v1, 65536 );
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== digraphs
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  if (v90 > 1) <%
    pipe_barrier(PIPE_ALL);
  %>
  TEXP(v4, v1);
// ==== a digraph directive
%:define AT 65536
// ---- in the kernel
  TASSIGN(v1, AT);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a trigraph
  TASSIGN(v2, 16384); // what ??/
  TADD(v6, v2, v3);
  TASSIGN(v1, 65536);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a splice inside of a name
  TASS\
  IGN(v1, 65536);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a splice inside of a comment
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  // orders \
  pipe_barrier(PIPE_ALL);
  TEXP(v4, v1);
// ==== a comment inside of a directive
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
#if defined(__DAV_CUBE__) /*
  */
  pipe_barrier(PIPE_ALL);
#endif
  TEXP(v4, v1);
// ==== a raw string
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  const char *s = R"(
  pipe_barrier(PIPE_ALL);
  )";
  TEXP(v4, v1);
// ==== an undefined core macro
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
#undef __DAV_VEC__
#ifdef __DAV_VEC__
  pipe_barrier(PIPE_ALL);
#endif
  TEXP(v4, v1);
// ==== a macro over the type of an enumeration
#define int16_t uint8_t
enum class At : int16_t { X = 256 };
// ---- in the kernel
  TASSIGN(v1, (int64_t) At::X + 65536);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
