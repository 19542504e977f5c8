// SPDX-License-Identifier: GPL-3.0-or-later
// ARR at risk over the past year: what the rules in force find at each month end in what was known by then.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <vector>

#include "model/base/progress.h"
#include "model/review/review.h"

namespace holdfast {

// The last twelve month ends up to the day of the analysis, then that day when it is none.
std::vector<Date> riskTrendDays(Date asOf);
// What was found so far with one set of facts, rules and filter, so that no day is looked at twice: by the window and
// again when the review is closed. From any thread.
class RiskMemo {
public:
    std::optional<Money> find(Date day) const
    {
        const std::lock_guard lock(mutex_);
        const auto found = arr_.find(day);
        return found == arr_.end() ? std::nullopt : std::optional(found->second);
    }
    void keep(Date day, Money arr)
    {
        const std::lock_guard lock(mutex_);
        arr_.insert_or_assign(day, arr);
    }

private:
    mutable std::mutex mutex_;
    std::map<Date, Money> arr_;
};

// ARR at risk on one day, with the rules and the filter of an analysis.
Money arrAtRiskOn(const Analysis& analysis, Date day);
// One point per day; fewer when cancelled. `memo`: of this analysis' facts, rules and filter, or null.
std::vector<RiskPoint> riskTrend(const Analysis& analysis, RiskMemo* memo, const CancelToken& cancel);

} // namespace holdfast
