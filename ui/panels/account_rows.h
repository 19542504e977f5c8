// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the account panel's tables, made from the review.
#pragma once

#include <vector>

#include "model/review/review.h"
#include "ui/tables/record_models.h"

namespace holdfast {

std::vector<TableColumnSpec> accountExceptionColumns();
std::vector<TableColumnSpec> outcomeColumns();
std::vector<TableColumnSpec> contactColumns();
std::vector<TableColumnSpec> actionColumns();
std::vector<TableColumnSpec> factColumns();

// The id of a fact's row: its dataset, the place of its file in Portfolio::files, its line.
struct FactRowPlace {
    DatasetId dataset;
    std::int32_t file;
    std::uint32_t line;
};
QString factRowId(DatasetId dataset, std::int32_t file, std::uint32_t line);
std::optional<FactRowPlace> factRowPlace(const QString& rowId);

std::vector<TableRecord> accountExceptionRows(const ReviewBundle& review, AccountId account);
std::vector<TableRecord> outcomeRows(const Analysis& analysis, AccountId account); // agreed up to D
std::vector<TableRecord> contactRows(const Analysis& analysis, AccountId account); // present first, then left
// Actions of an account that are due before the as-of date and not done.
int lateActions(const ReviewBundle& review, const std::string& accountId);
// Late ones first, done ones last.
std::vector<TableRecord> actionRows(
    const ReviewBundle& review, const std::string& accountId); // id: the action's number
// Every short fact up to D, newest first: dataset, date, what it says, file and line.
std::vector<TableRecord> factRows(const Analysis& analysis, AccountId account);

} // namespace holdfast
