// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/day_context.h"

#include <QtTest>
#include <atomic>
#include <stdexcept>

#include "tests/support/portfolio_builder.h"

using namespace holdfast;

namespace {

// A portfolio as of a day; "acme" is the account that most cases are about.
struct Known {
    PortfolioPtr portfolio;
    AnalysisSettings settings;
    DayContext context;

    Known(const PortfolioBuilder& book, std::string_view asOf, const Filter& filter = {})
        : portfolio(book.build())
        , context(*portfolio, settings, day(asOf), filter)
    {
    }
    AccountId id(std::string_view account = "acme") const { return portfolio->findAccount(account).value(); }
    const AccountDay& of(std::string_view account = "acme") const { return context.of(id(account)); }
    std::string arr(std::string_view on, std::string_view account = "acme") const
    {
        return context.arr(id(account), day(on)).toText();
    }
};

std::string iso(std::optional<Date> date)
{
    return date ? date->toIso() : "none";
}

std::string list(const std::vector<Date>& days)
{
    std::string text;
    for (const Date date : days)
        text += (text.empty() ? "" : " ") + date.toIso();
    return text;
}

} // namespace

class DayContextTest : public QObject {
    Q_OBJECT

private slots:
    void aSubscriptionCountsFromItsStartToTheDayBeforeItsEnd()
    {
        PortfolioBuilder book;
        book.account("acme").subscription("acme", "2024-01-01", "2025-01-01", "1200");
        const Known known(book, "2025-06-30");
        QCOMPARE(known.arr("2023-12-31"), "0.00");
        QCOMPARE(known.arr("2024-01-01"), "1200.00");
        QCOMPARE(known.arr("2024-12-31"), "1200.00");
        QCOMPARE(known.arr("2025-01-01"), "0.00");
        QVERIFY(!known.of().customer);
    }

    void subscriptionsAddUpAndAnEndBeforeTheStartNeverCounts()
    {
        PortfolioBuilder book;
        book.account("acme");
        book.subscription("acme", "2024-01-01", "", "100.10").subscription("acme", "2024-06-01", "2024-06-01", "50");
        book.subscription("acme", "2024-06-01", "2024-05-01", "70").subscription("acme", "2024-03-01", "", "0.05");
        const Known known(book, "2025-06-30");
        QCOMPARE(known.arr("2024-02-29"), "100.10");
        QCOMPARE(known.arr("2024-06-01"), "100.15");
        QCOMPARE(list(known.context.arrSteps(known.id())), "2024-01-01 2024-03-01");
    }

    void aNegativeSumCountsAsZero()
    {
        PortfolioBuilder book;
        book.account("acme").subscription("acme", "2024-01-01", "", "100");
        book.subscription("acme", "2024-02-01", "2024-03-01", "-130");
        const Known known(book, "2025-06-30");
        QCOMPARE(known.arr("2024-02-01"), "0.00");
        QCOMPARE(known.arr("2024-03-01"), "100.00");
        QCOMPARE(list(known.context.arrSteps(known.id())), "2024-01-01 2024-02-01 2024-03-01");
    }

    void oneSubscriptionOfWhateverDateDecidesTheSource()
    {
        PortfolioBuilder book;
        book.account("acme", "arr=900, start_date=2020-01-01").snapshot("acme", "2024-01-01", "500");
        QCOMPARE(Known(book, "2025-06-30").arr("2025-06-30"), "500.00");
        // A subscription that begins after D still makes subscriptions the source: none of them counts yet.
        book.subscription("acme", "2026-01-01", "", "700");
        const Known known(book, "2025-06-30");
        QCOMPARE(known.arr("2025-06-30"), "0.00");
        QCOMPARE(known.arr("2026-02-01"), "0.00"); // its start has not happened as of D
        QCOMPARE(known.of().arr.toText(), "0.00");
        // A later snapshot alone does the same to accounts.arr.
        PortfolioBuilder other;
        other.account("acme", "arr=900, start_date=2020-01-01").snapshot("acme", "2026-01-01", "500");
        QCOMPARE(Known(other, "2025-06-30").arr("2025-06-30"), "0.00");
    }

    void theLatestSnapshotCountsUntilAChurnThatIsLaterThanIt()
    {
        PortfolioBuilder book;
        book.account("acme", "churn_date=2024-05-15");
        book.snapshot("acme", "2024-03-31", "100").snapshot("acme", "2024-04-30", "120");
        Known known(book, "2025-06-30");
        QCOMPARE(known.arr("2024-03-30"), "0.00");
        QCOMPARE(known.arr("2024-04-29"), "100.00");
        QCOMPARE(known.arr("2024-05-14"), "120.00");
        QCOMPARE(known.arr("2024-05-15"), "0.00");
        QCOMPARE(list(known.context.arrSteps(known.id())), "2024-03-31 2024-04-30 2024-05-15");
        // A snapshot of the churn day or later wins again.
        book.snapshot("acme", "2024-05-15", "80").snapshot("acme", "2024-06-30", "90");
        const Known again(book, "2025-06-30");
        QCOMPARE(again.arr("2024-05-15"), "80.00");
        QCOMPARE(again.arr("2024-06-30"), "90.00");
        QCOMPARE(list(again.context.arrSteps(again.id())), "2024-03-31 2024-04-30 2024-05-15 2024-06-30");
    }

    void aChurnBetweenTwoSnapshotsIsAGap()
    {
        PortfolioBuilder book;
        book.account("acme", "churn_date=2024-05-10");
        book.snapshot("acme", "2024-04-30", "120").snapshot("acme", "2024-05-31", "120");
        const Known known(book, "2025-06-30");
        QCOMPARE(known.arr("2024-05-09"), "120.00");
        QCOMPARE(known.arr("2024-05-10"), "0.00");
        QCOMPARE(known.arr("2024-05-31"), "120.00");
        QCOMPARE(list(known.context.arrSteps(known.id())), "2024-04-30 2024-05-10 2024-05-31");
    }

    void aChurnAfterTheAsOfDateIsNotKnown()
    {
        PortfolioBuilder book;
        book.account("acme", "arr=900, start_date=2024-01-01, churn_date=2025-07-01");
        const Known before(book, "2025-06-30");
        QCOMPARE(before.arr("2025-06-30"), "900.00");
        QCOMPARE(before.arr("2025-07-01"), "900.00");
        const Known after(book, "2025-07-01");
        QCOMPARE(after.arr("2025-06-30"), "900.00");
        QCOMPARE(after.arr("2025-07-01"), "0.00");
    }

    void anEndDateAfterTheAsOfDateIsKnownInAdvance()
    {
        PortfolioBuilder book;
        book.account("acme").subscription("acme", "2024-01-01", "2025-09-01", "10");
        const Known known(book, "2025-06-30");
        QCOMPARE(known.arr("2025-08-31"), "10.00");
        QCOMPARE(known.arr("2025-09-01"), "0.00");
    }

    void accountArrWithoutAStartWasAlwaysThere()
    {
        PortfolioBuilder book;
        book.account("acme", "arr=900, churn_date=2025-01-01");
        const Known known(book, "2025-06-30");
        QCOMPARE(known.arr("1999-01-01"), "900.00");
        QCOMPARE(known.arr("2024-12-31"), "900.00");
        QCOMPARE(known.arr("2025-01-01"), "0.00");
        QVERIFY(!known.of().start);
        QVERIFY(!known.of().age);
        QCOMPARE(list(known.context.arrSteps(known.id())), "2025-01-01");
        QCOMPARE(iso(known.context.firstArrDay(known.id(), day("2025-06-30"))), "none");
    }

    void currenciesConvertAtTheLatestRateNotAfterTheAsOfDate()
    {
        PortfolioBuilder book;
        book.baseCurrency("USD").account("acme", "currency=eur").account("beta").account("gone", "currency=XYZ, arr=5");
        book.fxRate("EUR", "2024-01-01", "1.1").fxRate("EUR", "2025-06-30", "1.25").fxRate("EUR", "2025-07-01", "2");
        book.fxRate("USD", "2024-01-01", "3").fxRate("GBP", "2025-07-01", "1.5");
        book.subscription("acme", "2024-01-01", "", "100"); // its account's: 100 × 1.25 = 125
        book.subscription("acme", "2024-01-01", "", "100", "currency=usd"); // the base is exactly 1: 100
        book.subscription("beta", "2024-01-01", "", "100"); // neither names one: the base
        book.subscription("beta", "2024-01-01", "", "100", "currency=GBP"); // no rate yet: 0
        const Known known(book, "2025-06-30");
        QCOMPARE(known.arr("2024-01-01"), "225.00");
        QCOMPARE(known.arr("2024-01-01", "beta"), "100.00");
        QCOMPARE(known.of("gone").arr.toText(), "0.00");
        QVERIFY(!known.context.conversion().toBase(money("5"), Name{}, known.portfolio->account(known.id("gone"))));
        QCOMPARE(known.context.conversion().code(Name{}, known.portfolio->account(known.id("beta"))), "USD");
        QCOMPARE(known.context.conversion().code(Name{}, known.portfolio->account(known.id("acme"))), "EUR");
        QCOMPARE(Known(book, "2025-06-29").arr("2025-06-29"), "210.00"); // 100 × 1.1 + 100
        QCOMPARE(Known(book, "2023-12-31").of().arr.toText(), "0.00");
    }

    // The quick answer is that of the conversion itself: around the largest amounts, whatever the rate, and without
    // one.
    void whetherAnAmountConvertsIsWhatTheConversionSays()
    {
        PortfolioBuilder book;
        book.baseCurrency("USD");
        book.account("acme", "currency=EUR").account("beta").account("gone", "currency=GBP");
        book.fxRate("EUR", "2025-01-01", "1.25")
            .fxRate("IDR", "2025-01-01", "0.00006")
            .fxRate("KWD", "2025-01-01", "3.2");
        book.fxRate("XAU", "2025-01-01", "900000").fxRate("GBP", "2025-07-01", "1.5");
        const Known known(book, "2025-06-30");
        const Conversion& conversion = known.context.conversion();
        // 10^15 units are 10^17 cents: at 1.25 the bound is 8 × 10^16, at 900,000 it is 1.1 × 10^11.
        const std::int64_t cents[] = {0, 1, 99, 111'111'111'110, 111'111'111'112, 31'250'000'000'000'000,
            31'250'000'000'000'001, 79'920'000'000'000'001, 80'000'000'000'000'000, 80'000'000'000'000'001,
            99'900'000'000'000'001, 100'000'000'000'000'000, 100'000'000'000'000'001, 9'000'000'000'000'000'000};
        int refused = 0;
        for (const char* id : {"acme", "beta", "gone"}) {
            const Account& account = known.portfolio->account(known.id(id));
            for (const char* code : {"", "EUR", "IDR", "KWD", "XAU", "GBP", "USD", "never heard of"}) {
                const Name currency = known.portfolio->names.find(code);
                for (const std::int64_t amount : cents) {
                    for (const Money money : {Money{amount}, Money{-amount}}) {
                        const bool converted = conversion.toBase(money, currency, account).has_value();
                        QCOMPARE(conversion.converts(money, currency, account), converted);
                        refused += converted ? 0 : 1;
                    }
                }
            }
        }
        QVERIFY(refused > 100);
        QVERIFY(conversion.converts(Money{80'000'000'000'000'000}, Name{}, known.portfolio->account(known.id("acme"))));
        QVERIFY(
            !conversion.converts(Money{80'000'000'000'000'001}, Name{}, known.portfolio->account(known.id("acme"))));
    }

    void eachAmountIsConvertedOnItsOwnAndRoundedHalfAwayFromZero()
    {
        PortfolioBuilder book;
        book.account("acme", "currency=EUR").fxRate("EUR", "2024-01-01", "0.5");
        // 0.01 × 0.5 = 0.005 → 0.01 each; 0.03 × 0.5 = 0.015 → 0.02. Together 0.04, not round(0.05 × 0.5) = 0.03.
        book.subscription("acme", "2024-01-01", "", "0.01").subscription("acme", "2024-01-01", "", "0.01");
        book.subscription("acme", "2024-01-01", "", "0.03");
        QCOMPARE(Known(book, "2025-06-30").of().arr.toText(), "0.04");
    }

    void theStartIsTheStoredOneUnlessItLiesAhead()
    {
        PortfolioBuilder book;
        book.account("stored", "start_date=2023-05-01").account("ahead", "start_date=2025-07-01");
        book.account("found").account("unknown").account("today", "start_date=2025-06-30");
        book.subscription("stored", "2024-01-01", "", "10").subscription("ahead", "2024-02-01", "", "10");
        book.subscription("found", "2024-03-01", "", "0").subscription("found", "2024-04-01", "", "10");
        const Known known(book, "2025-06-30");
        QCOMPARE(iso(known.of("stored").start), "2023-05-01");
        QCOMPARE(
            known.of("stored").age.value_or(-1), 791); // 2023-05-01 → 2025-05-01 is 731 days (a leap day), + 30 + 30
        QCOMPARE(iso(known.of("ahead").start), "2024-02-01");
        QCOMPARE(iso(known.of("found").start), "2024-04-01");
        QCOMPARE(iso(known.of("unknown").start), "none");
        QCOMPARE(known.of("today").age.value_or(-1), 0);
    }

    void theFirstDayWithArrMayBeTheAsOfDate()
    {
        PortfolioBuilder book;
        book.account("acme").subscription("acme", "2025-06-30", "", "10");
        QCOMPARE(iso(Known(book, "2025-06-30").of().start), "2025-06-30");
        QCOMPARE(Known(book, "2025-06-30").of().age.value_or(-1), 0);
        QCOMPARE(iso(Known(book, "2025-06-29").of().start), "none");
    }

    void theRenewalDateIsTheStoredOneUnlessItIsPastAndAnActiveSubscriptionEndsLater()
    {
        PortfolioBuilder book;
        book.account("today", "renewal_date=2025-06-30").subscription("today", "2024-01-01", "2025-12-01", "1");
        book.account("past", "renewal_date=2025-06-29");
        book.subscription("past", "2024-01-01", "2025-12-01", "1")
            .subscription("past", "2024-01-01", "2025-09-01", "1");
        book.subscription("past", "2025-07-01", "2025-08-01", "1"); // not active yet
        book.subscription("past", "2024-01-01", "2025-06-30", "1"); // not active any more
        book.account("only", "renewal_date=2025-06-29").subscription("only", "2024-01-01", "", "1");
        book.account("none").subscription("none", "2024-01-01", "", "1");
        const Known known(book, "2025-06-30");
        QCOMPARE(iso(known.of("today").renewal), "2025-06-30");
        QCOMPARE(known.of("today").daysToRenewal.value_or(-1), 0);
        QCOMPARE(iso(known.of("past").renewal), "2025-09-01");
        QCOMPARE(known.of("past").daysToRenewal.value_or(-1), 63); // 31 in July, 31 in August, 1
        QCOMPARE(iso(known.of("only").renewal), "2025-06-29");
        QCOMPARE(known.of("only").daysToRenewal.value_or(1), -1);
        book.account("new").subscription("new", "2025-06-30", "2026-06-30", "1"); // active since D itself
        QCOMPARE(iso(Known(book, "2025-06-30").of("new").renewal), "2026-06-30");
        QCOMPARE(iso(Known(book, "2025-06-29").of("new").renewal), "none");
        QCOMPARE(iso(known.of("none").renewal), "none");
        QVERIFY(!known.of("none").daysToRenewal);
    }

    void theArrOfAYearAgoIsThatOfTheSameDayAndTheTwentyEighthOfFebruaryAfterALeapDay()
    {
        PortfolioBuilder book;
        book.account("acme").subscription("acme", "2022-01-01", "2023-03-01", "10");
        QCOMPARE(Known(book, "2024-02-29").of().arrYearAgo.toText(), "10.00"); // 2023-02-28
        QCOMPARE(Known(book, "2024-03-01").of().arrYearAgo.toText(), "0.00"); // 2023-03-01
    }

    void filtersCombineDimensionsWithAndValuesWithOr()
    {
        PortfolioBuilder book;
        book.account("a", "segment=smb, region=EU, start_date=2024-01-01, touch=tech");
        book.account("b", "segment=smb, region=US, start_date=2024-03-31, contract_model=annual");
        book.account("c", "segment=mid, region=EU, start_date=2024-04-01, owner=Ann");
        book.account("d", "region=EU");
        const auto included = [&](const Filter& filter) {
            const Known known(book, "2025-06-30", filter);
            std::string text;
            for (const char* id : {"a", "b", "c", "d"})
                text += known.of(id).included ? id : "";
            return text;
        };
        using enum Dimension;
        QCOMPARE(included({}), "abcd");
        QCOMPARE(included({{{Segment, {"smb"}}}}), "ab");
        QCOMPARE(included({{{Segment, {"smb", "mid"}}}}), "abc");
        QCOMPARE(included({{{Segment, {"smb"}}, {Region, {"EU"}}}}), "a");
        QCOMPARE(included({{{Segment, {""}}}}), "d");
        QCOMPARE(included({{{Segment, {"", "mid"}}}}), "cd");
        QCOMPARE(included({{{Segment, {"SMB"}}}}), ""); // texts are compared as stored
        QCOMPARE(included({{{Cohort, {"2024-Q1"}}}}), "ab");
        QCOMPARE(included({{{Cohort, {"2024-Q2", ""}}}}), "cd");
        QCOMPARE(included({{{Cohort, {"2024-Q5"}}}}), "");
        QCOMPARE(included({{{Cohort, {"2024-Q0"}}}}), "");
        book.account("a", "start_date=2024-10-01").account("b", "start_date=2024-12-31");
        book.account("c", "start_date=2024-09-30");
        QCOMPARE(included({{{Cohort, {"2024-Q4"}}}}), "ab");
        QCOMPARE(included({{{Cohort, {"2024-Q3"}}}}), "c");
        book.account("c", "start_date=2025-01-01");
        QCOMPARE(included({{{Cohort, {"2024-Q4"}}}}), "ab");
        QCOMPARE(included({{{Cohort, {"2025-Q1"}}}}), "c");
        book.account("a", "start_date=2024-01-01, touch=tech").account("b", "contract_model=annual");
        book.account("c", "owner=Ann");
        QCOMPARE(included({{{Touch, {"tech"}}}}), "a");
        QCOMPARE(included({{{Touch, {""}}}}), "bcd"); // a missing touch is missing here
        QCOMPARE(included({{{ContractModel, {"annual"}}}}), "b");
        QCOMPARE(included({{{ContractModel, {"yearly"}}}}), "");
        QCOMPARE(included({{{Owner, {"Ann"}}}}), "c");
    }

    void attributesAreTheStoredValues()
    {
        PortfolioBuilder book;
        book.account("acme", "segment=smb, contract_model=multi_year, touch=human, start_date=2024-12-31").account("b");
        const Known known(book, "2025-06-30");
        using enum Dimension;
        QCOMPARE(known.context.attribute(known.id(), Segment), "smb");
        QCOMPARE(known.context.attribute(known.id(), ContractModel), "multi_year");
        QCOMPARE(known.context.attribute(known.id(), Touch), "human");
        QCOMPARE(known.context.attribute(known.id(), Cohort), "2024-Q4");
        for (const Dimension dimension : {Segment, Region, Industry, Owner, ContractModel, Touch, Cohort})
            QCOMPARE(known.context.attribute(known.id("b"), dimension), "");
        QCOMPARE(text(ContractModel), "contract_model");
        QVERIFY(findDimension("cohort") == Cohort);
        QVERIFY(!findDimension("Cohort"));
    }

    void rangesCoverEverythingOnceAndPassOnWhatIsThrown()
    {
        for (const std::size_t count : {0U, 1U, 1023U, 1024U, 1025U, 10000U}) {
            std::vector<std::atomic<int>> seen(count);
            forRanges(count, [&](std::size_t first, std::size_t last) {
                for (std::size_t i = first; i < last; ++i)
                    ++seen[i];
            });
            QVERIFY(std::all_of(seen.begin(), seen.end(), [](const auto& times) { return times == 1; }));
        }
        QVERIFY_EXCEPTION_THROWN(forRanges(5000,
                                     [](std::size_t first, std::size_t) {
                                         if (first == 2048)
                                             throw std::runtime_error("range");
                                     }),
            std::runtime_error);
    }

    void theTimelineSaysTheSameAsEveryDayAskedFor()
    {
        PortfolioBuilder book;
        book.account("acme", "churn_date=2024-03-05")
            .account("snap", "churn_date=2024-03-05")
            .account("plain", "arr=5");
        book.account("dated", "arr=5, start_date=2024-02-01, churn_date=2024-03-01");
        book.subscription("acme", "2024-01-10", "2024-02-10", "10").subscription("acme", "2024-02-10", "", "10");
        book.subscription("acme", "2024-02-01", "2024-03-01", "-15")
            .subscription("acme", "2024-03-01", "2024-04-01", "7");
        book.snapshot("snap", "2024-01-31", "10")
            .snapshot("snap", "2024-02-29", "-1")
            .snapshot("snap", "2024-03-31", "4");
        // What begins or ends on the day itself, on the day after it, and for a single day.
        book.account("today").subscription("today", "2024-04-15", "", "3").account("dayAhead");
        book.subscription("dayAhead", "2024-01-01", "", "1").subscription("dayAhead", "2024-04-16", "", "3");
        book.account("snapAhead").snapshot("snapAhead", "2024-04-15", "5").snapshot("snapAhead", "2024-04-16", "9");
        book.account("churnAhead", "arr=5, churn_date=2024-04-16")
            .account("churnToday", "arr=5, churn_date=2024-04-15");
        book.account("startAhead", "arr=5, start_date=2024-04-16")
            .account("startToday", "arr=5, start_date=2024-04-15");
        book.account("oneDay", "arr=5, start_date=2024-02-01, churn_date=2024-02-02");
        book.account("snapDay", "churn_date=2024-02-02").snapshot("snapDay", "2024-02-01", "5");
        book.account("snapAgain", "churn_date=2024-02-02").snapshot("snapAgain", "2024-02-01", "5");
        book.snapshot("snapAgain", "2024-02-03", "6").account("churnEnd", "churn_date=2024-04-16");
        book.snapshot("churnEnd", "2024-04-01", "6");
        const Known known(book, "2024-04-15");
        std::vector<ArrStep> steps;
        for (const char* id : {"acme", "snap", "plain", "dated", "today", "dayAhead", "snapAhead", "churnAhead",
                 "churnToday", "startAhead", "startToday", "oneDay", "snapDay", "snapAgain", "churnEnd"}) {
            known.context.arrTimeline(known.id(id), steps);
            for (Date on = day("2023-12-01"); on < day("2024-05-01"); on = on.addDays(1))
                QCOMPARE(arrOn(steps, on).toText(), known.context.arr(known.id(id), on).toText());
        }
        const auto arrOf = [&](const char* id, const char* on) { return known.arr(on, id); };
        QCOMPARE(arrOf("today", "2024-04-15"), "3.00");
        QCOMPARE(arrOf("dayAhead", "2024-04-16"), "1.00");
        QCOMPARE(arrOf("snapAhead", "2024-04-16"), "5.00");
        QCOMPARE(arrOf("churnAhead", "2024-04-16"), "5.00");
        QCOMPARE(arrOf("churnEnd", "2024-04-16"), "6.00");
        QCOMPARE(arrOf("churnToday", "2024-04-15"), "0.00");
        QCOMPARE(arrOf("startAhead", "2024-04-16"), "0.00");
        QCOMPARE(arrOf("startToday", "2024-04-15"), "5.00");
        for (const char* id : {"oneDay", "snapDay", "snapAgain"}) {
            QCOMPARE(arrOf(id, "2024-02-01"), "5.00");
            QCOMPARE(arrOf(id, "2024-02-02"), "0.00");
        }
        QCOMPARE(arrOf("snapAgain", "2024-02-03"), "6.00");
    }

    void aDayOnWhichTwoThingsChangeIsOneStep()
    {
        PortfolioBuilder book;
        // The last change of all are two on one day; before it two on neighbouring days, the later first in the file.
        book.account("acme").subscription("acme", "2024-06-01", "", "120");
        book.subscription("acme", "2024-03-02", "2024-06-01", "20").subscription("acme", "2024-03-01", "", "100");
        const Known known(book, "2025-06-30");
        QCOMPARE(list(known.context.arrSteps(known.id())), "2024-03-01 2024-03-02 2024-06-01");
        QCOMPARE(known.arr("2024-03-01"), "100.00");
        QCOMPARE(known.arr("2024-06-01"), "220.00");
    }

    void theNextEndIsTheRenewalAlsoTomorrowAndByASingleDay()
    {
        PortfolioBuilder book;
        book.account("tomorrow").subscription("tomorrow", "2024-01-01", "2025-07-01", "1");
        book.account("two").subscription("two", "2024-01-01", "2025-09-02", "1");
        book.subscription("two", "2024-01-01", "2025-09-01", "1");
        const Known known(book, "2025-06-30");
        QCOMPARE(iso(known.of("tomorrow").renewal), "2025-07-01");
        QCOMPARE(known.of("tomorrow").daysToRenewal.value_or(-1), 1);
        QCOMPARE(iso(known.of("two").renewal), "2025-09-01");
    }

    void aCurrencyOfTheBookWithoutARateHasNone()
    {
        for (const char* base : {"USD", ""}) { // or not even the base is known
            PortfolioBuilder book;
            book.baseCurrency(base).account("acme", "currency=ABC").account("other", "currency=EUR");
            book.fxRate("EUR", "2024-01-01", "2");
            const Known known(book, "2025-06-30");
            const Account& account = known.portfolio->account(known.id());
            for (std::uint32_t number = 1; number < 40; ++number) {
                const Name name{number};
                QCOMPARE(known.context.conversion().converts(Money{1}, name, account),
                    known.context.conversion().toBase(Money{1}, name, account).has_value());
            }
            QVERIFY(!known.context.conversion().converts(Money{1}, Name{}, account));
        }
    }
};

QTEST_GUILESS_MAIN(DayContextTest)
#include "day_context_test.moc"
