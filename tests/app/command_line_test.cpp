// SPDX-License-Identifier: GPL-3.0-or-later
// The program as a command: exit statuses, what it prints where, and what every command does.
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "model/datasets/datasets.h"
#include "tests/support/program.h"

using namespace holdfast;

namespace {

QJsonObject objectOf(const QByteArray& text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    return error.error == QJsonParseError::NoError ? document.object() : QJsonObject();
}

QString name(const DatasetSpec& spec)
{
    return QString::fromUtf8(spec.name.data(), static_cast<qsizetype>(spec.name.size()));
}

// A store of three accounts: a stays at 1200, b grows from 1200 to 2400, c is lost.
void makeBook(const ProgramFolder& folder)
{
    folder.write("accounts.csv",
        "account_id,name,segment,region,start_date\n"
        "a,Ann's,smb,EMEA,2023-01-01\nb,Bob's,ent,EMEA,2023-01-01\nc,Cleo's,smb,APAC,2023-01-01\n");
    folder.write("subscriptions.csv",
        "subscription_id,account_id,start_date,end_date,arr\n"
        "1,a,2023-01-01,,1200\n2,b,2023-01-01,2025-01-01,1200\n3,b,2025-01-01,,2400\n4,c,2023-01-01,2025-02-01,600\n");
    const ProgramRun made = folder.run("import book.holdfast accounts.csv subscriptions.csv --base-currency EUR");
    QCOMPARE(made.error, QByteArray());
    QCOMPARE(made.status, 0);
}

bool isOneLine(const QByteArray& text)
{
    return text.count('\n') == 1 && text.endsWith('\n') && text.startsWith("holdfast: ");
}

QStringList csvFiles(const QString& folder)
{
    QStringList files;
    for (const QFileInfo& file : QDir(folder).entryInfoList({QStringLiteral("*.csv")}, QDir::Files, QDir::Name))
        files << file.filePath();
    return files;
}

// A sample that is quick to make and has every dataset.
QStringList makeSample(const ProgramFolder& folder)
{
    const ProgramRun made = folder.run("sample made --accounts 60 --weeks 60 --seed 5");
    if (made.status != 0)
        qFatal("%s", made.error.constData());
    return csvFiles(folder.path("made"));
}

QByteArray reportOf(const ProgramFolder& folder, const QString& store)
{
    const ProgramRun run = folder.run({QStringLiteral("report"), store, QStringLiteral("--as-of"),
        QStringLiteral("2026-06-28"), QStringLiteral("--json")});
    if (run.status != 0)
        qFatal("%s", run.error.constData());
    return run.out;
}

QByteArray importAll(const ProgramFolder& folder, const QString& store, const QStringList& files)
{
    const ProgramRun run = folder.run(QStringList{QStringLiteral("import"), store} + files +
        QStringList{QStringLiteral("--base-currency"), QStringLiteral("USD"), QStringLiteral("--json")});
    if (run.status != 0)
        qFatal("%s", run.error.constData());
    return run.out;
}

} // namespace

class CommandLineTest : public QObject {
    Q_OBJECT

private slots:
    void wrongUsageIsStatusTwoAndOneLine_data()
    {
        QTest::addColumn<QString>("words");
        const auto row = [](const char* words) { QTest::newRow(words) << QString::fromUtf8(words); };
        row("import");
        row("import book.holdfast");
        row("import book.holdfast accounts.csv --dataset cats");
        row("import book.holdfast accounts.csv --date-order dym");
        row("import book.holdfast accounts.csv --end-dates never");
        row("import book.holdfast accounts.csv --base-currency DOLLAR");
        row("undo");
        row("undo one two");
        row("report");
        row("report book.holdfast --as-of yesterday");
        row("report book.holdfast --as-of 2025-02-29");
        row("report book.holdfast --as-of 0001-01-01"); // there is no year before
        row("report book.holdfast --as-of 1899-12-31");
        row("report book.holdfast --as-of 2200-01-01");
        row("report book.holdfast --as-of 2025-06-30 --from 0205-06-30");
        row("report book.holdfast --as-of");
        row("report book.holdfast --as-of 2025-06-30 --from 2025-06-30");
        row("report book.holdfast --filter segment");
        row("report book.holdfast --filter product=Core");
        row("report book.holdfast --filter colour=red");
        row("report book.holdfast --colour red");
        row("report book.holdfast --json=yes");
        row("report book.holdfast --as-of 2025-06-30 --as-of 2025-06-29");
        row("deck book.holdfast");
        row("deck book.holdfast --out deck.pdf --sections cover,poem");
        row("deck book.holdfast --out deck.pdf --sections cover,cover");
        row("deck book.holdfast --out deck.pdf --preset yearly");
        row("deck book.holdfast --out deck.pdf --preset weekly --sections cover");
        row("deck book.holdfast --out deck.pdf --list-length 0");
        row("deck book.holdfast --out deck.pdf --list-length many");
        row("deck book.holdfast --out deck.pdf --created yesterday");
        row("deck book.holdfast --out deck.pdf --handoff a --account b");
        row("export book.holdfast cats --out cats.csv");
        row("export book.holdfast accounts");
        row("export book.holdfast accounts --out accounts.txt");
        row("sample");
        row("sample made --accounts 0");
        row("sample made --weeks many");
        row("templates");
        row("check");
        row("repotr");
        row("repotr book.holdfast");
    }
    void wrongUsageIsStatusTwoAndOneLine()
    {
        QFETCH(QString, words);
        ProgramFolder folder;
        makeBook(folder);
        const ProgramRun run = folder.run(words.split(QLatin1Char(' ')));
        QVERIFY2(run.status == 2, run.error);
        QVERIFY2(isOneLine(run.error), run.error);
        QCOMPARE(run.out, QByteArray());
    }

    void withoutADisplayTheWindowIsRefusedInOneLine()
    {
        ProgramFolder folder;
        makeBook(folder);
        QProcessEnvironment bare = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
            bare.remove(QString::fromLatin1(name));
        const ProgramRun run = folder.run({QStringLiteral("book.holdfast")}, bare);
        QCOMPARE(run.status, 1);
        QVERIFY2(isOneLine(run.error), run.error);
    }

    void failureIsStatusOneAndOneLineThatNamesTheFile_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QByteArray>("named");
        const auto row = [](const char* words, const char* named) {
            QTest::newRow(words) << QString::fromUtf8(words) << QByteArray(named);
        };
        row("report nothing.holdfast", "nothing.holdfast");
        row("undo nothing.holdfast", "nothing.holdfast");
        row("check nothing.holdfast", "nothing.holdfast");
        row("export nothing.holdfast usage --out usage.csv", "nothing.holdfast");
        row("import other.holdfast nothing.csv", "nothing.csv");
        row("import other.holdfast accounts.csv --mapping nothing.json", "nothing.json");
        row("report accounts.csv", "accounts.csv");
        row("check accounts.csv", "accounts.csv");
        row("export book.holdfast accounts --out no/such/folder.csv", "no/such/folder.csv");
        row("export book.holdfast accounts --out no/such/folder.xlsx", "no/such/folder.xlsx");
        row("templates accounts.csv/below", "accounts.csv/below");
        row("sample accounts.csv/below", "accounts.csv/below");
    }
    void failureIsStatusOneAndOneLineThatNamesTheFile()
    {
        QFETCH(QString, words);
        QFETCH(QByteArray, named);
        ProgramFolder folder;
        makeBook(folder);
        const QByteArray before = folder.read(QStringLiteral("accounts.csv"));
        const ProgramRun run = folder.run(words.split(QLatin1Char(' ')));
        QVERIFY2(run.status == 1, run.error);
        QVERIFY2(isOneLine(run.error) && run.error.contains(named), run.error);
        QCOMPARE(run.out, QByteArray());
        QCOMPARE(folder.read(QStringLiteral("accounts.csv")), before);
        QVERIFY(!QFile::exists(folder.path("other.holdfast"))); // a store of nothing is not left behind
    }

    // More than half of the rows refused: the line names file and line of a refused row, and nothing lands.
    void aBadFileIsNamedWithItsLine()
    {
        ProgramFolder folder;
        makeBook(folder);
        folder.write(
            "bad.csv", "subscription_id,account_id,start_date,arr\n7,a,2024-01-01,100\n8,a,soon,100\n9,a,later,1\n");
        const QByteArray before = folder.run("export book.holdfast subscriptions --out before.csv").out;
        const ProgramRun run = folder.run("import book.holdfast bad.csv");
        QCOMPARE(run.status, 1);
        QVERIFY2(isOneLine(run.error) && run.error.contains("bad.csv") && run.error.contains("3"), run.error);
        QVERIFY(before.startsWith("Wrote 4 rows"));
        QVERIFY(folder.run("export book.holdfast subscriptions --out after.csv").out.startsWith("Wrote 4 rows"));
        QCOMPARE(folder.read(QStringLiteral("after.csv")), folder.read(QStringLiteral("before.csv")));
        // Forced, the good row lands, and the refused ones are written for repair.
        const ProgramRun forced = folder.run("import book.holdfast bad.csv --force --rejects rejects.csv");
        QVERIFY2(forced.status == 0, forced.error);
        QVERIFY(folder.run("export book.holdfast subscriptions --out after.csv").out.startsWith("Wrote 5 rows"));
        const QByteArray rejects = folder.read(QStringLiteral("rejects.csv"));
        QCOMPARE(rejects.count("\r\n"), 3);
        QVERIFY2(rejects.contains("soon") && rejects.contains("later") && rejects.contains("start_date"), rejects);
        // The same file refused again is written again.
        QCOMPARE(folder.run("import book.holdfast bad.csv --force --rejects again.csv").status, 0);
        QCOMPARE(folder.read(QStringLiteral("again.csv")), rejects);
    }

    void reportCountsToTheCent()
    {
        ProgramFolder folder;
        makeBook(folder);
        const ProgramRun run = folder.run("report book.holdfast --as-of 2025-06-30 --json");
        QCOMPARE(run.status, 0);
        QCOMPARE(run.error, QByteArray());
        // Opening 1200 + 1200 + 600 = 3000, expansion 1200, churn 600, closing 3600; NRR 3600/3000, GRR 2400/3000.
        QVERIFY(run.out.contains("\"opening_arr\":3000.00"));
        QVERIFY(run.out.contains("\"expansion\":1200.00"));
        QVERIFY(run.out.contains("\"churn\":600.00"));
        QVERIFY(run.out.contains("\"closing_arr\":3600.00"));
        const QJsonObject retention = objectOf(run.out).value(QStringLiteral("retention")).toObject();
        QCOMPARE(retention.value(QStringLiteral("nrr")).toDouble(), 1.2);
        QCOMPARE(retention.value(QStringLiteral("grr")).toDouble(), 0.8);
        QCOMPARE(objectOf(run.out).value(QStringLiteral("base_currency")).toString(), QStringLiteral("EUR"));
        QCOMPARE(folder.run("report book.holdfast --as-of 2025-06-30 --json").out, run.out);
    }

    void filtersNarrowAndWiden()
    {
        ProgramFolder folder;
        makeBook(folder);
        const auto accounts = [&](const char* filters) {
            const ProgramRun run =
                folder.run((QByteArray("report book.holdfast --as-of 2025-01-31 --json ") + filters).constData());
            QString ids;
            for (const QJsonValue& account : objectOf(run.out).value(QStringLiteral("accounts")).toArray())
                ids += account.toObject().value(QStringLiteral("account_id")).toString();
            return run.status == 0 ? ids : QString::fromUtf8(run.error);
        };
        QCOMPARE(accounts("--filter segment=smb"), QStringLiteral("ac"));
        QCOMPARE(accounts("--filter segment=smb --filter segment=ent"), QStringLiteral("abc"));
        QCOMPARE(accounts("--filter segment=smb --filter region=EMEA"), QStringLiteral("a"));
        QCOMPARE(accounts("--filter owner="), QStringLiteral("abc")); // all lack an owner
        QCOMPARE(accounts("--filter owner=Nobody"), QString());
        QCOMPARE(accounts("--filter cohort=2023-Q1"), QStringLiteral("abc"));
    }

    void thePeriodIsTheYearUnlessSaid()
    {
        ProgramFolder folder;
        makeBook(folder);
        const auto days = [&](const char* words) {
            const QJsonObject report = objectOf(folder.run(words).out);
            return report.value(QStringLiteral("from")).toString() + QLatin1Char(' ') +
                report.value(QStringLiteral("as_of")).toString();
        };
        QCOMPARE(days("report book.holdfast --json --as-of 2024-02-29"), QStringLiteral("2023-02-28 2024-02-29"));
        QCOMPARE(days("report book.holdfast --json --as-of 2025-06-30 --from 2025-06-29"),
            QStringLiteral("2025-06-29 2025-06-30"));
    }

    // The latest main date not after today of a row of a known account: starts, plans, orphans and the future do not
    // count; with nothing else it is today.
    void theDefaultDayIsTheLatestFact()
    {
        ProgramFolder folder;
        makeBook(folder);
        const auto asOf = [&] {
            return objectOf(folder.run("report book.holdfast --json").out).value(QStringLiteral("as_of")).toString();
        };
        QCOMPARE(asOf(), QDate::currentDate().toString(Qt::ISODate));
        folder.write("tickets.csv",
            "ticket_id,account_id,opened_date\n1,a,2025-03-01\n2,a,2025-03-04\n3,nobody,2025-03-09\n4,a,2099-01-01\n");
        QCOMPARE(folder.run("import book.holdfast tickets.csv").status, 0);
        QCOMPARE(asOf(), QStringLiteral("2025-03-04"));
    }

    void undoTakesTheLastImportBack()
    {
        ProgramFolder folder;
        makeBook(folder);
        const QByteArray before = folder.run("report book.holdfast --as-of 2025-06-30 --json").out;
        folder.write("more.csv", "subscription_id,account_id,start_date,arr\n1,a,2023-01-01,9900\n9,c,2025-03-01,50\n");
        QCOMPARE(folder.run("import book.holdfast more.csv").status, 0);
        QVERIFY(folder.run("report book.holdfast --as-of 2025-06-30 --json").out != before);
        const ProgramRun undone = folder.run("undo book.holdfast");
        QCOMPARE(undone.status, 0);
        QCOMPARE(undone.out, QByteArray("Import 2 was taken back.\n"));
        QCOMPARE(folder.run("report book.holdfast --as-of 2025-06-30 --json").out, before);
        const ProgramRun none = folder.run("undo book.holdfast");
        QVERIFY2(none.status == 1 && isOneLine(none.error), none.error);
    }

    void jsonIsOneObjectAndNothingElse()
    {
        ProgramFolder folder;
        makeBook(folder);
        folder.write(
            "more.csv", "ticket_id,account_id,opened_date,mood\n1,a,2025-03-01,good\n2,a,soon,bad\n3,x,2025-03-01,\n");
        const ProgramRun import = folder.run("import book.holdfast more.csv --json");
        QVERIFY2(import.status == 0, import.error);
        QCOMPARE(import.error, QByteArray());
        const QJsonObject report = objectOf(import.out);
        QCOMPARE(report.value(QStringLiteral("read")).toInt(), 3);
        QCOMPARE(report.value(QStringLiteral("inserted")).toInt(), 2);
        QCOMPARE(report.value(QStringLiteral("rejected")).toInt(), 1);
        QCOMPARE(report.value(QStringLiteral("orphans")).toInt(), 1);
        const QJsonObject rejected = report.value(QStringLiteral("rejected_rows")).toArray().at(0).toObject();
        QCOMPARE(rejected.value(QStringLiteral("line")).toInt(), 3);
        QCOMPARE(rejected.value(QStringLiteral("value")).toString(), QStringLiteral("soon"));
        QVERIFY(import.out.endsWith("}\n") && import.out.count('\n') == 1);
    }

    // Texts that a spreadsheet would run, and all that makes CSV hard, come home as they were.
    void hostileTextsComeHome_data()
    {
        QTest::addColumn<QString>("suffix");
        QTest::newRow("csv") << QStringLiteral("csv");
        QTest::newRow("xlsx") << QStringLiteral("xlsx");
    }
    void hostileTextsComeHome()
    {
        QFETCH(QString, suffix);
        ProgramFolder folder;
        folder.write("accounts.csv",
            "account_id,name,segment,industry,region,owner,churn_reason\n"
            "1,=1+1,+1,-x,@a,\"=cmd|' /C calc'!A0\",\"a\tcell\"\n"
            "2,'quoted,''=x,'=y,\"say \"\"hi\"\"\",\"a, b; c\",\"two\nlines\"\n"
            "3,<img src=\"file:///etc/hostname\">,😀 crowd,שלום עולם,naïve,0012,\"'\"\n");
        QCOMPARE(folder.run("import one.holdfast accounts.csv").status, 0);
        const QString file = QStringLiteral("out.") + suffix;
        const ProgramRun out = folder.run({QStringLiteral("export"), QStringLiteral("one.holdfast"),
            QStringLiteral("accounts"), QStringLiteral("--out"), file});
        QVERIFY2(out.status == 0, out.error);
        QCOMPARE(out.out, "Wrote 3 rows to " + file.toUtf8() + ".\n");
        const ProgramRun in = folder.run({QStringLiteral("import"), QStringLiteral("two.holdfast"), file});
        QVERIFY2(in.status == 0, in.error);
        QCOMPARE(folder.run("export one.holdfast accounts --out one.csv").status, 0);
        QCOMPARE(folder.run("export two.holdfast accounts --out two.csv").status, 0);
        const QByteArray one = folder.read(QStringLiteral("one.csv"));
        QCOMPARE(folder.read(QStringLiteral("two.csv")), one);
        // In the CSV no cell begins as a formula.
        QVERIFY2(one.contains(",'=1+1,'+1,'-x,'@a,'=cmd|' /C calc'!A0,"), one);
        QVERIFY2(one.contains("'quoted") && one.contains("two\nlines") && one.contains("שלום עולם"), one);
    }

    void everyDatasetComesHomeWithEqualFigures_data() { hostileTextsComeHome_data(); }
    void everyDatasetComesHomeWithEqualFigures()
    {
        QFETCH(QString, suffix);
        ProgramFolder folder;
        importAll(folder, QStringLiteral("one.holdfast"), makeSample(folder));
        QStringList files;
        for (const DatasetSpec& spec : datasets()) {
            files << folder.path(QStringLiteral("out_%1.%2").arg(name(spec), suffix));
            const ProgramRun out = folder.run({QStringLiteral("export"), QStringLiteral("one.holdfast"), name(spec),
                QStringLiteral("--out"), files.back()});
            QVERIFY2(out.status == 0, out.error);
        }
        importAll(folder, QStringLiteral("two.holdfast"), files);
        QCOMPARE(reportOf(folder, QStringLiteral("two.holdfast")), reportOf(folder, QStringLiteral("one.holdfast")));
    }

    void tablesOfTheAnalysisAreWritten()
    {
        ProgramFolder folder;
        importAll(folder, QStringLiteral("book.holdfast"), makeSample(folder));
        const QJsonObject report = objectOf(reportOf(folder, QStringLiteral("book.holdfast")));
        const auto rows = [&](const char* what) {
            const ProgramRun run =
                folder.run((QByteArray("export book.holdfast ") + what + " --as-of 2026-06-28 --out " + what + ".csv")
                               .constData());
            return run.status == 0 ? run.out.split(' ').value(1).toInt() : -1;
        };
        QCOMPARE(rows("exceptions"), static_cast<int>(report.value(QStringLiteral("exceptions")).toArray().size()));
        QCOMPARE(rows("zones"),
            static_cast<int>(
                report.value(QStringLiteral("zones")).toObject().value(QStringLiteral("accounts")).toArray().size()));
        QCOMPARE(rows("accounts"), 60);
        QVERIFY(rows("movements") > 40);
        QVERIFY(folder.read(QStringLiteral("exceptions.csv"))
                    .startsWith("\xef\xbb\xbf"
                                "account_id,name,"));
    }

    void theSameFilesTwiceChangeNothing()
    {
        ProgramFolder folder;
        const QStringList files = makeSample(folder);
        importAll(folder, QStringLiteral("book.holdfast"), files);
        const QByteArray before = reportOf(folder, QStringLiteral("book.holdfast"));
        const QJsonObject again = objectOf(importAll(folder, QStringLiteral("book.holdfast"), files));
        QCOMPARE(again.value(QStringLiteral("inserted")).toInt(), 0);
        QCOMPARE(again.value(QStringLiteral("updated")).toInt(), 0);
        QCOMPARE(again.value(QStringLiteral("unchanged")).toInt(), again.value(QStringLiteral("read")).toInt());
        QVERIFY(again.value(QStringLiteral("read")).toInt() > 3000);
        QCOMPARE(reportOf(folder, QStringLiteral("book.holdfast")), before);
        QCOMPARE(reportOf(folder, QStringLiteral("book.holdfast")), before); // and a second look gives the same bytes
    }

    void theOrderOfFilesAndRowsNeverMatters()
    {
        ProgramFolder folder;
        const QStringList files = makeSample(folder);
        importAll(folder, QStringLiteral("one.holdfast"), files);
        const QByteArray expected = reportOf(folder, QStringLiteral("one.holdfast"));
        // File by file from the last to the first; every row twice and from the last to the first.
        QDir(folder.path("made")).mkpath(QStringLiteral("turned"));
        for (auto path = files.rbegin(); path != files.rend(); ++path) {
            QFile file(*path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QByteArrayList lines = file.readAll().trimmed().split('\n');
            const QByteArray head = lines.takeFirst();
            std::reverse(lines.begin(), lines.end());
            QFile turned(folder.path("made/turned/") + QFileInfo(*path).fileName());
            QVERIFY(turned.open(QIODevice::WriteOnly));
            turned.write(head + '\n' + lines.join('\n') + '\n' + lines.join('\n') + '\n');
            turned.close();
            importAll(folder, QStringLiteral("two.holdfast"), {turned.fileName()});
        }
        QCOMPARE(reportOf(folder, QStringLiteral("two.holdfast")), expected);
    }

    // Ids carry no meaning: with other ids of the same order the report is the same but for them.
    void otherIdsOnlyRename()
    {
        ProgramFolder folder;
        const QStringList files = makeSample(folder);
        importAll(folder, QStringLiteral("one.holdfast"), files);
        QDir(folder.path("made")).mkpath(QStringLiteral("renamed"));
        QStringList renamedFiles;
        for (const QString& path : files) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QFile renamed(folder.path("made/renamed/") + QFileInfo(path).fileName());
            QVERIFY(renamed.open(QIODevice::WriteOnly));
            renamed.write(file.readAll().replace("A-0000", "cust/00"));
            renamedFiles << renamed.fileName();
        }
        importAll(folder, QStringLiteral("two.holdfast"), renamedFiles);
        QCOMPARE(reportOf(folder, QStringLiteral("two.holdfast")).replace("cust/00", "A-0000"),
            reportOf(folder, QStringLiteral("one.holdfast")));
    }

    void theSameSeedGivesTheSameBytes()
    {
        ProgramFolder folder;
        QCOMPARE(folder.run("sample one --accounts 50 --weeks 20 --seed 9").status, 0);
        QCOMPARE(folder.run("sample two --accounts 50 --weeks 20 --seed 9").status, 0);
        QCOMPARE(folder.run("sample three --accounts 50 --weeks 20 --seed 10").status, 0);
        for (const DatasetSpec& spec : datasets()) {
            const QByteArray one = folder.read(QStringLiteral("one/") + name(spec) + QStringLiteral(".csv"));
            QVERIFY2(one.count('\n') > 1, spec.name.data());
            QCOMPARE(folder.read(QStringLiteral("two/") + name(spec) + QStringLiteral(".csv")), one);
            if (spec.id != DatasetId::FxRates)
                QVERIFY(folder.read(QStringLiteral("three/") + name(spec) + QStringLiteral(".csv")) != one);
        }
    }

    void templatesAreTakenHomeAsTheyAre()
    {
        ProgramFolder folder;
        const ProgramRun made = folder.run("templates forms");
        QCOMPARE(made.status, 0);
        QCOMPARE(made.out, QByteArray("Wrote 18 files to forms.\n"));
        const QStringList files = csvFiles(folder.path("forms"));
        QCOMPARE(files.size(), 17);
        importAll(folder, QStringLiteral("book.holdfast"), files);
        // Headers alone count as imported: every rule is evaluated, and nothing is missing.
        const QJsonObject report = objectOf(reportOf(folder, QStringLiteral("book.holdfast")));
        const QJsonArray covered =
            report.value(QStringLiteral("data_quality")).toObject().value(QStringLiteral("datasets")).toArray();
        QCOMPARE(covered.size(), 17);
        QCOMPARE(covered.at(3).toObject().value(QStringLiteral("dataset")).toString(), QStringLiteral("usage"));
        QCOMPARE(covered.at(3).toObject().value(QStringLiteral("rows")).toInt(), 0);
        const QByteArray dictionary = folder.read(QStringLiteral("forms/data_dictionary.md"));
        for (const DatasetSpec& spec : datasets()) {
            for (const ColumnSpec& column : spec.columns)
                QVERIFY2(dictionary.contains(
                             "| " + QByteArray(column.name.data(), static_cast<qsizetype>(column.name.size())) + " |"),
                    column.name.data());
        }
    }

    void checkTellsASoundStoreFromADamagedOne()
    {
        ProgramFolder folder;
        makeBook(folder);
        const ProgramRun sound = folder.run("check book.holdfast");
        QVERIFY2(sound.status == 0, sound.error);
        QVERIFY2(sound.out.startsWith("The store is sound"), sound.out);
        // The header stays, the pages behind it are overwritten.
        QByteArray bytes = folder.read(QStringLiteral("book.holdfast"));
        QVERIFY(bytes.size() > 12'000);
        for (qsizetype i = 4096; i < bytes.size(); ++i)
            bytes[i] = static_cast<char>(i * 7);
        folder.write("damaged.holdfast", bytes);
        const ProgramRun damaged = folder.run("check damaged.holdfast");
        QVERIFY2(damaged.status == 1, damaged.out);
        QVERIFY2(isOneLine(damaged.error) && damaged.error.contains("damaged.holdfast"), damaged.error);
        QCOMPARE(folder.read(QStringLiteral("damaged.holdfast")), bytes); // refused, not touched
        folder.write("cut.holdfast", folder.read(QStringLiteral("book.holdfast")).left(6000));
        const ProgramRun cut = folder.run("report cut.holdfast");
        QVERIFY2(cut.status == 1 && isOneLine(cut.error), cut.error);
    }
};

QTEST_GUILESS_MAIN(CommandLineTest)
#include "command_line_test.moc"
