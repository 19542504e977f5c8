// SPDX-License-Identifier: GPL-3.0-or-later
// Exact products and quotients of 64-bit numbers, the same on every compiler.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>

namespace holdfast {

// A natural number of up to 128 bits.
struct Wide {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    friend constexpr auto operator<=>(const Wide&, const Wide&) = default;
    // A sum that fits 128 bits.
    friend constexpr Wide operator+(Wide a, Wide b)
    {
        const std::uint64_t low = a.low + b.low;
        return {a.high + b.high + (low < a.low ? 1U : 0U), low};
    }
    // a − b for a ≥ b.
    friend constexpr Wide operator-(Wide a, Wide b)
    {
        return {a.high - b.high - (a.low < b.low ? 1U : 0U), a.low - b.low};
    }
};

constexpr Wide multiply(std::uint64_t a, std::uint64_t b)
{
    const std::uint64_t aLow = a & 0xffffffffU, aHigh = a >> 32;
    const std::uint64_t bLow = b & 0xffffffffU, bHigh = b >> 32;
    const std::uint64_t lowLow = aLow * bLow;
    const std::uint64_t middle = aHigh * bLow + (lowLow >> 32);
    const std::uint64_t middle2 = aLow * bHigh + (middle & 0xffffffffU);
    return {aHigh * bHigh + (middle >> 32) + (middle2 >> 32), (middle2 << 32) | (lowLow & 0xffffffffU)};
}

// a × b where it fits 128 bits.
constexpr std::optional<Wide> multiply(Wide a, std::uint64_t b)
{
    const Wide low = multiply(a.low, b), high = multiply(a.high, b);
    if (high.high != 0 || high.low > std::numeric_limits<std::uint64_t>::max() - low.high)
        return std::nullopt;
    return Wide{high.low + low.high, low.low};
}

constexpr std::uint64_t greatestQuotient = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());

constexpr std::uint64_t roundedQuotient(std::uint64_t quotient, std::uint64_t remainder, std::uint64_t divisor)
{
    if (remainder >= divisor - remainder)
        ++quotient;
    return quotient > greatestQuotient ? greatestQuotient : quotient;
}

// value / divisor, rounded half up, or the greatest int64 when it does not fit: bit by bit.
constexpr std::uint64_t divideLong(Wide value, std::uint64_t divisor)
{
    if (value.high >= divisor)
        return greatestQuotient;
    std::uint64_t quotient = 0;
    std::uint64_t remainder = value.high;
    for (int bit = 63; bit >= 0; --bit) {
        const bool carries = (remainder >> 63U) != 0;
        remainder = (remainder << 1U) | ((value.low >> static_cast<unsigned>(bit)) & 1U);
        quotient <<= 1U;
        if (carries || remainder >= divisor) {
            remainder -= divisor;
            quotient |= 1U;
        }
    }
    return roundedQuotient(quotient, remainder, divisor);
}

// The same; amounts of everyday size take one division, which by a constant is a multiplication.
constexpr std::uint64_t divideRounded(Wide value, std::uint64_t divisor)
{
    return value.high == 0 ? roundedQuotient(value.low / divisor, value.low % divisor, divisor)
                           : divideLong(value, divisor);
}

// |value|, also of the least number.
constexpr std::uint64_t magnitude(std::int64_t value)
{
    return value < 0 ? ~static_cast<std::uint64_t>(value) + 1U : static_cast<std::uint64_t>(value);
}

} // namespace holdfast
