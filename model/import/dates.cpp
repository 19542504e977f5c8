// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/import/dates.h"

#include <array>

namespace holdfast {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

// Reads a text from left to right.
struct Cursor {
    std::string_view text;
    std::size_t at = 0;

    bool ended() const { return at >= text.size(); }
    char peek() const { return ended() ? '\0' : text[at]; }
    bool take(char c)
    {
        if (peek() != c || ended())
            return false;
        ++at;
        return true;
    }
    void blanks()
    {
        while (peek() == ' ')
            ++at;
    }
    // Up to `most` digits; the count of digits read is returned.
    int number(int& value, int most)
    {
        int count = 0;
        value = 0;
        while (count < most && isDigit(peek())) {
            value = value * 10 + (peek() - '0');
            ++at;
            ++count;
        }
        return count;
    }
    // A word of letters in lower case, at most 15 of them.
    std::string_view word(std::array<char, 16>& buffer)
    {
        std::size_t count = 0;
        while (isLetter(peek()) && count < buffer.size() - 1)
            buffer[count++] = lower(text[at++]);
        return {buffer.data(), count};
    }
};

// The rest of a text behind its date: nothing, or a time of day with an optional zone.
bool isTimeTail(std::string_view rest)
{
    Cursor c{rest};
    c.take(',');
    c.blanks();
    if (c.ended())
        return true;
    if (c.peek() == 'T' || c.peek() == 't')
        ++c.at;
    int value = 0;
    const int digits = c.number(value, 6);
    if (digits == 0 || digits == 3 || digits == 5)
        return false;
    if (digits <= 2) {
        if (value > 24)
            return false;
        for (int part = 0; part < 2 && c.take(':'); ++part) {
            if (c.number(value, 2) == 0 || value > 60)
                return false;
        }
        if (c.peek() == '.' || c.peek() == ',' || c.peek() == ':') {
            ++c.at;
            if (c.number(value, 9) == 0)
                return false;
        }
    }
    c.blanks();
    std::array<char, 16> buffer{};
    std::string_view word = c.word(buffer);
    if (word == "a" || word == "p" || word == "am" || word == "pm") {
        c.take('.');
        if (c.peek() == 'm' || c.peek() == 'M')
            ++c.at;
        c.take('.');
        c.blanks();
        word = c.word(buffer);
    }
    if (c.peek() == '+' || c.peek() == '-') {
        ++c.at;
        if (c.number(value, 4) == 0)
            return false;
        if (c.take(':') && c.number(value, 2) != 2)
            return false;
    }
    c.blanks();
    if (c.take('[') || c.take('(')) { // [Europe/Berlin]
        while (!c.ended() && c.peek() != ']' && c.peek() != ')')
            ++c.at;
        if (!c.ended())
            ++c.at;
    }
    return c.ended();
}

int monthOf(std::string_view word)
{
    constexpr std::array<std::string_view, 12> names = {"january", "february", "march", "april", "may", "june", "july",
        "august", "september", "october", "november", "december"};
    if (word == "sept")
        return 9;
    if (word.size() < 3)
        return 0;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (word == names[i] || word == names[i].substr(0, 3))
            return static_cast<int>(i) + 1;
    }
    return 0;
}

bool isWeekday(std::string_view word)
{
    constexpr std::array<std::string_view, 7> names = {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    for (const std::string_view name : names) {
        if (word.size() >= 3 && name.substr(0, word.size()) == word)
            return true;
    }
    return false;
}

// Two-digit years: 69..99 are of the last century, as POSIX reads them.
int widened(int year, int digits)
{
    if (digits > 2)
        return year;
    return year < 69 ? 2000 + year : 1900 + year;
}

void skipSeparators(Cursor& c)
{
    while (c.peek() == ' ' || c.peek() == '-' || c.peek() == '/' || c.peek() == ',' || c.peek() == '.')
        ++c.at;
}

DateText sure(std::optional<Date> date, std::string_view rest)
{
    DateText text;
    if (date && isTimeTail(rest)) {
        text.form = DateForm::Sure;
        text.date = *date;
    }
    return text;
}

// "14/Jul/25 3:42 PM", "July 14, 2025", "Mon, 14 July 2025", "2025-Jul-14".
DateText readNamedMonth(std::string_view whole)
{
    Cursor c{whole};
    std::array<char, 16> buffer{};
    if (isLetter(c.peek())) {
        const std::size_t before = c.at;
        const std::string_view word = c.word(buffer);
        if (isWeekday(word) && monthOf(word) == 0)
            skipSeparators(c);
        else
            c.at = before;
    }
    int day = 0, month = 0, year = 0, value = 0;
    int yearDigits = 0;
    if (isLetter(c.peek())) {
        month = monthOf(c.word(buffer));
        skipSeparators(c);
        const int digits = c.number(day, 4);
        if (digits == 0 || month == 0)
            return {};
        if (digits > 2) { // "July 2025" names no day
            return {};
        }
        if (isLetter(c.peek()))
            c.word(buffer); // 14th
        skipSeparators(c);
        yearDigits = c.number(year, 4);
    } else {
        const int digits = c.number(value, 4);
        if (isLetter(c.peek()) && digits <= 2) {
            const std::size_t before = c.at;
            const std::string_view suffix = c.word(buffer);
            if (suffix != "st" && suffix != "nd" && suffix != "rd" && suffix != "th")
                c.at = before;
        }
        skipSeparators(c);
        month = monthOf(c.word(buffer));
        skipSeparators(c);
        if (digits == 4) {
            year = value;
            yearDigits = 4;
            if (c.number(day, 2) == 0)
                return {};
        } else {
            day = value;
            yearDigits = c.number(year, 4);
        }
    }
    if (month == 0 || (yearDigits != 2 && yearDigits != 4))
        return {};
    return sure(Date::fromYmd(widened(year, yearDigits), month, day), whole.substr(c.at));
}

DateText readDigits(std::string_view text)
{
    // Only digits, or an Excel serial with its time of day as a fraction.
    std::int64_t value = 0;
    std::size_t digits = 0;
    while (digits < text.size() && digits < 18 && isDigit(text[digits]))
        value = value * 10 + (text[digits++] - '0');
    const std::string_view rest = text.substr(digits);
    bool fraction = false;
    if (!rest.empty()) {
        if (rest[0] != '.')
            return {};
        for (const char c : rest.substr(1)) {
            if (!isDigit(c))
                return {};
        }
        fraction = true;
    }
    DateText result;
    if (digits == 8 && !fraction)
        return sure(Date::fromYmd(static_cast<int>(value / 10000), static_cast<int>(value / 100 % 100),
                        static_cast<int>(value % 100)),
            {});
    // Serial 61 is 1900-03-01; before it Excel counts a 29 February 1900 that never was.
    if (digits >= 4 && digits <= 6 && value >= 3654 && value <= 109574) { // 1910 .. 2199
        result.form = DateForm::Sure;
        result.date = Date(static_cast<std::int32_t>(value - 25569));
        return result;
    }
    if (digits >= 9 && digits <= 14) {
        if (const auto date = dateFromEpoch(text.substr(0, digits))) {
            result.form = DateForm::Epoch;
            result.date = *date;
        }
    }
    return result;
}

} // namespace

std::optional<Date> dateFromEpoch(std::string_view digits)
{
    std::int64_t value = 0;
    for (const char c : digits) {
        if (!isDigit(c) || value > 1'000'000'000'000'000)
            return std::nullopt;
        value = value * 10 + (c - '0');
    }
    const std::int64_t seconds = digits.size() >= 11 ? value / 1000 : value;
    return Date(static_cast<std::int32_t>(seconds / 86400));
}

DateText readDate(std::string_view text)
{
    if (text.size() >= 10 && text[4] == '-' && text[7] == '-') {
        if (const auto date = Date::fromIso(text.substr(0, 10)))
            return text.size() == 10 ? DateText{DateForm::Sure, *date} : sure(date, text.substr(10));
    }
    if (text.empty() || text.size() > 64)
        return {};
    Cursor c{text};
    std::array<int, 3> parts{};
    std::array<int, 3> digits{};
    digits[0] = c.number(parts[0], 5);
    if (digits[0] == 0)
        return isLetter(text[0]) ? readNamedMonth(text) : DateText{};
    const char separator = c.peek();
    if (c.ended() || digits[0] > 4 || (separator == '.' && text.find('.', c.at + 1) == std::string_view::npos))
        return readDigits(text);
    if (separator != '/' && separator != '-' && separator != '.')
        return isDigit(separator) ? readDigits(text) : readNamedMonth(text);
    ++c.at;
    c.blanks();
    if (isLetter(c.peek()))
        return readNamedMonth(text);
    digits[1] = c.number(parts[1], 2);
    if (digits[1] == 0 || !c.take(separator))
        return {};
    c.blanks();
    digits[2] = c.number(parts[2], 4);
    if (digits[2] == 0 || digits[2] == 3 || digits[0] == 3 || !isTimeTail(text.substr(c.at)))
        return {};
    if (digits[0] == 4)
        return digits[2] <= 2 ? sure(Date::fromYmd(parts[0], parts[1], parts[2]), {}) : DateText{};
    DateText result;
    result.form = DateForm::Ordered;
    result.first = parts[0];
    result.second = parts[1];
    result.yearIsShort = digits[2] <= 2;
    result.third = parts[2];
    return result;
}

std::optional<Date> inOrder(const DateText& text, DateOrder order)
{
    const int lastYear = text.yearIsShort ? widened(text.third, 2) : text.third;
    switch (order) {
    case DateOrder::Dmy:
        return Date::fromYmd(lastYear, text.second, text.first);
    case DateOrder::Mdy:
        return Date::fromYmd(lastYear, text.first, text.second);
    case DateOrder::Ymd:
        break;
    }
    return text.yearIsShort ? Date::fromYmd(widened(text.first, 2), text.second, text.third) : std::nullopt;
}

void DateOrderVotes::add(const DateText& text)
{
    if (text.form != DateForm::Ordered)
        return;
    const auto dmy = inOrder(text, DateOrder::Dmy), mdy = inOrder(text, DateOrder::Mdy);
    if (!dmy && !mdy)
        return; // no order makes a day of it; the row will say so
    seen_ = true;
    if (dmy && mdy)
        both_ += *dmy == *mdy ? 0 : 1;
    else
        ++(dmy ? onlyDmy_ : onlyMdy_);
}

std::optional<DateOrder> DateOrderVotes::decided() const
{
    if (contradictory())
        return std::nullopt;
    if (onlyDmy_ > 0)
        return DateOrder::Dmy;
    if (onlyMdy_ > 0)
        return DateOrder::Mdy;
    if (both_ > 0)
        return std::nullopt;
    return DateOrder::Dmy; // every day equals its month: both readings agree
}

} // namespace holdfast
