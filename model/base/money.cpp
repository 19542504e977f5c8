// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/money.h"

#include <algorithm>
#include <cmath>

#include "model/base/money_limits.h"
#include "model/base/wide.h"

namespace holdfast {

namespace {

constexpr std::uint64_t greatest = greatestQuotient;

// decimal × factor × 10^digits, rounded half away from zero; nothing when it is no decimal or does not fit.
std::optional<std::int64_t> scaledDecimal(std::string_view text, int digits, int factor)
{
    bool negative = false;
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
        negative = text[0] == '-';
        text.remove_prefix(1);
    }
    std::uint64_t value = 0;
    bool point = false, any = false;
    int kept = 0;
    std::string_view rest; // digits after the needed ones
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9')
            return std::nullopt;
        any = true;
        if (!point || kept < digits) {
            if (value > greatest / 10 - 1)
                return std::nullopt;
            value = value * 10 + static_cast<std::uint64_t>(c - '0');
            kept += point ? 1 : 0;
        } else if (rest.empty()) {
            rest = text.substr(i);
        }
    }
    if (!any)
        return std::nullopt;
    for (; kept < digits; ++kept) {
        if (value > greatest / 10)
            return std::nullopt;
        value *= 10;
    }
    const auto times = static_cast<std::uint64_t>(factor);
    if (value > greatest / times - times)
        return std::nullopt;
    // The rest times the factor, digit by digit from the last: exact however many there are.
    std::uint64_t carry = 0, tenths = 0;
    for (auto digit = rest.rbegin(); digit != rest.rend(); ++digit) {
        carry += static_cast<std::uint64_t>(*digit - '0') * times;
        tenths = carry % 10;
        carry /= 10;
    }
    value = value * times + carry + (tenths >= 5 ? 1U : 0U);
    const auto signedValue = static_cast<std::int64_t>(value);
    return negative ? -signedValue : signedValue;
}

} // namespace

std::string Money::toText() const
{
    const std::uint64_t size = magnitude(cents);
    std::string text = cents < 0 ? "-" : "";
    text += std::to_string(size / 100) + '.';
    text += static_cast<char>('0' + size / 10 % 10);
    text += static_cast<char>('0' + size % 10);
    return text;
}

std::string Rate::toText() const
{
    std::string text = std::to_string(tenBillionths / 10'000'000'000);
    std::string digits = std::to_string(tenBillionths % 10'000'000'000);
    digits.insert(0, 10 - digits.size(), '0');
    while (!digits.empty() && digits.back() == '0')
        digits.pop_back();
    return digits.empty() ? text : text + '.' + digits;
}

Money convert(Money amount, Rate rate)
{
    if (rate.tenBillionths == 10'000'000'000)
        return amount;
    const std::uint64_t value =
        divideRounded(multiply(magnitude(amount.cents), magnitude(rate.tenBillionths)), 10'000'000'000U);
    const auto size = static_cast<std::int64_t>(value);
    return {amount.cents < 0 ? -size : size};
}

std::optional<Money> moneyFromDecimal(std::string_view decimal, int factor)
{
    const auto cents = scaledDecimal(decimal, 2, factor);
    if (!cents || !isAmount(Money{*cents}))
        return std::nullopt;
    return Money{*cents};
}

std::optional<Rate> rateFromDecimal(std::string_view decimal)
{
    const auto value = scaledDecimal(decimal, 10, 1);
    if (!value || *value <= 0)
        return std::nullopt;
    return Rate{*value};
}

Money moneyFromUnits(double units)
{
    // Binary fractions miss most halves by a hair (150.015 × 100 = 15001.499999999998): within some units of the last
    // place they are meant.
    const double cents = std::abs(units) * 100.0;
    const double hair = std::max(1e-9, cents * 2e-15);
    const std::int64_t size = std::llround(std::floor(cents + 0.5 + hair));
    return {units < 0 ? -size : size};
}

} // namespace holdfast
