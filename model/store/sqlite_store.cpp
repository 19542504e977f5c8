// SPDX-License-Identifier: GPL-3.0-or-later
// The history, the settings and other small things of a store.
#include "model/store/sqlite_store.h"

#include "model/store/homecoming.h"

namespace holdfast {

namespace {

constexpr std::array keyWords{"account_id", "subscription_id", "email", "name"};

// Runs a statement with texts bound in order, an absent one as NULL.
Result<void> runWith(
    const Database& database, std::string_view sql, const std::vector<std::optional<std::string>>& texts)
{
    Result<Statement> statement = database.prepare(sql);
    if (!statement)
        return tl::unexpected(statement.error());
    for (std::size_t i = 0; i < texts.size(); ++i)
        statement->bind(static_cast<int>(i) + 1, texts[i]);
    return statement->run();
}

Result<std::optional<std::string>> textOf(const Database& database, std::string_view sql, std::string_view key)
{
    Result<Statement> statement = database.prepare(sql);
    if (!statement)
        return tl::unexpected(statement.error());
    statement->bind(1, key);
    const Result<bool> row = statement->step();
    if (!row)
        return tl::unexpected(row.error());
    return *row ? statement->optionalText(0) : std::optional<std::string>{};
}

} // namespace

std::int64_t SqliteStore::generation() const
{
    const Result<std::optional<std::int64_t>> value = database_.integer("SELECT value FROM generation");
    return value ? value->value_or(0) : 0; // an unreadable store has no generation; reading it tells why
}

Result<void> SqliteStore::countGeneration() const
{
    return database_.execute("UPDATE generation SET value = value + 1");
}

Result<std::vector<ImportRecord>> SqliteStore::imports()
{
    std::vector<ImportRecord> records;
    Result<Statement> imports =
        database_.prepare("SELECT id, started_at, seconds, undone FROM imports ORDER BY id DESC");
    Result<Statement> files = database_.prepare("SELECT name, dataset, read, inserted, updated, unchanged, rejected,"
                                                " warnings FROM import_files WHERE import = ? ORDER BY id");
    Result<Statement> messages = database_.prepare("SELECT message FROM import_messages WHERE import = ? ORDER BY id");
    for (Result<Statement>* statement : {&imports, &files, &messages}) {
        if (!*statement)
            return tl::unexpected(statement->error());
    }
    for (;;) {
        const Result<bool> row = imports->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return records;
        ImportRecord record;
        record.number = imports->integer(0);
        record.startedAt = imports->text(1);
        record.seconds = imports->real(2);
        record.undone = imports->integer(3) != 0;
        files->bind(1, record.number);
        Result<void> read = eachRow(*files, [&record](const Statement& file) {
            record.files.push_back({std::string(file.text(0)), std::string(file.text(1)), file.integer(2),
                file.integer(3), file.integer(4), file.integer(5), file.integer(6), file.integer(7)});
        });
        messages->bind(1, record.number);
        if (read)
            read = eachRow(
                *messages, [&record](const Statement& message) { record.messages.emplace_back(message.text(0)); });
        if (!read)
            return tl::unexpected(read.error());
        records.push_back(std::move(record));
    }
}

Result<std::vector<RejectedRow>> SqliteStore::rejectedRows()
{
    std::vector<RejectedRow> rejected;
    const Result<void> read = eachRow(database_,
        "SELECT r.import, r.file, r.line, r.dataset, r.\"column\", r.value, r.reason, r.row, s.value FROM "
        "rejected_rows r"
        " LEFT JOIN settings s ON s.key = 'rejected_headers.' || r.import || '.' || r.file ORDER BY r.id",
        [&rejected](const Statement& row) {
            rejected.push_back({row.integer(0), std::string(row.text(1)), row.integer(2), std::string(row.text(3)),
                std::string(row.text(4)), std::string(row.text(5)), std::string(row.text(6)), std::string(row.text(7)),
                std::string(row.text(8))});
        });
    if (!read)
        return tl::unexpected(read.error());
    return rejected;
}

Result<std::vector<OrphanGroup>> SqliteStore::orphans()
{
    const Result<RowsPerKey> rows = orphanRows(database_);
    if (!rows)
        return tl::unexpected(rows.error());
    Result<Statement> key = database_.prepare("SELECT kind, text FROM account_keys WHERE key = ?");
    if (!key)
        return tl::unexpected(key.error());
    std::vector<OrphanGroup> groups;
    for (const auto& [id, keys] : *rows) {
        std::map<std::string, std::int64_t> byReference; // sorted bytewise
        for (const auto& [number, count] : keys) {
            key->bind(1, std::int64_t{number});
            const Result<bool> found = key->step();
            if (!found)
                return tl::unexpected(found.error());
            if (*found) {
                const auto kind = static_cast<std::size_t>(key->integer(0)) % keyWords.size();
                byReference[keyWords[kind] + (' ' + std::string(key->text(1)))] += count;
            }
            key->reset();
        }
        for (const auto& [reference, count] : byReference)
            groups.push_back({std::string(dataset(id).name), reference, count});
    }
    return groups;
}

Result<std::optional<std::string>> SqliteStore::setting(std::string_view key)
{
    return textOf(database_, "SELECT value FROM settings WHERE key = ?", key);
}

Result<void> SqliteStore::setSetting(std::string_view key, const std::optional<std::string>& value)
{
    return inTransaction([&]() -> Result<void> {
        const std::string name(key);
        if (importing_) {
            if (Result<void> kept = runWith(database_,
                    "INSERT INTO settings_undo (key, before, after) VALUES (?1, (SELECT value FROM settings WHERE key ="
                    " ?1), ?2) ON CONFLICT (key) DO UPDATE SET after = excluded.after",
                    {name, value});
                !kept)
                return kept;
        }
        if (!value)
            return runWith(database_, "DELETE FROM settings WHERE key = ?", {name});
        return runWith(database_,
            "INSERT INTO settings VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", {name, value});
    });
}

Result<std::optional<std::string>> SqliteStore::mapping(std::string_view fingerprint)
{
    return textOf(database_, "SELECT mapping FROM mappings WHERE fingerprint = ?", fingerprint);
}

Result<void> SqliteStore::setMapping(std::string_view fingerprint, const std::string& mapping)
{
    return inTransaction([&] {
        return runWith(database_,
            "INSERT INTO mappings VALUES (?, ?) ON CONFLICT (fingerprint) DO UPDATE SET mapping = excluded.mapping",
            {std::string(fingerprint), mapping});
    });
}

Result<std::vector<std::pair<std::string, std::string>>> SqliteStore::aliases()
{
    std::vector<std::pair<std::string, std::string>> aliases;
    const Result<void> read = eachRow(database_, "SELECT name, account_id FROM aliases ORDER BY name",
        [&aliases](const Statement& row) { aliases.emplace_back(row.text(0), row.text(1)); });
    if (!read)
        return tl::unexpected(read.error());
    return aliases;
}

Result<void> SqliteStore::setAlias(const std::string& name, const std::optional<std::string>& accountId)
{
    return inTransaction([&]() -> Result<void> {
        std::int64_t change = 0;
        if (!importing_) { // one that is set with an import goes with it
            if (Result<void> kept = runWith(database_,
                    "INSERT INTO alias_changes (name, before, after) VALUES (?1, (SELECT account_id FROM aliases"
                    " WHERE name = ?1), ?2)",
                    {name, accountId});
                !kept)
                return kept;
            change = sqlite3_last_insert_rowid(database_.handle());
        }
        if (!accountId)
            return runWith(database_, "DELETE FROM aliases WHERE name = ?", {name});
        if (Result<void> set = runWith(database_,
                "INSERT INTO aliases VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET account_id = excluded.account_id",
                {name, accountId});
            !set)
            return set;
        if (importing_)
            return {}; // the import's end resolves all references
        // The rows that waited for this alias come home at once.
        AccountKeys keys;
        if (Result<void> loaded = keys.load(database_); !loaded)
            return loaded;
        const Result<std::vector<Move>> moved = moveForAlias(database_, keys, change);
        if (!moved)
            return tl::unexpected(moved.error());
        return {};
    });
}

Result<std::vector<SourceConflict>> SqliteStore::conflicts()
{
    std::vector<SourceConflict> conflicts;
    const Result<void> read = eachRow(database_,
        "SELECT c.import, c.dataset, k.kind, k.text, c.row_key, c.\"column\", c.lost, lf.import, lf.name, c.lost_line,"
        " c.kept, kf.import, kf.name, c.kept_line FROM conflicts c JOIN import_files lf ON lf.id = c.lost_file"
        " JOIN import_files kf ON kf.id = c.kept_file LEFT JOIN account_keys k ON k.key = c.account_key"
        " WHERE c.ended_by IS NULL ORDER BY c.id",
        [&conflicts](const Statement& row) {
            SourceConflict one;
            one.import = row.integer(0);
            one.dataset = row.text(1);
            if (!row.isNull(2)) {
                one.accountIsId = row.integer(2) == 0;
                one.account = row.text(3);
            }
            one.row = row.text(4);
            one.column = row.text(5);
            one.lost = {std::string(row.text(6)), row.integer(7), std::string(row.text(8)), row.integer(9)};
            one.kept = {std::string(row.text(10)), row.integer(11), std::string(row.text(12)), row.integer(13)};
            conflicts.push_back(std::move(one));
        });
    if (!read)
        return tl::unexpected(read.error());
    return conflicts;
}

} // namespace holdfast
