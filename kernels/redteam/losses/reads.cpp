// ==== a read by the scalar unit
  TADD(v1, v2, v3);
  set_flag(PIPE_V, PIPE_S, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_S, EVENT_ID0);
  const float a = v1.GetValue(0);
// ---- after
  TADD(v1, v2, v3);
  const float a = v1.GetValue(0);
// ==== a read through a pointer into on-chip memory
  __ubuf__ float* p = (__ubuf__ float*) 0;
  TADD(v1, v2, v3);
  set_flag(PIPE_V, PIPE_S, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_S, EVENT_ID0);
  const float a = p[0];
// ---- after
  __ubuf__ float* p = (__ubuf__ float*) 0;
  TADD(v1, v2, v3);
  const float a = p[0];
// ==== a read through a copy of a pointer
  __ubuf__ float* p = (__ubuf__ float*) 0;
  auto q = p;
  TADD(v1, v2, v3);
  set_flag(PIPE_V, PIPE_S, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_S, EVENT_ID0);
  const float a = q[0];
// ---- after
  __ubuf__ float* p = (__ubuf__ float*) 0;
  auto q = p;
  TADD(v1, v2, v3);
  const float a = q[0];
// ==== a read through a pointer in a condition
  __ubuf__ float* p = (__ubuf__ float*) 0;
  TADD(v1, v2, v3);
  set_flag(PIPE_V, PIPE_S, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_S, EVENT_ID0);
  if (*p > 0) {
    g0[0] = 1.0f;
  }
// ---- after
  __ubuf__ float* p = (__ubuf__ float*) 0;
  TADD(v1, v2, v3);
  if (*p > 0) {
    g0[0] = 1.0f;
  }
// ==== a read of a tile's data
  TADD(v1, v2, v3);
  set_flag(PIPE_V, PIPE_S, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_S, EVENT_ID0);
  g0[0] = v1.data()[0];
// ---- after
  TADD(v1, v2, v3);
  g0[0] = v1.data()[0];
// ==== a read through an arrow
  TADD(v1, v2, v3);
  set_flag(PIPE_V, PIPE_S, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_S, EVENT_ID0);
  g0[0] = v1.data()->x;
// ---- after
  TADD(v1, v2, v3);
  g0[0] = v1.data()->x;
