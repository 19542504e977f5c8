// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the usage feed as a whole can be trusted: a broken export looks like a collapse of the whole book.
#include <array>
#include <cmath>
#include <cstdint>
#include <mutex>

#include "model/analysis/exception_rules.h"

namespace holdfast {

namespace {

constexpr int weeksBefore = 8;
static_assert(WeekCounts::weeks == weeksBefore + 1);

// Of all customers: the filter does not ask whether the feed is broken.
WeekCounts countWeeks(const DayContext& context, const DecayResult& decay)
{
    WeekCounts total = decay.recentWeeks;
    if (context.filter().empty())
        return total;
    std::mutex mutex;
    const UsageFeed& feed = context.portfolio().usage;
    forRanges(context.portfolio().accountCount(), [&](std::size_t first, std::size_t last) {
        WeekCounts part;
        std::array<bool, WeekCounts::weeks> present{};
        std::array<double, WeekCounts::weeks> users{};
        for (std::size_t i = first; i < last; ++i) {
            const AccountId account{static_cast<std::uint32_t>(i)};
            if (!context.of(account).customer || context.isReviewed(account))
                continue;
            activeUserWeeks(feed, decay.shape, context.usageRows(account), users, present);
            part.add(present, users);
        }
        const std::lock_guard lock(mutex);
        total.add(part);
    });
    return total;
}

// The Monday of the first week that the feed says something about.
Date firstWeek(const FeedShape& shape)
{
    if (shape.grain == Grain::Month)
        return coveredDays(shape, shape.firstRow).first.addDays(6).mondayOfWeek();
    return shape.firstRow.mondayOfWeek();
}

} // namespace

SourceHealth sourceHealth(const DayContext& context, const DecayResult& decay)
{
    const FeedShape& shape = decay.shape;
    SourceHealth health;
    if (!shape.any || !shape.lastWeek)
        return health;
    const int weeks = (*shape.lastWeek - firstWeek(shape)) / 7 + 1; // of the feed, L counted
    if (*shape.lastWeek < firstWeek(shape) || weeks < 2)
        return health; // a feed of one week cannot be broken

    const RuleSettings& settings = context.settings().rules;
    const auto threshold = [&](std::string_view name) {
        return settings.threshold(RuleId::SourceBroken, name, wholePortfolio);
    };
    const auto add = [&](std::string_view fact, FactValue value, FactValue held, std::string_view name, Date date) {
        Evidence evidence;
        evidence.fact = fact;
        evidence.value = std::move(value);
        evidence.threshold = std::move(held);
        evidence.date = date;
        evidence.dataset = DatasetId::Usage;
        evidence.overridden = settings.isOverridden(RuleId::SourceBroken, name, wholePortfolio);
        health.evidence.push_back(std::move(evidence));
    };

    const WeekCounts counts = countWeeks(context, decay);
    const int before = std::min(weeks - 1, weeksBefore);
    double sum = 0;
    for (int week = 1; week <= before; ++week)
        sum += static_cast<double>(counts.accounts[static_cast<std::size_t>(week)]);
    const double mean = sum / before;
    if (atLeast(mean, threshold("minimum_accounts"))) {
        const double share = threshold("share");
        const Date sunday = shape.lastWeek->addDays(6);
        // Missing accounts take their users with them, so the users are named only where the accounts are there.
        if (below(static_cast<double>(counts.accounts[0]), share * mean))
            add("accounts", counts.accounts[0], share * mean, "share", sunday);
        else if (below(counts.activeUsers[0], share * counts.activeUsers[1]))
            add("active_users", counts.activeUsers[0], share * counts.activeUsers[1], "share", sunday);
    }
    const std::string_view limit = shape.grain == Grain::Month ? "feed_days_month" : "feed_days";
    if (above(context.day() - shape.coverageEnd, threshold(limit)))
        add("coverage_end", shape.coverageEnd, static_cast<std::int64_t>(threshold(limit)), limit, shape.coverageEnd);
    health.broken = !health.evidence.empty();
    if (health.broken && settings.isOverridden(RuleId::SourceBroken, "minimum_accounts", wholePortfolio)) {
        health.evidence.front().overridden = true;
        health.evidence.front().detail =
            "minimum_accounts " + std::to_string(std::lround(threshold("minimum_accounts")));
    }
    return health;
}

} // namespace holdfast
