// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/features.h"

namespace holdfast {

namespace {

// The first row of `range` dated after `day`, or its end.
std::size_t firstAfter(const FeatureFeed& feed, RowRange range, Date day)
{
    std::size_t low = range.first, high = range.last;
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (feed.date(middle) <= day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

} // namespace

FeatureFeedState featureFeedState(const FeatureFeed& feed, Date day)
{
    FeatureFeedState state;
    const FeedShape shape = feedShape(feed.calendar, day);
    state.any = shape.any;
    if (!shape.any)
        return state;
    state.grain = shape.grain;
    state.lastRow = shape.lastRow;
    for (std::size_t feature = 0; feature < feed.coreSince.size(); ++feature) {
        if (feed.coreSince[feature] && *feed.coreSince[feature] <= day)
            state.coreFeatures.push_back(feature);
    }
    return state;
}

std::array<DayWindow, 4> featureWindows(const FeatureFeedState& state, int days)
{
    std::array<DayWindow, 4> windows;
    Date to = state.lastRow;
    for (DayWindow& window : windows) {
        // A calendar month is (last day of the month before, its last day]; that of F ends with F, which changes
        // nothing.
        const Date after = state.grain == Grain::Month ? to.addDays(-to.day()) : to.addDays(-days);
        window = {after, to};
        to = after;
    }
    return windows;
}

RowRange rowsIn(const FeatureFeed& feed, AccountId account, DayWindow window)
{
    const RowRange all = feed.of(account);
    const std::size_t first = firstAfter(feed, all, window.after);
    return {first, firstAfter(feed, {first, all.last}, window.to)};
}

std::optional<Date> lastUse(const FeatureFeed& feed, AccountId account, std::size_t feature, Date last)
{
    const RowRange all = feed.of(account);
    for (std::size_t row = firstAfter(feed, all, last); row > all.first; --row) {
        if (static_cast<std::size_t>(feed.feature.at(row - 1)) == feature && feed.count.at(row - 1) > 0)
            return feed.date(row - 1);
    }
    return std::nullopt;
}

} // namespace holdfast
