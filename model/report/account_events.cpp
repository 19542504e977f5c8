// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/report/account_events.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "model/report/format.h"
#include "model/report/slides.h"

namespace holdfast {

namespace {

template <class Enum> std::string wordOf(DatasetId id, std::string_view column, Maybe<Enum> value)
{
    if (!value)
        return {};
    const DatasetSpec& spec = dataset(id);
    std::string word(
        enumText(spec.columns[static_cast<std::size_t>(spec.column(column))].values, static_cast<int>(*value)));
    std::replace(word.begin(), word.end(), '_', ' ');
    return word;
}

std::string score(double value)
{
    return plainNumber(value, value == std::floor(value) ? 0 : 1);
}

class Events {
public:
    Events(const Analysis& analysis, AccountId account, Date after)
        : analysis_(analysis)
        , portfolio_(*analysis.portfolio)
        , account_(account)
        , after_(after)
    {
    }

    std::vector<AccountEvent> take()
    {
        revenue();
        progress();
        people();
        support();
        growth();
        std::stable_sort(events_.begin(), events_.end(),
            [](const AccountEvent& left, const AccountEvent& right) { return left.day > right.day; });
        return std::move(events_);
    }

private:
    const std::string& words(Name name) const { return portfolio_.text(name); }
    std::string money(Money amount) const { return shortMoney(amount, portfolio_.baseCurrency); }
    // An amount in the row's own currency where that has no rate.
    std::string money(Money amount, Name currency) const
    {
        const Account& account = portfolio_.account(account_);
        const std::optional<Money> base = analysis_.context->conversion().toBase(amount, currency, account);
        return base ? money(*base) : shortMoney(amount, analysis_.context->conversion().code(currency, account));
    }
    void add(const std::optional<Date>& day, std::string kind, std::string what)
    {
        if (day && *day > after_ && *day <= analysis_.asOf())
            events_.push_back({*day, std::move(kind), std::move(what)});
    }
    static std::string with(std::string text, const std::string& more)
    {
        if (!more.empty())
            text += (text.empty() ? "" : ": ") + more;
        return text;
    }

    void revenue()
    {
        std::vector<ArrStep> steps;
        analysis_.context->arrTimeline(account_, steps);
        Money before;
        for (const ArrStep& step : steps) {
            add(step.from, "ARR", money(before) + " → " + money(step.arr));
            before = step.arr;
        }
        for (const Subscription& one : portfolio_.subscriptions.of(account_))
            add(one.noticeDate, "Notice", with("cancellation of " + money(one.arr, one.currency), words(one.product)));
        for (const Invoice& one : portfolio_.invoices.of(account_)) {
            if (one.dueDate && one.paidDate && *one.paidDate <= analysis_.asOf() && *one.paidDate - *one.dueDate > 30)
                add(one.paidDate, "Invoice",
                    money(one.amount, one.currency) + " paid " + plural(*one.paidDate - *one.dueDate, "day", "days") +
                        " late");
        }
    }

    void progress()
    {
        for (const Milestone& one : portfolio_.milestones.of(account_))
            add(one.completedDate, "Milestone", words(one.name) + " done");
        for (const Outcome& one : portfolio_.outcomes.of(account_)) {
            add(one.agreedDate, "Outcome", words(one.name) + " agreed");
            if (one.measuredDate && one.current && (!one.achievedDate || *one.achievedDate != *one.measuredDate))
                add(one.measuredDate, "Outcome",
                    words(one.name) + " measured at " + score(*one.current) +
                        (one.unit.empty() ? std::string() : " " + words(one.unit)));
            add(one.achievedDate, "Outcome", words(one.name) + " achieved");
            add(one.recognisedDate, "Recognition", with(words(one.name), words(one.recognisedHow)));
        }
    }

    void people()
    {
        for (const Contact& one : portfolio_.contacts.of(account_)) {
            const std::string role = wordOf(DatasetId::Contacts, "role", one.role);
            const std::string who = words(one.name) + (role.empty() ? std::string() : ", " + role + ",");
            add(one.joinedDate, "People", who + " joined");
            add(one.leftDate, "People", who + " left");
        }
        for (const Interaction& one : portfolio_.interactions.of(account_)) {
            std::string kind = wordOf(DatasetId::Interactions, "kind", one.kind);
            kind = kind == "qbr" ? "QBR" : capitalised(kind.empty() ? "contact" : kind);
            std::string what = !one.held ? "not held" : one.sponsorAttended.value_or(false) ? "with the sponsor" : "";
            add(one.date, kind, with(what, words(one.notes)));
        }
        for (const Survey& one : portfolio_.surveys.of(account_)) {
            std::string kind = wordOf(DatasetId::Surveys, "kind", Maybe(one.kind));
            std::transform(kind.begin(), kind.end(), kind.begin(),
                [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
            add(one.date, kind,
                with(score(one.score) + (one.respondent.empty() ? std::string() : " by " + words(one.respondent)),
                    words(one.comment)));
        }
    }

    void support()
    {
        for (const Ticket& one : portfolio_.tickets.of(account_)) {
            std::string what = wordOf(DatasetId::Tickets, "severity", one.severity);
            if (one.escalated.value_or(false))
                what += (what.empty() ? "" : ", ") + std::string("escalated");
            add(one.openedDate, "Ticket", with(with("opened", what), words(one.subject)));
        }
        std::map<std::uint32_t, HealthStatus> last; // by the name of the source
        for (const Health& one : portfolio_.health.of(account_)) {
            const auto known = last.find(one.origin.number);
            if (known != last.end() && known->second != one.status)
                add(one.date, "Health",
                    words(one.origin) + " " + wordOf(DatasetId::Health, "status", Maybe(known->second)) + " → " +
                        wordOf(DatasetId::Health, "status", Maybe(one.status)));
            last[one.origin.number] = one.status;
        }
        for (const Feedback& one : portfolio_.feedback.of(account_))
            add(one.date, "Feedback", with(words(one.category), words(one.text)));
    }

    void growth()
    {
        for (const Opportunity& one : portfolio_.opportunities.of(account_)) {
            const std::string kind = capitalised(wordOf(DatasetId::Opportunities, "kind", one.kind));
            std::string what = words(one.name);
            if (one.amount)
                what += (what.empty() ? "" : ", ") + money(*one.amount, one.currency);
            add(one.createdDate, kind.empty() ? "Opportunity" : kind, with("opened", what));
            if (one.stage && *one.stage != OpportunityStage::Open)
                add(one.closeDate, kind.empty() ? "Opportunity" : kind,
                    with(wordOf(DatasetId::Opportunities, "stage", one.stage), what));
        }
        for (const Signal& one : portfolio_.signals.of(account_))
            add(one.date, "Signal", with(wordOf(DatasetId::Signals, "kind", one.kind), words(one.note)));
    }

    const Analysis& analysis_;
    const Portfolio& portfolio_;
    AccountId account_;
    Date after_;
    std::vector<AccountEvent> events_;
};

} // namespace

std::vector<AccountEvent> accountEvents(const Analysis& analysis, AccountId account, Date after)
{
    return Events(analysis, account, after).take();
}

} // namespace holdfast
