// SPDX-License-Identifier: GPL-3.0-or-later
// What every analysis of one as-of date shares: converted amounts, ARR, start, age and renewal of each account.
#pragma once

#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/portfolio/portfolio.h"
#include "model/rules/settings.h"

namespace holdfast {

// The attributes that figures are broken down by. All but Product can be filtered by.
enum class Dimension : std::uint8_t { Segment, Region, Industry, Owner, ContractModel, Touch, Product, Cohort };
constexpr std::size_t dimensionCount = 8;
std::string_view text(Dimension dimension); // "contract_model"
std::optional<Dimension> findDimension(std::string_view name);

// Which accounts are looked at: different dimensions are combined with and, values of one with or. "" means missing.
struct Filter {
    std::map<Dimension, std::vector<std::string>> values;

    bool empty() const { return values.empty(); }
    bool operator==(const Filter&) const = default;
};

// The latest rate ≤ D of each currency; the base is exactly 1; a row without currency has its account's, else the base.
class Conversion {
public:
    Conversion(const Portfolio& portfolio, Date day);
    // Nothing when the currency has no rate, or when the result is larger than any amount of money can be.
    // `currency` may be Name{}; `account` then decides.
    Maybe<Money> toBase(Money amount, Name currency, const Account& account) const;
    Maybe<Rate> rate(Name currency, const Account& account) const;
    // Whether toBase() has an answer, mostly told without computing it.
    bool converts(Money amount, Name currency, const Account& account) const
    {
        const std::size_t place = currency.empty() ? account.currency.number : currency.number;
        if (place < surely_.size() && amount.cents <= surely_[place] && amount.cents >= -surely_[place])
            return true;
        return toBase(amount, currency, account).has_value();
    }
    // Whether every amount in `currency` (Name{}: nobody names one) up to `greatest` converts; no may mean perhaps.
    bool surelyConverts(Name currency, Money greatest) const
    {
        return currency.number < surely_.size() && greatest.cents <= surely_[currency.number];
    }
    // The currency a row is in: its own, else its account's, else the base ("" when even that is unknown).
    const std::string& code(Name currency, const Account& account) const;

private:
    const Portfolio* portfolio_;
    Name base_;
    std::vector<Maybe<Rate>> rates_; // by Name number
    std::vector<std::int64_t> surely_; // the same: cents up to which an amount converts; −1 where there is no rate
};

struct AccountDay {
    Money arr; // ARR(D) in base currency
    Money arrYearAgo; // ARR(D−1y)
    Maybe<Date> start;
    Maybe<int> age; // D − start
    Maybe<Date> renewal;
    Maybe<int> daysToRenewal; // negative when past
    bool included = true; // by the filter
    bool customer = false; // ARR(D) > 0, whatever the filter
};

// The latest days up to D on which an account met somebody, found in one walk over its interactions: several criteria
// and rules ask for them. Rows without a kind count where none is asked for.
struct LatestInteractions {
    Maybe<Date> held; // of any kind
    Maybe<Date> conversation; // a meeting, a call or a business review
    Maybe<Date> sponsor; // with the sponsor in it
    Maybe<Date> attendedReview; // a business review with the sponsor in it
    Maybe<Date> reference; // a reference or a referral
};

// From this day on, and until the next step, the account's ARR is this.
struct ArrStep {
    Date from;
    Money arr;

    bool operator==(const ArrStep&) const = default;
};
// The first step of an account whose ARR has no first day (accounts.arr without a start_date).
constexpr Date always{std::numeric_limits<std::int32_t>::min()};

// Immutable; refers to the portfolio, which must outlive it. Subscription amounts converted once at the rates of `day`.
class DayContext {
public:
    DayContext(const Portfolio& portfolio, const AnalysisSettings& settings, Date day, const Filter& filter = {});

    const Portfolio& portfolio() const { return *portfolio_; }
    const AnalysisSettings& settings() const { return *settings_; }
    Date day() const { return day_; }
    const Filter& filter() const { return filter_; }
    const Conversion& conversion() const { return conversion_; }

    const AccountDay& of(AccountId account) const { return accounts_[account.at()]; }
    const LatestInteractions& latestInteractions(AccountId account) const { return interactions_[account.at()]; }
    // The usage rows of an account dated ≤ D.
    RowRange usageRows(AccountId account) const
    {
        RowRange rows = portfolio_->usage.of(account);
        rows.last = rows.empty() ? rows.last : usageEnd_[account.at()];
        return rows;
    }
    // Included by the filter and a customer on D: zones, exceptions and decay are about these.
    bool isReviewed(AccountId account) const { return of(account).included && of(account).customer; }

    // ARR of an account on any day, in base currency, never negative (SPEC section 3).
    Money arr(AccountId account, Date on) const;
    // The amount of a subscription (place in portfolio().subscriptions.rows); 0 where its currency has no rate.
    Money subscriptionArr(std::size_t row) const { return subscriptionArr_[row]; }
    // The days on which the account's ARR may change, ascending; ARR is constant between them.
    std::vector<Date> arrSteps(AccountId account) const;
    // Every day at which the ARR differs from the day before it and what it is from then on, ascending; 0 before the
    // first. Replaces what is in `steps`, so that a loop over accounts keeps its memory.
    void arrTimeline(AccountId account, std::vector<ArrStep>& steps) const;
    // First day ≤ `last` with ARR > 0, if any. None for an ARR that has no first day.
    std::optional<Date> firstArrDay(AccountId account, Date last) const;
    // The dataset that says when the account started: accounts, else the source of its ARR.
    DatasetId startDataset(AccountId account) const;

    // The value of a breakdown attribute as stored now; "" when missing. Not for Product.
    std::string attribute(AccountId account, Dimension dimension) const;

private:
    void describe(AccountId account);
    LatestInteractions findLatest(AccountId account) const;

    const Portfolio* portfolio_;
    const AnalysisSettings* settings_;
    Date day_;
    Filter filter_;
    Conversion conversion_;
    std::vector<Money> subscriptionArr_;
    std::vector<Money> snapshotArr_;
    std::vector<Money> accountArr_;
    std::vector<AccountDay> accounts_;
    std::vector<LatestInteractions> interactions_;
    std::vector<std::size_t> usageEnd_; // place after the last usage row dated ≤ D
};

// The ARR of a timeline on a day: that of its last step not after it, 0 before the first.
Money arrOn(std::span<const ArrStep> steps, Date on);
// Turns changes (in any order, several on one day) into a timeline: running sums, a negative sum counting as 0, a step
// only where the sum differs from the one before.
void sumChanges(std::vector<ArrStep>& changes);

// Calls `work(first, last)` for ranges that cover [0, count), on all processors, and returns when all are done.
// Ranges start at multiples of `length` whatever the number of threads, so that no result can show it.
constexpr std::size_t rangeLength = 1024; // worth handing out, short enough to balance
void forRanges(std::size_t count, const std::function<void(std::size_t first, std::size_t last)>& work,
    std::size_t length = rangeLength);

} // namespace holdfast
