// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/date.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace holdfast {

namespace {

std::chrono::year_month_day civil(Date date)
{
    return std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(date.daysSince1970())));
}

Date fromCivil(std::chrono::year_month_day day)
{
    return Date(static_cast<std::int32_t>(std::chrono::sys_days(day).time_since_epoch().count()));
}

} // namespace

std::optional<Date> Date::fromYmd(int year, int month, int day)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
        return std::nullopt;
    const std::chrono::year_month_day civilDay(std::chrono::year(year),
        std::chrono::month(static_cast<unsigned>(month)), std::chrono::day(static_cast<unsigned>(day)));
    if (!civilDay.ok())
        return std::nullopt;
    return fromCivil(civilDay);
}

std::optional<Date> Date::fromIso(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const auto number = [&](std::size_t first, std::size_t count) {
        int value = 0;
        for (std::size_t i = first; i < first + count; ++i) {
            if (text[i] < '0' || text[i] > '9')
                return -1;
            value = value * 10 + (text[i] - '0');
        }
        return value;
    };
    return fromYmd(number(0, 4), number(5, 2), number(8, 2));
}

int Date::year() const { return int(civil(*this).year()); }
int Date::month() const { return static_cast<int>(unsigned(civil(*this).month())); }
int Date::day() const { return static_cast<int>(unsigned(civil(*this).day())); }
int Date::quarter() const { return (month() - 1) / 3 + 1; }

int Date::weekday() const
{
    // 1970-01-01 was a Thursday, which is 3 when Monday is 0.
    const int shifted = (days_ + 3) % 7;
    return shifted < 0 ? shifted + 7 : shifted;
}

Date Date::addMonths(int months) const
{
    const std::chrono::year_month_day day = civil(*this);
    const std::chrono::year_month target = day.year() / day.month() + std::chrono::months(months);
    const std::chrono::year_month_day_last last(target.year(), std::chrono::month_day_last(target.month()));
    return fromCivil(target / std::min(day.day(), last.day()));
}

Date Date::lastOfMonth() const
{
    const std::chrono::year_month_day day = civil(*this);
    return fromCivil(std::chrono::year_month_day(day.year() / day.month() / std::chrono::last));
}

std::string Date::toIso() const
{
    const auto day = civil(*this);
    const auto digits = [](std::string& text, int value, int width) {
        std::array<char, 8> buffer{};
        for (int i = width - 1; i >= 0; --i) {
            buffer[static_cast<std::size_t>(i)] = static_cast<char>('0' + value % 10);
            value /= 10;
        }
        text.append(buffer.data(), static_cast<std::size_t>(width));
    };
    std::string text;
    text.reserve(10);
    digits(text, int(day.year()), 4);
    text += '-';
    digits(text, static_cast<int>(unsigned(day.month())), 2);
    text += '-';
    digits(text, static_cast<int>(unsigned(day.day())), 2);
    return text;
}

std::string quarterLabel(Date day)
{
    return day.toIso().substr(0, 4) + "-Q" + std::to_string(day.quarter());
}

} // namespace holdfast
