// Flags, barriers and events.
#pragma once

#include "ptofix_record/pipe.hpp"

inline void set_flag(pipe_t source, pipe_t target, int event) {
    using namespace ptofix_record;
    statement(
        "set_flag(" + enumerator_text(source) + ", " + enumerator_text(target) + ", " +
        enumerator_text(static_cast<event_t>(event)) + ");"
    );
}

inline void wait_flag(pipe_t source, pipe_t target, int event) {
    using namespace ptofix_record;
    statement(
        "wait_flag(" + enumerator_text(source) + ", " + enumerator_text(target) + ", " +
        enumerator_text(static_cast<event_t>(event)) + ");"
    );
}

inline void pipe_barrier(pipe_t pipe) {
    ptofix_record::statement("pipe_barrier(" + ptofix_record::enumerator_text(pipe) + ");");
}

namespace pto {

enum class Op : uint16_t {
#define PTOFIX_OF_EVENT(NAME, PIPE) NAME,
    PTOFIX_EVENT_OPS(PTOFIX_OF_EVENT)
#undef PTOFIX_OF_EVENT
    OP_COUNT
};

constexpr pipe_t OP_PIPES[] = {
#define PTOFIX_OF_EVENT(NAME, PIPE) PIPE,
    PTOFIX_EVENT_OPS(PTOFIX_OF_EVENT)
#undef PTOFIX_OF_EVENT
};

template <Op OP>
struct OpPipeEntry {
    static constexpr pipe_t pipe = OP_PIPES[static_cast<int>(OP)];
};

struct RecordEvent {};
struct EventBaseTag {};
template <typename T> struct is_event : std::is_base_of<EventBaseTag, T> {};
template <typename... T> inline constexpr bool all_events_v = (is_event<T>::value && ...);

// Each pair of pipes hands out its flags in turns.
template <pipe_t Source, pipe_t Target>
struct EventIdCounter {
    static event_t GetNextId() {
        const event_t id = next();
        next() = static_cast<event_t>((id + 1) % EVENT_ID_MAX);
        return id;
    }
    static event_t PeekNextId() { return next(); }
    static void Reset() { next() = EVENT_ID0; }

 private:
    static event_t& next() {
        static event_t id = EVENT_ID0;
        return id;
    }
};

template <pipe_t Source, pipe_t Target>
void PtoSetWaitFlag(event_t set = EVENT_ID0, event_t wait = EVENT_ID0) {
    set_flag(Source, Target, set);
    wait_flag(Source, Target, wait);
}

inline uint16_t getFFTSMsg(uint16_t mode, uint16_t flag, uint16_t base = 1) {
    return (base & 0xf) + ((mode & 3) << 4) + ((flag & 0xf) << 8);
}

inline void across_cores(pipe_t behind, uint64_t message) {
    ptofix_record::statement("ffts_cross_core_sync(" + ptofix_record::enumerator_text(behind) + ", " + std::to_string(message) + ");");
}

template <Op SourceOp, Op TargetOp, bool AutoToken = true, event_t EventID = EVENT_ID0>
struct Event : EventBaseTag {
    static constexpr Op srcOp = SourceOp, dstOp = TargetOp;
    static constexpr pipe_t srcPipe = OpPipeEntry<SourceOp>::pipe, dstPipe = OpPipeEntry<TargetOp>::pipe;
    static constexpr bool isSamePipe = srcPipe == dstPipe;
    static constexpr bool IsCrossCore =
        (SourceOp == Op::TMOV_A2V && dstPipe == PIPE_V) ||
        ((SourceOp == Op::TMOV_V2M || SourceOp == Op::TEXTRACT_V2M) && dstPipe == PIPE_MTE1);
    const event_t token = AutoToken ? EventIdCounter<srcPipe, dstPipe>::GetNextId() : EventID;

    Event() = default;
    Event(RecordEvent) { Init(); }
    Event& operator=(RecordEvent) { return Init(); }
    Event& InitAddr(uint64_t) { return *this; }

    template <uint8_t Flag = 0xff>
    Event& Init() {
        if constexpr (IsCrossCore) across_cores(srcPipe, getFFTSMsg(FFTS_MODE_VAL, Flag));
        else if constexpr (!isSamePipe) set_flag(srcPipe, dstPipe, token);
        return *this;
    }
    template <uint8_t Flag = 0xff>
    Event& Record() {
        return Init<Flag>();
    }
    template <uint8_t Flag = 0xff>
    Event& Wait() {
        if constexpr (IsCrossCore) ptofix_record::statement("wait_flag_dev(" + std::to_string(Flag) + ");");
        else if constexpr (isSamePipe) pipe_barrier(srcPipe);
        else wait_flag(srcPipe, dstPipe, token);
        return *this;
    }
};

template <Op OP>
void TSYNC() {
    pipe_barrier(OpPipeEntry<OP>::pipe);
}
template <typename... Events>
void TSYNC(Events&... events) {
    (events.Wait(), ...);
}

}  // namespace pto
