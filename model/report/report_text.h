// SPDX-License-Identifier: GPL-3.0-or-later
// The review as plain text for the command line.
#pragma once

#include <string>

#include "model/analysis/analysis.h"

namespace holdfast {

// Figures, triggers, the zone to fix first and the first fifteen accounts that need a decision.
std::string reportText(const Analysis& analysis);

// The triggers in one sentence: "Retention needs active investment: 4 of 5 triggers fire."
std::string triggerSentence(const TriggersResult& triggers);

// "2 rules not evaluated: no feature_usage", or "" when all were.
std::string notEvaluatedSentence(const std::vector<RuleNotEvaluated>& rules);

} // namespace holdfast
