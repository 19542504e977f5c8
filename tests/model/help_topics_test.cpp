// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTest>

#include "model/report/help_topics.h"
#include "model/rules/metrics.h"
#include "model/rules/rules.h"

using namespace holdfast;

class HelpTopicsTest : public QObject {
    Q_OBJECT

private slots:
    // With HOLDFAST_WRITE_HELP set the files are written instead: run it so after a change of a table.
    void theHelpSaysWhatTheTablesSay()
    {
        for (const HelpTopic& topic : generatedHelp()) {
            const QString path = QStringLiteral(HOLDFAST_SOURCE_DIR "/resources/help/") +
                QString::fromStdString(topic.name) + QStringLiteral(".md");
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

    void everyRuleCriterionAndFigureIsExplained()
    {
        for (const RuleSpec& spec : rules()) {
            if (spec.id == RuleId::ChurnRisk)
                continue;
            QVERIFY2(!spec.title.empty() && !spec.definition.empty() && !spec.action.empty() && !spec.example.empty() &&
                    !spec.source.empty(),
                spec.name.data());
        }
        for (const CriterionSpec& spec : criteria())
            QVERIFY2(!spec.title.empty() && !spec.definition.empty() && !spec.action.empty() && !spec.example.empty() &&
                    !spec.source.empty(),
                spec.name.data());
        for (const MetricSpec& spec : metrics())
            QVERIFY2(!spec.title.empty() && !spec.definition.empty() && !spec.formula.empty() && !spec.example.empty(),
                spec.name.data());
    }
};

QTEST_GUILESS_MAIN(HelpTopicsTest)
#include "help_topics_test.moc"
