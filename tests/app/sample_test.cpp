// SPDX-License-Identifier: GPL-3.0-or-later
// The sample is a book worth a review: plausible figures, few enough accounts to decide on, and something of
// everything.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <set>

#include "model/datasets/datasets.h"
#include "model/rules/rules.h"
#include "tests/support/json_schema.h"
#include "tests/support/program.h"

using namespace holdfast;

namespace {

QString qt(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

class SampleBook {
public:
    explicit SampleBook(const char* size)
    {
        const ProgramRun made = folder_.run((QByteArray("sample made ") + size).constData());
        if (made.status != 0)
            qFatal("%s", made.error.constData());
        QStringList words{QStringLiteral("import"), QStringLiteral("book.holdfast")};
        for (const DatasetSpec& spec : datasets())
            words << QStringLiteral("made/") + qt(spec.name) + QStringLiteral(".csv");
        const ProgramRun imported = folder_.run(words + QStringList{QStringLiteral("--json")});
        if (imported.status != 0)
            qFatal("%s", imported.error.constData());
        import_ = QJsonDocument::fromJson(imported.out).object();
    }

    const QJsonObject& import() const { return import_; }
    ProgramRun run(const char* words) const { return folder_.run(words); }
    QJsonObject report(const char* options = "") const
    {
        const ProgramRun run = folder_.run((QByteArray("report book.holdfast --json") + options).constData());
        if (run.status != 0)
            qFatal("%s", run.error.constData());
        return QJsonDocument::fromJson(run.out).object();
    }

private:
    ProgramFolder folder_;
    QJsonObject import_;
};

QStringList texts(const QJsonArray& rows, const QString& member)
{
    std::set<QString> all;
    for (const QJsonValue& row : rows)
        all.insert(row.toObject().value(member).toString());
    return {all.begin(), all.end()};
}

// Accounts with a risk or a stalled project of severity medium and more.
std::size_t accountsToDecideOn(const QJsonObject& report)
{
    std::set<QString> accounts;
    for (const QJsonValue& value : report.value(QStringLiteral("exceptions")).toArray()) {
        const QJsonObject exception = value.toObject();
        const QString lane = exception.value(QStringLiteral("lane")).toString();
        if ((lane == QStringLiteral("risk") || lane == QStringLiteral("stalled")) &&
            exception.value(QStringLiteral("severity")).toString() != QStringLiteral("low"))
            accounts.insert(exception.value(QStringLiteral("account_id")).toString());
    }
    return accounts.size();
}

double figure(const QJsonObject& report, const char* name)
{
    return report.value(QStringLiteral("retention")).toObject().value(QString::fromUtf8(name)).toDouble();
}

} // namespace

class SampleTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { book_ = std::make_unique<SampleBook>("--accounts 120 --weeks 156 --seed 1"); }

    void itComesInWhole()
    {
        QVERIFY(book_->import().value(QStringLiteral("read")).toInt() > 25'000);
        for (const char* none : {"rejected", "warnings", "orphans", "updated", "unchanged"})
            QCOMPARE(book_->import().value(QString::fromUtf8(none)).toInt(), 0);
        const ProgramRun check = book_->run("check book.holdfast");
        QVERIFY2(check.status == 0, check.error);
    }

    void itIsLookedAtFromItsLastDay()
    {
        QCOMPARE(book_->report().value(QStringLiteral("as_of")).toString(), QStringLiteral("2026-06-28"));
    }

    void itsReportKeepsToTheSchema()
    {
        QFile file(sourceDir() + QStringLiteral("/resources/schema/report.schema.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const JsonSchema schema(QJsonDocument::fromJson(file.readAll()).object());
        QCOMPARE(schema.problems(book_->report()).value(0), QString());
        QCOMPARE(schema.problems(book_->report(" --as-of 2025-11-02 --filter segment=SMB")).value(0), QString());
    }

    void itRetainsLikeARealBook()
    {
        const QJsonObject report = book_->report();
        const auto between = [&](const char* name, double least, double most) {
            QVERIFY2(figure(report, name) >= least && figure(report, name) <= most,
                qPrintable(QString::fromUtf8(name) + QLatin1Char(' ') + QString::number(figure(report, name))));
        };
        between("nrr", 1.00, 1.12);
        between("grr", 0.88, 0.93);
        between("crr", 0.88, 0.94);
        between("clv_cac", 3, 8);
        int fired = 0;
        for (const QJsonValue& trigger : report.value(QStringLiteral("triggers")).toArray())
            fired += trigger.toObject().value(QStringLiteral("fired")).toBool() ? 1 : 0;
        QVERIFY2(fired >= 1 && fired <= 3, qPrintable(QString::number(fired)));
    }

    void itIsGovernedByException()
    {
        const std::size_t accounts = accountsToDecideOn(book_->report());
        QVERIFY2(accounts >= 35 && accounts <= 50, qPrintable(QString::number(accounts)));
    }

    // In the last week of October 2025 the feed lost most of the accounts: source_broken fires looking from there.
    void everyRuleFires()
    {
        const QStringList now =
            texts(book_->report().value(QStringLiteral("exceptions")).toArray(), QStringLiteral("rule"));
        const QStringList then = texts(
            book_->report(" --as-of 2025-11-02").value(QStringLiteral("exceptions")).toArray(), QStringLiteral("rule"));
        for (const RuleSpec& spec : rules()) {
            if (spec.id == RuleId::ChurnRisk) // not listed before its model exists
                continue;
            QVERIFY2((spec.id == RuleId::SourceBroken ? then : now).contains(qt(spec.name)), spec.name.data());
        }
        QVERIFY(book_->report().value(QStringLiteral("rules_not_evaluated")).toArray().isEmpty());
    }

    void everyDecayStageAndZoneStatusOccurs()
    {
        const QJsonObject report = book_->report();
        QCOMPARE(texts(report.value(QStringLiteral("decay")).toArray(), QStringLiteral("stage")),
            (QStringList{QStringLiteral("adopting"), QStringLiteral("drift"), QStringLiteral("growing"),
                QStringLiteral("plateau"), QStringLiteral("silent_decay"), QStringLiteral("unknown"),
                QStringLiteral("zombie")}));
        std::set<QString> statuses, breaking;
        for (const QJsonValue& value :
            report.value(QStringLiteral("zones")).toObject().value(QStringLiteral("summary")).toArray()) {
            const QJsonObject row = value.toObject();
            if (row.value(QStringLiteral("accounts")).toInt() == 0)
                continue;
            statuses.insert(row.value(QStringLiteral("status")).toString());
            if (row.value(QStringLiteral("status")).toString() == QStringLiteral("broken"))
                breaking.insert(row.value(QStringLiteral("zone")).toString());
        }
        QCOMPARE(statuses.size(), std::size_t{5});
        QVERIFY(breaking.size() >= 6); // each of the six zones breaks somewhere
        QVERIFY(report.value(QStringLiteral("zones")).toObject().value(QStringLiteral("fix_first")).isString());
    }

    // Other seeds and sizes make books of the same kind.
    void otherBooksArePlausible_data()
    {
        QTest::addColumn<QByteArray>("size");
        QTest::addColumn<int>("accounts");
        QTest::newRow("another seed") << QByteArray("--accounts 120 --weeks 80 --seed 2") << 120;
        QTest::newRow("a large book") << QByteArray("--accounts 5000 --weeks 30 --seed 1") << 5000;
    }
    void otherBooksArePlausible()
    {
        QFETCH(QByteArray, size);
        QFETCH(int, accounts);
        const SampleBook other(size.constData());
        const QJsonObject report = other.report();
        QVERIFY2(figure(report, "nrr") > 0.90 && figure(report, "nrr") < 1.15,
            qPrintable(QString::number(figure(report, "nrr"))));
        QVERIFY2(figure(report, "grr") > 0.80 && figure(report, "grr") < 0.96,
            qPrintable(QString::number(figure(report, "grr"))));
        QVERIFY(figure(report, "closing_customers") > 0.85 * accounts);
        QVERIFY(static_cast<int>(accountsToDecideOn(report)) < accounts / 2);
    }

private:
    std::unique_ptr<SampleBook> book_;
};

QTEST_GUILESS_MAIN(SampleTest)
#include "sample_test.moc"
