// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmark/first_window.h"

#include <QApplication>
#include <QDate>
#include <QMainWindow>
#include <QStandardItemModel>
#include <QTableView>
#include <QTimer>
#include <cstdio>
#include <unistd.h>

#include "tests/benchmark/window_session.h"
#include "ui/main_window/main_window.h"
#include "ui/theme/style.h"
#include "ui/theme/tokens.h"

namespace holdfast::benchmark {

namespace {

// Paints what is there and ends the process: the way out is not part of a start.
[[noreturn]] void paintAndEnd(QWidget& window)
{
    QCoreApplication::sendPostedEvents();
    window.repaint();
    _exit(0);
}

int emptyWindow()
{
    QMainWindow window;
    QTableView table;
    QStandardItemModel model(20, 8);
    table.setModel(&model);
    window.setCentralWidget(&table);
    window.resize(1280, 800);
    window.show();
    QTimer::singleShot(0, &window, [&window] { paintAndEnd(window); });
    return QApplication::exec();
}

} // namespace

int firstWindow(int argc, char** argv, const QString& what, const QString& store)
{
    QApplication application(argc, argv);
    if (what == QLatin1String("empty"))
        return emptyWindow();
    // The start of the program, as app/application.cpp has it.
    loadFonts();
    installStyle(application);
    ReviewSession session = todaysSession();
    MainWindow window(session);
    window.show();
    QObject::connect(&session, &ReviewDesk::failed, &window, [](const Error& error) {
        std::fprintf(stderr, "%s\n", error.text().c_str());
        _exit(1);
    });
    if (what == QLatin1String("first")) {
        QTimer::singleShot(0, &window, [&window] { paintAndEnd(window); });
    } else {
        // Behind the window's own slots, so that it shows the review when it is painted.
        QObject::connect(&session, &ReviewDesk::reviewChanged, &window,
            [&window] { QTimer::singleShot(0, &window, [&window] { paintAndEnd(window); }); });
        session.openStore(store);
    }
    return QApplication::exec();
}

} // namespace holdfast::benchmark
