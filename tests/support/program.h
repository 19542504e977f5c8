// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the real program as a process in a folder of its own.
#pragma once

#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/support/places.h"

namespace holdfast {

struct ProgramRun {
    int status = -1; // 0 done, 1 failed, 2 wrong usage; -1: crashed or not started
    QByteArray out;
    QByteArray error;
};

class ProgramFolder {
public:
    QString path(const QString& name) const { return folder_.filePath(name); }
    QString path(const char* name) const { return folder_.filePath(QString::fromUtf8(name)); }

    QString write(const char* name, const QByteArray& content) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("%s cannot be written", name);
        return file.fileName();
    }
    QByteArray read(const QString& name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    ProgramRun run(const QStringList& arguments,
        const QProcessEnvironment& environment = QProcessEnvironment::systemEnvironment()) const
    {
        QProcess process;
        process.setWorkingDirectory(folder_.path());
        process.setProcessEnvironment(environment);
        process.start(programFile(), arguments);
        ProgramRun result;
        if (process.waitForFinished(120'000) && process.exitStatus() == QProcess::NormalExit)
            result.status = process.exitCode();
        result.out = process.readAllStandardOutput();
        result.error = process.readAllStandardError();
        return result;
    }
    // Words separated by blanks.
    ProgramRun run(const char* words) const { return run(QString::fromUtf8(words).split(QLatin1Char(' '))); }

private:
    QTemporaryDir folder_;
};

} // namespace holdfast
