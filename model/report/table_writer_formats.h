// SPDX-License-Identifier: GPL-3.0-or-later
// The two formats behind TableWriter::create().
#pragma once

#include "model/report/table_writer.h"

namespace holdfast {

constexpr std::size_t greatestCell = 32'767; // characters a spreadsheet's cell can hold
constexpr std::int64_t greatestRows = 1'048'575; // of a sheet, beside the head

// Characters as a spreadsheet counts them: UTF-16 units.
std::size_t utf16Length(std::string_view text);
// Error TooLarge for a text that no cell holds; names the column and the row of the table, counted from 1.
Result<void> checkLength(std::string_view cell, const ExportColumn& column, std::int64_t row);
bool startsFormula(char c);

Result<std::unique_ptr<TableWriter>> createCsv(const std::string& path, const std::vector<ExportColumn>& columns);
Result<std::unique_ptr<TableWriter>> createXlsx(
    const std::string& path, const std::vector<ExportColumn>& columns, const std::string& title);

} // namespace holdfast
