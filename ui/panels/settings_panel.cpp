// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/settings_panel.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>
#include <set>

#include "model/report/format.h"
#include "ui/panels/panel_parts.h"
#include "ui/panels/rule_form.h"
#include "ui/widgets/data_table.h"

namespace holdfast {

namespace {

QString laneTitle(Lane lane)
{
    switch (lane) {
    case Lane::Risk:
        return SettingsPanel::tr("Risk");
    case Lane::Stalled:
        return SettingsPanel::tr("Stalled");
    case Lane::Expansion:
        return SettingsPanel::tr("Expansion");
    case Lane::Data:
        return SettingsPanel::tr("Data");
    }
    return {};
}

std::vector<TableColumnSpec> ruleColumns()
{
    return {{QStringLiteral("lane"), QString(), SettingsPanel::tr("Lane"), ColumnAlign::Centre, QStringLiteral("MM"),
                true, false},
        {QStringLiteral("lane_name"), SettingsPanel::tr("Lane"), {}, ColumnAlign::Left, QStringLiteral("Expansion"),
            true, true},
        {QStringLiteral("rule"), SettingsPanel::tr("Rule"), {}, ColumnAlign::Left,
            QStringLiteral("Stopped using a feature"), true, true},
        {QStringLiteral("thresholds"), SettingsPanel::tr("Thresholds"),
            SettingsPanel::tr("As they hold for all segments"), ColumnAlign::Left,
            QStringLiteral("change high −0.20, change critical −0.40"), true, true},
        {QStringLiteral("days"), SettingsPanel::tr("Days to act"), {}, ColumnAlign::Right, QStringLiteral("30"), true,
            false},
        {QStringLiteral("own"), SettingsPanel::tr("Yours"),
            SettingsPanel::tr("How many values differ from their defaults"), ColumnAlign::Right, QStringLiteral("12"),
            true, false}};
}

} // namespace

SettingsPanel::SettingsPanel(ReviewDesk& desk, QWidget* parent)
    : Panel(desk, parent)
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    heading_ = new PanelHeading(tr("Settings"));
    auto* resetAll = new QPushButton(tr("Reset all rules"));
    heading_->addAtRight(resetAll);
    column->addWidget(heading_);
    column->addWidget(buildStoreSettings());
    auto* splitter = new QSplitter(Qt::Horizontal);
    splitter->setChildrenCollapsible(false);
    rules_ = new RowsModel(ruleColumns(), this);
    table_ = new DataTable(QStringLiteral("rules"), tr("Rules"));
    table_->setTableModel(rules_);
    splitter->addWidget(table_);
    form_ = new RuleForm;
    auto* area = new QScrollArea;
    area->setAccessibleName(tr("Rule"));
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidget(form_);
    area->setMinimumWidth(340);
    splitter->addWidget(area);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setSizes({720, 480});
    column->addWidget(splitter, 1);

    connect(table_, &DataTable::currentIdChanged, this, [this] { refreshForm(); });
    connect(form_, &RuleForm::changed, this, [this](const RuleSettings& rules) {
        DeskSettings settings = this->desk().settings();
        settings.analysis.rules = rules;
        apply(std::move(settings));
    });
    connect(resetAll, &QPushButton::clicked, this, [this] {
        DeskSettings settings = this->desk().settings();
        settings.analysis.rules = RuleSettings();
        apply(std::move(settings));
    });
    connect(&desk, &ReviewDesk::settingsChanged, this, [this] { refresh(); });
    refresh();
}

QWidget* SettingsPanel::buildStoreSettings()
{
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 0, 16, 10);
    row->setSpacing(8);
    currency_ = new QLineEdit;
    currency_->setMaxLength(3);
    currency_->setMaximumWidth(64);
    currency_->setValidator(
        new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[A-Za-z]{3}")), currency_));
    currency_->setAccessibleName(tr("Base currency"));
    currency_->setToolTip(tr("Every amount is converted into it at the latest rate up to the as-of date"));
    margin_ = new QDoubleSpinBox;
    margin_->setRange(0, 100);
    margin_->setDecimals(1);
    margin_->setSuffix(QStringLiteral(" %"));
    margin_->setKeyboardTracking(false);
    margin_->setAccessibleName(tr("Gross margin of accounts without their own"));
    cadence_ = new QComboBox;
    cadence_->addItems({tr("Weekly exceptions"), tr("Monthly full book"), tr("Quarterly executive")});
    cadence_->setAccessibleName(tr("Review cadence"));
    auto* reset = new QPushButton(tr("Reset margin"));
    row->addWidget(new PlainLabel(tr("Base currency"), TypeSize::Secondary, Ink::Text3));
    row->addWidget(currency_);
    row->addSpacing(12);
    row->addWidget(new PlainLabel(tr("Gross margin, default 80 %"), TypeSize::Secondary, Ink::Text3));
    row->addWidget(margin_);
    row->addWidget(reset);
    row->addSpacing(12);
    row->addWidget(new PlainLabel(tr("Reviews"), TypeSize::Secondary, Ink::Text3));
    row->addWidget(cadence_);
    row->addStretch(1);
    connect(currency_, &QLineEdit::editingFinished, this, [this] {
        DeskSettings settings = desk().settings();
        settings.baseCurrency = toUtf8(currency_->text().toUpper());
        apply(std::move(settings));
    });
    connect(margin_, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        DeskSettings settings = desk().settings();
        settings.analysis.defaultMargin = value / 100;
        apply(std::move(settings));
    });
    connect(reset, &QPushButton::clicked, this, [this] { margin_->setValue(AnalysisSettings().defaultMargin * 100); });
    connect(cadence_, &QComboBox::currentIndexChanged, this, [this](int place) {
        if (!filling_)
            desk().setCadence(static_cast<Cadence>(place));
    });
    return bar;
}

void SettingsPanel::apply(DeskSettings settings)
{
    if (filling_ || settings == desk().settings())
        return;
    desk().setSettings(settings);
}

void SettingsPanel::showReview(const ReviewPtr& review)
{
    review_ = review;
    refresh();
}

void SettingsPanel::storeChanged()
{
    refresh();
}

void SettingsPanel::refresh()
{
    filling_ = true;
    const DeskSettings settings = desk().settings();
    if (!currency_->hasFocus())
        currency_->setText(toText(settings.baseCurrency));
    margin_->setValue(settings.analysis.defaultMargin * 100);
    cadence_->setCurrentIndex(static_cast<int>(settings.cadence));
    const bool writable = desk().storeFacts() && !desk().storeFacts()->readOnly;
    for (QWidget* field :
        {static_cast<QWidget*>(currency_), static_cast<QWidget*>(margin_), static_cast<QWidget*>(cadence_)})
        field->setEnabled(writable);
    const std::size_t own = settings.analysis.rules.overrides().size();
    heading_->setSentence(own == 0 ? tr("Every rule stands at its default")
            : own == 1             ? tr("One value of a rule is your own")
                                   : tr("%1 values of rules are your own").arg(own));
    refreshRules();
    refreshForm();
    filling_ = false;
}

void SettingsPanel::refreshRules()
{
    const RuleSettings rules = desk().settings().analysis.rules;
    std::vector<TableRecord> rows;
    for (const RuleSpec& spec : holdfast::rules()) {
        QStringList thresholds;
        for (const ThresholdSpec& threshold : spec.thresholds) {
            double value = threshold.value;
            for (const RuleOverride& one : rules.overrides()) {
                if (one.rule == spec.id && !one.segment && one.threshold == threshold.name && one.value)
                    value = *one.value;
            }
            QString name = toText(threshold.name);
            thresholds << name.replace(QLatin1Char('_'), QLatin1Char(' ')) + QLatin1Char(' ') +
                    toText(plainNumber(value, threshold.unit == "ratio" ? 2 : 0));
        }
        std::int64_t own = 0;
        for (const RuleOverride& one : rules.overrides())
            own += one.rule == spec.id ? 1 : 0;
        TableRecord record;
        record.id = toText(spec.name);
        RecordCell lane = markCell(markOf(spec.lane));
        RecordCell values = textCell(thresholds.isEmpty() ? toText(dash) : thresholds.join(QStringLiteral(", ")));
        values.tooltip = thresholds.join(QLatin1Char('\n'));
        RecordCell title = textCell(toText(spec.title));
        title.tooltip = toText(spec.definition);
        RecordCell count = own == 0 ? textCell(QString()) : numberCell(static_cast<double>(own));
        record.cells = {lane, textCell(laneTitle(spec.lane)), title, values,
            numberCell(rules.daysToAct(spec.id, spec.severity, {})), count};
        record.strong = own > 0;
        rows.push_back(std::move(record));
    }
    const QString chosen = table_->currentId();
    rules_->setRows(std::move(rows));
    table_->selectId(chosen.isEmpty() ? toText(holdfast::rules().front().name) : chosen);
}

void SettingsPanel::refreshForm()
{
    const RuleSpec* spec = findRule(toUtf8(table_->currentId()));
    if (!spec)
        return;
    std::set<std::string> segments;
    if (review_) {
        const Portfolio& portfolio = *review_->result().portfolio;
        for (const Account& account : portfolio.accounts)
            segments.insert(portfolio.text(account.segment));
    }
    const DeskSettings settings = desk().settings();
    for (const RuleOverride& one : settings.analysis.rules.overrides()) {
        if (one.segment)
            segments.insert(*one.segment);
    }
    form_->showRule(spec->id, settings.analysis.rules, {segments.begin(), segments.end()},
        !desk().storeFacts() || desk().storeFacts()->readOnly);
}

} // namespace holdfast
