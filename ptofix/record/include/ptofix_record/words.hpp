// Words of the device compiler that a host compiler lacks. Address spaces and roles mean nothing on the host.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#define __CCE_AICORE__ 220
#define __NPU_ARCH__ 2201
#define PTO_NPU_ARCH_A2A3
#ifndef MEMORY_BASE
#define MEMORY_BASE
#endif

#define __global__
#define __aicore__
#define AICORE
#define __gm__
#define __ubuf__
#define __cbuf__
#define __ca__
#define __cb__
#define __cc__
#define __fbuf__
#define __biasbuf__
#define __in__
#define __out__
#define __inout__
#define __tf__
#define __sync_alias__
#define __fp16 half

#define PTO_INLINE inline
#define PTO_INST inline
#define PTO_INTERNAL inline

#define PTO_STATIC_ASSERT_OF(condition, text, ...) static_assert(condition, text)
#define PTO_STATIC_ASSERT(...) PTO_STATIC_ASSERT_OF(__VA_ARGS__, "", "")
#define PTO_ASSERT(...) ((void)0)
#define PTO_CPU_ASSERT(...) ((void)0)
