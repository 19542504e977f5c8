// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/retention.h"

#include <algorithm>
#include <cassert>

#include "model/analysis/retention_units.h"

namespace holdfast {

Retention totalOf(const RetentionUnits& units)
{
    RetentionSums sums;
    for (std::size_t i = 0; i < units.accounts.size(); ++i)
        sums.add(units.accounts[i], units.economics[i]);
    return sums.figures(units.period);
}

Retention retention(const DayContext& context, Period period)
{
    return totalOf(retentionUnits(context, period, Detail::AccountsOnly));
}

RetentionResult retentionResult(const DayContext& context, Period period)
{
    const Date openingBefore = openingOfPeriodBefore(period);
    RetentionUnits units = retentionUnits(context, period, Detail::WithBreakdowns, openingBefore);
    RetentionResult result;
    result.period = period;
    result.monthly = std::move(units.monthly);
    assert(std::all_of(
        result.monthly.begin(), result.monthly.end(), [](const BridgePiece& piece) { return piece.bridge.adds(); }));
    // Each part only reads the units and writes its own place.
    constexpr std::size_t parts = dimensionCount + 2;
    forRanges(
        parts,
        [&](std::size_t part, std::size_t) {
            if (part == 0) {
                result.drivers = driversOf(units, openingBefore);
            } else if (part == 1) {
                result.total = totalOf(units);
                result.movements = movementsOf(units);
            } else {
                result.breakdown[part - 2] = breakdownOf(context, units, static_cast<Dimension>(part - 2));
            }
        },
        1);
    return result;
}

} // namespace holdfast
