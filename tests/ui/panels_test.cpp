// SPDX-License-Identifier: GPL-3.0-or-later
// Zones, Revenue, Accounts, Account and Renewals on a small book: what a click leads to, what is remembered,
// and that every widget can be reached and has a name.
#include <QAccessible>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QtTest>

#include "tests/support/panel_window.h"
#include "ui/charts/chart_view.h"
#include "ui/panels/account_panel.h"
#include "ui/panels/account_rows.h"
#include "ui/panels/accounts_panel.h"
#include "ui/panels/criteria_pane.h"
#include "ui/panels/panel_parts.h"
#include "ui/panels/renewals_panel.h"
#include "ui/panels/revenue_panel.h"
#include "ui/panels/stored_row_dialog.h"
#include "ui/panels/zone_matrix_model.h"
#include "ui/panels/zones_panel.h"
#include "ui/widgets/data_table.h"

using namespace holdfast;

namespace {

// Three accounts: one whose realization broke within the last month, one with each name that a careless window trips
// over.
PortfolioPtr hostileBook()
{
    const std::string names[] = {hostileName, "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xd7\xa2\xd7\x95\xd7\x9c\xd7\x9d",
        std::string(300, 'W'), "\xf0\x9f\x92\xa5\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80 rocket"};
    PortfolioBuilder book;
    for (int at = 0; at < 4; ++at) {
        const std::string id = "H-" + std::to_string(at), name = names[at];
        book.account(id,
            "name=" + name + ", segment=" + name + ", region=" + name + ", owner=" + name +
                ", contract_model=annual, start_date=2023-01-15");
        book.subscription(id, "2023-06-30", "2025-09-30", std::to_string(100000 * (at + 1)), "product=" + name);
        book.row("contacts", "account_id=" + id + ", name=" + name + ", role=champion, joined_date=2023-02-01");
        book.row("tickets",
            "account_id=" + id + ", opened_date=2025-05-01, severity=urgent, escalated=true, subject=" + name);
        book.row("outcomes",
            "account_id=" + id + ", name=" + name +
                ", baseline=20, target=8, current=18, agreed_date=2024-12-01, due_date=2025-08-01, "
                "measured_date=2025-04-08");
        book.row("milestones", "account_id=" + id + ", name=" + name + ", side=vendor, planned_date=2025-05-01");
    }
    return book.build();
}

bool isReachable(const QWidget* widget)
{
    return widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus;
}

QString nameOf(QWidget* widget)
{
    QAccessibleInterface* reader = QAccessible::queryAccessibleInterface(widget);
    return reader ? reader->text(QAccessible::Name) : QString();
}

QString described(const QWidget* widget)
{
    return QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName() +
        QStringLiteral(" in ") +
        QString::fromLatin1(widget->parentWidget() ? widget->parentWidget()->metaObject()->className() : "nothing");
}

} // namespace

class PanelsTest : public QObject, private PanelWindow {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void everyWidgetHasANameAndIsReachedByTab_data();
    void everyWidgetHasANameAndIsReachedByTab();
    void hostileNamesAreShownAsTheyAreInEveryPanel();
    void lightAndDarkReachEveryPanelLive();
    void viewsAreSavedRenamedDeletedAndRemembered();
    void builtInViewsKeepTheirColumnsBesideSavedOnes();
    void zonesSayWhatMovedSinceAnEarlierDay();
    void zonesDrawingAndMatrixFilterEachOther();
    void zonesOfferAccountsWithoutAContractModelWhereThereAreSome();
    void revenueListsTheAccountsBehindEveryPlace();
    void aFactOfTheTimelineTurnsToItsRow();
    void renewalColumnsListTheirMonth();
    void lateActionsComeFirstAndAreCountedOnTheAccount();
    void whatAClosedReviewDidNotKeepIsSaidInsteadOfEvidence();
    void withoutAStorePanelsAreEmptyAndSaySo();
};

void PanelsTest::initTestCase()
{
    prepare();
}

void PanelsTest::init()
{
    QSettings().clear();
    applicationTheme()->setChoice(ThemeChoice::Light);
    open(std::make_unique<FakeDesk>());
}

void PanelsTest::everyWidgetHasANameAndIsReachedByTab_data()
{
    QTest::addColumn<QString>("panel");
    for (const char* id : {"zones", "revenue", "accounts", "account", "renewals", "settings"})
        QTest::newRow(id) << QString::fromLatin1(id);
}

void PanelsTest::everyWidgetHasANameAndIsReachedByTab()
{
    QFETCH(QString, panel);
    window_->showPanel(panel, panel == QStringLiteral("account") ? QStringLiteral("A-100") : QString());
    QWidget* shown = window_->panel(panel);
    QVERIFY(shown);
    for (DataTable* table : shown->findChildren<DataTable*>())
        table->setColumnFiltersShown(true);
    QCoreApplication::processEvents();
    QStringList nameless;
    QList<QWidget*> wanted;
    for (QWidget* widget : shown->findChildren<QWidget*>()) {
        if (widget->objectName().startsWith(QStringLiteral("qt_")) || !widget->isVisible())
            continue;
        if (widget->focusPolicy() != Qt::NoFocus && nameOf(widget).isEmpty())
            nameless << described(widget);
        if (isReachable(widget) && !widget->focusProxy())
            wanted << widget;
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
    QVERIFY(!wanted.isEmpty());
    // Tab leads through all of them and back to where it began. (One at a time of a row of radio-like pills.)
    window_->activateWindow();
    shown->setFocus();
    QSet<QWidget*> visited;
    for (int step = 0; step < 400; ++step) {
        QWidget* focused = QApplication::focusWidget();
        if (focused)
            visited << focused;
        QTest::keyClick(focused ? focused : window_.get(), Qt::Key_Tab);
    }
    QStringList missed;
    for (QWidget* widget : std::as_const(wanted)) {
        // Of buttons that exclude each other Tab reaches the one that is on; the arrow keys go from there to the
        // others.
        const auto* button = qobject_cast<QAbstractButton*>(widget);
        const bool bySibling =
            button && button->autoExclusive() && std::any_of(visited.begin(), visited.end(), [&](QWidget* one) {
                const auto* other = qobject_cast<QAbstractButton*>(one);
                return other && other->autoExclusive() && other->parentWidget() == button->parentWidget();
            });
        if (!visited.contains(widget) && !bySibling)
            missed << described(widget) + u' ' + nameOf(widget);
    }
    QVERIFY2(missed.isEmpty(), qPrintable(missed.join(u'\n')));
}

void PanelsTest::hostileNamesAreShownAsTheyAreInEveryPanel()
{
    open(std::make_unique<FakeDesk>(hostileBook()));
    const QString hostile = QString::fromStdString(hostileName);
    int named = 0;
    for (const PanelSpec& spec : panelRegistry()) {
        for (int account = 0; account < (spec.inSidebar ? 1 : 4); ++account) {
            window_->showPanel(spec.id, spec.inSidebar ? QString() : QStringLiteral("H-%1").arg(account));
            for (const QSize size : {QSize(1440, 900), QSize(1024, 700)}) {
                window_->resize(size);
                QCoreApplication::processEvents();
                QVERIFY(!window_->grab().isNull());
                QCOMPARE(window_->size(), size); // 300 characters push nothing out of the window
            }
        }
        for (const DataTable* table : window_->panel(spec.id)->findChildren<DataTable*>()) {
            const QAbstractItemModel* model = table->model();
            for (int row = 0; row < model->rowCount(); ++row) {
                for (int column = 0; column < model->columnCount(); ++column) {
                    const QModelIndex cell = model->index(row, column);
                    named += cell.data().toString() == hostile ? 1 : 0;
                    const QString tip = cell.data(Qt::ToolTipRole).toString();
                    QVERIFY2(!tip.contains(QStringLiteral("<img")), qPrintable(tip));
                }
            }
        }
    }
    QVERIFY(named > 4);
    for (const QLabel* label : window_->findChildren<QLabel*>())
        QVERIFY2(label->textFormat() == Qt::PlainText || !label->text().contains(u'<'), qPrintable(label->text()));
    for (const ChartView* view : window_->findChildren<ChartView*>()) {
        for (const ChartRegion& region : view->regions())
            QVERIFY(!chartTooltip(region.title, region.details).contains(QStringLiteral("<img")));
    }
}

void PanelsTest::lightAndDarkReachEveryPanelLive()
{
    for (const PanelSpec& spec : panelRegistry())
        window_->showPanel(spec.id, spec.inSidebar ? QString() : QStringLiteral("A-100"));
    for (const ThemeChoice choice : {ThemeChoice::Dark, ThemeChoice::Light}) {
        applicationTheme()->setChoice(choice);
        const Tokens& tokens = choice == ThemeChoice::Dark ? Tokens::darkTheme() : Tokens::light();
        for (const PanelSpec& spec : panelRegistry()) {
            window_->showPanel(spec.id, spec.inSidebar ? QString() : QStringLiteral("A-100"));
            QCoreApplication::processEvents();
            const QImage picture = window_->panel(spec.id)->grab().toImage();
            // The ground is the theme's, and nowhere in the panel is a patch of the other theme's.
            const QRgb other = (choice == ThemeChoice::Dark ? Tokens::light() : Tokens::darkTheme()).base.rgb();
            int own = 0, wrong = 0;
            for (int y = 0; y < picture.height(); y += 3) {
                for (int x = 0; x < picture.width(); x += 3) {
                    own += picture.pixel(x, y) == tokens.base.rgb() ? 1 : 0;
                    wrong += picture.pixel(x, y) == other ? 1 : 0;
                }
            }
            const int all = (picture.width() / 3) * (picture.height() / 3);
            QVERIFY2(own > all / 5, qPrintable(spec.id));
            QVERIFY2(wrong < all / 200, qPrintable(spec.id + QStringLiteral(" %1 of %2").arg(wrong).arg(all)));
        }
    }
}

void PanelsTest::viewsAreSavedRenamedDeletedAndRemembered()
{
    auto* accounts = shown<AccountsPanel>("accounts");
    QVERIFY(accounts);
    const int all = accounts->table()->model()->rowCount();
    accounts->useQuestion(QStringLiteral("at_risk"));
    const int atRisk = accounts->table()->model()->rowCount();
    QVERIFY(atRisk > 0 && atRisk < all);
    TableModel* model = accounts->table()->tableModel();
    accounts->table()->setColumnHidden(model->column(u"stage"), true);
    accounts->table()->sortByColumn(model->column(u"arr"), Qt::AscendingOrder);
    accounts->table()->setColumnFiltersShown(true);
    model->setColumnFilter(model->column(u"segment"), QStringLiteral("enterprise"));
    const int kept = model->rowCount();
    QVERIFY(kept > 0 && kept < atRisk);
    const QString first = model->index(0, 0).data(TableModel::IdRole).toString();
    accounts->saveViewAs(QStringLiteral("  My   big ones "));
    QCOMPARE(accounts->viewNames(), QStringList{QStringLiteral("My big ones")});
    QCOMPARE(accounts->currentView(), QStringLiteral("My big ones"));
    QVERIFY(!accounts->isViewChanged());

    accounts->useQuestion(QStringLiteral("customers"));
    QCOMPARE(model->rowCount(), all);
    QVERIFY(!model->hasColumnFilters());
    // Another run of the program opens with the view that was left.
    accounts->useView(QStringLiteral("My big ones"));
    window_.reset();
    open(std::make_unique<FakeDesk>());
    accounts = shown<AccountsPanel>("accounts");
    model = accounts->table()->tableModel();
    QCOMPARE(accounts->currentView(), QStringLiteral("My big ones"));
    QCOMPARE(model->rowCount(), kept);
    QCOMPARE(model->index(0, 0).data(TableModel::IdRole).toString(), first);
    QVERIFY(accounts->table()->isColumnHidden(model->column(u"stage")));
    QVERIFY(!accounts->isViewChanged());

    accounts->table()->sortByColumn(model->column(u"name"), Qt::DescendingOrder);
    QVERIFY(accounts->isViewChanged());
    accounts->saveChanges();
    QVERIFY(!accounts->isViewChanged());
    accounts->renameView(QStringLiteral("Enterprise at risk"));
    QCOMPARE(accounts->viewNames(), QStringList{QStringLiteral("Enterprise at risk")});
    accounts->saveViewAs(QStringLiteral("Second"));
    accounts->renameView(QStringLiteral("Enterprise at risk")); // taken
    QCOMPARE(accounts->currentView(), QStringLiteral("Second"));
    accounts->deleteView();
    QCOMPARE(accounts->viewNames(), QStringList{QStringLiteral("Enterprise at risk")});
    QCOMPARE(accounts->currentView(), QString());
}

void PanelsTest::builtInViewsKeepTheirColumnsBesideSavedOnes()
{
    auto* accounts = shown<AccountsPanel>("accounts");
    const int stage = accounts->table()->tableModel()->column(u"stage");
    accounts->saveViewAs(QStringLiteral("Narrow"));
    accounts->table()->setColumnHidden(stage, true);
    accounts->saveChanges();
    accounts->useQuestion(QStringLiteral("customers"));
    QVERIFY(!accounts->table()->isColumnHidden(stage));
    accounts->useView(QStringLiteral("Narrow"));
    QVERIFY(accounts->table()->isColumnHidden(stage));
}

void PanelsTest::zonesSayWhatMovedSinceAnEarlierDay()
{
    // Usage fell to nothing within the last weeks: realization was whole in March and is broken at the end of June.
    PortfolioBuilder book;
    for (int at = 0; at < 2; ++at) {
        const std::string id = "Z-" + std::to_string(at);
        book.account(id, "name=Zone " + id + ", contract_model=annual, start_date=2023-01-15");
        book.subscription(id, "2023-01-15", "2026-01-15", "100000");
        std::vector<std::int64_t> users;
        for (int week = 0; week < 60; ++week)
            users.push_back(at == 0 && week > 52 ? 0 : 300);
        book.weeklyUsage(id, "2024-05-06", users, "seats=320");
        book.row("outcomes",
            "account_id=" + id +
                ", name=Claim time, baseline=20, target=8, current=8, agreed_date=2023-02-01, due_date=2025-12-01, "
                "measured_date=2025-01-10, achieved_date=2025-01-10");
    }
    open(std::make_unique<FakeDesk>(book.build()));
    auto* zones = shown<ZonesPanel>("zones");
    auto* table = zones->findChild<DataTable*>(QStringLiteral("zones"));
    QCOMPARE(table->model()->rowCount(), 2);
    zones->compareWith(day("2025-03-31"));
    QCOMPARE(table->model()->rowCount(), 1); // what moved alone
    const QModelIndex cell = table->model()->index(0, ZoneMatrixModel::FirstZone + static_cast<int>(Zone::Realization));
    QCOMPARE(cell.data(TableModel::IdRole).toString(), QStringLiteral("Z-0"));
    QVERIFY(cell.data(ZoneMatrixModel::BrokeRole).toBool());
    QVERIFY(!cell.data(ZoneMatrixModel::HealedRole).toBool());
    const QString words = table->model()->index(0, ZoneMatrixModel::Moved).data().toString();
    QVERIFY2(words.contains(QStringLiteral("Realization broke")), qPrintable(words));
    QVERIFY(!table->isColumnHidden(ZoneMatrixModel::Moved));
    QVERIFY(zones->closeLast());
    QCOMPARE(table->model()->rowCount(), 2);
    QVERIFY(table->isColumnHidden(ZoneMatrixModel::Moved));
}

void PanelsTest::zonesDrawingAndMatrixFilterEachOther()
{
    auto* zones = shown<ZonesPanel>("zones");
    auto* table = zones->findChild<DataTable*>(QStringLiteral("zones"));
    const int all = table->model()->rowCount();
    auto* drawing = zones->findChild<ChartView*>();
    for (const ChartRegion& region : drawing->regions()) {
        if (region.target.kind != ChartTarget::Kind::Status)
            continue;
        Q_EMIT drawing->clicked(region.target);
        QVERIFY(table->model()->rowCount() > 0 && table->model()->rowCount() <= all);
        const int column = ZoneMatrixModel::FirstZone + region.target.first;
        for (int row = 0; row < table->model()->rowCount(); ++row)
            QCOMPARE(
                table->model()->index(row, column).data(ZoneMatrixModel::StatusRole).toInt(), region.target.second);
        Q_EMIT drawing->clicked(region.target); // the same again takes it away
        QCOMPARE(table->model()->rowCount(), all);
        return;
    }
    QFAIL("the drawing shows no status");
}

void PanelsTest::zonesOfferAccountsWithoutAContractModelWhereThereAreSome()
{
    const auto modelPills = [this] {
        for (PillRow* row : shown<ZonesPanel>("zones")->findChildren<PillRow*>()) {
            if (row->accessibleName() == QStringLiteral("Contract model"))
                return row;
        }
        return static_cast<PillRow*>(nullptr);
    };
    QVERIFY(modelPills() && !modelPills()->pill(4)->isVisible()); // all are annual
    PortfolioBuilder book;
    book.account("a", "name=A, contract_model=annual, start_date=2023-01-15");
    book.account("b", "name=B, start_date=2023-01-15");
    for (const char* id : {"a", "b"})
        book.subscription(id, "2023-01-15", "2026-01-15", "100000");
    open(std::make_unique<FakeDesk>(book.build()));
    PillRow* pills = modelPills();
    QVERIFY(pills && pills->pill(4)->isVisible());
    pills->setCurrent(4);
    auto* table = shown<ZonesPanel>("zones")->findChild<DataTable*>(QStringLiteral("zones"));
    QCOMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->index(0, 0).data().toString(), QStringLiteral("B"));
}

void PanelsTest::revenueListsTheAccountsBehindEveryPlace()
{
    auto* revenue = shown<RevenuePanel>("revenue");
    auto* list = revenue->findChild<DataTable*>(QStringLiteral("movements"));
    auto* groups = revenue->findChild<DataTable*>(QStringLiteral("driver_groups"));
    QVERIFY(list && groups);
    // Every fourth account pays 20,000 more in its contract; nothing moved in the year, so all are listed unchanged.
    const QString enterprise = QStringLiteral("=Enterprise");
    QVERIFY(groups->tableModel()->findRow(enterprise) >= 0);
    Q_EMIT groups->openRequested(enterprise);
    QTRY_COMPARE(list->model()->rowCount(), 7); // 21 accounts in three segments
    QVERIFY(list->isVisible());
    Q_EMIT groups->openRequested(QStringLiteral("total"));
    QVERIFY(revenue->closeLast() || true);
    // A cell of the cohort grid: all who started in that quarter.
    ChartView* cohorts = nullptr;
    for (ChartView* view : revenue->findChildren<ChartView*>()) {
        QTRY_VERIFY(view->chart());
        if (view->accessibleName().contains(QStringLiteral("start quarter")))
            cohorts = view;
    }
    QVERIFY(cohorts);
    QTRY_VERIFY(!cohorts->regions().empty());
    for (const ChartRegion& region : cohorts->regions()) {
        if (region.target.kind == ChartTarget::Kind::Cohort && region.target.second > 0) {
            Q_EMIT cohorts->clicked(region.target);
            break;
        }
    }
    QTRY_VERIFY(list->model()->rowCount() > 0 && list->model()->rowCount() < 21);
    QVERIFY(revenue->closeLast());
    QVERIFY(!list->isVisible());
}

void PanelsTest::aFactOfTheTimelineTurnsToItsRow()
{
    auto* account = shown<AccountPanel>("account", QStringLiteral("A-102"));
    auto* timeline = account->findChild<TimelineView*>();
    auto* facts = account->findChild<DataTable*>(QStringLiteral("account_facts"));
    for (const ChartRegion& region : timeline->regions()) {
        if (region.target.dataset != DatasetId::Milestones)
            continue;
        Q_EMIT timeline->clicked(region.target);
        QVERIFY(facts->isVisible());
        const QModelIndex row = facts->currentIndex();
        QVERIFY(row.isValid());
        QVERIFY(row.siblingAtColumn(2).data().toString().contains(QStringLiteral("Connect data")));
        // Enter opens the row as it is stored.
        QSignalSpy said(account, &Panel::showMessage);
        QTest::keyClick(facts, Qt::Key_Return);
        QTRY_VERIFY(!window_->findChildren<StoredRowDialog*>().isEmpty());
        return;
    }
    QFAIL("the milestone is not on the timeline");
}

void PanelsTest::renewalColumnsListTheirMonth()
{
    auto* renewals = shown<RenewalsPanel>("renewals");
    auto* table = renewals->findChild<DataTable*>(QStringLiteral("renewals"));
    QTRY_VERIFY(table->model()->rowCount() > 0);
    // What is at risk says by what.
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        const auto cell = [&](QStringView column) {
            return table->model()->index(row, table->tableModel()->column(column)).data().toString();
        };
        QCOMPARE(cell(u"risks").isEmpty(), cell(u"state") != QStringLiteral("At risk"));
        if (cell(u"state") == QStringLiteral("Proven"))
            QCOMPARE(cell(u"missing"), QStringLiteral("–"));
    }
    const int all = table->model()->rowCount();
    auto* chart = renewals->findChild<ChartView*>();
    QVERIFY(all > 3 && !chart->regions().empty());
    Q_EMIT chart->clicked(chart->regions().front().target);
    QTRY_VERIFY(table->model()->rowCount() < all);
    QVERIFY(renewals->closeLast());
    QTRY_COMPARE(table->model()->rowCount(), all);
}

void PanelsTest::lateActionsComeFirstAndAreCountedOnTheAccount()
{
    ReviewBundle bundle = *desk_->review();
    const Date today = bundle.result().asOf();
    const auto action = [](std::int64_t number, const char* title, Date due, std::optional<Date> done) {
        ActionItem one;
        one.number = number;
        one.accountId = "A-100";
        one.title = title;
        one.due = due;
        one.doneOn = done;
        return one;
    };
    bundle.actions = {action(1, "Call", today.addDays(-30), today.addDays(-20)), action(2, "Write", today, {}),
        action(3, "Meet", today.addDays(-12), {})};
    const std::vector<TableRecord> rows = actionRows(bundle, "A-100");
    QCOMPARE(rows.size(), std::size_t(3));
    // Late by 12 days; due today is still open; done last.
    QCOMPARE(rows[0].cells.front().text, QStringLiteral("Meet"));
    QVERIFY(rows[0].cells.back().text.startsWith(QStringLiteral("late, 12")));
    QCOMPARE(rows[0].cells.back().mark, MarkCode::Broken);
    QCOMPARE(rows[1].cells.front().text, QStringLiteral("Write"));
    QCOMPARE(rows[1].cells.back().text, QStringLiteral("open"));
    QCOMPARE(rows[2].cells.front().text, QStringLiteral("Call"));
    QCOMPARE(lateActions(bundle, "A-100"), 1);
    QCOMPARE(lateActions(bundle, "A-101"), 0);
    auto* account = shown<AccountPanel>("account", QStringLiteral("A-100"));
    account->showReview(std::make_shared<const ReviewBundle>(bundle));
    bool said = false;
    for (const PillTab* tab : account->findChildren<PillTab*>())
        said = said || tab->text() == QStringLiteral("Actions, 1 late");
    QVERIFY(said);
    account->showReview(desk_->review());
}

void PanelsTest::whatAClosedReviewDidNotKeepIsSaidInsteadOfEvidence()
{
    AnalysisRequest request;
    request.period = desk_->period();
    const std::shared_ptr<Analysis> analysis = analyse(desk_->review()->result().portfolio, {}, request);
    ReviewBundle bundle = *desk_->review();
    const AccountId account = *analysis->portfolio->findAccount("A-100");
    const auto evidence = [&] {
        QString all;
        for (const CriterionLine& line : criterionLines(*analysis, account, Zone::Realization))
            all += line.details;
        return all;
    };
    QVERIFY(evidence().contains(QStringLiteral(" line ")));
    analysis->factsKept.assign(analysis->portfolio->accountCount(), false);
    QVERIFY2(!evidence().contains(QStringLiteral(" line ")), qPrintable(evidence()));
    bundle.analysis = analysis;
    CriteriaPane pane;
    pane.showZone(std::make_shared<const ReviewBundle>(bundle), account, Zone::Realization);
    bool said = false;
    for (const QLabel* label : pane.findChildren<QLabel*>())
        said = said || label->text().contains(QStringLiteral("not the facts behind them"));
    QVERIFY(said);
}

void PanelsTest::withoutAStorePanelsAreEmptyAndSaySo()
{
    for (const char* id : {"zones", "revenue", "accounts", "account", "renewals", "settings"}) {
        window_->showPanel(QString::fromLatin1(id), QStringLiteral("A-100"));
        Panel* panel = window_->panel(QString::fromLatin1(id));
        panel->showReview(nullptr);
        QVERIFY(!panel->grab().isNull());
        if (qstrcmp(id, "settings") == 0)
            continue; // its rules are there without a store
        for (const DataTable* table : panel->findChildren<DataTable*>())
            QCOMPARE(table->model()->rowCount(), 0);
        panel->showReview(desk_->review());
    }
}

QTEST_MAIN(PanelsTest)
#include "panels_test.moc"
