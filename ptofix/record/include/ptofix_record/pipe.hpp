// Pipes between the cores: a ring of slots in global memory, and how far each side has come.
#pragma once

#include "ptofix_record/tile.hpp"

namespace pto {

template <int SlotSize, int SlotNum, int LocalSlotNum>
struct RingFIFO {
    static constexpr uint32_t SLOT_SIZE = SlotSize, SLOT_NUM = SlotNum, SLOT_SYNCT = SlotNum, LOCAL_SLOT_NUM = LocalSlotNum;
    void* GM_SLOT_BUFFER = nullptr;
    uint32_t C2V_CONSUMER_BUF = 0, V2C_CONSUMER_BUF = 0;
};

template <
    uint8_t FlagID, uint8_t DirType, uint32_t SlotSize, uint32_t SlotNum, uint32_t LocalSlotNum = 2,
    bool IsNoSplit = false, bool EN_UNIT_FLAG = false>
struct TPipe {
    using RingFiFo = RingFIFO<SlotSize, SlotNum, LocalSlotNum>;
    static constexpr uint8_t DIR_TYPE = DirType & 7;
    static constexpr bool is_c2v = DIR_TYPE == DIR_C2V, is_v2c = DIR_TYPE == DIR_V2C, is_both = DIR_TYPE == DIR_BOTH;
    static constexpr bool is_v2c_ctrl = DIR_TYPE == DIR_V2C_CTRL;
    static constexpr uint8_t FlagIDPlusOne = FlagID + 1, FlagIDPlusTwo = FlagID + 2, FlagIDPlusThree = FlagID + 3;
    static constexpr uint32_t SyncPeriod = SlotNum <= 2 ? SlotNum : SlotNum / 2;

    // Which pushes wait for a free slot, which frees tell of one, and how many of these nobody has waited for.
    static constexpr bool shouldWaitFree(uint32_t index) { return index >= SlotNum && index % SyncPeriod == 0; }
    static constexpr bool shouldNotifyFree(uint32_t index) { return (index + 1) % SyncPeriod == 0; }
    static constexpr uint32_t countPendingFreeCredits(uint32_t pushes) {
        uint32_t told = 0, awaited = 0;
        for (uint32_t index = 0; index < pushes; ++index) told += shouldNotifyFree(index), awaited += shouldWaitFree(index);
        return told > awaited ? told - awaited : 0;
    }

    // One side of it. A recording knows pipes that every call drives alike.
    struct Side {
        uint32_t tileIndex = 0;
        void setAllocateStatus(bool on) { alike(on); }
        void setRecordStatus(bool on) { alike(on); }
        void setWaitStatus(bool on) { alike(on); }
        void setFreeStatus(bool on) { alike(on); }
        void setEntryOffset(int offset) { alike(offset == 0); }
        template <typename... V> void setTileId(V...) { alike(false); }
        uint32_t getTileId() const { return tileIndex; }

     private:
        static void alike(bool is) {
            if (!is) ptofix_record::refuse("the state of a pipe is set by hand, which no statement of a recording says");
        }
    };
    using Producer = Side;
    using Consumer = Side;
    Side prod, cons;
    RingFiFo fifo;

    explicit TPipe(void* slots, uint32_t c2v, uint32_t v2c) : fifo{slots, c2v, v2c} {
        name_ = ptofix_record::fresh("p");
        ptofix_record::statement(
            "auto " + name_ + " = " + type() + "(" + ptofix_record::global_text(slots) + ", " + std::to_string(c2v) + ", " +
            std::to_string(v2c) + ");"
        );
    }
    const std::string& name() const { return name_; }
    static std::string type() {
        using namespace ptofix_record;
        return "TPipe<" + std::to_string(FlagID) + ", " + enumerator_text(static_cast<Direction>(DirType)) + ", " +
               std::to_string(SlotSize) + ", " + std::to_string(SlotNum) + ", " + std::to_string(LocalSlotNum) + ", " +
               value_text<IsNoSplit>() + (EN_UNIT_FLAG ? ", true" : "") + ">";
    }

 private:
    std::string name_;
};

// How a push stores an accumulator that it converts on the way.
template <
    LayoutMode_t Layout_ = LayoutMode_t::NZ2ND, QuantMode_t Quant_ = QuantMode_t::NoQuant,
    ReluPreMode Relu_ = ReluPreMode::NoRelu, STPhase Phase_ = STPhase::Unspecified, uint8_t SubBlockId_ = 0,
    AtomicType Atomic_ = AtomicType::AtomicNone, ClipReluMode_t Clip_ = ClipReluMode_t::NOCLIP_RELU,
    bool IsChannelSplit_ = false>
struct FixpipeParams {
    static constexpr LayoutMode_t LayoutMode = Layout_;
    static constexpr QuantMode_t QuantPre = Quant_;
    static constexpr ReluPreMode ReluMode = Relu_;
    static constexpr STPhase Phase = Phase_;
    static constexpr uint8_t SubBlockId = SubBlockId_;
    static constexpr AtomicType AtomicT = Atomic_;
    static constexpr ClipReluMode_t ClipReluMode = Clip_;
    static constexpr bool IsChannelSplit = IsChannelSplit_;
};

template <typename T> struct is_pipe : std::false_type {};
template <uint8_t F, uint8_t D, uint32_t S, uint32_t N, uint32_t L, bool I, bool U>
struct is_pipe<TPipe<F, D, S, N, L, I, U>> : std::true_type {};

}  // namespace pto

namespace ptofix_record {

template <auto... V>
struct Spelled<pto::FixpipeParams<V...>> {
    static std::string text() {
        std::string values;
        ((values += (values.empty() ? "" : ", ") + value_text<V>()), ...);
        return "FixpipeParams<" + values + ">";
    }
};

}  // namespace ptofix_record
