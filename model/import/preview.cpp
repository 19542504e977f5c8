// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cstdio>
#include <set>

#include "model/import/import_run.h"
#include "model/import/mapping_names.h"
#include "model/import/recognise_table.h"
#include "model/import/row_converter.h"
#include "model/import/row_pipeline.h"
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

// Reads on behind the rows that are shown: counts rows and rejected ones, and collects the accounts that rows name.
class Counting {
public:
    explicit Counting(Preview& preview)
        : preview_(preview)
    {
    }

    bool full() const { return preview_.counted >= countedRows; }
    void add(const Record& record, const RowConverter& converter, const ConvertedRow& row)
    {
        ++preview_.counted;
        preview_.countedRejects += row.rejected ? 1 : 0;
        const DatasetSpec& spec = converter.spec();
        if (row.rejected || row.account.text.empty() || spec.column("account_id") < 0)
            return;
        const auto field = static_cast<std::size_t>(std::max(converter.nameField(), 0));
        const std::string_view name = converter.nameField() < 0 ? std::string_view{} : trimmed(record.fields[field]);
        if (spec.id == DatasetId::Accounts) {
            const auto place = static_cast<std::size_t>(spec.column("name"));
            preview_.accounts.emplace_back(row.account.text, row.cells[place].text);
        } else if (queries_.size() < askedReferences &&
            seen_.emplace(static_cast<int>(row.account.kind), std::string(row.account.text)).second) {
            queries_.push_back({row.account.kind, std::string(row.account.text), std::string(name)});
        }
    }
    // A question for each reference that is no account but may mean one.
    Result<void> ask(Store& store)
    {
        const auto matches = store.matchAccounts(queries_);
        if (!matches)
            return tl::unexpected(matches.error());
        std::size_t asked = 0;
        for (std::size_t i = 0; i < queries_.size() && asked < mostQuestions; ++i) {
            const AccountMatch& match = (*matches)[i];
            if (match.known || match.candidates.empty())
                continue;
            Question question{{}, "Whose rows are those of “" + queries_[i].text + "”? (" + match.reason + ")",
                {"keep"}, QuestionKind::Account, -1, queries_[i].text};
            question.titles.emplace_back();
            question.name = queries_[i].kind == AccountKey::Id ? queries_[i].name : queries_[i].text;
            for (const auto& [id, name] : match.candidates) {
                question.answers.push_back(id);
                question.titles.push_back(name);
            }
            preview_.questions.push_back(std::move(question));
            ++asked;
        }
        return {};
    }

private:
    static constexpr std::int64_t countedRows = 20'000;
    static constexpr std::size_t askedReferences = 5'000, mostQuestions = 12;

    Preview& preview_;
    std::vector<AccountQuery> queries_;
    std::set<std::pair<int, std::string>> seen_;
};

// One row as the dialog shows it: what stands in the file, what would be stored, and what is wrong with it.
void showRow(const Record& record, const Mapping& mapping, const RowConverter* converter, const ConvertedRow& row,
    const std::vector<ValueFault>& faults, Preview& preview)
{
    std::vector<PreviewCell> cells(std::max(record.fields.size(), preview.headers.size()));
    for (std::size_t i = 0; i < record.fields.size(); ++i)
        cells[i].text = record.fields[i];
    std::string problem;
    if (converter != nullptr) {
        if (row.rejected)
            problem = row.fault.reason;
        for (const ColumnBinding& binding : mapping.columns) {
            const int place =
                converter->spec().column(binding.column == monthlyReference ? "arr" : std::string_view(binding.column));
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

Result<void> readRows(Store& store, const Table& table, const ImportOptions& options, const Mapping& mapping,
    std::size_t most, Preview& preview)
{
    auto reader = table.open();
    if (!reader)
        return tl::unexpected(reader.error());
    std::unique_ptr<RowConverter> converter;
    std::vector<ValueFault> faults;
    if (!mapping.columns.empty()) {
        converter = std::make_unique<RowConverter>(table, mapping, options.dateOrder);
        converter->onBadValue = [&faults](const ValueFault& fault) { faults.push_back(fault); };
    }
    Counting counting(preview);
    ConvertedRow row;
    const auto take = [&](const Record& record) -> Result<void> {
        faults.clear();
        if (converter) {
            if (const auto converted = converter->convert(record, row); !converted)
                return converted;
            if (!row.leftOut.empty())
                return {};
            if (row.rejected)
                faults.push_back(row.fault);
            counting.add(record, *converter, row);
        }
        if (preview.rows.size() < most)
            showRow(record, mapping, converter.get(), row, faults, preview);
        return {};
    };
    // What reads like a footer is one where no row follows, as in the import.
    std::vector<std::pair<std::int64_t, std::vector<std::string>>> suspects;
    Record record;
    for (std::size_t index = 0;; ++index) {
        if (preview.rows.size() >= most && (!converter || counting.full()))
            break;
        const auto more = (*reader)->next(record);
        if (!more)
            return tl::unexpected(more.error());
        if (!*more) {
            preview.countedAll = true;
            break;
        }
        if (index <= table.headerRecord || isEmptyRecord(record))
            continue;
        if (isFooterRecord(record) && suspects.size() < 64) {
            suspects.push_back({record.line, {record.fields.begin(), record.fields.end()}});
            continue;
        }
        for (const auto& [line, texts] : suspects) {
            const std::vector<std::string_view> fields(texts.begin(), texts.end());
            if (const auto taken = take({line, fields, RecordProblem::None}); !taken)
                return taken;
        }
        suspects.clear();
        if (const auto taken = take(record); !taken)
            return taken;
    }
    if (!converter)
        return {};
    preview.file.messages = converter->decisions();
    return counting.ask(store);
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
    Mapping mapping = recognition->mapping;
    if (recognition->dataset) {
        if (const auto asked = askDateOrders(table, options, preview, mapping); !asked)
            return tl::unexpected(asked.error());
    } else {
        mapping.columns.clear();
    }
    if (const auto read =
            readRows(store, table, options, mapping, static_cast<std::size_t>(std::max(rows, 0)), preview);
        !read)
        return tl::unexpected(read.error());
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
