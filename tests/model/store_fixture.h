// SPDX-License-Identifier: GPL-3.0-or-later
// A store in a folder of its own, and rows for it written as name=value texts.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/base/money.h"
#include "model/store/import_writer.h"
#include "model/store/store.h"

#include <QTemporaryDir>
#include <QtTest>

namespace holdfast {

// One row: the account it names and its cells as texts by column ("" clears, a column not named is absent).
struct TestRow {
    AccountReference account;
    std::map<std::string, std::string> cells;
};

struct TestFile {
    DatasetId dataset = DatasetId::Accounts;
    std::vector<TestRow> rows;
    std::string name = "file.csv";
};

inline AccountReference id(std::string_view text)
{
    return {AccountKey::Id, text};
}
inline AccountReference named(std::string_view text)
{
    return {AccountKey::Name, text};
}

inline Cell cellOf(const ColumnSpec& column, const std::string& text)
{
    if (text.empty())
        return Cell::missing();
    switch (column.type) {
    case ColumnType::Date:
        return Cell::ofInteger(Date::fromIso(text).value().daysSince1970());
    case ColumnType::Money:
        return Cell::ofInteger(moneyFromDecimal(text).value().cents);
    case ColumnType::Rate:
        return Cell::ofInteger(rateFromDecimal(text).value().tenBillionths);
    case ColumnType::Number:
        return Cell::ofReal(std::stod(text));
    case ColumnType::Int:
        return Cell::ofInteger(std::stoll(text));
    case ColumnType::Bool:
        return Cell::ofInteger(text == "true" ? 1 : 0);
    case ColumnType::Enum:
        return Cell::ofInteger(enumPlace(column.values, text).value());
    default:
        return Cell::ofText(text);
    }
}

// Puts one file; its columns are those that any row names. Line 2 is the first row.
inline Result<ImportWriter::FileCounts> putFile(ImportWriter& writer, const TestFile& file)
{
    const DatasetSpec& spec = dataset(file.dataset);
    std::vector<bool> present(spec.columns.size());
    for (std::size_t i = 0; i < present.size(); ++i) {
        present[i] = spec.columns[i].type == ColumnType::Account;
        for (const TestRow& row : file.rows)
            present[i] = present[i] || row.cells.contains(std::string(spec.columns[i].name));
    }
    if (Result<void> begun = writer.beginFile(file.name, file.dataset, present); !begun)
        return tl::unexpected(begun.error());
    std::int64_t line = 1;
    for (const TestRow& row : file.rows) {
        std::vector<Cell> cells(spec.columns.size());
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto text = row.cells.find(std::string(spec.columns[i].name));
            if (text != row.cells.end())
                cells[i] = cellOf(spec.columns[i], text->second);
        }
        if (Result<void> put = writer.put(++line, row.account, cells); !put)
            return tl::unexpected(put.error());
    }
    return writer.endFile(line - 1, 0);
}

struct Imported {
    ImportWriter::Landed landed;
    std::vector<ImportWriter::FileCounts> counts;
};

inline Result<Imported> import(Store& store, const std::vector<TestFile>& files)
{
    Imported imported;
    Result<std::unique_ptr<ImportWriter>> writer = ImportWriter::begin(store, "2025-07-01T08:00:00");
    if (!writer)
        return tl::unexpected(writer.error());
    for (const TestFile& file : files) {
        Result<ImportWriter::FileCounts> counts = putFile(**writer, file);
        if (!counts)
            return tl::unexpected(counts.error());
        imported.counts.push_back(*counts);
    }
    Result<ImportWriter::Landed> landed = (*writer)->commit({"read"}, 0.5, CancelToken{});
    if (!landed)
        return tl::unexpected(landed.error());
    imported.landed = *landed;
    return imported;
}

class StoreFolder {
public:
    std::string path(const char* name = "test.holdfast") const
    {
        return folder_.filePath(QString::fromUtf8(name)).toStdString();
    }
    std::unique_ptr<Store> open(const char* name = "test.holdfast") const
    {
        Result<std::unique_ptr<Store>> store = Store::open(path(name));
        if (!store)
            qFatal("%s", store.error().text().c_str());
        return std::move(*store);
    }

private:
    QTemporaryDir folder_;
};

// "inserted updated unchanged", as an expectation in one text.
inline QString counted(const ImportWriter::FileCounts& counts)
{
    return QStringLiteral("%1 %2 %3").arg(counts.inserted).arg(counts.updated).arg(counts.unchanged);
}

// All rows of a dataset, a row per text with cells joined by '|'.
inline QStringList rowsOf(Store& store, DatasetId dataset)
{
    QStringList lines;
    const Result<void> done = store.exportRows(dataset, [&](const std::vector<std::string>& cells) -> Result<void> {
        QStringList texts;
        for (const std::string& cell : cells)
            texts << QString::fromStdString(cell);
        lines << texts.join(QLatin1Char('|'));
        return {};
    });
    if (!done)
        lines << QString::fromStdString(done.error().text());
    return lines;
}

#define VERIFY_OK(expression)                                                                                          \
    do {                                                                                                               \
        const auto& outcome = (expression);                                                                            \
        QVERIFY2(outcome.has_value(), outcome ? "" : outcome.error().text().c_str());                                  \
    } while (false)

} // namespace holdfast
