// SPDX-License-Identifier: GPL-3.0-or-later
// A review of a past day sees what was known then and nothing else: a book with a future gives, day by day, the same
// report as the book without what had not happened yet.
#include <QtTest>
#include <set>

#include "model/report/report_json.h"
#include "tests/support/generated_book.h"

using namespace holdfast;

namespace {

// Coverage counts all stored rows, whatever the day: it is left out.
QString reportOf(const PortfolioPtr& portfolio, Date asOf)
{
    AnalysisRequest request;
    request.period = yearUpTo(asOf);
    QString text = QString::fromStdString(reportJson(*analyse(portfolio, {}, request)));
    const qsizetype first = text.indexOf(QStringLiteral("\"data_quality\":"));
    const qsizetype last = text.indexOf(QStringLiteral("\"decay\":"));
    return first > 0 && last > first ? text.remove(first, last - first) : QString();
}

// What differs, with what stands before it.
QByteArray difference(const QString& all, const QString& known, Date asOf)
{
    qsizetype place = 0;
    while (place < std::min(all.size(), known.size()) && all[place] == known[place])
        ++place;
    return "as of " + QByteArray::fromStdString(asOf.toIso()) +
        "\n with the future: " + all.mid(std::max<qsizetype>(0, place - 500), 700).toUtf8() +
        "\n without it:      " + known.mid(std::max<qsizetype>(0, place - 500), 700).toUtf8();
}

} // namespace

class VisibilityTest : public QObject {
    Q_OBJECT

private slots:
    void theFutureIsInvisibleOnEveryDay_data()
    {
        QTest::addColumn<std::uint32_t>("seed");
        for (const std::uint32_t seed : {1U, 2U, 3U, 4U})
            QTest::addRow("book %u", seed) << seed;
    }
    void theFutureIsInvisibleOnEveryDay()
    {
        QFETCH(std::uint32_t, seed);
        const Date middle = day("2025-06-30");
        const GeneratedBook book = generatedBook(seed, 30, middle);
        const PortfolioPtr all = portfolioOf(book);
        for (int shift = -60; shift < 60; ++shift) {
            const Date asOf = middle.addDays(shift);
            const GeneratedBook past = knownOn(book, asOf);
            QVERIFY(past.size() < book.size());
            const QString withFuture = reportOf(all, asOf);
            const QString without = reportOf(portfolioOf(past), asOf);
            QVERIFY(!withFuture.isEmpty());
            QVERIFY2(withFuture == without, difference(withFuture, without, asOf));
        }
    }

    // The books are worth the comparison: what they say changes from day to day, and most rules fire in them.
    void theBooksHaveSomethingToSee()
    {
        const Date middle = day("2025-06-30");
        const PortfolioPtr book = portfolioOf(generatedBook(1, 30, middle));
        std::set<RuleId> fired;
        std::set<std::string> reports;
        for (int shift = -60; shift < 60; ++shift) {
            AnalysisRequest request;
            request.period = yearUpTo(middle.addDays(shift));
            const AnalysisPtr analysis = analyse(book, {}, request);
            reports.insert(reportJson(*analysis));
            for (const Exception& exception : analysis->exceptions.exceptions)
                fired.insert(exception.rule);
        }
        QCOMPARE(reports.size(), std::size_t{120});
        QVERIFY2(fired.size() >= 25, qPrintable(QString::number(fired.size())));
    }
};

QTEST_GUILESS_MAIN(VisibilityTest)
#include "visibility_test.moc"
