// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/retention.h"

#include <QtTest>
#include <cmath>

#include "tests/support/known_book.h"

using namespace holdfast;

namespace {

using Known = KnownBook;

// The golden book of the specification over 2024-06-30 to 2025-06-30.
PortfolioBuilder goldenBook()
{
    PortfolioBuilder book;
    for (const char* id : {"A", "B", "C", "D", "E", "F", "G", "H", "I"})
        book.account(id);
    book.subscription("A", "2023-01-01", "", "100");
    book.subscription("B", "2023-01-01", "2024-10-01", "100").subscription("B", "2024-10-01", "", "150");
    book.subscription("C", "2023-01-01", "2024-11-01", "100").subscription("C", "2024-11-01", "", "70");
    book.subscription("D", "2023-01-01", "2024-09-01", "100");
    book.subscription("D", "2024-09-01", "2025-02-01", "160").subscription("D", "2025-02-01", "", "90");
    book.subscription("E", "2023-01-01", "2025-01-01", "100");
    book.subscription("F", "2023-01-01", "2024-12-01", "100").subscription("F", "2025-03-01", "", "80");
    book.subscription("G", "2023-01-01", "2024-03-01", "40").subscription("G", "2024-08-01", "", "120");
    book.subscription("H", "2025-04-01", "", "90");
    book.subscription("I", "2024-09-15", "2025-05-15", "50").subscription("I", "2025-05-15", "", "80");
    return book;
}

std::string line(const Bridge& b)
{
    return b.opening.toText() + " | " + b.newArr.toText() + " | " + b.reactivation.toText() + " | " +
        b.expansion.toText() + " | " + b.contraction.toText() + " | " + b.churn.toText() + " | " + b.closing.toText();
}

std::string line(const BridgePiece& piece)
{
    return piece.period.from.toIso() + " " + piece.period.to.toIso() + ": " + line(piece.bridge);
}

bool near(Ratio value, double expected)
{
    return value && std::abs(*value - expected) < 1e-12;
}

std::string text(std::optional<Money> amount)
{
    return amount ? amount->toText() : "null";
}

// One account from 2023 on with a gap: [gapStart, gapEnd) without ARR.
Retention withGap(std::string_view gapStart, std::string_view gapEnd)
{
    PortfolioBuilder book;
    book.account("acme").subscription("acme", "2023-01-01", gapStart, "100").subscription("acme", gapEnd, "", "100");
    return Known(book).figures();
}

// Σ kept / Σ due of one account whose ARR before and after the end date is given.
Ratio renewalRate(std::string_view endDate, std::string_view before, std::string_view after, std::string_view restart)
{
    PortfolioBuilder book;
    book.account("acme").subscription("acme", "2023-01-01", endDate, before);
    if (!after.empty())
        book.subscription("acme", restart, "", after);
    return Known(book).figures().renewalRate;
}

} // namespace

class RetentionTest : public QObject {
    Q_OBJECT

private slots:
    void theGoldenBookGivesItsPublishedFigures()
    {
        const Retention r = Known(goldenBook()).figures();
        // new 90 + 80; reactivation 120; expansion 50; contraction 30 + 10 + 20; churn 100
        QCOMPARE(line(r.bridge), "600.00 | 170.00 | 120.00 | 50.00 | 60.00 | 100.00 | 780.00");
        QVERIFY(r.bridge.adds());
        QCOMPARE(r.openingCustomers, 6);
        QCOMPARE(r.retainedCustomers, 5);
        QCOMPARE(r.lostCustomers, 1);
        QCOMPARE(r.newCustomers, 2);
        QCOMPARE(r.reactivatedCustomers, 1);
        QCOMPARE(r.closingCustomers, 8);
        QCOMPARE(r.nrr.value(), 490.0 / 600.0);
        QCOMPARE(r.grr.value(), 440.0 / 600.0);
        QCOMPARE(r.crr.value(), 5.0 / 6.0);
        QCOMPARE(r.strictNrr.value(), 410.0 / 600.0); // F was gone from December to February: 490 − 80
        QCOMPARE(r.strictGrr.value(), 360.0 / 600.0); // 440 − 80
        QVERIFY(near(r.logoChurn, 1.0 / 6.0));
        QCOMPARE(r.revenueChurn.value(), 100.0 / 600.0);
        QCOMPARE(r.grossRevenueChurn.value(), 160.0 / 600.0);
        QCOMPARE(text(r.arpa), "97.50"); // 780 / 8
        // The net 490 + reactivations 80 (F) and 120 (G) + I's 30 within the year − nothing else = the event sum:
        // 600 + B 50 − C 30 + D 60 − D 70 − E 100 − F 100 + F 80 + G 120 + I 30 = 640
        QCOMPARE(r.eventNrr.value(), 640.0 / 600.0);
        // Due: B 100, C 100, D 100 and 160, E 100, F 100, I 50 = 710 (G's end lies before A).
        // Kept: B 100, C 70, D 100 and 90, E 0, F 0, I 50 = 410.
        QCOMPARE(r.renewalRate.value(), 410.0 / 710.0);
        // 365 days: annualised = 1 − 5/6 = 1/6; lifespan 6 years; CLV = 780 × 0.8 / 8 × 6 = 468
        QVERIFY(near(r.annualisedLogoChurn, 1.0 / 6.0));
        QVERIFY(std::abs(r.lifespanYears.value() - 6.0) < 1e-9);
        QCOMPARE(text(r.clv), "468.00");
        QVERIFY(!r.clvCac);
        QVERIFY(!r.repeatCustomerRate);
        QVERIFY(!r.purchaseClv);
    }

    void theMonthlyBridgeOfTheGoldenBookAddsUpMovementByMovement()
    {
        const std::vector<BridgePiece> pieces = monthlyBridge(Known(goldenBook()).context, year);
        const std::vector<std::string> expected = {
            "2024-06-30 2024-07-31: 600.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 600.00",
            "2024-07-31 2024-08-31: 600.00 | 0.00 | 120.00 | 0.00 | 0.00 | 0.00 | 720.00", // G
            "2024-08-31 2024-09-30: 720.00 | 50.00 | 0.00 | 60.00 | 0.00 | 0.00 | 830.00", // I new, D up
            "2024-09-30 2024-10-31: 830.00 | 0.00 | 0.00 | 50.00 | 0.00 | 0.00 | 880.00", // B
            "2024-10-31 2024-11-30: 880.00 | 0.00 | 0.00 | 0.00 | 30.00 | 0.00 | 850.00", // C
            "2024-11-30 2024-12-31: 850.00 | 0.00 | 0.00 | 0.00 | 0.00 | 100.00 | 750.00", // F gone
            "2024-12-31 2025-01-31: 750.00 | 0.00 | 0.00 | 0.00 | 0.00 | 100.00 | 650.00", // E gone
            "2025-01-31 2025-02-28: 650.00 | 0.00 | 0.00 | 0.00 | 70.00 | 0.00 | 580.00", // D down
            "2025-02-28 2025-03-31: 580.00 | 0.00 | 80.00 | 0.00 | 0.00 | 0.00 | 660.00", // F back
            "2025-03-31 2025-04-30: 660.00 | 90.00 | 0.00 | 0.00 | 0.00 | 0.00 | 750.00", // H
            "2025-04-30 2025-05-31: 750.00 | 0.00 | 0.00 | 30.00 | 0.00 | 0.00 | 780.00", // I
            "2025-05-31 2025-06-30: 780.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 780.00",
        };
        QCOMPARE(pieces.size(), expected.size());
        for (std::size_t i = 0; i < pieces.size(); ++i)
            QCOMPARE(line(pieces[i]), expected[i]);
    }

    void monthlyPiecesBeginAndEndOnThePeriodsOwnDays()
    {
        const auto days = [](std::string_view from, std::string_view to) {
            std::string text;
            for (const BridgePiece& piece : monthlyBridge(Known(PortfolioBuilder()).context, {day(from), day(to)}))
                text += piece.period.from.toIso() + '/' + piece.period.to.toIso() + ' ';
            return text;
        };
        QCOMPARE(
            days("2024-01-15", "2024-03-15"), "2024-01-15/2024-01-31 2024-01-31/2024-02-29 2024-02-29/2024-03-15 ");
        QCOMPARE(days("2024-01-31", "2024-02-29"), "2024-01-31/2024-02-29 ");
        QCOMPARE(days("2024-01-30", "2024-01-31"), "2024-01-30/2024-01-31 ");
        QCOMPARE(days("2024-01-30", "2024-02-01"), "2024-01-30/2024-01-31 2024-01-31/2024-02-01 ");
    }

    void arrOnTheDayBeforeTheOpeningMakesAReactivationAndOnTheOpeningDayAChurnedNothing()
    {
        PortfolioBuilder book;
        book.account("back").subscription("back", "2024-06-29", "2024-06-30", "10");
        book.subscription("back", "2025-01-01", "", "30");
        book.account("fresh").subscription("fresh", "2024-07-01", "2024-07-02", "10"); // ARR, but after A
        book.subscription("fresh", "2025-01-01", "", "40");
        const Known known(book);
        const Retention r = known.figures();
        QCOMPARE(line(r.bridge), "0.00 | 40.00 | 30.00 | 0.00 | 0.00 | 0.00 | 70.00");
        QCOMPARE(r.newCustomers, 1);
        QCOMPARE(r.reactivatedCustomers, 1);
        // In the monthly bridge fresh comes back: it had ARR on 1 July, before the piece of January.
        const BridgePiece january = monthlyBridge(known.context, year)[6];
        QCOMPARE(line(january), "2024-12-31 2025-01-31: 0.00 | 0.00 | 70.00 | 0.00 | 0.00 | 0.00 | 70.00");
        // Opening of zero: no ratio.
        for (const Ratio& figure : {r.nrr, r.grr, r.crr, r.strictNrr, r.strictGrr, r.eventNrr, r.logoChurn,
                 r.revenueChurn, r.grossRevenueChurn, r.annualisedLogoChurn, r.lifespanYears})
            QVERIFY(!figure);
        QVERIFY(!r.clv);
        QCOMPARE(text(r.arpa), "35.00");
    }

    void anEmptyBookHasNoFigureButZeroes()
    {
        const Retention r = Known(PortfolioBuilder()).figures();
        QCOMPARE(line(r.bridge), "0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00");
        QVERIFY(!r.nrr && !r.arpa && !r.clv && !r.renewalRate && !r.repeatCustomerRate);
    }

    void strictFiguresForgiveThirtyDaysAndNotThirtyOne()
    {
        const Retention thirty = withGap("2025-01-01", "2025-01-31"); // 1 to 30 January
        QCOMPARE(thirty.strictNrr.value(), 1.0);
        const Retention thirtyOne = withGap("2025-01-01", "2025-02-01"); // 1 to 31 January
        QCOMPARE(thirtyOne.strictNrr.value(), 0.0);
        QCOMPARE(thirtyOne.strictGrr.value(), 0.0);
        QCOMPARE(thirtyOne.nrr.value(), 1.0);
    }

    void strictFiguresLookStrictlyBetweenOpeningAndClosing()
    {
        // Gone from the day after A: 1 to 30 July is 30 days, 1 to 31 July 31.
        QCOMPARE(withGap("2024-07-01", "2024-07-31").strictNrr.value(), 1.0);
        QCOMPARE(withGap("2024-07-01", "2024-08-01").strictNrr.value(), 0.0);
        // Back on D itself: 31 May to 29 June is 30 days, 30 May to 29 June 31.
        QCOMPARE(withGap("2025-05-31", "2025-06-30").strictNrr.value(), 1.0);
        QCOMPARE(withGap("2025-05-30", "2025-06-30").strictNrr.value(), 0.0);
        // Two gaps of 20 days are no gap of 31; who did not come back is churned once, in both figures.
        PortfolioBuilder book;
        book.account("acme").subscription("acme", "2023-01-01", "2025-01-01", "100");
        book.subscription("acme", "2025-01-21", "2025-01-22", "100").subscription("acme", "2025-02-11", "", "100");
        QCOMPARE(Known(book).figures().strictNrr.value(), 1.0);
        PortfolioBuilder gone;
        gone.account("acme").subscription("acme", "2023-01-01", "2025-01-01", "100");
        QCOMPARE(Known(gone).figures().strictNrr.value(), 0.0);
        QCOMPARE(Known(gone).figures().nrr.value(), 0.0);
    }

    void aRenewalKeepsWhatIsStillThereTheDayAfter()
    {
        QCOMPARE(renewalRate("2025-01-01", "100", "100", "2025-01-01").value(), 1.0);
        QCOMPARE(renewalRate("2025-01-01", "100", "100", "2025-01-02").value(), 1.0); // x + 1 counts
        QCOMPARE(renewalRate("2025-01-01", "100", "100", "2025-01-03").value(), 0.0);
        QCOMPARE(renewalRate("2025-01-01", "100", "60", "2025-01-01").value(), 0.6);
        QCOMPARE(renewalRate("2025-01-01", "100", "150", "2025-01-01").value(), 1.0); // at most what was due
        QCOMPARE(renewalRate("2025-01-01", "100", "", "").value(), 0.0);
    }

    void renewalEventsLieStrictlyInsideThePeriod()
    {
        QVERIFY(!renewalRate("2024-06-30", "100", "100", "2024-06-30")); // x = A
        QVERIFY(renewalRate("2024-07-01", "100", "100", "2024-07-01"));
        QVERIFY(renewalRate("2025-06-29", "100", "100", "2025-06-29"));
        QVERIFY(!renewalRate("2025-06-30", "100", "100", "2025-06-30")); // x = D
    }

    void subscriptionsEndingOnOneDayAreOneEventAndOthersDoNotCount()
    {
        PortfolioBuilder book;
        book.account("acme").subscription("acme", "2023-01-01", "2025-01-01", "100");
        book.subscription("acme", "2023-01-01", "2025-01-01", "50").subscription("acme", "2023-01-01", "", "1000");
        book.subscription("acme", "2025-01-01", "", "90");
        book.subscription("acme", "2025-03-01", "2025-03-01", "70"); // ends when it starts: no event
        // due 150, ARR 1150 → 1090: kept 150 − 60 = 90
        QCOMPARE(Known(book).figures().renewalRate.value(), 90.0 / 150.0);
    }

    void anAccountWithoutAnEndDateInThePeriodFallsBackToItsRenewalDate()
    {
        PortfolioBuilder book;
        book.account("acme", "renewal_date=2025-01-01").subscription("acme", "2023-01-01", "", "100");
        book.subscription("acme", "2023-01-01", "2026-01-01", "40"); // ends after D
        QCOMPARE(Known(book).figures().renewalRate.value(), 1.0); // due ARR(x − 1) = 140
        book.account("snap", "renewal_date=2025-02-01");
        book.snapshot("snap", "2024-12-31", "200").snapshot("snap", "2025-02-02", "150");
        QCOMPARE(Known(book).figures().renewalRate.value(), (140.0 + 150.0) / 340.0);
        // An end date in the period comes before the renewal date.
        book.account("both", "renewal_date=2025-02-01").subscription("both", "2023-01-01", "2025-03-01", "60");
        QCOMPARE(Known(book).figures().renewalRate.value(), (140.0 + 150.0) / 400.0);
        // A renewal date on A or D is none.
        book.account("edge", "renewal_date=2025-06-30, arr=500").account("edge2", "renewal_date=2024-06-30, arr=500");
        QCOMPARE(Known(book).figures().renewalRate.value(), (140.0 + 150.0) / 400.0);
    }

    void churnIsAnnualisedOverTheDaysOfThePeriod()
    {
        PortfolioBuilder book;
        book.account("stays", "arr=100").account("leaves", "arr=100, churn_date=2025-05-01");
        book.account("stays2", "arr=100").account("stays3", "arr=100");
        // 73 days: CRR 3/4 five times a year: 1 − 0.75^5 = 0.7626953125
        const Retention r = Known(book).figures({day("2025-04-18"), day("2025-06-30")});
        QVERIFY(near(r.annualisedLogoChurn, 0.7626953125));
        QVERIFY(std::abs(r.lifespanYears.value() - 1 / 0.7626953125) < 1e-12);
        // CLV = 300 × 0.8 / 3 / 0.7626953125 = 104.8911…
        QCOMPARE(text(r.clv), "104.89");
        // Nobody lost: churn 0, no lifespan; all lost: 1.
        const Retention none = Known(book).figures({day("2025-05-02"), day("2025-06-30")});
        QCOMPARE(none.annualisedLogoChurn.value(), 0.0);
        QVERIFY(!none.lifespanYears);
        QVERIFY(!none.clv);
        PortfolioBuilder all;
        all.account("leaves", "arr=100, churn_date=2025-05-01");
        QCOMPARE(Known(all).figures().annualisedLogoChurn.value(), 1.0);
        QCOMPARE(Known(all).figures().lifespanYears.value(), 1.0);
        QVERIFY(!Known(all).figures().clv); // nobody left to have a value
    }

    void lifetimeValueUsesEachAccountsMarginAndTheCostOfWhoeverWasACustomer()
    {
        PortfolioBuilder book;
        book.fxRate("EUR", "2024-01-01", "2");
        book.account("own", "arr=1000, gross_margin=0.5, acquisition_cost=300");
        book.account("default", "arr=1000");
        book.account("left", "arr=500, churn_date=2025-01-01, acquisition_cost=50, currency=EUR"); // 100
        book.account("never", "acquisition_cost=9999"); // no customer on any day
        book.account("later", "arr=10, start_date=2025-07-01, acquisition_cost=9999"); // not yet
        book.account("unknown", "arr=10, currency=XYZ, acquisition_cost=9999"); // no rate
        const Retention r = Known(book).figures();
        // CRR 2/3 → lifespan 3. (500 + 800) / 2 × 3 = 1950; mean cost (300 + 100) / 2 = 200
        QCOMPARE(text(r.clv), "1950.00");
        QVERIFY(near(r.clvCac, 9.75));
        // A customer since D itself counts: (300 + 100 + 200) / 3 = 200; CLV = (500 + 800 + 800) / 3 × 3 = 2100.
        book.account("today", "arr=1000, start_date=2025-06-30, acquisition_cost=200");
        QVERIFY(near(Known(book).figures().clvCac, 10.5));
    }

    void aLifetimeValueOnHalfACentIsRoundedAwayFromZero()
    {
        PortfolioBuilder book;
        book.account("stays", "arr=0.67, gross_margin=0.75").account("leaves", "arr=100, churn_date=2025-01-01");
        // CRR 1/2 → lifespan 2: 0.67 × 0.75 × 2 = 1.005, which no binary fraction is
        QCOMPARE(text(Known(book).figures().clv), "1.01");
    }

    void aLifetimeValueOfTrillionsIsRightToTheCent()
    {
        PortfolioBuilder book;
        book.account("a", "arr=287959045061742.78, gross_margin=0.8, acquisition_cost=1000000000000");
        book.account("b", "arr=783183164994685.41, gross_margin=0.777");
        book.account("c", "arr=776235077581782.17, gross_margin=0.777");
        book.account("leaves", "arr=1, churn_date=2025-05-01");
        // (287959045061742.78 × 0.8 + 1559418242576467.58 × 0.777) / 3 × 4 = 1922713614041746.04488
        QCOMPARE(text(Known(book).figures().clv), "1922713614041746.04");
        QVERIFY(near(Known(book).figures().clvCac, 1922.71361404174604));
        // 73 days, five times a year, of a hundred-thousandth of it: (2879590450.62 × 0.8 + 15594182425.77 × 0.777) / 3
        // / (1 − 0.75^5) = 6302364727.20740…
        PortfolioBuilder quick;
        quick.account("a", "arr=2879590450.62, gross_margin=0.8").account("b", "arr=7831831649.95, gross_margin=0.777");
        quick.account("c", "arr=7762350775.82, gross_margin=0.777").account("leaves", "arr=1, churn_date=2025-05-01");
        QCOMPARE(text(Known(quick).figures({day("2025-04-18"), day("2025-06-30")}).clv), "6302364727.21");
        // One of 61 lost in two years: a lifespan of some 121 years, and 121 × 10^15 is no amount of money.
        PortfolioBuilder vast;
        for (int i = 0; i < 60; ++i)
            vast.account("a" + std::to_string(i), "arr=1000000000000000, gross_margin=1");
        vast.account("leaves", "arr=1, churn_date=2025-05-01");
        const Retention r = Known(vast).figures({day("2023-06-30"), day("2025-06-30")});
        QVERIFY(r.lifespanYears.value() > 121 && !r.clv);
    }

    void aChurnOnTheClosingDayIsInThePeriodAndOneOnTheStartIsNoCustomer()
    {
        PortfolioBuilder book;
        book.account("stays", "arr=100, acquisition_cost=40");
        book.account("leaves", "arr=100, churn_date=2025-06-30");
        book.account("never", "arr=100, start_date=2024-01-01, churn_date=2024-01-01, acquisition_cost=9999");
        const Retention r = Known(book).figures();
        QCOMPARE(line(r.bridge), "200.00 | 0.00 | 0.00 | 0.00 | 0.00 | 100.00 | 100.00");
        QVERIFY(near(r.clvCac, 4.0)); // 100 × 0.8 × 2 / 40
        QCOMPARE(Known(book, day("2025-06-29")).figures({year.from, day("2025-06-29")}).bridge.churn.toText(),
            std::string("0.00"));
    }

    void anAcquisitionCostOfZeroGivesNoRatio()
    {
        PortfolioBuilder book;
        book.account("stays", "arr=100, acquisition_cost=0").account("leaves", "arr=100, churn_date=2025-01-01");
        const Retention r = Known(book).figures();
        QCOMPARE(text(r.clv), "160.00"); // 100 × 0.8 × 2
        QVERIFY(!r.clvCac);
    }

    void purchasesCountInvoicesIssuedAfterTheOpeningUpToTheClosing()
    {
        PortfolioBuilder book;
        book.account("a", "arr=100").account("b", "arr=100").account("c", "arr=100, churn_date=2025-01-01");
        book.table("invoices", "account_id | issued_date | amount | currency",
            {"a | 2024-06-30 | 1000 |", "a | 2024-07-01 | 10 |", "a | 2025-06-30 | 20 |", "a | 2025-07-01 | 1000 |",
                "b | 2025-01-01 | 30 |", "b | 2025-01-01 | 1000 | XYZ"});
        const Retention r = Known(book).figures();
        QCOMPARE(r.repeatCustomerRate.value(), 0.5); // a has two, b one with a known rate
        // 60 / 2 × 365 / 365 × 3 (CRR 2/3)
        QCOMPARE(text(r.purchaseClv), "90.00");
    }

    void arpaIsRoundedHalfAwayFromZero()
    {
        PortfolioBuilder book;
        book.account("a", "arr=0.01").account("b", "arr=0.02");
        QCOMPARE(text(Known(book).figures().arpa), "0.02"); // 0.015
        book.account("c", "arr=0.01");
        QCOMPARE(text(Known(book).figures().arpa), "0.01"); // 0.0133…
    }

    void onlyAccountsOfTheFilterCount()
    {
        PortfolioBuilder book = goldenBook();
        book.account("B", "segment=smb").account("E", "segment=smb"); // the later row of a key counts
        const Known known(book, year.to, Filter{{{Dimension::Segment, {"smb"}}}});
        QCOMPARE(line(known.figures().bridge), "200.00 | 0.00 | 0.00 | 50.00 | 0.00 | 100.00 | 150.00");
        QCOMPARE(
            line(monthlyBridge(known.context, year)[3].bridge), "200.00 | 0.00 | 0.00 | 50.00 | 0.00 | 0.00 | 250.00");
        QCOMPARE(movements(known.context, year).size(), std::size_t{2});
    }

    void movementsNameEachAccountBehindABar()
    {
        const Known known(goldenBook());
        std::vector<std::string> lines;
        for (const AccountMovement& m : movements(known.context, year)) {
            lines.push_back(known.portfolio->accountId(m.account) + ' ' +
                (m.movement ? std::string(holdfast::text(*m.movement)) : "unchanged") + ' ' + m.opening.toText() + ' ' +
                m.closing.toText() + ' ' + m.amount.toText());
        }
        const std::vector<std::string> expected = {"A unchanged 100.00 100.00 0.00", "B expansion 100.00 150.00 50.00",
            "C contraction 100.00 70.00 30.00", "D contraction 100.00 90.00 10.00", "E churn 100.00 0.00 100.00",
            "F contraction 100.00 80.00 20.00", "G reactivation 0.00 120.00 120.00", "H new 0.00 90.00 90.00",
            "I new 0.00 80.00 80.00"};
        QCOMPARE(lines, expected);
    }

    void whatHappensAfterTheAsOfDateIsNotSeen()
    {
        PortfolioBuilder book = goldenBook();
        const Retention before = Known(book).figures();
        book.subscription("A", "2025-07-01", "", "500").account("J").subscription("J", "2025-07-01", "", "5");
        book.account("E", "churn_date=2025-07-01");
        const Retention after = Known(book).figures();
        QCOMPARE(after.bridge, before.bridge);
        QCOMPARE(after.closingCustomers, before.closingCustomers);
    }

    void theCohortGridFollowsWhoWasThereAtTheEndOfTheStartQuarter()
    {
        PortfolioBuilder book;
        book.account("a")
            .subscription("a", "2024-08-01", "2024-12-15", "100")
            .subscription("a", "2024-12-15", "", "130");
        book.account("b").subscription("b", "2024-09-30", "2025-02-01", "50");
        book.account("c").subscription("c", "2024-07-01", "2024-08-01", "70").subscription("c", "2024-10-01", "", "70");
        book.account("d").subscription("d", "2025-04-01", "", "30");
        book.account("always", "arr=20");
        const std::vector<CohortRow> rows = cohortGrid(Known(book, day("2025-06-29")).context);
        QCOMPARE(rows.size(), std::size_t{3});
        QCOMPARE(rows[0].cohort, ""); // no start
        QCOMPARE(rows[0].customers, 1);
        QVERIFY(rows[0].nrr.empty());
        // 2024-Q3: a 100 and b 50 on 30 September, c had none that day.
        QCOMPARE(rows[1].cohort, "2024-Q3");
        QCOMPARE(rows[1].customers, 2);
        QCOMPARE(rows[1].arr.toText(), "150.00");
        QCOMPARE(rows[1].nrr.size(), std::size_t{3}); // 30 Sep, 31 Dec, 31 Mar; 30 June lies after D
        QCOMPARE(rows[1].nrr[0].value(), 1.0);
        QCOMPARE(rows[1].nrr[1].value(), 180.0 / 150.0);
        QCOMPARE(rows[1].nrr[2].value(), 130.0 / 150.0);
        QCOMPARE(rows[1].crr[1].value(), 1.0);
        QCOMPARE(rows[1].crr[2].value(), 0.5);
        // The running quarter: as of the day, no ratio yet.
        QCOMPARE(rows[2].cohort, "2025-Q2");
        QCOMPARE(rows[2].arr.toText(), "30.00");
        QVERIFY(rows[2].nrr.empty());
        QCOMPARE(cohortGrid(Known(book, day("2025-06-30")).context)[1].nrr.size(), std::size_t{4});
    }

    void theTrendLooksAtTheYearUpToEachMonthEnd()
    {
        const Known known(goldenBook());
        const std::vector<TrendPoint> points = trend(known.context, 3);
        QCOMPARE(points.size(), std::size_t{3});
        QCOMPARE(points[0].day.toIso(), "2025-04-30");
        QCOMPARE(points[2].day.toIso(), "2025-06-30");
        QCOMPARE(points[2].nrr.value(), 490.0 / 600.0);
        QCOMPARE(points[2].grr.value(), 440.0 / 600.0);
        QCOMPARE(points[2].crr.value(), 5.0 / 6.0);
        QCOMPARE(points[2].arr.toText(), "780.00");
        for (const TrendPoint& point : points) {
            const Retention r = known.figures({point.day.oneYearEarlier(), point.day});
            QCOMPARE(point.nrr.value(), r.nrr.value());
            QCOMPARE(point.grr.value(), r.grr.value());
        }
        // D that is no month end comes last.
        const std::vector<TrendPoint> more = trend(Known(goldenBook(), day("2025-06-29")).context, 2);
        QCOMPARE(more.size(), std::size_t{3});
        QCOMPARE(more[0].day.toIso(), "2025-04-30");
        QCOMPARE(more[1].day.toIso(), "2025-05-31");
        QCOMPARE(more[2].day.toIso(), "2025-06-29");
    }
};

QTEST_GUILESS_MAIN(RetentionTest)
#include "retention_test.moc"
