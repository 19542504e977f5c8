// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the columnar feeds of a test portfolio from rows, with the calendars that a store would load.
#pragma once

#include <array>
#include <vector>

#include "model/portfolio/feeds.h"

namespace holdfast {

// A row of usage (active_users, seats, sessions, features_used, workflows_started, workflows_completed) or of feature
// usage (count, core). CompactColumn::missing where the row says nothing.
struct FeedRow {
    AccountId account;
    Date date;
    Name feature;
    std::array<std::int64_t, 6> figures{CompactColumn::missing, CompactColumn::missing, CompactColumn::missing,
        CompactColumn::missing, CompactColumn::missing, CompactColumn::missing};
};

// Rows of known accounts, one per key, in any order.
UsageFeed usageFeed(std::vector<FeedRow> rows, std::size_t accounts);
FeatureFeed featureFeed(std::vector<FeedRow> rows, std::size_t accounts, const Names& names);

} // namespace holdfast
