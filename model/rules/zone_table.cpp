// SPDX-License-Identifier: GPL-3.0-or-later
// The criterion table: what makes each zone hold, weaken or break. Order and due days are the specification's.
#include <array>

#include "model/rules/zone_thresholds.h"
#include "model/rules/zones.h"

namespace holdfast {

namespace {

constexpr auto breaks = CriterionEffect::Breaks;
constexpr auto weakens = CriterionEffect::Weakens;
constexpr auto coverage = CriterionEffect::Coverage;

// Where the ideas come from. The numbers that no source gives are this program's own defaults and say so.
constexpr std::string_view sixZones = "Six-zone retention architecture";
constexpr std::string_view sixZonesOwnFigure = "Six-zone retention architecture; the day count is Holdfast's own";
constexpr std::string_view operatingModel =
    "B2B retention operating model: lifecycle stages with their leading indicators and failure signals";
constexpr std::string_view onboardingPractice =
    "B2B onboarding practice: kickoff, handoff and an onboarding of at most 60 days as early retention figures";
constexpr std::string_view firstNinetyDays = "B2B retention practice: the first 90 days decide the contract";
constexpr std::string_view silentDecay = "Engagement decay: accounts die in the product months before they say so";
constexpr std::string_view valueReturned = "Six-zone retention architecture: dollars out for every dollar in";
constexpr std::string_view dataLayer = "Six-zone retention architecture: Intelligence, the data layer";

constexpr std::array<CriterionSpec, criterionCount> table{{
    // Belief
    {CriterionId::SuccessDefined, Zone::Belief, "success_defined", breaks, 30, "Success defined",
        "Passes when at least one outcome has been agreed with the customer on or before the as-of date.",
        "Agree one measurable outcome with the sponsor and record it with its date.",
        "Started 1 March, first outcome agreed 5 April: day 35, five days after it was due. From 1 to 4 April it "
        "failed, from 5 April it passes.",
        sixZones, {}, "an outcome with agreed_date ≤ D"},
    {CriterionId::FitNotPoor, Zone::Belief, "fit_not_poor", breaks, 0, "Fit is not poor",
        "Passes when the recorded fit is good or partial; a missing fit is unknown.",
        "Decide with sales whether the use case can be served; rescope the deal or plan the exit.",
        "Fit = poor fails at once; fit = partial passes here and fails “Fit is good”.", sixZones, {},
        "fit = good or partial; missing: unknown"},
    {CriterionId::FitGood, Zone::Belief, "fit_good", weakens, 0, "Fit is good",
        "Passes when the recorded fit is good; a missing fit is unknown.",
        "Name the gap between what was sold and what is needed, and close it or set the expectation.",
        "Fit = partial fails and dents Belief without breaking it.", sixZones, {}, "fit = good; missing: unknown"},
    {CriterionId::HandoffRecorded, Zone::Belief, "handoff_recorded", weakens, 14, "Handoff recorded",
        "Passes when sales handed the account over on or before the as-of date; unknown without a date once the "
        "account is older than 365 days.",
        "Hold the sales handoff now and record goals, promises and stakeholders.",
        "Started 1 March without a handoff: pending up to 15 March (day 14), failed from 16 March.",
        "B2B retention practice: the handoff from sales is where context gets lost",
        zone_thresholds::datesOfOldAccounts, "handoff_date ≤ D; without it and age > {first_year}: unknown"},
    {CriterionId::SponsorNamed, Zone::Belief, "sponsor_named", weakens, 0, "Sponsor named",
        "Passes when an executive sponsor or an economic buyer is among the present contacts.",
        "Ask the champion who owns the budget and add that person as a contact.",
        "An economic buyer who left on the as-of date is no longer present: fails unless another one is.", sixZones, {},
        "a present contact of role executive_sponsor or economic_buyer"},

    // Commitment
    {CriterionId::KickedOff, Zone::Commitment, "kicked_off", breaks, 45, "Kicked off",
        "Passes when the kickoff took place, or the onboarding is already completed.",
        "Set a kickoff date with the sponsor this week; without one the project has not begun.",
        "Day 45 without a kickoff is still in time, day 46 fails.", onboardingPractice,
        zone_thresholds::datesOfOldAccounts,
        "kickoff_date ≤ D or onboarding_completed_date ≤ D, as far as each was imported; without either and age > "
        "{first_year}: unknown"},
    {CriterionId::KickoffPrompt, Zone::Commitment, "kickoff_prompt", weakens, 14, "Kickoff was prompt",
        "Passes when the kickoff was at most 14 days after the start; left out when there is no kickoff date but the "
        "onboarding is completed.",
        "Find out what held up the kickoff and clear it for the next step of the plan.",
        "Start 1 March, kickoff 15 March passes (14 days); 16 March fails.", onboardingPractice,
        zone_thresholds::kickoffPrompt,
        "kickoff_date ≤ start + {days}; without it and age > {first_year}: unknown; without it but with the onboarding "
        "completed: not applicable"},
    {CriterionId::ChampionPresent, Zone::Commitment, "champion_present", breaks, 30, "Champion present",
        "Passes when a champion is among the present contacts.",
        "Win a new champion: ask the sponsor who gains most from the outcome.",
        "The only champion left on 10 May: fails from 10 May on.",
        "B2B retention practice: quiet churn begins when the champion leaves", {},
        "a present contact of role champion"},
    {CriterionId::SponsorEngaged, Zone::Commitment, "sponsor_engaged", weakens, 90, "Sponsor engaged",
        "Passes when the sponsor attended a held interaction in the last 90 days; left out for tech-touch accounts.",
        "Invite the sponsor to a short review of the outcomes agreed.",
        "As of 30 June an attended meeting on 2 April counts (89 days), one on 1 April (90 days) does not.",
        operatingModel, zone_thresholds::sponsorEngaged,
        "a held interaction with sponsor_attended in (D − {days}, D]; touch = tech: not applicable"},
    {CriterionId::CustomerTasksOnTime, Zone::Commitment, "customer_tasks_on_time", weakens, 30,
        "Customer tasks on time",
        "Passes when at least 70 % of the customer's milestones planned between 180 and 7 days ago were completed no "
        "later than 7 days after plan; unknown when none was planned.",
        "Go through the late tasks with the customer's project lead and agree new dates.",
        "10 planned, 7 done within a week of plan: 0.70 passes; 6 of 10 fails.",
        "B2B retention practice: customer accountability during implementation", zone_thresholds::customerTasksOnTime,
        "of the milestones of side customer planned in (D − {window_days}, D − {grace_days}], at least {share} "
        "completed ≤ planned_date + {grace_days}; none planned: unknown"},
    {CriterionId::FewBlockers, Zone::Commitment, "few_blockers", weakens, 0, "Few blockers",
        "Passes when at most two of the customer's milestones are blocked.",
        "Take the blocked tasks to the sponsor with one request per blocker.",
        "Two blocked tasks pass, the third fails.",
        "B2B retention practice: customer accountability during implementation", zone_thresholds::fewBlockers,
        "milestones of side customer with blocked_since ≤ D and not completed: ≤ {milestones}"},

    // Activation
    {CriterionId::Onboarded, Zone::Activation, "onboarded", breaks, 60, "Onboarded",
        "Passes when the onboarding was completed on or before the as-of date; unknown without a date once the "
        "account is older than 365 days.",
        "Cut the onboarding to what first value needs and finish that.",
        "Day 60 without completion is still in time, day 61 fails.", onboardingPractice,
        zone_thresholds::datesOfOldAccounts,
        "onboarding_completed_date ≤ D; without it and age > {first_year}: unknown"},
    {CriterionId::OnboardedOnTime, Zone::Activation, "onboarded_on_time", weakens, 60, "Onboarded on time",
        "Passes when the onboarding was completed at most 60 days after the start.",
        "Learn from the delay: which step waited longest, and on whom?",
        "Start 1 January 2025, completed 2 March (60 days) passes, 3 March fails for good.", onboardingPractice,
        zone_thresholds::onboardedOnTime,
        "onboarding_completed_date ≤ start + {days}; without it and age > {first_year}: unknown"},
    {CriterionId::FirstValue, Zone::Activation, "first_value", breaks, 90, "First value reached",
        "Passes when a first-value milestone is completed or an outcome is achieved.",
        "Pick the smallest result that the customer would call a win and deliver it.",
        "No first-value milestone, but an outcome achieved on day 80: passes.", firstNinetyDays, {},
        "a first_value milestone completed ≤ D, or an outcome achieved ≤ D"},
    {CriterionId::CoreAdopted, Zone::Activation, "core_adopted", weakens, 90, "Core adopted",
        "Passes when every core milestone planned within the first 90 days, or without a plan date, was completed "
        "within the first 90 days; unknown when there is none.",
        "Train the teams on the core workflows that are still open.",
        "Three core milestones, the last completed on day 91: fails for good.", firstNinetyDays,
        zone_thresholds::coreAdopted,
        "every core milestone planned ≤ start + {days} or without planned_date completed ≤ start + {days}; none such: "
        "unknown"},
    {CriterionId::FirstLogin, Zone::Activation, "first_login", weakens, 14, "First login",
        "Passes when somebody was active on one of the first 14 days; unknown when the usage feed began later than "
        "the account.",
        "Check invitations and single sign-on, and log in together with the champion.",
        "Start 1 March: first active user on 14 March passes (day 13), 15 March fails.", operatingModel,
        zone_thresholds::firstLogin,
        "a usage row with active_users > 0 that covers a day in [start, start + {days}); not passed and the feed "
        "begins after the start: unknown"},
    {CriterionId::SeatsUsed, Zone::Activation, "seats_used", breaks, 90, "Seats used",
        "Passes when the mean of the last four weeks' active users is at least 40 % of the seats.",
        "List the invited who never came and bring one team on board at a time.",
        "100 seats and on average 40 active users: 0.40 passes; 39.75 fails.", operatingModel,
        zone_thresholds::seatsUsed, "utilisation ≥ {utilisation}; without seats or weeks: unknown"},
    {CriterionId::SeatsWellUsed, Zone::Activation, "seats_well_used", weakens, 90, "Seats well used",
        "Passes when the mean of the last four weeks' active users is at least 60 % of the seats.",
        "Find the teams with idle seats and give them a use case, before the buyer trims them.",
        "100 seats and on average 59 active users fails, 60 passes.", operatingModel, zone_thresholds::seatsWellUsed,
        "utilisation ≥ {utilisation}; without seats or weeks: unknown"},

    // Realization
    {CriterionId::TargetsAgreed, Zone::Realization, "targets_agreed", breaks, 90, "Targets agreed",
        "Passes when an agreed outcome has a target value.",
        "Put a number and a date to the agreed outcome, and have the sponsor confirm it.",
        "“Fewer errors”, agreed without a target, does not count; “errors from 40 to 10 a month” does.", sixZones, {},
        "an outcome with agreed_date ≤ D and a target"},
    {CriterionId::Measured, Zone::Realization, "measured", weakens, 120, "Outcomes measured",
        "Passes when an outcome was measured in the last 90 days.",
        "Measure the outcome with the customer and enter the current value.",
        "As of 30 June a measurement of 2 April counts (89 days), one of 1 April (90 days) does not.", sixZones,
        zone_thresholds::measured, "an outcome with measured_date in (D − {days}, D]"},
    {CriterionId::OnPace, Zone::Realization, "on_pace", breaks, 120, "Outcomes on pace",
        "Passes when an outcome was achieved in the last year, or one makes at least 80 % of the progress expected "
        "by now.",
        "Replan the outcome with the sponsor: what has to change to reach the target?",
        "Agreed 100 days ago and due in 100: 0.5 is expected, so progress of 0.4 passes and 0.39 fails.",
        sixZonesOwnFigure, zone_thresholds::onPace,
        "an outcome achieved in (D − 1 year, D], or progress ≥ {pace} × expected, with progress = (current − baseline) "
        "÷ (target − baseline) and expected = (D − agreed) ÷ (due − agreed) within 0..1"},
    {CriterionId::ValueReturned, Zone::Realization, "value_returned", weakens, 365, "Value returned",
        "Passes when the annual value of the outcomes achieved in the last year is at least the ARR.",
        "Put a money value to the outcomes achieved and have the customer confirm it.",
        "ARR 24,000 and outcomes worth 30,000 a year: 1.25 dollars out per dollar in.", valueReturned, {},
        "Σ annual_value of outcomes achieved in (D − 1 year, D] ≥ ARR(D)"},
    {CriterionId::UsageAlive, Zone::Realization, "usage_alive", breaks, 90, "Usage alive",
        "Passes when usage has neither drifted below half of its best nor died.",
        "Call the last active users and find out what replaced the product.",
        "Best four weeks 40 users, now 19: ratio 0.475 is drift, fails.", silentDecay, zone_thresholds::usageAlive,
        "stage is neither drift nor zombie, that is ratio ≥ {drift_ratio} and fewer than {drift_zeros} empty weeks "
        "(see the figure “Decay stage”)"},
    {CriterionId::UsageNotDecaying, Zone::Realization, "usage_not_decaying", weakens, 90, "Usage not decaying",
        "Passes when usage is not in silent decay: down by 15 % or more on the quarter before.",
        "Find the workflow that lost its users and win it back before it spreads.",
        "20 users a quarter ago, 17 now: −0.15 and 3 users fewer, fails.", silentDecay,
        zone_thresholds::usageNotDecaying,
        "stage is not silent_decay, that is not: change ≤ {decay_change} and prior − recent ≥ {decay_users} (see the "
        "figure “Decay stage”)"},

    // Expansion
    {CriterionId::Realized, Zone::Expansion, "realized", breaks, 180, "Value realized first",
        "Passes when Realization is healthy or at risk.", "Stop selling: repair Realization before any offer.",
        "Realization broken on day 200: fails. In progress on day 200: still pending.",
        "Six-zone retention architecture: Expansion depends on Realization", {},
        "realization = healthy or at_risk; in_progress: pending, unknown: unknown, both also when due"},
    {CriterionId::RealizedFully, Zone::Expansion, "realized_fully", weakens, 180, "Value fully realized",
        "Passes when Realization is healthy.", "Close the weak points of Realization before the expansion talk.",
        "Realization at risk on day 200 passes “Value realized first” and fails here.",
        "Six-zone retention architecture: Expansion depends on Realization", {},
        "realization = healthy; in_progress: pending, unknown: unknown, both also when due"},
    {CriterionId::NotShrinking, Zone::Expansion, "not_shrinking", weakens, 0, "Not shrinking",
        "Passes when the ARR is at least what it was a year ago, or there was none then.",
        "Ask what was cut and why; protect the rest with a proven outcome.", "12,000 a year ago, 11,999.99 now: fails.",
        "B2B retention operating model: seat or service trimming as the failure signal of expansion", {},
        "ARR(D) ≥ ARR(D − 1 year), or ARR(D − 1 year) = 0"},
    {CriterionId::Growing, Zone::Expansion, "growing", weakens, 180, "Growing",
        "Passes when the ARR is above last year's, an expansion or cross-sell opportunity is open, or a growth signal "
        "came in the last 90 days.",
        "Ask for the next use case or department in the coming review.",
        "Flat ARR, but a new region mentioned 60 days ago: passes.", operatingModel, zone_thresholds::growing,
        "ARR(D) > ARR(D − 1 year), or an expansion or cross_sell opportunity open on D, or a growth signal in (D − "
        "{signal_days}, D]"},

    // Recognition
    {CriterionId::WinsExist, Zone::Recognition, "wins_exist", weakens, 180, "Wins exist",
        "Passes when at least one outcome has been achieved.",
        "Look for a result worth telling, however small, and record it as achieved.",
        "Day 181 without an achieved outcome fails.", sixZones, {}, "an outcome achieved ≤ D"},
    {CriterionId::AWinRecognised, Zone::Recognition, "a_win_recognised", breaks, 0, "A win recognised",
        "Passes when at least one win older than 60 days was recognised; fails when none was and one of them is of "
        "the last year.",
        "Tell the win to those who decide, in their words and numbers, and record how.",
        "Achieved 61 days ago, never told: fails. Achieved 59 days ago: still pending.",
        "Six-zone retention architecture: unrecognised value counts as unrealised", zone_thresholds::aWinRecognised,
        "of the outcomes achieved ≤ D − {days} one recognised ≤ D; no such outcome, or none recognised and none "
        "achieved in (D − 1 year, D − {days}]: pending"},
    {CriterionId::WinsRecognised, Zone::Recognition, "wins_recognised", weakens, 0, "Wins recognised",
        "Passes when at least 80 % of the wins achieved between a year and 60 days ago were recognised.",
        "Work through the wins nobody has heard of, the most valuable first.",
        "4 of 5 recognised: 0.80 passes; 3 of 4 fails.",
        "Six-zone retention architecture: unrecognised value counts as unrealised; the share is Holdfast's own",
        zone_thresholds::winsRecognised,
        "of the outcomes achieved in (D − 1 year, D − {days}] at least {share} recognised ≤ D; no such outcome: "
        "pending"},
    {CriterionId::BusinessReview, Zone::Recognition, "business_review", weakens, 120, "Business review held",
        "Passes when a business review with the sponsor was held in the last 100 days; left out for tech-touch "
        "accounts.",
        "Book the business review and open it with the outcomes achieved.",
        "As of 30 June a review of 23 March counts (99 days), one of 22 March (100 days) does not.", operatingModel,
        zone_thresholds::businessReview,
        "a held qbr with sponsor_attended in (D − {days}, D]; touch = tech: not applicable"},
    {CriterionId::Advocacy, Zone::Recognition, "advocacy", weakens, 180, "Advocacy",
        "Passes when the account gave a reference or referral, or an NPS of 9 or 10, in the last year.",
        "Ask the champion of the last win for a reference call.",
        "No reference, but one NPS score of 9 four months ago: passes.", operatingModel, zone_thresholds::advocacy,
        "in (D − 1 year, D] a held reference or referral, or an NPS score ≥ {score}"},

    // Trust
    {CriterionId::Nps, Zone::Trust, "nps", breaks, 0, "NPS",
        "Passes when the latest NPS score of the last year is 7 or more; unknown without one.",
        "Call the respondent, listen first, and agree what will change.",
        "Scores 9 and 6 on the latest date: the lower counts, fails.",
        "B2B retention practice: ask regularly and close the loop", zone_thresholds::nps,
        "the lowest score on the latest NPS date in (D − 1 year, D] ≥ {score}; none: unknown"},
    {CriterionId::Csat, Zone::Trust, "csat", weakens, 0, "CSAT",
        "Passes when the mean CSAT of tickets and surveys of the last 90 days is at least 4; unknown without one.",
        "Read the low-rated tickets with support and answer the customer.",
        "Scores 5, 4 and 3 have the mean 4.00: passes.", "B2B retention practice: ask regularly and close the loop",
        zone_thresholds::csat, "mean CSAT of tickets and surveys in (D − {days}, D] ≥ {score}; none: unknown"},
    {CriterionId::NoOpenEscalation, Zone::Trust, "no_open_escalation", breaks, 0, "No open escalation",
        "Passes when no escalated ticket has been open for more than 7 days.",
        "Take the escalation over yourself: an owner, a date, a daily note to the customer.",
        "Opened 7 days ago passes, 8 days ago fails.",
        "Six-zone retention architecture: Trust, the relationship layer; the day count is Holdfast's own",
        zone_thresholds::noOpenEscalation, "no escalated ticket open on D with D − opened_date > {days}"},
    {CriterionId::PaidUp, Zone::Trust, "paid_up", weakens, 0, "Paid up",
        "Passes when no invoice is unpaid more than 30 days after it was due.",
        "Ask finance and the champion whether it is a dispute or an oversight.",
        "Due 30 days ago and unpaid passes, 31 days fails.",
        "Six-zone retention architecture: Trust, the relationship layer; the day count is Holdfast's own",
        zone_thresholds::paidUp, "no invoice with amount > 0, D − due_date > {days} and not paid on D"},

    // Intelligence
    {CriterionId::KnownOwner, Zone::Intelligence, "owner", coverage, 0, "Owner known",
        "Present when the account has an owner.", "Assign the account to a CSM.",
        "An empty owner column leaves it absent for every account.", dataLayer, {}, "owner given"},
    {CriterionId::KnownRenewalDate, Zone::Intelligence, "renewal_date", coverage, 0, "Renewal date known",
        "Present when the account has a renewal date, its own or its subscriptions'; left out for monthly contracts.",
        "Find the renewal date in the contract and enter it.",
        "No renewal date, but a subscription that ends in May: present.", dataLayer, {},
        "renewal_date, or the end_date after D of an active subscription; contract_model = monthly: not applicable"},
    {CriterionId::KnownContacts, Zone::Intelligence, "contacts", coverage, 0, "Contacts known",
        "Present when at least one contact is present.", "Add the people you work with, each with a role.",
        "All contacts have left: absent.", dataLayer, {}, "a present contact"},
    {CriterionId::KnownUsage, Zone::Intelligence, "usage", coverage, 0, "Usage known",
        "Present when the account's last usage row covers a day at most 14 days back, 45 for a monthly feed.",
        "Check whether the account is missing in the usage export.",
        "A weekly row dated 20 days ago covers up to 14 days ago: present.", dataLayer, zone_thresholds::knownUsage,
        "D − the last day covered by the account’s rows ≤ {days} (monthly feed: {days_month})"},
    {CriterionId::KnownHealth, Zone::Intelligence, "health", coverage, 0, "Health judged",
        "Present when some source gave a health status in the last 30 days.", "Ask the CSM for this month's judgement.",
        "Last status 31 days old: absent.", dataLayer, zone_thresholds::knownHealth,
        "a health status of any source with D − date ≤ {days}"},
    {CriterionId::KnownInteraction, Zone::Intelligence, "interaction", coverage, 0, "Recent contact",
        "Present when an interaction was held in the last 30 days.", "Get in touch with the account.",
        "A meeting that was cancelled does not count.", dataLayer, zone_thresholds::knownInteraction,
        "a held interaction with D − date ≤ {days}"},
    {CriterionId::KnownOutcomeMeasured, Zone::Intelligence, "outcome_measured", coverage, 0, "Outcome measured",
        "Present when an outcome was measured in the last 90 days.",
        "Measure the outcome with the customer and enter the current value.",
        "Measured 90 days ago: present; 91 days: absent.", dataLayer, zone_thresholds::knownOutcome,
        "an outcome with D − measured_date ≤ {days}"},
}};

} // namespace

std::span<const CriterionSpec> criteria()
{
    return table;
}

} // namespace holdfast
