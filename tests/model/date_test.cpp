// SPDX-License-Identifier: GPL-3.0-or-later
// Civil dates: leap years, ends of months, weeks and quarters at their edges.
#include <QtTest>

#include "model/base/date.h"

using namespace holdfast;

namespace {

Date on(std::string_view iso)
{
    return Date::fromIso(iso).value();
}

} // namespace

class DateTest : public QObject {
    Q_OBJECT

private slots:
    void daysThatTheCalendarLacksAreNone()
    {
        for (const char* none : {"2025-02-29", "1900-02-29", "2100-02-29", "2024-02-30", "2025-04-31", "2025-13-01",
                 "2025-00-10", "2025-01-00", "2025-1-01", "25-01-01", "2025-01-01 ", "2025/01/01", "+025-01-01", ""})
            QVERIFY2(!Date::fromIso(none), none);
        for (const char* leap : {"2024-02-29", "2000-02-29", "1600-02-29", "2400-02-29"})
            QCOMPARE(on(leap).toIso(), std::string(leap));
    }

    void daysAreCountedThroughLeapYears()
    {
        QCOMPARE(on("1970-01-01").daysSince1970(), 0);
        QCOMPARE(on("1969-12-31").daysSince1970(), -1);
        QCOMPARE(on("2024-03-01") - on("2024-02-28"), 2);
        QCOMPARE(on("2025-03-01") - on("2025-02-28"), 1);
        QCOMPARE(on("2025-02-28") - on("2024-02-29"), 365);
        QCOMPARE(on("2025-01-01") - on("2024-01-01"), 366);
        // Every day of eight centuries comes back as it went in, one after the other.
        for (std::int32_t number = on("1600-01-01").daysSince1970(); number < on("2400-12-31").daysSince1970();
             ++number) {
            const Date day(number);
            if (Date::fromYmd(day.year(), day.month(), day.day()) != day)
                QFAIL(day.toIso().c_str());
        }
    }

    void aYearEarlierIsTheSameDayOrTheTwentyEighthOfFebruary()
    {
        QCOMPARE(on("2024-02-29").oneYearEarlier().toIso(), std::string("2023-02-28"));
        QCOMPARE(on("2025-02-28").oneYearEarlier().toIso(), std::string("2024-02-28")); // not the 29th
        QCOMPARE(on("2024-03-01").oneYearEarlier().toIso(), std::string("2023-03-01"));
        QCOMPARE(on("2025-12-31").oneYearEarlier().toIso(), std::string("2024-12-31"));
    }

    void monthsAreAddedWithTheDayClamped()
    {
        QCOMPARE(on("2024-01-31").addMonths(1).toIso(), std::string("2024-02-29"));
        QCOMPARE(on("2025-01-31").addMonths(1).toIso(), std::string("2025-02-28"));
        QCOMPARE(on("2025-03-31").addMonths(-1).toIso(), std::string("2025-02-28"));
        QCOMPARE(on("2025-01-15").addMonths(-1).toIso(), std::string("2024-12-15"));
        QCOMPARE(on("2025-01-15").addMonths(-13).toIso(), std::string("2023-12-15"));
        QCOMPARE(on("2025-12-31").addMonths(2).toIso(), std::string("2026-02-28"));
        QCOMPARE(on("2024-02-29").addMonths(12).toIso(), std::string("2025-02-28"));
        QCOMPARE(on("2024-02-29").addMonths(48).toIso(), std::string("2028-02-29"));
    }

    void theLastDayOfAMonth()
    {
        QCOMPARE(on("2024-02-01").lastOfMonth().toIso(), std::string("2024-02-29"));
        QCOMPARE(on("2100-02-01").lastOfMonth().toIso(), std::string("2100-02-28"));
        QCOMPARE(on("2025-12-31").lastOfMonth().toIso(), std::string("2025-12-31"));
        QVERIFY(on("2025-02-28").isLastOfMonth());
        QVERIFY(!on("2024-02-28").isLastOfMonth());
    }

    void weeksBeginOnMondayAlsoAcrossTheYear()
    {
        QCOMPARE(on("2020-12-28").weekday(), 0); // Monday of week 53
        QCOMPARE(on("2021-01-03").weekday(), 6);
        QCOMPARE(on("2021-01-03").mondayOfWeek().toIso(), std::string("2020-12-28"));
        QCOMPARE(on("2021-01-04").mondayOfWeek().toIso(), std::string("2021-01-04"));
        QCOMPARE(on("1969-12-29").weekday(), 0); // before 1970
        QCOMPARE(on("1970-01-01").mondayOfWeek().toIso(), std::string("1969-12-29"));
    }

    void quarters()
    {
        QCOMPARE(quarterLabel(on("2024-03-31")), std::string("2024-Q1"));
        QCOMPARE(quarterLabel(on("2024-04-01")), std::string("2024-Q2"));
        QCOMPARE(quarterLabel(on("2024-09-30")), std::string("2024-Q3"));
        QCOMPARE(quarterLabel(on("2024-12-31")), std::string("2024-Q4"));
    }
};

QTEST_GUILESS_MAIN(DateTest)
#include "date_test.moc"
