// SPDX-License-Identifier: GPL-3.0-or-later
// The window never makes its user wait: every panel is shown and every intent is given, each as an event of its own,
// and the processor time of each event of the window's thread is held against a bound. Time of a thread, not of the
// clock: a busy machine makes nothing slow.
#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>
#include <ctime>

#include "app/review_session.h"
#include "app/sample.h"
#include "ui/main_window/header.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/panel_registry.h"
#include "ui/panels/decision_form.h"
#include "ui/panels/evidence_pane.h"
#include "ui/panels/review_panel.h"
#include "ui/theme/style.h"
#include "ui/widgets/data_table.h"

using namespace holdfast;

namespace {

constexpr int patience = 200000; // ms

// 50 ms is what a user may be made to wait. The development build is optimised for building: it gets twice as much.
#ifdef NDEBUG
constexpr double bound = 50;
#else
constexpr double bound = 100;
#endif

double threadMilliseconds()
{
#ifdef CLOCK_THREAD_CPUTIME_ID
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
#else
    return static_cast<double>(std::clock()) * 1e3 / CLOCKS_PER_SEC; // of all threads: an upper bound
#endif
}

class WatchedApplication : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override
    {
        if (depth_ > 0 || !watching)
            return QApplication::notify(receiver, event);
        const QByteArray name = receiver->metaObject()->className();
        const int type = event->type();
        ++depth_;
        const double before = threadMilliseconds();
        const bool done = QApplication::notify(receiver, event);
        const double took = threadMilliseconds() - before;
        --depth_;
        if (took > bound)
            slow.append(QStringLiteral("%1: %2 ms in %3, event %4")
                            .arg(doing)
                            .arg(took, 0, 'f', 0)
                            .arg(QString::fromLatin1(name))
                            .arg(type));
        return done;
    }

    bool watching = false;
    QString doing;
    QStringList slow;

private:
    int depth_ = 0;
};

WatchedApplication* watched()
{
    return static_cast<WatchedApplication*>(qApp);
}

} // namespace

class WatchdogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSlowEventIsNoticed();
    void noEventTakesLongerThanTheBound();

private:
    // Runs `intent` from the event loop, as a click would, and waits until all that follows is done.
    void give(const QString& what, const std::function<void()>& intent)
    {
        watched()->doing = what;
        QTimer::singleShot(0, window_.get(), intent);
        QTest::qWait(30);
        QTRY_VERIFY_WITH_TIMEOUT(!session_->isBusy(), patience);
        QTest::qWait(30);
    }

    std::unique_ptr<ReviewSession> session_;
    std::unique_ptr<MainWindow> window_;
};

void WatchdogTest::aSlowEventIsNoticed()
{
    watched()->watching = true;
    watched()->doing = QStringLiteral("spin");
    QTimer::singleShot(0, this, [] {
        const double begin = threadMilliseconds();
        while (threadMilliseconds() - begin < bound * 1.5) { }
    });
    QTRY_COMPARE_WITH_TIMEOUT(watched()->slow.size(), 1, patience);
    watched()->watching = false;
    watched()->slow.clear();
}

void WatchdogTest::noEventTakesLongerThanTheBound()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("sanitizers make everything slow");
#endif
    QTemporaryDir folder;
    QVERIFY(folder.isValid());
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    QCoreApplication::setOrganizationName(QStringLiteral("holdfast-watchdog-test"));
    installStyle(*qApp);
    applicationTheme()->setChoice(ThemeChoice::Light);
    SampleSize size;
    size.accounts = 400;
    size.weeks = 80;
    QVERIFY(writeSample(folder.path().toStdString(), size));
    QStringList files;
    for (const DatasetSpec& spec : datasets())
        files.append(folder.filePath(
            QString::fromUtf8(spec.name.data(), static_cast<int>(spec.name.size())) + QStringLiteral(".csv")));
    session_ = std::make_unique<ReviewSession>(
        [] { return sampleDay().addDays(3); }, [] { return std::string("2026-01-01T09:00:00"); });
    window_ = std::make_unique<MainWindow>(*session_);
    window_->resize(1440, 900);
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
    watched()->watching = true;
    give(QStringLiteral("open"), [&] { session_->openStore(folder.filePath(QStringLiteral("book.holdfast"))); });
    give(QStringLiteral("import"), [&] { session_->importFiles(files, {}); });
    QTRY_VERIFY_WITH_TIMEOUT(
        session_->review() && session_->review()->result().portfolio->accountCount() == 400, patience);
    const auto panel = [this] { return qobject_cast<ReviewPanel*>(window_->panel(QStringLiteral("review"))); };
    const QString account = QString::fromStdString(
        session_->review()->result().portfolio->text(session_->review()->result().portfolio->accounts[7].id));
    for (const PanelSpec& spec : panelRegistry())
        give(QStringLiteral("show ") + spec.id,
            [&] { window_->showPanel(spec.id, spec.inSidebar ? QString() : account); });
    for (const PanelSpec& spec : panelRegistry()) {
        give(QStringLiteral("show again ") + spec.id, [&] { window_->showPanel(spec.id); });
        give(QStringLiteral("as-of on ") + spec.id,
            [&] { window_->header()->slider()->setValue(window_->header()->slider()->value() - 1); });
    }
    Filter filter;
    filter.values[Dimension::Segment] = {"SMB", "Enterprise"};
    give(QStringLiteral("filter"), [&] { session_->setFilter(filter); });
    give(QStringLiteral("no filter"), [&] { session_->setFilter({}); });
    give(QStringLiteral("filter menu"), [&] { window_->header()->filterButton()->click(); });
    give(QStringLiteral("put the menu away"), [&] {
        if (QWidget* popup = QApplication::activePopupWidget())
            popup->close();
    });
    give(QStringLiteral("period"), [&] { session_->setPeriodFrom(session_->asOf().addMonths(-6)); });
    give(QStringLiteral("search"), [&] { window_->header()->searchField()->setText(QStringLiteral("a")); });
    give(QStringLiteral("review"), [&] { window_->showPanel(QStringLiteral("review")); });
    give(QStringLiteral("show all"), [&] { panel()->model()->setShowAll(true); });
    for (int step = 0; step < 12; ++step)
        give(QStringLiteral("next row"), [&] { panel()->step(1); });
    give(QStringLiteral("ask"), [&] { panel()->ask(DecisionKind::Watch); });
    give(QStringLiteral("decide"), [&] { panel()->evidence()->form()->confirm(); });
    give(QStringLiteral("undo"), [&] { panel()->undo(); });
    give(QStringLiteral("settings panel"), [&] { window_->showPanel(QStringLiteral("settings")); });
    DeskSettings settings = session_->settings();
    settings.analysis.defaultMargin = 0.7;
    give(QStringLiteral("margin"), [&] { session_->setSettings(settings); });
    RuleOverride own;
    own.rule = RuleId::UsageDrop;
    own.threshold = "change_high";
    own.value = -0.1;
    settings.analysis.rules = RuleSettings({own});
    give(QStringLiteral("threshold"), [&] { session_->setSettings(settings); });
    settings.baseCurrency = "EUR";
    give(QStringLiteral("base currency"), [&] { session_->setSettings(settings); });
    give(QStringLiteral("defaults"), [&] { session_->setSettings(DeskSettings{{}, "USD", Cadence::Weekly}); });
    give(QStringLiteral("alias"), [&] { session_->setAlias(QStringLiteral("Nobody Ltd"), account); });
    give(QStringLiteral("accounts"), [&] { window_->showPanel(QStringLiteral("accounts")); });
    auto* table = window_->panel(QStringLiteral("accounts"))->findChild<DataTable*>(QStringLiteral("accounts"));
    QVERIFY(table);
    for (const char* suffix : {"csv", "xlsx"}) {
        const QString path = folder.filePath(QStringLiteral("shown.") + QString::fromLatin1(suffix));
        give(QStringLiteral("table as ") + QString::fromLatin1(suffix), [&] { table->exportTo(path); });
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(path), patience);
    }
    const QString exported = folder.filePath(QStringLiteral("exceptions.csv"));
    give(QStringLiteral("export"), [&] { session_->exportTable(QStringLiteral("exceptions"), exported); });
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(exported), patience);
    give(QStringLiteral("review again"), [&] { window_->showPanel(QStringLiteral("review")); });
    give(QStringLiteral("decide all"), [&] {
        const ReviewPtr review = session_->review();
        for (const std::size_t place : undecidedCritical(*review)) {
            const Exception& exception = review->result().exceptions.exceptions[place];
            Decision decision;
            decision.accountId = accountIdOf(review->result(), exception);
            decision.rule = exception.rule;
            decision.kind = DecisionKind::Done;
            decision.severity = exception.severity;
            session_->decide(decision, QString());
        }
    });
    QTRY_VERIFY_WITH_TIMEOUT(undecidedCritical(*session_->review()).empty(), patience);
    give(QStringLiteral("close"), [&] { session_->closeReview(); });
    QTRY_VERIFY_WITH_TIMEOUT(session_->review()->isClosed(), patience);
    const std::int64_t closed = session_->review()->open->number;
    for (const PanelSpec& spec : panelRegistry())
        give(QStringLiteral("closed ") + spec.id, [&] { window_->showPanel(spec.id); });
    give(QStringLiteral("present"), [&] { session_->showReview(0); });
    give(QStringLiteral("closed again"), [&] { session_->showReview(closed); });
    QTRY_VERIFY_WITH_TIMEOUT(session_->review()->isClosed(), patience);
    give(QStringLiteral("present again"), [&] { session_->showReview(0); });
    give(QStringLiteral("monthly"), [&] { session_->setCadence(Cadence::Monthly); });
    give(QStringLiteral("quarterly"), [&] { session_->setCadence(Cadence::Quarterly); });
    give(QStringLiteral("weekly"), [&] { session_->setCadence(Cadence::Weekly); });
    give(QStringLiteral("dark"), [&] { applicationTheme()->setChoice(ThemeChoice::Dark); });
    give(QStringLiteral("light"), [&] { applicationTheme()->setChoice(ThemeChoice::Light); });
    give(QStringLiteral("narrow"), [&] { window_->resize(1024, 700); });
    watched()->watching = false;
    window_.reset();
    session_.reset();
    QVERIFY2(watched()->slow.isEmpty(), qPrintable(watched()->slow.join(u'\n')));
}

int main(int argc, char** argv)
{
    WatchedApplication application(argc, argv);
    WatchdogTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "watchdog_test.moc"
