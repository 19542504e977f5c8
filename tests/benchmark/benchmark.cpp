// SPDX-License-Identifier: GPL-3.0-or-later
// Speed and memory as ratios measured in one run, so that they mean the same on every machine:
//     holdfast_benchmark [--accounts 50000] [--weeks 200] [--folder DIR]
// Writes its input by `sample` once; needs the sqlite3 shell for what it is held against.
#include <QCommandLineParser>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QProcess>
#include <algorithm>
#include <cstdio>
#include <functional>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/stored_settings.h"
#include "model/analysis/analysis.h"
#include "model/import/import_run.h"
#include "model/report/report_json.h"
#include "model/store/store.h"
#include "ui/deck/deck_writer.h"

using namespace holdfast;

namespace {

double seconds(const std::function<void()>& work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

void stopOn(const Error& error)
{
    std::fprintf(stderr, "%s\n", error.text().c_str());
    std::exit(1);
}

struct Child {
    double seconds = 0;
    double megabytes = 0; // greatest resident size
};

// Runs a program to its end; its own time and memory.
Child runChild(const QStringList& words)
{
    QElapsedTimer timer;
    timer.start();
    std::vector<QByteArray> bytes;
    for (const QString& word : words)
        bytes.push_back(word.toLocal8Bit());
    const pid_t child = fork();
    if (child == 0) {
        std::vector<char*> arguments;
        for (QByteArray& word : bytes)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        if (!std::freopen("/dev/null", "w", stdout))
            _exit(126);
        execvp(arguments[0], arguments.data());
        _exit(127);
    }
    int status = 0;
    rusage usage{};
    wait4(child, &status, 0, &usage);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        std::fprintf(stderr, "failed: %s\n", qPrintable(words.join(QLatin1Char(' '))));
        std::exit(1);
    }
    return {static_cast<double>(timer.nsecsElapsed()) / 1e9, static_cast<double>(usage.ru_maxrss) / 1024.0};
}

double megabytes(const QString& path)
{
    return static_cast<double>(QFileInfo(path).size()) / 1e6;
}

void line(const char* what, double value, const char* unit, double goal)
{
    std::printf(
        "%-64s %10.3f %-6s goal %s %.3g  %s\n", what, value, unit, "<=", goal, value <= goal ? "met" : "MISSED");
}

// The last week of a usage file as a file of its own.
qint64 splitLastWeek(const QString& usage, const QString& body, const QString& week)
{
    QFile in(usage), first(body), second(week);
    if (!in.open(QIODevice::ReadOnly) || !first.open(QIODevice::WriteOnly) || !second.open(QIODevice::WriteOnly))
        std::exit(1);
    const QByteArray head = in.readLine();
    first.write(head);
    second.write(head);
    in.seek(in.size() - 200);
    const QList<QByteArray> tail = in.readAll().trimmed().split('\n');
    const QByteArray last = tail.last().split(',').at(1);
    in.seek(head.size());
    qint64 rows = 0;
    while (!in.atEnd()) {
        const QByteArray row = in.readLine();
        const qsizetype comma = row.indexOf(',');
        const bool ofLast = row.mid(comma + 1, last.size()) == last;
        (ofLast ? second : first).write(row);
        ++rows;
    }
    return rows;
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("accounts"), QStringLiteral("number of accounts"), QStringLiteral("N"),
        QStringLiteral("50000")});
    parser.addOption(
        {QStringLiteral("weeks"), QStringLiteral("weeks of usage"), QStringLiteral("N"), QStringLiteral("200")});
    parser.addOption({QStringLiteral("folder"), QStringLiteral("where to work"), QStringLiteral("DIR"),
        QDir::tempPath() + QStringLiteral("/holdfast-benchmark")});
    parser.addHelpOption();
    parser.process(application);
    const QString accounts = parser.value(QStringLiteral("accounts")), weeks = parser.value(QStringLiteral("weeks"));
    const QString folder = parser.value(QStringLiteral("folder")) + QStringLiteral("/%1x%2").arg(accounts, weeks);
    const QString program = QStringLiteral(HOLDFAST_PROGRAM);
    const QString usage = folder + QStringLiteral("/usage.csv");
    if (!QFileInfo::exists(folder + QStringLiteral("/done"))) {
        runChild({program, QStringLiteral("sample"), folder, QStringLiteral("--accounts"), accounts,
            QStringLiteral("--weeks"), weeks});
        splitLastWeek(usage, folder + QStringLiteral("/usage_body.csv"), folder + QStringLiteral("/usage_week.csv"));
        QFile done(folder + QStringLiteral("/done"));
        if (!done.open(QIODevice::WriteOnly))
            return 1;
    }
    const double csv = megabytes(usage);
    const QString store = folder + QStringLiteral("/book.holdfast");
    for (const char* suffix : {"", "-wal", "-shm", ".lock"})
        QFile::remove(store + QString::fromLatin1(suffix));
    std::printf("%s accounts x %s weeks: usage.csv %.0f MB\n", qPrintable(accounts), qPrintable(weeks), csv);

    // What the import is held against: the shell's .import into a typed table, journal off.
    const QString rows = folder + QStringLiteral("/rows.db");
    QFile::remove(rows);
    const QString script = folder + QStringLiteral("/import.sql");
    QFile sql(script);
    if (!sql.open(QIODevice::WriteOnly))
        return 1;
    sql.write(QStringLiteral(
        "pragma journal_mode=off; pragma synchronous=off;\n"
        "create table usage(account_id text, date text, active_users integer, seats integer, sessions integer, "
        "features_used integer, workflows_started integer, workflows_completed integer);\n"
        ".mode csv\n.import --skip 1 %1 usage\n")
                  .arg(usage)
                  .toUtf8());
    sql.close();
    const Child shell = runChild({QStringLiteral("sqlite3"), rows, QStringLiteral(".read ") + script});
    const Child sum = runChild({QStringLiteral("sqlite3"), rows,
        QStringLiteral(
            "select account_id, sum(active_users), sum(seats), sum(sessions) from usage group by account_id")});
    std::printf("sqlite3 .import %.2f s, sum per account %.2f s\n", shell.seconds, sum.seconds);

    const Child body = runChild({program, QStringLiteral("import"), store, folder + QStringLiteral("/usage_body.csv"),
        QStringLiteral("--base-currency"), QStringLiteral("USD")});
    const Child week = runChild({program, QStringLiteral("import"), store, folder + QStringLiteral("/usage_week.csv")});
    std::printf("import of the weeks but one %.2f s, of one more week %.3f s\n", body.seconds, week.seconds);
    line("importing the usage CSV / sqlite3 .import", body.seconds / shell.seconds, "x", 0.25);
    line("one more week / importing all", week.seconds / body.seconds, "x", 0.02);
    line("memory while importing / CSV", body.megabytes * 1.048576 / csv, "x", 0.6);
    line("store file / CSV", megabytes(store) / csv, "x", 0.3);

    QStringList others{program, QStringLiteral("import"), store};
    for (const DatasetSpec& spec : datasets()) {
        if (spec.id != DatasetId::Usage)
            others << folder + QLatin1Char('/') +
                    QString::fromUtf8(spec.name.data(), static_cast<qsizetype>(spec.name.size())) +
                    QStringLiteral(".csv");
    }
    others << QStringLiteral("--end-dates") << QStringLiteral("day-after");
    const Child rest = runChild(others);
    std::printf("import of the other datasets %.2f s\n", rest.seconds);

    PortfolioPtr portfolio;
    AnalysisPtr analysis;
    Recorded recorded;
    std::unique_ptr<Store> opened;
    const double loading = seconds([&] {
        auto result = Store::open(store.toStdString(), OpenMode::ReadOnly);
        if (!result)
            stopOn(result.error());
        opened = std::move(*result);
        auto loaded = opened->loadPortfolio();
        if (!loaded)
            stopOn(loaded.error());
        portfolio = *loaded;
        auto state = loadRecorded(*opened);
        if (!state)
            stopOn(state.error());
        recorded = std::move(*state);
    });
    const Date day = defaultAsOf(*portfolio, *Date::fromYmd(2030, 1, 1));
    const double first = seconds([&] {
        analysis = analyse(portfolio, recorded.settings.analysis, {yearUpTo(day), {}});
    });
    double slowest = 0, fastest = 1e9;
    for (int step = 1; step <= 10; ++step) {
        const double took = seconds([&] {
            const AnalysisPtr other =
                analyse(portfolio, recorded.settings.analysis, {yearUpTo(day.addDays(-7 * step)), {}});
        });
        slowest = std::max(slowest, took);
        fastest = std::min(fastest, took);
    }
    rusage self{};
    getrusage(RUSAGE_SELF, &self);
    std::printf("opening: loading %.3f s, analysis %.3f s\n", loading, first);
    line("opening the store to the finished review / sqlite3's sum", (loading + first) / sum.seconds, "x", 0.15);
    line("another as-of date, slowest of ten", slowest * 1000, "ms", 100);
    std::printf("%-64s %10.3f ms\n", "another as-of date, fastest of ten", fastest * 1000);
    line("memory after opening / CSV", static_cast<double>(self.ru_maxrss) / 1024 * 1.048576 / csv, "x", 0.6);
    const double json =
        seconds([&] { std::printf("JSON %.1f MB", static_cast<double>(reportJson(*analysis).size()) / 1e6); });
    std::printf(" in %.3f s\n", json);

    DeckChoice choice;
    choice.storeName = "benchmark";
    for (const Exception& exception : analysis->exceptions.exceptions) {
        if (exception.account && choice.accounts.size() < 12)
            choice.accounts.push_back(portfolio->accountId(*exception.account));
    }
    const auto review = reviewOf(recorded, analysis);
    int pages = 0;
    const double deck = seconds([&] {
        const auto written = writeDeck(review, choice, folder + QStringLiteral("/deck.pdf"), {}, {});
        if (!written)
            stopOn(written.error());
        pages = *written;
    });
    std::printf("deck of %d pages %.3f s\n", pages, deck);
    line("a deck of 40 pages", deck / std::max(1, pages) * 40, "s", 1);
    return 0;
}
