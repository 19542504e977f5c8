// SPDX-License-Identifier: GPL-3.0-or-later
// The texts that stand for choices in mappings, on the command line and in known exports.
#pragma once

#include <optional>
#include <string_view>

#include "model/import/mapping.h"

namespace holdfast {

std::string_view nameOf(DateOrder order); // "dmy"
std::optional<DateOrder> dateOrderFromName(std::string_view name);

// What a column of a file can be bound to beside the columns of its dataset.
constexpr std::string_view subscriptionReference = "@subscription_id"; // finds the account
constexpr std::string_view emailReference = "@email";
constexpr std::string_view nameReference = "@account_name";
constexpr std::string_view intervalReference = "@interval"; // how often the amount is paid; values: text → times a year

} // namespace holdfast
