// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/stored_cell.h"

#include <array>
#include <charconv>

#include "model/base/date.h"
#include "model/base/money.h"

namespace holdfast {

std::string integerText(std::int64_t value, const ColumnSpec& column)
{
    switch (column.type) {
    case ColumnType::Date:
        return Date(static_cast<std::int32_t>(value)).toIso();
    case ColumnType::Money:
        return Money{value}.toText();
    case ColumnType::Rate:
        return Rate{value}.toText();
    case ColumnType::Bool:
        return value != 0 ? "true" : "false";
    case ColumnType::Enum:
        return std::string(enumText(column.values, static_cast<int>(value)));
    default:
        return std::to_string(value);
    }
}

std::string realText(double value)
{
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    return std::string(digits.data(), end);
}

std::string cellText(const Statement& row, int at, const ColumnSpec& column)
{
    if (row.isNull(at))
        return {};
    switch (column.type) {
    case ColumnType::Date:
    case ColumnType::Money:
    case ColumnType::Rate:
    case ColumnType::Bool:
    case ColumnType::Enum:
    case ColumnType::Int:
        return integerText(row.integer(at), column);
    case ColumnType::Number:
        return realText(row.real(at));
    default:
        return std::string(row.text(at));
    }
}

} // namespace holdfast
