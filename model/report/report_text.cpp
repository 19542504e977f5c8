// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/report/report_text.h"

#include <algorithm>
#include <map>
#include <set>

#include "model/report/export_tables.h"
#include "model/report/format.h"

namespace holdfast {

namespace {

constexpr std::size_t firstPage = 15; // accounts on the first page of a review

std::string plural(std::int64_t count, const std::string& one, const std::string& many)
{
    return plainNumber(static_cast<double>(count), 0) + " " + (count == 1 ? one : many);
}

std::string retentionText(const Analysis& analysis)
{
    const Retention& total = analysis.retention.total;
    const std::string& currency = analysis.portfolio->baseCurrency;
    const auto money = [&](Money amount) { return exactMoney(amount, currency); };
    std::string text = "ARR " + money(total.bridge.closing) + " from " + money(total.bridge.opening) + " on " +
        dateText(analysis.request.period.from) + "\n";
    text += "  new " + money(total.bridge.newArr) + ", reactivation " + money(total.bridge.reactivation) +
        ", expansion " + money(total.bridge.expansion) + ", contraction " + money(total.bridge.contraction) +
        ", churn " + money(total.bridge.churn) + "\n";
    text += "NRR " + percent(total.nrr) + " (strict " + percent(total.strictNrr) + ", event-sum " +
        percent(total.eventNrr) + "), GRR " + percent(total.grr) + " (strict " + percent(total.strictGrr) + "), CRR " +
        percent(total.crr) + ", renewal rate " + percent(total.renewalRate) + "\n";
    text += "Customers " + std::to_string(total.closingCustomers) + " from " + std::to_string(total.openingCustomers) +
        ": " + std::to_string(total.newCustomers) + " new, " + std::to_string(total.reactivatedCustomers) +
        " reactivated, " + std::to_string(total.lostCustomers) + " lost\n";
    text += "ARR at risk " + money(analysis.exceptions.arrAtRisk) + " in " +
        plural(analysis.exceptions.accountsAtRisk, "account", "accounts") + "\n";
    return text;
}

std::string triggersText(const TriggersResult& result)
{
    std::string text = triggerSentence(result) + "\n";
    for (const Trigger& trigger : result.triggers) {
        const TriggerSpec& spec = triggerSpecs()[static_cast<std::size_t>(trigger.id)];
        const bool inDays = spec.unit == "days";
        const auto words = [inDays](const std::optional<double>& value) {
            return inDays && value ? plainNumber(*value, 1) + " days" : percent(value);
        };
        text += "  " + std::string(trigger.fired ? "fires  " : "holds  ") + std::string(spec.title) + ": " +
            (trigger.value ? words(trigger.value) : "no data") + " (fires " + (spec.firesBelow ? "below " : "above ") +
            words(trigger.threshold) + ")\n";
    }
    return text;
}

std::string zonesText(const Analysis& analysis)
{
    if (!analysis.zones.fixFirst)
        return "No zone is broken.\n";
    const auto place = static_cast<std::size_t>(*analysis.zones.fixFirst);
    return "Fix first: " + std::string(title(*analysis.zones.fixFirst)) + ", where " +
        plural(analysis.zones.breakpointAccounts[place], "account breaks", "accounts break") + " with " +
        exactMoney(analysis.zones.breakpointArr[place], analysis.portfolio->baseCurrency) + " of ARR\n";
}

std::string exceptionsText(const Analysis& analysis)
{
    const Portfolio& portfolio = *analysis.portfolio;
    const std::vector<Exception>& exceptions = analysis.exceptions.exceptions;
    std::set<std::string> accounts;
    for (const Exception& exception : exceptions)
        accounts.insert(exception.account ? portfolio.accountId(*exception.account) : std::string());
    std::string text = plural(static_cast<std::int64_t>(exceptions.size()), "exception in ", "exceptions in ") +
        plural(static_cast<std::int64_t>(accounts.size()), "account", "accounts") + "\n";
    std::size_t shown = 0;
    for (std::size_t i = 0; i < exceptions.size(); ++i) {
        const Exception& exception = exceptions[i];
        if (i == 0 || exceptions[i - 1].account != exception.account) {
            if (++shown > firstPage)
                break;
            text += "\n";
            if (exception.account) {
                const Account& account = portfolio.account(*exception.account);
                text += portfolio.text(account.name) + " (" + portfolio.text(account.id) + "), " +
                    exactMoney(exception.arr, portfolio.baseCurrency);
                if (exception.daysToRenewal)
                    text += ", renewal in " + days(exception.daysToRenewal);
                if (!account.owner.empty())
                    text += ", " + portfolio.text(account.owner);
            } else {
                text += "The whole portfolio, " + exactMoney(exception.arr, portfolio.baseCurrency);
            }
            text += "\n";
        }
        const RuleSpec& spec = rule(exception.rule);
        text += "  " + std::string(holdfast::text(exception.severity)) + "  " + std::string(spec.title) + " [" +
            std::string(title(spec.zone)) + "]: " + evidenceText(exception, portfolio.baseCurrency) + "\n      " +
            exception.action + " Due " + dateText(exception.due) + ".\n";
    }
    if (accounts.size() > firstPage)
        text += "\n… and " +
            plural(static_cast<std::int64_t>(accounts.size() - firstPage), "more account", "more accounts") +
            " below the line; --json lists all\n";
    return text;
}

} // namespace

std::string triggerSentence(const TriggersResult& result)
{
    const auto fired = std::count_if(
        result.triggers.begin(), result.triggers.end(), [](const Trigger& trigger) { return trigger.fired; });
    const std::string count = std::to_string(fired) + " of " + std::to_string(result.triggers.size()) + " triggers " +
        (fired == 1 ? "fires." : "fire.");
    return result.needsActiveInvestment ? "Retention needs active investment: " + count : count;
}

std::string notEvaluatedSentence(const std::vector<RuleNotEvaluated>& rules)
{
    if (rules.empty())
        return {};
    std::vector<std::string> missing;
    for (const RuleNotEvaluated& entry : rules) {
        if (std::find(missing.begin(), missing.end(), entry.missing) == missing.end())
            missing.push_back(entry.missing);
    }
    std::string text = plural(static_cast<std::int64_t>(rules.size()), "rule", "rules") + " not evaluated: ";
    for (std::size_t i = 0; i < missing.size(); ++i) {
        std::string words = missing[i];
        std::replace(words.begin(), words.end(), '_', ' ');
        text +=
            (i == 0 ? "" : "; ") + (words == "source broken" ? std::string("the usage feed is broken") : "no " + words);
    }
    return text;
}

std::string reportText(const Analysis& analysis)
{
    std::string text =
        "Review of " + dateText(analysis.asOf()) + ", from " + dateText(analysis.request.period.from) + "\n\n";
    text += retentionText(analysis) + "\n" + triggersText(analysis.triggers) + "\n" + zonesText(analysis);
    if (const std::string sentence = notEvaluatedSentence(analysis.exceptions.notEvaluated); !sentence.empty())
        text += sentence + "\n";
    return text + "\n" + exceptionsText(analysis);
}

} // namespace holdfast
