// SPDX-License-Identifier: GPL-3.0-or-later
// The Data panel over a real store: what it shows of imports, coverage, orphans, refused rows, conflicts and aliases,
// and what its buttons do.
#include <QLabel>
#include <QSettings>
#include <QStandardPaths>
#include <QtTest>

#include "app/review_session.h"
#include "tests/support/import_folder.h"
#include "ui/panels/data_panel.h"
#include "ui/panels/orphan_bar.h"
#include "ui/theme/style.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/data_table.h"

using namespace holdfast;

class DataPanelTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("Holdfast"));
        QCoreApplication::setApplicationName(QStringLiteral("DataPanelTest"));
        QStandardPaths::setTestModeEnabled(true);
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings_.path());
        loadFonts();
        installStyle(*qApp);
    }
    void init()
    {
        folder_ = std::make_unique<QTemporaryDir>();
        session_ = std::make_unique<ReviewSession>(
            [] { return Date::fromIso("2025-06-30").value(); }, [] { return std::string("2025-06-30T09:00:00"); });
        connect(session_.get(), &ReviewDesk::failed, this,
            [this](const Error& error) { failures_.append(QString::fromStdString(error.text())); });
        connect(session_.get(), &ReviewDesk::imported, this, [this] { ++landed_; });
        failures_.clear();
        landed_ = 0;
        session_->openStore(folder_->filePath(QStringLiteral("book.holdfast")));
        QTRY_VERIFY(!session_->isBusy());
        panel_ = std::make_unique<DataPanel>(*session_);
        connect(session_.get(), &ReviewDesk::storeChanged, panel_.get(), [this] { panel_->storeChanged(); });
        connect(session_.get(), &ReviewDesk::reviewChanged, panel_.get(), [this](const ReviewPtr& review) {
            panel_->showReview(review);
            panel_->storeChanged();
        });
        panel_->resize(1200, 800);
        panel_->show();
    }
    void cleanup()
    {
        QCOMPARE(failures_, QStringList());
        panel_.reset();
        session_.reset();
        folder_.reset();
    }

    void anEmptyStoreSaysSoInEveryTab()
    {
        for (const char* name : {"imports", "orphans", "rejected", "conflicts", "aliases"})
            QCOMPARE(table(name)->tableModel()->rowCount(), 0);
        QVERIFY(!panel_->undoButton()->isEnabled());
        QVERIFY(!button(QStringLiteral("Save for repair…"))->isEnabled());
        QVERIFY(!button(QStringLiteral("Forget"))->isEnabled());
        QVERIFY(undoAlias() == nullptr);
        for (const QString& tab : {QStringLiteral("Orphans"), QStringLiteral("Conflicts")})
            QVERIFY(tabs()->tabText(tabs()->indexOf(page(tab))) == tab);
    }

    void itShowsWhatWasImportedRefusedAndContradicted()
    {
        importAll();
        QCOMPARE(cells("imports", 0, {"file", "dataset", "read", "inserted", "rejected"}),
            QStringLiteral("accounts.csv|Accounts|4|3|1"));
        QCOMPARE(cells("imports", 1, {"file", "read", "inserted", "updated"}), QStringLiteral("billing.csv|1|0|1"));
        QCOMPARE(cells("coverage", 0, {"dataset", "rows", "accounts"}), QStringLiteral("Accounts|3|3"));
        QCOMPARE(cells("rejected", 0, {"file", "line", "value"}), QStringLiteral("accounts.csv|5|1.03E+13"));
        QCOMPARE(cells("orphans", 0, {"rows"}), QStringLiteral("2"));
        QCOMPARE(cells("conflicts", 0, {"account", "field", "kept", "keptFrom", "lost", "lostFrom", "why"}),
            QStringLiteral("Alder|arr|118000.00|billing.csv line 2|120000.00|accounts.csv line 2|"
                           "the later file of import 1"));
        QVERIFY(tabs()->tabText(4) == QStringLiteral("Conflicts 1"));
        QVERIFY(tabs()->tabText(3) == QStringLiteral("Rejected rows 1"));
        QVERIFY(panel_->report()->text().contains(QStringLiteral("1 rejected")));
        QVERIFY(!panel_->report()->text().contains(folder_->path())); // files by their names alone
        QVERIFY(button(QStringLiteral("Save for repair…"))->isEnabled());
    }

    void theMessagesOfAnImportAreReadUnderItsLine()
    {
        importAll();
        tabs()->setCurrentIndex(1);
        table("imports")->selectId(QStringLiteral("1"));
        QTRY_VERIFY(labelThatSays(QStringLiteral("differs from what another file said")));
    }

    void orphansAreGivenToAnAccountAndTakenBack()
    {
        importAll();
        tabs()->setCurrentIndex(2);
        DataTable* orphans = table("orphans");
        orphans->selectId(orphans->tableModel()->index(0, 0).data(TableModel::IdRole).toString());
        auto* bar = panel_->findChild<OrphanBar*>();
        QVERIFY(!bar->rememberButton()->isEnabled());
        bar->accountField()->setText(QStringLiteral("Birch (B)"));
        QVERIFY(bar->rememberButton()->isEnabled());
        bar->rememberButton()->click();
        QTRY_COMPARE(orphans->tableModel()->rowCount(), 0);
        QCOMPARE(cells("aliases", 0, {"name", "account"}), QStringLiteral("Brich Group|Birch (B)"));
        QCOMPARE(cells("coverage", static_cast<int>(DatasetId::Tickets), {"rows", "accounts", "orphans"}),
            QStringLiteral("2|1|0"));

        QPushButton* undo = bar->undoButton();
        QTRY_VERIFY(undo->isVisible());
        QCOMPARE(undo->accessibleName(), QStringLiteral("Undo: “Brich Group” is B"));
        undo->click();
        QTRY_COMPARE(orphans->tableModel()->rowCount(), 1);
        QCOMPARE(table("aliases")->tableModel()->rowCount(), 0);
        QTRY_VERIFY(!undo->isVisible());
    }

    void anAliasIsForgottenAndRememberedAgain()
    {
        importAll();
        session_->setAlias(QStringLiteral("Brich Group"), QStringLiteral("B"));
        DataTable* aliases = table("aliases");
        QTRY_COMPARE(aliases->tableModel()->rowCount(), 1);
        tabs()->setCurrentIndex(5);
        aliases->selectId(QStringLiteral("Brich Group"));
        QPushButton* forget = button(QStringLiteral("Forget"));
        QTRY_VERIFY(forget->isEnabled());
        forget->click();
        QTRY_COMPARE(aliases->tableModel()->rowCount(), 0);
        QTRY_VERIFY(undoAlias() != nullptr && undoAlias()->text() == QStringLiteral("Undo: “Brich Group” forgotten"));
        undoAlias()->click();
        QTRY_COMPARE(aliases->tableModel()->rowCount(), 1);
    }

    void undoTakesTheLastImportBackAndItsLineSaysSo()
    {
        importAll();
        QVERIFY(panel_->undoButton()->isEnabled());
        QVERIFY(panel_->report()->text().contains(QStringLiteral("billing.csv")));
        panel_->undoButton()->click();
        QTRY_VERIFY(cells("imports", 0, {"file"}).endsWith(QStringLiteral("(undone)")));
        QVERIFY(!panel_->report()->text().contains(QStringLiteral("billing.csv"))); // it is not there any more
        QTRY_COMPARE(table("rejected")->tableModel()->rowCount(), 0);
        QCOMPARE(table("conflicts")->tableModel()->rowCount(), 0);
        QCOMPARE(table("orphans")->tableModel()->rowCount(), 0);
        QVERIFY(!panel_->undoButton()->isEnabled());
    }

private:
    // Three accounts and a destroyed id; another ARR of A; two tickets of somebody who is nearly Birch.
    void importAll()
    {
        const QStringList files{
            write("accounts.csv", "account_id,name,arr\nA,Alder,120000\nB,Birch,50000\nC,Cedar,1\n1.03E+13,Elm,1\n"),
            write("billing.csv", "account_id,name,region,arr\nA,Alder,EMEA,118000\n"),
            write("tickets.csv",
                "ticket_id,account name,opened_date\nT-1,Brich Group,2025-05-05\nT-2,Brich "
                "Group,2025-05-06\n")};
        session_->importFiles(files, {});
        QTRY_COMPARE(landed_, 1);
        QTRY_VERIFY(!session_->isBusy());
        QTRY_VERIFY(table("imports")->tableModel()->rowCount() == 3);
        QTRY_VERIFY(cells("coverage", 0, {"rows"}) == QStringLiteral("3"));
    }
    QString write(const char* name, const QByteArray& text)
    {
        QFile file(folder_->filePath(QString::fromUtf8(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("%s cannot be written", name);
        return file.fileName();
    }
    DataTable* table(const char* name) const { return panel_->findChild<DataTable*>(QString::fromLatin1(name)); }
    QTabWidget* tabs() const { return panel_->findChild<QTabWidget*>(); }
    QWidget* page(const QString& name) const
    {
        for (int i = 0; i < tabs()->count(); ++i) {
            if (tabs()->tabText(i).startsWith(name))
                return tabs()->widget(i);
        }
        return nullptr;
    }
    // The shown texts of a row by the ids of its columns.
    QString cells(const char* name, int row, const std::vector<const char*>& columns) const
    {
        const TableModel* model = table(name)->tableModel();
        QStringList texts;
        for (const char* id : columns) {
            for (int column = 0; column < model->columnCount(); ++column) {
                if (model->columns()[static_cast<std::size_t>(column)].id == QLatin1String(id))
                    texts.append(model->index(row, column).data().toString());
            }
        }
        return texts.join(u'|');
    }
    QPushButton* button(const QString& text) const
    {
        for (QPushButton* one : panel_->findChildren<QPushButton*>()) {
            if (one->text() == text)
                return one;
        }
        return nullptr;
    }
    // The one beside "Forget", where it is not hidden.
    QPushButton* undoAlias() const
    {
        for (QPushButton* one : button(QStringLiteral("Forget"))->parentWidget()->findChildren<QPushButton*>()) {
            if (one->text().startsWith(QStringLiteral("Undo: ")) && !one->isHidden())
                return one;
        }
        return nullptr;
    }
    bool labelThatSays(const QString& text) const
    {
        const auto labels = panel_->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(),
            [&text](const QLabel* label) { return label->isVisible() && label->text().contains(text); });
    }

    QTemporaryDir settings_;
    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<ReviewSession> session_;
    std::unique_ptr<DataPanel> panel_;
    QStringList failures_;
    int landed_ = 0;
};

QTEST_MAIN(DataPanelTest)
#include "data_panel_test.moc"
