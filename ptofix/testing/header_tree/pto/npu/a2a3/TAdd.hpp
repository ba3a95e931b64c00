
#include "TBinOp.hpp"
namespace pto {
template <typename T> struct AddOp {
  static void Run(T *d, T *a, T *b) { vadd(d, a, b); }
};
template <typename D, typename S> PTO_INTERNAL void TADD_IMPL(D &d, S &a, S &b) {
  BinaryInstr<AddOp<typename D::T>>(d.data(), a.data(), b.data(), d.GetValidRow());
}
}
