// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/settings_panel.h"

#include <QComboBox>
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
#include "ui/theme/style.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/number_field.h"

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
    const auto tr = [](const char* text) { return SettingsPanel::tr(text); };
    // A threshold that is cut says another threshold.
    return {textColumn("lane", tr("Lane"), tr("Risk, stalled, expansion or data"), QStringLiteral("Expansion ▲")),
        rowNames(textColumn("rule", tr("Rule"), tr("The rule; beneath it the segments that have values of their own"),
            QStringLiteral("Stopped using a feature"))),
        keepsWidth(textColumn("thresholds", tr("Thresholds"),
            tr("The values in force, beside them the default where it differs"),
            QStringLiteral("−0.20, −0.40, 2 users, 17 weeks"))),
        figureColumn("days", tr("Days"), tr("Days to act: added to the as-of date they give the due date"),
            QStringLiteral("30")),
        hiddenAtFirst(
            figureColumn("own", tr("Yours"), tr("How many values differ from their defaults"), QStringLiteral("12"))),
        standsBack(textColumn("action", tr("Next action"), tr("What the exception asks for"),
            QStringLiteral("Call the sponsor and re-agree the target"))),
        standsBack(figureColumn("dismissed", tr("Dismissed"),
            tr("How often it was dismissed as a false alarm, of all exceptions of it that were decided"),
            QStringLiteral("12 of 34"))),
        standsBack(
            figureColumn("watched", tr("Watched"), tr("How often it was put aside to watch"), QStringLiteral("12")))};
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
    resetAll_ = new QPushButton(tr("Reset all rules"));
    heading_->addAtRight(resetAll_);
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
    splitter->setSizes({840, 400});
    rememberSplitter(splitter, QStringLiteral("settings/split"));
    column->addWidget(splitter, 1);

    connect(table_, &DataTable::currentIdChanged, this, [this] { refreshForm(); });
    connect(form_, &RuleForm::changed, this, [this](const RuleSettings& rules) {
        DeskSettings settings = this->desk().settings();
        settings.analysis.rules = rules;
        apply(std::move(settings));
    });
    connect(resetAll_, &QPushButton::clicked, this, [this] {
        DeskSettings settings = this->desk().settings();
        settings.analysis.rules = RuleSettings();
        apply(std::move(settings));
    });
    connect(&desk, &ReviewDesk::settingsChanged, this, [this] { refresh(); });
    refresh();
}

namespace {

// "Gross margin  [80 %]  default 80 %  Reset" as one piece that wraps as a whole.
QWidget* settingGroup(const QString& name, QWidget* field, PlainLabel* note, QPushButton* reset)
{
    auto* group = new QWidget;
    auto* row = new QHBoxLayout(group);
    row->setContentsMargins(0, 0, 16, 0);
    row->setSpacing(8);
    row->addWidget(new PlainLabel(name, TypeSize::Secondary, Ink::Text3));
    row->addWidget(field);
    if (note)
        row->addWidget(note);
    if (reset) {
        reset->setProperty(buttonKindProperty, QStringLiteral("link"));
        row->addWidget(reset);
    }
    return group;
}

// The currency that most amounts name; ties go to the first by code; USD where none is named.
std::string commonCurrency(const Portfolio& portfolio)
{
    std::vector<std::int64_t> times; // by the name's number: codes are few, amounts many
    const auto count = [&](Name name) {
        if (name.empty())
            return;
        if (name.number >= times.size())
            times.resize(name.number + 1);
        ++times[name.number];
    };
    for (const Subscription& one : portfolio.subscriptions.rows)
        count(one.currency);
    for (const ArrSnapshot& one : portfolio.arrSnapshots.rows)
        count(one.currency);
    for (const Invoice& one : portfolio.invoices.rows)
        count(one.currency);
    for (const Opportunity& one : portfolio.opportunities.rows)
        count(one.currency);
    for (const Account& one : portfolio.accounts)
        count(one.currency);
    std::string common = "USD";
    std::int64_t most = 0;
    for (std::size_t at = 0; at < times.size(); ++at) {
        const std::string& code = portfolio.text(Name{static_cast<std::uint32_t>(at)});
        if (times[at] > most || (times[at] > 0 && times[at] == most && code < common)) {
            most = times[at];
            common = code;
        }
    }
    return common;
}

} // namespace

QWidget* SettingsPanel::buildStoreSettings()
{
    auto* bar = new QWidget;
    auto* row = new FlowLayout(bar);
    row->setContentsMargins(16, 0, 16, 10);
    row->setSpacing(8);
    currency_ = new QLineEdit;
    currency_->setMaxLength(3);
    currency_->setFixedWidth(QFontMetrics(typeFont(TypeSize::Body)).horizontalAdvance(QStringLiteral("WWW")) + 24);
    currency_->setValidator(
        new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[A-Za-z]{3}")), currency_));
    currency_->setAccessibleName(tr("Base currency"));
    currency_->setToolTip(tr("Every amount is converted into it at the latest rate up to the as-of date"));
    currencyNote_ = new PlainLabel(QString(), TypeSize::Caption, Ink::Text3);
    currencyReset_ = new QPushButton(tr("Reset"));
    currencyReset_->setAccessibleName(tr("Reset the base currency"));
    row->addWidget(settingGroup(tr("Base currency"), currency_, currencyNote_, currencyReset_));
    margin_ = new DecimalField;
    margin_->setRange(0, 100);
    margin_->setDecimals(1);
    margin_->setSuffix(QStringLiteral("\u2009%"));
    margin_->setKeyboardTracking(false);
    margin_->setAccessibleName(tr("Gross margin of accounts without their own"));
    margin_->setToolTip(tr("Customer lifetime value counts it for accounts without a margin of their own"));
    marginReset_ = new QPushButton(tr("Reset"));
    marginReset_->setAccessibleName(tr("Reset the gross margin"));
    const AnalysisSettings defaults;
    row->addWidget(settingGroup(tr("Gross margin"), margin_,
        new PlainLabel(tr("default %1").arg(toText(percent(defaults.defaultMargin, 0))), TypeSize::Caption, Ink::Text3),
        marginReset_));
    cadence_ = new QComboBox;
    cadence_->addItems({tr("Weekly exceptions"), tr("Monthly full book"), tr("Quarterly executive")});
    cadence_->setAccessibleName(tr("Review cadence"));
    cadence_->setToolTip(tr("Each cadence has reviews of its own and is compared with its own last closed one"));
    cadenceReset_ = new QPushButton(tr("Reset"));
    cadenceReset_->setAccessibleName(tr("Reset the review cadence"));
    row->addWidget(settingGroup(
        tr("Reviews"), cadence_, new PlainLabel(tr("default weekly"), TypeSize::Caption, Ink::Text3), cadenceReset_));
    appearance_ = new QComboBox;
    appearance_->addItems({tr("As the system"), tr("Light"), tr("Dark")});
    appearance_->setAccessibleName(tr("Appearance"));
    appearance_->setToolTip(tr("Of this computer, whatever the store"));
    row->addWidget(settingGroup(tr("Appearance"), appearance_, nullptr, nullptr));
    connect(currency_, &QLineEdit::editingFinished, this, [this] {
        DeskSettings settings = desk().settings();
        settings.baseCurrency = toUtf8(currency_->text().toUpper());
        apply(std::move(settings));
    });
    connect(currencyReset_, &QPushButton::clicked, this, [this] {
        if (common_.empty())
            return;
        DeskSettings settings = desk().settings();
        settings.baseCurrency = common_;
        apply(std::move(settings));
    });
    connect(margin_, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        DeskSettings settings = desk().settings();
        settings.analysis.defaultMargin = value / 100;
        apply(std::move(settings));
    });
    connect(marginReset_, &QPushButton::clicked, this, [this] {
        DeskSettings settings = desk().settings();
        settings.analysis.defaultMargin = AnalysisSettings().defaultMargin;
        apply(std::move(settings));
    });
    connect(cadence_, &QComboBox::currentIndexChanged, this, [this](int place) {
        if (!filling_)
            desk().setCadence(static_cast<Cadence>(place));
    });
    connect(cadenceReset_, &QPushButton::clicked, this, [this] { desk().setCadence(Cadence::Weekly); });
    connect(appearance_, &QComboBox::activated, this, [](int place) {
        if (Theme* theme = applicationTheme())
            theme->setChoice(static_cast<ThemeChoice>(place));
    });
    if (Theme* theme = applicationTheme())
        connect(theme, &Theme::changed, this, [this] { refresh(); });
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
    appearance_->setCurrentIndex(
        static_cast<int>(applicationTheme() ? applicationTheme()->choice() : ThemeChoice::System));
    appearance_->setEnabled(applicationTheme() != nullptr);
    const bool writable = desk().storeFacts() && !desk().storeFacts()->readOnly;
    for (QWidget* field :
        {static_cast<QWidget*>(currency_), static_cast<QWidget*>(margin_), static_cast<QWidget*>(cadence_)})
        field->setEnabled(writable);
    // Counted once for each portfolio.
    const PortfolioPtr portfolio = review_ ? review_->result().portfolio : nullptr;
    if (portfolio != counted_) {
        counted_ = portfolio;
        common_ = portfolio ? commonCurrency(*portfolio) : std::string();
    }
    const std::string& common = common_;
    currencyNote_->setText(common.empty() ? QString() : tr("default %1, as most amounts").arg(toText(common)));
    currencyReset_->setEnabled(writable && !common.empty() && settings.baseCurrency != common);
    marginReset_->setEnabled(writable && settings.analysis.defaultMargin != AnalysisSettings().defaultMargin);
    cadenceReset_->setEnabled(writable && settings.cadence != Cadence::Weekly);
    resetAll_->setEnabled(writable && !settings.analysis.rules.overrides().empty());
    const std::size_t own = settings.analysis.rules.overrides().size();
    heading_->setSentence(own == 0 ? tr("Every rule stands at its default")
            : own == 1             ? tr("One value of a rule is your own")
                                   : tr("%1 values of rules are your own").arg(own));
    refreshRules();
    refreshForm();
    filling_ = false;
}

namespace {

// What stands between a rule and one of its segments in a row's id; no rule's name holds it.
constexpr QChar segmentSign = u'@';

QString segmentName(const std::string& segment)
{
    return segment.empty() ? SettingsPanel::tr("No segment") : toText(segment);
}

// Decisions count for the rule, whatever the segment.
RecordCell dismissedCell(const RuleTally& tally)
{
    if (tally.decided == 0) {
        RecordCell none = textCell(QString());
        none.missing = true;
        return none;
    }
    RecordCell cell = numberCell(tally.dismissed);
    cell.text = SettingsPanel::tr("%1 of %2").arg(tally.dismissed).arg(tally.decided);
    cell.copied = QString::number(tally.dismissed);
    return cell;
}

RecordCell watchedCell(const RuleTally& tally)
{
    RecordCell cell = tally.decided == 0 ? textCell(QString()) : numberCell(tally.watched);
    cell.missing = tally.decided == 0;
    return cell;
}

// The rule itself, or the values that one segment has of its own.
TableRecord ruleRow(
    const RuleSpec& spec, const RuleSettings& rules, const std::optional<std::string>& segment, const RuleTally& tally)
{
    std::vector<const RuleOverride*> own;
    for (const RuleOverride& one : rules.overrides()) {
        if (one.rule == spec.id && one.segment == segment)
            own.push_back(&one);
    }
    const auto ownValue = [&](std::string_view name) -> std::optional<double> {
        for (const RuleOverride* one : own) {
            if (one->threshold == name)
                return one->value;
        }
        return std::nullopt;
    };
    QStringList thresholds, figures;
    bool ownAction = false, ownDays = false;
    for (const RuleOverride* one : own) {
        ownAction = ownAction || (one->threshold.empty() && one->action);
        ownDays = ownDays || (one->threshold.empty() && one->daysToAct);
    }
    for (const ThresholdSpec& threshold : spec.thresholds) {
        const std::optional<double> changed = ownValue(threshold.name);
        if (segment && !changed)
            continue; // a segment's row says what differs alone
        const int decimals = threshold.unit == "ratio" ? 2 : 0;
        const bool isPlain = threshold.unit == "ratio" || threshold.unit == "count" || threshold.unit == "score";
        const QString unit = isPlain ? QString() : u' ' + toText(threshold.unit);
        QString value = toText(plainNumber(changed.value_or(threshold.value), decimals));
        QString name = toText(threshold.name);
        const QString named = name.replace(u'_', u' ') + u' ' + value + unit;
        const QString standard = changed
            ? SettingsPanel::tr(" (default %1)").arg(toText(plainNumber(threshold.value, decimals)))
            : QString();
        thresholds << named + standard;
        // The values fit whole without their names, which the form beside them says; the unit stands after the last
        // of several.
        if (!segment && !figures.isEmpty() && !unit.isEmpty() && figures.last().endsWith(unit))
            figures.last().chop(unit.size());
        figures << (segment ? named : value + unit) + standard;
    }
    TableRecord record;
    record.id = toText(spec.name) + (segment ? segmentSign + toText(*segment) : QString());
    RecordCell values = textCell(figures.isEmpty() ? toText(dash) : figures.join(QStringLiteral(", ")));
    values.copied = thresholds.join(QStringLiteral(", "));
    values.tooltip = thresholds.join(u'\n');
    RecordCell name = textCell(segment ? QStringLiteral("    ") + segmentName(*segment) : toText(spec.title));
    name.tooltip = segment ? SettingsPanel::tr("%1 in the segment %2").arg(toText(spec.title), segmentName(*segment))
                           : toText(spec.definition);
    const std::string_view scope = segment ? std::string_view(*segment) : std::string_view();
    RecordCell action = textCell(segment && !ownAction ? QString() : toText(rules.action(spec.id, scope)));
    action.tooltip = action.text;
    RecordCell days = numberCell(rules.daysToAct(spec.id, spec.severity, scope));
    if (segment && !ownDays) {
        days = textCell(QString());
        days.missing = true;
    } else if (!spec.daysToAct && !ownDays) {
        days.tooltip = SettingsPanel::tr("By severity: critical 2, high 7, medium 14, low 30");
    }
    RecordCell count = textCell(QString());
    count.missing = own.empty();
    if (!own.empty())
        count = numberCell(static_cast<double>(own.size()));
    RecordCell lane = textCell(segment ? QString() : laneTitle(spec.lane));
    lane.mark = segment ? MarkCode::None : markOf(spec.lane);
    record.cells = {lane, name, values, days, count, action, dismissedCell(tally), watchedCell(tally)};
    record.strong = !own.empty() && !segment;
    record.quiet = segment.has_value();
    return record;
}

} // namespace

void SettingsPanel::refreshRules()
{
    const RuleSettings rules = desk().settings().analysis.rules;
    const std::map<RuleId, RuleTally> tallies = desk().ruleTallies();
    std::vector<TableRecord> rows;
    for (const RuleSpec& spec : holdfast::rules()) {
        const auto tally = tallies.find(spec.id);
        rows.push_back(ruleRow(spec, rules, std::nullopt, tally == tallies.end() ? RuleTally() : tally->second));
        std::set<std::string> segments;
        for (const RuleOverride& one : rules.overrides()) {
            if (one.rule == spec.id && one.segment)
                segments.insert(*one.segment);
        }
        for (const std::string& segment : segments)
            rows.push_back(ruleRow(spec, rules, segment, RuleTally()));
    }
    const QString chosen = table_->currentId();
    rules_->setRows(std::move(rows));
    // A segment whose last value was reset has no row any more: its rule is next.
    if (!chosen.isEmpty() && rules_->findRow(chosen) < 0)
        table_->selectId(chosen.section(segmentSign, 0, 0));
    else
        table_->selectId(chosen.isEmpty() ? toText(holdfast::rules().front().name) : chosen);
}

void SettingsPanel::refreshForm()
{
    const QString id = table_->currentId();
    const RuleSpec* spec = findRule(toUtf8(id.section(segmentSign, 0, 0)));
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
    // The row of a segment opens its values; the rule's own row leaves the choice as it is while the rule is the same.
    if (id.contains(segmentSign))
        form_->chooseSegment(toUtf8(id.section(segmentSign, 1)));
    else if (!filling_)
        form_->chooseSegment(std::nullopt);
}

} // namespace holdfast
