// SPDX-License-Identifier: GPL-3.0-or-later
// The help: every topic opens, every link leads to a topic and heading that exist, nothing leads out.
#include <QApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextBrowser>
#include <QtTest>

#include "ui/dialogs/help_dialog.h"
#include "ui/theme/style.h"
#include "ui/theme/tokens.h"

using namespace holdfast;

class HelpDialogTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void eachPanelHasATopicAndTheReferenceIsThere();
    void everyLinkLeadsToATopicAndAHeading();
    void linksOpenInsideAndBackReturns();
    void noLinkLeadsOut();
    void searchKeepsTheTopicsThatHoldEveryWord();
    void everyControlHasAName();
    void pictures();

private:
    static const HelpPage* find(const QString& name)
    {
        for (const HelpPage& page : helpPages()) {
            if (page.name == name)
                return &page;
        }
        return nullptr;
    }
};

void HelpDialogTest::initTestCase()
{
    loadFonts();
    installStyle(*qApp);
}

void HelpDialogTest::eachPanelHasATopicAndTheReferenceIsThere()
{
    for (const char* name : {"review", "zones_panel", "revenue", "accounts", "account", "renewals", "data", "settings",
             "import", "deck", "keyboard", "metrics", "zones", "rules", "triggers", "datasets"}) {
        const HelpPage* page = find(QString::fromLatin1(name));
        QVERIFY2(page, name);
        QVERIFY2(page->markdown.startsWith(QStringLiteral("# ")), name);
        QVERIFY2(page->title != page->name, name);
    }
    QCOMPARE(helpTopicOf(QStringLiteral("zones")), QStringLiteral("zones_panel"));
    QCOMPARE(helpTopicOf(QStringLiteral("no such panel")), QStringLiteral("review"));
}

void HelpDialogTest::everyLinkLeadsToATopicAndAHeading()
{
    static const QRegularExpression link(QStringLiteral("\\]\\(([^)]+)\\)"));
    HelpDialog dialog;
    dialog.resize(600, 300);
    dialog.show();
    int links = 0;
    for (const HelpPage& page : helpPages()) {
        auto found = link.globalMatch(page.markdown);
        while (found.hasNext()) {
            const QString target = found.next().captured(1);
            const QString message = page.name + QStringLiteral(" → ") + target;
            QVERIFY2(target.section(u'#', 0, 0).endsWith(QStringLiteral(".md")), qPrintable(message));
            const QString topic = target.section(u'#', 0, 0).chopped(3);
            QVERIFY2(find(topic), qPrintable(message));
            ++links;
            if (!target.contains(u'#'))
                continue;
            dialog.showTopic(topic + u'#' + target.section(u'#', 1));
            QCOMPARE(dialog.currentTopic(), topic);
            // The cursor stands in the heading that the link names.
            const QString heading = dialog.page()->textCursor().block().text().toLower();
            for (const QString& word : target.section(u'#', 1).split(u'-'))
                QVERIFY2(heading.contains(word), qPrintable(message));
        }
    }
    QVERIFY(links > 40);
}

void HelpDialogTest::linksOpenInsideAndBackReturns()
{
    HelpDialog dialog;
    dialog.resize(700, 400);
    dialog.show();
    dialog.showTopic(QStringLiteral("review"));
    Q_EMIT dialog.page()->anchorClicked(QUrl(QStringLiteral("metrics.md#grr")));
    QCOMPARE(dialog.currentTopic(), QStringLiteral("metrics"));
    QCOMPARE(dialog.page()->textCursor().block().text(), QStringLiteral("GRR"));
    QVERIFY(dialog.page()->verticalScrollBar()->value() > 0);
    dialog.goBack();
    QCOMPARE(dialog.currentTopic(), QStringLiteral("review"));
    dialog.goBack(); // nothing before it
    QCOMPARE(dialog.currentTopic(), QStringLiteral("review"));
}

void HelpDialogTest::noLinkLeadsOut()
{
    HelpDialog dialog;
    dialog.showTopic(QStringLiteral("review"));
    const QString before = dialog.page()->toPlainText();
    for (const char* address :
        {"https://example.com/metrics.md", "file:///etc/hostname", "//host/metrics", "nowhere.md"})
        Q_EMIT dialog.page()->anchorClicked(QUrl(QString::fromLatin1(address)));
    QCOMPARE(dialog.currentTopic(), QStringLiteral("review"));
    QCOMPARE(dialog.page()->toPlainText(), before);
    QVERIFY(!dialog.page()->openExternalLinks());
}

void HelpDialogTest::searchKeepsTheTopicsThatHoldEveryWord()
{
    HelpDialog dialog;
    dialog.showTopic(QStringLiteral("review"));
    const int all = dialog.topicList()->count();
    QCOMPARE(all, static_cast<int>(helpPages().size()));
    dialog.searchField()->setText(QStringLiteral("waterfall"));
    QVERIFY(dialog.topicList()->count() > 0);
    QVERIFY(dialog.topicList()->count() < all);
    for (int row = 0; row < dialog.topicList()->count(); ++row)
        QVERIFY(find(dialog.topicList()->item(row)->data(Qt::UserRole).toString())
                    ->markdown.contains(QStringLiteral("waterfall"), Qt::CaseInsensitive));
    QVERIFY(dialog.page()->textCursor().hasSelection());
    dialog.searchField()->setText(QStringLiteral("waterfall qqqqq"));
    QCOMPARE(dialog.topicList()->count(), 0);
    dialog.searchField()->clear();
    QCOMPARE(dialog.topicList()->count(), all);
}

void HelpDialogTest::everyControlHasAName()
{
    HelpDialog dialog;
    for (QWidget* one : dialog.findChildren<QWidget*>()) {
        if (one->focusPolicy() == Qt::NoFocus || one->objectName().startsWith(QStringLiteral("qt_")) ||
            one->inherits("QAbstractSlider"))
            continue;
        QVERIFY2(!one->accessibleName().isEmpty() || !one->property("text").toString().isEmpty(),
            one->metaObject()->className());
    }
}

void HelpDialogTest::pictures()
{
    const QString folder = qEnvironmentVariable("HOLDFAST_SCREENSHOTS");
    if (folder.isEmpty())
        QSKIP("Set HOLDFAST_SCREENSHOTS to a folder to see the dialog");
    for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
        applicationTheme()->setChoice(theme);
        HelpDialog dialog;
        dialog.showTopic(QStringLiteral("review"));
        dialog.show();
        QTest::qWait(50);
        const QString name = theme == ThemeChoice::Dark ? QStringLiteral("dark") : QStringLiteral("light");
        dialog.grab().save(QStringLiteral("%1/help_%2.png").arg(folder, name));
        dialog.showTopic(QStringLiteral("keyboard"));
        dialog.grab().save(QStringLiteral("%1/help_table_%2.png").arg(folder, name));
    }
    applicationTheme()->setChoice(ThemeChoice::Light);
}

QTEST_MAIN(HelpDialogTest)
#include "help_dialog_test.moc"
