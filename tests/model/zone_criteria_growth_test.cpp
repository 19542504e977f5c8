// SPDX-License-Identifier: GPL-3.0-or-later
// Expansion and Recognition, criterion by criterion, on 30 June 2025. Ages: start 2 March 120, 1 January 180 days.
#include <QTest>

#include "tests/model/zone_book.h"

using namespace holdfast;

class ZoneCriteriaGrowthTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void expansionRestsOnRealization_data();
    void expansionRestsOnRealization();
    void theArrIsHeldAgainstThatOfAYearAgo_data();
    void theArrIsHeldAgainstThatOfAYearAgo();
    void growthIsAnOpportunityOrASignal_data();
    void growthIsAnOpportunityOrASignal() { compareCase(); }
    void recognitionHoldsWhenWinsAreTold_data();
    void recognitionHoldsWhenWinsAreTold() { compareCase(); }
    void winsAreRecognisedAtFourOfFive_data();
    void winsAreRecognisedAtFourOfFive();
    void aShrinkingArrFailsOnTheFirstDayAlready();
};

void ZoneCriteriaGrowthTest::expansionRestsOnRealization_data()
{
    QTest::addColumn<QString>("start");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<int>("users"); // in the last four weeks, 100 before; −1: usage never imported
    QTest::addColumn<QString>("realization");
    QTest::addColumn<QString>("realized");
    QTest::addColumn<QString>("realizedFully");
    const auto row = [](const char* story, const char* start, const char* outcome, int users, const char* realization,
                         const char* realized, const char* fully) {
        QTest::newRow(story) << QString::fromUtf8(start) << QString::fromUtf8(outcome) << users
                             << QString::fromUtf8(realization) << QString::fromUtf8(realized)
                             << QString::fromUtf8(fully);
    };
    const char* proven = "outcomes: agreed_date=2025-01-02, target=5, measured_date=2025-06-01, "
                         "achieved_date=2025-06-01, annual_value=12000";
    const char* unmeasured = "outcomes: agreed_date=2025-01-02, target=5, achieved_date=2025-06-01, annual_value=12000";
    row("healthy", "2024-01-01", proven, 100, "healthy", "pass", "pass");
    row("at risk, day 181", "2024-12-31", unmeasured, 100, "at_risk", "pass", "fail");
    row("at risk, day 180", "2025-01-01", unmeasured, 100, "at_risk", "pass", "pending");
    row("broken, day 181", "2024-12-31", proven, 40, "broken", "fail", "fail");
    row("broken, day 180", "2025-01-01", proven, 40, "broken", "pending", "pending");
    // Day 100: targets passed and due, on_pace not yet due (120) and not passed.
    row("in progress", "2025-03-22", "outcomes: agreed_date=2025-03-22, target=5", 100, "in_progress", "pending",
        "pending");
    row("unknown, even when due", "2024-01-01", proven, -1, "unknown", "unknown", "unknown");
}

void ZoneCriteriaGrowthTest::expansionRestsOnRealization()
{
    QFETCH(QString, start);
    QFETCH(QString, outcome);
    QFETCH(int, users);
    QFETCH(QString, realization);
    QFETCH(QString, realized);
    QFETCH(QString, realizedFully);
    PortfolioBuilder book = bookWith("start_date=" + start.toStdString(), outcome.toStdString());
    if (users >= 0) {
        std::vector<std::int64_t> series(26, 100);
        series.insert(series.end(), 4, users);
        book.weeklyUsage("acme", "2024-12-02", series);
    }
    const ZonesOnDay result = zonesOn(book);
    QCOMPARE(result.status("acme", Zone::Realization), realization.toStdString());
    QCOMPARE(std::string(text(result.of("acme").state(CriterionId::Realized))), realized.toStdString());
    QCOMPARE(std::string(text(result.of("acme").state(CriterionId::RealizedFully))), realizedFully.toStdString());
    const auto evidence = result.evidence("acme", CriterionId::Realized);
    QCOMPARE(std::get<std::string>(evidence.front().value), realization.toStdString());
}

void ZoneCriteriaGrowthTest::theArrIsHeldAgainstThatOfAYearAgo_data()
{
    QTest::addColumn<QString>("before"); // ARR up to 1 January 2025, "" for none
    QTest::addColumn<QString>("now");
    QTest::addColumn<QString>("notShrinking");
    QTest::addColumn<QString>("growing"); // nothing else grows, age far above 180
    const auto text = [](const char* utf8) { return QString::fromUtf8(utf8); };
    QTest::newRow("same") << text("12000") << text("12000") << text("pass") << text("fail");
    QTest::newRow("a cent less") << text("12000") << text("11999.99") << text("fail") << text("fail");
    QTest::newRow("a cent more") << text("12000") << text("12000.01") << text("pass") << text("pass");
    QTest::newRow("none then") << text("") << text("1") << text("pass") << text("pass");
}

void ZoneCriteriaGrowthTest::theArrIsHeldAgainstThatOfAYearAgo()
{
    QFETCH(QString, before);
    QFETCH(QString, now);
    QFETCH(QString, notShrinking);
    QFETCH(QString, growing);
    PortfolioBuilder book;
    book.account("acme", "start_date=2020-01-01").imported("opportunities").imported("signals");
    if (!before.isEmpty())
        book.subscription("acme", "2020-01-01", "2025-01-01", before.toStdString());
    book.subscription("acme", "2025-01-01", "", now.toStdString());
    const ZonesOnDay result = zonesOn(book);
    QCOMPARE(std::string(text(result.of("acme").state(CriterionId::NotShrinking))), notShrinking.toStdString());
    QCOMPARE(std::string(text(result.of("acme").state(CriterionId::Growing))), growing.toStdString());
}

void ZoneCriteriaGrowthTest::growthIsAnOpportunityOrASignal_data()
{
    addCriterionColumns();
    const char* c = "growing"; // due 180; ARR is that of a year ago
    const char* old = "start_date=2020-01-01";
    addCase("open expansion", c, old, "opportunities: kind=expansion, created_date=2025-06-30, stage=open", "pass");
    addCase("open cross-sell", c, old, "opportunities: kind=cross_sell, created_date=2025-06-30, stage=open", "pass");
    addCase(
        "open renewal", c, old, "signals:; opportunities: kind=renewal, created_date=2025-06-30, stage=open", "fail");
    addCase("created after D", c, old, "signals:; opportunities: kind=expansion, created_date=2025-07-01, stage=open",
        "fail");
    addCase("open whatever its close date", c, old,
        "opportunities: kind=expansion, created_date=2025-01-01, stage=open, close_date=2025-02-01", "pass");
    addCase("won on D", c, old,
        "signals:; opportunities: kind=expansion, created_date=2025-01-01, stage=won, close_date=2025-06-30", "fail");
    addCase("won after D", c, old,
        "opportunities: kind=expansion, created_date=2025-01-01, stage=won, close_date=2025-07-01", "pass");
    addCase("lost without a date", c, old,
        "signals:; opportunities: kind=expansion, created_date=2025-01-01, stage=lost", "fail");
    addCase("no stage, no date", c, old, "opportunities: kind=expansion, created_date=2025-01-01", "pass");
    addCase("no stage, closed on D", c, old,
        "signals:; opportunities: kind=expansion, created_date=2025-01-01, close_date=2025-06-30", "fail");
    addCase("no stage, closed after D", c, old,
        "opportunities: kind=expansion, created_date=2025-01-01, close_date=2025-07-01", "pass");
    addCase("signal of 2 April", c, old, "signals: kind=new_region, date=2025-04-02", "pass");
    addCase("signal of 1 April", c, old, "opportunities:; signals: kind=new_region, date=2025-04-01", "fail");
    addCase("signal after D", c, old, "opportunities:; signals: kind=new_region, date=2025-07-01", "fail");
    addCase("growth mention", c, old, "signals: kind=growth_mention, date=2025-06-30", "pass");
    addCase("new use case", c, old, "signals: kind=new_use_case, date=2025-06-30", "pass");
    addCase("added users", c, old, "signals: kind=added_users, date=2025-06-30", "pass");
    addCase(
        "product request is none", c, old, "opportunities:; signals: kind=product_request, date=2025-06-30", "fail");
    addCase("budget cut is none", c, old, "opportunities:; signals: kind=budget_cut, date=2025-06-30", "fail");
    addCase("no signals imported", c, old, "opportunities:", "unknown");
    addCase("no opportunities imported", c, old, "signals:", "unknown");
    // The ARR of a subscription that is older than the start which the account names.
    const char* same = "subscriptions: start_date=2020-01-01, arr=12000; signals:; opportunities:";
    addCase("no growth on day 180", c, "start_date=2025-01-01", same, "pending");
    addCase("no growth on day 181", c, "start_date=2024-12-31", same, "fail");
    // A new account has no ARR a year ago and grows by definition; headers alone wait for day 180 otherwise.
    addCase("new account", c, "start_date=2025-01-01", "signals:; opportunities:", "pass");
}

void ZoneCriteriaGrowthTest::recognitionHoldsWhenWinsAreTold_data()
{
    addCriterionColumns();
    const char* old = "start_date=2020-01-01";
    const char* c = "wins_exist"; // due 180
    addCase("on D", c, old, "outcomes: achieved_date=2025-06-30", "pass");
    addCase("after D", c, old, "outcomes: achieved_date=2025-07-01", "fail");
    addCase("long ago", c, old, "outcomes: achieved_date=2020-07-01", "pass");
    addCase("day 180", c, "start_date=2025-01-01", "outcomes:", "pending");
    addCase("day 181", c, "start_date=2024-12-31", "outcomes:", "fail");
    addCase("never imported", c, old, "", "unknown");

    c = "a_win_recognised"; // due 0; D−60 = 1 May, D−1y = 30 June 2024
    // A second outcome with a date makes recognised_date an imported column without being a win.
    const std::string dated = "; outcomes: recognised_date=2025-01-01";
    const auto win = [&](const char* cells) { return "outcomes: " + std::string(cells) + dated; };
    addCase("unrecognised on 1 May", c, old, win("achieved_date=2025-05-01").c_str(), "fail");
    addCase("unrecognised on 2 May is not ripe", c, old, win("achieved_date=2025-05-02").c_str(), "pending");
    addCase("recognised on D", c, old, win("achieved_date=2025-05-01, recognised_date=2025-06-30").c_str(), "pass");
    addCase("recognised after D", c, old, win("achieved_date=2025-05-01, recognised_date=2025-07-01").c_str(), "fail");
    addCase("recognised but not ripe", c, old, win("achieved_date=2025-05-02, recognised_date=2025-06-01").c_str(),
        "pending");
    addCase("unrecognised on 1 July last year", c, old, win("achieved_date=2024-07-01").c_str(), "fail");
    addCase("unrecognised, older than a year", c, old, win("achieved_date=2024-06-30").c_str(), "pending");
    addCase("recognised, older than a year", c, old,
        win("achieved_date=2022-06-30, recognised_date=2022-07-01").c_str(), "pass");
    addCase("one of two", c, old,
        ("outcomes: achieved_date=2025-01-01; " + win("achieved_date=2022-06-30, recognised_date=2022-07-01")).c_str(),
        "pass");
    addCase("no win", c, old, "outcomes:", "pending");
    addCase("no recognised_date in any row", c, old, "outcomes: achieved_date=2025-01-01", "unknown");
    addCase("never imported", c, old, "", "unknown");
    addCase("unknown start fails too", c, "", win("achieved_date=2025-05-01").c_str(), "fail");

    c = "wins_recognised"; // due 0, of (30 June 2024, 1 May 2025]
    addCase("unrecognised on 1 May", c, old, win("achieved_date=2025-05-01").c_str(), "fail");
    addCase("none ripe", c, old, win("achieved_date=2025-05-02").c_str(), "pending");
    addCase("older than a year", c, old, win("achieved_date=2024-06-30").c_str(), "pending");
    addCase("no recognised_date in any row", c, old, "outcomes: achieved_date=2025-01-01", "unknown");

    c = "business_review"; // due 120, (22 March, 30 June]
    addCase("23 March", c, old, "interactions: kind=qbr, date=2025-03-23, sponsor_attended=true", "pass");
    addCase("22 March", c, old, "interactions: kind=qbr, date=2025-03-22, sponsor_attended=true", "fail");
    addCase("after D", c, old, "interactions: kind=qbr, date=2025-07-01, sponsor_attended=true", "fail");
    addCase("a meeting is none", c, old, "interactions: kind=meeting, date=2025-06-01, sponsor_attended=true", "fail");
    addCase("without the sponsor", c, old, "interactions: kind=qbr, date=2025-06-01, sponsor_attended=false", "fail");
    addCase("not held", c, old, "interactions: kind=qbr, date=2025-06-01, sponsor_attended=true, held=false", "fail");
    addCase("attendance never said", c, old, "interactions: kind=qbr, date=2025-06-01", "unknown");
    addCase("tech touch", c, "start_date=2020-01-01, touch=tech", "interactions:", "not_applicable");
    addCase("day 120", c, "start_date=2025-03-02", "interactions:", "pending");
    addCase("day 121", c, "start_date=2025-03-01", "interactions:", "fail");

    c = "advocacy"; // due 180, (30 June 2024, 30 June 2025]
    addCase("reference on 1 July", c, old, "interactions: kind=reference, date=2024-07-01", "pass");
    addCase(
        "reference on 30 June last year", c, old, "surveys:; interactions: kind=reference, date=2024-06-30", "fail");
    addCase("referral on D", c, old, "interactions: kind=referral, date=2025-06-30", "pass");
    addCase("referral not held", c, old, "surveys:; interactions: kind=referral, date=2025-06-30, held=false", "fail");
    addCase("NPS 9", c, old, "surveys: kind=nps, date=2025-01-01, score=9", "pass");
    addCase("NPS 8", c, old, "interactions:; surveys: kind=nps, date=2025-01-01, score=8", "fail");
    addCase("NPS 9 is enough beside a later 2", c, old,
        "surveys: kind=nps, date=2025-01-01, score=9; surveys: kind=nps, date=2025-06-01, score=2", "pass");
    addCase("CES 9 is none", c, old, "interactions:; surveys: kind=ces, date=2025-01-01, score=9", "fail");
    addCase("no surveys imported", c, old, "interactions:", "unknown");
    addCase("no interactions imported", c, old, "surveys:", "unknown");
    addCase("day 180", c, "start_date=2025-01-01", "interactions:; surveys:", "pending");
    addCase("day 181", c, "start_date=2024-12-31", "interactions:; surveys:", "fail");
}

void ZoneCriteriaGrowthTest::winsAreRecognisedAtFourOfFive_data()
{
    QTest::addColumn<int>("recognised");
    QTest::addColumn<int>("wins");
    QTest::addColumn<QString>("expected");
    QTest::newRow("4 of 5 = 0.80") << 4 << 5 << QStringLiteral("pass");
    QTest::newRow("3 of 5 = 0.60") << 3 << 5 << QStringLiteral("fail");
    QTest::newRow("19 of 24 = 0.792") << 19 << 24 << QStringLiteral("fail");
    QTest::newRow("11 of 14 = 0.786") << 11 << 14 << QStringLiteral("fail");
}

void ZoneCriteriaGrowthTest::winsAreRecognisedAtFourOfFive()
{
    QFETCH(int, recognised);
    QFETCH(int, wins);
    QFETCH(QString, expected);
    PortfolioBuilder book = bookWith("start_date=2020-01-01", "");
    for (int i = 0; i < wins; ++i)
        addFacts(book,
            std::string("outcomes: achieved_date=2025-02-01") + (i < recognised ? ", recognised_date=2025-03-01" : ""));
    const ZonesOnDay result = zonesOn(book);
    QCOMPARE(std::string(text(result.of("acme").state(CriterionId::WinsRecognised))), expected.toStdString());
    QCOMPARE(std::get<double>(result.evidence("acme", CriterionId::WinsRecognised).front().value),
        recognised / static_cast<double>(wins));
}

void ZoneCriteriaGrowthTest::aShrinkingArrFailsOnTheFirstDayAlready()
{
    // 100 a year ago and 50 now, by the same account whose start is given as D: due 0 is due at once.
    PortfolioBuilder book;
    book.account("acme", "start_date=2025-06-30").subscription("acme", "2023-01-01", "2025-01-01", "100");
    book.subscription("acme", "2025-01-01", "", "50");
    QCOMPARE(zonesOn(book).of("acme").state(CriterionId::NotShrinking), CriterionState::Fail);
}

QTEST_APPLESS_MAIN(ZoneCriteriaGrowthTest)
#include "zone_criteria_growth_test.moc"
