// SPDX-License-Identifier: GPL-3.0-or-later
// The next twelve months: ARR up for renewal as proven, unproven and at risk, and the accounts with what is missing.
#pragma once

#include "ui/panels/latest_job.h"
#include "ui/panels/panel.h"

class QPushButton;

namespace holdfast {

class ChartView;
class DataTable;
class PanelHeading;
class PlainLabel;
class RowsModel;

class RenewalsPanel : public Panel {
    Q_OBJECT

public:
    explicit RenewalsPanel(ReviewDesk& desk, QWidget* parent = nullptr);

    void showReview(const ReviewPtr& review) override;
    void showAccount(const QString& accountId) override;
    bool closeLast() override;

private:
    void refresh();

    ReviewPtr review_;
    std::optional<int> month_; // place in the twelve; nothing: all
    PanelHeading* heading_ = nullptr;
    ChartView* chart_ = nullptr;
    PlainLabel* shown_ = nullptr;
    QPushButton* all_ = nullptr;
    RowsModel* rows_ = nullptr;
    LatestJob rowsJob_;
    QString wanted_; // the account to stand on
    DataTable* table_ = nullptr;
};

} // namespace holdfast
