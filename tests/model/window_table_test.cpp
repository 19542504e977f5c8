// SPDX-License-Identifier: GPL-3.0-or-later
// A table of the window as CSV and XLSX: each value with its type, no text that runs.
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <zip.h>

#include "model/report/window_table.h"

using namespace holdfast;

namespace {

WindowTable accounts()
{
    WindowTable table;
    table.heads = {"Name", "ARR", "NRR", "Weeks", "Renewal"};
    table.rows = {
        {std::string("=1+1"), Money{123'456'789'012'34}, Share{0.974}, std::int64_t{12}, *Date::fromYmd(2025, 6, 30)},
        {std::string("'=quoted, \"twice\""), Money{-50}, std::monostate(), -2.5, std::monostate()},
        {std::string(), Money{0}, Share{0}, std::int64_t{0}, *Date::fromYmd(1999, 1, 2)},
    };
    return table;
}

QByteArray bytes(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray partOf(const QString& path, const char* name)
{
    zip_t* zip = zip_open(path.toUtf8().constData(), ZIP_RDONLY, nullptr);
    if (!zip)
        return {};
    QByteArray content(1 << 20, '\0');
    zip_file_t* part = zip_fopen(zip, name, 0);
    content.resize(part ? zip_fread(part, content.data(), static_cast<zip_uint64_t>(content.size())) : 0);
    if (part)
        zip_fclose(part);
    zip_discard(zip);
    return content;
}

} // namespace

class WindowTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void csvHoldsExactValues();
    void xlsxCellsKeepTheirTypes();
    void columnsOfMixedValuesBecomeText();
    void figuresOfMoreDigitsThanANumberKeepsStayWhole();
};

void WindowTableTest::csvHoldsExactValues()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("table.csv"));
    QCOMPARE(writeTable(accounts(), path.toStdString(), "Accounts").value(), std::int64_t{3});
    QCOMPARE(bytes(path),
        QByteArray("\xef\xbb\xbf"
                   "Name,ARR,NRR,Weeks,Renewal\r\n"
                   "'=1+1,123456789012.34,0.974,12,2025-06-30\r\n"
                   "\"''=quoted, \"\"twice\"\"\",-0.50,,-2.5,\r\n"
                   ",0.00,0,0,1999-01-02\r\n"));
}

void WindowTableTest::xlsxCellsKeepTheirTypes()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("table.xlsx"));
    QCOMPARE(writeTable(accounts(), path.toStdString(), "Accounts: [all]").value(), std::int64_t{3});
    const QByteArray sheet = partOf(path, "xl/worksheets/sheet1.xml");
    // Texts are inline strings, figures are numbers, 30 June 2025 is day 45838 with the format of days.
    QVERIFY2(sheet.contains("<c r=\"A2\" t=\"inlineStr\"><is><t>=1+1</t></is></c>"), sheet.constData());
    QVERIFY2(sheet.contains("<v>123456789012.34</v>"), sheet.constData());
    QVERIFY2(sheet.contains("<v>0.974</v>"), sheet.constData());
    QVERIFY2(sheet.contains("<v>45838</v>"), sheet.constData());
    QVERIFY2(!sheet.contains("<f>"), sheet.constData());
    QVERIFY2(sheet.contains("state=\"frozen\""), sheet.constData());
    QVERIFY2(sheet.contains("<autoFilter ref=\"A1:E4\"/>"), sheet.constData());
    // The widest text of the second column has fifteen characters and gets room for one more.
    QVERIFY2(sheet.contains("<col min=\"2\" max=\"2\" width=\"16."), sheet.constData());
    const QByteArray style = partOf(path, "xl/styles.xml");
    QVERIFY2(style.contains("yyyy-mm-dd") && style.contains("0.0%") && style.contains("#,##0.00"), style.constData());
    const QByteArray book = partOf(path, "xl/workbook.xml");
    QVERIFY2(book.contains("<sheet name=\"Accounts   all \""), book.constData()); // a sheet's name takes no brackets
}

void WindowTableTest::columnsOfMixedValuesBecomeText()
{
    WindowTable table;
    table.heads = {"mixed", "figures", "none"};
    table.rows = {{std::string("="), std::int64_t{2}, std::monostate()}, {std::int64_t{-4}, 2.5, std::monostate()}};
    const ExportTable written = exportTableOf(table);
    QVERIFY(written.columns[0].type == CellType::Text);
    QVERIFY(written.columns[1].type == CellType::Number);
    QVERIFY(written.columns[2].type == CellType::Text);
    QCOMPARE(written.rows[1], (std::vector<std::string>{"-4", "2.5", ""}));
}

void WindowTableTest::figuresOfMoreDigitsThanANumberKeepsStayWhole()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("table.xlsx"));
    WindowTable table;
    table.heads = {"Amount"};
    table.rows = {{Money{1'234'567'890'123'456'78}}, {Money{1'234'567'890'123'45}}};
    QCOMPARE(writeTable(table, path.toStdString(), "Amounts").value(), std::int64_t{2});
    const QByteArray sheet = partOf(path, "xl/worksheets/sheet1.xml");
    QVERIFY2(sheet.contains("<t>1234567890123456.78</t>"), sheet.constData()); // 18 digits
    QVERIFY2(sheet.contains("<v>1234567890123.45</v>"), sheet.constData()); // 15 digits
}

QTEST_GUILESS_MAIN(WindowTableTest)
#include "window_table_test.moc"
