// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <cmath>
#include <set>

#include "model/analysis/triggers.h"
#include "model/report/format.h"
#include "model/report/help_topics.h"
#include "model/rules/decay_limits.h"
#include "model/rules/metrics.h"
#include "model/rules/rules.h"
#include "tests/support/places.h"

using namespace holdfast;

class HelpTopicsTest : public QObject {
    Q_OBJECT

private slots:
    // With HOLDFAST_WRITE_HELP set the files are written instead: run it so after a change of a table.
    void theHelpSaysWhatTheTablesSay()
    {
        for (const HelpTopic& topic : generatedHelp()) {
            const QString path = sourceDir() + QStringLiteral("/resources/help/") + QString::fromStdString(topic.name) +
                QStringLiteral(".md");
            QFile file(path);
            if (qEnvironmentVariableIsSet("HOLDFAST_WRITE_HELP")) {
                QVERIFY(file.open(QIODevice::WriteOnly));
                QCOMPARE(
                    file.write(QByteArray::fromStdString(topic.markdown)), static_cast<qint64>(topic.markdown.size()));
                continue;
            }
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
            QVERIFY2(file.readAll().toStdString() == topic.markdown,
                qPrintable(path + QStringLiteral(" is not what the tables say")));
        }
    }

    void everyRuleCriterionFigureAndTriggerIsExplained()
    {
        const auto said = [](std::string_view name, std::initializer_list<std::string_view> words) {
            for (const std::string_view word : words)
                QVERIFY2(!word.empty(), std::string(name).c_str());
        };
        for (const RuleSpec& spec : rules())
            said(spec.name, {spec.title, spec.definition, spec.formula, spec.action, spec.example, spec.source});
        for (const CriterionSpec& spec : criteria())
            said(spec.name, {spec.title, spec.definition, spec.formula, spec.action, spec.example, spec.source});
        for (const MetricSpec& spec : metrics())
            said(spec.name, {spec.title, spec.definition, spec.formula, spec.unit, spec.example, spec.source});
        for (const TriggerSpec& spec : triggerSpecs())
            said(spec.name, {spec.title, spec.definition, spec.formula, spec.example, spec.source});
    }

    // A formula names each threshold of its row, and nothing else: {days} becomes the default that the engine uses.
    void everyFormulaNamesItsThresholds()
    {
        for (const RuleSpec& spec : rules())
            checkFormula(spec.name, spec.formula, spec.thresholds);
        for (const CriterionSpec& spec : criteria())
            checkFormula(spec.name, spec.formula, spec.thresholds);
        for (const HelpTopic& topic : generatedHelp())
            QVERIFY2(topic.markdown.find('{') == std::string::npos, topic.name.c_str());
    }

    // A number in the words of a definition is one of the numbers that the engine uses, so that words cannot stay
    // behind when a default changes.
    void theNumbersInDefinitionsAreTheThresholds()
    {
        for (const RuleSpec& spec : rules()) {
            std::set<double> known = numbersOf(spec.thresholds);
            if (spec.id == RuleId::Zombie)
                known = numbersOf(decay_limits::stages);
            if (spec.id == RuleId::UnknownCurrency)
                known.insert(0); // "counts as 0"
            checkNumbers(spec.name, spec.definition, known);
        }
        for (const CriterionSpec& spec : criteria()) {
            std::set<double> known = numbersOf(spec.thresholds);
            known.insert(spec.due);
            if (spec.id == CriterionId::Advocacy)
                known.insert(10); // the highest score there is
            checkNumbers(spec.name, spec.definition, known);
        }
        const MetricSpec* stage = findMetric("stage");
        QVERIFY(stage);
        std::set<double> known = numbersOf(stage->thresholds);
        checkNumbers(stage->name, stage->formula, known);
        for (const ThresholdSpec& limit : stage->thresholds) // and the other way round
            QVERIFY2(numbersIn(stage->formula).contains(std::abs(limit.value)), limit.name.data());
    }

    void thePagesSayTheDefaultsInForce()
    {
        const auto page = [](std::string_view name) {
            for (const HelpTopic& topic : generatedHelp()) {
                if (topic.name == name)
                    return topic.markdown;
            }
            return std::string();
        };
        const auto has = [](const std::string& text, std::string_view wanted) {
            QVERIFY2(text.find(wanted) != std::string::npos, std::string(wanted).c_str());
        };
        has(page("rules"),
            "- **Formula:** fires: n ≥ 17, prior > 0, prior − recent ≥ 2, change ≤ −0.20: high; "
            "change ≤ −0.40: critical\n- **Default** `change_high` −0.20 ratio:");
        has(page("zones"),
            "- **Formula:** passes: utilisation ≥ 0.40; without seats or weeks: unknown\n"
            "- **Default** `utilisation` 0.40 ratio: Active users per seat.\n"
            "- **Due:** fails when age > 90 days\n");
        has(page("zones"), "broken below " + percent(0.5, 0) + ", at risk below " + percent(0.8, 0));
        has(page("triggers"),
            "- **Formula:** GRR(D − 1 year, D) < " + percent(0.9, 0) + "\n- **Default:** fires below " +
                percent(0.9, 0));
        has(page("metrics"), "- **Default** `drift_ratio` 0.50 ratio:");
    }

private:
    static void checkFormula(std::string_view name, std::string_view formula, std::span<const ThresholdSpec> thresholds)
    {
        std::set<std::string> named;
        static const QRegularExpression braces(QStringLiteral("\\{([a-z_]+)\\}"));
        auto found = braces.globalMatch(QString::fromUtf8(formula.data(), static_cast<qsizetype>(formula.size())));
        while (found.hasNext())
            named.insert(found.next().captured(1).toStdString());
        std::set<std::string> wanted;
        for (const ThresholdSpec& threshold : thresholds)
            wanted.insert(std::string(threshold.name));
        QVERIFY2(named == wanted, std::string(name).c_str());
    }

    // Thresholds as words give them: 0.40 is also 40 %, −0.20 is a fall of 20 %.
    static std::set<double> numbersOf(std::span<const ThresholdSpec> thresholds)
    {
        std::set<double> numbers;
        for (const ThresholdSpec& threshold : thresholds) {
            const double value = std::abs(threshold.value);
            numbers.insert(value);
            if (threshold.unit == "ratio")
                numbers.insert(std::round(value * 100));
        }
        return numbers;
    }

    static std::set<double> numbersIn(std::string_view words)
    {
        std::set<double> numbers;
        static const QRegularExpression digits(QStringLiteral("\\d+(\\.\\d+)?"));
        auto found = digits.globalMatch(QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size())));
        while (found.hasNext())
            numbers.insert(found.next().captured(0).toDouble());
        return numbers;
    }

    static void checkNumbers(std::string_view name, std::string_view words, const std::set<double>& known)
    {
        for (const double number : numbersIn(words))
            QVERIFY2(known.contains(number), (std::string(name) + ": " + std::to_string(number)).c_str());
    }
};

QTEST_GUILESS_MAIN(HelpTopicsTest)
#include "help_topics_test.moc"
