// SPDX-License-Identifier: GPL-3.0-or-later
// Base currency, margin and cadence; and every rule by lane with its thresholds, next action and days to act, for all
// segments or one. Each has its default and a reset; a change is taken at once.
#pragma once

#include "model/rules/rules.h"
#include "ui/panels/panel.h"

class QComboBox;
class QDoubleSpinBox;
class QLineEdit;

namespace holdfast {

class DataTable;
class PanelHeading;
class PlainLabel;
class RowsModel;
class RuleForm;

class SettingsPanel : public Panel {
    Q_OBJECT

public:
    explicit SettingsPanel(ReviewDesk& desk, QWidget* parent = nullptr);

    void showReview(const ReviewPtr& review) override;
    void storeChanged() override;

private:
    QWidget* buildStoreSettings();
    void refresh();
    void refreshRules();
    void refreshForm();
    void apply(DeskSettings settings);

    ReviewPtr review_;
    bool filling_ = false;
    PanelHeading* heading_ = nullptr;
    QLineEdit* currency_ = nullptr;
    QDoubleSpinBox* margin_ = nullptr;
    QComboBox* cadence_ = nullptr;
    RowsModel* rules_ = nullptr;
    DataTable* table_ = nullptr;
    RuleForm* form_ = nullptr;
};

} // namespace holdfast
