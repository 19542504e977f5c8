// SPDX-License-Identifier: GPL-3.0-or-later
// Base currency, margin, cadence and appearance; and every rule by lane with its thresholds, next action and days to
// act, beneath it the segments with values of their own. Each has its default and a reset; a change is taken at once.
#pragma once

#include "model/rules/rules.h"
#include "ui/panels/panel.h"

class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QPushButton;

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
    PortfolioPtr counted_; // whose most common currency this is
    std::string common_;
    bool filling_ = false;
    PanelHeading* heading_ = nullptr;
    QLineEdit* currency_ = nullptr;
    QDoubleSpinBox* margin_ = nullptr;
    PlainLabel* currencyNote_ = nullptr;
    QPushButton* currencyReset_ = nullptr;
    QPushButton* marginReset_ = nullptr;
    QComboBox* cadence_ = nullptr;
    QPushButton* cadenceReset_ = nullptr;
    QComboBox* appearance_ = nullptr;
    QPushButton* resetAll_ = nullptr;
    RowsModel* rules_ = nullptr;
    DataTable* table_ = nullptr;
    RuleForm* form_ = nullptr;
};

} // namespace holdfast
