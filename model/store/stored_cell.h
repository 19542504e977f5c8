// SPDX-License-Identifier: GPL-3.0-or-later
// One stored value as text.
#pragma once

#include <cstdint>
#include <string>

#include "model/datasets/datasets.h"
#include "model/store/sqlite.h"

namespace holdfast {

// The value in place `at` of a row of the table, as an export writes it: ISO dates, exact decimals, the words of an
// enum;
// "" when it is missing.
std::string cellText(const Statement& row, int at, const ColumnSpec& column);
// The same of a value that is stored as a whole number or as a fraction.
std::string integerText(std::int64_t value, const ColumnSpec& column);
std::string realText(double value);

} // namespace holdfast
