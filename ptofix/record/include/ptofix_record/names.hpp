// The spelling of types and enumerators, as assemblers print them.
#pragma once

#include "ptofix_record/trace.hpp"

#include <cxxabi.h>
#include <string_view>
#include <typeinfo>

namespace ptofix_record {

template <typename T>
struct Spelled {
    static std::string text() {
        int status = 0;
        char* made = abi::__cxa_demangle(typeid(T).name(), nullptr, nullptr, &status);
        std::string found = status == 0 ? made : typeid(T).name();
        std::free(made);
        return found.rfind("pto::", 0) == 0 ? found.substr(5) : found;
    }
};

#define PTOFIX_SPELLED(TYPE) \
    template <> struct Spelled<TYPE> { static std::string text() { return #TYPE; } }
PTOFIX_SPELLED(int8_t);
PTOFIX_SPELLED(uint8_t);
PTOFIX_SPELLED(int16_t);
PTOFIX_SPELLED(uint16_t);
PTOFIX_SPELLED(int32_t);
PTOFIX_SPELLED(uint32_t);
PTOFIX_SPELLED(int64_t);
PTOFIX_SPELLED(uint64_t);
#undef PTOFIX_SPELLED

template <typename T>
std::string type_text() {
    return Spelled<std::remove_cv_t<T>>::text();
}

// The name of an enumerator, "" for a number that is none.
template <auto V>
constexpr std::string_view enumerator() {
    std::string_view text = __PRETTY_FUNCTION__;
    const auto start = text.find("V = ") + 4;
    text = text.substr(start, text.find_first_of("];", start) - start);
    if (text.front() == '(' || text.front() == '-' || (text.front() >= '0' && text.front() <= '9')) return "";
    const auto scope = text.rfind(':');
    return scope == text.npos ? text : text.substr(scope + 1);
}

// Whether it is one of the device's, and no number that the user's source has names for.
template <typename E>
bool is_of_the_device() {
    const char* of_the_compiler[] = {"pipe_t", "event_t", "cache_line_t", "dcci_dst_t", "mem_dsb_t", "QuantMode_t"};
    const std::string type = type_text<E>();
    const auto has = [&](const char* name) { return type == name; };
    return std::string_view(typeid(E).name()).substr(0, 5) == "N3pto" ||
           std::any_of(std::begin(of_the_compiler), std::end(of_the_compiler), has);
}

template <typename E>
std::string scoped(std::string_view name, E value) {
    const std::string type = type_text<E>();
    const bool is_known = is_of_the_device<E>();
    if (name.empty() || !is_known) {
        using Number = std::underlying_type_t<E>;
        const std::string number = std::to_string(static_cast<long long>(static_cast<Number>(value)));
        return std::is_convertible_v<E, int> || !is_known ? number : "(" + type + ") " + number;
    }
    return type == "pipe_t" || type == "event_t" ? std::string(name) : type + "::" + std::string(name);
}

template <typename E, std::size_t... I>
std::string_view enumerator_of(E value, std::index_sequence<I...>) {
    std::string_view found;
    ((static_cast<std::size_t>(value) == I ? (void)(found = enumerator<static_cast<E>(I)>()) : (void)0), ...);
    return found;
}

// The spelling of an enumerator that is known only when the program runs.
template <typename E>
std::string enumerator_text(E value) {
    return scoped(enumerator_of(value, std::make_index_sequence<24>()), value);
}

// The spelling of a template argument that is a value.
template <auto V>
std::string value_text() {
    using T = decltype(V);
    if constexpr (std::is_same_v<T, bool>) return V ? "true" : "false";
    else if constexpr (std::is_enum_v<T>) return scoped(enumerator<V>(), V);
    else if constexpr (std::is_integral_v<T>) return std::to_string(V);
    else return "?";
}

}  // namespace ptofix_record
