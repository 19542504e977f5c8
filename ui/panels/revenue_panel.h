// SPDX-License-Identifier: GPL-3.0-or-later
// Revenue retention: the bridge from opening to closing, NRR, GRR and CRR with their definitions and alternates, and
// below what drives them, every breakdown, the trend, the cohorts and the accounts behind a bar.
#pragma once

#include <vector>

#include "ui/panels/latest_job.h"
#include "ui/panels/panel.h"

class QComboBox;
class QStackedWidget;

namespace holdfast {

class ChartView;
class DataTable;
class MovementsModel;
class PanelHeading;
class PillRow;
class PlainLabel;
class RetentionFigures;
class RowsModel;

class RevenuePanel : public Panel {
    Q_OBJECT

public:
    explicit RevenuePanel(ReviewDesk& desk, QWidget* parent = nullptr);

    void showReview(const ReviewPtr& review) override;
    bool closeLast() override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    enum Tab { DriversTab, BreakdownTab, TrendTab, CohortTab, AccountsTab };

    QWidget* buildTop();
    QWidget* buildTabs();
    void refreshWaterfall();
    void refreshDrivers();
    void refreshBreakdown();
    void refreshTab();
    void computeSeries(); // trend and cohorts, off this thread
    void computePieces(); // the movements of each month, off this thread
    void listAccounts(Movement movement);

    struct Series {
        std::vector<TrendPoint> trend;
        std::vector<CohortRow> cohorts;
    };

    ReviewPtr review_;
    std::optional<Movement> listed_;
    std::vector<std::vector<AccountMovement>> pieces_;
    LatestJob seriesJob_;
    LatestJob piecesJob_;
    PanelHeading* heading_ = nullptr;
    PillRow* bridge_ = nullptr;
    ChartView* waterfall_ = nullptr;
    RetentionFigures* figures_ = nullptr;
    PillRow* tabs_ = nullptr;
    PlainLabel* note_ = nullptr;
    QStackedWidget* pages_ = nullptr;
    ChartView* drivers_ = nullptr;
    RowsModel* driverRows_ = nullptr;
    DataTable* driverTable_ = nullptr;
    QComboBox* dimension_ = nullptr;
    RowsModel* breakdownRows_ = nullptr;
    DataTable* breakdownTable_ = nullptr;
    ChartView* trend_ = nullptr;
    PillRow* cohortFigure_ = nullptr;
    ChartView* cohorts_ = nullptr;
    std::vector<CohortRow> cohortRows_;
    MovementsModel* movements_ = nullptr;
    DataTable* movementTable_ = nullptr;
};

} // namespace holdfast
