// SPDX-License-Identifier: GPL-3.0-or-later
// What stands behind each criterion: facts, the numbers or days they are held against, and their dates. As of 30 June
// 2025; the account started on 1 January 2025, so that day 90 is 1 April.
#include <QTest>

#include "tests/model/zone_book.h"
#include "tests/support/review_book.h"

using namespace holdfast;

namespace {

std::string line(const Evidence& fact)
{
    std::string text = fact.fact + "=" + ReviewBook::print(fact.value);
    if (!std::holds_alternative<std::monostate>(fact.threshold))
        text += "/" + ReviewBook::print(fact.threshold);
    if (fact.date)
        text += "@" + fact.date->toIso();
    return text;
}

std::string lines(const ZonesOnDay& day, std::string_view criterion)
{
    std::string all;
    for (const Evidence& fact : day.evidence("acme", criterionNamed(criterion)))
        all += (all.empty() ? "" : " | ") + line(fact);
    return all;
}

} // namespace

class ZoneEvidenceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCriterionNamesItsFactsAndLimits_data();
    void aCriterionNamesItsFactsAndLimits();
    void theLimitsStandWithoutAnyFact_data();
    void theLimitsStandWithoutAnyFact();
    void factsAreShownOnBothSidesOfTheirDay_data();
    void factsAreShownOnBothSidesOfTheirDay();
    void aRenewalIsThatOfASubscriptionThatHasStarted();
    void whatDecidesComesFirst();
    void aBrokenSourceIsNamedWhereUsageDecides();
    void anAgeSaysWhereTheStartComesFrom();
};

void ZoneEvidenceTest::aCriterionNamesItsFactsAndLimits_data()
{
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* criterion, const char* facts) {
        QTest::newRow(criterion) << QString::fromUtf8(facts);
    };
    // "fact=value/limit@date". A limit of days counts back to the first day that is still in time: of 90 days up to
    // 30 June that is 2 April, of the 14 days from 1 January the 14th. on_pace: 0.8 × 161 / 334 = 0.385629.
    row("success_defined", "agreed=2025-01-20@2025-01-20 | agreed=2025-01-20@2025-01-20 | age=180/30@2025-01-01");
    row("fit_not_poor", "fit=good/partial");
    row("fit_good", "fit=good/good");
    row("handoff_recorded", "handoff=2025-01-05@2025-01-05 | age=180/14@2025-01-01");
    row("sponsor_named", "sponsor=Bob");
    row("kicked_off",
        "kickoff=2025-01-10@2025-01-10 | onboarding_completed=2025-02-20@2025-02-20 | age=180/45@2025-01-01");
    row("kickoff_prompt", "kickoff=2025-01-10/2025-01-15@2025-01-10 | age=180/14@2025-01-01");
    row("champion_present", "champion=Ann | age=180/30@2025-01-01");
    row("sponsor_engaged", "sponsor_attended=2025-06-20/2025-04-02@2025-06-20 | age=180/90@2025-01-01");
    row("customer_tasks_on_time", "customer_tasks_on_time=1.0/0.7 | age=180/30@2025-01-01");
    row("few_blockers", "blocked=1/2 | blocked_since=2025-06-10@2025-06-10");
    row("onboarded", "onboarding_completed=2025-02-20@2025-02-20 | age=180/60@2025-01-01");
    row("onboarded_on_time", "onboarding_completed=2025-02-20/2025-03-02@2025-02-20 | age=180/60@2025-01-01");
    row("first_value",
        "first_value=2025-03-20@2025-03-20 | outcome_achieved=2025-03-01@2025-03-01 | age=180/90@2025-01-01");
    row("core_adopted", "core_completed=2025-03-05/2025-04-01@2025-03-05 | age=180/90@2025-01-01");
    row("first_login",
        "first_login=2025-01-06/2025-01-14@2025-01-06 | feed_begins=2025-01-06@2025-01-06 | age=180/14@2025-01-01");
    row("seats_used", "utilisation=0.5/0.4@2025-06-29 | recent=10.0 | seats=20.0 | age=180/90@2025-01-01");
    row("seats_well_used", "utilisation=0.5/0.6@2025-06-29 | recent=10.0 | seats=20.0 | age=180/90@2025-01-01");
    row("targets_agreed", "target=100.0@2025-01-20 | age=180/90@2025-01-01");
    row("measured", "measured=2025-05-01/2025-04-02@2025-05-01 | age=180/120@2025-01-01");
    row("on_pace",
        "outcome_achieved=2025-03-01@2025-03-01 | progress=0.4/0.385629@2025-05-01 | age=180/120@2025-01-01");
    row("value_returned",
        "value_returned=5000.00/12000.00 | value_per_arr=0.416667/1.0 | annual_value=5000.00@2025-03-01 | "
        "age=180/365@2025-01-01");
    row("usage_alive",
        "stage=plateau@2025-06-29 | ratio=1.0/0.5 | zeros=0/2 | recent=10.0 | peak=10.0 | age=180/90@2025-01-01");
    row("usage_not_decaying",
        "stage=plateau@2025-06-29 | change=0.0/-0.15 | recent=10.0 | prior=10.0 | age=180/90@2025-01-01");
    row("realized", "realization=healthy/at_risk | age=180/180@2025-01-01");
    row("realized_fully", "realization=healthy/healthy | age=180/180@2025-01-01");
    row("not_shrinking", "arr=12000.00/0.00@2024-06-30");
    row("growing",
        "arr=12000.00/0.00@2024-06-30 | open_opportunity=2025-06-01@2025-06-01 | "
        "signal=2025-06-15/2025-04-02@2025-06-15 | age=180/180@2025-01-01");
    row("wins_exist", "outcome_achieved=2025-03-01@2025-03-01 | age=180/180@2025-01-01");
    row("a_win_recognised", "wins_recognised=1/1 | recognised=2025-03-10@2025-03-01");
    row("wins_recognised", "wins_recognised_share=1.0/0.8 | recognised=2025-03-10@2025-03-01");
    row("business_review", "business_review=2025-06-20/2025-03-23@2025-06-20 | age=180/120@2025-01-01");
    row("advocacy", "reference=2025-06-01@2025-06-01 | nps=9.0/9.0@2025-06-02 | age=180/180@2025-01-01");
    row("nps", "nps=9.0/7.0@2025-06-02");
    row("csat", "csat=5.0/4.0 | survey_csat=5.0@2025-06-02");
    row("no_open_escalation", "days_open=10/7@2025-06-20");
    row("paid_up", "days_overdue=60/30@2025-05-01");
    row("owner", "owner=kim");
    row("renewal_date", "renewal_date=2026-01-01@2026-01-01");
    row("contacts", "contact=Ann | contact=Bob");
    row("usage", "days_since_usage=1/14@2025-06-29");
    row("health", "days_since_health=10/30@2025-06-20");
    row("interaction", "days_since_interaction=10/30@2025-06-20");
    row("outcome_measured", "days_since_measured=60/90@2025-05-01");
}

void ZoneEvidenceTest::aCriterionNamesItsFactsAndLimits()
{
    const char* account =
        "start_date=2025-01-01, contract_model=annual, owner=kim, renewal_date=2026-01-01, fit=good, "
        "handoff_date=2025-01-05, kickoff_date=2025-01-10, onboarding_completed_date=2025-02-20, seats=20";
    PortfolioBuilder book = bookWith(account,
        "milestones: name=core, core=true, planned_date=2025-03-01, completed_date=2025-03-05; "
        "milestones: name=task, side=customer, planned_date=2025-06-01, completed_date=2025-06-05; "
        "milestones: name=stuck, side=customer, blocked_since=2025-06-10; "
        "milestones: name=win, first_value=true, completed_date=2025-03-20; "
        "outcomes: name=hours, agreed_date=2025-01-20, due_date=2025-12-20, baseline=0, target=100, current=40, "
        "measured_date=2025-05-01; "
        "outcomes: name=older, agreed_date=2025-01-20, measured_date=2025-04-20; "
        "outcomes: name=done, achieved_date=2025-03-01, annual_value=5000, recognised_date=2025-03-10; "
        "contacts: name=Ann, role=champion; contacts: name=Bob, role=economic_buyer; "
        "interactions: kind=qbr, date=2025-05-20, sponsor_attended=true; "
        "interactions: kind=qbr, date=2025-06-20, sponsor_attended=true; "
        "interactions: kind=qbr, date=2025-06-10, sponsor_attended=true; "
        "interactions: kind=reference, date=2025-06-01; "
        "signals: kind=new_region, date=2025-06-15; opportunities: kind=expansion, created_date=2025-06-01, "
        "stage=open; "
        "surveys: kind=nps, date=2025-06-02, score=9; surveys: kind=csat, date=2025-06-02, score=5; "
        "tickets: opened_date=2025-06-20, escalated=true; invoices: amount=10, issued_date=2025-04-01, "
        "due_date=2025-05-01; "
        "health: source=cs, status=green, date=2025-06-20");
    book.weeklyUsage("acme", "2025-01-06", std::vector<std::int64_t>(25, 10));
    const ZonesOnDay day = zonesOn(book);
    QFETCH(QString, expected);
    QCOMPARE(QString::fromStdString(lines(day, QTest::currentDataTag())), expected);
}

void ZoneEvidenceTest::theLimitsStandWithoutAnyFact_data()
{
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* criterion, const char* facts) {
        QTest::newRow(criterion) << QString::fromUtf8(facts);
    };
    row("success_defined", "agreed=null | age=180/30@2025-01-01");
    row("fit_not_poor", "fit=null/partial");
    row("fit_good", "fit=null/good");
    row("handoff_recorded", "handoff=null | age=180/14@2025-01-01");
    row("sponsor_named", "sponsor=null");
    row("kicked_off", "kickoff=null | age=180/45@2025-01-01");
    row("kickoff_prompt", "kickoff=null/2025-01-15 | age=180/14@2025-01-01");
    row("champion_present", "champion=null | age=180/30@2025-01-01");
    row("sponsor_engaged", "sponsor_attended=null/2025-04-02 | age=180/90@2025-01-01");
    row("customer_tasks_on_time", "customer_tasks_on_time=null/0.7 | age=180/30@2025-01-01");
    row("few_blockers", "blocked=0/2");
    row("onboarded", "onboarding_completed=null | age=180/60@2025-01-01");
    row("onboarded_on_time", "onboarding_completed=null/2025-03-02 | age=180/60@2025-01-01");
    row("first_value", "first_value=null | outcome_achieved=null | age=180/90@2025-01-01");
    row("core_adopted", "core_completed=null | age=180/90@2025-01-01");
    row("first_login", "first_login=null/2025-01-14 | age=180/14@2025-01-01");
    row("seats_used", "utilisation=null/0.4 | age=180/90@2025-01-01");
    row("seats_well_used", "utilisation=null/0.6 | age=180/90@2025-01-01");
    row("targets_agreed", "target=null | age=180/90@2025-01-01");
    row("measured", "measured=null/2025-04-02 | age=180/120@2025-01-01");
    row("on_pace", "progress=null | age=180/120@2025-01-01");
    row("value_returned", "value_returned=0.00/12000.00 | value_per_arr=0.0/1.0 | age=180/365@2025-01-01");
    row("usage_alive", "stage=null | age=180/90@2025-01-01");
    row("usage_not_decaying", "stage=null | age=180/90@2025-01-01");
    row("realized", "realization=broken/at_risk | age=180/180@2025-01-01");
    row("realized_fully", "realization=broken/healthy | age=180/180@2025-01-01");
    row("not_shrinking", "arr=12000.00/0.00@2024-06-30");
    row("growing", "arr=12000.00/0.00@2024-06-30 | age=180/180@2025-01-01");
    row("wins_exist", "outcome_achieved=null | age=180/180@2025-01-01");
    row("a_win_recognised", "wins_recognised=0/1");
    row("wins_recognised", "wins_recognised_share=null/0.8");
    row("business_review", "business_review=null/2025-03-23 | age=180/120@2025-01-01");
    row("advocacy", "reference=null | nps=null/9.0 | age=180/180@2025-01-01");
    row("nps", "nps=null/7.0");
    row("csat", "csat=null/4.0");
    row("no_open_escalation", "open_escalations=0");
    row("paid_up", "late_invoices=0");
    row("owner", "owner=null");
    row("renewal_date", "renewal_date=null");
    row("contacts", "contact=null");
    row("usage", "days_since_usage=null/14");
    row("health", "days_since_health=null/30");
    row("interaction", "days_since_interaction=null/30");
    row("outcome_measured", "days_since_measured=null/90");
}

void ZoneEvidenceTest::theLimitsStandWithoutAnyFact()
{
    const ZonesOnDay day = zonesOn(bookWith("start_date=2025-01-01",
        "outcomes:; contacts:; interactions:; signals:; opportunities:; surveys:; tickets:; invoices:; health:; "
        "usage:; "
        "milestones:"));
    QFETCH(QString, expected);
    QCOMPARE(QString::fromStdString(lines(day, QTest::currentDataTag())), expected);
}

// The latest of neighbouring days leads, today's counts and tomorrow's does not.
void ZoneEvidenceTest::factsAreShownOnBothSidesOfTheirDay_data()
{
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* criterion, const char* facts) {
        QTest::newRow(criterion) << QString::fromUtf8(facts);
    };
    row("sponsor_engaged", "sponsor_attended=2025-06-30/2025-04-02@2025-06-30 | age=180/90@2025-01-01");
    row("business_review", "business_review=2025-06-30/2025-03-23@2025-06-30 | age=180/120@2025-01-01");
    row("interaction", "days_since_interaction=0/30@2025-06-30");
    row("measured", "measured=2025-06-30/2025-04-02@2025-06-30 | age=180/120@2025-01-01");
    row("outcome_measured", "days_since_measured=0/90@2025-06-30");
    // Planned 1 June with 7 days of grace.
    row("customer_tasks_on_time",
        "customer_tasks_on_time=0.0/0.7 | task_late=2025-06-09/2025-06-08@2025-06-01 | age=180/30@2025-01-01");
    // Ripe on 1 May and not on 2 May; of the year since 1 July 2024 and not on 30 June 2024.
    row("a_win_recognised",
        "wins_recognised=0/1 | win_unrecognised=2025-05-01@2025-05-01 | win_unrecognised=2024-07-01@2024-07-01 | "
        "win_unrecognised=2024-06-30@2024-06-30");
    row("wins_recognised",
        "wins_recognised_share=0.0/0.8 | win_unrecognised=2025-05-01@2025-05-01 | "
        "win_unrecognised=2024-07-01@2024-07-01");
}

void ZoneEvidenceTest::factsAreShownOnBothSidesOfTheirDay()
{
    const ZonesOnDay day = zonesOn(bookWith("start_date=2025-01-01",
        "interactions: kind=qbr, date=2025-06-29, sponsor_attended=true; "
        "interactions: kind=qbr, date=2025-06-30, sponsor_attended=true; "
        "interactions: kind=qbr, date=2025-07-01, sponsor_attended=true; "
        "outcomes: outcome_id=a, measured_date=2025-06-29; outcomes: outcome_id=b, measured_date=2025-06-30; "
        "outcomes: outcome_id=c, measured_date=2025-07-01; "
        "milestones: side=customer, name=late, planned_date=2025-06-01, completed_date=2025-06-09; "
        "outcomes: outcome_id=d, achieved_date=2025-05-01; outcomes: outcome_id=e, achieved_date=2025-05-02; "
        "outcomes: outcome_id=f, achieved_date=2024-07-01; outcomes: outcome_id=g, achieved_date=2024-06-30; "
        "outcomes: outcome_id=h, recognised_date=2025-01-01"));
    QFETCH(QString, expected);
    QCOMPARE(QString::fromStdString(lines(day, QTest::currentDataTag())), expected);
}

void ZoneEvidenceTest::aRenewalIsThatOfASubscriptionThatHasStarted()
{
    PortfolioBuilder book;
    book.account("acme");
    book.subscription("acme", "2025-07-01", "2026-01-01", "10", "subscription_id=a tomorrow");
    book.subscription("acme", "2025-06-30", "2026-01-01", "10", "subscription_id=b today");
    const ZonesOnDay day = zonesOn(book);
    const std::vector<Evidence> facts = day.evidence("acme", CriterionId::KnownRenewalDate);
    QCOMPARE(facts.size(), std::size_t{1});
    QCOMPARE(facts[0].detail, std::string("b today"));
    QCOMPARE(facts[0].dataset, std::optional(DatasetId::Subscriptions));
}

// What is open or late decides core adoption; an outcome on pace decides the pace.
void ZoneEvidenceTest::whatDecidesComesFirst()
{
    const ZonesOnDay day = zonesOn(bookWith("start_date=2025-01-01",
        "milestones: milestone_id=a, core=true, planned_date=2025-02-01, completed_date=2025-02-10; "
        "milestones: milestone_id=b, core=true, planned_date=2025-02-02; "
        "outcomes: outcome_id=a, agreed_date=2025-03-22, due_date=2025-10-08, target=100, current=10; "
        "outcomes: outcome_id=b, agreed_date=2025-03-22, due_date=2025-10-08, target=100, current=40"));
    QCOMPARE(lines(day, "core_adopted"),
        std::string("core_completed=null/2025-04-01@2025-02-02 | core_completed=2025-02-10/2025-04-01@2025-02-10 | "
                    "age=180/90@2025-01-01"));
    QCOMPARE(lines(day, "on_pace"), // 100 of 200 days: 0.8 × 0.5
        std::string("progress=0.4/0.4@2025-03-22 | progress=0.1/0.4@2025-03-22 | age=180/120@2025-01-01"));
}

void ZoneEvidenceTest::aBrokenSourceIsNamedWhereUsageDecides()
{
    const ZonesOnDay day = zonesOn(bookWith("start_date=2025-01-01", "usage:"));
    std::string named;
    for (const CriterionSpec& spec : criteria()) {
        for (const Evidence& fact : day.evidence("acme", spec.id, true))
            named += fact.fact == "source_broken" ? std::string(spec.name) + " " : std::string();
    }
    QCOMPARE(named, std::string("seats_used seats_well_used usage_alive usage_not_decaying "));
}

void ZoneEvidenceTest::anAgeSaysWhereTheStartComesFrom()
{
    const auto dataset = [](const char* account) {
        PortfolioBuilder book;
        book.account("acme", account).subscription("acme", "2025-01-01", "", "10");
        const Evidence age = zonesOn(book).evidence("acme", CriterionId::WinsExist).back();
        return std::pair(age.dataset, age.source.has_value());
    };
    QVERIFY(dataset("start_date=2025-02-01") == std::pair(std::optional(DatasetId::Accounts), true));
    // The first day with ARR, which no single row says; so it is with a start that lies ahead.
    QVERIFY(dataset("") == std::pair(std::optional(DatasetId::Subscriptions), false));
    QVERIFY(dataset("start_date=2025-07-01") == std::pair(std::optional(DatasetId::Subscriptions), false));
}

QTEST_APPLESS_MAIN(ZoneEvidenceTest)
#include "zone_evidence_test.moc"
