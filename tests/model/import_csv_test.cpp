// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "model/import/csv_reader.h"

using namespace holdfast;

namespace {

// Records as lines "1: [a] [b]", with ! behind the line number of a record that cannot be taken.
QByteArray printed(const std::string& bytes, char delimiter, std::size_t block)
{
    CsvReader reader(memorySource(bytes), delimiter, block);
    Record record;
    QByteArray text;
    while (true) {
        const auto more = reader.next(record);
        if (!more)
            return "error " + QByteArray::fromStdString(more.error().sentence);
        if (!*more)
            return text;
        text += QByteArray::number(static_cast<qlonglong>(record.line));
        text += record.problem == RecordProblem::None ? ":" : "!:";
        for (const std::string_view field : record.fields)
            text += " [" + QByteArray(field.data(), static_cast<qsizetype>(field.size())) + "]";
        text += "\n";
    }
}

std::string utf16(const std::u16string& text, bool big, bool mark)
{
    std::string bytes;
    const auto put = [&bytes, big](char16_t unit) {
        const char low = static_cast<char>(unit & 0xFF), high = static_cast<char>(unit >> 8);
        bytes += big ? high : low;
        bytes += big ? low : high;
    };
    if (mark)
        put(0xFEFF);
    for (const char16_t unit : text)
        put(unit);
    return bytes;
}

} // namespace

class ImportCsvTest : public QObject {
    Q_OBJECT

private slots:
    void everyFileIsReadAsExpectedWhateverTheBlockSize_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<char>("delimiter");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, const std::string& bytes, const QByteArray& expected,
                             char delimiter = ',') {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << delimiter << expected;
        };
        using namespace std::string_literals;
        row("plain", "a,b\n1,2\n", "1: [a] [b]\n2: [1] [2]\n");
        row("no line end at the end", "a,b\n1,2", "1: [a] [b]\n2: [1] [2]\n");
        row("CRLF", "a,b\r\n1,2\r\n", "1: [a] [b]\n2: [1] [2]\n");
        row("CR alone", "a,b\r1,2\r", "1: [a] [b]\n2: [1] [2]\n");
        row("mixed line ends", "a\r\nb\rc\nd", "1: [a]\n2: [b]\n3: [c]\n4: [d]\n");
        row("empty fields", ",\n,,\n", "1: [] []\n2: [] [] []\n");
        row("trailing delimiter", "a,\n", "1: [a] []\n");
        row("blank line", "a\n\nb\n", "1: [a]\n2: []\n3: [b]\n");
        row("quoted delimiter", "\"a,b\",c\n", "1: [a,b] [c]\n");
        row("doubled quotes", "\"say \"\"hi\"\"\",2\n", "1: [say \"hi\"] [2]\n");
        row("quoted newline counts lines", "a,\"x\ny\r\nz\"\nb,c\n", "1: [a] [x\ny\r\nz]\n4: [b] [c]\n");
        row("quoted empty", "\"\",\"\"\n", "1: [] []\n");
        row("quote inside an unquoted field is a character", "5\" nail,b\n", "1: [5\" nail] [b]\n");
        row("text behind the closing quote stays", "\"a\"b,c\n", "1: [ab] [c]\n");
        row("quoted field at the end of the file", "a,\"b\"", "1: [a] [b]\n");
        row("open quote loses one line only", "a,\"b\nc,d\ne,f\n", "1!: [a,\"b]\n2: [c] [d]\n3: [e] [f]\n");
        row("NUL byte", "a,b\0c\nd,e\n"s, QByteArray("1!: [a] [b\0c]\n2: [d] [e]\n", 25));
        row("byte order mark",
            "\xEF\xBB\xBF"
            "a,b\n",
            "1: [a] [b]\n");
        row("UTF-8", "J\xC3\xBCrgen,\xE2\x82\xAC\n", "1: [J\xC3\xBCrgen] [\xE2\x82\xAC]\n");
        row("Windows-1252", "J\xFCrgen,\x80 5\n", "1: [J\xC3\xBCrgen] [\xE2\x82\xAC 5]\n");
        row("Windows-1252 late in the file", std::string(500, 'x') + ",\xE9\n",
            "1: [" + QByteArray(500, 'x') + "] [\xC3\xA9]\n");
        row("UTF-16 little with mark", utf16(u"a,ü\n1,😀\n", false, true),
            "1: [a] [\xC3\xBC]\n2: [1] [\xF0\x9F\x98\x80]\n");
        row("UTF-16 big with mark", utf16(u"a,ü\n", true, true), "1: [a] [\xC3\xBC]\n");
        row("UTF-16 little without mark", utf16(u"account,date\nx,y\n", false, false),
            "1: [account] [date]\n2: [x] [y]\n");
        row("UTF-16 big without mark", utf16(u"account,date\nx,y\n", true, false), "1: [account] [date]\n2: [x] [y]\n");
        row("semicolon", "a;b,c\n", "1: [a] [b,c]\n", ';');
        row("tab", "a\tb c\n", "1: [a] [b c]\n", '\t');
        row("pipe", "a|\"b|c\"\n", "1: [a] [b|c]\n", '|');
        row("nothing", "", "");
        row("fields over a window of 64 bytes", std::string(200, 'a') + "," + std::string(70, 'b') + "\n",
            "1: [" + QByteArray(200, 'a') + "] [" + QByteArray(70, 'b') + "]\n");
    }
    void everyFileIsReadAsExpectedWhateverTheBlockSize()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(char, delimiter);
        QFETCH(QByteArray, expected);
        for (const std::size_t block : {std::size_t{64}, std::size_t{67}, std::size_t{100}, std::size_t{4096}})
            QCOMPARE(printed(bytes.toStdString(), delimiter, block), expected);
    }

    void whatIsWrittenQuotedIsReadBack()
    {
        // Every combination of three awkward characters in two fields.
        const std::string alphabet = "a,\"\n\r;";
        for (const char one : alphabet) {
            for (const char two : alphabet) {
                for (const char three : alphabet) {
                    const std::string field = {one, two, three};
                    std::string quoted = "\"";
                    for (const char c : field)
                        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
                    quoted += '"';
                    CsvReader reader(memorySource(quoted + ",x\n" + quoted + ",y"), ',', 64);
                    Record record;
                    for (const char* second : {"x", "y"}) {
                        QVERIFY(reader.next(record).value());
                        QCOMPARE(record.fields.size(), std::size_t{2});
                        QCOMPARE(std::string(record.fields[0]), field);
                        QCOMPARE(std::string(record.fields[1]), std::string(second));
                    }
                    QVERIFY(!reader.next(record).value());
                }
            }
        }
    }

    void aQuoteThatNeverClosesDoesNotSwallowALargeFile()
    {
        std::string bytes = "id,note\n1,\"open\n";
        for (int i = 0; i < 2000; ++i)
            bytes += std::to_string(i) + ",fine\n";
        CsvReader reader(memorySource(bytes), ',', 256, 4096);
        Record record;
        int good = 0, bad = 0;
        while (reader.next(record).value())
            ++(record.problem == RecordProblem::None ? good : bad);
        QCOMPARE(bad, 1);
        QCOMPARE(good, 2001); // the header and 2000 rows
    }
};

QTEST_GUILESS_MAIN(ImportCsvTest)
#include "import_csv_test.moc"
