// SPDX-License-Identifier: GPL-3.0-or-later
// Engagement decay: each stage on both sides of each of its thresholds. Series are written newest week first.
#include <QTest>
#include <cmath>

#include "model/analysis/decay.h"
#include "tests/support/portfolio_builder.h"

using namespace holdfast;

namespace {

// `count` weeks of one level after another: weeks({{4, 10}, {9, 12}}) is ten users in four weeks, before them twelve in
// nine.
std::vector<double> weeks(std::initializer_list<std::pair<int, double>> blocks)
{
    std::vector<double> users;
    for (const auto& [count, level] : blocks)
        users.insert(users.end(), static_cast<std::size_t>(count), level);
    return users;
}

Decay decayOfAll(const std::vector<double>& users)
{
    return decayOf(users, static_cast<int>(users.size()));
}

std::string stageOf(const std::vector<double>& users)
{
    return std::string(text(decayOfAll(users).stage));
}

DecayResult decayOn(const PortfolioBuilder& book, std::string_view on)
{
    const PortfolioPtr portfolio = book.build();
    const AnalysisSettings settings;
    return decay(DayContext(*portfolio, settings, day(on)));
}

} // namespace

class DecayTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theStageFollowsFromTheSeries_data();
    void theStageFollowsFromTheSeries();
    void theFiguresAreMeansOfFourWeeks();
    void fewWeeksUseTheWeeksThereAre();
    void aPriorOfZeroMakesTheChangeInfinite();
    void usualZeroWeeksAreNotCounted_data();
    void usualZeroWeeksAreNotCounted();
    void thePeakLooksBackFiftyTwoWeeks();
    void seatsComeFromUsageThenSubscriptionsThenTheAccount_data();
    void seatsComeFromUsageThenSubscriptionsThenTheAccount();
    void withoutUsageEveryStageIsUnknown();
    void onlyCustomersOfTheFilterHaveADecay();
    void thePortfolioGivesTheSameAsTheSeries();
    void trendsAreKeptForTheAccountPage();
    void trendsCompareFourWeeksWithFourAQuarterEarlier();
    void aSingleUserIsUsage();
    void trendsCountTheWeeksThatSayAFigure();
    void activeWeeksLieWithinTheYear();
};

void DecayTest::theStageFollowsFromTheSeries_data()
{
    QTest::addColumn<std::vector<double>>("users");
    QTest::addColumn<QString>("stage");
    const auto row = [](const char* story, std::vector<double> users, const char* stage) {
        QTest::newRow(story) << std::move(users) << QString::fromUtf8(stage);
    };
    row("no weeks", {}, "unknown");
    row("three weeks are adopting, even without a user", weeks({{3, 0}}), "adopting");
    row("four weeks without a user: peak 0", weeks({{4, 0}}), "zombie");
    row("n = 12", weeks({{12, 10}}), "adopting");
    row("n = 13, steady", weeks({{13, 10}}), "plateau");

    // ratio: peak 100
    row("ratio 15/100 = 0.15", weeks({{4, 15}, {20, 100}}), "drift");
    row("ratio 14.75/100", weeks({{1, 14}, {3, 15}, {20, 100}}), "zombie");
    row("ratio 50/100 = 0.50", weeks({{4, 50}, {20, 100}}), "silent_decay");
    row("ratio 49.75/100", weeks({{1, 49}, {3, 50}, {20, 100}}), "drift");
    row("zombie before adopting", weeks({{4, 1}, {6, 100}}), "zombie");
    row("drift before adopting", weeks({{4, 40}, {6, 100}}), "drift");

    // zeros; recent and the rest stay high so that only zeros decide
    row("one zero week", weeks({{4, 10}, {1, 0}, {20, 10}}), "plateau");
    row("two zero weeks", weeks({{4, 10}, {2, 0}, {20, 10}}), "drift");
    row("five zero weeks: recent 7.5 of 10", weeks({{3, 10}, {5, 0}, {20, 10}}), "drift");
    row("six zero weeks: recent 5 of 10", weeks({{2, 10}, {6, 0}, {20, 10}}), "zombie");

    // peak below 3: ratio and zeros say nothing
    row("peak 2, recent 0 for seven weeks", weeks({{7, 0}, {20, 2}}), "silent_decay"); // change −1, 2 users
    row("peak 2, recent 0 for eight weeks", weeks({{8, 0}, {20, 2}}), "zombie");
    row("peak 2.75, recent 0 for four weeks", weeks({{4, 0}, {1, 2}, {3, 3}, {1, 2}, {3, 3}, {9, 2}}), "silent_decay");
    row("peak 3, recent 0 for four weeks", weeks({{4, 0}, {20, 3}}), "zombie");
    row("peak 3, recent 1: ratio 0.33", weeks({{4, 1}, {20, 3}}), "drift");
    row("peak 2, recent 1: one user less is no decay", weeks({{4, 1}, {20, 2}}), "plateau");

    // change against weeks 13 to 16
    row("17/20 − 1 = −0.15, 3 users", weeks({{4, 17}, {20, 20}}), "silent_decay");
    row("17.25/20 − 1 = −0.1375", weeks({{1, 18}, {3, 17}, {20, 20}}), "plateau");
    row("86/100 − 1 = −0.14, 14 users", weeks({{4, 86}, {20, 100}}), "plateau");
    row("8/10 − 1 = −0.2, exactly 2 users", weeks({{4, 8}, {20, 10}}), "silent_decay");
    row("8.25/10 − 1 = −0.175, 1.75 users", weeks({{1, 9}, {3, 8}, {20, 10}}), "plateau");
    row("21/20 − 1 = 0.05", weeks({{4, 21}, {20, 20}}), "growing");
    row("20.75/20 − 1 = 0.0375", weeks({{1, 20}, {3, 21}, {20, 20}}), "plateau");
    row("104/100 − 1 = 0.04", weeks({{4, 104}, {20, 100}}), "plateau");
    row("from nothing", weeks({{4, 5}, {13, 0}}), "growing");
    // Prior is weeks 13..16 and no others.
    row("n = 17, weeks 13..16 are 20", weeks({{4, 20}, {9, 20}, {4, 10}}), "growing");
    row("n = 16, the oldest four are weeks 12..15", weeks({{4, 20}, {8, 20}, {4, 10}}), "growing");
}

void DecayTest::theStageFollowsFromTheSeries()
{
    QFETCH(std::vector<double>, users);
    QFETCH(QString, stage);
    QCOMPARE(stageOf(users), stage.toStdString());
}

void DecayTest::theFiguresAreMeansOfFourWeeks()
{
    // u[0..3] = 8 9 10 11, u[4..12] = 12, u[13..16] = 20 21 22 25, u[17..] = 1
    std::vector<double> users{8, 9, 10, 11};
    users.insert(users.end(), 9, 12.0);
    users.insert(users.end(), {20, 21, 22, 25, 1, 1, 1});
    const Decay decay = decayOfAll(users);
    QCOMPARE(decay.recent, 9.5); // 38 / 4
    QCOMPARE(decay.prior, 22.0); // 88 / 4
    QCOMPARE(decay.change, 9.5 / 22.0 - 1);
    QCOMPARE(decay.peak, 22.0);
    QCOMPARE(decay.ratio, 9.5 / 22.0);
    QCOMPARE(decay.zeros, 0);
    QCOMPARE(decay.weeks, 20);
    QCOMPARE(std::string(text(decay.stage)), std::string("drift")); // 0.4318
}

void DecayTest::fewWeeksUseTheWeeksThereAre()
{
    const Decay two = decayOfAll({3, 6});
    QCOMPARE(two.recent, 4.5); // (3 + 6) / 2
    QCOMPARE(two.prior, 4.5);
    QCOMPARE(two.peak, 4.5);
    QCOMPARE(two.ratio, 1.0);
    const Decay three = decayOfAll({3, 6, 9});
    QCOMPARE(three.peak, 6.0); // (3 + 6 + 9) / 3
    QCOMPARE(decayOfAll(weeks({{5, 0}})).ratio, 0.0); // a peak of 0 has no ratio but 0
    // With 16 weeks prior is weeks 12..15, not what there is of 13..16: (2 + 10 + 10 + 10) / 4.
    QCOMPARE(decayOfAll(weeks({{12, 20}, {1, 2}, {3, 10}})).prior, 8.0);
    const Decay six = decayOfAll({2, 2, 2, 2, 10, 10});
    QCOMPARE(six.recent, 2.0);
    QCOMPARE(six.prior, 6.0); // oldest four: (2 + 2 + 10 + 10) / 4
    QCOMPARE(six.peak, 6.0);
    QCOMPARE(std::string(text(six.stage)), std::string("drift")); // 2 / 6
    QCOMPARE(decayOfAll({0, 0, 5, 5, 5}).zeros, 2);
}

void DecayTest::aPriorOfZeroMakesTheChangeInfinite()
{
    const Decay up = decayOfAll(weeks({{4, 5}, {13, 0}}));
    QVERIFY(up.changeInfinite);
    QVERIFY(std::isinf(up.change));
    // prior 0 and recent 0, but a peak between
    const Decay none = decayOfAll(weeks({{4, 0}, {9, 5}, {4, 0}}));
    QVERIFY(!none.changeInfinite);
    QCOMPARE(none.change, -1.0);
}

void DecayTest::usualZeroWeeksAreNotCounted_data()
{
    QTest::addColumn<std::vector<double>>("users");
    QTest::addColumn<int>("zeros");
    // 3 zeros among the last eight; before them 4 zeros in 16 weeks: 4 × 8 / 16 = 2 are usual.
    QTest::newRow("two are usual") << weeks({{5, 9}, {3, 0}, {12, 9}, {4, 0}}) << 1;
    // 4 × 8 / 17 = 1.88, rounded down 1
    QTest::newRow("rounded down") << weeks({{5, 9}, {3, 0}, {13, 9}, {4, 0}}) << 2;
    QTest::newRow("seven earlier weeks say nothing") << weeks({{5, 9}, {3, 0}, {7, 0}}) << 3;
    QTest::newRow("eight earlier weeks say") << weeks({{5, 9}, {3, 0}, {8, 0}}) << 0;
    QTest::newRow("never below 0") << weeks({{7, 9}, {1, 0}, {8, 0}}) << 0;
    // Weeks 8..51 only: 44 weeks without a zero, then zeros that are too long ago.
    QTest::newRow("a year back") << weeks({{5, 9}, {3, 0}, {44, 9}, {20, 0}}) << 3;
}

void DecayTest::usualZeroWeeksAreNotCounted()
{
    QFETCH(std::vector<double>, users);
    QFETCH(int, zeros);
    QCOMPARE(decayOfAll(users).zeros, zeros);
}

void DecayTest::thePeakLooksBackFiftyTwoWeeks()
{
    // The window of weeks 48..51 is the oldest that counts.
    QCOMPARE(decayOfAll(weeks({{48, 10}, {4, 30}, {20, 90}})).peak, 30.0);
    // Weeks 49..52 reach out of the year: of the 90s in weeks 49..51 three count.
    QCOMPARE(decayOfAll(weeks({{49, 10}, {20, 90}})).peak, 70.0); // (10 + 90 + 90 + 90) / 4
    QCOMPARE(decayOfAll(weeks({{49, 10}, {20, 90}})).weeks, 69);
}

void DecayTest::seatsComeFromUsageThenSubscriptionsThenTheAccount_data()
{
    QTest::addColumn<QString>("accountSeats");
    QTest::addColumn<QStringList>("subscriptions"); // start end seats
    QTest::addColumn<QStringList>("usageSeats"); // of the weeks 9, 16, 23 June
    QTest::addColumn<double>("seats"); // −1: null
    const auto list = [](std::initializer_list<const char*> texts) {
        QStringList result;
        for (const char* text : texts)
            result << QString::fromUtf8(text);
        return result;
    };
    const QStringList none = list({"", "", ""});
    QTest::newRow("account") << QStringLiteral("50") << QStringList() << none << 50.0;
    QTest::newRow("nothing") << QString() << QStringList() << none << -1.0;
    QTest::newRow("account of zero seats") << QStringLiteral("0") << QStringList() << none << -1.0;
    QTest::newRow("sum of active subscriptions")
        << QStringLiteral("50") << list({"2025-01-01 - 10", "2025-06-30 2025-07-01 20"}) << none << 30.0;
    QTest::newRow("ends on D, starts after D")
        << QStringLiteral("50") << list({"2025-01-01 - 10", "2025-01-01 2025-06-30 20", "2025-07-01 - 40"}) << none
        << 10.0;
    QTest::newRow("subscriptions without seats") << QStringLiteral("50") << list({"2025-01-01 - "}) << none << 50.0;
    QTest::newRow("latest usage row") << QStringLiteral("50") << list({"2025-01-01 - 10"}) << list({"5", "6", "7"})
                                      << 7.0;
    QTest::newRow("latest usage row with seats > 0")
        << QStringLiteral("50") << list({"2025-01-01 - 10"}) << list({"5", "0", ""}) << 5.0;
    QTest::newRow("one seat in usage") << QStringLiteral("50") << QStringList() << list({"1", "", ""}) << 1.0;
    QTest::newRow("one seat subscribed, one subscription that says none")
        << QStringLiteral("50") << list({"2025-01-01 - 1", "2025-01-01 - "}) << none << 1.0;
    QTest::newRow("one seat of the account") << QStringLiteral("1") << QStringList() << none << 1.0;
    QTest::newRow("usage rows of zero seats") << QStringLiteral("50") << QStringList() << list({"0", "0", "0"}) << 50.0;
}

void DecayTest::seatsComeFromUsageThenSubscriptionsThenTheAccount()
{
    QFETCH(QString, accountSeats);
    QFETCH(QStringList, subscriptions);
    QFETCH(QStringList, usageSeats);
    QFETCH(double, seats);
    PortfolioBuilder book;
    book.account("acme", "arr=100, seats=" + accountSeats.toStdString());
    for (const QString& subscription : std::as_const(subscriptions)) {
        const QStringList cells = subscription.split(QLatin1Char(' '));
        book.subscription("acme", cells[0].toStdString(), cells[1] == QStringLiteral("-") ? "" : cells[1].toStdString(),
            "100", "seats=" + cells[2].toStdString());
    }
    const std::array<const char*, 3> mondays{"2025-06-09", "2025-06-16", "2025-06-23"};
    for (std::size_t i = 0; i < 3; ++i)
        book.usage("acme", mondays[i], 3, "seats=" + usageSeats[static_cast<int>(i)].toStdString());
    book.usage("acme", "2025-07-07", 3, "seats=99"); // after D
    const DecayResult result = decayOn(book, "2025-06-30");
    const Decay& decay = result.accounts.front();
    QCOMPARE(decay.seats.value_or(-1), seats);
    QCOMPARE(decay.utilisation.has_value(), seats > 0);
    if (seats > 0)
        QCOMPARE(*decay.utilisation, 3.0 / seats);
}

void DecayTest::withoutUsageEveryStageIsUnknown()
{
    PortfolioBuilder book;
    book.account("acme", "arr=100, seats=5");
    const DecayResult never = decayOn(book, "2025-06-30");
    QCOMPARE(never.accounts.front().stage, DecayStage::Unknown);
    book.imported("usage");
    QCOMPARE(decayOn(book, "2025-06-30").accounts.front().stage, DecayStage::Unknown);
    book.usage("acme", "2025-06-23", 1);
    QCOMPARE(decayOn(book, "2025-06-22").accounts.front().stage, DecayStage::Unknown);
    const Decay seen = decayOn(book, "2025-06-30").accounts.front();
    QCOMPARE(seen.stage, DecayStage::Adopting);
    QCOMPARE(*seen.utilisation, 0.2);
}

void DecayTest::onlyCustomersOfTheFilterHaveADecay()
{
    PortfolioBuilder book;
    book.account("acme", "arr=100, segment=smb").account("beta", "arr=100, segment=big").account("gone", "segment=smb");
    for (const char* account : {"acme", "beta", "gone"})
        book.usage(account, "2025-06-23", 1);
    const PortfolioPtr portfolio = book.build();
    const AnalysisSettings settings;
    Filter filter;
    filter.values[Dimension::Segment] = {"smb"};
    const DecayResult result = decay(DayContext(*portfolio, settings, day("2025-06-30"), filter));
    QCOMPARE(result.accounts.size(), std::size_t{1});
    QVERIFY(result.of({0}) && !result.of({1}) && !result.of({2}));
}

void DecayTest::thePortfolioGivesTheSameAsTheSeries()
{
    std::vector<std::int64_t> oldestFirst;
    for (int i = 0; i < 70; ++i)
        oldestFirst.push_back((i * 37) % 23 + (i % 9 == 0 ? 0 : 5));
    PortfolioBuilder book;
    book.account("acme", "arr=100").weeklyUsage("acme", "2024-01-01", oldestFirst);
    const std::vector<double> newestFirst(oldestFirst.rbegin(), oldestFirst.rend());
    const Decay expected = decayOf(newestFirst, 70);
    // 1 January 2024 is a Monday; 70 weeks end on Sunday 4 May 2025.
    const Decay found = decayOn(book, "2025-05-04").accounts.front();
    QCOMPARE(found.weeks, 70);
    QCOMPARE(found.stage, expected.stage);
    QCOMPARE(found.recent, expected.recent);
    QCOMPARE(found.prior, expected.prior);
    QCOMPARE(found.peak, expected.peak);
    QCOMPARE(found.zeros, expected.zeros);
    QVERIFY(!found.utilisation);
    // The 52nd week back belongs to the peak, the 53rd does not: 18 weeks of one user, one of 401, 51 of one, newest
    // last.
    std::vector<std::int64_t> burst(70, 1);
    burst[70 - 52] = 401;
    PortfolioBuilder edge;
    edge.account("acme", "arr=100").weeklyUsage("acme", "2024-01-01", burst);
    QCOMPARE(decayOn(edge, "2025-05-04").accounts.front().peak, 101.0); // (401 + 3) / 4
    QCOMPARE(decayOn(edge, "2025-04-27").accounts.front().peak, 101.0); // a week earlier it is the 51st
    PortfolioBuilder gone;
    burst.push_back(1);
    gone.account("acme", "arr=100").weeklyUsage("acme", "2024-01-01", burst);
    QCOMPARE(decayOn(gone, "2025-05-11").accounts.front().peak, 1.0);
}

void DecayTest::trendsAreKeptForTheAccountPage()
{
    PortfolioBuilder book;
    book.account("acme", "arr=100");
    // 30 weeks up to 23 June 2025, every second week active; seats 20 until 26 weeks ago, then 15.
    for (int k = 0; k < 30; ++k) {
        const std::string cells = std::string("seats=") + (k >= 26 ? "20" : "15") +
            ", features_used=" + (k < 4 ? "3" : "6") +
            ", workflows_started=10, workflows_completed=" + (k < 4 ? "7" : "10");
        book.usage("acme", day("2025-06-23").addDays(-7 * k).toIso(), k % 2 == 0 ? 4 : 0, cells);
    }
    const PortfolioPtr portfolio = book.build();
    const AnalysisSettings settings;
    const DayContext context(*portfolio, settings, day("2025-06-30"));
    const UsageTrends trends = usageTrends(context, feedShape(portfolio->usage.calendar, context.day()), {0});
    QCOMPARE(*trends.medianDaysBetweenActiveWeeks, 14.0);
    QCOMPARE(*trends.featuresUsedChange, -0.5); // 3 / 6 − 1
    QCOMPARE(*trends.workflowCompletion, 0.7); // 28 / 40
    QCOMPARE(*trends.seatsChange, -0.25); // 15 / 20 − 1
}

void DecayTest::trendsCompareFourWeeksWithFourAQuarterEarlier()
{
    PortfolioBuilder book;
    book.account("acme", "arr=100").account("new", "arr=100");
    // Weeks 0..3 use 2, 4, 6 and 8 features, weeks 13..16 use 10, 12, 14 and 16; those beside them 100 each.
    for (int k = 0; k < 20; ++k) {
        const int features = k < 4 ? 2 + 2 * k : k >= 13 && k < 17 ? 10 + 2 * (k - 13) : 100;
        const std::string flows = k == 3 ? "workflows_started=10, workflows_completed=5"
            : k == 4                     ? "workflows_started=100, workflows_completed=0"
                                         : "workflows_started=0, workflows_completed=0";
        book.usage("acme", day("2025-06-23").addDays(-7 * k).toIso(), 4,
            "features_used=" + std::to_string(features) + ", " + flows);
        book.usage("new", day("2025-06-23").addDays(-7 * k).toIso(), 4,
            "features_used=" + std::string(k < 13 ? "5" : "0") + ", workflows_started=0, workflows_completed=0");
    }
    const PortfolioPtr portfolio = book.build();
    const AnalysisSettings settings;
    const DayContext context(*portfolio, settings, day("2025-06-30"));
    const FeedShape shape = feedShape(portfolio->usage.calendar, context.day());
    const UsageTrends trends = usageTrends(context, shape, {0});
    QCOMPARE(*trends.featuresUsedChange, 5.0 / 13.0 - 1);
    QCOMPARE(*trends.workflowCompletion, 0.5); // week 3 counts, week 4 does not
    const UsageTrends fromNothing = usageTrends(context, shape, {1});
    QVERIFY(!fromNothing.featuresUsedChange); // none a quarter earlier
    QVERIFY(!fromNothing.workflowCompletion); // none started
}

void DecayTest::aSingleUserIsUsage()
{
    const Decay up = decayOfAll(weeks({{4, 2}, {9, 1}, {4, 1}})); // prior 1
    QVERIFY(!up.changeInfinite);
    QCOMPARE(up.change, 1.0); // 2 / 1 − 1
    const Decay quarter = decayOfAll(weeks({{4, 1}, {9, 1}, {3, 0}, {1, 1}})); // prior (0 + 0 + 0 + 1) / 4
    QCOMPARE(quarter.change, 3.0); // 1 / 0.25 − 1
    const Decay some = decayOfAll(weeks({{1, 1}, {16, 0}})); // recent 0.25, prior 0
    QVERIFY(some.changeInfinite);
    QVERIFY(std::isinf(some.change));
    QCOMPARE(some.ratio, 1.0); // the peak is 0.25, too
    QCOMPARE(decayOfAll(weeks({{4, 1}, {16, 1}})).ratio, 1.0);
}

void DecayTest::trendsCountTheWeeksThatSayAFigure()
{
    PortfolioBuilder book;
    book.account("acme", "arr=100");
    // Features of weeks 0 and 2: (10 + 14) / 2 = 12; of the weeks 13 to 16 week 15 alone says 8: 12 / 8 − 1. One
    // workflow was started, in week 1. Seats are 100 − k in week k: 100 / 74 − 1 over 26 weeks.
    for (int k = 0; k < 30; ++k) {
        std::string cells = "seats=" + std::to_string(100 - k);
        if (k == 0 || k == 2 || k == 15)
            cells += ", features_used=" + std::to_string(k == 15 ? 8 : 10 + 2 * k);
        if (k == 1)
            cells += ", workflows_started=1, workflows_completed=1";
        book.usage("acme", day("2025-06-23").addDays(-7 * k).toIso(), 4, cells);
    }
    book.account("one", "arr=100");
    book.usage("one", "2025-06-23", 4, "features_used=2").usage("one", "2025-03-24", 4, "features_used=1"); // week 13
    book.account("silent", "arr=100")
        .usage("silent", "2025-06-23", 4)
        .usage("silent", "2025-03-24", 4, "features_used=1");
    book.account("seats", "arr=100").usage("seats", "2025-06-23", 4, "seats=10");
    book.usage("seats", "2024-12-02", 4, "seats=20"); // 29 weeks ago
    const PortfolioPtr portfolio = book.build();
    const AnalysisSettings settings;
    const DayContext context(*portfolio, settings, day("2025-06-30"));
    const FeedShape shape = feedShape(portfolio->usage.calendar, context.day());
    const auto trendsOf = [&](const char* id) { return usageTrends(context, shape, *portfolio->findAccount(id)); };
    QCOMPARE(trendsOf("acme").featuresUsedChange.value(), 0.5);
    QCOMPARE(trendsOf("acme").workflowCompletion.value(), 1.0);
    QCOMPARE(trendsOf("acme").seatsChange.value(), 100.0 / 74.0 - 1);
    QCOMPARE(trendsOf("one").featuresUsedChange.value(), 1.0); // 2 / 1 − 1
    QVERIFY(!trendsOf("silent").featuresUsedChange); // nothing is said now
    // The oldest week of all may be the one that says the seats of half a year ago.
    QCOMPARE(trendsOf("seats").seatsChange.value(), -0.5); // 10 / 20 − 1
}

void DecayTest::activeWeeksLieWithinTheYear()
{
    // Days between the weeks in which somebody was active, of those that are so many weeks ago.
    const auto median = [](const std::vector<int>& activeWeeks) {
        PortfolioBuilder book;
        book.account("acme", "arr=100");
        for (int k = 0; k < 60; ++k) {
            const bool active = std::find(activeWeeks.begin(), activeWeeks.end(), k) != activeWeeks.end();
            book.usage("acme", day("2025-06-23").addDays(-7 * k).toIso(), active ? 1 : 0);
        }
        const PortfolioPtr portfolio = book.build();
        const AnalysisSettings settings;
        const DayContext context(*portfolio, settings, day("2025-06-30"));
        return usageTrends(context, feedShape(portfolio->usage.calendar, context.day()), {0})
            .medianDaysBetweenActiveWeeks.value_or(-1);
    };
    QCOMPARE(median({0, 51}), 357.0); // 51 weeks: the oldest of the 52
    QCOMPARE(median({0, 52}), -1.0); // one week alone has no gap
    QCOMPARE(median({0, 1, 6}), 21.0); // 7 and 35 days
    QCOMPARE(median({0, 1, 3, 10}), 14.0); // 7, 14 and 49
    QCOMPARE(median({0, 1, 3, 10, 20}), 31.5); // 7, 14, 49 and 70: (14 + 49) / 2
    QCOMPARE(median({0, 1, 3, 10, 20, 32}), 49.0); // and 84
}

QTEST_APPLESS_MAIN(DecayTest)
#include "decay_test.moc"
