// SPDX-License-Identifier: GPL-3.0-or-later
// The texts that stand for choices in mappings, on the command line and in known exports.
#pragma once

#include <optional>
#include <string_view>

#include "model/import/mapping.h"

namespace holdfast {

std::string_view nameOf(DateOrder order); // "dmy"
std::optional<DateOrder> dateOrderFromName(std::string_view name);
std::string_view nameOf(Units units); // "minor"
std::optional<Units> unitsFromName(std::string_view name);

// What a column of a file can be bound to beside the columns of its dataset.
constexpr std::string_view subscriptionReference = "@subscription_id"; // finds the account
constexpr std::string_view emailReference = "@email";
constexpr std::string_view nameReference = "@account_name";
constexpr std::string_view intervalReference = "@interval"; // how often the amount is paid; values: text → times a year
constexpr std::string_view monthlyReference = "@mrr"; // of accounts, that hold no mrr: taken twelve times as arr
constexpr std::string_view firstNameReference = "@first_name"; // goes before the name of a contact

constexpr std::string_view trialEndReference = "@trial_end"; // of subscriptions: before it nothing is paid
constexpr std::string_view stateReference = "@state"; // of subscriptions; values: text → "unpaid" or "trial"

// Whether the text names such a choice.
bool isReference(std::string_view column);
// What a column is bound to, in words: "start_date", "the account's name".
std::string_view inWords(std::string_view column);

} // namespace holdfast
