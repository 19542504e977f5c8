// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/import/values.h"

#include <QString>
#include <array>
#include <charconv>
#include <cstring>

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

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

constexpr std::string_view noBreak = "\xC2\xA0"; // U+00A0
constexpr std::string_view narrowNoBreak = "\xE2\x80\xAF"; // U+202F
constexpr std::string_view thinSpace = "\xE2\x80\x89"; // U+2009
constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view minusSign = "\xE2\x88\x92"; // U+2212

// The length of the blank that the text starts with, 0 when it starts with none.
std::size_t leadingBlank(std::string_view text)
{
    if (text.empty())
        return 0;
    if (isBlank(text[0]))
        return 1;
    for (const std::string_view blank : {noBreak, narrowNoBreak, thinSpace, byteOrderMark}) {
        if (text.starts_with(blank))
            return blank.size();
    }
    return 0;
}

constexpr std::array<std::string_view, 12> currencySigns = {
    "US$", "R$", "A$", "C$", "$", "\xE2\x82\xAC", "\xC2\xA3", "\xC2\xA5", "\xE2\x82\xB9", "\xE2\x82\xA9", "kr", "Fr."};

// Takes a currency sign or code away from the front; true when there was one.
bool dropCurrencyInFront(std::string_view& text)
{
    for (const std::string_view sign : currencySigns) {
        if (text.starts_with(sign)) {
            text.remove_prefix(sign.size());
            return true;
        }
    }
    if (text.size() > 3 && isLetter(text[0]) && isLetter(text[1]) && isLetter(text[2]) && !isLetter(text[3])) {
        text.remove_prefix(3);
        return true;
    }
    return false;
}

bool dropCurrencyBehind(std::string_view& text)
{
    for (const std::string_view sign : currencySigns) {
        if (text.ends_with(sign)) {
            text.remove_suffix(sign.size());
            return true;
        }
    }
    const std::size_t size = text.size();
    if (size > 3 && isLetter(text[size - 1]) && isLetter(text[size - 2]) && isLetter(text[size - 3]) &&
        !isLetter(text[size - 4])) {
        text.remove_suffix(3);
        return true;
    }
    return false;
}

// Where the separators of a number are: digits with points, commas, blanks and apostrophes between them.
struct Marks {
    int points = 0, commas = 0;
    std::size_t lastPoint = std::string_view::npos, lastComma = std::string_view::npos;
    bool otherGroups = false; // blanks or apostrophes
};

bool isGrouped(std::string_view digits, char separator)
{
    // 1 to 3 digits, then groups of exactly three; "0,250" is no grouping.
    std::size_t group = 0;
    bool first = true;
    if (digits.starts_with('0') && digits.size() > 1)
        return false;
    for (const char c : digits) {
        if (c == separator) {
            if (first ? (group == 0 || group > 3) : group != 3)
                return false;
            first = false;
            group = 0;
        } else {
            ++group;
        }
    }
    return !first && group == 3;
}

Marks marksOf(std::string_view text)
{
    Marks marks;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '.') {
            ++marks.points;
            marks.lastPoint = i;
        } else if (text[i] == ',') {
            ++marks.commas;
            marks.lastComma = i;
        } else if (text[i] == ' ' || text[i] == '\'' || static_cast<unsigned char>(text[i]) >= 0x80) {
            marks.otherGroups = true;
        }
    }
    return marks;
}

// The character before the fraction of this text, '\0' for none.
char decimalCharacter(std::string_view digits, const Marks& marks, DecimalMark mark)
{
    if (marks.points > 0 && marks.commas > 0)
        return marks.lastPoint > marks.lastComma ? '.' : ',';
    if (marks.points > 1 || marks.commas > 1)
        return '\0';
    if (marks.points == 1)
        return mark == DecimalMark::Comma && isGrouped(digits, '.') ? '\0' : '.';
    if (marks.commas == 1)
        return mark == DecimalMark::Point && isGrouped(digits, ',') ? '\0' : ',';
    return '\0';
}

} // namespace

std::string_view trimmed(std::string_view text)
{
    // The usual case: plain characters at both ends.
    if (!text.empty() && text.front() > ' ' && text.back() > ' ')
        return text;
    while (!text.empty() && (static_cast<unsigned char>(text.front()) <= ' ' || text.front() < 0)) {
        const std::size_t blank = leadingBlank(text);
        if (blank == 0)
            break;
        text.remove_prefix(blank);
    }
    while (!text.empty() && (static_cast<unsigned char>(text.back()) <= ' ' || text.back() < 0)) {
        if (isBlank(text.back())) {
            text.remove_suffix(1);
        } else if (text.ends_with(noBreak)) {
            text.remove_suffix(noBreak.size());
        } else if (text.ends_with(narrowNoBreak) || text.ends_with(thinSpace)) {
            text.remove_suffix(narrowNoBreak.size());
        } else {
            break;
        }
    }
    return text;
}

bool isMissingText(std::string_view text)
{
    if (text.size() > 1 && text[0] >= '0' && text[0] <= '9')
        return false;
    switch (text.size()) {
    case 0:
        return true;
    case 1:
        return text[0] == '-';
    case 3:
        return text == "N/A" || text == "n/a" || text == "NaN";
    case 4:
        return text == "NULL" || text == "null" || text == "None" || text == "#N/A";
    default:
        return false;
    }
}

bool PlainDecimal::put(char c)
{
    if (size_ >= capacity)
        return false;
    buffer_[size_++] = c;
    return true;
}

std::optional<PlainDecimal> PlainDecimal::read(std::string_view text, DecimalMark mark)
{
    PlainDecimal result;
    // The usual case: a sign, digits and at most one point that needs no thought.
    {
        std::size_t at = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
        const std::size_t digitsFrom = at;
        std::size_t point = std::string_view::npos;
        while (at < text.size() && (isDigit(text[at]) || (text[at] == '.' && point == std::string_view::npos))) {
            if (text[at] == '.')
                point = at;
            ++at;
        }
        const bool plain = at == text.size() && at > digitsFrom && text.size() < capacity &&
            (point == std::string_view::npos || (mark == DecimalMark::Point && at - digitsFrom > 1));
        if (plain) {
            std::memcpy(result.buffer_, text.data(), text.size());
            result.size_ = text.size();
            return result;
        }
    }
    bool negative = false;
    const auto takeSign = [&negative](std::string_view& rest) {
        if (rest.starts_with('-') || rest.starts_with(minusSign)) {
            rest.remove_prefix(rest[0] == '-' ? 1 : minusSign.size());
            negative = !negative;
            rest = trimmed(rest);
        } else if (rest.starts_with('+')) {
            rest.remove_prefix(1);
            rest = trimmed(rest);
        }
    };
    std::string_view rest = text;
    if (rest.size() > 2 && rest.front() == '(' && rest.back() == ')') {
        negative = true;
        rest = trimmed(rest.substr(1, rest.size() - 2));
    }
    takeSign(rest);
    bool currency = dropCurrencyInFront(rest);
    rest = trimmed(rest);
    if (currency)
        takeSign(rest);
    if (rest.size() > 2 && rest.front() == '(' && rest.back() == ')') { // $(12.00)
        negative = true;
        rest = trimmed(rest.substr(1, rest.size() - 2));
    }
    if (rest.ends_with('%')) {
        result.percent_ = true;
        rest = trimmed(rest.substr(0, rest.size() - 1));
    } else if (!currency && dropCurrencyBehind(rest)) {
        rest = trimmed(rest);
    }
    if (rest.size() > 1 && rest.ends_with('-')) { // 12.00- as ledgers write it
        negative = !negative;
        rest = trimmed(rest.substr(0, rest.size() - 1));
    }
    int power = 0;
    if (rest.size() > 1 && isLetter(rest.back())) {
        const char unit = rest.back();
        power = unit == 'k' || unit == 'K' ? 3 : unit == 'm' || unit == 'M' ? 6 : unit == 'b' || unit == 'B' ? 9 : 0;
        if (power == 0)
            return std::nullopt;
        rest = trimmed(rest.substr(0, rest.size() - 1));
    }
    if (const std::size_t e = rest.find_first_of("eE"); e != std::string_view::npos) {
        std::string_view exponent = rest.substr(e + 1);
        if (exponent.starts_with('+'))
            exponent.remove_prefix(1);
        int value = 0;
        const auto parsed = std::from_chars(exponent.data(), exponent.data() + exponent.size(), value);
        if (parsed.ec != std::errc() || parsed.ptr != exponent.data() + exponent.size() || value > 18 || value < -30)
            return std::nullopt;
        power += value;
        rest = rest.substr(0, e);
    }
    if (rest.empty())
        return std::nullopt;
    const Marks marks = marksOf(rest);
    const char decimal = decimalCharacter(rest, marks, mark);
    if (negative)
        result.put('-');
    // Before the fraction: groups of three behind every separator, and one kind of separator only.
    const std::size_t fractionAt = decimal == '.' ? marks.lastPoint
        : decimal == ','                          ? marks.lastComma
                                                  : std::string_view::npos;
    const std::string_view whole = rest.substr(0, fractionAt);
    char separator = '\0';
    std::size_t group = 0, digits = 0;
    bool firstGroup = true;
    for (std::size_t i = 0; i < whole.size();) {
        if (isDigit(whole[i])) {
            if (!result.put(whole[i]))
                return std::nullopt;
            ++group;
            ++digits;
            ++i;
            continue;
        }
        std::size_t length = 1;
        char kind = whole[i];
        if (static_cast<unsigned char>(kind) >= 0x80) {
            length = leadingBlank(whole.substr(i));
            if (whole.substr(i).starts_with("\xE2\x80\x99")) { // Swiss 1’234
                length = 3;
                kind = '\'';
            } else {
                kind = ' ';
            }
        }
        const bool known = kind == '.' || kind == ',' || kind == ' ' || kind == '\'';
        if (length == 0 || !known || kind == decimal || (separator != '\0' && separator != kind) ||
            (firstGroup ? group == 0 || group > 3 : group != 3))
            return std::nullopt;
        separator = kind;
        firstGroup = false;
        group = 0;
        i += length;
    }
    if (!firstGroup && group != 3)
        return std::nullopt;
    if (fractionAt != std::string_view::npos) {
        if (digits == 0 && !result.put('0'))
            return std::nullopt;
        const std::string_view fraction = rest.substr(fractionAt + 1);
        if (fraction.empty() && digits == 0)
            return std::nullopt;
        if (!fraction.empty() && !result.put('.'))
            return std::nullopt;
        for (const char c : fraction) {
            if (!isDigit(c) || !result.put(c))
                return std::nullopt;
            ++digits;
        }
    }
    if (digits == 0)
        return std::nullopt;
    return power == 0 ? std::optional(result) : result.shifted(power);
}

std::optional<PlainDecimal> PlainDecimal::shifted(int places) const
{
    std::string_view source = text();
    PlainDecimal result;
    result.percent_ = percent_;
    if (source.starts_with('-') || source.starts_with('+')) {
        result.put(source[0]);
        source.remove_prefix(1);
    }
    const std::size_t point = source.find('.');
    const std::string_view whole = source.substr(0, point);
    const std::string_view fraction = point == std::string_view::npos ? std::string_view{} : source.substr(point + 1);
    const int wholeDigits = static_cast<int>(whole.size()), allDigits = wholeDigits + static_cast<int>(fraction.size());
    const int newPoint = wholeDigits + places;
    bool fits = true;
    const auto digitAt = [&](int i) {
        if (i < 0 || i >= allDigits)
            return '0';
        return i < wholeDigits ? whole[static_cast<std::size_t>(i)]
                               : fraction[static_cast<std::size_t>(i - wholeDigits)];
    };
    if (newPoint <= 0)
        fits = result.put('0');
    for (int i = 0; i < newPoint && fits; ++i)
        fits = result.put(digitAt(i));
    if (newPoint < allDigits && fits) {
        fits = result.put('.');
        for (int i = newPoint; i < allDigits && fits; ++i)
            fits = result.put(digitAt(i));
    }
    return fits ? std::optional(result) : std::nullopt;
}

MarkEvidence markEvidence(std::string_view text)
{
    // Only the digits and what stands between them count.
    std::size_t from = 0, to = text.size();
    while (from < to && !isDigit(text[from]) && text[from] != '.' && text[from] != ',')
        ++from;
    while (to > from && !isDigit(text[to - 1]))
        --to;
    const std::string_view digits = text.substr(from, to - from);
    const Marks marks = marksOf(digits);
    if (marks.points == 0 && marks.commas == 0)
        return MarkEvidence::None;
    if (marks.points > 0 && marks.commas > 0)
        return marks.lastPoint > marks.lastComma ? MarkEvidence::Point : MarkEvidence::Comma;
    if (marks.points > 1)
        return MarkEvidence::Comma; // 1.234.567
    if (marks.commas > 1)
        return MarkEvidence::Point;
    if (marks.points == 1)
        return isGrouped(digits, '.') ? MarkEvidence::Open : MarkEvidence::Point;
    return isGrouped(digits, ',') ? MarkEvidence::Open : MarkEvidence::Comma;
}

std::optional<std::int64_t> readInteger(std::string_view text, DecimalMark mark)
{
    std::int64_t value = 0;
    const auto plain = std::from_chars(text.data(), text.data() + text.size(), value);
    if (plain.ec == std::errc() && plain.ptr == text.data() + text.size())
        return value;
    const auto decimal = PlainDecimal::read(text, mark);
    if (!decimal || decimal->isPercent())
        return std::nullopt;
    std::string_view digits = decimal->text();
    if (const std::size_t point = digits.find('.'); point != std::string_view::npos) {
        if (digits.substr(point + 1).find_first_not_of('0') != std::string_view::npos)
            return std::nullopt; // 3.0 is a whole number, 3.5 is none
        digits = digits.substr(0, point);
    }
    if (digits.starts_with('+'))
        digits.remove_prefix(1);
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (parsed.ec != std::errc() || parsed.ptr != digits.data() + digits.size())
        return std::nullopt;
    return value;
}

std::optional<double> readNumber(std::string_view text, DecimalMark mark)
{
    auto decimal = PlainDecimal::read(text, mark);
    if (decimal && decimal->isPercent())
        decimal = decimal->shifted(-2);
    if (!decimal)
        return std::nullopt;
    std::string_view digits = decimal->text();
    if (digits.starts_with('+'))
        digits.remove_prefix(1);
    double value = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (parsed.ec != std::errc() || parsed.ptr != digits.data() + digits.size())
        return std::nullopt;
    return value;
}

std::optional<Money> readMoney(std::string_view text, int factor, bool minorUnits, DecimalMark mark)
{
    auto decimal = PlainDecimal::read(text, mark);
    if (!decimal || decimal->isPercent())
        return std::nullopt;
    if (minorUnits)
        decimal = decimal->shifted(-2);
    return decimal ? moneyFromDecimal(decimal->text(), factor) : std::nullopt;
}

std::optional<Rate> readRate(std::string_view text, DecimalMark mark)
{
    const auto decimal = PlainDecimal::read(text, mark);
    return decimal && !decimal->isPercent() ? rateFromDecimal(decimal->text()) : std::nullopt;
}

std::optional<bool> readBool(std::string_view text)
{
    if (text.empty() || text.size() > 5)
        return std::nullopt;
    std::array<char, 5> lower{};
    for (std::size_t i = 0; i < text.size(); ++i)
        lower[i] = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
    const std::string_view word(lower.data(), text.size());
    if (word == "true" || word == "yes" || word == "y" || word == "t" || word == "1")
        return true;
    if (word == "false" || word == "no" || word == "n" || word == "f" || word == "0")
        return false;
    return std::nullopt;
}

bool isDestroyedId(std::string_view text)
{
    // digit, optional fraction, E, sign, digits
    std::size_t at = 0;
    if (text.size() < 4 || !isDigit(text[at]))
        return false;
    ++at;
    if (text[at] == '.' || text[at] == ',') {
        ++at;
        while (at < text.size() && isDigit(text[at]))
            ++at;
    }
    if (at >= text.size() || (text[at] != 'E' && text[at] != 'e'))
        return false;
    ++at;
    if (at >= text.size() || text[at] != '+')
        return false;
    ++at;
    const std::size_t digits = text.size() - at;
    while (at < text.size() && isDigit(text[at]))
        ++at;
    return at == text.size() && digits > 0;
}

std::string lowerCase(std::string_view text)
{
    bool ascii = true;
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + 32);
        ascii = ascii && static_cast<unsigned char>(c) < 0x80;
    }
    return ascii ? result : QString::fromStdString(result).toLower().toStdString();
}

std::string folded(std::string_view text)
{
    const std::string lower = lowerCase(trimmed(text));
    std::string result;
    result.reserve(lower.size());
    bool gap = false;
    for (std::size_t i = 0; i < lower.size();) {
        const std::size_t blank =
            lower[i] == '_' || lower[i] == '-' ? 1 : leadingBlank(std::string_view(lower).substr(i));
        if (blank > 0) {
            gap = true;
            i += blank;
            continue;
        }
        if (gap && !result.empty())
            result += ' ';
        gap = false;
        result += lower[i++];
    }
    return result;
}

} // namespace holdfast
