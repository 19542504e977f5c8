// SPDX-License-Identifier: GPL-3.0-or-later
// Millions of rows out of a table, handed over from inside SQLite's own loop.
#pragma once

#include <functional>

#include "model/store/sqlite.h"

namespace holdfast {

// The cells of a row, counted from 0. Texts live until the next row.
class RowValues {
public:
    explicit RowValues(sqlite3_value** values)
        : values_(values)
    {
    }
    bool isNull(int at) const { return sqlite3_value_type(values_[at]) == SQLITE_NULL; }
    std::int64_t integer(int at) const { return sqlite3_value_int64(values_[at]); }
    double real(int at) const { return sqlite3_value_double(values_[at]); }
    std::string_view text(int at) const
    {
        // As bytes: UTF-8 is what the store holds, and a text would be asked for with a zero at its end.
        const auto* bytes = static_cast<const char*>(sqlite3_value_blob(values_[at]));
        return bytes == nullptr ? std::string_view{}
                                : std::string_view(bytes, static_cast<std::size_t>(sqlite3_value_bytes(values_[at])));
    }

private:
    sqlite3_value** values_;
};

// Calls take(row) with the `columns` of every row of `table`, in the order of the table, until it answers false.
// An aggregate function of our own takes the rows: stepping out of SQLite for each row, and asking it for each cell
// under its checks, costs as much as finding them.
Result<void> forEachRow(const Database& database, const std::string& columns, const std::string& table,
    const std::function<bool(const RowValues&)>& take);

} // namespace holdfast
