// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers of the rules that a leader may tune, each with its default. Read by the rule table alone.
#pragma once

#include "model/rules/rules.h"

namespace holdfast::thresholds {

inline constexpr ThresholdSpec usageDrop[] = {
    {"change_high", -0.20, "ratio", "A change at or below this is high."},
    {"change_critical", -0.40, "ratio", "A change at or below this is critical."},
    {"minimum_drop", 2, "users", "The four-week mean must be down by at least so many active users."},
    {"minimum_weeks", 17, "weeks", "Weeks of usage needed before two quarters can be compared."},
};
inline constexpr ThresholdSpec greenButDying[] = {
    {"health_days", 60, "days", "The CSM's status counts for so many days."},
};
inline constexpr ThresholdSpec busyWithoutValue[] = {
    {"utilisation", 0.60, "ratio", "Active users per seat from which an account counts as busy."},
    {"minimum_age", 180, "days", "Age from which a measured or achieved outcome is expected."},
    {"outcome_days", 180, "days", "An outcome achieved or measured within so many days counts."},
};
inline constexpr ThresholdSpec unprovenRenewal[] = {
    {"days_medium", 180, "days", "Renewal within so many days is medium."},
    {"days_high", 120, "days", "Renewal within so many days is high."},
    {"days_critical", 60, "days", "Renewal within so many days is critical."},
};
inline constexpr ThresholdSpec renewalOverdue[] = {
    {"days", 90, "days", "A renewal date is missed for so many days, after that it is old data."},
};
inline constexpr ThresholdSpec sponsorSilent[] = {
    {"days", 90, "days", "A sponsor seen within so many days is not silent."},
    {"minimum_age", 90, "days", "Age from which a sponsor should have been seen."},
};
inline constexpr ThresholdSpec championLeft[] = {
    {"days", 90, "days", "A departure counts for so many days."},
};
inline constexpr ThresholdSpec newDecisionMaker[] = {
    {"days", 60, "days", "A decision maker is new for so many days."},
    {"after_start", 30, "days", "Whoever joined within so many days of the start belongs to the first team."},
};
inline constexpr ThresholdSpec singleThreaded[] = {
    {"contacts", 2, "count", "Fewer present contacts than this is a single thread."},
    {"minimum_age", 90, "days", "Age from which several contacts are expected."},
};
inline constexpr ThresholdSpec escalationOpen[] = {
    {"days", 7, "days", "An escalated or urgent ticket open for longer than this."},
};
inline constexpr ThresholdSpec ticketSpike[] = {
    {"tickets", 5, "count", "At least so many tickets in the recent days."},
    {"factor", 2, "ratio", "And at least so many times the mean before."},
    {"recent_days", 30, "days", "How many days are recent."},
    {"before_days", 180, "days", "How many days before these make the mean."},
};
inline constexpr ThresholdSpec detractor[] = {
    {"score", 6, "score", "An NPS score at or below this."},
    {"fall", 3, "score", "Or a fall by at least so many points since the respondent's last answer."},
    {"days", 180, "days", "A score counts for so many days."},
};
inline constexpr ThresholdSpec meetingsFading[] = {
    {"days", 45, "days", "Longer than this without a meeting."},
    {"factor", 1.5, "ratio", "And longer than so many times the usual gap."},
    {"meetings", 6, "count", "How many of the last meeting days make the usual gap."},
};
inline constexpr ThresholdSpec overdueInvoice[] = {
    {"days", 30, "days", "Unpaid for longer than this after the due date."},
};
inline constexpr ThresholdSpec seatsTrimmed[] = {
    {"change", -0.10, "ratio", "Seats down by this share or more."},
    {"days", 182, "days", "Compared with so many days before."},
};
inline constexpr ThresholdSpec coreFeatureUnused[] = {
    {"minimum_age", 90, "days", "Age from which every core feature should be in use."},
    {"days", 30, "days", "No use in so many days up to the feed's last row."},
    {"feed_days", 14, "days", "A feed whose last row is older than this says nothing."},
    {"feed_days_month", 45, "days", "The same for a monthly feed."},
};
inline constexpr ThresholdSpec stoppedUsingFeature[] = {
    {"days", 30, "days", "Length of each of the four windows (a monthly feed uses calendar months)."},
    {"feed_days", 14, "days", "A feed whose last row is older than this says nothing."},
    {"feed_days_month", 45, "days", "The same for a monthly feed."},
};
inline constexpr ThresholdSpec churnRisk[] = {
    {"probability", 0.50, "ratio", "A churn probability at or above this."},
};
inline constexpr ThresholdSpec unrecognisedWin[] = {
    {"days", 60, "days", "A win should be recognised within so many days."},
};
inline constexpr ThresholdSpec kickoffLate[] = {
    {"days", 14, "days", "A kickoff is late after so many days."},
};
inline constexpr ThresholdSpec onboardingLate[] = {
    {"days", 60, "days", "Onboarding is late after so many days."},
};
inline constexpr ThresholdSpec firstLoginMissing[] = {
    {"days", 7, "days", "A first login is expected before so many days have passed."},
    {"maximum_age", 60, "days", "Older accounts are for the usage rules."},
};
inline constexpr ThresholdSpec milestoneOverdue[] = {
    {"days", 14, "days", "Overdue by more than this."},
    {"days_high", 30, "days", "Overdue by more than this is high."},
};
inline constexpr ThresholdSpec blockedByCustomer[] = {
    {"milestones", 3, "count", "So many blocked milestones on the customer's side, or more."},
};
inline constexpr ThresholdSpec noProgress[] = {
    {"days", 30, "days", "No milestone completed within so many days."},
};
inline constexpr ThresholdSpec outcomeOffPace[] = {
    {"elapsed", 0.5, "ratio", "More than this share of the time is gone."},
    {"pace", 0.5, "ratio", "Progress below this share of what was expected by now."},
};
inline constexpr ThresholdSpec expansionReady[] = {
    {"utilisation", 0.80, "ratio", "Active users per seat from which seats are getting scarce."},
    {"signal_days", 90, "days", "A growth signal counts for so many days."},
    {"outcome_days", 180, "days", "An achieved outcome counts for so many days."},
};
inline constexpr ThresholdSpec signalUnworked[] = {
    {"days", 7, "days", "A signal should be worked within so many days."},
    {"maximum_days", 180, "days", "Older signals are cold."},
};
inline constexpr ThresholdSpec usageFeedStale[] = {
    {"days", 14, "days", "The account's last covered day is older than this."},
    {"days_month", 45, "days", "The same for a monthly feed."},
};
inline constexpr ThresholdSpec sourcesDisagree[] = {
    {"health_days", 60, "days", "A status counts for so many days."},
};
inline constexpr ThresholdSpec sourceBroken[] = {
    {"minimum_accounts", 5, "count", "Accounts with usage in the weeks before, on average, to judge the feed at all."},
    {"share", 0.5, "ratio", "Below this share of what was usual the feed is broken."},
    {"feed_days", 14, "days", "The feed covers nothing of the last so many days."},
    {"feed_days_month", 45, "days", "The same for a monthly feed."},
};

} // namespace holdfast::thresholds
