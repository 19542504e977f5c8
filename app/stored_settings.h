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

// The risks of recorded reviews, as warnings of a churn.
std::vector<RecordedWarning> recordedWarnings(const Recorded& recorded, const Portfolio& portfolio);

// An analysis beside what is recorded of reviews: everything a panel or the deck shows.
// `shown`: number of a closed review that is looked at; 0 for the present.
ReviewBundle reviewOf(const Recorded& recorded, const AnalysisPtr& analysis, std::int64_t shown = 0);

} // namespace holdfast
