// SPDX-License-Identifier: GPL-3.0-or-later
// The window on a small book: its jobs by keyboard, names for screen readers, hostile names, light and dark.
// With HOLDFAST_SCREENSHOTS set to a folder the pictures of every panel are written there.
#include <QAccessible>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QMimeData>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/support/fake_desk.h"
#include "ui/main_window/header.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/panel_registry.h"
#include "ui/main_window/shortcuts_page.h"
#include "ui/main_window/sidebar.h"
#include "ui/panels/accounts_panel.h"
#include "ui/panels/decision_form.h"
#include "ui/panels/evidence_pane.h"
#include "ui/panels/fact_link.h"
#include "ui/panels/kpi_strip.h"
#include "ui/panels/review_panel.h"
#include "ui/panels/trigger_line.h"
#include "ui/panels/usage_chart.h"
#include "ui/theme/style.h"
#include "ui/widgets/bars.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/data_table.h"

using namespace holdfast;

class WindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void withoutAStoreTheFirstRunCardOffersTheThreeWaysIn();
    void reviewRanksAtMostFifteenAndSaysWhatLiesBelow();
    void decisionsAreMadeUndoneAndMovedThroughByKeyboard();
    void dismissingAsksForAReason();
    void laneTabsKeepOnlyTheirLane();
    void evidenceShowsUsageOfTheAccountAndWhereItCameFrom();
    void searchFindsAccountsPanelsAndCommands();
    void sliderMovesTheAsOfDateByWeeks();
    void droppedFilesOfThisComputerAreLookedAtForImport();
    void failuresAreSaidInTheBar();
    void accountsAreFilteredByEveryWord();
    void everyWidgetThatTakesTheKeyboardHasAName();
    void hostileNamesAreShownAsTheyAre();
    void panelsAreReachedByTheirKeysInTheRealWindow();
    void triggersAreNeverCut();
    void evidenceIsNotCutInTheNarrowPane();
    void everyKeyOfAPlaceIsListed();
    void darkAndLightChangeLive();
    void narrowWindowShowsIconsAloneAndOpensTheEvidenceWithSpace();
    void pictures();

private:
    ReviewPanel* review() const { return qobject_cast<ReviewPanel*>(window_->panel(QStringLiteral("review"))); }

    QTemporaryDir settings_;
    std::unique_ptr<FakeDesk> desk_;
    std::unique_ptr<MainWindow> window_;
};

void WindowTest::initTestCase()
{
    QVERIFY(settings_.isValid());
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings_.path());
    QCoreApplication::setOrganizationName(QStringLiteral("holdfast-test"));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    installStyle(*qApp);
    applicationTheme()->setChoice(ThemeChoice::Light);
}

void WindowTest::init()
{
    window_.reset();
    desk_ = std::make_unique<FakeDesk>();
    window_ = std::make_unique<MainWindow>(*desk_);
    window_->resize(1440, 900);
    window_->show();
    if (qstrcmp(QTest::currentTestFunction(), "withoutAStoreTheFirstRunCardOffersTheThreeWaysIn") != 0) {
        desk_->open();
        window_->showPanel(QStringLiteral("review"));
        QVERIFY(review());
    }
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
}

void WindowTest::withoutAStoreTheFirstRunCardOffersTheThreeWaysIn()
{
    QVERIFY(!window_->header()->isVisible());
    QPushButton* sample = nullptr;
    for (QPushButton* button : window_->findChildren<QPushButton*>()) {
        if (button->text() == QStringLiteral("Open the sample portfolio") && button->isVisible())
            sample = button;
    }
    QVERIFY(sample);
    // The keyboard begins at the ways in.
    QVERIFY(window_->focusWidget() && window_->focusWidget()->accessibleName() == QStringLiteral("Choose files…"));
    QTest::mouseClick(sample, Qt::LeftButton);
    QCOMPARE(desk_->asked, QStringList{QStringLiteral("sample")});
    desk_->open();
    QVERIFY(window_->header()->isVisible());
    QVERIFY(window_->panel(QStringLiteral("review")));
}

void WindowTest::reviewRanksAtMostFifteenAndSaysWhatLiesBelow()
{
    const ExceptionListModel* model = review()->model();
    const int all = model->accountsIn(std::nullopt);
    QVERIFY(all > 15);
    QCOMPARE(model->rowCount(), 15);
    QCOMPARE(model->belowTheLine(), all - 15);
    QVERIFY(review()->titleText().contains(QString::number(all)));
    QCOMPARE(review()->kpis()->figures().size(), std::size_t(5));
    QVERIFY(!review()->triggers()->sentence().isEmpty());
    // The first row is the account of the first exception of the analysis: the list is not sorted again.
    const Exception& first = desk_->review()->result().exceptions.exceptions.front();
    QCOMPARE(model->accountAt(model->index(0, 0))->id.toStdString(),
        desk_->review()->result().portfolio->accountId(*first.account));
}

void WindowTest::decisionsAreMadeUndoneAndMovedThroughByKeyboard()
{
    QTreeView* list = review()->list();
    list->setFocus();
    const QModelIndex first = list->currentIndex();
    QVERIFY(first.isValid());
    const QString account = review()->model()->accountAt(first)->id;
    QTest::keyClick(list, Qt::Key_J);
    QVERIFY(list->currentIndex() != first);
    QTest::keyClick(list, Qt::Key_K);
    QCOMPARE(list->currentIndex(), first);

    QTest::keyClick(list, Qt::Key_A);
    DecisionForm* form = review()->evidence()->form();
    QVERIFY(form->isOpen());
    // Letters in the field are text, not shortcuts.
    form->noteField()->setFocus();
    QTest::keyClicks(form->noteField(), QStringLiteral("call joe"));
    QCOMPARE(form->noteField()->text(), QStringLiteral("call joe"));
    QTest::keyClick(form->noteField(), Qt::Key_Return);
    QCOMPARE(desk_->decisions().size(), std::size_t(1));
    QCOMPARE(QString::fromStdString(desk_->decisions()[0].accountId), account);
    QCOMPARE(desk_->decisions()[0].kind, DecisionKind::Act);
    QCOMPARE(desk_->decisions()[0].note, std::string("call joe"));
    QVERIFY(!desk_->actions.first().isEmpty());
    QVERIFY(!form->isOpen());
    // The list does not jump: the row stays where it was, with its decision.
    QCOMPARE(review()->model()->indexOf(account).row(), 0);
    QVERIFY(review()->model()->isDecided(0));

    QTest::keyClick(list, Qt::Key_U);
    QCOMPARE(desk_->decisions().size(), std::size_t(0));
    QVERIFY(!review()->model()->isDecided(0));

    QSignalSpy opened(review(), &Panel::openAccount);
    QTest::keyClick(list, Qt::Key_O);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened[0][0].toString(), account);
}

void WindowTest::dismissingAsksForAReason()
{
    review()->list()->setFocus();
    QTest::keyClick(review()->list(), Qt::Key_D);
    DecisionForm* form = review()->evidence()->form();
    QTest::keyClick(form->noteField(), Qt::Key_Return);
    QCOMPARE(desk_->decisions().size(), std::size_t(0));
    QVERIFY(form->isOpen());
    QTest::keyClicks(form->noteField(), QStringLiteral("wrong feed"));
    QTest::keyClick(form->noteField(), Qt::Key_Return);
    QCOMPARE(desk_->decisions().size(), std::size_t(1));
    QCOMPARE(desk_->decisions()[0].kind, DecisionKind::Dismiss);
}

void WindowTest::laneTabsKeepOnlyTheirLane()
{
    ExceptionListModel* model = review()->model();
    model->setShowAll(true);
    model->setLane(Lane::Data);
    QCOMPARE(model->rowCount(), model->accountsIn(Lane::Data));
    for (int row = 0; row < model->rowCount(); ++row) {
        const QModelIndex parent = model->index(row, 0);
        for (int rule = 0; rule < model->rowCount(parent); ++rule) {
            const std::size_t place = model->exceptionAt(model->index(rule, 0, parent)).value();
            const Exception& one = desk_->review()->result().exceptions.exceptions[place];
            QCOMPARE(holdfast::rule(one.rule).lane, Lane::Data);
        }
    }
}

void WindowTest::evidenceShowsUsageOfTheAccountAndWhereItCameFrom()
{
    review()->showAccount(QStringLiteral("A-100"));
    // 60 weeks: 380–420 users, then twelve fewer each week from week 45 on: 52 weeks are drawn, the fall is shaded.
    QVERIFY(!review()->evidence()->chart()->isEmpty());
    QVERIFY(review()->evidence()->chart()->shadedWeeks() > 0);
    QStringList texts;
    for (const QLabel* label : review()->evidence()->facts()->findChildren<QLabel*>())
        texts.append(label->text());
    for (const FactLink* link : review()->evidence()->facts()->findChildren<FactLink*>())
        texts.append(link->text());
    QVERIFY2(texts.join(u'|').contains(QStringLiteral("usage.csv line 7")), qPrintable(texts.join(u'|')));
}

void WindowTest::searchFindsAccountsPanelsAndCommands()
{
    SearchModel* search = window_->header()->search();
    search->search(QStringLiteral("kestrel"));
    QCOMPARE(search->rowCount(), 1);
    QCOMPARE(search->hit(0)->id, QStringLiteral("A-101"));
    search->search(QStringLiteral("data"));
    QCOMPARE(search->hit(0)->kind, SearchHit::Kind::Panel);
    search->search(QStringLiteral("deck"));
    QCOMPARE(search->hit(0)->kind, SearchHit::Kind::Command);
    QTest::keyClick(window_.get(), Qt::Key_K, Qt::ControlModifier);
    QVERIFY(window_->header()->searchField()->hasFocus());
}

void WindowTest::sliderMovesTheAsOfDateByWeeks()
{
    window_->header()->slider()->setFocus();
    QTest::keyClick(window_->header()->slider(), Qt::Key_Left);
    QCOMPARE(desk_->asked.last(), QStringLiteral("as of 2025-06-23"));
    QCOMPARE(window_->header()->dateField()->date(), QDate(2025, 6, 23));
    QTest::keyClick(window_->header()->slider(), Qt::Key_Right);
    QCOMPARE(desk_->asked.last(), QStringLiteral("as of 2025-06-30"));
}

void WindowTest::droppedFilesOfThisComputerAreLookedAtForImport()
{
    QMimeData data;
    data.setUrls(
        {QUrl::fromLocalFile(QStringLiteral("/tmp/usage.csv")), QUrl(QStringLiteral("https://example.org/x.csv"))});
    QDragEnterEvent enter(QPoint(700, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(window_.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(700, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(window_.get(), &drop);
    QTRY_COMPARE(desk_->asked, QStringList{QStringLiteral("preview /tmp/usage.csv")});
    QCOMPARE(window_->currentPanel(), QStringLiteral("data"));
    // A link is not fetched, and not passed over in silence.
    data.setUrls({QUrl(QStringLiteral("https://example.org/x.csv"))});
    QDragEnterEvent again(QPoint(700, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(window_.get(), &again);
    QDropEvent link(QPointF(700, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(window_.get(), &link);
    QVERIFY(window_->messageBar()->isVisible());
    QVERIFY(window_->messageBar()->sentence().contains(QStringLiteral("no file")));
}

void WindowTest::failuresAreSaidInTheBar()
{
    Q_EMIT desk_->failed(Error{ErrorCode::BadInput, "The dates of “Created” can be read both ways", {}});
    QVERIFY(window_->messageBar()->isVisible());
    QVERIFY(window_->messageBar()->sentence().contains(QStringLiteral("both ways")));
    QCOMPARE(window_->messageBar()->kind(), MessageBar::Kind::Failure);
    QTest::keyClick(window_.get(), Qt::Key_Escape);
    QVERIFY(!window_->messageBar()->isVisible());
}

void WindowTest::accountsAreFilteredByEveryWord()
{
    window_->showPanel(QStringLiteral("accounts"));
    auto* accounts = qobject_cast<AccountsPanel*>(window_->panel(QStringLiteral("accounts")));
    QVERIFY(accounts);
    QCOMPARE(accounts->table()->model()->rowCount(), 21);
    accounts->filterField()->setText(QStringLiteral("OKAFOR kestrel"));
    QCOMPARE(accounts->table()->model()->rowCount(), 1);
    accounts->table()->selectRow(0);
    QVERIFY(accounts->table()->selectionAsText(true).startsWith(QStringLiteral("Account\tSegment")));
    QCOMPARE(accounts->table()->selectionAsText(false).section(u'\t', 0, 0), QStringLiteral("Kestrelbay Air"));
    QVERIFY(accounts->closeLast());
    QCOMPARE(accounts->table()->model()->rowCount(), 21);
}

void WindowTest::everyWidgetThatTakesTheKeyboardHasAName()
{
    for (const PanelSpec& spec : panelRegistry()) {
        window_->showPanel(spec.id, spec.inSidebar ? QString() : QStringLiteral("A-100"));
        QCoreApplication::processEvents();
    }
    QStringList nameless;
    for (const QWidget* widget : window_->findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith(QStringLiteral("qt_")))
            continue;
        QAccessibleInterface* reader = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
        if (reader && reader->text(QAccessible::Name).isEmpty() && reader->text(QAccessible::Value).isEmpty())
            nameless.append(QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName() +
                u' ' +
                QString::fromLatin1(widget->parentWidget() ? widget->parentWidget()->metaObject()->className() : ""));
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
}

void WindowTest::hostileNamesAreShownAsTheyAre()
{
    const QString hostile = QString::fromStdString(hostileName);
    review()->model()->setShowAll(true);
    review()->showAccount(QStringLiteral("A-120"));
    const auto* link = review()->evidence()->findChild<AccountLink*>();
    QVERIFY(link && link->text() == hostile && link->accessibleName().contains(hostile));
    QVERIFY2(!link->toolTip().contains(QStringLiteral("<img")), qPrintable(link->toolTip()));
    // Every label of the window is plain text, or holds none.
    for (const PanelSpec& spec : panelRegistry())
        window_->showPanel(spec.id, spec.inSidebar ? QString() : QStringLiteral("A-120"));
    for (const QLabel* label : window_->findChildren<QLabel*>())
        QVERIFY2(label->textFormat() == Qt::PlainText || !label->text().contains(u'<'), qPrintable(label->text()));
    for (const QWidget* widget : window_->findChildren<QWidget*>())
        QVERIFY2(!widget->toolTip().contains(QStringLiteral("<img")), qPrintable(widget->toolTip()));
    const QModelIndex row = review()->model()->indexOf(QStringLiteral("A-120"));
    QVERIFY(row.data(Qt::ToolTipRole).toString().contains(QStringLiteral("&lt;img")));
}

void WindowTest::panelsAreReachedByTheirKeysInTheRealWindow()
{
    window_->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window_.get()));
    int reached = 0;
    // Twice, so that each is also reached when its panel is there already and something inside it has the keyboard.
    for (int round = 0; round < 2; ++round) {
        for (const PanelSpec& spec : panelRegistry()) {
            if (spec.keys.isEmpty())
                continue;
            QVERIFY(QApplication::focusWidget());
            QTest::keyClick(
                QApplication::focusWidget(), static_cast<Qt::Key>(spec.keys.back().unicode()), Qt::ControlModifier);
            Panel* panel = window_->panel(spec.id);
            QVERIFY2(panel && panel->isVisible(), qPrintable(spec.id));
            QWidget* focus = QApplication::focusWidget();
            QVERIFY2(focus && (focus == panel || panel->isAncestorOf(focus)), qPrintable(spec.id));
            ++reached;
        }
    }
    QCOMPARE(reached, 14);
}

void WindowTest::triggersAreNeverCut()
{
    for (const QSize size : {QSize(1440, 900), QSize(1280, 800), QSize(1024, 700), QSize(900, 600)}) {
        window_->resize(size);
        QCoreApplication::processEvents();
        QVERIFY2(review()->triggers()->fits(), qPrintable(QString::number(size.width())));
    }
}

void WindowTest::evidenceIsNotCutInTheNarrowPane()
{
    window_->resize(1280, 800);
    QCoreApplication::processEvents();
    review()->showAccount(QStringLiteral("A-100"));
    int looked = 0;
    for (const QLabel* label : review()->evidence()->facts()->findChildren<QLabel*>()) {
        if (label->text().isEmpty())
            continue;
        QCoreApplication::processEvents();
        QVERIFY2(label->fontMetrics().horizontalAdvance(label->text()) <= label->contentsRect().width() + 1,
            qPrintable(label->text()));
        ++looked;
    }
    for (const FactLink* link : review()->evidence()->facts()->findChildren<FactLink*>()) {
        QVERIFY2(link->width() >= link->sizeHint().width(), qPrintable(link->text()));
        ++looked;
    }
    QVERIFY(looked > 8);
}

void WindowTest::everyKeyOfAPlaceIsListed()
{
    QStringList titles, keys;
    for (const KeyGroup& group : panelKeys()) {
        titles.append(group.title);
        for (const auto& [what, key] : group.keys) {
            QVERIFY(!what.isEmpty() && !key.isEmpty());
            keys.append(key);
        }
    }
    QCOMPARE(titles, (QStringList{QStringLiteral("Review"), QStringLiteral("Tables"), QStringLiteral("Charts")}));
    // What the tables' own menu names is on the page as well.
    for (const char* key : {"Ctrl+C", "Ctrl+Shift+C", "Ctrl+Shift+F", "Ctrl+P", "A", "W", "G", "L", "D", "E", "U", "O"})
        QVERIFY2(keys.contains(QString::fromLatin1(key)), key);
}

void WindowTest::darkAndLightChangeLive()
{
    const QColor light = window_->palette().color(QPalette::Base);
    applicationTheme()->setChoice(ThemeChoice::Dark);
    QTRY_COMPARE(window_->palette().color(QPalette::Base), Tokens::darkTheme().base);
    QCOMPARE(review()->palette().color(QPalette::Text), Tokens::darkTheme().text);
    applicationTheme()->setChoice(ThemeChoice::Light);
    QTRY_COMPARE(window_->palette().color(QPalette::Base), light);
    QCOMPARE(light, Tokens::light().base);
}

void WindowTest::narrowWindowShowsIconsAloneAndOpensTheEvidenceWithSpace()
{
    QCOMPARE(window_->sidebar()->width(), 184);
    window_->resize(1024, 700);
    QTRY_COMPARE(window_->sidebar()->width(), 48);
    window_->resize(960, 700);
    QTRY_VERIFY(!review()->evidence()->isVisible());
    review()->list()->setFocus();
    QTest::keyClick(review()->list(), Qt::Key_Space);
    QVERIFY(review()->evidence()->isVisible());
    QTest::keyClick(window_.get(), Qt::Key_Escape);
    QVERIFY(!review()->evidence()->isVisible());
}

void WindowTest::pictures()
{
    const QString folder = qEnvironmentVariable("HOLDFAST_SCREENSHOTS");
    const auto save = [&](const QString& name) {
        const QPixmap picture = window_->grab();
        return folder.isEmpty() ? !picture.isNull() : picture.save(folder + u'/' + name + QStringLiteral(".png"));
    };
    review()->ask(DecisionKind::Act);
    QVERIFY(review()->evidence()->form()->isOpen());
    QVERIFY(save(QStringLiteral("decision")));
    review()->evidence()->form()->confirm();
    QVERIFY(review()->evidence()->undoButton()->isEnabled());
    QVERIFY(save(QStringLiteral("decided")));
    Filter filter;
    filter.values[Dimension::Segment] = {"Enterprise", "SMB"};
    desk_->setFilter(filter);
    Q_EMIT desk_->failed(Error{ErrorCode::BadInput, "usage.csv has no column that looks like a date", {}});
    QTest::qWait(30);
    QCOMPARE(window_->header()->findChildren<Chip*>().size(), 1);
    QVERIFY(window_->header()->findChildren<Chip*>().first()->isVisible());
    QVERIFY(save(QStringLiteral("failure")));
    window_->messageBar()->dismiss();
    desk_->setFilter({});
    {
        FakeDesk empty;
        MainWindow first(empty);
        first.resize(1440, 900);
        first.show();
        QVERIFY(folder.isEmpty() || first.grab().save(folder + QStringLiteral("/first_run.png")));
    }
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        applicationTheme()->setChoice(choice);
        for (const QSize size : {QSize(1440, 900), QSize(1024, 700)}) {
            window_->resize(size);
            for (const PanelSpec& spec : panelRegistry()) {
                window_->showPanel(spec.id, spec.inSidebar ? QString() : QStringLiteral("A-100"));
                QTest::qWait(folder.isEmpty() ? 0 : 150);
                const QPixmap picture = window_->grab();
                // Nothing asks for more room than the window has.
                QCOMPARE(picture.size(), size);
                if (!folder.isEmpty())
                    QVERIFY(picture.save(
                        QStringLiteral("%1/%2_%3_%4.png")
                            .arg(folder, spec.id)
                            .arg(size.width())
                            .arg(choice == ThemeChoice::Dark ? QStringLiteral("dark") : QStringLiteral("light"))));
            }
        }
    }
    applicationTheme()->setChoice(ThemeChoice::Light);
}

QTEST_MAIN(WindowTest)
#include "window_test.moc"
