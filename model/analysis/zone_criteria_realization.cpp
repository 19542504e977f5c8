// SPDX-License-Identifier: GPL-3.0-or-later
// Realization: is the value agreed, measured, on pace, and is the product still used?
#include <algorithm>

#include "model/analysis/zone_criteria.h"
#include "model/base/ratio.h"

namespace holdfast {

namespace {

using namespace zone_limits;

bool hasTarget(const Outcome& outcome, Date day)
{
    return happened(outcome.agreedDate, day) && outcome.target;
}

bool isMeasured(const Outcome& outcome, Date day)
{
    return within(outcome.measuredDate, day.addDays(-measuredDays), day);
}

bool isOnPace(const Outcome& outcome, Date day)
{
    const std::optional<Pace> pace = paceOf(outcome, day);
    return pace && atLeast(pace->progress, paceShare * pace->expected);
}

// Annual value, in base currency, of an outcome achieved in the last year; 0 where its currency has no rate.
Money annualValue(const ZoneDay& zoneDay, const AccountView& view, const Outcome& outcome)
{
    if (!outcome.annualValue || !isAchievedWithin(outcome, zoneDay.yearAgo, zoneDay.day))
        return {};
    return zoneDay.context.conversion().toBase(*outcome.annualValue, Name{}, view.account).value_or(Money{});
}

Money valueReturned(const ZoneDay& zoneDay, const AccountView& view)
{
    Money sum;
    for (const Outcome& outcome : view.outcomes)
        sum += annualValue(zoneDay, view, outcome);
    return sum;
}

bool isAlive(DecayStage stage)
{
    return stage != DecayStage::Drift && stage != DecayStage::Zombie;
}

CriterionState stageState(const ZoneDay& zoneDay, const AccountView& view, CriterionId id)
{
    if (zoneDay.sourceBroken || !view.decay || view.decay->stage == DecayStage::Unknown)
        return CriterionState::Unknown;
    const DecayStage stage = view.decay->stage;
    return judged(zoneDay, view, id, id == CriterionId::UsageAlive ? isAlive(stage) : stage != DecayStage::SilentDecay);
}

} // namespace

void judgeRealization(const ZoneDay& zoneDay, const AccountView& view, CriterionStates& states)
{
    const Date day = zoneDay.day;
    bool targets = false;
    bool measured = false;
    bool onPace = false;
    for (const Outcome& outcome : view.outcomes) {
        targets = targets || hasTarget(outcome, day);
        measured = measured || isMeasured(outcome, day);
        onPace = onPace || isAchievedWithin(outcome, zoneDay.yearAgo, day) || isOnPace(outcome, day);
    }
    const auto set = [&](CriterionId id, bool passed) { stateOf(states, id) = judged(zoneDay, view, id, passed); };
    set(CriterionId::TargetsAgreed, targets);
    set(CriterionId::Measured, measured);
    set(CriterionId::OnPace, onPace);
    set(CriterionId::ValueReturned, valueReturned(zoneDay, view) >= view.today.arr);
    stateOf(states, CriterionId::UsageAlive) = stageState(zoneDay, view, CriterionId::UsageAlive);
    stateOf(states, CriterionId::UsageNotDecaying) = stageState(zoneDay, view, CriterionId::UsageNotDecaying);
}

EvidenceList realizationEvidence(const ZoneDay& zoneDay, const AccountView& view, CriterionId id)
{
    const Portfolio& portfolio = zoneDay.portfolio();
    const Date day = zoneDay.day;
    EvidenceList list;
    const auto row = [&](std::string_view fact, const Outcome& outcome, FactValue value, FactValue threshold,
                         std::optional<Date> date) {
        list.push_back(rowFact(fact, std::move(value), std::move(threshold), date, DatasetId::Outcomes, outcome.source,
            portfolio.text(outcome.name)));
    };
    switch (id) {
    case CriterionId::TargetsAgreed:
        for (const Outcome& outcome : view.outcomes)
            if (hasTarget(outcome, day))
                row("target", outcome, *outcome.target, {}, outcome.agreedDate);
        if (list.empty())
            list.push_back(figureFact("target", {}, {}, DatasetId::Outcomes));
        break;
    case CriterionId::Measured: {
        const Outcome* latest = nullptr;
        for (const Outcome& outcome : view.outcomes)
            if (happened(outcome.measuredDate, day) && (!latest || *latest->measuredDate < *outcome.measuredDate))
                latest = &outcome;
        const Date earliest = day.addDays(1 - measuredDays);
        if (latest)
            row("measured", *latest, *latest->measuredDate, earliest, latest->measuredDate);
        else
            list.push_back(figureFact("measured", {}, earliest, DatasetId::Outcomes));
        break;
    }
    case CriterionId::OnPace: {
        for (const Outcome& outcome : view.outcomes)
            if (isAchievedWithin(outcome, zoneDay.yearAgo, day))
                row("outcome_achieved", outcome, *outcome.achievedDate, {}, outcome.achievedDate);
        const auto addPaces = [&](bool onPace) {
            for (const Outcome& outcome : view.outcomes)
                if (const std::optional<Pace> pace = paceOf(outcome, day); pace && isOnPace(outcome, day) == onPace)
                    row("progress", outcome, pace->progress, paceShare * pace->expected,
                        happened(outcome.measuredDate, day) ? outcome.measuredDate : outcome.agreedDate);
        };
        addPaces(true);
        addPaces(false);
        if (list.empty())
            list.push_back(figureFact("progress", {}, {}, DatasetId::Outcomes));
        break;
    }
    case CriterionId::ValueReturned: {
        const Money sum = valueReturned(zoneDay, view);
        list.push_back(figureFact("value_returned", sum, view.today.arr, DatasetId::Outcomes));
        if (const Ratio perDollar = ratio(sum, view.today.arr))
            list.push_back(
                figureFact("value_per_arr", *perDollar, 1.0, DatasetId::Outcomes)); // dollars out per dollar in
        for (const Outcome& outcome : view.outcomes)
            if (isAchievedWithin(outcome, zoneDay.yearAgo, day))
                row("annual_value", outcome, annualValue(zoneDay, view, outcome), {}, outcome.achievedDate);
        break;
    }
    case CriterionId::UsageAlive:
    case CriterionId::UsageNotDecaying: {
        const Decay* decay = view.decay;
        const bool known = decay && decay->stage != DecayStage::Unknown;
        list.push_back(figureFact(
            "stage", known ? FactValue(std::string(text(decay->stage))) : FactValue(), {}, DatasetId::Usage));
        if (zoneDay.decay.shape.lastWeek)
            list.back().date = zoneDay.decay.shape.lastWeek->addDays(6); // the last day that the figures speak of
        if (!known)
            break;
        if (id == CriterionId::UsageAlive) {
            list.push_back(figureFact("ratio", decay->ratio, decay_limits::driftRatio, DatasetId::Usage));
            list.push_back(figureFact(
                "zeros", std::int64_t{decay->zeros}, std::int64_t{decay_limits::driftZeros}, DatasetId::Usage));
        } else {
            list.push_back(figureFact("change", decay->changeInfinite ? FactValue() : FactValue(decay->change),
                decay_limits::decayChange, DatasetId::Usage));
        }
        list.push_back(figureFact("recent", decay->recent, {}, DatasetId::Usage));
        list.push_back(id == CriterionId::UsageAlive ? figureFact("peak", decay->peak, {}, DatasetId::Usage)
                                                     : figureFact("prior", decay->prior, {}, DatasetId::Usage));
        break;
    }
    default:
        break;
    }
    return list;
}

} // namespace holdfast
