// SPDX-License-Identifier: GPL-3.0-or-later
// A portfolio with what is known of it on a day, for tests of the figures of the year up to 30 June 2025.
#pragma once

#include "model/analysis/retention.h"
#include "tests/support/portfolio_builder.h"

namespace holdfast {

inline const Period year{day("2024-06-30"), day("2025-06-30")};

struct KnownBook {
    PortfolioPtr portfolio;
    AnalysisSettings settings;
    DayContext context;

    explicit KnownBook(const PortfolioBuilder& book, Date asOf = year.to, const Filter& filter = {})
        : portfolio(book.build())
        , context(*portfolio, settings, asOf, filter)
    {
    }
    Retention figures(Period period = year) const { return retention(context, period); }
};

} // namespace holdfast
