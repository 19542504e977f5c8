// SPDX-License-Identifier: GPL-3.0-or-later
// Money is read as an exact decimal, rates keep ten digits, and every rounding goes half away from zero to cents.
#include <QtTest>

#include "model/base/money.h"
#include "model/base/wide.h"

using namespace holdfast;

namespace {

std::string cents(std::string_view decimal, int factor = 1)
{
    const auto amount = moneyFromDecimal(decimal, factor);
    return amount ? amount->toText() : std::string("none");
}

std::string converted(std::string_view amount, std::string_view rate)
{
    return convert(moneyFromDecimal(amount).value(), rateFromDecimal(rate).value()).toText();
}

std::string rounded(double units)
{
    return moneyFromUnits(units).toText();
}

} // namespace

class MoneyTest : public QObject {
    Q_OBJECT

private slots:
    void decimalsAreRoundedHalfAwayFromZero()
    {
        QCOMPARE(cents("0.005"), std::string("0.01"));
        QCOMPARE(cents("0.00499999999999999999999999"), std::string("0.00")); // a binary fraction would make it 0.005
        QCOMPARE(cents("-0.005"), std::string("-0.01"));
        QCOMPARE(cents("-0.0049"), std::string("0.00"));
        QCOMPARE(cents("1.115"), std::string("1.12")); // 1.115 lies below its half as a binary fraction
        QCOMPARE(cents("90071992547409.93"), std::string("90071992547409.93")); // above 2^53 cents
        QCOMPARE(cents(".5"), std::string("0.50"));
        QCOMPARE(cents("5."), std::string("5.00"));
        QCOMPARE(cents("+5"), std::string("5.00"));
    }

    void monthlyAmountsAreMultipliedBeforeTheyAreRounded()
    {
        QCOMPARE(cents("83.3333", 12), std::string("1000.00")); // 999.9996
        QCOMPARE(cents("83.33", 12), std::string("999.96"));
        QCOMPARE(cents("-83.3333", 12), std::string("-1000.00"));
        QCOMPARE(cents("0.00125", 12), std::string("0.02")); // 0.015
        QCOMPARE(cents("0.0012499999999999999999", 12), std::string("0.01")); // 0.01499…
        // 12 × 0.000416666666666666666666… < 0.005 ≤ 12 × 0.00041666666666666667
        QCOMPARE(cents("0.00041666666666666666666666", 12), std::string("0.00"));
        QCOMPARE(cents("0.00041666666666666667", 12), std::string("0.01"));
    }

    void whatIsNoDecimalOrDoesNotFitIsNothing()
    {
        for (const char* text : {"", "-", ".", "1.2.3", "1e5", "1,2", " 1", "NaN", "99999999999999999999"})
            QCOMPARE(cents(text), std::string("none"));
        QCOMPARE(cents("1000000000000000"), std::string("1000000000000000.00"));
        QCOMPARE(cents("1000000000000000.01"), std::string("none")); // sums of such amounts would not fit
        QCOMPARE(cents("-1000000000000000.01"), std::string("none"));
        QCOMPARE(cents("90000000000000", 12), std::string("none")); // fits once, not twelve times
    }

    void ratesKeepTenDigits()
    {
        QCOMPARE(rateFromDecimal("1.0823456789").value().toText(), std::string("1.0823456789"));
        QCOMPARE(rateFromDecimal("0.12345678905")->tenBillionths, 1234567891); // the eleventh digit rounds away
        QCOMPARE(rateFromDecimal("1.00000000004")->tenBillionths, 10'000'000'000);
        QVERIFY(!rateFromDecimal("0"));
        QVERIFY(!rateFromDecimal("0.00000000004")); // rounds to nothing
        QVERIFY(!rateFromDecimal("-1.1"));
    }

    void convertedAmountsAreRoundedHalfAwayFromZero()
    {
        QCOMPARE(converted("1.00", "0.005"), std::string("0.01")); // half a cent
        QCOMPARE(converted("-1.00", "0.005"), std::string("-0.01"));
        QCOMPARE(converted("1.00", "0.0049999999"), std::string("0.00"));
        QCOMPARE(converted("100.00", "1.0823456789"), std::string("108.23")); // 108.23456789
        QCOMPARE(converted("12345678.90", "129.3712345678"), std::string("1597175720.87")); // 1597175720.870639…
        QCOMPARE(converted("0.01", "1"), std::string("0.01"));
    }

    void computedFiguresOnAHalfCountAsOne()
    {
        QVERIFY(1.005 * 100 < 100.5); // 100.49999999999999: no binary fraction is 1.005
        QCOMPARE(rounded(1.005), std::string("1.01"));
        QCOMPARE(rounded(-1.005), std::string("-1.01"));
        QCOMPARE(rounded(100.01 * 0.75 * 2), std::string("150.02")); // 150.015
        QCOMPARE(rounded(150.014999), std::string("150.01"));
        QCOMPARE(rounded(0.005), std::string("0.01"));
        QCOMPARE(rounded(0.0), std::string("0.00"));
        QCOMPARE(rounded(-0.001), std::string("0.00"));
    }

    void productsOfWholeNumbersAreExact()
    {
        // (2^64 − 1)² = 2^128 − 2^65 + 1
        const Wide most = multiply(UINT64_MAX, UINT64_MAX);
        QCOMPARE(most.high, UINT64_MAX - 1);
        QCOMPARE(most.low, std::uint64_t{1});
        QVERIFY(multiply(1'000'000'007, 1'000'000'009) > multiply(1'000'000'006, 1'000'000'010)); // larger by 3
        QCOMPARE(
            (multiply(1'000'000'007, 1'000'000'009) - multiply(1'000'000'006, 1'000'000'010)).low, std::uint64_t{3});
        QCOMPARE((Wide{1, 0} - Wide{0, 1}).high, std::uint64_t{0}); // borrows
        QCOMPARE((Wide{1, UINT64_MAX} + Wide{2, 1}).high, std::uint64_t{4}); // carries
        QCOMPARE((Wide{1, UINT64_MAX} + Wide{2, 1}).low, std::uint64_t{0});
        QCOMPARE((Wide{1, 5} + Wide{2, 6}).high, std::uint64_t{3});
        // (2^64 + 1) × 3 = 3 × 2^64 + 3; 2^127 × 2 does not fit, 2^126 × 2 does.
        QVERIFY(multiply(Wide{1, 1}, 3) == std::optional(Wide{3, 3}));
        QVERIFY(multiply(Wide{0, UINT64_MAX}, UINT64_MAX) == std::optional(most));
        QVERIFY(!multiply(Wide{std::uint64_t{1} << 63U, 0}, 2));
        QVERIFY(!multiply(Wide{UINT64_MAX, UINT64_MAX}, 2));
        QVERIFY(multiply(Wide{std::uint64_t{1} << 62U, 0}, 2).has_value());
        // Rounded half up: 7 / 2 = 3.5, 5 / 3 = 1.67, 4 / 3 = 1.33; 2^64 / 2^63 by the long way, with remainders above
        // 2^63; and what fits no 64 bits.
        QCOMPARE(divideRounded({0, 7}, 2), std::uint64_t{4});
        QCOMPARE(divideRounded({0, 5}, 3), std::uint64_t{2});
        QCOMPARE(divideRounded({0, 4}, 3), std::uint64_t{1});
        QCOMPARE(divideRounded({1, 0}, std::uint64_t{1} << 63U), std::uint64_t{2});
        QCOMPARE(divideRounded(multiply(UINT64_MAX - 1, 1'000'000), UINT64_MAX), std::uint64_t{1'000'000});
        QCOMPARE(divideRounded({1, 0}, 1), greatestQuotient);
        QCOMPARE(divideRounded({0, UINT64_MAX}, 1), greatestQuotient);
        QCOMPARE(magnitude(INT64_MIN), std::uint64_t{1} << 63U);
    }
};

QTEST_GUILESS_MAIN(MoneyTest)
#include "money_test.moc"
