// SPDX-License-Identifier: GPL-3.0-or-later
// A book as of a day with everything that its exceptions rest on, and its exceptions as printed lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/analysis/exceptions.h"
#include "tests/support/portfolio_builder.h"

namespace holdfast {

// The day that these tests look from: a Monday, so that the last complete week starts on 2025-06-23.
inline const Date reviewDay = day("2025-06-30");

// "2025-06-20" for 10; days ahead are negative.
inline std::string ago(int days)
{
    return reviewDay.addDays(-days).toIso();
}

class ReviewBook {
public:
    explicit ReviewBook(const PortfolioBuilder& book, std::vector<RuleOverride> overrides = {},
        const Filter& filter = {}, Date asOf = reviewDay)
        : portfolio(book.build())
        , settings{0.80, RuleSettings(std::move(overrides))}
        , context(*portfolio, settings, asOf, filter)
        , decayed(decay(context))
        , source(sourceHealth(context, decayed))
        , zoned(zones(context, decayed, source.broken))
        , found(exceptions(context, decayed, zoned, source))
    {
    }

    AccountId id(std::string_view account) const { return portfolio->findAccount(account).value(); }

    // The exception of a rule, or nullptr; source_broken is about no account.
    const Exception* of(RuleId wanted, std::string_view account = "acme") const
    {
        for (const Exception& exception : found.exceptions) {
            if (exception.rule == wanted && (!exception.account || *exception.account == id(account)))
                return &exception;
        }
        return nullptr;
    }
    // "high", or "-" where the rule does not fire.
    std::string severity(RuleId wanted, std::string_view account = "acme") const
    {
        const Exception* exception = of(wanted, account);
        return exception ? std::string(text(exception->severity)) : "-";
    }
    // "change=-0.2/-0.2@2025-06-29 recent=80@2025-06-29": fact, value, threshold and date, in order; "-" for none.
    std::string evidence(RuleId wanted, std::string_view account = "acme") const
    {
        const Exception* exception = of(wanted, account);
        std::string line;
        for (const Evidence& fact : exception ? exception->evidence : std::vector<Evidence>()) {
            line += (line.empty() ? "" : " ") + fact.fact + "=" + print(fact.value);
            if (!std::holds_alternative<std::monostate>(fact.threshold))
                line += "/" + print(fact.threshold);
            if (fact.overridden)
                line += "!";
            if (fact.date)
                line += "@" + fact.date->toIso();
        }
        return exception ? line : "-";
    }
    // What a rule misses, or "" where it is evaluated.
    std::string missing(RuleId wanted) const
    {
        for (const RuleNotEvaluated& entry : found.notEvaluated) {
            if (entry.rule == wanted)
                return entry.missing;
        }
        return {};
    }
    // "acme zombie, acme no_owner": accounts and rules in the order of the list.
    std::string list() const
    {
        std::string line;
        for (const Exception& exception : found.exceptions) {
            line += line.empty() ? "" : ", ";
            line += exception.account ? portfolio->accountId(*exception.account) : "(all)";
            line += " " + std::string(rule(exception.rule).name);
        }
        return line;
    }

    static std::string print(const FactValue& value)
    {
        struct Printer {
            std::string operator()(std::monostate) const { return "null"; }
            std::string operator()(std::int64_t number) const { return std::to_string(number); }
            std::string operator()(double number) const
            {
                std::string words = std::to_string(number);
                words.erase(words.find_last_not_of('0') + 1);
                return words.back() == '.' ? words + "0" : words;
            }
            std::string operator()(const std::string& words) const { return words; }
            std::string operator()(Date date) const { return date.toIso(); }
            std::string operator()(Money amount) const { return amount.toText(); }
        };
        return std::visit(Printer(), value);
    }

    PortfolioPtr portfolio;
    AnalysisSettings settings;
    DayContext context;
    DecayResult decayed;
    SourceHealth source;
    ZonesResult zoned;
    ExceptionsResult found;
};

} // namespace holdfast
