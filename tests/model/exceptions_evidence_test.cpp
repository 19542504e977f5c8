// SPDX-License-Identifier: GPL-3.0-or-later
// Evidence lists the strongest fact first, also where two facts lie a day or a cent apart and stand the other way round
// in the file; and which facts count, on both sides of their day.
#include <QtTest>

#include "tests/support/acme_book.h"

using namespace holdfast;

namespace {

RuleOverride override(RuleId rule, const std::string& threshold, double value)
{
    RuleOverride change;
    change.rule = rule;
    change.threshold = threshold;
    change.value = value;
    return change;
}

// Realization healthy by a win of 200 days ago, 18 of 20 seats in use, nothing risky: ready but for a reason.
PortfolioBuilder ready()
{
    PortfolioBuilder book = acme();
    book.weeklyUsage("acme", ago(7 * 20), std::vector<std::int64_t>(20, 18), "seats=20");
    book.row("outcomes",
        row("name=old, target=10, current=10, agreed_date=2024-01-01, due_date=2025-06-01, annual_value=5000, "
            "measured_date=" +
            ago(10) + ", achieved_date=" + ago(200)));
    return book;
}

} // namespace

class ExceptionsEvidenceTest : public QObject {
    Q_OBJECT

private slots:
    // The rows stand in the file with the weaker fact first, a day apart; what leads is named.
    void theStrongestFactLeadsAlsoByASingleDay_data()
    {
        QTest::addColumn<int>("rule");
        QTest::addColumn<QString>("dataset");
        QTest::addColumn<QStringList>("rows");
        QTest::addColumn<QString>("evidence");
        const auto add = [](RuleId rule, const char* dataset, const std::vector<std::string>& rows,
                             const std::string& evidence) {
            QStringList list;
            for (const std::string& cells : rows)
                list << QString::fromStdString(row(cells));
            QTest::newRow(std::string(holdfast::rule(rule).name).c_str())
                << static_cast<int>(rule) << QString::fromUtf8(dataset) << list << QString::fromStdString(evidence);
        };
        // The longest open, overdue, blocked or waiting first.
        add(RuleId::EscalationOpen, "tickets",
            {"escalated=true, opened_date=" + ago(19), "escalated=true, opened_date=" + ago(20)},
            "days_open=20/7@" + ago(20) + " days_open=19/7@" + ago(19));
        add(RuleId::OverdueInvoice, "invoices",
            {"amount=1, issued_date=2025-01-01, due_date=" + ago(40),
                "amount=1, issued_date=2025-01-01, due_date=" + ago(41)},
            "days_overdue=41/30@" + ago(41) + " days_overdue=40/30@" + ago(40));
        add(RuleId::MilestoneOverdue, "milestones",
            {"name=a, planned_date=" + ago(20), "name=b, planned_date=" + ago(21)},
            "days_overdue=21/14@" + ago(21) + " days_overdue=20/14@" + ago(20));
        add(RuleId::BlockedByCustomer, "milestones",
            {"name=a, side=customer, blocked_since=" + ago(3), "name=b, side=customer, blocked_since=" + ago(4),
                "name=c, side=customer, blocked_since=" + ago(5)},
            "blocked=c@" + ago(5) + " blocked=b@" + ago(4) + " blocked=a@" + ago(3));
        add(RuleId::UnrecognisedWin, "outcomes",
            {"name=a, achieved_date=" + ago(70), "name=b, achieved_date=" + ago(71),
                "name=told, achieved_date=" + ago(300) + ", recognised_date=" + ago(200)},
            "win_unrecognised=b@" + ago(71) + " win_unrecognised=a@" + ago(70));
        add(RuleId::SignalUnworked, "signals",
            {"kind=new_region, date=" + ago(20), "kind=added_users, date=" + ago(21)},
            "signal=added_users@" + ago(21) + " signal=new_region@" + ago(20));
        // 6 weeks of 10 gone: 0.1 of the expected 0.6 is further behind than 0.12.
        add(RuleId::OutcomeOffPace, "outcomes",
            {"name=a, target=100, current=12, agreed_date=" + ago(42) + ", due_date=" + ago(-28),
                "name=b, target=100, current=6, agreed_date=" + ago(42) + ", due_date=" + ago(-28)},
            "progress=0.06/0.3 progress=0.12/0.3");
        // The latest first.
        add(RuleId::ChampionLeft, "contacts",
            {"name=a, role=champion, left_date=" + ago(9), "name=b, role=champion, left_date=" + ago(8)},
            "champion_left=b@" + ago(8) + " champion_left=a@" + ago(9));
        add(RuleId::NewDecisionMaker, "contacts",
            {"name=a, role=economic_buyer, joined_date=" + ago(9),
                "name=b, role=economic_buyer, joined_date=" + ago(8)},
            "joined=b@" + ago(8) + " joined=a@" + ago(9));
        // The one completed last.
        add(RuleId::NoProgress, "milestones",
            {"name=open, planned_date=" + ago(5), "name=a, completed_date=" + ago(41),
                "name=b, completed_date=" + ago(40)},
            "open_milestones=1@" + ago(0) + " last_completed=" + ago(40) + "@" + ago(40));
    }
    void theStrongestFactLeadsAlsoByASingleDay()
    {
        QFETCH(int, rule);
        QFETCH(QString, dataset);
        QFETCH(QStringList, rows);
        QFETCH(QString, evidence);
        PortfolioBuilder book = acme();
        for (const QString& cells : std::as_const(rows))
            book.row(dataset.toStdString(), cells.toStdString());
        QCOMPARE(ReviewBook(book).evidence(static_cast<RuleId>(rule)), evidence.toStdString());
    }

    void theNoticeWithMoreArrLeadsThenTheEarlierOne()
    {
        PortfolioBuilder book;
        book.account("acme");
        const auto notice = [&](const char* id, const char* arr, int days) {
            book.subscription(
                "acme", "2023-01-01", "", arr, std::string("subscription_id=") + id + ", notice_date=" + ago(days));
        };
        notice("a", "10", 9);
        notice("b", "10", 10);
        notice("c", "10.01", 1);
        QCOMPARE(ReviewBook(book).evidence(RuleId::NoticeGiven),
            "notice=c@" + ago(1) + " notice=b@" + ago(10) + " notice=a@" + ago(9));
    }

    void theLargerOfferLeadsAlsoByACent()
    {
        PortfolioBuilder book = acme();
        book.imported("usage").row("outcomes", row("name=x")); // nothing agreed: realization is broken
        book.row("opportunities", row("name=small, kind=expansion, stage=open, amount=10, created_date=" + ago(9)));
        book.row("opportunities", row("name=large, kind=expansion, stage=open, amount=10.01, created_date=" + ago(8)));
        QCOMPARE(ReviewBook(book).evidence(RuleId::UpsellWithoutValue),
            "open_opportunity=large@" + ago(8) + " open_opportunity=small@" + ago(9) + " realization=broken@" + ago(0));
    }

    void theFreshestReasonToExpandLeads()
    {
        PortfolioBuilder book = ready();
        book.row("signals", row("kind=new_region, date=" + ago(9)));
        book.row("signals", row("kind=added_users, date=" + ago(8)));
        book.row("signals", row("kind=added_users, date=" + ago(-1))); // tomorrow
        for (const int days : {31, 30, -1})
            book.row("outcomes",
                row("name=won" + std::to_string(days) + ", achieved_date=" + ago(days) +
                    ", recognised_date=" + ago(days)));
        QCOMPARE(ReviewBook(book).evidence(RuleId::ExpansionReady),
            "utilisation=0.9/0.8@2025-06-29 signal=added_users@" + ago(8) + " signal=new_region@" + ago(9) +
                " outcome_achieved=won30@" + ago(30) + " outcome_achieved=won31@" + ago(31));
    }

    // What happened today has happened, what is dated tomorrow has not.
    void aFactOfTodayCountsAndOneOfTomorrowDoesNot()
    {
        const auto left = [](int days) {
            PortfolioBuilder book = acme();
            book.row("contacts", row("name=a, role=champion, left_date=" + ago(days)));
            return ReviewBook(book).severity(RuleId::ChampionLeft);
        };
        QCOMPARE(left(0), "high");
        QCOMPARE(left(-1), "-"); // still here
        const auto joined = [](int days) {
            PortfolioBuilder book = acme();
            book.row("contacts", row("name=a, role=economic_buyer, joined_date=" + ago(days)));
            return ReviewBook(book).severity(RuleId::NewDecisionMaker);
        };
        QCOMPARE(joined(0), "medium");
        QCOMPARE(joined(-1), "-");
        const auto signal = [](int days) {
            PortfolioBuilder book = ready();
            book.row("signals", row("kind=added_users, date=" + ago(days)));
            return ReviewBook(book).severity(RuleId::ExpansionReady);
        };
        QCOMPARE(signal(0), "high");
        QCOMPARE(signal(-1), "-");
        const auto score = [](int days) {
            PortfolioBuilder book = acme();
            book.row("surveys", row("kind=nps, score=3, date=" + ago(days)));
            return ReviewBook(book).severity(RuleId::Detractor);
        };
        QCOMPARE(score(0), "high");
        QCOMPARE(score(-1), "-");
    }

    void aBetterScoreADayLaterIsTheLatest()
    {
        PortfolioBuilder book = acme();
        book.row("surveys", row("kind=nps, score=3, respondent=a, date=" + ago(6)));
        book.row("surveys", row("kind=nps, score=9, respondent=b, date=" + ago(5)));
        QCOMPARE(ReviewBook(book).severity(RuleId::Detractor), "-");
    }

    // Mails, webinars and references are no meetings. Gaps of 10, 20, 50 and 60 days: the median is 35, and 45 days
    // without a meeting must be above 52.5.
    void theUsualGapIsTheMiddleOfTheGaps()
    {
        const auto fading = [](int since, bool tomorrow) {
            PortfolioBuilder book = acme();
            for (const auto& [days, kind] : std::vector<std::pair<int, const char*>>{{0, "meeting"}, {50, "qbr"},
                     {60, "call"}, {120, "meeting"}, {140, "qbr"}, {25, "email"}, {90, "webinar"}, {100, "reference"}})
                book.row("interactions", row(std::string("kind=") + kind + ", date=" + ago(since + days)));
            if (tomorrow)
                book.row("interactions", row("kind=meeting, date=" + ago(-1)));
            return ReviewBook(book).evidence(RuleId::MeetingsFading);
        };
        QCOMPARE(fading(52, false), "-");
        QCOMPARE(fading(53, false), "days_since_meeting=53/45@" + ago(53) + " median_gap=35.0");
        QCOMPARE(fading(53, true), "days_since_meeting=53/45@" + ago(53) + " median_gap=35.0"); // no gap of 54 days yet
        QCOMPARE(fading(52, true), "-");
    }

    // Windows of the leader's own: five tickets in the last `recent` days, eight in the `before` days ahead of them.
    void aSpikeIsHeldAgainstTheWindowsInForce()
    {
        const auto spike = [](double recentDays, double beforeDays) {
            PortfolioBuilder book = acme();
            const int before = recentDays > 1 ? 20 : 2;
            for (int i = 0; i < 13; ++i)
                book.row("tickets", row("opened_date=" + ago(i < 5 ? 0 : before)));
            const ReviewBook review(book,
                {override(RuleId::TicketSpike, "recent_days", recentDays),
                    override(RuleId::TicketSpike, "before_days", beforeDays)});
            if (beforeDays == 0) // nothing to compare with is a mean of 0
                return std::get<double>(review.of(RuleId::TicketSpike)->evidence.at(1).value) == 0.0
                    ? review.severity(RuleId::TicketSpike)
                    : "not 0";
            return review.severity(RuleId::TicketSpike);
        };
        QCOMPARE(spike(10, 40), "medium"); // 8 in four times as many days: 2 each, 5 ≥ 4
        QCOMPARE(spike(10, 30), "-"); // 8 / 3 = 2.67, and 5 < 5.33
        QCOMPARE(spike(10, 11), "-"); // 8 / 1.1
        QCOMPARE(spike(20, 20), "-"); // 8 in as many days
        QCOMPARE(spike(1, 4), "medium"); // 8 / 4 = 2 a day, 5 ≥ 4
        QCOMPARE(spike(1, 3), "-"); // 8 / 3
        QCOMPARE(spike(10, 0), "medium");
    }

    // What is held against no fact of its own is named beside the first, as short as it can be written.
    void aThresholdOfTheLeadersOwnIsNamedWithTheFirstFact()
    {
        PortfolioBuilder book = acme();
        for (int i = 0; i < 5; ++i)
            book.row("tickets", row("opened_date=" + ago(i)));
        const ReviewBook review(
            book, {override(RuleId::TicketSpike, "factor", 1.25), override(RuleId::TicketSpike, "recent_days", 20)});
        const std::vector<Evidence>& facts = review.of(RuleId::TicketSpike)->evidence;
        QCOMPARE(facts[0].detail, std::string("factor 1.25; recent_days 20"));
        QVERIFY(facts[0].overridden);
    }

    void onlyADyingStageContradictsAGreen_data()
    {
        QTest::addColumn<int>("weeks");
        QTest::addColumn<int>("recent");
        QTest::addColumn<QString>("severity");
        // Weeks of 20 users, then four of these.
        QTest::newRow("adopting") << 4 << 20 << "-";
        QTest::newRow("growing") << 13 << 21 << "-"; // + 5 %
        QTest::newRow("plateau") << 13 << 20 << "-";
        QTest::newRow("silent decay") << 13 << 16 << "critical"; // − 20 %
        QTest::newRow("drift") << 13 << 9 << "critical"; // 45 % of the peak
        QTest::newRow("zombie") << 13 << 2 << "critical"; // 10 %
    }
    void onlyADyingStageContradictsAGreen()
    {
        QFETCH(int, weeks);
        QFETCH(int, recent);
        QFETCH(QString, severity);
        PortfolioBuilder book = acme();
        std::vector<std::int64_t> users(static_cast<std::size_t>(weeks), 20);
        users.insert(users.end(), 4, recent);
        book.weeklyUsage("acme", ago(7 * (weeks + 4)), users);
        book.row("health", row("source=cs, status=green, date=" + ago(10)));
        QCOMPARE(ReviewBook(book).severity(RuleId::GreenButDying), severity.toStdString());
    }

    // Realization is unknown without a usage feed: the renewal is unproven where a criterion of proof has not passed.
    void anUnknownRealizationIsUnprovenWhereProofIsMissing()
    {
        const auto unproven = [](const std::string& start, const std::string& outcome, bool usage) {
            PortfolioBuilder book;
            book.account("acme", "arr=1000, start_date=" + start + ", renewal_date=" + ago(-30));
            book.row("outcomes", row("target=10, agreed_date=2025-05-01, achieved_date=2025-06-01, " + outcome));
            if (usage)
                book.weeklyUsage("acme", ago(7 * 20), std::vector<std::int64_t>(20, 18), "seats=20");
            const std::string line = ReviewBook(book).evidence(RuleId::UnprovenRenewal);
            return line.substr(line.find(' ') + 1);
        };
        // 100 days old: measuring is not due before day 120, but what is not measured is no proof.
        QCOMPARE(unproven(ago(100), "name=x", false), "realization=unknown@" + ago(0));
        QCOMPARE(unproven(ago(100), "measured_date=" + ago(5), false), "-"); // all of it is proven
        // Known, and at risk: two years old with outcomes that are worth less than the ARR.
        QCOMPARE(
            unproven("2023-06-30", "annual_value=999, measured_date=" + ago(5), true), "realization=at_risk@" + ago(0));
        QCOMPARE(unproven("2023-06-30", "annual_value=1000, measured_date=" + ago(5), true), "-"); // healthy
    }

    void aRenewalSaysWhereItsDateComesFrom()
    {
        const auto dataset = [](const std::string& renewal) {
            PortfolioBuilder book;
            book.account("acme", renewal).subscription("acme", "2023-01-01", ago(-30), "10").imported("outcomes");
            return ReviewBook(book).of(RuleId::UnprovenRenewal)->evidence.front().dataset;
        };
        QVERIFY(dataset("renewal_date=" + ago(-20)) == DatasetId::Accounts);
        QVERIFY(dataset("renewal_date=" + ago(1)) == DatasetId::Subscriptions);
        QVERIFY(dataset("") == DatasetId::Subscriptions);
    }

    // The account's own start date, else the first day with ARR, which is a fact of what the ARR comes from.
    void anAgeSaysWhereTheStartComesFrom()
    {
        const auto age = [](const std::string& start, bool snapshots) {
            PortfolioBuilder book;
            book.account("acme", start).account("other", "kickoff_date=2024-01-01");
            if (snapshots)
                book.snapshot("acme", ago(121), "10");
            else
                book.subscription("acme", ago(121), "", "10");
            return ReviewBook(book).of(RuleId::KickoffLate)->evidence.front();
        };
        for (const bool snapshots : {false, true}) {
            const Evidence own = age("start_date=" + ago(120), snapshots);
            QCOMPARE(std::get<std::int64_t>(own.value), std::int64_t{120});
            QCOMPARE(own.dataset, std::optional(DatasetId::Accounts));
            QVERIFY(own.source.has_value());
            for (const std::string& later : {std::string(), "start_date=" + ago(-5)}) {
                const Evidence first = age(later, snapshots);
                QCOMPARE(std::get<std::int64_t>(first.value), std::int64_t{121});
                QCOMPARE(first.date, std::optional(day(ago(121))));
                QCOMPARE(
                    first.dataset, std::optional(snapshots ? DatasetId::ArrSnapshots : DatasetId::Subscriptions));
                QVERIFY(!first.source);
            }
        }
    }

    // Accounts are worked through in ranges of 1024: equal priorities come by account across all of them.
    void aBookOfSeveralRangesIsListedWhole()
    {
        PortfolioBuilder book;
        for (int i = 0; i < 2100; ++i) {
            const std::string id = "a" + std::to_string(10000 + i);
            book.account(id, "arr=100");
            if (i % 3 != 0)
                book.row("tickets", "account_id=" + id + ", escalated=true, opened_date=" + ago(20));
        }
        const ReviewBook review(book);
        QCOMPARE(review.found.exceptions.size(), std::size_t{1400});
        for (std::size_t i = 0; i < 1400; ++i) // 1, 2, 4, 5, 7 …
            QCOMPARE(review.found.exceptions[i].account->at(), i + i / 2 + 1);
        QCOMPARE(review.found.accountsAtRisk, 1400);
        QCOMPARE(review.found.arrAtRisk.toText(), "140000.00");
    }

    // A drop in users that the leader counts from one user on, or from none.
    void aDropNeedsUsersBefore()
    {
        const auto drop = [](std::int64_t before, double minimum) {
            PortfolioBuilder book = acme();
            std::vector<std::int64_t> users(13, before);
            users[6] = 9; // usage there was
            users.insert(users.end(), 4, 0);
            book.weeklyUsage("acme", ago(7 * 17), users);
            return ReviewBook(book, {override(RuleId::UsageDrop, "minimum_drop", minimum)}).severity(RuleId::UsageDrop);
        };
        QCOMPARE(drop(1, 1), "critical"); // 1 → 0
        QCOMPARE(drop(1, 2), "-");
        QCOMPARE(drop(0, 0), "-"); // none before
    }
};

QTEST_APPLESS_MAIN(ExceptionsEvidenceTest)
#include "exceptions_evidence_test.moc"
