// ==== a recursive helper
static AICORE inline void down(int32_t n) {
  if (n > 1) {
    down(n - 1);
    pipe_barrier(PIPE_ALL);
  }
}
// ---- in the kernel
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  down(v90);
  TEXP(v4, v1);
// ==== two helpers that call each other
void pong(int32_t n);
void ping(int32_t n) { if (n > 1) { pong(n - 1); } }
void pong(int32_t n) { ping(n); pipe_barrier(PIPE_ALL); }
// ---- in the kernel
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  ping(v90);
  TEXP(v4, v1);
// ==== a helper by its address
static AICORE inline void other() {}
static void sync() { }
// ---- in the kernel
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  auto f = &sync;
  (*f)();
  TEXP(v4, v1);
// ==== a helper for any type
template <typename T> AICORE inline void move(T &t) { TASSIGN(t, 65536); }
// ---- in the kernel
  move(v1);
  pipe_barrier(PIPE_ALL);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a helper that an auto parameter makes
void move(auto &t) { TASSIGN(t, 65536); }
// ---- in the kernel
  move(v1);
  pipe_barrier(PIPE_ALL);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a helper that rebinds
static AICORE inline void move(TILE &t) { TASSIGN(t, 65536); }
// ---- in the kernel
  move(v1);
  pipe_barrier(PIPE_ALL);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a helper that rebinds by default
static AICORE inline void move(TILE &t, int64_t a = 65536) { TASSIGN(t, a); }
// ---- in the kernel
  move(v1);
  pipe_barrier(PIPE_ALL);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a helper that gives a tile back
TILE other(TILE t) { return t; }
// ---- in the kernel
  v1 = other(v5);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a helper that takes a copy
static AICORE inline void move(TILE t) { TASSIGN(t, 65536); }
// ---- in the kernel
  TADD(v1, v2, v3);
  move(v1);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== a helper with the same name and another number of arguments
void sync() { pipe_barrier(PIPE_V) ; }
void sync(int32_t n) { }
// ---- in the kernel
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  sync(v90);
  TEXP(v4, v1);
// ==== a helper that is declared only
extern "C" void sync();
// ---- in the kernel
  TADD(v1, v2, v3);
  sync();
  pipe_barrier(PIPE_V);
  sync();
  TEXP(v4, v1);
// ==== a helper of a class
struct Sync { static void now() { } };
// ---- in the kernel
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  Sync::now();
  TEXP(v4, v1);
// ==== an object with a call
struct Sync { void operator()(pipe_t) { } };
// ---- in the kernel
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  Sync s;
  s(PIPE_V);
  TEXP(v4, v1);
// ==== a guard
struct Guard { ~Guard() { pipe_barrier(PIPE_V) ; } };
// ---- in the kernel
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  Guard g;
  TEXP(v4, v1);
// ==== a lambda with an op's name
  TADD(v1, v2, v3);
  auto TMUL = [&](auto &a, auto &b, auto &c) { };
  TMUL(v6, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== a lambda called in place
  [&]() { TASSIGN(v1, 65536); }();
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a lambda that is handed over
  each([&](int i) { TASSIGN(v1, 65536); });
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a specialisation
template <> void pto::TASSIGN(V &t, int32_t) { pto::TASSIGN(t, 65536); }
// ---- in the kernel
  TASSIGN(v1, v90);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== an overload of an op
template <class T> void TEXP(T &t, int32_t) { TASSIGN(t, 65536); }
// ---- in the kernel
  TEXP(v1, v90);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a call inside of an argument
float move(auto &t);
// ---- in the kernel
  TADDS(v6, v2, move(v1));
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a call inside of a declaration
float move(auto &t);
// ---- in the kernel
  const float a = move(v1);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a call inside of an initialiser list
  int32_t a{move(v1)};
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a call inside of a subscript
  g0[move(v1)] = 1.0f;
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a call inside of a condition
  if (move(v1)) { }
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a call inside of a return
  if (v90 > 3) {
    return move(v1);
  }
  move(v1);
  pipe_barrier(PIPE_ALL);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a helper on both cores
static AICORE inline void step() {
#if defined(__DAV_CUBE__)
  pipe_barrier(PIPE_ALL);
#endif
  pipe_barrier(PIPE_V);
}
// ---- in the kernel
  TADD(v1, v2, v3);
  step();
  TEXP(v4, v1);
// ==== a helper of two kernels
static AICORE inline void both() {
  pipe_barrier(PIPE_V);
}
extern "C" __global__ AICORE void other(__gm__ float* g0) {
  both();
  return;
}
// ---- in the kernel
  TADD(v1, v2, v3);
  both();
  TEXP(v4, v1);
// ==== a helper that is called twice
static AICORE inline void step(TILE &a, TILE &b) {
  pipe_barrier(PIPE_V);
  TEXP(a, b);
}
// ---- in the kernel
  step(v1, v2);
  step(v4, v1);
// ==== a helper that any file may call
AICORE inline void step(TILE &a, TILE &b) {
  pipe_barrier(PIPE_V);
  TEXP(a, b);
}
// ---- in the kernel
  TEXP(v4, v2);
// ==== a helper behind a macro
static AICORE inline void step(TILE &a, TILE &b) {
  pipe_barrier(PIPE_V);
  TEXP(a, b);
}
#define RUN step
extern "C" __global__ AICORE void other(__gm__ float* g0) {
  TILE a;
  TASSIGN(a, 0);
  TILE b;
  TASSIGN(b, 16384);
  TADD(a, b, b);
  RUN(b, a);
}
// ---- in the kernel
  step(v4, v5);
// ==== a helper of a helper behind a macro
static AICORE inline void step(TILE &a, TILE &b) {
  pipe_barrier(PIPE_V);
  TEXP(a, b);
}
static AICORE inline void both(TILE &a, TILE &b) {
  TADD(a, b, b);
  step(b, a);
}
#define RUN(f, x, y) f##h(x, y)
extern "C" __global__ AICORE void other(__gm__ float* g0) {
  TILE a;
  TASSIGN(a, 0);
  TILE b;
  TASSIGN(b, 16384);
  RUN(bot, a, b);
}
// ---- in the kernel
  step(v4, v5);
// ==== a helper and a function of another file with one name
extern "C" void sync(int32_t n);
static AICORE inline void sync(int64_t n) { pipe_barrier(PIPE_ALL); }
// ---- in the kernel
  TADD(v1, v2, v3);
  sync(v90);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== a barrier of the file
static AICORE inline void pipe_barrier(int32_t p) { }
// ---- in the kernel
  TADD(v1, v2, v3);
  pipe_barrier(0);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== a flag of the file
static AICORE inline void wait_flag(pipe_t a, pipe_t b, event_t c) { }
// ---- in the kernel
  TADD(v1, v2, v3);
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  set_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== a helper that ends early in one arm of a switch
static AICORE inline void maybe(int32_t n) {
  switch (n) {
  case 0:
    return;
  default:
    break;
  }
  pipe_barrier(PIPE_ALL);
}
// ---- in the kernel
  TADD(v1, v2, v3);
  maybe(v90);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== a helper with a loop that this call does not run
static AICORE inline void rounds(int32_t n) {
  for (int32_t i = 0; i < n; i += 1) {
    pipe_barrier(PIPE_ALL);
  }
}
// ---- in the kernel
  rounds(4);
  TADD(v1, v2, v3);
  rounds(0);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== a helper that is handed an address
static AICORE inline void move(TILE &t, int64_t n) { TASSIGN(t, n); }
// ---- in the kernel
  move(v1, 0);
  move(v1, 65536);
  pipe_barrier(PIPE_ALL);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a helper that swaps what it is given
static AICORE inline void step(TILE &a, TILE &b) {
  TILE w = a;
  TRESHAPE(a, b);
  TRESHAPE(b, w);
}
// ---- in the kernel
  step(v1, v5);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TADDS(v4, v1, 1.0f);
// ==== one tile for two parameters
static AICORE inline void step(TILE &a, TILE &b) {
  TADD(a, a, a);
  pipe_barrier(PIPE_V);
  TEXP(b, b);
}
// ---- in the kernel
  step(v1, v1);
// ==== a helper for one core with another body
#if defined(__DAV_CUBE__)
static AICORE inline void sync() { pipe_barrier(PIPE_ALL); }
#else
static AICORE inline void sync() { }
#endif
// ---- in the kernel
  TADD(v1, v2, v3);
  sync();
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== a return of a helper goes on behind the call
static AICORE inline void step(TILE &a) {
  TADD(a, a, a);
  return;
  pipe_barrier(PIPE_ALL);
}
// ---- in the kernel
  step(v1);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
