// What a core is told, and what touches no on-chip memory.
#pragma once

#include "ptofix_record/binding.hpp"

inline int64_t get_block_idx() { return ptofix_record::run.block; }
inline long long& block_idx = ptofix_record::run.block;
inline int64_t get_block_num() { return ptofix_record::run.blocks; }
inline long long& block_num = ptofix_record::run.blocks;
inline int64_t get_subblockid() { return ptofix_record::run.subblock; }
inline int64_t get_subblockdim() { return 2; }
inline int64_t get_coreid() { return ptofix_record::run.block; }
inline uint64_t get_sys_cnt() { return 0; }
inline void set_ffts_base_addr(uint64_t) {}
inline uint64_t get_ctrl() { return 0; }
inline void set_ctrl(uint64_t) {}
inline uint64_t sbitset0(uint64_t word, int bit) { return word & ~(uint64_t{1} << bit); }
inline uint64_t sbitset1(uint64_t word, int bit) { return word | uint64_t{1} << bit; }
template <typename... T> void dcci(T...) {}
template <typename... T> void dsb(T...) {}
template <typename T> T __cce_get_tile_ptr(T tile) { return tile; }
template <typename... T> void preload(T...) {}
inline int64_t get_icache_prl_st() { return 0; }
#define PTO_SYNCALL_AIC_KERNEL_META(...)
#define PTO_SYNCALL_AIV_KERNEL_META(...)
#define PTO_SYNCALL_MIX_KERNEL_META(...)

namespace cce {
template <typename... T> void printf(T...) {}
}  // namespace cce

namespace pto {

inline int32_t CeilDivision(int32_t size, int32_t unit) { return unit == 0 ? 0 : (size + unit - 1) / unit; }
inline uint32_t CeilAlignment(uint32_t size, uint32_t unit) { return unit == 0 ? 0 : (size + unit - 1) / unit * unit; }

// They set registers that say how a later load walks over its source; no byte of on-chip memory is touched.
#define PTOFIX_SETS_REGISTERS(NAME)                                                                                    \
    template <typename T, auto... V, typename... Events>                                                              \
    RecordEvent NAME(T&, Events&... events) {                                                                         \
        TSYNC(events...);                                                                                             \
        return {};                                                                                                    \
    }
PTOFIX_SETS_REGISTERS(SETFMATRIX)
PTOFIX_SETS_REGISTERS(SET_IMG2COL_RPT)
PTOFIX_SETS_REGISTERS(SET_IMG2COL_PADDING)
#undef PTOFIX_SETS_REGISTERS

constexpr int kCvCommSlotBytes = 512, kCvMaxCores = 25;

// The cube core tells its vector cores which slot of global memory is theirs: here, the one of the block.
template <int SlotBytes = kCvCommSlotBytes, int MaxCores = kCvMaxCores>
int TSYNC_CVID(int block, uint8_t*) {
    constexpr int flag = 12;
#ifdef __DAV_CUBE__
    across_cores(PIPE_MTE2, getFFTSMsg(FFTS_MODE_VAL, flag));
#else
    ptofix_record::statement("wait_flag_dev(" + std::to_string(flag) + ");");
#endif
    return block;
}

// Of the host: it warms up a cache.
template <auto... V, typename... T>
void PTO_PREFETCH(T...) {}

}  // namespace pto
