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

Result<std::vector<ReviewRecord>> loadRecords(Store& store); // of all cadences, newest first
Result<std::vector<Decision>> loadDecisions(Store& store, const std::vector<ReviewRecord>& records);
Result<std::vector<ActionItem>> loadActions(Store& store);

// The exceptions of recorded reviews, as warnings of a churn.
Result<std::vector<RecordedWarning>> recordedWarnings(Store& store, const Portfolio& portfolio);

// An analysis beside what the store records of reviews: everything a panel or the deck shows.
Result<ReviewBundle> reviewOf(Store& store, const AnalysisPtr& analysis);

} // namespace holdfast
