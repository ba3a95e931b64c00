// ==== an event that the caller gives
  TADD(v1, v2, v3);
  set_flag(PIPE_V, PIPE_MTE3, (event_t) v90);
  wait_flag(PIPE_V, PIPE_MTE3, (event_t) v90);
  set_flag(PIPE_MTE3, PIPE_V, (event_t) v90);
  wait_flag(PIPE_MTE3, PIPE_V, (event_t) v90);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== an event of another id
  TADD(v1, v2, v3);
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID1);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  set_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== flags of one branch
  TADD(v1, v2, v3);
  if (v90 > 1) {
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  }
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== flags of a loop that may not run
  TADD(v1, v2, v3);
  for (int32_t i = 0; i < v90; i += 1) {
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  }
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== a flag raised before
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  TADD(v1, v2, v3);
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  set_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
// ==== a flag raised before by a helper
static AICORE inline void up() { set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0); }
// ---- in the kernel
  up();
  TADD(v1, v2, v3);
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  set_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
// ==== a flag raised in a round before
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  for (int32_t i = 0; i < v90; i += 1) {
    TADD(v1, v2, v3);
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
    pipe_barrier(PIPE_V);
    TEXP(v4, v1);
    pipe_barrier(PIPE_V);
  }
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
// ==== a flag that an unknown call may take
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  move_on(v90);
  TADD(v1, v2, v3);
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  set_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== half a round trip
  TADD(v1, v2, v3);
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== the flag's other half in another function
static AICORE inline void down(int32_t n) {
  if (n > 1) {
    wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
    set_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
    wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  }
}
// ---- in the kernel
  TADD(v1, v2, v3);
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  down(v90);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== a flag with a computed pipe
  TADD(v1, v2, v3);
  set_flag((pipe_t) v90, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  set_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== the wait inside of an op
  for (int32_t i = 0; i < v90; i += 1) {
    set_flag(PIPE_V, PIPE_S, EVENT_ID0);
  }
  TADD(v1, v2, v3);
  TTRANS(v5, v2, v6);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== a read of an element that a condition may skip
  TADD(v1, v2, v3);
  const float a = v90 > 1 ? v6.GetValue(0) : 0.0f;
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== a read of an element behind an and
  TADD(v1, v2, v3);
  if (v90 > 1 && v6.GetValue(0) > 0) {
  }
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== a read of an element behind an or
  TADD(v1, v2, v3);
  const bool a = v90 > 1 || v6.GetValue(0) > 0;
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== two names of one flag
#ifndef PIPE_FIX
#define PIPE_FIX PIPE_MTE3
#endif
// ---- in the kernel
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  TADD(v1, v2, v3);
  set_flag(PIPE_V, PIPE_FIX, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_FIX, EVENT_ID0);
  set_flag(PIPE_FIX, PIPE_V, EVENT_ID0);
  wait_flag(PIPE_FIX, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
// ==== two spellings of one event
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID1);
  TADD(v1, v2, v3);
  set_flag(PIPE_V, PIPE_MTE3, (event_t) 1);
  wait_flag(PIPE_V, PIPE_MTE3, static_cast<event_t>(1));
  set_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID1);
// ==== an event of a changed number
  int32_t e = 0;
  e = 1;
  set_flag(PIPE_V, PIPE_MTE3, (event_t) e);
  TADD(v1, v2, v3);
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID1);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID1);
  set_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID1);
// ==== a flag that a loop raises
  for (int32_t i = 0; i < v90; i += 1) {
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  }
  TADD(v1, v2, v3);
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  set_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== an op with operands that it does not take may have raised the flag
  TLOAD(v5, v6, v4);
  pipe_barrier(PIPE_ALL);
  TADD(v1, v2, v3);
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  set_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
