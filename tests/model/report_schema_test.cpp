// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON of a review keeps to the published schema, and the schema to the tables.
#include <QFile>
#include <QtTest>
#include <functional>
#include <set>

#include "model/report/report_json.h"
#include "tests/support/generated_book.h"
#include "tests/support/json_schema.h"
#include "tests/support/places.h"

using namespace holdfast;

namespace {

QJsonObject schemaObject()
{
    QFile file(sourceDir() + QStringLiteral("/resources/schema/report.schema.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the schema cannot be read");
    return QJsonDocument::fromJson(file.readAll()).object();
}

QJsonObject reportObject(const PortfolioPtr& portfolio, Date asOf, const Filter& filter = {})
{
    AnalysisRequest request;
    request.period = yearUpTo(asOf);
    request.filter = filter;
    return QJsonDocument::fromJson(QByteArray::fromStdString(reportJson(*analyse(portfolio, {}, request)))).object();
}

QString firstProblem(const QJsonObject& report)
{
    return JsonSchema(schemaObject()).problems(report).value(0);
}

QStringList names(const QJsonValue& list)
{
    QStringList result;
    for (const QJsonValue& name : list.toArray())
        result << name.toString();
    return result;
}

// Calls `visit` for every value of a report (of each list, for its first item), with the way to it and a function that
// gives the whole report with that value replaced.
using Replace = std::function<QJsonValue(const QJsonValue&)>;
using Visit = std::function<void(const QString& place, const QJsonValue& value, const Replace& replace)>;
void walk(const QJsonValue& value, const QString& place, const Replace& replace, const Visit& visit)
{
    visit(place, value, replace);
    const QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        const QString key = member.key();
        walk(
            *member, place + QLatin1Char('.') + key,
            [&](const QJsonValue& other) {
                QJsonObject changed = object;
                changed.insert(key, other);
                return replace(changed);
            },
            visit);
    }
    const QJsonArray list = value.toArray();
    if (!list.isEmpty()) {
        walk(
            list.first(), place + QStringLiteral("[0]"),
            [&](const QJsonValue& other) {
                QJsonArray changed = list;
                changed.replace(0, other);
                return replace(changed);
            },
            visit);
    }
}

// The first item of each list says how all are; triggers and the summary of zones are as long as they are.
QJsonValue shortened(const QJsonValue& value, const QString& key = {})
{
    if (value.isArray() && key != QStringLiteral("triggers") && key != QStringLiteral("summary")) {
        const QJsonArray list = value.toArray();
        return list.isEmpty() ? list : QJsonArray{shortened(list.first())};
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member)
        *member = shortened(*member, member.key());
    return object;
}

const Date middle = day("2025-06-30");

} // namespace

class ReportSchemaTest : public QObject {
    Q_OBJECT

private slots:
    void reportsOfGeneratedBooksAreValid_data()
    {
        QTest::addColumn<std::uint32_t>("seed");
        QTest::addColumn<int>("shift");
        for (const std::uint32_t seed : {11U, 12U, 13U}) {
            for (const int shift : {-700, -200, 0, 90})
                QTest::addRow("book %u, day %d", seed, shift) << seed << shift;
        }
    }
    void reportsOfGeneratedBooksAreValid()
    {
        QFETCH(std::uint32_t, seed);
        QFETCH(int, shift);
        const PortfolioPtr book = portfolioOf(generatedBook(seed, 25, middle));
        QCOMPARE(firstProblem(reportObject(book, middle.addDays(shift))), QString());
        Filter filter;
        filter.values[Dimension::Segment] = {"SMB", ""};
        QCOMPARE(firstProblem(reportObject(book, middle.addDays(shift), filter)), QString());
    }

    void aBookOfNothingIsValid()
    {
        QCOMPARE(firstProblem(reportObject(PortfolioBuilder().build(), middle)), QString());
    }

    void anInfiniteChangeIsValid()
    {
        // Thirteen weeks and more at nothing, then users: prior 0, recent 12.
        PortfolioBuilder book;
        book.account("acme", "start_date=2024-01-01, arr=1200");
        book.weeklyUsage("acme", "2025-02-03", std::vector<std::int64_t>(17, 0));
        book.weeklyUsage("acme", "2025-06-02", {12, 12, 12, 12});
        const QJsonObject report = reportObject(book.build(), middle);
        QVERIFY(report.value(QStringLiteral("decay"))
                    .toArray()
                    .at(0)
                    .toObject()
                    .contains(QStringLiteral("change_infinite")));
        QCOMPARE(firstProblem(report), QString());
    }

    // The validator refuses what the schema does not allow: a report with one member changed.
    void aChangedReportIsInvalid_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char* title, const char* member, const QJsonValue& value, const char* problem) {
            QTest::newRow(title) << QString::fromUtf8(member) << value << QString::fromUtf8(problem);
        };
        row("a missing member", "arr_at_risk", QJsonValue::Undefined, "$: lacks arr_at_risk");
        row("a member too many", "mood", QStringLiteral("good"), "$.mood: is not in the schema");
        row("money as text", "arr_at_risk", QStringLiteral("12.00"), "$.arr_at_risk: is not of type number");
        row("a day in words", "as_of", QStringLiteral("30 Jun 2025"),
            "$.as_of: \"30 Jun 2025\" does not match ^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
        row("null where a flag is", "needs_active_investment", QJsonValue::Null,
            "$.needs_active_investment: is not of type boolean");
        row("too few triggers", "triggers", QJsonArray(), "$.triggers: has too few items");
    }
    void aChangedReportIsInvalid()
    {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        QFETCH(QString, problem);
        QJsonObject report = reportObject(portfolioOf(generatedBook(11, 5, middle)), middle);
        QCOMPARE(firstProblem(report), QString());
        if (value.isUndefined())
            report.remove(member);
        else
            report.insert(member, value);
        QCOMPARE(firstProblem(report), problem);
    }

    // At every place of a report: no member may be missing, none be added, and none be of another type.
    void nothingIsMissingAddedOrOfAnotherType()
    {
        const JsonSchema schema(schemaObject());
        const QJsonValue report = shortened(reportObject(portfolioOf(generatedBook(11, 8, middle)), middle));
        QCOMPARE(schema.problems(report), QStringList());
        const auto refused = [&schema](const QJsonValue& changed) { return !schema.problems(changed).isEmpty(); };
        int members = 0;
        walk(
            report, QStringLiteral("$"), [](const QJsonValue& whole) { return whole; },
            [&](const QString& place, const QJsonValue& value, const Replace& replace) {
                const QString why = place + QStringLiteral(" can be ");
                QVERIFY2(refused(replace(QJsonObject{{QStringLiteral("mood"), 1}})),
                    qPrintable(why + QStringLiteral("an object")));
                QVERIFY2(
                    value.isArray() || refused(replace(QJsonArray{1})), qPrintable(why + QStringLiteral("a list")));
                if (value.isString() && !place.endsWith(QStringLiteral(".value")) &&
                    !place.endsWith(QStringLiteral(".threshold")))
                    QVERIFY2(refused(replace(1)), qPrintable(why + QStringLiteral("a number")));
                if (value.isDouble() && !place.contains(QStringLiteral(".evidence")))
                    QVERIFY2(refused(replace(QStringLiteral("1"))), qPrintable(why + QStringLiteral("a text")));
                const QJsonObject object = value.toObject();
                for (auto member = object.begin(); member != object.end(); ++member) {
                    ++members;
                    QJsonObject changed = object;
                    changed.remove(member.key());
                    const bool optional = member.key() == QStringLiteral("change_infinite") ||
                        place == QStringLiteral("$.zones.fix_first_by_contract_model");
                    QVERIFY2(optional || refused(replace(changed)),
                        qPrintable(place + QStringLiteral(" can lack ") + member.key()));
                }
            });
        QVERIFY2(members > 150, qPrintable(QString::number(members)));
    }

    void theSchemaNamesTheTables()
    {
        const QJsonObject definitions = schemaObject().value(QStringLiteral("$defs")).toObject();
        QStringList ruleNames, criterionNames;
        for (const RuleSpec& spec : rules()) {
            if (spec.id != RuleId::ChurnRisk) // not listed before the model exists
                ruleNames << QString::fromUtf8(spec.name.data(), static_cast<qsizetype>(spec.name.size()));
        }
        QCOMPARE(names(definitions.value(QStringLiteral("rule")).toObject().value(QStringLiteral("enum"))), ruleNames);
        for (const CriterionSpec& spec : criteria())
            criterionNames << QString::fromStdString(std::string(text(spec.zone)) + "." + std::string(spec.name));
        criterionNames.sort();
        const QJsonObject zones =
            schemaObject().value(QStringLiteral("properties")).toObject().value(QStringLiteral("zones")).toObject();
        const QJsonObject account = zones.value(QStringLiteral("properties"))
                                        .toObject()
                                        .value(QStringLiteral("accounts"))
                                        .toObject()
                                        .value(QStringLiteral("items"))
                                        .toObject();
        QStringList named = names(account.value(QStringLiteral("properties"))
                                      .toObject()
                                      .value(QStringLiteral("criteria"))
                                      .toObject()
                                      .value(QStringLiteral("required")));
        named.sort();
        QCOMPARE(named, criterionNames);
    }
};

QTEST_GUILESS_MAIN(ReportSchemaTest)
#include "report_schema_test.moc"
