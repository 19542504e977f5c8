// SPDX-License-Identifier: GPL-3.0-or-later
// Engagement decay (SPEC section 5): which stage an account's usage is in.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/analysis/day_context.h"
#include "model/analysis/usage_weeks.h"

namespace holdfast {

enum class DecayStage : std::uint8_t { Unknown, Adopting, Growing, Plateau, SilentDecay, Drift, Zombie };
std::string_view text(DecayStage stage); // "silent_decay"
std::string_view title(DecayStage stage); // "Silent decay"

struct Decay {
    AccountId account;
    DecayStage stage = DecayStage::Unknown;
    int weeks = 0; // n
    double recent = 0, prior = 0, change = 0, peak = 0, ratio = 0; // meaningless while the stage is unknown
    bool changeInfinite = false; // prior is 0 and recent is not
    int zeros = 0;
    std::optional<double> utilisation;
    std::optional<double> seats; // what utilisation was divided by
};

// Further figures kept per account for its page.
struct UsageTrends {
    std::optional<double> medianDaysBetweenActiveWeeks;
    std::optional<double> featuresUsedChange; // recent four weeks against weeks 13–16 before
    std::optional<double> workflowCompletion; // completed / started, last four weeks
    std::optional<double> seatsChange; // over 26 weeks
};

// Accounts with a usage row in week L − k, whatever it says, and their active users.
struct WeekCounts {
    static constexpr std::size_t weeks = 9;

    std::array<std::int64_t, weeks> accounts{};
    std::array<double, weeks> activeUsers{}; // whole numbers: sums are exact in any order

    void add(std::span<const bool, weeks> present, std::span<const double, weeks> users)
    {
        for (std::size_t week = 0; week < weeks; ++week) {
            accounts[week] += present[week] ? 1 : 0;
            activeUsers[week] += users[week];
        }
    }
    void add(const WeekCounts& other)
    {
        for (std::size_t week = 0; week < weeks; ++week) {
            accounts[week] += other.accounts[week];
            activeUsers[week] += other.activeUsers[week];
        }
    }
};

struct DecayResult {
    FeedShape shape;
    std::vector<Decay> accounts; // reviewed accounts, by account
    std::vector<std::int32_t> placeOf; // per account of the portfolio: place in `accounts`, or −1
    WeekCounts recentWeeks; // of the reviewed accounts

    const Decay* of(AccountId account) const
    {
        const std::int32_t place = placeOf[account.at()];
        return place < 0 ? nullptr : &accounts[static_cast<std::size_t>(place)];
    }
};

// The stage from a series u[0..n−1], newest first, of n weeks (utilisation is left out).
Decay decayOf(const std::vector<double>& activeUsers, int weeks);
DecayResult decay(const DayContext& context);
UsageTrends usageTrends(const DayContext& context, const FeedShape& shape, AccountId account);

} // namespace holdfast
