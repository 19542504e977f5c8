// SPDX-License-Identifier: GPL-3.0-or-later
// What each rule shows as evidence, and the clauses of its definition beside its thresholds.
#include <QtTest>

#include "tests/support/acme_book.h"

using namespace holdfast;

namespace {

// Thirteen weeks with `before` users and four with `recent`, up to the last complete week.
void weeks(PortfolioBuilder& book, std::int64_t before, std::int64_t recent, const std::string& cells = {})
{
    std::vector<std::int64_t> users(13, before);
    users.insert(users.end(), 4, recent);
    book.weeklyUsage("acme", ago(7 * 17), users, cells);
}

} // namespace

class ExceptionsRulesTest : public QObject {
    Q_OBJECT

private slots:
    void usageDropAndItsRelativesNameTheFigures()
    {
        PortfolioBuilder book = acme();
        weeks(book, 100, 14, "seats=20"); // 14 / 100: zombie below 0.15
        book.row("health", row("source=cs, status=green, date=" + ago(10)));
        const ReviewBook review(book);
        QCOMPARE(review.evidence(RuleId::UsageDrop),
            "change=-0.86/-0.4@2025-06-29 recent=14.0@2025-06-29 prior=100.0@2025-03-30");
        QCOMPARE(
            review.evidence(RuleId::Zombie), "stage=zombie@2025-06-29 ratio=0.14/0.15@2025-06-29 zeros=0/6@2025-06-29");
        QCOMPARE(review.evidence(RuleId::GreenButDying), "cs_health=green@2025-06-20 stage=zombie@2025-06-29");
    }

    void onlyTheLatestStatusOfTheCsmMakesGreenButDying()
    {
        PortfolioBuilder book = acme();
        weeks(book, 100, 40);
        book.row("health", row("source=cs, status=green, date=" + ago(10)));
        book.row("health", row("source=sales, status=red, date=" + ago(5)));
        QCOMPARE(ReviewBook(book).severity(RuleId::GreenButDying), "critical");
        book.row("health", row("source=cs, status=red, date=" + ago(-1))); // after D
        QCOMPARE(ReviewBook(book).severity(RuleId::GreenButDying), "critical");
        book.row("health", row("source=cs, status=yellow, date=" + ago(9)));
        QCOMPARE(ReviewBook(book).severity(RuleId::GreenButDying), "-");
    }

    void busyWithoutValueLooksForOutcomesAchievedOrMeasured()
    {
        PortfolioBuilder book = acme();
        weeks(book, 15, 15, "seats=20");
        book.imported("outcomes");
        QCOMPARE(ReviewBook(book).evidence(RuleId::BusyWithoutValue), // 2023-01-01 .. 2025-06-30 are 911 days
            "utilisation=0.75/0.6@2025-06-29 age=911/180@2023-01-01");
        PortfolioBuilder later = book;
        later.row("outcomes", row("name=x, achieved_date=" + ago(-1))); // not yet
        QCOMPARE(ReviewBook(later).severity(RuleId::BusyWithoutValue), "high");
        book.row("outcomes", row("name=x, achieved_date=" + ago(0)));
        QCOMPARE(ReviewBook(book).severity(RuleId::BusyWithoutValue), "-");
    }

    void anUnprovenRenewalNeedsAContractThatRenews()
    {
        const auto with = [](const std::string& cells) {
            PortfolioBuilder book = acme(cells);
            book.imported("outcomes");
            return ReviewBook(book).evidence(RuleId::UnprovenRenewal);
        };
        QCOMPARE(
            with("renewal_date=" + ago(-30)), "days_to_renewal=30/60@" + ago(-30) + " realization=broken@" + ago(0));
        QCOMPARE(with("renewal_date=" + ago(-30) + ", contract_model=monthly"), "-");
        QCOMPARE(with("renewal_date=" + ago(1)), "-");
    }

    void anOverdueRenewalIsSettledByASubscription_data()
    {
        QTest::addColumn<QString>("start");
        QTest::addColumn<QString>("end");
        QTest::addColumn<bool>("settled");
        // The renewal date is 2025-06-10.
        QTest::newRow("ended the day before") << "2024-06-10"
                                              << "2025-06-09" << false;
        QTest::newRow("ends on it") << "2024-06-10"
                                    << "2025-06-10" << true;
        QTest::newRow("starts on it") << "2025-06-10"
                                      << "2025-06-10" << true;
        QTest::newRow("starts after D") << "2025-09-01"
                                        << "2026-09-01" << true;
        QTest::newRow("open-ended") << "2024-06-10"
                                    << "" << true;
    }
    void anOverdueRenewalIsSettledByASubscription()
    {
        QFETCH(QString, start);
        QFETCH(QString, end);
        QFETCH(bool, settled);
        PortfolioBuilder book;
        book.account("acme", "renewal_date=2025-06-10");
        book.subscription("acme", "2024-01-01", "2025-06-01", "1");
        book.subscription("acme", start.toStdString(), end.toStdString(), "1");
        // ARR comes from subscriptions; a customer on D without one that settles it cannot be, so look from 1 June on.
        const ReviewBook review(book, {}, {}, day("2025-06-30"));
        PortfolioBuilder plain;
        plain.account("acme", "arr=5, renewal_date=2025-06-10");
        QCOMPARE(ReviewBook(plain).evidence(RuleId::RenewalOverdue), "days_past_renewal=20/90@2025-06-10");
        if (settled)
            QCOMPARE(review.severity(RuleId::RenewalOverdue), "-");
        else
            QVERIFY(!review.context.of(review.id("acme")).customer);
    }

    void theRenewalDayItselfIsNotOverdue()
    {
        PortfolioBuilder book;
        book.account("acme", "arr=5, renewal_date=" + ago(0));
        QCOMPARE(ReviewBook(book).severity(RuleId::RenewalOverdue), "-");
        book.account("acme", "arr=5, renewal_date=" + ago(1));
        QCOMPARE(ReviewBook(book).severity(RuleId::RenewalOverdue), "medium");
    }

    void aSilentSponsorIsOneThatHeldNoInteraction()
    {
        PortfolioBuilder book = acme();
        book.row("interactions", row("kind=call, sponsor_attended=true, held=false, date=" + ago(3)));
        book.row("interactions", row("kind=call, sponsor_attended=true, date=" + ago(-3)));
        QCOMPARE(ReviewBook(book).evidence(RuleId::SponsorSilent), "days_since_sponsor=null/90");
        book.row("interactions", row("kind=call, sponsor_attended=true, date=" + ago(200)));
        QCOMPARE(ReviewBook(book).evidence(RuleId::SponsorSilent), "days_since_sponsor=200/90@" + ago(200));
        PortfolioBuilder tech = acme("touch=tech");
        tech.row("interactions", row("kind=call, sponsor_attended=true, date=" + ago(200)));
        QCOMPARE(ReviewBook(tech).severity(RuleId::SponsorSilent), "-");
    }

    void nothingThatNeedsAnAgeFiresWithoutAStart()
    {
        PortfolioBuilder book;
        book.account("acme", "arr=10").imported("interactions").imported("contacts").imported("usage");
        book.imported("outcomes").row("contacts", row("name=Ada, role=economic_buyer, joined_date=" + ago(3)));
        book.account("other", "kickoff_date=2025-01-01, onboarding_completed_date=2025-01-01");
        QCOMPARE(ReviewBook(book).list(), "");
    }

    void aPresentChampionHealsADeparture()
    {
        PortfolioBuilder book = acme();
        book.row("contacts", row("name=Ada, role=champion, left_date=" + ago(10)));
        book.row("contacts", row("name=Bea, role=champion, left_date=" + ago(5)));
        book.row("contacts", row("name=Cyd, role=user"));
        QCOMPARE(ReviewBook(book).evidence(RuleId::ChampionLeft),
            "champion_left=Bea@" + ago(5) + " champion_left=Ada@" + ago(10));
        PortfolioBuilder later = book;
        later.row("contacts", row("name=Dee, role=champion, joined_date=" + ago(-1))); // comes tomorrow
        QCOMPARE(ReviewBook(later).severity(RuleId::ChampionLeft), "high");
        book.row("contacts", row("name=Dee, role=champion, left_date=" + ago(-1))); // leaves tomorrow
        QCOMPARE(ReviewBook(book).severity(RuleId::ChampionLeft), "-");
    }

    void aNewDecisionMakerIsPresentAndDecides()
    {
        PortfolioBuilder book = acme();
        book.row("contacts", row("name=Ada, role=technical, joined_date=" + ago(5)));
        book.row("contacts", row("name=Bea, role=economic_buyer, joined_date=" + ago(5) + ", left_date=" + ago(1)));
        QCOMPARE(ReviewBook(book).severity(RuleId::NewDecisionMaker), "-");
        book.row("contacts", row("name=Cyd, role=executive_sponsor, joined_date=" + ago(8)));
        QCOMPARE(ReviewBook(book).evidence(RuleId::NewDecisionMaker), "joined=Cyd@" + ago(8));
    }

    void theOldestEscalationLeads()
    {
        PortfolioBuilder book = acme();
        book.row("tickets", row("severity=urgent, opened_date=" + ago(10)));
        book.row("tickets", row("severity=low, escalated=true, opened_date=" + ago(30) + ", closed_date=" + ago(-1)));
        book.row("tickets", row("severity=high, opened_date=" + ago(90)));
        book.row("tickets", row("severity=urgent, opened_date=" + ago(90) + ", closed_date=" + ago(0)));
        QCOMPARE(ReviewBook(book).evidence(RuleId::EscalationOpen),
            "days_open=30/7@" + ago(30) + " days_open=10/7@" + ago(10));
    }

    void aDetractorIsTheLowestScoreOfTheLatestDay()
    {
        PortfolioBuilder book = acme();
        book.row("surveys", row("kind=nps, score=9, respondent=bo, date=" + ago(3)));
        book.row("surveys", row("kind=nps, score=7, respondent=cy, date=" + ago(3)));
        book.row("surveys", row("kind=nps, score=7, respondent=al, date=" + ago(3)));
        book.row("surveys", row("kind=csat, score=1, respondent=al, date=" + ago(1)));
        book.row("surveys", row("kind=nps, score=10, respondent=cy, date=" + ago(300)));
        QCOMPARE(ReviewBook(book).severity(RuleId::Detractor), "-"); // al answered 7 and never before
        book.row("surveys", row("kind=nps, score=10, respondent=al, date=" + ago(300)));
        QCOMPARE(ReviewBook(book).evidence(RuleId::Detractor), "nps=7.0/6.0@" + ago(3) + " nps_fall=3.0/3.0@" + ago(3));
        book.row("surveys", row("kind=nps, score=2, respondent=cy, date=" + ago(2)));
        QCOMPARE(ReviewBook(book).evidence(RuleId::Detractor),
            "nps=2.0/6.0@" + ago(2) + " nps_fall=5.0/3.0@" + ago(2)); // 7 → 2
    }

    void seatsComeFromUsageElseFromSubscriptions()
    {
        PortfolioBuilder book;
        book.account("acme").subscription("acme", "2023-01-01", "2025-05-01", "10", "seats=60");
        book.subscription("acme", "2023-01-01", "", "10", "seats=40");
        // 100 on D − 182, 40 on D: −0.6
        QCOMPARE(ReviewBook(book).evidence(RuleId::SeatsTrimmed),
            "seats_change=-0.6/-0.1@2025-06-30 seats=40@2025-06-30 seats_before=100@2024-12-30");
        book.usage("acme", ago(190), 5, "seats=50").usage("acme", ago(7), 5, "seats=50").usage("acme", ago(2), 5);
        QCOMPARE(ReviewBook(book).severity(RuleId::SeatsTrimmed), "-"); // usage says nothing changed
        book.usage("acme", ago(190), 5, "seats=0");
        QCOMPARE(ReviewBook(book).severity(RuleId::SeatsTrimmed), "high"); // the earlier says none: subscriptions
    }

    void everyCoreFeatureIsExpectedOfEveryAccount()
    {
        PortfolioBuilder book = acme();
        book.account("other");
        for (int week = 0; week < 8; ++week) {
            book.featureUsage("other", "reports", ago(7 * week), 3, "core=true");
            book.featureUsage("other", "alerts", ago(7 * week), 3, "core=true");
            book.featureUsage("other", "extras", ago(7 * week), 3);
        }
        book.featureUsage("other", "later", ago(-2), 3, "core=true"); // core only after D
        book.featureUsage("acme", "reports", ago(20), 0); // not used
        book.featureUsage("acme", "reports", ago(50), 4);
        QCOMPARE(ReviewBook(book).evidence(RuleId::CoreFeatureUnused),
            "core_feature_unused=alerts core_feature_unused=reports@" + ago(50));
    }

    void aMonthlyFeatureFeedIsReadByCalendarMonths()
    {
        PortfolioBuilder book = acme();
        for (const char* date : {"2025-03-31", "2025-04-30", "2025-05-31"})
            book.featureUsage("acme", "exports", date, 1);
        for (const char* date : {"2025-03-31", "2025-04-30", "2025-05-31", "2025-06-30"})
            book.featureUsage("acme", "reports", date, 1);
        QCOMPARE(ReviewBook(book).evidence(RuleId::StoppedUsingFeature), "feature_stopped=exports@2025-05-31");
    }

    void aNoticeCountsFromItsDateWhileTheSubscriptionRuns()
    {
        const auto with = [](const std::string& end, const std::string& notice) {
            PortfolioBuilder book = acme();
            book.subscription("acme", "2024-01-01", end, "5", "subscription_id=s9, notice_date=" + notice);
            return ReviewBook(book).evidence(RuleId::NoticeGiven);
        };
        QCOMPARE(with(ago(-1), ago(0)), "notice=s9@" + ago(0));
        QCOMPARE(with(ago(-1), ago(-1)), "-"); // received tomorrow
        QCOMPARE(with(ago(0), ago(9)), "-"); // ended today
    }

    void anOfferIntoABrokenRealizationIsARisk()
    {
        PortfolioBuilder book = acme();
        book.imported("outcomes");
        book.row("opportunities", row("kind=expansion, name=more, stage=open, created_date=" + ago(9)));
        book.row("opportunities", row("kind=cross_sell, opportunity_id=o7, amount=5, created_date=" + ago(8)));
        book.row("opportunities", row("kind=renewal, stage=open, created_date=" + ago(8)));
        book.row("opportunities", row("kind=expansion, stage=lost, created_date=" + ago(8)));
        QCOMPARE(ReviewBook(book).evidence(RuleId::UpsellWithoutValue),
            "open_opportunity=o7@" + ago(8) + " open_opportunity=more@" + ago(9) + " realization=broken@" + ago(0));
    }

    void kickoffAndOnboardingAreLateOnlyInTheFirstYear()
    {
        const auto with = [](int age, const std::string& cells) {
            PortfolioBuilder book = acme(cells, ago(age));
            book.account("other", "kickoff_date=2025-01-01, onboarding_completed_date=2025-01-01");
            const ReviewBook review(book);
            return review.severity(RuleId::KickoffLate) + " " + review.severity(RuleId::OnboardingLate);
        };
        QCOMPARE(with(365, ""), "high high");
        QCOMPARE(with(366, ""), "- -");
        QCOMPARE(with(100, "kickoff_date=" + ago(-1)), "high high"); // not yet
        QCOMPARE(with(100, "kickoff_date=" + ago(50)), "- high");
        QCOMPARE(with(100, "onboarding_completed_date=" + ago(1)), "- -"); // completed stands in for the kickoff
    }

    void aFirstLoginIsAUserOnOrAfterTheStart()
    {
        PortfolioBuilder book = acme({}, ago(20));
        book.usage("acme", ago(27), 5); // the week ends a day before the start
        book.usage("acme", ago(13), 0).usage("acme", ago(6), 0);
        QCOMPARE(ReviewBook(book).evidence(RuleId::FirstLoginMissing), "age=20/7@" + ago(20));
        book.usage("acme", ago(26), 5); // covers the start
        QCOMPARE(ReviewBook(book).severity(RuleId::FirstLoginMissing), "-");
    }

    void aCoreMilestoneMakesTheDelayHighAndTheLongestLeads()
    {
        PortfolioBuilder book = acme();
        book.row("milestones", row("name=m, planned_date=" + ago(25)));
        QCOMPARE(ReviewBook(book).severity(RuleId::MilestoneOverdue), "medium");
        book.row("milestones", row("name=n, core=true, planned_date=" + ago(20) + ", completed_date=" + ago(-1)));
        QCOMPARE(ReviewBook(book).severity(RuleId::MilestoneOverdue), "high");
        QCOMPARE(ReviewBook(book).evidence(RuleId::MilestoneOverdue),
            "days_overdue=25/14@" + ago(25) + " days_overdue=20/14@" + ago(20));
    }

    void everyTaskThatTheCustomerBlocksIsAFactTheLongestFirst()
    {
        PortfolioBuilder book = acme();
        book.row("milestones", row("name=data, side=customer, blocked_since=" + ago(3)));
        book.row("milestones", row("name=sso, side=customer, blocked_since=" + ago(40)));
        book.row("milestones", row("name=tests, side=vendor, blocked_since=" + ago(50))); // not the customer's
        book.row(
            "milestones", row("name=done, side=customer, blocked_since=" + ago(50) + ", completed_date=" + ago(0)));
        book.row("milestones", row("name=later, side=customer, blocked_since=" + ago(-1)));
        QCOMPARE(ReviewBook(book).evidence(RuleId::BlockedByCustomer), "-"); // two are too few
        book.row("milestones",
            row("milestone_id=m9, name=legal, side=customer, blocked_since=" + ago(0) + ", completed_date=" + ago(-1)));
        QCOMPARE(ReviewBook(book).evidence(RuleId::BlockedByCustomer),
            "blocked=sso@" + ago(40) + " blocked=data@" + ago(3) + " blocked=legal@" + ago(0));
    }

    void noProgressCountsOpenMilestones()
    {
        PortfolioBuilder book = acme();
        book.row("milestones", row("name=a, planned_date=" + ago(-5)));
        QCOMPARE(ReviewBook(book).severity(RuleId::NoProgress), "-"); // nothing is open yet
        book.row("milestones", row("name=b, planned_date=" + ago(-5) + ", blocked_since=" + ago(2)));
        book.row("milestones", row("name=c, planned_date=" + ago(0)));
        QCOMPARE(ReviewBook(book).evidence(RuleId::NoProgress), "open_milestones=2@" + ago(0) + " last_completed=null");
    }

    void anExpansionWaitsForEveryHighRisk()
    {
        PortfolioBuilder book = acme();
        weeks(book, 90, 90, "seats=100");
        book.row("outcomes",
            row("name=faster, target=1, current=1, agreed_date=2024-01-01, due_date=2025-01-01, annual_value=2000, "
                "measured_date=2025-06-01, achieved_date=2025-05-01"));
        book.row("signals", row("kind=new_region, date=" + ago(8)));
        book.row("signals", row("kind=budget_cut, date=" + ago(2))); // no growth
        QCOMPARE(ReviewBook(book).evidence(RuleId::ExpansionReady),
            "utilisation=0.9/0.8@2025-06-29 signal=new_region@" + ago(8) + " outcome_achieved=faster@2025-05-01");
        PortfolioBuilder medium = book;
        medium.row("contacts", row("name=Ada")); // single_threaded: medium
        QCOMPARE(ReviewBook(medium).severity(RuleId::ExpansionReady), "high");
        PortfolioBuilder raised = medium;
        raised.account("acme", "start_date=2023-01-01, renewal_date=" + ago(-100)); // medium rises to high
        QCOMPARE(ReviewBook(raised).severity(RuleId::ExpansionReady), "-");
    }

    void aSignalIsWorkedByAnOpportunityOnOrAfterIt()
    {
        PortfolioBuilder book = acme();
        book.row("signals", row("kind=added_users, date=" + ago(20)));
        book.row("opportunities", row("kind=renewal, created_date=" + ago(21)));
        book.row("opportunities", row("kind=renewal, created_date=" + ago(-1)));
        QCOMPARE(ReviewBook(book).evidence(RuleId::SignalUnworked), "signal=added_users@" + ago(20));
        PortfolioBuilder worked = book;
        worked.row("opportunities", row("kind=renewal, created_date=" + ago(20)));
        QCOMPARE(ReviewBook(worked).severity(RuleId::SignalUnworked), "-");
        PortfolioBuilder handled = acme();
        handled.row("signals", row("kind=added_users, date=" + ago(20) + ", handled_date=" + ago(0)));
        QCOMPARE(ReviewBook(handled).severity(RuleId::SignalUnworked), "-");
    }

    void anAccountWithoutUsageIsStaleOnceItIsOldEnough()
    {
        const auto with = [](int age) {
            PortfolioBuilder book = acme({}, ago(age));
            book.account("other").weeklyUsage("other", ago(49), {5, 5, 5, 5, 5, 5, 5});
            return ReviewBook(book).evidence(RuleId::UsageFeedStale);
        };
        QCOMPARE(with(14), "-");
        QCOMPARE(with(15), "usage_rows=0");
    }

    void theDataLaneNamesWhatIsMissing()
    {
        PortfolioBuilder book = acme();
        book.account("other", "owner=kim, renewal_date=2020-01-01").imported("contacts");
        const ReviewBook review(book);
        QCOMPARE(review.evidence(RuleId::NoOwner), "owner=null");
        QCOMPARE(review.evidence(RuleId::NoRenewalDate), "renewal_date=null");
        QCOMPARE(review.evidence(RuleId::NoContacts), "contacts=0");
        PortfolioBuilder monthly = acme("contract_model=monthly");
        monthly.account("other", "renewal_date=2020-01-01");
        QCOMPARE(ReviewBook(monthly).severity(RuleId::NoRenewalDate), "-");
    }

    void sourcesDisagreeByTwoSteps()
    {
        PortfolioBuilder book = acme();
        book.row("health", row("source=cs, status=green, date=" + ago(5)));
        book.row("health", row("source=sales, status=yellow, date=" + ago(5)));
        QCOMPARE(ReviewBook(book).severity(RuleId::SourcesDisagree), "-");
        book.row("health", row("source=support, status=red, date=" + ago(9)));
        QCOMPARE(ReviewBook(book).evidence(RuleId::SourcesDisagree), // every recent source, by name
            "cs=green@" + ago(5) + " sales=yellow@" + ago(5) + " support=red@" + ago(9));
        book.row("health", row("source=sales, status=red, date=" + ago(-1))); // not yet
        book.row("health", row("source=implementation, status=red, date=" + ago(61))); // too old
        QCOMPARE(ReviewBook(book).evidence(RuleId::SourcesDisagree),
            "cs=green@" + ago(5) + " sales=yellow@" + ago(5) + " support=red@" + ago(9));
        book.row("health", row("source=support, status=yellow, date=" + ago(1)));
        QCOMPARE(ReviewBook(book).severity(RuleId::SourcesDisagree), "-");
    }
};

QTEST_APPLESS_MAIN(ExceptionsRulesTest)
#include "exceptions_rules_test.moc"
