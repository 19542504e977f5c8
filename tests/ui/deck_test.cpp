// SPDX-License-Identifier: GPL-3.0-or-later
// The deck as a PDF: sound, searchable, bookmarked; no text over another or off the page, however many rows and however
// long the names.
#include <QDir>
#include <QFile>
#include <QFontDatabase>
#include <QHashSeed>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRectF>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>
#include <algorithm>

#include "model/report/format.h"
#include "model/report/report_json.h"
#include "tests/support/review_bundle.h"
#include "ui/deck/deck_writer.h"
#include "ui/deck/pdf_file.h"
#include "ui/theme/style.h"

using namespace holdfast;

namespace {

const Date reviewDay = day("2025-06-30");

// A book in which every account has exceptions, outcomes, milestones and usage.
PortfolioPtr bookOf(int accounts, const QString& name, const QString& arr = {})
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
        book.subscription(id, "2024-01-01", i % 3 ? "" : "2025-12-01",
            arr.isEmpty() ? std::to_string(1000 + 777 * i) : arr.toStdString());
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
    // The words alone: poppler writes a title beyond the basic plane as what is no UTF-8.
    const QByteArray html8 = file.readAll();
    const qsizetype first = html8.indexOf("<doc>"), last = html8.indexOf("</doc>");
    QXmlStreamReader xml(html8.mid(first, last < first ? 0 : last + 6 - first));
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
    void aDeckIsBoundedUnlessEveryRowIsAskedFor();
    void charactersWithoutAGlyphAreNoticed();
    void otherFontsStandInForWhatOursLacks();
    void theFiguresAreThoseOfTheReport();
    void theHandoffPackHoldsWhatTheNextOwnerNeeds();
    void cancellingWritesNothing();
    void aPathThatCannotBeWrittenIsAnErrorAndLeavesTheOldFile();
    void anUnknownLayoutIsRefused();
    void theDarkThemeStaysOnTheScreen();

private:
    void checkPages(const ReviewBundle& review, DeckChoice choice, int accounts);
    Result<int> write(const ReviewBundle& review, const QString& name, DeckChoice choice = {})
    {
        choice.creationDate = "2025-06-30T12:00:00Z";
        choice.storeName = "book.holdfast";
        const Result<WrittenDeck> written = writeDeck(review, choice, folder_.filePath(name));
        if (!written)
            return tl::unexpected(written.error());
        missing_ = written->missing;
        return written->pages;
    }
    QString missing_; // of the last deck
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
    QTest::addColumn<QString>("arr"); // "" for amounts that differ
    for (const int accounts : {0, 1, 5, 50, 500})
        QTest::addRow("%d accounts", accounts) << accounts << QString() << QString();
    QTest::newRow("80 letters without a blank") << 20 << QString(80, QLatin1Char('W')) << QString();
    QTest::newRow("many words") << 20
                                << QStringLiteral(
                                       "The Very Long And Winding Name Of A Company That Nobody Could Shorten Holding ")
                                << QString();
    QTest::newRow("emoji") << 20 << QStringLiteral("🙂") << QString();
    QTest::newRow("markup") << 20 << QStringLiteral("<img src=\"file:///etc/hostname\"> =1+1 ") << QString();
    QTest::newRow("other scripts") << 20 << QStringLiteral("Ωμέγα Кириллица 漢字株式会社 한국 ") << QString();
    QTest::newRow("no amount at all") << 5 << QString() << QStringLiteral("0");
    QTest::newRow("amounts of twelve digits") << 20 << QString() << QStringLiteral("987654321098.76");
}

void DeckTest::textStaysApartAndOnThePage()
{
    QFETCH(int, accounts);
    QFETCH(QString, name);
    QFETCH(QString, arr);
    const ReviewBundle review = bundleOf(bookOf(accounts, name, arr), reviewDay);
    for (const bool handoff : {false, true}) {
        if (handoff && accounts == 0)
            break;
        DeckChoice choice;
        choice.accountsPerList = 0; // every row
        for (const SectionSpec& section : deckSections())
            choice.sections.push_back(section.id);
        if (handoff)
            choice.handoff = "a10000";
        checkPages(review, choice, accounts);
        if (QTest::currentTestFailed())
            return;
    }
}

void DeckTest::checkPages(const ReviewBundle& review, DeckChoice choice, int accounts)
{
    for (int i = 0; i < std::min(accounts, 2); ++i)
        choice.accounts.push_back("a" + std::to_string(10000 + i));
    const Result<int> pages = write(review, QStringLiteral("text.pdf"), choice);
    QVERIFY2(pages, pages ? "" : pages.error().text().c_str());
    QList<QList<Word>> words = wordsOf(folder_.filePath(QStringLiteral("text.pdf")));
    QCOMPARE(words.size(), *pages);
    QVERIFY(*pages >= (choice.handoff ? 8 : 14));
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
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.contains("/Lang (en)") && bytes.contains("/DisplayDocTitle true"));
    // name, type, encoding, emb, sub, uni: every font is embedded and can be searched.
    const QStringList fonts =
        QString::fromUtf8(run(QStringLiteral("pdffonts"), {path})).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QVERIFY(fonts.size() > 2);
    const QRegularExpression embedded(QStringLiteral("Identity-H +yes +yes +yes"));
    for (qsizetype i = 2; i < fonts.size(); ++i)
        QVERIFY2(fonts[i].contains(embedded), qPrintable(fonts[i]));
}

void DeckTest::everySectionHasItsBookmark()
{
    const ReviewBundle review = bundleOf(bookOf(3, {}), reviewDay);
    DeckChoice choice;
    choice.accounts = {"a10000"};
    for (const SectionSpec& section : deckSections())
        choice.sections.push_back(section.id);
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
    QCOMPARE(found, 16);
    // Below its section every slide by its title; the cover is its own.
    const DeckOutline outline = deckOutline(review, choice);
    QCOMPARE(json.count("\"title\""), qsizetype{16} + static_cast<qsizetype>(outline.slides.size()) - 1);
    const QJsonArray sections = QJsonDocument::fromJson(json).object()[QStringLiteral("outlines")].toArray();
    QCOMPARE(sections.size(), qsizetype{16});
    std::size_t next = 1;
    int page = 1;
    for (qsizetype i = 1; i < sections.size(); ++i) {
        const QJsonArray slides = sections[i].toObject()[QStringLiteral("kids")].toArray();
        QVERIFY2(!slides.isEmpty(), qPrintable(sections[i].toObject()[QStringLiteral("title")].toString()));
        QVERIFY(!sections[i].toObject()[QStringLiteral("open")].toBool()); // folded away
        for (const QJsonValue& slide : slides) {
            QCOMPARE(slide[QStringLiteral("title")].toString(), QString::fromStdString(outline.slides[next].title));
            QCOMPARE(QString::fromStdString(outline.slides[next].label),
                sections[i].toObject()[QStringLiteral("title")].toString());
            const int at = slide[QStringLiteral("destpageposfrom1")].toInt();
            QVERIFY(at > page);
            page = at;
            ++next;
        }
    }
    QCOMPARE(next, outline.slides.size());
}

void DeckTest::sameInputGivesTheSameBytes()
{
    const auto bytes = [this](const QString& name) {
        QFile file(folder_.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const ReviewBundle review = bundleOf(bookOf(9, {}), reviewDay);
    QVERIFY(write(review, QStringLiteral("one.pdf")));
    QVERIFY(!bytes(QStringLiteral("one.pdf")).isEmpty());
    // At another second of the clock, and with the hash tables of another process.
    QTest::qWait(1100);
    for (int run = 0; run < 8; ++run) {
        QHashSeed::resetRandomGlobalSeed();
        QVERIFY(write(bundleOf(bookOf(9, {}), reviewDay), QStringLiteral("two.pdf")));
        QVERIFY(bytes(QStringLiteral("one.pdf")) == bytes(QStringLiteral("two.pdf")));
    }
    QVERIFY(write(bundleOf(bookOf(10, {}), reviewDay), QStringLiteral("two.pdf")));
    QVERIFY(bytes(QStringLiteral("one.pdf")) != bytes(QStringLiteral("two.pdf")));
}

void DeckTest::longTablesRepeatTitleAndHead()
{
    const ReviewBundle review = bundleOf(bookOf(60, {}), reviewDay);
    DeckChoice choice;
    choice.sections = {SectionId::Exceptions};
    choice.accountsPerList = 0;
    const Result<int> pages = write(review, QStringLiteral("long.pdf"), choice);
    QVERIFY(pages);
    QVERIFY2(*pages > 8, qPrintable(QString::number(*pages)));
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

void DeckTest::aDeckIsBoundedUnlessEveryRowIsAskedFor()
{
    const ReviewBundle review = bundleOf(bookOf(500, {}), reviewDay);
    const Result<int> few = write(review, QStringLiteral("few.pdf"));
    QVERIFY(few);
    QVERIFY2(*few <= 60, qPrintable(QString::number(*few)));
    const QByteArray text =
        run(QStringLiteral("pdftotext"), {folder_.filePath(QStringLiteral("few.pdf")), QStringLiteral("-")})
            .simplified();
    QVERIFY2(text.contains("Below the line: "), "nothing says what is left out");
    DeckChoice whole;
    whole.accountsPerList = 0;
    const Result<int> all = write(review, QStringLiteral("all.pdf"), whole);
    QVERIFY(all);
    QVERIFY2(*all > 3 * *few, qPrintable(QString::number(*all)));
    // The week's page alone names a part.
    QCOMPARE(run(QStringLiteral("pdftotext"), {folder_.filePath(QStringLiteral("all.pdf")), QStringLiteral("-")})
                 .simplified()
                 .count("Below the line: "),
        qsizetype{1});
}

void DeckTest::charactersWithoutAGlyphAreNoticed()
{
    DeckChoice choice;
    choice.sections = {SectionId::Week};
    QVERIFY(write(bundleOf(bookOf(1, QStringLiteral("Müller Ωμέγα Кириллица → ")), reviewDay),
        QStringLiteral("known.pdf"), choice));
    QCOMPARE(missing_, QString()); // our own font has them all
    // Two characters that Unicode keeps for private use: no font of any system means anything by them.
    const char32_t unknown[] = {0x10FFFD, 0x10FFFC};
    QVERIFY(write(bundleOf(bookOf(1, QStringLiteral("A") + QString::fromUcs4(unknown, 2)), reviewDay),
        QStringLiteral("unknown.pdf"), choice));
    QCOMPARE(missing_, QString::fromUcs4(unknown, 2));
    const QString sentence = missingSentence(missing_);
    QVERIFY2(sentence.contains(QStringLiteral("U+10FFFD")) && sentence.contains(QStringLiteral("U+10FFFC")),
        qPrintable(sentence));
    QCOMPARE(missingSentence({}), QString());
}

void DeckTest::otherFontsStandInForWhatOursLacks()
{
    // packaging/packages.sh installs the fonts that have these. An emoji is an outline there, not a picture.
    const QString name = QString::fromUtf8("漢字株式会社 あア 한국 🙂 Ωμέγα Кириллица");
    DeckChoice choice;
    choice.sections = {SectionId::Accounts}; // whose title holds the whole name
    choice.accounts = {"a10000"};
    for (const QString& font : {QStringLiteral("WenQuanYi Micro Hei"), QStringLiteral("Symbola")})
        QVERIFY2(QFontDatabase::hasFamily(font), qPrintable(font + QStringLiteral(": run packaging/packages.sh")));
    QVERIFY(write(bundleOf(bookOf(1, name), reviewDay), QStringLiteral("other.pdf"), choice));
    QCOMPARE(missing_, QString());
    const QString path = folder_.filePath(QStringLiteral("other.pdf"));
    const QString fonts = QString::fromUtf8(run(QStringLiteral("pdffonts"), {path}));
    for (const char* font : {"WenQuanYiMicroHei", "Symbola", "InterTabular-Regular"}) {
        const QRegularExpression subset(
            QStringLiteral("\\n[A-Z]{6}\\+%1 +CID TrueType +Identity-H +yes yes yes ").arg(QLatin1String(font)));
        QVERIFY2(fonts.contains(subset), qPrintable(fonts));
    }
    const QString text =
        QString::fromUtf8(run(QStringLiteral("pdftotext"), {path, QStringLiteral("-")})).simplified().remove(u' ');
    // And it can be searched for; Qt leaves characters beyond the first plane out of that, though they are drawn.
    for (const char* words : {"漢字株式会社あア한국", "ΩμέγαКириллица"})
        QVERIFY2(text.contains(QString::fromUtf8(words)), qPrintable(text));
}

void DeckTest::theFiguresAreThoseOfTheReport()
{
    const ReviewBundle review = bundleOf(bookOf(12, {}), reviewDay);
    QVERIFY(write(review, QStringLiteral("figures.pdf")));
    QString text = QString::fromUtf8(
        run(QStringLiteral("pdftotext"), {folder_.filePath(QStringLiteral("figures.pdf")), QStringLiteral("-")}));
    for (const char16_t blank : {u'\u00a0', u'\u202f'})
        text.replace(QChar(blank), u' ');
    const QJsonObject report = QJsonDocument::fromJson(QByteArray::fromStdString(reportJson(review.result()))).object();
    const QJsonObject retention = report[QStringLiteral("retention")].toObject();
    const auto plain = [](const std::string& words) {
        QString read = QString::fromStdString(words);
        for (const char16_t blank : {u'\u00a0', u'\u202f'})
            read.replace(QChar(blank), u' ');
        return read;
    };
    for (const char* ratioName : {"nrr", "grr", "crr", "strict_nrr", "event_nrr"}) {
        const QJsonValue value = retention[QLatin1String(ratioName)];
        QVERIFY2(value.isDouble(), ratioName);
        QVERIFY2(text.contains(plain(percent(value.toDouble()))), ratioName);
    }
    for (const char* amount : {"opening_arr", "closing_arr"}) {
        const Money money = moneyFromUnits(retention[QLatin1String(amount)].toDouble());
        QVERIFY2(text.contains(plain(shortMoney(money, "USD"))), amount);
    }
    QVERIFY(text.contains(plain(shortMoney(moneyFromUnits(report[QStringLiteral("arr_at_risk")].toDouble()), "USD"))));
}

void DeckTest::theHandoffPackHoldsWhatTheNextOwnerNeeds()
{
    PortfolioBuilder book;
    for (const char* dataset : {"tickets", "invoices", "feedback"})
        book.imported(dataset);
    book.account("acme", "name=Acme, owner=Ann, start_date=2024-01-01, renewal_date=2025-09-30, contract_model=annual");
    book.subscription("acme", "2024-01-01", "2025-09-30", "964000", "product=Core, seats=80");
    book.row("contacts",
        "account_id=acme, name=Maria Ibarra, role=champion, email=maria@acme.example, joined_date=2024-02-01");
    book.row("contacts", "account_id=acme, name=Tom Gone, role=economic_buyer, left_date=2025-05-01");
    book.row("outcomes",
        "account_id=acme, name=Claim time, baseline=14, target=8, current=12, unit=days, "
        "agreed_date=2024-03-01, due_date=2025-08-01, measured_date=2025-04-08");
    book.row("milestones", "account_id=acme, name=Data migration, side=vendor, planned_date=2025-06-01");
    book.row("interactions",
        "account_id=acme, date=2025-05-12, kind=qbr, sponsor_attended=true, notes=Walked through the plan");
    book.row("interactions", "account_id=acme, date=2025-07-12, kind=call, notes=Not yet known");
    const ReviewBundle review = bundleOf(book.build(), reviewDay);
    DeckChoice choice;
    choice.handoff = "acme";
    const Result<int> pages = write(review, QStringLiteral("handoff.pdf"), choice);
    QVERIFY(pages);
    QVERIFY2(*pages >= 8 && *pages <= 12, qPrintable(QString::number(*pages)));
    QString text = QString::fromUtf8(run(QStringLiteral("pdftotext"),
        {QStringLiteral("-layout"), folder_.filePath(QStringLiteral("handoff.pdf")), QStringLiteral("-")}));
    for (const char16_t blank : {u'\u00a0', u'\u202f'})
        text.replace(QChar(blank), u' ');
    text = text.simplified();
    for (const char* wanted : {"Acme pays $964K a year under 1 subscription; the renewal is on 30 Sep 2025", "Core",
             "1 person is present at Acme, with a champion and without a sponsor", "Maria Ibarra", "maria@acme.example",
             "Tom Gone", "The one outcome agreed is not achieved yet; 1 commitment is open, 1 of them late",
             "Data migration", "29 days late", "QBR", "with the sponsor: Walked through the plan", "stayed at $964K",
             "No decision is recorded for Acme"})
        QVERIFY2(text.contains(QString::fromUtf8(wanted)), wanted);
    QVERIFY(!text.contains(QStringLiteral("Not yet known"))); // dated after the day
    const QString info =
        QString::fromUtf8(run(QStringLiteral("pdfinfo"), {folder_.filePath(QStringLiteral("handoff.pdf"))}))
            .simplified();
    QVERIFY2(info.contains(QStringLiteral("Title: Handoff pack: Acme, 30 Jun 2025")), qPrintable(info));
    choice.handoff = "nobody";
    QVERIFY(!write(review, QStringLiteral("nobody.pdf"), choice));
}

void DeckTest::cancellingWritesNothing()
{
    const ReviewBundle review = bundleOf(bookOf(3, {}), reviewDay);
    const QString path = folder_.filePath(QStringLiteral("cancelled.pdf"));
    CancelToken token;
    int told = 0;
    const Result<WrittenDeck> result = writeDeck(
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
    const Result<WrittenDeck> result =
        writeDeck(review, {}, folder_.filePath(QStringLiteral("no/such/folder/deck.pdf")));
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

// Paper is white: the theme of the window stays out of it.
void DeckTest::theDarkThemeStaysOnTheScreen()
{
    const ReviewBundle review = bundleOf(bookOf(12, {}), reviewDay);
    DeckChoice choice;
    choice.accounts = {"a10000"};
    const auto bytesUnder = [&](ThemeChoice theme, const QString& name) {
        applicationTheme()->setChoice(theme);
        if (!write(review, name, choice))
            return QByteArray();
        QFile file(folder_.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    installStyle(*qApp);
    const QByteArray light = bytesUnder(ThemeChoice::Light, QStringLiteral("light.pdf"));
    const QByteArray dark = bytesUnder(ThemeChoice::Dark, QStringLiteral("dark.pdf"));
    applicationTheme()->setChoice(ThemeChoice::Light);
    QVERIFY(!light.isEmpty());
    QVERIFY(light == dark);
}

QTEST_MAIN(DeckTest)
#include "deck_test.moc"
