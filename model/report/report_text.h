// SPDX-License-Identifier: GPL-3.0-or-later
// The review as plain text for the command line.
#pragma once

#include <string>

#include "model/analysis/analysis.h"

namespace holdfast {

// Figures, what drives NRR, triggers, zones, the first fifteen accounts that need a decision, and the data behind it.
// Control characters in texts from files are left out: a terminal would obey them.
std::string reportText(const Analysis& analysis);

// The triggers in one sentence: "Retention needs active investment: 4 of 5 triggers fire."
std::string triggerSentence(const TriggersResult& triggers);

// "2 rules not evaluated: no feature_usage", or "" when all were.
std::string notEvaluatedSentence(const std::vector<RuleNotEvaluated>& rules);

// "Only accounts with segment SMB or missing and touch tech", "" for no filter.
std::string filterSentence(const Filter& filter);

} // namespace holdfast
