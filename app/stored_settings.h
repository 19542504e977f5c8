// SPDX-License-Identifier: GPL-3.0-or-later
// Settings and recorded reviews between their stored text and the values of the model.
#pragma once

#include <vector>

#include "model/review/review.h"
#include "model/store/review_store.h"
#include "model/store/store.h"
#include "ui/panels/review_desk.h"

namespace holdfast {

Result<DeskSettings> loadSettings(Store& store);
// Writes what differs from what is stored.
Result<void> saveSettings(Store& store, const DeskSettings& settings);

std::string settingsJson(const AnalysisSettings& settings);
AnalysisSettings settingsFromJson(const std::string& json);

// A record as a stored review keeps it for ever, and back.
StoredReview storedReview(const ReviewRecord& record, const Filter& filter, const std::string& now);
ReviewRecord recordOf(const StoredReview& stored);

// All that a store records besides facts; loaded at once, so that reviews can be compared without the store.
struct Recorded {
    DeskSettings settings;
    std::vector<ReviewRecord> records; // of all cadences, newest first
    std::vector<Decision> decisions; // oldest first
    std::vector<ActionItem> actions;
};
Result<Recorded> loadRecorded(Store& store);
// Decisions and actions alone, into what is there of the reviews.
Result<void> reloadDecisions(Store& store, Recorded& recorded);

// The risks of recorded reviews, as warnings of a churn.
std::vector<RecordedWarning> recordedWarnings(const Recorded& recorded, const Portfolio& portfolio);

// The records of one cadence, newest first.
std::vector<ReviewRecord> recordsOf(const Recorded& recorded, Cadence cadence);

// An analysis beside what is recorded of reviews: everything a panel or the deck shows, but the causes of changes.
ReviewBundle reviewOf(const Recorded& recorded, const AnalysisPtr& analysis);

// A closed review as it was kept; nothing where it is open, or a program that kept less closed it.
Result<std::optional<ReviewBundle>> readKept(Store& store, std::int64_t review);
// What can be said of a closed review that was not kept: its day, rules and decisions on today's facts.
ReviewBundle closedFromToday(const Recorded& recorded, const ReviewRecord& record, const PortfolioPtr& portfolio);

} // namespace holdfast
