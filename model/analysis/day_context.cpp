// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/day_context.h"

#include <algorithm>

#include "model/analysis/filter_match.h"
#include "model/analysis/usage_weeks.h"
#include "model/base/money_limits.h"

namespace holdfast {

namespace {

constexpr std::array<std::string_view, dimensionCount> dimensionNames = {
    "segment", "region", "industry", "owner", "contract_model", "touch", "product", "cohort"};

constexpr Money notNegative(Money amount)
{
    return amount.cents < 0 ? Money{} : amount;
}

// An amount of cents up to which no amount is too large at a rate: a little less than the true bound, beyond which the
// exact conversion decides.
std::int64_t surelyConverted(Rate rate)
{
    const double bound = static_cast<double>(greatestAmount.cents) / std::max(rate.value(), 1e-3) * 0.999;
    return static_cast<std::int64_t>(std::min(bound, static_cast<double>(greatestAmount.cents)));
}

std::string_view stored(DatasetId id, std::string_view column, int place)
{
    const DatasetSpec& spec = dataset(id);
    return enumText(spec.columns[static_cast<std::size_t>(spec.column(column))].values, place);
}

} // namespace

std::string_view text(Dimension dimension)
{
    return dimensionNames[static_cast<std::size_t>(dimension)];
}

std::optional<Dimension> findDimension(std::string_view name)
{
    const auto found = std::find(dimensionNames.begin(), dimensionNames.end(), name);
    if (found == dimensionNames.end())
        return std::nullopt;
    return static_cast<Dimension>(found - dimensionNames.begin());
}

Conversion::Conversion(const Portfolio& portfolio, Date day)
    : portfolio_(&portfolio)
    , base_(portfolio.names.find(portfolio.baseCurrency))
{
    std::size_t greatest = base_.number;
    for (const FxRate& row : portfolio.fxRates)
        greatest = std::max<std::size_t>(greatest, row.currency.number);
    rates_.resize(greatest + 1);
    // Sorted by currency and date: the last one that is not after the day stays.
    for (const FxRate& row : portfolio.fxRates) {
        if (row.date <= day)
            rates_[row.currency.number] = row.rate;
    }
    rates_[base_.number] = Rate{};
    surely_.assign(rates_.size(), -1);
    for (std::size_t place = 0; place < rates_.size(); ++place) {
        if (rates_[place])
            surely_[place] = surelyConverted(*rates_[place]);
    }
    surely_[0] = surelyConverted(Rate{}); // neither the row nor its account names a currency
}

Maybe<Rate> Conversion::rate(Name currency, const Account& account) const
{
    if (currency.empty())
        currency = account.currency;
    if (currency.empty())
        return Rate{};
    return currency.number < rates_.size() ? rates_[currency.number] : std::nullopt;
}

Maybe<Money> Conversion::toBase(Money amount, Name currency, const Account& account) const
{
    const Maybe<Rate> factor = rate(currency, account);
    if (!factor)
        return std::nullopt;
    const Money converted = convert(amount, *factor);
    return isAmount(converted) ? Maybe(converted) : std::nullopt;
}

const std::string& Conversion::code(Name currency, const Account& account) const
{
    if (!currency.empty())
        return portfolio_->text(currency);
    return account.currency.empty() ? portfolio_->baseCurrency : portfolio_->text(account.currency);
}

DayContext::DayContext(const Portfolio& portfolio, const AnalysisSettings& settings, Date day, const Filter& filter)
    : portfolio_(&portfolio)
    , settings_(&settings)
    , day_(day)
    , filter_(filter)
    , conversion_(portfolio, day)
    , subscriptionArr_(portfolio.subscriptions.rows.size())
    , snapshotArr_(portfolio.arrSnapshots.rows.size())
    , accountArr_(portfolio.accountCount())
    , accounts_(portfolio.accountCount())
    , interactions_(portfolio.accountCount())
    , usageEnd_(portfolio.accountCount())
{
    const FilterMatch match(portfolio, filter);
    forRanges(portfolio.accountCount(), [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) {
            const AccountId account{static_cast<std::uint32_t>(i)};
            describe(account);
            interactions_[i] = findLatest(account);
            usageEnd_[i] = rowsUntil(portfolio.usage, account, day).last;
            accounts_[i].included = match.includes(portfolio.account(account), accounts_[i].start);
        }
    });
}

// Converts the amounts of one account, then finds its ARR, start, age and renewal as of the day.
void DayContext::describe(AccountId id)
{
    const Account& account = portfolio_->account(id);
    const auto amount = [&](Money own, Name currency) {
        return conversion_.toBase(own, currency, account).value_or(Money{});
    };
    const auto& subscriptions = portfolio_->subscriptions;
    for (const Subscription& row : subscriptions.of(id))
        subscriptionArr_[static_cast<std::size_t>(&row - subscriptions.rows.data())] = amount(row.arr, row.currency);
    const auto& snapshots = portfolio_->arrSnapshots;
    for (const ArrSnapshot& row : snapshots.of(id))
        snapshotArr_[static_cast<std::size_t>(&row - snapshots.rows.data())] = amount(row.arr, row.currency);
    if (account.arr)
        accountArr_[id.at()] = amount(*account.arr, account.currency);

    AccountDay& known = accounts_[id.at()];
    known.arr = arr(id, day_);
    known.arrYearAgo = arr(id, day_.oneYearEarlier());
    known.customer = known.arr > Money{};
    known.start = account.startDate;
    if (!known.start || *known.start > day_)
        known.start = firstArrDay(id, day_);
    if (known.start)
        known.age = day_ - *known.start;

    known.renewal = account.renewalDate;
    if (!known.renewal || *known.renewal < day_) {
        std::optional<Date> nextEnd;
        for (const Subscription& row : subscriptions.of(id)) {
            const bool endsLater = row.startDate <= day_ && row.endDate && *row.endDate > day_;
            if (endsLater && (!nextEnd || *row.endDate < *nextEnd))
                nextEnd = row.endDate;
        }
        if (nextEnd)
            known.renewal = nextEnd;
    }
    if (known.renewal)
        known.daysToRenewal = *known.renewal - day_;
}

// Without a branch per condition: which rows meet them is as good as random, and the processor would guess wrong.
LatestInteractions DayContext::findLatest(AccountId id) const
{
    constexpr std::int32_t never = std::numeric_limits<std::int32_t>::min();
    std::int32_t held = never, conversation = never, sponsor = never, attendedReview = never, reference = never;
    const std::int32_t today = day_.daysSince1970();
    for (const Interaction& row : portfolio_->interactions.of(id)) {
        const std::int32_t on = row.date.daysSince1970();
        const auto kind = row.kind ? std::min(static_cast<unsigned>(*row.kind), 31U) : 31U;
        const auto isOneOf = [kind](auto... kinds) {
            return (((1U << static_cast<unsigned>(kinds)) | ...) >> kind & 1U) != 0;
        };
        using enum InteractionKind;
        const bool happened = row.held & (on <= today);
        const bool attended = happened & row.sponsorAttended.value_or(false);
        const auto later = [on, never](
                               bool counts, std::int32_t& latest) { latest = std::max(latest, counts ? on : never); };
        later(happened, held);
        later(happened & isOneOf(Meeting, Qbr, Call), conversation);
        later(attended, sponsor);
        later(attended & isOneOf(Qbr), attendedReview);
        later(happened & isOneOf(Reference, Referral), reference);
    }
    const auto known = [](std::int32_t on) { return on == never ? Maybe<Date>() : Maybe(Date(on)); };
    return {known(held), known(conversation), known(sponsor), known(attendedReview), known(reference)};
}

// Subscriptions if the store holds any of the account, whatever their dates, else snapshots, else accounts.arr.
// A start, snapshot or churn after the as-of date has not happened yet, whichever day is asked for.
Money DayContext::arr(AccountId id, Date on) const
{
    const Date known = std::min(on, day_);
    const auto& subscriptions = portfolio_->subscriptions;
    if (const auto rows = subscriptions.of(id); !rows.empty()) {
        Money sum;
        for (const Subscription& row : rows) {
            if (row.startDate <= known && (!row.endDate || on < *row.endDate))
                sum += subscriptionArr_[static_cast<std::size_t>(&row - subscriptions.rows.data())];
        }
        return notNegative(sum);
    }
    const Account& account = portfolio_->account(id);
    const bool churned = account.churnDate && *account.churnDate <= known;
    const auto& snapshots = portfolio_->arrSnapshots;
    if (const auto rows = snapshots.of(id); !rows.empty()) {
        const auto after = std::upper_bound(
            rows.begin(), rows.end(), known, [](Date wanted, const ArrSnapshot& row) { return wanted < row.date; });
        if (after == rows.begin())
            return {};
        const ArrSnapshot& latest = *(after - 1);
        if (churned && *account.churnDate > latest.date)
            return {};
        return notNegative(snapshotArr_[static_cast<std::size_t>(&latest - snapshots.rows.data())]);
    }
    if (churned || (account.startDate && *account.startDate > known))
        return {};
    return notNegative(accountArr_[id.at()]);
}

void DayContext::arrTimeline(AccountId id, std::vector<ArrStep>& steps) const
{
    steps.clear();
    const auto& subscriptions = portfolio_->subscriptions;
    if (const auto rows = subscriptions.of(id); !rows.empty()) {
        for (const Subscription& row : rows) {
            if (row.startDate > day_ || (row.endDate && *row.endDate <= row.startDate))
                continue;
            const Money amount = subscriptionArr_[static_cast<std::size_t>(&row - subscriptions.rows.data())];
            steps.push_back({row.startDate, amount});
            if (row.endDate)
                steps.push_back({*row.endDate, -amount});
        }
        sumChanges(steps);
        return;
    }
    const auto add = [&steps](Date from, Money arr) {
        if (arr != (steps.empty() ? Money{} : steps.back().arr))
            steps.push_back({from, arr});
    };
    const Account& account = portfolio_->account(id);
    constexpr Date never(std::numeric_limits<std::int32_t>::max());
    Date churn = account.churnDate && *account.churnDate <= day_ ? *account.churnDate : never;
    const auto& snapshots = portfolio_->arrSnapshots;
    if (const auto rows = snapshots.of(id); !rows.empty()) {
        // The churn holds until the next snapshot; one of the same day is not earlier and wins.
        for (const ArrSnapshot& row : rows) {
            if (row.date > day_)
                break;
            if (churn < row.date)
                add(churn, {});
            if (churn <= row.date)
                churn = never;
            add(row.date, notNegative(snapshotArr_[static_cast<std::size_t>(&row - snapshots.rows.data())]));
        }
        if (churn != never)
            add(churn, {});
        return;
    }
    const Date from = account.startDate.value_or(always);
    if (from > day_ || churn <= from)
        return;
    add(from, notNegative(accountArr_[id.at()]));
    if (churn != never)
        add(churn, {});
}

Money arrOn(std::span<const ArrStep> steps, Date on)
{
    const auto after = std::upper_bound(
        steps.begin(), steps.end(), on, [](Date wanted, const ArrStep& step) { return wanted < step.from; });
    return after == steps.begin() ? Money{} : (after - 1)->arr;
}

void sumChanges(std::vector<ArrStep>& changes)
{
    std::sort(changes.begin(), changes.end(), [](const ArrStep& a, const ArrStep& b) { return a.from < b.from; });
    Money sum, last;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        sum += changes[i].arr;
        if (i + 1 < changes.size() && changes[i + 1].from == changes[i].from)
            continue;
        if (notNegative(sum) != last) {
            last = notNegative(sum);
            changes[kept++] = {changes[i].from, last};
        }
    }
    changes.resize(kept);
}

std::vector<Date> DayContext::arrSteps(AccountId account) const
{
    std::vector<ArrStep> steps;
    arrTimeline(account, steps);
    std::vector<Date> days;
    days.reserve(steps.size());
    for (const ArrStep& step : steps) {
        if (step.from != always)
            days.push_back(step.from);
    }
    return days;
}

std::optional<Date> DayContext::firstArrDay(AccountId account, Date last) const
{
    std::vector<ArrStep> steps;
    arrTimeline(account, steps);
    for (const ArrStep& step : steps) {
        if (step.from > last)
            break;
        if (step.arr > Money{})
            return step.from == always ? std::nullopt : std::optional(step.from);
    }
    return std::nullopt;
}

DatasetId DayContext::startDataset(AccountId id) const
{
    if (of(id).start == portfolio_->account(id).startDate)
        return DatasetId::Accounts;
    return portfolio_->subscriptions.of(id).empty() ? DatasetId::ArrSnapshots : DatasetId::Subscriptions;
}

std::string DayContext::attribute(AccountId id, Dimension dimension) const
{
    const Account& account = portfolio_->account(id);
    switch (dimension) {
    case Dimension::Segment:
        return portfolio_->text(account.segment);
    case Dimension::Region:
        return portfolio_->text(account.region);
    case Dimension::Industry:
        return portfolio_->text(account.industry);
    case Dimension::Owner:
        return portfolio_->text(account.owner);
    case Dimension::ContractModel:
        if (account.contractModel)
            return std::string(stored(DatasetId::Accounts, "contract_model", static_cast<int>(*account.contractModel)));
        return {};
    case Dimension::Touch:
        if (account.touch)
            return std::string(stored(DatasetId::Accounts, "touch", static_cast<int>(*account.touch)));
        return {};
    case Dimension::Cohort:
        return of(id).start ? quarterLabel(*of(id).start) : std::string();
    case Dimension::Product:
        break; // belongs to subscriptions, not to accounts
    }
    return {};
}

} // namespace holdfast
