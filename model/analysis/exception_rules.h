// SPDX-License-Identifier: GPL-3.0-or-later
// What the rule functions share: the account they look at, the thresholds in force for it, and what they found.
// One function per rule, in exceptions_<family>.cpp; exceptions.cpp runs them through a table.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/analysis/exceptions.h"
#include "model/analysis/features.h"
#include "model/base/ratio.h"

namespace holdfast {

// Thresholds, actions and days to act of one segment, looked up once instead of per account.
class RulesInForce {
public:
    RulesInForce(const RuleSettings& settings, std::string_view segment);

    struct Threshold {
        std::string_view name;
        double value = 0;
        bool overridden = false;
    };
    struct InForce {
        std::vector<Threshold> thresholds; // in the order of the rule table
        bool anyOverridden = false;
        std::string action;
        std::array<int, 4> daysToAct{}; // by Severity
    };
    const InForce& of(RuleId rule) const { return rules_[static_cast<std::size_t>(rule)]; }

private:
    std::array<InForce, ruleCount> rules_;
};

// What is the same for every account.
struct RuleWorld {
    const DayContext& context;
    const FeedShape& usage;
    FeatureFeedState features;
    std::array<DayWindow, 4> featureMonths{}; // the calendar months of a month feed, newest first
    bool usageSaysSeats = false; // any usage row has seats
    std::uint64_t doubtfulCurrencies = ~std::uint64_t{0}; // bits of CurrencyUse: of some amount there may be no rate

    // The last day of the last complete week: what the decay figures speak of.
    std::optional<Date> usageDay() const
    {
        return usage.lastWeek ? std::optional<Date>(usage.lastWeek->addDays(6)) : std::nullopt;
    }
};

// One rule looking at one account.
struct RuleCase {
    const RuleWorld& world;
    const RulesInForce& inForce;
    AccountId account;
    RuleId rule = RuleId::UsageDrop;
    const Decay* decay = nullptr; // none for accounts that are not reviewed
    const AccountZones* zones = nullptr;

    const Portfolio& portfolio() const { return world.context.portfolio(); }
    Date day() const { return world.context.day(); }
    const Account& facts() const { return portfolio().account(account); }
    const AccountDay& state() const { return world.context.of(account); }
    std::string_view text(Name name) const { return portfolio().text(name); }
    // The name of a thing, or its id where it has none.
    std::string named(Name name, Name id) const { return std::string(text(name.empty() ? id : name)); }

    const RulesInForce::Threshold& limit(std::string_view name) const
    {
        // Mostly the very same literal, so that its letters need not be read.
        for (const RulesInForce::Threshold& candidate : inForce.of(rule).thresholds) {
            if (candidate.name.data() == name.data() && candidate.name.size() == name.size())
                return candidate;
        }
        return limitByLetters(name);
    }
    double threshold(std::string_view name) const { return limit(name).value; }
    // `date` lies in (D − threshold days, D].
    bool within(Date date, std::string_view name) const
    {
        return date <= day() && below(day() - date, threshold(name));
    }
    // The same by the letters of its name.
    const RulesInForce::Threshold& limitByLetters(std::string_view name) const;
    // The account's age reaches the threshold; never with an unknown start.
    bool isAged(std::string_view name) const { return state().age && atLeast(*state().age, threshold(name)); }
};

// What a rule found: it fires.
class Finding {
public:
    Finding(const RuleCase& ruleCase, Severity severity)
        : case_(&ruleCase)
        , severity_(severity)
    {
    }

    // Adds a fact; the setters below speak of the last one added.
    Finding& fact(std::string_view name, FactValue value);
    // Adds the account's age, with the row that says its start, if one does.
    Finding& age();
    // Held against a threshold of the rule, shown as a whole number beside whole numbers.
    Finding& against(std::string_view threshold);
    // Held against a number that is derived from a threshold, or from none of the rule's ("").
    Finding& againstValue(FactValue number, std::string_view threshold = {});
    Finding& on(std::optional<Date> date);
    Finding& from(DatasetId dataset);
    Finding& from(DatasetId dataset, Source row);
    Finding& detail(std::string words);

    Severity severity() const { return severity_; }
    // The evidence; thresholds of the leader's own that no fact is held against are named at the first fact.
    std::vector<Evidence> take();

private:
    void show(const RulesInForce::Threshold& threshold);

    const RuleCase* case_;
    Severity severity_;
    std::vector<Evidence> evidence_;
    std::vector<std::string_view> shown_; // overridden thresholds that a fact names
};

using RuleFunction = std::optional<Finding> (*)(const RuleCase&);
struct RuleEntry {
    RuleId rule;
    RuleFunction evaluate;
};

// The functions of each family, any order.
std::span<const RuleEntry> usageRules();
std::span<const RuleEntry> relationshipRules();
std::span<const RuleEntry> contractRules();
std::span<const RuleEntry> stalledRules();
std::span<const RuleEntry> expansionRules();
std::span<const RuleEntry> dataRules();

// Segment for rules about the whole portfolio: no account has it, so that only general overrides hold.
constexpr std::string_view wholePortfolio("\x1f", 1);

} // namespace holdfast
