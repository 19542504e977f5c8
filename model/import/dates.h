// SPDX-License-Identifier: GPL-3.0-or-later
// Dates as exports write them. A timestamp keeps its own calendar date; nothing is shifted between time zones.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "model/base/date.h"
#include "model/import/mapping.h"

namespace holdfast {

enum class DateForm : std::uint8_t {
    Sure, // one reading only: `date`
    Ordered, // 3/4/2025: depends on the order of the column, see the three numbers
    Epoch, // Unix seconds or milliseconds: `date`, when somebody said that the column holds them
    Bad,
};

struct DateText {
    DateForm form = DateForm::Bad;
    Date date;
    int first = 0, second = 0, third = 0; // as written, left to right; the year is widened to four digits when third
    bool yearIsShort = false;
};

// What the text says. `text` is trimmed and not missing.
DateText readDate(std::string_view text);

// The day of an Ordered text in that order, or nothing when the calendar has no such day.
std::optional<Date> inOrder(const DateText& text, DateOrder order);

// Unix seconds or milliseconds as a day in UTC; a count of 11 digits and more means milliseconds.
std::optional<Date> dateFromEpoch(std::string_view digits);

// Which orders a column's texts allow, fed with every value.
class DateOrderVotes {
public:
    void add(const DateText& text);
    bool any() const { return seen_; }
    // The order when exactly one reading fits every value (or both readings always give the same day).
    std::optional<DateOrder> decided() const;
    // Some values can only be day first and others only month first.
    bool contradictory() const { return onlyDmy_ > 0 && onlyMdy_ > 0; }

private:
    bool seen_ = false;
    std::int64_t onlyDmy_ = 0;
    std::int64_t onlyMdy_ = 0;
    std::int64_t both_ = 0; // fits both and gives different days
};

} // namespace holdfast
