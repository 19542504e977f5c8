// SPDX-License-Identifier: GPL-3.0-or-later
// What has stalled: kickoff, onboarding, first login, milestones and outcomes behind their pace.
#include <algorithm>

#include "model/analysis/exception_rules.h"
#include "model/analysis/visible_facts.h"
#include "model/rules/zone_thresholds.h"

namespace holdfast {

namespace {

using namespace visible;

// For older accounts a missing kickoff or onboarding date is unknown, not absent (SPEC principle 2).
bool isInFirstYear(const RuleCase& c)
{
    return c.state().age && *c.state().age <= zone_limits::firstYear;
}

std::optional<Finding> kickoffLate(const RuleCase& c)
{
    if (!isInFirstYear(c) || !above(*c.state().age, c.threshold("days")) || happened(c.facts().kickoffDate, c.day()) ||
        happened(c.facts().onboardingCompletedDate, c.day()))
        return std::nullopt;
    Finding finding(c, Severity::High);
    finding.age().against("days");
    return finding;
}

std::optional<Finding> onboardingLate(const RuleCase& c)
{
    if (!isInFirstYear(c) || !above(*c.state().age, c.threshold("days")) ||
        happened(c.facts().onboardingCompletedDate, c.day()))
        return std::nullopt;
    Finding finding(c, Severity::High);
    finding.age().against("days");
    return finding;
}

// Any row with active users that covers a day on or after the start.
bool hasLoggedIn(const RuleCase& c)
{
    const UsageFeed& feed = c.portfolio().usage;
    const RowRange rows = c.world.context.usageRows(c.account);
    for (std::size_t row = rows.last; row > rows.first; --row) {
        if (coveredDays(c.world.usage, feed.date(row - 1)).last < *c.state().start)
            return false;
        if (feed.activeUsers.at(row - 1) > 0)
            return true;
    }
    return false;
}

std::optional<Finding> firstLoginMissing(const RuleCase& c)
{
    if (!c.isAged("days") || above(*c.state().age, c.threshold("maximum_age")) || hasLoggedIn(c))
        return std::nullopt;
    Finding finding(c, Severity::High);
    finding.age().against("days");
    return finding;
}

// High where a core milestone is overdue, or any by more than the higher limit; the one overdue longest leads.
std::optional<Finding> milestoneOverdue(const RuleCase& c)
{
    struct Overdue {
        bool high;
        int days;
        const Milestone* milestone;
    };
    std::vector<Overdue> overdue;
    for (const Milestone& milestone : c.portfolio().milestones.of(c.account)) {
        if (!milestone.plannedDate || happened(milestone.completedDate, c.day()))
            continue;
        const int days = c.day() - *milestone.plannedDate;
        if (above(days, c.threshold("days"))) {
            overdue.push_back(
                {milestone.core.value_or(false) || above(days, c.threshold("days_high")), days, &milestone});
        }
    }
    if (overdue.empty())
        return std::nullopt;
    std::stable_sort(
        overdue.begin(), overdue.end(), [](const Overdue& a, const Overdue& b) { return a.days > b.days; });
    const bool high = std::any_of(overdue.begin(), overdue.end(), [](const Overdue& one) { return one.high; });
    Finding finding(c, high ? Severity::High : Severity::Medium);
    for (const Overdue& one : overdue) {
        finding.fact("days_overdue", std::int64_t{one.days})
            .against("days")
            .on(one.milestone->plannedDate)
            .from(DatasetId::Milestones, one.milestone->source)
            .detail(c.named(one.milestone->name, one.milestone->id));
    }
    return finding;
}

// Each is a task for somebody: the one that has been blocked longest leads.
std::optional<Finding> blockedByCustomer(const RuleCase& c)
{
    std::vector<const Milestone*> blocked;
    for (const Milestone& milestone : c.portfolio().milestones.of(c.account)) {
        if (isBlockedByCustomer(milestone, c.day()))
            blocked.push_back(&milestone);
    }
    if (blocked.empty() || !atLeast(static_cast<double>(blocked.size()), c.threshold("milestones")))
        return std::nullopt;
    std::stable_sort(blocked.begin(), blocked.end(),
        [](const Milestone* a, const Milestone* b) { return *a->blockedSince < *b->blockedSince; });
    Finding finding(c, Severity::Medium);
    for (const Milestone* milestone : blocked) {
        finding.fact("blocked", c.named(milestone->name, milestone->id))
            .on(milestone->blockedSince)
            .from(DatasetId::Milestones, milestone->source);
    }
    return finding;
}

std::optional<Finding> noProgress(const RuleCase& c)
{
    std::int64_t open = 0;
    const Milestone* last = nullptr;
    for (const Milestone& milestone : c.portfolio().milestones.of(c.account)) {
        if (!happened(milestone.completedDate, c.day())) {
            if (happened(milestone.plannedDate, c.day()) || happened(milestone.blockedSince, c.day()))
                ++open;
            continue;
        }
        if (c.within(*milestone.completedDate, "days"))
            return std::nullopt;
        if (!last || *last->completedDate < *milestone.completedDate)
            last = &milestone;
    }
    if (open == 0)
        return std::nullopt;
    Finding finding(c, Severity::Medium);
    finding.fact("open_milestones", open).on(c.day()).from(DatasetId::Milestones);
    if (last) {
        finding.fact("last_completed", *last->completedDate)
            .on(last->completedDate)
            .from(DatasetId::Milestones, last->source)
            .detail(c.named(last->name, last->id));
    } else {
        finding.fact("last_completed", {}).from(DatasetId::Milestones);
    }
    return finding;
}

// The outcome furthest behind its pace leads.
std::optional<Finding> outcomeOffPace(const RuleCase& c)
{
    struct Behind {
        double share; // of what was expected
        double progress;
        double floor; // progress that would have done
        const Outcome* outcome;
    };
    std::vector<Behind> behind;
    for (const Outcome& outcome : c.portfolio().outcomes.of(c.account)) {
        const std::optional<Pace> pace = paceOf(outcome, c.day());
        if (!pace || !above(pace->elapsed, c.threshold("elapsed")))
            continue;
        const double floor = c.threshold("pace") * pace->expected;
        if (below(pace->progress, floor))
            behind.push_back({pace->progress / pace->expected, pace->progress, floor, &outcome});
    }
    if (behind.empty())
        return std::nullopt;
    std::stable_sort(behind.begin(), behind.end(), [](const Behind& a, const Behind& b) { return a.share < b.share; });
    Finding finding(c, Severity::Medium);
    for (const Behind& one : behind) {
        const bool measured = happened(one.outcome->measuredDate, c.day());
        finding.fact("progress", one.progress)
            .againstValue(one.floor, "pace")
            .on(measured ? one.outcome->measuredDate : std::nullopt)
            .from(DatasetId::Outcomes, one.outcome->source)
            .detail(c.named(one.outcome->name, one.outcome->id));
    }
    return finding;
}

constexpr RuleEntry entries[] = {
    {RuleId::KickoffLate, kickoffLate},
    {RuleId::OnboardingLate, onboardingLate},
    {RuleId::FirstLoginMissing, firstLoginMissing},
    {RuleId::MilestoneOverdue, milestoneOverdue},
    {RuleId::BlockedByCustomer, blockedByCustomer},
    {RuleId::NoProgress, noProgress},
    {RuleId::OutcomeOffPace, outcomeOffPace},
};

} // namespace

std::span<const RuleEntry> stalledRules()
{
    return entries;
}

} // namespace holdfast
