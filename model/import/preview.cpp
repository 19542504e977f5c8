// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cstdio>

#include "model/import/import_run.h"
#include "model/import/mapping_names.h"
#include "model/import/recognise_table.h"
#include "model/import/row_converter.h"
#include "model/import/tables.h"

namespace holdfast {

namespace {

std::string numberText(double value)
{
    std::array<char, 40> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%.10g", value);
    return buffer.data();
}

// A cell as it would be stored, for people.
std::string shown(const Cell& cell, const ColumnSpec& column)
{
    if (cell.kind == Cell::Kind::Missing)
        return {};
    switch (column.type) {
    case ColumnType::Date:
        return Date(static_cast<std::int32_t>(cell.integer)).toIso();
    case ColumnType::Money:
        return Money{cell.integer}.toText();
    case ColumnType::Rate:
        return Rate{cell.integer}.toText();
    case ColumnType::Bool:
        return cell.integer != 0 ? "yes" : "no";
    case ColumnType::Enum:
        return std::string(enumText(column.values, static_cast<int>(cell.integer)));
    case ColumnType::Int:
        return std::to_string(cell.integer);
    case ColumnType::Number:
        return numberText(cell.real);
    default:
        return std::string(cell.text);
    }
}

std::string shownReference(std::string_view binding, const AccountReference& account, std::string_view text)
{
    const bool used = (binding == subscriptionReference && account.kind == AccountKey::Subscription) ||
        (binding == emailReference && account.kind == AccountKey::Email) ||
        (binding == nameReference && account.kind == AccountKey::Name);
    return used ? std::string(text) : std::string{};
}

Question dateOrderQuestion(const ColumnBinding& binding)
{
    return {binding.header, "Are the dates of “" + binding.header + "” day first or month first?",
        {"day first", "month first"}, QuestionKind::DateOrder, binding.position, binding.column};
}

// The order question for every column whose dates can be read both ways; such columns are shown day first meanwhile.
Result<void> askDateOrders(const Table& table, const ImportOptions& options, Preview& preview, Mapping& shownMapping)
{
    if (options.dateOrder)
        return {};
    const DatasetSpec& spec = dataset(shownMapping.dataset);
    std::optional<ColumnScan> scan;
    for (ColumnBinding& binding : shownMapping.columns) {
        const int place = spec.column(binding.column);
        if (place < 0 || spec.columns[static_cast<std::size_t>(place)].type != ColumnType::Date || binding.dateOrder)
            continue;
        const auto position = static_cast<std::size_t>(binding.position);
        const bool numeric = std::any_of(table.sample.begin(), table.sample.end(), [position](const auto& row) {
            return position < row.size() && readDate(trimmed(row[position])).form == DateForm::Ordered;
        });
        if (!numeric)
            continue;
        if (!scan) {
            auto scanned = scanColumns(table, {});
            if (!scanned)
                return tl::unexpected(scanned.error());
            scan = std::move(*scanned);
        }
        const DateOrderVotes& votes = scan->dates[position];
        if (!votes.any() || votes.decided())
            continue;
        preview.questions.push_back(dateOrderQuestion(binding));
        binding.dateOrder = DateOrder::Dmy;
    }
    return {};
}

Result<Preview> previewTable(Store& store, const Table& table, const ImportOptions& options, int rows)
{
    Preview preview;
    auto recognition = recogniseTable(store, table, options);
    if (!recognition)
        return tl::unexpected(recognition.error());
    preview.file.file = table.label();
    preview.file.why = recognition->why;
    preview.settled = recognition->confirmed || recognition->isTemplate || !recognition->mapping.profile.empty();
    if (table.hidden && recognition->importable) { // as the import does
        recognition->importable = false;
        preview.file.why = "the sheet is hidden; show it in the workbook to import it";
    }
    if (recognition->importable)
        preview.file.dataset = recognition->dataset;
    preview.file.warnings = recognition->warnings;
    preview.file.columns = recognition->mapping.columns;
    preview.mapping = recognition->mapping;
    preview.questions = recognition->questions;
    preview.headers = table.headers;
    auto reader = table.open();
    if (!reader)
        return tl::unexpected(reader.error());
    Mapping mapping = recognition->mapping;
    std::unique_ptr<RowConverter> converter;
    std::vector<ValueFault> faults;
    if (recognition->dataset) {
        if (const auto asked = askDateOrders(table, options, preview, mapping); !asked)
            return tl::unexpected(asked.error());
        converter = std::make_unique<RowConverter>(table, mapping, options.dateOrder);
        converter->onBadValue = [&faults](const ValueFault& fault) { faults.push_back(fault); };
    }
    Record record;
    ConvertedRow row;
    for (std::size_t index = 0; preview.rows.size() < static_cast<std::size_t>(std::max(rows, 0)); ++index) {
        const auto more = (*reader)->next(record);
        if (!more)
            return tl::unexpected(more.error());
        if (!*more)
            break;
        if (index <= table.headerRecord || isEmptyRecord(record))
            continue;
        std::vector<PreviewCell> cells(std::max(record.fields.size(), table.headers.size()));
        for (std::size_t i = 0; i < record.fields.size(); ++i)
            cells[i].text = record.fields[i];
        std::string problem;
        if (converter) {
            faults.clear();
            if (const auto converted = converter->convert(record, row); !converted)
                return tl::unexpected(converted.error());
            if (row.rejected) {
                faults.push_back(row.fault);
                problem = row.fault.reason;
            }
            for (const ColumnBinding& binding : mapping.columns) {
                const int place = converter->spec().column(binding.column);
                const auto at = static_cast<std::size_t>(binding.position);
                if (row.rejected || at >= cells.size())
                    continue;
                if (place >= 0)
                    cells[at].value = shown(row.cells[static_cast<std::size_t>(place)],
                        converter->spec().columns[static_cast<std::size_t>(place)]);
                else if (binding.column.starts_with('@'))
                    cells[at].value = shownReference(binding.column, row.account, row.account.text);
            }
            for (const ValueFault& fault : faults) {
                if (fault.field >= 0 && static_cast<std::size_t>(fault.field) < cells.size())
                    cells[static_cast<std::size_t>(fault.field)].problem = fault.reason;
            }
        }
        ++preview.file.read;
        preview.file.rejected += problem.empty() ? 0 : 1;
        preview.rows.push_back(std::move(cells));
        preview.lines.push_back(record.line);
        preview.rowProblems.push_back(std::move(problem));
    }
    if (converter)
        preview.file.messages = converter->decisions();
    return preview;
}

} // namespace

Result<std::vector<Preview>> previewFile(Store& store, const std::string& file, const ImportOptions& options, int rows)
{
    const auto tables = openTables(file);
    if (!tables)
        return tl::unexpected(tables.error());
    std::vector<Preview> previews;
    for (const Table& table : *tables) {
        auto preview = previewTable(store, table, options, rows);
        if (!preview)
            return tl::unexpected(preview.error());
        previews.push_back(std::move(*preview));
    }
    return previews;
}

} // namespace holdfast
