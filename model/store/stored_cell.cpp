// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/stored_cell.h"

#include <array>
#include <charconv>

#include "model/base/date.h"
#include "model/base/money.h"

namespace holdfast {

std::string cellText(const Statement& row, int at, const ColumnSpec& column)
{
    if (row.isNull(at))
        return {};
    switch (column.type) {
    case ColumnType::Date:
        return Date(static_cast<std::int32_t>(row.integer(at))).toIso();
    case ColumnType::Money:
        return Money{row.integer(at)}.toText();
    case ColumnType::Rate:
        return Rate{row.integer(at)}.toText();
    case ColumnType::Bool:
        return row.integer(at) != 0 ? "true" : "false";
    case ColumnType::Enum:
        return std::string(enumText(column.values, static_cast<int>(row.integer(at))));
    case ColumnType::Int:
        return std::to_string(row.integer(at));
    case ColumnType::Number: {
        std::array<char, 32> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), row.real(at)).ptr;
        return std::string(digits.data(), end);
    }
    default:
        return std::string(row.text(at));
    }
}

} // namespace holdfast
