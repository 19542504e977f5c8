// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/report/table_writer.h"

#include <algorithm>

#include "model/report/table_writer_formats.h"

namespace holdfast {

bool startsFormula(char c)
{
    return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r';
}

std::size_t utf16Length(std::string_view text)
{
    std::size_t length = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xc0U) != 0x80U)
            length += byte >= 0xf0U ? 2 : 1;
    }
    return length;
}

Result<void> checkLength(std::string_view cell, const ExportColumn& column, std::int64_t row)
{
    if (cell.size() > greatestCell && utf16Length(cell) > greatestCell)
        return failure(ErrorCode::TooLarge,
            "row " + std::to_string(row) +
                " has a text longer than the 32,767 characters a spreadsheet's cell holds; nothing was written",
            Place{{}, {}, 0, column.name});
    return {};
}

CellType cellType(ColumnType type)
{
    switch (type) {
    case ColumnType::Date:
        return CellType::Date;
    case ColumnType::Int:
        return CellType::Integer;
    case ColumnType::Number:
    case ColumnType::Rate:
        return CellType::Number;
    case ColumnType::Money:
        return CellType::Money;
    default:
        return CellType::Text;
    }
}

std::string escapeCell(std::string_view text)
{
    const auto first = text.find_first_not_of('\'');
    if (first == std::string_view::npos || !startsFormula(text[first]))
        return std::string(text);
    return "'" + std::string(text);
}

std::string unescapeCell(std::string_view text)
{
    const auto first = text.find_first_not_of('\'');
    if (first == std::string_view::npos || first == 0 || !startsFormula(text[first]))
        return std::string(text);
    return std::string(text.substr(1));
}

Result<std::unique_ptr<TableWriter>> TableWriter::create(
    const std::string& path, const std::vector<ExportColumn>& columns, const std::string& title)
{
    const auto endsWith = [&](std::string_view suffix) {
        return path.size() > suffix.size() &&
            std::equal(suffix.begin(), suffix.end(), path.end() - static_cast<std::ptrdiff_t>(suffix.size()),
                [](char a, char b) { return a == b || (b >= 'A' && b <= 'Z' && a == b + 32); });
    };
    if (endsWith(".csv"))
        return createCsv(path, columns);
    if (endsWith(".xlsx"))
        return createXlsx(path, columns, title);
    return failure(ErrorCode::Usage, "a table is written as .csv or .xlsx; name the file so", Place{path, {}, 0, {}});
}

} // namespace holdfast
