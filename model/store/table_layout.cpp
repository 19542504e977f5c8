// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/table_layout.h"

namespace holdfast {

std::string TableLayout::keyList() const
{
    std::string list = accountInKey ? "account_key" : "";
    for (const StoredColumn& column : columns) {
        if (column.key)
            list += (list.empty() ? "" : ", ") + column.name;
    }
    return list;
}

std::string TableLayout::allColumns() const
{
    std::string list = hasAccount ? "id, account_key" : "id";
    for (const StoredColumn& column : columns)
        list += ", " + column.name;
    return list + ", import, file, line";
}

TableLayout tableLayout(DatasetId id)
{
    const DatasetSpec& spec = dataset(id);
    TableLayout layout;
    layout.dataset = id;
    layout.table = spec.name;
    for (std::size_t i = 0; i < spec.columns.size(); ++i) {
        const ColumnSpec& column = spec.columns[i];
        if (column.type == ColumnType::Account) {
            layout.hasAccount = true;
            layout.accountInKey = column.key;
            continue;
        }
        if (column.name == "mrr") // the import gives twelve times it as arr
            continue;
        layout.columns.push_back({i, '"' + std::string(column.name) + '"', column.type, column.key});
    }
    return layout;
}

std::vector<TableLayout> plainTables()
{
    std::vector<TableLayout> tables;
    for (const DatasetSpec& spec : datasets()) {
        if (!spec.chunked)
            tables.push_back(tableLayout(spec.id));
    }
    return tables;
}

} // namespace holdfast
