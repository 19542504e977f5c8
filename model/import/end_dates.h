// SPDX-License-Identifier: GPL-3.0-or-later
// What the end dates of a subscriptions file mean: the first day without, or the last day of the term.
#pragma once

#include <cstdint>
#include <optional>

#include "model/base/progress.h"
#include "model/import/mapping.h"
#include "model/import/record_reader.h"

namespace holdfast {

struct EndDateDecision {
    std::int64_t cases = 0; // another subscription of the account follows
    std::int64_t dayAfter = 0; // … and starts the day after the end date
    std::optional<EndDates> meaning; // nothing with fewer than three cases
};

// Where, with at least three cases, in more than half of the cases in which another subscription of the same account
// follows (the earliest start ≥ the end among its others in the file) it starts the day after, the last day is meant.
Result<EndDateDecision> findEndDates(
    const Table& table, const Mapping& mapping, std::optional<DateOrder> dateOrder, const CancelToken& cancel);

} // namespace holdfast
