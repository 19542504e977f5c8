// SPDX-License-Identifier: GPL-3.0-or-later
// The handoff pack of one account: what its next owner has to know, whether the owner changes, onboarding hands over to
// success, or success to renewals.
#include <algorithm>
#include <set>

#include "model/report/account_events.h"
#include "model/report/format.h"
#include "model/report/slides.h"

namespace holdfast {

namespace {

std::string orDash(const std::string& text)
{
    return text.empty() ? std::string(dash) : text;
}

std::string wordOf(DatasetId id, std::string_view column, int place)
{
    const DatasetSpec& spec = dataset(id);
    std::string word(enumText(spec.columns[static_cast<std::size_t>(spec.column(column))].values, place));
    std::replace(word.begin(), word.end(), '_', ' ');
    return word;
}

std::string never(const Portfolio& portfolio, DatasetId id, const char* none)
{
    return portfolio.imported(id) ? std::string(none) : std::string(dataset(id).title) + " were never imported.";
}

bool isPresent(const Contact& contact, Date day)
{
    return (!contact.joinedDate || *contact.joinedDate <= day) && (!contact.leftDate || *contact.leftDate > day);
}

class Pack {
public:
    Pack(const ReviewBundle& review, AccountId account)
        : review_(review)
        , analysis_(review.result())
        , portfolio_(*analysis_.portfolio)
        , id_(account)
        , account_(portfolio_.account(account))
        , day_(analysis_.context->of(account))
        , name_(shortened(accountName(analysis_, account), 40))
    {
        const std::vector<Exception>& all = analysis_.exceptions.exceptions;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].account == account)
                exceptions_.push_back(i);
        }
    }

    Slides slides()
    {
        if (!analysis_.keepsFactsOf(id_))
            return {glance(), contract(), timeline(), decisions()}; // what was kept of it
        return {glance(), contract(), stakeholders(), outcomes(), risks(), timeline(), events(), decisions()};
    }

private:
    Date asOf() const { return analysis_.asOf(); }
    std::string money(Money amount) const { return shortMoney(amount, portfolio_.baseCurrency); }
    const std::string& words(Name name) const { return portfolio_.text(name); }
    std::string amount(Money value, Name currency) const
    {
        const std::optional<Money> base = analysis_.context->conversion().toBase(value, currency, account_);
        return base ? money(*base) : shortMoney(value, analysis_.context->conversion().code(currency, account_));
    }

    Slide page(const char* label, std::string title, const std::vector<DatasetId>& sources, std::string footnote = {})
    {
        Slide slide;
        slide.section = SectionId::Accounts;
        slide.label = label;
        slide.title = std::move(title);
        slide.footnote = footnote + sourcesText(analysis_, sources);
        return slide;
    }

    Slide glance()
    {
        Slide slide = page("At a glance", accountTitle(review_, id_),
            {DatasetId::Accounts, DatasetId::Subscriptions, DatasetId::Usage, DatasetId::Outcomes},
            "For the next owner of the account: what is agreed, who the people are, what is open. ");
        slide.exhibits.emplace_back(accountFigures(review_, id_));
        if (analysis_.zones.of(id_))
            slide.exhibits.emplace_back(ChartExhibit{ChartId::ZoneStrip, id_});
        slide.columnsFrom = slide.exhibits.size();
        // What is to be done, soonest first: open actions and what the rules ask for.
        struct Task {
            Date due;
            std::string what, who;
        };
        std::vector<Task> tasks;
        for (const ActionItem& action : review_.actions) {
            if (action.accountId == portfolio_.accountId(id_) && action.state(asOf()) != ActionState::Done)
                tasks.push_back({action.due.value_or(asOf()), action.title, orDash(action.owner)});
        }
        std::set<std::string> named;
        for (const std::size_t place : exceptions_) {
            const Exception& exception = analysis_.exceptions.exceptions[place];
            if (!stateOf(review_, place).decision && named.insert(exception.action).second)
                tasks.push_back(
                    {exception.due, exception.action, ownerText(analysis_, exception, stateOf(review_, place))});
        }
        std::stable_sort(
            tasks.begin(), tasks.end(), [](const Task& left, const Task& right) { return left.due < right.due; });
        SlideTable next;
        next.title = "To be done next";
        next.none = "Nothing is asked for.";
        next.columns = {{"", Align::Left, 3}, {"Owner", Align::Left, 1.1}, {"Due", Align::Right, 1}};
        for (const Task& task : tasks)
            next.rows.push_back({task.what, task.who, dateText(task.due)});
        slide.exhibits.emplace_back(std::move(next));
        slide.rightColumnFrom = slide.exhibits.size();
        // What an owner would want to be told and nobody has written down.
        SlideTable open;
        open.title = "Not there yet";
        open.none = "Every criterion that can be judged passes.";
        open.columns = {{"", Align::Left, 2.6}, {"", Align::Right, 1, CellKind::Quiet}};
        if (const AccountZones* zones = analysis_.zones.of(id_)) {
            for (const CriterionState wanted : {CriterionState::Fail, CriterionState::Unknown}) {
                for (std::size_t i = 0; i < criterionCount; ++i) {
                    const auto criterionId = static_cast<CriterionId>(i);
                    if (zones->state(criterionId) == wanted)
                        open.rows.push_back({std::string(criterion(criterionId).title),
                            wanted == CriterionState::Fail ? "failed" : "unknown"});
                }
            }
        } else {
            open.none = "Zones are judged for customers alone.";
        }
        slide.exhibits.emplace_back(std::move(open));
        slide.leftShare = 0.6;
        return slide;
    }

    Slide contract()
    {
        SlideTable table;
        table.title = "Subscriptions";
        table.none = never(portfolio_, DatasetId::Subscriptions, "No subscription is known.");
        table.columns = {{"Product", Align::Left, 2, CellKind::Strong}, {"From", Align::Right, 1},
            {"To", Align::Right, 1}, {"ARR", Align::Right, 1, CellKind::Strong}, {"Seats", Align::Right, 0.7},
            {"Cancellation received", Align::Right, 1.2}, {"State", Align::Left, 0.8}};
        std::int64_t active = 0, noticed = 0;
        for (const Subscription& one : portfolio_.subscriptions.of(id_)) {
            if (one.startDate > asOf())
                continue;
            const bool runs = !one.endDate || *one.endDate > asOf();
            const bool notice = one.noticeDate && *one.noticeDate <= asOf();
            active += runs ? 1 : 0;
            noticed += runs && notice ? 1 : 0;
            table.rows.push_back({orDash(words(one.product)), dateText(one.startDate),
                one.endDate ? dateText(*one.endDate) : std::string("open"), amount(one.arr, one.currency),
                one.seats ? plainNumber(static_cast<double>(*one.seats), 0) : std::string(dash),
                notice ? dateText(*one.noticeDate) : std::string(dash), runs ? "active" : "ended"});
        }
        std::string title = name_ + " pays " + money(day_.arr) + " a year";
        if (active > 0)
            title += " under " + plural(active, "subscription", "subscriptions");
        if (noticed > 0)
            title += "; " + plural(noticed, "cancellation is", "cancellations are") + " received";
        else if (day_.renewal)
            title += day_.daysToRenewal.value_or(0) >= 0 ? "; the renewal is on " + dateText(*day_.renewal)
                                                         : "; the renewal of " + dateText(*day_.renewal) + " is past";
        else
            title += "; no renewal date is known";
        Slide slide = page("Contract", std::move(title),
            {DatasetId::Accounts, DatasetId::Subscriptions, DatasetId::ArrSnapshots, DatasetId::Invoices},
            "Amounts in " + portfolio_.baseCurrency + " at the latest rates. ");
        slide.exhibits.emplace_back(contractFacts());
        slide.exhibits.emplace_back(std::move(table));

        if (!analysis_.keepsFactsOf(id_)) {
            slide.exhibits.emplace_back(TextBlock{{notKept}});
            return slide;
        }
        SlideTable invoices;
        invoices.title = "Invoices not paid";
        invoices.none = never(portfolio_, DatasetId::Invoices, "Every invoice is paid.");
        invoices.columns = {{"Issued", Align::Left, 1}, {"Due", Align::Left, 1}, {"Overdue", Align::Right, 1},
            {"Amount", Align::Right, 1, CellKind::Strong}};
        for (const Invoice& one : portfolio_.invoices.of(id_)) {
            if (one.issuedDate > asOf() || one.amount.cents <= 0 || (one.paidDate && *one.paidDate <= asOf()))
                continue;
            const int over = one.dueDate ? asOf() - *one.dueDate : 0;
            invoices.rows.push_back({dateText(one.issuedDate), dateText(one.dueDate),
                one.dueDate && over > 0 ? days(over) : std::string(dash), amount(one.amount, one.currency)});
        }
        slide.exhibits.emplace_back(std::move(invoices));
        return slide;
    }

    Figures contractFacts()
    {
        Figures figures;
        figures.tiles.push_back({"Contract",
            account_.contractModel
                ? capitalised(wordOf(DatasetId::Accounts, "contract_model", static_cast<int>(*account_.contractModel)))
                : std::string(dash),
            day_.start ? "customer since " + dateText(*day_.start) : std::string("start unknown")});
        figures.tiles.push_back({"Renewal", days(day_.daysToRenewal), dateText(day_.renewal)});
        figures.tiles.push_back({"ARR", money(day_.arr), "a year ago " + money(day_.arrYearAgo)});
        figures.tiles.push_back(
            {"Seats", account_.seats ? plainNumber(static_cast<double>(*account_.seats), 0) : std::string(dash),
                "as the account says"});
        figures.tiles.push_back({"Owner", orDash(shortened(words(account_.owner), 24)),
            account_.handoffDate && *account_.handoffDate <= asOf() ? "handed over " + dateText(*account_.handoffDate)
                                                                    : std::string("no handover recorded")});
        return figures;
    }

    Slide stakeholders()
    {
        SlideTable table;
        table.none = never(portfolio_, DatasetId::Contacts, "Nobody is known.");
        table.columns = {{"Name", Align::Left, 1.6, CellKind::Strong}, {"Role", Align::Left, 1.2},
            {"Title", Align::Left, 1.6}, {"E-mail", Align::Left, 2}, {"Since", Align::Right, 0.9},
            {"Left", Align::Right, 0.9}};
        std::vector<const Contact*> people;
        for (const Contact& one : portfolio_.contacts.of(id_)) {
            if (!one.joinedDate || *one.joinedDate <= asOf())
                people.push_back(&one);
        }
        // Who is there first, in the order of their roles.
        std::stable_sort(people.begin(), people.end(), [this](const Contact* left, const Contact* right) {
            const bool there = isPresent(*left, asOf()), alsoThere = isPresent(*right, asOf());
            if (there != alsoThere)
                return there;
            return left->role.value_or(ContactRole::User) < right->role.value_or(ContactRole::User);
        });
        std::int64_t present = 0;
        bool champion = false, sponsor = false;
        for (const Contact* one : people) {
            const bool there = isPresent(*one, asOf());
            present += there ? 1 : 0;
            champion = champion || (there && one->role == ContactRole::Champion);
            sponsor = sponsor ||
                (there && (one->role == ContactRole::ExecutiveSponsor || one->role == ContactRole::EconomicBuyer));
            table.rows.push_back({words(one->name),
                one->role ? wordOf(DatasetId::Contacts, "role", static_cast<int>(*one->role)) : std::string(dash),
                orDash(words(one->title)), orDash(words(one->email)), dateText(one->joinedDate),
                there ? std::string(dash) : dateText(one->leftDate)});
        }
        std::optional<Date> met, sponsorMet;
        for (const Interaction& one : portfolio_.interactions.of(id_)) {
            if (one.date > asOf() || !one.held)
                continue;
            met = std::max(met.value_or(one.date), one.date);
            if (one.sponsorAttended.value_or(false))
                sponsorMet = std::max(sponsorMet.value_or(one.date), one.date);
        }
        std::string title;
        if (!portfolio_.imported(DatasetId::Contacts))
            title = "The people at " + name_ + " are not known: contacts were never imported";
        else if (present == 0)
            title = "Nobody is present at " + name_;
        else
            title = plural(present, "person is", "people are") + " present at " + name_ + ", " +
                (champion         ? sponsor ? "with a champion and a sponsor" : "with a champion and without a sponsor"
                        : sponsor ? "without a champion"
                                  : "without a champion and without a sponsor");
        Slide slide = page("Stakeholders", std::move(title), {DatasetId::Contacts, DatasetId::Interactions},
            "Present: joined and not left on this day; a sponsor is an executive sponsor or an economic buyer. ");
        TextBlock block;
        block.paragraphs.push_back(!portfolio_.imported(DatasetId::Interactions)
                ? std::string("Meetings were never imported.")
                : (met ? "Last contact on " + dateText(*met) : std::string("No contact is recorded")) +
                    (sponsorMet ? "; the sponsor last took part on " + dateText(*sponsorMet) + "."
                                : std::string("; no contact with the sponsor is recorded.")));
        slide.exhibits.emplace_back(std::move(block));
        slide.exhibits.emplace_back(std::move(table));
        return slide;
    }

    Slide outcomes()
    {
        SlideTable agreed = outcomeTable(analysis_, id_);
        std::int64_t achieved = 0, late = 0;
        for (const Outcome& one : portfolio_.outcomes.of(id_))
            achieved += one.agreedDate && *one.agreedDate <= asOf() && one.achievedDate && *one.achievedDate <= asOf();
        SlideTable table;
        table.title = "Commitments";
        table.none = "No commitment is open.";
        table.columns = {{"What", Align::Left, 3, CellKind::Strong}, {"By whom", Align::Left, 1.2},
            {"Due", Align::Right, 1}, {"State", Align::Left, 1.4}};
        const auto add = [&](std::string what, std::string who, const std::optional<Date>& due, std::string state) {
            const bool overdue = due && *due < asOf();
            late += overdue ? 1 : 0;
            table.rows.push_back({std::move(what), std::move(who), dateText(due),
                overdue ? plural(asOf() - *due, "day", "days") + " late" + (state.empty() ? "" : ", " + state)
                        : (state.empty() ? std::string("open") : state)});
        };
        for (const Milestone& one : portfolio_.milestones.of(id_)) {
            if (one.completedDate && *one.completedDate <= asOf())
                continue;
            const bool blocked = one.blockedSince && *one.blockedSince <= asOf();
            add(words(one.name),
                !one.side                       ? std::string(dash)
                    : *one.side == Side::Vendor ? std::string("us")
                                                : std::string("the customer"),
                one.plannedDate, blocked ? "blocked since " + dateText(*one.blockedSince) : std::string());
        }
        for (const ActionItem& action : review_.actions) {
            if (action.accountId == portfolio_.accountId(id_) && action.state(asOf()) != ActionState::Done)
                add(action.title, orDash(action.owner), action.due, {});
        }
        for (const Feedback& one : portfolio_.feedback.of(id_)) {
            if (one.date <= asOf() && one.status == FeedbackStatus::Planned)
                add(one.text.empty() ? words(one.category) : words(one.text), "us", std::nullopt,
                    "planned, asked for on " + dateText(one.date));
        }
        const auto count = static_cast<std::int64_t>(agreed.rows.size());
        const auto open = static_cast<std::int64_t>(table.rows.size());
        std::string title = !portfolio_.imported(DatasetId::Outcomes)
            ? "Outcomes of " + name_ + " are not known: they were never imported"
            : count == 0 ? "No outcome is agreed with " + name_
            : count == 1 ? std::string("The one outcome agreed is ") + (achieved == 1 ? "achieved" : "not achieved yet")
                         : plainNumber(static_cast<double>(achieved), 0) + " of " +
                plural(count, "outcome", "outcomes") + (achieved == 1 ? " is achieved" : " are achieved");
        title += open == 0 ? std::string("; no commitment is open")
            : late == 0    ? "; " + plural(open, "commitment is", "commitments are") + " open, none late"
                           : "; " + plural(open, "commitment is", "commitments are") + " open, " +
                plainNumber(static_cast<double>(late), 0) + " of them late";
        Slide slide = page("Outcomes and commitments", std::move(title),
            {DatasetId::Outcomes, DatasetId::Milestones, DatasetId::Feedback},
            "Commitments: milestones not completed, open actions, feedback that is planned. ");
        slide.exhibits.emplace_back(std::move(agreed));
        slide.exhibits.emplace_back(std::move(table));
        return slide;
    }

    Slide risks()
    {
        std::int64_t critical = 0;
        for (const std::size_t place : exceptions_)
            critical += analysis_.exceptions.exceptions[place].severity == Severity::Critical ? 1 : 0;
        const auto missing = static_cast<std::int64_t>(analysis_.exceptions.notEvaluated.size());
        std::string title = exceptions_.empty()
            ? "No exception is open for " + name_
            : plural(static_cast<std::int64_t>(exceptions_.size()), "exception is", "exceptions are") + " open for " +
                name_ + ", " +
                (critical == 0 ? std::string("none of them critical")
                               : plainNumber(static_cast<double>(critical), 0) + " of them critical");
        if (missing > 0)
            title += "; " + plural(missing, "rule was", "rules were") + " not evaluated";
        Slide slide = page("Open risks", std::move(title),
            {DatasetId::Accounts, DatasetId::Subscriptions, DatasetId::Usage, DatasetId::Outcomes, DatasetId::Contacts,
                DatasetId::Interactions, DatasetId::Tickets});
        SlideTable table = exceptionTable(review_, exceptions_);
        table.columns.erase(table.columns.begin() + 1); // one account: its name is in the title
        for (std::vector<std::string>& row : table.rows)
            row.erase(row.begin() + 1);
        table.groupColumn.reset();
        table.none = "No rule that could be evaluated fires.";
        slide.exhibits.emplace_back(std::move(table));
        return slide;
    }

    Date yearBefore() const { return asOf().oneYearEarlier(); }
    std::string arrSentence() const
    {
        const std::string span = "In the year up to " + dateText(asOf()) + " ARR of " + name_;
        if (day_.arr == day_.arrYearAgo)
            return span + " stayed at " + money(day_.arr);
        return span + " went from " + money(day_.arrYearAgo) + " to " + money(day_.arr);
    }

    Slide timeline()
    {
        Slide slide = page("The last twelve months", arrSentence(),
            {DatasetId::Accounts, DatasetId::Subscriptions, DatasetId::Usage, DatasetId::Interactions});
        slide.exhibits.emplace_back(ChartExhibit{ChartId::TimelineOfYear, id_});
        return slide;
    }

    Slide events()
    {
        constexpr std::size_t most = 120;
        const std::vector<AccountEvent> all = accountEvents(analysis_, id_, yearBefore());
        const auto count = static_cast<std::int64_t>(all.size());
        Slide slide = page("The last twelve months",
            count == 0 ? "Nothing is recorded of " + name_ + " in the year up to " + dateText(asOf())
                       : plural(count, "event is", "events are") + " recorded of " + name_ + " in the year up to " +
                    dateText(asOf()),
            {DatasetId::Subscriptions, DatasetId::Milestones, DatasetId::Outcomes, DatasetId::Contacts,
                DatasetId::Interactions, DatasetId::Tickets, DatasetId::Surveys},
            "Newest first. ");
        SlideTable table;
        table.none = "No fact of this account is dated in these twelve months.";
        table.columns = {
            {"Date", Align::Left, 0.8}, {"Kind", Align::Left, 1, CellKind::Strong}, {"What", Align::Left, 6}};
        for (std::size_t i = 0; i < all.size() && i < most; ++i)
            table.rows.push_back({dateText(all[i].day), all[i].kind, orDash(all[i].what)});
        if (all.size() > most)
            table.below =
                "Left out: " + plural(count - static_cast<std::int64_t>(most), "earlier event", "earlier events") + ".";
        slide.exhibits.emplace_back(std::move(table));
        return slide;
    }

    Slide decisions()
    {
        const std::string& accountId = portfolio_.accountId(id_);
        SlideTable table = accountDecisions(review_, accountId);
        SlideTable actions = accountActions(review_, accountId);
        const auto count = static_cast<std::int64_t>(table.rows.size());
        Slide slide = page("Decisions",
            count == 0 ? "No decision is recorded for " + name_
                       : plural(count, "decision is", "decisions are") + " recorded for " + name_,
            {},
            "Decisions of the weekly, monthly and quarterly reviews up to this day, newest first. Who: the owner of an "
            "action, or to whom an account was escalated. ");
        slide.exhibits.emplace_back(std::move(table));
        slide.exhibits.emplace_back(std::move(actions));
        return slide;
    }

    const ReviewBundle& review_;
    const Analysis& analysis_;
    const Portfolio& portfolio_;
    AccountId id_;
    const Account& account_;
    const AccountDay& day_;
    std::string name_;
    std::vector<std::size_t> exceptions_; // of the account, in their order
};

} // namespace

Slides handoffSlides(const ReviewBundle& review, AccountId account)
{
    return Pack(review, account).slides();
}

} // namespace holdfast
