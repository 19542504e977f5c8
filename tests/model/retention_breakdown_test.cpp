// SPDX-License-Identifier: GPL-3.0-or-later
// Breakdowns by each dimension, products as units of their own, and what is driving the change.
#include "model/analysis/retention.h"

#include <QtTest>
#include <cmath>

#include "tests/support/known_book.h"

using namespace holdfast;

namespace {

struct Known : KnownBook {
    using KnownBook::KnownBook;

    // "value: opening new reactivation expansion contraction churn closing" per group.
    std::vector<std::string> groups(Dimension dimension, Period period = year) const
    {
        std::vector<std::string> lines;
        for (const RetentionGroup& group : breakdown(context, period, dimension)) {
            const Bridge& b = group.retention.bridge;
            std::string line = group.value + ':';
            for (const Money amount :
                {b.opening, b.newArr, b.reactivation, b.expansion, b.contraction, b.churn, b.closing})
                line += ' ' + amount.toText().substr(0, amount.toText().size() - 3);
            lines.push_back(line);
        }
        return lines;
    }
    const Retention group(Dimension dimension, std::string_view value) const
    {
        for (const RetentionGroup& group : breakdown(context, year, dimension)) {
            if (group.value == value)
                return group.retention;
        }
        throw std::invalid_argument("no such group");
    }
};

using Lines = std::vector<std::string>;

Date before(std::string_view from, std::string_view to)
{
    return drivers(Known(PortfolioBuilder(), day(to)).context, {day(from), day(to)}).before.from;
}

} // namespace

class RetentionBreakdownTest : public QObject {
    Q_OBJECT

private slots:
    void groupsAreTheStoredValuesInOrderAndListedWithAnOpeningOrClosingCustomer()
    {
        PortfolioBuilder book;
        book.account("a", "segment=smb, arr=100, start_date=2024-01-01, region=EU, owner=Ann");
        book.account("b", "segment=Mid, arr=50, start_date=2024-12-31, contract_model=annual, touch=tech");
        book.account("c", "arr=70, churn_date=2025-01-01, start_date=2024-03-31, industry=Steel");
        book.account("d", "segment=gone, arr=5, start_date=2024-07-01, churn_date=2025-01-01");
        const Known known(book);
        QCOMPARE(known.groups(Dimension::Segment),
            (Lines{": 70 0 0 0 0 70 0", "Mid: 0 50 0 0 0 0 50", "smb: 100 0 0 0 0 0 100"}));
        QCOMPARE(known.groups(Dimension::Region), (Lines{": 70 50 0 0 0 70 50", "EU: 100 0 0 0 0 0 100"}));
        QCOMPARE(known.groups(Dimension::Owner), (Lines{": 70 50 0 0 0 70 50", "Ann: 100 0 0 0 0 0 100"}));
        QCOMPARE(known.groups(Dimension::Industry), (Lines{": 100 50 0 0 0 0 150", "Steel: 70 0 0 0 0 70 0"}));
        QCOMPARE(known.groups(Dimension::ContractModel), (Lines{": 170 0 0 0 0 70 100", "annual: 0 50 0 0 0 0 50"}));
        QCOMPARE(known.groups(Dimension::Touch), (Lines{": 170 0 0 0 0 70 100", "tech: 0 50 0 0 0 0 50"}));
        QCOMPARE(known.groups(Dimension::Cohort), (Lines{"2024-Q1: 170 0 0 0 0 70 100", "2024-Q4: 0 50 0 0 0 0 50"}));
    }

    void aSwapOfProductsIsAChurnInOneAndNewInTheOther()
    {
        PortfolioBuilder book;
        book.account("acme").subscription("acme", "2023-01-01", "2025-01-01", "100", "product=Basic");
        book.subscription("acme", "2025-01-01", "", "120", "product=Pro");
        const Known known(book);
        QCOMPARE(known.groups(Dimension::Product), (Lines{"Basic: 100 0 0 0 0 100 0", "Pro: 0 120 0 0 0 0 120"}));
        QCOMPARE(known.groups(Dimension::Segment), (Lines{": 100 0 0 20 0 0 120"}));
        QCOMPARE(known.group(Dimension::Product, "Basic").renewalRate.value(), 0.0);
        QCOMPARE(known.group(Dimension::Segment, "").renewalRate.value(), 1.0);
    }

    void arrThatIsNotFromSubscriptionsHasNoProduct()
    {
        PortfolioBuilder book;
        book.account("snap").snapshot("snap", "2024-01-01", "10").account("plain", "arr=20");
        book.account("sub")
            .subscription("sub", "2024-01-01", "", "5")
            .subscription("sub", "2024-01-01", "", "7", "product=Pro");
        book.account("ahead", "arr=1000").subscription("ahead", "2025-07-01", "", "9", "product=Pro");
        QCOMPARE(Known(book).groups(Dimension::Product), (Lines{": 35 0 0 0 0 0 35", "Pro: 7 0 0 0 0 0 7"}));
    }

    void aCreditLineIsTakenOffTheOtherProductsSoThatAllAddUp()
    {
        PortfolioBuilder book;
        book.account("acme").subscription("acme", "2024-01-01", "", "100", "product=Suite");
        book.subscription("acme", "2024-01-01", "", "20", "product=Addon");
        book.subscription("acme", "2025-01-01", "", "-30", "product=Credit");
        // 120 → 90: the 30 come off Addon (20) first, then off Suite (10).
        const Known known(book);
        QCOMPARE(known.groups(Dimension::Product), (Lines{"Addon: 20 0 0 0 0 20 0", "Suite: 100 0 0 0 10 0 90"}));
        QCOMPARE(known.groups(Dimension::Segment), (Lines{": 120 0 0 0 30 0 90"}));
        // A product and more credit from D itself: 90 → 95, the 45 of credit come off Addon (20) and Basic (5), then
        // off Suite (20).
        book.subscription("acme", "2025-06-30", "", "20", "product=Basic");
        book.subscription("acme", "2025-06-30", "", "-15", "product=Credit");
        QCOMPARE(Known(book).groups(Dimension::Product), (Lines{"Addon: 20 0 0 0 0 20 0", "Suite: 100 0 0 0 5 0 95"}));
        QCOMPARE(Known(book).groups(Dimension::Segment), (Lines{": 120 0 0 0 25 0 95"}));
    }

    void aProductWithoutAnEndDateInThePeriodFallsBackToTheAccountsRenewalDate()
    {
        PortfolioBuilder book;
        book.account("acme", "renewal_date=2025-02-01");
        book.subscription("acme", "2023-01-01", "2025-01-01", "100", "product=Basic");
        book.subscription("acme", "2023-01-01", "", "40", "product=Pro");
        const Known known(book);
        QCOMPARE(known.group(Dimension::Product, "Basic").renewalRate.value(), 0.0); // due 100 on 1 January
        QCOMPARE(known.group(Dimension::Product, "Pro").renewalRate.value(), 1.0); // due 40 on 1 February
        QCOMPARE(known.group(Dimension::Segment, "").renewalRate.value(), 0.0); // the account has the event alone
    }

    void whatAnAccountSpendsCountsInEachOfItsProducts()
    {
        PortfolioBuilder book;
        book.account("acme", "acquisition_cost=300, gross_margin=0.5");
        book.subscription("acme", "2023-01-01", "", "100", "product=Basic");
        book.subscription("acme", "2023-01-01", "", "40", "product=Pro");
        book.account("left").subscription("left", "2023-01-01", "2025-01-01", "10", "product=Basic");
        book.subscription("left", "2023-01-01", "2025-01-01", "10", "product=Pro");
        book.table(
            "invoices", "account_id | issued_date | amount", {"acme | 2025-01-01 | 10", "acme | 2025-02-01 | 20"});
        const Known known(book);
        for (const char* product : {"Basic", "Pro"}) {
            const Retention r = known.group(Dimension::Product, product);
            QCOMPARE(r.crr.value(), 0.5); // lifespan 2
            QCOMPARE(r.repeatCustomerRate.value(), 1.0);
            QCOMPARE(r.purchaseClv.value().toText(), "60.00"); // 30 / 1 × 2
        }
        QCOMPARE(known.group(Dimension::Product, "Basic").clv.value().toText(), "100.00"); // 100 × 0.5 × 2
        QVERIFY(std::abs(known.group(Dimension::Product, "Pro").clvCac.value() - 40.0 / 300.0) < 1e-12); // 40 × 0.5 × 2
    }

    void theStrictFiguresOfAProductLookAtItsOwnGap()
    {
        PortfolioBuilder book;
        book.account("acme").subscription("acme", "2023-01-01", "", "60", "product=Core");
        book.subscription("acme", "2023-01-01", "2025-01-01", "40", "product=Pro");
        book.subscription("acme", "2025-03-01", "", "40", "product=Pro");
        const Known known(book);
        QCOMPARE(known.group(Dimension::Product, "Pro").strictNrr.value(), 0.0);
        QCOMPARE(known.group(Dimension::Product, "Core").strictNrr.value(), 1.0);
        QCOMPARE(known.group(Dimension::Segment, "").strictNrr.value(), 1.0);
    }

    void thePeriodBeforeIsAsManyMonthsLongOrElseAsManyDays()
    {
        QCOMPARE(before("2024-06-30", "2025-06-30").toIso(), "2023-06-30"); // both last days: 12 months
        QCOMPARE(before("2024-02-29", "2025-02-28").toIso(), "2023-02-28");
        QCOMPARE(before("2023-02-28", "2024-02-29").toIso(), "2022-02-28");
        QCOMPARE(before("2024-04-30", "2024-05-31").toIso(), "2024-03-31"); // one month, last days
        QCOMPARE(before("2024-01-15", "2024-03-15").toIso(), "2023-11-15"); // two months
        QCOMPARE(before("2025-01-30", "2025-02-28").toIso(), "2024-12-30"); // clamped: one month
        QCOMPARE(before("2024-03-30", "2025-03-30").toIso(), "2023-03-30");
        QCOMPARE(before("2025-02-28", "2025-03-28").toIso(), "2025-01-28"); // A is a last day, D is none
        QCOMPARE(before("2025-01-10", "2025-03-15").toIso(), "2024-11-07"); // 64 days
        QCOMPARE(before("2025-01-10", "2025-01-20").toIso(), "2024-12-31"); // 10 days
    }

    void driversSplitTheChangeOfNrrIntoMovementsAndAccounts()
    {
        PortfolioBuilder book;
        for (const char* id : {"a", "b", "c", "d"})
            book.account(id);
        // a: 100 → 120 (before: +20), then 120 → 150 (now: +30)
        book.subscription("a", "2022-01-01", "2024-01-01", "100").subscription("a", "2024-01-01", "2025-01-01", "120");
        book.subscription("a", "2025-01-01", "", "150");
        book.subscription("b", "2022-01-01", "2025-01-01", "80"); // now: churn −80
        book.subscription("c", "2022-01-01", "2024-01-01", "20"); // before: churn −20
        book.subscription("d", "2024-03-01", "", "50"); // new before: no driver
        const Known known(book);
        const Drivers d = drivers(known.context, year);
        // before: opening 200, 100 + 20, 80, 0 → NRR 200 / 200; now: opening 120 + 80 + 50 = 250 → (150 + 50) / 250
        QCOMPARE(d.nrrBefore.value(), 1.0);
        QCOMPARE(d.nrrNow.value(), 0.8);
        QCOMPARE(d.before.from.toIso(), "2023-06-30");
        // expansion 30/250 − 20/200 = 2 points; contraction 0; churn −80/250 + 20/200 = −22
        const auto near = [](double value, double expected) { return std::abs(value - expected) < 1e-9; };
        QCOMPARE(d.movements.size(), std::size_t{3});
        QVERIFY(d.movements[0].movement == Movement::Expansion && near(d.movements[0].points, 2.0));
        QVERIFY(d.movements[1].movement == Movement::Contraction && near(d.movements[1].points, 0.0));
        QVERIFY(d.movements[2].movement == Movement::Churn && near(d.movements[2].points, -22.0));
        Lines lines;
        for (const DriverAccount& entry : d.accounts) {
            lines.push_back(known.portfolio->accountId(entry.account) + ' ' + std::string(text(entry.movement)) + ' ' +
                entry.amount.toText() + ' ' + entry.amountBefore.toText() + ' ' +
                std::to_string(std::lround(entry.points)));
        }
        QCOMPARE(lines, (Lines{"b churn -80.00 0.00 -32", "c churn 0.00 -20.00 10", "a expansion 30.00 20.00 2"}));
    }

    void driversOfEqualSizeAreOrderedByAccountThenMovement()
    {
        PortfolioBuilder book;
        for (const char* id : {"z", "m"}) {
            book.account(id).subscription(id, "2022-01-01", "2024-01-01", "100");
            book.subscription(id, "2024-01-01", "2025-01-01", "100").subscription(id, "2025-01-01", "", "90");
        }
        const Drivers d = drivers(Known(book).context, year);
        QCOMPARE(d.accounts.size(), std::size_t{2});
        QVERIFY(d.accounts[0].account < d.accounts[1].account);
    }

    void driversOfExactlyEqualSizeAreOrderedByAccountThoughTheirFractionsDiffer()
    {
        PortfolioBuilder book;
        const auto steps = [&book](const char* id, const char* first, const char* second, const char* third) {
            book.account(id).subscription(id, "2022-01-01", "2024-01-01", first);
            book.subscription(id, "2024-01-01", "2025-01-01", second).subscription(id, "2025-01-01", "", third);
        };
        steps("b", "10", "10", "20"); // now +10 of 100, before nothing: 10 points
        steps("a", "10", "30", "60"); // now +30 of 100, before +20 of 100: 30 − 20 = 10 points
        steps("rest", "80", "60", "60"); // before −20 of 100
        QVERIFY(0.3 - 0.2 < 0.1); // as binary fractions a would come second
        const Drivers d = drivers(Known(book).context, year);
        QCOMPARE(d.accounts.size(), std::size_t{3});
        QVERIFY(d.accounts[0].movement == Movement::Contraction); // 20 points
        QCOMPARE(Known(book).portfolio->accountId(d.accounts[1].account), std::string("a"));
        QCOMPARE(Known(book).portfolio->accountId(d.accounts[2].account), std::string("b"));
    }

    void withoutAnNrrBeforeThereAreNoDrivers()
    {
        PortfolioBuilder book;
        book.account("a")
            .subscription("a", "2024-01-01", "2025-01-01", "100")
            .subscription("a", "2025-01-01", "", "90");
        const Drivers d = drivers(Known(book).context, year);
        QVERIFY(!d.nrrBefore);
        QCOMPARE(d.nrrNow.value(), 0.9);
        QVERIFY(d.movements.empty());
        QVERIFY(d.accounts.empty());
    }
};

QTEST_GUILESS_MAIN(RetentionBreakdownTest)
#include "retention_breakdown_test.moc"
