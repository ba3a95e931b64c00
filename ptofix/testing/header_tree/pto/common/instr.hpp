
#ifdef PTO_NPU_ARCH_A5
#include "pto/npu/a5/TAdd.hpp"
#endif
#include "pto/npu/a2a3/TAdd.hpp"
#include "pto/npu/a2a3/TMul.hpp"
#include "pto/npu/a2a3/TAbs.hpp"
#define MAP_INSTR_IMPL(API, ...) API##_IMPL(__VA_ARGS__)
namespace pto {
template <typename... E> void TSYNC(E &...events) { TSYNC_IMPL(events...); }
template <typename D, typename S, typename... E> RecordEvent TADD(D &d, S &a, S &b, E &...events) {
  TSYNC(events...);
  MAP_INSTR_IMPL(TADD, d, a, b);
  return {};
}
template <typename D, typename S> RecordEvent TMUL(D &d, S &a, S &b) { MAP_INSTR_IMPL(TMUL, d, a, b); return {}; }
template <typename D> RecordEvent TABS(D &d, D &s) { MAP_INSTR_IMPL(TABS, d, s); return {}; }
template <typename D> void TASSIGN(D &d, unsigned where) { d.data_ = (typename D::T *)where; }
}
