// SPDX-License-Identifier: GPL-3.0-or-later
// From the sums of a bridge to its figures: one formula per figure, as the help defines them.
#include <algorithm>
#include <cassert>
#include <cmath>

#include "model/analysis/retention_units.h"

namespace holdfast {

namespace {

constexpr double daysInYear = 365;

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
        margin_ += b.inUnits() * economics.margin;
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
    const double perYear = daysInYear / static_cast<double>(period.to - period.from);
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
    if (figures.crr) {
        figures.annualisedLogoChurn = lostCustomers_ == 0 ? 0.0 : 1.0 - std::pow(*figures.crr, perYear);
        if (*figures.annualisedLogoChurn > 0)
            figures.lifespanYears = 1.0 / *figures.annualisedLogoChurn;
    }
    // ARPA = closing / closing customers; CLV = (Σ ARR(D) × margin / closing customers) × lifespan.
    if (closingCustomers_ > 0) {
        figures.arpa = share(bridge.closing, closingCustomers_);
        if (figures.lifespanYears) {
            const double clv = margin_ / static_cast<double>(closingCustomers_) * *figures.lifespanYears;
            figures.clv = moneyFromUnits(clv);
            // CLV:CAC = unrounded CLV / mean acquisition cost.
            if (withAcquisitionCost_ > 0 && acquisitionCost_ != Money{})
                figures.clvCac = clv / (acquisitionCost_.inUnits() / static_cast<double>(withAcquisitionCost_));
        }
    }
    // Repeat customer rate = accounts with more than one invoice / accounts with any;
    // purchase CLV = Σ invoices / accounts with an invoice × 365 / days × lifespan.
    figures.repeatCustomerRate = ratio(withSeveralInvoices_, withInvoice_);
    if (withInvoice_ > 0 && figures.lifespanYears) {
        figures.purchaseClv =
            moneyFromUnits(invoiced_.inUnits() / static_cast<double>(withInvoice_) * perYear * *figures.lifespanYears);
    }
    return figures;
}

} // namespace holdfast
