// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/decay.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <mutex>
#include <span>

#include "model/base/ratio.h"
#include "model/rules/decay_limits.h"

namespace holdfast {

namespace {

using namespace decay_limits;

constexpr int yearOfWeeks = 52; // how far back peak and zeros look
constexpr int meanWeeks = 4; // weeks in recent, prior and each window of the peak
constexpr int priorFrom = 13; // the first of the four weeks before the quarter
constexpr int zeroWeeks = 8; // the weeks in which zeros are counted
// Mean of places [first, last) as far as there are weeks.
double meanOf(std::span<const double> users, int first, int last)
{
    const int end = std::min(last, static_cast<int>(users.size()));
    double sum = 0;
    for (int i = first; i < end; ++i)
        sum += users[static_cast<std::size_t>(i)];
    return end > first ? sum / (end - first) : 0;
}

// Highest mean of four consecutive weeks; of all weeks where there are fewer than four.
double peakOf(std::span<const double> users)
{
    if (users.size() < meanWeeks)
        return meanOf(users, 0, meanWeeks);
    double window = users[0] + users[1] + users[2] + users[3]; // whole users, so running sums are exact
    double highest = window;
    for (std::size_t i = meanWeeks; i < users.size(); ++i) {
        window += users[i] - users[i - meanWeeks];
        highest = std::max(highest, window);
    }
    return highest / meanWeeks;
}

// Weeks without users among the last eight, less the number usual for this account in the weeks before.
int zerosOf(std::span<const double> users)
{
    const std::size_t recent = std::min<std::size_t>(users.size(), zeroWeeks);
    const auto zero = static_cast<int>(std::count(users.begin(), users.begin() + std::ptrdiff_t(recent), 0.0));
    const int earlier = static_cast<int>(users.size() - recent);
    if (zero == 0 || earlier < zeroWeeks)
        return zero;
    const auto earlierZero = static_cast<int>(std::count(users.begin() + std::ptrdiff_t(recent), users.end(), 0.0));
    return std::max(0, zero - earlierZero * zeroWeeks / earlier);
}

DecayStage stageOf(const Decay& decay, std::span<const double> users)
{
    if (decay.weeks == 0)
        return DecayStage::Unknown;
    if (decay.weeks < weeksBeforeJudging)
        return DecayStage::Adopting;
    const auto lastWeeks = users.first(std::min<std::size_t>(users.size(), zeroWeeks));
    if (std::all_of(lastWeeks.begin(), lastWeeks.end(), [](double u) { return u == 0.0; }))
        return DecayStage::Zombie; // no user in eight weeks is a ratio of 0 too; covers a peak of 0
    if (atLeast(decay.peak, smallPeak)) {
        if (below(decay.ratio, zombieRatio) || decay.zeros >= zombieZeros)
            return DecayStage::Zombie;
        if (below(decay.ratio, driftRatio) || decay.zeros >= driftZeros)
            return DecayStage::Drift;
    }
    if (decay.weeks < adoptingWeeks)
        return DecayStage::Adopting;
    if (atMost(decay.change, decayChange) && atLeast(decay.prior - decay.recent, decayUsers))
        return DecayStage::SilentDecay;
    return below(decay.change, growthChange) ? DecayStage::Plateau : DecayStage::Growing;
}

// `users`: u[0..min(n, 52)−1], newest first.
Decay decayOfWeeks(std::span<const double> users, int weeks)
{
    Decay decay;
    decay.weeks = weeks;
    if (weeks == 0)
        return decay;
    decay.recent = meanOf(users, 0, meanWeeks);
    const int from = weeks >= priorFrom + meanWeeks ? priorFrom : std::max(0, weeks - meanWeeks);
    decay.prior = meanOf(users, from, from + meanWeeks);
    if (decay.prior > 0) {
        decay.change = decay.recent / decay.prior - 1;
    } else {
        decay.changeInfinite = decay.recent > 0;
        decay.change = decay.changeInfinite ? std::numeric_limits<double>::infinity() : -1;
    }
    decay.peak = peakOf(users);
    decay.ratio = decay.peak > 0 ? decay.recent / decay.peak : 0;
    decay.zeros = zerosOf(users);
    decay.stage = stageOf(decay, users);
    return decay;
}

// Seats of an account on D: the latest usage row with seats > 0, else those of the subscriptions active on D, else
// the account's own.
Maybe<double> seatsOf(const DayContext& context, AccountId account, bool usageHasSeats)
{
    const Portfolio& portfolio = context.portfolio();
    const Date day = context.day();
    if (usageHasSeats) {
        const RowRange rows = context.usageRows(account);
        for (std::size_t row = rows.last; row-- > rows.first;)
            if (const std::int64_t seats = portfolio.usage.seats.at(row); seats > 0)
                return static_cast<double>(seats);
    }
    std::int64_t sum = 0;
    for (const Subscription& subscription : portfolio.subscriptions.of(account))
        if (subscription.startDate <= day && (!subscription.endDate || day < *subscription.endDate))
            sum += subscription.seats.value_or(0);
    if (sum <= 0)
        sum = portfolio.account(account).seats.value_or(0);
    if (sum <= 0)
        return std::nullopt;
    return static_cast<double>(sum);
}

// The year before an account's last row lies somewhere in the middle of the columns: it is asked for some accounts
// ahead, or each account would wait for it.
constexpr std::size_t ahead = 4;
void expectRows(const UsageFeed& feed, RowRange rows)
{
    const std::size_t year = rows.last - std::min<std::size_t>(rows.size(), yearOfWeeks);
    feed.day.expect(year, rows.last);
    feed.activeUsers.expect(year, rows.last);
    feed.seats.expect(rows.last - std::min<std::size_t>(rows.size(), 1), rows.last);
}

// Mean of the weeks among [first, last) that say the figure; nothing when none does.
std::optional<double> meanSaid(const std::vector<double>& weeks, std::size_t first, std::size_t last)
{
    double sum = 0;
    int said = 0;
    for (std::size_t i = first; i < std::min(last, weeks.size()); ++i) {
        if (std::isnan(weeks[i]))
            continue;
        sum += weeks[i];
        ++said;
    }
    return said == 0 ? std::nullopt : std::optional(sum / said);
}

std::optional<double> changeBetween(std::optional<double> now, std::optional<double> before)
{
    if (!now || !before || *before <= 0)
        return std::nullopt;
    return *now / *before - 1;
}

std::optional<double> medianDaysBetweenActive(const std::vector<double>& users)
{
    std::vector<int> gaps;
    std::optional<int> last;
    for (int i = 0; i < static_cast<int>(users.size()); ++i) {
        if (users[static_cast<std::size_t>(i)] <= 0)
            continue;
        if (last)
            gaps.push_back((i - *last) * 7);
        last = i;
    }
    if (gaps.empty())
        return std::nullopt;
    std::sort(gaps.begin(), gaps.end());
    const std::size_t middle = gaps.size() / 2;
    return gaps.size() % 2 == 1 ? gaps[middle] : (gaps[middle - 1] + gaps[middle]) / 2.0;
}

// The first week at or before `place` (newest first) that says its seats.
std::optional<double> seatsFrom(const std::vector<double>& seats, std::size_t place)
{
    for (std::size_t i = place; i < seats.size(); ++i)
        if (!std::isnan(seats[i]))
            return seats[i];
    return std::nullopt;
}

} // namespace

std::string_view text(DecayStage stage)
{
    constexpr std::array<std::string_view, 7> names{
        "unknown", "adopting", "growing", "plateau", "silent_decay", "drift", "zombie"};
    return names[static_cast<std::size_t>(stage)];
}

std::string_view title(DecayStage stage)
{
    constexpr std::array<std::string_view, 7> names{
        "Unknown", "Adopting", "Growing", "Plateau", "Silent decay", "Drift", "Zombie"};
    return names[static_cast<std::size_t>(stage)];
}

Decay decayOf(const std::vector<double>& activeUsers, int weeks)
{
    const int kept = std::min({static_cast<int>(activeUsers.size()), weeks, yearOfWeeks});
    return decayOfWeeks(std::span(activeUsers).first(static_cast<std::size_t>(std::max(0, kept))), weeks);
}

DecayResult decay(const DayContext& context)
{
    const Portfolio& portfolio = context.portfolio();
    DecayResult result;
    result.shape = feedShape(portfolio.usage.calendar, context.day());
    result.placeOf.assign(portfolio.accountCount(), -1);
    for (std::uint32_t i = 0; i < portfolio.accountCount(); ++i) {
        if (!context.isReviewed({i}))
            continue;
        result.placeOf[i] = static_cast<std::int32_t>(result.accounts.size());
        result.accounts.emplace_back().account = {i};
    }
    if (!portfolio.imported(DatasetId::Usage) || !result.shape.any)
        return result; // every stage unknown

    const bool usageHasSeats = portfolio.imported(DatasetId::Usage, "seats");
    std::mutex mutex;
    forRanges(result.accounts.size(), [&](std::size_t first, std::size_t last) {
        std::array<double, yearOfWeeks> users{};
        std::array<bool, WeekCounts::weeks> present{};
        WeekCounts recent;
        for (std::size_t i = first; i < last; ++i) {
            const AccountId account = result.accounts[i].account;
            if (i + ahead < last)
                expectRows(portfolio.usage, context.usageRows(result.accounts[i + ahead].account));
            const int weeks =
                activeUserWeeks(portfolio.usage, result.shape, context.usageRows(account), users, present);
            recent.add(present, std::span(users).first<WeekCounts::weeks>());
            Decay& decay = result.accounts[i];
            decay = decayOfWeeks(
                std::span<const double>(users).first(static_cast<std::size_t>(std::min(weeks, yearOfWeeks))), weeks);
            decay.account = account;
            if (weeks == 0)
                continue;
            decay.seats = seatsOf(context, account, usageHasSeats);
            if (decay.seats)
                decay.utilisation = decay.recent / *decay.seats;
        }
        const std::lock_guard lock(mutex);
        result.recentWeeks.add(recent);
    });
    return result;
}

UsageTrends usageTrends(const DayContext& context, const FeedShape& shape, AccountId account)
{
    const WeeklyUsage usage = weeklyUsage(context.portfolio().usage, shape, account, context.day(), yearOfWeeks, true);
    UsageTrends trends;
    trends.medianDaysBetweenActiveWeeks = medianDaysBetweenActive(usage.activeUsers);
    trends.featuresUsedChange = changeBetween(
        meanSaid(usage.featuresUsed, 0, meanWeeks), meanSaid(usage.featuresUsed, priorFrom, priorFrom + meanWeeks));
    double started = 0;
    double completed = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(meanWeeks, usage.workflowsStarted.size()); ++i) {
        started += std::isnan(usage.workflowsStarted[i]) ? 0 : usage.workflowsStarted[i];
        completed += std::isnan(usage.workflowsCompleted[i]) ? 0 : usage.workflowsCompleted[i];
    }
    if (started > 0)
        trends.workflowCompletion = completed / started;
    constexpr std::size_t halfYear = 26;
    trends.seatsChange = changeBetween(seatsFrom(usage.seats, 0), seatsFrom(usage.seats, halfYear));
    return trends;
}

} // namespace holdfast
