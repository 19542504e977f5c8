// SPDX-License-Identifier: GPL-3.0-or-later
// The slides of each section of the deck. Titles are sentences made from the results: each function below states the
// rule by which its title is chosen, so that no title is ever false.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/report/deck_outline.h"

namespace holdfast {

using Slides = std::vector<Slide>;

// Cover: store, cadence, day, what is in it.
Slides coverSlides(const ReviewBundle& review, const DeckChoice& choice);
// Triggers that fire, ARR at risk, critical exceptions without a decision.
Slides weekSlides(const ReviewBundle& review);
// NRR against the period before, with the two accounts that moved it most in the same direction.
Slides waterfallSlides(const ReviewBundle& review);
// The movement with the most points in the direction of the change.
Slides driverSlides(const ReviewBundle& review);
// The segment with the lowest NRR (the first of equals).
Slides segmentSlides(const ReviewBundle& review, std::size_t most = 0);
// Every account by owner, with what each owner's accounts come to.
Slides bookSlides(const ReviewBundle& review, std::size_t most = 0);
// The zone to fix first, or that none is broken.
Slides zoneSlides(const ReviewBundle& review);
Slides greenButDyingSlides(const ReviewBundle& review, std::size_t most = 0);
// One slide per lane: exceptions, accounts and their ARR, how many are decided.
Slides exceptionSlides(const ReviewBundle& review, std::size_t most = 0);
Slides stalledSlides(const ReviewBundle& review, std::size_t most = 0);
Slides expansionSlides(const ReviewBundle& review, std::size_t most = 0);
Slides renewalSlides(const ReviewBundle& review, std::size_t most = 0); // 0..180 days ahead
Slides accountSlides(const ReviewBundle& review, const DeckChoice& choice);
// What the next owner of an account has to know: contract, people, outcomes and commitments, risks, the last twelve
// months, decisions.
Slides handoffSlides(const ReviewBundle& review, AccountId account);
Slides decisionSlides(const ReviewBundle& review);
Slides qualitySlides(const ReviewBundle& review);
Slides definitionSlides(const ReviewBundle& review);

// --- words that several sections share ---

// "1 account", "12 accounts", thousands separated.
std::string plural(std::int64_t count, std::string_view one, std::string_view many);
// "four", up to twelve; figures beyond.
std::string countWord(std::int64_t count);
std::string capitalised(std::string text);
// A name cut after so many characters, so that a title keeps to two lines.
std::string shortened(std::string_view name, std::size_t characters = 36);
std::string accountName(const Analysis& analysis, const std::optional<AccountId>& account);
// "Sources: subscriptions.csv (to 30 Jun 2025), … As of 30 Jun 2025." for the datasets that the figures rest on.
std::string sourcesText(const Analysis& analysis, const std::vector<DatasetId>& datasets);
// "NRR = (opening + …) / opening." from the table of metrics.
std::string formulaText(std::string_view metric);
// What was decided: "Act", "Watch until 14 Jul 2025", "–".
std::string decisionText(const ExceptionState& state);
// Who acts: the decision's, else the account's owner, else "–".
std::string ownerText(const Analysis& analysis, const Exception& exception, const ExceptionState& state);
const ExceptionState& stateOf(const ReviewBundle& review, std::size_t exception);
// The part of a list of exceptions that the deck names: those of the first `most` accounts that are not out of the way
// (0: all), and what it says of the others.
struct ListCut {
    std::vector<std::size_t> places;
    std::string below;
};
ListCut cutList(const ReviewBundle& review, const std::vector<std::size_t>& places, std::size_t most);
// "Below the line: 12 accounts with $3.1M of ARR.", or nothing.
std::string restSentence(
    std::size_t rest, std::string_view one, std::string_view many, Money arr, std::string_view currency);
// " 6 rules not evaluated: no surveys; no invoices.", or their number alone where the list is long; nothing for none.
std::string notEvaluatedNote(const Analysis& analysis);
// "feature usage, sponsor attended" for what a rule misses.
std::string missingWords(std::string missing);
// How many rules of a lane could not be evaluated.
std::int64_t notEvaluatedIn(const Analysis& analysis, Lane lane);
// What a closed review of a large book says of an account that nothing was said about.
inline constexpr const char* notKept =
    "This closed review kept the revenue and a year of active users of this account; "
    "its other facts were not part of it.";

// --- parts of an account's pages, shared by its one page and its handoff pack ---
Figures accountFigures(const ReviewBundle& review, AccountId account);
std::string accountTitle(const ReviewBundle& review, AccountId account);
SlideTable outcomeTable(const Analysis& analysis, AccountId account);
SlideTable accountActions(const ReviewBundle& review, const std::string& accountId);
// The decisions of the review.
SlideTable decisionTable(const ReviewBundle& review);
// What was ever decided about an account, in the reviews of all cadences up to the day, newest first.
SlideTable accountDecisions(const ReviewBundle& review, const std::string& accountId);

// "active users 412 → 222, −46 % in 13 weeks"; nothing where the rule's title says it all.
std::string strongestEvidence(const Exception& exception, std::string_view currency);
// SHA-256 of all that a review's deck is made from, findings, decisions and actions, in hexadecimal.
std::string inputsChecksum(const ReviewBundle& review);
// The columns and rows of exceptions with evidence, next action, decision, owner and due date.
SlideTable exceptionTable(const ReviewBundle& review, const std::vector<std::size_t>& exceptions);

} // namespace holdfast
