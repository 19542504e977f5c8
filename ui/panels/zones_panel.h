// SPDX-License-Identifier: GPL-3.0-or-later
// The retention architecture: the drawing above, the account × zone matrix below, each filtering the other; a cell
// opens its criteria at the right.
#pragma once

#include "model/analysis/zone_results.h"
#include "ui/panels/latest_job.h"
#include "ui/panels/panel.h"

class QPushButton;
class QSplitter;

namespace holdfast {

class ChartView;
class CriteriaPane;
class DataTable;
class PanelHeading;
class PillRow;
class PlainLabel;
class ZoneMatrixModel;

class ZonesPanel : public Panel {
    Q_OBJECT

public:
    explicit ZonesPanel(ReviewDesk& desk, QWidget* parent = nullptr);

    void showReview(const ReviewPtr& review) override;
    void showAccount(const QString& accountId) override;
    bool closeLast() override;

    // Shows what broke and healed since that day.
    void compareWith(Date earlier);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildLayout();
    void refreshDrawing();
    void refreshFilter();
    void openCell(const QModelIndex& index);
    void makeMovementMenu();
    void showMovement(const ZoneMovement& movement);
    void endMovement();
    void placeCriteria(); // beside the matrix, or in a narrow window over it on request
    std::optional<std::string> contractModel() const;

    ReviewPtr review_;
    std::optional<Zone> zone_;
    std::optional<ZoneStatus> status_;
    PanelHeading* heading_ = nullptr;
    PillRow* models_ = nullptr;
    ChartView* drawing_ = nullptr;
    PlainLabel* filterText_ = nullptr;
    QWidget* filterBar_ = nullptr;
    ZoneMatrixModel* matrix_ = nullptr;
    DataTable* table_ = nullptr;
    CriteriaPane* criteria_ = nullptr;
    QSplitter* splitter_ = nullptr;
    QPushButton* moved_ = nullptr;
    QWidget* movementBar_ = nullptr;
    PlainLabel* movementText_ = nullptr;
    PillRow* movementPills_ = nullptr;
    std::optional<Date> since_; // the earlier day that the matrix is compared with
    bool criteriaAsked_ = false;
};

} // namespace holdfast
