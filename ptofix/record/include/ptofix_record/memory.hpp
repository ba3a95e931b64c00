// Addresses: pointers into global memory as an argument and an offset, and those that say where a tile is.
#pragma once

#include "ptofix_record/enumerations.hpp"

namespace ptofix_record {

// An array that the kernel is given. Arguments lie far apart, so that a pointer tells which it is made from.
struct Argument {
    std::string name, element;
    std::size_t address, element_size;
};

inline std::vector<Argument> arguments;
constexpr std::size_t ON_CHIP = std::size_t{1} << 20;  // addresses below are of on-chip memory
constexpr std::size_t REACH = std::size_t{1} << 32;  // bytes on either side of an argument's address
inline std::size_t argument_address(std::size_t index) { return (std::size_t{0x1000} + index * 4) * REACH; }

// A pointer to the slot that a tensor is bound to by a pipe is a pointer of its own, whichever slot it is.
struct Slot {
    std::string tensor, element;
    std::size_t element_size;
};

inline std::vector<Slot> slots;
inline std::size_t slot_address(std::size_t index) { return (std::size_t{0x2000} + index) * REACH + REACH / 2; }

inline std::string moved(const std::string& base, std::ptrdiff_t elements) {
    if (elements == 0) return base;
    return base + (elements < 0 ? " - " : " + ") + std::to_string(elements < 0 ? -elements : elements);
}

// `base + offset` as a pointer to elements of the wanted type; "" for that of the base.
inline std::string pointer_expression(
    const std::string& base, const std::string& element, std::size_t size, std::ptrdiff_t bytes, const std::string& wanted
) {
    const auto unit = static_cast<std::ptrdiff_t>(size);
    const bool whole = unit != 0 && bytes % unit == 0;
    if (whole && (wanted.empty() || wanted == element)) return moved(base, bytes / unit);
    const std::string target = "reinterpret_cast<__gm__ " + (wanted.empty() ? element : wanted) + "*>(";
    if (whole) return target + moved(base, bytes / unit) + ")";
    return target + moved("reinterpret_cast<__gm__ uint8_t*>(" + base + ")", bytes) + ")";
}

// A pointer into global memory as text.
inline std::string global_text(const void* pointer, const std::string& wanted = "") {
    const auto address = reinterpret_cast<std::size_t>(pointer);
    if (address == 0) return "nullptr";
    for (const Argument& one : arguments) {
        const auto bytes = static_cast<std::ptrdiff_t>(address - one.address);
        if (-static_cast<std::ptrdiff_t>(REACH) < bytes && bytes < static_cast<std::ptrdiff_t>(REACH)) {
            return pointer_expression(one.name, one.element, one.element_size, bytes, wanted);
        }
    }
    const std::size_t index = address / REACH - 0x2000;
    if (address >= slot_address(0) - REACH / 2 && index < slots.size()) {
        const Slot& one = slots[index];
        const auto bytes = static_cast<std::ptrdiff_t>(address - slot_address(index));
        return pointer_expression(one.tensor + ".data()", one.element, one.element_size, bytes, wanted);
    }
    refuse("a pointer into global memory that is made from no argument of the kernel: it was read from memory, perhaps");
}

// Where tiles are is a number; this one is none.
constexpr std::size_t NOWHERE = std::size_t{0x7f00} * REACH;

// The chains of calls that led to assignments of addresses, for the declarations that tell them.
inline std::vector<std::string> assignments;

inline int assigned_here() {
    static std::unordered_map<std::string, int> known;
    const auto found = known.emplace(calls(), static_cast<int>(assignments.size()));
    if (found.second) assignments.push_back(found.first->first);
    return found.first->second;
}

// One name for each tile type, place and valid shape: so `tiles[i % 2]` takes turns between two names.
inline std::string tile_name(const std::string& type, std::size_t address, const std::string& sizes, int assigned) {
    static std::unordered_map<std::string, std::string> known;
    std::string& name = known[type + sizes + "@" + std::to_string(address)];
    if (name.empty()) {
        name = fresh("t");
        const std::string& where = assigned < 0 ? calls() : assignments[static_cast<std::size_t>(assigned)];
        line('D', type + " " + name + sizes + ";", where);
        if (address != NOWHERE) line('D', "TASSIGN(" + name + ", " + std::to_string(address) + ");", where);
    }
    return name;
}

}  // namespace ptofix_record
