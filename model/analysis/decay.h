// SPDX-License-Identifier: GPL-3.0-or-later
// Engagement decay (SPEC section 5): which stage an account's usage is in.
#pragma once

#include <optional>
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

struct DecayResult {
    FeedShape shape;
    std::vector<Decay> accounts; // reviewed accounts, by account
    std::vector<std::int32_t> placeOf; // per account of the portfolio: place in `accounts`, or −1

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
