// SPDX-License-Identifier: GPL-3.0-or-later
// The facts of the evidence in the user's words, for the screen, the deck and exported tables alike.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/analysis/exceptions.h"

namespace holdfast {

enum class FactUnit : std::uint8_t { Plain, Share, Days };

struct FactWords {
    std::string_view fact; // the engine's name: "days_open"
    const char* title; // "Ticket open", marked for translation in the context "Evidence"
    FactUnit unit;
    const char* comparison; // how the value stands to the threshold when the rule fires: "≤", "" for neither way
};
// Null for a fact that has no words of its own.
const FactWords* factWords(std::string_view fact);
// How its value stands to its threshold when this rule fires.
std::string_view firingComparison(std::string_view fact, std::optional<RuleId> rule);

// The whole evidence of an exception: "Users, last 4 weeks: 222, 22 Jun 2025; Recent over prior: −46.1 % (limit ≤ −40
// %)".
std::string evidenceText(const Exception& exception, std::string_view currency);

} // namespace holdfast
