// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/import_writer.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>

#include "model/store/dataset_writer.h"
#include "model/store/homecoming.h"
#include "model/store/sqlite_store.h"
#include "model/store/table_layout.h"

namespace holdfast {

namespace {

auto stopped()
{
    return failure(ErrorCode::Cancelled, "the import was stopped; nothing was changed");
}

class SqliteImportWriter final : public ImportWriter {
public:
    static Result<std::unique_ptr<ImportWriter>> make(SqliteStore& store, const std::string& startedAt);
    SqliteImportWriter(SqliteStore& store, Transaction transaction)
        : store_(store)
        , database_(store.database())
        , transaction_(std::move(transaction))
    {
        store_.setImporting(true);
    }
    ~SqliteImportWriter() override { store_.setImporting(false); }

    using ImportWriter::beginFile;
    Result<void> beginFile(
        const std::string& file, DatasetId dataset, const std::vector<bool>& present, const Source& source) override;
    Result<void> put(std::int64_t line, const AccountReference& account, std::span<const Cell> cells) override;
    Result<void> reject(const RejectedRow& row) override;
    Result<FileCounts> endFile(std::int64_t read, std::int64_t warnings) override;
    Result<Landed> commit(const std::vector<std::string>& messages, double seconds, const CancelToken& cancel) override;
    Result<Landed> rehearse(const CancelToken& cancel) override;

private:
    struct Asked {
        std::uint32_t key = 0; // under which the rows are stored
        Resolution resolution;
    };

    Result<void> loadIdAliases();
    Result<std::uint32_t> keyOf(const AccountReference& account);
    // Known accounts (by key) whose row this import made.
    Result<std::set<std::uint32_t>> arrivedAccounts() const;

    SqliteStore& store_;
    const Database& database_;
    Transaction transaction_;
    std::int64_t import_ = 0;
    std::int64_t firstFile_ = 0; // files of this import have this number or a greater one
    bool hasAccounts_ = false; // one of them is of accounts
    AccountKeys keys_;
    std::uint32_t firstNewKey_ = 0;
    std::unordered_map<std::uint32_t, std::uint32_t> idAliases_; // ids that mean another account
    std::optional<AccountResolver> resolver_; // as of the start of the file; made when first asked
    std::map<std::pair<AccountKey, std::string>, Asked> asked_;
    Asked* lastAsked_ = nullptr;
    DatasetId dataset_ = DatasetId::Accounts;
    std::int64_t file_ = 0;
    std::int64_t rejected_ = 0;
    std::unique_ptr<DatasetWriter> writer_;
    Statement reject_;
    std::map<std::pair<AccountKey, std::string>, Resolution> resolutions_; // over all files
};

Result<std::unique_ptr<ImportWriter>> SqliteImportWriter::make(SqliteStore& store, const std::string& startedAt)
{
    if (store.openReport().readOnly)
        return failure(ErrorCode::Unwritable,
            store.openReport().note.empty() ? "the store is open for reading only" : store.openReport().note,
            {store.path(), "", 0, ""});
    if (store.isImporting())
        return failure(ErrorCode::Locked, "an import into this store is under way already");
    const Database& database = store.database();
    Result<Transaction> transaction = Transaction::begin(database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto writer = std::make_unique<SqliteImportWriter>(store, std::move(*transaction));
    // Only the last import can be undone: what was kept for the one before goes.
    std::string forget = "DELETE FROM chunks_undo; DELETE FROM settings_undo;" + std::string(forgetAliasChanges);
    for (const TableLayout& table : plainTables())
        forget += "DELETE FROM " + table.table + "_undo;";
    if (const Result<void> done = database.execute(forget); !done)
        return tl::unexpected(done.error());
    Result<Statement> insert = database.prepare("INSERT INTO imports (started_at, seconds) VALUES (?, 0)");
    if (!insert)
        return tl::unexpected(insert.error());
    insert->bind(1, std::string_view(startedAt));
    if (const Result<void> done = insert->run(); !done)
        return tl::unexpected(done.error());
    writer->import_ = sqlite3_last_insert_rowid(database.handle());
    const Result<std::optional<std::int64_t>> files = database.integer("SELECT max(id) FROM import_files");
    const Result<std::optional<std::int64_t>> keys = database.integer("SELECT max(key) FROM account_keys");
    if (!files || !keys)
        return tl::unexpected(files ? keys.error() : files.error());
    writer->firstFile_ = files->value_or(0) + 1;
    writer->firstNewKey_ = static_cast<std::uint32_t>(keys->value_or(0)) + 1;
    Result<Statement> reject = database.prepare(
        "INSERT INTO rejected_rows (import, file, line, dataset, \"column\", value, reason, row)"
        " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE NOT EXISTS (SELECT 1 FROM rejected_rows WHERE file = ?2"
        " AND line = ?3 AND dataset = ?4 AND \"column\" = ?5 AND value = ?6 AND reason = ?7 AND row = ?8)");
    if (!reject)
        return tl::unexpected(reject.error());
    writer->reject_ = std::move(*reject);
    if (const Result<void> done = writer->keys_.load(database); !done)
        return tl::unexpected(done.error());
    return writer;
}

Result<void> SqliteImportWriter::beginFile(
    const std::string& file, DatasetId dataset, const std::vector<bool>& present, const Source& source)
{
    Result<Statement> insert = database_.prepare(
        "INSERT INTO import_files (import, name, dataset, layout, profile, columns) VALUES (?, ?, ?, ?, ?, ?)");
    if (!insert)
        return tl::unexpected(insert.error());
    insert->bind(1, import_);
    insert->bind(2, std::string_view(file));
    const DatasetSpec& spec = holdfast::dataset(dataset);
    std::string columns = " ";
    for (std::size_t i = 0; i < spec.columns.size() && i < present.size(); ++i) {
        if (present[i])
            columns += std::string(spec.columns[i].name) + ' ';
    }
    insert->bind(3, spec.name);
    insert->bind(4, std::string_view(source.layout));
    insert->bind(5, std::string_view(source.profile));
    insert->bind(6, std::string_view(columns));
    if (Result<void> done = insert->run(); !done)
        return done;
    file_ = sqlite3_last_insert_rowid(database_.handle());
    dataset_ = dataset;
    hasAccounts_ = hasAccounts_ || dataset == DatasetId::Accounts;
    rejected_ = 0;
    if (const Result<void> loaded = loadIdAliases(); !loaded)
        return loaded;
    resolver_.reset(); // files before this one may have brought accounts
    asked_.clear();
    lastAsked_ = nullptr;
    const WriteContext context{&database_, import_, file_, dataset, present};
    Result<std::unique_ptr<DatasetWriter>> writer =
        holdfast::dataset(dataset).chunked ? makeChunkWriter(context) : makeTableWriter(context);
    if (!writer)
        return tl::unexpected(writer.error());
    writer_ = std::move(*writer);
    return {};
}

// Ids that somebody said mean another account, by their keys; an account's own id is never one.
Result<void> SqliteImportWriter::loadIdAliases()
{
    idAliases_.clear();
    const auto aliases = store_.aliases();
    Result<Statement> account = database_.prepare("SELECT 1 FROM accounts WHERE account_key = ?");
    if (!aliases || !account)
        return tl::unexpected(aliases ? account.error() : aliases.error());
    for (const auto& [name, id] : *aliases) {
        const Result<std::uint32_t> from = keys_.intern(AccountKey::Id, name);
        const Result<std::uint32_t> to = keys_.intern(AccountKey::Id, id);
        if (!from || !to)
            return tl::unexpected(from ? to.error() : from.error());
        std::array<bool, 2> isAccount{};
        for (const std::size_t i : {0U, 1U}) {
            account->bind(1, std::int64_t{i == 0 ? *from : *to});
            const Result<bool> found = account->step();
            account->reset();
            if (!found)
                return tl::unexpected(found.error());
            isAccount[i] = *found;
        }
        if (!isAccount[0] && isAccount[1])
            idAliases_[*from] = *to;
    }
    return {};
}

Result<std::uint32_t> SqliteImportWriter::keyOf(const AccountReference& account)
{
    if (dataset_ == DatasetId::FxRates)
        return 0U;
    if (account.kind == AccountKey::Id) {
        const Result<std::uint32_t> key = keys_.intern(AccountKey::Id, account.text);
        if (idAliases_.empty() || !key || dataset_ == DatasetId::Accounts)
            return key;
        const auto alias = idAliases_.find(*key);
        return alias == idAliases_.end() ? *key : alias->second;
    }
    if (lastAsked_ != nullptr && lastAsked_->resolution.kind == account.kind &&
        lastAsked_->resolution.reference == account.text)
        return lastAsked_->key;
    auto [place, isNew] = asked_.try_emplace({account.kind, std::string(account.text)});
    Asked& asked = place->second;
    lastAsked_ = &asked;
    if (!isNew)
        return asked.key;
    asked.resolution.kind = account.kind;
    asked.resolution.reference = account.text;
    if (!resolver_) {
        Result<AccountResolver> resolver = AccountResolver::load(database_, keys_);
        if (!resolver)
            return tl::unexpected(resolver.error());
        resolver_ = std::move(*resolver);
    }
    const AccountResolver::Answer answer = resolver_->resolve(account.kind, account.text);
    asked.resolution.accountId = answer.accountId;
    asked.resolution.reason = answer.reason;
    asked.key = answer.key;
    if (answer.key != 0)
        return answer.key;
    const Result<std::uint32_t> key = keys_.intern(account.kind, account.text);
    if (key)
        asked.key = *key;
    return key;
}

Result<void> SqliteImportWriter::put(std::int64_t line, const AccountReference& account, std::span<const Cell> cells)
{
    const Result<std::uint32_t> key = keyOf(account);
    if (!key)
        return tl::unexpected(key.error());
    if (account.kind != AccountKey::Id && lastAsked_ != nullptr)
        ++lastAsked_->resolution.rows;
    return writer_->put(line, *key, cells);
}

Result<void> SqliteImportWriter::reject(const RejectedRow& row)
{
    // What the columns are called is kept once per file, for repair.
    if (++rejected_ == 1 && !row.headers.empty()) {
        const std::string key = "rejected_headers." + std::to_string(import_) + '.' + row.file;
        if (const Result<void> kept = store_.setSetting(key, row.headers); !kept)
            return kept;
    }
    reject_.bind(1, import_);
    reject_.bindBorrowed(2, row.file);
    reject_.bind(3, row.line);
    reject_.bindBorrowed(4, row.dataset);
    reject_.bindBorrowed(5, row.column);
    reject_.bindBorrowed(6, row.value);
    reject_.bindBorrowed(7, row.reason);
    reject_.bindBorrowed(8, row.row);
    return reject_.run();
}

Result<ImportWriter::FileCounts> SqliteImportWriter::endFile(std::int64_t read, std::int64_t warnings)
{
    Result<FileCounts> counts = writer_->finish();
    writer_.reset();
    if (!counts)
        return counts;
    Result<Statement> update = database_.prepare("UPDATE import_files SET read = ?, inserted = ?, updated = ?,"
                                                 " unchanged = ?, rejected = ?, warnings = ? WHERE id = ?");
    if (!update)
        return tl::unexpected(update.error());
    int at = 0;
    for (const std::int64_t value :
        {read, counts->inserted, counts->updated, counts->unchanged, rejected_, warnings, file_})
        update->bind(++at, value);
    if (const Result<void> done = update->run(); !done)
        return tl::unexpected(done.error());
    for (const auto& [reference, asked] : asked_) {
        Resolution& total = resolutions_[reference];
        const std::int64_t rows = total.rows + asked.resolution.rows;
        total = asked.resolution;
        total.rows = rows;
    }
    return counts;
}

Result<std::set<std::uint32_t>> SqliteImportWriter::arrivedAccounts() const
{
    std::set<std::uint32_t> arrived;
    if (!hasAccounts_)
        return arrived;
    Result<Statement> rows = database_.prepare("SELECT account_key FROM accounts WHERE import = ?1 AND account_key < ?2"
                                               " AND id NOT IN (SELECT id FROM accounts_undo)");
    if (!rows)
        return tl::unexpected(rows.error());
    rows->bind(1, import_);
    rows->bind(2, std::int64_t{firstNewKey_});
    for (;;) {
        const Result<bool> row = rows->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return arrived;
        arrived.insert(static_cast<std::uint32_t>(rows->integer(0)));
    }
}

Result<ImportWriter::Landed> SqliteImportWriter::rehearse(const CancelToken& cancel)
{
    if (cancel.isCancelled())
        return stopped();
    Landed landed;
    landed.import = import_;
    // Rows of earlier imports whose account_id arrived; those that named it otherwise are counted before they move.
    Result<std::set<std::uint32_t>> arrived = arrivedAccounts();
    if (!arrived)
        return tl::unexpected(arrived.error());
    const Result<std::int64_t> home = earlierRows(database_, *arrived, import_, firstFile_);
    if (!home)
        return tl::unexpected(home.error());
    landed.cameHome = *home;
    const Result<std::vector<Move>> moves = moveResolvedRows(database_, keys_, import_);
    if (!moves)
        return tl::unexpected(moves.error());
    for (const Move& move : *moves) {
        const auto own = resolutions_.find({move.kind, move.reference});
        const std::int64_t ownRows =
            own == resolutions_.end() || own->second.accountId.size() > 0 ? 0 : own->second.rows;
        if (move.to != 0)
            landed.cameHome += std::max<std::int64_t>(0, move.rows - ownRows);
        if (move.to == 0 && own == resolutions_.end())
            continue; // an orphan of an earlier import that stays one
        Resolution& told = resolutions_[{move.kind, move.reference}];
        told = {move.kind, move.reference, move.answer.accountId, move.answer.reason, std::max(told.rows, move.rows)};
    }
    for (const auto& [reference, resolution] : resolutions_)
        landed.resolutions.push_back(resolution);
    const Result<RowsPerKey> orphans = orphanRows(database_);
    if (!orphans)
        return tl::unexpected(orphans.error());
    for (const auto& [dataset, keys] : *orphans) {
        for (const auto& [key, rows] : keys)
            landed.orphans += rows;
    }
    return landed;
}

Result<ImportWriter::Landed> SqliteImportWriter::commit(
    const std::vector<std::string>& messages, double seconds, const CancelToken& cancel)
{
    const auto cancelled = [&cancel] { return cancel.isCancelled(); };
    Result<Landed> landed = rehearse(cancel);
    if (!landed)
        return landed;
    if (cancelled())
        return stopped();
    Result<Statement> message = database_.prepare("INSERT INTO import_messages (import, message) VALUES (?, ?)");
    Result<Statement> time = database_.prepare("UPDATE imports SET seconds = ? WHERE id = ?");
    if (!message || !time)
        return tl::unexpected(message ? time.error() : message.error());
    for (const std::string& sentence : messages) {
        message->bind(1, import_);
        message->bindBorrowed(2, sentence);
        if (const Result<void> done = message->run(); !done)
            return tl::unexpected(done.error());
    }
    time->bind(1, seconds);
    time->bind(2, import_);
    if (const Result<void> done = time->run(); !done)
        return tl::unexpected(done.error());
    if (const Result<void> done = store_.countGeneration(); !done)
        return tl::unexpected(done.error());
    if (cancelled())
        return stopped();
    if (const Result<void> done = transaction_.commit(); !done)
        return tl::unexpected(done.error());
    store_.setImporting(false);
    return landed;
}

} // namespace

Result<std::unique_ptr<ImportWriter>> ImportWriter::begin(Store& store, const std::string& startedAt)
{
    auto* sqlite = dynamic_cast<SqliteStore*>(&store);
    if (sqlite == nullptr)
        return failure(ErrorCode::Failed, "this store takes no imports");
    return SqliteImportWriter::make(*sqlite, startedAt);
}

} // namespace holdfast
