// SPDX-License-Identifier: GPL-3.0-or-later
// What the deck dialog offers, remembers, shows and writes.
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QFile>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/support/fake_desk.h"
#include "ui/dialogs/deck_dialog.h"
#include "ui/dialogs/page_view.h"
#include "ui/theme/style.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/bars.h"

using namespace holdfast;

class DeckDialogTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void eachPresetHoldsEverySectionOnce();
    void theMonthlyPresetHasTheBookByOwner();
    void theLengthOfListsIsChosenAndRemembered();
    void switchingAndMovingIsRemembered();
    void pagesAreShownAndSavedAsPdf();
    void withoutASectionNothingIsWritten();
    void aPathThatCannotBeWrittenIsSaid();
    void accountsAreFilteredAndChosen();
    void choosingAnAccountSwitchesItsSectionOn();
    void everyControlHasAName();
    void pictures();

private:
    QTemporaryDir settings_;
    std::unique_ptr<FakeDesk> desk_;
};

void DeckDialogTest::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("Holdfast"));
    QCoreApplication::setApplicationName(QStringLiteral("deck_dialog_test"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings_.path());
    loadFonts();
    installStyle(*qApp);
}

void DeckDialogTest::init()
{
    QSettings().clear();
    desk_ = std::make_unique<FakeDesk>();
    desk_->open();
}

void DeckDialogTest::eachPresetHoldsEverySectionOnce()
{
    for (const DeckPreset preset : {DeckPreset::Weekly, DeckPreset::Monthly, DeckPreset::Quarterly}) {
        const std::vector<SectionChoice> sections = presetSections(preset);
        QCOMPARE(sections.size(), deckSections().size());
        for (const SectionSpec& spec : deckSections())
            QCOMPARE(std::count_if(sections.begin(), sections.end(),
                         [&spec](const SectionChoice& choice) { return choice.id == spec.id; }),
                std::ptrdiff_t(1));
        QVERIFY(sections.front().on);
        QCOMPARE(sections.front().id, SectionId::Cover);
    }
}

void DeckDialogTest::theMonthlyPresetHasTheBookByOwner()
{
    const auto has = [](DeckPreset preset) {
        const std::vector<SectionChoice> sections = presetSections(preset);
        return std::find(sections.begin(), sections.end(), SectionChoice{SectionId::Book, true}) != sections.end();
    };
    QVERIFY(has(DeckPreset::Monthly));
    QVERIFY(!has(DeckPreset::Weekly));
    QVERIFY(!has(DeckPreset::Quarterly));
}

void DeckDialogTest::theLengthOfListsIsChosenAndRemembered()
{
    {
        DeckDialog dialog(*desk_);
        QCOMPARE(dialog.choice().accountsPerList, defaultAccountsPerList);
        dialog.wholeLists()->setChecked(true);
        QCOMPARE(dialog.choice().accountsPerList, std::size_t{0});
    }
    DeckDialog again(*desk_);
    QVERIFY(again.wholeLists()->isChecked());
    QCOMPARE(again.choice().accountsPerList, std::size_t{0});
}

void DeckDialogTest::switchingAndMovingIsRemembered()
{
    std::vector<SectionChoice> wanted;
    {
        DeckDialog dialog(*desk_);
        QCOMPARE(dialog.sections(), presetSections(DeckPreset::Weekly));
        dialog.sectionList()->setCurrentRow(1);
        dialog.moveSection(1);
        QCOMPARE(dialog.sections()[2].id, presetSections(DeckPreset::Weekly)[1].id);
        dialog.sectionList()->item(0)->setCheckState(Qt::Unchecked);
        wanted = dialog.sections();
        QVERIFY(!wanted[0].on);
        dialog.sectionList()->setCurrentRow(0);
        dialog.moveSection(-1); // the first stays first
        QCOMPARE(dialog.sections(), wanted);
    }
    DeckDialog again(*desk_);
    QCOMPARE(again.sections(), wanted);
    QCOMPARE(again.choice().sections.front(), wanted[1].id);
}

void DeckDialogTest::pagesAreShownAndSavedAsPdf()
{
    DeckDialog dialog(*desk_);
    dialog.setSections({{SectionId::Cover, true}, {SectionId::Week, true}, {SectionId::Zones, true}});
    dialog.show();
    QTRY_COMPARE(dialog.pageView()->pages(), std::size_t(3)); // one page each
    const QString path = settings_.filePath(QStringLiteral("deck.pdf"));
    dialog.save(path);
    QVERIFY(dialog.isWriting());
    QTRY_VERIFY(!dialog.isWriting());
    QVERIFY2(dialog.messageBar()->sentence().contains(QStringLiteral("3 pages")),
        qPrintable(dialog.messageBar()->sentence()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("%PDF"));
}

void DeckDialogTest::withoutASectionNothingIsWritten()
{
    DeckDialog dialog(*desk_);
    std::vector<SectionChoice> none = presetSections(DeckPreset::Weekly);
    for (SectionChoice& choice : none)
        choice.on = false;
    dialog.setSections(none);
    for (QPushButton* button : dialog.findChildren<QPushButton*>()) {
        if (button->accessibleName() == QStringLiteral("Save the deck"))
            QVERIFY(!button->isEnabled());
    }
    FakeDesk empty; // no review at all
    DeckDialog bare(empty);
    bare.save(settings_.filePath(QStringLiteral("none.pdf")));
    QVERIFY(!bare.isWriting());
    QVERIFY(!QFile::exists(settings_.filePath(QStringLiteral("none.pdf"))));
}

void DeckDialogTest::aPathThatCannotBeWrittenIsSaid()
{
    DeckDialog dialog(*desk_);
    dialog.setSections({{SectionId::Cover, true}});
    dialog.save(QStringLiteral("/nowhere/at/all.pdf"));
    QTRY_VERIFY(!dialog.isWriting());
    QCOMPARE(dialog.messageBar()->kind(), MessageBar::Kind::Failure);
}

void DeckDialogTest::accountsAreFilteredAndChosen()
{
    AccountChoiceModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setReview(desk_->review());
    QCOMPARE(model.rowCount(), 21);
    model.setFilterText(QStringLiteral("KESTREL"));
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(model.setData(model.index(0, 0), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(model.chosen(), std::vector<std::string>{"A-101"});
    model.setFilterText({});
    QVERIFY(model.index(0, 0).data().toString().startsWith(QStringLiteral("Kestrelbay"))); // chosen ones come first
    model.setFilterText(QStringLiteral("<img"));
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(model.index(0, 0).data().toString().startsWith(QString::fromStdString(hostileName)));
    QVERIFY(!model.index(0, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("<img")));
    model.setChosen({"A-102", "gone"});
    QCOMPARE(model.chosen(), std::vector<std::string>{"A-102"});
}

void DeckDialogTest::choosingAnAccountSwitchesItsSectionOn()
{
    DeckDialog dialog(*desk_); // the weekly preset has no account pages
    const auto isOn = [&dialog] {
        for (const SectionChoice& choice : dialog.sections()) {
            if (choice.id == SectionId::Accounts)
                return choice.on;
        }
        return false;
    };
    QVERIFY(!isOn());
    dialog.accounts()->setChosen({"A-101"});
    QVERIFY(isOn());
    QCOMPARE(dialog.choice().accounts, std::vector<std::string>{"A-101"});
}

void DeckDialogTest::everyControlHasAName()
{
    DeckDialog dialog(*desk_);
    int controls = 0;
    for (QWidget* one : dialog.findChildren<QWidget*>()) {
        if (one->focusPolicy() == Qt::NoFocus || one->objectName().startsWith(QStringLiteral("qt_")) ||
            one->inherits("QAbstractSlider"))
            continue;
        ++controls;
        QVERIFY2(!one->accessibleName().isEmpty() || !one->property("text").toString().isEmpty(),
            one->metaObject()->className());
    }
    QVERIFY(controls > 8);
}

void DeckDialogTest::pictures()
{
    const QString folder = qEnvironmentVariable("HOLDFAST_SCREENSHOTS");
    if (folder.isEmpty())
        QSKIP("Set HOLDFAST_SCREENSHOTS to a folder to see the dialog");
    for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
        applicationTheme()->setChoice(theme);
        DeckDialog dialog(*desk_);
        dialog.accounts()->setChosen({"A-101"});
        dialog.show();
        QTRY_VERIFY(dialog.pageView()->pages() > 3);
        for (const QSize size : {QSize(1440, 900), QSize(1024, 700)}) {
            dialog.resize(size);
            QTest::qWait(80);
            dialog.grab().save(
                QStringLiteral("%1/deck_%2_%3.png")
                    .arg(folder, theme == ThemeChoice::Dark ? QStringLiteral("dark") : QStringLiteral("light"))
                    .arg(size.width()));
        }
    }
    applicationTheme()->setChoice(ThemeChoice::Light);
}

QTEST_MAIN(DeckDialogTest)
#include "deck_dialog_test.moc"
