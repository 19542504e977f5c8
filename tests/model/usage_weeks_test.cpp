// SPDX-License-Identifier: GPL-3.0-or-later
// Usage weeks: grain, coverage, the last complete week L and weekly values, each worked by hand.
#include <QTest>
#include <array>
#include <cmath>
#include <span>

#include "model/analysis/usage_weeks.h"
#include "tests/support/portfolio_builder.h"

using namespace holdfast;

namespace {

std::string text(Grain grain)
{
    return grain == Grain::Day ? "day" : grain == Grain::Week ? "week" : "month";
}

// "2025-06-02 2025-06-09" as rows of one account with one user each.
PortfolioBuilder feedOf(const QString& acme, const QString& other = {})
{
    PortfolioBuilder book;
    book.account("acme").account("other").imported("usage");
    for (const QString& date : acme.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        book.usage("acme", date.toStdString(), 1);
    for (const QString& date : other.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        book.usage("other", date.toStdString(), 1);
    return book;
}

FeedShape shapeOn(const PortfolioBuilder& book, std::string_view on)
{
    return feedShape(book.build()->usage.calendar, day(on));
}

} // namespace

class UsageWeeksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theGapsOfAFeedVoteForItsGrain_data();
    void theGapsOfAFeedVoteForItsGrain();
    void coverageEndsWithTheLastDayThatARowCovers_data();
    void coverageEndsWithTheLastDayThatARowCovers();
    void aFeedWithoutRowsUpToTheDayHasNoShape();
    void aRowAfterTheDayDoesNotVote();
    void weeksCountFromTheFirstRowWithActiveUsers();
    void aWeekTakesItsGreatestUsersItsSumsAndItsLastSeats();
    void aMonthRowGivesItsLevelToEveryMondayItCovers();
    void aMonthEndRowCoversItsOwnMonth();
    void weekFiftyThreeIsAWeekLikeAnyOther();
    void aFirstRowAfterTheLastWeekGivesNoWeeks();
    void theLimitCutsTheSeriesAndNotTheCount();
    void theLimitCutsMonthsWithinThem();
    void everyAccountReadsOnlyItsOwnRows();
    void aWeekWithoutARowHasNoUsers();
    void anAccountOfRowsWithoutActiveUsersHasNoWeeks();
    void moreThanHalfOfTheRowsOnMonthEndsMakeAMonthEndFeed();
};

void UsageWeeksTest::theGapsOfAFeedVoteForItsGrain_data()
{
    QTest::addColumn<QString>("acme");
    QTest::addColumn<QString>("other");
    QTest::addColumn<QString>("grain");
    const auto row = [](const char* story, const char* acme, const char* other, const char* grain) {
        QTest::newRow(story) << QString::fromUtf8(acme) << QString::fromUtf8(other) << QString::fromUtf8(grain);
    };
    row("no gap at all", "2025-06-02", "2025-06-03", "week");
    row("6 days", "2025-06-02 2025-06-08", "", "day");
    row("7 days", "2025-06-02 2025-06-09", "", "week");
    row("27 days", "2025-05-02 2025-05-29", "", "week");
    row("28 days", "2025-05-02 2025-05-30", "", "month");
    row("day against week: finer", "2025-05-01 2025-05-02", "2025-05-01 2025-05-08", "day");
    row("week against month: finer", "2025-04-01 2025-05-01", "2025-05-01 2025-05-08", "week");
    row("day against month: finer", "2025-04-01 2025-05-01", "2025-05-01 2025-05-02", "day");
    row("two weeks against one day", "2025-05-01 2025-05-08 2025-05-15", "2025-05-01 2025-05-02", "week");
    row("two months against one week", "2025-02-01 2025-03-01 2025-04-01", "2025-05-01 2025-05-08", "month");
}

void UsageWeeksTest::theGapsOfAFeedVoteForItsGrain()
{
    QFETCH(QString, acme);
    QFETCH(QString, other);
    QFETCH(QString, grain);
    const FeedShape shape = shapeOn(feedOf(acme, other), "2025-06-30");
    QCOMPARE(text(shape.grain), grain.toStdString());
    QCOMPARE(shape.staleAfterDays, shape.grain == Grain::Month ? 45 : 14);
}

void UsageWeeksTest::coverageEndsWithTheLastDayThatARowCovers_data()
{
    QTest::addColumn<QString>("rows");
    QTest::addColumn<QString>("day");
    QTest::addColumn<QString>("coverageEnd");
    QTest::addColumn<QString>("lastWeek"); // Monday of L
    const auto row = [](const char* story, const char* rows, const char* on, const char* end, const char* week) {
        QTest::newRow(story) << QString::fromUtf8(rows) << QString::fromUtf8(on) << QString::fromUtf8(end)
                             << QString::fromUtf8(week);
    };
    // June 2025: Mondays 2, 9, 16, 23, 30; Sundays 1, 8, 15, 22, 29.
    row("day feed to a Saturday", "2025-06-27 2025-06-28", "2025-06-30", "2025-06-28", "2025-06-16");
    row("day feed to a Sunday", "2025-06-28 2025-06-29", "2025-06-30", "2025-06-29", "2025-06-23");
    row("weekday feed to a Friday covers the weekend", "2025-06-26 2025-06-27", "2025-06-30", "2025-06-29",
        "2025-06-23");
    row("weekday feed to a Friday, D the Saturday", "2025-06-26 2025-06-27", "2025-06-28", "2025-06-28", "2025-06-16");
    row("weekday feed to a Thursday", "2025-06-25 2025-06-26", "2025-06-30", "2025-06-26", "2025-06-16");
    // 56 days up to Friday 27 June begin on 3 May, a Saturday.
    row("a weekend row 55 days back counts", "2025-05-03 2025-05-05 2025-05-06 2025-05-07 2025-06-27", "2025-06-30",
        "2025-06-27", "2025-06-16");
    row("a weekend row longer back does not", "2025-04-27 2025-04-28 2025-04-29 2025-04-30 2025-06-27", "2025-06-30",
        "2025-06-29", "2025-06-23");
    row("week feed from Mondays", "2025-06-16 2025-06-23", "2025-06-29", "2025-06-29", "2025-06-23");
    row("week feed, D a day short", "2025-06-16 2025-06-23", "2025-06-28", "2025-06-28", "2025-06-16");
    row("week feed from Wednesdays ends on a Tuesday", "2025-06-11 2025-06-18", "2025-06-30", "2025-06-24",
        "2025-06-16");
    row("a single row is a week", "2025-06-18", "2025-06-30", "2025-06-24", "2025-06-16");
    row("month feed from firsts", "2025-05-01 2025-06-01", "2025-07-10", "2025-06-30", "2025-06-23");
    row("month feed from the 15th", "2025-04-15 2025-05-15", "2025-07-10", "2025-06-14", "2025-06-02");
    // 30 January to 27 February: 28 February is the clamped same day of the next month.
    row("month feed clamps", "2024-12-30 2025-01-30", "2025-07-10", "2025-02-27", "2025-02-17");
    row("month ends cover their own month", "2025-04-30 2025-05-31", "2025-07-10", "2025-05-31", "2025-05-19");
    row("half of the rows on month ends is not more than half", "2025-04-30 2025-05-30", "2025-07-10", "2025-06-29",
        "2025-06-23");
    row("29 February is a month end", "2024-01-31 2024-02-29", "2024-07-10", "2024-02-29", "2024-02-19");
    row("28 February is none in a leap year", "2024-01-28 2024-02-28", "2024-07-10", "2024-03-27", "2024-03-18");
}

void UsageWeeksTest::coverageEndsWithTheLastDayThatARowCovers()
{
    QFETCH(QString, rows);
    QFETCH(QString, day);
    QFETCH(QString, coverageEnd);
    QFETCH(QString, lastWeek);
    const FeedShape shape = shapeOn(feedOf(rows), day.toStdString());
    QVERIFY(shape.any);
    QCOMPARE(shape.coverageEnd.toIso(), coverageEnd.toStdString());
    QCOMPARE(shape.lastWeek->toIso(), lastWeek.toStdString());
}

void UsageWeeksTest::aFeedWithoutRowsUpToTheDayHasNoShape()
{
    QVERIFY(!shapeOn(feedOf({}), "2025-06-30").any);
    QVERIFY(!shapeOn(feedOf(QStringLiteral("2025-07-01")), "2025-06-30").any);
    QVERIFY(!shapeOn(feedOf(QStringLiteral("2025-07-01")), "2025-06-30").lastWeek);
    QVERIFY(shapeOn(feedOf(QStringLiteral("2025-07-01")), "2025-07-01").any);
}

void UsageWeeksTest::aRowAfterTheDayDoesNotVote()
{
    // Up to 15 June one gap of a week; after it three gaps of a day.
    const PortfolioBuilder book =
        feedOf(QStringLiteral("2025-06-02 2025-06-09 2025-06-16 2025-06-17 2025-06-18 2025-06-19"));
    QCOMPARE(text(shapeOn(book, "2025-06-15").grain), std::string("week"));
    QCOMPARE(text(shapeOn(book, "2025-06-19").grain), std::string("day"));
    QCOMPARE(shapeOn(book, "2025-06-15").lastRow, day("2025-06-09"));
    QCOMPARE(shapeOn(book, "2025-06-15").firstRow, day("2025-06-02"));
}

void UsageWeeksTest::weeksCountFromTheFirstRowWithActiveUsers()
{
    PortfolioBuilder book;
    book.account("acme");
    book.row("usage", "account_id=acme, date=2025-05-26, seats=10"); // no active users: not there for n
    book.usage("acme", "2025-06-02", 5);
    book.usage("acme", "2025-06-16", 7); // 9 June has no row
    book.row("usage", "account_id=acme, date=2025-06-23, sessions=9"); // no active users: zero
    const PortfolioPtr portfolio = book.build();
    const FeedShape shape = feedShape(portfolio->usage.calendar, day("2025-06-30"));
    const WeeklyUsage usage = weeklyUsage(portfolio->usage, shape, {0}, day("2025-06-30"), 52, true);
    QCOMPARE(usage.weeks, 4); // 2, 9, 16, 23 June
    QCOMPARE(usage.activeUsers, (std::vector<double>{0, 7, 0, 5}));
    std::array<bool, 6> present{};
    std::array<double, 6> users{};
    const RowRange rows = rowsUntil(portfolio->usage, {0}, day("2025-06-30"));
    QCOMPARE(activeUserWeeks(portfolio->usage, shape, rows, users, present), 4);
    QCOMPARE(users, (std::array<double, 6>{0, 7, 0, 5, 0, 0}));
    QCOMPARE(present, (std::array<bool, 6>{true, true, false, true, true, false})); // 23, 16, 2 June and 26 May
    QCOMPARE(usage.sessions[0], 9.0); // the row exists for everything else
    QVERIFY(std::isnan(usage.seats[3])); // 26 May is before the first week
}

void UsageWeeksTest::aWeekTakesItsGreatestUsersItsSumsAndItsLastSeats()
{
    PortfolioBuilder book;
    book.account("acme");
    const char* header = "account_id | date | active_users | seats | sessions | features_used | workflows_started | "
                         "workflows_completed";
    book.table("usage", header,
        {"acme | 2025-06-23 | 4 | 20 | 10 | 3 | 8 | 5", "acme | 2025-06-24 | 9 | 22 | 11 | 2 | | 1",
            "acme | 2025-06-29 | 6 | | 5 | 3 | 2 | "});
    const PortfolioPtr portfolio = book.build();
    const FeedShape shape = feedShape(portfolio->usage.calendar, day("2025-06-30"));
    const WeeklyUsage usage = weeklyUsage(portfolio->usage, shape, {0}, day("2025-06-30"), 52, true);
    QCOMPARE(usage.weeks, 1);
    QCOMPARE(usage.activeUsers[0], 9.0); // max(4, 9, 6)
    QCOMPARE(usage.seats[0], 22.0); // the last that says it
    QCOMPARE(usage.sessions[0], 26.0); // 10 + 11 + 5
    QCOMPARE(usage.featuresUsed[0], 3.0);
    QCOMPARE(usage.workflowsStarted[0], 10.0); // 8 + 2
    QCOMPARE(usage.workflowsCompleted[0], 6.0); // 5 + 1
}

void UsageWeeksTest::aMonthRowGivesItsLevelToEveryMondayItCovers()
{
    PortfolioBuilder book;
    book.account("acme");
    book.usage("acme", "2025-05-01", 10, "sessions=40"); // Mondays 5, 12, 19, 26 May: four weeks
    book.usage("acme", "2025-06-01", 20, "sessions=50"); // Mondays 2, 9, 16, 23, 30 June: five weeks
    const PortfolioPtr portfolio = book.build();
    // On 30 June coverage ends on 30 June, a Monday, so L is the week of 23 June.
    const FeedShape shape = feedShape(portfolio->usage.calendar, day("2025-06-30"));
    QCOMPARE(*shape.lastWeek, day("2025-06-23"));
    const WeeklyUsage usage = weeklyUsage(portfolio->usage, shape, {0}, day("2025-06-30"), 52, true);
    QCOMPARE(usage.weeks, 8); // 5 May to 23 June
    QCOMPARE(usage.activeUsers, (std::vector<double>{20, 20, 20, 20, 10, 10, 10, 10}));
    QCOMPARE(usage.sessions[0], 10.0); // 50 / 5, the week after L counts in the five
    QCOMPARE(usage.sessions[7], 10.0); // 40 / 4
}

void UsageWeeksTest::aMonthEndRowCoversItsOwnMonth()
{
    PortfolioBuilder book;
    book.account("acme");
    book.usage("acme", "2024-01-31", 3);
    book.usage("acme", "2024-02-29", 6); // Mondays 5, 12, 19, 26 February
    const PortfolioPtr portfolio = book.build();
    const FeedShape shape = feedShape(portfolio->usage.calendar, day("2024-03-10"));
    QVERIFY(shape.monthEnds);
    QCOMPARE(coveredDays(shape, day("2024-02-29")).first, day("2024-02-01"));
    // Coverage ends on Thursday 29 February, so L is the week of 19 February.
    const WeeklyUsage usage = weeklyUsage(portfolio->usage, shape, {0}, day("2024-03-10"), 52, false);
    QCOMPARE(usage.weeks, 8); // 1 January (a Monday) to 19 February
    QCOMPARE(usage.activeUsers, (std::vector<double>{6, 6, 6, 3, 3, 3, 3, 3}));
    QVERIFY(usage.seats.empty()); // asked for users alone
}

void UsageWeeksTest::weekFiftyThreeIsAWeekLikeAnyOther()
{
    // ISO year 2020 has 53 weeks: Mondays 21 December (52), 28 December (53), 4 January 2021 (1).
    PortfolioBuilder book;
    book.account("acme").weeklyUsage("acme", "2020-12-21", {1, 2, 3});
    const PortfolioPtr portfolio = book.build();
    const FeedShape shape = feedShape(portfolio->usage.calendar, day("2021-01-10"));
    QCOMPARE(*shape.lastWeek, day("2021-01-04"));
    const WeeklyUsage usage = weeklyUsage(portfolio->usage, shape, {0}, day("2021-01-10"), 52, false);
    QCOMPARE(usage.activeUsers, (std::vector<double>{3, 2, 1}));
}

void UsageWeeksTest::aFirstRowAfterTheLastWeekGivesNoWeeks()
{
    PortfolioBuilder book;
    book.account("acme").account("other");
    book.usage("other", "2025-06-23", 1).usage("other", "2025-06-24", 1);
    book.usage("acme", "2025-06-24", 5); // L is the week of 16 June
    const PortfolioPtr portfolio = book.build();
    const FeedShape shape = feedShape(portfolio->usage.calendar, day("2025-06-30"));
    QCOMPARE(*shape.lastWeek, day("2025-06-16"));
    QCOMPARE(weeklyUsage(portfolio->usage, shape, {0}, day("2025-06-30"), 52, true).weeks, 0);
    const auto lastCovered = [&](Date last) {
        return lastCoveredDay(portfolio->usage, shape, rowsUntil(portfolio->usage, {0}, last), last);
    };
    QCOMPARE(lastCovered(day("2025-06-30")), std::optional(day("2025-06-24")));
    QVERIFY(!lastCovered(day("2025-06-23")));
}

void UsageWeeksTest::theLimitCutsTheSeriesAndNotTheCount()
{
    PortfolioBuilder book;
    book.account("acme").weeklyUsage("acme", "2025-05-05", {1, 2, 3, 4, 5, 6, 7, 8});
    const PortfolioPtr portfolio = book.build();
    const FeedShape shape = feedShape(portfolio->usage.calendar, day("2025-06-30"));
    const WeeklyUsage usage = weeklyUsage(portfolio->usage, shape, {0}, day("2025-06-30"), 3, true);
    QCOMPARE(usage.weeks, 8);
    QCOMPARE(usage.activeUsers, (std::vector<double>{8, 7, 6}));
    std::array<double, 3> buffer{};
    QCOMPARE(activeUserWeeks(portfolio->usage, shape, rowsUntil(portfolio->usage, {0}, day("2025-06-30")), buffer), 8);
    QCOMPARE(buffer, (std::array<double, 3>{8, 7, 6}));
    // Two weeks earlier the last two rows are not there.
    const FeedShape earlier = feedShape(portfolio->usage.calendar, day("2025-06-16"));
    QCOMPARE(weeklyUsage(portfolio->usage, earlier, {0}, day("2025-06-16"), 3, false).activeUsers,
        (std::vector<double>{6, 5, 4}));
}

void UsageWeeksTest::theLimitCutsMonthsWithinThem()
{
    // Month ends, newest last; 31 March 2025 is a Monday and the last day of its row.
    PortfolioBuilder book;
    book.account("acme");
    const std::array<const char*, 6> ends{
        "2024-11-30", "2024-12-31", "2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30"};
    for (std::size_t i = 0; i < ends.size(); ++i)
        book.usage("acme", ends[i], static_cast<std::int64_t>(10 * (i + 1)));
    const PortfolioPtr portfolio = book.build();
    const FeedShape shape = feedShape(portfolio->usage.calendar, day("2025-04-30"));
    // Coverage ends on Wednesday 30 April: L is 21 April, before it 14 and 7 April and 31 March.
    std::array<double, 6> users{-1, -1, -1, -1, -1, -1};
    const RowRange rows = rowsUntil(portfolio->usage, {0}, day("2025-04-30"));
    QCOMPARE(activeUserWeeks(portfolio->usage, shape, rows, std::span(users).first(4)), 25);
    QCOMPARE(users, (std::array<double, 6>{60, 60, 60, 50, -1, -1})); // and nothing behind them
    // All 25 weeks, back to Monday 4 November: 3 in April, 5 each in March (from the 3rd), 4 in February and January …
    const std::vector<double> all = weeklyUsage(portfolio->usage, shape, {0}, day("2025-04-30"), 52, false).activeUsers;
    QCOMPARE(all,
        (std::vector<double>{
            60, 60, 60, 50, 50, 50, 50, 50, 40, 40, 40, 40, 30, 30, 30, 30, 20, 20, 20, 20, 20, 10, 10, 10, 10}));
}

void UsageWeeksTest::everyAccountReadsOnlyItsOwnRows()
{
    PortfolioBuilder book;
    book.account("acme").account("beta").account("none");
    book.weeklyUsage("acme", "2025-06-16", {1, 2}).weeklyUsage("beta", "2025-06-16", {30, 40});
    const PortfolioPtr portfolio = book.build();
    const FeedShape shape = feedShape(portfolio->usage.calendar, day("2025-06-30"));
    const auto users = [&](std::uint32_t account) {
        return weeklyUsage(portfolio->usage, shape, {account}, day("2025-06-30"), 52, false).activeUsers;
    };
    QCOMPARE(users(0), (std::vector<double>{2, 1}));
    QCOMPARE(users(1), (std::vector<double>{40, 30}));
    QVERIFY(users(2).empty());
}

void UsageWeeksTest::aWeekWithoutARowHasNoUsers()
{
    PortfolioBuilder book;
    book.account("acme").usage("acme", "2025-06-02", 5).usage("acme", "2025-06-23", 7); // 9 and 16 June have none
    const PortfolioPtr portfolio = book.build();
    const FeedShape shape = feedShape(portfolio->usage.calendar, day("2025-06-29"));
    std::array<double, 6> users{-1, -1, -1, -1, -1, -1};
    const RowRange rows = rowsUntil(portfolio->usage, {0}, day("2025-06-29"));
    QCOMPARE(activeUserWeeks(portfolio->usage, shape, rows, users), 4);
    QCOMPARE(users, (std::array<double, 6>{7, 0, 0, 5, 0, 0})); // nothing before the first week
}

void UsageWeeksTest::anAccountOfRowsWithoutActiveUsersHasNoWeeks()
{
    // The rows of the next account begin without active users, too: they are not this one's.
    PortfolioBuilder book;
    book.account("acme").account("beta").account("last");
    for (const char* account : {"acme", "beta", "last"})
        book.row("usage", std::string("account_id=") + account + ", date=2025-06-09, seats=10");
    book.usage("beta", "2025-06-16", 3).usage("beta", "2025-06-23", 3);
    const PortfolioPtr portfolio = book.build();
    const Date asOf = day("2025-06-30");
    const FeedShape shape = feedShape(portfolio->usage.calendar, asOf);
    std::array<double, 4> users{};
    const auto weeksOf = [&](std::uint32_t account) {
        return activeUserWeeks(portfolio->usage, shape, rowsUntil(portfolio->usage, {account}, asOf), users);
    };
    QCOMPARE(weeksOf(0), 0);
    QCOMPARE(weeksOf(1), 2);
    QCOMPARE(weeksOf(2), 0);
    QCOMPARE(weeklyUsage(portfolio->usage, shape, {0}, asOf, 52, true).weeks, 0);
}

void UsageWeeksTest::moreThanHalfOfTheRowsOnMonthEndsMakeAMonthEndFeed()
{
    const auto monthEnds = [](const char* rows) {
        return shapeOn(feedOf(QString::fromUtf8(rows)), "2025-06-30").monthEnds;
    };
    QVERIFY(monthEnds("2025-03-31 2025-04-30 2025-05-30")); // two of three
    QVERIFY(!monthEnds("2025-03-31 2025-04-30 2025-05-30 2025-06-29")); // two of four
    QVERIFY(!monthEnds("2025-03-31 2025-04-29 2025-05-30")); // one of three
}

QTEST_APPLESS_MAIN(UsageWeeksTest)
#include "usage_weeks_test.moc"
