// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/import/xlsx_cells.h"

#include <array>
#include <charconv>
#include <cmath>

#include "model/base/date.h"

namespace holdfast {

// Whether a number format shows a date: one of d, m, y, h, s outside quotes, brackets and escapes.
bool isDateNumberFormat(QStringView code)
{
    bool quoted = false, bracketed = false;
    for (qsizetype i = 0; i < code.size(); ++i) {
        const char16_t c = code[i].toLower().unicode();
        if (quoted) {
            quoted = c != u'"';
        } else if (bracketed) {
            if ((c == u'h' || c == u's') && i > 0 && code[i - 1] == u'[')
                return true; // elapsed time: [h]:mm
            bracketed = c != u']';
        } else if (c == u'"') {
            quoted = true;
        } else if (c == u'[') {
            bracketed = true;
        } else if (c == u'\\' || c == u'_' || c == u'*') {
            ++i;
        } else if (c == u'd' || c == u'm' || c == u'y' || c == u'h' || c == u's') {
            return true;
        } else if (c == u';') {
            return false; // the first section decides
        } else if (code.mid(i).startsWith(QStringLiteral("General"), Qt::CaseInsensitive)) {
            return false;
        }
    }
    return false;
}

bool isBuiltInDateFormat(int format)
{
    return (format >= 14 && format <= 22) || (format >= 27 && format <= 36) || (format >= 45 && format <= 47) ||
        (format >= 50 && format <= 58);
}

// "_x000D_" stands for a character that XML cannot hold.
std::string withoutCellEscapes(std::string text)
{
    std::size_t at = 0;
    while ((at = text.find("_x", at)) != std::string::npos) {
        unsigned code = 0;
        if (at + 7 > text.size() || text[at + 6] != '_' ||
            std::from_chars(text.data() + at + 2, text.data() + at + 6, code, 16).ptr != text.data() + at + 6) {
            ++at;
            continue;
        }
        const std::string character = QString(QChar(static_cast<char16_t>(code))).toStdString();
        text.replace(at, 7, character);
        at += character.size();
    }
    return text;
}

// A serial day as ISO text; with its time of day when it has one.
std::string serialDateText(double serial, bool epoch1904)
{
    double days = std::floor(serial);
    auto seconds = static_cast<std::int64_t>(std::llround((serial - days) * 86400));
    if (seconds >= 86400) {
        seconds -= 86400;
        days += 1;
    }
    const auto count = static_cast<std::int32_t>(days);
    if (count == 0 && !epoch1904 && seconds > 0)
        return {}; // a time of day alone
    // Excel's day 60 is the 29 February 1900 that never was; before it every number is one day further.
    const std::int32_t since1970 = epoch1904 ? count - 24107 : count - (count < 60 ? 25568 : 25569);
    std::string text = Date(since1970).toIso();
    if (seconds > 0) {
        const auto two = [](std::int64_t value) {
            return std::string(1, static_cast<char>('0' + value / 10)) + static_cast<char>('0' + value % 10);
        };
        text += " " + two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60);
    }
    return text;
}

// A stored number in plain digits, so that an id of 13 digits stays one.
std::string storedNumberText(const std::string& stored)
{
    if (stored.find_first_of("eE") == std::string::npos && stored.size() < 16)
        return stored;
    double value = 0;
    const auto parsed = std::from_chars(stored.data(), stored.data() + stored.size(), value);
    if (parsed.ec != std::errc() || parsed.ptr != stored.data() + stored.size() || !std::isfinite(value))
        return stored;
    std::array<char, 64> buffer{};
    // A spreadsheet shows 15 digits; what lies beyond is the dust of binary fractions.
    const auto written = std::abs(value) < 1e15 && value == std::floor(value)
        ? std::to_chars(buffer.data(), buffer.data() + buffer.size(), static_cast<std::int64_t>(value))
        : std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::general, 15);
    std::string text(buffer.data(), written.ptr);
    if (text.find("e+") != std::string::npos || std::abs(value) >= 1e15)
        return stored;
    return text;
}

std::size_t columnOfReference(QStringView reference, std::size_t fallback, std::size_t most)
{
    std::size_t column = 0;
    bool any = false;
    for (const QChar c : reference) {
        const char16_t letter = c.toUpper().unicode();
        if (letter < u'A' || letter > u'Z')
            break;
        column = column * 26 + (letter - u'A' + 1U);
        any = true;
        if (column > most)
            return most;
    }
    return any ? column - 1 : fallback;
}

} // namespace holdfast
