// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "model/import/dates.h"
#include "model/import/enum_words.h"
#include "model/import/values.h"

using namespace holdfast;

namespace {

QString dateText(const char* text)
{
    const DateText date = readDate(text);
    switch (date.form) {
    case DateForm::Sure:
        return QString::fromStdString(date.date.toIso());
    case DateForm::Ordered: {
        const auto dmy = inOrder(date, DateOrder::Dmy), mdy = inOrder(date, DateOrder::Mdy);
        return QStringLiteral("dmy %1 mdy %2")
            .arg(dmy ? QString::fromStdString(dmy->toIso()) : QStringLiteral("-"),
                mdy ? QString::fromStdString(mdy->toIso()) : QStringLiteral("-"));
    }
    case DateForm::Epoch:
        return QStringLiteral("epoch ") + QString::fromStdString(date.date.toIso());
    case DateForm::Bad:
        break;
    }
    return QStringLiteral("bad");
}

} // namespace

class ImportValuesTest : public QObject {
    Q_OBJECT

private slots:
    void datesAreReadInEveryForm_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* text, const char* expected) {
            QTest::newRow(text) << QByteArray(text) << QString::fromUtf8(expected);
        };
        row("2024-02-29", "2024-02-29");
        row("2023-02-29", "bad");
        row("2024-01-31T23:59:59Z", "2024-01-31"); // keeps its own calendar date
        row("2024-01-31T23:59:59-08:00", "2024-01-31");
        row("2024-01-31 03:00:00.123456 UTC", "2024-01-31");
        row("2024-01-31 03:00", "2024-01-31");
        row("2024-01-31 soon", "bad");
        row("2024/03/04", "2024-03-04");
        row("20240304", "2024-03-04");
        row("31/12/2024", "dmy 2024-12-31 mdy -");
        row("12/31/2024 16:14", "dmy - mdy 2024-12-31");
        row("03/04/2024", "dmy 2024-04-03 mdy 2024-03-04");
        row("08-04-2023 20:52", "dmy 2023-04-08 mdy 2023-08-04");
        row("1.2.2024", "dmy 2024-02-01 mdy 2024-01-02");
        row("3/4/24", "dmy 2024-04-03 mdy 2024-03-04");
        row("14/Jul/25 3:42 PM", "2025-07-14");
        row("14 July 2025", "2025-07-14");
        row("July 14, 2025", "2025-07-14");
        row("Jul 4th, 2025 9:05 am", "2025-07-04");
        row("Mon, 14 Jul 2025 10:00:00 +0200", "2025-07-14");
        row("2025-Jul-14", "2025-07-14");
        row("14-JUL-69", "1969-07-14");
        row("14-JUL-68", "2068-07-14");
        row("45292", "2024-01-01"); // Excel serial: 45292 days from 1899-12-30
        row("45292.75", "2024-01-01");
        row("1704067200", "epoch 2024-01-01");
        row("1704067199", "epoch 2023-12-31");
        row("1704067200000", "epoch 2024-01-01");
        row("2024", "bad");
        row("TBD", "bad");
        row("13/13/2024", "dmy - mdy -");
        row("July 2025", "bad");
        row("1/2", "bad");
    }
    void datesAreReadInEveryForm()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, expected);
        QCOMPARE(dateText(text.constData()), expected);
    }

    void theOrderOfDatesIsDecidedByAllValues()
    {
        const auto decided = [](std::initializer_list<const char*> texts) {
            DateOrderVotes votes;
            for (const char* text : texts)
                votes.add(readDate(text));
            return votes.decided();
        };
        QVERIFY(decided({"03/04/2024", "13/04/2024"}) == DateOrder::Dmy);
        QVERIFY(decided({"03/04/2024", "04/13/2024"}) == DateOrder::Mdy);
        QVERIFY(!decided({"03/04/2024", "12/12/2024"}));
        QVERIFY(!decided({"13/04/2024", "04/13/2024"})); // contradictory
        QVERIFY(decided({"05/05/2024"}).has_value()); // both readings agree
    }

    void amountsAreReadInEveryForm_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* text, const char* expected) {
            QTest::newRow(text) << QByteArray(text) << QString::fromUtf8(expected);
        };
        row("1234.56", "1234.56");
        row("1,234.56", "1234.56");
        row("1.234,56", "1234.56");
        row("1 234,56", "1234.56");
        row("1\xC2\xA0"
            "234,56",
            "1234.56");
        row("1'234.50", "1234.50");
        row("1,234", "1234.00");
        row("12,345,678", "12345678.00");
        row("1.234.567", "1234567.00");
        row("0,25", "0.25");
        row("0,250", "0.25");
        row("12,5", "12.50");
        row("1,23,456", "bad");
        row("$21,000", "21000.00");
        row("\xE2\x82\xAC 1.234,56", "1234.56");
        row("1.234,56 \xE2\x82\xAC", "1234.56");
        row("USD 12", "12.00");
        row("12 EUR", "12.00");
        row("-$5", "-5.00");
        row("$-5", "-5.00");
        row("(12.00)", "-12.00");
        row("($1,200.50)", "-1200.50");
        row("1.2k", "1200.00");
        row("58.8K", "58800.00");
        row("3M", "3000000.00");
        row("1.5E3", "1500.00");
        row(".5", "0.50");
        row("5.", "5.00");
        row("0.005", "0.01"); // half away from zero
        row("-0.005", "-0.01");
        row("0.004999999999999999", "0.00");
        row("12%", "bad");
        row("abc", "bad");
        row("1-2", "bad");
        row("1..2", "bad");
        row("12 34", "bad");
        row("99999999999999999999", "bad");
    }
    void amountsAreReadInEveryForm()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, expected);
        const auto money = readMoney(text.constData(), 1, false);
        QCOMPARE(money ? QString::fromStdString(money->toText()) : QStringLiteral("bad"), expected);
    }

    void monthlyAmountsAreTakenTwelveTimesBeforeRounding()
    {
        // 83.3333 × 12 = 999.9996 → 1000.00; rounded first it would be 83.33 × 12 = 999.96
        QCOMPARE(readMoney("83.3333", 12, false)->cents, std::int64_t{100000});
        // 1234 cents are 12.34
        QCOMPARE(readMoney("1234", 1, true)->cents, std::int64_t{1234});
    }

    void aLonePointIsReadByTheMarkOfItsColumn()
    {
        QCOMPARE(readMoney("1.234", 1, false, DecimalMark::Point)->cents, std::int64_t{123});
        QCOMPARE(readMoney("1.234", 1, false, DecimalMark::Comma)->cents, std::int64_t{123400});
        QCOMPARE(readMoney("1,234", 1, false, DecimalMark::Comma)->cents, std::int64_t{123});
        QVERIFY(markEvidence("1.234") == MarkEvidence::Open);
        QVERIFY(markEvidence("1.234,5") == MarkEvidence::Comma);
        QVERIFY(markEvidence("1,234.5") == MarkEvidence::Point);
        QVERIFY(markEvidence("0,25 \xE2\x82\xAC") == MarkEvidence::Comma);
    }

    void numbersAndWholeNumbers()
    {
        QCOMPARE(*readNumber("12%"), 0.12);
        QCOMPARE(*readNumber("-3.5"), -3.5);
        QCOMPARE(*readInteger("3.0"), std::int64_t{3});
        QCOMPARE(*readInteger("1,234"), std::int64_t{1234});
        QVERIFY(!readInteger("3.5"));
        QVERIFY(!readInteger("x"));
        QCOMPARE(readRate("1.08")->tenBillionths, std::int64_t{10'800'000'000});
        QVERIFY(!readRate("0"));
        QVERIFY(!readRate("-1"));
    }

    void missingTextsAndBooleans()
    {
        for (const char* text : {"", "NULL", "null", "None", "N/A", "n/a", "NaN", "-", "#N/A"})
            QVERIFY2(isMissingText(text), text);
        for (const char* text : {"none", "NA", "--", "0", "Null"})
            QVERIFY2(!isMissingText(text), text);
        for (const char* text : {"true", "TRUE", "Yes", "y", "T", "1"})
            QVERIFY2(readBool(text) == true, text);
        for (const char* text : {"false", "No", "N", "f", "0"})
            QVERIFY2(readBool(text) == false, text);
        QVERIFY(!readBool("maybe"));
        QVERIFY(!readBool("2"));
    }

    void anIdThatASpreadsheetDestroyedIsTold()
    {
        QVERIFY(isDestroyedId("1.03E+13"));
        QVERIFY(isDestroyedId("1,03E+13"));
        QVERIFY(isDestroyedId("1E+05"));
        QVERIFY(!isDestroyedId("103006000000"));
        QVERIFY(!isDestroyedId("1E5A"));
        QVERIFY(!isDestroyedId("E+13"));
        QVERIFY(!isDestroyedId("0012"));
    }

    void enumTextsMeanTheirValuesInAnySpelling()
    {
        constexpr std::string_view stages = "open won lost";
        QVERIFY(enumMeaning(stages, "Open") == 0);
        QVERIFY(enumMeaning(stages, "Closed Won") == 1);
        QVERIFY(enumMeaning(stages, "closed-lost") == 2);
        QVERIFY(!enumMeaning(stages, "frozen"));
        QVERIFY(enumMeaning("monthly annual multi_year", "Multi-Year") == 2);
        QVERIFY(enumMeaning("economic_buyer executive_sponsor champion technical user", "Economic Buyer") == 0);
    }

    void blanksOfEveryKindAreTrimmed()
    {
        QCOMPARE(std::string(trimmed(" \t\xC2\xA0"
                                     "a b\xC2\xA0\r\n")),
            std::string("a b"));
        QCOMPARE(folded("  Start_Date - X "), std::string("start date x"));
    }
};

QTEST_GUILESS_MAIN(ImportValuesTest)
#include "import_values_test.moc"
