// SPDX-License-Identifier: GPL-3.0-or-later
// One stored value as text.
#pragma once

#include <string>

#include "model/datasets/datasets.h"
#include "model/store/sqlite.h"

namespace holdfast {

// The value in place `at` of a row of the table, as an export writes it: ISO dates, exact decimals, the words of an
// enum;
// "" when it is missing.
std::string cellText(const Statement& row, int at, const ColumnSpec& column);

} // namespace holdfast
