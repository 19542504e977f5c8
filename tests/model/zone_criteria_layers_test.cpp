// SPDX-License-Identifier: GPL-3.0-or-later
// The two layers, Trust and Intelligence, criterion by criterion, on 30 June 2025 (a Monday).
#include <QTest>

#include "tests/model/zone_book.h"

using namespace holdfast;

class ZoneCriteriaLayersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void trustHoldsWhenCustomersAreSatisfied_data();
    void trustHoldsWhenCustomersAreSatisfied() { compareCase(); }
    void intelligenceIsPresentOrAbsent_data();
    void intelligenceIsPresentOrAbsent() { compareCase(); }
    void usageIsKnownUpToItsLastCoveredDay_data();
    void usageIsKnownUpToItsLastCoveredDay();
    void coverageDecidesTheStatusOfIntelligence_data();
    void coverageDecidesTheStatusOfIntelligence();
};

void ZoneCriteriaLayersTest::trustHoldsWhenCustomersAreSatisfied_data()
{
    addCriterionColumns();
    const char* c = "nps"; // due 0, the latest of (30 June 2024, 30 June 2025]
    addCase("7", c, "", "surveys: kind=nps, date=2025-01-01, score=7", "pass");
    addCase("6", c, "", "surveys: kind=nps, date=2025-01-01, score=6", "fail");
    addCase("6.9", c, "", "surveys: kind=nps, date=2025-01-01, score=6.9", "fail");
    addCase("the latest counts", c, "",
        "surveys: kind=nps, date=2025-01-01, score=2; surveys: kind=nps, date=2025-01-02, score=9", "pass");
    addCase("the lowest of the latest date counts", c, "",
        "surveys: kind=nps, date=2025-01-01, score=9, respondent=a; "
        "surveys: kind=nps, date=2025-01-01, score=6, respondent=b",
        "fail");
    addCase("whoever answered it", c, "",
        "surveys: kind=nps, date=2025-01-01, score=6, respondent=a; "
        "surveys: kind=nps, date=2025-01-01, score=9, respondent=b",
        "fail");
    addCase("1 July last year", c, "", "surveys: kind=nps, date=2024-07-01, score=7", "pass");
    addCase("30 June last year is too old", c, "", "surveys: kind=nps, date=2024-06-30, score=3", "unknown");
    addCase("after D", c, "",
        "surveys: kind=nps, date=2025-07-01, score=3; surveys: kind=nps, date=2025-06-30, score=8", "pass");
    addCase("csat is none", c, "", "surveys: kind=csat, date=2025-01-01, score=3", "unknown");
    addCase("none", c, "", "surveys:", "unknown");
    addCase("never imported", c, "", "", "unknown");

    c = "csat"; // due 0, mean of (1 April, 30 June]
    addCase("(5 + 4 + 3)/3 = 4", c, "",
        "tickets: opened_date=2025-05-01, csat=5; tickets: opened_date=2025-05-02, csat=4; "
        "surveys: kind=csat, date=2025-05-03, score=3",
        "pass");
    addCase("(5 + 4 + 2.9)/3", c, "",
        "tickets: opened_date=2025-05-01, csat=5; tickets: opened_date=2025-05-02, csat=4; "
        "surveys: kind=csat, date=2025-05-03, score=2.9",
        "fail");
    addCase("dated by its closing", c, "", "tickets: opened_date=2025-01-01, closed_date=2025-04-02, csat=1", "fail");
    addCase("closed on 1 April", c, "", "tickets: opened_date=2025-01-01, closed_date=2025-04-01, csat=1", "unknown");
    addCase("closed after D", c, "", "tickets: opened_date=2025-06-01, closed_date=2025-07-01, csat=1", "unknown");
    addCase("open, dated by its opening", c, "", "tickets: opened_date=2025-04-02, csat=1", "fail");
    addCase("opened on 1 April", c, "", "tickets: opened_date=2025-04-01, csat=1", "unknown");
    addCase("survey of 1 April", c, "", "surveys: kind=csat, date=2025-04-01, score=1", "unknown");
    addCase("survey of 2 April", c, "", "surveys: kind=csat, date=2025-04-02, score=1", "fail");
    addCase("opened on D", c, "", "tickets: opened_date=2025-06-30, csat=1", "fail");
    addCase("opened after D, whatever its closing says", c, "",
        "tickets: opened_date=2025-07-01, closed_date=2025-06-30, csat=1", "unknown");
    addCase("surveys alone", c, "", "surveys: kind=csat, date=2025-06-30, score=4", "pass");
    addCase("nps is none", c, "", "tickets:; surveys: kind=nps, date=2025-06-30, score=4", "unknown");
    addCase("neither imported", c, "", "", "unknown");

    c = "no_open_escalation"; // due 0
    addCase("open for 7 days", c, "", "tickets: opened_date=2025-06-23, escalated=true", "pass");
    addCase("open for 8 days", c, "", "tickets: opened_date=2025-06-22, escalated=true", "fail");
    addCase("closed on D", c, "", "tickets: opened_date=2025-01-01, closed_date=2025-06-30, escalated=true", "pass");
    addCase("closed after D", c, "", "tickets: opened_date=2025-01-01, closed_date=2025-07-01, escalated=true", "fail");
    addCase("opened after D", c, "", "tickets: opened_date=2025-07-22, escalated=true", "pass");
    addCase("not escalated", c, "", "tickets: opened_date=2025-01-01, escalated=false", "pass");
    addCase("escalated never said", c, "", "tickets: opened_date=2025-01-01", "unknown");
    addCase("headers alone", c, "", "tickets:", "pass");
    addCase("never imported", c, "", "", "unknown");

    c = "paid_up"; // due 0
    addCase("30 days late", c, "", "invoices: issued_date=2025-05-01, due_date=2025-05-31, amount=1", "pass");
    addCase("31 days late", c, "", "invoices: issued_date=2025-05-01, due_date=2025-05-30, amount=1", "fail");
    addCase("paid on D", c, "", "invoices: issued_date=2025-01-01, due_date=2025-01-30, amount=1, paid_date=2025-06-30",
        "pass");
    addCase("paid after D", c, "",
        "invoices: issued_date=2025-01-01, due_date=2025-01-30, amount=1, paid_date=2025-07-01", "fail");
    addCase("a credit note is never late", c, "", "invoices: issued_date=2025-01-01, due_date=2025-01-30, amount=-1",
        "pass");
    addCase("nothing to pay", c, "", "invoices: issued_date=2025-05-01, due_date=2025-05-30, amount=0", "pass");
    addCase("a cent to pay", c, "", "invoices: issued_date=2025-05-01, due_date=2025-05-30, amount=0.01", "fail");
    addCase("issued on D, due long before", c, "", "invoices: issued_date=2025-06-30, due_date=2025-05-30, amount=1",
        "fail");
    addCase("issued after D", c, "", "invoices: issued_date=2025-07-01, due_date=2025-05-30, amount=1", "pass");
    addCase("no due date", c, "", "invoices: issued_date=2025-01-01, amount=1", "pass");
    addCase("headers alone", c, "", "invoices:", "pass");
    addCase("never imported", c, "", "", "unknown");
}

void ZoneCriteriaLayersTest::intelligenceIsPresentOrAbsent_data()
{
    addCriterionColumns();
    addCase("one", "owner", "owner=Ann", "", "pass");
    addCase("none", "owner", "", "", "fail");

    const char* c = "renewal_date";
    addCase("ahead", c, "renewal_date=2025-07-01", "", "pass");
    addCase("past", c, "renewal_date=2025-01-01", "", "pass");
    addCase("none", c, "", "", "fail");
    addCase("of a subscription", c, "", "subscriptions: start_date=2025-01-01, end_date=2026-01-01, arr=1200", "pass");
    addCase("monthly", c, "contract_model=monthly", "", "not_applicable");
    addCase("monthly with a date", c, "contract_model=monthly, renewal_date=2025-07-01", "", "not_applicable");

    c = "contacts";
    addCase("present", c, "", "contacts: role=user", "pass");
    addCase("left on D", c, "", "contacts: role=user, left_date=2025-06-30", "fail");
    addCase("never imported is absent", c, "", "", "fail");

    c = "health";
    addCase("30 days old, any source", c, "", "health: date=2025-05-31, source=sales, status=red", "pass");
    addCase("31 days old", c, "", "health: date=2025-05-30, source=cs, status=green", "fail");
    addCase("after D", c, "", "health: date=2025-07-01, source=cs, status=green", "fail");
    addCase("never imported is absent", c, "", "", "fail");

    c = "interaction";
    addCase("30 days ago", c, "", "interactions: kind=email, date=2025-05-31", "pass");
    addCase("31 days ago", c, "", "interactions: kind=email, date=2025-05-30", "fail");
    addCase("not held", c, "", "interactions: kind=email, date=2025-06-30, held=false", "fail");
    addCase("after D", c, "", "interactions: kind=email, date=2025-07-01", "fail");

    c = "outcome_measured";
    addCase("90 days ago", c, "", "outcomes: measured_date=2025-04-01", "pass");
    addCase("91 days ago", c, "", "outcomes: measured_date=2025-03-31", "fail");
    addCase("after D", c, "", "outcomes: measured_date=2025-07-01", "fail");
    addCase("never imported is absent", c, "", "", "fail");
}

void ZoneCriteriaLayersTest::usageIsKnownUpToItsLastCoveredDay_data()
{
    QTest::addColumn<QStringList>("feed"); // dates of another account, which set the grain
    QTest::addColumn<QString>("last"); // the account's only row
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* story, const char* feed, const char* last, const char* expected) {
        QTest::newRow(story) << QString::fromUtf8(feed).split(QLatin1Char(' ')) << QString::fromUtf8(last)
                             << QString::fromUtf8(expected);
    };
    const char* days = "2025-06-27 2025-06-28";
    row("day feed, 14 days", days, "2025-06-16", "pass");
    row("day feed, 15 days", days, "2025-06-15", "fail");
    row("day feed, no row ≤ D", days, "2025-07-01", "fail");
    // Friday 13 June covers up to Sunday the 15th (15 days); Friday 20 June up to the 22nd.
    row("weekday feed, Friday 13 June", "2025-06-26 2025-06-27", "2025-06-13", "fail");
    row("weekday feed, Monday 16 June", "2025-06-26 2025-06-27", "2025-06-16", "pass");
    const char* weeks = "2025-06-16 2025-06-23";
    row("week feed, 20 days covers up to 14", weeks, "2025-06-10", "pass");
    row("week feed, 21 days", weeks, "2025-06-09", "fail");
    // From 16 April to 15 May: 46 days back; from 17 April to 16 May: 45.
    const char* months = "2025-04-15 2025-05-15";
    row("month feed, 45 days", months, "2025-04-17", "pass");
    row("month feed, 46 days", months, "2025-04-16", "fail");
}

void ZoneCriteriaLayersTest::usageIsKnownUpToItsLastCoveredDay()
{
    QFETCH(QStringList, feed);
    QFETCH(QString, last);
    QFETCH(QString, expected);
    PortfolioBuilder book = bookWith("", "");
    for (const QString& date : std::as_const(feed))
        book.usage("other", date.toStdString(), 1);
    book.row("usage", "account_id=acme, seats=3, date=" + last.toStdString()); // known even without active users
    const ZonesOnDay result = zonesOn(book);
    QCOMPARE(std::string(text(result.of("acme").state(CriterionId::KnownUsage))), expected.toStdString());
}

void ZoneCriteriaLayersTest::coverageDecidesTheStatusOfIntelligence_data()
{
    QTest::addColumn<bool>("monthly");
    QTest::addColumn<int>("present"); // of owner, contact, health, interaction, outcome, usage, renewal date
    QTest::addColumn<double>("coverage");
    QTest::addColumn<QString>("status");
    QTest::newRow("0 of 7") << false << 0 << 0.0 << QStringLiteral("broken");
    QTest::newRow("3 of 7 = 0.43") << false << 3 << 3.0 / 7 << QStringLiteral("broken");
    QTest::newRow("4 of 7 = 0.57") << false << 4 << 4.0 / 7 << QStringLiteral("at_risk");
    QTest::newRow("5 of 7 = 0.71") << false << 5 << 5.0 / 7 << QStringLiteral("at_risk");
    QTest::newRow("6 of 7 = 0.86") << false << 6 << 6.0 / 7 << QStringLiteral("healthy");
    QTest::newRow("7 of 7") << false << 7 << 1.0 << QStringLiteral("healthy");
    QTest::newRow("monthly, 2 of 6 = 0.33") << true << 2 << 2.0 / 6 << QStringLiteral("broken");
    QTest::newRow("monthly, 3 of 6 = 0.50") << true << 3 << 0.5 << QStringLiteral("at_risk");
    QTest::newRow("monthly, 4 of 6 = 0.67") << true << 4 << 4.0 / 6 << QStringLiteral("at_risk");
    QTest::newRow("monthly, 5 of 6 = 0.83") << true << 5 << 5.0 / 6 << QStringLiteral("healthy");
    QTest::newRow("monthly, the renewal date does not count") << true << 7 << 1.0 << QStringLiteral("healthy");
}

void ZoneCriteriaLayersTest::coverageDecidesTheStatusOfIntelligence()
{
    QFETCH(bool, monthly);
    QFETCH(int, present);
    QFETCH(double, coverage);
    QFETCH(QString, status);
    std::string cells = monthly ? "contract_model=monthly" : "contract_model=annual";
    cells += present > 0 ? ", owner=Ann" : "";
    cells += present > 6 ? ", renewal_date=2025-12-31" : "";
    const std::array<const char*, 5> facts{"contacts: role=user", "health: date=2025-06-30, source=cs, status=green",
        "interactions: kind=call, date=2025-06-30", "outcomes: measured_date=2025-06-30",
        "usage: date=2025-06-30, active_users=1"};
    PortfolioBuilder book = bookWith(cells, "");
    for (int i = 0; i < std::min(5, present - 1); ++i)
        addFacts(book, facts[static_cast<std::size_t>(i)]);
    const ZonesOnDay result = zonesOn(book);
    QCOMPARE(result.of("acme").coverage.value_or(-1), coverage);
    QCOMPARE(result.status("acme", Zone::Intelligence), status.toStdString());
}

QTEST_APPLESS_MAIN(ZoneCriteriaLayersTest)
#include "zone_criteria_layers_test.moc"
