// SPDX-License-Identifier: GPL-3.0-or-later
// Money as exact minor units, and currency rates as exact decimals.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace holdfast {

// An amount in cents of some currency. Sums are exact and independent of order.
struct Money {
    std::int64_t cents = 0;

    friend constexpr Money operator+(Money a, Money b) { return {a.cents + b.cents}; }
    friend constexpr Money operator-(Money a, Money b) { return {a.cents - b.cents}; }
    friend constexpr Money operator-(Money a) { return {-a.cents}; }
    constexpr Money& operator+=(Money other)
    {
        cents += other.cents;
        return *this;
    }
    constexpr Money& operator-=(Money other)
    {
        cents -= other.cents;
        return *this;
    }
    friend constexpr auto operator<=>(Money, Money) = default;

    constexpr double inUnits() const { return static_cast<double>(cents) / 100.0; }
    std::string toText() const; // "-1234.50", always two decimals, never a separator
};

// Base-currency units per one unit, an exact decimal with ten digits after the point.
struct Rate {
    std::int64_t tenBillionths = 10'000'000'000;

    friend constexpr auto operator<=>(Rate, Rate) = default;
    double value() const { return static_cast<double>(tenBillionths) / 1e10; }
    std::string toText() const; // shortest exact decimal: "1.08"
};

// amount × rate, rounded half away from zero to cents. Saturates at the ends of the 64-bit range.
Money convert(Money amount, Rate rate);

// An amount from a plain decimal text ("-83.3333": optional sign, digits, one point), multiplied by `factor`
// before it is rounded half away from zero to cents. Nothing when the text is no decimal or the result does not fit.
std::optional<Money> moneyFromDecimal(std::string_view decimal, int factor = 1);

// A rate from a plain decimal text; more than ten digits after the point are rounded half away from zero.
// Nothing when it is no decimal, not positive or too large.
std::optional<Rate> rateFromDecimal(std::string_view decimal);

// A double amount of units (a computed figure), rounded half away from zero to cents.
Money moneyFromUnits(double units);

} // namespace holdfast
