// Operands of ops, and what a call of an op writes down.
#pragma once

#include "ptofix_record/flags.hpp"

namespace pto {

// How many elements a sort has taken of each list: known on the device only.
struct MrgSortExecutedNumList {
    struct Number {
        uint16_t value = 0;
        Number() = default;
        Number(int given) : value(static_cast<uint16_t>(given)) {}
        operator uint16_t() const { ptofix_record::refuse("how many elements a merge has taken is needed on the host"); }
    };
    Number mrgSortList0, mrgSortList1, mrgSortList2, mrgSortList3;
};

}  // namespace pto

namespace ptofix_record {

template <typename T>
std::string number_text(T value) {
    if constexpr (std::is_same_v<T, bool>) return value ? "true" : "false";
    else if constexpr (std::is_integral_v<T>) {
        if constexpr (std::is_unsigned_v<T> && sizeof(T) == 8) {
            if (value > static_cast<uint64_t>(INT64_MAX)) return std::to_string(value) + "u";
        }
        return std::to_string(value);
    } else {
        char text[48];
        const double number = static_cast<double>(value);
        if (std::isnan(number)) refuse("an operand is no number (NaN)");
        if (std::isinf(number)) return number < 0 ? "-1e999" : "1e999";
        std::snprintf(text, sizeof text, std::is_same_v<T, double> ? "%.17g" : "%.9g", number);
        std::string found = text;
        if (found.find_first_of(".e") == found.npos) found += ".0";
        return std::is_same_v<T, double> ? found : found + "f";
    }
}

template <typename T> struct is_tile_value : std::false_type {};
template <typename T> struct is_tile_value<TileValue<T>> : std::true_type {};

// What a statement calls an operand.
template <typename T>
std::string operand_text(const T& value) {
    if constexpr (pto::is_tile_data_v<T> || pto::is_conv_tile_v<T> || pto::is_global_data_v<T> || pto::is_pipe<T>::value) {
        return value.name();
    } else if constexpr (is_tile_value<T>::value) {
        return value.name;
    } else if constexpr (std::is_enum_v<T>) {
        return enumerator_text(value);
    } else if constexpr (std::is_same_v<T, bfloat16_t> || std::is_same_v<T, half>) {
        return "(" + type_text<T>() + ") " + number_text(static_cast<float>(value));
    } else if constexpr (std::is_arithmetic_v<T>) {
        return number_text(value);
    } else if constexpr (std::is_same_v<T, pto::MrgSortExecutedNumList>) {
        const std::string name = fresh("m");
        statement("MrgSortExecutedNumList " + name + ";");
        return name;
    } else if constexpr (std::is_pointer_v<T>) {
        if constexpr (pto::is_tile_data_v<std::remove_cv_t<std::remove_pointer_t<T>>>) {
            return value == nullptr ? "nullptr" : "&" + value->name();
        }
        return global_text(value);
    } else if constexpr (std::is_base_of_v<Named, T>) {
        return value.name();
    } else {
        refuse("an operand of a type that no recording can say: " + type_text<T>());
    }
}

// An operand of whatever type, looked at when the op is written down. An event comes last, and is waited for before.
class Operand {
 public:
    Operand() = default;
    template <typename T, typename = std::enable_if_t<!std::is_same_v<std::decay_t<T>, Operand>>>
    Operand(T&& value) : value_(&value) {
        using Plain = std::remove_cv_t<std::remove_reference_t<T>>;
        if constexpr (std::is_base_of_v<pto::EventBaseTag, Plain>) {
            wait_ = [](const void* event) { static_cast<Plain*>(const_cast<void*>(event))->Wait(); };
        } else {
            text_ = [](const void* value) { return operand_text(*static_cast<const Plain*>(value)); };
            is_conv_tile_ = pto::is_conv_tile_v<Plain>;
        }
    }
    void wait() const {
        if (wait_ != nullptr) wait_(value_);
    }
    bool is_written() const { return text_ != nullptr; }
    bool is_conv_tile() const { return is_conv_tile_; }
    std::string text() const { return text_(value_); }

 private:
    const void* value_ = nullptr;
    std::string (*text_)(const void*) = nullptr;
    bool is_conv_tile_ = false;
    void (*wait_)(const void*) = nullptr;
};

// Whether what the op table says of a flat tile holds for a ConvTile.
inline bool takes_flat_tiles(const std::string& op) {
#define PTOFIX_FLAT(NAME) || op == #NAME
    return false PTOFIX_FLAT_OPS(PTOFIX_FLAT);
#undef PTOFIX_FLAT
}

// One call: waits for its events, then names its operands, then is a statement.
inline void called(const std::string& op, const std::string& arguments, std::initializer_list<Operand> operands) {
    for (const Operand& one : operands) one.wait();
    std::string given, overload;
    for (const Operand& one : operands) {
        if (one.is_conv_tile() && !takes_flat_tiles(op)) overload = "_ConvTile";
        if (one.is_written()) given += (given.empty() ? "" : ", ") + one.text();
    }
    statement(op + overload + (arguments.empty() ? "" : "<" + arguments + ">") + "(" + given + ");");
}

// Template arguments as text: types and values in whatever order.
template <typename T>
std::string argument_text() {
    if constexpr (pto::is_tile_data_v<T> || pto::is_global_data_v<T> || pto::is_pipe<T>::value) return T::type();
    else return type_text<T>();
}
template <typename... T>
std::string joined(const T&... one) {
    std::string found;
    ((found += (found.empty() ? "" : ", ") + one), ...);
    return found;
}

// What an intrinsic is given: an address of on-chip memory is a number.
struct Address : Named {
    const void* pointer;
    explicit Address(const volatile void* given) : pointer(const_cast<const void*>(given)) {}
    std::string name() const {
        const auto number = reinterpret_cast<std::size_t>(pointer);
        return number < ON_CHIP ? std::to_string(number) : global_text(pointer);
    }
};
template <typename T>
decltype(auto) raw(const T& value) {
    if constexpr (std::is_pointer_v<T>) return Address(value);
    else return (value);
}

}  // namespace ptofix_record

// An intrinsic of the device compiler.
#define PTOFIX_INTRINSIC(NAME)                                                                                        \
    template <auto... V, typename... T>                                                                               \
    void NAME(const T&... operands) {                                                                                 \
        using namespace ptofix_record;                                                                                \
        called(#NAME, joined(value_text<V>()...), {raw(operands)...});                                                \
    }

// An op that is recorded: with up to twelve operands and events, and template arguments that are types, values, types
// before values, or a value before types and values. No type is deduced, so explicit ones in any order are well.
#define PTOFIX_OPERANDS                                                                                               \
    ::ptofix_record::Operand a = {}, ::ptofix_record::Operand b = {}, ::ptofix_record::Operand c = {},                 \
        ::ptofix_record::Operand d = {}, ::ptofix_record::Operand e = {}, ::ptofix_record::Operand f = {},             \
        ::ptofix_record::Operand g = {}, ::ptofix_record::Operand h = {}, ::ptofix_record::Operand i = {},             \
        ::ptofix_record::Operand j = {}, ::ptofix_record::Operand k = {}, ::ptofix_record::Operand l = {}
#define PTOFIX_T(TYPE) ::ptofix_record::argument_text<TYPE>()
#define PTOFIX_CALLED(NAME, ...)                                                                                      \
    ::ptofix_record::called(#NAME, ::ptofix_record::joined(__VA_ARGS__), {a, b, c, d, e, f, g, h, i, j, k, l})
#define PTOFIX_OP(NAME, SPELLED, RESULT)                                                                              \
    template <typename... T>                                                                                          \
    RESULT NAME(PTOFIX_OPERANDS) {                                                                                    \
        PTOFIX_CALLED(SPELLED, PTOFIX_T(T)...);                                                                       \
        return RESULT();                                                                                              \
    }                                                                                                                 \
    template <auto V, auto... W>                                                                                      \
    RESULT NAME(PTOFIX_OPERANDS) {                                                                                    \
        PTOFIX_CALLED(SPELLED, ::ptofix_record::value_text<V>(), ::ptofix_record::value_text<W>()...);                \
        return RESULT();                                                                                              \
    }                                                                                                                 \
    template <typename T, auto V, auto... W>                                                                          \
    RESULT NAME(PTOFIX_OPERANDS) {                                                                                    \
        PTOFIX_CALLED(SPELLED, PTOFIX_T(T), ::ptofix_record::value_text<V>(), ::ptofix_record::value_text<W>()...);   \
        return RESULT();                                                                                              \
    }                                                                                                                 \
    template <typename T, typename U, auto V, auto... W>                                                              \
    RESULT NAME(PTOFIX_OPERANDS) {                                                                                    \
        PTOFIX_CALLED(                                                                                                \
            SPELLED, PTOFIX_T(T), PTOFIX_T(U), ::ptofix_record::value_text<V>(), ::ptofix_record::value_text<W>()...  \
        );                                                                                                            \
        return RESULT();                                                                                              \
    }                                                                                                                 \
    template <typename T, typename U, typename X, auto V, auto... W>                                                  \
    RESULT NAME(PTOFIX_OPERANDS) {                                                                                    \
        PTOFIX_CALLED(                                                                                                \
            SPELLED, PTOFIX_T(T), PTOFIX_T(U), PTOFIX_T(X), ::ptofix_record::value_text<V>(),                         \
            ::ptofix_record::value_text<W>()...                                                                       \
        );                                                                                                            \
        return RESULT();                                                                                              \
    }                                                                                                                 \
    template <typename T, typename U, typename X, typename Y, auto V, auto... W>                                      \
    RESULT NAME(PTOFIX_OPERANDS) {                                                                                    \
        PTOFIX_CALLED(                                                                                                \
            SPELLED, PTOFIX_T(T), PTOFIX_T(U), PTOFIX_T(X), PTOFIX_T(Y), ::ptofix_record::value_text<V>(),            \
            ::ptofix_record::value_text<W>()...                                                                       \
        );                                                                                                            \
        return RESULT();                                                                                              \
    }                                                                                                                 \
    template <typename T, typename U, typename X, typename Y, typename Z, auto V, auto... W>                          \
    RESULT NAME(PTOFIX_OPERANDS) {                                                                                    \
        PTOFIX_CALLED(                                                                                                \
            SPELLED, PTOFIX_T(T), PTOFIX_T(U), PTOFIX_T(X), PTOFIX_T(Y), PTOFIX_T(Z),                                 \
            ::ptofix_record::value_text<V>(), ::ptofix_record::value_text<W>()...                                     \
        );                                                                                                            \
        return RESULT();                                                                                              \
    }                                                                                                                 \
    template <typename T, typename U, typename X, typename Y, typename Z, typename S, auto V, auto... W>              \
    RESULT NAME(PTOFIX_OPERANDS) {                                                                                    \
        PTOFIX_CALLED(                                                                                                \
            SPELLED, PTOFIX_T(T), PTOFIX_T(U), PTOFIX_T(X), PTOFIX_T(Y), PTOFIX_T(Z), PTOFIX_T(S),                    \
            ::ptofix_record::value_text<V>(), ::ptofix_record::value_text<W>()...                                     \
        );                                                                                                            \
        return RESULT();                                                                                              \
    }                                                                                                                 \
    template <auto V, typename T, typename... U>                                                                      \
    RESULT NAME(PTOFIX_OPERANDS) {                                                                                    \
        PTOFIX_CALLED(SPELLED, ::ptofix_record::value_text<V>(), PTOFIX_T(T), PTOFIX_T(U)...);                        \
        return RESULT();                                                                                              \
    }                                                                                                                 \
    template <auto V, typename T, typename U, auto W, auto... R>                                                      \
    RESULT NAME(PTOFIX_OPERANDS) {                                                                                    \
        PTOFIX_CALLED(                                                                                                \
            SPELLED, ::ptofix_record::value_text<V>(), PTOFIX_T(T), PTOFIX_T(U), ::ptofix_record::value_text<W>(),    \
            ::ptofix_record::value_text<R>()...                                                                       \
        );                                                                                                            \
        return RESULT();                                                                                              \
    }

namespace pto {

template <
    TileType Loc_, typename Element_, const int Rows_, const int Cols_, const BLayout BFractal_, const int RowValid_,
    const int ColValid_, const SLayout SFractal_, const int SFractalSize_, auto PadVal_, const CompactMode Compact_>
template <typename V>
void Tile<Loc_, Element_, Rows_, Cols_, BFractal_, RowValid_, ColValid_, SFractal_, SFractalSize_, PadVal_, Compact_>::
    SetValue(uint32_t offset, const V& value) {
    using namespace ptofix_record;
    statement(name() + ".SetValue(" + std::to_string(offset) + ", " + operand_text(value) + ");");
}

}  // namespace pto
