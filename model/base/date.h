// SPDX-License-Identifier: GPL-3.0-or-later
// A civil date without a time zone, and the calendar arithmetic that the figures use.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace holdfast {

// A day of the proleptic Gregorian calendar, held as days since 1970-01-01.
class Date {
public:
    constexpr Date() = default;
    explicit constexpr Date(std::int32_t daysSince1970)
        : days_(daysSince1970)
    {
    }

    // The day, or nothing when the calendar has no such day (30 February, month 13). Years 1..9999.
    static std::optional<Date> fromYmd(int year, int month, int day);
    // Exactly "YYYY-MM-DD", else nothing.
    static std::optional<Date> fromIso(std::string_view text);

    constexpr std::int32_t daysSince1970() const { return days_; }
    int year() const;
    int month() const; // 1..12
    int day() const; // 1..31
    int weekday() const; // 0 Monday .. 6 Sunday (ISO order)
    int quarter() const; // 1..4

    Date addDays(int days) const { return Date(days_ + days); }
    // The same day of the month so many months on; a day that the month lacks becomes its last one.
    Date addMonths(int months) const;
    // The same month and day one year earlier; 29 February becomes the 28th.
    Date oneYearEarlier() const { return addMonths(-12); }
    Date mondayOfWeek() const { return Date(days_ - weekday()); }
    Date lastOfMonth() const;
    bool isLastOfMonth() const { return *this == lastOfMonth(); }

    std::string toIso() const; // "2025-06-30"

    friend constexpr int operator-(Date a, Date b) { return a.days_ - b.days_; }
    friend constexpr auto operator<=>(Date, Date) = default;

private:
    std::int32_t days_ = 0;
};

// The quarter a day lies in, written "2024-Q1".
std::string quarterLabel(Date day);

// The year that ends on `day`, as a half-open interval that excludes its first and includes its last day: (from, to].
struct Period {
    Date from; // opening day A
    Date to; // closing day D, from < to

    bool operator==(const Period&) const = default;
};

} // namespace holdfast
