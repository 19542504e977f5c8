// SPDX-License-Identifier: GPL-3.0-or-later
// What is driving the change: NRR of a period against that of the period before it, movement by movement.
#include <algorithm>
#include <array>
#include <utility>

#include "model/analysis/retention_units.h"
#include "model/base/wide.h"

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

// |points| of one account without the divisor that all share: |now × opening before − before × opening now|. Exact, so
// that two accounts which moved NRR by the same share are in the order of their ids. Both amounts have one sign.
Wide weight(Money now, Money openingNow, Money before, Money openingBefore)
{
    const Wide left = multiply(magnitude(now.cents), magnitude(openingBefore.cents));
    const Wide right = multiply(magnitude(before.cents), magnitude(openingNow.cents));
    return left < right ? right - left : left - right;
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
    std::vector<std::pair<Wide, DriverAccount>> entries;
    for (const RetentionUnit& unit : units.accounts) {
        SignedMovements own, ownBefore;
        own.add(unit.opening, unit.closing);
        ownBefore.add(unit.openingBefore, unit.opening);
        for (std::size_t m = 0; m < driving.size(); ++m) {
            const Money amount = own.amounts[m], amountBefore = ownBefore.amounts[m];
            if (amount == Money{} && amountBefore == Money{})
                continue;
            entries.emplace_back(weight(amount, openingNow, amountBefore, beforeTotal),
                DriverAccount{unit.account, driving[m], amount, amountBefore,
                    points(amount, openingNow, amountBefore, beforeTotal)});
        }
    }
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
        if (a.first != b.first)
            return a.first > b.first;
        const DriverAccount &left = a.second, &right = b.second;
        return left.account != right.account ? left.account < right.account : left.movement < right.movement;
    });
    for (const auto& [size, entry] : entries)
        drivers.accounts.push_back(entry);
    return drivers;
}

Drivers drivers(const DayContext& context, Period period)
{
    const Date before = openingOfPeriodBefore(period);
    return driversOf(retentionUnits(context, period, Detail::AccountsOnly, before), before);
}

} // namespace holdfast
