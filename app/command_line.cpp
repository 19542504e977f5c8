// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdio>

#include "app/command_deck.h"
#include "app/command_report.h"
#include "app/command_view.h"
#include "app/identities.h"
#include "app/sample.h"
#include "app/templates.h"
#include "model/import/import_run.h"
#include "model/import/rejected_rows.h"
#include "model/report/export_tables.h"
#include "model/report/report_json.h"
#include "model/report/report_text.h"
#include "model/store/store.h"

#ifdef Q_OS_UNIX
#include <unistd.h>
#else
#include <io.h>
#endif

namespace holdfast {

namespace {

Result<std::unique_ptr<Store>> openForWriting(const std::string& path)
{
    auto store = Store::open(path, OpenMode::ReadWrite);
    if (store && (*store)->openReport().readOnly)
        return failure(ErrorCode::Locked, "cannot be changed: " + (*store)->openReport().note, Place{path, {}, 0, {}});
    return store;
}

Result<int> numberOption(const Arguments& arguments, std::string_view name, int fallback, int least, int most)
{
    const auto text = arguments.value(name);
    if (!text)
        return fallback;
    int number = 0;
    const auto end = std::from_chars(text->data(), text->data() + text->size(), number);
    if (end.ec != std::errc() || end.ptr != text->data() + text->size() || number < least || number > most)
        return failure(ErrorCode::Usage,
            std::string(name) + " needs a whole number from " + std::to_string(least) + " to " + std::to_string(most) +
                ", not \"" + *text + "\"");
    return number;
}

void print(const std::string& text)
{
    std::fwrite(text.data(), 1, text.size(), stdout);
}

Result<ImportOptions> importOptions(const Arguments& arguments, const CommandContext& context)
{
    ImportOptions options;
    options.startedAt = context.now;
    options.force = arguments.has("--force");
    if (const auto name = arguments.value("--dataset")) {
        const DatasetSpec* spec = findDataset(*name);
        if (!spec)
            return failure(ErrorCode::Usage, "--dataset: there is no dataset \"" + *name + "\"");
        options.dataset = spec->id;
    }
    if (const auto order = arguments.value("--date-order")) {
        if (*order == "dmy")
            options.dateOrder = DateOrder::Dmy;
        else if (*order == "mdy")
            options.dateOrder = DateOrder::Mdy;
        else if (*order == "ymd")
            options.dateOrder = DateOrder::Ymd;
        else
            return failure(ErrorCode::Usage, "--date-order is dmy, mdy or ymd, not \"" + *order + "\"");
    }
    if (const auto ends = arguments.value("--end-dates")) {
        if (*ends == "last-day")
            options.endDates = EndDates::LastDay;
        else if (*ends == "day-after")
            options.endDates = EndDates::DayAfter;
        else
            return failure(ErrorCode::Usage, "--end-dates is last-day or day-after, not \"" + *ends + "\"");
    }
    if (const auto code = arguments.value("--base-currency")) {
        options.baseCurrency = *code;
        for (char& c : options.baseCurrency)
            c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        if (options.baseCurrency.size() != 3 ||
            !std::all_of(
                options.baseCurrency.begin(), options.baseCurrency.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
            return failure(
                ErrorCode::Usage, "--base-currency needs a three-letter code such as USD, not \"" + *code + "\"");
    }
    for (const std::string& path : arguments.values("--mapping")) {
        QFile file(QString::fromStdString(path));
        if (!file.open(QIODevice::ReadOnly))
            return failure(
                ErrorCode::Unreadable, "cannot be read: " + file.errorString().toStdString(), Place{path, {}, 0, {}});
        auto mapping = Mapping::fromJson(file.readAll().toStdString());
        if (!mapping) {
            Error error = mapping.error();
            error.place.file = path;
            return tl::unexpected(error);
        }
        options.mappings.push_back(std::move(*mapping));
    }
    return options;
}

// Where a further table of rejected rows goes: "rejects.csv", "rejects_2.csv".
QString numberedPath(const QString& path, std::size_t number)
{
    if (number == 1)
        return path;
    const QFileInfo info(path);
    const QString suffix = info.suffix().isEmpty() ? QString() : u'.' + info.suffix();
    return info.dir().filePath(info.completeBaseName() + u'_' + QString::number(number) + suffix);
}

// Under the headers of their file, to be mended and imported again; files with other headers get one of their own.
Result<void> writeRejects(const std::vector<RejectedRow>& rows, const std::string& path)
{
    std::vector<RejectedTable> tables = rejectedTables(rows);
    if (tables.empty())
        tables.push_back({{}, 0, "\xEF\xBB\xBF"});
    for (std::size_t i = 0; i < tables.size(); ++i) {
        const QString name = numberedPath(QString::fromStdString(path), i + 1);
        QSaveFile file(name);
        const auto size = static_cast<qint64>(tables[i].csv.size());
        if (!file.open(QIODevice::WriteOnly) || file.write(tables[i].csv.data(), size) != size || !file.commit())
            return failure(ErrorCode::Unwritable, "the file cannot be written: " + file.errorString().toStdString(),
                {name.toStdString(), {}, 0, {}});
    }
    return {};
}

Result<void> import(const Arguments& arguments, const CommandContext& context)
{
    const auto options = importOptions(arguments, context);
    if (!options)
        return tl::unexpected(options.error());
    const std::vector<std::string> files(arguments.operands.begin() + 1, arguments.operands.end());
    for (const std::string& file : files) {
        if (!QFileInfo::exists(QString::fromStdString(file)))
            return failure(ErrorCode::NotFound, "there is no such file", Place{file, {}, 0, {}});
    }
    const bool existed = QFileInfo::exists(QString::fromStdString(arguments.operands[0]));
    auto store = openForWriting(arguments.operands[0]);
    if (!store)
        return tl::unexpected(store.error());
    const bool tell = context.progressWanted && !arguments.has("--json");
    const Progress progress = [tell](double done, double total) {
        if (tell && total > 0)
            std::fprintf(stderr, "\r%5.1f %%", 100 * done / total);
    };
    const auto report = importFiles(**store, files, *options, progress, {});
    if (tell)
        std::fprintf(stderr, "\r        \r");
    if (!report) {
        store->reset();
        if (!existed) // a store that holds nothing is not left behind
            QFile::remove(QString::fromStdString(arguments.operands[0]));
        return tl::unexpected(report.error());
    }
    if (const auto path = arguments.value("--rejects")) {
        // The report holds the first ten thousand, the store all of them.
        std::vector<RejectedRow> ofImport = report->rejectedRows;
        if (static_cast<std::int64_t>(ofImport.size()) < report->rejected) {
            const auto all = (*store)->rejectedRows();
            if (!all)
                return tl::unexpected(all.error());
            ofImport.clear();
            std::copy_if(all->begin(), all->end(), std::back_inserter(ofImport),
                [&](const RejectedRow& row) { return row.import == report->import; });
        }
        if (auto written = writeRejects(ofImport, *path); !written)
            return written;
    }
    print(arguments.has("--json") ? importReportJson(*report) : importReportText(*report));
    return {};
}

Result<void> undo(const Arguments& arguments)
{
    auto existing = openExisting(arguments.operands[0], OpenMode::ReadWrite);
    if (!existing)
        return tl::unexpected(existing.error());
    existing->reset();
    auto store = openForWriting(arguments.operands[0]);
    if (!store)
        return tl::unexpected(store.error());
    const auto number = (*store)->undoLastImport();
    if (!number)
        return tl::unexpected(number.error());
    print("Import " + std::to_string(*number) + " was taken back.\n");
    return {};
}

Result<void> report(const Arguments& arguments, const CommandContext& context)
{
    const auto view = analyseStore(arguments, context.today);
    if (!view)
        return tl::unexpected(view.error());
    print(arguments.has("--json") ? reportJson(*view->analysis) : reportText(*view->analysis));
    return {};
}

Result<void> exportCommand(const Arguments& arguments, const CommandContext& context)
{
    const auto out = arguments.value("--out");
    if (!out)
        return failure(ErrorCode::Usage, "export needs --out FILE.csv or --out FILE.xlsx");
    const std::string& what = arguments.operands[1];
    std::int64_t rows = 0;
    if (const DatasetSpec* spec = findDataset(what); spec && what != "accounts") {
        auto store = openExisting(arguments.operands[0], OpenMode::ReadOnly);
        if (!store)
            return tl::unexpected(store.error());
        const auto written = exportDataset(**store, *spec, *out);
        if (!written)
            return tl::unexpected(written.error());
        rows = *written;
    } else {
        if (what != "exceptions" && what != "zones" && what != "accounts" && what != "movements")
            return failure(ErrorCode::Usage,
                "export writes a dataset, exceptions, zones, accounts or movements, not \"" + what + "\"");
        const auto view = analyseStore(arguments, context.today);
        if (!view)
            return tl::unexpected(view.error());
        const auto written = writeTable(*analysisTable(*view->analysis, what), *out, what);
        if (!written)
            return tl::unexpected(written.error());
        rows = *written;
    }
    print("Wrote " + std::to_string(rows) + " rows to " + *out + ".\n");
    return {};
}

Result<void> sample(const Arguments& arguments)
{
    const auto accounts = numberOption(arguments, "--accounts", 120, 1, 1'000'000);
    const auto weeks = numberOption(arguments, "--weeks", 156, 1, 1'000);
    const auto seed = numberOption(arguments, "--seed", 1, 0, 2'000'000'000);
    for (const auto* number : {&accounts, &weeks, &seed}) {
        if (!*number)
            return tl::unexpected(number->error());
    }
    const auto written = writeSample(arguments.operands[0], {*accounts, *weeks, static_cast<std::uint64_t>(*seed)});
    if (!written)
        return tl::unexpected(written.error());
    print("Wrote " + std::to_string(*written) + " files to " + arguments.operands[0] + ".\n");
    return {};
}

Result<void> check(const Arguments& arguments, const CommandContext& context)
{
    auto store = openExisting(arguments.operands[0], OpenMode::ReadOnly);
    if (!store)
        return tl::unexpected(store.error());
    auto problems = (*store)->check();
    if (!problems)
        return tl::unexpected(problems.error());
    const auto view = analyseStore(arguments, context.today);
    if (!view)
        return tl::unexpected(view.error());
    const std::vector<std::string> broken = brokenIdentities(*view->analysis);
    problems->insert(problems->end(), broken.begin(), broken.end());
    const std::int64_t orphans = view->analysis->portfolio->orphans;
    for (const std::string& problem : *problems)
        print(problem + "\n");
    if (!problems->empty())
        return failure(ErrorCode::Damaged, std::to_string(problems->size()) + " problems found",
            Place{arguments.operands[0], {}, 0, {}});
    print("The store is sound: integrity, schema, and the bridge identities hold" +
        (orphans > 0 ? "; " + std::to_string(orphans) + " rows wait for their account" : std::string()) + ".\n");
    return {};
}

Result<void> templates(const Arguments& arguments)
{
    const auto written = writeTemplates(arguments.operands[0]);
    if (!written)
        return tl::unexpected(written.error());
    print("Wrote " + std::to_string(*written) + " files to " + arguments.operands[0] + ".\n");
    return {};
}

} // namespace

CommandContext commandContext()
{
    const QDateTime now = QDateTime::currentDateTime();
    CommandContext context;
    context.today = *Date::fromYmd(now.date().year(), now.date().month(), now.date().day());
    context.now = now.toString(Qt::ISODate).toStdString();
#ifdef Q_OS_UNIX
    context.progressWanted = isatty(STDERR_FILENO) != 0;
#else
    context.progressWanted = _isatty(2) != 0;
#endif
    return context;
}

int runCommand(const Arguments& arguments, const CommandContext& context)
{
    const std::string_view name = arguments.command->name;
    const Result<void> done = name == "import" ? import(arguments, context)
        : name == "undo"                       ? undo(arguments)
        : name == "report"                     ? report(arguments, context)
        : name == "deck"                       ? deckCommand(arguments, context)
        : name == "export"                     ? exportCommand(arguments, context)
        : name == "templates"                  ? templates(arguments)
        : name == "sample"                     ? sample(arguments)
                                               : check(arguments, context);
    if (done)
        return std::fflush(stdout) == 0 ? 0 : 1;
    std::string line = done.error().text();
    std::replace(line.begin(), line.end(), '\n', ' ');
    std::fprintf(stderr, "holdfast: %s\n", line.c_str());
    return done.error().code == ErrorCode::Usage ? 2 : 1;
}

} // namespace holdfast
