// SPDX-License-Identifier: GPL-3.0-or-later
// The feature feed as of a day: how fresh it is, and which features an account used in which window.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "model/analysis/usage_weeks.h"

namespace holdfast {

// A half-open window of days (after, to].
struct DayWindow {
    Date after;
    Date to;
};

// The feed as a whole on a day.
struct FeatureFeedState {
    bool any = false; // a row dated ≤ D
    Grain grain = Grain::Week;
    Date lastRow; // F
    std::vector<std::size_t> coreFeatures; // places in FeatureFeed::features, core by a row dated ≤ D
};

FeatureFeedState featureFeedState(const FeatureFeed& feed, Date day);

// The four windows of stopped_using_feature, newest first: `days` long each and ending with F, or for a month feed
// the calendar month of F and the three before it.
std::array<DayWindow, 4> featureWindows(const FeatureFeedState& state, int days);

// The rows of an account dated in a window (two binary searches).
RowRange rowsIn(const FeatureFeed& feed, AccountId account, DayWindow window);

// The last day ≤ `last` on which the account used the feature (count > 0), if any.
std::optional<Date> lastUse(const FeatureFeed& feed, AccountId account, std::size_t feature, Date last);

} // namespace holdfast
