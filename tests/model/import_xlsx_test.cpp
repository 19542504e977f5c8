// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <zip.h>

#include "model/import/tables.h"

using namespace holdfast;

namespace {

using Parts = std::vector<std::pair<std::string, std::string>>;

void writeZip(const QString& path, const Parts& parts)
{
    int error = 0;
    zip_t* zip = zip_open(path.toUtf8().constData(), ZIP_CREATE | ZIP_TRUNCATE, &error);
    if (zip == nullptr)
        qFatal("cannot write the test's archive");
    for (const auto& [name, content] : parts) {
        zip_source_t* source = zip_source_buffer(zip, content.data(), content.size(), 0);
        if (zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8) < 0)
            qFatal("cannot add to the test's archive");
    }
    if (zip_close(zip) != 0)
        qFatal("cannot close the test's archive");
}

const char* const types =
    "<?xml version='1.0'?><Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>";
const char* const roots =
    "<?xml version='1.0'?><Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
    "<Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' "
    "Target='xl/workbook.xml'/></Relationships>";
const char* const parts =
    "<?xml version='1.0'?><Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
    "<Relationship Id='s1' Type='http://x/relationships/worksheet' Target='worksheets/sheet1.xml'/>"
    "<Relationship Id='s2' Type='http://x/relationships/worksheet' Target='worksheets/sheet2.xml'/>"
    "<Relationship Id='t' Type='http://x/relationships/sharedStrings' Target='sharedStrings.xml'/>"
    "<Relationship Id='f' Type='http://x/relationships/styles' Target='styles.xml'/></Relationships>";
const char* const styles =
    "<?xml version='1.0'?><styleSheet xmlns='m'><numFmts><numFmt numFmtId='164' formatCode='dd\\.mm\\.yyyy'/>"
    "<numFmt numFmtId='165' formatCode='#,##0.00 &quot;days&quot;'/></numFmts>"
    "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
    "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/></cellXfs></styleSheet>";

std::string workbook(bool epoch1904, const char* secondState)
{
    return std::string("<?xml version='1.0'?><workbook xmlns='m' "
                       "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>") +
        (epoch1904 ? "<workbookPr date1904='1'/>" : "<workbookPr/>") +
        "<sheets><sheet name='First' sheetId='1' r:id='s1'/><sheet name='Second' sheetId='2' " + secondState +
        " r:id='s2'/></sheets></workbook>";
}

std::string sheet(const std::string& rows)
{
    return "<?xml version='1.0'?><worksheet xmlns='m'><sheetData>" + rows + "</sheetData></worksheet>";
}

const char* const strings = "<?xml version='1.0'?><sst "
                            "xmlns='m'><si><t>account_id</t></si><si><r><t>na</t></r><r><t>me</t></r></"
                            "si><si><t>A&amp;B _x0041_</t><rPh><t>spoken</t></rPh></si></sst>";

QByteArray printed(const Table& table)
{
    auto reader = table.open();
    if (!reader)
        return "error " + QByteArray::fromStdString(reader.error().sentence);
    Record record;
    QByteArray text;
    while (true) {
        const auto more = (*reader)->next(record);
        if (!more)
            return text + "error " + QByteArray::fromStdString(more.error().sentence);
        if (!*more)
            break;
        text += QByteArray::number(static_cast<qlonglong>(record.line)) + ":";
        for (const std::string_view field : record.fields)
            text += " [" + QByteArray(field.data(), static_cast<qsizetype>(field.size())) + "]";
        text += "\n";
    }
    for (const std::string& remark : (*reader)->remarks())
        text += QByteArray::fromStdString(remark) + "\n";
    return text;
}

} // namespace

class ImportXlsxTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    std::string book(const std::string& rows, bool epoch1904 = false, const char* secondState = "",
        const std::string& shared = strings)
    {
        const QString path = folder_.filePath(QStringLiteral("book.xlsx"));
        QFile::remove(path);
        writeZip(path,
            {{"[Content_Types].xml", types}, {"_rels/.rels", roots},
                {"xl/workbook.xml", workbook(epoch1904, secondState)}, {"xl/_rels/workbook.xml.rels", parts},
                {"xl/styles.xml", styles}, {"xl/sharedStrings.xml", shared}, {"xl/worksheets/sheet1.xml", sheet(rows)},
                {"xl/worksheets/sheet2.xml", sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")}});
        return path.toStdString();
    }

private slots:
    void cellsOfEveryKindAreRead()
    {
        const auto tables =
            openTables(book("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='D1' "
                            "t='inlineStr'><is><t>in &lt;line&gt;</t></is></c></row>"
                            "<row r='3'><c r='A3' t='s'><v>2</v></c><c r='B3' t='b'><v>1</v></c><c r='C3' "
                            "s='1'><v>45292</v></c><c r='D3' s='2'><v>45292.75</v></c></row>"
                            "<row r='4'><c r='A4'><v>1030060000000</v></c><c r='B4' t='e'><v>#N/A</v></c><c r='C4' "
                            "s='3'><v>0.30000000000000004</v></c><c r='D4' t='str'><f>A1</f><v>cached</v></c></row>"
                            "<row r='5'><c r='A5'><v>1.03006E+13</v></c><c r='B5'><f>1+1</f></c><c "
                            "r='D5'><f>2+2</f><v>4</v></c></row>"));
        QVERIFY2(tables.has_value(), tables ? "" : tables.error().text().c_str());
        QCOMPARE(tables->size(), std::size_t{2});
        QCOMPARE(tables->front().part, std::string("First"));
        // 45292 is 2024-01-01; .75 of a day is 18 hours. A formula without a stored value is missing, never 0.
        QCOMPARE(printed(tables->front()),
            QByteArray("1: [account_id] [name] [] [in <line>]\n"
                       "3: [A&B A] [TRUE] [2024-01-01] [2024-01-01 18:00:00]\n"
                       "4: [1030060000000] [#N/A] [0.3] [cached]\n"
                       "5: [10300600000000] [] [] [4]\n"
                       "1 formula cells hold no stored value and count as missing; open and save the workbook in a "
                       "spreadsheet\n"));
    }

    void theEpochOf1904IsHeeded()
    {
        // 43830 days from 1904-01-01 are 2024-01-01
        const auto tables =
            openTables(book("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row><row r='2'><c "
                            "r='A2' s='1'><v>43830</v></c><c r='B2'><v>7</v></c></row>",
                true));
        QVERIFY(tables.has_value());
        QCOMPARE(printed(tables->front()), QByteArray("1: [account_id] [name]\n2: [2024-01-01] [7]\n"));
    }

    void hiddenSheetsAreKnownAsSuch()
    {
        const auto tables = openTables(book("<row r='1'><c r='A1' t='s'><v>0</v></c></row>", false, "state='hidden'"));
        QVERIFY(tables.has_value());
        QVERIFY(!tables->at(0).hidden);
        QVERIFY(tables->at(1).hidden);
    }

    void declaredEntitiesAreRefused()
    {
        const std::string evil = "<?xml version='1.0'?><!DOCTYPE sst [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]>"
                                 "<sst xmlns='m'><si><t>&b;</t></si></sst>";
        const auto tables = openTables(book("<row r='1'><c r='A1' t='s'><v>0</v></c></row>", false, "", evil));
        QVERIFY(!tables.has_value());
        QVERIFY2(tables.error().sentence.find("entities") != std::string::npos, tables.error().sentence.c_str());
    }

    void aBombIsRefused()
    {
        // 100 MiB of blanks pack to about a thousandth
        const std::string bomb =
            "<?xml version=\"1.0\"?><sst xmlns=\"m\">" + std::string(std::size_t{100} << 20, ' ') + "</sst>";
        const auto tables = openTables(book("<row r='1'><c r='A1' t='s'><v>0</v></c></row>", false, "", bomb));
        QVERIFY(!tables.has_value());
        QVERIFY2(tables.error().code == ErrorCode::TooLarge, tables.error().sentence.c_str());
    }

    void truncatedAndForeignFilesAreRefusedWithASentence_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("half an archive") << QByteArray("PK\x03\x04 and no more");
        QTest::newRow("old binary workbook") << QByteArray("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 rest");
        QTest::newRow("gzip") << QByteArray("\x1F\x8B rest");
        QTest::newRow("PDF") << QByteArray("%PDF-1.7");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("blanks") << QByteArray("\n\n\n");
    }
    void truncatedAndForeignFilesAreRefusedWithASentence()
    {
        QFETCH(QByteArray, bytes);
        const QString path = folder_.filePath(QStringLiteral("file.xlsx"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(bytes);
        file.close();
        const auto tables = openTables(path.toStdString());
        QVERIFY(!tables.has_value());
        QVERIFY(tables.error().code == ErrorCode::BadInput);
        QVERIFY(tables.error().text().find("file.xlsx") != std::string::npos);
        QVERIFY(tables.error().sentence.size() > 10);
    }

    void everyPrefixOfAWorkbookIsReadOrRefusedNeverACrash()
    {
        QFile whole(QString::fromStdString(book("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' "
                                                "t='s'><v>1</v></c></row><row r='2'><c r='A2'><v>1</v></c></row>")));
        QVERIFY(whole.open(QIODevice::ReadOnly));
        const QByteArray bytes = whole.readAll();
        const QString path = folder_.filePath(QStringLiteral("cut.xlsx"));
        for (qsizetype size = 0; size < bytes.size(); size += 37) {
            QFile cut(path);
            QVERIFY(cut.open(QIODevice::WriteOnly | QIODevice::Truncate));
            cut.write(bytes.left(size));
            cut.close();
            QVERIFY(!openTables(path.toStdString()).has_value());
        }
    }

    void anArchiveHoldsSeveralFiles()
    {
        const QString path = folder_.filePath(QStringLiteral("week.zip"));
        writeZip(path,
            {{"week/accounts.csv", "account_id,name\nA,Acme\n"}, {"../usage.tsv", "account_id\tdate\nA\t2024-01-01\n"},
                {"__MACOSX/._accounts.csv", "x"}, {"readme.md", "not a table"}});
        const auto tables = openTables(path.toStdString());
        QVERIFY2(tables.has_value(), tables ? "" : tables.error().text().c_str());
        QCOMPARE(tables->size(), std::size_t{2});
        QCOMPARE(tables->at(0).part, std::string("week/accounts.csv"));
        QCOMPARE(printed(tables->at(1)), QByteArray("1: [account_id] [date]\n2: [A] [2024-01-01]\n"));
        QVERIFY(!QFile::exists(folder_.filePath(QStringLiteral("../usage.tsv"))));
    }

    void aPartOfAnArchiveThatCannotBeReadIsNotLeftOutSilently()
    {
        const QString path = folder_.filePath(QStringLiteral("damaged.zip"));
        QFile::remove(path);
        writeZip(
            path, {{"a.csv", "account_id,name\nA,Acme\n"}, {"b.csv", "account_id,name\nB," + std::string(3000, 'x')}});
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray bytes = file.readAll();
        const auto second = bytes.indexOf("b.csv") + 5;
        for (auto at = second; at < second + 8; ++at)
            bytes[at] = static_cast<char>(~bytes[at]);
        file.seek(0);
        file.write(bytes);
        file.close();
        const auto tables = openTables(path.toStdString());
        QVERIFY(!tables.has_value());
        QVERIFY2(tables.error().text().find("b.csv") != std::string::npos, tables.error().text().c_str());
    }

    void aPasswordAndTheOldFormatAreToldApart()
    {
        const auto refused = [this](const QByteArray& inside) {
            const QString path = folder_.filePath(QStringLiteral("old.xls"));
            QFile file(path);
            if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
                return QString();
            file.write("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + QByteArray(600, '\0') + inside);
            file.close();
            const auto tables = openTables(path.toStdString());
            return tables ? QString() : QString::fromStdString(tables.error().sentence);
        };
        const auto wide = [](const char* text) {
            QByteArray bytes;
            for (; *text != '\0'; ++text)
                bytes.append(*text).append('\0');
            return bytes;
        };
        QVERIFY(refused(wide("Workbook")).contains(QStringLiteral("save it as .xlsx or CSV")));
        QVERIFY(refused(wide("EncryptedPackage")).contains(QStringLiteral("password")));
    }
};

QTEST_GUILESS_MAIN(ImportXlsxTest)
#include "import_xlsx_test.moc"
