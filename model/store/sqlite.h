// SPDX-License-Identifier: GPL-3.0-or-later
// SQLite's C interface with owners: a connection, a prepared statement, a transaction that rolls back unless committed.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <sqlite3.h>
#include <string>
#include <string_view>
#include <utility>

#include "model/base/result.h"

namespace holdfast {

// A prepared statement. Positions of parameters count from 1, of columns from 0, as in SQLite.
class Statement {
public:
    Statement() = default;
    explicit Statement(sqlite3_stmt* handle)
        : handle_(handle)
    {
    }

    void bind(int at, std::int64_t value) { sqlite3_bind_int64(handle_.get(), at, value); }
    void bind(int at, double value) { sqlite3_bind_double(handle_.get(), at, value); }
    void bindNull(int at) { sqlite3_bind_null(handle_.get(), at); }
    // Copied until the next binding.
    void bind(int at, std::string_view text)
    {
        sqlite3_bind_text64(
            handle_.get(), at, text.empty() ? "" : text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    // `text` and `bytes` must live until the statement was stepped.
    void bindBorrowed(int at, std::string_view text)
    {
        sqlite3_bind_text64(
            handle_.get(), at, text.empty() ? "" : text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    void bindBlob(int at, std::string_view bytes)
    {
        sqlite3_bind_blob64(handle_.get(), at, bytes.empty() ? "" : bytes.data(), bytes.size(), SQLITE_STATIC);
    }
    void bind(int at, const std::optional<std::string>& text)
    {
        if (text)
            bind(at, std::string_view(*text));
        else
            bindNull(at);
    }

    // True when there is a row. After the last row, or an error, the statement is ready to be bound again.
    Result<bool> step();
    // Steps to the end of a statement without rows.
    Result<void> run();
    void reset() { sqlite3_reset(handle_.get()); }

    bool isNull(int column) const { return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL; }
    std::int64_t integer(int column) const { return sqlite3_column_int64(handle_.get(), column); }
    double real(int column) const { return sqlite3_column_double(handle_.get(), column); }
    // Valid until the next step.
    std::string_view text(int column) const
    {
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(handle_.get(), column));
        return bytes == nullptr
            ? std::string_view{}
            : std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column)));
    }
    std::string_view blob(int column) const
    {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle_.get(), column));
        return bytes == nullptr
            ? std::string_view{}
            : std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column)));
    }
    std::optional<std::string> optionalText(int column) const
    {
        return isNull(column) ? std::nullopt : std::optional<std::string>(text(column));
    }

private:
    struct Finalize {
        void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
    };
    std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

// One connection, for one thread.
class Database {
public:
    // `flags` of sqlite3_open_v2; SQLITE_OPEN_URI for "file:" names.
    static Result<Database> open(const std::string& name, int flags);

    Result<Statement> prepare(std::string_view sql) const;
    // One or several statements, their rows ignored.
    Result<void> execute(const std::string& sql) const;
    // The first column of the first row; nothing when there is no row.
    Result<std::optional<std::int64_t>> integer(std::string_view sql) const;

    sqlite3* handle() const { return handle_.get(); }

private:
    struct Close {
        void operator()(sqlite3* handle) const { sqlite3_close(handle); }
    };
    std::unique_ptr<sqlite3, Close> handle_;
};

// Reads the rows to their end: take(statement) with each.
template <class Take> Result<void> eachRow(Statement& rows, const Take& take)
{
    for (;;) {
        const Result<bool> row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return {};
        take(rows);
    }
}
template <class Take> Result<void> eachRow(const Database& database, std::string_view sql, const Take& take)
{
    Result<Statement> rows = database.prepare(sql);
    if (!rows)
        return tl::unexpected(rows.error());
    return eachRow(*rows, take);
}

// Begins at once as a writer; rolls back unless committed.
class Transaction {
public:
    static Result<Transaction> begin(const Database& database);
    Transaction(Transaction&& other) noexcept
        : database_(std::exchange(other.database_, nullptr))
    {
    }
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    Result<void> commit();

private:
    explicit Transaction(const Database& database)
        : database_(&database)
    {
    }
    const Database* database_;
};

// The error of a connection as one of ours: a broken file is Damaged, a full disk Unwritable, …
Error sqliteError(sqlite3* handle, int code);

} // namespace holdfast
