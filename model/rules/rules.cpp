// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/rules/rules.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace holdfast {

namespace {

// The override that holds for `segment` among those that `concerns` picks: its own, else the general one. Of several
// for the same segment the later counts.
template <class Concerns>
const RuleOverride* inForce(const std::vector<RuleOverride>& overrides, std::string_view segment, Concerns concerns)
{
    const RuleOverride* general = nullptr;
    const RuleOverride* own = nullptr;
    for (const RuleOverride& candidate : overrides) {
        if (!concerns(candidate))
            continue;
        if (!candidate.segment)
            general = &candidate;
        else if (*candidate.segment == segment)
            own = &candidate;
    }
    return own ? own : general;
}

const RuleOverride* thresholdOverride(
    const std::vector<RuleOverride>& overrides, RuleId rule, std::string_view name, std::string_view segment)
{
    return inForce(overrides, segment, [&](const RuleOverride& candidate) {
        return candidate.rule == rule && candidate.value && candidate.threshold == name;
    });
}

} // namespace

const RuleSpec& rule(RuleId id)
{
    return rules()[static_cast<std::size_t>(id)];
}

const RuleSpec* findRule(std::string_view name)
{
    const auto found =
        std::find_if(rules().begin(), rules().end(), [&](const RuleSpec& spec) { return spec.name == name; });
    return found == rules().end() ? nullptr : &*found;
}

std::string_view text(Lane lane)
{
    constexpr std::array<std::string_view, 4> texts = {"risk", "stalled", "expansion", "data"};
    return texts[static_cast<std::size_t>(lane)];
}

std::string_view text(Severity severity)
{
    constexpr std::array<std::string_view, 4> texts = {"low", "medium", "high", "critical"};
    return texts[static_cast<std::size_t>(severity)];
}

int weight(Severity severity)
{
    constexpr std::array<int, 4> weights = {1, 2, 4, 8};
    return weights[static_cast<std::size_t>(severity)];
}

int defaultDaysToAct(Severity severity)
{
    constexpr std::array<int, 4> days = {30, 14, 7, 2};
    return days[static_cast<std::size_t>(severity)];
}

RuleSettings::RuleSettings(std::vector<RuleOverride> overrides)
    : overrides_(std::move(overrides))
{
}

double RuleSettings::threshold(RuleId id, std::string_view name, std::string_view segment) const
{
    if (const RuleOverride* own = thresholdOverride(overrides_, id, name, segment))
        return *own->value;
    for (const ThresholdSpec& spec : rule(id).thresholds) {
        if (spec.name == name)
            return spec.value;
    }
    assert(!"the rule has no such threshold");
    return 0;
}

bool RuleSettings::isOverridden(RuleId id, std::string_view name, std::string_view segment) const
{
    return thresholdOverride(overrides_, id, name, segment) != nullptr;
}

std::string RuleSettings::action(RuleId id, std::string_view segment) const
{
    const RuleOverride* own = inForce(overrides_, segment,
        [&](const RuleOverride& candidate) { return candidate.rule == id && candidate.action.has_value(); });
    return own ? *own->action : std::string(rule(id).action);
}

int RuleSettings::daysToAct(RuleId id, Severity severity, std::string_view segment) const
{
    const RuleOverride* own = inForce(overrides_, segment,
        [&](const RuleOverride& candidate) { return candidate.rule == id && candidate.daysToAct.has_value(); });
    if (own)
        return *own->daysToAct;
    return rule(id).daysToAct.value_or(defaultDaysToAct(severity));
}

} // namespace holdfast
