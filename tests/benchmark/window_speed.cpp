// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmark/window_speed.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <vector>

#include "tests/benchmark/window_session.h"
#include "ui/main_window/header.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/panel_registry.h"
#include "ui/theme/style.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/filter_header.h"

namespace holdfast::benchmark {

namespace {

struct Took {
    double wall = 0; // ms by the clock
    double processor = 0; // ms of the window's thread
};

class Stopwatch {
public:
    Stopwatch() { wall_.start(); }

    Took took() const { return {static_cast<double>(wall_.nsecsElapsed()) / 1e6, threadMilliseconds() - processor_}; }

private:
    static double threadMilliseconds()
    {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
    }

    QElapsedTimer wall_;
    double processor_ = threadMilliseconds();
};

// Times every event that the loop hands out, with all that it calls.
class TimedApplication : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override
    {
        if (depth_ > 0)
            return QApplication::notify(receiver, event);
        ++depth_;
        const QByteArray name = receiver->metaObject()->className();
        const Stopwatch stopwatch;
        const bool done = QApplication::notify(receiver, event);
        const Took took = stopwatch.took();
        --depth_;
        if (took.processor > longest.processor) {
            longest = took;
            longestWhat = doing + QStringLiteral(", ") + QString::fromLatin1(name);
        }
        return done;
    }

    Took longest;
    QString longestWhat;
    QString doing;

private:
    int depth_ = 0;
};

class Visitor {
public:
    Visitor(TimedApplication& application, ReviewSession& session, MainWindow& window, QFile& report)
        : application_(application)
        , session_(session)
        , window_(window)
        , report_(report)
    {
    }

    // From the event loop, as a click would be, and until all that follows is done.
    void give(const QString& what, const std::function<void()>& intent)
    {
        application_.doing = what;
        bool begun = false;
        QTimer::singleShot(0, &window_, [&] {
            begun = true;
            intent();
        });
        QElapsedTimer quiet; // since the last moment in which something was under way
        quiet.start();
        while (!begun || session_.isBusy() || quiet.elapsed() < 150) {
            if (!begun || session_.isBusy())
                quiet.restart();
            QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        }
    }

    // Each letter from its key to the repainted window.
    void type(QLineEdit& field, const QString& name, const QString& text)
    {
        field.setFocus(Qt::ShortcutFocusReason);
        QCoreApplication::processEvents();
        std::vector<Took> letters;
        const auto press = [&](int key, const QString& letter) {
            const Stopwatch stopwatch;
            QKeyEvent down(QEvent::KeyPress, key, Qt::NoModifier, letter);
            QApplication::sendEvent(&field, &down);
            QCoreApplication::processEvents(); // what was posted: layout and painting
            letters.push_back(stopwatch.took());
            QKeyEvent up(QEvent::KeyRelease, key, Qt::NoModifier, letter);
            QApplication::sendEvent(&field, &up);
        };
        application_.doing = QStringLiteral("typing into ") + name;
        for (const QChar letter : text)
            press(letter.toUpper().unicode(), QString(letter));
        for (qsizetype left = text.size(); left > 0; --left)
            press(Qt::Key_Backspace, {});
        std::sort(
            letters.begin(), letters.end(), [](const Took& a, const Took& b) { return a.processor < b.processor; });
        say(QStringLiteral("a letter into ") + name, letters.back(), letters[letters.size() / 2]);
    }

    void sayLongest(const QString& meanwhile)
    {
        say(QStringLiteral("longest event while ") + meanwhile, application_.longest, application_.longest,
            application_.longestWhat);
        application_.longest = {};
    }

private:
    void say(const QString& what, const Took& most, const Took& median, const QString& beside = {})
    {
        QStringList words{what};
        for (const double figure : {most.wall, median.wall, most.processor, median.processor})
            words.append(QString::number(figure, 'f', 1));
        words.append(beside);
        report_.write(words.join(QLatin1Char('\t')).toUtf8() + '\n');
    }

    TimedApplication& application_;
    ReviewSession& session_;
    MainWindow& window_;
    QFile& report_;
};

// One column of each kind: words, a figure, a day. An empty text leaves the column alone.
struct TypedColumn {
    const char* panel;
    const char* table;
    const char* column;
    const char* text;
};

constexpr TypedColumn typedColumns[] = {
    {"accounts", "accounts", "name", "timber"},
    {"accounts", "accounts", "arr", ">100k"},
    {"accounts", "accounts", "stage", "silent"},
    {"accounts", "accounts", "renewal", "2026-0"},
    {"zones", "zones", "account", "timber"},
    {"renewals", "renewals", "account", "timber"},
};

} // namespace

int windowSpeed(int argc, char** argv, const QString& store, const QString& reportPath)
{
    TimedApplication application(argc, argv);
    QFile report(reportPath);
    if (!report.open(QIODevice::WriteOnly)) {
        std::fprintf(stderr, "%s cannot be written\n", qPrintable(reportPath));
        return 1;
    }
    loadFonts();
    installStyle(application);
    ReviewSession session = todaysSession();
    MainWindow window(session);
    window.resize(1440, 900);
    window.show();
    bool failed = false;
    QObject::connect(&session, &ReviewDesk::failed, &window, [&failed](const Error& error) {
        std::fprintf(stderr, "%s\n", error.text().c_str());
        failed = true;
    });
    Visitor visitor(application, session, window, report);
    visitor.give(QStringLiteral("opening"), [&] { session.openStore(store); });
    if (failed || !session.review())
        return 1;

    visitor.give(QStringLiteral("accounts"), [&] { window.showPanel(QStringLiteral("accounts")); });
    auto* filter = window.panel(QStringLiteral("accounts"))->findChild<QLineEdit*>(QStringLiteral("accountsFilter"));
    if (!filter)
        return 1;
    visitor.type(*filter, QStringLiteral("the filter of Accounts"), QStringLiteral("timber re"));
    for (const TypedColumn& typed : typedColumns) {
        const QString panel = QString::fromLatin1(typed.panel), column = QString::fromLatin1(typed.column);
        visitor.give(panel, [&] { window.showPanel(panel); });
        auto* table = window.panel(panel)->findChild<DataTable*>(QString::fromLatin1(typed.table));
        if (!table)
            return 1;
        visitor.give(QStringLiteral("fields of ") + panel, [&] { table->setColumnFiltersShown(true); });
        QLineEdit* field = table->filterHeader()->field(table->tableModel()->column(column));
        if (!field)
            return 1;
        visitor.type(*field, panel + QLatin1Char('/') + column, QString::fromLatin1(typed.text));
        visitor.give(QStringLiteral("no fields of ") + panel, [&] { table->setColumnFiltersShown(false); });
    }
    visitor.type(*window.header()->searchField(), QStringLiteral("the search"), QStringLiteral("timber"));
    window.header()->searchField()->clear();
    visitor.sayLongest(QStringLiteral("opening and typing"));

    const Portfolio& portfolio = *session.review()->result().portfolio;
    const QString account = QString::fromStdString(portfolio.text(portfolio.accounts[portfolio.accountCount() / 2].id));
    for (const PanelSpec& spec : panelRegistry()) {
        const QString shown = spec.inSidebar ? QString() : account;
        visitor.give(QStringLiteral("showing ") + spec.id, [&] { window.showPanel(spec.id, shown); });
        visitor.give(QStringLiteral("another day on ") + spec.id,
            [&] { window.header()->slider()->setValue(window.header()->slider()->value() - 1); });
    }
    visitor.sayLongest(QStringLiteral("visiting all panels on other days"));
    return failed ? 1 : 0;
}

} // namespace holdfast::benchmark
