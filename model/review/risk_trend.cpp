// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/review/risk_trend.h"

namespace holdfast {

std::vector<Date> riskTrendDays(Date asOf)
{
    std::vector<Date> days;
    const Date lastMonthEnd = asOf.isLastOfMonth() ? asOf : asOf.addMonths(-1).lastOfMonth();
    for (int months = 11; months > 0; --months)
        days.push_back(lastMonthEnd.addMonths(-months).lastOfMonth());
    days.push_back(lastMonthEnd);
    if (days.back() != asOf)
        days.push_back(asOf);
    return days;
}

Money arrAtRiskOn(const Analysis& analysis, Date day)
{
    if (day == analysis.asOf())
        return analysis.exceptions.arrAtRisk;
    const DayContext context(*analysis.portfolio, analysis.settings, day, analysis.request.filter);
    const DecayResult decayed = decay(context);
    const SourceHealth source = sourceHealth(context, decayed);
    return exceptions(context, decayed, zones(context, decayed, source.broken), source).arrAtRisk;
}

std::vector<RiskPoint> riskTrend(const Analysis& analysis, RiskMemo* memo, const CancelToken& cancel)
{
    std::vector<RiskPoint> points;
    for (const Date day : riskTrendDays(analysis.asOf())) {
        if (cancel.isCancelled())
            break;
        const std::optional<Money> known = memo ? memo->find(day) : std::nullopt;
        points.push_back({day, known ? *known : arrAtRiskOn(analysis, day)});
        if (memo && !known)
            memo->keep(day, points.back().arr);
    }
    return points;
}

} // namespace holdfast
