// Every order is there, and the vector core has no PIPE_M: one verdict, and no success.
// RUN: not %ptofix check %s | %filecheck %s
// RUN: not %ptofix verify --absolute %s | %filecheck %s --check-prefixes CHECK,ALONE
// ALONE: proved: every conflict in on-chip memory is in order
// ALONE: not judged: what else `ptofix check` reports
// CHECK: verdict: 1 error (model default, evidence practised)
#include "pto/pto-inst.hpp"
using namespace pto;
__global__ AICORE void kernel(__gm__ float* g, int32_t n) {
#if defined(__DAV_VEC__)
  pipe_barrier(PIPE_M);
#endif
}
