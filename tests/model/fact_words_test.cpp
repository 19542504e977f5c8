// SPDX-License-Identifier: GPL-3.0-or-later
// The evidence in words: what leaves the program as a table says the facts as the screen does.
#include <QTest>
#include <set>

#include "model/report/export_tables.h"
#include "model/report/fact_words.h"
#include "tests/support/generated_book.h"
#include "tests/support/review_bundle.h"

using namespace holdfast;

namespace {

const Date today = day("2025-06-30");

QString plain(const std::string& text)
{
    QString words = QString::fromStdString(text);
    words.replace(QChar(0x00a0), QLatin1Char(' '));
    words.replace(QChar(0x202f), QLatin1Char(' '));
    return words;
}

} // namespace

class FactWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theEvidenceIsOneSentencePerFact()
    {
        Exception exception;
        exception.rule = RuleId::UsageDrop;
        exception.evidence = {{"change", -0.461, -0.2, day("2025-06-22"), {}, {}, {}, false},
            {"recent", 222.25, {}, {}, {}, {}, {}, false},
            {"days_open", std::int64_t{1}, std::int64_t{7}, {}, {}, {}, "T-9", false},
            {"stage", std::string("silent_decay"), {}, {}, {}, {}, {}, false}};
        QCOMPARE(plain(evidenceText(exception, "USD")),
            QStringLiteral("Recent over prior: −46.1 % (limit ≤ −20.0 %), 22 Jun 2025; Users, last 4 weeks: 222.25; "
                           "Ticket open: 1 day, T-9 (limit > 7 days); Decay stage: silent decay"));
    }

    // These two fire at an age, the others after it.
    void anAgeIsHeldAgainstItsLimitAsTheRuleDoes()
    {
        QCOMPARE(firingComparison("age", RuleId::FirstLoginMissing), std::string_view("≥"));
        QCOMPARE(firingComparison("age", RuleId::KickoffLate), std::string_view(">"));
        QCOMPARE(firingComparison("no such fact", std::nullopt), std::string_view());
    }

    // No exception of any book shows a name of the engine.
    void everyFactHasWordsOfItsOwn()
    {
        std::set<std::string> seen;
        for (std::uint32_t seed = 1; seed <= 24; ++seed) {
            const ReviewBundle review = bundleOf(portfolioOf(generatedBook(seed, 30, today)), today);
            for (const Exception& exception : review.result().exceptions.exceptions) {
                for (const Evidence& evidence : exception.evidence) {
                    seen.insert(evidence.fact);
                    // A source that says a health status is its own word.
                    const bool source = exception.rule == RuleId::SourcesDisagree;
                    QVERIFY2(source || factWords(evidence.fact), evidence.fact.c_str());
                }
                const std::string words = evidenceText(exception, "USD");
                QVERIFY2(words.find('_') == std::string::npos, words.c_str());
            }
            const std::optional<ExportTable> table = analysisTable(review.result(), "exceptions");
            QVERIFY(table);
            QCOMPARE(table->columns.back().name, std::string("evidence"));
            for (std::size_t i = 0; i < table->rows.size(); ++i)
                QCOMPARE(table->rows[i].back(), evidenceText(review.result().exceptions.exceptions[i], "USD"));
        }
        QVERIFY2(seen.size() > 30, std::to_string(seen.size()).c_str());
    }
};

QTEST_GUILESS_MAIN(FactWordsTest)
#include "fact_words_test.moc"
