// SPDX-License-Identifier: GPL-3.0-or-later
// Taking the last import back: its rows go, and what it changed or moved becomes what it was.
#include "model/store/homecoming.h"
#include "model/store/sqlite_store.h"
#include "model/store/table_layout.h"

namespace holdfast {

Result<std::int64_t> SqliteStore::undoLastImport()
{
    if (importing_)
        return failure(ErrorCode::Locked, "an import is under way");
    if (report_.readOnly)
        return failure(ErrorCode::Unwritable, "the store is open for reading only", {path_, "", 0, ""});
    std::int64_t import = 0;
    const Result<void> done = inTransaction([&]() -> Result<void> {
        // What was kept belongs to the newest import; once that is undone there is nothing further to take back.
        const Result<std::optional<std::int64_t>> last =
            database_.integer("SELECT id FROM imports WHERE id = (SELECT max(id) FROM imports) AND undone = 0");
        if (!last)
            return tl::unexpected(last.error());
        if (!*last)
            return failure(ErrorCode::NotFound, "there is no import to take back");
        import = **last;
        const std::string number = std::to_string(import);
        std::string sql;
        for (const TableLayout& table : plainTables()) {
            const std::string columns = table.allColumns();
            // Every touched row carries the number of the import, be it inserted, updated or moved.
            sql += "DELETE FROM " + table.table + " WHERE import = " + number + ";INSERT INTO " + table.table + " (" +
                columns + ") SELECT " + columns + " FROM " + table.table + "_undo;DELETE FROM " + table.table +
                "_undo;";
        }
        sql += "DELETE FROM chunks WHERE EXISTS (SELECT 1 FROM chunks_undo u WHERE u.dataset = chunks.dataset"
               " AND u.week = chunks.week);"
               "INSERT INTO chunks (dataset, week, keys, data) SELECT dataset, week, keys, data FROM chunks_undo"
               " WHERE keys IS NOT NULL;"
               "DELETE FROM chunks_undo;"
               // A setting that was changed by hand since then stays.
               "DELETE FROM settings WHERE EXISTS (SELECT 1 FROM settings_undo u WHERE u.key = settings.key"
               " AND u.after = settings.value);"
               "INSERT OR IGNORE INTO settings SELECT key, before FROM settings_undo WHERE before IS NOT NULL;"
               "DELETE FROM settings_undo;"
               "DELETE FROM conflicts WHERE import = " +
            number + ";UPDATE conflicts SET ended_by = NULL WHERE ended_by = " + number + ';' +
            std::string(forgetAliasChanges) + "DELETE FROM rejected_rows WHERE import = " + number +
            ";UPDATE imports SET undone = 1 WHERE id = " + number;
        if (Result<void> restored = database_.execute(sql); !restored)
            return restored;
        // An alias that was confirmed after the import still holds.
        AccountKeys keys;
        if (Result<void> loaded = keys.load(database_); !loaded)
            return loaded;
        const Result<std::vector<Move>> moved = moveResolvedRows(database_, keys, 0);
        if (!moved)
            return tl::unexpected(moved.error());
        return {};
    });
    if (!done)
        return tl::unexpected(done.error());
    return import;
}

} // namespace holdfast
