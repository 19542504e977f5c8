// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmark/input.h"

#include <QFile>
#include <QFileInfo>
#include <cstdio>
#include <cstdlib>

#include "model/datasets/datasets.h"
#include "tests/benchmark/child.h"

namespace holdfast::benchmark {

namespace {

void open(QFile& file, QIODevice::OpenMode mode)
{
    if (file.open(mode))
        return;
    std::fprintf(stderr, "%s: %s\n", qPrintable(file.fileName()), qPrintable(file.errorString()));
    std::exit(1);
}

// The last week of a usage file, whose rows come week by week, as a file of its own.
void splitLastWeek(const Input& input)
{
    QFile in(input.usage), body(input.usageBody), week(input.usageWeek);
    open(in, QIODevice::ReadOnly);
    open(body, QIODevice::WriteOnly);
    open(week, QIODevice::WriteOnly);
    const auto dateOf = [](const QByteArray& row) { return row.split(',').value(1); };
    const QByteArray head = in.readLine();
    body.write(head);
    week.write(head);
    QByteArray last;
    while (!in.atEnd())
        last = std::max(last, dateOf(in.readLine()));
    in.seek(head.size());
    while (!in.atEnd()) {
        const QByteArray row = in.readLine();
        (dateOf(row) == last ? week : body).write(row);
    }
}

void writeScript(const Input& input)
{
    QFile script(input.rowsScript);
    open(script, QIODevice::WriteOnly);
    script.write(QStringLiteral(
        "pragma journal_mode=off; pragma synchronous=off;\n"
        "create table usage(account_id text, date text, active_users integer, seats integer, sessions integer, "
        "features_used integer, workflows_started integer, workflows_completed integer);\n"
        ".mode csv\n.import --skip 1 \"%1\" usage\n")
                     .arg(input.usage)
                     .toUtf8());
}

} // namespace

Input prepareInput(const QString& program, const QString& folder, const QString& accounts, const QString& weeks)
{
    const auto file = [&folder](const QString& name) { return folder + QLatin1Char('/') + name; };
    Input input;
    input.folder = folder;
    input.accounts = file(QStringLiteral("accounts.csv"));
    input.usage = file(QStringLiteral("usage.csv"));
    input.usageBody = file(QStringLiteral("usage_body.csv"));
    input.usageWeek = file(QStringLiteral("usage_week.csv"));
    input.rowsScript = file(QStringLiteral("import.sql"));
    input.rows = file(QStringLiteral("rows.db"));
    for (const DatasetSpec& spec : datasets()) {
        const QString name = QString::fromUtf8(spec.name.data(), static_cast<qsizetype>(spec.name.size()));
        if (spec.id == DatasetId::Subscriptions || spec.id == DatasetId::FxRates)
            input.contracts << file(name + QStringLiteral(".csv"));
        else if (spec.id != DatasetId::Usage && spec.id != DatasetId::Accounts)
            input.others << file(name + QStringLiteral(".csv"));
    }
    const QString done = file(QStringLiteral("done"));
    if (!QFileInfo::exists(done)) {
        runProgram({program, QStringLiteral("sample"), folder, QStringLiteral("--accounts"), accounts,
            QStringLiteral("--weeks"), weeks});
        splitLastWeek(input);
        writeScript(input);
        QFile mark(done);
        open(mark, QIODevice::WriteOnly);
    }
    return input;
}

void removeStore(const QString& path)
{
    for (const char* suffix : {"", "-wal", "-shm", "-journal", ".lock"})
        QFile::remove(path + QString::fromLatin1(suffix));
}

} // namespace holdfast::benchmark
