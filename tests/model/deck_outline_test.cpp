// SPDX-License-Identifier: GPL-3.0-or-later
// The deck's titles say what the results say: each rule that makes a title is tried on both sides.
#include <QTest>
#include <array>
#include <map>

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
    void listsNameTheFirstAccountsAndSayWhatLiesBelow();
    void anAccountUnderSeveralMovementsCountsWithTheirSum();
    void theBookNamesWhoHasMostAtRisk();
    void driverTitleSaysThePartAndTheWhole();
    void aClosedReviewsCoverBearsTheChecksumOfItsInputs();
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
    std::vector<SectionId> wanted;
    for (const SectionSpec& section : deckSections()) {
        if (section.id != SectionId::Book) // for those who ask for it
            wanted.push_back(section.id);
    }
    QCOMPARE(order, wanted);
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
        QStringLiteral("smb retains least: NRR 60.0 % against 90.0 % in all"));
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
        QStringLiteral("No trigger can be judged and no ARR is known to be at risk; no exception is critical"));
    QCOMPARE(titleOf(zoneSlides(review)), QStringLiteral("No zone can be judged: there is no customer on 30 Jun 2025"));
    QCOMPARE(titleOf(renewalSlides(review)), QStringLiteral("Nothing renews within 180 days"));
    QCOMPARE(titleOf(segmentSlides(review)), QStringLiteral("No segment had a customer on 30 Jun 2024"));
    QCOMPARE(titleOf(decisionSlides(review)), QStringLiteral("No decision and no action is recorded"));
    QCOMPARE(decisionSlides(review).size(), std::size_t{1});
    QCOMPARE(titleOf(bookSlides(review)), QStringLiteral("There is no customer on 30 Jun 2025"));
    QVERIFY2(titleOf(stalledSlides(review)).startsWith(QStringLiteral("No project is known to be stalled; ")),
        qPrintable(titleOf(stalledSlides(review))));
    QCOMPARE(exceptionSlides(review).size(), std::size_t{1});
    QVERIFY2(titleOf(exceptionSlides(review))
                 .startsWith(QStringLiteral("No risk, stalled, expansion or data exception is open; ")),
        qPrintable(titleOf(exceptionSlides(review))));
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
        QStringLiteral("No zone is known to be broken in the one customer"));
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
    const QString none = QStringLiteral("No decision is recorded in this review; ");
    QCOMPARE(titleOf(decisionSlides(bundleOf(portfolio, reviewDay, {dueToday}))),
        none + QStringLiteral("1 action is open and none is late"));
    QCOMPARE(titleOf(decisionSlides(bundleOf(portfolio, reviewDay, {dueToday, late, done}))),
        none + QStringLiteral("1 action is late, 1 more is open"));
    QCOMPARE(titleOf(decisionSlides(bundleOf(portfolio, reviewDay, {done}))),
        none + QStringLiteral("the one action is done"));
}

void DeckOutlineTest::listsNameTheFirstAccountsAndSayWhatLiesBelow()
{
    // Five customers without a present contact and without an owner: two exceptions of the data lane each.
    PortfolioBuilder book;
    book.imported("contacts");
    for (int i = 1; i <= 5; ++i) {
        const std::string id = "a" + std::to_string(i);
        book.account(id, "renewal_date=2027-01-01, start_date=2025-06-01")
            .subscription(id, "2025-06-01", "", std::to_string(i * 1000));
    }
    book.account("owned", "owner=Ann"); // makes the column count as imported
    const ReviewBundle review = bundleOf(book.build(), reviewDay);
    const Slides slides = exceptionSlides(review, 2);
    QVERIFY2(titleOf(slides, 1).startsWith(QStringLiteral("No ")), qPrintable(titleOf(slides, 1)));
    const auto* data = std::get_if<SlideTable>(&slides.at(0).exhibits.at(0));
    QVERIFY(data);
    QCOMPARE(data->rows.size(), std::size_t{4});
    QCOMPARE(data->rows[0][1], std::string("a5")); // the most ARR first
    // Left: a1 + a2 + a3 = 6,000.
    QCOMPARE(plain(data->below),
        QStringLiteral("Below the line: 6 exceptions in 3 accounts with $6K of ARR, none of "
                       "them critical or high."));
    // The title speaks of all of them: 5 × 2, 15,000.
    QCOMPARE(titleOf(slides), QStringLiteral("10 data exceptions in 5 accounts with $15K of ARR; none has a decision"));
    const Slides everything = exceptionSlides(review);
    const auto* all = std::get_if<SlideTable>(&everything.at(0).exhibits.at(0));
    QCOMPARE(all->rows.size(), std::size_t{10});
    QVERIFY(all->below.empty());
}

void DeckOutlineTest::anAccountUnderSeveralMovementsCountsWithTheirSum()
{
    // Before: acme 100 → 150 (+50 of 300). Now: acme 150 → 100 (−50 of 350), beta 100 → 90 (−10), gamma stays.
    PortfolioBuilder book;
    const char* days[] = {"2023-06-30", "2024-06-30", "2025-06-30"};
    const std::map<std::string, std::array<const char*, 3>> amounts{
        {"acme", {"100", "150", "100"}}, {"beta", {"100", "100", "90"}}, {"gamma", {"100", "100", "100"}}};
    for (const auto& [id, values] : amounts) {
        book.account(id);
        for (std::size_t i = 0; i < 3; ++i)
            book.snapshot(id, days[i], values[i]);
    }
    // acme: expansion −100 × 50/300 = −16.67, contraction −100 × 50/350 = −14.29: −30.95; beta −2.86; together −33.8.
    QCOMPARE(titleOf(waterfallSlides(bundleOf(book.build(), reviewDay))),
        QStringLiteral("NRR fell 33.8 points to 82.9 %; two accounts, acme and beta, cost 33.8 points"));
}

void DeckOutlineTest::theBookNamesWhoHasMostAtRisk()
{
    // A cancellation received is a critical risk: Ann has 3,000 at risk, Bob 1,000.
    PortfolioBuilder book;
    book.account("a", "owner=Ann").subscription("a", "2024-01-01", "", "3000", "notice_date=2025-06-01");
    book.account("b", "owner=Bob").subscription("b", "2024-01-01", "", "1000", "notice_date=2025-06-01");
    book.account("c", "owner=Bob").subscription("c", "2024-01-01", "", "5000");
    const Slides slides = bookSlides(bundleOf(book.build(), reviewDay), 1);
    QCOMPARE(titleOf(slides), QStringLiteral("3 customers with $9K of ARR; most ARR at risk is with Ann, $3K"));
    // One owner is named, and of Bob's accounts two.
    QCOMPARE(titleOf(slides, 1), QStringLiteral("Bob looks after 2 of 3 customers, $6K of $9K of ARR"));
    const auto* bob = std::get_if<SlideTable>(&slides.at(1).exhibits.at(0));
    QVERIFY(bob);
    QCOMPARE(plain(bob->title), QStringLiteral("Bob: 2 customers with $6K of ARR, $1K of it at risk"));
    QCOMPARE(bob->rows.size(), std::size_t{2});
}

void DeckOutlineTest::driverTitleSaysThePartAndTheWhole()
{
    PortfolioBuilder book;
    book.account("a")
        .snapshot("a", "2023-06-30", "100")
        .snapshot("a", "2024-06-30", "100")
        .snapshot("a", "2025-06-30", "0");
    book.account("b")
        .snapshot("b", "2023-06-30", "100")
        .snapshot("b", "2024-06-30", "100")
        .snapshot("b", "2025-06-30", "120");
    // Now −100 churn and +20 expansion of 200; before nothing: −50 + 10 points.
    QCOMPARE(titleOf(driverSlides(bundleOf(book.build(), reviewDay))),
        QStringLiteral(
            "Churn moved NRR most, by −50.0 points; the whole change against the period before is −40.0 points"));
}

void DeckOutlineTest::aClosedReviewsCoverBearsTheChecksumOfItsInputs()
{
    const auto bookWith = [](const char* arr) {
        PortfolioBuilder book;
        book.account("acme").subscription("acme", "2024-01-01", "", arr);
        return bundleOf(book.build(), reviewDay);
    };
    const auto coverOf = [](const ReviewBundle& review) {
        QString words;
        const Slides slides = coverSlides(review, {});
        for (const Exhibit& exhibit : slides.at(0).exhibits) {
            for (const std::string& paragraph : std::get<TextBlock>(exhibit).paragraphs)
                words += plain(paragraph) + QLatin1Char('\n');
        }
        return words;
    };
    ReviewBundle review = bookWith("1000");
    review.open = ReviewRecord();
    QVERIFY2(!coverOf(review).contains(QStringLiteral("SHA-256")), qPrintable(coverOf(review)));
    review.open->closed = true;
    const QString sum = QString::fromStdString(inputsChecksum(review));
    QCOMPARE(sum.size(), 64);
    QVERIFY2(coverOf(review).contains(sum), qPrintable(coverOf(review)));
    QCOMPARE(inputsChecksum(bookWith("1000")), inputsChecksum(bookWith("1000")));
    QVERIFY(inputsChecksum(bookWith("1000")) != inputsChecksum(bookWith("1000.01"))); // a cent is another input
    Decision decision;
    decision.accountId = "acme";
    review.decisions.push_back(decision);
    QVERIFY(QString::fromStdString(inputsChecksum(review)) != sum);
    review.checksum = std::string(64, 'a'); // what was kept at closing stands above what is computed now
    QVERIFY2(coverOf(review).contains(QString(64, QLatin1Char('a'))), qPrintable(coverOf(review)));
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
    QVERIFY(!slides.empty());
    std::size_t rows = 0;
    for (const Slide& slide : slides) {
        const auto* table = std::get_if<SlideTable>(&slide.exhibits.at(0));
        if (!table)
            continue; // the page of the lanes without an exception
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
