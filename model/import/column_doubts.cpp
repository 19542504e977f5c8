// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/import/column_doubts.h"

#include <algorithm>

#include "model/import/dates.h"
#include "model/import/mapping_names.h"
#include "model/import/rejected_rows.h"
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

bool hasWord(const std::string& text, std::string_view word)
{
    const auto isEdge = [&text](std::size_t at) {
        return at >= text.size() || std::string_view(" ()[]/,.:").find(text[at]) != std::string_view::npos;
    };
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        if ((at == 0 || isEdge(at - 1)) && isEdge(at + word.size()))
            return true;
    }
    return false;
}

// What the whole header, its parenthesis too, says of the unit of its amounts: "MRR (in cents)", "ARR ($k)".
std::optional<Units> namedUnits(const std::string& header)
{
    const std::string text = folded(header);
    const auto names = [&text](std::initializer_list<std::string_view> words) {
        return std::any_of(words.begin(), words.end(), [&text](std::string_view word) { return hasWord(text, word); });
    };
    if (names({"cents", "cent", "minor", "pence", "\xC2\xA2"}))
        return Units::Minor;
    if (names({"thousand", "thousands", "000s", "'000", "000", "k", "$k", "k$", "\xE2\x82\xACk", "k\xE2\x82\xAC",
            "\xC2\xA3k", "k\xC2\xA3", "usd k", "k usd", "kusd", "keur", "kgbp", "tsd", "teur"}))
        return Units::Thousands;
    return std::nullopt;
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
        // A name of its own is sure; one that says more in a parenthesis is not.
        const bool own = recognition.isTemplate && folded(binding.header) == header;
        std::string doubt;
        const int place = spec.column(binding.column);
        if (isScoreLike(header) && !own && !knownExport) {
            doubt = "its meaning and direction differ between tools";
            recognition.questions.push_back({binding.header,
                "What does “" + binding.header + "” say? Its meaning and direction differ between tools.",
                {"leave out", binding.column.empty() ? "choose a column" : binding.column}, QuestionKind::Meaning,
                binding.position, binding.column});
        } else if ((place >= 0 || binding.column == monthlyReference) && !own) {
            const ColumnType type = place >= 0 ? spec.columns[static_cast<std::size_t>(place)].type : ColumnType::Money;
            const auto values = valuesOf(table, static_cast<std::size_t>(binding.position));
            if (type == ColumnType::Date && !knownExport && holdsEpochs(values)) {
                doubt = "its values look like Unix times";
                recognition.questions.push_back({binding.header,
                    "Are the numbers of “" + binding.header + "” Unix times (seconds or milliseconds since 1970)?",
                    {"yes", "leave out"}, QuestionKind::Epoch, binding.position, binding.column});
            } else if (type == ColumnType::Money && !binding.units && !knownExport) {
                const auto named = namedUnits(binding.header);
                if (named == Units::Thousands || named == Units::Minor || looksMinor(table, values)) {
                    const std::string units = named == Units::Thousands ? "thousands" : "cents";
                    doubt = "its amounts look like " + units;
                    recognition.questions.push_back({binding.header,
                        "Are the amounts of “" + binding.header + "” in " + units + "?",
                        {units, "whole units", "leave out"}, QuestionKind::Units, binding.position, binding.column});
                }
            }
        }
        if (!doubt.empty()) {
            binding.column.clear();
            binding.why = "not asked on the command line: " + doubt;
            recognition.warnings.push_back({"unmapped column",
                "column “" + binding.header + "” stays unmapped because " + doubt + "; decide it with --mapping", 1});
        } else if (isRemarkHeader(header)) {
            binding.why = "a remark of a file of rejected rows";
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
