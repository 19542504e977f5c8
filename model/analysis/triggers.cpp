// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/triggers.h"

#include <algorithm>
#include <unordered_map>

#include "model/analysis/visible_facts.h"

namespace holdfast {

namespace {

using namespace visible;

constexpr int coreAdoptionDays = 90; // core milestones belong to the first quarter
constexpr int lateWarningDays = 120; // a warning later than this leaves no time to act
constexpr std::size_t firedForInvestment = 2;

constexpr std::string_view leadersSource =
    "Customer-success practice: when any two of these fire at once, retention needs active investment instead of a "
    "project in the last quarter.";

constexpr std::array<TriggerSpec, triggerCount> specs = {{
    {TriggerId::NrrBelow100, "nrr_below_100", "NRR below 100 %", 1.00, true, "ratio",
        "Net revenue retention over the year up to the as-of date is below 100 %: the book shrinks without new "
        "customers.",
        leadersSource, "NRR(D − 1 year, D)", "Opening 600, of it 490 a year later: 81.7 %, fires."},
    {TriggerId::GrrBelow90, "grr_below_90", "GRR below 90 %", 0.90, true, "ratio",
        "Gross revenue retention over the year up to the as-of date is below 90 %: expansion hides what is lost.",
        leadersSource, "GRR(D − 1 year, D)", "Opening 600, 440 of it left without expansion: 73.3 %, fires."},
    {TriggerId::OnboardingOver60, "onboarding_over_60", "Onboarding takes over 60 days", 60, false, "days",
        "Mean days from start to completed onboarding, of the onboardings completed within the year, are over 60.",
        leadersSource, "mean(onboarding_completed_date − start) of the onboardings completed in (D − 1 year, D]",
        "50 and 80 days: 65, fires; 50 and 70 days: 60, does not."},
    {TriggerId::CoreAdoptionBelow40, "core_adoption_below_40", "Core adoption below 40 %", 0.40, true, "ratio",
        "Of the accounts whose first 90 days ended within the year, fewer than 40 % had all core milestones done by "
        "then.",
        leadersSource,
        "accounts with every core milestone completed ≤ start + 90 ÷ accounts with core milestones, start + 90 in (D − "
        "1 year, D]",
        "3 of 10 accounts: 30 %, fires; 4 of 10: does not."},
    {TriggerId::LateDiscoveryOver20, "late_discovery_over_20", "Over 20 % of churn found late", 0.20, false, "ratio",
        "Of the accounts that churned within the year, more than 20 % had their first warning within the 120 days "
        "before, or none.",
        leadersSource,
        "accounts churned in (D − 1 year, D] with the first warning within 120 days before the churn, or without one ÷ "
        "accounts churned",
        "2 of 5 churned accounts: 40 %, fires; 1 of 5: does not."},
}};

// Sum and number of cases, for means and shares; nothing without cases.
struct Mean {
    std::int64_t sum = 0;
    std::int64_t count = 0;

    void add(std::int64_t value)
    {
        sum += value;
        ++count;
    }
    std::optional<double> value() const { return ratio(sum, count); }
};

bool isIn(Date date, Period year)
{
    return year.from < date && date <= year.to;
}

// All core milestones of the first 90 days done within them; nothing for an account without such milestones.
std::optional<bool> adoptedCore(const Portfolio& portfolio, AccountId account, Date lastDay)
{
    std::optional<bool> adopted;
    for (const Milestone& milestone : portfolio.milestones.of(account)) {
        if (!milestone.core.value_or(false) || (milestone.plannedDate && *milestone.plannedDate > lastDay))
            continue;
        adopted = adopted.value_or(true) && happened(milestone.completedDate, lastDay);
    }
    return adopted;
}

// The day after the last day with ARR > 0, of an account without ARR on `day`; nothing when it never had any.
std::optional<Date> churnDay(const DayContext& context, AccountId account, Date day)
{
    const std::vector<Date> steps = context.arrSteps(account);
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        if (*step <= day && context.arr(account, step->addDays(-1)) > Money{})
            return *step;
    }
    return std::nullopt;
}

// The first warning dated ≤ `last`: a notice, per health source the first yellow or red after its last green, or an
// exception of a recorded review.
std::optional<Date> firstWarning(const Portfolio& portfolio, AccountId account, Date last, std::optional<Date> recorded)
{
    std::optional<Date> first;
    const auto consider = [&](std::optional<Date> date) {
        if (date && *date <= last && (!first || *date < *first))
            first = date;
    };
    consider(recorded);
    for (const Subscription& subscription : portfolio.subscriptions.of(account))
        consider(subscription.noticeDate);
    // Per source, by date: green forgets the warnings before it.
    std::vector<std::pair<Name, std::optional<Date>>> sources;
    for (const Health& row : portfolio.health.of(account)) {
        if (row.date > last)
            break;
        auto source =
            std::find_if(sources.begin(), sources.end(), [&](const auto& known) { return known.first == row.origin; });
        if (source == sources.end())
            source = sources.insert(source, {row.origin, std::nullopt});
        if (row.status == HealthStatus::Green)
            source->second.reset();
        else if (!source->second)
            source->second = row.date;
    }
    for (const auto& [name, date] : sources)
        consider(date);
    return first;
}

bool knowsWarnings(const Portfolio& portfolio)
{
    return portfolio.imported(DatasetId::Health) ||
        (portfolio.covered(DatasetId::Subscriptions).rows > 0 &&
            portfolio.imported(DatasetId::Subscriptions, "notice_date"));
}

} // namespace

const std::array<TriggerSpec, triggerCount>& triggerSpecs()
{
    return specs;
}

TriggersResult triggers(
    const DayContext& context, const std::vector<RecordedWarning>& recorded, const Retention* ofYear)
{
    const Portfolio& portfolio = context.portfolio();
    const Period year{context.day().oneYearEarlier(), context.day()};
    const bool warningsKnown = knowsWarnings(portfolio);

    std::unordered_map<std::uint32_t, Date> firstRecorded;
    for (const RecordedWarning& warning : recorded) {
        const auto [entry, isNew] = firstRecorded.try_emplace(warning.account.index, warning.day);
        if (!isNew)
            entry->second = std::min(entry->second, warning.day);
    }

    Mean onboarding, adoption, late;
    for (std::uint32_t i = 0; i < portfolio.accountCount(); ++i) {
        const AccountId account{i};
        const AccountDay& state = context.of(account);
        if (!state.included)
            continue;
        if (state.start) {
            const std::optional<Date> onboarded = portfolio.account(account).onboardingCompletedDate;
            if (onboarded && isIn(*onboarded, year))
                onboarding.add(*onboarded - *state.start);
            const Date lastDay = state.start->addDays(coreAdoptionDays);
            if (isIn(lastDay, year)) {
                if (const std::optional<bool> adopted = adoptedCore(portfolio, account, lastDay))
                    adoption.add(*adopted ? 1 : 0);
            }
        }
        if (!warningsKnown || state.customer)
            continue;
        const std::optional<Date> churned = churnDay(context, account, context.day());
        if (!churned || !isIn(*churned, year))
            continue;
        const auto known = firstRecorded.find(i);
        const std::optional<Date> warned = firstWarning(portfolio, account, *churned,
            known == firstRecorded.end() ? std::nullopt : std::optional<Date>(known->second));
        late.add(!warned || *churned - *warned <= lateWarningDays ? 1 : 0);
    }

    const Retention overYear = ofYear ? *ofYear : retention(context, year);
    const std::array<std::optional<double>, triggerCount> values = {
        overYear.nrr, overYear.grr, onboarding.value(), adoption.value(), late.value()};
    TriggersResult result;
    std::size_t fired = 0;
    for (std::size_t i = 0; i < triggerCount; ++i) {
        const TriggerSpec& spec = specs[i];
        Trigger& trigger = result.triggers[i];
        trigger.id = spec.id;
        trigger.value = values[i];
        trigger.threshold = spec.threshold;
        trigger.fired =
            values[i] && (spec.firesBelow ? below(*values[i], spec.threshold) : above(*values[i], spec.threshold));
        fired += trigger.fired ? 1 : 0;
    }
    result.needsActiveInvestment = fired >= firedForInvestment;
    return result;
}

} // namespace holdfast
