// SPDX-License-Identifier: GPL-3.0-or-later
// What is exported comes back the same: store → file → store → file gives the same bytes, whatever a text looks like.
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <map>
#include <random>

#include "app/command_report.h"
#include "model/import/import_run.h"
#include "model/report/export_tables.h"

using namespace holdfast;

namespace {

QByteArray bytes(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// The cells of a CSV as a spreadsheet reads them.
std::vector<std::string> cellsOf(const QByteArray& csv)
{
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (qsizetype at = 3; at < csv.size(); ++at) {
        const char c = csv[at];
        if (c == '"' && quoted && at + 1 < csv.size() && csv[at + 1] == '"')
            cells.back() += csv[++at];
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == ',' || c == '\n'))
            cells.emplace_back();
        else if (quoted || c != '\r')
            cells.back() += c;
    }
    return cells;
}

// Texts of pieces that spreadsheets, CSV, XML and the import's own rules each take for something.
std::string nastyText(std::mt19937& random)
{
    static const std::vector<std::string> pieces{"=", "+", "-", "@", "'", "''", "\t", "\r", "\n", "\r\n", ",", ";",
        "\"", "\"\"", "|", " ", "1", "1.5", "NULL", "N/A", "é", "漢字", "Ελ", "Кы", "🙂", "<img src=x>", "&amp;",
        "_x0041_", "\\", "a", "b", "\u00a0", "%", "{", "SUM(A1)", "cmd|' /C calc'!A0"};
    std::string text;
    const auto length = std::uniform_int_distribution<int>(1, 6)(random);
    for (int i = 0; i < length; ++i)
        text += pieces[std::uniform_int_distribution<std::size_t>(0, pieces.size() - 1)(random)];
    return text;
}

std::unique_ptr<Store> storeOf(const QString& path, const std::vector<std::string>& files, QString* problem)
{
    auto store = Store::open(path.toStdString(), OpenMode::ReadWrite);
    if (!store) {
        *problem = QString::fromStdString(store.error().text());
        return nullptr;
    }
    ImportOptions options;
    options.startedAt = "2025-06-30T09:00:00";
    options.baseCurrency = "USD";
    const auto report = importFiles(**store, files, options, {}, {});
    if (!report)
        *problem = QString::fromStdString(report.error().text());
    else if (report->rejected > 0 || report->warnings > 0)
        *problem = QString::fromStdString(importReportText(*report));
    return std::move(*store);
}

} // namespace

class ExportRoundtripTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsExportedComesBackTheSame_data();
    void whatIsExportedComesBackTheSame();
};

void ExportRoundtripTest::whatIsExportedComesBackTheSame_data()
{
    QTest::addColumn<QString>("suffix");
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 8; ++seed) {
        QTest::addRow("csv %d", seed) << QStringLiteral("csv") << seed;
        QTest::addRow("xlsx %d", seed) << QStringLiteral("xlsx") << seed;
    }
}

void ExportRoundtripTest::whatIsExportedComesBackTheSame()
{
    QFETCH(QString, suffix);
    QFETCH(int, seed);
    std::mt19937 random(static_cast<unsigned>(seed));
    const QTemporaryDir folder;
    const auto path = [&](const char* name) { return folder.filePath(QString::fromLatin1(name)); };
    const auto file = [&](const char* name) { return (path(name) + u'.' + suffix).toStdString(); };

    // A first store of texts that no import has smoothed: written by the exporter itself.
    ExportTable accounts, tickets;
    for (const ColumnSpec& column : dataset(DatasetId::Accounts).columns)
        accounts.columns.push_back({std::string(column.name), cellType(column.type)});
    for (const ColumnSpec& column : dataset(DatasetId::Tickets).columns)
        tickets.columns.push_back({std::string(column.name), cellType(column.type)});
    const auto place = [](DatasetId id, std::string_view column) {
        return static_cast<std::size_t>(dataset(id).column(column));
    };
    for (int i = 0; i < 60; ++i) {
        std::vector<std::string> account(accounts.columns.size()), ticket(tickets.columns.size());
        account[place(DatasetId::Accounts, "account_id")] = "A" + std::to_string(i);
        account[place(DatasetId::Accounts, "name")] = "x" + nastyText(random) + "x";
        account[place(DatasetId::Accounts, "segment")] = nastyText(random);
        account[place(DatasetId::Accounts, "arr")] = i == 0 ? "123456789012.34" : std::to_string(i) + ".05";
        account[place(DatasetId::Accounts, "currency")] = "USD";
        account[place(DatasetId::Accounts, "start_date")] = i % 2 ? "1899-12-31" : "2024-02-29";
        account[place(DatasetId::Accounts, "gross_margin")] = "0.1";
        ticket[place(DatasetId::Tickets, "ticket_id")] = "T" + std::to_string(i);
        ticket[place(DatasetId::Tickets, "account_id")] = "A" + std::to_string(i);
        ticket[place(DatasetId::Tickets, "opened_date")] = "2025-01-0" + std::to_string(1 + i % 9);
        ticket[place(DatasetId::Tickets, "escalated")] = i % 3 ? "true" : "false";
        ticket[place(DatasetId::Tickets, "subject")] = nastyText(random);
        ticket[place(DatasetId::Tickets, "category")] = nastyText(random) + nastyText(random);
        accounts.rows.push_back(std::move(account));
        tickets.rows.push_back(std::move(ticket));
    }
    QCOMPARE(writeTable(accounts, file("accounts0"), "accounts").value(), std::int64_t{60});
    QCOMPARE(writeTable(tickets, file("tickets0"), "tickets").value(), std::int64_t{60});

    QString problem;
    const auto first = storeOf(path("first.holdfast"), {file("accounts0"), file("tickets0")}, &problem);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const auto take = [&](Store& store, DatasetId id, const std::string& name) {
        const auto rows = exportDataset(store, dataset(id), name);
        return rows ? *rows : std::int64_t{-1};
    };
    QCOMPARE(take(*first, DatasetId::Accounts, file("accounts1")), std::int64_t{60});
    QCOMPARE(take(*first, DatasetId::Tickets, file("tickets1")), std::int64_t{60});
    const auto second = storeOf(path("second.holdfast"), {file("accounts1"), file("tickets1")}, &problem);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));

    // The values themselves, and where the format has no time of its own the bytes of the file.
    std::vector<std::vector<std::string>> before, after;
    for (const DatasetId id : {DatasetId::Accounts, DatasetId::Tickets}) {
        QVERIFY(first->exportRows(id, [&](const std::vector<std::string>& row) -> Result<void> {
            before.push_back(row);
            return {};
        }));
        QVERIFY(second->exportRows(id, [&](const std::vector<std::string>& row) -> Result<void> {
            after.push_back(row);
            return {};
        }));
    }
    QCOMPARE(before.size(), std::size_t{120});
    for (std::size_t row = 0; row < before.size(); ++row) {
        for (std::size_t column = 0; column < before[row].size(); ++column)
            QVERIFY2(before[row][column] == after.at(row).at(column),
                qPrintable(QStringLiteral("row %1: “%2” came back as “%3”")
                               .arg(row)
                               .arg(QString::fromStdString(before[row][column]).toHtmlEscaped(),
                                   QString::fromStdString(after[row][column]).toHtmlEscaped())));
    }
    std::map<std::string, std::string> byId;
    for (const std::vector<std::string>& account : accounts.rows)
        byId[account[0]] = account[place(DatasetId::Accounts, "name")];
    // Whatever the texts began with, the store has kept them as they were written, edges that blanks are apart.
    for (std::size_t row = 0; row < 60; ++row)
        QVERIFY2(before[row][place(DatasetId::Accounts, "name")] == byId.at(before[row][0]),
            qPrintable(
                QStringLiteral("“%1” was stored as “%2”")
                    .arg(QString::fromStdString(byId.at(before[row][0])).toHtmlEscaped(),
                        QString::fromStdString(before[row][place(DatasetId::Accounts, "name")]).toHtmlEscaped())));
    if (suffix == QStringLiteral("csv")) {
        QCOMPARE(take(*second, DatasetId::Accounts, file("accounts2")), std::int64_t{60});
        QCOMPARE(take(*second, DatasetId::Tickets, file("tickets2")), std::int64_t{60});
        QVERIFY(bytes(QString::fromStdString(file("accounts1"))) == bytes(QString::fromStdString(file("accounts2"))));
        QVERIFY(bytes(QString::fromStdString(file("tickets1"))) == bytes(QString::fromStdString(file("tickets2"))));
        // No text of the file begins with what a spreadsheet runs.
        const std::vector<std::string> cells = cellsOf(bytes(QString::fromStdString(file("tickets1"))));
        QVERIFY(cells.size() > 60);
        for (const std::string& cell : cells)
            QVERIFY2(
                cell.empty() || std::string_view("=+-@\t\r").find(cell[0]) == std::string_view::npos, cell.c_str());
    }
}

QTEST_GUILESS_MAIN(ExportRoundtripTest)
#include "export_roundtrip_test.moc"
