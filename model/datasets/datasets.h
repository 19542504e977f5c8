// SPDX-License-Identifier: GPL-3.0-or-later
// The one declarative table of datasets and their columns. Import, mapping, validation, templates, export, the
// store's columns and the help all read it; adding a column is adding a row here and a migration.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace holdfast {

enum class DatasetId : std::uint8_t {
    Accounts,
    Subscriptions,
    ArrSnapshots,
    Usage,
    FeatureUsage,
    Milestones,
    Outcomes,
    Contacts,
    Interactions,
    Tickets,
    Surveys,
    Invoices,
    Opportunities,
    Signals,
    Health,
    Feedback,
    FxRates,
};
constexpr std::size_t datasetCount = 17;

enum class ColumnType : std::uint8_t {
    Text, // UTF-8, trimmed
    Id, // text that names a row; never a destroyed number
    Account, // account_id: which account the row belongs to
    Date,
    Int, // a whole number
    Number, // a double
    Money, // cents
    Rate, // exact decimal, ten digits
    Bool,
    Enum, // one of `values`, kept as its place there
    OpenEnum, // text in lower case, `values` are the usual ones
};

struct ColumnSpec {
    std::string_view name;
    ColumnType type;
    bool required;
    bool key; // part of the dataset's key
    std::string_view values; // enum values separated by blanks, in the order of enums.h
    std::string_view synonyms; // other header names, lower case with blanks, separated by '|'
    std::string_view meaning; // one sentence for templates and help
};

struct DatasetSpec {
    DatasetId id;
    std::string_view name;
    std::string_view title; // for people: "Usage"
    std::string_view meaning;
    std::string_view mainDate; // the column whose first and last day data quality shows; "" for none
    std::span<const ColumnSpec> columns;
    bool chunked; // kept in column-wise chunks per week instead of plain rows

    // The place of a column, or -1.
    int column(std::string_view columnName) const;
};

// All datasets, in the order of DatasetId.
std::span<const DatasetSpec> datasets();
const DatasetSpec& dataset(DatasetId id);
// By name ("usage"), or nullptr.
const DatasetSpec* findDataset(std::string_view name);

// The place of an enum value in `values`, or nothing; `text` exactly as listed.
std::optional<int> enumPlace(std::string_view values, std::string_view text);
// The text of a place in `values`.
std::string_view enumText(std::string_view values, int place);

} // namespace holdfast
