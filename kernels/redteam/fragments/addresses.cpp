// ==== a tile behind the end of its memory
  TASSIGN(v1, 1 << 20);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a tile over the end of its memory
  TASSIGN(v1, 192 * 1024 - 64);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a tile in front of its memory
  TASSIGN(v1, -64);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a reader that reaches out of its memory
  TASSIGN(v5, 1 << 20);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
