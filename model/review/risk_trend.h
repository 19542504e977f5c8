// SPDX-License-Identifier: GPL-3.0-or-later
// ARR at risk over the past year: what the rules in force find at each month end in what was known by then.
#pragma once

#include <vector>

#include "model/base/progress.h"
#include "model/review/review.h"

namespace holdfast {

// The last twelve month ends up to the day of the analysis, then that day when it is none.
std::vector<Date> riskTrendDays(Date asOf);
// ARR at risk on one day, with the rules and the filter of an analysis.
Money arrAtRiskOn(const Analysis& analysis, Date day);
// One point per day; fewer when cancelled.
std::vector<RiskPoint> riskTrend(const Analysis& analysis, const CancelToken& cancel);

} // namespace holdfast
