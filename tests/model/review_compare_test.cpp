// SPDX-License-Identifier: GPL-3.0-or-later
// What changed since the last closed review and why, how long it has stood, and what decisions keep out of the way.
#include <QtTest>

#include "model/review/review.h"
#include "model/review/rule_tally.h"
#include "tests/support/portfolio_builder.h"

using namespace holdfast;

namespace {

const Date today = day("2025-06-30");

// acme and beta: annual contracts that end in 90 days (2025-09-28) without an outcome: unproven_renewal, high.
PortfolioPtr book()
{
    PortfolioBuilder made;
    for (const char* id : {"acme", "beta"}) {
        made.account(id, "contract_model=annual, start_date=2023-09-28, renewal_date=2025-09-28, owner=Ada");
        made.subscription(id, "2023-09-28", "2025-09-28", "1200");
    }
    return made.imported("outcomes").build();
}

AnalysisPtr analysisOn(Date asOf, const AnalysisSettings& settings = {})
{
    AnalysisRequest request;
    request.period = yearUpTo(asOf);
    return analyse(book(), settings, request);
}

// A closed review some days ago that froze this severity for acme, or nothing.
ReviewRecord closedReview(std::int64_t number, int daysAgo, std::optional<Severity> severity)
{
    ReviewRecord record;
    record.number = number;
    record.asOf = today.addDays(-daysAgo);
    record.from = record.asOf.oneYearEarlier();
    record.closed = true;
    record.lastImport = 1; // all rows of the book came with import 1
    if (severity)
        record.exceptions = {{"acme", RuleId::UnprovenRenewal, *severity, money("1200")}};
    return record;
}

Decision decision(DecisionKind kind, std::int64_t review, Severity severity, std::optional<Date> until = {})
{
    Decision made;
    made.number = review * 10;
    made.review = review;
    made.accountId = "acme";
    made.rule = RuleId::UnprovenRenewal;
    made.kind = kind;
    made.until = until;
    made.severity = severity;
    made.day = review == 9 ? today : today.addDays(-7);
    return made;
}

ReviewBundle compared(std::vector<ReviewRecord> records, const std::vector<Decision>& decisions = {})
{
    return compareReview(analysisOn(today), Cadence::Weekly, std::move(records), decisions, {});
}

ExceptionState stateOf(const ReviewBundle& review, RuleId rule = RuleId::UnprovenRenewal, const char* account = "acme")
{
    for (std::size_t i = 0; i < review.states.size(); ++i) {
        const Exception& exception = review.result().exceptions.exceptions[i];
        if (exception.rule == rule && exception.account &&
            review.result().portfolio->accountId(*exception.account) == account)
            return review.states[i];
    }
    qFatal("the exception is not there");
}

QString changeOf(std::optional<Severity> before)
{
    const std::string_view name = text(stateOf(compared({closedReview(1, 7, before)})).change);
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

} // namespace

class ReviewCompareTest : public QObject {
    Q_OBJECT

private slots:
    void anExceptionIsNewWorseContinuingOrBetter()
    {
        QCOMPARE(changeOf(std::nullopt), QStringLiteral("new"));
        QCOMPARE(changeOf(Severity::Medium), QStringLiteral("worse")); // high today
        QCOMPARE(changeOf(Severity::High), QStringLiteral("continuing"));
        QCOMPARE(changeOf(Severity::Critical), QStringLiteral("better"));
    }

    // acme was a detractor a week ago and is none today.
    void whatIsGoneIsResolved()
    {
        ReviewRecord record = closedReview(1, 7, Severity::High);
        record.exceptions.push_back({"acme", RuleId::Detractor, Severity::High, money("1200")});
        const ReviewBundle review = compared({record});
        QCOMPARE(review.resolved.size(), std::size_t{1});
        QCOMPARE(review.resolved[0].rule, RuleId::Detractor);
    }

    void onlyTheLastClosedReviewBeforeTheDayCounts()
    {
        ReviewRecord open = closedReview(3, 3, Severity::Critical);
        open.closed = false;
        const ReviewRecord later = closedReview(4, -7, Severity::Low);
        const ReviewBundle review =
            compared({later, open, closedReview(2, 7, Severity::Medium), closedReview(1, 14, Severity::High)});
        QCOMPARE(review.previous.value().number, std::int64_t{2});
        QVERIFY(!review.open.has_value()); // the open one is of another day
        QCOMPARE(stateOf(review).before, std::optional(Severity::Medium));
    }

    void weeksOnTheListAreCountedBackToTheFirstOfAnUnbrokenRow()
    {
        const auto high = std::optional(Severity::High);
        QCOMPARE(stateOf(compared({})).weeksOnList, 0);
        QCOMPARE(stateOf(compared({closedReview(1, 7, high)})).weeksOnList, 1);
        QCOMPARE(stateOf(compared({closedReview(3, 7, high), closedReview(2, 14, high), closedReview(1, 21, high)}))
                     .weeksOnList,
            3);
        // The gap two weeks ago breaks the row.
        QCOMPARE(
            stateOf(compared({closedReview(3, 7, high), closedReview(2, 14, std::nullopt), closedReview(1, 21, high)}))
                .weeksOnList,
            1);
    }

    void aRiskThatHasNotImprovedInFourWeeksAsksForMore()
    {
        const auto asks = [](int oldest, Severity then) {
            return stateOf(compared({closedReview(2, 7, Severity::High), closedReview(1, oldest, then)}))
                .asksEscalateOrAccept;
        };
        QVERIFY(!asks(27, Severity::High));
        QVERIFY(asks(28, Severity::High));
        QVERIFY(asks(28, Severity::Medium)); // worse than then
        QVERIFY(!asks(28, Severity::Critical)); // it did improve
        ReviewRecord open = closedReview(9, 0, std::nullopt);
        open.closed = false;
        const auto answered = [&](DecisionKind kind) {
            return stateOf(compared({open, closedReview(2, 7, Severity::High), closedReview(1, 28, Severity::High)},
                               {decision(kind, 9, Severity::High)}))
                .asksEscalateOrAccept;
        };
        QVERIFY(!answered(DecisionKind::Escalate));
        QVERIFY(!answered(DecisionKind::Accept));
        QVERIFY(answered(DecisionKind::Act));
        // An escalation of a week ago is still given its four weeks; one of five weeks ago was not enough.
        const auto escalated = [](int daysAgo) {
            Decision made = decision(DecisionKind::Escalate, 1, Severity::High);
            made.day = today.addDays(-daysAgo);
            return stateOf(compared({closedReview(2, 7, Severity::High), closedReview(1, 35, Severity::High)}, {made}))
                .asksEscalateOrAccept;
        };
        QVERIFY(!escalated(7));
        QVERIFY(escalated(35));
    }

    // What the filter leaves out is neither gone nor resolved.
    void anAccountThatTheFilterLeavesOutIsNotResolved()
    {
        AnalysisRequest request;
        request.period = yearUpTo(today);
        request.filter.values[Dimension::Owner] = {"nobody"};
        const ReviewBundle review =
            compareReview(analyse(book(), {}, request), Cadence::Weekly, {closedReview(1, 7, Severity::High)}, {}, {});
        QVERIFY(review.states.empty());
        QVERIFY(review.resolved.empty());
    }

    void aWatchHoldsUntilItsDateOrUntilItGetsWorse()
    {
        const auto away = [](DecisionKind kind, std::optional<Date> until, Severity then) {
            return stateOf(compared({closedReview(1, 7, then)}, {decision(kind, 1, then, until)})).outOfTheWay;
        };
        QVERIFY(away(DecisionKind::Watch, today.addDays(1), Severity::High));
        QVERIFY(!away(DecisionKind::Watch, today, Severity::High)); // the day has come
        QVERIFY(!away(DecisionKind::Watch, today.addDays(1), Severity::Medium)); // it rose to high
        QVERIFY(away(DecisionKind::Watch, today.addDays(1), Severity::Critical)); // it fell
        QVERIFY(away(DecisionKind::Dismiss, std::nullopt, Severity::High));
        QVERIFY(!away(DecisionKind::Dismiss, std::nullopt, Severity::Medium));
        QVERIFY(!away(DecisionKind::Act, today.addDays(30), Severity::High));
    }

    void aDecisionOfAnotherAccountIsNone()
    {
        const ReviewBundle review =
            compared({closedReview(1, 7, Severity::High)}, {decision(DecisionKind::Dismiss, 1, Severity::High)});
        QVERIFY(stateOf(review).decision.has_value());
        QVERIFY(!stateOf(review, RuleId::UnprovenRenewal, "beta").decision.has_value());
    }

    void dismissalsAreCountedPerRuleAndOnceInAReview()
    {
        // Review 8: dismissed, then watched instead: the last counts. Review 9: dismissed; another rule accepted.
        std::vector<Decision> all{decision(DecisionKind::Dismiss, 8, Severity::High),
            decision(DecisionKind::Watch, 8, Severity::High), decision(DecisionKind::Dismiss, 9, Severity::High)};
        Decision other = decision(DecisionKind::Accept, 9, Severity::High);
        other.rule = RuleId::UsageDrop;
        all.push_back(other);
        const std::map<RuleId, RuleTally> tallies = tallyByRule(all);
        QCOMPARE(tallies.size(), std::size_t(2));
        QVERIFY(tallies.at(RuleId::UnprovenRenewal) == (RuleTally{2, 1, 1}));
        QVERIFY(tallies.at(RuleId::UsageDrop) == (RuleTally{1, 0, 0}));
        QVERIFY(tallyByRule({}).empty());
    }
};

QTEST_GUILESS_MAIN(ReviewCompareTest)
#include "review_compare_test.moc"
