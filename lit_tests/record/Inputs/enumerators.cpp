#include <pto/pto-inst.hpp>

enum SharedFlag : uint32_t { QK_READY = 1, P_READY = 3 };

__global__ AICORE void enumerators(__gm__ float* out)
{
    wait_flag_dev(P_READY);
    set_flag(PIPE_M, PIPE_FIX, EVENT_ID1);
}
