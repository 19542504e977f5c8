// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers of the criteria. The engine computes with the constants, the criterion table shows them: one place for
// both. Due days stand in the criterion table itself.
#pragma once

#include "model/rules/decay_limits.h"
#include "model/rules/threshold.h"

namespace holdfast::zone_limits {

// An account older than this whose handoff, kickoff or onboarding was never dated is unknown, not late.
inline constexpr int firstYear = 365;

inline constexpr int promptDays = 14;
inline constexpr int engagedDays = 90;
inline constexpr int taskWindowDays = 180;
inline constexpr int taskGraceDays = 7;
inline constexpr double tasksOnTimeShare = 0.70;
inline constexpr int blockersAllowed = 2;

inline constexpr int onboardingDays = 60;
inline constexpr int coreDays = 90;
inline constexpr int loginDays = 14;
inline constexpr double seatsUsedShare = 0.40;
inline constexpr double seatsWellUsedShare = 0.60;

inline constexpr int measuredDays = 90;
inline constexpr double paceShare = 0.8;

inline constexpr int signalDays = 90;

inline constexpr int recognitionDays = 60;
inline constexpr double recognisedShare = 0.80;
inline constexpr int reviewDays = 100;
inline constexpr double promoterScore = 9;

inline constexpr double npsScore = 7;
inline constexpr int csatDays = 90;
inline constexpr double csatScore = 4;
inline constexpr int escalationDays = 7;
inline constexpr int lateDays = 30;

inline constexpr int healthDays = 30;
inline constexpr int interactionDays = 30;
inline constexpr int usageDays = 14;
inline constexpr int usageDaysOfMonthFeed = 45;
inline constexpr double coverageBroken = 0.5;
inline constexpr double coverageAtRisk = 0.8;

} // namespace holdfast::zone_limits

namespace holdfast::zone_thresholds {

using namespace zone_limits;

inline constexpr ThresholdSpec datesOfOldAccounts[] = {
    {"first_year", firstYear, "days", "For older accounts a missing date is unknown, not absent."},
};
inline constexpr ThresholdSpec kickoffPrompt[] = {
    {"days", promptDays, "days", "A kickoff so many days after the start is prompt."},
    {"first_year", firstYear, "days", "For older accounts a missing date is unknown, not absent."},
};
inline constexpr ThresholdSpec sponsorEngaged[] = {
    {"days", engagedDays, "days", "A sponsor seen within so many days is engaged."},
};
inline constexpr ThresholdSpec customerTasksOnTime[] = {
    {"share", tasksOnTimeShare, "ratio", "At least this share of the tasks."},
    {"window_days", taskWindowDays, "days", "Tasks planned within so many days count."},
    {"grace_days", taskGraceDays, "days", "A task this much later than planned is still on time."},
};
inline constexpr ThresholdSpec fewBlockers[] = {
    {"milestones", blockersAllowed, "count", "So many blocked tasks are allowed."},
};
inline constexpr ThresholdSpec onboardedOnTime[] = {
    {"days", onboardingDays, "days", "An onboarding completed within so many days is on time."},
    {"first_year", firstYear, "days", "For older accounts a missing date is unknown, not absent."},
};
inline constexpr ThresholdSpec coreAdopted[] = {
    {"days", coreDays, "days", "Core milestones belong to so many first days."},
};
inline constexpr ThresholdSpec firstLogin[] = {
    {"days", loginDays, "days", "Somebody should be active in so many first days."},
};
inline constexpr ThresholdSpec seatsUsed[] = {
    {"utilisation", seatsUsedShare, "ratio", "Active users per seat."},
};
inline constexpr ThresholdSpec seatsWellUsed[] = {
    {"utilisation", seatsWellUsedShare, "ratio", "Active users per seat."},
};
inline constexpr ThresholdSpec measured[] = {
    {"days", measuredDays, "days", "A measurement counts for so many days."},
};
inline constexpr ThresholdSpec onPace[] = {
    {"pace", paceShare, "ratio", "At least this share of the progress expected by now."},
};
inline constexpr ThresholdSpec growing[] = {
    {"signal_days", signalDays, "days", "A growth signal counts for so many days."},
};
inline constexpr ThresholdSpec aWinRecognised[] = {
    {"days", recognitionDays, "days", "A win should be recognised within so many days."},
};
inline constexpr ThresholdSpec winsRecognised[] = {
    {"share", recognisedShare, "ratio", "At least this share of the wins."},
    {"days", recognitionDays, "days", "A win should be recognised within so many days."},
};
inline constexpr ThresholdSpec businessReview[] = {
    {"days", reviewDays, "days", "A business review counts for so many days."},
};
inline constexpr ThresholdSpec advocacy[] = {
    {"score", promoterScore, "score", "An NPS score from which a respondent recommends."},
};
inline constexpr ThresholdSpec nps[] = {
    {"score", npsScore, "score", "An NPS score from which nobody is lost."},
};
inline constexpr ThresholdSpec csat[] = {
    {"score", csatScore, "score", "Mean score of 1 to 5."},
    {"days", csatDays, "days", "A score counts for so many days."},
};
inline constexpr ThresholdSpec noOpenEscalation[] = {
    {"days", escalationDays, "days", "An escalation may be open for so many days."},
};
inline constexpr ThresholdSpec paidUp[] = {
    {"days", lateDays, "days", "An invoice may be so many days late."},
};
inline constexpr ThresholdSpec knownUsage[] = {
    {"days", usageDays, "days", "The account's last covered day is at most this far back."},
    {"days_month", usageDaysOfMonthFeed, "days", "The same for a monthly feed."},
};
inline constexpr ThresholdSpec knownHealth[] = {
    {"days", healthDays, "days", "A status counts for so many days."},
};
inline constexpr ThresholdSpec knownInteraction[] = {
    {"days", interactionDays, "days", "A contact counts for so many days."},
};
inline constexpr ThresholdSpec knownOutcome[] = {
    {"days", measuredDays, "days", "A measurement counts for so many days."},
};
inline constexpr ThresholdSpec usageAlive[] = {
    {"drift_ratio", decay_limits::driftRatio, "ratio", "Below this share of the peak an account drifts."},
    {"drift_zeros", decay_limits::driftZeros, "weeks", "From so many empty weeks on an account drifts."},
};
inline constexpr ThresholdSpec usageNotDecaying[] = {
    {"decay_change", decay_limits::decayChange, "ratio", "A change at or below this is silent decay."},
    {"decay_users", decay_limits::decayUsers, "users", "And at least so many users fewer."},
};

} // namespace holdfast::zone_thresholds
