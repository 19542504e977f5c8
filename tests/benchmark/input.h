// SPDX-License-Identifier: GPL-3.0-or-later
// What the benchmark works on: an invented book in files, written once per size and kept in its folder.
#pragma once

#include <QString>
#include <QStringList>

namespace holdfast::benchmark {

struct Input {
    QString folder;
    QString accounts;
    QString usage; // all weeks
    QString usageBody; // all weeks but the last
    QString usageWeek; // the last week alone
    QStringList contracts; // subscriptions and the rates of their currencies
    QStringList others; // the files of all other datasets
    QString rowsScript; // for the sqlite3 shell: .import of the usage into a typed table
    QString rows; // the database that it makes
};

// Writes the files by `program sample` where they are not there yet.
Input prepareInput(const QString& program, const QString& folder, const QString& accounts, const QString& weeks);

// Removes a store and what SQLite keeps beside it.
void removeStore(const QString& path);

} // namespace holdfast::benchmark
