// SPDX-License-Identifier: GPL-3.0-or-later
// The real window over a desk without a store: what the tests of panels open, click and read.
#pragma once

#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/support/fake_desk.h"
#include "ui/main_window/main_window.h"
#include "ui/theme/style.h"

namespace holdfast {

class PanelWindow {
public:
    // Once per program: settings of its own, one language.
    void prepare()
    {
        QVERIFY(settings_.isValid());
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings_.path());
        QCoreApplication::setOrganizationName(QStringLiteral("holdfast-test"));
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        installStyle(*qApp);
    }
    void open(std::unique_ptr<FakeDesk> desk)
    {
        window_.reset();
        desk_ = std::move(desk);
        window_ = std::make_unique<MainWindow>(*desk_);
        window_->resize(1440, 900);
        window_->show();
        desk_->open();
        QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
    }
    template <class P> P* shown(const char* id, const QString& account = {})
    {
        window_->showPanel(QString::fromLatin1(id), account);
        return qobject_cast<P*>(window_->panel(QString::fromLatin1(id)));
    }

protected:
    QTemporaryDir settings_;
    std::unique_ptr<FakeDesk> desk_;
    std::unique_ptr<MainWindow> window_;
};

} // namespace holdfast
