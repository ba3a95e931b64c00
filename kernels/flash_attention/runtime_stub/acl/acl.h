// A stand-in for the runtime's header: what caller.cpp uses of it, for tests on machines without the runtime. Ours, and
// made from the documented interface; runtime.cpp beside it implements it in host memory.
#pragma once

#include <cstddef>
#include <cstdint>

using aclError = int;
using aclrtStream = void *;
using aclrtEvent = void *;

enum aclrtMemMallocPolicy { ACL_MEM_MALLOC_HUGE_FIRST = 0 };
enum aclrtMemcpyKind { ACL_MEMCPY_HOST_TO_DEVICE = 1, ACL_MEMCPY_DEVICE_TO_HOST = 2 };
enum aclrtDevAttr { ACL_DEV_ATTR_CUBE_CORE_NUM = 102 };
enum aclrtLastErrLevel { ACL_RT_THREAD_LEVEL = 0 };

extern "C" {
aclError aclInit(const char *configuration);
aclError aclFinalize();
const char *aclGetRecentErrMsg();
aclError aclrtSetDevice(int32_t device);
aclError aclrtResetDevice(int32_t device);
aclError aclrtGetDeviceInfo(uint32_t device, aclrtDevAttr attribute, int64_t *value);
aclError aclrtGetLastError(aclrtLastErrLevel level);
aclError aclrtCreateStream(aclrtStream *stream);
aclError aclrtDestroyStream(aclrtStream stream);
aclError aclrtSynchronizeStream(aclrtStream stream);
aclError aclrtMalloc(void **memory, size_t size, aclrtMemMallocPolicy policy);
aclError aclrtFree(void *memory);
aclError aclrtMemset(void *memory, size_t room, int32_t value, size_t size);
aclError aclrtMemcpy(void *to, size_t room, const void *from, size_t size, aclrtMemcpyKind kind);
aclError aclrtCreateEvent(aclrtEvent *event);
aclError aclrtDestroyEvent(aclrtEvent event);
aclError aclrtRecordEvent(aclrtEvent event, aclrtStream stream);
aclError aclrtEventElapsedTime(float *milliseconds, aclrtEvent start, aclrtEvent stop);
}

// Host compilers have no launch syntax: the kernel is a function, called at once.
#define FA_LAUNCH(kernel, blocks, stream, ...)        \
    do {                                              \
        if (stub_launches(#kernel, blocks, stream)) { \
            kernel(__VA_ARGS__);                      \
        }                                             \
    } while (false)
extern "C" int stub_launches(const char *kernel, uint32_t blocks, aclrtStream stream);
