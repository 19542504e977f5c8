// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/review/rule_tally.h"

#include <string>
#include <utility>

namespace holdfast {

std::map<RuleId, RuleTally> tallyByRule(const std::vector<Decision>& decisions)
{
    std::map<std::pair<std::int64_t, std::string>, const Decision*> last;
    for (const Decision& decision : decisions)
        last[{decision.review, exceptionKey(decision.accountId, decision.rule)}] = &decision;
    std::map<RuleId, RuleTally> tallies;
    for (const auto& [key, decision] : last) {
        RuleTally& tally = tallies[decision->rule];
        ++tally.decided;
        tally.watched += decision->kind == DecisionKind::Watch ? 1 : 0;
        tally.dismissed += decision->kind == DecisionKind::Dismiss ? 1 : 0;
    }
    return tallies;
}

} // namespace holdfast
