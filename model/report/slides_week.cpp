// SPDX-License-Identifier: GPL-3.0-or-later
// The cover and the week on one page.
#include <algorithm>
#include <array>
#include <set>

#include "model/report/format.h"
#include "model/report/slides.h"
#include "model/rules/metrics.h"

namespace holdfast {

namespace {

std::string signedMoney(Money amount, const std::string& currency)
{
    return (amount.cents > 0 ? "+" : "") + shortMoney(amount, currency);
}

// "−0.3 pt since 23 Jun 2025; < 100 % shrinking, …": the change, then the benchmark in words.
std::string ratioNote(
    const Ratio& now, const Ratio& before, const std::optional<ReviewRecord>& previous, std::string_view metric)
{
    std::string note;
    if (previous && now && before)
        note = points((*now - *before) * 100) + " since " + dateText(previous->asOf);
    const MetricSpec* spec = findMetric(metric);
    if (spec && !spec->benchmark.empty())
        note += (note.empty() ? "" : "; ") + std::string(spec->benchmark);
    return note;
}

std::string thresholdText(const TriggerSpec& spec, double threshold, bool fired)
{
    const std::string limit = spec.unit == "days" ? plainNumber(threshold, 0) + " days" : percent(threshold, 0);
    if (fired)
        return (spec.firesBelow ? "below " : "over ") + limit;
    return spec.firesBelow ? limit + " or more" : limit + " or less";
}

// What a trigger looks at: its own title says when it fires, which reads wrong beside a tick.
std::string triggerName(TriggerId id)
{
    switch (id) {
    case TriggerId::NrrBelow100:
        return "Net revenue retention";
    case TriggerId::GrrBelow90:
        return "Gross revenue retention";
    case TriggerId::OnboardingOver60:
        return "Onboarding";
    case TriggerId::CoreAdoptionBelow40:
        return "Core adoption by day 90";
    case TriggerId::LateDiscoveryOver20:
        return "Churn discovered late";
    }
    return {};
}

std::string changesText(const ReviewBundle& review)
{
    std::array<std::int64_t, 5> changes{};
    std::array<std::int64_t, 4> causes{};
    for (const ExceptionState& state : review.states) {
        ++changes[static_cast<std::size_t>(state.change)];
        if (state.change != Change::Continuing)
            ++causes[static_cast<std::size_t>(state.cause)];
    }
    for (const Cause cause : review.resolvedCauses)
        ++causes[static_cast<std::size_t>(cause)];
    const auto count = [&](Change change) {
        return plainNumber(static_cast<double>(changes[static_cast<std::size_t>(change)]), 0);
    };
    std::string words = count(Change::New) + " new, " + count(Change::Worse) + " worse, " + count(Change::Better) +
        " better, " + plainNumber(static_cast<double>(review.resolved.size()), 0) + " resolved, " +
        count(Change::Continuing) + " continuing.";
    // Causes take a second and a third run of the engine; where they were not named nothing is said of them.
    if (causes[1] + causes[2] + causes[3] == 0)
        return words;
    return words + " Changes: " + plainNumber(static_cast<double>(causes[1]), 0) + " by new data, " +
        plainNumber(static_cast<double>(causes[2]), 0) + " by a changed rule, " +
        plainNumber(static_cast<double>(causes[3]), 0) + " by time passing.";
}

std::string actionsText(const ReviewBundle& review)
{
    if (review.actions.empty())
        return "No action is recorded.";
    std::int64_t done = 0, late = 0;
    for (const ActionItem& action : review.actions) {
        const ActionState state = action.state(review.result().asOf());
        done += state == ActionState::Done ? 1 : 0;
        late += state == ActionState::Late ? 1 : 0;
    }
    return "Of " + plural(static_cast<std::int64_t>(review.actions.size()), "action", "actions") + " " +
        plainNumber(static_cast<double>(done), 0) + " done, " + plainNumber(static_cast<double>(late), 0) + " late.";
}

std::string filterText(const Filter& filter)
{
    std::string words;
    for (const auto& [dimension, values] : filter.values) {
        std::string list;
        for (const std::string& value : values)
            list += (list.empty() ? "" : " or ") + (value.empty() ? std::string("missing") : value);
        words += (words.empty() ? "" : ", ") + std::string(text(dimension)) + " " + list;
    }
    return words;
}

} // namespace

Slides coverSlides(const ReviewBundle& review, const DeckChoice& choice)
{
    const Analysis& analysis = review.result();
    const Retention& total = analysis.retention.total;
    Slide slide;
    slide.title = capitalised(std::string(text(review.cadence))) + " review of " +
        plural(total.closingCustomers, "customer", "customers") + " with " +
        shortMoney(total.bridge.closing, analysis.portfolio->baseCurrency) + " of ARR";
    TextBlock block;
    block.paragraphs.push_back(choice.storeName.empty() ? "Customer portfolio" : choice.storeName);
    block.paragraphs.push_back(
        "As of " + dateText(analysis.asOf()) + ", from " + dateText(analysis.request.period.from));
    if (!analysis.request.filter.empty())
        block.paragraphs.push_back("Only accounts with " + filterText(analysis.request.filter));
    if (review.open)
        block.paragraphs.push_back(review.open->closed
                ? "Closed review; checksum of its inputs (SHA-256) " + inputsChecksum(review)
                : "Open review");
    slide.exhibits.emplace_back(std::move(block));
    return {slide};
}

Slides weekSlides(const ReviewBundle& review)
{
    const Analysis& analysis = review.result();
    const std::string& currency = analysis.portfolio->baseCurrency;
    const Retention& total = analysis.retention.total;
    const ExceptionsResult& found = analysis.exceptions;
    const auto fired = std::count_if(analysis.triggers.triggers.begin(), analysis.triggers.triggers.end(),
        [](const Trigger& trigger) { return trigger.fired; });
    const auto critical = std::count_if(found.exceptions.begin(), found.exceptions.end(),
        [](const Exception& exception) { return exception.severity == Severity::Critical; });
    const auto undecided = static_cast<std::int64_t>(undecidedCritical(review).size());

    Slide slide;
    const auto judged = std::count_if(analysis.triggers.triggers.begin(), analysis.triggers.triggers.end(),
        [](const Trigger& trigger) { return trigger.value.has_value(); });
    const auto all = static_cast<std::ptrdiff_t>(analysis.triggers.triggers.size());
    // What cannot be judged is not sound: the title says so wherever nothing fires.
    slide.title = fired == all ? "All " + countWord(all) + " triggers fire"
        : fired > 0
        ? capitalised(countWord(fired)) + " of " + countWord(all) + " triggers " + (fired == 1 ? "fires" : "fire")
        : judged == all ? std::string("No trigger fires")
        : judged == 0   ? std::string("No trigger can be judged")
        : judged == 1   ? std::string("The one trigger that can be judged does not fire")
        : judged == 2   ? std::string("Neither of the two triggers that can be judged fires")
                        : "None of the " + countWord(judged) + " triggers that can be judged fires";
    slide.title += found.arrAtRisk.cents > 0 ? " and " + shortMoney(found.arrAtRisk, currency) + " of ARR is at risk"
        : notEvaluatedIn(analysis, Lane::Risk) == 0 ? std::string(" and no ARR is at risk")
                                                    : std::string(" and no ARR is known to be at risk");
    if (undecided > 0)
        slide.title += "; " + plural(undecided, "critical exception", "critical exceptions") + " still " +
            (undecided == 1 ? "needs" : "need") + " a decision";
    else
        slide.title += critical > 0 ? "; every critical exception has a decision" : "; no exception is critical";

    const std::optional<ReviewRecord>& previous = review.previous;
    Figures figures;
    std::string since = previous
        ? signedMoney(total.bridge.closing - previous->arr, currency) + " since " + dateText(previous->asOf)
        : plural(total.closingCustomers, "customer", "customers");
    figures.tiles.push_back({"ARR", shortMoney(total.bridge.closing, currency), since});
    figures.tiles.push_back({"Net revenue retention", percent(total.nrr),
        ratioNote(total.nrr, previous ? previous->nrr : Ratio{}, previous, "nrr")});
    figures.tiles.push_back({"Gross revenue retention", percent(total.grr),
        ratioNote(total.grr, previous ? previous->grr : Ratio{}, previous, "grr")});
    figures.tiles.push_back({"Customer retention", percent(total.crr),
        ratioNote(total.crr, previous ? previous->crr : Ratio{}, previous, "crr")});
    std::string risk = plural(found.accountsAtRisk, "account", "accounts") + ", " +
        percent(ratio(found.arrAtRisk, total.bridge.closing));
    if (previous)
        risk = signedMoney(found.arrAtRisk - previous->arrAtRisk, currency) + "; " + risk;
    figures.tiles.push_back({"ARR at risk", shortMoney(found.arrAtRisk, currency), risk});
    slide.exhibits.emplace_back(std::move(figures));

    SlideTable triggers;
    triggers.title = analysis.triggers.needsActiveInvestment ? "Retention needs active investment" : "Triggers";
    triggers.columns = {{"", Align::Centre, 0.3, CellKind::Mark}, {"", Align::Left, 3},
        {"", Align::Right, 1, CellKind::Strong}, {"", Align::Right, 1.4, CellKind::Quiet}};
    for (const Trigger& trigger : analysis.triggers.triggers) {
        const TriggerSpec& spec = triggerSpecs()[static_cast<std::size_t>(trigger.id)];
        const std::string value = !trigger.value ? std::string(dash)
            : spec.unit == "days"                ? plainNumber(*trigger.value, 0) + " days"
                                                 : percent(trigger.value);
        triggers.rows.push_back({!trigger.value ? "unknown"
                : trigger.fired                 ? "broken"
                                                : "healthy",
            triggerName(trigger.id), value,
            trigger.value ? thresholdText(spec, trigger.threshold, trigger.fired) : std::string("no data")});
    }
    slide.exhibits.emplace_back(std::move(triggers));
    TextBlock changes;
    changes.title = previous ? "Since " + dateText(previous->asOf) : "What changed";
    changes.paragraphs.push_back(
        previous ? changesText(review) : std::string("No earlier review of this cadence is closed to compare with."));
    changes.paragraphs.push_back(actionsText(review));
    slide.exhibits.emplace_back(std::move(changes));

    constexpr std::size_t shown = 8;
    SlideTable largest;
    largest.title = "Most at stake";
    largest.none = "No exception is open.";
    largest.columns = {{"", Align::Centre, 0.3, CellKind::Mark}, {"", Align::Left, 1.9, CellKind::Strong},
        {"", Align::Left, 2.9}, {"", Align::Right, 0.8, CellKind::Strong}, {"", Align::Right, 0.7, CellKind::Quiet}};
    std::set<std::int64_t> seen;
    std::size_t rest = 0;
    Money restArr;
    for (std::size_t i = 0; i < found.exceptions.size(); ++i) {
        const Exception& exception = found.exceptions[i];
        const std::int64_t account = exception.account ? exception.account->index : -1;
        if (stateOf(review, i).outOfTheWay || !seen.insert(account).second)
            continue;
        if (largest.rows.size() == shown) {
            ++rest;
            if (exception.account)
                restArr += exception.arr;
            continue;
        }
        const std::string evidence = strongestEvidence(exception, currency);
        largest.rows.push_back({std::string(text(exception.severity)), accountName(analysis, exception.account),
            evidence.empty() ? std::string(rule(exception.rule).title) : capitalised(evidence),
            shortMoney(exception.arr, currency), days(exception.daysToRenewal)});
    }
    largest.below = restSentence(rest, "more account", "more accounts", restArr, currency);
    slide.exhibits.emplace_back(std::move(largest));
    slide.columnsFrom = 1;
    slide.rightColumnFrom = 3;
    slide.leftShare = 0.46;
    slide.footnote = "At risk: accounts with a risk exception of severity high or critical, each counted once. " +
        formulaText("nrr") +
        sourcesText(
            analysis, {DatasetId::Accounts, DatasetId::Subscriptions, DatasetId::ArrSnapshots, DatasetId::Usage});
    slide.footnote += notEvaluatedNote(analysis);
    return {slide};
}

} // namespace holdfast
