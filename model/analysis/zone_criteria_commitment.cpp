// SPDX-License-Identifier: GPL-3.0-or-later
// Commitment: does the customer do its own part after the signature?
#include <algorithm>

#include "model/analysis/zone_criteria.h"
#include "model/base/ratio.h"

namespace holdfast {

namespace {

using namespace zone_limits;

// Onboarding completed stands in for a kickoff, as far as that date was imported at all.
bool isOnboarded(const ZoneDay& zoneDay, const AccountView& view)
{
    return zoneDay.onboardingImported && happened(view.account.onboardingCompletedDate, zoneDay.day);
}

CriterionState kickedOffState(const ZoneDay& zoneDay, const AccountView& view)
{
    const bool kickedOff = zoneDay.kickoffImported && happened(view.account.kickoffDate, zoneDay.day);
    if (kickedOff || isOnboarded(zoneDay, view))
        return CriterionState::Pass;
    if (!zoneDay.kickoffImported || isTooOldToMissDates(view))
        return CriterionState::Unknown;
    return passOrDue(zoneDay, view, CriterionId::KickedOff, false);
}

CriterionState kickoffPromptState(const ZoneDay& zoneDay, const AccountView& view)
{
    const bool kickedOff = happened(view.account.kickoffDate, zoneDay.day);
    if (!kickedOff && isOnboarded(zoneDay, view))
        return CriterionState::NotApplicable;
    if (!kickedOff && isTooOldToMissDates(view))
        return CriterionState::Unknown;
    const bool prompt =
        kickedOff && view.today.start && *view.account.kickoffDate <= view.today.start->addDays(promptDays);
    return judged(zoneDay, view, CriterionId::KickoffPrompt, prompt);
}

bool isCustomerTask(const Milestone& milestone, Date day)
{
    return milestone.side == Side::Customer &&
        within(milestone.plannedDate, day.addDays(-taskWindowDays), day.addDays(-taskGraceDays));
}

bool isOnTime(const Milestone& milestone)
{
    return milestone.completedDate && *milestone.completedDate <= milestone.plannedDate->addDays(taskGraceDays);
}

struct CustomerTasks {
    std::int64_t planned = 0;
    std::int64_t onTime = 0;
    std::int64_t blocked = 0;
};

CustomerTasks customerTasks(const AccountView& view, Date day)
{
    CustomerTasks tasks;
    for (const Milestone& milestone : view.milestones) {
        if (isBlockedByCustomer(milestone, day))
            ++tasks.blocked;
        if (!isCustomerTask(milestone, day))
            continue;
        ++tasks.planned;
        if (isOnTime(milestone))
            ++tasks.onTime;
    }
    return tasks;
}

} // namespace

void judgeCommitment(const ZoneDay& zoneDay, const AccountView& view, CriterionStates& states)
{
    const Date day = zoneDay.day;
    const auto set = [&](CriterionId id, bool passed) { stateOf(states, id) = judged(zoneDay, view, id, passed); };
    stateOf(states, CriterionId::KickedOff) = kickedOffState(zoneDay, view);
    stateOf(states, CriterionId::KickoffPrompt) = kickoffPromptState(zoneDay, view);
    set(CriterionId::ChampionPresent,
        std::any_of(view.contacts.begin(), view.contacts.end(), [day](const Contact& contact) {
            return contact.role == ContactRole::Champion && isPresent(contact, day);
        }));
    if (isTechTouch(view.account))
        stateOf(states, CriterionId::SponsorEngaged) = CriterionState::NotApplicable;
    else
        set(CriterionId::SponsorEngaged, view.latest.sponsor && *view.latest.sponsor > day.addDays(-engagedDays));
    const CustomerTasks tasks = customerTasks(view, day);
    if (tasks.planned == 0)
        stateOf(states, CriterionId::CustomerTasksOnTime) = CriterionState::Unknown;
    else
        set(CriterionId::CustomerTasksOnTime, atLeast(*ratio(tasks.onTime, tasks.planned), tasksOnTimeShare));
    set(CriterionId::FewBlockers, tasks.blocked <= blockersAllowed);
}

EvidenceList commitmentEvidence(const ZoneDay& zoneDay, const AccountView& view, CriterionId id)
{
    const Portfolio& portfolio = zoneDay.portfolio();
    const Account& account = view.account;
    const Date day = zoneDay.day;
    EvidenceList list;
    const auto accountDate = [&](std::string_view fact, std::optional<Date> date, FactValue threshold) {
        const std::optional<Date> seen = happened(date, day) ? date : std::nullopt;
        list.push_back(rowFact(fact, dateValue(seen), std::move(threshold), seen, DatasetId::Accounts, account.source));
    };
    switch (id) {
    case CriterionId::KickedOff:
        accountDate("kickoff", account.kickoffDate, {});
        if (happened(account.onboardingCompletedDate, day))
            accountDate("onboarding_completed", account.onboardingCompletedDate, {});
        break;
    case CriterionId::KickoffPrompt:
        accountDate("kickoff", account.kickoffDate,
            view.today.start ? FactValue(view.today.start->addDays(promptDays)) : FactValue());
        if (!happened(account.kickoffDate, day) && isOnboarded(zoneDay, view))
            accountDate("onboarding_completed", account.onboardingCompletedDate, {});
        break;
    case CriterionId::ChampionPresent:
        for (const Contact& contact : view.contacts)
            if (contact.role == ContactRole::Champion && isPresent(contact, day))
                list.push_back(rowFact("champion", portfolio.text(contact.name), {}, contact.joinedDate,
                    DatasetId::Contacts, contact.source, portfolio.text(contact.title)));
        for (const Contact& contact : view.contacts)
            if (contact.role == ContactRole::Champion && happened(contact.leftDate, day))
                list.push_back(rowFact("champion_left", *contact.leftDate, {}, contact.leftDate, DatasetId::Contacts,
                    contact.source, portfolio.text(contact.name)));
        if (list.empty())
            list.push_back(figureFact("champion", {}, {}, DatasetId::Contacts));
        break;
    case CriterionId::SponsorEngaged: {
        // The latest interaction that the sponsor attended, in time or not.
        const Interaction* latest = nullptr;
        for (const Interaction& interaction : view.interactions)
            if (metSponsor(interaction, day) && (!latest || latest->date < interaction.date))
                latest = &interaction;
        if (latest)
            list.push_back(rowFact("sponsor_attended", latest->date, day.addDays(1 - engagedDays), latest->date,
                DatasetId::Interactions, latest->source));
        else
            list.push_back(figureFact("sponsor_attended", {}, day.addDays(1 - engagedDays), DatasetId::Interactions));
        break;
    }
    case CriterionId::CustomerTasksOnTime: {
        const CustomerTasks tasks = customerTasks(view, day);
        const Ratio share = ratio(tasks.onTime, tasks.planned);
        list.push_back(figureFact("customer_tasks_on_time", share ? FactValue(*share) : FactValue(), tasksOnTimeShare,
            DatasetId::Milestones));
        for (const Milestone& milestone : view.milestones)
            if (isCustomerTask(milestone, day) && !isOnTime(milestone))
                list.push_back(rowFact("task_late",
                    dateValue(happened(milestone.completedDate, day) ? milestone.completedDate : std::nullopt),
                    milestone.plannedDate->addDays(taskGraceDays), milestone.plannedDate, DatasetId::Milestones,
                    milestone.source, portfolio.text(milestone.name)));
        break;
    }
    case CriterionId::FewBlockers:
        list.push_back(figureFact(
            "blocked", customerTasks(view, day).blocked, std::int64_t{blockersAllowed}, DatasetId::Milestones));
        for (const Milestone& milestone : view.milestones)
            if (isBlockedByCustomer(milestone, day))
                list.push_back(rowFact("blocked_since", *milestone.blockedSince, {}, milestone.blockedSince,
                    DatasetId::Milestones, milestone.source, portfolio.text(milestone.name)));
        break;
    default:
        break;
    }
    return list;
}

} // namespace holdfast
