// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/report/window_table.h"

#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace holdfast {

namespace {

std::string canonical(double value)
{
    if (!std::isfinite(value))
        return {};
    std::array<char, 64> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), end.ptr};
}

struct TypeOf {
    std::optional<CellType> operator()(std::monostate) const { return std::nullopt; }
    std::optional<CellType> operator()(const std::string& text) const
    {
        return text.empty() ? std::nullopt : std::optional(CellType::Text);
    }
    std::optional<CellType> operator()(std::int64_t) const { return CellType::Integer; }
    std::optional<CellType> operator()(double) const { return CellType::Number; }
    std::optional<CellType> operator()(Money) const { return CellType::Money; }
    std::optional<CellType> operator()(Date) const { return CellType::Date; }
    std::optional<CellType> operator()(Share) const { return CellType::Share; }
};

struct TextOf {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(std::int64_t count) const { return std::to_string(count); }
    std::string operator()(double value) const { return canonical(value); }
    std::string operator()(Money amount) const { return amount.toText(); }
    std::string operator()(Date day) const { return day.toIso(); }
    std::string operator()(Share share) const { return canonical(share.value); }
};

// Counts among figures are figures; every other mixture is text.
CellType joined(CellType one, CellType other)
{
    const auto isFigure = [](CellType type) { return type == CellType::Integer || type == CellType::Number; };
    if (one == other)
        return one;
    return isFigure(one) && isFigure(other) ? CellType::Number : CellType::Text;
}

} // namespace

ExportTable exportTableOf(const WindowTable& table)
{
    ExportTable result;
    std::vector<std::optional<CellType>> types(table.heads.size());
    for (const std::vector<TableCell>& row : table.rows) {
        std::vector<std::string> cells(table.heads.size());
        for (std::size_t column = 0; column < table.heads.size() && column < row.size(); ++column) {
            if (const auto type = std::visit(TypeOf(), row[column]))
                types[column] = types[column] ? joined(*types[column], *type) : *type;
            cells[column] = std::visit(TextOf(), row[column]);
        }
        result.rows.push_back(std::move(cells));
    }
    for (std::size_t column = 0; column < table.heads.size(); ++column)
        result.columns.push_back({table.heads[column], types[column].value_or(CellType::Text)});
    return result;
}

} // namespace holdfast
