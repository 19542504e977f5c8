// SPDX-License-Identifier: GPL-3.0-or-later
// The definitions of the figures, in words: shown as tooltips, in the deck and in the help.
#pragma once

#include <span>
#include <string_view>

#include "model/rules/threshold.h"

namespace holdfast {

struct MetricSpec {
    std::string_view name; // the key in JSON: "nrr"
    std::string_view title; // "NRR"
    std::string_view longTitle; // "Net revenue retention"
    std::string_view definition; // one or two sentences
    std::string_view formula; // "(opening + expansion − contraction − churn) / opening"
    std::string_view unit; // "percent", "money", "years", "count", "ratio"
    std::string_view benchmark; // "< 100 % shrinking, 105–115 % healthy, ≥ 120 % best", or ""
    std::string_view example;
    std::string_view source;
    std::span<const ThresholdSpec> thresholds = {}; // the limits in the formula
};

std::span<const MetricSpec> metrics();
const MetricSpec* findMetric(std::string_view name);

} // namespace holdfast
