// SPDX-License-Identifier: GPL-3.0-or-later
// Loads usage and feature usage from their weekly chunks into columns grouped by account.
#pragma once

#include <cstdint>
#include <vector>

#include "model/store/load_rows.h"

namespace holdfast {

struct FeedJob {
    const Database& database; // of this thread, inside its read transaction
    const std::vector<Database>& readers; // of the same state, one for each further thread
    const std::vector<std::uint32_t>& accountOfKey; // place of the account, or noAccount
    std::size_t accounts = 0;
    const CancelToken& cancel;
};

// Fills usage, featureUsage, their coverage and their share of the orphans.
Result<void> loadFeeds(const FeedJob& job, Portfolio& portfolio);

} // namespace holdfast
