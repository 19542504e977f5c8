// SPDX-License-Identifier: GPL-3.0-or-later
// The limits of the decay stages. Read by the engine, by the evidence beside a stage and by the help.
#pragma once

#include "model/rules/threshold.h"

namespace holdfast::decay_limits {

inline constexpr int weeksBeforeJudging = 4; // zombie and drift need so many weeks
inline constexpr double smallPeak = 3; // below it ratio and zeros say nothing
inline constexpr double zombieRatio = 0.15;
inline constexpr int zombieZeros = 6;
inline constexpr double driftRatio = 0.50;
inline constexpr int driftZeros = 2;
inline constexpr int adoptingWeeks = 13;
inline constexpr double decayChange = -0.15;
inline constexpr double decayUsers = 2; // users lost at least, so that 3 → 2 is no decay
inline constexpr double growthChange = 0.05;

inline constexpr ThresholdSpec stages[] = {
    {"weeks_before_judging", weeksBeforeJudging, "weeks", "Younger accounts are adopting, whatever their usage."},
    {"small_peak", smallPeak, "users", "Below this peak ratio and empty weeks say nothing."},
    {"zombie_ratio", zombieRatio, "ratio", "Below this share of the peak an account is a zombie."},
    {"zombie_zeros", zombieZeros, "weeks", "From so many empty weeks on an account is a zombie."},
    {"drift_ratio", driftRatio, "ratio", "Below this share of the peak an account drifts."},
    {"drift_zeros", driftZeros, "weeks", "From so many empty weeks on an account drifts."},
    {"adopting_weeks", adoptingWeeks, "weeks", "With fewer weeks an account is still adopting."},
    {"decay_change", decayChange, "ratio", "A change at or below this is silent decay."},
    {"decay_users", decayUsers, "users", "And at least so many users fewer."},
    {"growth_change", growthChange, "ratio", "A change below this is a plateau, from it on growth."},
};

} // namespace holdfast::decay_limits
