// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/alias_changes.h"

#include "model/store/homecoming.h"
#include "model/store/sqlite_store.h"

namespace holdfast {

namespace {

// The columns of a table but its id: account_key, "name", …, import, file, line.
std::vector<std::string> keptColumns(const TableLayout& table)
{
    std::vector<std::string> names;
    if (table.hasAccount)
        names.emplace_back("account_key");
    for (const StoredColumn& column : table.columns)
        names.push_back(column.name);
    for (const char* name : {"import", "file", "line"})
        names.emplace_back(name);
    return names;
}

// The name as a text of SQL: '"name"' would do, but the quotes say nothing there.
std::string asText(std::string name)
{
    std::erase(name, '"');
    return '\'' + name + '\'';
}

} // namespace

Result<void> keepForAlias(
    const Database& database, const TableLayout& table, std::int64_t change, const std::string& where)
{
    if (change == 0)
        return {};
    const std::string head = "INSERT OR IGNORE INTO alias_cells SELECT " + std::to_string(change) + ", " +
        std::to_string(static_cast<int>(table.dataset)) + ", id, ";
    std::string sql;
    for (const std::string& column : keptColumns(table))
        sql += head + asText(column) + ", " + column + " FROM " + table.table + " WHERE " + where + ';';
    return database.execute(sql);
}

Result<void> keepChunkForAlias(const Database& database, DatasetId dataset, std::int32_t week, std::int64_t change)
{
    if (change == 0)
        return {};
    return database.execute("INSERT OR IGNORE INTO alias_chunks SELECT " + std::to_string(change) +
        ", dataset, week, keys, data FROM chunks WHERE dataset = " + std::to_string(static_cast<int>(dataset)) +
        " AND week = " + std::to_string(week));
}

Result<void> putBackAlias(const Database& database, std::int64_t change)
{
    const std::string number = std::to_string(change);
    std::string sql;
    for (const TableLayout& table : plainTables()) {
        const std::string kept = "FROM alias_cells WHERE change = " + number +
            " AND dataset = " + std::to_string(static_cast<int>(table.dataset));
        std::string names = "id", values = "row";
        for (const std::string& column : keptColumns(table)) {
            names += ", " + column;
            // One cell of each name per row: max() of it alone is the value, of whatever type.
            values += ", max(CASE WHEN \"column\" = " + asText(column) + " THEN value END)";
        }
        sql += "DELETE FROM " + table.table + " WHERE id IN (SELECT row " + kept + ");INSERT INTO " + table.table +
            " (" + names + ") SELECT " + values + ' ' + kept + " GROUP BY row;";
    }
    sql +=
        "INSERT OR REPLACE INTO chunks (dataset, week, keys, data) SELECT dataset, week, keys, data FROM alias_chunks"
        " WHERE change = " +
        number + ";DELETE FROM aliases WHERE name = (SELECT name FROM alias_changes WHERE id = " + number +
        ");INSERT INTO aliases SELECT name, before FROM alias_changes WHERE before IS NOT NULL AND id = " + number +
        ";DELETE FROM alias_cells WHERE change = " + number + ";DELETE FROM alias_chunks WHERE change = " + number +
        ";DELETE FROM alias_changes WHERE id = " + number;
    return database.execute(sql);
}

Result<std::optional<AliasChange>> SqliteStore::lastAliasChange()
{
    Result<Statement> last =
        database_.prepare("SELECT name, before, after FROM alias_changes ORDER BY id DESC LIMIT 1");
    if (!last)
        return tl::unexpected(last.error());
    const Result<bool> row = last->step();
    if (!row)
        return tl::unexpected(row.error());
    if (!*row)
        return std::optional<AliasChange>{};
    return AliasChange{std::string(last->text(0)), last->optionalText(1), last->optionalText(2)};
}

Result<void> SqliteStore::undoAlias()
{
    if (importing_)
        return failure(ErrorCode::Locked, "an import is under way");
    return inTransaction([&]() -> Result<void> {
        const Result<std::optional<std::int64_t>> last = database_.integer("SELECT max(id) FROM alias_changes");
        if (!last)
            return tl::unexpected(last.error());
        if (!*last)
            return failure(ErrorCode::NotFound, "there is no alias to take back");
        return putBackAlias(database_, **last);
    });
}

} // namespace holdfast
