// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/review/causes.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "model/review/frozen_facts.h"

namespace holdfast {

namespace {

// The severity of each exception by exceptionKey() as a number; what is not in it does not fire.
using Severities = std::unordered_map<std::string, int>;
constexpr int absent = -1;

int levelOf(Severity severity)
{
    return static_cast<int>(severity);
}

int find(const Severities& severities, const std::string& key)
{
    const auto found = severities.find(key);
    return found == severities.end() ? absent : found->second;
}

// The exceptions that some rules find on a day in some facts. `sourceBroken`: see exceptions.h; nothing: as the facts
// themselves say.
void findExceptions(Severities& into, const Portfolio& portfolio, const AnalysisSettings& settings, Date day,
    const Filter& filter, std::optional<bool> sourceBroken)
{
    const DayContext context(portfolio, settings, day, filter);
    const DecayResult decayed = decay(context);
    SourceHealth source = sourceBroken ? SourceHealth{*sourceBroken, {}} : sourceHealth(context, decayed);
    const ZonesResult zoned = zones(context, decayed, source.broken);
    for (const Exception& exception : exceptions(context, decayed, zoned, source).exceptions)
        into.emplace(
            exceptionKey(exception.account ? portfolio.accountId(*exception.account) : std::string(), exception.rule),
            levelOf(exception.severity));
}

// The accounts whose exceptions changed or went.
std::unordered_set<std::string> changedAccounts(const ReviewBundle& review)
{
    std::unordered_set<std::string> ids;
    for (std::size_t at = 0; at < review.states.size(); ++at) {
        if (review.states[at].change != Change::Continuing)
            ids.insert(accountIdOf(review.result(), review.result().exceptions.exceptions[at]));
    }
    for (const FrozenException& gone : review.resolved)
        ids.insert(gone.accountId);
    return ids;
}

// Where what was known of an account then was taken from.
enum class Basis { Nothing, Kept, Today };

// A row of the account was touched by an import after `lastImport`: what it said before is not known.
bool wasTouched(const Portfolio& portfolio, AccountId account, std::int64_t lastImport)
{
    const auto later = [&](const Source& source) {
        return source.file.at() < portfolio.files.size() && portfolio.files[source.file.at()].import > lastImport;
    };
    const auto any = [&](const auto& facts) {
        const auto rows = facts.of(account);
        return std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return later(row.source); });
    };
    return later(portfolio.account(account).source) || any(portfolio.subscriptions) || any(portfolio.arrSnapshots) ||
        any(portfolio.milestones) || any(portfolio.outcomes) || any(portfolio.contacts) ||
        any(portfolio.interactions) || any(portfolio.tickets) || any(portfolio.surveys) || any(portfolio.invoices) ||
        any(portfolio.opportunities) || any(portfolio.signals) || any(portfolio.health) || any(portfolio.feedback);
}

// What the rules of the previous review find today in what it knew.
class FactsThen {
public:
    FactsThen(const ReviewBundle& review, const ReviewBundle* then)
        : review_(review)
        , previous_(*review.previous)
    {
        const auto& found = previous_.exceptions;
        sourceWasBroken_ = std::any_of(
            found.begin(), found.end(), [](const FrozenException& one) { return one.rule == RuleId::SourceBroken; });
        std::unordered_set<std::string> wanted = changedAccounts(review);
        if (then) {
            run(*then->result().portfolio, wanted, std::nullopt, &then->result());
            // What that review kept says all there was; the others are looked for in today's facts.
            std::erase_if(wanted, [then](const std::string& id) {
                const auto account = then->result().portfolio->findAccount(id);
                return !account || then->result().keepsFactsOf(*account);
            });
        }
        if (!wanted.empty())
            run(*review.result().portfolio, wanted, previous_.lastImport, nullptr);
        judgeSource(then ? *then->result().portfolio : *review.result().portfolio);
    }

    int severity(const std::string& key) const { return find(found_, key); }
    // Whether it can be told at all; where only today's facts are left, a touched row hides what it said before.
    // `exception`: as it is today; null where it is gone.
    bool isKnown(const std::string& accountId, const Exception* exception) const
    {
        if (accountId.empty())
            return true;
        const auto basis = basis_.find(accountId);
        if (basis == basis_.end() || basis->second == Basis::Nothing)
            return false;
        if (basis->second == Basis::Kept)
            return true;
        const Portfolio& portfolio = *review_.result().portfolio;
        if (!exception)
            return !wasTouched(portfolio, *portfolio.findAccount(accountId), previous_.lastImport);
        return std::none_of(exception->evidence.begin(), exception->evidence.end(), [&](const Evidence& evidence) {
            return evidence.source && evidence.source->file.at() < portfolio.files.size() &&
                portfolio.files[evidence.source->file.at()].import > previous_.lastImport;
        });
    }

private:
    void run(const Portfolio& portfolio, const std::unordered_set<std::string>& wanted,
        std::optional<std::int64_t> lastImport, const Analysis* kept)
    {
        FactsPlan plan;
        plan.accounts.assign(portfolio.accountCount(), Keep::Nothing);
        plan.knownOn = previous_.asOf;
        plan.lastImport = lastImport;
        bool any = false;
        for (const std::string& id : wanted) {
            const auto account = portfolio.findAccount(id);
            if (!account || (kept && !kept->keepsFactsOf(*account)))
                continue;
            plan.accounts[account->at()] = Keep::Everything;
            any = true;
        }
        if (!any)
            return;
        const PortfolioPtr known = knownPortfolio(portfolio, plan, previous_.asOf);
        for (const Account& account : known->accounts)
            basis_[known->text(account.id)] = kept ? Basis::Kept : Basis::Today;
        findExceptions(found_, *known, previous_.settings, review_.result().asOf(), {}, sourceWasBroken_);
    }

    // A feed that nobody feeds breaks by itself; that a feed was judged broken otherwise takes its rows.
    void judgeSource(const Portfolio& portfolio)
    {
        const std::string key = exceptionKey({}, RuleId::SourceBroken);
        found_.erase(key);
        const FeedShape shape = feedShape(portfolio.usage.calendar, previous_.asOf);
        const bool stopped = shape.any && review_.result().asOf() - shape.coverageEnd > shape.staleAfterDays;
        if (stopped || sourceWasBroken_)
            found_.emplace(key, levelOf(rule(RuleId::SourceBroken).severity));
    }

    const ReviewBundle& review_;
    const ReviewRecord& previous_;
    bool sourceWasBroken_ = false;
    std::unordered_map<std::string, Basis> basis_; // by account_id
    Severities found_;
};

} // namespace

void nameCauses(ReviewBundle& review, const ReviewBundle* then)
{
    if (!review.previous)
        return;
    const Analysis& result = review.result();
    const bool rulesChanged = !(review.previous->settings == result.settings);
    Severities oldRules;
    if (rulesChanged)
        findExceptions(
            oldRules, *result.portfolio, review.previous->settings, result.asOf(), result.request.filter, {});
    const FactsThen known(review, then);
    const auto causeOf = [&](const std::string& accountId, RuleId rule, int before, const Exception* exception) {
        const std::string key = exceptionKey(accountId, rule);
        const int now = exception ? levelOf(exception->severity) : absent;
        const int withoutNewRules = rulesChanged ? find(oldRules, key) : now;
        if (withoutNewRules == before)
            return Cause::ChangedRule;
        return known.isKnown(accountId, exception) && known.severity(key) == withoutNewRules ? Cause::TimePassing
                                                                                             : Cause::NewData;
    };
    for (std::size_t at = 0; at < review.states.size(); ++at) {
        ExceptionState& state = review.states[at];
        const Exception& exception = result.exceptions.exceptions[at];
        if (state.change != Change::Continuing)
            state.cause = causeOf(accountIdOf(result, exception), exception.rule,
                state.before ? levelOf(*state.before) : absent, &exception);
    }
    for (std::size_t at = 0; at < review.resolved.size(); ++at) {
        const FrozenException& gone = review.resolved[at];
        review.resolvedCauses[at] = causeOf(gone.accountId, gone.rule, levelOf(gone.severity), nullptr);
    }
}

} // namespace holdfast
