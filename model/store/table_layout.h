// SPDX-License-Identifier: GPL-3.0-or-later
// How a short dataset becomes a table: the columns that are stored, and the SQL built from them.
#pragma once

#include <string>
#include <vector>

#include "model/datasets/datasets.h"

namespace holdfast {

struct StoredColumn {
    std::size_t place = 0; // in the dataset's columns
    std::string name; // quoted for SQL
    ColumnType type = ColumnType::Text;
    bool key = false;
};

struct TableLayout {
    DatasetId dataset = DatasetId::Accounts;
    std::string table;
    bool hasAccount = false; // rows belong to an account (all but fx_rates)
    bool accountInKey = false;
    std::vector<StoredColumn> columns; // without the account; mrr is stored as arr only

    // Names of the key for ON CONFLICT: `account_key, "date"`.
    std::string keyList() const;
    // All columns of the table: `id, account_key, …, import, file, line`.
    std::string allColumns() const;
};

TableLayout tableLayout(DatasetId dataset);
// The layouts of all datasets that are plain tables.
std::vector<TableLayout> plainTables();

inline bool isTextual(ColumnType type)
{
    return type == ColumnType::Text || type == ColumnType::Id || type == ColumnType::OpenEnum;
}

} // namespace holdfast
