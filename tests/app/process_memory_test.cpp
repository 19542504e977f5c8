// SPDX-License-Identifier: GPL-3.0-or-later
// A program that was started for large pages goes on, and leaves the environment as it found it.
#include "app/process_memory.h"

#include <QProcess>
#include <QtTest>

#include "tests/support/places.h"

namespace holdfast {

class ProcessMemoryTest : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { qunsetenv("GLIBC_TUNABLES"); }

    void theWishIsNotPassedOn()
    {
        qputenv("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1");
        prepareMemory(nullptr); // started for it already: nothing is started anew
        QVERIFY(!qEnvironmentVariableIsSet("GLIBC_TUNABLES"));
    }

    void tunablesOfTheUserStay()
    {
        qputenv("GLIBC_TUNABLES", "glibc.malloc.check=3");
        prepareMemory(nullptr);
        QCOMPARE(qgetenv("GLIBC_TUNABLES"), QByteArray("glibc.malloc.check=3"));
    }

    void wordsAndStatusComeThrough()
    {
        // A command that starts anew where the system asks for it; its words hold a space.
        QProcess program;
        program.start(programFile(), {QStringLiteral("report"), QStringLiteral("no such store")});
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitCode(), 1);
        QVERIFY(program.readAllStandardError().contains("no such store"));
    }
};

} // namespace holdfast

QTEST_GUILESS_MAIN(holdfast::ProcessMemoryTest)
#include "process_memory_test.moc"
