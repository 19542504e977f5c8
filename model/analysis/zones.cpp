// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "model/analysis/zone_criteria.h"
#include "model/analysis/zone_results.h"
#include "model/base/ratio.h"

namespace holdfast {

namespace {

using zone_limits::coverageAtRisk;
using zone_limits::coverageBroken;
constexpr std::size_t blockLength = 128; // accounts whose rows stay in the cache while a zone follows another
constexpr std::size_t contractModels = 4; // the three of ContractModel and "missing"

// What the states of a zone's criteria come to, each a bit, so that none of them needs a branch.
enum Mark : std::uint8_t { nothing = 0, broken = 1, weakened = 2, pending = 4, unknown = 8, passed = 16 };

constexpr Mark markOf(CriterionEffect effect, CriterionState state)
{
    if (effect == CriterionEffect::Weakens)
        return state == CriterionState::Fail ? weakened : nothing;
    switch (state) {
    case CriterionState::Fail:
        return broken;
    case CriterionState::Pending:
        return pending;
    case CriterionState::Unknown:
        return unknown;
    case CriterionState::Pass:
        return passed;
    case CriterionState::NotApplicable:
        break;
    }
    return nothing;
}

using MarksOfState = std::array<Mark, 5>;
constexpr MarksOfState marksOf(CriterionEffect effect)
{
    using enum CriterionState;
    MarksOfState marks{};
    for (const CriterionState state : {Pass, Fail, Pending, Unknown, NotApplicable})
        marks[static_cast<std::size_t>(state)] = markOf(effect, state);
    return marks;
}
constexpr std::array<MarksOfState, 3> marks = {
    marksOf(CriterionEffect::Breaks), marksOf(CriterionEffect::Weakens), marksOf(CriterionEffect::Coverage)};

// Status of a zone from the states of its criteria: what failed first, then what cannot be said yet.
ZoneStatus statusOf(const ZoneDay& zoneDay, const CriterionStates& states, Zone zone)
{
    const auto [first, last] = zoneDay.criteriaOf[static_cast<std::size_t>(zone)];
    unsigned seen = nothing;
    for (std::size_t i = first; i < last; ++i)
        seen |= marks[static_cast<std::size_t>(zoneDay.effects[i])][static_cast<std::size_t>(states[i])];
    if ((seen & broken) != 0)
        return ZoneStatus::Broken;
    if ((seen & weakened) != 0)
        return ZoneStatus::AtRisk;
    if ((seen & pending) != 0)
        return ZoneStatus::InProgress;
    return (seen & unknown) != 0 || (seen & passed) == 0 ? ZoneStatus::Unknown : ZoneStatus::Healthy;
}

// Share of what should be known of the account that is known.
double coverageOf(const ZoneDay& zoneDay, const CriterionStates& states)
{
    const auto [first, last] = zoneDay.criteriaOf[static_cast<std::size_t>(Zone::Intelligence)];
    int present = 0;
    int asked = 0;
    for (std::size_t i = first; i < last; ++i) {
        asked += states[i] == CriterionState::NotApplicable ? 0 : 1;
        present += states[i] == CriterionState::Pass ? 1 : 0;
    }
    return static_cast<double>(present) / asked;
}

// Where accounts of a contract model are usually lost.
std::optional<Zone> criticalZoneOf(const Account& account)
{
    if (!account.contractModel)
        return std::nullopt;
    return *account.contractModel == ContractModel::Monthly ? Zone::Activation : Zone::Realization;
}

std::size_t contractPlace(const Account& account)
{
    return account.contractModel ? static_cast<std::size_t>(*account.contractModel) : contractModels - 1;
}

std::string contractText(std::size_t place)
{
    if (place == contractModels - 1)
        return {};
    const DatasetSpec& accounts = dataset(DatasetId::Accounts);
    const auto column = static_cast<std::size_t>(accounts.column("contract_model"));
    return std::string(enumText(accounts.columns[column].values, static_cast<int>(place)));
}

using ArrByZone = std::array<Money, orderedZoneCount>;
using CountByZone = std::array<std::int64_t, orderedZoneCount>;

// The zone with the most ARR whose breakpoint it is; ties: the earlier zone. Nothing when no zone is a breakpoint.
std::optional<Zone> zoneToFix(const ArrByZone& arr, const CountByZone& accounts)
{
    std::optional<std::size_t> most;
    for (std::size_t i = 0; i < orderedZoneCount; ++i)
        if (accounts[i] > 0 && (!most || arr[*most] < arr[i]))
            most = i;
    return most ? std::optional(static_cast<Zone>(*most)) : std::nullopt;
}

void summarise(const DayContext& context, ZonesResult& result)
{
    std::array<ArrByZone, contractModels> arrByModel{};
    std::array<CountByZone, contractModels> accountsByModel{};
    std::array<bool, contractModels> present{};
    for (const AccountZones& zones : result.accounts) {
        const Money arr = context.of(zones.account).arr;
        for (std::size_t zone = 0; zone < zoneCount; ++zone) {
            ZoneSummary& cell = result.summary[zone][static_cast<std::size_t>(zones.status[zone])];
            cell.accounts += 1;
            cell.arr += arr;
        }
        const std::size_t model = contractPlace(context.portfolio().account(zones.account));
        present[model] = true;
        if (!zones.breakpoint)
            continue;
        const auto place = static_cast<std::size_t>(*zones.breakpoint);
        result.breakpointArr[place] += arr;
        result.breakpointAccounts[place] += 1;
        arrByModel[model][place] += arr;
        accountsByModel[model][place] += 1;
    }
    result.fixFirst = zoneToFix(result.breakpointArr, result.breakpointAccounts);
    for (std::size_t model = 0; model < contractModels; ++model)
        if (present[model])
            result.fixFirstByContractModel.emplace(
                contractText(model), zoneToFix(arrByModel[model], accountsByModel[model]));
}

// The states of some accounts, zone by zone: a zone reads two or three datasets, whose rows then come in one after
// another. Realization is decided before expansion, which rests on it.
void judgeStates(const ZoneDay& zoneDay, std::span<const AccountView> views, std::span<AccountZones> zones)
{
    const auto each = [&](const auto& judgeZone) {
        for (std::size_t i = 0; i < views.size(); ++i)
            judgeZone(zoneDay, views[i], zones[i].criteria);
    };
    each(judgeBelief);
    each(judgeCommitment);
    each(judgeActivation);
    each(judgeRealization);
    each([](const ZoneDay& day, const AccountView& view, CriterionStates& states) {
        judgeExpansion(day, view, statusOf(day, states, Zone::Realization), states);
    });
    each(judgeRecognition);
    each(judgeTrust);
    each(judgeIntelligence);
}

EvidenceList factsOf(const ZoneDay& zoneDay, const AccountView& view, CriterionId id)
{
    switch (criterion(id).zone) {
    case Zone::Belief:
        return beliefEvidence(zoneDay, view, id);
    case Zone::Commitment:
        return commitmentEvidence(zoneDay, view, id);
    case Zone::Activation:
        return activationEvidence(zoneDay, view, id);
    case Zone::Realization:
        return realizationEvidence(zoneDay, view, id);
    case Zone::Expansion:
        return expansionEvidence(zoneDay, view, id);
    case Zone::Recognition:
        return recognitionEvidence(zoneDay, view, id);
    case Zone::Trust:
        return trustEvidence(zoneDay, view, id);
    case Zone::Intelligence:
        return intelligenceEvidence(zoneDay, view, id);
    }
    return {};
}

// What follows from the states of an account's criteria.
void conclude(const ZoneDay& zoneDay, const AccountView& view, AccountZones& zones)
{
    for (std::size_t zone = 0; zone < zoneCount; ++zone)
        zones.status[zone] = statusOf(zoneDay, zones.criteria, static_cast<Zone>(zone));
    const double coverage = coverageOf(zoneDay, zones.criteria);
    zones.coverage = coverage;
    zones.status[static_cast<std::size_t>(Zone::Intelligence)] = below(coverage, coverageBroken) ? ZoneStatus::Broken
        : below(coverage, coverageAtRisk)                                                        ? ZoneStatus::AtRisk
                                                                                                 : ZoneStatus::Healthy;
    for (std::size_t zone = 0; zone < orderedZoneCount && !zones.breakpoint; ++zone)
        if (zones.status[zone] == ZoneStatus::Broken)
            zones.breakpoint = static_cast<Zone>(zone);
    zones.criticalZone = criticalZoneOf(view.account);
}

// States and statuses of some accounts.
void judge(const ZoneDay& zoneDay, std::span<const AccountView> views, std::span<AccountZones> zones)
{
    judgeStates(zoneDay, views, zones);
    for (std::size_t i = 0; i < views.size(); ++i)
        conclude(zoneDay, views[i], zones[i]);
}

bool usesUsage(CriterionId id)
{
    return id == CriterionId::SeatsUsed || id == CriterionId::SeatsWellUsed || id == CriterionId::UsageAlive ||
        id == CriterionId::UsageNotDecaying;
}

} // namespace

AccountZones zonesOf(const ZoneDay& zoneDay, AccountId account)
{
    const AccountView view(zoneDay, account);
    AccountZones zones;
    zones.account = account;
    judge(zoneDay, {&view, 1}, {&zones, 1});
    return zones;
}

ZonesResult zones(const DayContext& context, const DecayResult& decay, bool sourceBroken)
{
    const Portfolio& portfolio = context.portfolio();
    const ZoneDay zoneDay(context, decay, sourceBroken);
    ZonesResult result;
    result.placeOf.assign(portfolio.accountCount(), -1);
    for (std::uint32_t i = 0; i < portfolio.accountCount(); ++i) {
        if (!context.isReviewed({i}))
            continue;
        result.placeOf[i] = static_cast<std::int32_t>(result.accounts.size());
        result.accounts.emplace_back().account = {i};
    }
    forRanges(result.accounts.size(), [&](std::size_t first, std::size_t last) {
        std::vector<AccountView> views;
        for (std::size_t begin = first; begin < last; begin += blockLength) {
            const auto block = std::span(result.accounts).subspan(begin, std::min(blockLength, last - begin));
            views.clear();
            for (const AccountZones& zones : block)
                views.emplace_back(zoneDay, zones.account);
            judge(zoneDay, views, block);
        }
    });
    summarise(context, result);
    return result;
}

std::vector<Evidence> criterionEvidence(
    const DayContext& context, const DecayResult& decay, AccountId account, CriterionId id, bool sourceBroken)
{
    const ZoneDay zoneDay(context, decay, sourceBroken);
    const AccountView view(zoneDay, account);
    std::vector<Evidence> list = factsOf(zoneDay, view, id);
    // What was never imported is named, because unknown is not healthy.
    for (const CriterionInput& input : criterionInputs()) {
        if (input.criterion != id)
            continue;
        const bool imported = input.column.empty() ? context.portfolio().imported(input.dataset)
                                                   : context.portfolio().imported(input.dataset, input.column);
        if (!imported)
            list.push_back(figureFact("not_imported",
                std::string(input.column.empty() ? dataset(input.dataset).name : input.column), {}, input.dataset));
    }
    if (sourceBroken && usesUsage(id))
        list.push_back(figureFact("source_broken", std::string("usage"), {}, DatasetId::Usage));
    // The age decides between pending and failed.
    if (const int due = criterion(id).due; due > 0) {
        Evidence age = rowFact("age", view.today.age ? FactValue(std::int64_t{*view.today.age}) : FactValue(),
            std::int64_t{due}, view.today.start, DatasetId::Accounts, view.account.source);
        if (view.account.startDate != view.today.start) {
            age.dataset = context.startDataset(account); // the first day with ARR, which no single row says
            age.source.reset();
        }
        list.push_back(std::move(age));
    }
    return list;
}

ZoneMovement zoneMovement(const ZonesResult& before, const ZonesResult& now)
{
    ZoneMovement movement;
    for (const AccountZones& zonesNow : now.accounts) {
        if (zonesNow.account.at() >= before.placeOf.size())
            continue;
        const AccountZones* zonesBefore = before.of(zonesNow.account);
        if (!zonesBefore)
            continue;
        for (std::size_t i = 0; i < zoneCount; ++i) {
            const ZoneStatus was = zonesBefore->status[i];
            const ZoneStatus is = zonesNow.status[i];
            const ZoneMove move{zonesNow.account, static_cast<Zone>(i), was, is};
            if (was != ZoneStatus::Broken && is == ZoneStatus::Broken)
                movement.broke.push_back(move);
            else if (was == ZoneStatus::Broken && is != ZoneStatus::Broken && is != ZoneStatus::Unknown)
                movement.healed.push_back(move);
        }
    }
    return movement;
}

} // namespace holdfast
