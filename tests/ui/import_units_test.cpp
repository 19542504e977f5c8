// SPDX-License-Identifier: GPL-3.0-or-later
// A billing export in cents through the import dialog: asked about, answered, imported, and its warnings counted.
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QTabBar>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/support/file_desk.h"
#include "ui/dialogs/import_report_page.h"
#include "ui/dialogs/mapping_dialog.h"
#include "ui/theme/style.h"
#include "ui/theme/tokens.h"

using namespace holdfast;

class ImportUnitsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void centsAreAskedAboutInWordsOfTheWindow();

private:
    template <class Widget> Widget* thatSays(const MappingDialog& dialog, const QString& text) const
    {
        for (Widget* one : dialog.findChildren<Widget*>()) {
            if (one->text().contains(text))
                return one;
        }
        return nullptr;
    }
};

void ImportUnitsTest::centsAreAskedAboutInWordsOfTheWindow()
{
    QTemporaryDir folder;
    QCoreApplication::setOrganizationName(QStringLiteral("holdfast-import-units-test"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    loadFonts();
    installStyle(*qApp);
    QFile file(folder.filePath(QStringLiteral("billing.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    // Two paid dates that are none, one key twice with other values: three warnings of two kinds.
    file.write("Invoice Number,Customer ID,Issued On,Paid On,Amount Due (in cents)\n"
               "N1,A-1,2025-05-13,soon,123450\nN2,A-1,2025-06-13,later,5000\nN3,A-1,2025-07-13,,6000\n"
               "N3,A-1,2025-07-13,,7000\n");
    file.close();
    FileDesk desk(folder.filePath(QStringLiteral("book.holdfast")));
    MappingDialog dialog(desk, {file.fileName()});
    dialog.start();
    QTRY_VERIFY(thatSays<QRadioButton>(dialog, QStringLiteral("1234 means 12.34")));
    QVERIFY(thatSays<QLabel>(dialog, QStringLiteral("headers are those of invoices")));
    QVERIFY(!thatSays<QLabel>(dialog, QStringLiteral("--mapping"))); // that is the way of the command line
    auto* import = thatSays<QPushButton>(dialog, QStringLiteral("Import"));
    QVERIFY(import && !import->isEnabled());
    thatSays<QRadioButton>(dialog, QStringLiteral("1234 means 12.34"))->click();
    QTRY_VERIFY(import->isEnabled());
    import->click();
    QTRY_VERIFY(dialog.reportPage()->isVisible() && thatSays<QLabel>(dialog, QStringLiteral("3 warnings")));
    auto* tabs = dialog.reportPage()->findChild<QTabBar*>();
    QVERIFY(tabs);
    QCOMPARE(tabs->tabText(1), QStringLiteral("Warnings 3")); // as the sentence above it counts them
}

QTEST_MAIN(ImportUnitsTest)
#include "import_units_test.moc"
