// SPDX-License-Identifier: GPL-3.0-or-later
// Settings: thresholds per rule and segment with their resets, how often a rule cried wolf, the theme.
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QPushButton>

#include "tests/support/panel_window.h"
#include "ui/panels/rule_form.h"
#include "ui/panels/settings_panel.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/number_field.h"

using namespace holdfast;

class SettingsPanelTest : public QObject, private PanelWindow {
    Q_OBJECT

private slots:
    void initTestCase() { prepare(); }
    void init()
    {
        QSettings().clear();
        applicationTheme()->setChoice(ThemeChoice::Light);
        open(std::make_unique<FakeDesk>());
    }

    void segmentsWithValuesOfTheirOwnAreRowsWithAReset()
    {
        auto* settings = shown<SettingsPanel>("settings");
        auto* table = settings->findChild<DataTable*>(QStringLiteral("rules"));
        auto* form = settings->findChild<RuleForm*>();
        const int rules = table->model()->rowCount();
        table->selectId(QStringLiteral("usage_drop"));
        form->chooseSegment(std::string("Enterprise"));
        QCoreApplication::processEvents();
        QDoubleSpinBox* first = nullptr;
        for (QDoubleSpinBox* field : form->findChildren<QDoubleSpinBox*>()) {
            if (field->isVisible() && !first)
                first = field;
        }
        QVERIFY(first);
        first->setValue(-0.35);
        QCOMPARE(table->model()->rowCount(), rules + 1);
        const QString id = QStringLiteral("usage_drop@Enterprise");
        const int row = table->tableModel()->findRow(id);
        QVERIFY(row > 0);
        QCOMPARE(table->model()->index(row - 1, 0).data(TableModel::IdRole).toString(), QStringLiteral("usage_drop"));
        const int thresholds = table->tableModel()->column(u"thresholds");
        const auto valuesOf = [&](const char* rule) {
            return table->model()->index(table->tableModel()->findRow(QString::fromLatin1(rule)), thresholds);
        };
        // Short enough to be whole; the names are in the tooltip and in what is copied.
        QCOMPARE(valuesOf("unproven_renewal").data().toString(), QStringLiteral("180, 120, 60 days"));
        QVERIFY(valuesOf("unproven_renewal")
                    .data(TableModel::CopyRole)
                    .toString()
                    .contains(QStringLiteral("days high 120 days")));
        const QString words = table->model()->index(row, thresholds).data().toString();
        QVERIFY2(words.startsWith(QStringLiteral("change high")), qPrintable(words));
        QVERIFY2(
            words.contains(QStringLiteral("0.35")) && words.contains(QStringLiteral("default")), qPrintable(words));
        // Its row opens its own values; a reset takes the row away and leaves its rule chosen.
        table->selectId(QStringLiteral("zombie"));
        table->selectId(id);
        QCoreApplication::processEvents();
        QPushButton* reset = nullptr;
        for (QPushButton* button : form->findChildren<QPushButton*>()) {
            if (button->text().startsWith(QStringLiteral("Reset all values")) && button->isVisibleTo(form))
                reset = button;
        }
        QVERIFY(reset && reset->isEnabled());
        reset->click();
        QCOMPARE(table->model()->rowCount(), rules);
        QVERIFY(desk_->settings().analysis.rules.overrides().empty());
        QCOMPARE(table->currentId(), QStringLiteral("usage_drop"));
    }

    void aThresholdShowsATrueMinusAndTakesBothSigns()
    {
        auto* settings = shown<SettingsPanel>("settings");
        settings->findChild<DataTable*>(QStringLiteral("rules"))->selectId(QStringLiteral("usage_drop"));
        QCoreApplication::processEvents();
        DecimalField* field = nullptr;
        for (DecimalField* one : settings->findChild<RuleForm*>()->findChildren<DecimalField*>()) {
            if (one->isVisible() && !field)
                field = one;
        }
        QVERIFY(field);
        QCOMPARE(field->text(), QStringLiteral("−0.20"));
        for (const QString& typed : {QStringLiteral("-0.30"), QStringLiteral("−0.35")}) {
            QString text = typed;
            int place = 0;
            QCOMPARE(field->validate(text, place), QValidator::Acceptable);
            QVERIFY(text.startsWith(u'−'));
            QCOMPARE(field->valueFromText(text), typed.mid(1).toDouble() * -1);
        }
    }

    void settingsCountHowOftenARuleWasDismissed()
    {
        auto* settings = shown<SettingsPanel>("settings");
        auto* table = settings->findChild<DataTable*>(QStringLiteral("rules"));
        const auto cell = [&](const char* column) {
            const int row = table->tableModel()->findRow(QStringLiteral("usage_drop"));
            return table->model()
                ->index(row, table->tableModel()->column(QString::fromLatin1(column)))
                .data()
                .toString();
        };
        QCOMPARE(cell("dismissed"), QString());
        // Three exceptions of the rule decided: two dismissed, one watched.
        for (const auto& [account, kind] : {std::pair("A-100", DecisionKind::Dismiss), {"A-103", DecisionKind::Dismiss},
                 {"A-106", DecisionKind::Watch}}) {
            Decision decision;
            decision.accountId = account;
            decision.rule = RuleId::UsageDrop;
            decision.kind = kind;
            desk_->decide(decision, QString());
        }
        QTRY_COMPARE(cell("dismissed"), QStringLiteral("2 of 3"));
        QCOMPARE(cell("watched"), QStringLiteral("1"));
    }

    void theThemeIsChosenInSettings()
    {
        auto* settings = shown<SettingsPanel>("settings");
        QComboBox* appearance = nullptr;
        for (QComboBox* box : settings->findChildren<QComboBox*>()) {
            if (box->accessibleName() == QStringLiteral("Appearance"))
                appearance = box;
        }
        QVERIFY(appearance);
        QCOMPARE(appearance->currentIndex(), static_cast<int>(ThemeChoice::Light));
        appearance->setFocus();
        QTest::keyClick(appearance, Qt::Key_Down);
        QCOMPARE(applicationTheme()->choice(), ThemeChoice::Dark);
        QTRY_COMPARE(window_->palette().color(QPalette::Base), Tokens::darkTheme().base);
    }
};

QTEST_MAIN(SettingsPanelTest)
#include "settings_panel_test.moc"
