// SPDX-License-Identifier: GPL-3.0-or-later
// Every panel on the sample portfolio, through the real session: what a new user sees first. With HOLDFAST_SCREENSHOTS
// set to a folder the pictures of every panel, light and dark, wide and narrow, are written there.
#include <QComboBox>
#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

#include "app/review_session.h"
#include "ui/main_window/header.h"
#include "ui/main_window/main_window.h"
#include "ui/panels/account_panel.h"
#include "ui/panels/accounts_panel.h"
#include "ui/panels/panel_parts.h"
#include "ui/panels/revenue_panel.h"
#include "ui/theme/style.h"
#include "ui/widgets/bars.h"
#include "ui/widgets/data_table.h"

using namespace holdfast;

class PanelsSampleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void everyPanelFitsEverySizeInBothThemes();

private:
    void settle();
    QString riskyAccount() const;
    void picture(const QString& name);

    QTemporaryDir folder_;
    std::unique_ptr<ReviewSession> session_;
    std::unique_ptr<MainWindow> window_;
    QString pictures_;
};

void PanelsSampleTest::initTestCase()
{
    QVERIFY(folder_.isValid());
    qputenv("XDG_DATA_HOME", folder_.path().toUtf8());
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_.path());
    QCoreApplication::setOrganizationName(QStringLiteral("holdfast-test"));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    installStyle(*qApp);
    applicationTheme()->setChoice(ThemeChoice::Light);
    pictures_ = qEnvironmentVariable("HOLDFAST_SCREENSHOTS");
    session_ = std::make_unique<ReviewSession>(
        [] { return *Date::fromYmd(2026, 1, 1); }, [] { return std::string("2026-01-01T09:00:00"); });
    window_ = std::make_unique<MainWindow>(*session_);
    window_->resize(1440, 900);
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
    session_->openSample();
    QTRY_VERIFY_WITH_TIMEOUT(session_->review() && !session_->isBusy(), 120'000);
}

void PanelsSampleTest::cleanupTestCase()
{
    window_.reset();
    session_.reset();
}

void PanelsSampleTest::settle()
{
    QTest::qWait(pictures_.isEmpty() ? 0 : 250);
    QTRY_VERIFY_WITH_TIMEOUT(!session_->isBusy(), 60'000);
    QCoreApplication::processEvents();
}

QString PanelsSampleTest::riskyAccount() const
{
    const Analysis& analysis = session_->review()->result();
    for (const Exception& one : analysis.exceptions.exceptions) {
        if (one.account)
            return toText(analysis.portfolio->accountId(*one.account));
    }
    return {};
}

void PanelsSampleTest::picture(const QString& name)
{
    const QPixmap taken = window_->grab();
    QCOMPARE(taken.size() / taken.devicePixelRatio(), window_->size());
    if (!pictures_.isEmpty())
        QVERIFY(taken.save(pictures_ + u'/' + name + QStringLiteral(".png")));
}

void PanelsSampleTest::everyPanelFitsEverySizeInBothThemes()
{
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        applicationTheme()->setChoice(choice);
        const QString theme = choice == ThemeChoice::Dark ? QStringLiteral("dark") : QStringLiteral("light");
        for (const QSize size : {QSize(1440, 900), QSize(1024, 700)}) {
            window_->resize(size);
            for (const PanelSpec& spec : panelRegistry()) {
                window_->showPanel(spec.id, spec.inSidebar ? QString() : riskyAccount());
                settle();
                // Nothing asks for more room than the window has.
                QCOMPARE(window_->size(), size);
                const QString name = QStringLiteral("%1_%2_%3").arg(spec.id).arg(size.width()).arg(theme);
                picture(name);
                // The tabs of a panel, one after the other.
                if (spec.id != QStringLiteral("revenue") && spec.id != QStringLiteral("account"))
                    continue;
                for (PillRow* row : window_->panel(spec.id)->findChildren<PillRow*>()) {
                    if (row->accessibleName() != QStringLiteral("Views"))
                        continue;
                    for (int tab = 1; row->pill(tab); ++tab) {
                        row->setCurrent(tab);
                        settle();
                        picture(name + QStringLiteral("_%1").arg(tab));
                        QCOMPARE(window_->size(), size);
                    }
                    row->setCurrent(0);
                }
            }
        }
    }
    applicationTheme()->setChoice(ThemeChoice::Light);
}

QTEST_MAIN(PanelsSampleTest)
#include "panels_sample_test.moc"
