// SPDX-License-Identifier: GPL-3.0-or-later
// The deck's titles say what the results say: each rule that makes a title is tried on both sides.
#include <QTest>

#include "model/report/deck_outline.h"
#include "model/report/format.h"
#include "model/report/slides.h"
#include "tests/support/review_bundle.h"

using namespace holdfast;

namespace {

const Date reviewDay = day("2025-06-30");

// Blanks that do not break read as blanks here.
QString plain(const std::string& text)
{
    QString words = QString::fromStdString(text);
    words.replace(QChar(0x00a0), QLatin1Char(' '));
    words.replace(QChar(0x202f), QLatin1Char(' '));
    return words;
}

QString titleOf(const Slides& slides, std::size_t place = 0)
{
    return place < slides.size() ? plain(slides[place].title) : QString();
}

} // namespace

class DeckOutlineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everySectionComesInItsOrder();
    void aChoiceSwitchesOffAndReorders();
    void nrrTitleSaysTheChange_data();
    void nrrTitleSaysTheChange();
    void segmentTitleNamesTheLowest();
    void anEmptyBookSaysSo();
    void zoneTitleNamesWhereMostArrBreaks();
    void greenButDyingIsNotDeniedWhenItWasNotEvaluated();
    void renewalsCountBothEndsOf180Days();
    void anAccountPageSaysItsRenewal();
    void actionsTitleCountsLateOnes();
    void namesAreCutBetweenCharacters();
    void exceptionRowsCarryEvidenceActionAndDueDate();
    void footnotesNameFilesAndTheDay();
};

void DeckOutlineTest::everySectionComesInItsOrder()
{
    PortfolioBuilder book;
    book.account("acme", "start_date=2024-01-01").subscription("acme", "2024-01-01", "2025-09-01", "1200");
    DeckChoice choice;
    choice.accounts = {"acme"};
    const DeckOutline outline = deckOutline(bundleOf(book.build(), reviewDay), choice);
    std::vector<SectionId> order;
    for (const Slide& slide : outline.slides) {
        if (order.empty() || order.back() != slide.section)
            order.push_back(slide.section);
        QVERIFY2(!slide.title.empty(), "a slide without a title");
    }
    QCOMPARE(order.size(), deckSections().size());
    for (std::size_t i = 0; i < order.size(); ++i)
        QCOMPARE(order[i], deckSections()[i].id);
}

void DeckOutlineTest::aChoiceSwitchesOffAndReorders()
{
    PortfolioBuilder book;
    book.account("acme").subscription("acme", "2024-01-01", "", "1200");
    DeckChoice choice;
    choice.sections = {SectionId::Definitions, SectionId::Week};
    const DeckOutline outline = deckOutline(bundleOf(book.build(), reviewDay), choice);
    QCOMPARE(outline.slides.size(), std::size_t{2});
    QCOMPARE(outline.slides[0].section, SectionId::Definitions);
    QCOMPARE(outline.slides[1].section, SectionId::Week);
}

void DeckOutlineTest::nrrTitleSaysTheChange_data()
{
    QTest::addColumn<QByteArrayList>("amounts"); // of acme and beta on 2023-06-30, 2024-06-30, 2025-06-30
    QTest::addColumn<QString>("title");
    // before: (100 + 100) / 200 = 100 %; now: (50 + 100) / 200 = 75 %: 25 points, all of acme.
    QTest::newRow("fell by one account") << QByteArrayList{"100 100 50", "100 100 100"}
                                         << "NRR fell 25.0 points to 75.0 %; acme cost 25.0 points";
    // now: (50 + 80) / 200 = 65 %: acme −25, beta −10.
    QTest::newRow("fell by two accounts")
        << QByteArrayList{"100 100 50", "100 100 80"}
        << "NRR fell 35.0 points to 65.0 %; two accounts, acme and beta, cost 35.0 points";
    // now: (150 + 100) / 200 = 125 %.
    QTest::newRow("rose") << QByteArrayList{"100 100 150", "100 100 100"}
                          << "NRR rose 25.0 points to 125.0 %; acme brought 25.0 points";
    QTest::newRow("held") << QByteArrayList{"100 100 100", "100 100 100"} << "NRR held at 100.0 %";
    // One cent of 200.00 is 0.005 points: shown as 0.0 it is no change.
    QTest::newRow("moved by less than is shown")
        << QByteArrayList{"100 100 99.99", "100 100 100"} << "NRR held at 100.0 %";
    QTest::newRow("nothing before") << QByteArrayList{"0 100 50", "0 100 100"}
                                    << "NRR is 75.0 %; the period before had no customer to compare with";
    QTest::newRow("nothing at the opening")
        << QByteArrayList{"0 0 50", "0 0 100"} << "NRR has no value: there was no customer on 30 Jun 2024";
}

void DeckOutlineTest::nrrTitleSaysTheChange()
{
    QFETCH(QByteArrayList, amounts);
    QFETCH(QString, title);
    PortfolioBuilder book;
    const char* ids[] = {"acme", "beta"};
    const char* days[] = {"2023-06-30", "2024-06-30", "2025-06-30"};
    for (qsizetype i = 0; i < amounts.size(); ++i) {
        book.account(ids[i]);
        const QByteArrayList figures = amounts[i].split(' ');
        for (qsizetype k = 0; k < figures.size(); ++k)
            book.snapshot(ids[i], days[k], figures[k].toStdString());
    }
    QCOMPARE(titleOf(waterfallSlides(bundleOf(book.build(), reviewDay))), title);
}

void DeckOutlineTest::segmentTitleNamesTheLowest()
{
    PortfolioBuilder book;
    book.account("a", "segment=smb").snapshot("a", "2024-06-30", "100").snapshot("a", "2025-06-30", "60");
    book.account("b", "segment=enterprise").snapshot("b", "2024-06-30", "300").snapshot("b", "2025-06-30", "300");
    // smb 60 / 100, all 360 / 400.
    QCOMPARE(titleOf(segmentSlides(bundleOf(book.build(), reviewDay))),
        QStringLiteral("No segment retains less than smb: NRR 60.0 % against 90.0 % in all"));
    PortfolioBuilder one;
    one.account("a", "segment=smb").snapshot("a", "2024-06-30", "100").snapshot("a", "2025-06-30", "60");
    QCOMPARE(titleOf(segmentSlides(bundleOf(one.build(), reviewDay))),
        QStringLiteral("One segment had customers to retain, smb: NRR 60.0 %"));
}

void DeckOutlineTest::anEmptyBookSaysSo()
{
    PortfolioBuilder book;
    book.imported("accounts");
    const ReviewBundle review = bundleOf(book.build(), reviewDay);
    QCOMPARE(titleOf(weekSlides(review)),
        QStringLiteral("No trigger fires and no ARR is at risk; no exception is critical"));
    QCOMPARE(titleOf(zoneSlides(review)), QStringLiteral("No zone can be judged: there is no customer on 30 Jun 2025"));
    QCOMPARE(titleOf(renewalSlides(review)), QStringLiteral("Nothing renews within 180 days"));
    QCOMPARE(titleOf(segmentSlides(review)), QStringLiteral("No segment had a customer on 30 Jun 2024"));
    QCOMPARE(titleOf(decisionSlides(review)), QStringLiteral("No decision is recorded in this review"));
    QCOMPARE(titleOf(decisionSlides(review), 1), QStringLiteral("No action is recorded"));
}

void DeckOutlineTest::zoneTitleNamesWhereMostArrBreaks()
{
    // fit = poor breaks belief: two accounts with 1,000 and 2,000.
    PortfolioBuilder book;
    book.account("a", "fit=poor, start_date=2025-06-01").subscription("a", "2025-06-01", "", "1000");
    book.account("b", "fit=poor, start_date=2025-06-01").subscription("b", "2025-06-01", "", "2000");
    const ReviewBundle review = bundleOf(book.build(), reviewDay);
    QVERIFY(review.result().zones.fixFirst == Zone::Belief);
    QCOMPARE(titleOf(zoneSlides(review)), QStringLiteral("Fix Belief first: $3K of ARR breaks there, in 2 accounts"));
    PortfolioBuilder sound;
    sound.account("a", "fit=good, start_date=2025-06-01").subscription("a", "2025-06-01", "", "1000");
    QCOMPARE(titleOf(zoneSlides(bundleOf(sound.build(), reviewDay))),
        QStringLiteral("No zone is broken in any of 1 customer"));
}

void DeckOutlineTest::greenButDyingIsNotDeniedWhenItWasNotEvaluated()
{
    PortfolioBuilder book;
    book.account("a").subscription("a", "2024-06-01", "", "1000");
    QVERIFY(titleOf(greenButDyingSlides(bundleOf(book.build(), reviewDay)))
                .startsWith(QStringLiteral("Green but dying was not evaluated: no ")));
    book.imported("health").imported("usage");
    QCOMPARE(titleOf(greenButDyingSlides(bundleOf(book.build(), reviewDay))),
        QStringLiteral("No account that its CSM calls green shows decaying usage"));
}

void DeckOutlineTest::renewalsCountBothEndsOf180Days()
{
    // 2025-12-27 is 180 days after 2025-06-30, 2025-12-28 is 181.
    PortfolioBuilder book;
    book.account("today", "renewal_date=2025-06-30").subscription("today", "2024-07-01", "", "1000");
    book.account("last", "renewal_date=2025-12-27").subscription("last", "2024-07-01", "", "2000");
    book.account("beyond", "renewal_date=2025-12-28").subscription("beyond", "2024-07-01", "", "4000");
    const Slides slides = renewalSlides(bundleOf(book.build(), reviewDay));
    QVERIFY2(titleOf(slides).startsWith(QStringLiteral("$3K of ARR renews within 180 days, in 2 accounts; ")),
        qPrintable(titleOf(slides)));
    const auto* table = std::get_if<SlideTable>(&slides.at(1).exhibits.at(0));
    QVERIFY(table);
    QCOMPARE(table->rows.size(), std::size_t{2});
}

void DeckOutlineTest::anAccountPageSaysItsRenewal()
{
    PortfolioBuilder book;
    book.account("acme", "renewal_date=2025-07-30, fit=good").subscription("acme", "2025-06-01", "", "964000");
    book.account("gone").subscription("gone", "2023-01-01", "2024-01-01", "100");
    DeckChoice choice;
    choice.accounts = {"acme", "gone", "not there"};
    const Slides slides = accountSlides(bundleOf(book.build(), reviewDay), choice);
    QCOMPARE(slides.size(), std::size_t{2});
    QVERIFY2(titleOf(slides).endsWith(QStringLiteral("; $964K renews in 30 days")), qPrintable(titleOf(slides)));
    QCOMPARE(titleOf(slides, 1), QStringLiteral("gone is no customer on 30 Jun 2025"));
}

void DeckOutlineTest::actionsTitleCountsLateOnes()
{
    PortfolioBuilder book;
    book.account("acme").subscription("acme", "2025-01-01", "", "1000");
    ActionItem dueToday, late, done;
    dueToday.due = reviewDay; // the day itself is in time
    late.due = reviewDay.addDays(-1);
    done.due = reviewDay.addDays(-9);
    done.doneOn = reviewDay;
    const PortfolioPtr portfolio = book.build();
    QCOMPARE(titleOf(decisionSlides(bundleOf(portfolio, reviewDay, {dueToday})), 1),
        QStringLiteral("1 action is open and none is late"));
    QCOMPARE(titleOf(decisionSlides(bundleOf(portfolio, reviewDay, {dueToday, late, done})), 1),
        QStringLiteral("1 action is late, 1 more is open"));
    QCOMPARE(
        titleOf(decisionSlides(bundleOf(portfolio, reviewDay, {done})), 1), QStringLiteral("The one action is done"));
}

void DeckOutlineTest::namesAreCutBetweenCharacters()
{
    QCOMPARE(shortened("Müller", 6), std::string("Müller"));
    QCOMPARE(shortened("Müller", 5), std::string("Mülle…"));
    QCOMPARE(shortened("🙂🙂🙂", 2), std::string("🙂🙂…"));
}

void DeckOutlineTest::exceptionRowsCarryEvidenceActionAndDueDate()
{
    PortfolioBuilder book;
    book.account("acme", "contract_model=annual, start_date=2024-01-01").imported("contacts");
    book.subscription("acme", "2024-01-01", "", "1000");
    const ReviewBundle review = bundleOf(book.build(), reviewDay);
    const Slides slides = exceptionSlides(review);
    QCOMPARE(slides.size(), std::size_t{4}); // risk, stalled, expansion, data
    std::size_t rows = 0;
    for (const Slide& slide : slides) {
        const auto* table = std::get_if<SlideTable>(&slide.exhibits.at(0));
        QVERIFY(table);
        rows += table->rows.size();
        for (const std::vector<std::string>& row : table->rows) {
            QCOMPARE(row.size(), table->columns.size());
            QVERIFY(!row[5].empty()); // next action
            QVERIFY(!row[8].empty()); // due
        }
    }
    QCOMPARE(rows, review.result().exceptions.exceptions.size());
    QVERIFY(rows > 0);
}

void DeckOutlineTest::footnotesNameFilesAndTheDay()
{
    PortfolioBuilder book;
    book.account("acme").subscription("acme", "2025-01-01", "", "1000");
    const ReviewBundle review = bundleOf(book.build(), reviewDay);
    const QString text = plain(sourcesText(review.result(), {DatasetId::Subscriptions, DatasetId::Tickets}));
    QVERIFY2(text.startsWith(QStringLiteral("Sources: subscriptions")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("(to 1 Jan 2025)")), qPrintable(text)); // the last start_date that counts
    QVERIFY2(text.endsWith(QStringLiteral("As of 30 Jun 2025.")), qPrintable(text));
    QVERIFY2(!text.contains(QStringLiteral("tickets")), qPrintable(text)); // never imported
}

QTEST_GUILESS_MAIN(DeckOutlineTest)
#include "deck_outline_test.moc"
