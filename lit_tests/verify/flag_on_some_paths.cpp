// Whether a flag is left raised depends on a path that may be infeasible: undecided for `check` and for the checker.
// RUN: %ptofix check %s | %filecheck %s
// RUN: not %ptofix verify --absolute %s | %filecheck %s --check-prefixes CHECK,ALONE
// ALONE: undecided: flag not balanced: on the vector core, on some path flag (V, MTE3, 0) is still raised when the function ends [PF900]
// CHECK: verdict: undecided: 1 (model default, evidence practised)
#include "pto/pto-inst.hpp"
using namespace pto;
__global__ AICORE void kernel(__gm__ float* g, int32_t n) {
#if defined(__DAV_VEC__)
  if (n > 3) {
    set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  }
#endif
}
