// SPDX-License-Identifier: GPL-3.0-or-later
// Belief: was the deal sound, and is success written down?
#include <algorithm>

#include "model/analysis/zone_criteria.h"

namespace holdfast {

namespace {

bool isNamedSponsor(const Contact& contact, Date day)
{
    return isSponsor(contact) && isPresent(contact, day);
}

CriterionState fitState(const ZoneDay& zoneDay, const AccountView& view, CriterionId id, bool passed)
{
    return view.account.fit ? judged(zoneDay, view, id, passed) : CriterionState::Unknown;
}

CriterionState handoffState(const ZoneDay& zoneDay, const AccountView& view)
{
    const bool recorded = happened(view.account.handoffDate, zoneDay.day);
    if (!recorded && isTooOldToMissDates(view))
        return CriterionState::Unknown;
    return judged(zoneDay, view, CriterionId::HandoffRecorded, recorded);
}

} // namespace

void judgeBelief(const ZoneDay& zoneDay, const AccountView& view, CriterionStates& states)
{
    const Date day = zoneDay.day;
    const auto set = [&](CriterionId id, bool passed) { stateOf(states, id) = judged(zoneDay, view, id, passed); };
    set(CriterionId::SuccessDefined,
        std::any_of(view.outcomes.begin(), view.outcomes.end(),
            [day](const Outcome& outcome) { return happened(outcome.agreedDate, day); }));
    stateOf(states, CriterionId::FitNotPoor) =
        fitState(zoneDay, view, CriterionId::FitNotPoor, view.account.fit != Fit::Poor);
    stateOf(states, CriterionId::FitGood) =
        fitState(zoneDay, view, CriterionId::FitGood, view.account.fit == Fit::Good);
    stateOf(states, CriterionId::HandoffRecorded) = handoffState(zoneDay, view);
    set(CriterionId::SponsorNamed,
        std::any_of(view.contacts.begin(), view.contacts.end(),
            [day](const Contact& contact) { return isNamedSponsor(contact, day); }));
}

EvidenceList beliefEvidence(const ZoneDay& zoneDay, const AccountView& view, CriterionId id)
{
    const Portfolio& portfolio = zoneDay.portfolio();
    const Account& account = view.account;
    EvidenceList list;
    switch (id) {
    case CriterionId::SuccessDefined:
        for (const Outcome& outcome : view.outcomes)
            if (happened(outcome.agreedDate, zoneDay.day))
                list.push_back(rowFact("agreed", *outcome.agreedDate, {}, outcome.agreedDate, DatasetId::Outcomes,
                    outcome.source, portfolio.text(outcome.name)));
        if (list.empty())
            list.push_back(figureFact("agreed", {}, {}, DatasetId::Outcomes));
        break;
    case CriterionId::FitNotPoor:
    case CriterionId::FitGood: {
        const DatasetSpec& spec = dataset(DatasetId::Accounts);
        const std::string_view values = spec.columns[static_cast<std::size_t>(spec.column("fit"))].values;
        const FactValue fit =
            account.fit ? FactValue(std::string(enumText(values, static_cast<int>(*account.fit)))) : FactValue();
        list.push_back(rowFact("fit", fit, std::string(id == CriterionId::FitGood ? "good" : "partial"), {},
            DatasetId::Accounts, account.source));
        break;
    }
    case CriterionId::HandoffRecorded: {
        const bool recorded = happened(account.handoffDate, zoneDay.day);
        const std::optional<Date> date = recorded ? account.handoffDate : std::nullopt;
        list.push_back(rowFact("handoff", dateValue(date), {}, date, DatasetId::Accounts, account.source));
        break;
    }
    case CriterionId::SponsorNamed:
        for (const Contact& contact : view.contacts)
            if (isNamedSponsor(contact, zoneDay.day))
                list.push_back(rowFact("sponsor", portfolio.text(contact.name), {}, contact.joinedDate,
                    DatasetId::Contacts, contact.source, portfolio.text(contact.title)));
        if (list.empty())
            list.push_back(figureFact("sponsor", {}, {}, DatasetId::Contacts));
        break;
    default:
        break;
    }
    return list;
}

} // namespace holdfast
