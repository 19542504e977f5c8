// SPDX-License-Identifier: GPL-3.0-or-later
// Revenue retention: the bridge from opening to closing, NRR, GRR and CRR with their definitions and alternates, and
// below what drives them, every breakdown, the trend, the cohorts and the accounts behind a bar.
#pragma once

#include <vector>

#include "ui/panels/latest_job.h"
#include "ui/panels/panel.h"
#include "ui/panels/revenue_rows.h"

class QComboBox;
class QScrollArea;
class QStackedWidget;

namespace holdfast {

class ChartView;
class DataTable;
class MovementsModel;
class PanelHeading;
class PillRow;
class PlainLabel;
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
    void refreshBreakdown();
    void refreshCohorts();
    void refreshFigures();
    void refreshTab();
    void computeSeries(); // trend and cohorts, off this thread
    void computePieces(); // the movements of each month, off this thread
    void listAll();
    void listMovement(Movement movement, bool show = true); // `show`: turns to the tab
    void listGroup(const QString& rowId);
    void listLater(std::function<AccountList(const Analysis&)> make, bool show = true);

    struct Series {
        std::vector<TrendPoint> trend;
        std::vector<CohortRow> cohorts;
    };

    ReviewPtr review_;
    std::optional<Movement> listed_; // the bar whose accounts are listed
    std::function<AccountList(const Analysis&)> listAgain_; // or what made the list
    QString listNote_;
    std::vector<std::vector<AccountMovement>> pieces_;
    LatestJob seriesJob_;
    LatestJob piecesJob_;
    LatestJob listJob_;
    LatestJob driversJob_;
    PanelHeading* heading_ = nullptr;
    PillRow* bridge_ = nullptr;
    ChartView* waterfall_ = nullptr;
    ChartView* figures_ = nullptr;
    QScrollArea* figuresArea_ = nullptr;
    std::vector<TrendPoint> series_;
    PillRow* tabs_ = nullptr;
    PlainLabel* note_ = nullptr;
    QStackedWidget* pages_ = nullptr;
    PlainLabel* by_ = nullptr;
    RowsModel* driverRows_ = nullptr;
    DataTable* driverTable_ = nullptr;
    RowsModel* groupRows_ = nullptr;
    DataTable* groupTable_ = nullptr;
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
