// SPDX-License-Identifier: GPL-3.0-or-later
// The program is killed in the middle of an import, without a chance to tidy up: the store opens with what it had.
#include <csignal>

#include <QRandomGenerator>

#include "model/store/store.h"
#include "tests/support/program.h"

using namespace holdfast;

namespace {

constexpr int accounts = 500, weeks = 120, kills = 10;

QByteArray accountsFile()
{
    QByteArray text = "account_id,name,arr\n";
    for (int account = 0; account < accounts; ++account)
        text += "A-" + QByteArray::number(account) + ",Company " + QByteArray::number(account) + ",1200\n";
    return text;
}

// `users` makes the difference: a second file with other figures changes every row and adds the weeks behind.
QByteArray usageFile(int lastWeek, int users)
{
    QByteArray text = "account_id,date,active_users,sessions\n";
    QDate day(2022, 1, 3);
    for (int week = 0; week < lastWeek; ++week, day = day.addDays(7)) {
        const QByteArray date = day.toString(Qt::ISODate).toUtf8();
        for (int account = 0; account < accounts; ++account)
            text += "A-" + QByteArray::number(account) + ',' + date + ',' + QByteArray::number(users + account % 7) +
                ',' + QByteArray::number(week) + '\n';
    }
    return text;
}

QByteArray hashOf(const QString& path)
{
    const auto store = Store::open(path.toStdString());
    if (!store)
        return "cannot be opened: " + QByteArray::fromStdString(store.error().text());
    const auto problems = (*store)->check();
    if (!problems || !problems->empty())
        return "is not sound";
    const auto hash = (*store)->contentHash();
    return hash ? QByteArray::fromStdString(*hash) : QByteArray("has no hash");
}

} // namespace

class ImportKillTest : public QObject {
    Q_OBJECT

private slots:
    void aKilledImportLeavesWhatWasThere()
    {
        const ProgramFolder folder;
        folder.write("accounts.csv", accountsFile());
        folder.write("usage.csv", usageFile(weeks / 3, 10));
        folder.write("more_usage.csv", usageFile(weeks, 20));
        QCOMPARE(folder.run("import book.holdfast accounts.csv usage.csv").status, 0);
        const QString path = folder.path("book.holdfast");
        const QByteArray before = hashOf(path);
        // How long it takes undisturbed, on a copy: the moments are spread over that time.
        QVERIFY(QFile::copy(path, folder.path("copy.holdfast")));
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(folder.run("import copy.holdfast more_usage.csv").status, 0);
        const auto whole = static_cast<int>(clock.elapsed());
        const QByteArray after = hashOf(folder.path("copy.holdfast"));
        QVERIFY(after != before);

        int killed = 0;
        for (int kill = 0; kill < kills; ++kill) {
            QProcess program;
            program.setWorkingDirectory(folder.path(""));
            program.start(programFile(), {QStringLiteral("import"), path, QStringLiteral("more_usage.csv")});
            QVERIFY(program.waitForStarted());
            // One in each tenth of the time, so that every stage of the import meets its end.
            const int moment = whole * kill / kills + QRandomGenerator::global()->bounded(whole / kills + 1);
            program.waitForFinished(moment);
            program.kill(); // SIGKILL
            program.waitForFinished(-1);
            const bool ended = program.exitStatus() == QProcess::NormalExit;
            killed += ended ? 0 : 1;
            const QByteArray now = hashOf(path);
            // Killed behind its commit it is whole; the next one then starts from there.
            if (ended || now == after) {
                QCOMPARE(now, after);
                QCOMPARE(folder.run({QStringLiteral("undo"), path}).status, 0);
            }
            QCOMPARE(hashOf(path), before);
        }
        QVERIFY2(killed > 0, "no import was caught in the middle");
        QCOMPARE(folder.run({QStringLiteral("import"), path, QStringLiteral("more_usage.csv")}).status, 0);
        QCOMPARE(hashOf(path), after);
    }
};

QTEST_GUILESS_MAIN(ImportKillTest)
#include "import_kill_test.moc"
