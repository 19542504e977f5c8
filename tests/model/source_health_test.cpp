// SPDX-License-Identifier: GPL-3.0-or-later
// When the usage feed as a whole is broken: the weeks that are compared, and how many users are just enough.
#include <QtTest>

#include "tests/support/review_book.h"

using namespace holdfast;

namespace {

// Six customers with as many active users together in each of the last weeks, newest first.
PortfolioBuilder feedOf(const std::vector<std::int64_t>& newestFirst)
{
    PortfolioBuilder book;
    for (int i = 0; i < 6; ++i)
        book.account("a" + std::to_string(i), "arr=100");
    for (std::size_t week = 0; week < newestFirst.size(); ++week) {
        const std::string monday = ago(7 + 7 * static_cast<int>(week));
        book.usage("a0", monday, newestFirst[week] - 5);
        for (int i = 1; i < 6; ++i)
            book.usage("a" + std::to_string(i), monday, 1);
    }
    return book;
}

std::string broken(const PortfolioBuilder& book, Date asOf = reviewDay)
{
    std::string text;
    for (const Evidence& fact : ReviewBook(book, {}, {}, asOf).source.evidence)
        text += (text.empty() ? "" : " ") + fact.fact;
    return text;
}

// A monthly feed of two months in which `customers` have rows in the first alone; one that is none has both.
PortfolioBuilder months(const char* first, const char* second, int customers)
{
    PortfolioBuilder book;
    book.account("former").usage("former", first, 5).usage("former", second, 5);
    for (int i = 0; i < customers; ++i)
        book.account("a" + std::to_string(i), "arr=100").usage("a" + std::to_string(i), first, 5);
    return book;
}

} // namespace

class SourceHealthTest : public QObject {
    Q_OBJECT

private slots:
    void fewerThanHalfOfTheUsersOfTheWeekBeforeIsBroken()
    {
        QCOMPARE(broken(feedOf({100, 200, 200})), ""); // 100 of 200 is half
        QCOMPARE(broken(feedOf({99, 200, 200})), "active_users");
    }

    // Whatever she filters by, the customers of the whole book are counted.
    void theFilterDoesNotAskWhetherTheFeedIsBroken()
    {
        for (const std::int64_t newest : {99, 100}) {
            PortfolioBuilder book = feedOf({newest, 200, 200});
            book.account("a1", "arr=100, segment=seen");
            const Filter filter{{{Dimension::Segment, {"seen"}}}};
            const ReviewBook all(book), seen(book, {}, filter);
            QCOMPARE(seen.decayed.accounts.size(), std::size_t{1});
            QCOMPARE(seen.source.broken, newest == 99);
            QCOMPARE(seen.source.evidence, all.source.evidence);
        }
    }

    void onlyTheWeekBeforeSaysHowManyUsersAreUsual()
    {
        QCOMPARE(broken(feedOf({100, 200, 900})), "");
        const ReviewBook review(feedOf({99, 200, 900}));
        QCOMPARE(review.evidence(RuleId::SourceBroken, "a0"), "active_users=99.0/100.0@2025-06-29"); // 0.5 × 200
    }

    void itsArrIsThatOfAllCustomersTheLastOneToo()
    {
        const ReviewBook review(feedOf({99, 200, 200}));
        QCOMPARE(review.of(RuleId::SourceBroken, "a0")->arr.toText(), "600.00"); // six of 100
    }

    // A customer without a row in a week has no user in it: neither one that has no usage at all nor one whose first
    // week is the last.
    void whoHasNoRowHasNoUsers()
    {
        PortfolioBuilder book = feedOf({10, 20, 20});
        book.account("b0", "arr=100").account("b1", "arr=100");
        QCOMPARE(broken(book), ""); // 10 of 20
        PortfolioBuilder fewer = feedOf({9, 20, 20});
        fewer.account("b0", "arr=100").account("b1", "arr=100");
        QCOMPARE(broken(fewer), "active_users");
        fewer.usage("b0", ago(7), 1);
        QCOMPARE(broken(fewer), ""); // 10 of 20
    }

    // July 2024 begins with a Monday, so that the feed's first week is that of the 1st. As of 31 August L is that of 19
    // August; seven weeks are before it, two of August without a customer and five of July: 5 × 7 / 7 = 5 accounts.
    void aMonthFeedBeginsWithTheFirstMondayItCovers()
    {
        QCOMPARE(broken(months("2024-07-01", "2024-08-01", 7), day("2024-08-31")), "accounts");
        QCOMPARE(broken(months("2024-07-01", "2024-08-01", 6), day("2024-08-31")), ""); // 30 / 7
        // October 2024 begins with a Tuesday: its first Monday is the 7th. As of 30 November L is that of 18 November;
        // before it two weeks of November and four of October: 4 × 8 / 6 = 5.3 accounts. A seventh week would make 4.6.
        QCOMPARE(broken(months("2024-10-01", "2024-11-01", 8), day("2024-11-30")), "accounts");
        QCOMPARE(broken(months("2024-10-01", "2024-11-01", 7), day("2024-11-30")), ""); // 28 / 6
    }
};

QTEST_APPLESS_MAIN(SourceHealthTest)
#include "source_health_test.moc"
