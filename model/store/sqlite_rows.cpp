// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/sqlite_rows.h"

#include <exception>

namespace holdfast {

namespace {

constexpr const char* functionName = "holdfast_take";

struct Taker {
    const std::function<bool(const RowValues&)>& take;
    bool stopped = false;
    std::exception_ptr thrown; // carried around SQLite, which knows no exceptions
};

void takeRow(sqlite3_context* context, int, sqlite3_value** values)
{
    auto& taker = *static_cast<Taker*>(sqlite3_user_data(context));
    if (taker.stopped)
        return;
    try {
        taker.stopped = !taker.take(RowValues(values));
    } catch (...) {
        taker.thrown = std::current_exception();
        taker.stopped = true;
    }
    if (taker.stopped)
        sqlite3_interrupt(sqlite3_context_db_handle(context));
}

void endRows(sqlite3_context* context)
{
    sqlite3_result_null(context);
}

} // namespace

Result<void> forEachRow(const Database& database, const std::string& columns, const std::string& table,
    const std::function<bool(const RowValues&)>& take)
{
    Taker taker{take, false, nullptr};
    const auto setFunction = [&](auto* step, auto* final) {
        return sqlite3_create_function_v2(database.handle(), functionName, -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, &taker,
            nullptr, step, final, nullptr);
    };
    if (const int code = setFunction(&takeRow, &endRows); code != SQLITE_OK)
        return tl::unexpected(sqliteError(database.handle(), code));
    Result<void> done;
    {
        Result<Statement> rows =
            database.prepare("SELECT " + std::string(functionName) + "(" + columns + ") FROM " + table);
        if (rows)
            done = rows->run();
        else
            done = tl::unexpected(rows.error());
    }
    // It must not be called again: the taker goes.
    using Step = void(sqlite3_context*, int, sqlite3_value**);
    using Final = void(sqlite3_context*);
    const int removed = setFunction(static_cast<Step*>(nullptr), static_cast<Final*>(nullptr));
    if (taker.thrown)
        std::rethrow_exception(taker.thrown);
    if (taker.stopped)
        return {};
    if (done && removed != SQLITE_OK)
        return tl::unexpected(sqliteError(database.handle(), removed));
    return done;
}

} // namespace holdfast
