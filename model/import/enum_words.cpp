// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/import/enum_words.h"

#include <algorithm>

#include "model/import/values.h"

namespace holdfast {

namespace {

// `values` names the enum (its whole list), so that one word may mean different things in different columns.
struct Words {
    std::string_view values;
    std::string_view value;
    std::string_view words; // folded, separated by '|'
};

constexpr std::string_view contractModels = "monthly annual multi_year";
constexpr std::string_view severities = "urgent high normal low";
constexpr std::string_view stages = "open won lost";
constexpr std::string_view opportunityKinds = "expansion cross_sell renewal";
constexpr std::string_view healthStatuses = "green yellow red";
constexpr std::string_view interactionKinds = "meeting qbr call email webinar event training reference referral";
constexpr std::string_view contactRoles = "economic_buyer executive_sponsor champion technical user";
constexpr std::string_view surveyKinds = "nps csat ces";
constexpr std::string_view feedbackStatuses = "new planned shipped declined";
constexpr std::string_view touches = "tech human";
constexpr std::string_view sides = "vendor customer";

constexpr Words table[] = {
    {contractModels, "monthly", "month|month to month|m2m|per month|1 month"},
    {contractModels, "annual", "year|yearly|annually|per year|12 months|1 year|one year"},
    {contractModels, "multi_year",
        "multiyear|multi years|2 years|3 years|24 months|36 months|biennial|two years|three years"},
    {severities, "urgent", "critical|p1|sev1|sev 1|blocker|highest"},
    {severities, "high", "p2|sev2|sev 2|major"},
    {severities, "normal", "medium|p3|sev3|sev 3|moderate|standard"},
    {severities, "low", "p4|sev4|sev 4|minor|lowest|trivial"},
    {stages, "won", "closed won|closedwon|win"},
    {stages, "lost", "closed lost|closedlost|loss|lost deal"},
    {stages, "open",
        "prospecting|qualification|qualified|discovery|needs analysis|value proposition|id. decision makers|perception "
        "analysis|proposal|proposal/price quote|negotiation|negotiation/review|engaging|in progress|new|pending|"
        "appointmentscheduled|appointment scheduled|qualifiedtobuy|qualified to buy|presentationscheduled|presentation "
        "scheduled|decisionmakerboughtin|decision maker bought in|contractsent|contract sent|commit|best "
        "case|pipeline"},
    {opportunityKinds, "expansion", "upsell|up sell|expand|upgrade|existing customer upgrade|add on|seat expansion"},
    {opportunityKinds, "cross_sell", "crosssell|cross selling"},
    {opportunityKinds, "renewal", "renew|renewals|contract renewal"},
    {healthStatuses, "green", "g"},
    {healthStatuses, "yellow", "y|amber|orange"},
    {healthStatuses, "red", "r"},
    {interactionKinds, "qbr", "ebr|quarterly business review|executive business review|business review"},
    {interactionKinds, "call", "phone|phone call|telephone"},
    {interactionKinds, "email", "e mail|mail"},
    {interactionKinds, "meeting", "onsite|on site|on site meeting|video call|web meeting|in person meeting|check in"},
    {contactRoles, "economic_buyer", "buyer|decision maker"},
    {contactRoles, "executive_sponsor", "sponsor|exec sponsor|executive"},
    {contactRoles, "technical", "technical contact|admin|administrator|it"},
    {contactRoles, "user", "end user|business user|power user"},
    {contactRoles, "champion", "advocate|internal champion"},
    {surveyKinds, "nps", "net promoter score|net promoter"},
    {surveyKinds, "csat", "customer satisfaction"},
    {surveyKinds, "ces", "customer effort|customer effort score"},
    {feedbackStatuses, "shipped", "released|done|delivered|completed|complete"},
    {feedbackStatuses, "planned", "in progress|under way|started"},
    {feedbackStatuses, "declined", "rejected|wont do|won't do|closed"},
    {feedbackStatuses, "new", "open|under review|submitted"},
    {touches, "tech", "tech touch|digital|digital touch|low touch|pooled"},
    {touches, "human", "human touch|high touch|dedicated|named"},
    {sides, "vendor", "us|internal|provider"},
    {sides, "customer", "client|them|external"},
};

bool listed(std::string_view words, std::string_view word)
{
    while (!words.empty()) {
        const std::string_view one = words.substr(0, words.find('|'));
        if (one == word)
            return true;
        words.remove_prefix(std::min(words.size(), one.size() + 1));
    }
    return false;
}

} // namespace

std::optional<int> enumMeaning(std::string_view values, std::string_view text)
{
    if (const auto exact = enumPlace(values, text))
        return exact;
    std::string word = folded(text);
    std::string underscored = word;
    std::replace(underscored.begin(), underscored.end(), ' ', '_');
    if (const auto same = enumPlace(values, underscored))
        return same;
    for (const Words& entry : table) {
        if (entry.values == values && listed(entry.words, word))
            return enumPlace(values, entry.value);
    }
    return std::nullopt;
}

} // namespace holdfast
