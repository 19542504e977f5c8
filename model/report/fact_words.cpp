// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/report/fact_words.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "model/report/format.h"

namespace holdfast {

namespace {

constexpr FactWords table[] = {
    {"change", QT_TRANSLATE_NOOP("Evidence", "Recent over prior"), FactUnit::Share, "≤"},
    {"recent", QT_TRANSLATE_NOOP("Evidence", "Users, last 4 weeks"), FactUnit::Plain, ""},
    {"prior", QT_TRANSLATE_NOOP("Evidence", "Users, 13 weeks before"), FactUnit::Plain, ""},
    {"cs_health", QT_TRANSLATE_NOOP("Evidence", "CSM health"), FactUnit::Plain, ""},
    {"stage", QT_TRANSLATE_NOOP("Evidence", "Decay stage"), FactUnit::Plain, ""},
    {"ratio", QT_TRANSLATE_NOOP("Evidence", "Of its peak"), FactUnit::Share, "<"},
    {"zeros", QT_TRANSLATE_NOOP("Evidence", "Empty weeks of 8"), FactUnit::Plain, "≥"},
    {"utilisation", QT_TRANSLATE_NOOP("Evidence", "Seats used"), FactUnit::Share, "≥"},
    {"age", QT_TRANSLATE_NOOP("Evidence", "Age of the account"), FactUnit::Days, ">"},
    {"days_to_renewal", QT_TRANSLATE_NOOP("Evidence", "Days to renewal"), FactUnit::Days, "≤"},
    {"realization", QT_TRANSLATE_NOOP("Evidence", "Realization"), FactUnit::Plain, ""},
    {"days_since_sponsor", QT_TRANSLATE_NOOP("Evidence", "Since sponsor meeting"), FactUnit::Days, "≥"},
    {"champion_left", QT_TRANSLATE_NOOP("Evidence", "Champion left"), FactUnit::Plain, ""},
    {"joined", QT_TRANSLATE_NOOP("Evidence", "Joined"), FactUnit::Plain, ""},
    {"contacts", QT_TRANSLATE_NOOP("Evidence", "Contacts present"), FactUnit::Plain, "<"},
    {"days_open", QT_TRANSLATE_NOOP("Evidence", "Ticket open"), FactUnit::Days, ">"},
    {"tickets_30_days", QT_TRANSLATE_NOOP("Evidence", "Tickets in 30 days"), FactUnit::Plain, "≥"},
    {"monthly_mean_before", QT_TRANSLATE_NOOP("Evidence", "A month before that"), FactUnit::Plain, ""},
    {"nps", QT_TRANSLATE_NOOP("Evidence", "NPS score"), FactUnit::Plain, "≤"},
    {"nps_fall", QT_TRANSLATE_NOOP("Evidence", "Fell by"), FactUnit::Plain, "≥"},
    {"days_since_meeting", QT_TRANSLATE_NOOP("Evidence", "Since last meeting"), FactUnit::Days, ">"},
    {"median_gap", QT_TRANSLATE_NOOP("Evidence", "Usual gap"), FactUnit::Days, ""},
    {"days_overdue", QT_TRANSLATE_NOOP("Evidence", "Overdue"), FactUnit::Days, ">"},
    {"seats_change", QT_TRANSLATE_NOOP("Evidence", "Seats changed by"), FactUnit::Share, "≤"},
    {"seats", QT_TRANSLATE_NOOP("Evidence", "Seats now"), FactUnit::Plain, ""},
    {"seats_before", QT_TRANSLATE_NOOP("Evidence", "Seats before"), FactUnit::Plain, ""},
    {"core_feature_unused", QT_TRANSLATE_NOOP("Evidence", "Core feature unused"), FactUnit::Plain, ""},
    {"feature_stopped", QT_TRANSLATE_NOOP("Evidence", "Feature no longer used"), FactUnit::Plain, ""},
    {"days_past_renewal", QT_TRANSLATE_NOOP("Evidence", "Past renewal"), FactUnit::Days, "≤"},
    {"notice", QT_TRANSLATE_NOOP("Evidence", "Notice received"), FactUnit::Plain, ""},
    {"open_opportunity", QT_TRANSLATE_NOOP("Evidence", "Open opportunity"), FactUnit::Plain, ""},
    {"win_unrecognised", QT_TRANSLATE_NOOP("Evidence", "Win not recognised"), FactUnit::Plain, ""},
    {"blocked", QT_TRANSLATE_NOOP("Evidence", "Blocked by the customer"), FactUnit::Plain, ""},
    {"open_milestones", QT_TRANSLATE_NOOP("Evidence", "Open milestones"), FactUnit::Plain, ""},
    {"last_completed", QT_TRANSLATE_NOOP("Evidence", "Last completed"), FactUnit::Plain, ""},
    {"progress", QT_TRANSLATE_NOOP("Evidence", "Progress"), FactUnit::Share, "<"},
    {"signal", QT_TRANSLATE_NOOP("Evidence", "Growth signal"), FactUnit::Plain, ""},
    {"outcome_achieved", QT_TRANSLATE_NOOP("Evidence", "Outcome achieved"), FactUnit::Plain, ""},
    {"usage_rows", QT_TRANSLATE_NOOP("Evidence", "Usage rows"), FactUnit::Plain, ""},
    {"days_since_usage", QT_TRANSLATE_NOOP("Evidence", "Since last usage row"), FactUnit::Days, ">"},
    {"owner", QT_TRANSLATE_NOOP("Evidence", "Owner"), FactUnit::Plain, ""},
    {"renewal_date", QT_TRANSLATE_NOOP("Evidence", "Renewal date"), FactUnit::Plain, ""},
    {"currency", QT_TRANSLATE_NOOP("Evidence", "Currency without a rate"), FactUnit::Plain, ""},
    {"accounts", QT_TRANSLATE_NOOP("Evidence", "Accounts, last week"), FactUnit::Plain, "<"},
    {"active_users", QT_TRANSLATE_NOOP("Evidence", "Users, last week"), FactUnit::Plain, "<"},
    {"coverage_end", QT_TRANSLATE_NOOP("Evidence", "Feed ends"), FactUnit::Plain, ""},
    // Of criteria alone.
    {"customer_tasks_on_time", QT_TRANSLATE_NOOP("Evidence", "Tasks on time"), FactUnit::Share, ""},
    {"wins_recognised_share", QT_TRANSLATE_NOOP("Evidence", "Wins recognised"), FactUnit::Share, ""},
    {"days_since_health", QT_TRANSLATE_NOOP("Evidence", "Since last status"), FactUnit::Days, ""},
    {"days_since_interaction", QT_TRANSLATE_NOOP("Evidence", "Since last contact"), FactUnit::Days, ""},
    {"days_since_measured", QT_TRANSLATE_NOOP("Evidence", "Since last measurement"), FactUnit::Days, ""},
};

std::string titleOf(const std::string& fact)
{
    if (const FactWords* words = factWords(fact))
        return words->title;
    std::string title = fact;
    std::replace(title.begin(), title.end(), '_', ' ');
    if (!title.empty() && title[0] >= 'a' && title[0] <= 'z')
        title[0] = static_cast<char>(title[0] - 'a' + 'A');
    return title;
}

std::string valueText(const FactValue& value, FactUnit unit, std::string_view currency)
{
    const auto* real = std::get_if<double>(&value);
    const auto* count = std::get_if<std::int64_t>(&value);
    if (real || count) {
        const double figure = real ? *real : static_cast<double>(*count);
        if (unit == FactUnit::Share)
            return percent(figure);
        if (unit == FactUnit::Days)
            return plainNumber(figure, 0) + (std::llround(figure) == 1 ? " day" : " days");
    }
    std::string text = factText(value, currency);
    if (std::holds_alternative<std::string>(value) && text.find(' ') == std::string::npos)
        std::replace(text.begin(), text.end(), '_', ' '); // "silent_decay" is a name of the engine
    return text;
}

} // namespace

const FactWords* factWords(std::string_view fact)
{
    for (const FactWords& words : table) {
        if (words.fact == fact)
            return &words;
    }
    return nullptr;
}

std::string_view firingComparison(std::string_view fact, std::optional<RuleId> rule)
{
    // These fire at an age, the others after it.
    if (fact == "age" && (rule == RuleId::BusyWithoutValue || rule == RuleId::FirstLoginMissing))
        return "≥";
    const FactWords* words = factWords(fact);
    return words ? words->comparison : "";
}

std::string evidenceText(const Exception& exception, std::string_view currency)
{
    std::string sentence;
    for (const Evidence& evidence : exception.evidence) {
        const FactWords* words = factWords(evidence.fact);
        const FactUnit unit = words ? words->unit : FactUnit::Plain;
        sentence +=
            (sentence.empty() ? "" : "; ") + titleOf(evidence.fact) + ": " + valueText(evidence.value, unit, currency);
        if (!evidence.detail.empty() && evidence.detail != valueText(evidence.value, unit, currency))
            sentence += ", " + evidence.detail;
        if (!std::holds_alternative<std::monostate>(evidence.threshold)) {
            const std::string_view sign = firingComparison(evidence.fact, exception.rule);
            sentence += " (limit " + std::string(sign) + (sign.empty() ? "" : " ") +
                valueText(evidence.threshold, unit, currency) + ")";
        }
        if (evidence.date)
            sentence += ", " + dateText(*evidence.date);
    }
    return sentence;
}

} // namespace holdfast
