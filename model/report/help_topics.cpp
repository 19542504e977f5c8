// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/report/help_topics.h"

#include <span>

#include "model/analysis/triggers.h"
#include "model/datasets/datasets.h"
#include "model/report/format.h"
#include "model/rules/metrics.h"
#include "model/rules/rules.h"
#include "model/rules/zone_thresholds.h"

namespace holdfast {

namespace {

std::string words(std::string_view text)
{
    return std::string(text);
}

std::string line(std::string_view label, std::string_view text)
{
    return text.empty() ? std::string() : "- **" + words(label) + "** " + words(text) + "\n";
}

std::string number(double value)
{
    return plainNumber(value, value == static_cast<double>(static_cast<long long>(value)) ? 0 : 2);
}

// A formula with its numbers in the place of their names: "utilisation ≥ {utilisation}" says "utilisation ≥ 0.40".
std::string withNumbers(std::string_view formula, std::span<const ThresholdSpec> thresholds)
{
    std::string shown = words(formula);
    for (const ThresholdSpec& threshold : thresholds) {
        const std::string name = "{" + words(threshold.name) + "}";
        for (std::size_t at = shown.find(name); at != std::string::npos; at = shown.find(name, at))
            shown.replace(at, name.size(), number(threshold.value));
    }
    return shown;
}

std::string thresholdLines(std::span<const ThresholdSpec> thresholds)
{
    std::string lines;
    for (const ThresholdSpec& threshold : thresholds)
        lines += "- **Default** `" + words(threshold.name) + "` " + number(threshold.value) + " " +
            words(threshold.unit) + ": " + words(threshold.meaning) + "\n";
    return lines;
}

std::string metricsPage()
{
    std::string page = "# Figures\n\nEvery figure of Holdfast, how it is computed and what it is held against. A ratio "
                       "whose divisor is "
                       "zero is shown as “–”, never as 0 % or 100 %.\n";
    for (const MetricSpec& metric : metrics()) {
        page += "\n## " + words(metric.title) + "\n\n" + words(metric.definition) + "\n\n";
        page += line("Name in JSON:", "`" + words(metric.name) + "`") + line("Full name:", metric.longTitle) +
            line("Formula:", metric.formula) + line("Unit:", metric.unit) + thresholdLines(metric.thresholds) +
            line("Benchmark:", metric.benchmark) + line("Example:", metric.example) + line("Source:", metric.source);
    }
    return page;
}

std::string zonesPage()
{
    std::string page =
        "# Zones and criteria\n\nThe retention architecture has six zones in order, Belief to Recognition, on two "
        "layers, "
        "Trust and Intelligence. A criterion yields pass, fail, pending (not passed and not due yet), unknown or not "
        "applicable. *Breaks* criteria decide a zone, *weakens* criteria dent it.\n\n"
        "A zone is broken when a breaks criterion failed; else at risk when a weakens criterion failed; else in "
        "progress when a breaks criterion is pending; else unknown when a breaks criterion is unknown or none passed; "
        "else healthy. The *breakpoint* of an account is its first broken zone; the zones after it are blocked. "
        "Intelligence is judged by coverage alone: broken below " +
        percent(zone_limits::coverageBroken, 0) + ", at risk below " + percent(zone_limits::coverageAtRisk, 0) +
        ", else healthy.\n";
    for (std::size_t zone = 0; zone < zoneCount; ++zone) {
        const Zone which = static_cast<Zone>(zone);
        page += "\n## " + words(title(which)) + "\n\n" + words(definition(which)) + "\n";
        for (const CriterionSpec& spec : criteria()) {
            if (spec.zone != which)
                continue;
            page += "\n### " + words(spec.title) + "\n\n" + words(spec.definition) + "\n\n";
            page += line("Name:", "`" + words(text(which)) + "." + words(spec.name) + "`");
            page += line("Effect:",
                spec.effect == CriterionEffect::Breaks        ? "breaks the zone"
                    : spec.effect == CriterionEffect::Weakens ? "weakens the zone"
                                                              : "counts towards coverage");
            page += line("Formula:", "passes: " + withNumbers(spec.formula, spec.thresholds));
            page += thresholdLines(spec.thresholds);
            page += line("Due:",
                spec.effect == CriterionEffect::Coverage ? std::string()
                    : spec.due == 0                      ? std::string("at once")
                                                         : "fails when age > " + std::to_string(spec.due) + " days");
            page += line("When it fails:", spec.action) + line("Example:", spec.example) + line("Source:", spec.source);
        }
    }
    return page;
}

std::string rulesPage()
{
    std::string page = "# Exception rules\n\nAn account is on the list when one of these rules fires. Thresholds, "
                       "actions and days to act can "
                       "be changed in Settings, for all accounts or for a segment; a change shows in the evidence.\n";
    for (const RuleSpec& spec : rules()) {
        if (spec.id == RuleId::ChurnRisk)
            continue; // not listed before its model exists
        page += "\n## " + words(spec.title) + "\n\n" + words(spec.definition) + "\n\n";
        page += line("Name:", "`" + words(spec.name) + "`") + line("Lane:", text(spec.lane)) +
            line("Zone:", title(spec.zone)) + line("Severity:", text(spec.severity)) + line("Needs:", spec.needs) +
            line("Formula:", "fires: " + withNumbers(spec.formula, spec.thresholds)) + thresholdLines(spec.thresholds) +
            line("Next action:", spec.action);
        page += line("Days to act:",
            std::to_string(spec.daysToAct.value_or(defaultDaysToAct(spec.severity))) +
                (spec.daysToAct ? "" : " at this severity"));
        page += line("Example:", spec.example) + line("Source:", spec.source);
    }
    return page;
}

std::string triggersPage()
{
    std::string page = "# Portfolio triggers\n\nAlways over the year up to the as-of date, whatever the period says. "
                       "When two or more fire, "
                       "retention needs active investment. A trigger without data does not fire.\n";
    for (const TriggerSpec& spec : triggerSpecs()) {
        page += "\n## " + words(spec.title) + "\n\n" + words(spec.definition) + "\n\n";
        page += line("Name:", "`" + words(spec.name) + "`");
        const std::string threshold =
            spec.unit == "days" ? number(spec.threshold) + " days" : percent(spec.threshold, 0);
        page += line("Formula:", words(spec.formula) + (spec.firesBelow ? " < " : " > ") + threshold);
        page += line("Default:", (spec.firesBelow ? "fires below " : "fires above ") + threshold);
        page += line("Example:", spec.example) + line("Source:", spec.source);
    }
    return page;
}

std::string typeWords(const ColumnSpec& column)
{
    switch (column.type) {
    case ColumnType::Date:
        return "date";
    case ColumnType::Int:
        return "whole number";
    case ColumnType::Number:
    case ColumnType::Rate:
        return "number";
    case ColumnType::Money:
        return "money";
    case ColumnType::Bool:
        return "true or false";
    case ColumnType::Enum:
    case ColumnType::OpenEnum:
        return words(column.values);
    default:
        return "text";
    }
}

std::string datasetsPage()
{
    std::string page = "# Datasets\n\nWhat can be imported. Columns marked * are required; the key says which row an "
                       "imported row updates.\n";
    for (const DatasetSpec& spec : datasets()) {
        page += "\n## " + words(spec.title) + "\n\n" + words(spec.meaning) + "\n\n";
        std::string key;
        for (const ColumnSpec& column : spec.columns)
            key += column.key ? (key.empty() ? "" : " + ") + words(column.name) : std::string();
        page += "Name `" + words(spec.name) + "`, key " + key + ".\n\n| column | type | meaning |\n|---|---|---|\n";
        for (const ColumnSpec& column : spec.columns)
            page += "| " + words(column.name) + (column.required ? "*" : "") + " | " + typeWords(column) + " | " +
                words(column.meaning) + " |\n";
    }
    return page;
}

} // namespace

std::vector<HelpTopic> generatedHelp()
{
    return {{"metrics", metricsPage()}, {"zones", zonesPage()}, {"rules", rulesPage()}, {"triggers", triggersPage()},
        {"datasets", datasetsPage()}};
}

} // namespace holdfast
