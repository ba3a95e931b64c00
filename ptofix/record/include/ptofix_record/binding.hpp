// Calls that say where a tile or tensor is. No statement of a recording comes of most: a tile has the name of its place.
#pragma once

#include "ptofix_record/operand.hpp"

namespace pto {

template <typename T, typename Address>
void TASSIGN(T& object, Address address) {
    if constexpr (is_global_data_v<T>) {
        object.bind(static_cast<typename T::DType*>(address), -1);
    } else {
        static_assert(is_tile_data_v<T> || is_conv_tile_v<T>, "TASSIGN is about a tile or a tensor");
        if constexpr (std::is_pointer_v<Address>) object.assign(reinterpret_cast<std::size_t>(address));
        else object.assign(static_cast<std::size_t>(address));
    }
}
template <std::size_t Address, typename T>
void TASSIGN(T& object) {
    object.assign(Address);
}

template <typename To, typename From, typename... Events>
RecordEvent TRESHAPE(To& to, From& from, Events&... events) {
    TSYNC(events...);
    to.assign(reinterpret_cast<std::size_t>(from.data()));
    return {};
}

template <typename To, typename From, typename... Events>
RecordEvent TSUBVIEW(To& to, From& from, uint16_t row, uint16_t col, Events&... events) {
    TSYNC(events...);
    to.assign(reinterpret_cast<std::size_t>(from.data() + row * From::RowStride + col * From::ColStride));
    return {};
}

// A tensor is bound to the next slot of a pipe, by a name that later calls know it by.
template <typename Pipe, typename Tensor, TileSplitAxis Split>
void bind_slot(const char* op, Pipe& pipe, Tensor& tensor, uint32_t& index) {
    using namespace ptofix_record;
    ++index;
    const std::string name = fresh("g");
    statement(tensor.declared(name, "nullptr"));
    const int slot = static_cast<int>(slots.size());
    slots.push_back({name, type_text<typename Tensor::RawDType>(), sizeof(typename Tensor::RawDType)});
    tensor.bind(reinterpret_cast<typename Tensor::DType*>(slot_address(static_cast<std::size_t>(slot))), slot);
    called(op, joined(Pipe::type(), Tensor::type(), value_text<Split>()), {pipe, tensor});
}

template <typename Pipe, typename Tensor, TileSplitAxis Split, typename... Events>
std::enable_if_t<is_global_data_v<Tensor>, RecordEvent> TALLOC(Pipe& pipe, Tensor& tensor, Events&... events) {
    TSYNC(events...);
    bind_slot<Pipe, Tensor, Split>("TALLOC", pipe, tensor, pipe.prod.tileIndex);
    return {};
}

template <typename Pipe, typename T, TileSplitAxis Split, typename... Events>
RecordEvent TPOP(Pipe& pipe, T& taken, Events&... events) {
    TSYNC(events...);
    if constexpr (is_global_data_v<T>) {
        bind_slot<Pipe, T, Split>("TPOP", pipe, taken, pipe.cons.tileIndex);
    } else {
        const uint32_t base = T::Loc == TileType::Vec ? pipe.fifo.C2V_CONSUMER_BUF : pipe.fifo.V2C_CONSUMER_BUF;
        using Ring = typename Pipe::RingFiFo;
        taken.assign(base + std::size_t{pipe.cons.tileIndex++ % Ring::LOCAL_SLOT_NUM} * Ring::SLOT_SIZE);
        using namespace ptofix_record;
        called("TPOP", joined(Pipe::type(), T::type(), value_text<Split>()), {pipe, taken});
    }
    return {};
}

}  // namespace pto
