// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/report/report_text.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "model/report/fact_words.h"
#include "model/report/format.h"

namespace holdfast {

namespace {

constexpr std::size_t firstPage = 15; // accounts on the first page of a review
constexpr std::size_t firstDrivers = 5; // accounts named as driving NRR

std::string plural(std::int64_t count, const std::string& one, const std::string& many)
{
    return plainNumber(static_cast<double>(count), 0) + " " + (count == 1 ? one : many);
}

// Text from files on one line and without control characters, which a terminal would obey.
std::string plainText(std::string_view text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
        if (byte < 0x20U || byte == 0x7fU) {
            result += ' ';
        } else if (byte == 0xc2U && next >= 0x80U && next < 0xa0U) { // U+0080 to U+009F
            result += ' ';
            ++i;
        } else {
            result += text[i];
        }
    }
    return result;
}

std::string nameAndId(const Portfolio& portfolio, AccountId account)
{
    const Account& facts = portfolio.account(account);
    return plainText(portfolio.text(facts.name)) + " (" + plainText(portfolio.text(facts.id)) + ")";
}

// Filled up with spaces to a width in characters, at the end or in front.
enum class Side : std::uint8_t { Left, Right };
std::string padded(const std::string& text, std::size_t width, Side side)
{
    const auto length = static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
    const std::string fill(length < width ? width - length : 0, ' ');
    return side == Side::Left ? text + fill : fill + text;
}

std::string retentionText(const Analysis& analysis)
{
    const Retention& total = analysis.retention.total;
    const std::string& currency = analysis.portfolio->baseCurrency;
    const auto money = [&](Money amount) { return exactMoney(amount, currency); };
    const auto optionalMoney = [&](const std::optional<Money>& amount) {
        return amount ? money(*amount) : std::string(dash);
    };
    std::string text = "ARR " + money(total.bridge.closing) + " from " + money(total.bridge.opening) + " on " +
        dateText(analysis.request.period.from) + "\n";
    text += "  new " + money(total.bridge.newArr) + ", reactivation " + money(total.bridge.reactivation) +
        ", expansion " + money(total.bridge.expansion) + ", contraction " + money(total.bridge.contraction) +
        ", churn " + money(total.bridge.churn) + "\n";
    text += "NRR " + percent(total.nrr) + " (strict " + percent(total.strictNrr) + ", event-sum " +
        percent(total.eventNrr) + "), GRR " + percent(total.grr) + " (strict " + percent(total.strictGrr) + "), CRR " +
        percent(total.crr) + ", renewal rate " + percent(total.renewalRate) + "\n";
    text += "  strict: a customer gone for more than 30 days in between counts as churned; event-sum: month by month,\n"
            "  reactivations included; renewal rate: what was kept of the ARR that came up for renewal\n";
    text += "Customers " + plainNumber(static_cast<double>(total.closingCustomers), 0) + " from " +
        plainNumber(static_cast<double>(total.openingCustomers), 0) + ": " +
        plainNumber(static_cast<double>(total.newCustomers), 0) + " new, " +
        plainNumber(static_cast<double>(total.reactivatedCustomers), 0) + " reactivated, " +
        plainNumber(static_cast<double>(total.lostCustomers), 0) + " lost; annualised logo churn " +
        percent(total.annualisedLogoChurn) + ", lifespan " +
        (total.lifespanYears                 ? plainNumber(*total.lifespanYears, 1) + " years"
                : total.openingCustomers > 0 ? std::string("without end: no churn in the period")
                                             : std::string(dash)) +
        "\n";
    text += "ARPA " + optionalMoney(total.arpa) + ", CLV " + optionalMoney(total.clv) + ", CLV:CAC " +
        (total.clvCac ? plainNumber(*total.clvCac, 1) : std::string(dash)) + ", purchase CLV " +
        optionalMoney(total.purchaseClv) + ", repeat customers " + percent(total.repeatCustomerRate) + "\n";
    text += "ARR at risk " + money(analysis.exceptions.arrAtRisk) + " in " +
        plural(analysis.exceptions.accountsAtRisk, "account", "accounts") + "\n";
    return text;
}

std::string driversText(const Analysis& analysis)
{
    const Drivers& drivers = analysis.retention.drivers;
    const std::string& currency = analysis.portfolio->baseCurrency;
    std::string text = "What is driving NRR: " + percent(drivers.nrrNow) + " against " + percent(drivers.nrrBefore) +
        " in the period from " + dateText(drivers.before.from) + "\n";
    if (drivers.movements.empty())
        return text + "  One of the two periods has no opening ARR: there is nothing to compare.\n";
    std::string words;
    for (const DriverMovement& entry : drivers.movements)
        words +=
            (words.empty() ? "  " : ", ") + std::string(holdfast::text(entry.movement)) + " " + points(entry.points);
    text += words + "\n";
    for (std::size_t i = 0; i < drivers.accounts.size() && i < firstDrivers; ++i) {
        const DriverAccount& entry = drivers.accounts[i];
        text += "  " + points(entry.points) + "  " + nameAndId(*analysis.portfolio, entry.account) + ": " +
            std::string(holdfast::text(entry.movement)) + " " + exactMoney(entry.amount, currency) + ", before " +
            exactMoney(entry.amountBefore, currency) + "\n";
    }
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
        const std::string state = trigger.fired ? "fires" : trigger.value ? "quiet" : "no data";
        text += "  " + padded(state, 9, Side::Left) + std::string(spec.title) +
            (trigger.value ? ": " + words(trigger.value) + " (fires " + (spec.firesBelow ? "below " : "above ") +
                        words(trigger.threshold) + ")"
                           : std::string()) +
            "\n";
    }
    return text;
}

std::string zonesText(const Analysis& analysis)
{
    constexpr std::size_t nameWidth = 16, statusWidth = 13;
    const ZonesResult& zones = analysis.zones;
    std::string text = padded("Customers by zone", nameWidth + 2, Side::Left);
    for (std::size_t status = 0; status < zoneStatusCount; ++status)
        text += padded(std::string(title(static_cast<ZoneStatus>(status))), statusWidth, Side::Right);
    text += "\n";
    for (std::size_t zone = 0; zone < zoneCount; ++zone) {
        text += "  " + padded(std::string(title(static_cast<Zone>(zone))), nameWidth, Side::Left);
        for (const ZoneSummary& cell : zones.summary[zone])
            text += padded(plainNumber(static_cast<double>(cell.accounts), 0), statusWidth, Side::Right);
        text += "\n";
    }
    if (!zones.fixFirst)
        return text + "No account breaks in one of the six zones.\n";
    const auto place = static_cast<std::size_t>(*zones.fixFirst);
    text += "Fix first: " + std::string(title(*zones.fixFirst)) + ", where " +
        plural(zones.breakpointAccounts[place], "account breaks", "accounts break") + " with " +
        exactMoney(zones.breakpointArr[place], analysis.portfolio->baseCurrency) + " of ARR\n";
    for (const auto& [model, zone] : zones.fixFirstByContractModel) {
        if (zones.fixFirstByContractModel.size() > 1 && zone)
            text += "  " + (model.empty() ? std::string("without a contract model") : model) + ": " +
                std::string(title(*zone)) + "\n";
    }
    return text;
}

// "renewal in 52 d", "renewal 3 d ago"
std::string renewalWords(int daysToRenewal)
{
    return daysToRenewal < 0 ? "renewal " + days(-daysToRenewal) + " ago" : "renewal in " + days(daysToRenewal);
}

std::string exceptionsText(const Analysis& analysis)
{
    const Portfolio& portfolio = *analysis.portfolio;
    const std::vector<Exception>& exceptions = analysis.exceptions.exceptions;
    std::set<std::string> accounts;
    std::array<std::int64_t, 4> lanes{};
    for (const Exception& exception : exceptions) {
        accounts.insert(exception.account ? portfolio.accountId(*exception.account) : std::string());
        ++lanes[static_cast<std::size_t>(rule(exception.rule).lane)];
    }
    std::string text = plural(static_cast<std::int64_t>(exceptions.size()), "exception in ", "exceptions in ") +
        plural(static_cast<std::int64_t>(accounts.size()), "account", "accounts");
    for (std::size_t lane = 0; lane < lanes.size(); ++lane)
        text += (lane == 0 ? ": " : ", ") + plainNumber(static_cast<double>(lanes[lane]), 0) + " " +
            std::string(holdfast::text(static_cast<Lane>(lane)));
    text += "\n";
    std::size_t shown = 0;
    for (std::size_t i = 0; i < exceptions.size(); ++i) {
        const Exception& exception = exceptions[i];
        if (i == 0 || exceptions[i - 1].account != exception.account) {
            if (++shown > firstPage)
                break;
            text += "\n";
            if (exception.account) {
                const Account& account = portfolio.account(*exception.account);
                text +=
                    nameAndId(portfolio, *exception.account) + ", " + exactMoney(exception.arr, portfolio.baseCurrency);
                if (exception.daysToRenewal)
                    text += ", " + renewalWords(*exception.daysToRenewal);
                if (!account.owner.empty())
                    text += ", " + plainText(portfolio.text(account.owner));
            } else {
                text += "The whole portfolio, " + exactMoney(exception.arr, portfolio.baseCurrency);
            }
            text += "\n";
        }
        const RuleSpec& spec = rule(exception.rule);
        text += "  " + std::string(holdfast::text(exception.severity)) + "  " + std::string(spec.title) + " [" +
            std::string(title(spec.zone)) + "]: " + plainText(evidenceText(exception, portfolio.baseCurrency)) +
            "\n      " + exception.action + " Due " + dateText(exception.due) + ".\n";
    }
    if (accounts.size() > firstPage)
        text += "\n… and " +
            plural(static_cast<std::int64_t>(accounts.size() - firstPage), "more account", "more accounts") +
            " below the line; --json lists all\n";
    return text;
}

std::string dataText(const Analysis& analysis)
{
    const Portfolio& portfolio = *analysis.portfolio;
    std::string text = "Data";
    std::string never;
    text += "\n";
    for (const DatasetSpec& spec : datasets()) {
        const Coverage& covered = portfolio.covered(spec.id);
        if (!covered.imported) {
            never += (never.empty() ? "" : ", ") + std::string(spec.name);
            continue;
        }
        text += "  " + padded(std::string(spec.name), 16, Side::Left) + plural(covered.rows, "row", "rows") +
            (spec.id == DatasetId::FxRates ? std::string() : " of " + plural(covered.accounts, "account", "accounts")) +
            (covered.first ? ", " + dateText(covered.first) + " to " + dateText(covered.last) : std::string()) + "\n";
    }
    if (!never.empty())
        text += "  never imported: " + never + "\n";
    if (portfolio.orphans > 0)
        text += "  " + plural(portfolio.orphans, "row waits", "rows wait") + " for an account that is not there\n";
    if (portfolio.rejectedRows > 0)
        text += "  " + plural(portfolio.rejectedRows, "row was", "rows were") + " rejected\n";
    if (const std::string sentence = notEvaluatedSentence(analysis.exceptions.notEvaluated); !sentence.empty())
        text += "  " + sentence + "\n";
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

std::string filterSentence(const Filter& filter)
{
    std::string words;
    for (const auto& [dimension, values] : filter.values) {
        std::string list;
        for (const std::string& value : values)
            list += (list.empty() ? "" : " or ") + (value.empty() ? std::string("missing") : plainText(value));
        std::string name(text(dimension));
        std::replace(name.begin(), name.end(), '_', ' ');
        words += (words.empty() ? "Only accounts with " : " and ") + name + " " + list;
    }
    return words;
}

std::string reportText(const Analysis& analysis)
{
    std::string text = "Review of " + dateText(analysis.asOf()) + ", from " + dateText(analysis.request.period.from) +
        ", in " + analysis.portfolio->baseCurrency + "\n";
    if (!analysis.request.filter.empty())
        text += filterSentence(analysis.request.filter) + "\n";
    for (const std::string& part : {retentionText(analysis), driversText(analysis), triggersText(analysis.triggers),
             zonesText(analysis), exceptionsText(analysis), dataText(analysis)})
        text += "\n" + part;
    return text;
}

} // namespace holdfast
