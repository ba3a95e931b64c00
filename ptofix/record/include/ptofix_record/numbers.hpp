// Floating-point types of the device, as far as a host needs them: their size, and conversions.
#pragma once

#include "ptofix_record/names.hpp"

namespace ptofix_record {

// Sixteen bits with so many for the exponent; computed without looking at the bits of a float, for `constexpr`.
template <int Exponent>
struct Short {
    uint16_t bits;
    static constexpr int fraction = 15 - Exponent, bias = (1 << (Exponent - 1)) - 1;

    Short() = default;
    template <typename T, typename = std::enable_if_t<std::is_arithmetic_v<T>>>
    constexpr Short(T value) : bits(encoded(static_cast<double>(value))) {}
    constexpr operator float() const { return static_cast<float>(decoded()); }

    static constexpr uint16_t encoded(double value) {
        const uint16_t sign = value < 0 ? 0x8000 : 0;
        double size = value < 0 ? -value : value;
        constexpr uint16_t infinite = ((1 << Exponent) - 1) << fraction;
        if (!(size == size)) return infinite | 1;
        if (size > 1e300) return sign | infinite;
        int exponent = 0;
        while (size >= 2) size /= 2, ++exponent;
        while (size != 0 && size < 1 && exponent > 1 - bias) size *= 2, --exponent;
        const bool normal = size >= 1;
        const double whole = (normal ? size - 1 : size) * (1 << fraction);
        auto kept = static_cast<uint32_t>(whole);
        if (whole - kept > 0.5 || (whole - kept == 0.5 && kept % 2 != 0)) ++kept;
        const uint32_t made = ((normal ? static_cast<uint32_t>(exponent + bias) : 0) << fraction) + kept;
        return sign | (made > infinite ? infinite : static_cast<uint16_t>(made));
    }

    constexpr double decoded() const {
        const int exponent = (bits & 0x7fff) >> fraction, rest = bits & ((1 << fraction) - 1);
        double value = rest / static_cast<double>(1 << fraction) + (exponent != 0);
        if (exponent == (1 << Exponent) - 1) {
            value = rest != 0 ? std::numeric_limits<double>::quiet_NaN() : std::numeric_limits<double>::infinity();
        } else {
            for (int i = exponent == 0 ? 1 : exponent; i > bias; --i) value *= 2;
            for (int i = exponent == 0 ? 1 : exponent; i < bias; ++i) value /= 2;
        }
        return bits & 0x8000 ? -value : value;
    }
};

// A type of so many bits of which a host knows nothing more.
template <int Number>
struct Byte {
    uint8_t bits;
    Byte() = default;
    explicit constexpr Byte(int value) : bits(static_cast<uint8_t>(value)) {}
};

}  // namespace ptofix_record

struct half : ptofix_record::Short<5> { using Short::Short; };
struct bfloat16_t : ptofix_record::Short<8> { using Short::Short; };
using float16_t = half;
using float32_t = float;
struct float8_e4m3_t : ptofix_record::Byte<0> { using Byte::Byte; };
struct float8_e5m2_t : ptofix_record::Byte<1> { using Byte::Byte; };
struct float8_e8m0_t : ptofix_record::Byte<2> { using Byte::Byte; };
struct hifloat8_t : ptofix_record::Byte<3> { using Byte::Byte; };
struct float4_e2m1x2_t : ptofix_record::Byte<4> { using Byte::Byte; };
struct float4_e1m2x2_t : ptofix_record::Byte<5> { using Byte::Byte; };
struct int4x2_t : ptofix_record::Byte<6> { using Byte::Byte; };

namespace pto {
struct int4b_t : ptofix_record::Byte<7> { using Byte::Byte; };
}  // namespace pto
