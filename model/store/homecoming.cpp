// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/homecoming.h"

#include <algorithm>

#include "model/store/alias_changes.h"
#include "model/store/chunk_store.h"
#include "model/store/table_layout.h"

namespace holdfast {

namespace {

// Keys that are no account_id, and ids that somebody said mean another account.
constexpr const char* openKeys =
    "(k.kind <> 0 OR (k.key NOT IN (SELECT account_key FROM accounts) AND k.text IN (SELECT x.name FROM aliases x"
    " JOIN account_keys t ON t.kind = 0 AND t.text = x.account_id JOIN accounts a ON a.account_key = t.key)))";
constexpr std::array longDatasets{DatasetId::Usage, DatasetId::FeatureUsage};

// Who moves rows, and so where they are kept as they were: an import in the twin tables, an alias among its changes.
struct Mover {
    std::int64_t import = 0; // 0: none
    std::int64_t aliasChange = 0; // 0: none
};

// Where two rows have one key after a move, the one that was imported later stays.
Result<void> moveKeyedRows(const Database& database, const TableLayout& table, const Mover& mover)
{
    const std::int64_t import = mover.import;
    std::string same = "o.account_key = ?1";
    for (const StoredColumn& column : table.columns) {
        if (column.key)
            same += " AND o." + column.name + " = r." + column.name;
    }
    struct Moving {
        std::int64_t id, to, file, line;
    };
    std::vector<Moving> moving;
    Result<Statement> rows = database.prepare("SELECT r.id, m.\"to\", r.file, r.line FROM " + table.table +
        " r JOIN moves m ON m.\"from\" = r.account_key ORDER BY r.file, r.line");
    Result<Statement> twin = database.prepare("SELECT o.id, o.file, o.line FROM " + table.table + " r JOIN " +
        table.table + " o ON " + same + " WHERE r.id = ?2");
    Result<Statement> keep = database.prepare("INSERT OR IGNORE INTO " + table.table + "_undo (" + table.allColumns() +
        ") SELECT " + table.allColumns() + " FROM " + table.table + " WHERE id = ?1 AND import <> ?2");
    Result<Statement> drop = database.prepare("DELETE FROM " + table.table + " WHERE id = ?");
    Result<Statement> update = database.prepare("UPDATE " + table.table +
        " SET account_key = ?1, import = CASE WHEN ?2 = 0 THEN import ELSE ?2 END WHERE id = ?3");
    for (Result<Statement>* statement : {&rows, &twin, &keep, &drop, &update}) {
        if (!*statement)
            return tl::unexpected(statement->error());
    }
    for (;;) {
        const Result<bool> row = rows->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            break;
        moving.push_back({rows->integer(0), rows->integer(1), rows->integer(2), rows->integer(3)});
    }
    for (const Moving& row : moving) {
        twin->bind(1, row.to);
        twin->bind(2, row.id);
        const Result<bool> found = twin->step();
        if (!found)
            return tl::unexpected(found.error());
        std::int64_t dropped = 0;
        if (*found) {
            const bool later = std::pair(row.file, row.line) > std::pair(twin->integer(1), twin->integer(2));
            dropped = later ? twin->integer(0) : row.id;
        }
        twin->reset();
        if (dropped != 0) {
            keep->bind(1, dropped);
            keep->bind(2, import);
            drop->bind(1, dropped);
            if (Result<void> done = import == 0 ? Result<void>{} : keep->run(); !done)
                return done;
            if (Result<void> done = keepForAlias(database, table, mover.aliasChange, "id = " + std::to_string(dropped));
                !done)
                return done;
            if (Result<void> done = drop->run(); !done)
                return done;
        }
        if (dropped == row.id)
            continue;
        update->bind(1, row.to);
        update->bind(2, import);
        update->bind(3, row.id);
        if (Result<void> done = update->run(); !done)
            return done;
    }
    return {};
}

Result<void> moveChunkRows(
    const Database& database, DatasetId id, const std::map<std::uint32_t, std::uint32_t>& moves, const Mover& mover)
{
    const ChunkShape shape = chunkShape(id);
    Result<ChunkStore> chunks = ChunkStore::forWriting(database, shape);
    if (!chunks)
        return tl::unexpected(chunks.error());
    const Result<std::vector<std::int32_t>> weeks = chunks->weeks();
    if (!weeks)
        return tl::unexpected(weeks.error());
    for (const std::int32_t week : *weeks) {
        Result<std::optional<std::vector<ChunkRow>>> stored = chunks->read(week);
        if (!stored)
            return tl::unexpected(stored.error());
        std::vector<ChunkRow>& rows = **stored;
        bool changed = false;
        for (ChunkRow& row : rows) {
            if (const auto move = moves.find(row.key); move != moves.end()) {
                row.key = move->second;
                changed = true;
            }
        }
        if (!changed)
            continue;
        std::sort(rows.begin(), rows.end(), [](const ChunkRow& a, const ChunkRow& b) {
            if (!a.sameKey(b))
                return a < b;
            return std::pair(a.file, a.line) < std::pair(b.file, b.line);
        });
        std::size_t kept = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (i + 1 == rows.size() || !rows[i].sameKey(rows[i + 1]))
                rows[kept++] = rows[i];
        }
        rows.resize(kept);
        const auto keep = mover.import == 0 ? ChunkStore::Keep::Nothing : ChunkStore::Keep::OldImage;
        if (Result<void> imaged = keepChunkForAlias(database, id, week, mover.aliasChange); !imaged)
            return imaged;
        if (Result<void> done = chunks->write(week, rows, keep); !done)
            return done;
    }
    return {};
}

Result<void> countChunkRows(const Database& database, const std::map<std::uint32_t, Move*>& byKey)
{
    for (const DatasetId id : longDatasets) {
        const Result<std::vector<std::int64_t>> counts = chunkRowsPerKey(database, chunkShape(id));
        if (!counts)
            return tl::unexpected(counts.error());
        for (const auto& [key, move] : byKey) {
            if (key < counts->size())
                move->rows += (*counts)[key];
        }
    }
    return {};
}

// Fills the temporary table moves; the rows that each key has are counted.
Result<void> countRows(const Database& database, std::vector<Move>& moves)
{
    std::map<std::uint32_t, Move*> byKey;
    for (Move& move : moves)
        byKey[move.from] = &move;
    for (const TableLayout& table : plainTables()) {
        if (!table.hasAccount)
            continue;
        Result<Statement> counts = database.prepare("SELECT t.account_key, count(*) FROM " + table.table +
            " t JOIN account_keys k ON k.key = t.account_key WHERE " + openKeys + " GROUP BY 1");
        if (!counts)
            return tl::unexpected(counts.error());
        for (;;) {
            const Result<bool> row = counts->step();
            if (!row)
                return tl::unexpected(row.error());
            if (!*row)
                break;
            if (const auto found = byKey.find(static_cast<std::uint32_t>(counts->integer(0))); found != byKey.end())
                found->second->rows += counts->integer(1);
        }
    }
    return countChunkRows(database, byKey);
}

// One round of moveResolvedRows.
Result<std::vector<Move>> moveOnce(const Database& database, AccountKeys& keys, const Mover& mover)
{
    std::vector<Move> moves;
    // As a rule every row names an account_id and nobody has set an alias: no key can be open, nor need be looked at.
    const Result<std::optional<std::int64_t>> any =
        database.integer("SELECT EXISTS (SELECT 1 FROM account_keys WHERE kind > 0) OR EXISTS (SELECT 1 FROM aliases)");
    if (!any)
        return tl::unexpected(any.error());
    if (any->value_or(1) == 0)
        return moves;
    Result<Statement> open = database.prepare(
        std::string("SELECT key, kind, text FROM account_keys k WHERE ") + openKeys + " ORDER BY kind, text");
    if (!open)
        return tl::unexpected(open.error());
    for (;;) {
        const Result<bool> row = open->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            break;
        Move move;
        move.from = static_cast<std::uint32_t>(open->integer(0));
        move.kind = static_cast<AccountKey>(open->integer(1));
        move.reference = open->text(2);
        moves.push_back(std::move(move));
    }
    if (moves.empty())
        return moves;
    if (Result<void> counted = countRows(database, moves); !counted)
        return tl::unexpected(counted.error());
    std::erase_if(moves, [](const Move& move) { return move.rows == 0; });
    if (moves.empty())
        return moves;

    Result<AccountResolver> resolver = AccountResolver::load(database, keys);
    if (!resolver)
        return tl::unexpected(resolver.error());
    std::map<std::uint32_t, std::uint32_t> resolved;
    Result<void> done = database.execute("CREATE TEMP TABLE IF NOT EXISTS moves (\"from\" INTEGER PRIMARY KEY,"
                                         " \"to\" INTEGER NOT NULL); DELETE FROM moves");
    Result<Statement> insert =
        done ? database.prepare("INSERT INTO moves VALUES (?, ?)") : tl::unexpected(done.error());
    if (!insert)
        return tl::unexpected(insert.error());
    for (Move& move : moves) {
        move.answer = resolver->resolve(move.kind, move.reference);
        move.to = move.answer.key;
        if (move.to == 0)
            continue;
        resolved[move.from] = move.to;
        insert->bind(1, std::int64_t{move.from});
        insert->bind(2, std::int64_t{move.to});
        if (done = insert->run(); !done)
            return tl::unexpected(done.error());
    }
    if (resolved.empty())
        return moves;
    for (const TableLayout& table : plainTables()) {
        if (!table.hasAccount)
            continue;
        done = keepForAlias(database, table, mover.aliasChange, "account_key IN (SELECT \"from\" FROM moves)");
        if (!done)
            return tl::unexpected(done.error());
        if (table.accountInKey) {
            done = moveKeyedRows(database, table, mover);
        } else {
            const std::string touched = mover.import == 0 ? "import" : std::to_string(mover.import);
            done = database.execute("UPDATE " + table.table +
                " SET account_key = (SELECT \"to\" FROM moves WHERE \"from\" = account_key), import = " + touched +
                " WHERE account_key IN (SELECT \"from\" FROM moves)");
        }
        if (!done)
            return tl::unexpected(done.error());
    }
    for (const DatasetId id : longDatasets) {
        if (done = moveChunkRows(database, id, resolved, mover); !done)
            return tl::unexpected(done.error());
    }
    return moves;
}

Result<std::vector<Move>> moveAll(const Database& database, AccountKeys& keys, const Mover& mover)
{
    // A row may name a subscription that itself named its account: what moved in one round resolves others in the next.
    std::vector<Move> moved;
    for (;;) {
        Result<std::vector<Move>> round = moveOnce(database, keys, mover);
        if (!round)
            return round;
        bool any = false;
        std::vector<Move> open;
        for (Move& move : *round) {
            any = any || move.to != 0;
            (move.to != 0 ? moved : open).push_back(std::move(move));
        }
        if (!any) {
            moved.insert(moved.end(), open.begin(), open.end());
            return moved;
        }
    }
}

} // namespace

Result<std::vector<Move>> moveResolvedRows(const Database& database, AccountKeys& keys, std::int64_t import)
{
    return moveAll(database, keys, {import, 0});
}

Result<std::vector<Move>> moveForAlias(const Database& database, AccountKeys& keys, std::int64_t change)
{
    return moveAll(database, keys, {0, change});
}

Result<RowsPerKey> orphanRows(const Database& database)
{
    RowsPerKey orphans;
    // As a rule every key is that of an account; then no row need be looked at, however long the book is.
    const Result<std::optional<std::int64_t>> unknown =
        database.integer("SELECT (SELECT count(*) FROM account_keys) - (SELECT count(*) FROM accounts)");
    if (!unknown)
        return tl::unexpected(unknown.error());
    if (unknown->value_or(0) == 0)
        return orphans;
    for (const TableLayout& table : plainTables()) {
        if (!table.hasAccount || table.dataset == DatasetId::Accounts)
            continue;
        Result<Statement> counts = database.prepare("SELECT t.account_key, count(*) FROM " + table.table +
            " t LEFT JOIN accounts a ON a.account_key = t.account_key WHERE a.account_key IS NULL GROUP BY 1");
        if (!counts)
            return tl::unexpected(counts.error());
        for (;;) {
            const Result<bool> row = counts->step();
            if (!row)
                return tl::unexpected(row.error());
            if (!*row)
                break;
            orphans[table.dataset][static_cast<std::uint32_t>(counts->integer(0))] = counts->integer(1);
        }
    }
    Result<Statement> accounts = database.prepare("SELECT account_key FROM accounts");
    if (!accounts)
        return tl::unexpected(accounts.error());
    std::vector<bool> known;
    for (;;) {
        const Result<bool> row = accounts->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            break;
        const auto key = static_cast<std::size_t>(accounts->integer(0));
        if (key >= known.size())
            known.resize(key + 1);
        known[key] = true;
    }
    for (const DatasetId id : longDatasets) {
        const Result<std::vector<std::int64_t>> counts = chunkRowsPerKey(database, chunkShape(id));
        if (!counts)
            return tl::unexpected(counts.error());
        for (std::size_t key = 0; key < counts->size(); ++key) {
            if ((*counts)[key] > 0 && (key >= known.size() || !known[key]))
                orphans[id][static_cast<std::uint32_t>(key)] = (*counts)[key];
        }
    }
    return orphans;
}

Result<std::int64_t> earlierRows(
    const Database& database, const std::set<std::uint32_t>& keys, std::int64_t import, std::int64_t firstFile)
{
    std::int64_t total = 0;
    if (keys.empty())
        return total;
    for (const TableLayout& table : plainTables()) {
        if (!table.hasAccount || table.dataset == DatasetId::Accounts)
            continue;
        Result<Statement> counts =
            database.prepare("SELECT account_key, count(*) FROM " + table.table + " WHERE import < ? GROUP BY 1");
        if (!counts)
            return tl::unexpected(counts.error());
        counts->bind(1, import);
        for (;;) {
            const Result<bool> row = counts->step();
            if (!row)
                return tl::unexpected(row.error());
            if (!*row)
                break;
            if (keys.contains(static_cast<std::uint32_t>(counts->integer(0))))
                total += counts->integer(1);
        }
    }
    for (const DatasetId id : longDatasets) {
        const ChunkShape shape = chunkShape(id);
        const Result<std::vector<std::int64_t>> perKey = chunkRowsPerKey(database, shape);
        if (!perKey)
            return tl::unexpected(perKey.error());
        const bool any = std::any_of(
            keys.begin(), keys.end(), [&](std::uint32_t key) { return key < perKey->size() && (*perKey)[key] > 0; });
        if (!any)
            continue;
        Result<ChunkStore> chunks = ChunkStore::forReading(database, shape);
        Result<std::vector<std::int32_t>> weeks =
            chunks ? chunks->weeks() : Result<std::vector<std::int32_t>>(tl::unexpected(chunks.error()));
        if (!weeks)
            return tl::unexpected(weeks.error());
        for (const std::int32_t week : *weeks) {
            const Result<std::optional<std::vector<ChunkRow>>> rows = chunks->read(week);
            if (!rows)
                return tl::unexpected(rows.error());
            for (const ChunkRow& row : **rows)
                total += row.file < firstFile && keys.contains(row.key) ? 1 : 0;
        }
    }
    return total;
}

} // namespace holdfast
