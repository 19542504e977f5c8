// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/feed_builder.h"

#include <algorithm>
#include <stdexcept>

namespace holdfast {

namespace {

CompactColumn column(const std::vector<FeedRow>& rows, const auto& value)
{
    std::int64_t greatest = 0;
    for (const FeedRow& row : rows) {
        if (value(row) < CompactColumn::missing)
            throw std::invalid_argument("a feed holds no negative figure");
        greatest = std::max(greatest, value(row));
    }
    CompactColumn result(rows.size(), static_cast<std::uint64_t>(greatest));
    for (std::size_t i = 0; i < rows.size(); ++i)
        result.set(i, value(rows[i]));
    return result;
}

CompactColumn figureColumn(const std::vector<FeedRow>& rows, std::size_t figure)
{
    return column(rows, [figure](const FeedRow& row) { return row.figures[figure]; });
}

std::vector<std::size_t> firstRows(const std::vector<FeedRow>& rows, std::size_t accounts)
{
    if (rows.empty())
        return {};
    std::vector<std::size_t> first(accounts + 1, 0);
    for (const FeedRow& row : rows)
        ++first[row.account.at() + 1];
    for (std::size_t i = 1; i < first.size(); ++i)
        first[i] += first[i - 1];
    return first;
}

// `rows` sorted by account and date.
FeedCalendar calendarOf(const std::vector<FeedRow>& rows)
{
    FeedCalendar calendar;
    if (rows.empty())
        return calendar;
    const auto [first, last] = std::minmax_element(
        rows.begin(), rows.end(), [](const FeedRow& a, const FeedRow& b) { return a.date < b.date; });
    calendar.firstDay = first->date;
    const auto days = static_cast<std::size_t>(last->date - first->date) + 1;
    calendar.rowsOnDay.assign(days, 0);
    for (auto& gaps : calendar.gapsOnDay)
        gaps.assign(days, 0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto place = static_cast<std::size_t>(rows[i].date - calendar.firstDay);
        ++calendar.rowsOnDay[place];
        if (i == 0 || rows[i - 1].account != rows[i].account || rows[i - 1].date == rows[i].date)
            continue;
        const int gap = rows[i].date - rows[i - 1].date;
        ++calendar.gapsOnDay[gap < 7 ? 0 : gap < 28 ? 1 : 2][place];
    }
    return calendar;
}

Date firstDay(const std::vector<FeedRow>& rows)
{
    Date first = rows.empty() ? Date() : rows.front().date;
    for (const FeedRow& row : rows)
        first = std::min(first, row.date);
    return first;
}

} // namespace

UsageFeed usageFeed(std::vector<FeedRow> rows, std::size_t accounts)
{
    std::sort(rows.begin(), rows.end(), [](const FeedRow& a, const FeedRow& b) {
        return a.account != b.account ? a.account < b.account : a.date < b.date;
    });
    UsageFeed feed;
    feed.firstRow = firstRows(rows, accounts);
    feed.firstDay = firstDay(rows);
    feed.day = column(rows, [&](const FeedRow& row) { return std::int64_t{row.date - feed.firstDay}; });
    feed.activeUsers = figureColumn(rows, 0);
    feed.seats = figureColumn(rows, 1);
    feed.sessions = figureColumn(rows, 2);
    feed.featuresUsed = figureColumn(rows, 3);
    feed.workflowsStarted = figureColumn(rows, 4);
    feed.workflowsCompleted = figureColumn(rows, 5);
    feed.calendar = calendarOf(rows);
    return feed;
}

FeatureFeed featureFeed(std::vector<FeedRow> rows, std::size_t accounts, const Names& names)
{
    std::sort(rows.begin(), rows.end(), [&](const FeedRow& a, const FeedRow& b) {
        if (a.account != b.account)
            return a.account < b.account;
        return a.date != b.date ? a.date < b.date : names.text(a.feature) < names.text(b.feature);
    });
    FeatureFeed feed;
    for (const FeedRow& row : rows) {
        if (std::find(feed.features.begin(), feed.features.end(), row.feature) == feed.features.end())
            feed.features.push_back(row.feature);
    }
    std::sort(
        feed.features.begin(), feed.features.end(), [&](Name a, Name b) { return names.text(a) < names.text(b); });
    const auto placeOf = [&](Name feature) {
        return static_cast<std::size_t>(
            std::find(feed.features.begin(), feed.features.end(), feature) - feed.features.begin());
    };
    feed.coreSince.resize(feed.features.size());
    for (const FeedRow& row : rows) {
        std::optional<Date>& since = feed.coreSince[placeOf(row.feature)];
        if (row.figures[1] == 1 && (!since || row.date < *since))
            since = row.date;
    }
    feed.firstRow = firstRows(rows, accounts);
    feed.firstDay = firstDay(rows);
    feed.day = column(rows, [&](const FeedRow& row) { return std::int64_t{row.date - feed.firstDay}; });
    feed.feature = column(rows, [&](const FeedRow& row) { return static_cast<std::int64_t>(placeOf(row.feature)); });
    feed.count = figureColumn(rows, 0);
    feed.core = figureColumn(rows, 1);
    feed.calendar = calendarOf(rows);
    return feed;
}

} // namespace holdfast
