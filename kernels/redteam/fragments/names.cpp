// ==== an inner name
  const int64_t a = 65536;
  if (v90 > 1) {
    const int64_t a = 0;
    TASSIGN(v6, a + 81920);
  }
  TASSIGN(v1, a);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a name of a loop
  int64_t a = 65536;
  for (int64_t a = 0; a < 1; a += 1) {
    TASSIGN(v6, 81920);
  }
  TASSIGN(v1, a);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== an inner tile
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  {
    TILE v5;
    TASSIGN(v5, 0);
    TEXP(v4, v5);
  }
// ==== a parameter hides
constexpr int64_t at = 0;
static AICORE inline void move(TILE &t, int64_t at) { TASSIGN(t, at); }
// ---- in the kernel
  move(v1, 65536);
  pipe_barrier(PIPE_ALL);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== an inner alias
using T = uint16_t;
// ---- in the kernel
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  {
    using T = int64_t;
    const T a = 65536;
    TASSIGN(v6, a);
  }
  const T a = 65536;
  TASSIGN(v6, a - 65536);
  TEXP(v4, v6);
// ==== a library's name
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  const int PIPE_MTE9 = 1;
  auto pipe_barrier = [](pipe_t) {};
  pipe_barrier(PIPE_ALL) ;
  TEXP(v4, v1);
// ==== another pipe behind a name
  TADD(v1, v2, v3);
  const pipe_t P = PIPE_MTE3;
  pipe_barrier(P);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== a cast pipe
  TADD(v1, v2, v3);
  pipe_barrier((pipe_t) 5);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== a computed pipe
  TADD(v1, v2, v3);
  pipe_barrier(v90 > 1 ? PIPE_V : PIPE_MTE3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== a template's pipe
template <pipe_t P> AICORE inline void drain() { pipe_barrier(P); }
// ---- in the kernel
  TADD(v1, v2, v3);
  drain<PIPE_MTE3>();
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== another namespace
namespace mine { void pipe_barrier(pipe_t) {} }
// ---- in the kernel
  TADD(v1, v2, v3);
  mine::pipe_barrier(PIPE_V) ;
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== a namespace in use
namespace mine { AICORE inline void drain(pipe_t) {} }
using namespace mine;
// ---- in the kernel
  TADD(v1, v2, v3);
  drain(PIPE_V);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== a namespace alias
namespace p = pto;
// ---- in the kernel
  p::TASSIGN(v1, 65536);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a using declaration
using mine::drain;
// ---- in the kernel
  TADD(v1, v2, v3);
  drain(PIPE_V);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== an op of another namespace
namespace mine { void TEXP(auto &a, auto &b); }
// ---- in the kernel
  mine::TEXP(v1, v2);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a friend of the library
  std::pto::TASSIGN(v1, 65536); pipe_barrier(PIPE_ALL);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a unicode name
  int64_t é = 65536; TASSIGN(v1, é);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== an attribute
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  if (v90 > 1) [[unlikely]] {
    pipe_barrier(PIPE_ALL);
  }
  TEXP(v4, v1);
// ==== an enumerator that hides a constant inside of its enumeration
constexpr int32_t Y = 0;
enum class At : int32_t { Y = 65536, X = Y };
// ---- in the kernel
  TASSIGN(v1, (int64_t) At::X);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
