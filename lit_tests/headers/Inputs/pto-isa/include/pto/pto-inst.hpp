#include "pto/npu/a2a3/TAdd.hpp"
namespace pto {
template <typename T_> struct Tile {
  T_ *data();
};
struct GlobalTensor {};
template <typename D, typename S> PTO_INST void TADD(D &d, S &a, S &b) { TADD_IMPL(d, a, b); }
template <typename D> PTO_INST void TASSIGN(D &d, unsigned where);
}
