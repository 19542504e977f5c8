// SPDX-License-Identifier: GPL-3.0-or-later
// The exceptions (SPEC section 7): the accounts that need a decision, each with its evidence and next action.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/analysis/zone_results.h"
#include "model/rules/rules.h"

namespace holdfast {

struct Exception {
    std::optional<AccountId> account; // nothing: about the whole portfolio
    RuleId rule = RuleId::UsageDrop;
    Severity severity = Severity::Low; // after raising
    Money arr; // ARR(D)
    std::optional<int> daysToRenewal;
    double priority = 0;
    Date due; // D + days to act
    std::string action;
    std::vector<Evidence> evidence; // the strongest fact first
};

struct RuleNotEvaluated {
    RuleId rule = RuleId::UsageDrop;
    std::string missing; // "surveys"; "interactions, sponsor_attended"; "source_broken"
};

// The usage feed judged over all customers on D, whatever the filter.
struct SourceHealth {
    bool broken = false;
    std::vector<Evidence> evidence;
};
SourceHealth sourceHealth(const DayContext& context, const DecayResult& decay);

struct ExceptionsResult {
    std::vector<Exception> exceptions; // accounts by their highest priority; see the specification
    std::vector<RuleNotEvaluated> notEvaluated; // in the order of the table
    Money arrAtRisk; // each account with a risk exception of severity ≥ high counted once
    std::int64_t accountsAtRisk = 0;
};

ExceptionsResult exceptions(
    const DayContext& context, const DecayResult& decay, const ZonesResult& zones, const SourceHealth& source);

} // namespace holdfast
