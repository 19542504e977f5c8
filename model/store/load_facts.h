// SPDX-License-Identifier: GPL-3.0-or-later
// Loads the short datasets, several at once, and groups their rows by account.
#pragma once

#include "model/store/load_rows.h"

namespace holdfast {

struct FactsJob {
    TableJob table;
    const std::vector<std::uint32_t>& accountOfKey; // place of the account, or noAccount
    std::size_t accounts = 0;
    std::vector<const Database*> databases; // one per thread, all of one state; the first is this thread's
};

// Fills the short datasets but accounts, their coverage and their share of the orphans. What comes out does not depend
// on the number of threads.
Result<void> loadFacts(const FactsJob& job, Portfolio& portfolio);

} // namespace holdfast
