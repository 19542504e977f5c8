// SPDX-License-Identifier: GPL-3.0-or-later
// A column answers what was put in, whatever its width and whoever writes beside.
#include "model/portfolio/compact_column.h"

#include <QtTest>
#include <random>
#include <thread>

namespace holdfast {

namespace {

std::vector<std::int64_t> valuesOf(const CompactColumn& column)
{
    std::vector<std::int64_t> values;
    for (std::size_t row = 0; row < column.size(); ++row)
        values.push_back(column.at(row));
    return values;
}

// The same rows, asked for through the codes of a range.
std::vector<std::int64_t> throughCodes(const CompactColumn& column, std::size_t first, std::size_t last)
{
    std::vector<std::int64_t> values;
    column.withCodes(first, last, [&](const auto& codes) {
        for (std::size_t row = first; row < last; ++row)
            values.push_back(static_cast<std::int64_t>(codes[row]) - 1);
    });
    return values;
}

} // namespace

class CompactColumnTest : public QObject {
    Q_OBJECT

private slots:
    void valuesOnBothSidesOfEachWidthAreKept()
    {
        // One byte holds codes to 255, that is values to 254; two bytes values to 65,534.
        for (const std::uint64_t greatest :
            {0ULL, 253ULL, 254ULL, 255ULL, 256ULL, 65533ULL, 65534ULL, 65535ULL, 65536ULL, 4294967294ULL}) {
            CompactColumn column(600, greatest);
            QCOMPARE(valuesOf(column), std::vector<std::int64_t>(600, CompactColumn::missing));
            const auto value = static_cast<std::int64_t>(greatest);
            column.set(0, value);
            column.set(300, 0);
            column.set(599, value);
            std::vector<std::int64_t> wanted(600, CompactColumn::missing);
            wanted[0] = wanted[599] = value;
            wanted[300] = 0;
            QCOMPARE(valuesOf(column), wanted);
            QCOMPARE(throughCodes(column, 0, 600), wanted);
            CompactColumn filled(600, greatest);
            filled.fill([&](const auto& put) {
                put(0, static_cast<std::uint32_t>(greatest));
                put(300, 0U);
                put(599, static_cast<std::uint32_t>(greatest));
            });
            QCOMPARE(valuesOf(filled), wanted);
            QCOMPARE(throughCodes(column, 256, 512), std::vector(wanted.begin() + 256, wanted.begin() + 512));
        }
    }

    void whatIsSetLaterCounts()
    {
        CompactColumn column(10, 1000);
        column.set(4, 999);
        column.set(5, 1000); // the same block has second bytes now
        column.set(4, 3);
        QCOMPARE(column.at(4), std::int64_t{3});
        column.set(5, CompactColumn::missing);
        QCOMPARE(column.at(5), CompactColumn::missing);
        column.set(5, 255); // code 256: its low byte is that of missing
        QCOMPARE(column.at(5), std::int64_t{255});
        QCOMPARE(column.at(4), std::int64_t{3});
    }

    void aCopyStandsOnItsOwn()
    {
        CompactColumn column(1000, 70000), narrow(1000, 700);
        column.set(7, 70000);
        narrow.set(7, 700);
        CompactColumn copy = column, narrowCopy = narrow;
        column.set(7, 1);
        narrow.set(7, 1);
        QCOMPARE(copy.at(7), std::int64_t{70000});
        QCOMPARE(narrowCopy.at(7), std::int64_t{700});
        narrowCopy.set(999, 600); // a new block of second bytes in the copy alone
        QCOMPARE(narrowCopy.at(999), std::int64_t{600});
        QCOMPARE(narrow.at(999), CompactColumn::missing);
    }

    void anEmptyRangeAsksForNothing()
    {
        const CompactColumn column(300, 1000);
        QVERIFY(throughCodes(column, 0, 0).empty());
        QVERIFY(throughCodes(column, 300, 300).empty());
        QVERIFY(throughCodes(CompactColumn(), 0, 0).empty());
    }

    void threadsMayWriteSideBySide()
    {
        // Four threads take every fourth row, so that all meet in every block; each value is known beforehand.
        constexpr std::size_t rows = 40'000, threads = 4;
        std::mt19937 random(7);
        std::vector<std::int64_t> values(rows);
        for (std::int64_t& value : values)
            value = static_cast<std::int64_t>(random() % 3 == 0 ? random() % 65'000 : random() % 200) - 1;
        CompactColumn column(rows, 65'000);
        std::vector<std::thread> writers;
        for (std::size_t thread = 0; thread < threads; ++thread) {
            writers.emplace_back([&, thread] {
                column.fill([&](const auto& put) {
                    for (std::size_t row = thread; row < rows; row += threads) {
                        if (values[row] != CompactColumn::missing)
                            put(row, static_cast<std::uint32_t>(values[row]));
                    }
                });
            });
        }
        for (std::thread& writer : writers)
            writer.join();
        QCOMPARE(valuesOf(column), values);
        QCOMPARE(throughCodes(column, 0, rows), values);
    }
};

} // namespace holdfast

QTEST_APPLESS_MAIN(holdfast::CompactColumnTest)
#include "compact_column_test.moc"
