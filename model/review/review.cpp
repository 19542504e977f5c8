// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/review/review.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

namespace holdfast {

namespace {

constexpr std::array<std::string_view, 3> cadenceTexts{"weekly", "monthly", "quarterly"};
constexpr std::array<std::string_view, 5> changeTexts{"new", "worse", "continuing", "better", "resolved"};
constexpr std::array<std::string_view, 4> causeTexts{"none", "new_data", "changed_rule", "time_passing"};
constexpr std::array<std::string_view, 6> decisionTexts{"act", "watch", "escalate", "accept", "dismiss", "done"};
constexpr int patienceInDays = 28; // a risk that has not improved in four weeks asks for a harder decision

template <class Enum, std::size_t size>
std::optional<Enum> findText(const std::array<std::string_view, size>& texts, std::string_view name)
{
    const auto found = std::find(texts.begin(), texts.end(), name);
    return found == texts.end() ? std::nullopt : std::optional(static_cast<Enum>(found - texts.begin()));
}

using FrozenIndex = std::unordered_map<std::string, const FrozenException*>;

FrozenIndex indexOf(const ReviewRecord& record)
{
    FrozenIndex index;
    for (const FrozenException& frozen : record.exceptions)
        index.emplace(exceptionKey(frozen.accountId, frozen.rule), &frozen);
    return index;
}

using Keys = std::unordered_set<std::string>;

const FrozenException* find(const FrozenIndex& index, const std::string& key)
{
    const auto found = index.find(key);
    return found == index.end() ? nullptr : found->second;
}

// Whose exceptions are looked at today: the filter may leave accounts out, which says nothing about their exceptions.
bool isLookedAt(const Analysis& analysis, const std::string& accountId)
{
    const auto account = analysis.portfolio->findAccount(accountId);
    return !account || analysis.context->of(*account).included;
}

// The closed reviews before `day`, newest first.
std::vector<const ReviewRecord*> closedBefore(const std::vector<ReviewRecord>& records, Date day)
{
    std::vector<const ReviewRecord*> closed;
    for (const ReviewRecord& record : records) {
        if (record.closed && record.asOf < day)
            closed.push_back(&record);
    }
    std::sort(closed.begin(), closed.end(), [](const ReviewRecord* a, const ReviewRecord* b) {
        return a->asOf != b->asOf ? a->asOf > b->asOf : a->number > b->number;
    });
    return closed;
}

// Weeks since the first of the unbroken row of reviews that had it, and whether it stands no better than four weeks
// ago.
void followHistory(ExceptionState& state, const Exception& exception, const std::string& key, Date day,
    const std::vector<std::pair<const ReviewRecord*, FrozenIndex>>& closed)
{
    bool notImproved = false;
    bool fourWeeksSeen = false;
    for (const auto& [record, index] : closed) {
        const FrozenException* frozen = find(index, key);
        if (!frozen)
            break;
        state.weeksOnList = (day - record->asOf) / 7;
        // The newest review at least four weeks back is what today is held against.
        if (!fourWeeksSeen && day - record->asOf >= patienceInDays) {
            fourWeeksSeen = true;
            notImproved = exception.severity >= frozen->severity;
        }
    }
    state.asksEscalateOrAccept = rule(exception.rule).lane == Lane::Risk && notImproved;
}

// A watch holds until its date, a dismissal until its date or for good; both end when the severity rises.
bool keepsOutOfTheWay(const Decision& decision, const Exception& exception, Date day)
{
    if (decision.kind != DecisionKind::Watch && decision.kind != DecisionKind::Dismiss)
        return false;
    if (decision.until && *decision.until <= day)
        return false;
    return exception.severity <= decision.severity;
}

// An escalation is given four weeks to help; a loss that was accepted is not asked about again while it stands.
bool answers(const Decision& decision, Date day, int weeksOnList)
{
    const int age = day - decision.day;
    return age >= 0 &&
        ((decision.kind == DecisionKind::Escalate && age < patienceInDays) ||
            (decision.kind == DecisionKind::Accept && age <= 7 * (weeksOnList + 1)));
}

} // namespace

std::string_view text(Cadence cadence)
{
    return cadenceTexts[static_cast<std::size_t>(cadence)];
}
std::string_view text(Change change)
{
    return changeTexts[static_cast<std::size_t>(change)];
}
std::string_view text(Cause cause)
{
    return causeTexts[static_cast<std::size_t>(cause)];
}
std::string_view text(DecisionKind kind)
{
    return decisionTexts[static_cast<std::size_t>(kind)];
}
std::optional<Cadence> findCadence(std::string_view name)
{
    return findText<Cadence>(cadenceTexts, name);
}
std::optional<DecisionKind> findDecisionKind(std::string_view name)
{
    return findText<DecisionKind>(decisionTexts, name);
}

ReviewRecord freeze(const Analysis& analysis, Cadence cadence, std::int64_t lastImport)
{
    ReviewRecord record;
    record.cadence = cadence;
    record.asOf = analysis.request.period.to;
    record.from = analysis.request.period.from;
    for (const Exception& exception : analysis.exceptions.exceptions)
        record.exceptions.push_back(
            {accountIdOf(analysis, exception), exception.rule, exception.severity, exception.arr});
    record.arr = analysis.retention.total.bridge.closing;
    record.nrr = analysis.retention.total.nrr;
    record.grr = analysis.retention.total.grr;
    record.crr = analysis.retention.total.crr;
    record.arrAtRisk = analysis.exceptions.arrAtRisk;
    record.settings = analysis.settings;
    record.lastImport = lastImport;
    return record;
}

std::string accountIdOf(const Analysis& analysis, const Exception& exception)
{
    return exception.account ? analysis.portfolio->accountId(*exception.account) : std::string();
}

std::string exceptionKey(std::string_view accountId, RuleId rule)
{
    return std::string(accountId) + '\n' + static_cast<char>(static_cast<int>(rule) + 1);
}

const ReviewRecord* lastClosedBefore(const std::vector<ReviewRecord>& records, Date day)
{
    const std::vector<const ReviewRecord*> closed = closedBefore(records, day);
    return closed.empty() ? nullptr : closed.front();
}

ReviewBundle compareReview(AnalysisPtr analysis, Cadence cadence, std::vector<ReviewRecord> records,
    const std::vector<Decision>& allDecisions, std::vector<ActionItem> actions)
{
    ReviewBundle bundle;
    bundle.analysis = std::move(analysis);
    bundle.cadence = cadence;
    bundle.records = std::move(records);
    bundle.actions = std::move(actions);
    const Analysis& result = *bundle.analysis;
    const Date day = result.asOf();
    std::vector<std::pair<const ReviewRecord*, FrozenIndex>> history;
    for (const ReviewRecord* record : closedBefore(bundle.records, day))
        history.emplace_back(record, indexOf(*record));
    if (!history.empty())
        bundle.previous = *history.front().first;
    std::unordered_map<std::string, std::vector<const Decision*>> decided;
    for (const Decision& decision : allDecisions)
        decided[exceptionKey(decision.accountId, decision.rule)].push_back(&decision);
    // A review is about its day: on another day its decisions stand in no row.
    for (const ReviewRecord& record : bundle.records) {
        if (!record.closed && record.asOf == day && (!bundle.open || record.number > bundle.open->number))
            bundle.open = record;
    }
    for (const Decision& decision : allDecisions) {
        if (bundle.open && decision.review == bundle.open->number)
            bundle.decisions.push_back(decision);
    }

    Keys today;
    for (const Exception& exception : result.exceptions.exceptions) {
        ExceptionState state;
        const std::string key = exceptionKey(accountIdOf(result, exception), exception.rule);
        today.insert(key);
        const FrozenException* before = bundle.previous ? find(history.front().second, key) : nullptr;
        if (before) {
            state.before = before->severity;
            state.change = exception.severity > before->severity ? Change::Worse
                : exception.severity < before->severity          ? Change::Better
                                                                 : Change::Continuing;
        }
        followHistory(state, exception, key, day, history);
        const auto found = decided.find(key);
        for (std::size_t i = 0; found != decided.end() && i < found->second.size(); ++i) {
            const Decision& decision = *found->second[i];
            const bool ofOpen = bundle.open && decision.review == bundle.open->number;
            if (!ofOpen && decision.day > day)
                continue; // a look back at a day before it was decided
            const bool holds = keepsOutOfTheWay(decision, exception, day);
            if (!ofOpen && !holds) {
                state.decision.reset();
                state.outOfTheWay = false;
                continue;
            }
            state.decision = decision; // the later counts
            state.outOfTheWay = holds && !ofOpen; // what is decided today stays in its place
        }
        for (std::size_t i = 0; found != decided.end() && i < found->second.size(); ++i) {
            if (answers(*found->second[i], day, state.weeksOnList))
                state.asksEscalateOrAccept = false;
        }
        bundle.states.push_back(std::move(state));
    }
    for (const FrozenException& frozen :
        bundle.previous ? bundle.previous->exceptions : std::vector<FrozenException>()) {
        if (!today.contains(exceptionKey(frozen.accountId, frozen.rule)) && isLookedAt(result, frozen.accountId))
            bundle.resolved.push_back(frozen);
    }
    bundle.resolvedCauses.assign(bundle.resolved.size(), Cause::None);
    return bundle;
}

std::vector<std::size_t> undecidedCritical(const ReviewBundle& review)
{
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < review.states.size(); ++i) {
        if (review.result().exceptions.exceptions[i].severity == Severity::Critical && !review.states[i].decision)
            places.push_back(i);
    }
    return places;
}

} // namespace holdfast
