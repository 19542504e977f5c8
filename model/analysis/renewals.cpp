// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/renewals.h"

#include <algorithm>
#include <iterator>

namespace holdfast {

namespace {

constexpr int monthsAhead = 12;

Date firstOfMonth(Date day)
{
    return day.addDays(1 - day.day());
}

// Per account of the portfolio: it has a risk exception of severity ≥ high.
std::vector<bool> accountsAtRisk(std::size_t accounts, const ExceptionsResult& exceptions)
{
    std::vector<bool> atRisk(accounts, false);
    for (const Exception& exception : exceptions.exceptions) {
        if (exception.account && rule(exception.rule).lane == Lane::Risk && exception.severity >= Severity::High)
            atRisk[exception.account->at()] = true;
    }
    return atRisk;
}

std::vector<CriterionId> criteriaOfProof()
{
    std::vector<CriterionId> proof;
    for (const CriterionSpec& spec : criteria()) {
        if (spec.zone == Zone::Realization)
            proof.push_back(spec.id);
    }
    return proof;
}

std::vector<CriterionId> missingOf(const std::vector<CriterionId>& proof, const AccountZones* zones)
{
    const auto isMissing = [zones](CriterionId id) {
        const CriterionState state = zones ? zones->state(id) : CriterionState::Unknown;
        return state != CriterionState::Pass && state != CriterionState::NotApplicable;
    };
    std::vector<CriterionId> missing;
    missing.reserve(static_cast<std::size_t>(std::count_if(proof.begin(), proof.end(), isMissing)));
    std::copy_if(proof.begin(), proof.end(), std::back_inserter(missing), isMissing);
    return missing;
}

} // namespace

std::string_view text(RenewalState state)
{
    constexpr std::array<std::string_view, 3> texts = {"proven", "unproven", "at_risk"};
    return texts[static_cast<std::size_t>(state)];
}

RenewalsResult renewals(const DayContext& context, const ZonesResult& zones, const ExceptionsResult& exceptions)
{
    RenewalsResult result;
    const Date firstMonth = firstOfMonth(context.day());
    for (int month = 0; month < monthsAhead; ++month)
        result.months.push_back({firstMonth.addMonths(month), {}, {}});
    const Date end = firstMonth.addMonths(monthsAhead);

    const std::vector<CriterionId> proof = criteriaOfProof();
    const std::vector<bool> atRisk = accountsAtRisk(context.portfolio().accountCount(), exceptions);
    const auto renewalOf = [&](AccountId account) -> std::optional<Renewal> {
        const AccountDay& state = context.of(account);
        if (!context.isReviewed(account) || !state.renewal || *state.renewal < context.day() || *state.renewal >= end)
            return std::nullopt;
        const AccountZones* zonesOfAccount = zones.of(account);
        const bool proven = zonesOfAccount && zonesOfAccount->of(Zone::Realization) == ZoneStatus::Healthy;
        Renewal renewal{account, *state.renewal, state.arr, RenewalState::Unproven, missingOf(proof, zonesOfAccount)};
        if (atRisk[account.at()])
            renewal.state = RenewalState::AtRisk;
        else if (proven)
            renewal.state = RenewalState::Proven;
        return renewal;
    };
    const std::size_t accounts = context.portfolio().accountCount();
    std::vector<std::vector<Renewal>> found((accounts + rangeLength - 1) / rangeLength);
    forRanges(accounts, [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) {
            if (std::optional<Renewal> renewal = renewalOf(AccountId{static_cast<std::uint32_t>(i)}))
                found[first / rangeLength].push_back(std::move(*renewal));
        }
    });
    for (std::vector<Renewal>& range : found)
        std::move(range.begin(), range.end(), std::back_inserter(result.renewals));
    for (const Renewal& renewal : result.renewals) {
        const int month = (renewal.date.year() - firstMonth.year()) * 12 + renewal.date.month() - firstMonth.month();
        RenewalMonth& sum = result.months[static_cast<std::size_t>(month)];
        sum.arr[static_cast<std::size_t>(renewal.state)] += renewal.arr;
        ++sum.accounts[static_cast<std::size_t>(renewal.state)];
    }
    std::stable_sort(result.renewals.begin(), result.renewals.end(),
        [](const Renewal& a, const Renewal& b) { return a.date < b.date; }); // by account already
    return result;
}

} // namespace holdfast
