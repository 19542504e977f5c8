// SPDX-License-Identifier: GPL-3.0-or-later
// Risks of the contract and of its proof: renewals, notices, offers without value, wins that nobody noticed.
#include <algorithm>

#include "model/analysis/exception_rules.h"
#include "model/analysis/visible_facts.h"

namespace holdfast {

namespace {

using namespace visible;

std::string statusText(const RuleCase& c, Zone zone)
{
    return std::string(text(c.zones->of(zone)));
}

// An annual or multi-year contract comes up while its value is not shown. What is unknown counts against it only
// where a criterion of proof itself has not passed.
std::optional<Finding> unprovenRenewal(const RuleCase& c)
{
    const std::optional<int> days = c.state().daysToRenewal;
    if (!c.zones || c.facts().contractModel == ContractModel::Monthly || !days || *days < 0)
        return std::nullopt;
    Severity severity = Severity::Critical;
    std::string_view level = "days_critical";
    if (!atMost(*days, c.threshold("days_critical"))) {
        severity = Severity::High;
        level = "days_high";
        if (!atMost(*days, c.threshold("days_high"))) {
            severity = Severity::Medium;
            level = "days_medium";
            if (!atMost(*days, c.threshold("days_medium")))
                return std::nullopt;
        }
    }
    const ZoneStatus realization = c.zones->of(Zone::Realization);
    if (realization == ZoneStatus::Healthy)
        return std::nullopt;
    if (realization == ZoneStatus::Unknown) {
        const auto passed = [&](CriterionId id) { return c.zones->state(id) == CriterionState::Pass; };
        if (passed(CriterionId::TargetsAgreed) && passed(CriterionId::Measured) && passed(CriterionId::OnPace))
            return std::nullopt;
    }
    Finding finding(c, severity);
    finding.fact("days_to_renewal", std::int64_t{*days}).against(level).on(c.state().renewal);
    if (c.state().renewal == c.facts().renewalDate)
        finding.from(DatasetId::Accounts, c.facts().source);
    else
        finding.from(DatasetId::Subscriptions);
    finding.fact("realization", statusText(c, Zone::Realization)).on(c.day()).from(DatasetId::Outcomes);
    return finding;
}

// A subscription that starts or ends on or after the date, or runs on, says how the renewal ended.
std::optional<Finding> renewalOverdue(const RuleCase& c)
{
    const std::optional<Date> renewal = c.facts().renewalDate;
    if (!renewal || *renewal >= c.day() || above(c.day() - *renewal, c.threshold("days")))
        return std::nullopt;
    for (const Subscription& subscription : c.portfolio().subscriptions.of(c.account)) {
        if (subscription.startDate >= *renewal || (subscription.endDate && *subscription.endDate >= *renewal) ||
            (!subscription.endDate && isActive(subscription, c.day())))
            return std::nullopt;
    }
    Finding finding(c, Severity::Medium);
    finding.fact("days_past_renewal", std::int64_t{c.day() - *renewal})
        .against("days")
        .on(renewal)
        .from(DatasetId::Accounts, c.facts().source);
    return finding;
}

// The subscription with the most ARR leads, then the earlier notice.
std::optional<Finding> noticeGiven(const RuleCase& c)
{
    const auto& rows = c.portfolio().subscriptions.rows;
    std::vector<const Subscription*> cancelled;
    for (const Subscription& subscription : c.portfolio().subscriptions.of(c.account)) {
        if (happened(subscription.noticeDate, c.day()) && isActive(subscription, c.day()))
            cancelled.push_back(&subscription);
    }
    if (cancelled.empty())
        return std::nullopt;
    const auto arr = [&](const Subscription* subscription) {
        return c.world.context.subscriptionArr(static_cast<std::size_t>(subscription - rows.data()));
    };
    std::stable_sort(cancelled.begin(), cancelled.end(), [&](const Subscription* a, const Subscription* b) {
        return arr(a) != arr(b) ? arr(a) > arr(b) : *a->noticeDate < *b->noticeDate;
    });
    Finding finding(c, Severity::Critical);
    for (const Subscription* subscription : cancelled) {
        finding.fact("notice", std::string(c.text(subscription->id)))
            .on(subscription->noticeDate)
            .from(DatasetId::Subscriptions, subscription->source)
            .detail(std::string(c.text(subscription->product)));
    }
    return finding;
}

std::optional<Finding> upsellWithoutValue(const RuleCase& c)
{
    if (!c.zones || c.zones->of(Zone::Realization) != ZoneStatus::Broken)
        return std::nullopt;
    std::vector<std::pair<Money, const Opportunity*>> open;
    for (const Opportunity& opportunity : c.portfolio().opportunities.of(c.account)) {
        const bool sells =
            opportunity.kind == OpportunityKind::Expansion || opportunity.kind == OpportunityKind::CrossSell;
        if (!sells || !isOpen(opportunity, c.day()))
            continue;
        const std::optional<Money> amount = opportunity.amount
            ? c.world.context.conversion().toBase(*opportunity.amount, opportunity.currency, c.facts())
            : std::nullopt;
        open.emplace_back(amount.value_or(Money{}), &opportunity);
    }
    if (open.empty())
        return std::nullopt;
    std::stable_sort(open.begin(), open.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    Finding finding(c, Severity::Medium);
    for (const auto& [amount, opportunity] : open) {
        finding.fact("open_opportunity", c.named(opportunity->name, opportunity->id))
            .on(opportunity->createdDate)
            .from(DatasetId::Opportunities, opportunity->source);
    }
    finding.fact("realization", statusText(c, Zone::Realization)).on(c.day()).from(DatasetId::Outcomes);
    return finding;
}

// The win that has waited longest leads.
std::optional<Finding> unrecognisedWin(const RuleCase& c)
{
    std::vector<const Outcome*> wins;
    const Date yearAgo = c.day().oneYearEarlier();
    for (const Outcome& outcome : c.portfolio().outcomes.of(c.account)) {
        if (outcome.achievedDate && *outcome.achievedDate > yearAgo &&
            atLeast(c.day() - *outcome.achievedDate, c.threshold("days")) && !happened(outcome.recognisedDate, c.day()))
            wins.push_back(&outcome);
    }
    if (wins.empty())
        return std::nullopt;
    std::stable_sort(wins.begin(), wins.end(),
        [](const Outcome* a, const Outcome* b) { return *a->achievedDate < *b->achievedDate; });
    Finding finding(c, Severity::Low);
    for (const Outcome* win : wins) {
        finding.fact("win_unrecognised", c.named(win->name, win->id))
            .on(win->achievedDate)
            .from(DatasetId::Outcomes, win->source);
    }
    return finding;
}

constexpr RuleEntry entries[] = {
    {RuleId::UnprovenRenewal, unprovenRenewal},
    {RuleId::RenewalOverdue, renewalOverdue},
    {RuleId::NoticeGiven, noticeGiven},
    {RuleId::UpsellWithoutValue, upsellWithoutValue},
    {RuleId::UnrecognisedWin, unrecognisedWin},
};

} // namespace

std::span<const RuleEntry> contractRules()
{
    return entries;
}

} // namespace holdfast
