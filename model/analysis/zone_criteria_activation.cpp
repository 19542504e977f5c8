// SPDX-License-Identifier: GPL-3.0-or-later
// Activation: are people on board, and did they reach a first value early?
#include <algorithm>

#include "model/analysis/zone_criteria.h"
#include "model/base/ratio.h"

namespace holdfast {

namespace {

using namespace zone_limits;

constexpr int longestCover = 31; // no row covers more days than a month has

bool isFirstValue(const Milestone& milestone, Date day)
{
    return milestone.firstValue.value_or(false) && happened(milestone.completedDate, day);
}

// A core milestone that belongs to the first 90 days: planned in them, or never planned at all.
bool isEarlyCore(const Milestone& milestone, Date deadline)
{
    return milestone.core.value_or(false) && (!milestone.plannedDate || *milestone.plannedDate <= deadline);
}

bool isDoneBy(const Milestone& milestone, Date deadline, Date day)
{
    return happened(milestone.completedDate, day) && *milestone.completedDate <= deadline;
}

CriterionState coreAdoptedState(const ZoneDay& zoneDay, const AccountView& view)
{
    if (!view.today.start)
        return CriterionState::Unknown; // which milestones count is unknown
    const Date deadline = view.today.start->addDays(coreDays);
    bool any = false;
    bool allDone = true;
    for (const Milestone& milestone : view.milestones) {
        if (!isEarlyCore(milestone, deadline))
            continue;
        any = true;
        allDone = allDone && isDoneBy(milestone, deadline, zoneDay.day);
    }
    return any ? judged(zoneDay, view, CriterionId::CoreAdopted, allDone) : CriterionState::Unknown;
}

// The first row dated ≤ D with active users that covers a day in [start, start + 14).
std::optional<std::size_t> firstLoginRow(const ZoneDay& zoneDay, AccountId account, Date start)
{
    const UsageFeed& feed = zoneDay.portfolio().usage;
    const FeedShape& shape = zoneDay.decay.shape;
    const RowRange rows = zoneDay.context.usageRows(account);
    if (rows.empty())
        return std::nullopt;
    // Most accounts begin with their first row; only a longer history needs the search.
    const Date earliest = start.addDays(-longestCover);
    std::size_t row = rows.first;
    if (feed.date(row) < earliest)
        row = std::max(rows.first, feed.until(account, earliest.addDays(-1)).last);
    for (; row < rows.last; ++row) {
        const CoveredDays days = coveredDays(shape, feed.date(row));
        if (days.first >= start.addDays(loginDays))
            break;
        if (days.last >= start && feed.activeUsers.at(row) > 0)
            return row;
    }
    return std::nullopt;
}

CriterionState firstLoginState(const ZoneDay& zoneDay, const AccountView& view)
{
    const FeedShape& shape = zoneDay.decay.shape;
    if (!zoneDay.hasInputs(CriterionId::FirstLogin) || !shape.any || !view.today.start)
        return CriterionState::Unknown;
    if (firstLoginRow(zoneDay, view.id, *view.today.start))
        return CriterionState::Pass;
    if (shape.firstRow > *view.today.start)
        return CriterionState::Unknown; // it may have happened before the feed began
    return passOrDue(zoneDay, view, CriterionId::FirstLogin, false);
}

CriterionState seatsState(const ZoneDay& zoneDay, const AccountView& view, CriterionId id, double threshold)
{
    if (zoneDay.sourceBroken || !view.decay || !view.decay->utilisation)
        return CriterionState::Unknown;
    return judged(zoneDay, view, id, atLeast(*view.decay->utilisation, threshold));
}

} // namespace

void judgeActivation(const ZoneDay& zoneDay, const AccountView& view, CriterionStates& states)
{
    const Date day = zoneDay.day;
    const std::optional<Date> onboarding = view.account.onboardingCompletedDate;
    const bool onboarded = happened(onboarding, day);
    if (!onboarded && isTooOldToMissDates(view)) {
        stateOf(states, CriterionId::Onboarded) = CriterionState::Unknown;
        stateOf(states, CriterionId::OnboardedOnTime) = CriterionState::Unknown;
    } else {
        const bool onTime = onboarded && view.today.start && *onboarding <= view.today.start->addDays(onboardingDays);
        stateOf(states, CriterionId::Onboarded) = judged(zoneDay, view, CriterionId::Onboarded, onboarded);
        stateOf(states, CriterionId::OnboardedOnTime) = judged(zoneDay, view, CriterionId::OnboardedOnTime, onTime);
    }
    const bool firstValue = std::any_of(view.milestones.begin(), view.milestones.end(),
                                [day](const Milestone& milestone) { return isFirstValue(milestone, day); }) ||
        std::any_of(view.outcomes.begin(), view.outcomes.end(),
            [day](const Outcome& outcome) { return isAchieved(outcome, day); });
    stateOf(states, CriterionId::FirstValue) = judgedEither(zoneDay, view, CriterionId::FirstValue, firstValue);
    stateOf(states, CriterionId::CoreAdopted) = coreAdoptedState(zoneDay, view);
    stateOf(states, CriterionId::FirstLogin) = firstLoginState(zoneDay, view);
    stateOf(states, CriterionId::SeatsUsed) = seatsState(zoneDay, view, CriterionId::SeatsUsed, seatsUsedShare);
    stateOf(states, CriterionId::SeatsWellUsed) =
        seatsState(zoneDay, view, CriterionId::SeatsWellUsed, seatsWellUsedShare);
}

EvidenceList activationEvidence(const ZoneDay& zoneDay, const AccountView& view, CriterionId id)
{
    const Portfolio& portfolio = zoneDay.portfolio();
    const Date day = zoneDay.day;
    EvidenceList list;
    switch (id) {
    case CriterionId::Onboarded:
    case CriterionId::OnboardedOnTime: {
        const bool onboarded = happened(view.account.onboardingCompletedDate, day);
        const std::optional<Date> date = onboarded ? view.account.onboardingCompletedDate : std::nullopt;
        FactValue threshold;
        if (id == CriterionId::OnboardedOnTime && view.today.start)
            threshold = view.today.start->addDays(onboardingDays);
        list.push_back(rowFact(
            "onboarding_completed", dateValue(date), threshold, date, DatasetId::Accounts, view.account.source));
        break;
    }
    case CriterionId::FirstValue:
        for (const Milestone& milestone : view.milestones)
            if (isFirstValue(milestone, day))
                list.push_back(rowFact("first_value", *milestone.completedDate, {}, milestone.completedDate,
                    DatasetId::Milestones, milestone.source, portfolio.text(milestone.name)));
        for (const Outcome& outcome : view.outcomes)
            if (isAchieved(outcome, day))
                list.push_back(rowFact("outcome_achieved", *outcome.achievedDate, {}, outcome.achievedDate,
                    DatasetId::Outcomes, outcome.source, portfolio.text(outcome.name)));
        if (list.empty()) {
            list.push_back(figureFact("first_value", {}, {}, DatasetId::Milestones));
            list.push_back(figureFact("outcome_achieved", {}, {}, DatasetId::Outcomes));
        }
        break;
    case CriterionId::CoreAdopted: {
        if (view.today.start) {
            const Date deadline = view.today.start->addDays(coreDays);
            const auto add = [&](bool done) {
                for (const Milestone& milestone : view.milestones)
                    if (isEarlyCore(milestone, deadline) && isDoneBy(milestone, deadline, day) == done) {
                        const Maybe<Date> completed =
                            happened(milestone.completedDate, day) ? milestone.completedDate : std::nullopt;
                        list.push_back(rowFact("core_completed", dateValue(completed), deadline,
                            completed ? completed : milestone.plannedDate, DatasetId::Milestones, milestone.source,
                            portfolio.text(milestone.name)));
                    }
            };
            add(false); // what is open or late decides
            add(true);
        }
        if (list.empty())
            list.push_back(figureFact("core_completed", {}, {}, DatasetId::Milestones));
        break;
    }
    case CriterionId::FirstLogin: {
        const FeedShape& shape = zoneDay.decay.shape;
        Evidence login = figureFact("first_login", {}, {}, DatasetId::Usage);
        if (view.today.start) {
            login.threshold = view.today.start->addDays(loginDays - 1);
            if (const auto row = firstLoginRow(zoneDay, view.id, *view.today.start)) {
                const CoveredDays days = coveredDays(shape, portfolio.usage.date(*row));
                login.value = std::max(*view.today.start, days.first);
                login.date = portfolio.usage.date(*row);
            }
        }
        list.push_back(std::move(login));
        if (shape.any) {
            list.push_back(figureFact("feed_begins", shape.firstRow, {}, DatasetId::Usage));
            list.back().date = shape.firstRow;
        }
        break;
    }
    case CriterionId::SeatsUsed:
    case CriterionId::SeatsWellUsed: {
        const double threshold = id == CriterionId::SeatsUsed ? seatsUsedShare : seatsWellUsedShare;
        const Decay* decay = view.decay;
        const bool known = decay && decay->utilisation;
        list.push_back(figureFact(
            "utilisation", known ? FactValue(*decay->utilisation) : FactValue(), threshold, DatasetId::Usage));
        if (zoneDay.decay.shape.lastWeek)
            list.back().date = zoneDay.decay.shape.lastWeek->addDays(6); // the last day that the figures speak of
        if (known) {
            list.push_back(figureFact("recent", decay->recent, {}, DatasetId::Usage));
            list.push_back(figureFact("seats", *decay->seats, {}, std::nullopt));
        }
        break;
    }
    default:
        break;
    }
    return list;
}

} // namespace holdfast
