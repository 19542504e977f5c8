// SPDX-License-Identifier: GPL-3.0-or-later
// The members of what an analysis found, in the order in which a closed review keeps them. Rules, criteria, datasets
// and triggers are kept by name, because their numbers belong to the program of the day.
#pragma once

#include "model/review/frozen_rows.h"
#include "model/review/review.h"

namespace holdfast {

// An id of one of the program's tables as its name; a name that this program does not know makes the reader fail.
template <class A, class Id, class NameOf, class Find> void byName(A& archive, Id& id, NameOf nameOf, Find find)
{
    if constexpr (A::writing) {
        archive.text(nameOf(id));
    } else {
        const auto* spec = find(archive.text());
        if (spec)
            id = spec->id;
        else
            archive.fail();
    }
}
template <class A> void ruleByName(A& archive, Of<A, RuleId>& id)
{
    byName(
        archive, id, [](RuleId one) { return rule(one).name; }, findRule);
}

template <class A> void each(A& archive, Of<A, Period>& value)
{
    archive(value.from, value.to);
}
template <class A> void each(A& archive, Of<A, Bridge>& value)
{
    archive(value.opening, value.newArr, value.reactivation, value.expansion, value.contraction, value.churn,
        value.closing);
}
template <class A> void each(A& archive, Of<A, BridgePiece>& value)
{
    archive(value.period, value.bridge);
}
template <class A> void each(A& archive, Of<A, Retention>& value)
{
    archive(value.bridge, value.openingCustomers, value.retainedCustomers, value.lostCustomers, value.newCustomers,
        value.reactivatedCustomers, value.closingCustomers, value.nrr, value.grr, value.crr, value.strictNrr,
        value.strictGrr, value.eventNrr, value.renewalRate, value.logoChurn, value.revenueChurn,
        value.grossRevenueChurn, value.annualisedLogoChurn, value.arpa, value.lifespanYears, value.clv, value.clvCac,
        value.repeatCustomerRate, value.purchaseClv);
}
template <class A> void each(A& archive, Of<A, RetentionGroup>& value)
{
    archive(value.value, value.retention);
}
template <class A> void each(A& archive, Of<A, DriverMovement>& value)
{
    archive(value.movement, value.points);
}
template <class A> void each(A& archive, Of<A, DriverAccount>& value)
{
    archive(value.account, value.movement, value.amount, value.amountBefore, value.points);
}
template <class A> void each(A& archive, Of<A, Drivers>& value)
{
    archive(value.before, value.nrrNow, value.nrrBefore, value.movements, value.accounts);
}
template <class A> void each(A& archive, Of<A, AccountMovement>& value)
{
    archive(value.account, value.movement, value.opening, value.closing, value.amount);
}
template <class A> void each(A& archive, Of<A, RetentionResult>& value)
{
    archive(value.period, value.total, value.monthly, value.breakdown, value.drivers, value.movements);
}
template <class A> void each(A& archive, Of<A, Trigger>& value)
{
    byName(
        archive, value.id, [](TriggerId id) { return triggerSpecs()[static_cast<std::size_t>(id)].name; },
        [](std::string_view name) -> const TriggerSpec* {
            for (const TriggerSpec& spec : triggerSpecs()) {
                if (spec.name == name)
                    return &spec;
            }
            return nullptr;
        });
    archive(value.value, value.threshold, value.fired);
}
template <class A> void each(A& archive, Of<A, TriggersResult>& value)
{
    archive(value.triggers, value.needsActiveInvestment);
}
template <class A> void each(A& archive, Of<A, FeedShape>& value)
{
    archive(value.any, value.grain, value.monthEnds, value.weekdaysOnly, value.firstRow, value.lastRow,
        value.coverageEnd, value.lastWeek, value.staleAfterDays);
}
template <class A> void each(A& archive, Of<A, Decay>& value)
{
    archive(value.account, value.stage, value.weeks, value.recent, value.prior, value.change, value.peak, value.ratio,
        value.changeInfinite, value.zeros, value.utilisation, value.seats);
}
template <class A> void each(A& archive, Of<A, DecayResult>& value)
{
    archive(value.shape, value.accounts, value.placeOf);
}
// A value of evidence as its type and itself.
template <class A> void each(A& archive, Of<A, FactValue>& value)
{
    const auto as = [&archive, &value]<class T>(T*) {
        if constexpr (A::writing)
            archive(std::get<T>(value));
        else
            archive(value.template emplace<T>());
    };
    std::uint64_t type = value.index();
    if constexpr (A::writing)
        archive.whole(type);
    else
        type = archive.whole();
    switch (type) {
    case 0:
        break;
    case 1:
        return as(static_cast<std::int64_t*>(nullptr));
    case 2:
        return as(static_cast<double*>(nullptr));
    case 3:
        return as(static_cast<std::string*>(nullptr));
    case 4:
        return as(static_cast<Date*>(nullptr));
    case 5:
        return as(static_cast<Money*>(nullptr));
    default:
        if constexpr (!A::writing)
            archive.fail();
    }
}
template <class A> void each(A& archive, Of<A, Evidence>& value)
{
    archive(value.fact, value.value, value.threshold, value.date, value.source, value.detail, value.overridden);
    // The dataset by its name, "" for none.
    if constexpr (A::writing) {
        archive.text(value.dataset ? dataset(*value.dataset).name : std::string_view());
    } else {
        const std::string_view name = archive.text();
        const DatasetSpec* spec = findDataset(name);
        if (spec)
            value.dataset = spec->id;
        else if (!name.empty())
            archive.fail();
    }
}
template <class A> void each(A& archive, Of<A, SourceHealth>& value)
{
    archive(value.broken, value.evidence);
}
template <class A> void each(A& archive, Of<A, AccountZones>& value)
{
    archive(value.account, value.criteria, value.status, value.breakpoint, value.criticalZone, value.coverage);
}
template <class A> void each(A& archive, Of<A, ZoneSummary>& value)
{
    archive(value.accounts, value.arr);
}
template <class A> void each(A& archive, Of<A, ZonesResult>& value)
{
    archive(
        value.accounts, value.placeOf, value.summary, value.fixFirst, value.breakpointArr, value.breakpointAccounts);
    if constexpr (A::writing) {
        archive.whole(value.fixFirstByContractModel.size());
        for (const auto& [model, zone] : value.fixFirstByContractModel)
            archive(model, zone);
    } else {
        const std::size_t count = archive.count();
        for (std::size_t at = 0; at < count && !archive.failed(); ++at) {
            std::string model;
            archive(model);
            archive(value.fixFirstByContractModel[model]);
        }
    }
}
template <class A> void each(A& archive, Of<A, Exception>& value)
{
    ruleByName(archive, value.rule);
    archive(value.account, value.severity, value.arr, value.daysToRenewal, value.priority, value.due, value.action,
        value.evidence);
}
template <class A> void each(A& archive, Of<A, RuleNotEvaluated>& value)
{
    ruleByName(archive, value.rule);
    archive(value.missing);
}
template <class A> void each(A& archive, Of<A, ExceptionsResult>& value)
{
    archive(value.exceptions, value.notEvaluated, value.arrAtRisk, value.accountsAtRisk);
}
template <class A> void each(A& archive, Of<A, Renewal>& value)
{
    archive(value.account, value.date, value.arr, value.state, value.missing);
}
template <class A> void each(A& archive, Of<A, RenewalMonth>& value)
{
    archive(value.month, value.arr, value.accounts);
}
template <class A> void each(A& archive, Of<A, RenewalsResult>& value)
{
    archive(value.months, value.renewals);
}
template <class A> void each(A& archive, Of<A, RuleOverride>& value)
{
    ruleByName(archive, value.rule);
    archive(value.segment, value.threshold, value.value, value.action, value.daysToAct);
}
template <class A> void each(A& archive, Of<A, AnalysisSettings>& value)
{
    archive(value.defaultMargin);
    if constexpr (A::writing) {
        archive(value.rules.overrides());
    } else {
        std::vector<RuleOverride> overrides;
        archive(overrides);
        value.rules = RuleSettings(std::move(overrides));
    }
}
template <class A> void each(A& archive, Of<A, Filter>& value)
{
    if constexpr (A::writing) {
        archive.whole(value.values.size());
        for (const auto& [dimension, values] : value.values) {
            archive.text(text(dimension));
            archive(values);
        }
    } else {
        const std::size_t count = archive.count();
        for (std::size_t at = 0; at < count && !archive.failed(); ++at) {
            const auto dimension = findDimension(archive.text());
            if (!dimension)
                return archive.fail();
            archive(value.values[*dimension]);
        }
    }
}

} // namespace holdfast
