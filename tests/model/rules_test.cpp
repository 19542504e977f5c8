// SPDX-License-Identifier: GPL-3.0-or-later
// The rule and metric tables: complete, in order, with words for people; overrides of thresholds, actions and days.
#include <QtTest>
#include <set>

#include "model/rules/metrics.h"
#include "model/rules/rules.h"

using namespace holdfast;

class RulesTest : public QObject {
    Q_OBJECT

private slots:
    void theTableListsEveryRuleInOrderWithItsWords()
    {
        QCOMPARE(rules().size(), ruleCount);
        std::set<std::string_view> names;
        for (const RuleSpec& spec : rules()) {
            QVERIFY(names.insert(spec.name).second);
            QCOMPARE(&rule(spec.id), &spec);
            QCOMPARE(findRule(spec.name), &spec);
            for (const std::string_view words : {spec.title, spec.definition, spec.action, spec.example, spec.source})
                QVERIFY2(!words.empty(), std::string(spec.name).c_str());
            QVERIFY(spec.definition.ends_with('.') && spec.action.ends_with('.'));
            std::set<std::string_view> thresholds;
            for (const ThresholdSpec& threshold : spec.thresholds) {
                QVERIFY(thresholds.insert(threshold.name).second);
                QVERIFY(!threshold.unit.empty() && !threshold.meaning.empty());
            }
        }
        QVERIFY(findRule("no_such_rule") == nullptr);
        QCOMPARE(rules().front().name, std::string_view("usage_drop"));
        QCOMPARE(rules().back().name, std::string_view("unknown_currency"));
    }

    void severitiesHaveWeightsAndDaysToAct()
    {
        // critical 8 within 2 days, high 4 within 7, medium 2 within 14, low 1 within 30
        std::string line;
        for (const Severity severity : {Severity::Critical, Severity::High, Severity::Medium, Severity::Low}) {
            line += std::string(text(severity)) + " " + std::to_string(weight(severity)) + " " +
                std::to_string(defaultDaysToAct(severity)) + "; ";
        }
        QCOMPARE(line, "critical 8 2; high 4 7; medium 2 14; low 1 30; ");
    }

    void anOverrideOfTheSegmentComesBeforeTheGeneralOne()
    {
        RuleOverride general, own;
        general.rule = own.rule = RuleId::UsageDrop;
        general.threshold = own.threshold = "change_high";
        general.value = -0.3;
        own.value = -0.1;
        own.segment = "smb";
        const RuleSettings settings({own, general});
        QCOMPARE(settings.threshold(RuleId::UsageDrop, "change_high", "smb"), -0.1);
        QCOMPARE(settings.threshold(RuleId::UsageDrop, "change_high", "big"), -0.3);
        QCOMPARE(settings.threshold(RuleId::UsageDrop, "change_critical", "smb"), -0.4);
        QVERIFY(settings.isOverridden(RuleId::UsageDrop, "change_high", "big"));
        QVERIFY(!settings.isOverridden(RuleId::UsageDrop, "change_critical", "smb"));
        QVERIFY(!RuleSettings({own}).isOverridden(RuleId::UsageDrop, "change_high", "big"));
    }

    void actionAndDaysAreOverriddenApart()
    {
        RuleOverride action, days;
        action.rule = days.rule = RuleId::Zombie;
        action.action = "Close it.";
        days.daysToAct = 5;
        const RuleSettings settings({action, days});
        QCOMPARE(settings.action(RuleId::Zombie, "x"), "Close it.");
        QCOMPARE(settings.daysToAct(RuleId::Zombie, Severity::Critical, "x"), 5);
        QCOMPARE(settings.daysToAct(RuleId::Detractor, Severity::Critical, "x"), 2);
        QCOMPARE(settings.action(RuleId::Detractor, "x"), std::string(rule(RuleId::Detractor).action));
    }

    void everyFigureOfTheRetentionBlockIsDefined()
    {
        for (const char* name : {"opening_arr", "new", "reactivation", "expansion", "contraction", "churn",
                 "closing_arr", "opening_customers", "retained_customers", "lost_customers", "new_customers",
                 "reactivated_customers", "closing_customers", "nrr", "grr", "crr", "strict_nrr", "strict_grr",
                 "event_nrr", "renewal_rate", "logo_churn", "revenue_churn", "gross_revenue_churn",
                 "annualised_logo_churn", "arpa", "lifespan_years", "clv", "clv_cac", "repeat_customer_rate",
                 "purchase_clv", "arr_at_risk", "utilisation", "recent", "prior", "change", "peak", "ratio", "zeros"}) {
            const MetricSpec* spec = findMetric(name);
            QVERIFY2(spec, name);
            for (const std::string_view words : {spec->title, spec->longTitle, spec->definition, spec->formula,
                     spec->unit, spec->example, spec->source})
                QVERIFY2(!words.empty(), name);
        }
        QVERIFY(findMetric("no_such_figure") == nullptr);
    }
};

QTEST_APPLESS_MAIN(RulesTest)
#include "rules_test.moc"
