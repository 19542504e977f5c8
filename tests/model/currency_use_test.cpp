// SPDX-License-Identifier: GPL-3.0-or-later
// Which currencies an account's amounts are in, and that no account with money that cannot be converted is passed over.
#include "model/portfolio/currency_use.h"

#include <QtTest>

#include "model/analysis/analysis.h"
#include "model/report/report_json.h"
#include "tests/support/generated_book.h"

namespace holdfast {

namespace {

// "EUR 100.00 USD 7.00": the currencies of an account with the greatest amount of each in the portfolio, as they stand.
std::string used(const Portfolio& portfolio, std::string_view account)
{
    std::string text;
    const CurrencyUse& use = portfolio.currencyUse;
    for (std::size_t place = 0; place < use.currencies().size(); ++place) {
        if ((use.of(portfolio.findAccount(account).value()) & CurrencyUse::bitOf(place)) != 0)
            text += (text.empty() ? "" : " ") + portfolio.text(use.currencies()[place].code) + ' ' +
                use.currencies()[place].greatest.toText();
    }
    return text;
}

} // namespace

class CurrencyUseTest : public QObject {
    Q_OBJECT

private slots:
    void amountsOfEveryDatasetCountInTheirOwnOrTheirAccountsCurrency()
    {
        PortfolioBuilder book;
        book.account("a", "arr=1, currency=AAA").account("b", "acquisition_cost=2, currency=BBB").account("none");
        book.account("c", "currency=CCC").row("outcomes", "account_id=c, name=x, annual_value=3");
        book.account("d").subscription("d", "2024-01-01", "", "-4", "currency=DDD");
        book.account("e").row("arr_snapshots", "account_id=e, date=2024-01-01, arr=5, currency=EEE");
        book.account("f").row("invoices", "account_id=f, invoice_id=1, issued_date=2024-01-01, amount=6, currency=FFF");
        book.account("g").row(
            "opportunities", "account_id=g, opportunity_id=1, created_date=2024-01-01, amount=7, currency=GGG");
        book.account("h", "arr=8"); // nobody names one
        book.account("i", "arr=0.5, currency=AAA").subscription("i", "2024-01-01", "", "9", "currency=BBB");
        const PortfolioPtr portfolio = book.build();
        QCOMPARE(used(*portfolio, "a"), std::string("AAA 1.00"));
        QCOMPARE(used(*portfolio, "b"), std::string("BBB 9.00"));
        QCOMPARE(used(*portfolio, "c"), std::string("CCC 3.00"));
        QCOMPARE(used(*portfolio, "d"), std::string("DDD 4.00")); // without its sign
        QCOMPARE(used(*portfolio, "e"), std::string("EEE 5.00"));
        QCOMPARE(used(*portfolio, "f"), std::string("FFF 6.00"));
        QCOMPARE(used(*portfolio, "g"), std::string("GGG 7.00"));
        QCOMPARE(used(*portfolio, "h"), std::string(" 8.00"));
        QCOMPARE(used(*portfolio, "i"), std::string("AAA 1.00 BBB 9.00"));
        QCOMPARE(used(*portfolio, "none"), std::string());
    }
    // 70 currencies: the last of a word's 64 bits stands for all from the 64th on.
    void currenciesBeyondAWordsBitsShareTheLast()
    {
        PortfolioBuilder book;
        for (int i = 0; i < 70; ++i) {
            const std::string number = std::to_string(100 + i);
            book.account("a" + number, "arr=1, currency=C" + number);
        }
        const PortfolioPtr portfolio = book.build();
        const auto bits = [&](std::string_view id) {
            return portfolio->currencyUse.of(portfolio->findAccount(id).value());
        };
        QCOMPARE(bits("a162"), std::uint64_t{1} << 62U);
        QCOMPARE(bits("a163"), std::uint64_t{1} << 63U);
        QCOMPARE(bits("a169"), std::uint64_t{1} << 63U);
    }
    // The same report where nobody looked which currencies there are, so that every row is read.
    void hidesNoAccountFromTheRule()
    {
        const Date middle = *Date::fromYmd(2025, 3, 31);
        std::size_t unknown = 0;
        for (std::uint32_t seed = 1; seed <= 12; ++seed) {
            const PortfolioPtr known = portfolioOf(generatedBook(seed, 40, middle));
            const auto unseen = std::const_pointer_cast<Portfolio>(portfolioOf(generatedBook(seed, 40, middle)));
            unseen->currencyUse = CurrencyUse();
            for (const int later : {-700, -200, 0, 150}) {
                const AnalysisRequest request{yearUpTo(middle.addDays(later)), {}};
                const AnalysisPtr analysis = analyse(known, {}, request);
                QCOMPARE(reportJson(*analysis), reportJson(*analyse(unseen, {}, request)));
                for (const Exception& exception : analysis->exceptions.exceptions)
                    unknown += exception.rule == RuleId::UnknownCurrency ? 1 : 0;
            }
        }
        QVERIFY(unknown > 10); // the books have money without a rate
    }
};

} // namespace holdfast

QTEST_APPLESS_MAIN(holdfast::CurrencyUseTest)
#include "currency_use_test.moc"
