// RUN: %exits 1 %ptofix compare %s %kernels/fa_q1024_s256_p3.v0.45.insert-sync.cpp | %filecheck %s
// RUN: %exits 1 %ptofix compare --view pipes %s %kernels/fa_q1024_s256_p3.v0.45.insert-sync.cpp | %filecheck %s --check-prefix=PIPES
// Against a hand-written kernel with templates and a macro that ends the file: its stages are found by its pipes.
// CHECK: A not in the language: {{.*}}hand_written.cpp:{{.*}}: the whole file is read by its spelling only: text ends inside a statement
// CHECK: run | fa  cube    steady    compute_qk               unknown  -{{ +}}1   0  differs
// CHECK: run | fa  vector  steady    compute_p                tile     V      1  78  differs
// CHECK: run | fa  vector  steady    compute_gu               tile     V      1  12  differs
// CHECK: `matmul_macro` is not in this file
// PIPES: run | fa  QK_READY DIR_C2V  SlotSize      M*N*sizeof(float)   131072  differs
// PIPES: run | fa  QK_READY DIR_C2V  SlotNum                       8        8{{$}}
// PIPES: run | fa  vector  steady    wait_flag                           MTE2>V      1  12  differs

#if defined(__DAV_CUBE__)
constexpr bool DAV_CUBE = true;
#else
constexpr bool DAV_CUBE = false;
#endif
#if defined(__DAV_VEC__)
constexpr bool DAV_VEC = true;
#endif

template <typename Pipe, typename Tile> void qk(Pipe& pipe, Tile (&tiles)[2], Slot& slot) {
  if constexpr (DAV_CUBE) {
    TALLOC<Pipe, Slot>(pipe, slot);
    TLOAD(tiles[0], slot);
    matmul_macro<128, (64 > 32)>(tiles);
    TPUSH<Pipe, Slot>(pipe, slot);
  }
}

template <typename In, typename Out> void p(In& in, Out& out, Slot& slot) {
  TPOP<In, Slot>(in, slot);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TFREE<In, Slot>(in, slot);
  TEXP(a, b);
  TPUSH<Out, Slot>(out, slot);
}

template <int M, int N> AICORE void run(__gm__ float* input) {
  using QKPipe = TPipe<QK_READY, Direction::DIR_C2V, M * N * sizeof(float), 8>;
  QKPipe first(input);
  for (int i = 0; i < 3; ++i) qk(first, tiles, slot);
  for (int round = 0; round < rounds; ++round) {
    for (int part = 0; part < parts; ++part) {
      qk(first, tiles, slot);
      if constexpr (DAV_VEC)
        p(first, second, slot);
      if constexpr (DAV_CUBE) {
        TPOP(second, slot);
        TFREE(second, slot);
        TPUSH(third, slot);
      }
    }
    if constexpr (DAV_VEC) {
      TPOP(third, slot);
      TADD(a, b, c);
      TFREE(third, slot);
    }
  }
}

FOR_EACH_CASE(INSTANTIATE)
