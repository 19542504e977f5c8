// SPDX-License-Identifier: GPL-3.0-or-later
// What of the store's settings changes a figure.
#pragma once

#include "model/rules/rules.h"

namespace holdfast {

struct AnalysisSettings {
    double defaultMargin = 0.80; // gross margin of accounts without their own
    RuleSettings rules;

    bool operator==(const AnalysisSettings&) const = default;
};

} // namespace holdfast
