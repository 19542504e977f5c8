// SPDX-License-Identifier: GPL-3.0-or-later
// Where an account is ready to grow, and where a sign of it was left lying.
#include <algorithm>

#include "model/analysis/exception_rules.h"
#include "model/analysis/visible_facts.h"
#include "model/datasets/datasets.h"

namespace holdfast {

namespace {

using namespace visible;

// "new_use_case", as the dataset table lists it.
std::string kindText(std::optional<SignalKind> kind)
{
    if (!kind)
        return {};
    const DatasetSpec& signals = dataset(DatasetId::Signals);
    const auto column = static_cast<std::size_t>(signals.column("kind"));
    return std::string(enumText(signals.columns[column].values, static_cast<int>(*kind)));
}

void addSignals(Finding& finding, const RuleCase& c, const std::vector<const Signal*>& signals)
{
    for (const Signal* signal : signals) {
        finding.fact("signal", kindText(signal->kind))
            .on(signal->date)
            .from(DatasetId::Signals, signal->source)
            .detail(std::string(c.text(signal->note)));
    }
}

// That no high risk is open is judged by the caller, after every other rule has run and been raised.
std::optional<Finding> expansionReady(const RuleCase& c)
{
    if (!c.zones || c.zones->of(Zone::Realization) != ZoneStatus::Healthy || !c.decay || !c.decay->utilisation ||
        !atLeast(*c.decay->utilisation, c.threshold("utilisation")))
        return std::nullopt;
    std::vector<const Signal*> signals;
    for (const Signal& signal : c.portfolio().signals.of(c.account)) {
        if (isGrowth(signal.kind) && c.within(signal.date, "signal_days"))
            signals.push_back(&signal);
    }
    // The freshest signal leads.
    std::stable_sort(
        signals.begin(), signals.end(), [](const Signal* a, const Signal* b) { return a->date > b->date; });
    std::vector<const Outcome*> achieved;
    for (const Outcome& outcome : c.portfolio().outcomes.of(c.account)) {
        if (outcome.achievedDate && c.within(*outcome.achievedDate, "outcome_days"))
            achieved.push_back(&outcome);
    }
    const bool growing = c.decay->stage == DecayStage::Growing;
    if (signals.empty() && achieved.empty() && !growing)
        return std::nullopt;
    Finding finding(c, Severity::High);
    const std::optional<Date> day = c.world.usageDay();
    finding.fact("utilisation", *c.decay->utilisation).against("utilisation").on(day).from(DatasetId::Usage);
    addSignals(finding, c, signals);
    if (growing)
        finding.fact("stage", std::string(text(DecayStage::Growing))).on(day).from(DatasetId::Usage);
    std::stable_sort(achieved.begin(), achieved.end(),
        [](const Outcome* a, const Outcome* b) { return *a->achievedDate > *b->achievedDate; });
    for (const Outcome* outcome : achieved) {
        finding.fact("outcome_achieved", c.named(outcome->name, outcome->id))
            .on(outcome->achievedDate)
            .from(DatasetId::Outcomes, outcome->source);
    }
    return finding;
}

std::optional<Finding> signalUnworked(const RuleCase& c)
{
    const auto signals = c.portfolio().signals.of(c.account);
    if (signals.empty())
        return std::nullopt;
    // Any opportunity created on or after a signal works it, so the latest one decides.
    std::optional<Date> latestOpportunity;
    for (const Opportunity& opportunity : c.portfolio().opportunities.of(c.account)) {
        if (opportunity.createdDate <= c.day())
            latestOpportunity = std::max(latestOpportunity, std::optional<Date>(opportunity.createdDate));
    }
    std::vector<const Signal*> unworked;
    for (const Signal& signal : signals) {
        const int ago = c.day() - signal.date;
        if (isGrowth(signal.kind) && above(ago, c.threshold("days")) && below(ago, c.threshold("maximum_days")) &&
            !happened(signal.handledDate, c.day()) && !(latestOpportunity && *latestOpportunity >= signal.date))
            unworked.push_back(&signal);
    }
    if (unworked.empty())
        return std::nullopt;
    // The one that has waited longest leads.
    std::stable_sort(
        unworked.begin(), unworked.end(), [](const Signal* a, const Signal* b) { return a->date < b->date; });
    Finding finding(c, Severity::Medium);
    addSignals(finding, c, unworked);
    return finding;
}

constexpr RuleEntry entries[] = {
    {RuleId::ExpansionReady, expansionReady},
    {RuleId::SignalUnworked, signalUnworked},
};

} // namespace

std::span<const RuleEntry> expansionRules()
{
    return entries;
}

} // namespace holdfast
