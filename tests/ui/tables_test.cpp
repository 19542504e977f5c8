// SPDX-License-Identifier: GPL-3.0-or-later
// What every table can do: filter by column, keep its columns by their ids, copy, write CSV and Excel, print.
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QPdfWriter>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/support/fake_desk.h"
#include "ui/panels/account_rows.h"
#include "ui/panels/criteria_pane.h"
#include "ui/panels/panel_parts.h"
#include "ui/panels/revenue_rows.h"
#include "ui/panels/zone_matrix_model.h"
#include "ui/tables/accounts_model.h"
#include "ui/theme/style.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/filter_header.h"
#include "ui/widgets/table_output.h"

using namespace holdfast;

namespace {

const char* const hostileNames[] = {"<img src=\"file:///etc/hostname\"> =1+1",
    "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xd7\xa2\xd7\x95\xd7\x9c\xd7\x9d",
    "\xf0\x9f\x92\xa5\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80 rocket", "=cmd|' /C calc'!A0"};

// name | owner | ARR | share | day
std::vector<TableColumnSpec> columns()
{
    return {textColumn("name", QStringLiteral("Name"), QStringLiteral("The name"), QStringLiteral("Brindlewater")),
        textColumn("owner", QStringLiteral("Owner"), QStringLiteral("The owner"), QStringLiteral("M. Ibarra")),
        figureColumn("arr", QStringLiteral("ARR"), QStringLiteral("ARR"), QStringLiteral("$12.34M"), ColumnKind::Money),
        figureColumn(
            "share", QStringLiteral("Share"), QStringLiteral("Share"), QStringLiteral("104 %"), ColumnKind::Percent),
        figureColumn(
            "day", QStringLiteral("Day"), QStringLiteral("Day"), QStringLiteral("30 Jun 2025"), ColumnKind::Date),
        markColumn("mark", QString(), QStringLiteral("Status"))};
}

TableRecord record(const QString& name, const QString& owner, std::int64_t cents, Ratio share, const char* on)
{
    TableRecord one;
    one.id = name;
    one.cells = {textCell(name), textCell(owner), moneyCell(Money{cents}, "USD"), percentCell(share),
        dateCell(on ? std::optional(day(on)) : std::nullopt), markCell(share ? MarkCode::AtRisk : MarkCode::Critical)};
    return one;
}

void fill(RowsModel& model)
{
    std::vector<TableRecord> rows{
        record(QStringLiteral("Acme"), QStringLiteral("M. Ibarra"), 124'031'150, 1.0 / 3, "2025-06-30"),
        record(QStringLiteral("Bolt"), QStringLiteral("T. Okafor"), 96'400'000, 1.043, "2025-07-01"),
        record(QStringLiteral("Crest"), QStringLiteral("M. Ibarra"), -5'00, {}, nullptr)};
    for (const char* name : hostileNames)
        rows.push_back(record(QString::fromUtf8(name), QStringLiteral("J. Aldane"), 1'00, 0.5, "2024-01-01"));
    rows.push_back(record(QString(300, u'W'), QStringLiteral("J. Aldane"), 1'00, 0.5, "2024-01-01"));
    model.setRows(std::move(rows));
}

QString readAll(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

class TablesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void columnFiltersWorkTogetherWithTheText();
    void fieldsUnderTheHeadsFilterAndGiveBackWhatTheyTook();
    void columnsAreRememberedByTheirIds();
    void columnsGiveWayBeforeAnythingHasToBeScrolledTo();
    void whatSaysLeastStandsBackUntilTheUserChooses();
    void theSumStandsLastHoweverItIsSorted();
    void copyIsExactAndPlainOrWithHeads();
    void csvAndExcelHoldWhatIsShownExactly();
    void aLongTableIsGatheredInPiecesAndBeginsAgainWhenItChanges();
    void paperHasHeadsAndNumbersOnEveryPage();
    void aTableWithoutRowsSaysWhy();
    void everyItemModelStaysSoundThroughItsLife();

private:
    QTemporaryDir folder_;
};

void TablesTest::initTestCase()
{
    QVERIFY(folder_.isValid());
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_.path());
    QCoreApplication::setOrganizationName(QStringLiteral("holdfast-test"));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    installStyle(*qApp);
    applicationTheme()->setChoice(ThemeChoice::Light);
}

void TablesTest::init()
{
    QSettings().clear();
}

void TablesTest::columnFiltersWorkTogetherWithTheText()
{
    RowsModel model(columns());
    fill(model);
    model.setColumnFilter(model.column(u"owner"), QStringLiteral("ibarra"));
    QCOMPARE(model.rowCount(), 2);
    model.setColumnFilter(model.column(u"arr"), QStringLiteral("> 1m"));
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("Acme"));
    model.setFilterText(QStringLiteral("bolt"));
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(model.isFiltered());
    model.clearColumnFilters();
    QCOMPARE(model.rowCount(), 1);
    model.setFilterText({});
    QCOMPARE(model.rowCount(), 8);
    QVERIFY(!model.isFiltered());
    // A mark is found by its word.
    model.setColumnFilter(model.column(u"mark"), QStringLiteral("critical"));
    QCOMPARE(model.rowCount(), 1);
    model.setColumnFilter(model.column(u"mark"), {});
    model.setColumnFilter(model.column(u"share"), QStringLiteral("–"));
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("Crest"));
}

void TablesTest::fieldsUnderTheHeadsFilterAndGiveBackWhatTheyTook()
{
    RowsModel model(columns());
    fill(model);
    DataTable table(QStringLiteral("t"), QStringLiteral("Things"));
    table.setTableModel(&model);
    table.resize(900, 400);
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table));
    QLineEdit* owner = table.filterHeader()->field(1);
    QVERIFY(owner && !owner->isVisible());
    const int before = table.viewport()->y();
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(owner->isVisible());
    QVERIFY(table.viewport()->y() >= before + owner->height()); // no row lies under the fields
    QCOMPARE(owner->accessibleName(), QStringLiteral("Filter Owner"));
    QCOMPARE(table.filterHeader()->field(5)->accessibleName(), QStringLiteral("Filter Status"));
    // Each stands under its own head.
    for (int column = 0; column < model.columnCount(); ++column) {
        const QRect box = table.filterHeader()->field(column)->geometry();
        const int left = table.columnViewportPosition(column);
        QVERIFY(box.left() >= left && box.right() <= left + qMax(table.columnWidth(column), 30));
    }
    owner->setFocus();
    QTest::keyClicks(owner, QStringLiteral("okafor"));
    QCOMPARE(model.rowCount(), 1);
    QTest::keyClick(owner, Qt::Key_Escape);
    QCOMPARE(model.rowCount(), 8);
    QTest::keyClicks(owner, QStringLiteral("okafor"));
    table.setColumnFiltersShown(false); // nothing filters unseen
    QCOMPARE(model.rowCount(), 8);
    QVERIFY(owner->text().isEmpty());
}

void TablesTest::columnsAreRememberedByTheirIds()
{
    RowsModel model(columns());
    fill(model);
    {
        DataTable table(QStringLiteral("t"), QStringLiteral("Things"));
        table.setTableModel(&model);
        table.horizontalHeader()->moveSection(2, 0); // ARR first
        table.setColumnWidth(0, 222);
        table.sortByColumn(2, Qt::DescendingOrder);
    }
    // Another version of the table: a column more in front, one gone.
    std::vector<TableColumnSpec> other = columns();
    other.erase(other.begin() + 1);
    other.insert(other.begin(), textColumn("new", QStringLiteral("New"), QStringLiteral("New"), QStringLiteral("x")));
    RowsModel changed(other);
    DataTable table(QStringLiteral("t"), QStringLiteral("Things"));
    table.setTableModel(&changed);
    QCOMPARE(table.horizontalHeader()->visualIndex(changed.column(u"arr")), 0);
    QCOMPARE(table.columnWidth(changed.column(u"name")), 222);
    QCOMPARE(table.horizontalHeader()->sortIndicatorSection(), changed.column(u"arr"));
    QVERIFY(!table.isColumnHidden(changed.column(u"new")));
}

void TablesTest::columnsGiveWayBeforeAnythingHasToBeScrolledTo()
{
    RowsModel model(columns());
    fill(model);
    DataTable table(QStringLiteral("fit"), QStringLiteral("Things"));
    table.setTableModel(&model);
    table.resize(1200, 300);
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table));
    const int name = model.column(u"name"), owner = model.column(u"owner"), arr = model.column(u"arr");
    const int wide = table.columnWidth(name), ownerWide = table.columnWidth(owner), figure = table.columnWidth(arr);
    const QVariant before = table.layoutState().value(QStringLiteral("widths"));
    const int all = table.horizontalHeader()->length();
    // A little too narrow: the owners give way, neither the names nor a figure does.
    table.resize(all - 15 + (table.width() - table.viewport()->width()), 300);
    QTRY_VERIFY(table.columnWidth(owner) < ownerWide);
    QCOMPARE(table.columnWidth(name), wide);
    QCOMPARE(table.columnWidth(arr), figure);
    QVERIFY(table.horizontalHeader()->length() <= table.viewport()->width());
    // What was chosen is remembered, not what the window forced.
    QCOMPARE(table.layoutState().value(QStringLiteral("widths")), before);
    // Far too narrow: nothing is squeezed to nothing, the table scrolls.
    table.resize(200, 300);
    QTRY_COMPARE(table.columnWidth(owner), ownerWide);
    table.resize(1200, 300);
    QTRY_COMPARE(table.columnWidth(owner), ownerWide);
    QCOMPARE(table.columnWidth(name), wide);
}

void TablesTest::whatSaysLeastStandsBackUntilTheUserChooses()
{
    std::vector<TableColumnSpec> specs = columns();
    specs[1] = standsBack(specs[1]); // the owner
    RowsModel model(specs);
    fill(model);
    const int owner = 1;
    {
        DataTable table(QStringLiteral("back"), QStringLiteral("Things"));
        table.setTableModel(&model);
        table.resize(1200, 300);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        QVERIFY(!table.isColumnHidden(owner));
        const int all = table.horizontalHeader()->length(), width = table.columnWidth(owner);
        table.resize(all - width / 2, 300);
        QTRY_VERIFY(table.isColumnHidden(owner));
        QVERIFY(table.horizontalHeader()->length() <= table.viewport()->width());
        // The window left it out, nobody hid it: it is not remembered, and it comes back with its width.
        table.sortByColumn(0, Qt::DescendingOrder);
        QVERIFY(table.layoutState().value(QStringLiteral("hidden")).toStringList().isEmpty());
        table.resize(1200, 300);
        QTRY_VERIFY(!table.isColumnHidden(owner));
        QCOMPARE(table.columnWidth(owner), width);
        table.resize(all - width / 2, 300);
        QTRY_VERIFY(table.isColumnHidden(owner));
    }
    DataTable table(QStringLiteral("back"), QStringLiteral("Things"));
    table.setTableModel(&model);
    table.resize(1200, 300);
    table.show();
    QTRY_VERIFY(!table.isColumnHidden(owner));
    // Who chose the columns sees them, and scrolls.
    QVariantMap layout = table.layoutState();
    layout.insert(QStringLiteral("chosen"), true);
    table.setLayoutState(layout);
    table.resize(200, 300);
    QTRY_VERIFY(table.horizontalScrollBar()->maximum() > 0);
    QVERIFY(!table.isColumnHidden(owner));
    // So does who hid or showed a column before this was remembered.
    layout.remove(QStringLiteral("chosen"));
    layout.insert(QStringLiteral("hidden"), QStringList{QStringLiteral("day")});
    table.setLayoutState(layout);
    QVERIFY(!table.isColumnHidden(owner));
}

void TablesTest::theSumStandsLastHoweverItIsSorted()
{
    RowsModel model(columns());
    std::vector<TableRecord> rows{record(QStringLiteral("Acme"), QStringLiteral("M. Ibarra"), 3'00, 0.5, "2025-06-30"),
        record(QStringLiteral("All"), QString(), 8'00, 0.5, nullptr),
        record(QStringLiteral("Zest"), QStringLiteral("M. Ibarra"), 5'00, 0.5, "2025-06-30")};
    rows[1].total = true;
    model.setRows(std::move(rows));
    const auto names = [&] {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            all.append(model.index(row, 0).data().toString());
        return all.join(u' ');
    };
    for (const char* column : {"name", "arr"}) {
        const int at = model.column(QString::fromLatin1(column));
        model.sort(at, Qt::AscendingOrder);
        QCOMPARE(names(), QStringLiteral("Acme Zest All"));
        model.sort(at, Qt::DescendingOrder);
        QCOMPARE(names(), QStringLiteral("Zest Acme All"));
    }
}

void TablesTest::copyIsExactAndPlainOrWithHeads()
{
    RowsModel model(columns());
    fill(model);
    DataTable table(QStringLiteral("t"), QStringLiteral("Things"));
    table.setTableModel(&model);
    table.show();
    table.selectRow(0);
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    // 1/3 in all its digits, $1,240,311.50 to the cent, the day as ISO, the mark by its letter.
    QCOMPARE(QApplication::clipboard()->text(),
        QStringLiteral("Acme\tM. Ibarra\t1240311.50\t0.3333333333333333\t2025-06-30\tR"));
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QApplication::clipboard()->text().section(u'\n', 0, 0), QStringLiteral("Name\tOwner\tARR\tShare\tDay\t"));
    table.selectionModel()->select(model.index(2, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    // What is missing is empty, not a dash; a severity has no letter and gives its word.
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("Crest\tM. Ibarra\t-5.00\t\t\tCritical"));
}

void TablesTest::csvAndExcelHoldWhatIsShownExactly()
{
    RowsModel model(columns());
    fill(model);
    DataTable table(QStringLiteral("t"), QStringLiteral("Things"));
    table.setTableModel(&model);
    table.setColumnHidden(1, true);
    model.setColumnFilter(0, QStringLiteral("acme | crest | =cmd"));
    QCOMPARE(model.rowCount(), 3);
    const QString csv = folder_.filePath(QStringLiteral("out.csv"));
    QSignalSpy said(&table, &DataTable::said);
    table.exportTo(csv);
    QTRY_COMPARE(said.size(), 1);
    QCOMPARE(said[0][0].toString(), QStringLiteral("3 rows saved as out.csv"));
    const QString text = readAll(csv);
    QVERIFY(text.startsWith(QStringLiteral("Name,ARR,Share,Day,Status\r\n")));
    QVERIFY2(text.contains(QStringLiteral("Acme,1240311.50,0.3333333333333333,2025-06-30,R\r\n")), qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("Crest,-5.00,,,Critical\r\n")));
    QVERIFY(text.contains(QStringLiteral("'=cmd"))); // a spreadsheet does not run it
    const QString xlsx = folder_.filePath(QStringLiteral("out.xlsx"));
    table.exportTo(xlsx);
    QTRY_COMPARE(said.size(), 2);
    QFile file(xlsx);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.read(2), QByteArray("PK"));
    table.exportTo(folder_.filePath(QStringLiteral("none/out.csv")));
    QTRY_COMPARE(said.size(), 3);
    QVERIFY(said[2][0].toString().contains(QStringLiteral("cannot be written")));
}

void TablesTest::aLongTableIsGatheredInPiecesAndBeginsAgainWhenItChanges()
{
    RowsModel model(columns());
    std::vector<TableRecord> rows;
    for (int row = 0; row < 3000; ++row)
        rows.push_back(record(QString::number(row), QStringLiteral("x"), row, 0.5, "2025-06-30"));
    model.setRows(rows);
    TableTexts got;
    bool done = false;
    auto* gatherer = new TableGatherer(&model, {0, 2}, QStringLiteral("t"), TableTextKind::Exact, &model);
    gatherer->start([&](TableTexts texts) {
        got = std::move(texts);
        done = true;
    });
    QVERIFY(!done); // the window has its turn in between
    model.setFilterText(QStringLiteral("7")); // and the user types
    QTRY_VERIFY(done);
    QCOMPARE(got.rows.size(), static_cast<std::size_t>(model.rowCount()));
    QCOMPARE(got.rows.front()[0], QStringLiteral("7"));
    QCOMPARE(got.columns.size(), std::size_t{2});
}

void TablesTest::paperHasHeadsAndNumbersOnEveryPage()
{
    RowsModel model(columns());
    std::vector<TableRecord> rows;
    for (int row = 0; row < 120; ++row)
        rows.push_back(record(row == 0 ? QString(300, u'W') : QStringLiteral("Account %1").arg(row),
            QStringLiteral("x"), row * 100, 0.5, "2025-06-30"));
    model.setRows(rows);
    TableTexts texts;
    bool done = false;
    auto* gatherer =
        new TableGatherer(&model, {0, 1, 2, 3, 4, 5}, QStringLiteral("Accounts"), TableTextKind::Shown, &model);
    gatherer->start([&](TableTexts made) {
        texts = std::move(made);
        done = true;
    });
    QTRY_VERIFY(done);
    QCOMPARE(texts.rows[1][2], QStringLiteral("$1")); // as in the window
    QCOMPARE(texts.rows[1][5], QStringLiteral("R")); // a mark by its letter
    const QString path = folder_.filePath(QStringLiteral("paper.pdf"));
    int pages = 0;
    {
        QPdfWriter writer(path);
        writer.setPageSize(QPageSize(QPageSize::A4));
        TablePrinter printer(writer, texts, QStringLiteral("as of 2025-06-30"));
        pages = printer.pageCount();
        QVERIFY2(pages >= 2 && pages <= 4, qPrintable(QString::number(pages)));
        int printed = 1;
        while (printer.printNext())
            ++printed;
        QCOMPARE(printed, pages);
        QVERIFY(!printer.hasFailed());
        QVERIFY(!printer.printNext());
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray pdf = file.readAll();
    QCOMPARE(pdf.count("/Type /Page\n"), pages);
}

void TablesTest::aTableWithoutRowsSaysWhy()
{
    RowsModel model(columns());
    DataTable table(QStringLiteral("t"), QStringLiteral("Things"));
    table.setTableModel(&model);
    table.resize(600, 300);
    table.show();
    const QImage blank = table.grab().toImage();
    table.setEmptyText(QStringLiteral("Import accounts to fill this table."));
    const QImage told = table.grab().toImage();
    QVERIFY(blank != told);
    fill(model);
    model.setFilterText(QStringLiteral("no row has this"));
    QVERIFY(table.grab().toImage() != told);
    QCOMPARE(model.rowCount(), 0);
}

void TablesTest::everyItemModelStaysSoundThroughItsLife()
{
    FakeDesk desk;
    desk.open();
    const ReviewPtr review = desk.review();
    const Analysis& analysis = review->result();
    const auto mode = QAbstractItemModelTester::FailureReportingMode::QtTest;
    ZoneMatrixModel matrix;
    AccountsModel accounts;
    RowsModel drivers(driverColumns()), groups(groupColumns()), breakdown(breakdownColumns()),
        exceptions(accountExceptionColumns()), outcomes(outcomeColumns()), contacts(contactColumns()),
        actions(actionColumns()), facts(factColumns());
    CriteriaModel criteria;
    std::vector<std::unique_ptr<QAbstractItemModelTester>> testers;
    for (QAbstractItemModel* model : std::initializer_list<QAbstractItemModel*>{&matrix, &accounts, &drivers, &groups,
             &breakdown, &exceptions, &outcomes, &contacts, &actions, &facts, &criteria})
        testers.push_back(std::make_unique<QAbstractItemModelTester>(model, mode));
    matrix.setReview(review);
    accounts.setReview(review);
    drivers.setRows(driverRows(analysis));
    groups.setRows(groupRows(analysis, Dimension::Segment));
    breakdown.setRows(breakdownRows(analysis, Dimension::Owner));
    exceptions.setRows(accountExceptionRows(*review, AccountId{0}));
    outcomes.setRows(outcomeRows(analysis, AccountId{0}));
    contacts.setRows(contactRows(analysis, AccountId{1}));
    facts.setRows(factRows(analysis, AccountId{0}));
    criteria.setLines(criterionLines(analysis, AccountId{0}, Zone::Realization));
    QVERIFY(criteria.rowCount() > 0);
    TableModel* models[] = {
        &matrix, &accounts, &drivers, &groups, &breakdown, &exceptions, &outcomes, &contacts, &actions, &facts};
    for (TableModel* model : models) {
        for (int column = 0; column < model->columnCount(); ++column) {
            model->sort(column, Qt::DescendingOrder);
            model->sort(column, Qt::AscendingOrder);
            QVERIFY(!model->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty());
            const int all = model->rowCount();
            model->setColumnFilter(column, QStringLiteral("\"no row holds this\""));
            QCOMPARE(model->rowCount(), 0);
            model->setColumnFilter(column, {});
            QCOMPARE(model->rowCount(), all);
            for (int row = 0; row < all; ++row)
                model->exactText(row, column);
        }
    }
    matrix.setMovement(zoneMovement(analysis.zones, analysis.zones));
    matrix.setFilter(Zone::Realization, ZoneStatus::Broken, {}, ZoneMatrixModel::Movement::All);
    matrix.setFilter({}, {}, {}, ZoneMatrixModel::Movement::Moved);
    QCOMPARE(matrix.rowCount(), 0); // nothing moved against itself
    matrix.setFilter({}, {}, {});
    for (RowsModel* model : {&drivers, &groups, &breakdown, &exceptions, &outcomes, &contacts, &actions, &facts})
        model->setRows({});
    matrix.setReview(nullptr);
    accounts.setReview(nullptr);
    criteria.setLines({});
    for (TableModel* model : models)
        QCOMPARE(model->rowCount(), 0);
}

QTEST_MAIN(TablesTest)
#include "tables_test.moc"
