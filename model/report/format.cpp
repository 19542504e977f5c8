// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/report/format.h"

#include <array>
#include <charconv>
#include <cmath>

namespace holdfast {

namespace {

constexpr std::string_view trueMinus = "−";
constexpr std::string_view thinSpace = "\u202f"; // narrow and not breaking

struct CurrencySign {
    std::string_view code, sign;
};
constexpr CurrencySign signs[] = {{"USD", "$"}, {"EUR", "€"}, {"GBP", "£"}, {"JPY", "¥"}, {"", "$"}};

// "$" before the figure, or "CHF " for a currency without a sign of its own.
std::string prefix(std::string_view currency)
{
    for (const CurrencySign& known : signs) {
        if (known.code == currency)
            return std::string(known.sign);
    }
    return std::string(currency) + "\u00a0";
}

std::string fixed(double value, int decimals)
{
    std::array<char, 400> buffer{};
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, decimals);
    return {buffer.data(), end.ptr};
}

// Half away from zero, so that 2.5 shows as 3 and a figure never depends on how its double happens to end.
double rounded(double value, int decimals)
{
    const double scale = std::pow(10.0, decimals);
    return std::round(value * scale * (1 + 1e-14)) / scale;
}

std::string grouped(std::string digits)
{
    const auto point = digits.find('.');
    for (auto i = static_cast<std::ptrdiff_t>(point == std::string::npos ? digits.size() : point) - 3; i > 0; i -= 3)
        digits.insert(static_cast<std::size_t>(i), ",");
    return digits;
}

} // namespace

std::string shortMoney(Money amount, std::string_view currency)
{
    const double units = std::abs(amount.inUnits());
    std::string text = amount.cents < 0 ? std::string(trueMinus) : std::string();
    text += prefix(currency);
    // The unit is chosen after rounding: $999,960 is $1.00M, not $1000K.
    if (units >= 999'500'000'000.0)
        return text + fixed(rounded(units / 1e12, 2), 2) + "T";
    if (units >= 999'500'000.0)
        return text + fixed(rounded(units / 1e9, 2), 2) + "B";
    if (units >= 999'500.0)
        return text + fixed(rounded(units / 1e6, 2), 2) + "M";
    if (units >= 999.5)
        return text + fixed(rounded(units / 1e3, 0), 0) + "K";
    return text + fixed(rounded(units, 0), 0);
}

std::string exactMoney(Money amount, std::string_view currency)
{
    std::string digits = amount.toText();
    const bool negative = digits.starts_with('-');
    if (negative)
        digits.erase(0, 1);
    return (negative ? std::string(trueMinus) : std::string()) + prefix(currency) + grouped(std::move(digits));
}

std::string percent(const Ratio& ratio, int decimals)
{
    if (!ratio)
        return std::string(dash);
    const double value = rounded(*ratio * 100, decimals);
    return (value < 0 ? std::string(trueMinus) : std::string()) + fixed(std::abs(value), decimals) +
        std::string(thinSpace) + "%";
}

std::string points(double value)
{
    const double shown = rounded(value, 1);
    const std::string_view sign = shown < 0 ? trueMinus : shown > 0 ? "+" : "";
    return std::string(sign) + fixed(std::abs(shown), 1) + "\u00a0pt";
}

std::string plainNumber(double value, int decimals)
{
    const double shown = rounded(value, decimals);
    return (shown < 0 ? std::string(trueMinus) : std::string()) + grouped(fixed(std::abs(shown), decimals));
}

std::string dateText(Date day)
{
    static constexpr std::string_view months[] = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return std::to_string(day.day()) + "\u00a0" + std::string(months[day.month() - 1]) + "\u00a0" +
        std::to_string(day.year());
}

std::string dateText(const std::optional<Date>& day)
{
    return day ? dateText(*day) : std::string(dash);
}

std::string days(std::optional<int> count)
{
    if (!count)
        return std::string(dash);
    return (*count < 0 ? std::string(trueMinus) : std::string()) + std::to_string(std::abs(*count)) + "\u00a0d";
}

std::string factText(const FactValue& value, std::string_view currency)
{
    struct Writer {
        std::string_view currency;
        std::string operator()(std::monostate) const { return std::string(dash); }
        std::string operator()(std::int64_t count) const { return plainNumber(static_cast<double>(count), 0); }
        std::string operator()(double figure) const
        {
            return figure == std::floor(figure) && std::abs(figure) >= 10 ? plainNumber(figure, 0)
                                                                          : plainNumber(figure, 2);
        }
        std::string operator()(const std::string& words) const { return words; }
        std::string operator()(Date day) const { return dateText(day); }
        std::string operator()(Money amount) const { return shortMoney(amount, currency); }
    };
    return std::visit(Writer{currency}, value);
}

} // namespace holdfast
