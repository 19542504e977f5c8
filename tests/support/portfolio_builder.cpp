// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/portfolio_builder.h"

#include <algorithm>
#include <charconv>
#include <random>
#include <set>
#include <stdexcept>

#include "tests/support/feed_builder.h"

namespace holdfast {

namespace {

using Row = PortfolioBuilder::Row;

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (;;) {
        const auto end = text.find(separator);
        parts.push_back(trimmed(text.substr(0, end)));
        if (end == std::string_view::npos)
            return parts;
        text.remove_prefix(end + 1);
    }
}

std::invalid_argument wrong(std::string_view what, std::string_view value)
{
    return std::invalid_argument(std::string(what) + ": '" + std::string(value) + '\'');
}

const DatasetSpec& known(std::string_view name)
{
    const DatasetSpec* spec = findDataset(name);
    if (!spec)
        throw wrong("no such dataset", name);
    return *spec;
}

void put(Row& row, const DatasetSpec& spec, std::string_view column, std::string_view value)
{
    if (spec.column(column) < 0)
        throw wrong("no such column of " + std::string(spec.name), column);
    if (!value.empty())
        row.cells[std::string(column)] = value;
}

// The cells of one row, read as the types that the facts have.
class Cells {
public:
    Cells(Names& names, const Row& row)
        : names_(names)
        , row_(row)
    {
    }
    std::string_view text(std::string_view column) const
    {
        const auto found = row_.cells.find(column);
        return found == row_.cells.end() ? std::string_view() : std::string_view(found->second);
    }
    Name name(std::string_view column) const { return names_.intern(text(column)); }
    Name code(std::string_view column) const
    {
        std::string upper(text(column));
        std::transform(upper.begin(), upper.end(), upper.begin(),
            [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
        return names_.intern(upper);
    }
    std::optional<Date> date(std::string_view column) const
    {
        return text(column).empty() ? std::nullopt : std::optional(holdfast::day(text(column)));
    }
    Date day(std::string_view column) const { return holdfast::day(text(column)); }
    std::optional<Money> money(std::string_view column, int factor = 1) const
    {
        if (text(column).empty())
            return std::nullopt;
        const auto amount = moneyFromDecimal(text(column), factor);
        if (!amount)
            throw wrong(column, text(column));
        return amount;
    }
    // arr, else twelve times mrr.
    Money arr() const
    {
        if (const auto amount = money("arr"))
            return *amount;
        if (const auto amount = money("mrr", 12))
            return *amount;
        throw wrong("neither arr nor mrr", text("account_id"));
    }
    std::optional<std::int64_t> integer(std::string_view column) const
    {
        if (text(column).empty())
            return std::nullopt;
        std::int64_t value = 0;
        const std::string_view digits = text(column);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (error != std::errc() || end != digits.data() + digits.size())
            throw wrong(column, digits);
        return value;
    }
    std::optional<double> number(std::string_view column) const
    {
        if (text(column).empty())
            return std::nullopt;
        double value = 0;
        const std::string_view digits = text(column);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (error != std::errc() || end != digits.data() + digits.size())
            throw wrong(column, digits);
        return value;
    }
    std::optional<bool> flag(std::string_view column) const
    {
        const std::string_view value = text(column);
        if (value.empty())
            return std::nullopt;
        if (value != "true" && value != "false")
            throw wrong(column, value);
        return value == "true";
    }
    template <class Enum> std::optional<Enum> place(DatasetId id, std::string_view column) const
    {
        if (text(column).empty())
            return std::nullopt;
        const DatasetSpec& spec = dataset(id);
        const auto found = enumPlace(spec.columns[static_cast<std::size_t>(spec.column(column))].values, text(column));
        if (!found)
            throw wrong(column, text(column));
        return static_cast<Enum>(*found);
    }
    template <class Enum> Enum required(DatasetId id, std::string_view column) const
    {
        const auto value = place<Enum>(id, column);
        if (!value)
            throw wrong("required", column);
        return *value;
    }
    Source source(DatasetId id) const { return {FileId{static_cast<std::uint32_t>(id)}, row_.line}; }

private:
    Names& names_;
    const Row& row_;
};

// The text by which rows of one account are sorted: ISO dates sort by day.
std::string keyOf(const DatasetSpec& spec, const Row& row)
{
    std::string key;
    for (const ColumnSpec& column : spec.columns) {
        if (!column.key || column.type == ColumnType::Account)
            continue;
        const auto found = row.cells.find(column.name);
        if (found != row.cells.end())
            key += found->second;
        key += '\x1f';
    }
    return key;
}

// The rows that count, of known accounts, by account and key.
std::vector<std::pair<AccountId, const Row*>> ordered(
    const Portfolio& portfolio, const DatasetSpec& spec, const std::vector<Row>& rows)
{
    std::map<std::pair<AccountId, std::string>, const Row*> byKey;
    for (const Row& row : rows) {
        const auto id = row.cells.find("account_id");
        const auto account = portfolio.findAccount(id == row.cells.end() ? std::string() : id->second);
        if (!account)
            continue;
        const Row*& kept = byKey[{*account, keyOf(spec, row)}];
        if (!kept || kept->line < row.line)
            kept = &row;
    }
    std::vector<std::pair<AccountId, const Row*>> result;
    for (const auto& [key, row] : byKey)
        result.emplace_back(key.first, row);
    return result;
}

template <class Fact, class Make>
void fill(Portfolio& portfolio, Facts<Fact>& facts, DatasetId id, const std::vector<Row>& rows, const Make& make)
{
    if (rows.empty())
        return;
    facts.first.assign(portfolio.accountCount() + 1, 0);
    for (const auto& [account, row] : ordered(portfolio, dataset(id), rows)) {
        const Cells cells(portfolio.names, *row);
        Fact fact = make(cells);
        fact.source = cells.source(id);
        facts.rows.push_back(fact);
        ++facts.first[account.at() + 1];
    }
    for (std::size_t i = 1; i < facts.first.size(); ++i)
        facts.first[i] += facts.first[i - 1];
}

Account accountOf(const Cells& cells)
{
    constexpr DatasetId id = DatasetId::Accounts;
    Account account;
    account.id = cells.name("account_id");
    account.name = cells.name("name");
    account.segment = cells.name("segment");
    account.industry = cells.name("industry");
    account.region = cells.name("region");
    account.owner = cells.name("owner");
    account.churnReason = cells.name("churn_reason");
    account.currency = cells.code("currency");
    account.contractModel = cells.place<ContractModel>(id, "contract_model");
    account.touch = cells.place<Touch>(id, "touch");
    account.fit = cells.place<Fit>(id, "fit");
    account.startDate = cells.date("start_date");
    account.renewalDate = cells.date("renewal_date");
    account.churnDate = cells.date("churn_date");
    account.handoffDate = cells.date("handoff_date");
    account.kickoffDate = cells.date("kickoff_date");
    account.onboardingCompletedDate = cells.date("onboarding_completed_date");
    account.arr = cells.money("arr");
    account.acquisitionCost = cells.money("acquisition_cost");
    account.seats = cells.integer("seats");
    account.grossMargin = cells.number("gross_margin");
    account.source = cells.source(id);
    return account;
}

// Every short dataset that belongs to accounts.
void fillFacts(Portfolio& p, const std::array<std::vector<Row>, datasetCount>& all)
{
    using enum DatasetId;
    const auto rows = [&all](DatasetId id) -> const std::vector<Row>& { return all[static_cast<std::size_t>(id)]; };
    fill(p, p.subscriptions, Subscriptions, rows(Subscriptions), [](const Cells& c) {
        return Subscription{c.name("subscription_id"), c.name("product"), c.code("currency"), c.day("start_date"),
            c.date("end_date"), c.date("notice_date"), {}, c.arr(), c.integer("seats")};
    });
    fill(p, p.arrSnapshots, ArrSnapshots, rows(ArrSnapshots), [](const Cells& c) {
        return ArrSnapshot{c.code("currency"), c.day("date"), {}, c.arr()};
    });
    fill(p, p.milestones, Milestones, rows(Milestones), [](const Cells& c) {
        return Milestone{c.name("milestone_id"), c.name("name"), c.place<Side>(Milestones, "side"), c.flag("core"),
            c.flag("first_value"), c.date("planned_date"), c.date("completed_date"), c.date("blocked_since"), {}};
    });
    fill(p, p.outcomes, Outcomes, rows(Outcomes), [](const Cells& c) {
        return Outcome{c.name("outcome_id"), c.name("name"), c.name("metric"), c.name("unit"), c.name("recognised_how"),
            c.date("measured_date"), c.date("agreed_date"), c.date("due_date"), c.date("achieved_date"),
            c.date("recognised_date"), {}, c.number("baseline"), c.number("target"), c.number("current"),
            c.money("annual_value")};
    });
    fill(p, p.contacts, Contacts, rows(Contacts), [](const Cells& c) {
        return Contact{c.name("contact_id"), c.name("name"), c.name("title"), c.name("email"),
            c.place<ContactRole>(Contacts, "role"), c.date("joined_date"), c.date("left_date"), {}};
    });
    fill(p, p.interactions, Interactions, rows(Interactions), [](const Cells& c) {
        return Interaction{c.name("interaction_id"), c.name("notes"), c.day("date"),
            c.place<InteractionKind>(Interactions, "kind"), c.flag("held").value_or(true), c.flag("sponsor_attended"),
            {}, c.number("sentiment")};
    });
    fill(p, p.tickets, Tickets, rows(Tickets), [](const Cells& c) {
        return Ticket{c.name("ticket_id"), c.name("category"), c.name("subject"), c.day("opened_date"),
            c.date("closed_date"), c.place<TicketSeverity>(Tickets, "severity"), c.flag("escalated"), {},
            c.number("csat")};
    });
    fill(p, p.surveys, Surveys, rows(Surveys), [](const Cells& c) {
        return Survey{c.name("respondent"), c.name("comment"), c.day("date"), c.required<SurveyKind>(Surveys, "kind"),
            {}, c.number("score").value()};
    });
    fill(p, p.invoices, Invoices, rows(Invoices), [](const Cells& c) {
        return Invoice{c.name("invoice_id"), c.code("currency"), c.day("issued_date"), c.date("due_date"),
            c.date("paid_date"), {}, c.money("amount").value()};
    });
    fill(p, p.opportunities, Opportunities, rows(Opportunities), [](const Cells& c) {
        return Opportunity{c.name("opportunity_id"), c.name("name"), c.code("currency"),
            c.place<OpportunityKind>(Opportunities, "kind"), c.place<OpportunityStage>(Opportunities, "stage"),
            c.day("created_date"), c.date("close_date"), {}, c.money("amount")};
    });
    fill(p, p.signals, Signals, rows(Signals), [](const Cells& c) {
        return Signal{c.name("signal_id"), c.name("source"), c.name("note"), c.day("date"),
            c.place<SignalKind>(Signals, "kind"), c.date("handled_date"), {}};
    });
    fill(p, p.health, DatasetId::Health, rows(DatasetId::Health), [](const Cells& c) {
        return holdfast::Health{c.name("source"), c.day("date"), c.required<HealthStatus>(DatasetId::Health, "status"),
            {}, c.number("score")};
    });
    fill(p, p.feedback, DatasetId::Feedback, rows(DatasetId::Feedback), [](const Cells& c) {
        return holdfast::Feedback{c.name("feedback_id"), c.name("category"), c.name("text"), c.day("date"),
            c.place<FeedbackStatus>(DatasetId::Feedback, "status"), {}};
    });
}

void fillFeeds(Portfolio& p, const std::array<std::vector<Row>, datasetCount>& all)
{
    const auto feedRows = [&](DatasetId id) {
        std::vector<FeedRow> result;
        for (const auto& [account, row] : ordered(p, dataset(id), all[static_cast<std::size_t>(id)])) {
            const Cells cells(p.names, *row);
            FeedRow& feedRow = result.emplace_back();
            feedRow.account = account;
            feedRow.date = cells.day("date");
            const auto figure = [&](std::string_view column) {
                return cells.integer(column).value_or(CompactColumn::missing);
            };
            if (id == DatasetId::Usage) {
                feedRow.figures = {figure("active_users"), figure("seats"), figure("sessions"), figure("features_used"),
                    figure("workflows_started"), figure("workflows_completed")};
            } else {
                feedRow.feature = cells.name("feature");
                const auto core = cells.flag("core");
                feedRow.figures = {figure("count"), core ? std::int64_t{*core} : CompactColumn::missing};
            }
        }
        return result;
    };
    p.usage = usageFeed(feedRows(DatasetId::Usage), p.accountCount());
    p.featureUsage = featureFeed(feedRows(DatasetId::FeatureUsage), p.accountCount(), p.names);
}

Coverage coverageOf(const Portfolio& portfolio, const DatasetSpec& spec, const std::vector<Row>& rows, bool imported)
{
    Coverage coverage;
    coverage.imported = imported || !rows.empty();
    coverage.columnHasValue.assign(spec.columns.size(), false);
    std::map<std::string, const Row*> stored; // by whole key: of two rows the later counts
    for (const Row& row : rows) {
        const auto account = row.cells.find("account_id");
        const Row*& kept =
            stored[(account == row.cells.end() || spec.id == DatasetId::Subscriptions ? std::string()
                                                                                      : account->second) +
                '\x1f' + keyOf(spec, row)];
        if (!kept || kept->line < row.line)
            kept = &row;
    }
    std::set<AccountId> accounts;
    std::set<std::int64_t> days;
    for (const auto& [key, row] : stored) {
        ++coverage.rows;
        for (std::size_t i = 0; i < spec.columns.size(); ++i) {
            if (row->cells.count(std::string(spec.columns[i].name)) > 0)
                coverage.columnHasValue[i] = true;
        }
        const auto id = row->cells.find("account_id");
        const auto account = id == row->cells.end() ? std::nullopt : portfolio.findAccount(id->second);
        if (account)
            accounts.insert(*account);
        else if (spec.id != DatasetId::FxRates)
            ++coverage.orphans;
        const auto main = row->cells.find(spec.mainDate);
        if (main == row->cells.end())
            continue;
        const Date date = day(main->second);
        coverage.first = std::min(coverage.first.value_or(date), date);
        coverage.last = std::max(coverage.last.value_or(date), date);
        if (account)
            days.insert(date.daysSince1970());
    }
    coverage.accounts = static_cast<std::int64_t>(accounts.size());
    coverage.mainDays.assign(days.begin(), days.end());
    return coverage;
}

std::string joined(std::string_view cells, std::string_view more)
{
    std::string text(cells);
    if (!trimmed(more).empty())
        text += ", " + std::string(more);
    return text;
}

std::string cell(std::string_view column, std::string_view value)
{
    return std::string(column) + '=' + std::string(value);
}

} // namespace

Date day(std::string_view iso)
{
    const auto date = Date::fromIso(iso);
    if (!date)
        throw wrong("no such day", iso);
    return *date;
}

Money money(std::string_view decimal)
{
    const auto amount = moneyFromDecimal(decimal);
    if (!amount)
        throw wrong("no amount", decimal);
    return *amount;
}

PortfolioBuilder& PortfolioBuilder::baseCurrency(std::string_view code)
{
    baseCurrency_ = code;
    return *this;
}

PortfolioBuilder& PortfolioBuilder::row(std::string_view name, std::string_view cells)
{
    const DatasetSpec& spec = known(name);
    Row made;
    for (const std::string_view part : split(cells, ',')) {
        if (part.empty())
            continue;
        const auto equals = part.find('=');
        if (equals == std::string_view::npos)
            throw wrong("no column=value", part);
        put(made, spec, trimmed(part.substr(0, equals)), trimmed(part.substr(equals + 1)));
    }
    std::vector<Row>& rows = rows_[static_cast<std::size_t>(spec.id)];
    made.line = static_cast<std::uint32_t>(rows.size()) + 2; // line 1 is the header
    for (const ColumnSpec& column : spec.columns) {
        if (column.key && column.type == ColumnType::Id && made.cells.find(column.name) == made.cells.end()) {
            std::string number = std::to_string(rows.size() + 1);
            number.insert(0, 6 - std::min<std::size_t>(6, number.size()), '0');
            made.cells[std::string(column.name)] = number;
        }
    }
    if (spec.id == DatasetId::Accounts && made.cells.find("name") == made.cells.end())
        made.cells["name"] = made.cells["account_id"];
    rows.push_back(std::move(made));
    return *this;
}

PortfolioBuilder& PortfolioBuilder::table(
    std::string_view name, std::string_view header, const std::vector<std::string>& rows)
{
    const std::vector<std::string_view> columns = split(header, '|');
    for (const std::string& line : rows) {
        const std::vector<std::string_view> values = split(line, '|');
        if (values.size() != columns.size())
            throw wrong("another number of cells than the header", line);
        std::string cells;
        for (std::size_t i = 0; i < columns.size(); ++i)
            cells = cells.empty() ? cell(columns[i], values[i]) : joined(cells, cell(columns[i], values[i]));
        row(name, cells);
    }
    return *this;
}

PortfolioBuilder& PortfolioBuilder::account(std::string_view id, std::string_view cells)
{
    return row("accounts", joined(cell("account_id", id), cells));
}

PortfolioBuilder& PortfolioBuilder::subscription(std::string_view accountId, std::string_view start,
    std::string_view end, std::string_view arr, std::string_view cells)
{
    return row("subscriptions",
        joined(cell("account_id", accountId) + ", " + cell("start_date", start) + ", " + cell("end_date", end) + ", " +
                cell("arr", arr),
            cells));
}

PortfolioBuilder& PortfolioBuilder::snapshot(
    std::string_view accountId, std::string_view date, std::string_view arr, std::string_view cells)
{
    return row("arr_snapshots",
        joined(cell("account_id", accountId) + ", " + cell("date", date) + ", " + cell("arr", arr), cells));
}

PortfolioBuilder& PortfolioBuilder::usage(
    std::string_view accountId, std::string_view date, std::int64_t activeUsers, std::string_view cells)
{
    return row("usage",
        joined(cell("account_id", accountId) + ", " + cell("date", date) + ", " +
                cell("active_users", std::to_string(activeUsers)),
            cells));
}

PortfolioBuilder& PortfolioBuilder::weeklyUsage(std::string_view accountId, std::string_view firstDay,
    const std::vector<std::int64_t>& activeUsers, std::string_view cells)
{
    Date date = day(firstDay);
    for (const std::int64_t users : activeUsers) {
        usage(accountId, date.toIso(), users, cells);
        date = date.addDays(7);
    }
    return *this;
}

PortfolioBuilder& PortfolioBuilder::featureUsage(std::string_view accountId, std::string_view feature,
    std::string_view date, std::int64_t count, std::string_view cells)
{
    return row("feature_usage",
        joined(cell("account_id", accountId) + ", " + cell("feature", feature) + ", " + cell("date", date) + ", " +
                cell("count", std::to_string(count)),
            cells));
}

PortfolioBuilder& PortfolioBuilder::fxRate(std::string_view currency, std::string_view date, std::string_view rate)
{
    return row("fx_rates", cell("currency", currency) + ", " + cell("date", date) + ", " + cell("rate", rate));
}

PortfolioBuilder& PortfolioBuilder::imported(std::string_view name)
{
    imported_[static_cast<std::size_t>(known(name).id)] = true;
    return *this;
}

PortfolioBuilder& PortfolioBuilder::shuffle(std::uint32_t seed)
{
    std::mt19937 random(seed);
    for (std::vector<Row>& rows : rows_)
        std::shuffle(rows.begin(), rows.end(), random);
    return *this;
}

PortfolioPtr PortfolioBuilder::build() const
{
    auto portfolio = std::make_shared<Portfolio>();
    portfolio->baseCurrency = baseCurrency_;
    portfolio->names.intern(baseCurrency_);
    for (const DatasetSpec& spec : datasets())
        portfolio->files.push_back({1, std::string(spec.name) + ".csv"});

    std::map<std::string, const Row*> accounts; // sorted bytewise; of two rows the later counts
    for (const Row& made : rows_[static_cast<std::size_t>(DatasetId::Accounts)]) {
        const Row*& kept = accounts[made.cells.at("account_id")];
        if (!kept || kept->line < made.line)
            kept = &made;
    }
    for (const auto& [id, made] : accounts)
        portfolio->accounts.push_back(accountOf(Cells(portfolio->names, *made)));
    fillFacts(*portfolio, rows_);
    fillFeeds(*portfolio, rows_);

    for (const Row& made : rows_[static_cast<std::size_t>(DatasetId::FxRates)]) {
        const Cells cells(portfolio->names, made);
        const auto rate = rateFromDecimal(cells.text("rate"));
        if (!rate)
            throw wrong("rate", cells.text("rate"));
        portfolio->fxRates.push_back(
            {cells.code("currency"), cells.day("date"), cells.source(DatasetId::FxRates), *rate});
    }
    std::sort(portfolio->fxRates.begin(), portfolio->fxRates.end(), [&](const FxRate& a, const FxRate& b) {
        const int order = portfolio->text(a.currency).compare(portfolio->text(b.currency));
        return order != 0 ? order < 0 : a.date < b.date;
    });

    for (const DatasetSpec& spec : datasets()) {
        const auto place = static_cast<std::size_t>(spec.id);
        portfolio->coverage[place] = coverageOf(*portfolio, spec, rows_[place], imported_[place]);
        portfolio->orphans += portfolio->coverage[place].orphans;
    }
    portfolio->currencyUse = CurrencyUse(*portfolio);
    return portfolio;
}

} // namespace holdfast
