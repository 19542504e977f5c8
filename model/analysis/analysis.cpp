// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/analysis.h"

namespace holdfast {

std::shared_ptr<Analysis> analyse(PortfolioPtr portfolio, const AnalysisSettings& settings, const AnalysisRequest& request,
    const std::vector<RecordedWarning>& recorded, const CancelToken& cancel)
{
    auto result = std::make_shared<Analysis>();
    result->portfolio = std::move(portfolio);
    result->settings = settings;
    result->request = request;
    result->context = std::make_unique<const DayContext>(
        *result->portfolio, result->settings, request.period.to, request.filter);
    const DayContext& context = *result->context;
    if (cancel.isCancelled())
        return nullptr;
    result->retention = retentionResult(context, request.period);
    result->triggers = triggers(context, recorded);
    if (cancel.isCancelled())
        return nullptr;
    result->decay = decay(context);
    result->source = sourceHealth(context, result->decay.shape);
    result->zones = zones(context, result->decay, result->source.broken);
    if (cancel.isCancelled())
        return nullptr;
    result->exceptions = exceptions(context, result->decay, result->zones, result->source);
    result->renewals = renewals(context, result->zones, result->exceptions);
    return result;
}

Period yearUpTo(Date day)
{
    return {day.oneYearEarlier(), day};
}

} // namespace holdfast
