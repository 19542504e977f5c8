// SPDX-License-Identifier: GPL-3.0-or-later
// The long series: usage and feature usage, column by column, grouped by account and sorted by date.
// Where a row came from is not held here; the store finds file and line of (account, date) when somebody asks.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "model/base/date.h"
#include "model/base/ids.h"
#include "model/base/names.h"
#include "model/portfolio/compact_column.h"

namespace holdfast {

// Rows [first, last) of a feed.
struct RowRange {
    std::size_t first = 0;
    std::size_t last = 0;

    std::size_t size() const { return last - first; }
    bool empty() const { return first == last; }
};

// What the shape of a whole feed is derived from for any as-of date without reading its rows again:
// counts per day, of the rows of known accounts.
struct FeedCalendar {
    Date firstDay; // the day of the first entry of the vectors below
    std::vector<std::uint32_t> rowsOnDay;
    // Gaps between consecutive dates of one account, counted on the later of the two days:
    // [0] 1–6 days (day feed), [1] 7–27 (week feed), [2] 28 and more (month feed).
    std::array<std::vector<std::uint32_t>, 3> gapsOnDay;

    bool empty() const { return rowsOnDay.empty(); }
};

struct UsageFeed {
    std::vector<std::size_t> firstRow; // per account, one more at the end
    Date firstDay; // dates are held as steps of so many days since this one
    int dayStep = 1;
    CompactColumn day;
    CompactColumn activeUsers;
    CompactColumn seats;
    CompactColumn sessions;
    CompactColumn featuresUsed;
    CompactColumn workflowsStarted;
    CompactColumn workflowsCompleted;
    FeedCalendar calendar;

    std::size_t rows() const { return day.size(); }
    RowRange of(AccountId account) const
    {
        return firstRow.empty() ? RowRange{} : RowRange{firstRow[account.at()], firstRow[account.at() + 1]};
    }
    Date date(std::size_t row) const { return firstDay.addDays(static_cast<int>(day.at(row)) * dayStep); }
    // The rows of an account dated ≤ day (binary search).
    RowRange until(AccountId account, Date last) const
    {
        RowRange range = of(account);
        std::size_t low = range.first, high = range.last;
        while (low < high) {
            const std::size_t middle = low + (high - low) / 2;
            if (date(middle) <= last)
                low = middle + 1;
            else
                high = middle;
        }
        range.last = low;
        return range;
    }
};

// Rows of one account are sorted by date, then by the text of the feature.
struct FeatureFeed {
    std::vector<std::size_t> firstRow; // per account, one more at the end
    Date firstDay;
    int dayStep = 1; // as above
    CompactColumn day;
    CompactColumn feature; // place in `features`
    CompactColumn count;
    CompactColumn core; // 0 or 1, or missing
    std::vector<Name> features; // sorted bytewise
    std::vector<std::optional<Date>> coreSince; // per feature: the first date of a row of a known account with core = true
    FeedCalendar calendar; // gaps between distinct dates of one account

    std::size_t rows() const { return day.size(); }
    RowRange of(AccountId account) const
    {
        return firstRow.empty() ? RowRange{} : RowRange{firstRow[account.at()], firstRow[account.at() + 1]};
    }
    Date date(std::size_t row) const { return firstDay.addDays(static_cast<int>(day.at(row)) * dayStep); }
};

} // namespace holdfast
