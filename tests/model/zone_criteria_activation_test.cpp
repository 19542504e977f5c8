// SPDX-License-Identifier: GPL-3.0-or-later
// Activation, criterion by criterion, on 30 June 2025 (a Monday). Ages: start 1 May 60, 1 April 90 days.
#include <QTest>

#include "tests/model/zone_book.h"

using namespace holdfast;

class ZoneCriteriaActivationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void activationHoldsWhenPeopleAreOnBoard_data();
    void activationHoldsWhenPeopleAreOnBoard() { compareCase(); }
    void theFirstLoginIsLookedForInTheFirstFourteenDays_data();
    void theFirstLoginIsLookedForInTheFirstFourteenDays();
    void theFirstLoginIsOneOfTheAccountItself();
    void seatsAreUsedAtFortyPercentAndWellUsedAtSixty_data();
    void seatsAreUsedAtFortyPercentAndWellUsedAtSixty();
};

void ZoneCriteriaActivationTest::activationHoldsWhenPeopleAreOnBoard_data()
{
    addCriterionColumns();
    const char* c = "onboarded"; // due 60
    addCase("on D", c, "start_date=2025-01-01, onboarding_completed_date=2025-06-30", "", "pass");
    addCase("after D", c, "start_date=2025-01-01, onboarding_completed_date=2025-07-01", "", "fail");
    addCase("day 60", c, "start_date=2025-05-01", "", "pending");
    addCase("day 61", c, "start_date=2025-04-30", "", "fail");
    addCase("day 365", c, "start_date=2024-06-30", "", "fail");
    addCase("day 366", c, "start_date=2024-06-29", "", "unknown");
    addCase("unknown start", c, "", "", "unknown");
    addCase("unknown start, completed", c, "onboarding_completed_date=2025-01-01", "", "pass");

    c = "onboarded_on_time"; // due 60; 1 January + 60 = 2 March
    addCase("60 days", c, "start_date=2025-01-01, onboarding_completed_date=2025-03-02", "", "pass");
    addCase("61 days", c, "start_date=2025-01-01, onboarding_completed_date=2025-03-03", "", "fail");
    addCase("open on day 60", c, "start_date=2025-05-01", "", "pending");
    addCase("open on day 61", c, "start_date=2025-04-30", "", "fail");
    addCase("open on day 366", c, "start_date=2024-06-29", "", "unknown");
    addCase("late, old", c, "start_date=2024-01-01, onboarding_completed_date=2024-12-31", "", "fail");
    addCase("unknown start", c, "onboarding_completed_date=2025-03-02", "", "unknown");

    c = "first_value"; // due 90
    const char* old = "start_date=2025-01-01";
    addCase("milestone on D", c, old, "milestones: first_value=true, completed_date=2025-06-30", "pass");
    addCase("milestone after D", c, old, "milestones: first_value=true, completed_date=2025-07-01; outcomes:", "fail");
    addCase("another milestone", c, old, "milestones: completed_date=2025-06-30; outcomes:", "fail");
    addCase("outcome on D", c, old, "outcomes: achieved_date=2025-06-30", "pass");
    addCase("outcome after D", c, old, "outcomes: achieved_date=2025-07-01; milestones:", "fail");
    addCase("one side never imported, no pass", c, old, "outcomes:", "unknown");
    addCase("the other side never imported, no pass", c, old, "milestones:", "unknown");
    addCase("neither imported", c, old, "", "unknown");
    addCase("day 90", c, "start_date=2025-04-01", "milestones:; outcomes:", "pending");
    addCase("day 91", c, "start_date=2025-03-31", "milestones:; outcomes:", "fail");

    c = "core_adopted"; // due 90; 1 January + 90 = 1 April
    addCase(
        "done on day 90", c, old, "milestones: core=true, planned_date=2025-04-01, completed_date=2025-04-01", "pass");
    addCase(
        "done on day 91", c, old, "milestones: core=true, planned_date=2025-04-01, completed_date=2025-04-02", "fail");
    addCase("planned on day 91 does not count", c, old, "milestones: core=true, planned_date=2025-04-02", "unknown");
    addCase("never planned counts", c, old, "milestones: core=true", "fail");
    addCase("never planned, done", c, old, "milestones: core=true, completed_date=2025-02-01", "pass");
    addCase("one of two done", c, old,
        "milestones: core=true, completed_date=2025-02-01; milestones: core=true, planned_date=2025-02-01", "fail");
    addCase("none is core", c, old, "milestones: core=false, completed_date=2025-02-01", "unknown");
    addCase("open on day 90", c, "start_date=2025-04-01", "milestones: core=true", "pending");
    addCase("open on day 91", c, "start_date=2025-03-31", "milestones: core=true", "fail");
    addCase("done early passes early", c, "start_date=2025-06-01", "milestones: core=true, completed_date=2025-06-10",
        "pass");
    addCase("done after D", c, "start_date=2025-06-01", "milestones: core=true, completed_date=2025-07-01", "pending");
    addCase("never imported", c, old, "", "unknown");
    addCase("unknown start", c, "", "milestones: core=true, completed_date=2025-02-01", "unknown");
}

void ZoneCriteriaActivationTest::theFirstLoginIsLookedForInTheFirstFourteenDays_data()
{
    QTest::addColumn<QString>("start");
    QTest::addColumn<QStringList>("rows"); // account date users
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* story, const char* start, QStringList rows, const char* expected) {
        QTest::newRow(story) << QString::fromUtf8(start) << rows << QString::fromUtf8(expected);
    };
    // A day feed by the gap of one day of the account other, which begins on 1 January.
    const QStringList days{QStringLiteral("other 2025-01-01 1"), QStringLiteral("other 2025-01-02 1")};
    const auto with = [&](const char* text) { return days + QStringList{QString::fromUtf8(text)}; };
    row("day feed: day 13", "2025-03-01", with("acme 2025-03-14 1"), "pass");
    row("day feed: day 14", "2025-03-01", with("acme 2025-03-15 1"), "fail");
    // 1 March 2025 is a Saturday; without weekend rows Friday 28 February covers it, Thursday does not.
    row("weekday feed: the Friday before the start", "2025-03-01", with("acme 2025-02-28 5"), "pass");
    row("weekday feed: the Thursday before the start", "2025-03-01", with("acme 2025-02-27 5"), "fail");
    row("day feed with weekends: the Friday before the start", "2025-03-01",
        with("acme 2025-02-28 5") + QStringList{QStringLiteral("other 2025-02-22 1")}, "fail");
    row("day feed: on the start", "2025-03-01", with("acme 2025-03-01 5"), "pass");
    row("day feed: nobody active", "2025-03-01", with("acme 2025-03-01 0"), "fail");
    row("day feed: the account has no row", "2025-03-01", days, "fail");
    row("day feed: not due on day 14", "2025-06-16", days, "pending");
    row("day feed: due on day 15", "2025-06-15", days, "fail");
    row("the feed begins on the start", "2025-01-01", days, "fail");
    row("the feed begins after the start", "2024-12-31", days, "unknown");
    row("the feed begins after the start, but logged in", "2024-12-31", with("acme 2025-01-05 2"), "pass");
    // A week row covers seven days from its date: 23 February to 1 March.
    const QStringList weeks{QStringLiteral("other 2025-01-06 1"), QStringLiteral("other 2025-01-13 1")};
    row("week feed: covers the start", "2025-03-01", weeks + QStringList{QStringLiteral("acme 2025-02-23 1")}, "pass");
    row("week feed: ends before it", "2025-03-01", weeks + QStringList{QStringLiteral("acme 2025-02-22 1")}, "fail");
    // A month row covers up to the same day of the next month: 1 February to 28 February.
    const QStringList months{QStringLiteral("other 2025-01-01 1"), QStringLiteral("other 2025-02-01 1")};
    row("month feed: covers the start", "2025-02-28", months + QStringList{QStringLiteral("acme 2025-02-01 1")},
        "pass");
    row("month feed: ends before it", "2025-03-01", months + QStringList{QStringLiteral("acme 2025-02-01 1")}, "fail");
    row("only rows after D", "2025-03-01", {QStringLiteral("acme 2025-07-01 1")}, "unknown");
    row("unknown start", "", with("acme 2025-03-01 5"), "unknown");
}

void ZoneCriteriaActivationTest::theFirstLoginIsLookedForInTheFirstFourteenDays()
{
    QFETCH(QString, start);
    QFETCH(QStringList, rows);
    QFETCH(QString, expected);
    PortfolioBuilder book = bookWith(start.isEmpty() ? "" : "start_date=" + start.toStdString(), "");
    for (const QString& row : std::as_const(rows)) {
        const QStringList cells = row.split(QLatin1Char(' '));
        book.usage(cells[0].toStdString(), cells[1].toStdString(), cells[2].toInt());
    }
    const ZonesOnDay result = zonesOn(book);
    QCOMPARE(std::string(text(result.of("acme").state(CriterionId::FirstLogin))), expected.toStdString());
}

void ZoneCriteriaActivationTest::seatsAreUsedAtFortyPercentAndWellUsedAtSixty_data()
{
    QTest::addColumn<QString>("start");
    QTest::addColumn<QList<int>>("users"); // the last four weeks
    QTest::addColumn<int>("seats");
    QTest::addColumn<bool>("sourceBroken");
    QTest::addColumn<QString>("used");
    QTest::addColumn<QString>("wellUsed");
    const auto row = [](const char* story, const char* start, QList<int> users, int seats, bool broken,
                         const char* used, const char* wellUsed) {
        QTest::newRow(story) << QString::fromUtf8(start) << users << seats << broken << QString::fromUtf8(used)
                             << QString::fromUtf8(wellUsed);
    };
    row("(40+40+40+40)/4 of 100 = 0.40", "2025-01-01", {40, 40, 40, 40}, 100, false, "pass", "fail");
    row("159/4 of 100 = 0.3975", "2025-01-01", {40, 40, 40, 39}, 100, false, "fail", "fail");
    row("240/4 of 100 = 0.60", "2025-01-01", {60, 60, 60, 60}, 100, false, "pass", "pass");
    row("239/4 of 100 = 0.5975", "2025-01-01", {60, 60, 60, 59}, 100, false, "pass", "fail");
    row("39/4 on day 90", "2025-04-01", {10, 10, 10, 9}, 100, false, "pending", "pending");
    row("39/4 on day 91", "2025-03-31", {10, 10, 10, 9}, 100, false, "fail", "fail");
    row("no seats", "2025-01-01", {60, 60, 60, 60}, 0, false, "unknown", "unknown");
    row("source broken", "2025-01-01", {60, 60, 60, 60}, 100, true, "unknown", "unknown");
    row("no weeks", "2025-01-01", {}, 100, false, "unknown", "unknown");
}

void ZoneCriteriaActivationTest::seatsAreUsedAtFortyPercentAndWellUsedAtSixty()
{
    QFETCH(QString, start);
    QFETCH(QList<int>, users);
    QFETCH(int, seats);
    QFETCH(bool, sourceBroken);
    QFETCH(QString, used);
    QFETCH(QString, wellUsed);
    PortfolioBuilder book = bookWith("start_date=" + start.toStdString() + ", seats=" + std::to_string(seats), "");
    // Weeks from Monday 2 June to Monday 23 June, whose Sunday 29 June is the last one ≤ D.
    book.weeklyUsage("acme", "2025-06-02", std::vector<std::int64_t>(users.begin(), users.end()));
    book.weeklyUsage("other", "2025-05-05", {1, 1, 1, 1, 1, 1, 1, 1});
    const ZonesOnDay result = zonesOn(book, "2025-06-30", sourceBroken);
    QCOMPARE(std::string(text(result.of("acme").state(CriterionId::SeatsUsed))), used.toStdString());
    QCOMPARE(std::string(text(result.of("acme").state(CriterionId::SeatsWellUsed))), wellUsed.toStdString());
}

void ZoneCriteriaActivationTest::theFirstLoginIsOneOfTheAccountItself()
{
    // acme's rows of the first fourteen days say no user; those of the next account, on the same days, do.
    PortfolioBuilder book;
    book.account("acme", "arr=1, start_date=2025-01-06").account("next", "arr=1, start_date=2025-01-06");
    book.weeklyUsage("acme", "2025-01-06", {0, 0}).weeklyUsage("next", "2025-01-06", {5, 5});
    const ZonesOnDay day = zonesOn(book);
    QCOMPARE(day.of("acme").state(CriterionId::FirstLogin), CriterionState::Fail);
    QCOMPARE(day.of("next").state(CriterionId::FirstLogin), CriterionState::Pass);
}

QTEST_APPLESS_MAIN(ZoneCriteriaActivationTest)
#include "zone_criteria_activation_test.moc"
