// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of fifty thousand rows: what a letter that is typed into a filter may ask for, and what it may not. Counted,
// not timed: tests/benchmark times it.
#include <QApplication>
#include <QLineEdit>
#include <QThread>
#include <QtTest>
#include <atomic>
#include <ctime>

#include "ui/panels/latest_job.h"
#include "ui/panels/panel_parts.h"
#include "ui/tables/let_go.h"
#include "ui/theme/style.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/filter_header.h"
#include "ui/widgets/fitted_text.h"

using namespace holdfast;

namespace {

// Counts how often a text or a key is made.
class CountingModel : public TableModel {
public:
    CountingModel()
        : TableModel({textColumn("name", QStringLiteral("Name"), QStringLiteral("Name"), QStringLiteral("x")),
              figureColumn("value", QStringLiteral("Value"), QStringLiteral("Value"), QStringLiteral("1"))})
    {
        beginChange();
        endChange(50'000);
    }
    mutable int texts = 0;
    mutable int keys = 0;

protected:
    QString text(std::size_t row, int column) const override
    {
        ++texts;
        return column == 0 ? QStringLiteral("Account %1").arg(row) : QString::number(row * 7919 % 100'003);
    }
    SortKey sortKey(std::size_t row, int column) const override
    {
        ++keys;
        return column == 0 ? SortKey(std::monostate()) : SortKey(static_cast<std::int64_t>(row * 7919 % 100'003));
    }
};

} // namespace

class LongTablesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { loadFonts(); }
    void typingIntoFiftyThousandRowsMakesNoTextAgain();
    void aLetterAsksForNoKeyAndNoViewAgain();
    void filtersHoldWhenTheValuesChange();
    void fieldsAreHiddenWithoutWalkingThroughThem();
    void textsEndInDotsWhereTheFontSaysSo();
    void fontsAreMadeOnceAndFollowTheUsersSize();
    void whatIsLargeIsTakenApartElsewhere();
    void anAnswerIsHandedOnWithoutACopy();
};

void LongTablesTest::typingIntoFiftyThousandRowsMakesNoTextAgain()
{
    CountingModel model;
    model.prepareFilter(); // while the user reaches for the first letter
    QCOMPARE(model.texts, 50'000);
    model.texts = 0;
    DataTable table(QStringLiteral("t"), QStringLiteral("Things"));
    table.setTableModel(&model);
    table.resize(900, 600);
    table.show();
    table.selectRow(3);
    model.texts = 0;
    for (const QString& typed : {QStringLiteral("a"), QStringLiteral("ac"), QStringLiteral("acc 499")}) {
        const std::clock_t before = std::clock(); // of the processor; said, not judged
        model.setFilterText(typed);
        qInfo("%d rows, %.1f ms of the processor", model.rowCount(),
            1e3 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC);
    }
    // Typing on finds what typing it all at once finds.
    CountingModel atOnce;
    atOnce.setFilterText(QStringLiteral("acc 499"));
    QVERIFY(model.rowCount() > 0);
    QCOMPARE(model.rowCount(), atOnce.rowCount());
    QCOMPARE(model.sourceRow(0), atOnce.sourceRow(0));
    // What is in sight may be written anew, the fifty thousand may not.
    QVERIFY2(model.texts < 1000, qPrintable(QString::number(model.texts)));
    model.texts = 0;
    model.setFilterText({});
    const std::clock_t before = std::clock();
    model.sort(1, Qt::DescendingOrder);
    qInfo("sorted in %.1f ms of the processor", 1e3 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC);
    model.setColumnFilter(1, QStringLiteral("> 100"));
    model.setColumnFilter(1, QStringLiteral("> 1000"));
    QVERIFY2(model.texts < 1000, qPrintable(QString::number(model.texts))); // figures are compared as figures
    model.texts = 0;
    model.setColumnFilter(0, QStringLiteral("a"));
    QVERIFY2(model.texts >= 50'000 && model.texts < 51'000, qPrintable(QString::number(model.texts)));
    model.texts = 0;
    model.setColumnFilter(0, QStringLiteral("ac"));
    QVERIFY2(model.texts < 1000, qPrintable(QString::number(model.texts)));
}

void LongTablesTest::aLetterAsksForNoKeyAndNoViewAgain()
{
    CountingModel model;
    int asked = 0;
    model.setRowFilter([&asked](std::size_t row) {
        ++asked;
        return row % 2 == 0;
    });
    QCOMPARE(asked, 50'000);
    QCOMPARE(model.rowCount(), 25'000);
    model.prepareColumnFilter(1); // the user is about to type
    QCOMPARE(model.keys, 50'000);
    QCOMPARE(model.texts, 0); // figures are compared as figures
    asked = 0;
    for (const QString& typed : {QStringLiteral(">"), QStringLiteral("> 5"), QStringLiteral("> 50000")})
        model.setColumnFilter(1, typed);
    model.setFilterText(QStringLiteral("account"));
    model.sort(1, Qt::DescendingOrder);
    QCOMPARE(model.keys, 50'000);
    QCOMPARE(asked, 0);
    // Row by row, as it is defined.
    int kept = 0;
    for (int row = 0; row < 50'000; row += 2)
        kept += row * std::int64_t{7919} % 100'003 > 50'000 ? 1 : 0;
    QCOMPARE(model.rowCount(), kept);
    QVERIFY(model.exactText(0, 1).toInt() > model.exactText(kept - 1, 1).toInt());
}

void LongTablesTest::filtersHoldWhenTheValuesChange()
{
    RowsModel model({textColumn("name", QStringLiteral("Name"), QStringLiteral("Name"), QStringLiteral("x")),
        figureColumn("value", QStringLiteral("Value"), QStringLiteral("Value"), QStringLiteral("1"))});
    const auto row = [](const QString& name, int value) {
        TableRecord record;
        record.id = name;
        record.cells = {textCell(name), numberCell(value)};
        return record;
    };
    model.setRows({row(QStringLiteral("Acme"), 1), row(QStringLiteral("Bolt"), 9), row(QStringLiteral("Bond"), 2)});
    model.sort(1, Qt::DescendingOrder);
    model.setColumnFilter(1, QStringLiteral("> 1"));
    model.setFilterText(QStringLiteral("bo"));
    QCOMPARE(model.rowCount(), 2);
    model.setRows({row(QStringLiteral("Bold"), 5), row(QStringLiteral("Bolt"), 1), row(QStringLiteral("Acme"), 7),
        row(QStringLiteral("Bond"), 6)});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.exactText(0, 0), QStringLiteral("Bond"));
    QCOMPARE(model.exactText(1, 0), QStringLiteral("Bold"));
    model.setFilterText(QStringLiteral("bon"));
    QCOMPARE(model.rowCount(), 1);
    model.setRows({});
    QCOMPARE(model.rowCount(), 0);
}

void LongTablesTest::fieldsAreHiddenWithoutWalkingThroughThem()
{
    CountingModel model;
    QWidget window;
    DataTable table(QStringLiteral("t"), QStringLiteral("Things"), &window);
    table.setTableModel(&model);
    table.resize(900, 600);
    window.resize(900, 600);
    window.show();
    QApplication::setActiveWindow(&window);
    table.setColumnFiltersShown(true);
    table.filterHeader()->field(0)->setFocus();
    QVERIFY(table.filterHeader()->field(0)->hasFocus());
    const int keys = model.keys;
    table.setColumnFiltersShown(false);
    QCOMPARE(model.keys, keys); // the next field would have been prepared for typing
    QVERIFY(table.hasFocus());
}

void LongTablesTest::textsEndInDotsWhereTheFontSaysSo()
{
    const QStringList texts{QString(), QStringLiteral("Mid-market"), QStringLiteral("AVAVAVAV WAWAWA Ty To"),
        QStringLiteral("$1.24M"), QStringLiteral("−0.3 %"), QStringLiteral("iiiiiiiiii"),
        QStringLiteral("Société Générale – Zürich"), QString::fromUtf8("\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d"),
        QString::fromUtf8("\xe6\x97\xa5\xe6\x9c\xac \xf0\x9f\x92\xa5 rocket"), QString(300, u'W')};
    for (const TypeSize size : {TypeSize::Body, TypeSize::BodyStrong, TypeSize::Caption}) {
        const QFontMetricsF metrics(typeFont(size));
        for (const QString& text : texts) {
            for (int width = 0; width < 400; width += 3)
                QCOMPARE(fittedText(typeFont(size), text, width), metrics.elidedText(text, Qt::ElideRight, width));
        }
    }
}

void LongTablesTest::fontsAreMadeOnceAndFollowTheUsersSize()
{
    QVERIFY(typeFont(TypeSize::Body).isCopyOf(typeFont(TypeSize::Body)));
    QVERIFY(!typeFont(TypeSize::Body).isCopyOf(typeFont(TypeSize::BodyStrong)));
    const QFont before = QApplication::font();
    const int height = QFontMetrics(typeFont(TypeSize::Body)).height();
    QFont larger = before;
    larger.setPointSizeF(before.pointSizeF() > 0 ? before.pointSizeF() * 2 : 26);
    QApplication::setFont(larger);
    QVERIFY(QFontMetrics(typeFont(TypeSize::Body)).height() > height * 3 / 2);
    QApplication::setFont(before);
    QCOMPARE(QFontMetrics(typeFont(TypeSize::Body)).height(), height);
}

void LongTablesTest::whatIsLargeIsTakenApartElsewhere()
{
    struct Large {
        explicit Large(std::atomic<QThread*>& where)
            : where_(where)
        {
        }
        ~Large() { where_ = QThread::currentThread(); }
        std::atomic<QThread*>& where_;
    };
    std::atomic<QThread*> where = nullptr;
    letGo(std::make_shared<Large>(where));
    QTRY_VERIFY(where != nullptr);
    QVERIFY(where != QThread::currentThread());
    letGo(std::shared_ptr<Large>()); // nothing is nothing to let go of
}

void LongTablesTest::anAnswerIsHandedOnWithoutACopy()
{
    const int* made = nullptr;
    const int* received = nullptr;
    LatestJob job;
    job.run<std::vector<int>>(
        [&made](const CancelToken&) {
            std::vector<int> answer(1000, 7);
            made = answer.data();
            return answer;
        },
        [&received](std::vector<int> answer) { received = answer.data(); });
    QTRY_VERIFY(received != nullptr);
    QCOMPARE(received, made);
}

QTEST_MAIN(LongTablesTest)
#include "long_tables_test.moc"
