// SPDX-License-Identifier: GPL-3.0-or-later
// The deck as a PDF: sound, searchable, bookmarked; no text over another or off the page, however many rows and however
// long the names.
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRectF>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>
#include <algorithm>

#include "tests/support/review_bundle.h"
#include "ui/deck/deck_writer.h"
#include "ui/deck/pdf_file.h"

using namespace holdfast;

namespace {

const Date reviewDay = day("2025-06-30");

// A book in which every account has exceptions, outcomes, milestones and usage.
PortfolioPtr bookOf(int accounts, const QString& name)
{
    PortfolioBuilder book;
    for (const char* dataset : {"accounts", "outcomes", "milestones", "contacts", "health", "tickets", "interactions"})
        book.imported(dataset);
    for (int i = 0; i < accounts; ++i) {
        const std::string id = "a" + std::to_string(10000 + i);
        const std::string words =
            name.isEmpty() ? "Account " + std::to_string(i) : name.toStdString() + std::to_string(i);
        book.row("accounts",
            "account_id=" + id + ", name=" + words + ", segment=segment " + std::to_string(i % 4) +
                ", owner=Owner with a rather long name " + std::to_string(i % 7) +
                ", contract_model=annual, start_date=2024-01-0" + std::to_string(1 + i % 9) + ", renewal_date=2025-" +
                (i % 2 ? "09" : "12") + "-1" + std::to_string(i % 10));
        book.subscription(id, "2024-01-01", i % 3 ? "" : "2025-12-01", std::to_string(1000 + 777 * i));
        book.row("milestones",
            "account_id=" + id + ", name=Data migration and its long name, planned_date=2025-03-0" +
                std::to_string(1 + i % 9) + ", core=true");
        book.row("outcomes",
            "account_id=" + id +
                ", name=Claim time, baseline=14, target=8, current=12, unit=days, agreed_date=2024-03-01, "
                "due_date=2025-08-01, measured_date=2025-04-08");
        book.row("health", "account_id=" + id + ", date=2025-06-20, source=cs, status=green");
        if (i < 60)
            book.weeklyUsage(id, "2024-06-03", std::vector<std::int64_t>(56, i % 2 ? 40 : 3), "seats=50");
    }
    return book.build();
}

QByteArray run(const QString& program, const QStringList& arguments, int* status = nullptr)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(60000))
        return "did not finish";
    if (status)
        *status = process.exitCode();
    return process.readAllStandardOutput();
}

struct Word {
    QRectF box;
    QString text;
};

// The words of each page with their boxes, as pdftotext finds them.
QList<QList<Word>> wordsOf(const QString& pdf)
{
    QTemporaryDir folder;
    const QString html = folder.filePath(QStringLiteral("words.html"));
    run(QStringLiteral("pdftotext"), {QStringLiteral("-bbox"), pdf, html});
    QFile file(html);
    QList<QList<Word>> pages;
    if (!file.open(QIODevice::ReadOnly))
        return pages;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        const auto number = [&](const char* key) { return xml.attributes().value(QLatin1String(key)).toDouble(); };
        if (xml.name() == QLatin1String("page")) {
            pages.append(QList<Word>());
        } else if (xml.name() == QLatin1String("word")) {
            const QRectF box(QPointF(number("xMin"), number("yMin")), QPointF(number("xMax"), number("yMax")));
            pages.last().append({box, xml.readElementText()});
        }
    }
    return pages;
}

} // namespace

class DeckTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void textStaysApartAndOnThePage_data();
    void textStaysApartAndOnThePage();
    void theFileIsSoundAndNamed();
    void everySectionHasItsBookmark();
    void sameInputGivesTheSameBytes();
    void longTablesRepeatTitleAndHead();
    void cancellingWritesNothing();
    void aPathThatCannotBeWrittenIsAnErrorAndLeavesTheOldFile();
    void anUnknownLayoutIsRefused();
    void fortyPagesTakeAboutASecond();

private:
    Result<int> write(const ReviewBundle& review, const QString& name, DeckChoice choice = {})
    {
        choice.creationDate = "2025-06-30T12:00:00Z";
        choice.storeName = "book.holdfast";
        return writeDeck(review, choice, folder_.filePath(name));
    }
    QTemporaryDir folder_;
};

void DeckTest::initTestCase()
{
    for (const char* tool : {"pdftotext", "pdfinfo", "pdffonts", "qpdf"}) {
        if (QStandardPaths::findExecutable(QLatin1String(tool)).isEmpty())
            QSKIP("poppler-utils and qpdf are needed to look into the file");
    }
}

void DeckTest::textStaysApartAndOnThePage_data()
{
    QTest::addColumn<int>("accounts");
    QTest::addColumn<QString>("name");
    for (const int accounts : {0, 1, 5, 50, 500})
        QTest::addRow("%d accounts", accounts) << accounts << QString();
    QTest::newRow("80 letters without a blank") << 20 << QString(80, QLatin1Char('W'));
    QTest::newRow("many words")
        << 20 << QStringLiteral("The Very Long And Winding Name Of A Company That Nobody Could Shorten Holding ");
    QTest::newRow("emoji") << 20 << QStringLiteral("Smile 🙂🙂🙂 GmbH ");
    QTest::newRow("markup") << 20 << QStringLiteral("<img src=\"file:///etc/hostname\"> =1+1 ");
}

void DeckTest::textStaysApartAndOnThePage()
{
    QFETCH(int, accounts);
    QFETCH(QString, name);
    const ReviewBundle review = bundleOf(bookOf(accounts, name), reviewDay);
    DeckChoice choice;
    for (int i = 0; i < std::min(accounts, 2); ++i)
        choice.accounts.push_back("a" + std::to_string(10000 + i));
    const Result<int> pages = write(review, QStringLiteral("text.pdf"), choice);
    QVERIFY2(pages, pages ? "" : pages.error().text().c_str());
    QList<QList<Word>> words = wordsOf(folder_.filePath(QStringLiteral("text.pdf")));
    QCOMPARE(words.size(), *pages);
    QVERIFY(*pages >= 14);
    for (qsizetype page = 0; page < words.size(); ++page) {
        QVERIFY2(!words[page].isEmpty(), "a page without text");
        std::sort(words[page].begin(), words[page].end(),
            [](const Word& left, const Word& right) { return left.box.top() < right.box.top(); });
        const QRectF sheet(0, 0, 960.5, 540.5);
        for (qsizetype i = 0; i < words[page].size(); ++i) {
            const Word& one = words[page][i];
            QVERIFY2(sheet.contains(one.box),
                qPrintable(QStringLiteral("page %1: “%2” leaves the page").arg(page + 1).arg(one.text)));
            for (qsizetype k = i + 1; k < words[page].size(); ++k) {
                const Word& other = words[page][k];
                if (other.box.top() > one.box.bottom())
                    break;
                // Line boxes of a font touch; letters do not: a third of the lower one may be shared.
                const QRectF shared = one.box.intersected(other.box);
                const double lower = std::min(one.box.height(), other.box.height());
                QVERIFY2(shared.width() < 1.5 || shared.height() < lower * 0.34,
                    qPrintable(QStringLiteral("page %1: “%2” lies over “%3”").arg(page + 1).arg(one.text, other.text)));
            }
        }
    }
}

void DeckTest::theFileIsSoundAndNamed()
{
    const ReviewBundle review = bundleOf(bookOf(12, {}), reviewDay);
    const Result<int> pages = write(review, QStringLiteral("sound.pdf"));
    QVERIFY(pages);
    const QString path = folder_.filePath(QStringLiteral("sound.pdf"));
    int status = -1;
    const QByteArray check = run(QStringLiteral("qpdf"), {QStringLiteral("--check"), path}, &status);
    QVERIFY2(status == 0, check.constData());
    const QString info = QString::fromUtf8(run(QStringLiteral("pdfinfo"), {path})).simplified();
    QVERIFY2(info.contains(QStringLiteral("Title: book.holdfast: weekly review, 30 Jun 2025")), qPrintable(info));
    QVERIFY2(info.contains(QStringLiteral("Author: Holdfast")), qPrintable(info));
    QVERIFY2(info.contains(QStringLiteral("Pages: %1").arg(*pages)), qPrintable(info));
    QVERIFY2(info.contains(QStringLiteral("Page size: 960 x 540 pts")), qPrintable(info));
    // name, type, encoding, emb, sub, uni: every font is embedded and can be searched.
    const QStringList fonts =
        QString::fromUtf8(run(QStringLiteral("pdffonts"), {path})).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QVERIFY(fonts.size() > 2);
    const QRegularExpression embedded(QStringLiteral("Identity-H +yes +(yes|no) +yes"));
    for (qsizetype i = 2; i < fonts.size(); ++i)
        QVERIFY2(fonts[i].contains(embedded), qPrintable(fonts[i]));
}

void DeckTest::everySectionHasItsBookmark()
{
    const ReviewBundle review = bundleOf(bookOf(3, {}), reviewDay);
    DeckChoice choice;
    choice.accounts = {"a10000"};
    QVERIFY(write(review, QStringLiteral("marks.pdf"), choice));
    const QByteArray json = run(QStringLiteral("qpdf"),
        {QStringLiteral("--json"), QStringLiteral("--json-key=outlines"),
            folder_.filePath(QStringLiteral("marks.pdf"))});
    int found = 0;
    for (const SectionSpec& section : deckSections()) {
        const QByteArray title =
            "\"title\": \"" + QByteArray(section.title.data(), static_cast<qsizetype>(section.title.size())) + '"';
        QVERIFY2(json.contains(title), (title + " is no bookmark").constData());
        ++found;
    }
    QCOMPARE(found, 15);
    QCOMPARE(json.count("\"title\""), qsizetype{15});
}

void DeckTest::sameInputGivesTheSameBytes()
{
    const auto bytes = [this](const QString& name) {
        QFile file(folder_.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const ReviewBundle review = bundleOf(bookOf(9, {}), reviewDay);
    QVERIFY(write(review, QStringLiteral("one.pdf")));
    QTest::qWait(1100); // another second of the clock
    QVERIFY(write(bundleOf(bookOf(9, {}), reviewDay), QStringLiteral("two.pdf")));
    QVERIFY(!bytes(QStringLiteral("one.pdf")).isEmpty());
    QVERIFY(bytes(QStringLiteral("one.pdf")) == bytes(QStringLiteral("two.pdf")));
    QVERIFY(write(bundleOf(bookOf(10, {}), reviewDay), QStringLiteral("two.pdf")));
    QVERIFY(bytes(QStringLiteral("one.pdf")) != bytes(QStringLiteral("two.pdf")));
}

void DeckTest::longTablesRepeatTitleAndHead()
{
    const ReviewBundle review = bundleOf(bookOf(60, {}), reviewDay);
    DeckChoice choice;
    choice.sections = {SectionId::Exceptions};
    const Result<int> pages = write(review, QStringLiteral("long.pdf"), choice);
    QVERIFY(pages && *pages > 8);
    const QList<QByteArray> texts = run(QStringLiteral("pdftotext"),
        {QStringLiteral("-layout"), folder_.filePath(QStringLiteral("long.pdf")), QStringLiteral("-")})
                                        .split('\f');
    int first = 0;
    for (int page = 0; page < *pages; ++page) {
        QVERIFY2(texts[page].contains("exception"), texts[page].constData());
        first += texts[page].contains("Next action") && texts[page].contains("Decision") ? 1 : 0;
    }
    QVERIFY(first >= *pages - 4); // a lane without an exception has a head all the same
}

void DeckTest::cancellingWritesNothing()
{
    const ReviewBundle review = bundleOf(bookOf(3, {}), reviewDay);
    const QString path = folder_.filePath(QStringLiteral("cancelled.pdf"));
    CancelToken token;
    int told = 0;
    const Result<int> result = writeDeck(
        review, {}, path,
        [&](double done, double total) {
            ++told;
            QVERIFY(done <= total);
            if (done >= 3)
                token.cancel();
        },
        token);
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Cancelled);
    QCOMPARE(told, 3);
    QVERIFY(!QFile::exists(path));
}

void DeckTest::aPathThatCannotBeWrittenIsAnErrorAndLeavesTheOldFile()
{
    const ReviewBundle review = bundleOf(bookOf(1, {}), reviewDay);
    const Result<int> result = writeDeck(review, {}, folder_.filePath(QStringLiteral("no/such/folder/deck.pdf")));
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Unwritable);
    const QString path = folder_.filePath(QStringLiteral("old.pdf"));
    QFile old(path);
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("old");
    old.close();
    CancelToken token;
    token.cancel();
    QVERIFY(!writeDeck(review, {}, path, {}, token));
    QVERIFY(old.open(QIODevice::ReadOnly));
    QCOMPARE(old.readAll(), QByteArray("old"));
}

void DeckTest::anUnknownLayoutIsRefused()
{
    QVERIFY(!completedPdf("%PDF-1.4\nnothing else", {}));
    QVERIFY(!completedPdf("%PDF-1.4\nstartxref\n5\n%%EOF\n", {}));
}

void DeckTest::fortyPagesTakeAboutASecond()
{
    const ReviewBundle review = bundleOf(bookOf(55, {}), reviewDay);
    DeckChoice choice;
    for (int i = 0; i < 5; ++i)
        choice.accounts.push_back("a" + std::to_string(10000 + i));
    QElapsedTimer clock;
    clock.start();
    const Result<int> pages = write(review, QStringLiteral("forty.pdf"), choice);
    QVERIFY(pages && *pages >= 40);
    const double perForty = static_cast<double>(clock.elapsed()) * 40 / *pages;
    qInfo("%d pages in %lld ms, %.0f ms for forty", *pages, static_cast<long long>(clock.elapsed()), perForty);
    QVERIFY(perForty < 4000); // a debug build on a busy machine; the goal of one second is for the release
}

QTEST_MAIN(DeckTest)
#include "deck_test.moc"
