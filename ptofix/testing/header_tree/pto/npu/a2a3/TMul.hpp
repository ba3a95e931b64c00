
#include "TBinOp.hpp"
namespace pto {
const char *const MUL_NAME = "mul";
template <typename T> struct MulOp {
  static void Run(T *d, T *a, T *b) { trace(MUL_NAME); vmul(d, a, b); }
};
template <typename D, typename S> PTO_INTERNAL void TMUL_IMPL(D &d, S &a, S &b) {
  BinaryInstr<MulOp<typename D::T>>(d.data(), a.data(), b.data(), d.GetValidRow());
}
}
