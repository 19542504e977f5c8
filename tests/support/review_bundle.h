// SPDX-License-Identifier: GPL-3.0-or-later
// A whole review of a test portfolio, without a store: analysed as of a day, compared with nothing.
#pragma once

#include "model/review/review.h"
#include "tests/support/portfolio_builder.h"

namespace holdfast {

inline ReviewBundle bundleOf(const PortfolioPtr& portfolio, Date asOf, const std::vector<ActionItem>& actions = {},
    const AnalysisSettings& settings = {})
{
    AnalysisRequest request;
    request.period = yearUpTo(asOf);
    return compareReview(analyse(portfolio, settings, request), Cadence::Weekly, {}, {}, actions);
}

} // namespace holdfast
