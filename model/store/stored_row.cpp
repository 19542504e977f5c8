// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/stored_row.h"

#include <algorithm>

#include "model/store/chunk_store.h"
#include "model/store/sqlite_store.h"
#include "model/store/stored_cell.h"
#include "model/store/table_layout.h"

namespace holdfast {

namespace {

using Found = Result<std::optional<StoredRow>>;

Found plainRow(const Database& database, const RowPlace& place)
{
    const TableLayout layout = tableLayout(place.dataset);
    const DatasetSpec& spec = dataset(place.dataset);
    std::string sql = "SELECT i.started_at, ";
    sql += layout.hasAccount ? "k.text" : "''";
    for (const StoredColumn& column : layout.columns)
        sql += ", t." + column.name;
    sql += " FROM " + layout.table + " t JOIN import_files f ON f.id = t.file JOIN imports i ON i.id = f.import";
    if (layout.hasAccount)
        sql += " JOIN account_keys k ON k.key = t.account_key";
    sql += " WHERE f.import = ? AND f.name = ? AND t.line = ? LIMIT 1";
    Result<Statement> rows = database.prepare(sql);
    if (!rows)
        return tl::unexpected(rows.error());
    rows->bind(1, place.file.import);
    rows->bind(2, std::string_view(place.file.name));
    rows->bind(3, place.line);
    const Result<bool> row = rows->step();
    if (!row)
        return tl::unexpected(row.error());
    if (!*row)
        return std::nullopt;
    StoredRow found{place.dataset, place.file, place.line, std::string(rows->text(0)), {}};
    found.cells.resize(spec.columns.size());
    for (std::size_t at = 0; at < spec.columns.size(); ++at) {
        if (spec.columns[at].type == ColumnType::Account)
            found.cells[at] = rows->text(1);
    }
    for (std::size_t at = 0; at < layout.columns.size(); ++at)
        found.cells[layout.columns[at].place] =
            cellText(*rows, static_cast<int>(at) + 2, spec.columns[layout.columns[at].place]);
    return found;
}

// The number of a text in a table of texts.
Result<std::optional<std::uint32_t>> numberOf(const Database& database, const char* sql, std::string_view text)
{
    Result<Statement> rows = database.prepare(sql);
    if (!rows)
        return tl::unexpected(rows.error());
    rows->bind(1, text);
    const Result<bool> row = rows->step();
    if (!row)
        return tl::unexpected(row.error());
    return *row ? std::optional(static_cast<std::uint32_t>(rows->integer(0))) : std::nullopt;
}

Found chunkedRow(const Database& database, const RowPlace& place)
{
    const ChunkShape shape = chunkShape(place.dataset);
    const auto key = numberOf(database, "SELECT key FROM account_keys WHERE kind = 0 AND text = ?", place.accountId);
    const auto feature = shape.hasFeature ? numberOf(database, "SELECT id FROM features WHERE text = ?", place.feature)
                                          : Result<std::optional<std::uint32_t>>(std::optional<std::uint32_t>(0));
    if (!key || !feature)
        return tl::unexpected(key ? feature.error() : key.error());
    if (!*key || !*feature || !place.day)
        return std::nullopt;
    const std::int32_t week = place.day->mondayOfWeek().daysSince1970();
    Result<ChunkStore> chunks = ChunkStore::forReading(database, shape);
    if (!chunks)
        return tl::unexpected(chunks.error());
    const Result<std::optional<std::vector<ChunkRow>>> rows = chunks->read(week);
    if (!rows)
        return tl::unexpected(rows.error());
    if (!*rows)
        return std::nullopt;
    ChunkRow wanted;
    wanted.key = **key;
    wanted.feature = **feature;
    wanted.day = static_cast<std::uint8_t>(place.day->daysSince1970() - week);
    const auto row = std::lower_bound((*rows)->begin(), (*rows)->end(), wanted);
    if (row == (*rows)->end() || !row->sameKey(wanted))
        return std::nullopt;
    Result<Statement> file = database.prepare(
        "SELECT f.import, f.name, i.started_at FROM import_files f JOIN imports i ON i.id = f.import WHERE f.id = ?");
    if (!file)
        return tl::unexpected(file.error());
    file->bind(1, std::int64_t{row->file});
    const Result<bool> named = file->step();
    if (!named)
        return tl::unexpected(named.error());
    StoredRow found;
    found.dataset = place.dataset;
    found.line = row->line;
    if (*named) {
        found.file = {file->integer(0), std::string(file->text(1))};
        found.importedAt = file->text(2);
    }
    const DatasetSpec& spec = dataset(place.dataset);
    found.cells.resize(spec.columns.size());
    found.cells[0] = place.accountId;
    found.cells[shape.dateColumn] = place.day->toIso();
    if (shape.hasFeature)
        found.cells[shape.featureColumn] = place.feature;
    for (std::size_t value = 0; value < shape.values; ++value) {
        if (((row->present >> value) & 1U) == 0)
            continue;
        const std::size_t column = shape.firstValueColumn + value;
        found.cells[column] = spec.columns[column].type != ColumnType::Bool ? std::to_string(row->values[value])
            : row->values[value] != 0                                       ? "true"
                                                                            : "false";
    }
    return found;
}

} // namespace

Result<std::optional<StoredRow>> storedRow(Store& store, const RowPlace& place)
{
    auto* sqlite = dynamic_cast<SqliteStore*>(&store);
    if (!sqlite)
        return failure(ErrorCode::Failed, "the store cannot show single rows");
    return dataset(place.dataset).chunked ? chunkedRow(sqlite->database(), place) : plainRow(sqlite->database(), place);
}

} // namespace holdfast
