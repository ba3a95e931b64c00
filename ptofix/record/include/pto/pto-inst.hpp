// The interface of the PTO ISA, for recording: every call of an op is written down, and does nothing else. The ops are in
// `ptofix_ops.hpp`, which `ptofix record` makes of the op table.
#pragma once

#include "ptofix_record/words.hpp"
#include "ptofix_ops.hpp"
#include "ptofix_record/core.hpp"

PTOFIX_GLOBAL_OPS(PTOFIX_OP)
PTOFIX_INTRINSICS(PTOFIX_INTRINSIC)
namespace pto {
PTOFIX_PTO_OPS(PTOFIX_OP)
namespace comm {
PTOFIX_COMM_OPS(PTOFIX_OP)
}  // namespace comm
}  // namespace pto
