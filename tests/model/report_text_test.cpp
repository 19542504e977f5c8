// SPDX-License-Identifier: GPL-3.0-or-later
// The review as plain text: every part is there, in words that can be read without the JSON.
#include "model/report/report_text.h"

#include <QtTest>

#include "tests/support/portfolio_builder.h"

using namespace holdfast;

namespace {

QString textOf(const PortfolioBuilder& book, const char* asOf = "2025-06-30", const Filter& filter = {})
{
    AnalysisRequest request;
    request.period = yearUpTo(day(asOf));
    request.filter = filter;
    // Thin and fixed spaces as blanks, for reading.
    return QString::fromStdString(reportText(*analyse(book.build(), {}, request)))
        .replace(QChar(0x2009), QLatin1Char(' '))
        .replace(QChar(0x202f), QLatin1Char(' '))
        .replace(QChar(0x00a0), QLatin1Char(' '));
}

// The line that starts with these words after its blanks.
QString line(const QString& text, const char* start)
{
    for (const QString& candidate : text.split(QLatin1Char('\n'))) {
        if (candidate.trimmed().startsWith(QString::fromUtf8(start)))
            return candidate.trimmed();
    }
    return {};
}

// A: 100 → 150, renewed; B: 100, gone since 1 January 2025; C: new.
PortfolioBuilder threeAccounts()
{
    PortfolioBuilder book;
    book.account("a", "segment=SMB, name=Acme").account("b", "segment=SMB").account("c", "segment=Mid, arr=30");
    book.subscription("a", "2023-01-01", "2025-01-01", "100").subscription("a", "2025-01-01", "", "150");
    book.subscription("b", "2023-01-01", "2025-01-01", "100");
    book.subscription("c", "2025-02-01", "", "30");
    return book;
}

} // namespace

class ReportTextTest : public QObject {
    Q_OBJECT

private slots:
    void theFiguresStandInTheirLines()
    {
        const QString text = textOf(threeAccounts());
        QCOMPARE(line(text, "Review"), QStringLiteral("Review of 30 Jun 2025, from 30 Jun 2024, in USD"));
        QCOMPARE(line(text, "ARR $"), QStringLiteral("ARR $180.00 from $200.00 on 30 Jun 2024"));
        // NRR (200 + 50 − 100) / 200, GRR 100 / 200, CRR 1/2; due 200, kept 100
        QVERIFY2(
            line(text, "NRR").startsWith(QStringLiteral("NRR 75.0 % (strict 75.0 %")), qPrintable(line(text, "NRR")));
        QVERIFY(line(text, "NRR").endsWith(QStringLiteral("CRR 50.0 %, renewal rate 50.0 %")));
        // 1 − (1/2)^(365/365) = 50 %, lifespan 2; CLV 180 × 0.8 / 2 × 2
        QVERIFY(line(text, "Customers 2")
                    .endsWith(QStringLiteral(
                        "from 2: 1 new, 0 reactivated, 1 lost; annualised logo churn 50.0 %, lifespan 2.0 years")));
        QCOMPARE(line(text, "ARPA"),
            QStringLiteral("ARPA $90.00, CLV $144.00, CLV:CAC –, purchase CLV –, repeat customers –"));
    }

    void noChurnIsSaidInWords()
    {
        PortfolioBuilder book;
        book.account("a", "arr=5");
        QVERIFY(
            line(textOf(book), "Customers 1").contains(QStringLiteral("lifespan without end: no churn in the period")));
        QVERIFY(line(textOf(PortfolioBuilder()), "Customers 0").endsWith(QStringLiteral("lifespan –")));
    }

    void whatDrivesTheChangeIsNamed()
    {
        const QString text = textOf(threeAccounts());
        // before: 200 → 200, NRR 100 %; now 75 %: +50/200 and −100/200
        QCOMPARE(line(text, "What is driving"),
            QStringLiteral("What is driving NRR: 75.0 % against 100.0 % in the period from 30 Jun 2023"));
        QCOMPARE(line(text, "expansion"), QStringLiteral("expansion +25.0 pt, contraction 0.0 pt, churn −50.0 pt"));
        QCOMPARE(line(text, "−50.0 pt"), QStringLiteral("−50.0 pt  b (b): churn −$100.00, before $0.00"));
        QCOMPARE(line(text, "+25.0 pt"), QStringLiteral("+25.0 pt  Acme (a): expansion $50.00, before $0.00"));
        QVERIFY(textOf(PortfolioBuilder()).contains(QStringLiteral("nothing to compare")));
    }

    void triggersSayWhetherTheyFireAreQuietOrHaveNoData()
    {
        const QString text = textOf(threeAccounts());
        QVERIFY(text.contains(QStringLiteral("Retention needs active investment: 2 of 5 triggers fire.")));
        QCOMPARE(line(text, "fires "), QStringLiteral("fires    NRR below 100 %: 75.0 % (fires below 100.0 %)"));
        QCOMPARE(line(text, "no data"), QStringLiteral("no data  Onboarding takes over 60 days"));
        PortfolioBuilder book;
        book.account("a", "arr=5");
        QCOMPARE(
            line(textOf(book), "quiet"), QStringLiteral("quiet    NRR below 100 %: 100.0 % (fires below 100.0 %)"));
    }

    void zonesAndDataAreListed()
    {
        PortfolioBuilder book = threeAccounts();
        book.imported("contacts"); // nobody is named: the sponsor and the champion are absent
        book.row("tickets", "account_id=nobody, opened_date=2025-01-01");
        const QString text = textOf(book);
        QVERIFY(line(text, "Customers by zone").contains(QStringLiteral("Broken")));
        QVERIFY2(line(text, "Commitment").simplified().startsWith(QStringLiteral("Commitment 2 0")), qPrintable(text));
        QVERIFY(line(text, "Fix first").startsWith(QStringLiteral("Fix first: Commitment, where 2 accounts break")));
        QVERIFY2(line(text, "subscriptions").simplified() ==
                QStringLiteral("subscriptions 4 rows of 3 accounts, 1 Jan 2023 to 1 Feb 2025"),
            qPrintable(line(text, "subscriptions")));
        QVERIFY(line(text, "never imported").startsWith(QStringLiteral("never imported: arr_snapshots, usage,")));
        QCOMPARE(line(text, "1 row waits"), QStringLiteral("1 row waits for an account that is not there"));
    }

    void nothingBrokenIsSaid()
    {
        QVERIFY(textOf(threeAccounts()).contains(QStringLiteral("No account breaks in one of the six zones.")));
    }

    void theFilterIsSaid()
    {
        Filter filter;
        filter.values[Dimension::Segment] = {"SMB", ""};
        filter.values[Dimension::ContractModel] = {""};
        const QString text = textOf(threeAccounts(), "2025-06-30", filter);
        QCOMPARE(
            line(text, "Only"), QStringLiteral("Only accounts with segment SMB or missing and contract model missing"));
        QCOMPARE(line(text, "ARR $"), QStringLiteral("ARR $150.00 from $200.00 on 30 Jun 2024"));
        QVERIFY(!textOf(threeAccounts()).contains(QStringLiteral("Only accounts")));
    }

    void theFirstFifteenAccountsAreShownAndTheRestCounted()
    {
        PortfolioBuilder book;
        for (int i = 1; i <= 17; ++i) // the largest first: 1017, 1016, … and below the line 1002 and 1001
            book.account("a" + std::to_string(i), "owner=Kim, arr=" + std::to_string(1000 + i));
        book.imported("contacts");
        const QString text = textOf(book);
        // each without a contact; owners are there, terms are unknown
        QVERIFY(text.contains(QStringLiteral("17 exceptions in 17 accounts: 0 risk, 0 stalled, 0 expansion, 17 data")));
        QVERIFY(text.indexOf(QStringLiteral("a17 (a17), $1,017.00, Kim")) <
            text.indexOf(QStringLiteral("a3 (a3), $1,003.00, Kim")));
        QVERIFY(!text.contains(QStringLiteral("a2 (a2)")));
        QVERIFY(text.contains(QStringLiteral("… and 2 more accounts below the line; --json lists all")));
    }

    void aRenewalThatIsPastIsAgo()
    {
        PortfolioBuilder book;
        book.account("past", "arr=5, renewal_date=2025-06-20").account("ahead", "arr=5, renewal_date=2025-07-10");
        book.imported("contacts"); // which gives both an exception
        const QString text = textOf(book);
        QVERIFY(line(text, "past (past)").startsWith(QStringLiteral("past (past), $5.00, renewal 10 d ago")));
        QVERIFY(line(text, "ahead (ahead)").startsWith(QStringLiteral("ahead (ahead), $5.00, renewal in 10 d")));
    }

    void controlCharactersOfFilesDoNotReachTheTerminal()
    {
        PortfolioBuilder book;
        book.account("a", "arr=5, owner=\x1b]0;own\x07, name=\x1b[2J\u009b31mred\ntwo lines");
        book.imported("contacts");
        const QString text = textOf(book);
        QVERIFY(text.contains(QStringLiteral("red two lines (a)")));
        for (const QChar c : text)
            QVERIFY(c == QLatin1Char('\n') || c.category() != QChar::Other_Control);
    }
};

QTEST_GUILESS_MAIN(ReportTextTest)
#include "report_text_test.moc"
