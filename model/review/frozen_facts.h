// SPDX-License-Identifier: GPL-3.0-or-later
// A portfolio, or a part of it, as bytes: what a closed review keeps of the facts, and what was known on an earlier
// day.
#pragma once

#include <optional>
#include <vector>

#include "model/portfolio/portfolio.h"
#include "model/review/frozen_archive.h"

namespace holdfast {

// How much of an account is kept.
enum class Keep : std::uint8_t {
    Nothing, // the account is left out
    Revenue, // what its ARR and its figures rest on, and a year of weekly users
    Everything,
};

struct FactsPlan {
    std::vector<Keep> accounts; // per account of the portfolio
    std::optional<Date> knownOn; // what happened after this day is left out
    std::optional<std::int64_t> lastImport; // rows that a later import touched are left out
};

void freezeFacts(FreezeWriter& archive, const Portfolio& portfolio, const FactsPlan& plan, Date asOf);
// The portfolio takes its names through the reader that was made with them. Per account: whether everything was kept.
std::vector<bool> thawFacts(ThawReader& archive, Portfolio& portfolio);

// A portfolio of some accounts alone, as it was known on an earlier day.
PortfolioPtr knownPortfolio(const Portfolio& portfolio, const FactsPlan& plan, Date asOf);

} // namespace holdfast
