// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/rule_form.h"

#include <QComboBox>
#include <QGridLayout>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>

#include "model/report/format.h"
#include "ui/tables/words.h"
#include "ui/theme/style.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/sentence_field.h"

namespace holdfast {

namespace {

constexpr double farthest = 1e6; // no threshold is beyond that
constexpr int mostDays = 365;

// Whether both say the same thing of a rule: a threshold, its action, or its days.
bool sameSubject(const RuleOverride& left, const RuleOverride& right)
{
    if (left.rule != right.rule || left.segment != right.segment || left.threshold != right.threshold)
        return false;
    return !left.threshold.empty() || left.action.has_value() == right.action.has_value();
}

QString defaultText(double value, std::string_view unit)
{
    if (unit == "ratio")
        return RuleForm::tr("default %1").arg(toText(plainNumber(value, 2)));
    return RuleForm::tr("default %1 %2")
        .arg(toText(plainNumber(value, value == static_cast<int>(value) ? 0 : 2)), toText(unit));
}

} // namespace

std::vector<RuleOverride> withOverride(std::vector<RuleOverride> overrides, const RuleOverride& one, bool remove)
{
    const auto found = std::find_if(
        overrides.begin(), overrides.end(), [&](const RuleOverride& other) { return sameSubject(one, other); });
    if (remove) {
        if (found != overrides.end())
            overrides.erase(found);
    } else if (found != overrides.end()) {
        *found = one;
    } else {
        overrides.push_back(one);
    }
    return overrides;
}

RuleForm::RuleForm(QWidget* parent)
    : QWidget(parent)
    , title_(new PlainLabel(QString(), TypeSize::BodyStrong))
    , definition_(new PlainLabel(QString(), TypeSize::Secondary, Ink::Text2))
    , segment_(new QComboBox)
    , column_(new QVBoxLayout(this))
{
    column_->setContentsMargins(16, 12, 16, 12);
    column_->setSpacing(8);
    definition_->setWrapping(true);
    column_->addWidget(title_);
    column_->addWidget(definition_);
    auto* row = new QHBoxLayout;
    row->addWidget(new PlainLabel(tr("For"), TypeSize::Secondary, Ink::Text3));
    segment_->setAccessibleName(tr("Segment that the values hold for"));
    row->addWidget(segment_, 1);
    column_->addLayout(row);
    fields_ = new QWidget;
    column_->addWidget(fields_);
    column_->addStretch(1);
    connect(segment_, &QComboBox::currentIndexChanged, this, [this] {
        if (!filling_)
            fill();
    });
}

std::optional<std::string> RuleForm::segment() const
{
    const int place = segment_->currentIndex();
    if (place <= 0 || static_cast<std::size_t>(place) > segments_.size())
        return std::nullopt;
    return segments_[static_cast<std::size_t>(place) - 1];
}

void RuleForm::showRule(
    RuleId id, const RuleSettings& settings, const std::vector<std::string>& segments, bool readOnly)
{
    const std::optional<std::string> chosen = segment();
    rule_ = id;
    settings_ = settings;
    segments_ = segments;
    readOnly_ = readOnly;
    filling_ = true;
    segment_->clear();
    segment_->addItem(tr("All segments without their own"));
    for (const std::string& name : segments_)
        segment_->addItem(name.empty() ? tr("No segment") : toText(name));
    const auto found = chosen ? std::find(segments_.begin(), segments_.end(), *chosen) : segments_.end();
    segment_->setCurrentIndex(found == segments_.end() ? 0 : static_cast<int>(found - segments_.begin()) + 1);
    filling_ = false;
    fill();
}

void RuleForm::chooseSegment(const std::optional<std::string>& wanted)
{
    const auto found = wanted ? std::find(segments_.begin(), segments_.end(), *wanted) : segments_.end();
    segment_->setCurrentIndex(found == segments_.end() ? 0 : static_cast<int>(found - segments_.begin()) + 1);
}

void RuleForm::resetAll()
{
    std::vector<RuleOverride> kept = settings_.overrides();
    std::erase_if(kept, [this](const RuleOverride& one) { return one.rule == rule_ && one.segment == segment(); });
    settings_ = RuleSettings(std::move(kept));
    Q_EMIT changed(settings_);
}

void RuleForm::fill()
{
    const RuleSpec& spec = holdfast::rule(rule_);
    title_->setText(toText(spec.title));
    definition_->setText(toText(spec.definition));
    auto* fields = new QWidget;
    auto* grid = new QGridLayout(fields);
    grid->setContentsMargins(0, 4, 0, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(2, 1);
    int row = 0;
    const std::optional<std::string> chosen = segment();
    const std::string_view name = chosen ? std::string_view(*chosen) : std::string_view();
    const auto overridden = [&](const RuleOverride& wanted) {
        return std::any_of(settings_.overrides().begin(), settings_.overrides().end(),
            [&](const RuleOverride& other) { return sameSubject(wanted, other); });
    };
    const auto resetButton = [&](bool enabled, const QString& what, auto reset) {
        auto* button = new QPushButton(tr("Reset"));
        button->setProperty(buttonKindProperty, QStringLiteral("link"));
        button->setAccessibleName(tr("Reset %1").arg(what));
        button->setEnabled(enabled && !readOnly_);
        connect(button, &QPushButton::clicked, this, reset);
        return button;
    };
    for (const ThresholdSpec& threshold : spec.thresholds) {
        const std::string key(threshold.name);
        auto* meaning = new PlainLabel(toText(threshold.meaning), TypeSize::Body);
        meaning->setWrapping(true);
        auto* field = new DecimalField;
        field->setRange(-farthest, farthest);
        field->setDecimals(threshold.unit == "ratio" ? 2 : 0);
        field->setSingleStep(threshold.unit == "ratio" ? 0.01 : 1);
        field->setValue(chosen ? settings_.threshold(rule_, key, name) : [&] {
            for (const RuleOverride& one : settings_.overrides()) {
                if (one.rule == rule_ && !one.segment && one.threshold == key && one.value)
                    return *one.value;
            }
            return threshold.value;
        }());
        field->setReadOnly(readOnly_);
        field->setKeyboardTracking(false);
        field->setAccessibleName(toText(threshold.meaning));
        connect(field, &QDoubleSpinBox::valueChanged, this, [this, key](double value) { setThreshold(key, value); });
        grid->addWidget(meaning, row++, 0, 1, 4);
        grid->addWidget(field, row, 0);
        grid->addWidget(
            new PlainLabel(defaultText(threshold.value, threshold.unit), TypeSize::Caption, Ink::Text3), row, 2);
        RuleOverride wanted;
        wanted.rule = rule_;
        wanted.segment = chosen;
        wanted.threshold = key;
        grid->addWidget(resetButton(overridden(wanted), toText(threshold.meaning),
                            [this, key] { setThreshold(key, std::nullopt); }),
            row, 3);
        ++row;
    }
    RuleOverride actionKey, daysKey;
    actionKey.rule = daysKey.rule = rule_;
    actionKey.segment = daysKey.segment = chosen;
    actionKey.action = std::string();
    daysKey.daysToAct = 0;

    auto* action = new SentenceField(toText(settings_.action(rule_, name)));
    action->setPlaceholderText(toText(spec.action));
    action->setReadOnly(readOnly_);
    action->setAccessibleName(tr("Next action"));
    connect(action, &SentenceField::edited, this,
        [this](const QString& text) { setAction(text.isEmpty() ? std::nullopt : std::optional(toUtf8(text))); });
    grid->addWidget(new PlainLabel(tr("Next action"), TypeSize::Body), row, 0);
    grid->addWidget(resetButton(overridden(actionKey), tr("next action"), [this] { setAction(std::nullopt); }), row, 3);
    ++row;
    grid->addWidget(action, row, 0, 1, 4);
    ++row;

    auto* due = new QSpinBox;
    due->setRange(0, mostDays);
    due->setValue(settings_.daysToAct(rule_, spec.severity, name));
    due->setReadOnly(readOnly_);
    due->setKeyboardTracking(false);
    due->setAccessibleName(tr("Days to act"));
    connect(due, &QSpinBox::valueChanged, this, [this](int days) { setDays(days); });
    grid->addWidget(new PlainLabel(tr("Days to act"), TypeSize::Body), row, 0);
    ++row;
    grid->addWidget(due, row, 0);
    auto* standard = new PlainLabel(
        spec.daysToAct ? tr("default %1 days").arg(*spec.daysToAct) : tr("by severity"), TypeSize::Caption, Ink::Text3);
    if (!spec.daysToAct)
        standard->setToolTip(plainTooltip(tr("By severity: critical 2, high 7, medium 14, low 30")));
    grid->addWidget(standard, row, 2);
    grid->addWidget(resetButton(overridden(daysKey), tr("days to act"), [this] { setDays(std::nullopt); }), row, 3);

    ++row;
    const bool any = std::any_of(settings_.overrides().begin(), settings_.overrides().end(),
        [&](const RuleOverride& one) { return one.rule == rule_ && one.segment == chosen; });
    auto* all = new QPushButton(chosen ? tr("Reset all values of this segment") : tr("Reset all values of this rule"));
    all->setEnabled(any && !readOnly_);
    connect(all, &QPushButton::clicked, this, &RuleForm::resetAll);
    grid->setRowMinimumHeight(row++, 8);
    grid->addWidget(all, row, 0, 1, 4, Qt::AlignLeft);

    column_->replaceWidget(fields_, fields);
    fields_->hide();
    fields_->deleteLater(); // a field that is being edited may still be on the stack
    fields_ = fields;
}

void RuleForm::replaceOverride(RuleOverride one, bool remove)
{
    one.rule = rule_;
    one.segment = segment();
    settings_ = RuleSettings(withOverride(settings_.overrides(), one, remove));
    Q_EMIT changed(settings_);
}

void RuleForm::setThreshold(const std::string& name, std::optional<double> value)
{
    RuleOverride one;
    one.threshold = name;
    one.value = value;
    replaceOverride(std::move(one), !value);
}

void RuleForm::setAction(const std::optional<std::string>& action)
{
    RuleOverride one;
    one.action = action.value_or(std::string());
    replaceOverride(std::move(one), !action);
}

void RuleForm::setDays(std::optional<int> days)
{
    RuleOverride one;
    one.daysToAct = days;
    replaceOverride(std::move(one), !days);
}

} // namespace holdfast
