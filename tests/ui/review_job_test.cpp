// SPDX-License-Identifier: GPL-3.0-or-later
// Whole jobs in the real window over a real store: first run, import, triage by keyboard, closing, the next week's
// files, what changed, looking at a closed review again. With HOLDFAST_SCREENSHOTS set to a folder, pictures are
// written there.
#include <QApplication>
#include <QDir>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTreeView>
#include <QtTest>
#include <fstream>

#include "app/review_session.h"
#include "app/sample.h"
#include "model/report/deck_outline.h"
#include "model/report/report_json.h"
#include "model/review/risk_trend.h"
#include "ui/main_window/header.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/sidebar.h"
#include "ui/panels/cadence_view.h"
#include "ui/panels/decision_form.h"
#include "ui/panels/evidence_pane.h"
#include "ui/panels/fact_link.h"
#include "ui/panels/kpi_strip.h"
#include "ui/panels/review_panel.h"
#include "ui/panels/stored_row_dialog.h"
#include "ui/tables/review_tables.h"
#include "ui/theme/style.h"
#include "ui/widgets/bars.h"
#include "ui/widgets/data_table.h"

using namespace holdfast;

namespace {

constexpr int patience = 120000; // ms; a loaded machine is slow, not wrong
const QString hostile = QStringLiteral("<img src=\"file:///etc/hostname\"> =1+1");

} // namespace

class ReviewJobTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void firstRunToNextWeek();
    void aClosedReviewStaysToTheByte();
    void anOpenReviewKeepsItsDayWhenFilesComeIn();
    void decisionsCanBeTakenBackUntilClosing();
    void aFactOpensItsRow();
    void theSliderReplaysAndDropsWhatIsOvertaken();
    void monthlyShowsTheBookByOwnerAndQuarterlyTheZones();
    void theWindowComesBackAsItWas();

private:
    ReviewPanel* panel() const { return qobject_cast<ReviewPanel*>(window_->panel(QStringLiteral("review"))); }
    QTreeView* list() const { return panel()->list(); }
    void settle() const
    {
        QTRY_VERIFY_WITH_TIMEOUT(session_->review() && !session_->isBusy(), patience);
        QVERIFY(panel());
    }
    void importSample();
    void write(const char* name, const std::string& text) const
    {
        std::ofstream file(folder_->filePath(QString::fromLatin1(name)).toStdString(), std::ios::binary);
        file << text;
    }
    void import(const QStringList& names);
    void decideAllCritical(Qt::Key key);
    void closeByButton();
    void picture(const char* name, QSize size = {1440, 900}) const;
    QString message() const { return window_->findChild<MessageBar*>()->sentence(); }
    std::string changeOf(const std::string& account, RuleId rule) const;

    Date today_;
    int seconds_ = 0;
    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<ReviewSession> session_;
    std::unique_ptr<MainWindow> window_;
    std::unique_ptr<QTemporaryDir> home_;
};

void ReviewJobTest::initTestCase()
{
    home_ = std::make_unique<QTemporaryDir>();
    QVERIFY(home_->isValid());
    qputenv("XDG_DATA_HOME", home_->path().toUtf8());
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, home_->path());
    QCoreApplication::setOrganizationName(QStringLiteral("holdfast-job-test"));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    installStyle(*qApp);
    applicationTheme()->setChoice(ThemeChoice::Light);
}

void ReviewJobTest::init()
{
    QSettings().clear();
    folder_ = std::make_unique<QTemporaryDir>();
    today_ = sampleDay().addDays(40);
    session_ = std::make_unique<ReviewSession>(
        [this] { return today_; }, [this] { return "2026-01-01T09:00:" + std::to_string(10 + (seconds_++ % 50)); });
    window_ = std::make_unique<MainWindow>(*session_);
    window_->resize(1440, 900);
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
}

void ReviewJobTest::cleanup()
{
    window_.reset();
    session_.reset();
}

void ReviewJobTest::importSample()
{
    session_->openStore(folder_->filePath(QStringLiteral("book.holdfast")));
    QTRY_VERIFY_WITH_TIMEOUT(session_->storeFacts() && !session_->isBusy(), patience);
    SampleSize size;
    size.accounts = 60;
    size.weeks = 70;
    QVERIFY(writeSample(folder_->path().toStdString(), size));
    QStringList files;
    for (const DatasetSpec& spec : datasets())
        files.append(QString::fromUtf8(spec.name.data(), static_cast<int>(spec.name.size())) + QStringLiteral(".csv"));
    import(files);
    window_->showPanel(QStringLiteral("review"));
    settle();
}

void ReviewJobTest::import(const QStringList& names)
{
    QSignalSpy done(session_.get(), &ReviewDesk::imported), failed(session_.get(), &ReviewDesk::failed);
    QStringList paths;
    for (const QString& name : names)
        paths.append(folder_->filePath(name));
    session_->importFiles(paths, {});
    QTRY_VERIFY_WITH_TIMEOUT(!done.isEmpty() || !failed.isEmpty(), patience);
    QVERIFY2(failed.isEmpty(), qPrintable(message()));
    QTRY_VERIFY_WITH_TIMEOUT(!session_->isBusy(), patience);
}

// By keyboard alone: to the next critical exception without a decision, the key, Enter.
void ReviewJobTest::decideAllCritical(Qt::Key key)
{
    list()->setFocus();
    for (int guard = 0; guard < 400 && panel()->goToUndecided(); ++guard) {
        const std::size_t left = undecidedCritical(*session_->review()).size();
        QTest::keyClick(list(), key);
        DecisionForm* form = panel()->evidence()->form();
        QVERIFY(form->isOpen());
        if (key == Qt::Key_D || key == Qt::Key_L)
            QTest::keyClicks(form->noteField(), QStringLiteral("known"));
        QTest::keyClick(form, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(undecidedCritical(*session_->review()).size() < left, patience);
    }
    QVERIFY(undecidedCritical(*session_->review()).empty());
}

void ReviewJobTest::closeByButton()
{
    settle();
    if (!session_->review()->open) {
        QTest::mouseClick(panel()->closeButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(session_->review()->open, patience);
        settle();
    }
    QTest::mouseClick(panel()->closeButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(session_->review()->isClosed(), patience);
    settle();
}

void ReviewJobTest::picture(const char* name, QSize size) const
{
    const QString folder = qEnvironmentVariable("HOLDFAST_SCREENSHOTS");
    if (folder.isEmpty())
        return;
    window_->resize(size);
    QTest::qWait(1200);
    window_->grab().save(QDir(folder).filePath(QString::fromLatin1(name) + QStringLiteral(".png")));
}

std::string ReviewJobTest::changeOf(const std::string& account, RuleId rule) const
{
    const ReviewBundle& review = *session_->review();
    for (std::size_t at = 0; at < review.states.size(); ++at) {
        const Exception& one = review.result().exceptions.exceptions[at];
        if (one.rule == rule && accountIdOf(review.result(), one) == account)
            return std::string(text(review.states[at].change)) + " by " + std::string(text(review.states[at].cause));
    }
    for (std::size_t at = 0; at < review.resolved.size(); ++at) {
        if (review.resolved[at].rule == rule && review.resolved[at].accountId == account)
            return "resolved by " + std::string(text(review.resolvedCauses[at]));
    }
    return "-";
}

void ReviewJobTest::firstRunToNextWeek()
{
    // First run: the card; then a small book of our own.
    QVERIFY(!window_->header()->isVisible());
    write("accounts.csv",
        "account_id,name,segment,region,owner,contract_model,touch,start_date,renewal_date\n"
        "A-1,\"<img src=\"\"file:///etc/hostname\"\"> =1+1\",Enterprise,EMEA,Ada,annual,human,2023-01-10,2026-01-10\n"
        "A-2,Beta,SMB,EMEA,Ben,annual,human,2023-02-10,2025-08-01\n"
        "A-3,Gamma,SMB,APAC,Ada,annual,human,2023-03-10,2026-03-10\n");
    write("subscriptions.csv",
        "subscription_id,account_id,start_date,end_date,arr,currency\n"
        "S-1,A-1,2023-01-10,2026-01-10,90000,USD\nS-2,A-2,2023-02-10,2025-08-01,50000,USD\n"
        "S-3,A-3,2023-03-10,2026-03-10,20000,USD\n");
    write("surveys.csv", "account_id,date,kind,score,respondent\nA-1,2025-06-23,nps,9,Lind\nA-3,2025-06-20,nps,3,Wu\n");
    write("outcomes.csv", "outcome_id,account_id,name,agreed_date,target\nO-1,A-3,Claim time,2025-01-01,8\n");
    write("interactions.csv",
        "interaction_id,account_id,date,kind,held,sponsor_attended\nI-1,A-1,2025-03-26,meeting,true,true\n"
        "I-2,A-2,2025-06-20,meeting,true,true\nI-3,A-3,2025-06-20,meeting,true,true\n");
    session_->openStore(folder_->filePath(QStringLiteral("mine.holdfast")));
    QTRY_VERIFY_WITH_TIMEOUT(session_->storeFacts() && !session_->isBusy(), patience);
    import({QStringLiteral("accounts.csv"), QStringLiteral("subscriptions.csv"), QStringLiteral("surveys.csv"),
        QStringLiteral("outcomes.csv"), QStringLiteral("interactions.csv")});
    QVERIFY(window_->header()->isVisible());
    window_->showPanel(QStringLiteral("review"));
    settle();
    QCOMPARE(session_->asOf().toIso(), std::string("2025-06-23"));
    // The renewal of Beta in 39 days is unproven: critical.
    QCOMPARE(changeOf("A-2", RuleId::UnprovenRenewal), std::string("new by none"));

    // Closing asks for what is missing and goes there.
    QTest::mouseClick(panel()->closeButton(), Qt::LeftButton); // opens it
    QTRY_VERIFY_WITH_TIMEOUT(session_->review()->open, patience);
    settle();
    QTest::mouseClick(panel()->closeButton(), Qt::LeftButton);
    QVERIFY(session_->review()->open && !session_->review()->isClosed());
    QVERIFY2(message().contains(QStringLiteral("still lack")), qPrintable(message()));
    const auto place = panel()->model()->exceptionAt(list()->currentIndex());
    QVERIFY(place);
    QCOMPARE(session_->review()->result().exceptions.exceptions[*place].severity, Severity::Critical);
    decideAllCritical(Qt::Key_A);
    // What was asked for is done, so the bar no longer asks for it.
    QTRY_VERIFY_WITH_TIMEOUT(!window_->findChild<MessageBar*>()->isVisible(), patience);
    // A month end that the window looked at already is not looked at again.
    const Date monthEnd = riskTrendDays(session_->asOf()).front();
    session_->review()->riskMemo->keep(monthEnd, Money{4'200});
    closeByButton();
    QCOMPARE(session_->review()->riskTrend.front(), (RiskPoint{monthEnd, Money{4'200}}));
    QVERIFY(panel()->titleText().contains(QStringLiteral("closed")));
    QVERIFY2(message().contains(QStringLiteral("is closed")), qPrintable(message()));

    // Next week: the detractor is happy, the first account's sponsor stayed away, a ticket escalated.
    write("surveys2.csv", "account_id,date,kind,score,respondent\nA-3,2025-06-29,nps,9,Wu\nA-2,2025-06-30,nps,2,Ode\n");
    auto* list = panel()->findChild<QTreeView*>(QStringLiteral("exceptions"));
    panel()->model()->setShowAll(true);
    list->setCurrentIndex(panel()->model()->index(panel()->model()->rowCount() - 1, 0));
    QVERIFY(list->currentIndex().row() > 0);
    import({QStringLiteral("surveys2.csv")});
    settle();
    QCOMPARE(session_->asOf().toIso(), std::string("2025-06-30"));
    QVERIFY(!session_->review()->isClosed());
    // The next review begins at the top of its first page, and says what did not move.
    QCOMPARE(list->currentIndex().row(), 0);
    QVERIFY(!panel()->model()->showsAll());
    QCOMPARE(session_->review()->previous->arr, session_->review()->result().retention.total.bridge.closing);
    const QString note = window_->findChild<KpiStrip*>()->figures()[0].note;
    QVERIFY2(note.startsWith(QStringLiteral("unchanged since")), qPrintable(note));
    QCOMPARE(changeOf("A-3", RuleId::Detractor), std::string("resolved by new_data"));
    QCOMPARE(changeOf("A-2", RuleId::Detractor), std::string("new by new_data"));
    QCOMPARE(changeOf("A-1", RuleId::SponsorSilent), std::string("new by time_passing")); // 89 days, then 96
    QVERIFY2(panel()->titleText().contains(QStringLiteral("resolved since")), qPrintable(panel()->titleText()));
    // The hostile name is shown as it is.
    bool seen = false;
    for (int row = 0; row < panel()->model()->rowCount(); ++row)
        seen = seen || panel()->model()->index(row, 0).data().toString() == hostile;
    QVERIFY(seen);
    // The action of last week lives on.
    QCOMPARE(session_->review()->actions.size(), std::size_t(1));

    // A threshold of our own moves one more, and says so.
    DeskSettings settings = session_->settings();
    RuleOverride patient;
    patient.rule = RuleId::SponsorSilent;
    patient.threshold = "days";
    patient.value = 30;
    settings.analysis.rules = RuleSettings({patient});
    session_->setSettings(settings);
    QTRY_COMPARE_WITH_TIMEOUT(session_->review()->result().settings, settings.analysis, patience);
    settle();
    QCOMPARE(changeOf("A-1", RuleId::SponsorSilent), std::string("new by time_passing"));

    // Dark and light live.
    applicationTheme()->setChoice(ThemeChoice::Dark);
    QTRY_VERIFY(window_->palette().color(QPalette::WindowText).lightness() > 128);
    applicationTheme()->setChoice(ThemeChoice::Light);
}

void ReviewJobTest::aClosedReviewStaysToTheByte()
{
    importSample();
    picture("review_1440_light");
    session_->setAsOf(session_->dateRange().to.addDays(-14));
    settle();
    decideAllCritical(Qt::Key_A);
    // A filter shows a part of it; what is closed is the whole book.
    Filter filter;
    filter.values[Dimension::Owner] = {
        session_->review()->result().portfolio->text(session_->review()->result().portfolio->accounts[0].owner)};
    const std::size_t all = session_->review()->states.size();
    session_->setFilter(filter);
    QTRY_VERIFY_WITH_TIMEOUT(session_->review()->states.size() < all && !session_->isBusy(), patience);
    closeByButton();
    QCOMPARE(session_->review()->states.size(), all);
    QVERIFY(session_->filter().empty());
    const std::string json = reportJson(session_->review()->result());
    const std::string checksum = session_->review()->checksum;
    const std::int64_t number = session_->review()->open->number;
    const auto titles = [this] {
        std::string said;
        for (const Slide& slide : deckOutline(*session_->review(), {}).slides)
            said += slide.title + '\n' + slide.footnote + '\n';
        return said;
    };
    const std::string outline = titles();
    QVERIFY(!checksum.empty());
    QCOMPARE(session_->review()->riskTrend.back().arr, session_->review()->result().exceptions.arrAtRisk);

    // Accounts change their names and figures, and the import is taken back: the closed review does not move.
    std::string accounts = "account_id,name,segment,arr\n";
    for (const Account& account : session_->review()->result().portfolio->accounts)
        accounts += session_->review()->result().portfolio->text(account.id) + ",Renamed,Other,1\n";
    write("renamed.csv", accounts);
    session_->showReview(0);
    settle();
    session_->setFilter({});
    settle();
    import({QStringLiteral("renamed.csv")});
    settle();
    QCOMPARE(session_->review()->result().portfolio->text(session_->review()->result().portfolio->accounts[0].name),
        std::string("Renamed"));
    session_->showReview(number);
    QTRY_VERIFY_WITH_TIMEOUT(session_->review()->isClosed(), patience);
    settle();
    QCOMPARE(reportJson(session_->review()->result()), json);
    QCOMPARE(session_->review()->checksum, checksum);
    QCOMPARE(titles(), outline);
    picture("review_closed_light");
    // A closed review takes no decision, no filter and no other period.
    QSignalSpy failed(session_.get(), &ReviewDesk::failed);
    session_->setFilter(filter);
    session_->setPeriodFrom(session_->asOf().addDays(-30));
    session_->undoDecision(1);
    QTRY_COMPARE(failed.size(), 3);
    QVERIFY(session_->review()->isClosed());
    session_->undoLastImport();
    settle();
    QTRY_VERIFY_WITH_TIMEOUT(!session_->isBusy(), patience);
    QCOMPARE(session_->review()->checksum, checksum);
    QCOMPARE(reportJson(session_->review()->result()), json);
    // It is there after the program was ended, too.
    const QString path = session_->storeFacts()->path;
    cleanup();
    session_ = std::make_unique<ReviewSession>([this] { return today_; }, [] { return "2026-02-01T09:00:00"; });
    window_ = std::make_unique<MainWindow>(*session_);
    session_->openStore(path);
    window_->showPanel(QStringLiteral("review"));
    settle();
    session_->showReview(number);
    QTRY_VERIFY_WITH_TIMEOUT(session_->review()->isClosed(), patience);
    QCOMPARE(reportJson(session_->review()->result()), json);
    QCOMPARE(titles(), outline);
}

void ReviewJobTest::anOpenReviewKeepsItsDayWhenFilesComeIn()
{
    importSample();
    const Date day = session_->asOf();
    list()->setFocus();
    QTest::keyClick(list(), Qt::Key_W);
    QTest::keyClick(panel()->evidence()->form(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(session_->review()->open, patience);
    settle();
    const std::string id =
        session_->review()->result().portfolio->text(session_->review()->result().portfolio->accounts[0].id);
    write("late.csv", "account_id,date,kind,score\n" + id + "," + day.addDays(6).toIso() + ",nps,9\n");
    import({QStringLiteral("late.csv")});
    settle();
    QCOMPARE(session_->asOf(), day);
    QCOMPARE(session_->review()->decisions.size(), std::size_t(1));
    QVERIFY2(message().contains(QStringLiteral("newest facts")), qPrintable(message()));
    // On the new day it is another review: the watch still keeps its row out of the way there.
    session_->setAsOf(day.addDays(6));
    settle();
    QVERIFY(!session_->review()->open);
    QVERIFY(session_->review()->decisions.empty());
    QCOMPARE(std::count_if(session_->review()->states.begin(), session_->review()->states.end(),
                 [](const ExceptionState& state) { return state.outOfTheWay; }),
        1);
    QCOMPARE(panel()->model()->outOfTheWay() + panel()->model()->accountsIn(std::nullopt) >= 1, true);
}

void ReviewJobTest::decisionsCanBeTakenBackUntilClosing()
{
    importSample();
    const struct {
        Qt::Key key;
        DecisionKind kind;
    } keys[] = {{Qt::Key_A, DecisionKind::Act}, {Qt::Key_W, DecisionKind::Watch}, {Qt::Key_G, DecisionKind::Escalate},
        {Qt::Key_L, DecisionKind::Accept}, {Qt::Key_D, DecisionKind::Dismiss}, {Qt::Key_E, DecisionKind::Done}};
    for (const auto& one : keys) {
        list()->setFocus();
        QTest::keyClick(list(), one.key);
        DecisionForm* form = panel()->evidence()->form();
        QVERIFY(form->isOpen());
        if (one.kind == DecisionKind::Escalate)
            QTest::keyClicks(form->whoField(), QStringLiteral("the COO"));
        QTest::keyClicks(form->noteField(), QStringLiteral("why"));
        QTest::keyClick(form->noteField(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(session_->review()->decisions.size(), std::size_t(1), patience);
        QCOMPARE(session_->review()->decisions.front().kind, one.kind);
        const bool acts = one.kind == DecisionKind::Act || one.kind == DecisionKind::Escalate;
        QCOMPARE(session_->review()->actions.size(), std::size_t(acts ? 1 : 0));
        // It is on the disk already: a second program would read it.
        settle();
        {
            const auto other = Store::open(session_->storeFacts()->path.toStdString(), OpenMode::ReadOnly);
            QVERIFY(other);
            QCOMPARE(loadRecorded(**other)->decisions.size(), std::size_t(1));
        }
        list()->setFocus();
        QTest::keyClick(list(), Qt::Key_U);
        QTRY_COMPARE_WITH_TIMEOUT(session_->review()->decisions.size(), std::size_t(0), patience);
        QVERIFY(session_->review()->actions.empty());
        settle();
    }
}

void ReviewJobTest::aFactOpensItsRow()
{
    importSample();
    int opened = 0;
    for (int row = 0; row < panel()->model()->rowCount() && opened < 6; ++row) {
        list()->setCurrentIndex(panel()->model()->index(row, 0));
        settle();
        FactLink* link = panel()->evidence()->facts()->findChild<FactLink*>();
        if (!link)
            continue;
        QTest::mouseClick(link, Qt::LeftButton);
        StoredRowDialog* dialog = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT(
            (dialog = window_->findChild<StoredRowDialog*>()) || message().contains(QStringLiteral("no longer")),
            patience);
        QVERIFY2(dialog, qPrintable(link->text() + message()));
        const QString account = panel()->model()->accountAt(list()->currentIndex())->id;
        QVERIFY2(dialog->asText().contains(account), qPrintable(dialog->asText()));
        QVERIFY2(dialog->windowTitle().contains(QStringLiteral(".csv, line ")), qPrintable(dialog->windowTitle()));
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!window_->findChild<StoredRowDialog*>());
        ++opened;
    }
    QVERIFY(opened > 0);
}

void ReviewJobTest::theSliderReplaysAndDropsWhatIsOvertaken()
{
    importSample();
    QSignalSpy published(session_.get(), &ReviewDesk::reviewChanged);
    AsOfSlider* slider = window_->header()->slider();
    const int last = slider->maximum();
    for (int step = 1; step <= 30; ++step)
        slider->setValue(last - step);
    settle();
    QCOMPARE(session_->review()->result().asOf(), slider->day());
    // Thirty days were asked for at once: those that were overtaken were never shown.
    QVERIFY2(published.size() < 20, qPrintable(QString::number(published.size())));
}

void ReviewJobTest::monthlyShowsTheBookByOwnerAndQuarterlyTheZones()
{
    importSample();
    session_->setCadence(Cadence::Monthly);
    QTRY_COMPARE_WITH_TIMEOUT(session_->review()->cadence, Cadence::Monthly, patience);
    settle();
    CadenceView* view = panel()->cadenceView();
    QVERIFY(view->isVisible() && view->table()->isVisible());
    QVERIFY(view->owners()->rowCount() > 1);
    picture("review_monthly_light");
    const int all = panel()->model()->accountsIn(std::nullopt);
    view->table()->setCurrentIndex(view->owners()->index(0, 0));
    const std::string owner = view->table()->currentId().toStdString();
    QCOMPARE(panel()->model()->owner(), std::optional(owner));
    QVERIFY(panel()->model()->rowCount() < all);
    const Portfolio& portfolio = *session_->review()->result().portfolio;
    for (int row = 0; row < panel()->model()->rowCount(); ++row) {
        const ExceptionAccount* account = panel()->model()->accountAt(panel()->model()->index(row, 0));
        QCOMPARE(portfolio.text(portfolio.account(*account->account).owner), owner);
    }
    session_->setCadence(Cadence::Quarterly);
    QTRY_COMPARE_WITH_TIMEOUT(session_->review()->cadence, Cadence::Quarterly, patience);
    settle();
    QVERIFY(view->zones() && !view->table()->isVisible());
    QVERIFY(!panel()->model()->owner());
    picture("review_quarterly_light");
    session_->setCadence(Cadence::Weekly);
    QTRY_COMPARE_WITH_TIMEOUT(session_->review()->cadence, Cadence::Weekly, patience);
    settle();
    QVERIFY(!view->isVisible());
}

void ReviewJobTest::theWindowComesBackAsItWas()
{
    importSample();
    window_->showPanel(QStringLiteral("zones"));
    window_->resize(1100, 720);
    window_->close();
    cleanup();
    session_ = std::make_unique<ReviewSession>([this] { return today_; }, [] { return "2026-02-01T09:00:00"; });
    window_ = std::make_unique<MainWindow>(*session_);
    QCOMPARE(window_->size(), QSize(1100, 720));
    session_->openStore(folder_->filePath(QStringLiteral("book.holdfast")));
    window_->show();
    QTRY_VERIFY_WITH_TIMEOUT(window_->panel(QStringLiteral("zones")), patience);
    QVERIFY(window_->panel(QStringLiteral("zones"))->isVisible());
}

QTEST_MAIN(ReviewJobTest)
#include "review_job_test.moc"
