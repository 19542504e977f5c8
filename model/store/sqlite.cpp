// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/sqlite.h"

namespace holdfast {

Error sqliteError(sqlite3* handle, int code)
{
    const std::string reason = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
    switch (code & 0xff) {
    case SQLITE_CORRUPT:
        return {ErrorCode::Damaged, "the store is damaged (" + reason + ")", {}};
    case SQLITE_NOTADB:
        return {ErrorCode::Foreign, "the file is not a Holdfast store (" + reason + ")", {}};
    case SQLITE_FULL:
        return {ErrorCode::Unwritable, "the disk is full; nothing was changed", {}};
    case SQLITE_READONLY:
        return {ErrorCode::Unwritable, "the store can only be read (" + reason + ")", {}};
    case SQLITE_IOERR:
        return {ErrorCode::Unwritable, "the store cannot be read or written (" + reason + ")", {}};
    case SQLITE_CANTOPEN:
        return {ErrorCode::Unreadable, "the store cannot be opened (" + reason + ")", {}};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::Locked, "another program is writing to the store; try again when it is done", {}};
    default:
        return {ErrorCode::Failed, "the store answered: " + reason, {}};
    }
}

Result<bool> Statement::step()
{
    const int code = sqlite3_step(handle_.get());
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE) {
        sqlite3_reset(handle_.get());
        return false;
    }
    Error error = sqliteError(sqlite3_db_handle(handle_.get()), code);
    sqlite3_reset(handle_.get());
    return tl::unexpected(std::move(error));
}

Result<void> Statement::run()
{
    for (;;) {
        const Result<bool> row = step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return {};
    }
}

Result<Database> Database::open(const std::string& name, int flags)
{
    // SQLite would count its memory under one lock for all threads, and nobody asks. Refused, and without harm, where
    // SQLite is in use already.
    static const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(uncounted);
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(name.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    Database database;
    database.handle_.reset(handle);
    if (code != SQLITE_OK)
        return tl::unexpected(sqliteError(handle, code));
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, 5000);
    return database;
}

Result<Statement> Database::prepare(std::string_view sql) const
{
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(
        handle_.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK)
        return tl::unexpected(sqliteError(handle_.get(), code));
    return Statement(statement);
}

Result<void> Database::execute(const std::string& sql) const
{
    const int code = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return tl::unexpected(sqliteError(handle_.get(), code));
    return {};
}

Result<std::optional<std::int64_t>> Database::integer(std::string_view sql) const
{
    Result<Statement> statement = prepare(sql);
    if (!statement)
        return tl::unexpected(statement.error());
    const Result<bool> row = statement->step();
    if (!row)
        return tl::unexpected(row.error());
    if (!*row || statement->isNull(0))
        return std::optional<std::int64_t>{};
    return std::optional<std::int64_t>{statement->integer(0)};
}

Result<Transaction> Transaction::begin(const Database& database)
{
    if (const Result<void> begun = database.execute("BEGIN IMMEDIATE"); !begun)
        return tl::unexpected(begun.error());
    return Transaction(database);
}

Transaction::~Transaction()
{
    // A failed ROLLBACK means that SQLite rolled back by itself already.
    if (database_ != nullptr)
        static_cast<void>(database_->execute("ROLLBACK"));
}

Result<void> Transaction::commit()
{
    const Result<void> committed = database_->execute("COMMIT");
    if (committed)
        database_ = nullptr;
    return committed;
}

} // namespace holdfast
