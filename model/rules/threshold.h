// SPDX-License-Identifier: GPL-3.0-or-later
// A number that a rule, a criterion or a figure is held against: one row in its table, read by the engine, Settings and
// the help alike.
#pragma once

#include <string_view>

namespace holdfast {

struct ThresholdSpec {
    std::string_view name; // "change_high": what evidence, formulas and Settings call it
    double value; // default
    std::string_view unit; // "ratio", "days", "users", "weeks", "count", "score"
    std::string_view meaning; // "A change at or below this is high."
};

} // namespace holdfast
