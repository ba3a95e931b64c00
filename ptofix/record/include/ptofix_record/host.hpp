// Words of the host's runtime that stand around kernels in their files.
#pragma once

#include "pto/pto-inst.hpp"

using aclFloat16 = uint16_t;
using aclrtStream = void*;
using rtStream_t = void*;
using aclError = int;
constexpr aclError ACL_SUCCESS = 0;
inline int rtGetC2cCtrlAddr(uint64_t* address, uint32_t* length) { return *address = 0, *length = 0, 0; }
inline int aclrtSynchronizeStream(aclrtStream) { return 0; }
