// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/column_filter.h"

#include <QRegularExpression>
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "ui/tables/words.h"

namespace holdfast {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

// A figure as it is typed and shown: "1,200", "90 %", "−0.3", "100k", "$1.2m".
std::optional<double> parseFigure(QString text, ColumnKind kind)
{
    text = text.trimmed().toLower();
    text.remove(u',').remove(u' ').remove(QChar(0x2009)).remove(QChar(0x00a0)).remove(QChar(0x202f));
    text.replace(QChar(0x2212), u'-');
    const bool percent = text.endsWith(u'%');
    if (percent)
        text.chop(1);
    while (!text.isEmpty() && (text.front().category() == QChar::Symbol_Currency))
        text.remove(0, 1);
    double multiple = 1;
    if (text.endsWith(u'k'))
        multiple = 1e3;
    else if (text.endsWith(u'm'))
        multiple = 1e6;
    else if (text.endsWith(u'b'))
        multiple = 1e9;
    if (multiple != 1)
        text.chop(1);
    bool good = false;
    const double value = text.toDouble(&good) * multiple;
    if (!good || !std::isfinite(value))
        return std::nullopt;
    if (kind == ColumnKind::Money)
        return std::round(value * 100);
    if (kind == ColumnKind::Percent)
        return value / 100;
    return percent ? value / 100 : value;
}

// First and last day of a year, a month or a day.
std::optional<std::pair<double, double>> parseDays(const QString& text)
{
    static const QRegularExpression shape(QStringLiteral("^(\\d{4})(?:-(\\d{1,2})(?:-(\\d{1,2}))?)?$"));
    // What is still being typed, "2025-" or "2025-06-0", counts as what is whole of it.
    static const QRegularExpression begun(QStringLiteral("-0?$"));
    const QRegularExpressionMatch match = shape.match(text.trimmed().remove(begun));
    if (!match.hasMatch())
        return std::nullopt;
    const int year = match.captured(1).toInt();
    const bool month = !match.captured(2).isEmpty(), dayGiven = !match.captured(3).isEmpty();
    const auto from =
        Date::fromYmd(year, month ? match.captured(2).toInt() : 1, dayGiven ? match.captured(3).toInt() : 1);
    if (!from)
        return std::nullopt;
    const Date to = dayGiven ? *from : from->addMonths(month ? 1 : 12).addDays(-1);
    return std::pair<double, double>(from->daysSince1970(), to.daysSince1970());
}

std::optional<std::pair<double, double>> parseValue(const QString& text, ColumnKind kind)
{
    if (kind == ColumnKind::Date)
        return parseDays(text);
    const auto figure = parseFigure(text, kind);
    if (!figure)
        return std::nullopt;
    return std::pair(*figure, *figure);
}

// A dash, however it was typed.
bool isDash(const QString& text)
{
    return text == QStringLiteral("–") || text == QStringLiteral("—") || text == QStringLiteral("-");
}

// Words and "phrases" of one alternative.
QStringList tokens(const QString& text)
{
    QStringList found;
    QString one;
    bool quoted = false;
    for (const QChar c : text) {
        if (c == u'"') {
            quoted = !quoted;
        } else if (c.isSpace() && !quoted) {
            if (!one.isEmpty())
                found.append(one);
            one.clear();
        } else {
            one += c;
        }
    }
    if (!one.isEmpty())
        found.append(one);
    return found;
}

} // namespace

bool isMissing(const SortKey& key)
{
    if (const auto* number = std::get_if<double>(&key))
        return std::isnan(*number);
    return std::holds_alternative<std::monostate>(key);
}

std::string foldedForSearch(std::string_view text)
{
    const bool ascii =
        std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!ascii)
        return toText(text).toCaseFolded().toStdString();
    std::string folded(text);
    for (char& c : folded) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + ('a' - 'A'));
    }
    return folded;
}

bool ColumnFilter::parseLimits(QString text, ColumnKind kind, Limits& limits)
{
    text = text.trimmed();
    limits = {-infinite, infinite, false, false};
    const qsizetype dots = text.indexOf(QStringLiteral(".."));
    if (dots >= 0) {
        const QString low = text.left(dots), high = text.mid(dots + 2);
        const auto from = parseValue(low, kind), to = parseValue(high, kind);
        if ((!from && !low.trimmed().isEmpty()) || (!to && !high.trimmed().isEmpty()) || (!from && !to))
            return false;
        limits.low = from ? from->first : -infinite;
        limits.high = to ? to->second : infinite;
        return true;
    }
    const auto starts = [&](QStringView sign) {
        if (!text.startsWith(sign))
            return false;
        text = text.mid(sign.size()).trimmed();
        return true;
    };
    const bool orEqual = text.startsWith(QStringLiteral(">=")) || text.startsWith(QStringLiteral("<=")) ||
        text.startsWith(u'≥') || text.startsWith(u'≤');
    if (starts(u">=") || starts(u"≥") || starts(u">")) {
        const auto value = parseValue(text, kind);
        if (!value)
            return false;
        // After a month means after its last day.
        limits.low = orEqual ? value->first : value->second;
        limits.lowOpen = !orEqual;
        return true;
    }
    if (starts(u"<=") || starts(u"≤") || starts(u"<")) {
        const auto value = parseValue(text, kind);
        if (!value)
            return false;
        limits.high = orEqual ? value->second : value->first;
        limits.highOpen = !orEqual;
        return true;
    }
    starts(u"=");
    const auto value = parseValue(text, kind);
    if (!value)
        return false;
    limits.low = value->first;
    limits.high = value->second;
    return true;
}

ColumnFilter ColumnFilter::parse(const QString& text, ColumnKind kind)
{
    ColumnFilter filter;
    for (const QString& part : text.split(u'|', Qt::SkipEmptyParts)) {
        const QString one = part.trimmed();
        // A sign of comparison alone is waiting for its figure.
        static const QRegularExpression sign(QStringLiteral("^(?:[<>]=?|[=≤≥])$"));
        if (one.isEmpty() || (kind != ColumnKind::Text && sign.match(one).hasMatch()))
            continue;
        Alternative alternative;
        Limits limits;
        if (isDash(one)) {
            alternative.missing = true;
        } else if (kind != ColumnKind::Text && parseLimits(one, kind, limits)) {
            alternative.limits.push_back(limits);
        } else {
            for (QString word : tokens(one)) {
                Word wanted;
                if (word.size() > 1 && word.startsWith(u'-')) {
                    wanted.excluded = true;
                    word.remove(0, 1);
                }
                wanted.text = foldedForSearch(word.toStdString());
                alternative.words.push_back(std::move(wanted));
            }
        }
        filter.alternatives_.push_back(std::move(alternative));
    }
    return filter;
}

bool ColumnFilter::needsText() const
{
    return std::any_of(
        alternatives_.begin(), alternatives_.end(), [](const Alternative& one) { return !one.words.empty(); });
}

bool ColumnFilter::needsKey() const
{
    return std::any_of(alternatives_.begin(), alternatives_.end(),
        [](const Alternative& one) { return one.missing || !one.limits.empty(); });
}

bool ColumnFilter::keeps(const SortKey& key, std::string_view folded) const
{
    if (alternatives_.empty())
        return true;
    const bool missing = isMissing(key);
    double value = 0;
    if (const auto* real = std::get_if<double>(&key))
        value = *real;
    else if (const auto* whole = std::get_if<std::int64_t>(&key))
        value = static_cast<double>(*whole);
    for (const Alternative& one : alternatives_) {
        if (one.missing) {
            const auto* text = std::get_if<std::string_view>(&key);
            if (missing || (text && (text->empty() || *text == "–")))
                return true;
            continue;
        }
        if (!one.limits.empty() && (missing || std::holds_alternative<std::string_view>(key)))
            continue;
        const bool inside = std::all_of(one.limits.begin(), one.limits.end(), [value](const Limits& limits) {
            // What is shown as 90 % counts as 90 %: the tolerance of every threshold.
            constexpr double tolerance = 1e-9;
            const bool above = limits.lowOpen ? value > limits.low + tolerance : value >= limits.low - tolerance;
            const bool below = limits.highOpen ? value < limits.high - tolerance : value <= limits.high + tolerance;
            return above && below;
        });
        const bool spoken = std::all_of(one.words.begin(), one.words.end(),
            [folded](const Word& word) { return (folded.find(word.text) != std::string_view::npos) != word.excluded; });
        if (inside && spoken)
            return true;
    }
    return false;
}

} // namespace holdfast
