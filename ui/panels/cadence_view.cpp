// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/cadence_view.h"

#include <QHeaderView>
#include <QVBoxLayout>

#include "ui/charts/chart_view.h"
#include "ui/charts/zone_chart.h"
#include "ui/tables/review_tables.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/data_table.h"

namespace holdfast {
namespace {

constexpr int ownersShown = 6; // rows without scrolling

} // namespace

CadenceView::CadenceView(QWidget* parent)
    : QWidget(parent)
    , owners_(new OwnerBookModel(this))
{
    setAccessibleName(tr("The book of this cadence"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    table_ = new DataTable(QStringLiteral("ownerBook"), tr("The book by owner"), this);
    table_->setTableModel(owners_);
    table_->sortByColumn(owners_->column(u"atRisk"), Qt::DescendingOrder);
    connect(table_, &DataTable::currentIdChanged, this, [this](const QString& owner) {
        if (!filling_ && table_->currentIndex().isValid())
            Q_EMIT ownerChosen(owner.toStdString());
    });
    column->addWidget(table_);
    zones_ = new ChartView(this);
    zones_->setAccessibleName(tr("Zones of the book"));
    connect(zones_, &ChartView::clicked, this, &CadenceView::zoneChosen);
    auto* margin = new QVBoxLayout;
    margin->setContentsMargins(16, 0, 16, 0);
    margin->addWidget(zones_);
    column->addLayout(margin);
    hide();
}

void CadenceView::showReview(const ReviewPtr& review)
{
    const bool monthly = review && review->cadence == Cadence::Monthly;
    const bool quarterly = review && review->cadence == Cadence::Quarterly;
    setVisible(monthly || quarterly);
    table_->setVisible(monthly);
    zones_->setVisible(quarterly);
    const QString chosen = table_->currentId();
    filling_ = true;
    owners_->setReview(monthly ? review : nullptr);
    if (!chosen.isEmpty())
        table_->selectId(chosen);
    filling_ = false;
    if (monthly) {
        const int rows = qMin(ownersShown, owners_->rowCount());
        table_->setFixedHeight(table_->horizontalHeader()->sizeHint().height() + rows * table_->rowHeight(0) + 2);
        table_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    }
    if (quarterly && shown_ != review->analysis) {
        auto chart = std::make_shared<ZoneChart>(zoneChart(review->result()));
        zones_->setFixedHeight(qRound(chart->heightFor(qMax(600, width()), zones_->style())) + 24);
        zones_->setChart(chart);
    }
    shown_ = quarterly ? review->analysis : nullptr;
}

} // namespace holdfast
