// SPDX-License-Identifier: GPL-3.0-or-later
// Figures as people read them, and the writers that never cut, run or misread a cell.
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include "model/report/format.h"
#include "model/report/json_writer.h"
#include "model/report/table_writer.h"

using namespace holdfast;

namespace {

const QString narrow = QStringLiteral("\u202f"); // the thin space before a percent sign
const QString fixedSpace = QStringLiteral("\u00a0");

QString qt(const std::string& text)
{
    return QString::fromStdString(text);
}

} // namespace

class FormatWritersTest : public QObject {
    Q_OBJECT

private slots:
    void moneyIsShortOnTheScreen_data()
    {
        QTest::addColumn<qlonglong>("cents");
        QTest::addColumn<QString>("currency");
        QTest::addColumn<QString>("text");
        const auto row = [](const char* title, qlonglong cents, const char* currency, const char* text) {
            QTest::newRow(title) << cents << QString::fromUtf8(currency) << QString::fromUtf8(text);
        };
        row("zero is a value", 0, "USD", "$0");
        row("under half a unit", 49, "USD", "$0");
        row("half away from zero", 50, "USD", "$1");
        row("half away from zero below it", -50, "USD", "−$1");
        row("the last before thousands", 99'949, "USD", "$999");
        row("thousands after rounding", 99'950, "USD", "$1K");
        row("thousands", 96'400'000, "EUR", "€964K");
        row("the last before millions", 99'949'999, "USD", "$999K");
        row("millions after rounding", 99'950'000, "USD", "$1.00M");
        row("millions", 124'000'000, "GBP", "£1.24M");
        row("a loss", -124'500'000, "USD", "−$1.25M");
        row("a code without a sign", 81'200, "CHF", "CHF 812");
    }
    void moneyIsShortOnTheScreen()
    {
        QFETCH(qlonglong, cents);
        QFETCH(QString, currency);
        QFETCH(QString, text);
        QCOMPARE(qt(shortMoney(Money{cents}, currency.toStdString()))
                     .replace(fixedSpace, QStringLiteral(" "))
                     .replace(narrow, QStringLiteral(" ")),
            text);
    }

    void moneyIsExactWhereAsked()
    {
        QCOMPARE(qt(exactMoney(Money{124'031'100}, "USD")), QStringLiteral("$1,240,311.00"));
        QCOMPARE(qt(exactMoney(Money{-5}, "USD")), QStringLiteral("−$0.05"));
        QCOMPARE(qt(exactMoney(Money{99'999}, "EUR")), QStringLiteral("€999.99"));
    }

    void ratiosAreRoundedHalfAwayFromZero()
    {
        QCOMPARE(qt(percent(Ratio(1.0425))), QStringLiteral("104.3") + narrow + QStringLiteral("%")); // 104.25
        QCOMPARE(qt(percent(Ratio(-0.1805))), QStringLiteral("−18.1") + narrow + QStringLiteral("%")); // −18.05
        QCOMPARE(qt(percent(Ratio(0.9004))), QStringLiteral("90.0") + narrow + QStringLiteral("%"));
        QCOMPARE(
            qt(percent(Ratio(-0.0001))), QStringLiteral("0.0") + narrow + QStringLiteral("%")); // no minus before zero
        QCOMPARE(qt(percent(Ratio(0.335), 0)), QStringLiteral("34") + narrow + QStringLiteral("%"));
        QCOMPARE(qt(percent(std::nullopt)), QStringLiteral("–"));
        QCOMPARE(qt(points(-0.25)), QStringLiteral("−0.3") + fixedSpace + QStringLiteral("pt"));
        QCOMPARE(qt(points(1.25)), QStringLiteral("+1.3") + fixedSpace + QStringLiteral("pt"));
        QCOMPARE(qt(points(-0.04)), QStringLiteral("0.0") + fixedSpace + QStringLiteral("pt"));
    }

    void numbersDatesAndFactsRead()
    {
        QCOMPARE(qt(plainNumber(1234567.5, 0)), QStringLiteral("1,234,568"));
        QCOMPARE(qt(plainNumber(-1234.5, 1)), QStringLiteral("−1,234.5"));
        QCOMPARE(qt(plainNumber(999.999, 2)), QStringLiteral("1,000.00"));
        QCOMPARE(qt(dateText(*Date::fromYmd(2025, 6, 30))).replace(fixedSpace, QStringLiteral(" ")),
            QStringLiteral("30 Jun 2025"));
        QCOMPARE(qt(dateText(std::optional<Date>())), QStringLiteral("–"));
        QCOMPARE(qt(days(-5)), QStringLiteral("−5") + fixedSpace + QStringLiteral("d"));
        QCOMPARE(qt(days(std::nullopt)), QStringLiteral("–"));
        QCOMPARE(qt(factText(FactValue(std::int64_t{0}), "USD")), QStringLiteral("0"));
        QCOMPARE(qt(factText(FactValue(0.125), "USD")), QStringLiteral("0.13"));
        QCOMPARE(qt(factText(FactValue(), "USD")), QStringLiteral("–"));
    }

    void jsonIsExactAndEscapesOnlyWhatItMust()
    {
        JsonWriter json;
        json.beginObject();
        json.member("a", 0.1 + 0.2);
        json.member("b", 12.0);
        json.member("c", Money{-5});
        json.member("d", Money{123'456'789'012'345'678});
        json.member("e", std::numeric_limits<double>::infinity());
        json.member("f", std::optional<double>());
        json.member("g", "\"\\/\b\f\n\r\t\x01 é 😀 <b>");
        json.member("h", -0.0);
        json.member("i", true);
        json.member("j", std::int64_t{-7});
        json.key("k");
        json.beginArray();
        json.endArray();
        json.member("l", *Date::fromYmd(2025, 6, 30));
        json.endObject();
        QCOMPARE(qt(json.take()),
            QStringLiteral("{\"a\":0.30000000000000004,\"b\":12.0,\"c\":-0.05,\"d\":1234567890123456.78,\"e\":null,"
                           "\"f\":null,\"g\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001 é 😀 <b>\",\"h\":0.0,\"i\":true,\"j\":-7,"
                           "\"k\":[],\"l\":\"2025-06-30\"}"));
    }

    void jsonKeysOutOfOrderAreRefused()
    {
        JsonWriter json;
        json.beginObject();
        json.member("b", 1);
        QVERIFY_EXCEPTION_THROWN(json.member("a", 1), std::logic_error);
        QVERIFY_EXCEPTION_THROWN(json.member("b", 1), std::logic_error);
    }

    void formulasGetAnApostropheAndLoseItAgain_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("cell");
        const auto row = [](const char* text, const char* cell) {
            QTest::newRow(cell) << QByteArray(text) << QByteArray(cell);
        };
        row("", "");
        row("plain", "plain");
        row("=1+1", "'=1+1");
        row("+1", "'+1");
        row("-x", "'-x");
        row("@a", "'@a");
        row("\ttab", "'\ttab");
        row("\rreturn", "'\rreturn");
        row("'=1", "''=1");
        row("''@", "'''@");
        row("'quoted'", "'quoted'");
        row("'", "'");
        row("a=1", "a=1");
    }
    void formulasGetAnApostropheAndLoseItAgain()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, cell);
        QCOMPARE(QByteArray::fromStdString(escapeCell(text.toStdString())), cell);
        QCOMPARE(QByteArray::fromStdString(unescapeCell(cell.toStdString())), text);
    }

    void csvQuotesWhatItMustAndCountsItsRows()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("table.csv"));
        auto writer =
            TableWriter::create(path.toStdString(), {{"name", CellType::Text}, {"amount", CellType::Money}}, "Table");
        QVERIFY(writer.has_value());
        QVERIFY((*writer)->row({"a, \"b\"\nc", "-12.50"}).has_value());
        QVERIFY((*writer)->row({"=1", ""}).has_value());
        QVERIFY((*writer)->row({" blank", "0.00"}).has_value());
        QVERIFY(!QFile::exists(path)); // nothing is there before it is whole
        QCOMPARE((*writer)->finish().value(), std::int64_t{3});
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        // A negative amount is a number, not a formula.
        QCOMPARE(file.readAll(),
            QByteArray("\xef\xbb\xbfname,amount\r\n\"a, \"\"b\"\"\nc\",-12.50\r\n'=1,\r\n\" blank\",0.00\r\n"));
    }

    void aTextLongerThanACellIsRefusedByName_data()
    {
        QTest::addColumn<QString>("suffix");
        QTest::newRow("csv") << QStringLiteral("csv");
        QTest::newRow("xlsx") << QStringLiteral("xlsx");
    }
    void aTextLongerThanACellIsRefusedByName()
    {
        QFETCH(QString, suffix);
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("table.") + suffix);
        const auto write = [&](const std::string& text) -> Result<std::int64_t> {
            auto writer =
                TableWriter::create(path.toStdString(), {{"id", CellType::Text}, {"notes", CellType::Text}}, "Table");
            if (!writer)
                return tl::unexpected(writer.error());
            if (auto row = (*writer)->row({"1", "short"}); !row)
                return tl::unexpected(row.error());
            if (auto row = (*writer)->row({"2", text}); !row)
                return tl::unexpected(row.error());
            return (*writer)->finish();
        };
        const auto longer = write(std::string(32'768, 'x'));
        QVERIFY(!longer.has_value());
        QCOMPARE(longer.error().code, ErrorCode::TooLarge);
        QVERIFY2(longer.error().text().find("notes") != std::string::npos &&
                longer.error().text().find("row 2") != std::string::npos,
            longer.error().text().c_str());
        QVERIFY(!QFile::exists(path));
        QCOMPARE(write(std::string(32'767, 'x')).value(), std::int64_t{2});
        // Characters are counted, not bytes: 32,767 of two bytes each fit.
        std::string accents;
        for (int i = 0; i < 32'767; ++i)
            accents += "é";
        QCOMPARE(write(accents).value(), std::int64_t{2});
        QVERIFY(!write(accents + "é").has_value());
    }

    void aTableNeedsAKnownSuffix()
    {
        const auto writer = TableWriter::create("table.ods", {{"id", CellType::Text}}, "Table");
        QVERIFY(!writer.has_value());
        QCOMPARE(writer.error().code, ErrorCode::Usage);
    }
};

QTEST_GUILESS_MAIN(FormatWritersTest)
#include "format_writers_test.moc"
