// SPDX-License-Identifier: GPL-3.0-or-later
// A value that may be missing, in the space of the value alone. std::optional needs as much again beside most values;
// of the millions of rows that a portfolio holds, a third would be that.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <type_traits>

#include "model/base/date.h"
#include "model/base/money.h"

namespace holdfast {

// How a missing value is held: as one that no value is. `Held` is the type in memory.
template <class T> struct Absent;

template <> struct Absent<Date> {
    using Held = Date;
    static constexpr Date none{std::numeric_limits<std::int32_t>::min() + 1};
    static constexpr bool isNone(Date held) { return held == none; }
};
template <> struct Absent<Money> {
    using Held = Money;
    static constexpr Money none{std::numeric_limits<std::int64_t>::min()};
    static constexpr bool isNone(Money held) { return held == none; }
};
template <class T>
requires(std::is_same_v<T, int> || std::is_same_v<T, std::int64_t>) struct Absent<T> {
    using Held = T;
    static constexpr T none = std::numeric_limits<T>::min();
    static constexpr bool isNone(T held) { return held == none; }
};
template <> struct Absent<Rate> {
    using Held = Rate;
    static constexpr Rate none{std::numeric_limits<std::int64_t>::min()};
    static constexpr bool isNone(Rate held) { return held == none; }
};
template <> struct Absent<double> {
    using Held = double;
    static constexpr double none = std::numeric_limits<double>::quiet_NaN(); // no import lets one in
    static bool isNone(double held) { return std::isnan(held); }
};
template <class T>
requires(std::is_same_v<T, bool> || (std::is_enum_v<T> && sizeof(T) == 1)) struct Absent<T> {
    using Held = std::uint8_t;
    static constexpr std::uint8_t none = 0xff;
    static constexpr bool isNone(std::uint8_t held) { return held == none; }
};

// Used as a std::optional, and becomes one where one is asked for. A stored value that means "none" reads as missing.
template <class T> class Maybe {
    using Held = typename Absent<T>::Held;

public:
    constexpr Maybe() = default;
    constexpr Maybe(std::nullopt_t) { }
    constexpr Maybe(T value)
        : held_(static_cast<Held>(value))
    {
    }
    constexpr Maybe(const std::optional<T>& value)
        : held_(value ? static_cast<Held>(*value) : Absent<T>::none)
    {
    }

    constexpr bool has_value() const { return !Absent<T>::isNone(held_); }
    // Not of a bool: std::optional<bool>(maybe) would take the answer for the value.
    constexpr explicit operator bool() const requires(!std::is_same_v<T, bool>) { return has_value(); }
    constexpr operator std::optional<T>() const { return has_value() ? std::optional<T>(**this) : std::nullopt; }
    // Only where there is a value.
    constexpr T operator*() const { return static_cast<T>(held_); }
    constexpr const T* operator->() const requires std::is_class_v<T> { return &held_; }
    constexpr T value_or(T otherwise) const { return has_value() ? **this : otherwise; }
    constexpr void reset() { held_ = Absent<T>::none; }

    friend constexpr bool operator==(Maybe a, Maybe b)
    {
        return a.has_value() == b.has_value() && (!a.has_value() || *a == *b);
    }
    // Not left to the comparison of std::optional with a value, to which two missing ones would differ.
    friend constexpr bool operator==(Maybe a, const std::optional<T>& b) { return a == Maybe(b); }
    friend constexpr bool operator==(const std::optional<T>& a, Maybe b) { return Maybe(a) == b; }
    friend constexpr bool operator==(Maybe a, T b) { return a.has_value() && *a == b; }
    friend constexpr bool operator==(Maybe a, std::nullopt_t) { return !a.has_value(); }

private:
    Held held_ = Absent<T>::none;
};

} // namespace holdfast
