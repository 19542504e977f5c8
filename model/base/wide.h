// SPDX-License-Identifier: GPL-3.0-or-later
// Exact products of two 64-bit numbers, the same on every compiler.
#pragma once

#include <compare>
#include <cstdint>

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

// |value|, also of the least number.
constexpr std::uint64_t magnitude(std::int64_t value)
{
    return value < 0 ? ~static_cast<std::uint64_t>(value) + 1U : static_cast<std::uint64_t>(value);
}

} // namespace holdfast
