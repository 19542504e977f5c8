// SPDX-License-Identifier: GPL-3.0-or-later
// What the tables of the Revenue panel hold: drivers, groups, every figure of a breakdown, and the accounts behind a
// place of a chart.
#pragma once

#include "model/analysis/analysis.h"
#include "ui/tables/record_models.h"

namespace holdfast {

QString dimensionTitle(Dimension dimension);

std::vector<TableColumnSpec> driverColumns();
std::vector<TableRecord> driverRows(const Analysis& analysis);

// Retention of each group beside the points that its accounts add to the change of NRR; the last row is the total.
std::vector<TableColumnSpec> groupColumns();
std::vector<TableRecord> groupRows(const Analysis& analysis, Dimension dimension);

// Every figure of section "Revenue retention", with its definition as the head's tooltip.
std::vector<TableColumnSpec> breakdownColumns();
std::vector<TableRecord> breakdownRows(const Analysis& analysis, Dimension dimension);

// Id of the total's row in both; no group has it, for values are told apart by a mark before them.
QString totalRowId();
QString groupRowId(const std::string& value);
// The group of a row's id; nothing for the total.
std::optional<std::string> groupOfRow(const QString& id);

// Whether an account belongs to a group. By product: it has a subscription of that product ("" when it has none).
bool isInGroup(const Analysis& analysis, AccountId account, Dimension dimension, const std::string& value);

// A list of accounts behind something that was clicked, made off the window's thread.
struct AccountList {
    QString note; // what it is
    std::vector<AccountMovement> accounts;
    std::optional<Movement> only; // of them; nothing: all
    bool unchangedToo = false;
};
// The accounts of a start cohort from the end of their first quarter to the end of the quarter `quarters` later.
AccountList cohortAccounts(const Analysis& analysis, const std::string& cohort, int quarters);
// What moved in the year up to a day.
AccountList yearMovements(const Analysis& analysis, Date day);

} // namespace holdfast
