// SPDX-License-Identifier: GPL-3.0-or-later
// The declarative rule table: one row per exception rule, in the order of the specification. The engine, Settings,
// the help and the tests read it; adding a rule is adding a row here and a function in model/analysis/exceptions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/rules/threshold.h"
#include "model/rules/zones.h"

namespace holdfast {

enum class Lane : std::uint8_t { Risk, Stalled, Expansion, Data };
enum class Severity : std::uint8_t { Low, Medium, High, Critical };

enum class RuleId : std::uint8_t {
    UsageDrop,
    GreenButDying,
    Zombie,
    BusyWithoutValue,
    UnprovenRenewal,
    RenewalOverdue,
    SponsorSilent,
    ChampionLeft,
    NewDecisionMaker,
    SingleThreaded,
    EscalationOpen,
    TicketSpike,
    Detractor,
    MeetingsFading,
    OverdueInvoice,
    SeatsTrimmed,
    CoreFeatureUnused,
    StoppedUsingFeature,
    NoticeGiven,
    ChurnRisk, // listed once the churn model exists
    UpsellWithoutValue,
    UnrecognisedWin,
    KickoffLate,
    OnboardingLate,
    FirstLoginMissing,
    MilestoneOverdue,
    BlockedByCustomer,
    NoProgress,
    OutcomeOffPace,
    ExpansionReady,
    SignalUnworked,
    UsageFeedStale,
    NoOwner,
    NoRenewalDate,
    NoContacts,
    SourcesDisagree,
    SourceBroken,
    UnknownCurrency,
};
constexpr std::size_t ruleCount = 38;

struct RuleSpec {
    RuleId id;
    std::string_view name; // "usage_drop"
    Lane lane;
    Zone zone;
    Severity severity; // before raising; rules with several levels give their highest here
    std::string_view title; // "Usage dropped"
    std::string_view needs; // what must have been imported: "interactions, sponsor_attended"
    std::string_view definition; // one sentence: when it fires
    std::string_view action; // the default next action, an imperative sentence
    std::string_view example; // one worked example for the help
    std::string_view source; // where the rule's idea or figure comes from
    std::optional<int> daysToAct; // where the rule says otherwise than its severity
    std::span<const ThresholdSpec> thresholds; // Settings may override each, for all accounts or a segment
    std::string_view formula; // when it fires, exactly; a threshold is written {name} and shown with its number
};

// All rules in table order; rules()[n].id == RuleId(n).
std::span<const RuleSpec> rules();
const RuleSpec& rule(RuleId id);
const RuleSpec* findRule(std::string_view name);

std::string_view text(Lane lane); // "risk"
std::string_view text(Severity severity); // "critical"
int weight(Severity severity); // 8, 4, 2, 1
int defaultDaysToAct(Severity severity); // 2, 7, 14, 30

// What the leader changed in Settings. An override without a segment holds for all segments without their own.
struct RuleOverride {
    RuleId rule = RuleId::UsageDrop;
    std::optional<std::string> segment; // nothing: every segment
    std::string threshold; // name of a threshold; "" when the override is for action or days
    std::optional<double> value;
    std::optional<std::string> action;
    std::optional<int> daysToAct;

    bool operator==(const RuleOverride&) const = default;
};

class RuleSettings {
public:
    RuleSettings() = default;
    explicit RuleSettings(std::vector<RuleOverride> overrides);

    // The threshold in force for an account of `segment`: its segment's override, else the general one, else the
    // default.
    double threshold(RuleId rule, std::string_view name, std::string_view segment) const;
    bool isOverridden(RuleId rule, std::string_view name, std::string_view segment) const;
    std::string action(RuleId rule, std::string_view segment) const;
    int daysToAct(RuleId rule, Severity severity, std::string_view segment) const;
    const std::vector<RuleOverride>& overrides() const { return overrides_; }

    bool operator==(const RuleSettings&) const = default;

private:
    std::vector<RuleOverride> overrides_;
};

} // namespace holdfast
