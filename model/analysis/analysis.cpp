// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/analysis.h"

#include <future>

namespace holdfast {

std::shared_ptr<Analysis> analyse(PortfolioPtr portfolio, const AnalysisSettings& settings,
    const AnalysisRequest& request, const std::vector<RecordedWarning>& recorded, const CancelToken& cancel)
{
    auto result = std::make_shared<Analysis>();
    result->portfolio = std::move(portfolio);
    result->settings = settings;
    result->request = request;
    result->context =
        std::make_unique<const DayContext>(*result->portfolio, result->settings, request.period.to, request.filter);
    const DayContext& context = *result->context;
    if (cancel.isCancelled())
        return nullptr;
    // Money does not ask what usage says: both go on side by side, so that neither waits where the other has work for
    // one thread alone.
    std::future<void> money = std::async(std::launch::async | std::launch::deferred, [&] {
        result->retention = retentionResult(context, request.period);
        const bool isYear = request.period == yearUpTo(request.period.to);
        result->triggers = triggers(context, recorded, isYear ? &result->retention.total : nullptr);
    });
    result->decay = decay(context);
    result->source = sourceHealth(context, result->decay);
    result->zones = zones(context, result->decay, result->source.broken);
    if (cancel.isCancelled())
        return nullptr; // the future waits for its thread
    result->exceptions = exceptions(context, result->decay, result->zones, result->source);
    result->renewals = renewals(context, result->zones, result->exceptions);
    money.get();
    return result;
}

Period yearUpTo(Date day)
{
    return {day.oneYearEarlier(), day};
}

} // namespace holdfast
