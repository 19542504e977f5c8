// SPDX-License-Identifier: GPL-3.0-or-later
// What the criteria of all zones share (SPEC section 6): the day, one account's facts, and how a fact becomes a state.
// Each zone has its own zone_criteria_<zone>.cpp with a judge (states) and the evidence behind each state.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/analysis/day_context.h"
#include "model/analysis/decay.h"
#include "model/analysis/evidence.h"
#include "model/analysis/visible_facts.h"
#include "model/analysis/zone_results.h"
#include "model/rules/zone_thresholds.h"
#include "model/rules/zones.h"

namespace holdfast {

// What a fact is on a day is the same for zones and exceptions.
using visible::happened;
using visible::isBlockedByCustomer;
using visible::isGrowth;
using visible::isOpen;
using visible::isPresent;
using visible::metSponsor;
using visible::Pace;
using visible::paceOf;

// A dataset, or one column of it, that a criterion cannot be judged without.
struct CriterionInput {
    CriterionId criterion;
    DatasetId dataset;
    std::string_view column; // "" for the dataset as such
};
std::span<const CriterionInput> criterionInputs();

// What is the same for every account on one day. Refers to context and decay, which must outlive it.
struct ZoneDay {
    ZoneDay(const DayContext& context, const DecayResult& decay, bool sourceBroken);

    bool hasInputs(CriterionId id) const { return inputsImported[static_cast<std::size_t>(id)]; }
    int due(CriterionId id) const { return dueAge[static_cast<std::size_t>(id)]; }
    const Portfolio& portfolio() const { return context.portfolio(); }

    const DayContext& context;
    const DecayResult& decay;
    bool sourceBroken;
    Date day; // D
    Date yearAgo; // D−1y
    bool kickoffImported;
    bool onboardingImported;
    std::array<bool, criterionCount> inputsImported{}; // every input of the criterion was imported
    std::array<int, criterionCount> dueAge{};
    std::array<CriterionEffect, criterionCount> effects{};
    std::array<std::pair<std::size_t, std::size_t>, zoneCount> criteriaOf{}; // [first, last) per zone
};

// One account's facts, looked up once.
struct AccountView {
    AccountView(const ZoneDay& zoneDay, AccountId account);

    AccountId id;
    const Account& account;
    const AccountDay& today;
    const Decay* decay; // nullptr when the account is not reviewed
    std::span<const Outcome> outcomes;
    std::span<const Milestone> milestones;
    std::span<const Contact> contacts;
    std::span<const Interaction> interactions;
    const LatestInteractions& latest;
    std::span<const Ticket> tickets;
    std::span<const Survey> surveys;
};

using CriterionStates = std::array<CriterionState, criterionCount>;

inline CriterionState& stateOf(CriterionStates& states, CriterionId id)
{
    return states[static_cast<std::size_t>(id)];
}

// Pass; else, by age: pending up to the due day, fail after it; unknown where the age is needed and unknown.
inline CriterionState passOrDue(const ZoneDay& zoneDay, const AccountView& view, CriterionId id, bool passed)
{
    if (passed)
        return CriterionState::Pass;
    const int due = zoneDay.due(id);
    if (due == 0)
        return CriterionState::Fail;
    if (!view.today.age)
        return CriterionState::Unknown;
    return *view.today.age > due ? CriterionState::Fail : CriterionState::Pending;
}

// A criterion that needs all of its inputs.
inline CriterionState judged(const ZoneDay& zoneDay, const AccountView& view, CriterionId id, bool passed)
{
    return zoneDay.hasInputs(id) ? passOrDue(zoneDay, view, id, passed) : CriterionState::Unknown;
}

// "A or B": passes when one passes, else is unknown when one side was never imported.
inline CriterionState judgedEither(const ZoneDay& zoneDay, const AccountView& view, CriterionId id, bool passed)
{
    return passed ? CriterionState::Pass : judged(zoneDay, view, id, false);
}

// In the half-open window (after, upTo].
inline bool within(Date date, Date after, Date upTo)
{
    return after < date && date <= upTo;
}
inline bool within(Maybe<Date> date, Date after, Date upTo)
{
    return date && within(*date, after, upTo);
}

inline bool isAchieved(const Outcome& outcome, Date day)
{
    return happened(outcome.achievedDate, day);
}
inline bool isAchievedWithin(const Outcome& outcome, Date after, Date upTo)
{
    return isAchieved(outcome, upTo) && *outcome.achievedDate > after;
}
inline bool isSponsor(const Contact& contact)
{
    return contact.role == ContactRole::ExecutiveSponsor || contact.role == ContactRole::EconomicBuyer;
}
inline bool isTechTouch(const Account& account)
{
    return account.touch == Touch::Tech;
}
// Handoff, kickoff and onboarding dates of older accounts were often never recorded: missing means unknown.
inline bool isTooOldToMissDates(const AccountView& view)
{
    return view.today.age && *view.today.age > zone_limits::firstYear;
}

// The states of one zone's criteria; expansion reads the status of realization.
void judgeBelief(const ZoneDay& zoneDay, const AccountView& view, CriterionStates& states);
void judgeCommitment(const ZoneDay& zoneDay, const AccountView& view, CriterionStates& states);
void judgeActivation(const ZoneDay& zoneDay, const AccountView& view, CriterionStates& states);
void judgeRealization(const ZoneDay& zoneDay, const AccountView& view, CriterionStates& states);
void judgeExpansion(const ZoneDay& zoneDay, const AccountView& view, ZoneStatus realization, CriterionStates& states);
void judgeRecognition(const ZoneDay& zoneDay, const AccountView& view, CriterionStates& states);
void judgeTrust(const ZoneDay& zoneDay, const AccountView& view, CriterionStates& states);
void judgeIntelligence(const ZoneDay& zoneDay, const AccountView& view, CriterionStates& states);

// All states and statuses of one account.
AccountZones zonesOf(const ZoneDay& zoneDay, AccountId account);

// The facts behind one criterion, the deciding one first. Empty where nothing is there.
using EvidenceList = std::vector<Evidence>;
EvidenceList beliefEvidence(const ZoneDay& zoneDay, const AccountView& view, CriterionId id);
EvidenceList commitmentEvidence(const ZoneDay& zoneDay, const AccountView& view, CriterionId id);
EvidenceList activationEvidence(const ZoneDay& zoneDay, const AccountView& view, CriterionId id);
EvidenceList realizationEvidence(const ZoneDay& zoneDay, const AccountView& view, CriterionId id);
EvidenceList expansionEvidence(const ZoneDay& zoneDay, const AccountView& view, CriterionId id);
EvidenceList recognitionEvidence(const ZoneDay& zoneDay, const AccountView& view, CriterionId id);
EvidenceList trustEvidence(const ZoneDay& zoneDay, const AccountView& view, CriterionId id);
EvidenceList intelligenceEvidence(const ZoneDay& zoneDay, const AccountView& view, CriterionId id);

// A fact that one row says. `name` is what people call the row.
Evidence rowFact(std::string_view fact, FactValue value, FactValue threshold, std::optional<Date> date,
    DatasetId dataset, const Source& source, std::string name = {});
// A figure over several rows, or the absence of any (value null).
Evidence figureFact(std::string_view fact, FactValue value, FactValue threshold, std::optional<DatasetId> dataset);
// A date as a value, null when missing.
FactValue dateValue(std::optional<Date> date);

} // namespace holdfast
