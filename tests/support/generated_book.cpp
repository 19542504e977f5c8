// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/generated_book.h"

#include <algorithm>
#include <initializer_list>
#include <random>
#include <string_view>

namespace holdfast {

namespace {

class Author {
public:
    Author(std::uint32_t seed, Date middle)
        : random_(seed)
        , middle_(middle)
    {
    }

    GeneratedBook take() { return std::move(book_); }

    void rates()
    {
        for (int month = 32; month >= -6; --month)
            add("fx_rates",
                {{"currency", "EUR"}, {"date", middle_.addDays(-30 * month).toIso()},
                    {"rate", "1." + std::to_string(1000 + below(900))}});
    }

    void account(int number)
    {
        id_ = "account-" + std::to_string(100 + number);
        anchor_ = number == 0;
        start_ = anchor_    ? middle_.addDays(-880)
            : below(4) == 0 ? middle_.addDays(-below(260) + 90)
                            : middle_.addDays(-200 - below(680));
        addAccount();
        addRevenue();
        addUsage();
        addDelivery();
        addPeople();
        addVoices();
        addMoney();
    }

private:
    using Cells = std::vector<std::pair<std::string, std::string>>;

    int below(int count) { return static_cast<int>(random_() % static_cast<std::uint32_t>(count)); }
    bool often(int outOf) { return anchor_ || below(outOf) != 0; } // all but one in `outOf`
    bool seldom(int outOf) { return below(outOf) == 0; }
    std::string amount() { return std::to_string(500 + below(90'000)) + '.' + std::to_string(10 + below(90)); }
    // A day from the start of the account on, up to 200 days after the middle.
    Date after(Date day, int most) { return day.addDays(below(most + 1)); }
    Date someDay() { return std::min(start_.addDays(below(1080)), middle_.addDays(200 - below(10))); }
    std::string pick(std::initializer_list<std::string_view> texts)
    {
        return std::string(*(texts.begin() + below(static_cast<int>(texts.size()))));
    }
    std::string numbered(std::string_view prefix) { return std::string(prefix) + std::to_string(10'000 + ++rows_); }

    void add(std::string_view dataset, const Cells& cells)
    {
        GeneratedRow row{std::string(dataset), {}};
        for (const auto& [column, value] : cells) {
            if (!value.empty())
                row.cells[column] = value;
        }
        book_.push_back(std::move(row));
    }
    void addOwn(std::string_view dataset, Cells cells)
    {
        cells.emplace_back("account_id", id_);
        add(dataset, cells);
    }
    std::string maybe(int outOf, const std::string& value) { return often(outOf) ? value : std::string(); }
    std::string maybe(int outOf, Date day) { return maybe(outOf, day.toIso()); }

    void addAccount()
    {
        source_ = anchor_ ? 0 : below(4);
        futureTerms_ = below(3) == 0;
        // A renewal that is past counts as overdue unless a later term says how it ended: one that is not yet known
        // is kept away from such accounts.
        const bool renewal = anchor_ || (source_ != 0 || !futureTerms_);
        currency_ = often(3) ? "" : "EUR";
        addOwn("accounts",
            {{"name", id_}, {"segment", maybe(4, pick({"SMB", "Mid-market", "Enterprise"}))},
                {"industry", maybe(3, pick({"Retail", "Energy"}))}, {"region", maybe(3, pick({"EMEA", "APAC"}))},
                {"owner", maybe(5, pick({"Ada", "Bela", "Carla"}))},
                {"contract_model", maybe(6, pick({"monthly", "annual", "multi_year"}))},
                {"touch", maybe(4, pick({"tech", "human", "human"}))}, {"start_date", maybe(6, start_)},
                {"renewal_date", renewal ? maybe(3, middle_.addDays(below(500) - 180)) : ""},
                {"churn_date", seldom(5) ? after(start_.addDays(100), 800).toIso() : ""}, {"arr", maybe(2, amount())},
                {"currency", currency_}, {"seats", maybe(3, std::to_string(10 + below(90)))},
                {"fit", maybe(4, pick({"good", "good", "partial", "poor"}))},
                {"handoff_date", maybe(4, after(start_, 20))}, {"kickoff_date", maybe(4, after(start_, 40))},
                {"onboarding_completed_date", maybe(4, after(start_, 120))}, {"acquisition_cost", maybe(3, amount())},
                {"gross_margin", maybe(2, "0." + std::to_string(10 + below(89)))}});
    }

    void addRevenue()
    {
        // Which source says an account's ARR rests on any row of it, whatever its date: one lies far back.
        const std::string longAgo = middle_.addDays(-899).toIso();
        if (source_ <= 1)
            addOwn("subscriptions",
                {{"subscription_id", numbered("S-")}, {"start_date", longAgo},
                    {"end_date", middle_.addDays(-896).toIso()}, {"arr", "0"}});
        if (source_ == 2)
            addOwn("arr_snapshots", {{"date", longAgo}, {"arr", "0"}});
        if (source_ <= 1) {
            Date day = start_;
            for (int i = 0; i < 1 + below(4); ++i) {
                const Date end = day.addDays(seldom(3) ? 30 + below(60) : 365);
                if (i > 0 && day > middle_.addDays(-40) && !futureTerms_)
                    break;
                addOwn("subscriptions",
                    {{"subscription_id", numbered("S-")}, {"product", maybe(4, pick({"Core", "Extra"}))},
                        {"start_date", day.toIso()}, {"end_date", maybe(5, end)}, {"arr", amount()},
                        {"currency", currency_}, {"seats", maybe(3, std::to_string(10 + below(90)))},
                        {"notice_date", seldom(4) ? after(day, 360).toIso() : ""}});
                day = end.addDays(seldom(5) ? below(80) : 0);
            }
        }
        if (source_ == 2) {
            for (Date day = start_; day < middle_.addDays(200); day = day.addDays(25 + below(120)))
                addOwn("arr_snapshots",
                    {{"date", day.toIso()}, {"arr", seldom(8) ? "0" : amount()}, {"currency", currency_}});
        }
    }

    void addUsage()
    {
        if (seldom(7) && !anchor_)
            return;
        const int seats = 20 + below(80);
        const int kind = below(5); // steady, growing, falling, stopping, with holes
        const Date last = kind == 3 ? middle_.addDays(-below(60)) : middle_.addDays(200);
        int week = 0;
        for (Date monday = start_.mondayOfWeek(); monday <= last; monday = monday.addDays(7), ++week) {
            if (kind == 4 && seldom(6))
                continue;
            const double trend = kind == 1 ? 0.3 + week * 0.004 : kind == 2 ? 0.9 - week * 0.006 : 0.7;
            const int users = std::max(0, static_cast<int>(seats * trend) - below(6));
            addOwn("usage",
                {{"date", monday.toIso()}, {"active_users", maybe(40, std::to_string(users))},
                    {"seats", maybe(9, std::to_string(seats - (seldom(20) ? 12 : 0)))},
                    {"sessions", std::to_string(users * 4)}, {"features_used", std::to_string(below(9))},
                    {"workflows_started", std::to_string(users * 2)}, {"workflows_completed", std::to_string(users)}});
        }
        for (const char* feature : {"alerts", "exports", "graphs"}) {
            for (Date day = start_.addDays(10); day <= middle_.addDays(200); day = day.addDays(7 + below(21)))
                addOwn("feature_usage",
                    {{"feature", feature}, {"date", day.toIso()}, {"count", std::to_string(below(4) * below(30))},
                        {"core", maybe(5, feature[0] == 'a' ? "true" : "false")}});
        }
    }

    void addDelivery()
    {
        for (int i = 0; i < 3 + below(3); ++i) {
            const Date planned = start_.addDays(10 + below(i < 3 ? 90 : 900));
            addOwn("milestones",
                {{"milestone_id", numbered("M-")}, {"name", "step"}, {"side", maybe(6, pick({"vendor", "customer"}))},
                    {"core", pick({"true", "false"})}, {"first_value", pick({"true", "false"})},
                    {"planned_date", maybe(9, planned)},
                    {"completed_date", often(3) ? planned.addDays(below(60) - 15).toIso() : ""},
                    {"blocked_since", seldom(3) ? planned.addDays(-below(20)).toIso() : ""}});
        }
        for (int i = 0; i < 1 + below(5); ++i) {
            const Date agreed = anchor_ && i == 0 ? start_ : someDay();
            const Date achieved = agreed.addDays(60 + below(200));
            const bool won = (anchor_ && i == 0) || seldom(2);
            addOwn("outcomes",
                {{"outcome_id", numbered("X-")}, {"name", "goal"}, {"baseline", maybe(3, "10")},
                    {"target", maybe(8, "50")}, {"current", maybe(4, std::to_string(below(60)))},
                    {"measured_date", maybe(3, agreed.addDays(below(200)))}, {"agreed_date", agreed.toIso()},
                    {"due_date", maybe(5, agreed.addDays(100 + below(260)))},
                    {"achieved_date", won ? achieved.toIso() : ""}, {"annual_value", maybe(3, amount())},
                    {"recognised_date", won && often(3) ? achieved.addDays(below(90)).toIso() : ""}});
        }
    }

    void addPeople()
    {
        for (int i = 0; i < below(6) + (anchor_ ? 2 : 0); ++i) {
            const Date joined = seldom(3) ? someDay() : start_.addDays(-below(30));
            addOwn("contacts",
                {{"contact_id", numbered("C-")}, {"name", numbered("person ")},
                    {"role", maybe(9, pick({"economic_buyer", "executive_sponsor", "champion", "technical", "user"}))},
                    {"joined_date", maybe(6, joined)},
                    {"left_date", seldom(3) ? joined.addDays(30 + below(500)).toIso() : ""}});
        }
        for (Date day = start_; day <= middle_.addDays(200); day = day.addDays(9 + below(60))) {
            addOwn("interactions",
                {{"interaction_id", numbered("N-")}, {"date", day.toIso()},
                    {"kind", pick({"meeting", "qbr", "call", "email", "reference"})},
                    {"held", maybe(3, pick({"true", "true", "false"}))},
                    {"sponsor_attended", maybe(3, pick({"true", "false"}))}});
        }
    }

    void addVoices()
    {
        for (int i = 0; i < below(25) + (anchor_ ? 5 : 0); ++i) {
            const Date opened = someDay();
            addOwn("tickets",
                {{"ticket_id", numbered("T-")}, {"opened_date", opened.toIso()},
                    {"closed_date", often(5) ? opened.addDays(below(30)).toIso() : ""},
                    {"severity", maybe(5, pick({"urgent", "high", "normal", "low"}))},
                    {"escalated", maybe(4, pick({"true", "false", "false"}))},
                    {"csat", maybe(2, std::to_string(1 + below(5)))}});
        }
        for (int i = 0; i < below(12); ++i) {
            const bool nps = !seldom(3);
            addOwn("surveys",
                {{"date", someDay().toIso()}, {"kind", nps ? "nps" : "csat"},
                    {"score", std::to_string(nps ? below(11) : 1 + below(5))},
                    {"respondent", maybe(3, pick({"ann", "bob"}))}});
        }
        for (Date day = start_; day <= middle_.addDays(200); day = day.addDays(10 + below(50)))
            addOwn("health",
                {{"date", day.toIso()}, {"source", pick({"cs", "cs", "support", "sales"})},
                    {"status", pick({"green", "green", "yellow", "red"})}});
        for (int i = 0; i < below(5); ++i) {
            const Date day = someDay();
            addOwn("signals",
                {{"signal_id", numbered("G-")}, {"date", day.toIso()},
                    {"kind", pick({"growth_mention", "new_use_case", "added_users", "budget_cut"})},
                    {"handled_date", often(2) ? day.addDays(below(40)).toIso() : ""}});
        }
        for (int i = 0; i < below(3); ++i)
            addOwn("feedback",
                {{"feedback_id", numbered("F-")}, {"date", someDay().toIso()}, {"status", pick({"new", "shipped"})}});
    }

    void addMoney()
    {
        for (int i = 0; i < below(8); ++i) {
            const Date issued = someDay();
            addOwn("invoices",
                {{"invoice_id", numbered("I-")}, {"issued_date", issued.toIso()},
                    {"due_date", maybe(6, issued.addDays(30))},
                    {"paid_date", often(4) ? issued.addDays(below(90)).toIso() : ""}, {"amount", amount()},
                    {"currency", currency_}});
        }
        for (int i = 0; i < below(4); ++i) {
            const Date created = someDay();
            addOwn("opportunities",
                {{"opportunity_id", numbered("O-")}, {"kind", maybe(6, pick({"expansion", "cross_sell", "renewal"}))},
                    {"created_date", created.toIso()}, {"close_date", maybe(4, created.addDays(below(120)))},
                    {"stage", maybe(5, pick({"open", "won", "lost"}))}, {"amount", maybe(5, amount())},
                    {"currency", seldom(12) ? "XYZ" : currency_}});
        }
    }

    std::mt19937 random_;
    Date middle_;
    GeneratedBook book_;
    int rows_ = 0;
    std::string id_, currency_;
    Date start_;
    bool anchor_ = false;
    bool futureTerms_ = false;
    int source_ = 0; // 0 and 1 subscriptions, 2 snapshots, 3 the account's own ARR
};

// The date of a row's fact: a later one has not happened. No entry: the row itself has no date of its own.
const std::map<std::string, std::string, std::less<>> factDates = {{"subscriptions", "start_date"},
    {"arr_snapshots", "date"}, {"usage", "date"}, {"feature_usage", "date"}, {"outcomes", "agreed_date"},
    {"contacts", "joined_date"}, {"interactions", "date"}, {"tickets", "opened_date"}, {"surveys", "date"},
    {"invoices", "issued_date"}, {"opportunities", "created_date"}, {"signals", "date"}, {"health", "date"},
    {"feedback", "date"}, {"fx_rates", "date"}};

// Columns whose later value is not known yet, and what becomes unknown with it.
struct LaterColumn {
    std::string_view dataset, date;
    std::vector<std::string_view> with;
};
const std::vector<LaterColumn> laterColumns = {{"accounts", "churn_date", {"churn_reason"}},
    {"accounts", "handoff_date", {}}, {"accounts", "kickoff_date", {}}, {"accounts", "onboarding_completed_date", {}},
    {"subscriptions", "notice_date", {}}, {"milestones", "completed_date", {}}, {"milestones", "blocked_since", {}},
    {"outcomes", "measured_date", {"current"}}, {"outcomes", "achieved_date", {}}, {"outcomes", "recognised_date", {}},
    {"contacts", "left_date", {}}, {"tickets", "closed_date", {"csat"}}, {"invoices", "paid_date", {}},
    {"signals", "handled_date", {}}};

bool isLater(const GeneratedRow& row, std::string_view column, Date last)
{
    const auto cell = row.cells.find(std::string(column));
    return cell != row.cells.end() && day(cell->second) > last;
}

} // namespace

GeneratedBook generatedBook(std::uint32_t seed, int accounts, Date middle)
{
    Author author(seed, middle);
    author.rates();
    for (int i = 0; i < accounts; ++i)
        author.account(i);
    return author.take();
}

GeneratedBook knownOn(const GeneratedBook& book, Date day)
{
    GeneratedBook known;
    for (const GeneratedRow& row : book) {
        const auto date = factDates.find(row.dataset);
        if (date != factDates.end() && isLater(row, date->second, day))
            continue;
        GeneratedRow kept = row;
        for (const LaterColumn& column : laterColumns) {
            if (row.dataset != column.dataset || !isLater(row, column.date, day))
                continue;
            kept.cells.erase(std::string(column.date));
            for (const std::string_view with : column.with)
                kept.cells.erase(std::string(with));
        }
        // An opportunity that closes later is open.
        if (row.dataset == "opportunities" && isLater(row, "close_date", day)) {
            kept.cells.erase("close_date");
            if (kept.cells.contains("stage"))
                kept.cells["stage"] = "open";
        }
        known.push_back(std::move(kept));
    }
    return known;
}

PortfolioPtr portfolioOf(const GeneratedBook& book)
{
    PortfolioBuilder builder;
    for (const DatasetSpec& spec : datasets())
        builder.imported(spec.name);
    for (const GeneratedRow& row : book) {
        std::string cells;
        for (const auto& [column, value] : row.cells)
            cells += (cells.empty() ? "" : ", ") + column + '=' + value;
        builder.row(row.dataset, cells);
    }
    return builder.build();
}

} // namespace holdfast
