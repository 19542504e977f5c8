// SPDX-License-Identifier: GPL-3.0-or-later
// No title of the deck is ever false: over invented books every figure in a title is that of the JSON report, computed
// a second time from what is printed there; directions follow the signs, and words their numbers.
#include <QTest>
#include <random>

#include "tests/support/generated_book.h"
#include "tests/support/review_bundle.h"
#include "tests/support/title_claims.h"

using namespace holdfast;
using namespace holdfast::titles;

namespace {

// Of a book some datasets were never imported, so that sentences about what is not known come up too.
GeneratedBook without(GeneratedBook book, std::mt19937& random)
{
    std::set<std::string> gone;
    for (const char* dataset : {"usage", "health", "tickets", "contacts", "outcomes", "milestones", "subscriptions"}) {
        if (random() % 6 == 0)
            gone.insert(dataset);
    }
    std::erase_if(book, [&](const GeneratedRow& row) { return gone.contains(row.dataset); });
    return book;
}

} // namespace

class DeckTitlesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noTitleIsFalse_data()
    {
        QTest::addColumn<unsigned>("seed");
        QTest::addColumn<int>("accounts");
        for (unsigned seed = 1; seed <= 60; ++seed)
            QTest::addRow("book %u", seed) << seed << static_cast<int>(seed % 4 == 0 ? 1 + seed % 3 : 3 + seed % 37);
    }
    void noTitleIsFalse()
    {
        QFETCH(unsigned, seed);
        QFETCH(int, accounts);
        std::mt19937 random(seed);
        const GeneratedBook rows = without(generatedBook(seed, accounts, today), random);
        const PortfolioPtr portfolio = seed % 2 == 0 ? portfolioOf(rows) : builtAsItIs(rows);
        ReviewBundle review = bundleOf(portfolio, today);
        for (std::size_t i = 0; i < review.states.size(); ++i) {
            if (random() % 3 != 0)
                continue;
            Decision decision;
            decision.accountId = accountIdOf(review.result(), review.result().exceptions.exceptions[i]);
            decision.rule = review.result().exceptions.exceptions[i].rule;
            decision.kind = DecisionKind::Done;
            review.states[i].decision = decision;
            review.decisions.push_back(decision);
        }
        const Report report(review);
        DeckChoice choice;
        for (const SectionSpec& section : deckSections())
            choice.sections.push_back(section.id);
        for (const Account& account : portfolio->accounts)
            choice.accounts.push_back(portfolio->text(account.id));
        int read = 0;
        for (const Slide& slide : deckOutline(review, choice).slides) {
            const QString wrong = Claims(slide, report).wrong();
            QVERIFY2(wrong.isEmpty(), wrong.toUtf8().constData());
            ++read;
            if (qEnvironmentVariableIsSet("HOLDFAST_PRINT_TITLES"))
                qInfo("%s", slide.title.c_str());
        }
        QVERIFY(read >= 15 + accounts);
    }

private:
    static PortfolioPtr builtAsItIs(const GeneratedBook& rows)
    {
        PortfolioBuilder book;
        for (const GeneratedRow& row : rows) {
            std::string cells;
            for (const auto& [column, value] : row.cells)
                cells += (cells.empty() ? "" : ", ") + column + "=" + value;
            book.row(row.dataset, cells);
        }
        return book.build();
    }
};

QTEST_GUILESS_MAIN(DeckTitlesTest)
#include "deck_titles_test.moc"
