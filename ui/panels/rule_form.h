// SPDX-License-Identifier: GPL-3.0-or-later
// One rule's thresholds, next action and days to act, for all segments or for one.
#pragma once

#include <QWidget>
#include <string>
#include <vector>

#include "model/rules/rules.h"

class QComboBox;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace holdfast {

class PlainLabel;

class RuleForm : public QWidget {
    Q_OBJECT

public:
    explicit RuleForm(QWidget* parent = nullptr);

    void showRule(RuleId rule, const RuleSettings& settings, const std::vector<std::string>& segments, bool readOnly);
    RuleId rule() const { return rule_; }
    // Nothing: all segments without values of their own.
    void chooseSegment(const std::optional<std::string>& segment);

Q_SIGNALS:
    void changed(const holdfast::RuleSettings& settings);

private:
    void fill();
    void setThreshold(const std::string& name, std::optional<double> value);
    void setAction(const std::optional<std::string>& action);
    void setDays(std::optional<int> days);
    void resetAll(); // of the rule, for the chosen segment
    void replaceOverride(RuleOverride one, bool remove);
    std::optional<std::string> segment() const;

    RuleId rule_ = RuleId::UsageDrop;
    RuleSettings settings_;
    std::vector<std::string> segments_;
    bool readOnly_ = false;
    bool filling_ = false;
    PlainLabel* title_ = nullptr;
    PlainLabel* definition_ = nullptr;
    QComboBox* segment_ = nullptr;
    QWidget* fields_ = nullptr;
    QVBoxLayout* column_ = nullptr;
};

// Puts `one` in the place of the override of the same rule, segment and threshold (or action, or days), or takes it
// away.
std::vector<RuleOverride> withOverride(std::vector<RuleOverride> overrides, const RuleOverride& one, bool remove);

} // namespace holdfast
