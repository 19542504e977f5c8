// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/product_timelines.h"

#include <algorithm>

namespace holdfast {

namespace {

struct Change {
    Date day;
    std::size_t product;
    Money amount;
};

// Products with credit lines among them: all of them are followed day by day together.
void balance(std::vector<ProductTimeline>& timelines, std::vector<Change>& changes)
{
    std::sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) { return a.day < b.day; });
    std::vector<Money> sums(timelines.size());
    for (std::size_t i = 0; i < changes.size(); ++i) {
        sums[changes[i].product] += changes[i].amount;
        if (i + 1 < changes.size() && changes[i + 1].day == changes[i].day)
            continue;
        Money credit;
        for (const Money sum : sums)
            credit += sum < Money{} ? -sum : Money{};
        for (std::size_t product = 0; product < sums.size(); ++product) {
            const Money positive = std::max(sums[product], Money{});
            const Money taken = std::min(positive, credit);
            credit -= taken;
            std::vector<ArrStep>& steps = timelines[product].steps;
            if (positive - taken != (steps.empty() ? Money{} : steps.back().arr))
                steps.push_back({changes[i].day, positive - taken});
        }
    }
}

} // namespace

std::vector<ProductTimeline> productTimelines(const DayContext& context, AccountId account)
{
    std::vector<ProductTimeline> timelines;
    const auto& subscriptions = context.portfolio().subscriptions;
    const auto rows = subscriptions.of(account);
    if (rows.empty()) {
        timelines.emplace_back();
        context.arrTimeline(account, timelines.front().steps);
        return timelines;
    }
    const auto find = [&](Name product) {
        return std::find_if(timelines.begin(), timelines.end(),
            [product](const ProductTimeline& timeline) { return timeline.product == product; });
    };
    for (const Subscription& row : rows) {
        if (row.startDate <= context.day() && find(row.product) == timelines.end())
            timelines.push_back({row.product, {}});
    }
    std::sort(timelines.begin(), timelines.end(), [&](const ProductTimeline& a, const ProductTimeline& b) {
        return context.portfolio().text(a.product) < context.portfolio().text(b.product);
    });
    std::vector<Change> changes;
    bool credits = false;
    for (const Subscription& row : rows) {
        if (row.startDate > context.day() || (row.endDate && *row.endDate <= row.startDate))
            continue;
        const Money amount = context.subscriptionArr(static_cast<std::size_t>(&row - subscriptions.rows.data()));
        const auto product = static_cast<std::size_t>(find(row.product) - timelines.begin());
        credits = credits || amount < Money{};
        changes.push_back({row.startDate, product, amount});
        if (row.endDate)
            changes.push_back({*row.endDate, product, -amount});
    }
    if (credits) {
        balance(timelines, changes);
        return timelines;
    }
    for (const Change& change : changes)
        timelines[change.product].steps.push_back({change.day, change.amount});
    for (ProductTimeline& timeline : timelines)
        sumChanges(timeline.steps);
    return timelines;
}

} // namespace holdfast
