// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded reviews in the store: opened, decided and closed; written as it happens.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/base/date.h"
#include "model/base/result.h"
#include "model/store/store.h"

namespace holdfast {

// As stored: names, not numbers of the program, so that a review can be read for ever.
struct StoredReview {
    std::int64_t number = 0;
    std::string cadence; // "weekly", "monthly", "quarterly"
    Date asOf;
    Date from;
    std::string filter; // JSON
    std::string settings; // JSON: the rule overrides in force
    std::string openedAt; // ISO timestamp
    std::optional<std::string> closedAt;
    std::string frozen; // JSON: exceptions and figures, for comparison with later reviews
};

// What a closed review keeps for ever, as model/review/frozen_review.h lays it out.
struct KeptReview {
    std::int64_t version = 0;
    std::string checksum;
    std::string bytes;
};

struct StoredDecision {
    std::int64_t number = 0;
    std::int64_t review = 0;
    std::string accountId; // "" for the portfolio
    std::string rule;
    std::string kind; // "act", "watch", "escalate", "accept", "dismiss", "done"
    std::string who; // owner or to whom
    std::optional<Date> until; // due date of an action, end of a watch
    std::string note; // note or reason
    std::string decidedAt;
    bool undone = false;
};

struct StoredAction {
    std::int64_t number = 0;
    std::int64_t decision = 0;
    std::string accountId;
    std::string rule;
    std::string title;
    std::string owner;
    std::optional<Date> due;
    std::optional<Date> doneOn;
};

// All functions write at once, in a transaction of their own.
Result<std::vector<StoredReview>> reviews(Store& store); // newest first; `frozen` included
Result<std::int64_t> addReview(Store& store, const StoredReview& review);
// The number of the open review of a cadence and day.
Result<std::optional<std::int64_t>> findOpenReview(Store& store, const std::string& cadence, Date asOf);
Result<void> closeReview(
    Store& store, std::int64_t review, const std::string& closedAt, const std::string& frozen, const KeptReview& kept);
// Nothing for a review that is open, or was closed by a program that kept less.
Result<std::optional<KeptReview>> keptReview(Store& store, std::int64_t review);
Result<std::vector<StoredDecision>> decisions(Store& store); // of all reviews, oldest first, undone ones left out
Result<std::int64_t> addDecision(Store& store, const StoredDecision& decision);
Result<void> undoDecision(
    Store& store, std::int64_t decision); // also takes its action back; refused when its review is closed
Result<std::vector<StoredAction>> actions(Store& store);
Result<std::int64_t> addAction(Store& store, const StoredAction& action);
Result<void> setActionDone(Store& store, std::int64_t action, std::optional<Date> doneOn);

} // namespace holdfast
