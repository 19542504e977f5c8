// SPDX-License-Identifier: GPL-3.0-or-later
// What happened at one account, day by day, in words.
#pragma once

#include <string>
#include <vector>

#include "model/analysis/analysis.h"

namespace holdfast {

struct AccountEvent {
    Date day;
    std::string kind; // "Meeting", "Ticket"
    std::string what;
};

// The facts of an account in (after, D], newest first; those of one day in the order of the datasets.
std::vector<AccountEvent> accountEvents(const Analysis& analysis, AccountId account, Date after);

} // namespace holdfast
