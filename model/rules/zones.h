// SPDX-License-Identifier: GPL-3.0-or-later
// The six zones of the retention architecture, its two layers, and the table of their criteria.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "model/rules/threshold.h"

namespace holdfast {

// The six zones in their order, then the two layers, which are not in the order.
enum class Zone : std::uint8_t {
    Belief,
    Commitment,
    Activation,
    Realization,
    Expansion,
    Recognition,
    Trust,
    Intelligence
};
constexpr std::size_t zoneCount = 8;
constexpr std::size_t orderedZoneCount = 6;

// In the order in which summaries list them.
enum class ZoneStatus : std::uint8_t { Broken, AtRisk, InProgress, Unknown, Healthy };
constexpr std::size_t zoneStatusCount = 5;

enum class CriterionState : std::uint8_t { Pass, Fail, Pending, Unknown, NotApplicable };
enum class CriterionEffect : std::uint8_t { Breaks, Weakens, Coverage };

enum class CriterionId : std::uint8_t {
    SuccessDefined,
    FitNotPoor,
    FitGood,
    HandoffRecorded,
    SponsorNamed,
    KickedOff,
    KickoffPrompt,
    ChampionPresent,
    SponsorEngaged,
    CustomerTasksOnTime,
    FewBlockers,
    Onboarded,
    OnboardedOnTime,
    FirstValue,
    CoreAdopted,
    FirstLogin,
    SeatsUsed,
    SeatsWellUsed,
    TargetsAgreed,
    Measured,
    OnPace,
    ValueReturned,
    UsageAlive,
    UsageNotDecaying,
    Realized,
    RealizedFully,
    NotShrinking,
    Growing,
    WinsExist,
    AWinRecognised,
    WinsRecognised,
    BusinessReview,
    Advocacy,
    Nps,
    Csat,
    NoOpenEscalation,
    PaidUp,
    // Intelligence: what is known of the account.
    KnownOwner,
    KnownRenewalDate,
    KnownContacts,
    KnownUsage,
    KnownHealth,
    KnownInteraction,
    KnownOutcomeMeasured,
};
constexpr std::size_t criterionCount = 44;

struct CriterionSpec {
    CriterionId id;
    Zone zone;
    std::string_view name; // "success_defined"; JSON writes "belief.success_defined"
    CriterionEffect effect;
    int due; // age in days; the day itself is still in time
    std::string_view title; // for people: "Success defined"
    std::string_view definition; // one sentence: passes when …
    std::string_view action; // what to do when it fails
    std::string_view example; // one worked example for the help
    std::string_view source; // where the idea or figure comes from
    std::span<const ThresholdSpec> thresholds; // the numbers in the formula, due day apart
    std::string_view formula; // when it passes, exactly; a threshold is written {name}, the due day {due}
};

// All criteria in table order; criteria()[n].id == CriterionId(n).
std::span<const CriterionSpec> criteria();
const CriterionSpec& criterion(CriterionId id);

std::string_view text(Zone zone); // "belief"
std::string_view title(Zone zone); // "Belief"
std::string_view definition(Zone zone); // one sentence for tooltips and help
std::string_view text(ZoneStatus status); // "at_risk"
std::string_view title(ZoneStatus status); // "At risk"
std::string_view text(CriterionState state); // "not_applicable"

} // namespace holdfast
