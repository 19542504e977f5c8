// SPDX-License-Identifier: GPL-3.0-or-later
// Facts dated on the as-of day itself have happened, and a day or a step beside each limit decides otherwise. The other
// sides of most of these limits are in exceptions_threshold_test.
#include <QtTest>

#include "tests/support/acme_book.h"

using namespace holdfast;

class ExceptionsDaysTest : public QObject {
    Q_OBJECT

private slots:
    void aNoticeOnASubscriptionThatStartsOnTheDayCounts()
    {
        const auto notice = [](int start) {
            PortfolioBuilder book;
            book.account("acme", "arr=1").subscription("acme", "2023-01-01", "", "100");
            book.subscription("acme", ago(start), "", "10", "subscription_id=new, notice_date=" + ago(1));
            return ReviewBook(book).evidence(RuleId::NoticeGiven);
        };
        QCOMPARE(notice(0), "notice=new@" + ago(1));
        QCOMPARE(notice(-1), "-"); // starts tomorrow
    }

    void aFeatureMadeCoreOnTheDayIsExpected()
    {
        const auto unused = [](int since) {
            PortfolioBuilder book = acme();
            book.account("other", "arr=1");
            book.featureUsage("other", "reports", ago(7), 5)
                .featureUsage("other", "reports", ago(since), 5, "core=true");
            return ReviewBook(book).evidence(RuleId::CoreFeatureUnused);
        };
        QCOMPARE(unused(0), "core_feature_unused=reports");
        QCOMPARE(unused(-1), "-");
    }

    void aRenewalTodayIsUnproven()
    {
        const auto severity = [](int days) {
            PortfolioBuilder book = acme("contract_model=annual, renewal_date=" + ago(-days));
            book.imported("outcomes");
            return ReviewBook(book).severity(RuleId::UnprovenRenewal);
        };
        QCOMPARE(severity(0), "critical");
        QCOMPARE(severity(-1), "-"); // yesterday
    }

    void aWinOfADayLessThanAYearAgoIsStillToBeRecognised()
    {
        const auto win = [](const std::string& achieved) {
            PortfolioBuilder book = acme();
            book.row("outcomes", row("name=faster, achieved_date=" + achieved));
            book.row("outcomes", "account_id=other, name=x, recognised_date=2025-01-01").account("other", "arr=1");
            return ReviewBook(book).evidence(RuleId::UnrecognisedWin);
        };
        QCOMPARE(win("2024-07-01"), "win_unrecognised=faster@2024-07-01");
        QCOMPARE(win("2024-06-30"), "-"); // D − 1 year
    }

    void aStatusOfTheDayCounts()
    {
        PortfolioBuilder book = acme();
        book.row("health", row("source=cs, status=green, date=" + ago(0)));
        book.row("health", row("source=sales, status=red, date=" + ago(0)));
        QCOMPARE(ReviewBook(book).evidence(RuleId::SourcesDisagree), "cs=green@" + ago(0) + " sales=red@" + ago(0));
        // 100 → 40 users is drift.
        PortfolioBuilder dying = acme();
        std::vector<std::int64_t> users(13, 100);
        users.insert(users.end(), 4, 40);
        dying.weeklyUsage("acme", ago(7 + 7 * 16), users);
        dying.row("health", row("source=cs, status=red, date=" + ago(1)));
        dying.row("health", row("source=cs, status=green, date=" + ago(0)));
        QCOMPARE(ReviewBook(dying).severity(RuleId::GreenButDying), "critical");
    }

    void moneyOfTheDayWithoutARateIsRaised_data()
    {
        QTest::addColumn<QString>("dataset");
        QTest::addColumn<QString>("cells");
        QTest::newRow("subscription") << "subscriptions"
                                      << "arr=5, currency=CHF, start_date=";
        QTest::newRow("snapshot") << "arr_snapshots"
                                  << "arr=5, currency=CHF, date=";
        QTest::newRow("invoice") << "invoices"
                                 << "amount=5, currency=CHF, issued_date=";
        QTest::newRow("opportunity") << "opportunities"
                                     << "amount=5, currency=CHF, created_date=";
    }
    void moneyOfTheDayWithoutARateIsRaised()
    {
        QFETCH(QString, dataset);
        QFETCH(QString, cells);
        const auto evidence = [&](int days) {
            PortfolioBuilder book;
            book.account("acme", "arr=1");
            book.row(dataset.toStdString(), row(cells.toStdString() + ago(days)));
            return ReviewBook(book).evidence(RuleId::UnknownCurrency);
        };
        QCOMPARE(evidence(0), "currency=CHF@" + ago(0));
        QCOMPARE(evidence(-1), "-");
    }

    void anOpportunityOfTheDayWorksASignal()
    {
        const auto unworked = [](int created) {
            PortfolioBuilder book = acme();
            book.row("signals", row("kind=new_region, date=" + ago(20)));
            book.row("opportunities", row("kind=renewal, created_date=" + ago(created)));
            return ReviewBook(book).severity(RuleId::SignalUnworked);
        };
        QCOMPARE(unworked(0), "-");
        QCOMPARE(unworked(-1), "medium");
    }

    void theLatestMeetingWithTheSponsorIsTheFact()
    {
        PortfolioBuilder book = acme();
        for (const int days : {200, 100, 150})
            book.row("interactions", row("kind=qbr, sponsor_attended=true, date=" + ago(days)));
        QCOMPARE(ReviewBook(book).evidence(RuleId::SponsorSilent), "days_since_sponsor=100/90@" + ago(100));
    }

    void ticketsOfTheDayAreRecent()
    {
        const auto spike = [](int last) {
            PortfolioBuilder book = acme();
            for (const int days : {1, 2, 3, 4, last})
                book.row("tickets", row("opened_date=" + ago(days)));
            return ReviewBook(book).evidence(RuleId::TicketSpike);
        };
        QCOMPARE(spike(0), "tickets_30_days=5/5@" + ago(0) + " monthly_mean_before=0.0");
        QCOMPARE(spike(-1), "-");
    }

    void meetingsFadeBeyondOneAndAHalfTimesTheirGap()
    {
        const auto fading = [](int last) {
            PortfolioBuilder book = acme();
            for (const int days : {last + 100, last})
                book.row("interactions", row("kind=meeting, date=" + ago(days)));
            return ReviewBook(book).severity(RuleId::MeetingsFading);
        };
        QCOMPARE(fading(150), "-"); // 1.5 × 100
        QCOMPARE(fading(151), "medium");
        PortfolioBuilder today = acme(); // who met today has not faded, however long the gap before
        for (const int days : {300, 250, 0})
            today.row("interactions", row("kind=call, date=" + ago(days)));
        QCOMPARE(ReviewBook(today).severity(RuleId::MeetingsFading), "-");
    }

    void anInvoiceIsLateFromItsFirstCentAndItsIssue()
    {
        const auto late = [](const std::string& amount, int issued) {
            PortfolioBuilder book = acme();
            book.row("invoices", row("amount=" + amount + ", issued_date=" + ago(issued) + ", due_date=" + ago(31)));
            return ReviewBook(book).severity(RuleId::OverdueInvoice);
        };
        QCOMPARE(late("0.01", 60), "medium");
        QCOMPARE(late("0", 60), "-");
        QCOMPARE(late("10", 0), "medium");
        QCOMPARE(late("10", -1), "-"); // not issued yet
    }

    void aBrokenFeedIsHeldAgainstEightWeeks()
    {
        // Seven weeks with five accounts, the eighth back with `eighth` of them, two in the last: the mean of the eight
        // weeks before is 5 with five and (35 + 4) / 8 = 4.875 with four, too few to judge.
        const auto broken = [](int eighth) {
            PortfolioBuilder book;
            for (int i = 0; i < 5; ++i) {
                const std::string id = "a" + std::to_string(i);
                book.account(id, "arr=100").weeklyUsage(id, ago(7 + 7 * 7), std::vector<std::int64_t>(7, 10));
                if (i < eighth)
                    book.usage(id, ago(7 + 7 * 8), 10);
                if (i < 2)
                    book.usage(id, ago(7), 10);
            }
            return ReviewBook(book).source.broken;
        };
        QVERIFY(broken(5));
        QVERIFY(!broken(4));
    }

    void theLastCompletionIsTheLatestOfAll()
    {
        PortfolioBuilder book = acme();
        book.row("milestones", row("name=open, planned_date=" + ago(5)));
        for (const int days : {90, 40, 60})
            book.row("milestones", row("name=m" + std::to_string(days) + ", completed_date=" + ago(days)));
        QCOMPARE(ReviewBook(book).evidence(RuleId::NoProgress),
            "open_milestones=1@" + ago(0) + " last_completed=" + ago(40) + "@" + ago(40));
    }

    void aFeatureWithoutACountIsNotUsed()
    {
        const auto stopped = [](std::int64_t count) {
            PortfolioBuilder book = acme();
            for (const int days : {0, 7, 40, 70, 100})
                book.featureUsage("acme", "exports", ago(days), days == 0 || days == 7 ? count : 3);
            return ReviewBook(book).evidence(RuleId::StoppedUsingFeature);
        };
        QCOMPARE(stopped(0), "feature_stopped=exports@" + ago(40));
        QCOMPARE(stopped(1), "-");
    }

    void seatsBeforeOfZeroTrimNothing()
    {
        const auto trimmed = [](const char* before, const char* now) {
            PortfolioBuilder book;
            book.account("acme", "start_date=2023-01-01");
            book.subscription("acme", "2023-01-01", ago(100), "1000", std::string("seats=") + before);
            book.subscription("acme", ago(100), "", "1000", std::string("seats=") + now);
            return ReviewBook(book).evidence(RuleId::SeatsTrimmed);
        };
        QCOMPARE(trimmed("0", "0"), "-");
        QCOMPARE(trimmed("1", "0"),
            "seats_change=-1.0/-0.1@" + ago(0) + " seats=0@" + ago(0) + " seats_before=1@" + ago(182));
    }

    void progressJustBelowHalfOfWhatWasExpectedIsOffPace()
    {
        const auto progress = [](const std::string& current) {
            PortfolioBuilder book = acme();
            book.row("outcomes",
                row("name=x, baseline=0, target=1000, agreed_date=2024-01-01, due_date=2025-01-01, current=" +
                    current));
            return ReviewBook(book).evidence(RuleId::OutcomeOffPace);
        };
        QCOMPARE(progress("500"), "-");
        QCOMPARE(progress("499"), "progress=0.499/0.5");
    }

    void subscriptionsWithoutARowSayNoEndDate()
    {
        PortfolioBuilder book;
        book.account("acme", "arr=100").imported("subscriptions");
        QCOMPARE(ReviewBook(book).missing(RuleId::NoRenewalDate), "renewal_date, end_date");
        book.account("other", "arr=100").subscription("other", "2023-01-01", "2026-01-01", "5");
        QCOMPARE(ReviewBook(book).missing(RuleId::NoRenewalDate), "");
    }

    void ofTwoRespondentsWithTheLowestScoreTheFirstInByteOrderIsNamed()
    {
        PortfolioBuilder book = acme();
        for (const char* who : {"b", "a", "B"})
            book.row("surveys", row("kind=nps, score=3, date=" + ago(5) + ", respondent=" + who));
        const ReviewBook review(book);
        QCOMPARE(review.of(RuleId::Detractor)->evidence.front().detail, std::string("B"));
    }

    void aRenewalOfYesterdayAddsNothingToThePriority()
    {
        const auto priority = [](int days) {
            PortfolioBuilder book = acme("renewal_date=" + ago(-days));
            book.row("tickets", row("escalated=true, opened_date=" + ago(20)));
            return ReviewBook(book).of(RuleId::EscalationOpen)->priority;
        };
        QCOMPARE(priority(0), 16000.0); // today: critical, 1000 × 8 × 360 / 180
        QCOMPARE(priority(-1), 4000.0); // 1000 × 4
    }

    void oneUserIsAFirstLogin()
    {
        const auto missing = [](std::int64_t users) {
            PortfolioBuilder book;
            book.account("acme", "start_date=" + ago(30) + ", arr=100").usage("acme", ago(14), users);
            return ReviewBook(book).severity(RuleId::FirstLoginMissing);
        };
        QCOMPARE(missing(0), "high");
        QCOMPARE(missing(1), "-");
    }

    void seatsAreShownWithTheDayOfTheirRow()
    {
        PortfolioBuilder book = acme();
        // Two rows beside each of those that count: the latest of all says no seats, the one 181 days ago is too late.
        for (const auto& [days, seats] : std::vector<std::pair<int, const char*>>{
                 {196, "90"}, {189, "100"}, {181, "70"}, {14, "60"}, {7, "50"}, {1, ""}})
            book.usage("acme", ago(days), 5, std::string("seats=") + seats);
        QCOMPARE(ReviewBook(book).evidence(RuleId::SeatsTrimmed),
            "seats_change=-0.5/-0.1@" + ago(7) + " seats=50@" + ago(7) + " seats_before=100@" + ago(189));
    }

    // Used in each of three windows of 30 days, and not in the last: a feature that was missing in one of the three
    // has not stopped now.
    void aFeatureHasStoppedOnlyAfterThreeWindowsInARow()
    {
        PortfolioBuilder book = acme();
        book.account("other").featureUsage("other", "pulse", ago(0), 1).featureUsage("other", "pulse", ago(7), 1);
        const std::vector<std::pair<const char*, std::vector<int>>> uses = {{"all", {40, 70, 100}},
            {"not first", {40, 70}}, {"not second", {40, 100}}, {"not third", {70, 100}}, {"still", {10, 40, 70, 100}}};
        for (const auto& [feature, days] : uses) {
            for (const int past : days)
                book.featureUsage("acme", feature, ago(past), 1);
        }
        QCOMPARE(ReviewBook(book).evidence(RuleId::StoppedUsingFeature), "feature_stopped=all@" + ago(40));
    }

    // 64 and 65 features: the last of them is none of the others.
    void aFeatureIsItselfInAProductOfManyFeatures()
    {
        for (const int features : {63, 64, 65, 66, 130}) {
            PortfolioBuilder book = acme();
            book.account("other");
            std::string unused;
            for (int i = 0; i < features; ++i) {
                const std::string name = "f" + std::to_string(1000 + i);
                book.featureUsage("other", name, ago(1), 1, "core=true");
                book.featureUsage("other", name, ago(8), 1, "core=true");
                if (i + 1 < features)
                    book.featureUsage("acme", name, ago(1), 1);
                else
                    unused = "core_feature_unused=" + name;
            }
            QCOMPARE(ReviewBook(book).evidence(RuleId::CoreFeatureUnused), unused);
        }
    }
};

QTEST_APPLESS_MAIN(ExceptionsDaysTest)
#include "exceptions_days_test.moc"
