
namespace pto {
constexpr int REPEATS = 255;
template <typename Op, typename T> PTO_INTERNAL void BinaryInstr(T *d, T *a, T *b, int rows) {
  for (int i = 0; i < rows; i += REPEATS) { Op::Run(d, a, b); }
}
}
