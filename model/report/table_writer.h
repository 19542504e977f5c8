// SPDX-License-Identifier: GPL-3.0-or-later
// Tables as CSV (UTF-8 with BOM) or XLSX, row by row, never silently cut.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/result.h"
#include "model/datasets/datasets.h"

namespace holdfast {

enum class CellType : std::uint8_t { Text, Date, Integer, Number, Money, Share };
CellType cellType(ColumnType type);

struct ExportColumn {
    std::string name;
    CellType type = CellType::Text;
};

// What a spreadsheet would run as a formula gets an apostrophe in front; unescapeCell() gives the original back.
// Applies to texts that begin with = + - @ tab or CR, after any apostrophes they already begin with.
std::string escapeCell(std::string_view text);
std::string unescapeCell(std::string_view text);

// Writes beside the target and moves it there in finish(), so that a failure leaves what was there before.
class TableWriter {
public:
    // By the suffix of `path`: .csv or .xlsx. `title`: name of the sheet. Error Usage for another suffix.
    static Result<std::unique_ptr<TableWriter>> create(
        const std::string& path, const std::vector<ExportColumn>& columns, const std::string& title);
    virtual ~TableWriter() = default;

    // Cells in canonical text: dates YYYY-MM-DD, plain decimals, "" for missing. Error TooLarge names the row and
    // column of a text over a spreadsheet's 32,767 characters, or a row over its 1,048,576 rows.
    virtual Result<void> row(const std::vector<std::string>& cells) = 0;
    // Rows written, counted again in the file where the format allows it.
    virtual Result<std::int64_t> finish() = 0;
};

} // namespace holdfast
