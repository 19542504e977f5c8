// SPDX-License-Identifier: GPL-3.0-or-later
// Belief and Commitment, criterion by criterion, on 30 June 2025. Ages on that day: start 16 June 14, 31 May 30,
// 16 May 45, 1 April 90, 30 June 2024 365 days.
#include <QTest>

#include "tests/model/zone_book.h"

using namespace holdfast;

class ZoneCriteriaBeliefTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beliefHoldsWhenTheDealIsSound_data();
    void beliefHoldsWhenTheDealIsSound() { compareCase(); }
    void commitmentHoldsWhenTheCustomerDoesItsPart_data();
    void commitmentHoldsWhenTheCustomerDoesItsPart() { compareCase(); }
    void aDateColumnWithoutAnyValueIsUnknown_data();
    void aDateColumnWithoutAnyValueIsUnknown();
    void tasksAreOnTimeAtSevenOfTen_data();
    void tasksAreOnTimeAtSevenOfTen();
};

void ZoneCriteriaBeliefTest::beliefHoldsWhenTheDealIsSound_data()
{
    addCriterionColumns();
    const char* c = "success_defined"; // due 30
    addCase("agreed on D", c, "start_date=2025-01-01", "outcomes: agreed_date=2025-06-30", "pass");
    addCase(
        "agreed the day after D is not there", c, "start_date=2025-01-01", "outcomes: agreed_date=2025-07-01", "fail");
    addCase("day 30 is in time", c, "start_date=2025-05-31", "outcomes:", "pending");
    addCase("day 31 is late", c, "start_date=2025-05-30", "outcomes:", "fail");
    addCase("no agreed date", c, "start_date=2025-05-30", "outcomes: target=5", "fail");
    addCase("passes before it is due", c, "start_date=2025-06-29", "outcomes: agreed_date=2025-06-29", "pass");
    addCase("never imported", c, "start_date=2025-01-01", "", "unknown");
    addCase("never imported, not due", c, "start_date=2025-06-29", "", "unknown");
    addCase("unknown start", c, "", "outcomes:", "unknown");
    addCase("unknown start, passed", c, "", "outcomes: agreed_date=2025-06-30", "pass");

    addCase("poor", "fit_not_poor", "start_date=2025-06-30, fit=poor", "", "fail");
    addCase("partial", "fit_not_poor", "fit=partial", "", "pass");
    addCase("missing", "fit_not_poor", "", "", "unknown");
    addCase("good", "fit_good", "fit=good", "", "pass");
    addCase("partial", "fit_good", "fit=partial", "", "fail");
    addCase("missing", "fit_good", "", "", "unknown");

    c = "handoff_recorded"; // due 14
    addCase("on D", c, "start_date=2025-01-01, handoff_date=2025-06-30", "", "pass");
    addCase("after D", c, "start_date=2025-01-01, handoff_date=2025-07-01", "", "fail");
    addCase("day 14", c, "start_date=2025-06-16", "", "pending");
    addCase("day 15", c, "start_date=2025-06-15", "", "fail");
    addCase("day 365 still fails", c, "start_date=2024-06-30", "", "fail");
    addCase("day 366 is unknown", c, "start_date=2024-06-29", "", "unknown");
    addCase("day 366, after D", c, "start_date=2024-06-29, handoff_date=2025-07-01", "", "unknown");
    addCase("day 366, recorded", c, "start_date=2024-06-29, handoff_date=2024-08-01", "", "pass");
    addCase("unknown start", c, "", "", "unknown");

    c = "sponsor_named"; // due 0
    addCase("sponsor", c, "", "contacts: role=executive_sponsor", "pass");
    addCase("buyer", c, "", "contacts: role=economic_buyer", "pass");
    addCase("champion alone", c, "start_date=2025-06-30", "contacts: role=champion", "fail");
    addCase("joins on D", c, "", "contacts: role=economic_buyer, joined_date=2025-06-30", "pass");
    addCase("joins after D", c, "", "contacts: role=economic_buyer, joined_date=2025-07-01", "fail");
    addCase("leaves on D", c, "", "contacts: role=economic_buyer, left_date=2025-06-30", "fail");
    addCase("leaves after D", c, "", "contacts: role=economic_buyer, left_date=2025-07-01", "pass");
    addCase("none, at once and with an unknown start", c, "", "contacts:", "fail");
    addCase("never imported", c, "", "", "unknown");
}

void ZoneCriteriaBeliefTest::commitmentHoldsWhenTheCustomerDoesItsPart_data()
{
    addCriterionColumns();
    const char* c = "kicked_off"; // due 45
    addCase("on D", c, "start_date=2025-01-01, kickoff_date=2025-06-30", "", "pass");
    addCase("after D", c, "start_date=2025-01-01, kickoff_date=2025-07-01", "", "fail");
    addCase("day 45", c, "start_date=2025-05-16", "", "pending");
    addCase("day 46", c, "start_date=2025-05-15", "", "fail");
    addCase("onboarding stands in", c, "start_date=2025-01-01, onboarding_completed_date=2025-06-30", "", "pass");
    addCase("onboarding after D", c, "start_date=2025-01-01, onboarding_completed_date=2025-07-01", "", "fail");
    addCase("day 366", c, "start_date=2024-06-29", "", "unknown");
    addCase("unknown start", c, "", "", "unknown");

    c = "kickoff_prompt"; // due 14
    addCase("14 days", c, "start_date=2025-01-01, kickoff_date=2025-01-15", "", "pass");
    addCase("15 days", c, "start_date=2025-01-01, kickoff_date=2025-01-16", "", "fail");
    addCase("before the start", c, "start_date=2025-01-01, kickoff_date=2024-12-01", "", "pass");
    addCase("none on day 14", c, "start_date=2025-06-16", "", "pending");
    addCase("none on day 15", c, "start_date=2025-06-15", "", "fail");
    addCase(
        "none but onboarded", c, "start_date=2025-01-01, onboarding_completed_date=2025-02-01", "", "not_applicable");
    addCase("after D but onboarded", c,
        "start_date=2025-01-01, kickoff_date=2025-07-01, onboarding_completed_date=2025-02-01", "", "not_applicable");
    addCase("old, none but onboarded", c, "start_date=2020-01-01, onboarding_completed_date=2020-02-01", "",
        "not_applicable");
    addCase("old, none", c, "start_date=2024-06-29", "", "unknown");
    addCase("old, late", c, "start_date=2024-06-01, kickoff_date=2024-06-16", "", "fail");
    addCase("unknown start", c, "kickoff_date=2025-01-01", "", "unknown");

    c = "champion_present"; // due 30
    addCase("present", c, "start_date=2025-01-01", "contacts: role=champion", "pass");
    addCase("left on D", c, "start_date=2025-01-01", "contacts: role=champion, left_date=2025-06-30", "fail");
    addCase("day 30", c, "start_date=2025-05-31", "contacts:", "pending");
    addCase("day 31", c, "start_date=2025-05-30", "contacts:", "fail");
    addCase("never imported", c, "start_date=2025-05-30", "", "unknown");

    c = "sponsor_engaged"; // due 90, window (1 April, 30 June]
    const char* old = "start_date=2025-01-01";
    addCase("2 April", c, old, "interactions: kind=call, date=2025-04-02, sponsor_attended=true", "pass");
    addCase("1 April", c, old, "interactions: kind=call, date=2025-04-01, sponsor_attended=true", "fail");
    addCase("on D", c, old, "interactions: kind=call, date=2025-06-30, sponsor_attended=true", "pass");
    addCase("after D", c, old, "interactions: kind=call, date=2025-07-01, sponsor_attended=true", "fail");
    addCase("not held", c, old, "interactions: kind=call, date=2025-06-01, sponsor_attended=true, held=false", "fail");
    addCase("not attended", c, old, "interactions: kind=call, date=2025-06-01, sponsor_attended=false", "fail");
    addCase("attendance never said in any row", c, old, "interactions: kind=call, date=2025-06-01", "unknown");
    addCase("headers alone", c, old, "interactions:", "fail");
    addCase("day 90", c, "start_date=2025-04-01", "interactions:", "pending");
    addCase("day 91", c, "start_date=2025-03-31", "interactions:", "fail");
    addCase("tech touch, never imported", c, "start_date=2025-01-01, touch=tech", "", "not_applicable");
    addCase("human touch, never imported", c, "start_date=2025-01-01, touch=human", "", "unknown");

    c = "customer_tasks_on_time"; // due 30, planned in (1 January, 23 June]
    addCase("planned D−7, done on D", c, old,
        "milestones: side=customer, planned_date=2025-06-23, completed_date=2025-06-30", "pass");
    addCase("planned D−6 does not count", c, old, "milestones: side=customer, planned_date=2025-06-24", "unknown");
    addCase("planned D−180 does not count", c, old, "milestones: side=customer, planned_date=2025-01-01", "unknown");
    addCase("planned D−179", c, old, "milestones: side=customer, planned_date=2025-01-02", "fail");
    addCase("done 8 days late", c, old, "milestones: side=customer, planned_date=2025-05-01, completed_date=2025-05-09",
        "fail");
    addCase("done 7 days late", c, old, "milestones: side=customer, planned_date=2025-05-01, completed_date=2025-05-08",
        "pass");
    addCase("vendor tasks do not count", c, old, "milestones: side=vendor, planned_date=2025-05-01", "unknown");
    addCase("side never said", c, old, "milestones: planned_date=2025-05-01", "unknown");
    addCase("day 30", c, "start_date=2025-05-31", "milestones: side=customer, planned_date=2025-06-10", "pending");
    addCase("day 31", c, "start_date=2025-05-30", "milestones: side=customer, planned_date=2025-06-10", "fail");

    c = "few_blockers"; // due 0
    const char* two = "milestones: side=customer, blocked_since=2025-06-30; milestones: side=customer, "
                      "blocked_since=2025-01-01";
    addCase("two", c, "", two, "pass");
    const std::string three = std::string(two) + "; milestones: side=customer, blocked_since=2025-06-01";
    addCase("three", c, "", three.c_str(), "fail");
    addCase("the third is the vendor's", c, "",
        (std::string(two) + "; milestones: side=vendor, blocked_since=2025-06-01").c_str(), "pass");
    addCase("the third is done on D", c, "", (three + ", completed_date=2025-06-30").c_str(), "pass");
    addCase("the third is done after D", c, "", (three + ", completed_date=2025-07-01").c_str(), "fail");
    addCase("the third is blocked after D", c, "",
        (std::string(two) + "; milestones: side=customer, blocked_since=2025-07-01").c_str(), "pass");
    addCase("headers alone", c, "", "milestones:", "pass");
    addCase("never imported", c, "", "", "unknown");
}

void ZoneCriteriaBeliefTest::aDateColumnWithoutAnyValueIsUnknown_data()
{
    QTest::addColumn<QString>("criterion");
    QTest::addColumn<QString>("account");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* story, const char* criterion, const char* account, const char* expected) {
        QTest::newRow(story) << QString::fromUtf8(criterion) << QString::fromUtf8(account)
                             << QString::fromUtf8(expected);
    };
    row("no handoff anywhere", "handoff_recorded", "start_date=2025-01-01", "unknown");
    row("no kickoff anywhere", "kicked_off", "start_date=2025-01-01", "unknown");
    row("no kickoff anywhere, onboarded", "kicked_off", "start_date=2025-01-01, onboarding_completed_date=2025-02-01",
        "pass");
    row("no onboarding anywhere, kickoff decides", "kicked_off", "start_date=2025-01-01, kickoff_date=2025-07-01",
        "fail");
    row("prompt, no kickoff anywhere", "kickoff_prompt", "start_date=2025-01-01", "unknown");
    row("prompt, no kickoff anywhere but onboarded", "kickoff_prompt",
        "start_date=2025-01-01, onboarding_completed_date=2025-02-01", "not_applicable");
    row("no onboarding anywhere", "onboarded", "start_date=2025-01-01", "unknown");
    row("onboarding after D is a value", "onboarded", "start_date=2025-01-01, onboarding_completed_date=2025-07-01",
        "fail");
    row("on time, no onboarding anywhere", "onboarded_on_time", "start_date=2025-06-29", "unknown");
}

void ZoneCriteriaBeliefTest::aDateColumnWithoutAnyValueIsUnknown()
{
    QFETCH(QString, criterion);
    QFETCH(QString, account);
    QFETCH(QString, expected);
    PortfolioBuilder book;
    book.account("acme", "arr=12000, " + account.toStdString());
    const ZonesOnDay result = zonesOn(book);
    const CriterionId id = criterionNamed(criterion.toStdString());
    QCOMPARE(std::string(text(result.of("acme").state(id))), expected.toStdString());
}

void ZoneCriteriaBeliefTest::tasksAreOnTimeAtSevenOfTen_data()
{
    QTest::addColumn<int>("onTime");
    QTest::addColumn<int>("planned");
    QTest::addColumn<QString>("expected");
    QTest::newRow("7 of 10 = 0.70") << 7 << 10 << QStringLiteral("pass");
    QTest::newRow("6 of 10 = 0.60") << 6 << 10 << QStringLiteral("fail");
    QTest::newRow("9 of 13 = 0.692") << 9 << 13 << QStringLiteral("fail");
}

void ZoneCriteriaBeliefTest::tasksAreOnTimeAtSevenOfTen()
{
    QFETCH(int, onTime);
    QFETCH(int, planned);
    QFETCH(QString, expected);
    PortfolioBuilder book = bookWith("start_date=2025-01-01", "");
    for (int i = 0; i < planned; ++i)
        addFacts(book,
            std::string("milestones: side=customer, planned_date=2025-05-01") +
                (i < onTime ? ", completed_date=2025-05-08" : ""));
    const ZonesOnDay result = zonesOn(book);
    QCOMPARE(std::string(text(result.of("acme").state(CriterionId::CustomerTasksOnTime))), expected.toStdString());
    // The share, then each late task.
    const auto evidence = result.evidence("acme", CriterionId::CustomerTasksOnTime);
    QCOMPARE(std::get<double>(evidence.front().value), onTime / static_cast<double>(planned));
    QCOMPARE(std::get<double>(evidence.front().threshold), 0.70);
    QCOMPARE(static_cast<int>(evidence.size()), 1 + (planned - onTime) + 1); // the last is the age
}

QTEST_APPLESS_MAIN(ZoneCriteriaBeliefTest)
#include "zone_criteria_belief_test.moc"
