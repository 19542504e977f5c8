// SPDX-License-Identifier: GPL-3.0-or-later
// The portfolio triggers over the year up to D: at their thresholds, without data, and late discovery word by word.
#include "model/analysis/triggers.h"

#include <QtTest>

#include "tests/support/portfolio_builder.h"

using namespace holdfast;

namespace {

const Date asOf = day("2025-06-30"); // the year is (2024-06-30, 2025-06-30]

struct Judged {
    explicit Judged(const PortfolioBuilder& book, const std::vector<std::pair<std::string, std::string>>& warnings = {},
        const Filter& filter = {})
        : portfolio(book.build())
        , context(*portfolio, settings, asOf, filter)
    {
        std::vector<RecordedWarning> recorded;
        for (const auto& [account, date] : warnings)
            recorded.push_back({portfolio->findAccount(account).value(), day(date)});
        result = triggers(context, recorded);
    }
    // "0.95 fired", "1", or "null".
    std::string of(TriggerId id) const
    {
        const Trigger& trigger = result.triggers[static_cast<std::size_t>(id)];
        if (!trigger.value)
            return trigger.fired ? "null fired" : "null";
        return QByteArray::number(*trigger.value, 'g', 12).toStdString() + (trigger.fired ? " fired" : "");
    }

    PortfolioPtr portfolio;
    AnalysisSettings settings;
    DayContext context;
    TriggersResult result;
};

// One customer with 100 a year ago and `now` today.
PortfolioBuilder moved(const std::string& now)
{
    PortfolioBuilder book;
    book.account("acme").snapshot("acme", "2024-01-01", "100").snapshot("acme", "2025-01-01", now);
    return book;
}

// One that left on that day, with a health row that makes health imported.
PortfolioBuilder left(const std::string& churned = "2025-03-01")
{
    PortfolioBuilder book;
    book.account("acme").subscription("acme", "2023-01-01", churned, "100");
    book.imported("health");
    return book;
}

std::string health(const std::string& date, const std::string& status, const std::string& source = "cs")
{
    return "account_id=acme, source=" + source + ", status=" + status + ", date=" + date;
}

} // namespace

class TriggersTest : public QObject {
    Q_OBJECT

private slots:
    void retentionTriggersFireBelowTheirThresholdOnly()
    {
        QCOMPARE(Judged(moved("100")).of(TriggerId::NrrBelow100), "1"); // 100 / 100
        QCOMPARE(Judged(moved("99.99")).of(TriggerId::NrrBelow100), "0.9999 fired");
        QCOMPARE(Judged(moved("90")).of(TriggerId::GrrBelow90), "0.9");
        QCOMPARE(Judged(moved("89.99")).of(TriggerId::GrrBelow90), "0.8999 fired");
    }

    void withoutDataATriggerIsNullAndSilent()
    {
        PortfolioBuilder book;
        book.account("acme");
        const Judged judged(book);
        for (const TriggerSpec& spec : triggerSpecs())
            QCOMPARE(judged.of(spec.id), "null");
        QVERIFY(!judged.result.needsActiveInvestment);
    }

    void onboardingTakesTheMeanOfThoseCompletedWithinTheYear()
    {
        PortfolioBuilder book;
        book.account("a", "start_date=2025-01-01, onboarding_completed_date=2025-02-20"); // 50 days
        book.account("b", "start_date=2025-01-01, onboarding_completed_date=2025-03-12"); // 70 days
        book.account("early", "start_date=2024-01-01, onboarding_completed_date=2024-06-30"); // before the year
        book.account("later", "start_date=2024-01-01, onboarding_completed_date=2025-07-01"); // not yet
        book.account("unknown", "onboarding_completed_date=2025-03-01"); // no start
        QCOMPARE(Judged(book).of(TriggerId::OnboardingOver60), "60"); // (50 + 70) / 2, not over 60
        book.account("b", "start_date=2025-01-01, onboarding_completed_date=2025-03-13"); // 71 days
        QCOMPARE(Judged(book).of(TriggerId::OnboardingOver60), "60.5 fired");
    }

    void coreAdoptionCountsAccountsWhoseFirst90DaysEndedWithinTheYear()
    {
        PortfolioBuilder book;
        const auto add = [&](const std::string& id, const std::string& start, const std::string& completed) {
            book.account(id, "start_date=" + start);
            book.row("milestones",
                "account_id=" + id + ", name=m, core=true" +
                    (completed.empty() ? std::string() : ", completed_date=" + completed));
        };
        add("a", "2025-01-01", "2025-04-01"); // start + 90: in time
        add("b", "2025-01-01", "2025-04-01");
        add("c", "2025-01-01", "2025-04-02"); // a day late
        add("d", "2025-01-01", "");
        add("e", "2025-04-01", ""); // start + 90 is D: counts
        add("f", "2025-04-02", ""); // start + 90 is after D
        add("g", "2024-04-01", ""); // start + 90 is 2024-06-30: before the year
        book.account("h", "start_date=2025-01-01");
        book.row("milestones", "account_id=h, name=m, core=true, planned_date=2025-04-02"); // planned after 90 days
        book.row("milestones", "account_id=h, name=n, planned_date=2025-02-01"); // not core
        QCOMPARE(Judged(book).of(TriggerId::CoreAdoptionBelow40), "0.4"); // 2 of 5
        // Planned on start + 90 still belongs to the first 90 days.
        book.account("i", "start_date=2025-01-01");
        book.row("milestones", "account_id=i, name=m, core=true, planned_date=2025-04-01, completed_date=2025-04-01");
        QCOMPARE(Judged(book).of(TriggerId::CoreAdoptionBelow40), "0.5"); // 3 of 6
        book.account("i", ""); // without a start it is none of them
        book.row("milestones", "account_id=b, name=n, core=true"); // not all of them done
        QCOMPARE(Judged(book).of(TriggerId::CoreAdoptionBelow40), "0.2 fired"); // 1 of 5
        for (int i = 0; i < 18; ++i) // 9 of 23: 0.3913
            add("z" + std::to_string(i), "2025-01-01", i < 8 ? "2025-04-01" : "");
        QCOMPARE(Judged(book).of(TriggerId::CoreAdoptionBelow40), "0.391304347826 fired");
    }

    void aWarningWithin120DaysOfTheChurnIsLate_data()
    {
        QTest::addColumn<QString>("warning");
        QTest::addColumn<QString>("expected");
        // 2025-03-01 − 121 days is 2024-10-31.
        QTest::newRow("121 days before") << "2024-10-31"
                                         << "0";
        QTest::newRow("120 days before") << "2024-11-01"
                                         << "1 fired";
        QTest::newRow("on the day") << "2025-03-01"
                                    << "1 fired";
        QTest::newRow("the day after") << "2025-03-02"
                                       << "1 fired"; // never warned
    }
    void aWarningWithin120DaysOfTheChurnIsLate()
    {
        QFETCH(QString, warning);
        QFETCH(QString, expected);
        PortfolioBuilder notice = left();
        notice.subscription("acme", "2023-01-01", "2024-01-01", "5", "notice_date=" + warning.toStdString());
        QCOMPARE(QString::fromStdString(Judged(notice).of(TriggerId::LateDiscoveryOver20)), expected);
        PortfolioBuilder yellow = left();
        yellow.row("health", health(warning.toStdString(), "yellow"));
        QCOMPARE(QString::fromStdString(Judged(yellow).of(TriggerId::LateDiscoveryOver20)), expected);
        const Judged recorded(left(), {{"acme", "2025-02-28"}, {"acme", warning.toStdString()}});
        QCOMPARE(QString::fromStdString(recorded.of(TriggerId::LateDiscoveryOver20)), expected);
    }

    void theFirstOfTwoWarningsADayApartCounts()
    {
        // 120 days before the churn is late, 121 days is not.
        PortfolioBuilder book = left();
        book.subscription("acme", "2023-01-01", "2024-01-01", "5", "notice_date=2024-10-31");
        QCOMPARE(Judged(book, {{"acme", "2024-11-01"}}).of(TriggerId::LateDiscoveryOver20), "0");
    }

    void aCustomerOfOneDayOrOneCentChurns()
    {
        PortfolioBuilder day;
        day.account("acme").subscription("acme", "2025-02-28", "2025-03-01", "100").imported("health");
        QCOMPARE(Judged(day).of(TriggerId::LateDiscoveryOver20), "1 fired");
        PortfolioBuilder cent;
        cent.account("acme").subscription("acme", "2023-01-01", "2025-03-01", "0.01").imported("health");
        QCOMPARE(Judged(cent).of(TriggerId::LateDiscoveryOver20), "1 fired");
    }

    void aGreenForgetsTheWarningsOfItsSourceAlone()
    {
        PortfolioBuilder book = left();
        book.row("health", health("2024-06-01", "red"));
        book.row("health", health("2025-01-01", "green"));
        QCOMPARE(Judged(book).of(TriggerId::LateDiscoveryOver20), "1 fired"); // green again: no warning
        book.row("health", health("2025-02-01", "yellow"));
        QCOMPARE(Judged(book).of(TriggerId::LateDiscoveryOver20), "1 fired"); // 28 days before
        book.row("health", health("2024-08-01", "yellow", "support"));
        QCOMPARE(Judged(book).of(TriggerId::LateDiscoveryOver20), "0"); // support warned seven months before
    }

    void aGreenAfterTheChurnForgetsNothing()
    {
        PortfolioBuilder book = left();
        book.row("health", health("2024-06-01", "red")).row("health", health("2025-03-02", "green"));
        QCOMPARE(Judged(book).of(TriggerId::LateDiscoveryOver20), "0");
    }

    void aGreenOnTheDayOfTheChurnStillForgets()
    {
        PortfolioBuilder book = left(); // 1 March
        book.row("health", health("2024-06-01", "red")).row("health", health("2025-03-01", "green"));
        QCOMPARE(Judged(book).of(TriggerId::LateDiscoveryOver20), "1 fired");
    }

    void onlyChurnsWithinTheYearAreJudged()
    {
        QCOMPARE(Judged(left("2024-06-30")).of(TriggerId::LateDiscoveryOver20), "null");
        QCOMPARE(Judged(left("2024-07-01")).of(TriggerId::LateDiscoveryOver20), "1 fired");
        QCOMPARE(Judged(left("2025-06-30")).of(TriggerId::LateDiscoveryOver20), "1 fired");
        QCOMPARE(Judged(left("2025-07-01")).of(TriggerId::LateDiscoveryOver20), "null"); // still a customer
        PortfolioBuilder back = left();
        back.subscription("acme", "2025-05-01", "", "10");
        QCOMPARE(Judged(back).of(TriggerId::LateDiscoveryOver20), "null"); // won back
    }

    void withoutHealthOrAnyNoticeLateDiscoveryIsUnknown()
    {
        PortfolioBuilder book;
        book.account("acme").subscription("acme", "2023-01-01", "2025-03-01", "100");
        QCOMPARE(Judged(book, {{"acme", "2024-08-01"}}).of(TriggerId::LateDiscoveryOver20), "null");
        book.account("other").subscription("other", "2023-01-01", "", "1", "notice_date=2025-01-01");
        QCOMPARE(Judged(book).of(TriggerId::LateDiscoveryOver20), "1 fired");
    }

    void subscriptionsWithoutARowSayNoNotice()
    {
        PortfolioBuilder book;
        book.account("acme", "arr=100, churn_date=2025-03-01").imported("subscriptions");
        QCOMPARE(Judged(book).of(TriggerId::LateDiscoveryOver20), "null");
        book.account("other").subscription("other", "2023-01-01", "", "1", "notice_date=2025-01-01");
        QCOMPARE(Judged(book).of(TriggerId::LateDiscoveryOver20), "1 fired");
    }

    void lateDiscoveryFiresAboveTwentyPerCent()
    {
        PortfolioBuilder book = left(); // late
        for (const char* id : {"b", "c", "d", "e"}) {
            book.account(id).subscription(id, "2023-01-01", "2025-03-01", "100", "notice_date=2024-08-01");
        }
        QCOMPARE(Judged(book).of(TriggerId::LateDiscoveryOver20), "0.2"); // 1 of 5
        book.account("f").subscription("f", "2023-01-01", "2025-03-01", "100");
        QVERIFY(Judged(book).of(TriggerId::LateDiscoveryOver20).ends_with(" fired")); // 2 of 6
        // 5 of 24: 0.2083
        for (int i = 0; i < 18; ++i) {
            const std::string id = "g" + std::to_string(i);
            book.account(id).subscription(id, "2023-01-01", "2025-03-01", "100", i < 3 ? "" : "notice_date=2024-08-01");
        }
        QCOMPARE(Judged(book).of(TriggerId::LateDiscoveryOver20), "0.208333333333 fired");
    }

    void twoTriggersAskForActiveInvestment()
    {
        QVERIFY(!Judged(moved("95")).result.needsActiveInvestment); // NRR 95 %, GRR 95 %: one
        QVERIFY(Judged(moved("85")).result.needsActiveInvestment); // both
    }

    void theFilterDecidesWhichAccountsCount()
    {
        PortfolioBuilder book = moved("50");
        book.account("bolt", "segment=big").snapshot("bolt", "2024-01-01", "100");
        QCOMPARE(Judged(book, {}, Filter{{{Dimension::Segment, {"big"}}}}).of(TriggerId::NrrBelow100), "1");
        QCOMPARE(Judged(book).of(TriggerId::NrrBelow100), "0.75 fired");
    }
};

QTEST_APPLESS_MAIN(TriggersTest)
#include "triggers_test.moc"
