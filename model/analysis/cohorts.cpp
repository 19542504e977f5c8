// SPDX-License-Identifier: GPL-3.0-or-later
// Retention over time: start cohorts quarter by quarter, and the trailing twelve months at each month end.
#include <algorithm>
#include <map>
#include <mutex>

#include "model/analysis/retention_units.h"

namespace holdfast {

namespace {

Date quarterEnd(Date day)
{
    return day.addMonths((3 - day.month() % 3) % 3).lastOfMonth();
}

// Sums over the accounts of one cohort that were customers at the end of its start quarter.
struct CohortSums {
    std::int64_t customers = 0;
    Money arr;
    std::vector<Money> keptArr; // at each quarter end
    std::vector<std::int64_t> keptCustomers;
};

// By end of the start quarter; accounts without a start under `none`.
using CohortMap = std::map<Date, CohortSums>;
constexpr Date none = always;

// `quarterEnds`: all up to the day, ascending.
void addCohort(CohortSums& sums, std::span<const ArrStep> steps, Date startQuarterEnd, Date asOf,
    const std::vector<Date>& quarterEnds)
{
    const Money opening = arrOn(steps, startQuarterEnd == none ? asOf : std::min(startQuarterEnd, asOf));
    if (opening == Money{})
        return;
    ++sums.customers;
    sums.arr += opening;
    if (startQuarterEnd == none)
        return;
    const auto first = std::lower_bound(quarterEnds.begin(), quarterEnds.end(), startQuarterEnd);
    for (auto end = first; end != quarterEnds.end(); ++end) {
        const auto quarter = static_cast<std::size_t>(end - first);
        if (quarter == sums.keptArr.size()) {
            sums.keptArr.emplace_back();
            sums.keptCustomers.push_back(0);
        }
        const Money kept = arrOn(steps, *end);
        sums.keptArr[quarter] += kept;
        sums.keptCustomers[quarter] += kept > Money{} ? 1 : 0;
    }
}

void merge(CohortSums& sums, const CohortSums& other)
{
    sums.customers += other.customers;
    sums.arr += other.arr;
    sums.keptArr.resize(std::max(sums.keptArr.size(), other.keptArr.size()));
    sums.keptCustomers.resize(sums.keptArr.size());
    for (std::size_t i = 0; i < other.keptArr.size(); ++i) {
        sums.keptArr[i] += other.keptArr[i];
        sums.keptCustomers[i] += other.keptCustomers[i];
    }
}

// Sums of one trailing year.
struct TrendSums {
    Money opening, kept, keptGross, closing;
    std::int64_t openingCustomers = 0, retainedCustomers = 0;

    void add(Money a, Money b)
    {
        closing += b;
        if (a == Money{})
            return;
        opening += a;
        kept += b;
        keptGross += std::min(a, b);
        ++openingCustomers;
        retainedCustomers += b > Money{} ? 1 : 0;
    }
    void add(const TrendSums& other)
    {
        opening += other.opening;
        kept += other.kept;
        keptGross += other.keptGross;
        closing += other.closing;
        openingCustomers += other.openingCustomers;
        retainedCustomers += other.retainedCustomers;
    }
};

} // namespace

// NRR of a cohort in its quarter k = Σ ARR at the end of that quarter / Σ ARR at the end of the start quarter, both
// over its accounts that were customers at the latter; CRR counts these accounts instead. A cohort whose start quarter
// is not over yet has its customers and ARR as of the day, and no ratio.
std::vector<CohortRow> cohortGrid(const DayContext& context)
{
    const std::size_t count = context.portfolio().accountCount();
    Date earliest = context.day();
    for (std::size_t i = 0; i < count; ++i)
        earliest = std::min(earliest, context.of(AccountId{static_cast<std::uint32_t>(i)}).start.value_or(earliest));
    std::vector<Date> quarterEnds;
    for (Date end = quarterEnd(earliest); end <= context.day(); end = quarterEnd(end.addDays(1)))
        quarterEnds.push_back(end);

    CohortMap cohorts;
    std::mutex mutex;
    forRanges(count, [&](std::size_t first, std::size_t last) {
        CohortMap own;
        std::vector<ArrStep> steps;
        for (std::size_t i = first; i < last; ++i) {
            const AccountId account{static_cast<std::uint32_t>(i)};
            const AccountDay& known = context.of(account);
            if (!known.included)
                continue;
            context.arrTimeline(account, steps);
            const Date startQuarterEnd = known.start ? quarterEnd(*known.start) : none;
            addCohort(own[startQuarterEnd], steps, startQuarterEnd, context.day(), quarterEnds);
        }
        const std::lock_guard lock(mutex); // sums of whole numbers: the order does not show
        for (const auto& [end, sums] : own)
            merge(cohorts[end], sums);
    });
    std::vector<CohortRow> rows;
    for (const auto& [end, sums] : cohorts) {
        if (sums.customers == 0)
            continue;
        CohortRow& row = rows.emplace_back();
        row.cohort = end == none ? std::string() : quarterLabel(end);
        row.customers = sums.customers;
        row.arr = sums.arr;
        for (std::size_t i = 0; i < sums.keptArr.size(); ++i) {
            row.nrr.push_back(ratio(sums.keptArr[i], sums.arr));
            row.crr.push_back(ratio(sums.keptCustomers[i], sums.customers));
        }
    }
    return rows;
}

std::vector<TrendPoint> trend(const DayContext& context, int months)
{
    std::vector<Date> days;
    Date monthEnd = context.day().isLastOfMonth() ? context.day() : context.day().addMonths(-1).lastOfMonth();
    for (int i = 0; i < months; ++i) {
        days.push_back(monthEnd);
        monthEnd = monthEnd.addMonths(-1).lastOfMonth();
    }
    std::reverse(days.begin(), days.end());
    if (days.empty() || days.back() != context.day())
        days.push_back(context.day());

    std::vector<Date> openings;
    for (const Date day : days)
        openings.push_back(day.oneYearEarlier());

    std::vector<TrendSums> sums(days.size());
    std::mutex mutex;
    forRanges(context.portfolio().accountCount(), [&](std::size_t first, std::size_t last) {
        std::vector<TrendSums> own(days.size());
        std::vector<ArrStep> steps;
        for (std::size_t i = first; i < last; ++i) {
            const AccountId account{static_cast<std::uint32_t>(i)};
            if (!context.of(account).included)
                continue;
            context.arrTimeline(account, steps);
            for (std::size_t k = 0; k < days.size(); ++k)
                own[k].add(arrOn(steps, openings[k]), arrOn(steps, days[k]));
        }
        const std::lock_guard lock(mutex);
        for (std::size_t k = 0; k < days.size(); ++k)
            sums[k].add(own[k]);
    });
    std::vector<TrendPoint> points;
    for (std::size_t k = 0; k < days.size(); ++k) {
        points.push_back({days[k], ratio(sums[k].kept, sums[k].opening), ratio(sums[k].keptGross, sums[k].opening),
            ratio(sums[k].retainedCustomers, sums[k].openingCustomers), sums[k].closing});
    }
    return points;
}

} // namespace holdfast
