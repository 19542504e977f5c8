// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/retention_units.h"

#include <algorithm>
#include <mutex>

#include "model/analysis/product_timelines.h"

namespace holdfast {

namespace {

constexpr int strictGapDays = 30; // strict figures count an account lost when it was gone for more days than this

// The ARR of subscriptions that end on a day within the period.
struct RenewalEvent {
    Date day;
    Money due;
};

// Works through the accounts of one range; its vectors are reused from account to account.
class UnitMaker {
public:
    UnitMaker(const DayContext& context, Period period, const std::vector<Date>& boundaries, std::optional<Date> before)
        : context_(context)
        , period_(period)
        , boundaries_(boundaries)
        , before_(before)
        , pieces_(boundaries.size() - 1)
    {
    }

    RetentionUnit account(AccountId account)
    {
        context_.arrTimeline(account, steps_);
        collectEvents(account, std::nullopt);
        return measure(account, steps_, &pieces_);
    }
    // After account(): its products, each a unit of its own.
    void products(const RetentionUnit& whole, std::vector<RetentionUnit>& units)
    {
        const auto rows = context_.portfolio().subscriptions.of(whole.account);
        const bool one = std::all_of(rows.begin(), rows.end(), [&](const Subscription& row) {
            return row.product == rows.front().product && row.startDate <= context_.day();
        });
        if (one) { // by far the most: what is known of the account holds for its product
            units.push_back(whole);
            units.back().product = rows.empty() ? Name{} : rows.front().product;
            return;
        }
        for (const ProductTimeline& timeline : productTimelines(context_, whole.account)) {
            collectEvents(whole.account, timeline.product);
            units.push_back(measure(whole.account, timeline.steps, nullptr));
            units.back().product = timeline.product;
        }
    }
    const std::vector<Bridge>& pieces() const { return pieces_; }

private:
    // The distinct days strictly inside the period on which subscriptions end that end after they start.
    void collectEvents(AccountId account, std::optional<Name> product)
    {
        events_.clear();
        const auto& subscriptions = context_.portfolio().subscriptions;
        for (const Subscription& row : subscriptions.of(account)) {
            if (!row.endDate || *row.endDate <= row.startDate || *row.endDate <= period_.from ||
                *row.endDate >= period_.to || (product && row.product != *product))
                continue;
            const Money amount = context_.subscriptionArr(static_cast<std::size_t>(&row - subscriptions.rows.data()));
            const auto same = std::find_if(
                events_.begin(), events_.end(), [&](const RenewalEvent& event) { return event.day == *row.endDate; });
            if (same == events_.end())
                events_.push_back({*row.endDate, amount});
            else
                same->due += amount;
        }
    }

    // kept = due − (ARR(x−1) − ARR(x+1)), within 0..due
    static void addRenewal(RetentionUnit& unit, std::span<const ArrStep> steps, Date day, Money due)
    {
        due = std::max(due, Money{}); // credit lines alone: nothing to renew
        const Money drop = arrOn(steps, day.addDays(-1)) - arrOn(steps, day.addDays(1));
        unit.due += due;
        unit.kept += std::clamp(due - drop, Money{}, due);
    }

    RetentionUnit measure(AccountId account, std::span<const ArrStep> steps, std::vector<Bridge>* pieces)
    {
        RetentionUnit unit;
        unit.account = account;
        unit.opening = arrOn(steps, period_.from);
        unit.closing = arrOn(steps, period_.to);
        if (before_)
            unit.openingBefore = arrOn(steps, *before_);
        const auto first =
            std::find_if(steps.begin(), steps.end(), [](const ArrStep& step) { return step.arr > Money{}; });
        unit.hadArrBefore = first != steps.end() && first->from < period_.from;
        unit.everCustomer = first != steps.end() && first->from <= period_.to;

        const auto inside = std::upper_bound(
            steps.begin(), steps.end(), period_.from, [](Date day, const ArrStep& step) { return day < step.from; });
        const bool moves = inside != steps.end() && inside->from <= period_.to;
        if (moves && unit.opening > Money{} && unit.closing > Money{}) {
            for (auto step = inside; step + 1 < steps.end() && (step + 1)->from <= period_.to; ++step)
                unit.strictlyLost =
                    unit.strictlyLost || (step->arr == Money{} && (step + 1)->from - step->from > strictGapDays);
        }
        if (moves || pieces)
            walkPieces(unit, steps, first == steps.end() ? period_.to : first->from, moves, pieces);

        for (const RenewalEvent& event : events_)
            addRenewal(unit, steps, event.day, event.due);
        const std::optional<Date> renewal = context_.portfolio().account(account).renewalDate;
        if (events_.empty() && renewal && *renewal > period_.from && *renewal < period_.to)
            addRenewal(unit, steps, *renewal, arrOn(steps, renewal->addDays(-1)));
        return unit;
    }

    void walkPieces(RetentionUnit& unit, std::span<const ArrStep> steps, Date firstArr, bool moves,
        std::vector<Bridge>* pieces) const
    {
        if (!moves) {
            if (unit.opening > Money{}) {
                for (Bridge& piece : *pieces)
                    addMovement(piece, unit.opening, unit.opening, true);
            }
            return;
        }
        Money a = unit.opening;
        std::size_t next = 0;
        for (std::size_t i = 0; i + 1 < boundaries_.size(); ++i) {
            Money b = a;
            for (; next < steps.size() && steps[next].from <= boundaries_[i + 1]; ++next)
                b = steps[next].arr;
            const bool hadArr = firstArr < boundaries_[i];
            if (pieces)
                addMovement((*pieces)[i], a, b, hadArr);
            if (a > Money{} || hadArr)
                unit.monthlyMovement += b - a;
            a = b;
        }
    }

    const DayContext& context_;
    Period period_;
    const std::vector<Date>& boundaries_;
    std::optional<Date> before_;
    std::vector<Bridge> pieces_;
    std::vector<ArrStep> steps_;
    std::vector<RenewalEvent> events_;
};

AccountEconomics economicsOf(const DayContext& context, AccountId id, Period period)
{
    const Account& account = context.portfolio().account(id);
    AccountEconomics economics;
    economics.margin = account.grossMargin.value_or(context.settings().defaultMargin);
    if (account.acquisitionCost)
        economics.acquisitionCost = context.conversion().toBase(*account.acquisitionCost, account.currency, account);
    for (const Invoice& invoice : context.portfolio().invoices.of(id)) {
        if (invoice.issuedDate <= period.from || invoice.issuedDate > period.to)
            continue;
        if (const auto amount = context.conversion().toBase(invoice.amount, invoice.currency, account)) {
            economics.invoiced += *amount;
            ++economics.invoices;
        }
    }
    return economics;
}

struct RangeUnits {
    std::vector<RetentionUnit> accounts;
    std::vector<AccountEconomics> economics;
    std::vector<RetentionUnit> products;
    std::vector<std::uint32_t> accountOfProduct; // place in `accounts` above
};

void operator+=(Bridge& sum, const Bridge& other)
{
    sum.opening += other.opening;
    sum.newArr += other.newArr;
    sum.reactivation += other.reactivation;
    sum.expansion += other.expansion;
    sum.contraction += other.contraction;
    sum.churn += other.churn;
    sum.closing += other.closing;
}

} // namespace

std::optional<Movement> RetentionUnit::movement() const
{
    return movementOf(opening, closing, hadArrBefore);
}

std::vector<Date> monthlyBoundaries(Period period)
{
    std::vector<Date> days{period.from};
    Date monthEnd = period.from.lastOfMonth();
    if (monthEnd == period.from)
        monthEnd = monthEnd.addDays(1).lastOfMonth();
    for (; monthEnd < period.to; monthEnd = monthEnd.addDays(1).lastOfMonth())
        days.push_back(monthEnd);
    days.push_back(period.to);
    return days;
}

RetentionUnits retentionUnits(const DayContext& context, Period period, Detail detail, std::optional<Date> before)
{
    const std::size_t count = context.portfolio().accountCount();
    const std::vector<Date> boundaries = monthlyBoundaries(period);
    RetentionUnits units;
    units.period = period;
    for (std::size_t i = 0; i + 1 < boundaries.size(); ++i)
        units.monthly.push_back({{boundaries[i], boundaries[i + 1]}, {}});

    std::vector<RangeUnits> ranges((count + rangeLength - 1) / rangeLength);
    std::mutex mutex;
    forRanges(count, [&](std::size_t first, std::size_t last) {
        UnitMaker maker(context, period, boundaries, before);
        RangeUnits& range = ranges[first / rangeLength];
        range.accounts.reserve(last - first);
        range.economics.reserve(last - first);
        for (std::size_t i = first; i < last; ++i) {
            const AccountId account{static_cast<std::uint32_t>(i)};
            if (!context.of(account).included)
                continue;
            range.accounts.push_back(maker.account(account));
            range.economics.push_back(economicsOf(context, account, period));
            if (detail == Detail::WithProducts) {
                maker.products(range.accounts.back(), range.products);
                range.accountOfProduct.resize(
                    range.products.size(), static_cast<std::uint32_t>(range.accounts.size() - 1));
            }
        }
        const std::lock_guard lock(mutex); // sums of whole cents: the order does not show
        for (std::size_t i = 0; i < units.monthly.size(); ++i)
            units.monthly[i].bridge += maker.pieces()[i];
    });
    for (RangeUnits& range : ranges) {
        const auto offset = static_cast<std::uint32_t>(units.accounts.size());
        units.accounts.insert(units.accounts.end(), range.accounts.begin(), range.accounts.end());
        units.economics.insert(units.economics.end(), range.economics.begin(), range.economics.end());
        units.products.insert(units.products.end(), range.products.begin(), range.products.end());
        for (const std::uint32_t place : range.accountOfProduct)
            units.accountOfProduct.push_back(offset + place);
        range = {};
    }
    return units;
}

} // namespace holdfast
