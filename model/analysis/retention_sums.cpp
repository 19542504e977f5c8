// SPDX-License-Identifier: GPL-3.0-or-later
// From the sums of a bridge to its figures: one formula per figure, as the help defines them.
#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "model/analysis/retention_units.h"

namespace holdfast {

namespace {

// As many bits as the compiler has, for what has no exact form.
using Precise = long double;

constexpr Precise daysInYear = 365;

Precise precise(Wide value)
{
    return std::ldexp(static_cast<Precise>(value.high), 64) + static_cast<Precise>(value.low);
}

// A computed number of cents, rounded half away from zero. What the computation may have lost of a half (1.005 is no
// binary fraction) is meant as the half. Nothing when no amount of money is that large.
std::optional<Money> roundedCents(Precise cents)
{
    const Precise size = std::abs(cents);
    const Precise hair = std::max<Precise>(1e-9L, size * 2 * std::numeric_limits<Precise>::epsilon());
    const Precise whole = std::floor(size + 0.5L + hair);
    if (!(whole < 9.2e18L))
        return std::nullopt;
    const auto count = static_cast<std::int64_t>(whole);
    return Money{cents < 0 ? -count : count};
}

// 1 − CRR^(365 / days) of an opening that lost some, without the cancellation in 1 − x.
Precise annualisedChurn(std::int64_t lost, std::int64_t opening, Precise perYear)
{
    const Precise share = static_cast<Precise>(lost) / static_cast<Precise>(opening);
    return perYear == 1 ? share : -std::expm1(perYear * std::log1p(-share));
}

// CLV over 365 days, where the lifespan is opening / lost customers: a fraction of whole numbers, exact to the cent
// however large. Nothing where the numbers do not fit.
std::optional<Money> exactLifetimeValue(Wide margin, std::uint64_t opening, std::uint64_t lost, std::uint64_t closing)
{
    const std::optional<Wide> value = multiply(margin, opening);
    const Wide pairs = multiply(closing, lost);
    const Wide divisor = multiply(pairs.low, marginUnits);
    if (!value || pairs.high != 0 || divisor.high != 0)
        return std::nullopt;
    const std::uint64_t cents = divideRounded(*value, divisor.low);
    return cents < greatestQuotient ? std::optional(Money{static_cast<std::int64_t>(cents)}) : std::nullopt;
}

// whole / count, rounded half away from zero to cents. count > 0.
Money share(Money whole, std::int64_t count)
{
    const std::int64_t quotient = whole.cents / count;
    const std::int64_t rest = std::abs(whole.cents % count);
    const std::int64_t away = rest >= count - rest ? 1 : 0;
    return {whole.cents < 0 ? quotient - away : quotient + away};
}

} // namespace

void RetentionSums::add(const RetentionUnit& unit, const AccountEconomics& economics)
{
    const Money a = unit.opening, b = unit.closing;
    addMovement(bridge_, a, b, unit.hadArrBefore);
    if (a > Money{}) {
        ++openingCustomers_;
        ++(b > Money{} ? retainedCustomers_ : lostCustomers_);
        if (!unit.strictlyLost) {
            strictlyKept_ += b;
            strictlyKeptGross_ += std::min(a, b);
        }
    } else if (b > Money{}) {
        ++(unit.hadArrBefore ? reactivatedCustomers_ : newCustomers_);
    }
    if (b > Money{}) {
        ++closingCustomers_;
        margin_ = margin_ + multiply(magnitude(b.cents), economics.margin);
    }
    monthlyMovement_ += unit.monthlyMovement;
    due_ += unit.due;
    kept_ += unit.kept;
    if (unit.everCustomer && economics.acquisitionCost) {
        acquisitionCost_ += *economics.acquisitionCost;
        ++withAcquisitionCost_;
    }
    if (economics.invoices > 0) {
        invoiced_ += economics.invoiced;
        ++withInvoice_;
        withSeveralInvoices_ += economics.invoices > 1 ? 1 : 0;
    }
}

Retention RetentionSums::figures(Period period) const
{
    assert(bridge_.adds());
    const Precise perYear = daysInYear / static_cast<Precise>(period.to - period.from);
    const Bridge& bridge = bridge_;
    Retention figures;
    figures.bridge = bridge;
    figures.openingCustomers = openingCustomers_;
    figures.retainedCustomers = retainedCustomers_;
    figures.lostCustomers = lostCustomers_;
    figures.newCustomers = newCustomers_;
    figures.reactivatedCustomers = reactivatedCustomers_;
    figures.closingCustomers = closingCustomers_;

    // NRR = (opening + expansion − contraction − churn) / opening; GRR leaves the expansion out.
    figures.nrr = ratio(bridge.opening + bridge.expansion - bridge.contraction - bridge.churn, bridge.opening);
    figures.grr = ratio(bridge.opening - bridge.contraction - bridge.churn, bridge.opening);
    // CRR = retained customers / opening customers; logo churn = 1 − CRR.
    figures.crr = ratio(retainedCustomers_, openingCustomers_);
    if (figures.crr)
        figures.logoChurn = 1.0 - *figures.crr;
    figures.revenueChurn = ratio(bridge.churn, bridge.opening);
    figures.grossRevenueChurn = ratio(bridge.churn + bridge.contraction, bridge.opening);
    // Strict: who was gone for more than 30 days in between counts as churned with the whole of a.
    figures.strictNrr = ratio(strictlyKept_, bridge.opening);
    figures.strictGrr = ratio(strictlyKeptGross_, bridge.opening);
    // Event-sum NRR = (opening + Σ monthly (expansion − contraction − churn + reactivation)) / opening.
    figures.eventNrr = ratio(bridge.opening + monthlyMovement_, bridge.opening);
    // Renewal rate = Σ kept / Σ due.
    figures.renewalRate = ratio(kept_, due_);

    // Annualised logo churn = 1 − CRR^(365 / days); lifespan in years = 1 / it.
    Precise lifespan = 0;
    if (figures.crr) {
        const Precise churn = lostCustomers_ == 0 ? 0 : annualisedChurn(lostCustomers_, openingCustomers_, perYear);
        figures.annualisedLogoChurn = static_cast<double>(churn);
        if (churn > 0) {
            lifespan = 1 / churn;
            figures.lifespanYears = static_cast<double>(lifespan);
        }
    }
    // ARPA = closing / closing customers; CLV = (Σ ARR(D) × margin / closing customers) × lifespan.
    if (closingCustomers_ > 0) {
        figures.arpa = share(bridge.closing, closingCustomers_);
        if (figures.lifespanYears) {
            const Precise clv = precise(margin_) / static_cast<Precise>(marginUnits) /
                static_cast<Precise>(closingCustomers_) * lifespan;
            if (perYear == 1)
                figures.clv = exactLifetimeValue(margin_, static_cast<std::uint64_t>(openingCustomers_),
                    static_cast<std::uint64_t>(lostCustomers_), static_cast<std::uint64_t>(closingCustomers_));
            if (!figures.clv)
                figures.clv = roundedCents(clv);
            // CLV:CAC = unrounded CLV / mean acquisition cost.
            if (withAcquisitionCost_ > 0 && acquisitionCost_ != Money{}) {
                const Precise meanCost =
                    static_cast<Precise>(acquisitionCost_.cents) / static_cast<Precise>(withAcquisitionCost_);
                figures.clvCac = static_cast<double>(clv / meanCost);
            }
        }
    }
    // Repeat customer rate = accounts with more than one invoice / accounts with any;
    // purchase CLV = Σ invoices / accounts with an invoice × 365 / days × lifespan.
    figures.repeatCustomerRate = ratio(withSeveralInvoices_, withInvoice_);
    if (withInvoice_ > 0 && figures.lifespanYears) {
        figures.purchaseClv = roundedCents(
            static_cast<Precise>(invoiced_.cents) / static_cast<Precise>(withInvoice_) * perYear * lifespan);
    }
    return figures;
}

} // namespace holdfast
