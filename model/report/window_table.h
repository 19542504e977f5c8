// SPDX-License-Identifier: GPL-3.0-or-later
// A table of the window as a file: what its heads say and what its cells hold, each with its value's type.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "model/base/date.h"
#include "model/base/money.h"
#include "model/report/export_tables.h"

namespace holdfast {

struct Share { // 0.974 is shown as 97.4 %
    double value = 0;
};
// Nothing, words, a count, a figure, an amount in the base currency, a day, or a share.
using TableCell = std::variant<std::monostate, std::string, std::int64_t, double, Money, Date, Share>;

struct WindowTable {
    std::vector<std::string> heads;
    std::vector<std::vector<TableCell>> rows; // each as long as heads
};

// The type of a column is that of its values; where they differ, all of them are written as text.
ExportTable exportTableOf(const WindowTable& table);

// As .csv or .xlsx by the suffix of `path`; the rows written. Errors as those of TableWriter.
inline Result<std::int64_t> writeTable(const WindowTable& table, const std::string& path, const std::string& title)
{
    return writeTable(exportTableOf(table), path, title);
}

} // namespace holdfast
