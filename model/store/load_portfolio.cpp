// SPDX-License-Identifier: GPL-3.0-or-later
// Loads everything a store holds into a Portfolio: accounts first, then the short datasets here and the long ones on
// threads of their own (model/store/load_feeds.h).
#include <algorithm>
#include <future>
#include <unordered_map>

#include "model/store/load_feeds.h"
#include "model/store/sqlite_store.h"
#include "model/store/table_layout.h"

namespace holdfast {

namespace {

// The cells of a row in the order of the table's layout, as the structs of the portfolio want them.
class RowReader {
public:
    RowReader(const Statement& row, Names& names, int first)
        : row_(row)
        , names_(names)
        , at_(first)
    {
    }
    void read(Name& value) { value = names_.intern(row_.text(at_++)); }
    void read(Date& value) { value = Date(static_cast<std::int32_t>(row_.integer(at_++))); }
    void read(Money& value) { value = Money{row_.integer(at_++)}; }
    void read(Rate& value) { value = Rate{row_.integer(at_++)}; }
    void read(double& value) { value = row_.real(at_++); }
    void read(std::int64_t& value) { value = row_.integer(at_++); }
    void read(bool& value) { value = row_.integer(at_++) != 0; }
    template <class Enum>
    requires std::is_enum_v<Enum>
    void read(Enum& value) { value = static_cast<Enum>(row_.integer(at_++)); }
    template <class Value> void read(std::optional<Value>& value)
    {
        if (row_.isNull(at_)) {
            value.reset();
            ++at_;
            return;
        }
        Value present{};
        read(present);
        value = present;
    }
    // The row's own id: it occurs once, so that no look-up is worth its time.
    void key(Name& value) { value = names_.add(row_.text(at_++)); }
    template <class... Values> void all(Values&... values) { (read(values), ...); }

private:
    const Statement& row_;
    Names& names_;
    int at_;
};

// One function per dataset: the members in the order of the dataset's columns (without account and mrr).
void readRow(RowReader& in, Account& r)
{
    in.all(r.name, r.segment, r.industry, r.region, r.owner, r.contractModel, r.touch, r.startDate, r.renewalDate,
        r.churnDate, r.churnReason, r.arr, r.currency, r.seats, r.fit, r.handoffDate, r.kickoffDate,
        r.onboardingCompletedDate, r.acquisitionCost, r.grossMargin);
}
void readRow(RowReader& in, Subscription& r)
{
    in.key(r.id);
    in.all(r.product, r.startDate, r.endDate, r.arr, r.currency, r.seats, r.noticeDate);
}
void readRow(RowReader& in, ArrSnapshot& r)
{
    in.all(r.date, r.arr, r.currency);
}
void readRow(RowReader& in, Milestone& r)
{
    in.key(r.id);
    in.all(r.name, r.side, r.core, r.firstValue, r.plannedDate, r.completedDate, r.blockedSince);
}
void readRow(RowReader& in, Outcome& r)
{
    in.key(r.id);
    in.all(r.name, r.metric, r.unit, r.baseline, r.target, r.current, r.measuredDate, r.agreedDate, r.dueDate,
        r.achievedDate, r.annualValue, r.recognisedDate, r.recognisedHow);
}
void readRow(RowReader& in, Contact& r)
{
    in.key(r.id);
    in.all(r.name, r.role, r.title, r.email, r.joinedDate, r.leftDate);
}
void readRow(RowReader& in, Interaction& r)
{
    std::optional<bool> held;
    in.key(r.id);
    in.all(r.date, r.kind, held, r.sponsorAttended, r.sentiment, r.notes);
    r.held = held.value_or(true);
}
void readRow(RowReader& in, Ticket& r)
{
    in.key(r.id);
    in.all(r.openedDate, r.closedDate, r.severity, r.escalated, r.category, r.subject, r.csat);
}
void readRow(RowReader& in, Survey& r)
{
    in.all(r.date, r.kind, r.score, r.respondent, r.comment);
}
void readRow(RowReader& in, Invoice& r)
{
    in.key(r.id);
    in.all(r.issuedDate, r.dueDate, r.paidDate, r.amount, r.currency);
}
void readRow(RowReader& in, Opportunity& r)
{
    in.key(r.id);
    in.all(r.kind, r.name, r.createdDate, r.closeDate, r.stage, r.amount, r.currency);
}
void readRow(RowReader& in, Signal& r)
{
    in.key(r.id);
    in.all(r.date, r.kind, r.origin, r.note, r.handledDate);
}
void readRow(RowReader& in, Health& r)
{
    in.all(r.date, r.origin, r.status, r.score);
}
void readRow(RowReader& in, Feedback& r)
{
    in.key(r.id);
    in.all(r.date, r.category, r.text, r.status);
}
void readRow(RowReader& in, FxRate& r)
{
    in.all(r.currency, r.date, r.rate);
}

// The order inside an account: by key.
struct KeyOrder {
    const Names& names;

    std::strong_ordering operator()(const ArrSnapshot& a, const ArrSnapshot& b) const { return a.date <=> b.date; }
    std::strong_ordering operator()(const Survey& a, const Survey& b) const
    {
        if (const auto order = a.date <=> b.date; order != 0)
            return order;
        if (a.kind != b.kind) // by text: ces, csat, nps
            return kindText(a.kind) <=> kindText(b.kind);
        return names.text(a.respondent) <=> names.text(b.respondent);
    }
    std::strong_ordering operator()(const Health& a, const Health& b) const
    {
        const auto order = a.date <=> b.date;
        return order != 0 ? order : names.text(a.origin) <=> names.text(b.origin);
    }
    static std::string_view kindText(SurveyKind kind)
    {
        static constexpr std::array<std::string_view, 3> texts{"nps", "csat", "ces"};
        return texts[static_cast<std::size_t>(kind) % texts.size()];
    }
    template <class Row> std::strong_ordering operator()(const Row& a, const Row& b) const
    {
        return names.text(a.id) <=> names.text(b.id);
    }
};

class Loader {
public:
    Loader(const SqliteStore& store, const Database& database, const CancelToken& cancel)
        : store_(store)
        , database_(database)
        , cancel_(cancel)
        , portfolio_(std::make_shared<Portfolio>())
    {
    }

    Result<PortfolioPtr> load();

private:
    template <class Row> Result<void> readTable(DatasetId id, const std::function<void(std::uint32_t, Row&&)>& take);
    template <class Row> Result<void> readFacts(DatasetId id, Facts<Row>& facts);
    Result<void> readAccounts();
    Result<void> readSmallThings();
    Result<void> readFacts();
    Name upperCase(Name currency);

    const SqliteStore& store_;
    const Database& database_;
    const CancelToken& cancel_;
    std::shared_ptr<Portfolio> portfolio_;
    std::vector<std::uint32_t> fileIndex_; // import_files.id → place in files
    std::vector<std::uint32_t> accountOfKey_; // account key → place in accounts, or noAccount
};

Name Loader::upperCase(Name currency)
{
    std::string text = portfolio_->text(currency);
    for (char& letter : text) {
        if (letter >= 'a' && letter <= 'z')
            letter = static_cast<char>(letter - 'a' + 'A');
    }
    return portfolio_->names.intern(text);
}

template <class Row> Result<void> Loader::readTable(DatasetId id, const std::function<void(std::uint32_t, Row&&)>& take)
{
    const TableLayout layout = tableLayout(id);
    const DatasetSpec& spec = dataset(id);
    Coverage& coverage = portfolio_->coverage[static_cast<std::size_t>(id)];
    std::string sql = std::string("SELECT ") + (layout.hasAccount ? "account_key" : "0");
    for (const StoredColumn& column : layout.columns)
        sql += ", " + column.name;
    Result<Statement> rows = database_.prepare(sql + ", file, line FROM " + layout.table);
    if (!rows)
        return tl::unexpected(rows.error());
    const int mainDate = spec.column(spec.mainDate);
    int mainColumn = -1;
    for (std::size_t i = 0; i < layout.columns.size(); ++i) {
        if (static_cast<int>(layout.columns[i].place) == mainDate)
            mainColumn = static_cast<int>(i) + 1;
    }
    const int fileColumn = static_cast<int>(layout.columns.size()) + 1;
    for (;;) {
        const Result<bool> row = rows->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            break;
        if ((coverage.rows++ & 0xfff) == 0 && cancel_.isCancelled())
            return failure(ErrorCode::Cancelled, "loading was stopped");
        for (std::size_t i = 0; i < layout.columns.size(); ++i) {
            const std::size_t place = layout.columns[i].place;
            if (!coverage.columnHasValue[place] && !rows->isNull(static_cast<int>(i) + 1) &&
                !(isTextual(layout.columns[i].type) && rows->text(static_cast<int>(i) + 1).empty()))
                coverage.columnHasValue[place] = true;
        }
        if (!rows->isNull(mainColumn)) {
            const Date date(static_cast<std::int32_t>(rows->integer(mainColumn)));
            coverage.first = std::min(coverage.first.value_or(date), date);
            coverage.last = std::max(coverage.last.value_or(date), date);
        }
        Row fact;
        RowReader reader(*rows, portfolio_->names, 1);
        readRow(reader, fact);
        const auto file = static_cast<std::size_t>(rows->integer(fileColumn));
        fact.source.file = FileId{file < fileIndex_.size() ? fileIndex_[file] : 0};
        fact.source.line = static_cast<std::uint32_t>(rows->integer(fileColumn + 1));
        if constexpr (requires { fact.currency; })
            fact.currency = upperCase(fact.currency);
        take(static_cast<std::uint32_t>(rows->integer(0)), std::move(fact));
    }
    // The account of a row is never missing, and mrr counts as given wherever arr is.
    for (std::size_t i = 0; i < spec.columns.size(); ++i) {
        if (spec.columns[i].type == ColumnType::Account)
            coverage.columnHasValue[i] = coverage.rows > 0;
        if (spec.columns[i].name == "mrr")
            coverage.columnHasValue[i] = coverage.columnHasValue[static_cast<std::size_t>(spec.column("arr"))];
    }
    return {};
}

void collectMainDays(Coverage& coverage, std::vector<std::int64_t>&& days)
{
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    coverage.mainDays = std::move(days);
}

template <class Row> std::optional<Date> mainDateOf(const Row& row)
{
    if constexpr (requires { row.startDate; })
        return row.startDate;
    else if constexpr (requires { row.openedDate; })
        return row.openedDate;
    else if constexpr (requires { row.issuedDate; })
        return row.issuedDate;
    else if constexpr (requires { row.createdDate; })
        return row.createdDate;
    else if constexpr (requires { row.joinedDate; })
        return row.joinedDate;
    else if constexpr (requires { row.agreedDate; })
        return row.agreedDate;
    else if constexpr (requires { row.plannedDate; })
        return row.plannedDate;
    else
        return row.date;
}

template <class Row> Result<void> Loader::readFacts(DatasetId id, Facts<Row>& facts)
{
    Coverage& coverage = portfolio_->coverage[static_cast<std::size_t>(id)];
    std::vector<std::int64_t> days;
    Result<void> read = readTable<Row>(id, [&](std::uint32_t key, Row&& row) {
        const std::uint32_t account = key < accountOfKey_.size() ? accountOfKey_[key] : noAccount;
        if (account == noAccount) {
            ++coverage.orphans;
            return;
        }
        row.account = AccountId{account};
        if (const std::optional<Date> date = mainDateOf(row))
            days.push_back(date->daysSince1970());
        facts.rows.push_back(std::move(row));
    });
    if (!read)
        return read;
    const KeyOrder order{portfolio_->names};
    std::sort(facts.rows.begin(), facts.rows.end(), [&order](const Row& a, const Row& b) {
        return a.account != b.account ? a.account < b.account : order(a, b) < 0;
    });
    facts.first.assign(portfolio_->accountCount() + 1, 0);
    for (const Row& row : facts.rows)
        ++facts.first[row.account.at() + 1];
    for (std::size_t i = 1; i < facts.first.size(); ++i) {
        coverage.accounts += facts.first[i] > 0 ? 1 : 0;
        facts.first[i] += facts.first[i - 1];
    }
    portfolio_->orphans += coverage.orphans;
    collectMainDays(coverage, std::move(days));
    return {};
}

Result<void> Loader::readAccounts()
{
    std::vector<std::pair<std::uint32_t, Account>> accounts;
    std::vector<std::int64_t> days;
    Coverage& coverage = portfolio_->coverage[static_cast<std::size_t>(DatasetId::Accounts)];
    Result<void> read = readTable<Account>(DatasetId::Accounts, [&](std::uint32_t key, Account&& account) {
        if (account.startDate)
            days.push_back(account.startDate->daysSince1970());
        accounts.emplace_back(key, std::move(account));
    });
    if (!read)
        return read;
    coverage.accounts = coverage.rows;
    collectMainDays(coverage, std::move(days));
    Result<Statement> keys = database_.prepare("SELECT key, text FROM account_keys WHERE kind = 0 ORDER BY key");
    if (!keys)
        return tl::unexpected(keys.error());
    std::vector<Name> idOfKey;
    for (;;) {
        const Result<bool> row = keys->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            break;
        idOfKey.resize(static_cast<std::size_t>(keys->integer(0)) + 1);
        idOfKey.back() = portfolio_->names.intern(keys->text(1));
    }
    for (auto& [key, account] : accounts)
        account.id = key < idOfKey.size() ? idOfKey[key] : Name{};
    std::sort(accounts.begin(), accounts.end(),
        [this](const auto& a, const auto& b) { return portfolio_->text(a.second.id) < portfolio_->text(b.second.id); });
    accountOfKey_.assign(idOfKey.size(), noAccount);
    portfolio_->accounts.reserve(accounts.size());
    for (auto& [key, account] : accounts) {
        if (key >= accountOfKey_.size())
            return failure(ErrorCode::Damaged, "the store is damaged: an account has no account_id");
        accountOfKey_[key] = static_cast<std::uint32_t>(portfolio_->accounts.size());
        portfolio_->accounts.push_back(account);
    }
    return {};
}

Result<void> Loader::readSmallThings()
{
    for (const DatasetSpec& spec : datasets())
        portfolio_->coverage[static_cast<std::size_t>(spec.id)].columnHasValue.assign(spec.columns.size(), false);
    Result<Statement> files = database_.prepare(
        "SELECT f.id, f.import, f.name, f.dataset, i.undone FROM import_files f JOIN imports i ON i.id = f.import"
        " ORDER BY f.id");
    if (!files)
        return tl::unexpected(files.error());
    for (;;) {
        const Result<bool> row = files->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            break;
        fileIndex_.resize(static_cast<std::size_t>(files->integer(0)) + 1);
        fileIndex_.back() = static_cast<std::uint32_t>(portfolio_->files.size());
        portfolio_->files.push_back({files->integer(1), std::string(files->text(2))});
        const DatasetSpec* spec = findDataset(files->text(3));
        if (spec != nullptr && files->integer(4) == 0)
            portfolio_->coverage[static_cast<std::size_t>(spec->id)].imported = true;
    }
    const Result<std::optional<std::int64_t>> rejected = database_.integer("SELECT count(*) FROM rejected_rows");
    if (!rejected)
        return tl::unexpected(rejected.error());
    portfolio_->rejectedRows = rejected->value_or(0);
    Result<Statement> base = database_.prepare("SELECT value FROM settings WHERE key = 'base_currency'");
    const Result<bool> row = base ? base->step() : tl::unexpected(base.error());
    if (!row)
        return tl::unexpected(row.error());
    portfolio_->baseCurrency = *row ? std::string(base->text(0)) : std::string("USD");
    for (char& letter : portfolio_->baseCurrency) {
        if (letter >= 'a' && letter <= 'z')
            letter = static_cast<char>(letter - 'a' + 'A');
    }
    return {};
}

Result<void> Loader::readFacts()
{
    Portfolio& p = *portfolio_;
    Result<void> done = readFacts(DatasetId::Subscriptions, p.subscriptions);
    const auto next = [&](DatasetId id, auto& facts) {
        if (done)
            done = readFacts(id, facts);
    };
    next(DatasetId::ArrSnapshots, p.arrSnapshots);
    next(DatasetId::Milestones, p.milestones);
    next(DatasetId::Outcomes, p.outcomes);
    next(DatasetId::Contacts, p.contacts);
    next(DatasetId::Interactions, p.interactions);
    next(DatasetId::Tickets, p.tickets);
    next(DatasetId::Surveys, p.surveys);
    next(DatasetId::Invoices, p.invoices);
    next(DatasetId::Opportunities, p.opportunities);
    next(DatasetId::Signals, p.signals);
    next(DatasetId::Health, p.health);
    next(DatasetId::Feedback, p.feedback);
    if (!done)
        return done;
    done = readTable<FxRate>(
        DatasetId::FxRates, [&](std::uint32_t, FxRate&& rate) { p.fxRates.push_back(std::move(rate)); });
    std::sort(p.fxRates.begin(), p.fxRates.end(), [&p](const FxRate& a, const FxRate& b) {
        return a.currency != b.currency ? p.text(a.currency) < p.text(b.currency) : a.date < b.date;
    });
    return done;
}

Result<PortfolioPtr> Loader::load()
{
    if (Result<void> done = readSmallThings(); !done)
        return tl::unexpected(done.error());
    if (Result<void> done = readAccounts(); !done)
        return tl::unexpected(done.error());
    FeedJob job{store_, database_, accountOfKey_, portfolio_->accountCount(), cancel_};
    if (Result<void> done = loadFeeds(job, *portfolio_); !done)
        return tl::unexpected(done.error());
    if (Result<void> done = readFacts(); !done)
        return tl::unexpected(done.error());
    return PortfolioPtr(portfolio_);
}

} // namespace

Result<PortfolioPtr> SqliteStore::loadPortfolio(const CancelToken& cancel)
{
    // One snapshot for all tables, also while another connection writes.
    const bool ownTransaction = !importing_;
    if (ownTransaction) {
        if (const Result<void> begun = database_.execute("BEGIN"); !begun)
            return tl::unexpected(begun.error());
    }
    Result<PortfolioPtr> portfolio = Loader(*this, database_, cancel).load();
    if (ownTransaction) {
        if (const Result<void> ended = database_.execute("COMMIT"); !ended && portfolio)
            return tl::unexpected(ended.error());
    }
    return portfolio;
}

} // namespace holdfast
