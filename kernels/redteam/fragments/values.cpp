// ==== assigned in a branch
  int64_t a = 0; if (v90 > 1) { a = 65536; } TASSIGN(v1, a);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== stepped
  int64_t a = 65535; ++a; TASSIGN(v1, a);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== stepped behind
  int64_t a = 65537; a--; TASSIGN(v1, a);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== compound shift
  auto a = 1; a <<= 16; TASSIGN(v1, a);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== assigned in a condition
  int64_t a = 0; if ((a = 65536) > 0) { } TASSIGN(v1, a);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== stepped in a condition
  int64_t a = 65535; while (a++ < 65535) { } TASSIGN(v1, a - 1);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== stepped in an argument
  int64_t a = 65535; TADDS(v6, v2, ++a); TASSIGN(v1, a);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== stepped in an address
  int64_t a = 65535; TASSIGN(v1, ++a);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== changed in a round
  int64_t a = 0;
  for (int32_t i = 0; i < 2; i += 1) {
    TASSIGN(v1, a);
    TADD(v1, v2, v3);
    pipe_barrier(PIPE_V);
    TEXP(v4, v5);
    pipe_barrier(PIPE_V);
    a = 65536;
  }
// ==== the loop's variable
  for (int64_t a = 0; a < 131072; a += 65536) {
    TASSIGN(v1, a);
    TADD(v1, v2, v3);
    pipe_barrier(PIPE_V);
    TEXP(v4, v5);
    pipe_barrier(PIPE_V);
  }
// ==== changed behind a back jump
  int64_t a = 0;
again:
  TASSIGN(v1, a);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
  pipe_barrier(PIPE_V);
  a = 65536;
  if (v90 > 1) {
    goto again;
  }
// ==== through a pointer
  int64_t a = 0; int64_t *p = &a; *p = 65536; TASSIGN(v1, a);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== through a reference
  int64_t a = 0; auto &r = a; r = 65536; TASSIGN(v1, a);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== through a reference to a tile
  auto &r = v1; TASSIGN(r, 65536);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== through a pointer to a tile
  auto *p = &v1; TASSIGN(*p, 65536);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== through a const reference of a value
  int64_t a = 0; const auto &r = a; a = 65536; TASSIGN(v1, r);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== by a call that takes a reference
  int64_t a = 0; move_on(a); pipe_barrier(PIPE_ALL); TASSIGN(v1, a);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== by an earlier call that kept the reference
  int64_t a = 0; keep_it(a); pipe_barrier(PIPE_ALL); TADDS(v6, v2, v90); a = 1; move_on(v90); pipe_barrier(PIPE_ALL); TASSIGN(v1, a);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== by a call that keeps a tile
  keep_it(v1); pipe_barrier(PIPE_ALL); move_on(v90); pipe_barrier(PIPE_ALL);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== structured binding
  auto [a, b] = two(v90); TASSIGN(v1, a);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== static
  static int64_t a = 0; TASSIGN(v1, a); a += 65536;
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== volatile
  volatile int64_t a = 0; TASSIGN(v1, a);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a variable of the file
int64_t at = 0;
// ---- in the kernel
  move_on(v90); pipe_barrier(PIPE_ALL); TASSIGN(v1, at);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a variable of another file
extern int64_t at;
// ---- in the kernel
  TASSIGN(v1, at);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== inside of a structure
struct S { int64_t a; };
// ---- in the kernel
  S s; s.a = 65536; TASSIGN(v1, s.a);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== an array's element
  int64_t a[2] = {0, 65536}; TASSIGN(v1, a[1]);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a tile is another
  v1 = v5;
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a tile is another on one path
  if (v90 > 1) { v1 = v5; }
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== reshaped
  TRESHAPE(v1, v5);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== swapped
  std::swap(v1, v5); pipe_barrier(PIPE_ALL);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a comma
  TASSIGN(v2, 0), TASSIGN(v1, 65536);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a conditional call
  v90 > 1 ? TASSIGN(v1, 65536) : TASSIGN(v1, 0);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a lazy call
  v90 > 1 && (TASSIGN(v1, 65536), true);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== an if with a declaration
  if (int64_t a = 65536; v90) { TASSIGN(v1, a); }
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a destructor
struct Mover { Tile<TileType::Vec, float, 8, 8, BLayout::RowMajor> &t; ~Mover(); };
// ---- in the kernel
  { Mover m{v1}; }
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== an operator of the file
template <class T> void operator<<(T &t, int a) { TASSIGN(t, a); }
// ---- in the kernel
  v1 << 65536;
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== inside a decltype
  decltype(v1) &r = v1; TASSIGN(r, 65536);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a member call
  v1.assign(65536); pipe_barrier(PIPE_ALL);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== an assembler statement
  asm volatile("mov %0, 65536" : "+r"(v1));
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== the address of a number in a number
  int64_t a = 0;
  uint64_t p = (uint64_t) &a;
  move_on(p); pipe_barrier(PIPE_ALL);
  TASSIGN(v1, a);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== the address of a number in an auto
  int64_t a = 0;
  auto p = &a;
  move_on(p); pipe_barrier(PIPE_ALL);
  TASSIGN(v1, a);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== the address of a tile in a number
  uint64_t p = (uint64_t) &v1;
  move_on(p); pipe_barrier(PIPE_ALL);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== the address of a tile in an array
  uint64_t p[1] = {(uint64_t) &v1};
  move_on(p); pipe_barrier(PIPE_ALL);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== the address of a number in an array
  int64_t a = 0;
  uint64_t p[1] = {(uint64_t) &a};
  move_on(p); pipe_barrier(PIPE_ALL);
  TASSIGN(v1, a);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== the address of a number, handed to a helper
static AICORE inline void move(uint64_t p) { move_on(p); }
// ---- in the kernel
  int64_t a = 0;
  move((uint64_t) &a);
  pipe_barrier(PIPE_ALL);
  TASSIGN(v1, a);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a number to a call, then a name to the same call
  int64_t v20 = 0;
  take(5);
  take(v20); pipe_barrier(PIPE_ALL);
  TASSIGN(v1, v20);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a number in place of a tile, then a tile
  TMOV(v1, 0);
  pipe_barrier(PIPE_V);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TMOV(v4, v1);
// ==== a static constant of two calls
static AICORE inline void move(TILE &t, int64_t n) {
  static const int64_t a = n;
  TASSIGN(t, a);
}
// ---- in the kernel
  move(v6, 65536);
  move(v1, 0);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a static constant is computed once
static AICORE inline int32_t sync() {
  pipe_barrier(PIPE_ALL);
  return 0;
}
// ---- in the kernel
  for (int32_t i = 0; i < v90; i += 1) {
    pipe_barrier(PIPE_V);
    TADD(v1, v2, v3);
    static const int32_t a = sync();
    pipe_barrier(PIPE_V);
    TEXP(v4, v1);
  }
// ==== swapped through a third tile
  TILE w = v1;
  TRESHAPE(v1, v5);
  TRESHAPE(v5, w);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TADDS(v5, v1, 1.0f);
// ==== swapped in a loop
  TILE w = v1;
  for (int32_t i = 0; i < v90; i += 1) {
    TRESHAPE(w, v1);
    TRESHAPE(v1, v5);
    TRESHAPE(v5, w);
  }
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== an enumerator that has no value
enum class E : int32_t { A = 1 / 0, B = 65536 };
// ---- in the kernel
  TASSIGN(v1, (int32_t) E::A);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
