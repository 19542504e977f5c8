// SPDX-License-Identifier: GPL-3.0-or-later
// The lines of the retention figures on both sides: the smallest amount, the shortest stay, the day beside each day
// that counts, and the place where one range of accounts ends and the next begins.
#include <QtTest>
#include <cmath>

#include "model/analysis/product_timelines.h"
#include "model/analysis/retention.h"
#include "tests/support/known_book.h"

using namespace holdfast;

namespace {

struct Known : KnownBook {
    using KnownBook::KnownBook;

    // "core 0.00 → 10.00, extra 5.00 → 0.00": opening and closing of each product.
    std::string products() const
    {
        std::string text;
        for (const RetentionGroup& group : breakdown(context, year, Dimension::Product))
            text += (text.empty() ? "" : ", ") + group.value + ' ' + group.retention.bridge.opening.toText() + " → " +
                group.retention.bridge.closing.toText();
        return text;
    }
};

std::string line(const Bridge& b)
{
    return b.opening.toText() + " | " + b.newArr.toText() + " | " + b.reactivation.toText() + " | " +
        b.expansion.toText() + " | " + b.contraction.toText() + " | " + b.churn.toText() + " | " + b.closing.toText();
}

std::string text(std::optional<Money> amount)
{
    return amount ? amount->toText() : "null";
}

// Six accounts that move by one cent each, or not at all.
PortfolioBuilder bookOfCents()
{
    PortfolioBuilder book;
    book.account("up", "acquisition_cost=1").account("down").account("new").account("back").account("gone");
    book.account("gap").account("none", "start_date=2020-01-01");
    book.subscription("up", "2024-06-30", "2025-01-01", "0.01").subscription("up", "2025-01-01", "", "0.02");
    book.subscription("down", "2023-01-01", "2025-01-01", "0.02").subscription("down", "2025-01-01", "", "0.01");
    book.subscription("new", "2025-01-01", "", "0.01");
    book.subscription("back", "2023-01-01", "2024-01-01", "0.01").subscription("back", "2025-01-01", "", "0.01");
    book.subscription("gone", "2023-01-01", "2025-01-01", "0.01");
    book.subscription("gap", "2023-01-01", "2025-01-01", "0.01").subscription("gap", "2025-03-01", "", "0.01");
    book.subscription("none", "2024-08-01", "2024-09-01", "0.01");
    return book;
}

} // namespace

class RetentionEdgesTest : public QObject {
    Q_OBJECT

private slots:
    void oneCentIsArr()
    {
        const Known known(bookOfCents());
        const Retention r = known.figures();
        // opening up 0.01 + down 0.02 + gone 0.01 + gap 0.01; closing up 0.02 + down 0.01 + new 0.01 + back 0.01 + gap
        // 0.01
        QCOMPARE(line(r.bridge), "0.05 | 0.01 | 0.01 | 0.01 | 0.01 | 0.01 | 0.06");
        QCOMPARE(r.openingCustomers, 4);
        QCOMPARE(r.retainedCustomers, 3);
        QCOMPARE(r.lostCustomers, 1);
        QCOMPARE(r.newCustomers, 1); // and not the one without ARR on both days
        QCOMPARE(r.reactivatedCustomers, 1);
        QCOMPARE(r.closingCustomers, 5);
        QCOMPARE(r.strictNrr.value(), 3.0 / 5.0); // 0.05 + 0.01 − 0.01 − 0.01 = 0.04, less gap's 0.01
        QCOMPARE(r.strictGrr.value(), 2.0 / 5.0); // 0.05 − 0.01 − 0.01 = 0.03, less gap's 0.01
        // up + 0.01, down − 0.01, gone − 0.01, back + 0.01, gap − 0.01 + 0.01, none + 0.01 (it has no ARR before its
        // piece, so this is new) − 0.01
        QCOMPARE(r.eventNrr.value(), 4.0 / 5.0);
    }

    void oneCentIsAMovementOfItsAccount()
    {
        const Known known(bookOfCents());
        std::vector<std::string> lines;
        for (const AccountMovement& m : movements(known.context, year))
            lines.push_back(known.portfolio->accountId(m.account) + ' ' +
                (m.movement ? std::string(holdfast::text(*m.movement)) : "unchanged") + ' ' + m.amount.toText());
        const std::vector<std::string> expected = {"back reactivation 0.01", "down contraction 0.01",
            "gap unchanged 0.00", "gone churn 0.01", "new new 0.01", "up expansion 0.01"};
        QCOMPARE(lines, expected);
        // 0.05 at the opening and a year before it, so that each cent weighs the same: by account.
        const Drivers found = drivers(known.context, year);
        std::vector<std::string> driving;
        for (const DriverAccount& entry : found.accounts)
            driving.push_back(known.portfolio->accountId(entry.account) + ' ' +
                std::string(holdfast::text(entry.movement)) + ' ' + entry.amount.toText() + ' ' +
                entry.amountBefore.toText());
        const std::vector<std::string> drivers = {
            "back churn 0.00 -0.01", "down contraction -0.01 0.00", "gone churn -0.01 0.00", "up expansion 0.01 0.00"};
        QCOMPARE(driving, drivers);
    }

    void oneCentIsACustomerOfItsCohortAndOfTheTrend()
    {
        PortfolioBuilder book;
        book.account("acme", "start_date=2024-05-01").subscription("acme", "2024-05-01", "", "0.01");
        book.account("late", "start_date=2024-02-01").subscription("late", "2024-05-01", "", "7"); // none on 31 March
        const Known known(book);
        const std::vector<CohortRow> rows = cohortGrid(known.context);
        QCOMPARE(rows.size(), std::size_t{1}); // a cohort without customers is none
        QCOMPARE(rows[0].cohort, "2024-Q2");
        QCOMPARE(rows[0].crr.back().value(), 1.0);
        QCOMPARE(trend(known.context, 1).back().crr.value(), 1.0);
    }

    void theLastAccountMayHaveTheFirstCohort()
    {
        PortfolioBuilder book;
        book.account("a").subscription("a", "2025-01-01", "", "5");
        book.account("b").subscription("b", "2024-07-01", "2025-01-01", "10").subscription("b", "2025-01-01", "", "7");
        const std::vector<CohortRow> rows = cohortGrid(Known(book).context);
        QCOMPARE(rows.size(), std::size_t{2});
        QCOMPARE(rows[0].cohort, "2024-Q3");
        QCOMPARE(rows[0].nrr.size(), std::size_t{4}); // the ends of September, December, March and June
        QCOMPARE(rows[0].nrr[1].value(), 1.0);
        QCOMPARE(rows[0].nrr[2].value(), 0.7);
    }

    void aStartIsFoundOnTheFirstCentAndNotTomorrow()
    {
        PortfolioBuilder book;
        book.account("cent").subscription("cent", "2024-05-01", "2024-06-01", "0.01");
        book.subscription("cent", "2024-06-01", "", "5");
        // Until today a credit takes all of it; without it from tomorrow on, the account has no first day yet.
        book.account("credit").subscription("credit", "2024-05-01", "", "10");
        book.subscription("credit", "2024-05-01", "2025-07-01", "-10");
        const Known known(book);
        QCOMPARE(known.context.of(*known.portfolio->findAccount("cent")).start->toIso(), "2024-05-01");
        QVERIFY(!known.context.of(*known.portfolio->findAccount("credit")).start);
    }

    void aSumOfACentBelowZeroIsZero()
    {
        PortfolioBuilder book;
        book.account("acme")
            .subscription("acme", "2023-01-01", "", "10")
            .subscription("acme", "2023-01-01", "", "-10.01");
        book.account("snap").snapshot("snap", "2023-01-01", "-0.01").account("own", "arr=-0.01");
        const Known known(book);
        for (const char* id : {"acme", "snap", "own"})
            QCOMPARE(known.context.of(*known.portfolio->findAccount(id)).arr.toText(), "0.00");
        QCOMPARE(line(known.figures().bridge), "0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00");
    }

    // A credit of one cent comes off the other products of the account, so that they add up to it.
    void aCreditOfACentComesOffTheOtherProducts()
    {
        PortfolioBuilder book;
        book.account("acme").subscription("acme", "2023-01-01", "", "10", "product=core");
        book.subscription("acme", "2023-01-01", "", "-0.01", "product=extra");
        const Known known(book);
        QCOMPARE(known.products(), "core 9.99 → 9.99");
        const std::vector<ProductTimeline> lines =
            productTimelines(known.context, *known.portfolio->findAccount("acme"));
        QCOMPARE(lines.size(), std::size_t{2});
        QCOMPARE(arrOn(lines[0].steps, year.to).toText(), "9.99");
        QCOMPARE(arrOn(lines[1].steps, year.to).toText(), "0.00");
    }

    void aProductIsSeenFromTheDayOfItsStartAndForASingleDay()
    {
        const auto products = [](const char* credit) {
            PortfolioBuilder book;
            book.account("acme").subscription("acme", "2023-01-01", "", "100", "product=core");
            book.subscription("acme", "2025-06-30", "", "30", "product=today");
            book.subscription("acme", "2025-07-01", "", "70", "product=tomorrow");
            book.subscription("acme", "2024-06-30", "2024-07-01", "5", "product=one day");
            book.subscription("acme", "2025-01-01", "2025-01-01", "900", "product=no day");
            // Two days in a row, the later one first in the file, before A and on it.
            book.subscription("acme", "2024-06-30", "", credit, "product=core");
            book.subscription("acme", "2024-06-29", "2024-06-30", credit, "product=core");
            return Known(book).products();
        };
        QCOMPARE(products("0"), "core 100.00 → 100.00, one day 5.00 → 0.00, today 0.00 → 30.00");
        QCOMPARE(products("-20"), "core 80.00 → 80.00, one day 5.00 → 0.00, today 0.00 → 30.00");
    }

    void aProductThatStartsTodayIsOneOfTwo()
    {
        // Of the account's two products only the second has ARR today: without it the account would have one.
        PortfolioBuilder book;
        book.account("acme").subscription("acme", "2023-01-01", "2025-06-30", "100", "product=old");
        book.subscription("acme", "2025-06-30", "", "120", "product=young");
        QCOMPARE(Known(book).products(), "old 100.00 → 0.00, young 0.00 → 120.00");
        PortfolioBuilder ahead;
        ahead.account("acme").subscription("acme", "2023-01-01", "", "100", "product=old");
        ahead.subscription("acme", "2025-07-01", "", "120", "product=young");
        const Known known(ahead);
        QCOMPARE(known.products(), "old 100.00 → 100.00");
        QCOMPARE(productTimelines(known.context, *known.portfolio->findAccount("acme")).size(), std::size_t{1});
    }

    void aCreditEndsTheDayAfterTheNextBegins()
    {
        // Changes on neighbouring days, the later first in the file: 100, from 1 March − 30, from 2 March − 10 more.
        PortfolioBuilder book;
        book.account("acme").subscription("acme", "2025-03-02", "", "-10", "product=b");
        book.subscription("acme", "2025-03-01", "", "-30", "product=b");
        book.subscription("acme", "2023-01-01", "", "100", "product=a");
        const Known known(book);
        const auto steps = productTimelines(known.context, *known.portfolio->findAccount("acme")).front().steps;
        QCOMPARE(steps.size(), std::size_t{3});
        QCOMPARE(arrOn(steps, day("2025-02-28")).toText(), "100.00");
        QCOMPARE(arrOn(steps, day("2025-03-01")).toText(), "70.00");
        QCOMPARE(arrOn(steps, day("2025-03-02")).toText(), "60.00");
    }

    void whatEndsAndBeginsOnOneDayIsNoStep()
    {
        // a is renewed at the same price on 1 March, beside a credit of 10 all along.
        PortfolioBuilder book;
        book.account("acme").subscription("acme", "2023-01-01", "2025-03-01", "100", "product=a");
        book.subscription("acme", "2025-03-01", "", "100", "product=a");
        book.subscription("acme", "2023-01-01", "", "-10", "product=b");
        const Known known(book);
        const auto steps = productTimelines(known.context, *known.portfolio->findAccount("acme")).front().steps;
        QCOMPARE(steps, (std::vector<ArrStep>{{day("2023-01-01"), money("90")}}));
    }

    // 0.01 since the opening day, 0.03 from 10 July on: (0.01 + 0.02) / 0.01.
    void aMovementOfTheFirstPieceCountsFromOneCent()
    {
        PortfolioBuilder book;
        book.account("acme").subscription("acme", "2024-06-30", "2024-07-10", "0.01");
        book.subscription("acme", "2024-07-10", "", "0.03");
        QCOMPARE(Known(book).figures().eventNrr.value(), 3.0);
    }

    void aMovementOnTheClosingDayIsInTheLastPiece()
    {
        PortfolioBuilder book;
        book.account("acme").subscription("acme", "2023-01-01", "", "100").subscription("acme", "2025-06-30", "", "20");
        const BridgePiece june = monthlyBridge(Known(book).context, year).back();
        QCOMPARE(line(june.bridge), "100.00 | 0.00 | 0.00 | 20.00 | 0.00 | 0.00 | 120.00");
    }

    // A single day of ARR before a piece makes what follows in it a reactivation: 30 December, back on 15 January.
    void oneDayOfArrBeforeAPieceIsArrBeforeIt()
    {
        PortfolioBuilder book;
        book.account("acme").subscription("acme", "2024-12-30", "2024-12-31", "10");
        book.subscription("acme", "2025-01-15", "", "30");
        const BridgePiece january = monthlyBridge(Known(book).context, year)[6];
        QCOMPARE(january.period.from.toIso(), "2024-12-31");
        QCOMPARE(line(january.bridge), "0.00 | 0.00 | 30.00 | 0.00 | 0.00 | 0.00 | 30.00");
    }

    void aRenewalOfASingleDayIsDue()
    {
        PortfolioBuilder book;
        book.account("acme").subscription("acme", "2024-12-31", "2025-01-01", "100");
        book.subscription("acme", "2025-01-01", "", "40");
        QCOMPARE(Known(book).figures().renewalRate.value(), 0.4); // 100 → 40
    }

    void aRenewalIsHeldAgainstTheDayBeforeIt()
    {
        PortfolioBuilder book;
        book.account("acme").subscription("acme", "2023-01-01", "2025-01-01", "100");
        book.subscription("acme", "2024-12-31", "", "50");
        // 31 December 150, 2 January 50: of the due 100 all 100 are gone. (30 December: 100, so that 50 would be kept.)
        QCOMPARE(Known(book).figures().renewalRate.value(), 0.0);
    }

    void aRenewalDateTakesTheArrOfTheDayBeforeIt()
    {
        PortfolioBuilder book;
        book.account("acme", "renewal_date=2025-01-01");
        book.snapshot("acme", "2024-01-01", "100").snapshot("acme", "2024-12-31", "120");
        book.snapshot("acme", "2025-01-01", "90");
        QCOMPARE(Known(book).figures().renewalRate.value(), 0.75); // due 120, kept 120 − (120 − 90)
    }

    void aRenewalDateLiesStrictlyInsideThePeriod()
    {
        const auto isDue = [](const char* renewal) {
            PortfolioBuilder book;
            book.account("acme", std::string("arr=100, renewal_date=") + renewal);
            return Known(book).figures().renewalRate.has_value();
        };
        QVERIFY(!isDue("2024-06-30")); // A
        QVERIFY(isDue("2024-07-01"));
        QVERIFY(isDue("2025-06-29"));
        QVERIFY(!isDue("2025-06-30")); // D
    }

    void aCostCountsFromTheDayOnWhichItsAccountIsACustomer()
    {
        // Nobody but stays (cost 100) and leaves is there up to the closing day: CLV 100 × 0.8 × 2 = 160, ratio 1.6.
        PortfolioBuilder book;
        book.account("stays", "arr=100, acquisition_cost=100").account("leaves", "arr=100, churn_date=2025-01-01");
        book.account("next", "acquisition_cost=300").subscription("next", "2025-07-01", "", "100");
        const Known known(book, day("2025-07-31"));
        QCOMPARE(known.figures().clvCac.value(), 1.6);
        // As of 1 July it is one: CLV (100 + 100) × 0.8 / 2 × 2 = 160, mean cost 200.
        QCOMPARE(known.figures({day("2024-07-01"), day("2025-07-01")}).clvCac.value(), 0.8);
    }

    void halfACentIsRoundedAwayFromZeroOnBothSides()
    {
        const auto purchases = [](const char* amount) {
            PortfolioBuilder book;
            book.account("a", "arr=100, churn_date=2025-01-01").account("b", "arr=100, churn_date=2025-01-01");
            book.row("invoices", std::string("account_id=a, issued_date=2025-01-01, amount=") + amount);
            book.row("invoices", "account_id=b, issued_date=2025-01-01, amount=0");
            return text(Known(book).figures().purchaseClv); // all lost: a lifespan of one year
        };
        QCOMPARE(purchases("0.01"), "0.01"); // 0.01 / 2 = 0.005
        QCOMPARE(purchases("-0.01"), "-0.01");
    }

    void nobodyLostIsAChurnOfPlainZero()
    {
        PortfolioBuilder book;
        book.account("stays", "arr=100");
        const Retention r = Known(book).figures({day("2025-04-18"), day("2025-06-30")});
        QCOMPARE(r.annualisedLogoChurn.value(), 0.0);
        QVERIFY(!std::signbit(*r.annualisedLogoChurn));
    }

    // Of one account's movements of equal weight: 100 → 200 is + 100 points, then 200 → 0 is − 100 points.
    void equalMovementsOfAnAccountComeAsExpansionBeforeChurn()
    {
        PortfolioBuilder book;
        book.account("acme").subscription("acme", "2023-01-01", "2025-01-01", "100");
        book.subscription("acme", "2024-01-01", "2025-01-01", "100");
        const Known known(book);
        const Drivers found = drivers(known.context, year);
        QCOMPARE(found.accounts.size(), std::size_t{2});
        QCOMPARE(std::string(holdfast::text(found.accounts[0].movement)), "expansion");
        QCOMPARE(found.accounts[0].points, -100.0); // none now, 100 / 100 before
        QCOMPARE(std::string(holdfast::text(found.accounts[1].movement)), "churn");
        QCOMPARE(found.accounts[1].points, -100.0); // 200 / 200 now, none before
    }

    // Accounts are worked through in ranges of 1024: the figures are those of all, with or without a filter.
    void aBookOfSeveralRangesAddsUp()
    {
        PortfolioBuilder book;
        for (int i = 0; i < 2100; ++i)
            book.account("a" + std::to_string(10000 + i),
                "arr=" + std::to_string(i + 1) + ", segment=" + (i % 3 == 0 ? "smb" : "mid"));
        const Known all(book);
        QCOMPARE(all.figures().bridge.closing.toText(), "2206050.00"); // 2100 × 2101 / 2
        QCOMPARE(movements(all.context, year).size(), std::size_t{2100});
        // 1, 4, 7 … 2098: 700 accounts, 700 × (1 + 2098) / 2
        const Known some(book, year.to, Filter{{{Dimension::Segment, {"smb"}}}});
        QCOMPARE(some.figures().bridge.closing.toText(), "734650.00");
        QCOMPARE(some.figures().closingCustomers, 700);
        const RetentionResult result = retentionResult(some.context, year);
        QCOMPARE(line(result.total.bridge), line(some.figures().bridge));
        const auto& segments = result.breakdown[static_cast<std::size_t>(Dimension::Segment)];
        QCOMPARE(segments.size(), std::size_t{1});
        QCOMPARE(segments[0].retention.bridge.closing.toText(), "734650.00");
        QCOMPARE(result.movements.size(), std::size_t{700});
        for (std::size_t i = 0; i < result.movements.size(); ++i)
            QCOMPARE(result.movements[i].closing.cents, static_cast<std::int64_t>(100 * (3 * i + 1)));
    }
};

QTEST_GUILESS_MAIN(RetentionEdgesTest)
#include "retention_edges_test.moc"
