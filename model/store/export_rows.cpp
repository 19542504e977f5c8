// SPDX-License-Identifier: GPL-3.0-or-later
// The stored rows as text, the hash over them, and what is wrong with a store.
#include <algorithm>
#include <array>

#include "model/store/chunk_store.h"
#include "model/store/sqlite_store.h"
#include "model/store/stored_cell.h"
#include "model/store/table_layout.h"

#include <QCryptographicHash>

namespace holdfast {

namespace {

using TakeRow = std::function<Result<void>(const std::vector<std::string>&)>;

// Sorts an enum of the key by its text, like everything else.
std::string orderOf(const StoredColumn& column, const ColumnSpec& spec)
{
    if (column.type != ColumnType::Enum)
        return "t." + column.name;
    std::string order = "CASE t." + column.name;
    int place = 0;
    for (std::string_view text = enumText(spec.values, 0); !text.empty(); text = enumText(spec.values, ++place))
        order += " WHEN " + std::to_string(place) + " THEN '" + std::string(text) + "'";
    return order + " END";
}

Result<void> exportTable(const Database& database, DatasetId id, const TakeRow& take)
{
    const TableLayout layout = tableLayout(id);
    const DatasetSpec& spec = dataset(id);
    std::string sql = layout.hasAccount ? "SELECT k.text" : "SELECT ''";
    std::string order = layout.accountInKey ? "k.text, k.kind" : "";
    for (const StoredColumn& column : layout.columns) {
        sql += ", t." + column.name;
        if (column.key)
            order += (order.empty() ? "" : ", ") + orderOf(column, spec.columns[column.place]);
    }
    sql += " FROM " + layout.table + " t";
    if (layout.hasAccount)
        sql += " JOIN account_keys k ON k.key = t.account_key";
    Result<Statement> rows = database.prepare(sql + " ORDER BY " + order);
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<std::string> cells(spec.columns.size());
    for (;;) {
        const Result<bool> row = rows->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return {};
        for (std::size_t i = 0; i < spec.columns.size(); ++i) {
            if (spec.columns[i].type == ColumnType::Account)
                cells[i] = rows->text(0);
        }
        for (std::size_t i = 0; i < layout.columns.size(); ++i) {
            const std::size_t place = layout.columns[i].place;
            cells[place] = cellText(*rows, static_cast<int>(i) + 1, spec.columns[place]);
        }
        if (Result<void> taken = take(cells); !taken)
            return taken;
    }
}

struct LongRow {
    std::uint32_t account = 0; // rank of the account's text
    std::int32_t date = 0;
    std::uint32_t feature = 0; // rank of the feature's text
    std::array<std::uint32_t, mostChunkValues> values{};
    std::uint8_t present = 0;
};

// Rank by text of each number of a table of texts, and the texts by rank.
struct Ranks {
    std::vector<std::uint32_t> ofNumber;
    std::vector<std::string> texts;
};

Result<Ranks> ranks(const Database& database, const char* sql)
{
    Ranks ranks;
    const Result<void> read = eachRow(database, sql, [&ranks](const Statement& row) {
        const auto number = static_cast<std::uint32_t>(row.integer(0));
        if (number >= ranks.ofNumber.size())
            ranks.ofNumber.resize(std::size_t{number} + 1);
        ranks.ofNumber[number] = static_cast<std::uint32_t>(ranks.texts.size());
        ranks.texts.emplace_back(row.text(1));
    });
    if (!read)
        return tl::unexpected(read.error());
    return ranks;
}

void longCells(const ChunkShape& shape, const Ranks& accounts, const Ranks& features, const LongRow& row,
    std::vector<std::string>& cells)
{
    cells[0] = accounts.texts[row.account];
    cells[shape.dateColumn] = Date(row.date).toIso();
    if (shape.hasFeature)
        cells[shape.featureColumn] = features.texts[row.feature];
    const DatasetSpec& spec = dataset(shape.dataset);
    for (std::size_t value = 0; value < shape.values; ++value) {
        std::string& cell = cells[shape.firstValueColumn + value];
        if (((row.present >> value) & 1U) == 0)
            cell.clear();
        else if (spec.columns[shape.firstValueColumn + value].type == ColumnType::Bool)
            cell = row.values[value] != 0 ? "true" : "false";
        else
            cell = std::to_string(row.values[value]);
    }
}

// Accounts in rank order, some million rows at a time, so that memory stays bounded; each turn reads all weeks.
Result<void> exportChunks(const Database& database, DatasetId id, const TakeRow& take)
{
    constexpr std::int64_t rowsAtATime = 2'000'000;
    const ChunkShape shape = chunkShape(id);
    const Result<Ranks> accounts = ranks(database, "SELECT key, text FROM account_keys ORDER BY text, kind");
    const Result<Ranks> features = ranks(database, "SELECT id, text FROM features ORDER BY text");
    const Result<std::vector<std::int64_t>> counts = chunkRowsPerKey(database, shape);
    Result<ChunkStore> chunks = ChunkStore::forReading(database, shape);
    if (!accounts || !features || !counts || !chunks) {
        return tl::unexpected(!accounts ? accounts.error()
                : !features             ? features.error()
                : !counts               ? counts.error()
                                        : chunks.error());
    }
    const Result<std::vector<std::int32_t>> weeks = chunks->weeks();
    if (!weeks)
        return tl::unexpected(weeks.error());
    std::vector<std::int64_t> perRank(accounts->texts.size());
    for (std::size_t key = 0; key < counts->size() && key < accounts->ofNumber.size(); ++key) {
        if ((*counts)[key] > 0)
            perRank[accounts->ofNumber[key]] += (*counts)[key];
    }
    std::vector<std::string> cells(dataset(id).columns.size());
    for (std::size_t from = 0; from < perRank.size();) {
        std::size_t to = from;
        std::int64_t total = 0;
        while (to < perRank.size() && (to == from || total + perRank[to] <= rowsAtATime))
            total += perRank[to++];
        std::vector<LongRow> rows;
        rows.reserve(static_cast<std::size_t>(total));
        for (const std::int32_t week : *weeks) {
            if (total == 0)
                break;
            const Result<std::optional<std::vector<ChunkRow>>> stored = chunks->read(week);
            if (!stored)
                return tl::unexpected(stored.error());
            for (const ChunkRow& row : **stored) {
                if (row.key >= accounts->ofNumber.size() ||
                    (shape.hasFeature && row.feature >= features->ofNumber.size()))
                    return tl::unexpected(damagedChunk());
                const std::uint32_t rank = accounts->ofNumber[row.key];
                if (rank >= from && rank < to) {
                    rows.push_back({rank, week + row.day, shape.hasFeature ? features->ofNumber[row.feature] : 0,
                        row.values, row.present});
                }
            }
        }
        const bool featureFirst = shape.hasFeature; // key: account, feature, date
        std::sort(rows.begin(), rows.end(), [featureFirst](const LongRow& a, const LongRow& b) {
            if (a.account != b.account)
                return a.account < b.account;
            if (featureFirst && a.feature != b.feature)
                return a.feature < b.feature;
            return a.date < b.date;
        });
        for (const LongRow& row : rows) {
            longCells(shape, *accounts, *features, row, cells);
            if (Result<void> taken = take(cells); !taken)
                return taken;
        }
        from = to;
    }
    return {};
}

} // namespace

Result<void> SqliteStore::exportRows(DatasetId id, const TakeRow& row)
{
    return dataset(id).chunked ? exportChunks(database_, id, row) : exportTable(database_, id, row);
}

Result<std::string> SqliteStore::contentHash()
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const DatasetSpec& spec : datasets()) {
        hash.addData(QByteArray(spec.name.data(), static_cast<qsizetype>(spec.name.size())));
        std::string record;
        const Result<void> done = exportRows(spec.id, [&](const std::vector<std::string>& cells) -> Result<void> {
            record.clear();
            for (const std::string& cell : cells)
                record += std::to_string(cell.size()) + ':' + cell;
            hash.addData(QByteArray::fromRawData(record.data(), static_cast<qsizetype>(record.size())));
            return {};
        });
        if (!done)
            return tl::unexpected(done.error());
    }
    return hash.result().toHex().toStdString();
}

Result<std::vector<std::string>> SqliteStore::check()
{
    std::vector<std::string> wrong;
    Result<Statement> integrity = database_.prepare("PRAGMA integrity_check");
    Result<Statement> foreign = database_.prepare("PRAGMA foreign_key_check");
    if (!integrity || !foreign)
        return tl::unexpected(integrity ? foreign.error() : integrity.error());
    for (;;) {
        const Result<bool> row = integrity->step();
        if (!row) {
            if (row.error().code != ErrorCode::Damaged)
                return tl::unexpected(row.error());
            wrong.push_back(row.error().sentence);
            return wrong;
        }
        if (!*row)
            break;
        if (integrity->text(0) != "ok")
            wrong.push_back("SQLite: " + std::string(integrity->text(0)));
    }
    const Result<std::int64_t> version = schemaVersion(database_);
    if (!version)
        return tl::unexpected(version.error());
    if (*version != static_cast<std::int64_t>(migrations_.size()))
        wrong.push_back("schema " + std::to_string(*version) + " instead of " + std::to_string(migrations_.size()));
    for (;;) {
        const Result<bool> row = foreign->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            break;
        wrong.push_back("a row of " + std::string(foreign->text(0)) + " refers to a missing row of " +
            std::string(foreign->text(2)));
    }
    for (const DatasetSpec& spec : datasets()) {
        if (!spec.chunked)
            continue;
        Result<ChunkStore> chunks = ChunkStore::forReading(database_, chunkShape(spec.id));
        Result<std::vector<std::int32_t>> weeks =
            chunks ? chunks->weeks() : Result<std::vector<std::int32_t>>(tl::unexpected(chunks.error()));
        if (!weeks)
            return tl::unexpected(weeks.error());
        for (const std::int32_t week : *weeks) {
            const Result<std::optional<std::vector<ChunkRow>>> rows = chunks->read(week);
            const bool sorted = rows && std::is_sorted((*rows)->begin(), (*rows)->end());
            if (!sorted)
                wrong.push_back(std::string(spec.name) + ": the week of " + Date(week).toIso() + " cannot be read");
        }
    }
    return wrong;
}

Result<std::optional<SourceFile>> SqliteStore::usageSource(
    DatasetId id, std::string_view accountId, Date day, std::string_view feature, std::int64_t* line)
{
    std::optional<SourceFile> source;
    Result<Statement> key = database_.prepare("SELECT key FROM account_keys WHERE kind = 0 AND text = ?");
    Result<Statement> number = database_.prepare("SELECT id FROM features WHERE text = ?");
    Result<Statement> file = database_.prepare("SELECT import, name FROM import_files WHERE id = ?");
    for (Result<Statement>* statement : {&key, &number, &file}) {
        if (!*statement)
            return tl::unexpected(statement->error());
    }
    ChunkRow wanted;
    const std::int32_t week = day.mondayOfWeek().daysSince1970();
    wanted.day = static_cast<std::uint8_t>(day.daysSince1970() - week);
    key->bind(1, accountId);
    const Result<bool> account = key->step();
    if (!account)
        return tl::unexpected(account.error());
    if (!*account)
        return source;
    wanted.key = static_cast<std::uint32_t>(key->integer(0));
    if (id == DatasetId::FeatureUsage) {
        number->bind(1, feature);
        const Result<bool> found = number->step();
        if (!found)
            return tl::unexpected(found.error());
        if (!*found)
            return source;
        wanted.feature = static_cast<std::uint32_t>(number->integer(0));
    }
    Result<ChunkStore> chunks = ChunkStore::forReading(database_, chunkShape(id));
    Result<std::optional<std::vector<ChunkRow>>> rows =
        chunks ? chunks->read(week) : Result<std::optional<std::vector<ChunkRow>>>(tl::unexpected(chunks.error()));
    if (!rows)
        return tl::unexpected(rows.error());
    if (!*rows)
        return source;
    const auto found = std::lower_bound((*rows)->begin(), (*rows)->end(), wanted);
    if (found == (*rows)->end() || !found->sameKey(wanted))
        return source;
    file->bind(1, std::int64_t{found->file});
    const Result<bool> named = file->step();
    if (!named)
        return tl::unexpected(named.error());
    if (*named)
        source = SourceFile{file->integer(0), std::string(file->text(1))};
    if (line != nullptr)
        *line = found->line;
    return source;
}

} // namespace holdfast
