// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/review/review.h"

#include <algorithm>
#include <array>
#include <unordered_map>

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

std::string accountOf(const Analysis& analysis, const Exception& exception)
{
    return exception.account ? analysis.portfolio->accountId(*exception.account) : std::string();
}

// What one exception is found by: its account and its rule.
std::string keyOf(std::string_view account, RuleId rule)
{
    return std::string(account) + '\n' + static_cast<char>(static_cast<int>(rule) + 1);
}

using FrozenIndex = std::unordered_map<std::string, const FrozenException*>;
using ExceptionIndex = std::unordered_map<std::string, const Exception*>;

FrozenIndex indexOf(const ReviewRecord& record)
{
    FrozenIndex index;
    for (const FrozenException& frozen : record.exceptions)
        index.emplace(keyOf(frozen.accountId, frozen.rule), &frozen);
    return index;
}

ExceptionIndex indexOf(const Analysis& analysis, const ExceptionsResult& result)
{
    ExceptionIndex index;
    for (const Exception& exception : result.exceptions)
        index.emplace(keyOf(accountOf(analysis, exception), exception.rule), &exception);
    return index;
}

template <class Index> typename Index::mapped_type find(const Index& index, const std::string& key)
{
    const auto found = index.find(key);
    return found == index.end() ? nullptr : found->second;
}

// New data when a fact behind the exception is dated after the previous review or came with a later import.
bool restsOnNewFacts(const Analysis& analysis, const Exception& exception, const ReviewRecord& previous)
{
    return std::any_of(exception.evidence.begin(), exception.evidence.end(), [&](const Evidence& evidence) {
        // What is derived from facts (the status of a zone) is dated with the day itself and is no new fact; the rows
        // of the usage feeds are known without their place in a file.
        const bool derived = !evidence.source && evidence.date == analysis.asOf() &&
            evidence.dataset != DatasetId::Usage && evidence.dataset != DatasetId::FeatureUsage;
        if (!derived && evidence.date && *evidence.date > previous.asOf && *evidence.date <= analysis.asOf())
            return true;
        return evidence.source && analysis.portfolio->files[evidence.source->file.at()].import > previous.lastImport;
    });
}

Cause causeOf(const Analysis& analysis, const Exception& exception, const ReviewRecord& previous,
    const FrozenException* before, const Exception* underOldRules, bool rulesChanged)
{
    if (rulesChanged) {
        const bool asBefore = before ? underOldRules && underOldRules->severity == before->severity : !underOldRules;
        if (asBefore)
            return Cause::ChangedRule;
    }
    return restsOnNewFacts(analysis, exception, previous) ? Cause::NewData : Cause::TimePassing;
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
            {accountOf(analysis, exception), exception.rule, exception.severity, exception.arr});
    record.arr = analysis.retention.total.bridge.closing;
    record.nrr = analysis.retention.total.nrr;
    record.grr = analysis.retention.total.grr;
    record.crr = analysis.retention.total.crr;
    record.arrAtRisk = analysis.exceptions.arrAtRisk;
    record.settings = analysis.settings;
    record.lastImport = lastImport;
    return record;
}

ReviewBundle compareReview(AnalysisPtr analysis, Cadence cadence, std::vector<ReviewRecord> records,
    const std::vector<Decision>& allDecisions, std::vector<ActionItem> actions, const ExceptionsResult* oldRules,
    std::int64_t shown)
{
    ReviewBundle bundle;
    bundle.analysis = std::move(analysis);
    bundle.cadence = cadence;
    bundle.records = std::move(records);
    bundle.actions = std::move(actions);
    const Analysis& result = *bundle.analysis;
    const Date day = result.asOf();
    const std::vector<const ReviewRecord*> closed = closedBefore(bundle.records, day);
    std::vector<std::pair<const ReviewRecord*, FrozenIndex>> history;
    for (const ReviewRecord* record : closed)
        history.emplace_back(record, indexOf(*record));
    if (!closed.empty())
        bundle.previous = *closed.front();
    const ExceptionIndex underOldRules = oldRules ? indexOf(result, *oldRules) : ExceptionIndex();
    const ExceptionIndex today = indexOf(result, result.exceptions);
    std::unordered_map<std::string, std::vector<const Decision*>> decided;
    for (const Decision& decision : allDecisions)
        decided[keyOf(decision.accountId, decision.rule)].push_back(&decision);
    for (const ReviewRecord& record : bundle.records) {
        const bool wanted = shown == 0 ? !record.closed : record.number == shown;
        if (wanted && (!bundle.open || record.number > bundle.open->number))
            bundle.open = record;
    }
    for (const Decision& decision : allDecisions) {
        if (bundle.open && decision.review == bundle.open->number)
            bundle.decisions.push_back(decision);
    }

    for (const Exception& exception : result.exceptions.exceptions) {
        ExceptionState state;
        const std::string key = keyOf(accountOf(result, exception), exception.rule);
        if (bundle.previous) {
            const FrozenException* before = find(history.front().second, key);
            if (before) {
                state.before = before->severity;
                state.change = exception.severity > before->severity ? Change::Worse
                    : exception.severity < before->severity          ? Change::Better
                                                                     : Change::Continuing;
            }
            if (state.change != Change::Continuing)
                state.cause =
                    causeOf(result, exception, *bundle.previous, before, find(underOldRules, key), oldRules != nullptr);
        }
        followHistory(state, exception, key, day, history);
        const auto found = decided.find(key);
        for (std::size_t i = 0; found != decided.end() && i < found->second.size(); ++i) {
            const Decision& decision = *found->second[i];
            const bool holds = keepsOutOfTheWay(decision, exception, day);
            const bool ofOpen = bundle.open && decision.review == bundle.open->number;
            if (!ofOpen && !holds) {
                state.outOfTheWay = false;
                continue;
            }
            state.decision = decision; // the later counts
            state.outOfTheWay = holds && !ofOpen; // what is decided today stays in its place
        }
        if (state.decision &&
            (state.decision->kind == DecisionKind::Escalate || state.decision->kind == DecisionKind::Accept))
            state.asksEscalateOrAccept = false;
        bundle.states.push_back(std::move(state));
    }
    if (bundle.previous) {
        const bool anyNewImport = std::any_of(result.portfolio->files.begin(), result.portfolio->files.end(),
            [&](const SourceFile& file) { return file.import > bundle.previous->lastImport; });
        for (const FrozenException& frozen : bundle.previous->exceptions) {
            const std::string key = keyOf(frozen.accountId, frozen.rule);
            if (find(today, key))
                continue;
            bundle.resolved.push_back(frozen);
            bundle.resolvedCauses.push_back(find(underOldRules, key) ? Cause::ChangedRule
                    : anyNewImport                                   ? Cause::NewData
                                                                     : Cause::TimePassing);
        }
    }
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
