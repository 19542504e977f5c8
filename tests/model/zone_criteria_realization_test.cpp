// SPDX-License-Identifier: GPL-3.0-or-later
// Realization, criterion by criterion, on 30 June 2025. Ages: start 1 April 90, 2 March 120, 30 June 2024 365 days.
#include <QTest>

#include "tests/model/zone_book.h"

using namespace holdfast;

class ZoneCriteriaRealizationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void realizationHoldsWhenValueIsProven_data();
    void realizationHoldsWhenValueIsProven() { compareCase(); }
    void usageIsAliveUntilItDrifts_data();
    void usageIsAliveUntilItDrifts();
    void valueIsConvertedToTheBaseCurrency();
    void theRatioOfValueToArrIsShown();
};

void ZoneCriteriaRealizationTest::realizationHoldsWhenValueIsProven_data()
{
    addCriterionColumns();
    const char* old = "start_date=2023-01-01";
    const char* c = "targets_agreed"; // due 90
    addCase("on D", c, old, "outcomes: agreed_date=2025-06-30, target=5", "pass");
    addCase("after D", c, old, "outcomes: agreed_date=2025-07-01, target=5", "fail");
    addCase("target without agreement", c, old, "outcomes: target=5", "fail");
    addCase("agreement without target", c, old, "outcomes: agreed_date=2025-01-01", "fail");
    addCase("a target of 0 is a target", c, old, "outcomes: agreed_date=2025-01-01, target=0", "pass");
    addCase("day 90", c, "start_date=2025-04-01", "outcomes:", "pending");
    addCase("day 91", c, "start_date=2025-03-31", "outcomes:", "fail");
    addCase("never imported", c, old, "", "unknown");

    c = "measured"; // due 120, (1 April, 30 June]
    addCase("2 April", c, old, "outcomes: measured_date=2025-04-02", "pass");
    addCase("1 April", c, old, "outcomes: measured_date=2025-04-01", "fail");
    addCase("on D", c, old, "outcomes: measured_date=2025-06-30", "pass");
    addCase("after D", c, old, "outcomes: measured_date=2025-07-01", "fail");
    addCase(
        "of an outcome agreed after D", c, old, "outcomes: measured_date=2025-06-01, agreed_date=2025-07-01", "pass");
    addCase("day 120", c, "start_date=2025-03-02", "outcomes:", "pending");
    addCase("day 121", c, "start_date=2025-03-01", "outcomes:", "fail");

    c = "on_pace"; // due 120
    // Agreed 22 March (100 days ago), due 8 October (200 days after agreement): 0.5 expected, 0.4 needed.
    addCase("progress 0.4 of 0.5", c, old,
        "outcomes: agreed_date=2025-03-22, due_date=2025-10-08, target=100, current=40", "pass");
    addCase("progress 0.39 of 0.5", c, old,
        "outcomes: agreed_date=2025-03-22, due_date=2025-10-08, target=100, current=39", "fail");
    addCase("from a baseline down: (26 − 40)/(5 − 40) = 0.4", c, old,
        "outcomes: agreed_date=2025-03-22, due_date=2025-10-08, baseline=40, target=5, current=26", "pass");
    addCase("from a baseline down: (26.1 − 40)/(5 − 40) = 0.397", c, old,
        "outcomes: agreed_date=2025-03-22, due_date=2025-10-08, baseline=40, target=5, current=26.1", "fail");
    addCase("expected is at most 1: past due with 0.8", c, old,
        "outcomes: agreed_date=2024-03-22, due_date=2024-10-08, target=100, current=80", "pass");
    addCase("past due with 0.79", c, old,
        "outcomes: agreed_date=2024-03-22, due_date=2024-10-08, target=100, current=79", "fail");
    addCase(
        "agreed on D expects 0", c, old, "outcomes: agreed_date=2025-06-30, due_date=2025-10-08, target=100", "pass");
    addCase("agreed on D, gone backwards", c, old,
        "outcomes: agreed_date=2025-06-30, due_date=2025-10-08, target=100, current=-1", "fail");
    addCase("missing current counts as the baseline", c, old,
        "outcomes: agreed_date=2025-03-22, due_date=2025-10-08, baseline=10, target=20", "fail");
    addCase("measured after D counts as the baseline", c, old,
        "outcomes: agreed_date=2025-03-22, due_date=2025-10-08, target=100, current=90, measured_date=2025-07-01",
        "fail");
    addCase("measured on D counts", c, old,
        "outcomes: agreed_date=2025-03-22, due_date=2025-10-08, target=100, current=90, measured_date=2025-06-30",
        "pass");
    addCase("target = baseline: progress 0", c, old,
        "outcomes: agreed_date=2025-03-22, due_date=2025-10-08, baseline=5, target=5, current=5", "fail");
    addCase("target = baseline, gone beyond it: progress 0", c, old,
        "outcomes: agreed_date=2025-03-22, due_date=2025-10-08, baseline=5, target=5, current=9", "fail");
    addCase("target = baseline, agreed on D: 0 is all that is expected", c, old,
        "outcomes: agreed_date=2025-06-30, due_date=2025-10-08, baseline=5, target=5, current=5", "pass");
    addCase("from 4 to 5, all of it", c, old,
        "outcomes: agreed_date=2025-03-22, due_date=2025-10-08, baseline=4, target=5, current=5", "pass");
    addCase("from 6 to 5, all of it", c, old,
        "outcomes: agreed_date=2025-03-22, due_date=2025-10-08, baseline=6, target=5, current=5", "pass");
    addCase("due the day after it was agreed, on D: expects 0", c, old,
        "outcomes: agreed_date=2025-06-30, due_date=2025-07-01, target=100", "pass");
    addCase("due = agreed expects 1: 0.8", c, old,
        "outcomes: agreed_date=2025-06-30, due_date=2025-06-30, target=10, current=8", "pass");
    addCase("due before agreed expects 1: 0.79", c, old,
        "outcomes: agreed_date=2025-06-30, due_date=2025-06-01, target=100, current=79", "fail");
    addCase("no due date, no pace", c, old, "outcomes: agreed_date=2025-03-22, target=100, current=100", "fail");
    addCase("agreed after D, no pace", c, old,
        "outcomes: agreed_date=2025-07-01, due_date=2025-10-08, target=100, current=100", "fail");
    addCase("no agreed date, no pace", c, old, "outcomes: due_date=2025-10-08, target=100, current=100", "fail");
    addCase("achieved on D", c, old, "outcomes: achieved_date=2025-06-30", "pass");
    addCase("achieved on 1 July last year", c, old, "outcomes: achieved_date=2024-07-01", "pass");
    addCase("achieved on 30 June last year", c, old, "outcomes: achieved_date=2024-06-30", "fail");
    addCase("achieved long ago has no pace", c, old,
        "outcomes: agreed_date=2023-03-22, due_date=2025-10-08, target=100, current=100, achieved_date=2024-01-01",
        "fail");
    addCase("achieved after D still has a pace", c, old,
        "outcomes: agreed_date=2025-03-22, due_date=2025-10-08, target=100, current=40, achieved_date=2025-07-01",
        "pass");
    addCase("one of two", c, old,
        "outcomes: agreed_date=2024-03-22, due_date=2024-10-08, target=100; outcomes: achieved_date=2025-06-01",
        "pass");
    addCase("day 120", c, "start_date=2025-03-02", "outcomes:", "pending");
    addCase("day 121", c, "start_date=2025-03-01", "outcomes:", "fail");
    addCase("never imported", c, old, "", "unknown");

    c = "value_returned"; // due 365, ARR 12,000
    addCase("exactly the ARR", c, old, "outcomes: achieved_date=2025-01-01, annual_value=12000", "pass");
    addCase("a cent less", c, old, "outcomes: achieved_date=2025-01-01, annual_value=11999.99", "fail");
    addCase("two outcomes", c, old,
        "outcomes: achieved_date=2025-01-01, annual_value=7000; outcomes: achieved_date=2024-07-01, annual_value=5000",
        "pass");
    addCase("a year and a day ago", c, old,
        "outcomes: achieved_date=2025-01-01, annual_value=7000; outcomes: achieved_date=2024-06-30, annual_value=5000",
        "fail");
    addCase("achieved after D", c, old, "outcomes: achieved_date=2025-07-01, annual_value=12000", "fail");
    addCase("not achieved", c, old, "outcomes: annual_value=12000", "fail");
    addCase("day 365", c, "start_date=2024-06-30", "outcomes:", "pending");
    addCase("day 366", c, "start_date=2024-06-29", "outcomes:", "fail");

    addCase("never imported", "usage_alive", old, "", "unknown");
    addCase("no row of the account", "usage_alive", old, "usage:", "unknown");
    addCase("never imported", "usage_not_decaying", old, "", "unknown");
}

void ZoneCriteriaRealizationTest::usageIsAliveUntilItDrifts_data()
{
    QTest::addColumn<QString>("start");
    QTest::addColumn<int>("before"); // users a week, 26 weeks
    QTest::addColumn<int>("now"); // users a week, the last four weeks
    QTest::addColumn<bool>("sourceBroken");
    QTest::addColumn<QString>("alive");
    QTest::addColumn<QString>("notDecaying");
    const auto row = [](const char* story, const char* start, int before, int now, bool broken, const char* alive,
                         const char* notDecaying) {
        QTest::newRow(story) << QString::fromUtf8(start) << before << now << broken << QString::fromUtf8(alive)
                             << QString::fromUtf8(notDecaying);
    };
    row("steady", "2024-01-01", 100, 100, false, "pass", "pass");
    row("silent decay: 50/100", "2024-01-01", 100, 50, false, "pass", "fail");
    row("drift: 49/100", "2024-01-01", 100, 49, false, "fail", "pass");
    row("zombie: 14/100", "2024-01-01", 100, 14, false, "fail", "pass");
    row("drift on day 90", "2025-04-01", 100, 49, false, "pending", "pass");
    row("drift on day 91", "2025-03-31", 100, 49, false, "fail", "pass");
    row("silent decay on day 90", "2025-04-01", 100, 50, false, "pass", "pending");
    row("silent decay on day 91", "2025-03-31", 100, 50, false, "pass", "fail");
    row("source broken", "2024-01-01", 100, 49, true, "unknown", "unknown");
    row("unknown start", "", 100, 49, false, "unknown", "pass");
}

void ZoneCriteriaRealizationTest::usageIsAliveUntilItDrifts()
{
    QFETCH(QString, start);
    QFETCH(int, before);
    QFETCH(int, now);
    QFETCH(bool, sourceBroken);
    QFETCH(QString, alive);
    QFETCH(QString, notDecaying);
    PortfolioBuilder book = bookWith(start.isEmpty() ? "" : "start_date=" + start.toStdString(), "");
    std::vector<std::int64_t> users(26, before);
    users.insert(users.end(), 4, now);
    book.weeklyUsage("acme", "2024-12-02", users); // 30 weeks: the last begins on 23 June 2025
    const ZonesOnDay result = zonesOn(book, "2025-06-30", sourceBroken);
    QCOMPARE(std::string(text(result.of("acme").state(CriterionId::UsageAlive))), alive.toStdString());
    QCOMPARE(std::string(text(result.of("acme").state(CriterionId::UsageNotDecaying))), notDecaying.toStdString());
    // A broken source is named among the facts.
    bool named = false;
    for (const Evidence& fact : result.evidence("acme", CriterionId::UsageAlive, sourceBroken))
        named = named || fact.fact == "source_broken";
    QCOMPARE(named, sourceBroken);
}

void ZoneCriteriaRealizationTest::valueIsConvertedToTheBaseCurrency()
{
    const auto stateAt = [](const char* rate, const char* currency) {
        PortfolioBuilder book;
        book.account("acme", std::string("start_date=2023-01-01, currency=") + currency);
        book.subscription("acme", "2023-01-01", "", "12000", "currency=USD");
        addFacts(book, "outcomes: achieved_date=2025-01-01, annual_value=10000");
        book.fxRate("EUR", "2025-01-01", rate);
        return zonesOn(book).of("acme").state(CriterionId::ValueReturned);
    };
    QCOMPARE(stateAt("1.2", "EUR"), CriterionState::Pass); // 10,000 × 1.2 = 12,000
    QCOMPARE(stateAt("1.1999", "EUR"), CriterionState::Fail); // 11,999
    QCOMPARE(stateAt("1.2", "GBP"), CriterionState::Fail); // no rate counts as 0
}

void ZoneCriteriaRealizationTest::theRatioOfValueToArrIsShown()
{
    const ZonesOnDay result =
        zonesOn(bookWith("start_date=2023-01-01", "outcomes: achieved_date=2025-01-01, annual_value=15000"));
    const auto evidence = result.evidence("acme", CriterionId::ValueReturned);
    QCOMPARE(evidence[0].fact, std::string("value_returned"));
    QCOMPARE(std::get<Money>(evidence[0].value), money("15000"));
    QCOMPARE(std::get<Money>(evidence[0].threshold), money("12000"));
    QCOMPARE(evidence[1].fact, std::string("value_per_arr"));
    QCOMPARE(std::get<double>(evidence[1].value), 1.25); // dollars out per dollar in
    QCOMPARE(evidence[2].date, std::optional(day("2025-01-01")));
    QVERIFY(evidence[2].source.has_value());
}

QTEST_APPLESS_MAIN(ZoneCriteriaRealizationTest)
#include "zone_criteria_realization_test.moc"
