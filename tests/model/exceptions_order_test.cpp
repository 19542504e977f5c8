// SPDX-License-Identifier: GPL-3.0-or-later
// Severity, priority, due date and order of the list; what is not evaluated; overrides per segment; ARR at risk.
#include <QtTest>
#include <functional>

#include "tests/support/review_book.h"

using namespace holdfast;

namespace {

// A customer that nobody owns, with an escalation (risk, high) and a single contact (risk, medium).
void troubled(PortfolioBuilder& book, const std::string& id, const std::string& arr, const std::string& cells = {})
{
    book.account(id, "start_date=2023-01-01, owner=kim" + (cells.empty() ? "" : ", " + cells));
    book.subscription(id, "2023-01-01", "", arr);
    book.row("tickets", "account_id=" + id + ", escalated=true, opened_date=" + ago(20));
    book.row("contacts", "account_id=" + id + ", name=Ada");
}

RuleOverride override(RuleId rule, std::optional<std::string> segment, const std::string& threshold, double value)
{
    RuleOverride change;
    change.rule = rule;
    change.segment = std::move(segment);
    change.threshold = threshold;
    change.value = value;
    return change;
}

std::string missing(const ReviewBook& book)
{
    std::string line;
    for (const RuleNotEvaluated& entry : book.found.notEvaluated) {
        line += line.empty() ? "" : "; ";
        line += std::string(rule(entry.rule).name) + ": " + entry.missing;
    }
    return line;
}

} // namespace

class ExceptionsOrderTest : public QObject {
    Q_OBJECT

private slots:
    void aRiskRisesWithin120DaysOfTheRenewal_data()
    {
        QTest::addColumn<QString>("cells");
        QTest::addColumn<QString>("high");
        QTest::addColumn<QString>("medium");
        const auto renewal = [](int daysAhead) { return QString::fromStdString("renewal_date=" + ago(-daysAhead)); };
        QTest::newRow("no renewal") << QString() << "high"
                                    << "medium";
        QTest::newRow("121 days") << renewal(121) << "high"
                                  << "medium";
        QTest::newRow("120 days") << renewal(120) << "critical"
                                  << "high";
        QTest::newRow("today") << renewal(0) << "critical"
                               << "high";
        QTest::newRow("yesterday") << renewal(-1) << "high"
                                   << "medium";
        QTest::newRow("monthly") << renewal(10) + QStringLiteral(", contract_model=monthly") << "high"
                                 << "medium";
    }
    void aRiskRisesWithin120DaysOfTheRenewal()
    {
        QFETCH(QString, cells);
        QFETCH(QString, high);
        QFETCH(QString, medium);
        PortfolioBuilder book;
        troubled(book, "acme", "1000", cells.toStdString());
        const ReviewBook review(book);
        QCOMPARE(QString::fromStdString(review.severity(RuleId::EscalationOpen)), high);
        QCOMPARE(QString::fromStdString(review.severity(RuleId::SingleThreaded)), medium);
    }

    void onlyTheRiskLaneRisesAndUnprovenRenewalNever()
    {
        PortfolioBuilder book;
        troubled(book, "acme", "1000", "renewal_date=" + ago(-100));
        book.imported("outcomes");
        book.row("milestones", "account_id=acme, name=m, planned_date=" + ago(20));
        const ReviewBook review(book);
        QCOMPARE(review.severity(RuleId::MilestoneOverdue), "medium"); // stalled lane
        QCOMPARE(review.severity(RuleId::UnprovenRenewal), "high"); // 100 days, not raised to critical
    }

    void thePriorityWeighsArrSeverityAndNearness_data()
    {
        QTest::addColumn<QString>("cells");
        QTest::addColumn<double>("priority");
        const auto renewal = [](int daysAhead) { return QString::fromStdString("renewal_date=" + ago(-daysAhead)); };
        QTest::newRow("none") << QString() << 4000.0; // 1000 × 4
        QTest::newRow("200 days") << renewal(200) << 4000.0; // 1000 × 4 × 180 / 180
        QTest::newRow("150 days") << renewal(150) << 1000.0 * 4 * 210 / 180;
        QTest::newRow("90 days") << renewal(90) << 1000.0 * 8 * 270 / 180; // raised to critical
        QTest::newRow("today") << renewal(0) << 1000.0 * 8 * 360 / 180;
        QTest::newRow("past") << renewal(-5) << 4000.0;
        QTest::newRow("monthly") << renewal(90) + QStringLiteral(", contract_model=monthly") << 4000.0;
    }
    void thePriorityWeighsArrSeverityAndNearness()
    {
        QFETCH(QString, cells);
        QFETCH(double, priority);
        PortfolioBuilder book;
        troubled(book, "acme", "1000", cells.toStdString());
        QCOMPARE(ReviewBook(book).of(RuleId::EscalationOpen)->priority, priority);
    }

    void theDueDateFollowsTheSeverityAfterRaising()
    {
        PortfolioBuilder book;
        troubled(book, "acme", "1000", "renewal_date=" + ago(-100));
        troubled(book, "bolt", "1000");
        book.account("calm", "arr=10")
            .row("contacts", "account_id=calm, name=a")
            .row("contacts", "account_id=calm, name=b");
        const ReviewBook review(book);
        QCOMPARE(review.of(RuleId::EscalationOpen, "acme")->due.toIso(), ago(-2)); // critical
        QCOMPARE(review.of(RuleId::SingleThreaded, "acme")->due.toIso(), ago(-7)); // high
        QCOMPARE(review.of(RuleId::SingleThreaded, "bolt")->due.toIso(), ago(-14)); // medium
        QCOMPARE(review.of(RuleId::NoOwner, "calm")->due.toIso(), ago(-30)); // low
    }

    void accountsComeByTheirHighestPriorityThenById()
    {
        PortfolioBuilder book;
        troubled(book, "beta", "500");
        troubled(book, "alfa", "500");
        troubled(book, "zeta", "900");
        // 900 × 4 = 3600; 500 × 4 = 2000 twice, by account_id; inside an account high 4 before medium 2.
        // No renewal date is low: 1.
        book.subscription("zeta", "2023-01-01", ago(-300), "0");
        QCOMPARE(ReviewBook(book).list(),
            "zeta escalation_open, zeta single_threaded, alfa escalation_open, alfa single_threaded, alfa "
            "no_renewal_date, beta escalation_open, beta single_threaded, beta no_renewal_date");
    }

    void equalPrioritiesInsideAnAccountComeInTheOrderOfTheTable()
    {
        PortfolioBuilder book;
        troubled(book, "acme", "500");
        book.row("surveys", "account_id=acme, kind=nps, score=2, date=" + ago(3));
        book.row("invoices", "account_id=acme, amount=10, issued_date=2025-01-01, due_date=2025-02-01");
        // escalation_open and detractor are high; single_threaded and overdue_invoice medium
        QCOMPARE(ReviewBook(book).list(),
            "acme escalation_open, acme detractor, acme single_threaded, acme overdue_invoice");
    }

    void arrAtRiskCountsEachAccountWithAHighRiskOnce()
    {
        PortfolioBuilder book;
        troubled(book, "acme", "500");
        book.row("surveys", "account_id=acme, kind=nps, score=2, date=" + ago(3));
        book.account("calm", "arr=70")
            .row("contacts", "account_id=calm, name=a"); // single_threaded needs an age: unknown
        book.account("warm", "arr=30, start_date=2020-01-01").row("contacts", "account_id=warm, name=a"); // medium
        const ReviewBook review(book);
        QCOMPARE(review.severity(RuleId::SingleThreaded, "warm"), "medium");
        QCOMPARE(review.found.arrAtRisk.toText(), "500.00");
        QCOMPARE(review.found.accountsAtRisk, std::int64_t{1});
    }

    void aRuleWhoseDataWasNeverImportedIsNotEvaluated()
    {
        PortfolioBuilder book;
        book.account("acme", "arr=100");
        // churn_risk is not listed: there is no model yet. unknown_currency needs nothing.
        QCOMPARE(missing(ReviewBook(book)),
            "usage_drop: usage; green_but_dying: usage, health; zombie: usage; busy_without_value: usage, outcomes; "
            "unproven_renewal: outcomes; renewal_overdue: renewal_date; sponsor_silent: interactions, "
            "sponsor_attended; champion_left: contacts; new_decision_maker: contacts; single_threaded: contacts; "
            "escalation_open: tickets; ticket_spike: tickets; detractor: surveys; meetings_fading: interactions; "
            "overdue_invoice: invoices; seats_trimmed: usage, subscriptions; core_feature_unused: feature_usage; "
            "stopped_using_feature: feature_usage; notice_given: subscriptions; upsell_without_value: opportunities, "
            "outcomes; unrecognised_win: outcomes, recognised_date; kickoff_late: kickoff_date; onboarding_late: "
            "onboarding_completed_date; first_login_missing: usage; milestone_overdue: milestones; "
            "blocked_by_customer: milestones, side; no_progress: milestones; outcome_off_pace: outcomes; "
            "expansion_ready: usage, outcomes; signal_unworked: signals; usage_feed_stale: usage; no_owner: owner; "
            "no_renewal_date: renewal_date, end_date; no_contacts: contacts; sources_disagree: health; source_broken: "
            "usage");
    }

    void aColumnWithoutAnyValueCountsAsNeverImported()
    {
        PortfolioBuilder book;
        book.account("acme", "arr=100, start_date=2020-01-01");
        book.row("interactions", "account_id=acme, kind=call, date=" + ago(3));
        QCOMPARE(ReviewBook(book).missing(RuleId::SponsorSilent), "sponsor_attended");
        QCOMPARE(ReviewBook(book).missing(RuleId::MeetingsFading), "");
    }

    void headersAloneCountAsImportedAndAbsentFails()
    {
        PortfolioBuilder book;
        book.account("acme", "arr=100, start_date=2020-01-01");
        book.imported("interactions").imported("contacts");
        const ReviewBook review(book);
        QCOMPARE(review.severity(RuleId::SponsorSilent), "high");
        QCOMPARE(review.severity(RuleId::NoContacts), "low");
    }

    void aSubscriptionEndDateIsEnoughToMissARenewalDate()
    {
        PortfolioBuilder book;
        book.account("acme").subscription("acme", "2023-01-01", "", "100");
        book.account("other").subscription("other", "2023-01-01", "2024-01-01", "100");
        QCOMPARE(ReviewBook(book).severity(RuleId::NoRenewalDate), "low");
        PortfolioBuilder open;
        open.account("acme").subscription("acme", "2023-01-01", "", "100");
        QCOMPARE(ReviewBook(open).missing(RuleId::NoRenewalDate), "renewal_date, end_date");
    }

    void aLateFeatureFeedIsNotEvaluatedButAnEmptyOneIs()
    {
        PortfolioBuilder late;
        late.account("acme", "arr=100, start_date=2020-01-01");
        late.featureUsage("acme", "reports", ago(15), 1, "core=true");
        QCOMPARE(ReviewBook(late).missing(RuleId::CoreFeatureUnused), "feature_usage");
        QCOMPARE(ReviewBook(late).missing(RuleId::StoppedUsingFeature), "feature_usage");
        PortfolioBuilder later; // nothing has happened by D
        later.account("acme", "arr=100, start_date=2020-01-01");
        later.featureUsage("acme", "reports", ago(-5), 0, "core=true");
        QCOMPARE(ReviewBook(later).missing(RuleId::CoreFeatureUnused), "");
        QCOMPARE(ReviewBook(later).severity(RuleId::CoreFeatureUnused), "-");
    }

    void aBrokenSourceIsRaisedOnceAndHoldsTheUsageRulesBack()
    {
        PortfolioBuilder book; // neither outcomes nor health: a rule held back that lacks them too says source_broken
        for (int i = 0; i < 6; ++i) {
            const std::string id = "a" + std::to_string(i);
            book.account(id, "arr=100, start_date=2020-01-01, segment=" + std::string(i == 0 ? "smb" : "big"));
            book.weeklyUsage(id, ago(7 + 8 * 7), {9, 9, 9, 9, 9, 9, 9, 9});
        }
        book.usage("a0", ago(7), 9);
        book.usage("a1", ago(7), 9);
        // Six accounts in each of the eight weeks before, two in the last: 2 < 0.5 × 6. That 18 users are fewer than
        // 0.5 × 54 only follows from it.
        const ReviewBook review(book, {}, Filter{{{Dimension::Segment, {"smb"}}}});
        QVERIFY(review.source.broken);
        const Exception& first = review.found.exceptions.front();
        QVERIFY(!first.account.has_value());
        QCOMPARE(first.arr.toText(), "100.00"); // of the filtered ones
        QCOMPARE(first.priority, 400.0); // high
        QCOMPARE(review.evidence(RuleId::SourceBroken, "a0"), "accounts=2/3.0@2025-06-29");
        for (const RuleId held : {RuleId::UsageDrop, RuleId::GreenButDying, RuleId::Zombie, RuleId::BusyWithoutValue,
                 RuleId::SeatsTrimmed, RuleId::FirstLoginMissing, RuleId::ExpansionReady, RuleId::UsageFeedStale})
            QCOMPARE(review.missing(held), "source_broken");
        QCOMPARE(review.missing(RuleId::NoOwner), "owner"); // no account has one: not a usage rule
        QCOMPARE(review.missing(RuleId::UnprovenRenewal), "outcomes"); // not a usage rule either
        QCOMPARE(review.missing(RuleId::SourceBroken), "");
    }

    // Six accounts with nine users each in the eight weeks before; the last week as `fill` makes it.
    static std::string lastWeek(const std::function<void(PortfolioBuilder&, const std::string&, int)>& fill)
    {
        PortfolioBuilder book;
        for (int i = 0; i < 6; ++i) {
            const std::string id = "a" + std::to_string(i);
            book.account(id, "arr=100").weeklyUsage(id, ago(7 + 8 * 7), {9, 9, 9, 9, 9, 9, 9, 9});
            fill(book, id, i);
        }
        return ReviewBook(book).evidence(RuleId::SourceBroken, "a0");
    }

    void aWeekWithoutUsersIsABrokenSourceToo()
    {
        // s[1] = 54, half of it 27: 24 users are fewer; with every account there, 27 are not.
        QCOMPARE(lastWeek([](auto& book, auto& id, int) { book.usage(id, ago(7), 4); }),
            "active_users=24.0/27.0@2025-06-29");
        QCOMPARE(lastWeek([](auto& book, auto& id, int i) { book.usage(id, ago(7), i % 2 == 0 ? 4 : 5); }), "-");
    }

    void anyRowIsARowOfTheFeedAlsoOneWithoutActiveUsers()
    {
        // Three rows of six are not fewer than half; the two without active users are rows as well. Users: 40 ≥ 27.
        QCOMPARE(lastWeek([](auto& book, auto& id, int i) {
            if (i == 0)
                book.usage(id, ago(7), 40);
            else if (i < 3)
                book.row("usage", "account_id=" + id + ", seats=10, date=" + ago(7));
        }),
            "-");
        QCOMPARE(lastWeek([](auto& book, auto& id, int i) {
            if (i == 0)
                book.usage(id, ago(7), 40);
            else if (i < 2)
                book.row("usage", "account_id=" + id + ", seats=10, date=" + ago(7));
        }),
            "accounts=2/3.0@2025-06-29");
    }

    void weeksBeforeTheFirstOfTheFeedAreLeftOutOfTheMean()
    {
        // The feed's first week is L − 1: the mean is 6 accounts, not 6/8; 2 < 3.
        PortfolioBuilder book;
        for (int i = 0; i < 6; ++i) {
            const std::string id = "a" + std::to_string(i);
            book.account(id, "arr=100").usage(id, ago(14), 9);
            if (i < 2)
                book.usage(id, ago(7), 90);
        }
        QCOMPARE(ReviewBook(book).evidence(RuleId::SourceBroken, "a0"), "accounts=2/3.0@2025-06-29");
    }

    void aFeedOfOneWeekCannotBeBroken()
    {
        PortfolioBuilder book;
        for (int i = 0; i < 9; ++i) {
            const std::string id = "a" + std::to_string(i);
            book.account(id, "arr=100").usage(id, ago(70), 5);
        }
        QVERIFY(!ReviewBook(book).source.broken);
    }

    void onlyUnknownCurrencyIsRaisedForAnAccountThatIsNoCustomer()
    {
        PortfolioBuilder book;
        book.account("acme", "owner=kim, start_date=2020-01-01");
        book.subscription("acme", "2024-01-01", "", "100", "currency=CHF");
        book.subscription("acme", "2024-01-01", "", "50", "currency=chf");
        book.row("invoices", "account_id=acme, amount=5, currency=CHF, issued_date=2024-03-01");
        book.row("invoices", "account_id=acme, amount=5, currency=CHF, issued_date=" + ago(-1)); // not yet
        book.row("invoices", "account_id=acme, amount=5, currency=USD, issued_date=2024-03-01");
        book.account("gone", "start_date=2020-01-01").imported("contacts");
        const ReviewBook review(book);
        QCOMPARE(review.list(), "acme unknown_currency");
        QCOMPARE(review.evidence(RuleId::UnknownCurrency), "currency=CHF@2024-01-01 currency=CHF@2024-03-01");
        QCOMPARE(review.of(RuleId::UnknownCurrency)->priority, 0.0); // without ARR nothing is at stake yet
    }

    void anAmountThatItsRateMakesTooLargeCountsAsNothingAndSaysSo()
    {
        PortfolioBuilder book;
        book.fxRate("IRR", "2024-01-01", "2").fxRate("BIG", "2024-01-01", "900000000");
        // 500,000,000,000,000 × 2 is the greatest amount; one cent more is none. So is what fits no 64 bits at all.
        book.account("just").subscription("just", "2024-01-01", "", "500000000000000", "currency=IRR");
        book.account("over").subscription("over", "2024-01-01", "", "500000000000000.01", "currency=IRR");
        book.account("wide", "arr=1000000000000000, currency=BIG");
        const ReviewBook review(book);
        QCOMPARE(review.severity(RuleId::UnknownCurrency, "just"), "-");
        QCOMPARE(review.context.of(review.id("just")).arr.toText(), std::string("1000000000000000.00"));
        QCOMPARE(review.context.of(review.id("over")).arr.toText(), std::string("0.00"));
        QCOMPARE(review.evidence(RuleId::UnknownCurrency, "over"), "currency=IRR@2024-01-01");
        QCOMPARE(review.of(RuleId::UnknownCurrency, "over")->evidence.front().detail,
            std::string("500000000000000.01 at 2 is too large for an amount"));
        QCOMPARE(review.context.of(review.id("wide")).arr.toText(), std::string("0.00"));
        QCOMPARE(review.evidence(RuleId::UnknownCurrency, "wide"), "currency=BIG");
    }

    void theFilterKeepsOtherAccountsOut()
    {
        PortfolioBuilder book;
        troubled(book, "acme", "500", "segment=smb");
        troubled(book, "bolt", "700", "segment=big");
        const ReviewBook review(book, {}, Filter{{{Dimension::Segment, {"smb"}}}});
        QCOMPARE(review.list(), "acme escalation_open, acme single_threaded");
        QCOMPARE(review.found.arrAtRisk.toText(), "500.00");
    }

    void anOverrideHoldsForItsSegmentBeforeTheGeneralOne()
    {
        PortfolioBuilder book;
        troubled(book, "acme", "500", "segment=smb"); // open for 20 days
        troubled(book, "bolt", "500", "segment=big");
        troubled(book, "cord", "500");
        const std::vector<RuleOverride> changes = {override(RuleId::EscalationOpen, std::nullopt, "days", 20),
            override(RuleId::EscalationOpen, "smb", "days", 19), override(RuleId::EscalationOpen, "none", "days", 1)};
        const ReviewBook review(book, changes);
        QCOMPARE(review.evidence(RuleId::EscalationOpen, "acme"), "days_open=20/19!@" + ago(20));
        QCOMPARE(review.severity(RuleId::EscalationOpen, "bolt"), "-");
        QCOMPARE(review.severity(RuleId::EscalationOpen, "cord"), "-");
        // Only for accounts without a segment.
        const ReviewBook missingSegment(book, {override(RuleId::EscalationOpen, "", "days", 20)});
        QCOMPARE(missingSegment.severity(RuleId::EscalationOpen, "cord"), "-");
        QCOMPARE(missingSegment.evidence(RuleId::EscalationOpen, "bolt"), "days_open=20/7@" + ago(20));
    }

    void actionAndDaysToActCanBeTheLeadersOwn()
    {
        PortfolioBuilder book;
        troubled(book, "acme", "500", "segment=smb");
        troubled(book, "bolt", "500");
        RuleOverride change;
        change.rule = RuleId::EscalationOpen;
        change.segment = "smb";
        change.action = "Call support.";
        change.daysToAct = 1;
        const ReviewBook review(book, {change});
        QCOMPARE(review.of(RuleId::EscalationOpen, "acme")->action, "Call support.");
        QCOMPARE(review.of(RuleId::EscalationOpen, "acme")->due.toIso(), ago(-1));
        QCOMPARE(review.of(RuleId::EscalationOpen, "bolt")->action, std::string(rule(RuleId::EscalationOpen).action));
        QCOMPARE(review.of(RuleId::EscalationOpen, "bolt")->due.toIso(), ago(-7));
    }

    void theOrderOfRowsInTheFilesNeverMatters()
    {
        PortfolioBuilder book;
        for (int i = 0; i < 20; ++i)
            troubled(book, "a" + std::to_string(i), std::to_string(100 * (i % 5)), "renewal_date=" + ago(-30 * i));
        const std::string list = ReviewBook(book).list();
        book.shuffle(7);
        QCOMPARE(ReviewBook(book).list(), list);
    }
};

QTEST_APPLESS_MAIN(ExceptionsOrderTest)
#include "exceptions_order_test.moc"
