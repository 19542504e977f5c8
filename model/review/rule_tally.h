// SPDX-License-Identifier: GPL-3.0-or-later
// How often the leader decided on each rule, and how often she called it a false alarm: a rule that is dismissed again
// and again wants another threshold.
#pragma once

#include <map>
#include <vector>

#include "model/review/review.h"

namespace holdfast {

struct RuleTally {
    int decided = 0; // exceptions that got a decision, each once in each review
    int watched = 0;
    int dismissed = 0;

    bool operator==(const RuleTally&) const = default;
};

// `decisions`: of all reviews, oldest first. Of several on one exception in one review the last counts.
std::map<RuleId, RuleTally> tallyByRule(const std::vector<Decision>& decisions);

} // namespace holdfast
