// SPDX-License-Identifier: GPL-3.0-or-later
// A value that may be missing says the same as a std::optional, in less space.
#include "model/base/maybe.h"

#include <QtTest>

#include "model/datasets/enums.h"
#include "model/portfolio/facts.h"

namespace holdfast {

namespace {

// Value and missing, to and from std::optional, compared with each other and with both.
template <class T> bool isAnOptional(T value, T other)
{
    const Maybe<T> missing, given(value), different(other);
    const std::optional<T> none, some(value);
    const std::optional<T> copiedMissing = missing, copied = given;
    const std::optional<T> built(given), builtMissing(missing);
    return !missing.has_value() && given.has_value() && *given == value && missing.value_or(other) == other &&
        given.value_or(other) == value && !copiedMissing && copied == some && built == some && !builtMissing &&
        Maybe<T>(none) == missing && Maybe<T>(some) == given && missing == Maybe<T>() && given != missing &&
        given != different && missing == none && none == missing && given == some && some == given && missing != some &&
        given != none && given == value && given != other && missing != value && missing == std::nullopt &&
        given != std::nullopt;
}

} // namespace

class MaybeTest : public QObject {
    Q_OBJECT

private slots:
    void saysTheSameAsAnOptional()
    {
        QVERIFY(isAnOptional(Date(0), Date(-1)));
        QVERIFY(isAnOptional(Money{0}, Money{-100}));
        QVERIFY(isAnOptional(Rate{1}, Rate{}));
        QVERIFY(isAnOptional(0, -1));
        QVERIFY(isAnOptional(std::int64_t{0}, std::int64_t{-1}));
        QVERIFY(isAnOptional(0.0, -1.0));
        QVERIFY(isAnOptional(Side::Vendor, Side::Customer));
        QVERIFY(isAnOptional(ContractModel::Monthly, ContractModel::MultiYear));
        QVERIFY(isAnOptional(true, false));
    }
    // A false that is there is no missing value, and a missing one no false.
    void aFalseStaysFalseInAnOptional()
    {
        QVERIFY(isAnOptional(false, true));
        const std::optional<bool> built(Maybe<bool>(false));
        QVERIFY(built.has_value());
        QVERIFY(!*built);
    }
    void canBeMissingAgain()
    {
        Maybe<Date> date(Date(7));
        QVERIFY(date);
        QCOMPARE(date->daysSince1970(), 7);
        date.reset();
        QVERIFY(!date);
    }
    void needsNoMoreThanTheValue()
    {
        QCOMPARE(sizeof(Maybe<Date>), sizeof(Date));
        QCOMPARE(sizeof(Maybe<Money>), sizeof(Money));
        QCOMPARE(sizeof(Maybe<double>), sizeof(double));
        QCOMPARE(sizeof(Maybe<bool>), sizeof(bool));
        QCOMPARE(sizeof(Interaction), std::size_t{32}); // 3 × 4 + 4 flags and padding + 8 source + 8 sentiment
    }
};

} // namespace holdfast

QTEST_APPLESS_MAIN(holdfast::MaybeTest)
#include "maybe_test.moc"
