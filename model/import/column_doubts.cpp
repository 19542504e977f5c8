// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/import/column_doubts.h"

#include <algorithm>

#include "model/import/dates.h"
#include "model/import/values.h"

namespace holdfast {

namespace {

// The sampled values of a column that are not missing.
std::vector<std::string_view> valuesOf(const Table& table, std::size_t position)
{
    std::vector<std::string_view> values;
    for (const auto& row : table.sample) {
        if (position < row.size() && !isMissingText(trimmed(row[position])))
            values.push_back(trimmed(row[position]));
    }
    return values;
}

bool isScoreLike(const std::string& header)
{
    return header == "nrr" || header == "grr" || header == "score" || header == "health score" ||
        header == "net revenue retention" || header == "gross revenue retention";
}

bool holdsEpochs(const std::vector<std::string_view>& values)
{
    return std::any_of(
        values.begin(), values.end(), [](std::string_view value) { return readDate(value).form == DateForm::Epoch; });
}

bool namesMinorUnits(const std::string& header)
{
    const auto has = [&header](std::string_view word) {
        const std::size_t at = header.find(word);
        return at != std::string::npos && (at == 0 || header[at - 1] == ' ') &&
            (at + word.size() == header.size() || header[at + word.size()] == ' ');
    };
    return has("cents") || has("cent") || has("minor") || has("pence");
}

// Whole numbers only, each of three and more digits, beside ids or times that only a billing API writes.
bool looksMinor(const Table& table, const std::vector<std::string_view>& values)
{
    if (values.empty())
        return false;
    const bool whole = std::all_of(values.begin(), values.end(), [](std::string_view value) {
        return value == "0" || (value.find_first_not_of("-0123456789") == std::string_view::npos && value.size() >= 3);
    });
    if (!whole)
        return false;
    for (std::size_t column = 0; column < table.headers.size(); ++column) {
        const auto others = valuesOf(table, column);
        const bool api = !others.empty() && std::all_of(others.begin(), others.end(), [](std::string_view value) {
            for (const std::string_view prefix : {"cus_", "sub_", "in_", "si_", "price_", "ch_", "pi_"}) {
                if (value.starts_with(prefix))
                    return true;
            }
            return readDate(value).form == DateForm::Epoch;
        });
        if (api)
            return true;
    }
    return false;
}

} // namespace

void raiseDoubts(const Table& table, Recognition& recognition)
{
    if (!recognition.dataset)
        return;
    const DatasetSpec& spec = dataset(*recognition.dataset);
    const bool knownExport = !recognition.mapping.profile.empty();
    for (ColumnBinding& binding : recognition.mapping.columns) {
        const std::string header = normalisedHeader(binding.header);
        std::string doubt;
        const int place = spec.column(binding.column);
        if (isScoreLike(header) && !recognition.isTemplate && !knownExport) {
            doubt = "its meaning and direction differ between tools";
            recognition.questions.push_back({binding.header,
                "What does “" + binding.header + "” say? Its meaning and direction differ between tools.",
                {"leave out", binding.column.empty() ? "choose a column" : binding.column}, QuestionKind::Meaning,
                binding.position, binding.column});
        } else if (place >= 0 && !recognition.isTemplate) {
            const ColumnType type = spec.columns[static_cast<std::size_t>(place)].type;
            const auto values = valuesOf(table, static_cast<std::size_t>(binding.position));
            if (type == ColumnType::Date && !knownExport && holdsEpochs(values)) {
                doubt = "its values look like Unix times";
                recognition.questions.push_back({binding.header,
                    "Are the numbers of “" + binding.header + "” Unix times (seconds or milliseconds since 1970)?",
                    {"yes", "leave out"}, QuestionKind::Epoch, binding.position, binding.column});
            } else if (type == ColumnType::Money && !binding.units && !knownExport &&
                (namesMinorUnits(header) || looksMinor(table, values))) {
                doubt = "its amounts look like cents";
                recognition.questions.push_back(
                    {binding.header, "Are the amounts of “" + binding.header + "” in cents?",
                        {"cents", "whole units", "leave out"}, QuestionKind::Units, binding.position, binding.column});
            }
        }
        if (!doubt.empty()) {
            binding.column.clear();
            binding.why = "not asked on the command line: " + doubt;
            recognition.warnings.push_back({"unmapped column",
                "column “" + binding.header + "” stays unmapped because " + doubt + "; decide it with --mapping", 1});
        } else if (binding.column.empty()) {
            binding.why = "no column of " + std::string(spec.name) + " is called so";
            recognition.warnings.push_back({"unmapped column", "column “" + binding.header + "” is not mapped", 1});
        }
    }
    if (!recognition.importable)
        return;
    // A doubt may have taken a required column away.
    for (const ColumnSpec& column : spec.columns) {
        const bool wasDoubted = column.required &&
            std::none_of(recognition.mapping.columns.begin(), recognition.mapping.columns.end(),
                [&](const ColumnBinding& binding) { return binding.column == column.name; }) &&
            std::any_of(recognition.mapping.columns.begin(), recognition.mapping.columns.end(),
                [](const ColumnBinding& binding) { return binding.why.starts_with("not asked"); }) &&
            !recognition.mapping.constants.contains(std::string(column.name)) && column.type != ColumnType::Account &&
            column.name != "arr";
        const bool arrDoubted = column.required && column.name == "arr" &&
            std::none_of(recognition.mapping.columns.begin(), recognition.mapping.columns.end(),
                [](const ColumnBinding& binding) { return binding.column == "arr" || binding.column == "mrr"; });
        if (!wasDoubted && !arrDoubted)
            continue;
        recognition.importable = false;
        recognition.why += ", but " + std::string(column.name) + " must be decided with --mapping";
    }
}

} // namespace holdfast
