// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/exception_rules.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace holdfast {

namespace {

// A threshold as it is printed: 60, not 60.0, beside whole numbers and days.
FactValue asNumber(double number, const FactValue& beside)
{
    if (!std::holds_alternative<double>(beside) && number == std::floor(number) && std::abs(number) < 1e15)
        return static_cast<std::int64_t>(number);
    return number;
}

std::string inWords(double number)
{
    std::string words = std::to_string(number); // "0.500000": neither locale nor grouping
    while (words.back() == '0')
        words.pop_back();
    if (words.back() == '.')
        words.pop_back();
    return words;
}

} // namespace

RulesInForce::RulesInForce(const RuleSettings& settings, std::string_view segment)
{
    for (const RuleSpec& spec : rules()) {
        InForce& entry = rules_[static_cast<std::size_t>(spec.id)];
        entry.action = settings.action(spec.id, segment);
        for (const Severity severity : {Severity::Low, Severity::Medium, Severity::High, Severity::Critical})
            entry.daysToAct[static_cast<std::size_t>(severity)] = settings.daysToAct(spec.id, severity, segment);
        for (const ThresholdSpec& threshold : spec.thresholds) {
            const bool overridden = settings.isOverridden(spec.id, threshold.name, segment);
            entry.thresholds.push_back(
                {threshold.name, settings.threshold(spec.id, threshold.name, segment), overridden});
            entry.anyOverridden = entry.anyOverridden || overridden;
        }
    }
}

const RulesInForce::Threshold& RuleCase::limitByLetters(std::string_view name) const
{
    for (const RulesInForce::Threshold& candidate : inForce.of(rule).thresholds) {
        if (candidate.name == name)
            return candidate;
    }
    assert(!"a rule function names a threshold that its row in the rule table does not have");
    static constexpr RulesInForce::Threshold none;
    return none;
}

Finding& Finding::fact(std::string_view name, FactValue value)
{
    if (evidence_.empty())
        evidence_.reserve(2); // what most rules have to say
    Evidence& added = evidence_.emplace_back();
    added.fact = name;
    added.value = std::move(value);
    return *this;
}

Finding& Finding::age()
{
    const AccountDay& state = case_->state();
    fact("age", static_cast<std::int64_t>(*state.age)).on(state.start);
    const DatasetId said = case_->world.context.startDataset(case_->account);
    return said == DatasetId::Accounts ? from(said, case_->facts().source) : from(said);
}

void Finding::show(const RulesInForce::Threshold& threshold)
{
    if (!threshold.overridden)
        return;
    evidence_.back().overridden = true;
    shown_.push_back(threshold.name);
}

Finding& Finding::against(std::string_view threshold)
{
    const RulesInForce::Threshold& limit = case_->limit(threshold);
    evidence_.back().threshold = asNumber(limit.value, evidence_.back().value);
    show(limit);
    return *this;
}

Finding& Finding::againstValue(FactValue number, std::string_view threshold)
{
    evidence_.back().threshold = std::move(number);
    if (!threshold.empty())
        show(case_->limit(threshold));
    return *this;
}

Finding& Finding::on(std::optional<Date> date)
{
    evidence_.back().date = date;
    return *this;
}

Finding& Finding::from(DatasetId dataset)
{
    evidence_.back().dataset = dataset;
    return *this;
}

Finding& Finding::from(DatasetId dataset, Source row)
{
    evidence_.back().dataset = dataset;
    evidence_.back().source = row;
    return *this;
}

Finding& Finding::detail(std::string words)
{
    evidence_.back().detail = std::move(words);
    return *this;
}

std::vector<Evidence> Finding::take()
{
    const RulesInForce::InForce& rule = case_->inForce.of(case_->rule);
    if (!rule.anyOverridden || evidence_.empty())
        return std::move(evidence_);
    Evidence& lead = evidence_.front();
    for (const RulesInForce::Threshold& threshold : rule.thresholds) {
        if (!threshold.overridden || std::find(shown_.begin(), shown_.end(), threshold.name) != shown_.end())
            continue;
        lead.overridden = true;
        if (!lead.detail.empty())
            lead.detail += "; ";
        lead.detail += std::string(threshold.name) + " " + inWords(threshold.value);
    }
    return std::move(evidence_);
}

} // namespace holdfast
