// SPDX-License-Identifier: GPL-3.0-or-later
// Ratios, and thresholds that are met or missed on the exact value: within 1e-9 of a threshold equals it.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>

#include "model/base/money.h"

namespace holdfast {

using Ratio = std::optional<double>; // nothing where the divisor is zero: shown as "–"

constexpr double thresholdTolerance = 1e-9;

inline bool equals(double value, double threshold) { return std::abs(value - threshold) <= thresholdTolerance; }
inline bool atLeast(double value, double threshold) { return value >= threshold || equals(value, threshold); }
inline bool atMost(double value, double threshold) { return value <= threshold || equals(value, threshold); }
inline bool below(double value, double threshold) { return value < threshold && !equals(value, threshold); }
inline bool above(double value, double threshold) { return value > threshold && !equals(value, threshold); }

inline Ratio ratio(Money part, Money whole)
{
    if (whole.cents == 0)
        return std::nullopt;
    return static_cast<double>(part.cents) / static_cast<double>(whole.cents);
}

inline Ratio ratio(std::int64_t part, std::int64_t whole)
{
    if (whole == 0)
        return std::nullopt;
    return static_cast<double>(part) / static_cast<double>(whole);
}

} // namespace holdfast
