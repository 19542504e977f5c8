// SPDX-License-Identifier: GPL-3.0-or-later
// Usage weeks (SPEC section 3): the grain of a feed, its coverage, its last complete week, and weekly values.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "model/portfolio/portfolio.h"

namespace holdfast {

enum class Grain : std::uint8_t { Day, Week, Month };

// Properties of the whole feed as of a day, whatever the filter.
struct FeedShape {
    bool any = false; // a row of a known account dated ≤ D
    Grain grain = Grain::Week;
    bool monthEnds = false; // a month feed whose rows cover their own calendar month
    bool weekdaysOnly = false; // a day feed whose Friday covers the weekend
    Date firstRow; // of the feed
    Date lastRow; // dated ≤ D
    Date coverageEnd; // the last day covered, never after D
    std::optional<Date> lastWeek; // Monday of L, the last complete ISO week
    int staleAfterDays = 14; // 45 for a month feed
};

FeedShape feedShape(const FeedCalendar& calendar, Date day);

// The days [first, last] that a row dated `row` covers.
struct CoveredDays {
    Date first;
    Date last;
};
CoveredDays coveredDays(const FeedShape& shape, Date row);

// The rows of an account dated ≤ day; one look where its last row is.
RowRange rowsUntil(const UsageFeed& feed, AccountId account, Date day);

// The last day ≤ `day` that one of the rows (of one account, dated ≤ `day`) covers; nothing without a row.
Maybe<Date> lastCoveredDay(const UsageFeed& feed, const FeedShape& shape, RowRange rows, Date day);

// Weekly active users alone of the rows (of one account, dated ≤ D), newest first, into the caller's buffer (no
// allocation), and in `present`, no longer than it, which of these weeks a row speaks for, with active users or
// without. Returns n, the weeks from the account's first week with active_users to L, both counted; places from n on
// are zero.
int activeUserWeeks(const UsageFeed& feed, const FeedShape& shape, RowRange rows, std::span<double> activeUsers,
    std::span<bool> present = {});

// Weekly figures of one account, newest first: [0] is L, [k] is k weeks before it.
struct WeeklyUsage {
    int weeks = 0; // n: from the account's first week with active_users to L, both counted
    std::vector<double> activeUsers; // u[k]; a week without a row counts as zero
    // Per week what the rows say; NaN where no row says it.
    std::vector<double> seats, sessions, featuresUsed, workflowsStarted, workflowsCompleted;
};

// The last `limit` weeks up to L (n itself is not cut). Only active users are filled unless `all`.
WeeklyUsage weeklyUsage(
    const UsageFeed& feed, const FeedShape& shape, AccountId account, Date day, int limit, bool all);

} // namespace holdfast
