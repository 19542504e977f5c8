// SPDX-License-Identifier: GPL-3.0-or-later
// The rule table itself. Adding a rule is adding a row here, its thresholds in rule_thresholds.h and its function in
// model/analysis/exceptions_*.cpp.
#include <iterator>

#include "model/rules/rule_thresholds.h"
#include "model/rules/rules.h"

namespace holdfast {

namespace {

using enum Lane;
using enum Severity;
constexpr std::optional<int> bySeverity; // days to act follow the severity

// id, name, lane, zone, severity, title, needs, definition, action, example, source, days to act, thresholds, formula
constexpr RuleSpec table[] = {
    {RuleId::UsageDrop, "usage_drop", Risk, Zone::Realization, Critical, "Usage dropped", "usage",
        "Mean weekly active users of the last four weeks are down by 20 % (critical: 40 %) and at least two users "
        "against the four weeks a quarter earlier.",
        "Call the champion this week, find out which team stopped and why, and agree a date to be back.",
        "100 users a quarter ago, 78 now: change −0.22, high.",
        "Decay shows in the product four to six months before the churn; behaviour, not the calendar, should call for "
        "the conversation.",
        bySeverity, thresholds::usageDrop,
        "n ≥ {minimum_weeks}, prior > 0, prior − recent ≥ {minimum_drop}, change ≤ {change_high}: high; change ≤ "
        "{change_critical}: critical"},
    {RuleId::GreenButDying, "green_but_dying", Risk, Zone::Intelligence, Critical, "Green but dying", "usage, health",
        "The CSM's latest status, at most 60 days old, is green while usage is in silent decay, drift or zombie mode.",
        "Show the CSM the usage curve, correct the status, and open a recovery plan with the sponsor.",
        "Status green on 1 June, stage drift on 30 June.",
        "The most dangerous accounts are the green ones that bleed silently: relationship scores lag behind usage.",
        bySeverity, thresholds::greenButDying,
        "the latest status of source cs is green, D − its date ≤ {health_days}, and stage is silent_decay, drift or "
        "zombie"},
    {RuleId::Zombie, "zombie", Risk, Zone::Realization, Critical, "Zombie account", "usage",
        "Usage is down to less than 15 % of its peak, or the account was empty in six of the last eight weeks.",
        "Go to the economic buyer with one question: which result would make this worth keeping, and by when.",
        "Peak 80 users, last four weeks 6: ratio 0.075.",
        "The last stage of decay: alive by contract, dead in the product.", bySeverity, {},
        "stage = zombie (see the figure “Decay stage”)"},
    {RuleId::BusyWithoutValue, "busy_without_value", Risk, Zone::Realization, High, "Busy without value",
        "usage, outcomes",
        "At least 60 % of the seats are in use, the account is 180 days old or older, and no outcome was achieved or "
        "measured in the last 180 days.",
        "Agree one measurable outcome with the sponsor and take its first measurement this month.",
        "45 of 60 seats active (0.75), age 300 days, last measurement 200 days ago.",
        "The retention paradox: activity is not impact, and nobody renews on 'we use it a lot'.", bySeverity,
        thresholds::busyWithoutValue,
        "utilisation ≥ {utilisation}, age ≥ {minimum_age}, no outcome achieved or measured in (D − {outcome_days}, D]"},
    {RuleId::UnprovenRenewal, "unproven_renewal", Risk, Zone::Realization, Critical, "Renewal without proof",
        "outcomes",
        "A renewal within 180 days (high 120, critical 60) of an annual or multi-year account whose realization zone "
        "is not healthy.",
        "Build the value case with the champion: target, current figure, worth in money, and a date with the buyer.",
        "Renewal in 55 days, no outcome measured for half a year: critical.",
        "Whoever starts at 120 days before the renewal is late; act on evidence six months ahead.", bySeverity,
        thresholds::unprovenRenewal,
        "contract_model ≠ monthly, realization ≠ healthy, 0 ≤ days to renewal ≤ {days_medium}: medium, ≤ {days_high}: "
        "high, ≤ {days_critical}: critical; with realization unknown only when targets_agreed, measured or on_pace has "
        "not passed"},
    {RuleId::RenewalOverdue, "renewal_overdue", Risk, Zone::Intelligence, Medium, "Renewal date has passed",
        "renewal_date", "The renewal date lies up to 90 days back and no subscription says how it ended.",
        "Find out today whether the contract was renewed, and enter the new term.",
        "Renewal date 1 June, D = 30 June, no later subscription: 29 days past.",
        "A renewal nobody recorded is either unbilled revenue or an unseen churn.", bySeverity,
        thresholds::renewalOverdue,
        "D − {days} ≤ renewal_date < D, and no subscription starts or ends on or after renewal_date or is open-ended "
        "and active on D"},
    {RuleId::SponsorSilent, "sponsor_silent", Risk, Zone::Commitment, High, "Sponsor is silent",
        "interactions, sponsor_attended",
        "The account is 90 days old or older, looked after by people, and no held interaction of the last 90 days had "
        "the sponsor in it.",
        "Ask your executive to invite the sponsor to a 30-minute value review.",
        "Last review with the sponsor 120 days ago.",
        "Silence from the executive sponsor is the failure signal of a mature account.", bySeverity,
        thresholds::sponsorSilent,
        "age ≥ {minimum_age}, touch ≠ tech, no held interaction with sponsor_attended in (D − {days}, D]"},
    {RuleId::ChampionLeft, "champion_left", Risk, Zone::Commitment, High, "Champion left", "contacts",
        "A champion left within the last 90 days and no other champion is there.",
        "Name and brief a new champion with the sponsor, and follow the old one to the new company.",
        "Champion left on 10 May, nobody has taken over by 30 June.",
        "Champion exits rarely show in usage before the damage is done.", bySeverity, thresholds::championLeft,
        "a champion with left_date in (D − {days}, D], and no other champion present"},
    {RuleId::NewDecisionMaker, "new_decision_maker", Risk, Zone::Commitment, Medium, "New decision maker", "contacts",
        "An economic buyer or executive sponsor joined within the last 60 days, more than 30 days after the start.",
        "Meet the new decision maker and present goals, results so far and what comes next.",
        "New sponsor since 1 June at an account that started two years ago.",
        "A new decision maker did not buy the product; the decision is open again.", bySeverity,
        thresholds::newDecisionMaker,
        "an economic_buyer or executive_sponsor, present, with joined_date in (D − {days}, D] and joined_date − start "
        "> {after_start}"},
    {RuleId::SingleThreaded, "single_threaded", Risk, Zone::Commitment, Medium, "Single-threaded", "contacts",
        "The account is 90 days old or older and has fewer than two contacts.",
        "Ask your contact to introduce a second stakeholder from another team.", "One contact after 200 days.",
        "A deal has a buyer, an evaluator, a champion and users; keeping one person is not keeping the account.",
        bySeverity, thresholds::singleThreaded, "age ≥ {minimum_age}, present contacts < {contacts}"},
    {RuleId::EscalationOpen, "escalation_open", Risk, Zone::Trust, High, "Escalation open", "tickets",
        "An escalated or urgent ticket has been open for more than seven days.",
        "Get an owner and a date from engineering and tell the customer both today.",
        "Urgent ticket opened on 20 June, D = 30 June: ten days.",
        "Unresolved escalations are among the leading indicators that show weeks before a renewal.", bySeverity,
        thresholds::escalationOpen, "a ticket escalated or urgent, open on D, with D − opened_date > {days}"},
    {RuleId::TicketSpike, "ticket_spike", Risk, Zone::Trust, Medium, "Ticket spike", "tickets",
        "At least five tickets in the last 30 days and at least twice the monthly mean of the six months before.",
        "Read the tickets of the month, find the common cause, and answer it with one plan.",
        "8 tickets in 30 days, 12 in the 180 days before (2 a month).",
        "A change in support volume is a change in experience, whatever the single answers say.", bySeverity,
        thresholds::ticketSpike,
        "tickets opened in the last {recent_days} days ≥ {tickets}, and ≥ {factor} × those of the {before_days} days "
        "before them ÷ ({before_days} ÷ {recent_days})"},
    {RuleId::Detractor, "detractor", Risk, Zone::Trust, High, "Detractor", "surveys",
        "The latest NPS of the last 180 days is 6 or lower, or fell by three points or more since the same "
        "respondent's answer before.",
        "Call the respondent within the week, listen first, and write back what will change.",
        "Score 7 after a 10: a fall of 3.", "A score only helps when it triggers a conversation.", bySeverity,
        thresholds::detractor,
        "the lowest score on the latest NPS date in (D − {days}, D] is ≤ {score}, or the respondent’s score before it "
        "− it ≥ {fall}"},
    {RuleId::MeetingsFading, "meetings_fading", Risk, Zone::Trust, Medium, "Meetings fading", "interactions",
        "The last held meeting, business review or call is more than 45 days ago and more than 1.5 times the usual "
        "gap.",
        "Propose two dates and an agenda built on the customer's goals, not on the product.",
        "Usual gap 30 days, last meeting 50 days ago: 50 > 45 and 50 > 45.",
        "Retention weakens when engagement becomes irregular: declining cadence is an early signal.", bySeverity,
        thresholds::meetingsFading,
        "days since the last held meeting, qbr or call > {days} and > {factor} × the median gap between the last "
        "{meetings} days with one"},
    {RuleId::OverdueInvoice, "overdue_invoice", Risk, Zone::Trust, Medium, "Overdue invoice", "invoices",
        "An invoice is unpaid more than 30 days after its due date.",
        "Ask the buyer whether it is a process or a protest, and bring finance the answer.",
        "Due on 1 May, unpaid on 30 June: 60 days.", "Late payment is often the first word of a cancellation.",
        bySeverity, thresholds::overdueInvoice, "amount > 0, D − due_date > {days}, not paid on D"},
    {RuleId::SeatsTrimmed, "seats_trimmed", Risk, Zone::Expansion, High, "Seats trimmed", "usage or subscriptions",
        "Seats are down by 10 % or more within half a year.",
        "Ask which team left and re-plan its use case before the contract follows.",
        "100 seats in December, 85 in June: −0.15.",
        "Budget stagnation and seat trimming are the failure signals of the expansion stage.", bySeverity,
        thresholds::seatsTrimmed,
        "seats on D ÷ seats on D − {days} − 1 ≤ {change}, seats before > 0; by the usage rows, else by the "
        "subscriptions"},
    {RuleId::CoreFeatureUnused, "core_feature_unused", Risk, Zone::Activation, Medium, "Core feature unused",
        "feature_usage",
        "The account is 90 days old or older and did not use a core feature in the 30 days up to the feed's last row.",
        "Run a working meeting that puts the unused core feature into one real workflow.",
        "'Reports' is core; the account's last use was 50 days ago.",
        "Retention goes with depth: an account that uses a tenth of a product is easy to replace.", bySeverity,
        thresholds::coreFeatureUnused,
        "age ≥ {minimum_age}, a core feature without count > 0 in (F − {days}, F], F = the feed’s last row ≤ D; not "
        "evaluated when D − F > {feed_days} (monthly feed: {feed_days_month})"},
    {RuleId::StoppedUsingFeature, "stopped_using_feature", Risk, Zone::Realization, Medium, "Stopped using a feature",
        "feature_usage",
        "A feature used in each of the three months before was not used in the last 30 days of the feed.",
        "Ask the team what does that job now and offer the way back while the habit is fresh.",
        "'Exports' used in March, April and May, not in June.", "Churn happens one abandoned workflow at a time.",
        bySeverity, thresholds::stoppedUsingFeature,
        "count > 0 in each of the three windows of {days} days before (F − {days}, F] and not in it, F = the feed’s "
        "last row ≤ D (monthly feed: calendar months); not evaluated when D − F > {feed_days} (monthly feed: "
        "{feed_days_month})"},
    {RuleId::NoticeGiven, "notice_given", Risk, Zone::Realization, Critical, "Notice given", "subscriptions",
        "A cancellation was received for a subscription that is still active.",
        "Bring your executive to the economic buyer within two days: save, shrink with a plan, or part well.",
        "Notice on 12 June, the term ends on 30 September.",
        "By the time of a notice most options are gone; the days left are worth an executive's time.", bySeverity, {},
        "notice_date ≤ D and start_date ≤ D < end_date"},
    {RuleId::ChurnRisk, "churn_risk", Risk, Zone::Realization, High, "Churn likely", "",
        "The churn model's probability is 50 % or more.",
        "Look at the largest contributions and act on the first one that you can change.",
        "Probability 0.62, driven by falling usage.", "A model trained on the store's own history.", bySeverity,
        thresholds::churnRisk, "probability ≥ {probability}"},
    {RuleId::UpsellWithoutValue, "upsell_without_value", Risk, Zone::Expansion, Medium, "Upsell without value",
        "opportunities, outcomes",
        "An expansion or cross-sell opportunity is open while the realization zone is broken.",
        "Pause the offer with sales and repair the outcome first.", "Expansion of 20,000 open, no outcome on pace.",
        "Expansion without realization is upselling into dissatisfaction.", bySeverity, {},
        "realization = broken, and an expansion or cross_sell opportunity open on D"},
    {RuleId::UnrecognisedWin, "unrecognised_win", Risk, Zone::Recognition, Low, "Unrecognised win",
        "outcomes, recognised_date",
        "An outcome achieved more than 60 days and less than a year ago was not recognised.",
        "Write the win up in three sentences and present it to the sponsor.",
        "Outcome achieved on 1 March, not recognised by 30 June.",
        "Value that nobody notices works like value that never happened.", bySeverity, thresholds::unrecognisedWin,
        "achieved_date in (D − 1 year, D − {days}], recognised_date missing or after D"},
    {RuleId::KickoffLate, "kickoff_late", Stalled, Zone::Commitment, High, "Kickoff late", "kickoff_date",
        "More than 14 days after the start, and within the first year, there was no kickoff.",
        "Fix the kickoff date with the sponsor and name both project leads.", "Age 20 days, no kickoff.",
        "Momentum stalls between signature and kickoff; buyer's remorse fills the gap.", bySeverity,
        thresholds::kickoffLate, "{days} < age ≤ 365, neither kickoff_date nor onboarding_completed_date ≤ D"},
    {RuleId::OnboardingLate, "onboarding_late", Stalled, Zone::Activation, High, "Onboarding late",
        "onboarding_completed_date",
        "More than 60 days after the start, and within the first year, onboarding is not completed.",
        "Cut the plan down to the first value and agree a completion date with the customer's lead.",
        "Age 75 days, onboarding open.",
        "Time to value beyond 60 days builds early churn risk; accounts that stall early rarely recover.", bySeverity,
        thresholds::onboardingLate, "{days} < age ≤ 365, no onboarding_completed_date ≤ D"},
    {RuleId::FirstLoginMissing, "first_login_missing", Stalled, Zone::Activation, High, "No first login", "usage",
        "7 to 60 days after the start nobody has used the product.",
        "Check access with the customer's administrator and sit in on the first login.",
        "Age 10 days, no active user yet.", "Low login rates in the first week are the earliest failure signal.",
        bySeverity, thresholds::firstLoginMissing,
        "{days} ≤ age ≤ {maximum_age}, no usage row with active_users > 0 that covers a day on or after the start"},
    {RuleId::MilestoneOverdue, "milestone_overdue", Stalled, Zone::Activation, High, "Milestone overdue", "milestones",
        "A milestone is more than 14 days overdue; high when a core one is, or one by more than 30 days.",
        "Re-plan the milestone with a named owner on each side and a date within two weeks.",
        "Planned for 1 June, not completed on 30 June: 29 days.",
        "Stalled milestones are the first leading indicator of a project that will miss its value.", bySeverity,
        thresholds::milestoneOverdue,
        "D − planned_date > {days} and not completed on D; high when such a milestone is core or D − planned_date > "
        "{days_high}"},
    {RuleId::BlockedByCustomer, "blocked_by_customer", Stalled, Zone::Commitment, Medium, "Blocked by the customer",
        "milestones, side", "Three or more milestones on the customer's side are blocked.",
        "Take the list of blocked tasks to the sponsor and ask for one person who clears them.",
        "Data, single sign-on and legal review blocked at once.",
        "Most implementation delays are on the customer's side; they need the sponsor, not a reminder.", bySeverity,
        thresholds::blockedByCustomer,
        "milestones with side customer, blocked_since ≤ D and not completed on D: ≥ {milestones}"},
    {RuleId::NoProgress, "no_progress", Stalled, Zone::Activation, Medium, "No progress", "milestones",
        "Milestones are open and none was completed in the last 30 days.",
        "Hold a 30-minute reset: what is next, who does it, by when.",
        "Four open milestones, the last one completed 45 days ago.",
        "A project that completes nothing for a month has stopped, whatever its plan says.", bySeverity,
        thresholds::noProgress,
        "a milestone planned or blocked ≤ D and not completed, and none completed in (D − {days}, D]"},
    {RuleId::OutcomeOffPace, "outcome_off_pace", Stalled, Zone::Realization, Medium, "Outcome off pace", "outcomes",
        "More than half of an outcome's time is gone and its progress is below half of what was expected by now.",
        "Review the outcome with its owner: change the approach, or agree a new target openly.",
        "60 % of the time gone, progress 0.2 where 0.6 was expected.",
        "Progress against agreed targets is tracked throughout, not at the renewal.", bySeverity,
        thresholds::outcomeOffPace,
        "(D − agreed) ÷ (due − agreed) > {elapsed}, and progress < {pace} × expected (see the criterion “Outcomes on "
        "pace”)"},
    {RuleId::ExpansionReady, "expansion_ready", Expansion, Zone::Expansion, High, "Ready to expand", "usage, outcomes",
        "Realization is healthy, 80 % of the seats are in use, no high risk is open, and growth shows: a signal, "
        "growing usage or a recent achievement.",
        "Open the expansion conversation with the proven result and the next use case.",
        "Utilisation 0.85, realization healthy, outcome achieved last month.",
        "Expansion is the reward for the customer's success.", bySeverity, thresholds::expansionReady,
        "realization = healthy, utilisation ≥ {utilisation}, no risk of severity high or critical, and a growth signal "
        "in (D − {signal_days}, D], stage growing, or an outcome achieved in (D − {outcome_days}, D]"},
    {RuleId::SignalUnworked, "signal_unworked", Expansion, Zone::Expansion, Medium, "Growth signal unworked", "signals",
        "A growth signal more than 7 and less than 180 days old was not handled and no opportunity followed it.",
        "Call about the signal and open an opportunity or mark it handled.",
        "'New region' noted 20 days ago, nothing opened since.",
        "Expansion depends on systems that notice it, not on luck.", bySeverity, thresholds::signalUnworked,
        "a growth signal dated in (D − {maximum_days}, D − {days}), both ends left out, not handled on D, and no "
        "opportunity created from its date to D"},
    {RuleId::UsageFeedStale, "usage_feed_stale", Data, Zone::Intelligence, Medium, "Usage feed stale", "usage",
        "The account's usage covers nothing of the last 14 days (a monthly feed: 45).",
        "Check the account's identifier in the product analytics export.",
        "Last row covers up to 10 June, D = 30 June: 20 days.", "What is not measured must not look healthy.",
        bySeverity, thresholds::usageFeedStale,
        "D − the last day covered by the account’s rows > {days} (monthly feed: {days_month}); without any row: age > "
        "the same"},
    {RuleId::NoOwner, "no_owner", Data, Zone::Intelligence, Low, "No owner", "owner", "The account has no CSM.",
        "Name an owner.", "Owner empty in the CRM export.", "Nobody's account is nobody's renewal.", bySeverity, {},
        "owner is missing"},
    {RuleId::NoRenewalDate, "no_renewal_date", Data, Zone::Intelligence, Low, "No renewal date",
        "renewal_date or any subscription end_date",
        "Neither the account nor an active subscription says when an annual or multi-year contract renews.",
        "Look the term up in the contract and enter it in the CRM.", "Annual contract, no end date anywhere.",
        "A renewal that nobody can date cannot be prepared.", bySeverity, {},
        "neither a renewal_date nor an active subscription with an end_date, and contract_model ≠ monthly"},
    {RuleId::NoContacts, "no_contacts", Data, Zone::Intelligence, Low, "No contacts", "contacts",
        "No contact is present.", "Add the people you work with, each with a role.", "All contacts have left.",
        "Retention is kept with people; a list of them is the least.", bySeverity, {}, "present contacts = 0"},
    {RuleId::SourcesDisagree, "sources_disagree", Data, Zone::Intelligence, Medium, "Sources disagree", "health",
        "The latest statuses of two sources, each at most 60 days old, are green and red.",
        "Bring both teams into one call and settle on one status with its reason.",
        "CS says green on 20 June, support says red on 25 June.",
        "Teams that see different parts of an account must not average them away.", bySeverity,
        thresholds::sourcesDisagree,
        "of the latest statuses of all sources with D − date ≤ {health_days} one is green and one is red"},
    {RuleId::SourceBroken, "source_broken", Data, Zone::Intelligence, High, "Usage source broken", "usage",
        "The last complete week has less than half of the usual accounts, or of the week before's active users; or the "
        "feed ends more than 14 days ago (a monthly feed: 45).",
        "Repair the usage export and import it again before judging any usage.",
        "600 accounts with usage in the weeks before, 200 in the last one.",
        "A broken export looks like a collapse of the whole book; hold the usage rules until it is repaired.",
        bySeverity, thresholds::sourceBroken,
        "mean of c[1..8] ≥ {minimum_accounts}, and c[0] < {share} × this mean or s[0] < {share} × s[1], with c[k] the "
        "customers with a row and s[k] their active users k weeks before the last complete one; or D − the end of "
        "coverage > {feed_days} (monthly feed: {feed_days_month})"},
    {RuleId::UnknownCurrency, "unknown_currency", Data, Zone::Intelligence, High, "Unknown currency", "",
        "A money value is in a currency without a rate, so it counts as 0.",
        "Import a rate for the currency, or correct it.", "A subscription in CHF, rates for EUR and GBP only.",
        "Money that cannot be converted must be seen, not guessed.", bySeverity, {},
        "a money value of the account whose currency has no rate dated ≤ D"},
};
static_assert(std::size(table) == ruleCount);

constexpr bool inOrder()
{
    for (std::size_t i = 0; i < std::size(table); ++i) {
        if (static_cast<std::size_t>(table[i].id) != i)
            return false;
    }
    return true;
}
static_assert(inOrder(), "rules()[n].id == RuleId(n)");

} // namespace

std::span<const RuleSpec> rules()
{
    return table;
}

} // namespace holdfast
