// SPDX-License-Identifier: GPL-3.0-or-later
// The renewals of the next twelve months: which months, which state, what is missing.
#include "model/analysis/renewals.h"

#include <QtTest>

#include "tests/support/review_book.h"

using namespace holdfast;

namespace {

struct Ahead : ReviewBook {
    explicit Ahead(const PortfolioBuilder& book, const Filter& filter = {})
        : ReviewBook(book, {}, filter)
        , ahead(renewals(context, zoned, found))
    {
    }
    std::string list() const
    {
        std::string line;
        for (const Renewal& renewal : ahead.renewals) {
            line += line.empty() ? "" : ", ";
            line += portfolio->accountId(renewal.account) + " " + renewal.date.toIso() + " " +
                std::string(text(renewal.state));
        }
        return line;
    }
    RenewalsResult ahead;
};

void customer(PortfolioBuilder& book, const std::string& id, const std::string& renewal, const std::string& more = {})
{
    book.account(id, "arr=100, start_date=2023-01-01, contract_model=annual, renewal_date=" + renewal + more);
}

// Targets agreed and measured, an outcome achieved that is worth more than the ARR: realization is healthy.
void proven(PortfolioBuilder& book, const std::string& id)
{
    book.row("outcomes",
        "account_id=" + id +
            ", name=faster, target=10, current=10, agreed_date=2024-01-01, due_date=2025-01-01, annual_value=500, "
            "measured_date=2025-06-01, achieved_date=2025-03-01");
    book.weeklyUsage(id, ago(7 * 20), std::vector<std::int64_t>(20, 10));
}

} // namespace

class RenewalsTest : public QObject {
    Q_OBJECT

private slots:
    void theMonthsRunFromTheMonthOfTheDayForTwelve()
    {
        PortfolioBuilder book;
        customer(book, "past", ago(1));
        customer(book, "today", ago(0));
        customer(book, "last", "2026-05-31");
        customer(book, "beyond", "2026-06-01");
        const Ahead ahead(book);
        QCOMPARE(ahead.ahead.months.size(), std::size_t{12});
        QCOMPARE(ahead.ahead.months.front().month.toIso(), "2025-06-01");
        QCOMPARE(ahead.ahead.months.back().month.toIso(), "2026-05-01");
        QCOMPARE(ahead.list(), "today 2025-06-30 unproven, last 2026-05-31 unproven");
        QCOMPARE(ahead.ahead.months.back().arr[static_cast<std::size_t>(RenewalState::Unproven)].toText(), "100.00");
        QCOMPARE(ahead.ahead.months.back().accounts[static_cast<std::size_t>(RenewalState::Unproven)], std::int64_t{1});
    }

    void aRenewalIsProvenByAHealthyRealizationAndAtRiskByAHighRisk()
    {
        PortfolioBuilder book;
        for (const char* id : {"a", "b", "c"})
            customer(book, id, "2026-03-31"); // 274 days: too far for unproven_renewal
        proven(book, "a");
        proven(book, "b");
        book.row("tickets", "account_id=b, escalated=true, opened_date=" + ago(20));
        const Ahead ahead(book);
        QCOMPARE(ahead.list(), "a 2026-03-31 proven, b 2026-03-31 at_risk, c 2026-03-31 unproven");
        QVERIFY(ahead.ahead.renewals[0].missing.empty());
    }

    void whatIsMissingAreTheCriteriaOfRealizationThatHaveNotPassed()
    {
        PortfolioBuilder book;
        customer(book, "a", "2026-03-31");
        customer(book, "b", "2026-03-31");
        proven(book, "b");
        book.row("outcomes", "account_id=a, name=x, target=5, agreed_date=2024-01-01");
        const Ahead ahead(book);
        std::string missing;
        for (const CriterionId id : ahead.ahead.renewals[0].missing)
            missing += std::string(criterion(id).name) + " ";
        QCOMPARE(missing, "measured on_pace value_returned usage_alive usage_not_decaying ");
    }

    void theyComeByDateAlsoADayApart()
    {
        PortfolioBuilder book;
        customer(book, "a", "2025-12-02");
        customer(book, "b", "2025-12-01");
        customer(book, "c", "2025-12-02");
        QCOMPARE(Ahead(book).list(), "b 2025-12-01 unproven, a 2025-12-02 unproven, c 2025-12-02 unproven");
    }

    // Accounts are worked through in ranges of 1024.
    void aBookOfSeveralRangesIsListedWhole()
    {
        PortfolioBuilder book;
        for (int i = 0; i < 2100; ++i)
            customer(book, "a" + std::to_string(10000 + i), "2025-12-01");
        const Ahead ahead(book);
        QCOMPARE(ahead.ahead.renewals.size(), std::size_t{2100});
        for (std::size_t i = 0; i < 2100; ++i)
            QCOMPARE(ahead.ahead.renewals[i].account.at(), i);
    }

    void onlyFilteredCustomersWithARenewalAreListed()
    {
        PortfolioBuilder book;
        customer(book, "a", "2025-12-31", ", segment=smb");
        customer(book, "b", "2025-12-31", ", segment=big");
        book.account("c", "arr=0, segment=smb, renewal_date=2025-12-31").account("d", "arr=5, segment=smb");
        QCOMPARE(Ahead(book, Filter{{{Dimension::Segment, {"smb"}}}}).list(), "a 2025-12-31 unproven");
    }
};

QTEST_APPLESS_MAIN(RenewalsTest)
#include "renewals_test.moc"
