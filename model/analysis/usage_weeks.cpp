// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/usage_weeks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "model/rules/zone_thresholds.h"

namespace holdfast {

namespace {

constexpr int daysPerWeek = 7;
constexpr int friday = 4;
constexpr int weekdayWindow = 56; // days without a weekend row that make a feed a weekday feed

// What the votes of the gaps dated ≤ day say; ties go to the finer grain, no vote at all means week.
Grain votedGrain(const FeedCalendar& calendar, std::size_t days)
{
    std::array<std::uint64_t, 3> votes{};
    for (std::size_t grain = 0; grain < votes.size(); ++grain) {
        const std::vector<std::uint32_t>& gaps = calendar.gapsOnDay[grain];
        for (std::size_t i = 0; i < std::min(days, gaps.size()); ++i)
            votes[grain] += gaps[i];
    }
    if (votes[0] + votes[1] + votes[2] == 0)
        return Grain::Week;
    if (votes[0] >= votes[1] && votes[0] >= votes[2])
        return Grain::Day;
    return votes[1] >= votes[2] ? Grain::Week : Grain::Month;
}

// More than half of the rows lie on the last day of a month.
bool mostOnMonthEnds(const FeedCalendar& calendar, std::size_t days)
{
    std::uint64_t all = 0;
    std::uint64_t atEnd = 0;
    for (std::size_t i = 0; i < days; ++i) {
        if (calendar.rowsOnDay[i] == 0)
            continue;
        all += calendar.rowsOnDay[i];
        if (calendar.firstDay.addDays(static_cast<int>(i)).isLastOfMonth())
            atEnd += calendar.rowsOnDay[i];
    }
    return atEnd * 2 > all;
}

// No row on a Saturday or Sunday in the 56 days that end with the last row.
bool withoutWeekends(const FeedCalendar& calendar, Date lastRow)
{
    for (int back = 0; back < weekdayWindow; ++back) {
        const Date day = lastRow.addDays(-back);
        if (day < calendar.firstDay)
            break;
        if (day.weekday() > friday && calendar.rowsOnDay[static_cast<std::size_t>(day - calendar.firstDay)] > 0)
            return false;
    }
    return true;
}

// The first Monday on or after a day.
Date mondayFrom(Date day)
{
    return day.addDays(6).mondayOfWeek();
}

// The Monday of the first week that a row speaks for.
Date firstWeekOf(const FeedShape& shape, Date row)
{
    return shape.grain == Grain::Month ? mondayFrom(coveredDays(shape, row).first) : row.mondayOfWeek();
}

// Calls `take(row, k, weeks)` for the rows among `rows`, newest first, with the place k < kept of each week before L
// that the row speaks for and the number of all weeks that it speaks for.
template <class Take>
void forWeeks(const UsageFeed& feed, const FeedShape& shape, RowRange rows, int kept, const Take& take)
{
    const Date monday = *shape.lastWeek;
    if (shape.grain != Grain::Month) {
        // A day or week row belongs to the ISO week of its date.
        const int sunday = monday.addDays(6) - feed.firstDay + feed.dayStep; // a code is one more than its value
        feed.day.withCodes(rows.first, rows.last, [&](const auto& days) {
            for (std::size_t row = rows.last; row-- > rows.first;) {
                const int before = sunday - static_cast<int>(days[row]) * feed.dayStep;
                if (before < 0)
                    continue; // after L
                const int week = static_cast<int>(static_cast<unsigned>(before) / daysPerWeek);
                if (week >= kept)
                    break;
                take(row, week, 1);
            }
        });
        return;
    }
    // A month row gives its level to every ISO week whose Monday it covers.
    const Date oldest = monday.addDays(-daysPerWeek * (kept - 1));
    for (std::size_t row = rows.last; row-- > rows.first;) {
        const CoveredDays days = coveredDays(shape, feed.date(row));
        if (days.last < oldest)
            break;
        const Date firstMonday = mondayFrom(days.first);
        const int weeks = (days.last - firstMonday) / daysPerWeek + 1;
        for (int i = 0; i < weeks; ++i) {
            const int before = monday - firstMonday.addDays(daysPerWeek * i);
            if (before >= 0 && before / daysPerWeek < kept)
                take(row, before / daysPerWeek, weeks);
        }
    }
}

// The rows that count for u and n: those from the first with active users on.
RowRange rowsWithUsers(const UsageFeed& feed, RowRange rows)
{
    while (rows.first < rows.last && feed.activeUsers.at(rows.first) == CompactColumn::missing)
        ++rows.first;
    return rows;
}

// n, the weeks from the account's first week to L, both counted; 0 when its first week is after L.
int weeksUpTo(const UsageFeed& feed, const FeedShape& shape, RowRange rowsWithUsers)
{
    if (!shape.lastWeek || rowsWithUsers.empty())
        return 0;
    const int days = *shape.lastWeek - firstWeekOf(shape, feed.date(rowsWithUsers.first));
    return days < 0 ? 0 : days / daysPerWeek + 1;
}

} // namespace

FeedShape feedShape(const FeedCalendar& calendar, Date day)
{
    FeedShape shape;
    if (calendar.empty() || calendar.firstDay > day)
        return shape;
    const auto days =
        std::min(calendar.rowsOnDay.size(), static_cast<std::size_t>(day - calendar.firstDay) + std::size_t{1});
    const auto end = calendar.rowsOnDay.begin() + static_cast<std::ptrdiff_t>(days);
    const auto isUsed = [](std::uint32_t rows) { return rows > 0; };
    const auto first = std::find_if(calendar.rowsOnDay.begin(), end, isUsed);
    if (first == end)
        return shape;
    const auto afterLast = std::find_if(std::make_reverse_iterator(end), calendar.rowsOnDay.rend(), isUsed).base();
    shape.any = true;
    shape.firstRow = calendar.firstDay.addDays(static_cast<int>(first - calendar.rowsOnDay.begin()));
    shape.lastRow = calendar.firstDay.addDays(static_cast<int>(afterLast - calendar.rowsOnDay.begin()) - 1);
    shape.grain = votedGrain(calendar, days);
    shape.monthEnds = shape.grain == Grain::Month && mostOnMonthEnds(calendar, days);
    shape.weekdaysOnly = shape.grain == Grain::Day && withoutWeekends(calendar, shape.lastRow);
    shape.staleAfterDays = shape.grain == Grain::Month ? zone_limits::usageDaysOfMonthFeed : zone_limits::usageDays;
    // Later rows never cover less far than earlier ones, so the last row tells where coverage ends.
    shape.coverageEnd = std::min(day, coveredDays(shape, shape.lastRow).last);
    // The last week whose Sunday is not after the end of coverage.
    shape.lastWeek = shape.coverageEnd.addDays(1).mondayOfWeek().addDays(-daysPerWeek);
    return shape;
}

CoveredDays coveredDays(const FeedShape& shape, Date row)
{
    switch (shape.grain) {
    case Grain::Day:
        return {row, shape.weekdaysOnly && row.weekday() == friday ? row.addDays(2) : row};
    case Grain::Week:
        return {row, row.addDays(daysPerWeek - 1)};
    case Grain::Month:
        break;
    }
    if (shape.monthEnds)
        return {row.addDays(1 - row.day()), row.lastOfMonth()};
    return {row, row.addMonths(1).addDays(-1)};
}

RowRange rowsUntil(const UsageFeed& feed, AccountId account, Date day)
{
    const RowRange range = feed.of(account);
    return range.empty() || feed.date(range.last - 1) <= day ? range : feed.until(account, day);
}

Maybe<Date> lastCoveredDay(const UsageFeed& feed, const FeedShape& shape, RowRange rows, Date day)
{
    if (rows.empty())
        return std::nullopt;
    return std::min(day, coveredDays(shape, feed.date(rows.last - 1)).last);
}

int activeUserWeeks(const UsageFeed& feed, const FeedShape& shape, RowRange rows, std::span<double> activeUsers,
    std::span<bool> present)
{
    std::fill(activeUsers.begin(), activeUsers.end(), 0.0);
    std::fill(present.begin(), present.end(), false);
    if (!shape.lastWeek)
        return 0;
    feed.activeUsers.withCodes(rows.first, rows.last, [&](const auto& users) {
        forWeeks(feed, shape, rows, static_cast<int>(activeUsers.size()), [&](std::size_t row, int week, int) {
            const auto place = static_cast<std::size_t>(week);
            // A code is one more than its value, and 0 when missing.
            activeUsers[place] =
                std::max(activeUsers[place], static_cast<double>(static_cast<std::int64_t>(users[row]) - 1));
            if (place < present.size())
                present[place] = true;
        });
    });
    return weeksUpTo(feed, shape, rowsWithUsers(feed, rows));
}

WeeklyUsage weeklyUsage(const UsageFeed& feed, const FeedShape& shape, AccountId account, Date day, int limit, bool all)
{
    WeeklyUsage usage;
    const RowRange dated = rowsUntil(feed, account, day);
    const RowRange counted = rowsWithUsers(feed, dated);
    usage.weeks = weeksUpTo(feed, shape, counted);
    const int kept = std::max(0, std::min(usage.weeks, limit));
    const auto size = static_cast<std::size_t>(kept);
    usage.activeUsers.assign(size, 0.0);
    if (all) {
        for (std::vector<double>* column :
            {&usage.seats, &usage.sessions, &usage.featuresUsed, &usage.workflowsStarted, &usage.workflowsCompleted})
            column->assign(size, std::numeric_limits<double>::quiet_NaN());
    }
    if (kept == 0)
        return usage;

    const auto addUp = [](const CompactColumn& column, std::size_t row, int weeks, double& total) {
        if (const std::int64_t value = column.at(row); value != CompactColumn::missing)
            total = (std::isnan(total) ? 0.0 : total) + static_cast<double>(value) / weeks;
    };
    // Rows without active users still say their seats, sessions and features.
    const RowRange rows = all ? dated : counted;
    forWeeks(feed, shape, rows, kept, [&](std::size_t row, int week, int weeks) {
        const auto place = static_cast<std::size_t>(week);
        usage.activeUsers[place] = // missing is −1 and never counts
            std::max(usage.activeUsers[place], static_cast<double>(feed.activeUsers.at(row)));
        if (!all)
            return;
        // Rows come newest first, so the first that says its seats is the week's last.
        if (const std::int64_t seats = feed.seats.at(row);
            seats != CompactColumn::missing && std::isnan(usage.seats[place]))
            usage.seats[place] = static_cast<double>(seats);
        if (const std::int64_t features = feed.featuresUsed.at(row); features != CompactColumn::missing)
            usage.featuresUsed[place] = std::isnan(usage.featuresUsed[place])
                ? static_cast<double>(features)
                : std::max(usage.featuresUsed[place], static_cast<double>(features));
        addUp(feed.sessions, row, weeks, usage.sessions[place]);
        addUp(feed.workflowsStarted, row, weeks, usage.workflowsStarted[place]);
        addUp(feed.workflowsCompleted, row, weeks, usage.workflowsCompleted[place]);
    });
    return usage;
}

} // namespace holdfast
