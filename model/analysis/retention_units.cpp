// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/retention_units.h"

#include <algorithm>
#include <cmath>
#include <mutex>

#include "model/analysis/filter_match.h"
#include "model/analysis/product_timelines.h"

namespace holdfast {

namespace {

constexpr int strictGapDays = 30; // strict figures count an account lost when it was gone for more days than this

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
    // After account(): its products by text, each a unit of its own.
    void products(const RetentionUnit& whole, std::vector<RetentionUnit>& units)
    {
        const auto& subscriptions = context_.portfolio().subscriptions;
        const auto rows = subscriptions.of(whole.account);
        names_.clear();
        bool ahead = false, credits = false;
        for (const Subscription& row : rows) {
            if (row.startDate > context_.day()) {
                ahead = true;
                continue;
            }
            credits = credits || amountOf(row) < Money{};
            if (std::find(names_.begin(), names_.end(), row.product) == names_.end())
                names_.push_back(row.product);
        }
        if (rows.empty() || (names_.size() == 1 && !ahead)) { // what is known of the account holds for its product
            units.push_back(whole);
            units.back().product = rows.empty() ? Name{} : names_.front();
            return;
        }
        if (credits) {
            for (const ProductTimeline& timeline : productTimelines(context_, whole.account))
                addProduct(whole, timeline.product, timeline.steps, units);
            return;
        }
        const Portfolio& portfolio = context_.portfolio();
        std::sort(names_.begin(), names_.end(),
            [&portfolio](Name a, Name b) { return portfolio.text(a) < portfolio.text(b); });
        for (const Name product : names_) {
            steps_.clear();
            for (const Subscription& row : rows) {
                if (row.product != product || row.startDate > context_.day() ||
                    (row.endDate && *row.endDate <= row.startDate))
                    continue;
                steps_.push_back({row.startDate, amountOf(row)});
                if (row.endDate)
                    steps_.push_back({*row.endDate, -amountOf(row)});
            }
            sumChanges(steps_);
            addProduct(whole, product, steps_, units);
        }
    }
    // Adds what this maker's accounts did in each piece.
    void addPieces(std::vector<BridgePiece>& monthly) const
    {
        for (std::size_t i = 0; i < monthly.size(); ++i) {
            monthly[i].bridge += pieces_[i];
            monthly[i].bridge.opening += unmoved_;
            monthly[i].bridge.closing += unmoved_;
        }
    }

private:
    Money amountOf(const Subscription& row) const
    {
        const auto& rows = context_.portfolio().subscriptions.rows;
        return context_.subscriptionArr(static_cast<std::size_t>(&row - rows.data()));
    }

    void addProduct(
        const RetentionUnit& whole, Name product, std::span<const ArrStep> steps, std::vector<RetentionUnit>& units)
    {
        collectEvents(whole.account, product);
        RetentionUnit& unit = units.emplace_back(measure(whole.account, steps, nullptr));
        unit.product = product;
        unit.place = whole.place;
    }

    // The distinct days strictly inside the period on which subscriptions end that end after they start.
    void collectEvents(AccountId account, std::optional<Name> product)
    {
        events_.clear();
        for (const Subscription& row : context_.portfolio().subscriptions.of(account)) {
            if (!row.endDate || *row.endDate <= row.startDate || *row.endDate <= period_.from ||
                *row.endDate >= period_.to || (product && row.product != *product))
                continue;
            const Money amount = amountOf(row);
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

    void walkPieces(
        RetentionUnit& unit, std::span<const ArrStep> steps, Date firstArr, bool moves, std::vector<Bridge>* pieces)
    {
        if (!moves) {
            unmoved_ += unit.opening; // the same in each piece
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
    Money unmoved_; // ARR of accounts without a step in the period
    std::vector<ArrStep> steps_;
    std::vector<Name> names_;
    std::vector<RenewalEvent> events_;
};

AccountEconomics economicsOf(const DayContext& context, AccountId id, Period period)
{
    const Account& account = context.portfolio().account(id);
    AccountEconomics economics;
    economics.margin = static_cast<std::uint64_t>(std::llround(
        account.grossMargin.value_or(context.settings().defaultMargin) * static_cast<double>(marginUnits)));
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

    // Where the accounts of each range go.
    std::vector<std::uint32_t> firstPlace{0};
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0 && i % rangeLength == 0)
            firstPlace.push_back(firstPlace.back());
        firstPlace.back() += context.of(AccountId{static_cast<std::uint32_t>(i)}).included ? 1U : 0U;
    }
    const std::uint32_t places = firstPlace.back();
    units.accounts.resize(places);
    units.economics.resize(places);
    units.products.resize(firstPlace.size());
    for (std::size_t dimension = 0; detail == Detail::WithBreakdowns && dimension < dimensionCount; ++dimension) {
        if (static_cast<Dimension>(dimension) != Dimension::Product)
            units.codes[dimension].resize(places);
    }

    std::mutex mutex;
    forRanges(count, [&](std::size_t first, std::size_t last) {
        UnitMaker maker(context, period, boundaries, before);
        const std::size_t range = first / rangeLength;
        const std::uint32_t begin = range == 0 ? 0 : firstPlace[range - 1];
        std::uint32_t place = begin;
        for (std::size_t i = first; i < last; ++i) {
            const AccountId account{static_cast<std::uint32_t>(i)};
            if (!context.of(account).included)
                continue;
            RetentionUnit& unit = units.accounts[place];
            unit = maker.account(account);
            unit.place = place++;
            if (detail == Detail::WithBreakdowns)
                maker.products(unit, units.products[range]);
        }
        // One thing after another, so that each walks along few columns.
        const auto accounts = std::span(units.accounts).subspan(begin, place - begin);
        for (const RetentionUnit& unit : accounts)
            units.economics[unit.place] = economicsOf(context, unit.account, period);
        for (std::size_t dimension = 0; dimension < dimensionCount; ++dimension) {
            std::vector<std::int32_t>& codes = units.codes[dimension];
            for (const RetentionUnit& unit : codes.empty() ? std::span<RetentionUnit>() : accounts)
                codes[unit.place] = attributeCode(context.portfolio().account(unit.account),
                    context.of(unit.account).start, static_cast<Dimension>(dimension));
        }
        const std::lock_guard lock(mutex); // sums of whole cents: the order does not show
        maker.addPieces(units.monthly);
    });
    return units;
}

} // namespace holdfast
