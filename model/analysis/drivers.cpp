// SPDX-License-Identifier: GPL-3.0-or-later
// What is driving the change: NRR of a period against that of the period before it, movement by movement.
#include <algorithm>
#include <array>
#include <cmath>

#include "model/analysis/retention_units.h"

namespace holdfast {

namespace {

constexpr std::array driving = {Movement::Expansion, Movement::Contraction, Movement::Churn};

// The movements of one period that NRR is made of, signed: contraction and churn negative.
struct SignedMovements {
    std::array<Money, driving.size()> amounts{};

    void add(Money a, Money b)
    {
        if (a == Money{} || a == b)
            return;
        amounts[b == Money{} ? 2 : b < a ? 1 : 0] += b - a;
    }
};

// 100 × (±M_now / opening_now − ±M_before / opening_before)
double points(Money now, Money openingNow, Money before, Money openingBefore)
{
    const auto share = [](Money part, Money whole) {
        return static_cast<double>(part.cents) / static_cast<double>(whole.cents);
    };
    return 100.0 * (share(now, openingNow) - share(before, openingBefore));
}

} // namespace

// Where D is k whole months after A (both last days of months, or else A + k months, clamped, is D) A′ is k months
// before A in the same way, else A − (D − A) days.
Date openingOfPeriodBefore(Period period)
{
    const int months = (period.to.year() - period.from.year()) * 12 + period.to.month() - period.from.month();
    if (period.from.isLastOfMonth() && period.to.isLastOfMonth())
        return period.from.addMonths(-months).lastOfMonth();
    if (period.from.addMonths(months) == period.to)
        return period.from.addMonths(-months);
    return period.from.addDays(period.from - period.to);
}

Drivers driversOf(const RetentionUnits& units, Date openingBefore)
{
    Drivers drivers;
    drivers.before = {openingBefore, units.period.from};
    Money openingNow, beforeTotal;
    SignedMovements now, before;
    for (const RetentionUnit& unit : units.accounts) {
        openingNow += unit.opening;
        beforeTotal += unit.openingBefore;
        now.add(unit.opening, unit.closing);
        before.add(unit.openingBefore, unit.opening);
    }
    const auto nrr = [](Money opening, const SignedMovements& moved) {
        return ratio(opening + moved.amounts[0] + moved.amounts[1] + moved.amounts[2], opening);
    };
    drivers.nrrNow = nrr(openingNow, now);
    drivers.nrrBefore = nrr(beforeTotal, before);
    if (!drivers.nrrNow || !drivers.nrrBefore)
        return drivers;

    for (std::size_t m = 0; m < driving.size(); ++m)
        drivers.movements.push_back({driving[m], points(now.amounts[m], openingNow, before.amounts[m], beforeTotal)});
    for (const RetentionUnit& unit : units.accounts) {
        SignedMovements own, ownBefore;
        own.add(unit.opening, unit.closing);
        ownBefore.add(unit.openingBefore, unit.opening);
        for (std::size_t m = 0; m < driving.size(); ++m) {
            if (own.amounts[m] == Money{} && ownBefore.amounts[m] == Money{})
                continue;
            drivers.accounts.push_back({unit.account, driving[m], own.amounts[m], ownBefore.amounts[m],
                points(own.amounts[m], openingNow, ownBefore.amounts[m], beforeTotal)});
        }
    }
    std::sort(drivers.accounts.begin(), drivers.accounts.end(), [](const DriverAccount& a, const DriverAccount& b) {
        const double sizeA = std::abs(a.points), sizeB = std::abs(b.points);
        if (sizeA != sizeB)
            return sizeA > sizeB;
        return a.account != b.account ? a.account < b.account : a.movement < b.movement;
    });
    return drivers;
}

Drivers drivers(const DayContext& context, Period period)
{
    const Date before = openingOfPeriodBefore(period);
    return driversOf(retentionUnits(context, period, Detail::AccountsOnly, before), before);
}

} // namespace holdfast
