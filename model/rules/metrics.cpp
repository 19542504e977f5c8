// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/rules/metrics.h"

#include <algorithm>

#include "model/rules/decay_limits.h"

namespace holdfast {

namespace {

constexpr std::string_view bridgeSource =
    "The ARR bridge of subscription businesses; closing equals the sum of its parts "
    "to the cent.";
constexpr std::string_view practice = "Customer-success practice.";
constexpr std::string_view zonesSource =
    "Six-zone retention architecture: retention breaks where its first zone breaks.";
constexpr std::string_view decaySource = "Decay shows in the product four to six months before a churn: peak, plateau, "
                                         "silent decay, drift, zombie.";

// The worked examples use one book: opening 600, new 170, reactivation 120, expansion 50, contraction 60, churn 100,
// closing 780; six opening customers, one lost.
// name, title, long title, definition, formula, unit, benchmark, example, source, thresholds
constexpr MetricSpec table[] = {
    {"opening_arr", "Opening ARR", "Annual recurring revenue on the opening day",
        "The sum of every account's ARR on the opening day, in base currency.", "Σ ARR(A)", "money", "",
        "Six customers with 100 each: 600.", bridgeSource},
    {"new", "New", "New ARR", "Closing ARR of accounts without ARR on the opening day or on any day before it.",
        "Σ ARR(D) where ARR(A) = 0 and never before", "money", "", "H starts with 90, I with 80: 170.", bridgeSource},
    {"reactivation", "Reactivation", "Reactivated ARR",
        "Closing ARR of accounts without ARR on the opening day that had some before. It is no part of NRR.",
        "Σ ARR(D) where ARR(A) = 0 and ARR before", "money", "", "G left two years ago and is back with 120: 120.",
        bridgeSource},
    {"expansion", "Expansion", "Expansion ARR", "What accounts with ARR on both days pay more than on the opening day.",
        "Σ (ARR(D) − ARR(A)) where 0 < ARR(A) < ARR(D)", "money", "", "B from 100 to 150: 50.", bridgeSource},
    {"contraction", "Contraction", "Contraction ARR",
        "What accounts with ARR on both days pay less than on the opening day.",
        "Σ (ARR(A) − ARR(D)) where 0 < ARR(D) < ARR(A)", "money", "",
        "C from 100 to 70, D from 100 to 90, F to 80: 60.", bridgeSource},
    {"churn", "Churn", "Churned ARR", "Opening ARR of accounts without ARR on the closing day.",
        "Σ ARR(A) where ARR(A) > 0 and ARR(D) = 0", "money", "", "E from 100 to 0: 100.", bridgeSource},
    {"closing_arr", "Closing ARR", "Annual recurring revenue on the closing day",
        "The sum of every account's ARR on the closing day, in base currency.",
        "opening + new + reactivation + expansion − contraction − churn", "money", "",
        "600 + 170 + 120 + 50 − 60 − 100 = 780.", bridgeSource},
    {"opening_customers", "Opening customers", "Customers on the opening day", "Accounts with ARR on the opening day.",
        "count of ARR(A) > 0", "count", "", "A to F: 6.", practice},
    {"retained_customers", "Retained customers", "Customers on both days", "Accounts with ARR on both days.",
        "count of ARR(A) > 0 and ARR(D) > 0", "count", "", "A, B, C, D, F: 5.", practice},
    {"lost_customers", "Lost customers", "Customers lost in the period",
        "Accounts with ARR on the opening day and none on the closing day.", "count of ARR(A) > 0 and ARR(D) = 0",
        "count", "", "E: 1.", practice},
    {"new_customers", "New customers", "Customers won in the period",
        "Accounts with ARR on the closing day that had none on any day before the period.", "count of accounts in new",
        "count", "", "H and I: 2.", practice},
    {"reactivated_customers", "Reactivated customers", "Customers won back in the period",
        "Accounts with ARR on the closing day, none on the opening day, and some before.",
        "count of accounts in reactivation", "count", "", "G: 1.", practice},
    {"closing_customers", "Closing customers", "Customers on the closing day", "Accounts with ARR on the closing day.",
        "count of ARR(D) > 0", "count", "", "5 retained + 2 new + 1 reactivated = 8.", practice},
    {"nrr", "NRR", "Net revenue retention",
        "What the customers of the opening day pay on the closing day, in per cent of what they paid then. New and "
        "reactivated accounts do not count.",
        "(opening + expansion − contraction − churn) / opening", "percent",
        "< 100 % shrinking, 105–115 % healthy, ≥ 120 % best", "(600 + 50 − 60 − 100) / 600 = 81.7 %.",
        "Net bridge between two days. Benchmarks as B2B software publishes them: below 100 % the book shrinks whatever "
        "is sold, 105–115 % is healthy growth from customers, 120 % marks the best."},
    {"grr", "GRR", "Gross revenue retention",
        "What is left of the opening ARR before expansion. It can never be over 100 %.",
        "(opening − contraction − churn) / opening", "percent", "≥ 90 %", "(600 − 60 − 100) / 600 = 73.3 %.",
        "Expansion cannot hide a loss here. 90 % is the usual floor for B2B software."},
    {"crr", "CRR", "Customer retention rate", "The share of the opening customers that are still customers.",
        "retained customers / opening customers", "percent", "SMB 80–90 %, B2B > 90 %, enterprise ≥ 95 %",
        "5 / 6 = 83.3 %.", "Counts customers, not money. Small customers are volatile, so their benchmark is lower."},
    {"strict_nrr", "Strict NRR", "Net revenue retention with gaps as churn",
        "NRR where an opening customer that was without ARR on more than 30 consecutive days and came back counts as "
        "lost with its whole opening ARR.",
        "NRR with returned customers as churn", "percent", "", "F was away and is back with 80: 410 / 600 = 68.3 %.",
        "The harder reading: who left and was won back was lost."},
    {"strict_grr", "Strict GRR", "Gross revenue retention with gaps as churn",
        "GRR where an opening customer that was without ARR on more than 30 consecutive days and came back counts as "
        "lost with its whole opening ARR.",
        "GRR with returned customers as churn", "percent", "", "360 / 600 = 60.0 %.",
        "The harder reading: who left and was won back was lost."},
    {"event_nrr", "Event-sum NRR", "Net revenue retention as billing tools report it",
        "Opening ARR plus every monthly expansion, contraction, churn and reactivation of the period, over opening "
        "ARR.",
        "(opening + Σ monthly (expansion − contraction − churn + reactivation)) / opening", "percent", "",
        "An account that goes 100, 0, 80 counts −100 and +80.",
        "Billing tools add up events; the net bridge compares two days. The two differ by tens of points on one book."},
    {"renewal_rate", "Renewal rate", "Renewal rate by money",
        "Of the ARR that came up for renewal within the period, the share that was kept across the renewal day.",
        "Σ kept / Σ due, kept = due − (ARR(x−1) − ARR(x+1)) within 0..due", "percent", "",
        "Due 200, 150 of it kept: 75 %.", "Kept apart from GRR: it judges only contracts that could leave."},
    {"logo_churn", "Logo churn", "Customers lost, in per cent", "The share of the opening customers that were lost.",
        "1 − CRR", "percent", "annual 5–7 % typical, < 3 % top", "1 − 5/6 = 16.7 %.",
        "Counts customers; one enterprise weighs as much as one small customer."},
    {"revenue_churn", "Revenue churn", "Revenue churn", "Churned ARR in per cent of opening ARR.", "churn / opening",
        "percent", "", "100 / 600 = 16.7 %.", practice},
    {"gross_revenue_churn", "Gross revenue churn", "Gross revenue churn",
        "Churned and contracted ARR in per cent of opening ARR.", "(churn + contraction) / opening", "percent", "",
        "(100 + 60) / 600 = 26.7 %.", practice},
    {"annualised_logo_churn", "Annualised logo churn", "Logo churn per year",
        "Logo churn brought to one year, so that periods of different length compare.", "1 − CRR^(365 / (D − A))",
        "percent", "5–7 % typical, < 3 % top", "A half year with CRR 0.95: 1 − 0.95² = 9.75 %.",
        "Compounded, not multiplied: a customer can be lost once."},
    {"arpa", "ARPA", "Average revenue per account", "Closing ARR per closing customer.", "closing / closing customers",
        "money", "", "780 / 8 = 97.50.", practice},
    {"lifespan_years", "Lifespan", "Expected lifespan in years",
        "How long a customer stays at the present rate of loss. Without any loss in the period it cannot be said.",
        "1 / annualised logo churn", "years", "", "Churn of 20 % a year: 5 years.", practice},
    {"clv", "CLV", "Customer lifetime value",
        "Gross margin of the average closing customer's ARR over the expected lifespan.",
        "(Σ ARR(D) × margin / closing customers) × lifespan", "money", "", "97.50 × 0.80 × 6 years = 468.00.",
        "Margin is the account's own, else the store's setting (80 %)."},
    {"clv_cac", "CLV:CAC", "Lifetime value to acquisition cost",
        "What a customer is worth against what it cost to win.", "CLV / mean acquisition cost", "ratio",
        "3 typical, 5+ top", "468 / 156 = 3.", "Three to one is the usual benchmark, five and more is the top."},
    {"repeat_customer_rate", "Repeat customers", "Repeat customer rate",
        "Of the accounts with an invoice in the period, the share with more than one.",
        "accounts with more than one invoice / accounts with any", "percent", "", "3 of 4 accounts: 75 %.", practice},
    {"purchase_clv", "Purchase CLV", "Lifetime value by purchases",
        "Invoiced money per invoiced account and year, over the expected lifespan.",
        "Σ invoices / accounts with an invoice × 365 / (D − A) × lifespan", "money", "",
        "1,000 over 4 accounts in a year, 5 years: 1,250.00.",
        "Average purchase value × frequency × lifespan, for books that invoice by use."},

    {"arr", "ARR", "Annual recurring revenue",
        "The account's contracted revenue of one year on that day: its subscriptions, else its latest snapshot, else "
        "the "
        "figure of the account.",
        "Σ arr of subscriptions with start ≤ day < end", "money", "", "Two subscriptions of 600 and 400: 1,000.",
        practice},
    {"arr_at_risk", "ARR at risk", "Annual recurring revenue at risk",
        "ARR of the accounts with a risk exception of severity high or critical, each account once.",
        "Σ ARR(D) of accounts with a risk ≥ high", "money", "", "Two accounts of 100 with three such risks: 200.",
        "Exceptions, not health scores: money is at risk where something was found."},
    {"days_to_renewal", "Days to renewal", "Days to renewal",
        "Days from the as-of date to the renewal; negative when past.", "renewal date − D", "days", "",
        "Renewal on 30 July, D = 30 June: 30.", practice},
    {"age", "Age", "Age in days", "Days since the account's start.", "D − start", "days", "",
        "Start on 1 June, D = 30 June: 29.", practice},
    {"priority", "Priority", "Priority of an exception",
        "What is at stake, weighed by severity and by how near the renewal is.",
        "ARR × weight × (180 + max(0, 180 − days to renewal)) / 180; weight 8, 4, 2, 1", "ratio", "",
        "ARR 1,000, high, 90 days: 1,000 × 4 × 270 / 180 = 6,000.", practice},
    {"severity", "Severity", "Severity of an exception",
        "How soon an exception wants a decision. A risk weighs more near its renewal, except for monthly contracts.",
        "as the rule says; a risk within 120 days of renewal: high rises to critical, medium to high", "text", "",
        "Single-threaded (medium), renewal in 100 days: high.", practice},
    {"due", "Due date", "Day by which to act", "As-of date plus the days to act of the severity after raising.",
        "D + 2 (critical), 7 (high), 14 (medium), 30 (low) days", "date", "", "High on 30 June: 7 July.", practice},
    {"breakpoint", "Breakpoint", "First broken zone",
        "The first zone, from Belief to Recognition, that is broken. The zones after it are blocked: what is repaired "
        "there does not hold before the breakpoint is.",
        "first of the six zones with a failed breaks criterion", "text", "",
        "Belief healthy, Commitment broken, Realization broken: Commitment.", zonesSource},
    {"critical_zone", "Critical zone", "Zone in which such contracts are won or lost",
        "Activation for monthly contracts, Realization for annual and multi-year ones, none without a contract model.",
        "by contract_model", "text", "", "A monthly contract: Activation.", zonesSource},
    {"fix_first", "Fix first", "Zone to fix first",
        "The zone whose repair frees the most ARR: the breakpoint of the accounts with the most ARR together.",
        "the zone with the greatest Σ ARR(D) of accounts whose breakpoint it is; ties: the earlier zone", "text", "",
        "Breakpoints Belief 300 and 200, Activation 400: Belief with 500.", zonesSource},
    {"stage", "Decay stage", "Stage of engagement decay",
        "Where the account stands between growing and zombie, by its weekly active users.",
        "first match: n < 4 adopting; no user in eight weeks zombie; with peak ≥ 3: ratio < 0.15 or zeros ≥ 6 zombie, "
        "ratio < 0.50 or zeros ≥ 2 drift; n < 13 adopting; change ≤ −0.15 and prior − recent ≥ 2 silent decay; "
        "change < 0.05 plateau; else growing",
        "text", "", "Recent 8, peak 20, 40 weeks: ratio 0.40, drift.", decaySource, decay_limits::stages},
    {"recent", "Recent users", "Recent weekly active users",
        "Mean weekly active users of the last four complete weeks.", "mean(u[0..3])", "users", "", "10, 12, 8, 10: 10.",
        decaySource},
    {"prior", "Prior users", "Weekly active users a quarter earlier",
        "Mean weekly active users of weeks 13 to 16 before the last one; of the oldest four with fewer weeks.",
        "mean(u[13..16])", "users", "", "20, 20, 18, 22: 20.", decaySource},
    {"change", "Change", "Change of usage within a quarter", "Recent against prior users.", "recent / prior − 1",
        "percent", "≥ 5 % growing, ≤ −15 % silent decay", "10 / 20 − 1 = −50 %.", decaySource},
    {"peak", "Peak users", "Peak weekly active users", "The highest mean of four consecutive weeks within the last 52.",
        "max mean of four weeks", "users", "", "Best four weeks 24, 26, 25, 25: 25.", decaySource},
    {"ratio", "Share of peak", "Recent usage against its peak", "Recent users in per cent of the peak.",
        "recent / peak", "percent", "< 50 % drift, < 15 % zombie", "10 / 25 = 40 %.", decaySource},
    {"zeros", "Empty weeks", "Weeks without a user",
        "Weeks with no active user among the last eight, less the account's usual number.",
        "zero weeks in u[0..7] − usual", "weeks", "≥ 2 drift, ≥ 6 zombie", "Three empty weeks, usually one: 2.",
        decaySource},
    {"weeks", "Weeks", "Weeks of usage", "Weeks from the account's first usage to the last complete week.", "n",
        "weeks", "", "First usage 12 weeks before the last one: 13.", decaySource},
    {"utilisation", "Utilisation", "Seats in use", "Recent users per seat.", "recent / seats", "percent",
        "≥ 40 % used, ≥ 60 % well used, ≥ 80 % ready for more", "30 of 50 seats: 60 %.",
        "Seats of the latest usage row, else of the active subscriptions, else of the account."},
    {"coverage", "Coverage", "What is known of the account",
        "Share of seven things known: owner, renewal date, contacts, usage, health, interaction, measured outcome.",
        "known / seven (six for monthly contracts)", "percent", "≥ 80 % healthy, < 50 % broken", "5 of 7: 71 %.",
        "Unknown is not healthy."},
    {"value_returned", "Value returned", "Dollars out per dollar in",
        "Annual value of the outcomes achieved within the last year against ARR.",
        "Σ annual value achieved in (D−1y, D] / ARR(D)", "ratio", "≥ 1", "30,000 achieved, ARR 20,000: 1.5.",
        "For every dollar in, how many dollars out: the question of the renewal."},
    {"onboarding_days", "Onboarding days", "Days to completed onboarding",
        "Mean days from start to completed onboarding, of those completed within the year.",
        "mean(onboarding completed − start)", "days", "≤ 60", "50 and 80 days: 65.",
        "Time to value beyond 60 days builds early churn risk."},
    {"core_adoption", "Core adoption", "Core milestones within 90 days",
        "Of the accounts whose first 90 days ended within the year, the share with all core milestones done by then.",
        "accounts with all done / accounts with core milestones", "percent", "≥ 40 %", "3 of 10: 30 %.",
        "The first 90 days decide how far an account will go."},
    {"late_discovery", "Late discovery", "Churn found late",
        "Of the accounts that churned within the year, the share whose first warning came within the 120 days before, "
        "or "
        "never.",
        "late / churned", "percent", "≤ 20 %", "2 of 5: 40 %.",
        "A risk found in the renewal window is found too late."},
};

} // namespace

std::span<const MetricSpec> metrics()
{
    return table;
}

const MetricSpec* findMetric(std::string_view name)
{
    const auto found =
        std::find_if(std::begin(table), std::end(table), [&](const MetricSpec& spec) { return spec.name == name; });
    return found == std::end(table) ? nullptr : &*found;
}

} // namespace holdfast
