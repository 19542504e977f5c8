// SPDX-License-Identifier: GPL-3.0-or-later
// The facts behind an exception in the words of the review: "Active users 412 → 222, −46 % in 13 weeks".
#pragma once

#include <QString>
#include <optional>
#include <string_view>

#include "model/analysis/exceptions.h"
#include "model/review/review.h"
#include "model/store/store.h"

namespace holdfast {

// "Recent over prior" for "change"; a name that has no title shows as it is, with blanks.
QString factTitle(std::string_view fact);
// "−46.1 %", "139 days", "silent decay".
QString factValueText(const Evidence& evidence, std::string_view currency);
// "≤ −40 %": how the fact of an exception stands to its threshold; "" when it is held against nothing. `rule` is its
// rule.
QString factThresholdText(
    const Evidence& evidence, std::string_view currency, std::optional<RuleId> rule = std::nullopt);
// "≥ 40 %": what the fact of a criterion must reach for the criterion to pass.
QString criterionThresholdText(const Evidence& evidence, std::string_view currency);
// "12 Jun 2025, health.csv line 88"; what is not known is left out. The year too where it is `beside`'s.
QString factSourceText(const Evidence& evidence, const Portfolio& portfolio, std::optional<Date> beside = {});
// The stored row that says a fact; nothing where no single row does. `accountId`: of the account it is about.
std::optional<RowPlace> factPlace(const Evidence& evidence, const Portfolio& portfolio, const std::string& accountId);
// The strongest evidence as one sentence.
QString evidenceSentence(const Exception& exception, std::string_view currency);

// "New", "Worse", "Better", or "" for continuing.
QString changeWord(Change change);
// "new data", "a changed rule", "time passed", or "".
QString causeWords(Cause cause);
// "Act", "Accept loss"
// Where a zone's whole name has no room: "Realiz."
QString shortTitle(Zone zone);
QString decisionWord(DecisionKind kind);
// "T. Okafor, 11 Jul", "until 14 Jul", "to the COO"
QString decisionDetail(const Decision& decision);

// "12 Jun", with the year when it is not `beside`'s.
QString shortDate(Date day, Date beside);

} // namespace holdfast
