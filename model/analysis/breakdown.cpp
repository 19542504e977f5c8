// SPDX-License-Identifier: GPL-3.0-or-later
// Retention by the value of an attribute: the same figures over the accounts, or products, that share it.
#include <algorithm>

#include "model/analysis/retention_units.h"

namespace holdfast {

namespace {

// Gives codes (−1 and up) the numbers of groups, in order of appearance.
class GroupNumbers {
public:
    std::size_t of(std::int32_t code)
    {
        const auto place = static_cast<std::size_t>(code + 1);
        if (place >= numbers_.size())
            numbers_.resize(place + place / 2 + 16, 0);
        if (numbers_[place] == 0)
            numbers_[place] = ++count_;
        return numbers_[place] - 1;
    }

private:
    std::vector<std::uint32_t> numbers_; // 0: not yet seen
    std::uint32_t count_ = 0;
};

struct Group {
    std::string value;
    RetentionSums sums;
};

} // namespace

std::vector<RetentionGroup> breakdownOf(const DayContext& context, const RetentionUnits& units, Dimension dimension)
{
    const Portfolio& portfolio = context.portfolio();
    GroupNumbers numbers;
    std::vector<Group> groups;
    if (dimension == Dimension::Product) {
        for (const std::vector<RetentionUnit>& range : units.products) {
            for (const RetentionUnit& unit : range) {
                const std::size_t number = numbers.of(static_cast<std::int32_t>(unit.product.number));
                if (number == groups.size())
                    groups.push_back({portfolio.text(unit.product), {}});
                groups[number].sums.add(unit, units.economics[unit.place]);
            }
        }
    } else {
        const std::vector<std::int32_t>& codes = units.codes[static_cast<std::size_t>(dimension)];
        for (std::size_t i = 0; i < units.accounts.size(); ++i) {
            const std::size_t number = numbers.of(codes[i]);
            if (number == groups.size())
                groups.push_back({context.attribute(units.accounts[i].account, dimension), {}});
            groups[number].sums.add(units.accounts[i], units.economics[i]);
        }
    }
    std::sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) { return a.value < b.value; });
    std::vector<RetentionGroup> result;
    for (const Group& group : groups) {
        if (group.sums.hasCustomers())
            result.push_back({group.value, group.sums.figures(units.period)});
    }
    return result;
}

std::vector<RetentionGroup> breakdown(const DayContext& context, Period period, Dimension dimension)
{
    return breakdownOf(context, retentionUnits(context, period, Detail::WithBreakdowns), dimension);
}

} // namespace holdfast
