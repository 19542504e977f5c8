// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/rules/zones.h"

#include <array>

namespace holdfast {

namespace {

struct ZoneWords {
    std::string_view text;
    std::string_view title;
    std::string_view definition;
};

constexpr std::array<ZoneWords, zoneCount> zoneWords{{
    {"belief", "Belief",
        "The customer bought for the right reason: it fits, what success means is written down, and somebody with a "
        "budget stands behind it."},
    {"commitment", "Commitment",
        "After the signature the customer does its own part: a kickoff, a champion, a sponsor who attends, tasks done "
        "on time."},
    {"activation", "Activation",
        "People are on board, reached a first value in their first 90 days and fill the seats that were bought."},
    {"realization", "Realization",
        "Agreed outcomes are measured and on pace, and the product is still used: the renewal can be argued with "
        "proof."},
    {"expansion", "Expansion", "The account grows on top of value that is already proven, not instead of it."},
    {"recognition", "Recognition", "Wins are captured, told to those who decide, and lead to references."},
    {"trust", "Trust",
        "The relationship layer under all zones: satisfaction, support without open escalations, invoices paid."},
    {"intelligence", "Intelligence",
        "The data layer under all zones: how much of what must be known about the account is known and fresh."},
}};

struct StatusWords {
    std::string_view text;
    std::string_view title;
};

constexpr std::array<StatusWords, zoneStatusCount> statusWords{{
    {"broken", "Broken"},
    {"at_risk", "At risk"},
    {"in_progress", "In progress"},
    {"unknown", "Unknown"},
    {"healthy", "Healthy"},
}};

constexpr std::array<std::string_view, 5> stateTexts{"pass", "fail", "pending", "unknown", "not_applicable"};

} // namespace

const CriterionSpec& criterion(CriterionId id)
{
    return criteria()[static_cast<std::size_t>(id)];
}

std::string_view text(Zone zone)
{
    return zoneWords[static_cast<std::size_t>(zone)].text;
}
std::string_view title(Zone zone)
{
    return zoneWords[static_cast<std::size_t>(zone)].title;
}
std::string_view definition(Zone zone)
{
    return zoneWords[static_cast<std::size_t>(zone)].definition;
}
std::string_view text(ZoneStatus status)
{
    return statusWords[static_cast<std::size_t>(status)].text;
}
std::string_view title(ZoneStatus status)
{
    return statusWords[static_cast<std::size_t>(status)].title;
}
std::string_view text(CriterionState state)
{
    return stateTexts[static_cast<std::size_t>(state)];
}

} // namespace holdfast
