// SPDX-License-Identifier: GPL-3.0-or-later
// The review (SPEC section 9): the exceptions of one as-of date with what changed since the last closed review, the
// decisions recorded so far, and the actions that live on. Values only; the store keeps them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/analysis/analysis.h"

namespace holdfast {

enum class Cadence : std::uint8_t { Weekly, Monthly, Quarterly };
std::string_view text(Cadence cadence); // "weekly"
std::optional<Cadence> findCadence(std::string_view name);

enum class Change : std::uint8_t { New, Worse, Continuing, Better, Resolved };
std::string_view text(Change change);
enum class Cause : std::uint8_t { None, NewData, ChangedRule, TimePassing };
std::string_view text(Cause cause); // "new_data"

enum class DecisionKind : std::uint8_t { Act, Watch, Escalate, Accept, Dismiss, Done };
std::string_view text(DecisionKind kind); // "accept"
std::optional<DecisionKind> findDecisionKind(std::string_view name);

struct Decision {
    std::int64_t number = 0;
    std::int64_t review = 0;
    std::string accountId; // "" for the portfolio
    RuleId rule = RuleId::UsageDrop;
    DecisionKind kind = DecisionKind::Act;
    std::string who; // owner, or to whom
    std::optional<Date> until; // due date of an action, end of a watch
    std::string note; // note or reason
    std::string decidedAt; // ISO timestamp
    Severity severity = Severity::Low; // of the exception when it was decided
    Date day; // as-of date of its review
};

// One of any review of the store, for those who look back at an account.
struct RecordedDecision {
    Decision decision;
    Cadence cadence = Cadence::Weekly; // of its review
};

enum class ActionState : std::uint8_t { Open, Late, Done };
struct ActionItem {
    std::int64_t number = 0;
    std::string accountId;
    RuleId rule = RuleId::UsageDrop;
    std::string title;
    std::string owner;
    std::optional<Date> due;
    std::optional<Date> doneOn;

    ActionState state(Date today) const
    {
        if (doneOn && *doneOn <= today)
            return ActionState::Done;
        return due && *due < today ? ActionState::Late : ActionState::Open;
    }
};

// An exception as a recorded review froze it.
struct FrozenException {
    std::string accountId;
    RuleId rule = RuleId::UsageDrop;
    Severity severity = Severity::Low;
    Money arr;
};

// What a recorded review was, for the sidebar and for comparison.
struct ReviewRecord {
    std::int64_t number = 0;
    Cadence cadence = Cadence::Weekly;
    Date asOf;
    Date from;
    bool closed = false;
    std::vector<FrozenException> exceptions;
    // The five figures at that time.
    Money arr;
    Ratio nrr, grr, crr;
    Money arrAtRisk;
    AnalysisSettings settings; // the rules in force then
    std::int64_t lastImport = 0; // the newest import then: what came later is new data
};

// ARR at risk as the rules in force find it on a day of the past.
struct RiskPoint {
    Date day;
    Money arr;

    bool operator==(const RiskPoint&) const = default;
};

// One exception of today beside its history.
struct ExceptionState {
    Change change = Change::New;
    Cause cause = Cause::None;
    std::optional<Severity> before; // severity in the previous review
    int weeksOnList = 0; // weeks since the first of the unbroken row of reviews that had it
    bool asksEscalateOrAccept = false; // a risk that has not improved in four weeks
    std::optional<Decision> decision; // recorded in the open review, or a watch or dismissal that still holds
    bool outOfTheWay = false; // watched or dismissed, and its promise holds
};

class RiskMemo; // risk_trend.h

struct ReviewBundle {
    AnalysisPtr analysis;
    std::vector<ExceptionState> states; // one per analysis->exceptions.exceptions
    std::vector<FrozenException> resolved; // of the previous review, no longer there
    std::vector<Cause> resolvedCauses;
    std::optional<ReviewRecord> previous; // the last closed review of the cadence
    std::optional<ReviewRecord> open; // the review of this day that decisions go to, or the closed one that is shown
    std::vector<ReviewRecord> records; // all of the cadence, newest first
    std::vector<ActionItem> actions;
    std::vector<Decision> decisions; // of the open review, oldest first
    std::vector<RecordedDecision> history; // of the reviews of all cadences up to this day, oldest first
    std::vector<RiskPoint> riskTrend; // kept when a review is closed; empty until then
    std::shared_ptr<RiskMemo> riskMemo; // of the days before, as far as anybody asked; may be null
    Cadence cadence = Cadence::Weekly;
    bool readOnly = false; // a closed review is shown, or the store is read-only
    std::string checksum; // of a closed review as it was kept; "" for anything that may still change

    const Analysis& result() const { return *analysis; }
    bool isClosed() const { return open && open->closed; } // one that was closed is looked at
};
using ReviewPtr = std::shared_ptr<const ReviewBundle>;

// Compares an analysis with the last closed record of the cadence before its day, and lays the decisions of all reviews
// beside it. `records`: of the cadence, newest first. The causes of the changes are named by causes.h.
ReviewBundle compareReview(AnalysisPtr analysis, Cadence cadence, std::vector<ReviewRecord> records,
    const std::vector<Decision>& allDecisions, std::vector<ActionItem> actions);

// Freezes the exceptions and the five figures of an analysis as a record.
ReviewRecord freeze(const Analysis& analysis, Cadence cadence, std::int64_t lastImport);

// Critical exceptions without a decision: closing asks for these.
std::vector<std::size_t> undecidedCritical(const ReviewBundle& review);

// The last closed review of these before a day; null when there is none.
const ReviewRecord* lastClosedBefore(const std::vector<ReviewRecord>& records, Date day);

// account_id of an exception, "" for the portfolio.
std::string accountIdOf(const Analysis& analysis, const Exception& exception);
// What one exception is found by: its account and its rule.
std::string exceptionKey(std::string_view accountId, RuleId rule);

} // namespace holdfast
