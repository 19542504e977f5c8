// SPDX-License-Identifier: GPL-3.0-or-later
// The same store, settings and dates give the same bytes: on every run, on however many threads, in whatever order
// the rows came.
#include <QtTest>
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

#include "model/analysis/thread_limit.h"
#include "model/report/report_json.h"
#include "model/report/report_text.h"
#include "tests/support/generated_book.h"

using namespace holdfast;

namespace {

const Date middle = day("2025-06-30");

AnalysisPtr analysisOf(const PortfolioPtr& portfolio)
{
    AnalysisRequest request;
    request.period = yearUpTo(middle);
    return analyse(portfolio, {}, request);
}

// More accounts than one range of the loops over all accounts has.
const GeneratedBook& largeBook()
{
    static const GeneratedBook book = generatedBook(21, static_cast<int>(rangeLength) + 50, middle);
    return book;
}

} // namespace

class ReportDeterminismTest : public QObject {
    Q_OBJECT

private slots:
    void anyNumberOfThreadsGivesTheSameBytes()
    {
        const PortfolioPtr portfolio = portfolioOf(largeBook());
        std::string json, text;
        {
            const ThreadLimit one(1);
            const AnalysisPtr analysis = analysisOf(portfolio);
            json = reportJson(*analysis);
            text = reportText(*analysis);
        }
        QVERIFY(json.size() > 1'000'000); // worth the comparison
        for (const std::size_t threads : {1U, 2U, 3U, 8U}) {
            const ThreadLimit limit(threads);
            const AnalysisPtr analysis = analysisOf(portfolio);
            QVERIFY2(reportJson(*analysis) == json, qPrintable(QString::number(threads)));
            QVERIFY2(reportText(*analysis) == text, qPrintable(QString::number(threads)));
        }
    }

    void theOrderOfTheRowsGivesTheSameBytes()
    {
        const GeneratedBook book = generatedBook(22, 60, middle);
        const std::string json = reportJson(*analysisOf(portfolioOf(book)));
        GeneratedBook turned = book;
        std::reverse(turned.begin(), turned.end());
        QVERIFY(reportJson(*analysisOf(portfolioOf(turned))) == json);
    }

    // Without it the comparison above would compare one thread with itself on a machine of one processor.
    void aThreadLimitIsKept()
    {
        std::mutex mutex;
        std::condition_variable changed;
        std::set<std::thread::id> seen;
        {
            const ThreadLimit one(1);
            forRanges(
                50, [&](std::size_t, std::size_t) { seen.insert(std::this_thread::get_id()); }, 1);
            QCOMPARE(seen, std::set<std::thread::id>{std::this_thread::get_id()});
        }
        {
            const ThreadLimit five(5);
            forRanges(
                5,
                [&](std::size_t, std::size_t) { // each range waits for the others to be under way
                    std::unique_lock lock(mutex);
                    seen.insert(std::this_thread::get_id());
                    changed.notify_all();
                    changed.wait_for(lock, std::chrono::seconds(60), [&] { return seen.size() == 5; });
                },
                1);
            QCOMPARE(seen.size(), std::size_t{5});
        }
    }
};

QTEST_GUILESS_MAIN(ReportDeterminismTest)
#include "report_determinism_test.moc"
