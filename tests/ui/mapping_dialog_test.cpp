// SPDX-License-Identifier: GPL-3.0-or-later
// The way of files into the store through the dialog, with the real engine behind it: what is asked, what is not, what
// is remembered. With HOLDFAST_SCREENSHOTS set to a folder pictures are written there.
#include <QAbstractItemModelTester>
#include <QAbstractSlider>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>
#include <QtTest>

#include "tests/support/file_desk.h"
#include "ui/dialogs/columns_view.h"
#include "ui/dialogs/import_report_page.h"
#include "ui/dialogs/mapping_dialog.h"
#include "ui/dialogs/preview_model.h"
#include "ui/theme/style.h"
#include "ui/theme/tokens.h"

using namespace holdfast;

class MappingDialogTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void knownFilesAreImportedWithoutADialog();
    void aGuessIsShownOnceAndRememberedForNextWeek();
    void whatWouldBeNewIsSaidBeforeTheImportAndAfterEachChoice();
    void questionsStayInTheirPlacesWhenOneIsAnswered();
    void thePreviewFollowsTheColumnsWithoutAGap();
    void aDateOrderThatTheFileDoesNotSayIsAskedAndHoldsTheImportBack();
    void scoresAreLeftOutOrMappedOnlyByAnAnswer();
    void whichSurveyItIsIsAskedOnceWhereNoColumnSaysIt();
    void aFieldIsBoundToOneColumnAlone();
    void unknownTextsOfAnEnumGetAMeaning();
    void badCellsAreMarkedWithTheirReason();
    void aFileThatIsNoTableIsLeftOutAndTheOthersLand();
    void tooManyRejectedRowsCanBeForcedThrough();
    void cancellingStoresNothing();
    void rejectedRowsAreSavedUnderTheirHeadersForRepair();
    void aNameThatIsNearlyAnAccountsIsAskedAbout();
    void anIdThatIsNoAccountIsAskedAboutAndRemembered();
    void hostileNamesAreShownAsTheyAre();
    void everyControlHasAName();
    void pictures();

private:
    QString write(const char* name, const QByteArray& text)
    {
        QFile file(folder_->filePath(QString::fromUtf8(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("%s cannot be written", name);
        return file.fileName();
    }
    MappingDialog& open(const QStringList& files)
    {
        dialog_ = std::make_unique<MappingDialog>(*desk_, files);
        dialog_->start();
        return *dialog_;
    }
    // Every preview that was asked for has come back.
    void settle()
    {
        for (int last = -1; last != desk_->previews();) {
            last = desk_->previews();
            QTest::qWait(30);
        }
    }
    QPushButton* button(const QString& text) const
    {
        for (QPushButton* one : dialog_->findChildren<QPushButton*>()) {
            if (one->text().startsWith(text))
                return one;
        }
        return nullptr;
    }

    bool labelThatSays(const QString& text) const
    {
        const auto labels = dialog_->findChildren<QLabel*>();
        return std::any_of(
            labels.begin(), labels.end(), [&text](const QLabel* label) { return label->text().contains(text); });
    }

    QTemporaryDir settings_;
    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<FileDesk> desk_;
    std::unique_ptr<MappingDialog> dialog_;
};

namespace {

const QByteArray accountsFile = "account_id,name,arr\nA-1,Fernacre Retail,1200\nA-2,Oakhollow,2400\n";

// Own headers, no template: a guess that a person sees once. 13 cannot be a month, so the order is clear.
const QByteArray guessedFile = "Org ID,Week,WAU,Licenses\nA-1,13/05/2025,22,40\nA-2,13/05/2025,57,90\n";

} // namespace

void MappingDialogTest::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("Holdfast"));
    QCoreApplication::setApplicationName(QStringLiteral("mapping_dialog_test"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings_.path());
    loadFonts();
    installStyle(*qApp);
}

void MappingDialogTest::init()
{
    QSettings().clear();
    folder_ = std::make_unique<QTemporaryDir>();
    desk_ = std::make_unique<FileDesk>(folder_->filePath(QStringLiteral("book.holdfast")));
}

void MappingDialogTest::cleanup()
{
    dialog_.reset();
    desk_.reset();
    folder_.reset();
}

void MappingDialogTest::knownFilesAreImportedWithoutADialog()
{
    MappingDialog& dialog = open({write("accounts.csv", accountsFile)});
    QTRY_COMPARE(desk_->landed, 1);
    QVERIFY(!dialog.isVisible());
    QCOMPARE(desk_->last.inserted, std::int64_t(2));
}

void MappingDialogTest::aGuessIsShownOnceAndRememberedForNextWeek()
{
    const QString file = write("weekly_activity.csv", guessedFile);
    {
        MappingDialog& dialog = open({file});
        QTRY_VERIFY(dialog.isVisible());
        QCOMPARE(desk_->landed, 0);
        QVERIFY(dialog.plan().canImport());
        settle();
        QVERIFY(button(QStringLiteral("Import 2 rows"))->isEnabled());
        dialog.importNow();
        QTRY_COMPARE(desk_->landed, 1);
        QCOMPARE(desk_->last.inserted, std::int64_t(2));
    }
    MappingDialog& again = open({file});
    QTRY_COMPARE(desk_->landed, 2);
    QVERIFY(!again.isVisible());
    QCOMPARE(desk_->last.unchanged, std::int64_t(2));
}

void MappingDialogTest::whatWouldBeNewIsSaidBeforeTheImportAndAfterEachChoice()
{
    open({write("weekly_activity.csv", guessedFile)});
    settle();
    dialog_->importNow();
    QTRY_COMPARE(desk_->landed, 1);
    // One row as it was, one with more users, one more; a destroyed id; and X-9 is nobody's.
    const QString file = write("activity_with_notes.csv",
        "Org ID,Week,WAU,Licenses,Notes\nA-1,13/05/2025,22,40,\nA-2,13/05/2025,60,90,\nX-9,13/05/2025,1,1,\n"
        "1.03E+13,13/05/2025,1,1,\n");
    MappingDialog& dialog = open({file});
    QTRY_VERIFY(dialog.isVisible());
    QTRY_VERIFY(dialog.rehearsal().report().has_value());
    const std::string label = dialog.plan().table(0).label;
    QCOMPARE(
        dialog.rehearsal().sentencesOf(label).first(), QStringLiteral("1 new, 1 changed, 1 unchanged, 1 rejected."));
    // The accounts are not there at all: the two rows stored before wait already, and so would X-9.
    QCOMPARE(dialog.rehearsal().sentence(2),
        QStringLiteral("1 new, 1 changed, 1 unchanged, 1 rejected; 1 row would wait for its account"));
    QTRY_VERIFY(labelThatSays(QStringLiteral("1 new, 1 changed, 1 unchanged, 1 rejected.")));
    QCOMPARE(desk_->store().imports().value().size(), std::size_t(1));
    // Without the users A-2 says what is stored.
    dialog.chooseColumn(2, QString());
    QTRY_COMPARE(
        dialog.rehearsal().sentencesOf(label).first(), QStringLiteral("1 new, 0 changed, 2 unchanged, 1 rejected."));
}

void MappingDialogTest::questionsStayInTheirPlacesWhenOneIsAnswered()
{
    open({write("accounts.csv", "account_id,name,arr\nA-1,Fernacre Retail,100\n")});
    QTRY_COMPARE(desk_->landed, 1);
    MappingDialog& dialog = open({write("weekly_usage.csv",
        "Org ID,Account Name,Week,WAU,NRR\nX-9,Fernacre Retial,03/05/2025,7,0.9\nA-1,Fernacre "
        "Retail,04/05/2025,7,1\n")});
    QTRY_VERIFY(dialog.isVisible());
    settle();
    const auto kinds = [&dialog] {
        QList<int> all;
        for (const ImportPlan::Asked& one : dialog.plan().table(0).asked)
            all.append(static_cast<int>(one.question.kind));
        return all;
    };
    const QList<int> before = kinds();
    QCOMPARE(before.size(), 3); // NRR, the dates, whose rows
    for (std::size_t question = 0; question < 3; ++question) {
        dialog.answer(question, 0);
        settle();
        QCOMPARE(kinds(), before);
    }
}

void MappingDialogTest::thePreviewFollowsTheColumnsWithoutAGap()
{
    MappingDialog& dialog = open({write("weekly_activity.csv", guessedFile)});
    dialog.resize(1400, 860);
    QTRY_VERIFY(dialog.isVisible());
    settle();
    QCoreApplication::processEvents();
    auto* columns = dialog.findChild<ColumnsView*>();
    QVERIFY(columns != nullptr);
    const QWidget* last = columns->fieldBox(3)->parentWidget();
    // Four short rows: what is below begins where they end.
    QVERIFY2(columns->height() - last->geometry().bottom() <= 2,
        qPrintable(QStringLiteral("%1 %2").arg(columns->height()).arg(last->geometry().bottom())));
}

void MappingDialogTest::aDateOrderThatTheFileDoesNotSayIsAskedAndHoldsTheImportBack()
{
    // Every day and every month is at most 12.
    const QString file =
        write("usage.csv", "account_id,date,active_users\nA-1,04/05/2025,22\nA-1,11/05/2025,24\nA-2,04/05/2025,57\n");
    MappingDialog& dialog = open({file});
    QTRY_VERIFY(dialog.isVisible());
    QCOMPARE(dialog.plan().openQuestions(), std::size_t(1));
    QVERIFY(!dialog.plan().canImport());
    QVERIFY(!button(QStringLiteral("Import "))->isEnabled());
    dialog.importNow(); // does nothing while a question is open
    settle();
    QCOMPARE(desk_->landed, 0);
    dialog.answer(0, 0);
    settle();
    QCOMPARE(dialog.plan().openQuestions(), std::size_t(0));
    const Preview& preview = *dialog.plan().table(0).preview;
    QCOMPARE(preview.rows[1][1].value, std::string("2025-05-11"));
    dialog.answer(0, 1); // month first, after all
    settle();
    QCOMPARE(dialog.plan().table(0).preview->rows[1][1].value, std::string("2025-11-05"));
    dialog.answer(0, 0);
    settle();
    dialog.importNow();
    QTRY_COMPARE(desk_->landed, 1);
    QCOMPARE(desk_->last.inserted, std::int64_t(3));
}

void MappingDialogTest::scoresAreLeftOutOrMappedOnlyByAnAnswer()
{
    const QString file =
        write("health.csv", "Account ID,Date,Source,Status,Score,Remark\nA-1,2025-05-04,cs,green,80,fine\n");
    MappingDialog& dialog = open({file});
    QTRY_VERIFY(dialog.isVisible());
    const auto& table = dialog.plan().table(0);
    QCOMPARE(table.asked.size(), std::size_t(1));
    QCOMPARE(table.mapping.columns[4].column, std::string());
    dialog.answer(0, 1);
    settle();
    QCOMPARE(table.mapping.columns[4].column, std::string("score"));
    dialog.answer(0, 0);
    settle();
    QCOMPARE(table.mapping.columns[4].column, std::string());
    QVERIFY(dialog.plan().canImport());
}

void MappingDialogTest::whichSurveyItIsIsAskedOnceWhereNoColumnSaysIt()
{
    const QString file = write("answers.csv", "Account ID,Survey Date,Score\nA-1,2025-05-13,9\nA-2,2025-05-14,3\n");
    MappingDialog& dialog = open({file});
    QTRY_VERIFY(dialog.isVisible());
    settle();
    const auto& asked = dialog.plan().table(0).asked;
    QCOMPARE(asked.size(), std::size_t(2));
    QVERIFY(asked[0].question.kind == QuestionKind::Constant);
    QVERIFY(!dialog.plan().canImport());
    dialog.answer(1, 1); // the score is the score
    settle();
    QVERIFY(!dialog.plan().canImport());
    dialog.answer(0, 1); // of nps, csat and ces
    settle();
    QVERIFY(dialog.plan().canImport());
    dialog.importNow();
    QTRY_COMPARE(desk_->landed, 1);
    QCOMPARE(desk_->last.inserted, std::int64_t(2));
    std::string kinds;
    QVERIFY(
        desk_->store().exportRows(DatasetId::Surveys, [&kinds](const std::vector<std::string>& cells) -> Result<void> {
            kinds += cells[2] + ' ' + cells[3] + ';';
            return {};
        }));
    QCOMPARE(kinds, std::string("csat 9;csat 3;"));
    open({file});
    QTRY_COMPARE(desk_->landed, 2); // remembered
    // Where more is missing it is asked as soon as the rest is told.
    MappingDialog& other =
        open({write("stars.csv", "Account ID,Survey Date,Stars given\nA-1,2025-05-13,9\nA-2,2025-05-14,3\n")});
    QTRY_VERIFY(other.isVisible());
    settle();
    QVERIFY(other.plan().table(0).asked.empty());
    other.chooseColumn(2, QStringLiteral("score"));
    settle();
    QCOMPARE(other.plan().table(0).asked.size(), std::size_t(1));
    other.answer(0, 0);
    settle();
    QVERIFY(other.plan().canImport());
}

void MappingDialogTest::aFieldIsBoundToOneColumnAlone()
{
    MappingDialog& dialog = open({write("weekly_activity.csv", guessedFile)});
    QTRY_VERIFY(dialog.isVisible());
    const auto& columns = dialog.plan().table(0).mapping.columns;
    QCOMPARE(columns[2].column, std::string("active_users"));
    dialog.chooseColumn(3, QStringLiteral("active_users"));
    settle();
    QCOMPARE(columns[2].column, std::string());
    QCOMPARE(columns[3].column, std::string("active_users"));
    // Without its account the table lacks what is required: nothing can be imported.
    dialog.chooseColumn(0, QString());
    settle();
    QCOMPARE(dialog.plan().table(0).state(), ImportPlan::State::Incomplete);
    QVERIFY(!dialog.plan().canImport());
}

void MappingDialogTest::unknownTextsOfAnEnumGetAMeaning()
{
    const QString file = write("tickets.csv",
        "ticket_id,account_id,opened_date,severity\nT-1,A-1,2025-05-04,Sev Zero\nT-2,A-1,2025-05-05,High\n");
    write("accounts.csv", accountsFile);
    MappingDialog& dialog = open({file, write("notes_of_week.csv", guessedFile)});
    QTRY_VERIFY(dialog.isVisible());
    const std::vector<ValueMeaning> before = dialog.plan().meanings(0, 3);
    QCOMPARE(before.size(), std::size_t(2));
    QCOMPARE(before[0].meaning, std::string());
    QCOMPARE(before[1].meaning, std::string("high"));
    dialog.chooseMeaning(3, QStringLiteral("Sev Zero"), QStringLiteral("urgent"));
    settle();
    QCOMPARE(dialog.plan().table(0).preview->rows[0][3].value, std::string("urgent"));
    QCOMPARE(dialog.plan().table(0).preview->rows[0][3].problem, std::string());
}

void MappingDialogTest::badCellsAreMarkedWithTheirReason()
{
    const QString file = write("weekly_activity.csv",
        "Org ID,Week,WAU,Licenses\nA-1,13/05/2025,22,40\n1.03E+13,13/05/2025,57,90\nA-2,13/05/2025,abc,90\n");
    MappingDialog& dialog = open({file});
    QTRY_VERIFY(dialog.isVisible());
    PreviewModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setPreview(*dialog.plan().table(0).preview, dialog.plan().table(0).mapping);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.columnCount(), 6); // line, four fields, problem
    QCOMPARE(model.rejectedRows(), 1); // the destroyed id
    QCOMPARE(model.warnings(), 1); // abc users
    QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("3")); // its line in the file
    QVERIFY(model.index(1, 1).data(Qt::BackgroundRole).isValid());
    QVERIFY(!model.index(1, 1).data(Qt::ToolTipRole).toString().isEmpty());
    QVERIFY(model.index(1, 5).data().toString().startsWith(QStringLiteral("rejected: ")));
    QVERIFY(model.index(2, 3).data(Qt::BackgroundRole).isValid());
    QVERIFY(model.index(2, 5).data().toString().startsWith(QStringLiteral("warning, active_users: ")));
    QVERIFY(!model.index(0, 1).data(Qt::BackgroundRole).isValid());
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void MappingDialogTest::aFileThatIsNoTableIsLeftOutAndTheOthersLand()
{
    MappingDialog& dialog =
        open({write("accounts.csv", accountsFile), folder_->filePath(QStringLiteral("missing.csv"))});
    QTRY_VERIFY(dialog.isVisible());
    QCOMPARE(dialog.plan().table(1).state(), ImportPlan::State::Unreadable);
    settle();
    dialog.importNow();
    QTRY_COMPARE(desk_->landed, 1);
    QCOMPARE(desk_->last.inserted, std::int64_t(2));
}

void MappingDialogTest::tooManyRejectedRowsCanBeForcedThrough()
{
    // Two of three ids are destroyed.
    const QString file = write(
        "weekly_activity.csv", "Org ID,Week,WAU\n1.03E+13,13/05/2025,57\n1.04E+13,13/05/2025,57\nA-2,13/05/2025,5\n");
    MappingDialog& dialog = open({file});
    QTRY_VERIFY(dialog.isVisible());
    settle();
    dialog.importNow();
    QPushButton* force = nullptr;
    QTRY_VERIFY((force = button(QStringLiteral("Import the other rows"))) != nullptr);
    QCOMPARE(desk_->landed, 0);
    force->click();
    QTRY_COMPARE(desk_->landed, 1);
    QCOMPARE(desk_->last.rejected, std::int64_t(2));
    QCOMPARE(desk_->last.inserted, std::int64_t(1));
}

void MappingDialogTest::cancellingStoresNothing()
{
    MappingDialog& dialog = open({write("weekly_activity.csv", guessedFile)});
    QTRY_VERIFY(dialog.isVisible());
    settle();
    dialog.importNow();
    QVERIFY(dialog.isImporting());
    dialog.reject(); // Esc: the import, not the dialog
    QTRY_VERIFY(!dialog.isImporting());
    QVERIFY(dialog.isVisible());
    QCOMPARE(desk_->landed, 0);
    dialog.reject();
    QVERIFY(!dialog.isVisible());
}

void MappingDialogTest::rejectedRowsAreSavedUnderTheirHeadersForRepair()
{
    const QString file =
        write("weekly_activity.csv", "Org ID;Week;WAU\nA-1;13/05/2025;22\n1.03E+13;13/05/2025;57\nA-2;13/05/2025;5\n");
    MappingDialog& dialog = open({file});
    QTRY_VERIFY(dialog.isVisible());
    settle();
    dialog.importNow();
    QTRY_COMPARE(desk_->landed, 1);
    const QString saved = folder_->filePath(QStringLiteral("repair.csv"));
    QCOMPARE(dialog.reportPage()->saveRejected(file.toStdString(), saved), QString());
    QFile read(saved);
    QVERIFY(read.open(QIODevice::ReadOnly));
    const QByteArray text = read.readAll();
    QVERIFY2(text.startsWith("\xEF\xBB\xBFOrg ID,Week,WAU,Holdfast: file,Holdfast: line,Holdfast: column,Holdfast: "
                             "reason\r\n1.03E+13,13/05/2025,57,weekly_activity.csv,3,Org ID,"),
        text.constData());
    // Mended and imported again: the remembered mapping holds, so nothing is asked.
    QByteArray mended = text;
    mended.replace("1.03E+13", "A-3");
    MappingDialog& again = open({write("mended.csv", mended)});
    QTRY_COMPARE(desk_->landed, 2);
    QVERIFY(!again.isVisible());
    QCOMPARE(desk_->last.inserted, std::int64_t(1));
    QVERIFY(!dialog_->reportPage()->saveRejected("x", QStringLiteral("/nowhere/at/all.csv")).isEmpty());
}

void MappingDialogTest::aNameThatIsNearlyAnAccountsIsAskedAbout()
{
    PortfolioBuilder book;
    book.account("A-1", "name=Fernacre Retail");
    book.account("A-2", "name=Oakhollow Mutual");
    const PortfolioPtr portfolio = book.build();
    const std::vector<OrphanGroup> orphans{{"tickets", "name Fernacre Retial", 3}, {"usage", "name Fernacre Retial", 2},
        {"tickets", "name Somebody else", 1}, {"tickets", "account_id A-9", 1}};
    // "Retial" for "Retail": two letters changed; five rows in two datasets. Nobody is near "Somebody else".
    const std::vector<NameDoubt> doubts = nameDoubts(orphans, *portfolio, {});
    QCOMPARE(doubts.size(), std::size_t(1));
    QCOMPARE(doubts[0].name, std::string("Fernacre Retial"));
    QCOMPARE(doubts[0].rows, std::int64_t(5));
    QCOMPARE(doubts[0].accounts.size(), std::size_t(1));
    QCOMPARE(doubts[0].accounts[0].first, std::string("A-1"));
    QVERIFY(nameDoubts(orphans, *portfolio, {QStringLiteral("Fernacre Retial")}).empty());
    // Three edits are not near.
    QVERIFY(nameDoubts({{"tickets", "name Fernacre Retqqq", 3}}, *portfolio, {}).empty());
}

void MappingDialogTest::anIdThatIsNoAccountIsAskedAboutAndRemembered()
{
    open({write("accounts.csv", "account_id,name,arr\nA-1,Fernacre Retail,100\nA-2,Oakhollow Mutual,200\n")});
    QTRY_COMPARE(desk_->landed, 1);
    const QByteArray header = "Org ID,Account Name,Week,WAU\n", known = "A-2,Oakhollow Mutual,13/05/2025,5\n";
    const QString file = write("weekly_usage.csv",
        header + known + "X-9,Fernacre Retial Ltd,13/05/2025,7\nX-8,Oakholow Mutual,13/05/2025,1\n");
    MappingDialog& dialog = open({file});
    QTRY_VERIFY(dialog.isVisible());
    settle();
    const auto& asked = dialog.plan().table(0).asked;
    QCOMPARE(asked.size(), std::size_t(2));
    QCOMPARE(asked[0].question.column, std::string("X-9"));
    QVERIFY(dialog.plan().canImport()); // waiting for the account is what happens anyway
    QCOMPARE(dialog.plan().importOptions().aliases.size(), std::size_t(0));
    dialog.answer(0, 1);
    settle();
    QCOMPARE(dialog.plan().importOptions().aliases.size(), std::size_t(1));
    dialog.importNow();
    QTRY_COMPARE(desk_->landed, 2);
    const auto aliases = desk_->store().aliases().value();
    QCOMPARE(aliases.size(), std::size_t(1));
    QCOMPARE(aliases[0].second, std::string("A-1"));
    QCOMPARE(desk_->store().orphans().value().size(), std::size_t(1)); // X-8 waits
    // Next week: what was said is remembered, and what was kept is not asked again.
    MappingDialog& again = open({file});
    QTRY_COMPARE(desk_->landed, 3);
    QVERIFY(!again.isVisible());
    QCOMPARE(desk_->last.unchanged, std::int64_t(3));
    // An account that comes with the same drop is no question.
    const QString accounts =
        write("new_accounts.csv", "account_id,name,arr\nA-7,Calderfinsh,100\nA-6,Calderfinch,100\n");
    open({accounts, write("weekly_usage.csv", header + known + "A-6,Calderfinch,13/05/2025,7\n")});
    QTRY_COMPARE(desk_->landed, 4);
    QVERIFY(!dialog_->isVisible());
}

void MappingDialogTest::hostileNamesAreShownAsTheyAre()
{
    const QByteArray hostile = "<img src=x>";
    const QByteArray longName(300, 'w');
    const QString file = write("<img src=x> & co.csv",
        "Org ID,Week,WAU," + hostile + "," + longName + "\nA-1,13/05/2025,22," + hostile + "," + longName + "\n");
    MappingDialog& dialog = open({file});
    QTRY_VERIFY(dialog.isVisible());
    settle();
    for (QLabel* label : dialog.findChildren<QLabel*>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    bool shown = false;
    for (QLabel* label : dialog.findChildren<QLabel*>())
        shown = shown || label->text() == QStringLiteral("<img src=x>");
    QVERIFY(shown);
    for (QWidget* one : dialog.findChildren<QWidget*>())
        QVERIFY2(!one->toolTip().contains(QStringLiteral("<img")), qPrintable(one->toolTip()));
    dialog.resize(1024, 700);
    QVERIFY(dialog.width() <= 1024); // three hundred letters do not widen it
}

void MappingDialogTest::everyControlHasAName()
{
    MappingDialog& dialog = open({write("weekly_activity.csv", guessedFile),
        write("tickets.csv", "ticket_id,account_id,opened_date,severity\nT-1,A-1,2025-05-04,Sev Zero\n")});
    QTRY_VERIFY(dialog.isVisible());
    settle();
    int controls = 0;
    for (std::size_t place = 0; place < 2; ++place) {
        dialog.showTable(place);
        QTest::qWait(20);
        for (QWidget* one : dialog.findChildren<QWidget*>()) {
            if (one->focusPolicy() == Qt::NoFocus || one->objectName().startsWith(QStringLiteral("qt_")) ||
                qobject_cast<QAbstractSlider*>(one))
                continue;
            const auto* box = qobject_cast<QComboBox*>(one->window());
            if (box || one->inherits("QComboBoxListView") || one->inherits("QComboBoxPrivateContainer"))
                continue;
            ++controls;
            QVERIFY2(!one->accessibleName().isEmpty() || one->property("text").toString().size() > 0,
                one->metaObject()->className());
        }
    }
    QVERIFY(controls > 10);
}

void MappingDialogTest::pictures()
{
    const QString folder = qEnvironmentVariable("HOLDFAST_SCREENSHOTS");
    if (folder.isEmpty())
        QSKIP("Set HOLDFAST_SCREENSHOTS to a folder to see the dialog");
    QByteArray usage = "Org ID,Week,WAU,Licenses,Logins (sum),NRR,Exported at\n";
    for (int row = 0; row < 120; ++row)
        usage += "ACC-" + QByteArray::number(400 + row % 40) + ",0" + QByteArray::number(1 + row % 9) + "/05/2025," +
            (row == 4 ? QByteArray("abc") : QByteArray::number(20 + row)) + ",460,1310,0.97,2025-06-27 18:02\n";
    usage += "1.03E+13,04/05/2025,12,40,5,1.02,2025-06-27 18:02\n";
    QByteArray first = usage;
    first.replace("ACC-403,", "1.03E+13,");
    const QStringList files{write("accounts.csv", accountsFile), write("weekly_usage.csv", first),
        write("tickets-2025-06-27.csv",
            "ticket_id,account_id,opened_date,severity\nT-1,A-1,2025-05-04,Sev Zero\nT-2,A-1,2025-05-05,High\n"),
        write("<img src=x>.csv", guessedFile), folder_->filePath(QStringLiteral("notes.docx"))};
    for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
        applicationTheme()->setChoice(theme);
        const QString name = theme == ThemeChoice::Dark ? QStringLiteral("dark") : QStringLiteral("light");
        MappingDialog& dialog = open(files);
        QTRY_VERIFY(dialog.isVisible());
        dialog.showTable(1);
        settle();
        for (const QSize size : {QSize(1440, 900), QSize(1024, 700)}) {
            dialog.resize(size);
            QTest::qWait(50);
            dialog.grab().save(QStringLiteral("%1/mapping_%2_%3.png").arg(folder, name).arg(size.width()));
        }
        dialog.showTable(2);
        QTest::qWait(50);
        dialog.grab().save(QStringLiteral("%1/mapping_values_%2.png").arg(folder, name));
        dialog.showTable(1);
        for (std::size_t question = 0; question < dialog.plan().table(1).asked.size(); ++question)
            dialog.answer(question, 0);
        settle();
        dialog.resize(1440, 900);
        dialog.grab().save(QStringLiteral("%1/mapping_answered_%2.png").arg(folder, name));
        dialog.importNow();
        const int before = desk_->landed;
        QTRY_VERIFY(desk_->landed > before);
        dialog.reportPage()->showDoubts({{"Fernacre Retial <b>", 12, {{"A-1", "Fernacre Retail"}}}});
        QTest::qWait(50);
        dialog.grab().save(QStringLiteral("%1/report_%2.png").arg(folder, name));
    }
    applicationTheme()->setChoice(ThemeChoice::Light);
}

QTEST_MAIN(MappingDialogTest)
#include "mapping_dialog_test.moc"
