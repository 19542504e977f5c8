// SPDX-License-Identifier: GPL-3.0-or-later
// Speed and memory as ratios measured in one run, so that they mean the same on every machine:
//     holdfast_benchmark [--accounts N] [--weeks N] [--full] [--folder DIR]
// The goals are those of 50,000 accounts and 200 weeks (--full, some minutes); at smaller sizes the start of a process
// weighs more. Beside each ratio of wall times stands that of processor times, which a busy machine changes less.
// Input is written once per size into the folder. Needs the sqlite3 shell for what the store is held against.
#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QTextStream>
#include <algorithm>
#include <cstdio>

#include "app/process_memory.h"
#include "app/stored_settings.h"
#include "model/analysis/analysis.h"
#include "model/store/store.h"
#include "tests/benchmark/child.h"
#include "tests/benchmark/first_window.h"
#include "tests/benchmark/input.h"
#include "tests/benchmark/window_speed.h"
#include "ui/deck/deck_writer.h"

using namespace holdfast;
using namespace holdfast::benchmark;

namespace {

const QString program = QStringLiteral(HOLDFAST_PROGRAM);

template <class Value> Value orEnd(Result<Value> result)
{
    if (result)
        return std::move(*result);
    std::fprintf(stderr, "%s\n", result.error().text().c_str());
    std::exit(1);
}

void show(const char* what, double value, const char* unit, double goal, const QString& beside = {})
{
    std::printf("%-58s %9.3f %-3s goal <= %-5g %-6s %s\n", what, value, unit, goal, value <= goal ? "met" : "MISSED",
        qPrintable(beside));
    std::fflush(stdout);
}

void showRatio(const char* what, const Cost& cost, const Cost& against, double goal)
{
    show(what, cost.wall / against.wall, "x", goal,
        QStringLiteral("%1 s against %2 s; processor %3 x")
            .arg(cost.wall, 0, 'f', 3)
            .arg(against.wall, 0, 'f', 3)
            .arg(cost.processor / against.processor, 0, 'f', 3));
}

double megabytes(const QString& path)
{
    return static_cast<double>(QFileInfo(path).size()) / 1e6;
}

// What a child of this program measured, handed over in a file.
void writeCost(const QString& path, const Cost& cost)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        std::exit(1);
    QTextStream(&file) << cost.wall << ' ' << cost.processor;
}
Cost readCost(const QString& path)
{
    QFile file(path);
    Cost cost;
    if (!file.open(QIODevice::ReadOnly))
        std::exit(1);
    QTextStream(&file) >> cost.wall >> cost.processor;
    return cost;
}

void showTime(const char* work, const Cost& cost)
{
    show(work, cost.wall * 1000, "ms", 100, QStringLiteral("processor %1 ms").arg(cost.processor * 1000, 0, 'f', 0));
}

// Both imports of the usage, and that of everything else; the sum that opening is held against.
Cost measureImport(const Input& input, const QString& store)
{
    const QString shellName = QStandardPaths::findExecutable(QStringLiteral("sqlite3"));
    if (shellName.isEmpty()) {
        std::fprintf(stderr, "the sqlite3 shell is missing\n");
        std::exit(1);
    }
    QFile::remove(input.rows);
    const Cost shell = runProgram({shellName, input.rows, QStringLiteral(".read ") + input.rowsScript});
    const Cost sum = runProgram({shellName, input.rows,
        QStringLiteral("select account_id, sum(active_users), sum(seats), sum(sessions) from usage group by 1")});
    QFile::remove(input.rows);

    const double csv = megabytes(input.usage);
    const QStringList import{program, QStringLiteral("import"), store};
    removeStore(store);
    // The accounts are there, as in any book that usage is added to.
    runProgram(import + QStringList{input.accounts, QStringLiteral("--base-currency"), QStringLiteral("USD")});
    const Cost body = runProgram(import + QStringList{input.usageBody});
    const Cost week = runProgram(import + QStringList{input.usageWeek});
    showRatio("importing the usage CSV / sqlite3 .import", body, shell, 0.25);
    showRatio("one more week / importing all weeks", week, body, 0.02);
    show("memory while importing / usage CSV", std::max(body.megabytes, week.megabytes) / csv, "x", 0.6);
    show("store of usage and accounts / usage CSV", megabytes(store) / csv, "x", 0.3);
    // The goals of opening were set for usage and contracts; a book of all datasets has as many bytes of other rows.
    const QStringList endDates{QStringLiteral("--end-dates"), QStringLiteral("day-after")};
    runProgram(import + input.contracts + endDates);
    const Cost opened = runProgram({QCoreApplication::applicationFilePath(), QStringLiteral("--opening"), store});
    showRatio("opening usage and contracts alone / sqlite3 summing", opened, sum, 0.15);
    show("memory after opening them / usage CSV", opened.megabytes / csv, "x", 0.6,
        QStringLiteral("%1 MB").arg(opened.megabytes, 0, 'f', 0));
    const QString report = QFileInfo(store).path() + QStringLiteral("/another_day.txt");
    runProgram({QCoreApplication::applicationFilePath(), QStringLiteral("--another-day"), report, store});
    showTime("another as-of date of them, slowest of ten", readCost(report));
    const Cost rest = runProgram(import + input.others + endDates);
    std::printf("%-58s %9.3f s; store %.0f MB, memory %.0f MB\n", "importing the other 13 datasets", rest.wall,
        megabytes(store), rest.megabytes);
    return sum;
}

struct Opened {
    Recorded recorded;
    AnalysisPtr analysis;
};

// From the store to the finished review on its default as-of date.
Opened open(const QString& store)
{
    Opened result;
    const auto opened = orEnd(Store::open(store.toStdString(), OpenMode::ReadOnly));
    const PortfolioPtr portfolio = orEnd(opened->loadPortfolio());
    result.recorded = orEnd(loadRecorded(*opened));
    const Date day = defaultAsOf(*portfolio, *Date::fromYmd(2030, 1, 1));
    result.analysis = analyse(portfolio, result.recorded.settings.analysis, {yearUpTo(day), {}});
    return result;
}

// The slowest of ten earlier days.
Cost anotherDay(const Opened& opened)
{
    Cost slowest;
    for (int step = 1; step <= 10; ++step) {
        AnalysisPtr other;
        const Cost cost = measured([&] {
            other = analyse(opened.analysis->portfolio, opened.recorded.settings.analysis,
                {yearUpTo(opened.analysis->asOf().addDays(-7 * step)), {}});
        });
        if (slowest.wall < cost.wall)
            slowest = cost;
    }
    return slowest;
}

Opened measureOpening(const Input& input, const QString& store, const Cost& sum)
{
    Opened result;
    const Cost opening = measured([&] { result = open(store); });
    const PortfolioPtr portfolio = result.analysis->portfolio;
    const AnalysisSettings& settings = result.recorded.settings.analysis;
    const Date day = result.analysis->asOf();
    showRatio("opening to the finished review / sqlite3 summing", opening, sum, 0.15);
    show("memory after opening / usage CSV", opening.megabytes / megabytes(input.usage), "x", 0.6,
        QStringLiteral("%1 MB").arg(opening.megabytes, 0, 'f', 0));

    showTime("another as-of date, slowest of ten", anotherDay(result));
    Filter filter; // the first account's owner
    filter.values[Dimension::Owner] = {std::string(portfolio->text(portfolio->accounts.front().owner))};
    AnalysisPtr other;
    const Cost filtered = measured([&] { other = analyse(portfolio, settings, {yearUpTo(day), filter}); });
    showTime("another filter", filtered);
    return result;
}

// As many account pages as make a deck of about 40 pages.
void measureDeck(const Opened& opened, const QString& folder)
{
    const Portfolio& portfolio = *opened.analysis->portfolio;
    DeckChoice choice;
    choice.storeName = "benchmark";
    for (const Exception& exception : opened.analysis->exceptions.exceptions) {
        if (!exception.account || choice.accounts.size() == 12)
            continue;
        const std::string id(portfolio.accountId(*exception.account));
        if (std::find(choice.accounts.begin(), choice.accounts.end(), id) == choice.accounts.end())
            choice.accounts.push_back(id);
    }
    const ReviewBundle review = reviewOf(opened.recorded, opened.analysis);
    int pages = 0;
    const Cost cost =
        measured([&] { pages = orEnd(writeDeck(review, choice, folder + QStringLiteral("/deck.pdf"))).pages; });
    show("a deck, for 40 pages of it", cost.wall / pages * 40, "s", 1,
        QStringLiteral("%1 pages in %2 s").arg(pages).arg(cost.wall, 0, 'f', 3));
}

// Starts of whole processes on the sample portfolio, in turns with those of a bare Qt window.
void measureFirstWindow(const QString& self, const QString& folder, int runs)
{
    const QString files = folder + QStringLiteral("/sample"), store = folder + QStringLiteral("/sample.holdfast");
    removeStore(store);
    runProgram({program, QStringLiteral("sample"), files});
    QStringList import{program, QStringLiteral("import"), store, QStringLiteral("--end-dates"),
        QStringLiteral("day-after"), QStringLiteral("--base-currency"), QStringLiteral("USD")};
    for (const DatasetSpec& spec : datasets())
        import << files + QLatin1Char('/') + QString::fromStdString(std::string(spec.name)) + QStringLiteral(".csv");
    runProgram(import);
    const auto start = [&](const char* what) {
        return medianOf(runs, [&] {
            return runProgram({self, QStringLiteral("--window"), QLatin1String(what), store});
        });
    };
    const Cost empty = start("empty"), first = start("first"), review = start("review");
    const auto beside = [&](const Cost& cost) {
        return QStringLiteral("%1 ms against %2 ms; processor %3 ms more")
            .arg(cost.wall * 1000, 0, 'f', 0)
            .arg(empty.wall * 1000, 0, 'f', 0)
            .arg((cost.processor - empty.processor) * 1000, 0, 'f', 0);
    };
    show("first window, more than an empty Qt window", (first.wall - empty.wall) * 1000, "ms", 200, beside(first));
    show("the same with the sample's review in it", (review.wall - empty.wall) * 1000, "ms", 200, beside(review));
}

// What the window makes its user wait for, with the whole book in it. Held against the goals is the time of its thread:
// the clock also counts what other processes took meanwhile, and stands beside it.
void measureWindow(const QString& self, const QString& folder, const QString& store)
{
    const QString report = folder + QStringLiteral("/window.txt");
    runProgram({self, QStringLiteral("--window-speed"), report, store});
    QFile file(report);
    if (!file.open(QIODevice::ReadOnly)) {
        std::fprintf(stderr, "%s cannot be read\n", qPrintable(report));
        std::exit(1);
    }
    while (!file.atEnd()) {
        const QStringList words = QString::fromUtf8(file.readLine()).trimmed().split(QLatin1Char('\t'));
        const bool letter = words.front().startsWith(QLatin1String("a letter"));
        show(qPrintable(words.front()), words[3].toDouble(), "ms", letter ? 16 : 50,
            letter
                ? QStringLiteral("slowest; median %1 ms; by the clock %2 and %3 ms").arg(words[4], words[1], words[2])
                : QStringLiteral("by the clock %1 ms, in %2").arg(words[1], words[5]));
    }
}

} // namespace

int main(int argc, char** argv)
{
    prepareMemory(argv); // as the program does
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QCoreApplication::setApplicationName(QStringLiteral("Holdfast"));
    QCoreApplication::setOrganizationName(QStringLiteral("Holdfast"));
    QStandardPaths::setTestModeEnabled(true);
    if (argc == 4 && QLatin1String(argv[1]) == QLatin1String("--window")) {
        const QString store = QString::fromLocal8Bit(argv[3]);
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, QFileInfo(store).path());
        return firstWindow(argc, argv, QString::fromLatin1(argv[2]), store);
    }
    if (argc == 4 && QLatin1String(argv[1]) == QLatin1String("--window-speed")) {
        const QString report = QString::fromLocal8Bit(argv[2]), store = QString::fromLocal8Bit(argv[3]);
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, QFileInfo(report).path());
        return windowSpeed(argc, argv, store, report);
    }
    const QGuiApplication application(argc, argv);
    if (argc == 3 && QLatin1String(argv[1]) == QLatin1String("--opening")) {
        open(QString::fromLocal8Bit(argv[2]));
        return 0;
    }
    if (argc == 4 && QLatin1String(argv[1]) == QLatin1String("--another-day")) {
        writeCost(QString::fromLocal8Bit(argv[2]), anotherDay(open(QString::fromLocal8Bit(argv[3]))));
        return 0;
    }
    QCommandLineParser parser;
    const auto option = [&parser](const char* name, const char* what, const QString& value) {
        parser.addOption({QLatin1String(name), QLatin1String(what), QStringLiteral("value"), value});
    };
    option("accounts", "number of accounts", QStringLiteral("10000"));
    option("weeks", "weeks of usage", QStringLiteral("100"));
    option("starts", "starts of the window to take the median of", QStringLiteral("5"));
    option("folder", "where to work", QDir::tempPath() + QStringLiteral("/holdfast-benchmark"));
    parser.addOption({QStringLiteral("full"), QStringLiteral("50,000 accounts and 200 weeks")});
    parser.addHelpOption();
    parser.process(application);
    const bool full = parser.isSet(QStringLiteral("full"));
    const QString accounts = full ? QStringLiteral("50000") : parser.value(QStringLiteral("accounts"));
    const QString weeks = full ? QStringLiteral("200") : parser.value(QStringLiteral("weeks"));
    const QString folder = parser.value(QStringLiteral("folder")) + QStringLiteral("/%1x%2").arg(accounts, weeks);

    const Input input = prepareInput(program, folder, accounts, weeks);
    std::printf(
        "%s accounts, %s weeks, usage CSV %.1f MB\n", qPrintable(accounts), qPrintable(weeks), megabytes(input.usage));
    const QString store = folder + QStringLiteral("/book.holdfast");
    const Cost sum = measureImport(input, store);
    const Opened opened = measureOpening(input, store, sum);
    measureDeck(opened, folder);
    measureWindow(QCoreApplication::applicationFilePath(), folder, store);
    measureFirstWindow(QCoreApplication::applicationFilePath(), folder, parser.value(QStringLiteral("starts")).toInt());
    return 0;
}
