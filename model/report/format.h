// SPDX-License-Identifier: GPL-3.0-or-later
// Figures as people read them: $1.24M, 104.3 %, −0.3 pt, 30 Jun 2025. Exact amounts are in tooltips and exports.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/analysis/evidence.h"
#include "model/base/ratio.h"

namespace holdfast {

constexpr std::string_view dash = "–";

std::string shortMoney(Money amount, std::string_view currency); // "$1.24M", "€964K", "CHF 812"; true minus
std::string exactMoney(Money amount, std::string_view currency); // "$1,240,311.00"
std::string percent(const Ratio& ratio, int decimals = 1); // "104.3 %" with a thin space, "–" for nothing
std::string points(double points); // "−0.3 pt", "+1.2 pt"
std::string plainNumber(double value, int decimals); // "10.6", thousands separated
std::string dateText(Date day); // "30 Jun 2025"
std::string dateText(const std::optional<Date>& day);
std::string days(std::optional<int> count); // "52 d"
std::string factText(const FactValue& value, std::string_view currency); // for people

} // namespace holdfast
