// SPDX-License-Identifier: GPL-3.0-or-later
// What may be typed into the filter of a column.
#include <QtTest>

#include "ui/tables/column_filter.h"
#include "ui/tables/words.h"

using namespace holdfast;

namespace {

std::int64_t daysOf(int year, int month, int day)
{
    return Date::fromYmd(year, month, day)->daysSince1970();
}

} // namespace

class ColumnFilterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wordsMustOccurUnlessTheyAreExcluded_data();
    void wordsMustOccurUnlessTheyAreExcluded();
    void figuresAreComparedInTheColumnsUnit_data();
    void figuresAreComparedInTheColumnsUnit();
    void daysAreYearsMonthsOrDays_data();
    void daysAreYearsMonthsOrDays();
    void nothingKnownIsADash();
    void whatIsNoFigureIsSearchedAsWords();
    void aSignWaitsForItsFigure();
};

void ColumnFilterTest::wordsMustOccurUnlessTheyAreExcluded_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("cell");
    QTest::addColumn<bool>("kept");
    QTest::newRow("any case") << QStringLiteral("OKAFOR") << QStringLiteral("T. Okafor") << true;
    QTest::newRow("both words") << QStringLiteral("t okafor") << QStringLiteral("T. Okafor") << true;
    QTest::newRow("one is missing") << QStringLiteral("m okafor") << QStringLiteral("T. Okafor") << false;
    QTest::newRow("excluded") << QStringLiteral("-okafor") << QStringLiteral("T. Okafor") << false;
    QTest::newRow("not excluded") << QStringLiteral("-okafor") << QStringLiteral("M. Ibarra") << true;
    QTest::newRow("phrase") << QStringLiteral("\"no progress\"") << QStringLiteral("Progress, no") << false;
    QTest::newRow("one or the other") << QStringLiteral("smb | enterprise") << QStringLiteral("Enterprise") << true;
    QTest::newRow("neither") << QStringLiteral("smb | enterprise") << QStringLiteral("Mid-market") << false;
    QTest::newRow("beyond ascii") << QStringLiteral("MÜNCHEN") << QStringLiteral("münchen") << true;
    QTest::newRow("a bar alone") << QStringLiteral("|") << QStringLiteral("anything") << true;
    QTest::newRow("what looks like markup") << QStringLiteral("<img") << QStringLiteral("<IMG src>") << true;
}

void ColumnFilterTest::wordsMustOccurUnlessTheyAreExcluded()
{
    QFETCH(QString, typed);
    QFETCH(QString, cell);
    QFETCH(bool, kept);
    const std::string folded = foldedForSearch(cell.toStdString());
    const ColumnFilter filter = ColumnFilter::parse(typed, ColumnKind::Text);
    QCOMPARE(filter.keeps(SortKey(std::string_view(folded)), folded), kept);
}

void ColumnFilterTest::figuresAreComparedInTheColumnsUnit_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("kind");
    QTest::addColumn<double>("value");
    QTest::addColumn<bool>("kept");
    const int number = static_cast<int>(ColumnKind::Number), money = static_cast<int>(ColumnKind::Money),
              share = static_cast<int>(ColumnKind::Percent);
    QTest::newRow("more than") << QStringLiteral("> 10") << number << 10.0 << false;
    QTest::newRow("at least") << QStringLiteral(">= 10") << number << 10.0 << true;
    QTest::newRow("at least, one sign") << QStringLiteral("≥10") << number << 10.0 << true;
    QTest::newRow("true minus") << QStringLiteral("< −0.5") << number << -0.6 << true;
    QTest::newRow("exactly") << QStringLiteral("52") << number << 52.0 << true;
    QTest::newRow("between, both counted") << QStringLiteral("10..20") << number << 20.0 << true;
    QTest::newRow("beyond") << QStringLiteral("10..20") << number << 20.1 << false;
    QTest::newRow("up to") << QStringLiteral("..20") << number << -5.0 << true;
    // 100k of a currency are 10,000,000 cents.
    QTest::newRow("money in thousands") << QStringLiteral("> 100k") << money << 10'000'001.0 << true;
    QTest::newRow("money, not above") << QStringLiteral("> 100k") << money << 10'000'000.0 << false;
    QTest::newRow("money as it is shown") << QStringLiteral("= $1.24M") << money << 124'000'000.0 << true;
    QTest::newRow("separators") << QStringLiteral(">= 1,200") << money << 120'000.0 << true;
    QTest::newRow("per cent") << QStringLiteral("< 90 %") << share << 0.899 << true;
    QTest::newRow("per cent without its sign") << QStringLiteral("< 90") << share << 0.9 << false;
    QTest::newRow("one of two") << QStringLiteral("< 1 | > 5") << number << 6.0 << true;
}

void ColumnFilterTest::figuresAreComparedInTheColumnsUnit()
{
    QFETCH(QString, typed);
    QFETCH(int, kind);
    QFETCH(double, value);
    QFETCH(bool, kept);
    const ColumnFilter filter = ColumnFilter::parse(typed, static_cast<ColumnKind>(kind));
    QVERIFY(!filter.needsText());
    QCOMPARE(filter.keeps(SortKey(value), {}), kept);
    QVERIFY(!filter.keeps(SortKey(), {})); // what is missing is neither more nor less
}

void ColumnFilterTest::daysAreYearsMonthsOrDays_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<qint64>("day");
    QTest::addColumn<bool>("kept");
    QTest::newRow("year") << QStringLiteral("2025") << qint64{daysOf(2025, 12, 31)} << true;
    QTest::newRow("another year") << QStringLiteral("2025") << qint64{daysOf(2026, 1, 1)} << false;
    QTest::newRow("month") << QStringLiteral("2025-06") << qint64{daysOf(2025, 6, 30)} << true;
    QTest::newRow("after a month") << QStringLiteral("> 2025-06") << qint64{daysOf(2025, 6, 30)} << false;
    QTest::newRow("after a month, its first") << QStringLiteral("> 2025-06") << qint64{daysOf(2025, 7, 1)} << true;
    QTest::newRow("before a month") << QStringLiteral("< 2025-06") << qint64{daysOf(2025, 5, 31)} << true;
    QTest::newRow("from a month on") << QStringLiteral(">= 2025-06") << qint64{daysOf(2025, 6, 1)} << true;
    QTest::newRow("quarter") << QStringLiteral("2025-01..2025-03") << qint64{daysOf(2025, 3, 31)} << true;
    QTest::newRow("a month begun") << QStringLiteral("2025-") << qint64{daysOf(2025, 12, 31)} << true;
    QTest::newRow("a month begun, another year") << QStringLiteral("2025-0") << qint64{daysOf(2026, 1, 1)} << false;
    QTest::newRow("a day begun") << QStringLiteral("> 2025-06-0") << qint64{daysOf(2025, 6, 30)} << false;
    QTest::newRow("the day itself") << QStringLiteral("2025-06-30") << qint64{daysOf(2025, 6, 30)} << true;
}

void ColumnFilterTest::daysAreYearsMonthsOrDays()
{
    QFETCH(QString, typed);
    QFETCH(qint64, day);
    QFETCH(bool, kept);
    const ColumnFilter filter = ColumnFilter::parse(typed, ColumnKind::Date);
    QCOMPARE(filter.keeps(SortKey(std::int64_t{day}), {}), kept);
}

void ColumnFilterTest::nothingKnownIsADash()
{
    for (const QString& typed : {QStringLiteral("–"), QStringLiteral("-"), QStringLiteral("—")}) {
        const ColumnFilter filter = ColumnFilter::parse(typed, ColumnKind::Number);
        QVERIFY(filter.keeps(SortKey(), {}));
        QVERIFY(!filter.keeps(SortKey(0.0), {})); // zero is a value
        QVERIFY(filter.keeps(SortKey(std::string_view()), {}));
    }
    QVERIFY(ColumnFilter::parse(QStringLiteral("– | > 5"), ColumnKind::Number).keeps(SortKey(6.0), {}));
}

void ColumnFilterTest::whatIsNoFigureIsSearchedAsWords()
{
    const ColumnFilter filter = ColumnFilter::parse(QStringLiteral("jun"), ColumnKind::Date);
    QVERIFY(filter.needsText());
    QVERIFY(filter.keeps(SortKey(std::int64_t{1}), "30 jun 2025"));
    QVERIFY(!filter.keeps(SortKey(std::int64_t{1}), "30 may 2025"));
}

void ColumnFilterTest::aSignWaitsForItsFigure()
{
    for (const QString& typed :
        {QStringLiteral(">"), QStringLiteral("<="), QStringLiteral("≥ "), QStringLiteral("=")}) {
        QVERIFY(ColumnFilter::parse(typed, ColumnKind::Money).isEmpty());
        QVERIFY(!ColumnFilter::parse(typed, ColumnKind::Text).isEmpty()); // a name may hold it
    }
    QVERIFY(!ColumnFilter::parse(QStringLiteral("> | 5"), ColumnKind::Number).keeps(SortKey(6.0), {}));
}

QTEST_GUILESS_MAIN(ColumnFilterTest)
#include "column_filter_test.moc"
