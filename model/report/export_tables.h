// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of an analysis that a leader hands on: exceptions, zones, accounts, movements.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/analysis/analysis.h"
#include "model/report/table_writer.h"

namespace holdfast {

struct ExportTable {
    std::vector<ExportColumn> columns;
    std::vector<std::vector<std::string>> rows; // canonical text
};

// "exceptions", "zones", "accounts" or "movements"; nothing for another name.
std::optional<ExportTable> analysisTable(const Analysis& analysis, std::string_view name);

// Writes all rows of a table; the number of rows written.
Result<std::int64_t> writeTable(const ExportTable& table, const std::string& path, const std::string& title);

} // namespace holdfast
