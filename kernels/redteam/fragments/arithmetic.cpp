// ==== octal
  TASSIGN(v1, 0200000);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== binary
  TASSIGN(v1, 0b1'0000'0000'0000'0000);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a shift
  TASSIGN(v1, 1 << 16);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a quotient of negatives
  TASSIGN(v1, (-7 / 2 + 3) + 65536);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a remainder of negatives
  TASSIGN(v1, 65537 + -7 % 2);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== an unsigned comparison
  TASSIGN(v1, (-1 < 1u) ? 0 : 65536);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a narrow type
  TASSIGN(v1, (uint8_t) 256 + 65536);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a narrow constant
  const uint8_t a = 256; TASSIGN(v1, a + 65536);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a narrow parameter
static AICORE inline void move(TILE &t, uint16_t a) { TASSIGN(t, a + 65536); }
// ---- in the kernel
  move(v1, 65536 + 65536);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a Boolean
  const bool a = 2; TASSIGN(v1, a * 65536);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a character
  TASSIGN(v1, 65536 + '\0');
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a size
  TASSIGN(v1, sizeof(float) * 16384);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== floating point
  TASSIGN(v1, (uint64_t) (0.5f * 131072));
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== floating point of a constant
  const float a = 0.5; TASSIGN(v1, (uint64_t) (a * 131072));
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== floating point of an auto
  auto a = 1.0 / 2; TASSIGN(v1, (uint64_t) (a * 131072));
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== an exponent
  TASSIGN(v1, (uint64_t) 65536e0);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== unsigned wraps
  const uint32_t a = 0 - 1; TASSIGN(v1, a + 65537);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== an enumerator of the file
enum class At : int32_t { X = 65536 };
// ---- in the kernel
  TASSIGN(v1, (int64_t) At::X);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== an enumerator that wraps
enum class At : uint8_t { X = 256 };
// ---- in the kernel
  TASSIGN(v1, (int64_t) At::X + 65536);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a constant expression of a function
constexpr int64_t at() { return 65536; }
// ---- in the kernel
  TASSIGN(v1, at());
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a constant template
template <int n> constexpr int64_t at = 1 << n;
// ---- in the kernel
  TASSIGN(v1, at<16>);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a literal of the file
constexpr uint64_t operator""_kib(unsigned long long n) { return n * 1024; }
// ---- in the kernel
  TASSIGN(v1, 64_kib);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
// ==== a negative conversion
  TASSIGN(v1, (uint32_t) -4294901760LL);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v5);
