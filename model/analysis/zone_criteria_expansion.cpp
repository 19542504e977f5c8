// SPDX-License-Identifier: GPL-3.0-or-later
// Expansion: does the account grow, and on proven value?
#include <algorithm>

#include "model/analysis/zone_criteria.h"

namespace holdfast {

namespace {

using namespace zone_limits;

CriterionState realizedState(
    const ZoneDay& zoneDay, const AccountView& view, ZoneStatus realization, CriterionId id, bool passed)
{
    // What realization itself does not know yet cannot fail here, even when due.
    if (realization == ZoneStatus::Unknown)
        return CriterionState::Unknown;
    if (realization == ZoneStatus::InProgress)
        return CriterionState::Pending;
    return passOrDue(zoneDay, view, id, passed);
}

bool isRecentGrowth(const Signal& signal, Date day)
{
    return isGrowth(signal.kind) && within(signal.date, day.addDays(-signalDays), day);
}

bool isOpenGrowth(const Opportunity& opportunity, Date day)
{
    return (opportunity.kind == OpportunityKind::Expansion || opportunity.kind == OpportunityKind::CrossSell) &&
        isOpen(opportunity, day);
}

bool isGrowing(const ZoneDay& zoneDay, const AccountView& view)
{
    if (view.today.arr > view.today.arrYearAgo)
        return true;
    const Date day = zoneDay.day;
    const auto opportunities = zoneDay.portfolio().opportunities.of(view.id);
    const auto signals = zoneDay.portfolio().signals.of(view.id);
    return std::any_of(opportunities.begin(), opportunities.end(),
               [day](const Opportunity& opportunity) { return isOpenGrowth(opportunity, day); }) ||
        std::any_of(
            signals.begin(), signals.end(), [day](const Signal& signal) { return isRecentGrowth(signal, day); });
}

} // namespace

void judgeExpansion(const ZoneDay& zoneDay, const AccountView& view, ZoneStatus realization, CriterionStates& states)
{
    const bool healthy = realization == ZoneStatus::Healthy;
    stateOf(states, CriterionId::Realized) =
        realizedState(zoneDay, view, realization, CriterionId::Realized, healthy || realization == ZoneStatus::AtRisk);
    stateOf(states, CriterionId::RealizedFully) =
        realizedState(zoneDay, view, realization, CriterionId::RealizedFully, healthy);
    // No ARR a year ago is 0, which any ARR reaches.
    stateOf(states, CriterionId::NotShrinking) =
        judged(zoneDay, view, CriterionId::NotShrinking, view.today.arr >= view.today.arrYearAgo);
    stateOf(states, CriterionId::Growing) = judgedEither(zoneDay, view, CriterionId::Growing, isGrowing(zoneDay, view));
}

EvidenceList expansionEvidence(const ZoneDay& zoneDay, const AccountView& view, CriterionId id)
{
    const Portfolio& portfolio = zoneDay.portfolio();
    EvidenceList list;
    const auto arrThen = [&] {
        list.push_back(figureFact("arr", view.today.arr, view.today.arrYearAgo, std::nullopt));
        list.back().date = zoneDay.yearAgo;
    };
    switch (id) {
    case CriterionId::Realized:
    case CriterionId::RealizedFully:
        list.push_back(figureFact("realization", std::string(text(zonesOf(zoneDay, view.id).of(Zone::Realization))),
            std::string(text(id == CriterionId::Realized ? ZoneStatus::AtRisk : ZoneStatus::Healthy)), std::nullopt));
        break;
    case CriterionId::NotShrinking:
        arrThen();
        break;
    case CriterionId::Growing:
        arrThen();
        for (const Opportunity& opportunity : portfolio.opportunities.of(view.id))
            if (isOpenGrowth(opportunity, zoneDay.day))
                list.push_back(rowFact("open_opportunity", opportunity.createdDate, {}, opportunity.createdDate,
                    DatasetId::Opportunities, opportunity.source, portfolio.text(opportunity.name)));
        for (const Signal& signal : portfolio.signals.of(view.id))
            if (isRecentGrowth(signal, zoneDay.day))
                list.push_back(rowFact("signal", signal.date, zoneDay.day.addDays(1 - signalDays), signal.date,
                    DatasetId::Signals, signal.source, portfolio.text(signal.note)));
        break;
    default:
        break;
    }
    return list;
}

} // namespace holdfast
