// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"

#include <QApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QSettings>
#include <QTimer>

#include "app/review_session.h"
#include "ui/main_window/main_window.h"
#include "ui/theme/style.h"
#include "ui/theme/tokens.h"

namespace holdfast {

int runWindow(int argc, char** argv, const std::string& store)
{
    QApplication application(argc, argv);
    loadFonts();
    installStyle(application);
    ReviewSession session(
        [] {
            const QDate today = QDate::currentDate();
            return *Date::fromYmd(today.year(), today.month(), today.day());
        },
        [] { return QDateTime::currentDateTime().toString(Qt::ISODate).toStdString(); });
    MainWindow window(session);
    window.show();

    QSettings settings;
    const QString last = settings.value(QStringLiteral("lastStore")).toString();
    QObject::connect(&session, &ReviewDesk::storeChanged, &window, [&session] {
        if (const StoreFactsPtr facts = session.storeFacts())
            QSettings().setValue(QStringLiteral("lastStore"), facts->path);
    });
    if (!store.empty())
        session.openStore(QString::fromStdString(store));
    else if (!last.isEmpty() && QFileInfo::exists(last))
        session.openStore(last);
    return QApplication::exec();
}

} // namespace holdfast
