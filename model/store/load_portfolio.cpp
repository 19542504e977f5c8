// SPDX-License-Identifier: GPL-3.0-or-later
// Loads everything a store holds into a Portfolio: accounts first, then the long datasets (model/store/load_feeds.h)
// and the short ones (model/store/load_facts.h), each on several threads with connections of their own.
#include <algorithm>
#include <thread>

#include "model/store/load_facts.h"
#include "model/store/load_feeds.h"
#include "model/store/sqlite_store.h"

namespace holdfast {

namespace {

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
    Result<void> readSmallThings();
    Result<void> readAccounts();
    std::vector<Database> openReaders() const;

    const SqliteStore& store_;
    const Database& database_;
    const CancelToken& cancel_;
    std::shared_ptr<Portfolio> portfolio_;
    std::vector<std::uint32_t> fileIndex_; // import_files.id → place in files
    std::vector<std::uint32_t> accountOfKey_; // account key → place in accounts, or noAccount
};

Result<void> Loader::readAccounts()
{
    std::vector<std::pair<std::uint32_t, Account>> accounts;
    DaySet days;
    Coverage& coverage = portfolio_->coverage[static_cast<std::size_t>(DatasetId::Accounts)];
    Result<void> read = readTable<Account>({fileIndex_, cancel_}, database_, DatasetId::Accounts, portfolio_->names,
        coverage, [&](std::uint32_t key, const Account& account) {
            if (account.startDate)
                days.add(*account.startDate);
            accounts.emplace_back(key, account);
        });
    if (!read)
        return read;
    coverage.accounts = coverage.rows;
    coverage.mainDays = days.sorted();
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

// Further connections that see the same state as the first one; fewer, or none, where somebody writes meanwhile.
std::vector<Database> Loader::openReaders() const
{
    std::vector<Database> readers;
    if (store_.isImporting())
        return readers;
    const auto generationOf = [](const Database& database) -> std::int64_t {
        const Result<std::optional<std::int64_t>> value = database.integer("SELECT value FROM generation");
        return value ? value->value_or(-1) : -1;
    };
    const std::int64_t generation = generationOf(database_);
    const unsigned wanted = std::clamp(std::thread::hardware_concurrency(), 1U, 4U);
    for (unsigned i = 1; i < wanted; ++i) {
        Result<Database> reader = store_.reader();
        if (!reader || !reader->execute("BEGIN") || generationOf(*reader) != generation)
            break;
        readers.push_back(std::move(*reader));
    }
    return readers;
}

Result<PortfolioPtr> Loader::load()
{
    if (Result<void> done = readSmallThings(); !done)
        return tl::unexpected(done.error());
    if (Result<void> done = readAccounts(); !done)
        return tl::unexpected(done.error());
    const std::vector<Database> readers = openReaders();
    const FeedJob feeds{database_, readers, accountOfKey_, portfolio_->accountCount(), cancel_};
    if (Result<void> done = loadFeeds(feeds, *portfolio_); !done)
        return tl::unexpected(done.error());
    FactsJob facts{{fileIndex_, cancel_}, accountOfKey_, portfolio_->accountCount(), {&database_}};
    for (const Database& reader : readers)
        facts.databases.push_back(&reader);
    if (Result<void> done = loadFacts(facts, *portfolio_); !done)
        return tl::unexpected(done.error());
    portfolio_->currencyUse = CurrencyUse(*portfolio_);
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
