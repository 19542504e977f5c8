// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/revenue_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <cmath>
#include <utility>

#include "model/report/format.h"
#include "ui/charts/chart_text.h"
#include "ui/charts/chart_view.h"
#include "ui/charts/cohort_grid.h"
#include "ui/charts/driver_bars.h"
#include "ui/charts/trend_lines.h"
#include "ui/charts/waterfall.h"
#include "ui/panels/panel_parts.h"
#include "ui/panels/retention_figures.h"
#include "ui/panels/revenue_rows.h"
#include "ui/tables/let_go.h"
#include "ui/widgets/data_table.h"

namespace holdfast {

namespace {

constexpr int trendMonths = 24;

QScrollArea* scrolled(QWidget* widget)
{
    auto* area = new QScrollArea;
    area->setAccessibleName(QCoreApplication::translate("RevenuePanel", "Figures"));
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidget(widget);
    return area;
}

} // namespace

RevenuePanel::RevenuePanel(ReviewDesk& desk, QWidget* parent)
    : Panel(desk, parent)
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    heading_ = new PanelHeading(tr("Revenue"));
    bridge_ = new PillRow({tr("Net"), tr("Monthly")}, tr("Bridge"), PillRow::Look::Segments);
    bridge_->pill(0)->setToolTip(tr("Compares the opening with the closing day; NRR is defined on it"));
    bridge_->pill(1)->setToolTip(tr("Compares each month end with the one before and adds the movements up"));
    heading_->addAtRight(bridge_);
    auto* copy = new QPushButton(tr("Copy chart"));
    copy->setToolTip(tr("Copies the waterfall as a picture"));
    heading_->addAtRight(copy);
    auto* save = new QPushButton(tr("Export…"));
    auto* formats = new QMenu(save);
    formats->addAction(tr("Waterfall as PNG…"), this, [this] { waterfall_->savePng(); });
    formats->addAction(tr("Waterfall as SVG…"), this, [this] { waterfall_->saveSvg(); });
    formats->addSeparator();
    formats->addAction(tr("Breakdown as CSV…"), this, [this] { breakdownTable_->exportAs(QStringLiteral("csv")); });
    formats->addAction(tr("Breakdown as Excel…"), this, [this] { breakdownTable_->exportAs(QStringLiteral("xlsx")); });
    formats->addAction(tr("Movements as CSV…"), this, [this] { movementTable_->exportAs(QStringLiteral("csv")); });
    formats->addAction(tr("Movements as Excel…"), this, [this] { movementTable_->exportAs(QStringLiteral("xlsx")); });
    save->setMenu(formats);
    heading_->addAtRight(save);
    column->addWidget(heading_);
    column->addWidget(buildTop(), 5);
    column->addWidget(buildTabs(), 4);
    connect(bridge_, &PillRow::currentChanged, this, [this] {
        if (bridge_->current() == 1 && pieces_.empty())
            computePieces();
        refreshWaterfall();
        if (listed_)
            listMovement(*listed_, false);
    });
    connect(copy, &QPushButton::clicked, waterfall_, &ChartView::copyPng);
}

QWidget* RevenuePanel::buildTop()
{
    auto* top = new QWidget;
    auto* row = new QHBoxLayout(top);
    row->setContentsMargins(16, 4, 16, 8);
    row->setSpacing(24);
    auto* left = new QVBoxLayout;
    left->setSpacing(2);
    auto* caption = new QHBoxLayout;
    caption->addWidget(new PlainLabel(tr("ARR from opening to closing"), TypeSize::BodyStrong));
    caption->addStretch(1);
    caption->addWidget(new PlainLabel(
        tr("share of opening under each movement; click a bar for its accounts"), TypeSize::Caption, Ink::Text3));
    left->addLayout(caption);
    waterfall_ = new ChartView;
    waterfall_->setEmptyText(tr("No ARR in this period. Import subscriptions, ARR snapshots or accounts with ARR."));
    left->addWidget(waterfall_, 1);
    row->addLayout(left, 2);
    figures_ = new ChartView;
    figures_->setGrows(true);
    figures_->setEmptyText(tr("No figures before the first import."));
    figuresArea_ = scrolled(figures_);
    figuresArea_->setAccessibleName(tr("Retention figures"));
    figuresArea_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    row->addWidget(figuresArea_, 1);
    connect(figures_, &ChartView::failed, this, &Panel::showMessage);
    connect(waterfall_, &ChartView::clicked, this, [this](const ChartTarget& target) {
        if (target.kind == ChartTarget::Kind::Movement)
            listMovement(static_cast<Movement>(target.first));
    });
    connect(waterfall_, &ChartView::failed, this, &Panel::showMessage);
    return top;
}

QWidget* RevenuePanel::buildTabs()
{
    auto* bottom = new QWidget;
    auto* column = new QVBoxLayout(bottom);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(12, 4, 16, 4);
    tabs_ = new PillRow({tr("Drivers"), tr("Breakdown"), tr("Trend"), tr("Cohorts"), tr("Accounts")}, tr("Views"));
    note_ = new PlainLabel(QString(), TypeSize::Caption, Ink::Text3);
    note_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    bar->setSpacing(8);
    bar->addStrut(qRound(QFontMetrics(typeFont(TypeSize::Body)).height() * 28.0 / 16.0)); // with or without its fields
    bar->addWidget(tabs_);
    bar->addWidget(note_, 1);
    by_ = new PlainLabel(tr("By"), TypeSize::Secondary, Ink::Text3);
    bar->addWidget(by_);
    dimension_ = new QComboBox;
    dimension_->setAccessibleName(tr("Groups by"));
    for (std::size_t i = 0; i < dimensionCount; ++i)
        dimension_->addItem(dimensionTitle(static_cast<Dimension>(i)));
    bar->addWidget(dimension_);
    cohortFigure_ = new PillRow({tr("NRR"), tr("CRR")}, tr("Figure of the cohort grid"), PillRow::Look::Segments);
    bar->addWidget(cohortFigure_);
    column->addLayout(bar);
    pages_ = new QStackedWidget;

    auto* driversPage = new QSplitter(Qt::Horizontal);
    driversPage->setChildrenCollapsible(false);
    driversPage->setHandleWidth(1);
    driverRows_ = new RowsModel(driverColumns(), this);
    driverTable_ = new DataTable(QStringLiteral("drivers"), tr("What is driving NRR"));
    driverTable_->setTableModel(driverRows_);
    driverTable_->setEmptyText(tr("NRR has no period before to be compared with, or nothing moved."));
    driversPage->addWidget(driverTable_);
    auto* groupsPage = new QWidget;
    auto* groupsLayout = new QVBoxLayout(groupsPage);
    groupsLayout->setContentsMargins(0, 0, 0, 0);
    groupsLayout->setSpacing(0);
    groupRows_ = new RowsModel(groupColumns(), this);
    groupTable_ = new DataTable(QStringLiteral("driver_groups"), tr("Retention and points by group"));
    groupTable_->setTableModel(groupRows_);
    groupsLayout->addWidget(groupTable_, 1);
    driversPage->addWidget(groupsPage);
    driversPage->setSizes({640, 560});
    rememberSplitter(driversPage, QStringLiteral("revenue/driversSplit"));
    pages_->addWidget(driversPage);

    auto* breakdownPage = new QWidget;
    auto* breakdownLayout = new QVBoxLayout(breakdownPage);
    breakdownLayout->setContentsMargins(0, 0, 0, 0);
    breakdownRows_ = new RowsModel(breakdownColumns(), this);
    breakdownTable_ = new DataTable(QStringLiteral("breakdown"), tr("Retention by group"));
    breakdownTable_->setTableModel(breakdownRows_);
    breakdownLayout->addWidget(breakdownTable_, 1);
    pages_->addWidget(breakdownPage);

    trend_ = new ChartView;
    trend_->setEmptyText(tr("Computing the last two years…"));
    auto* trendPage = new QWidget;
    auto* trendLayout = new QVBoxLayout(trendPage);
    trendLayout->setContentsMargins(16, 4, 16, 8);
    trendLayout->addWidget(trend_);
    pages_->addWidget(trendPage);

    auto* cohortPage = new QWidget;
    auto* cohortLayout = new QVBoxLayout(cohortPage);
    cohortLayout->setContentsMargins(16, 4, 16, 8);
    cohorts_ = new ChartView;
    cohorts_->setGrows(true);
    cohorts_->setEmptyText(tr("Computing the cohorts…"));
    cohortLayout->addWidget(cohorts_);
    cohortLayout->addStretch(1);
    pages_->addWidget(scrolled(cohortPage));

    movements_ = new MovementsModel(this);
    movementTable_ = new DataTable(QStringLiteral("movements"), tr("Accounts behind the bar"));
    movementTable_->setTableModel(movements_);
    movementTable_->setEmptyText(tr("Nothing moved in this period."));
    pages_->addWidget(movementTable_);
    column->addWidget(pages_, 1);

    connect(tabs_, &PillRow::currentChanged, this, [this](int tab) {
        pages_->setCurrentIndex(tab);
        refreshTab();
    });
    connect(dimension_, &QComboBox::currentIndexChanged, this, [this] { refreshBreakdown(); });
    connect(cohortFigure_, &PillRow::currentChanged, this, &RevenuePanel::refreshCohorts);
    for (DataTable* table : {groupTable_, breakdownTable_})
        connect(table, &DataTable::openRequested, this, &RevenuePanel::listGroup);
    for (DataTable* table : {driverTable_, movementTable_})
        connect(table, &DataTable::openRequested, this, &Panel::openAccount);
    for (ChartView* view : {trend_, cohorts_})
        connect(view, &ChartView::failed, this, &Panel::showMessage);
    connect(trend_, &ChartView::clicked, this, [this](const ChartTarget& target) {
        if (target.day)
            listLater([day = *target.day](const Analysis& analysis) { return yearMovements(analysis, day); });
    });
    connect(cohorts_, &ChartView::clicked, this, [this](const ChartTarget& target) {
        const auto row = static_cast<std::size_t>(target.first);
        if (target.kind != ChartTarget::Kind::Cohort || row >= cohortRows_.size())
            return;
        listLater([cohort = cohortRows_[row].cohort, quarters = target.second](
                      const Analysis& analysis) { return cohortAccounts(analysis, cohort, quarters); });
    });
    tabs_->remember(QStringLiteral("revenue/tab"));
    cohortFigure_->remember(QStringLiteral("revenue/cohortFigure"));
    dimension_->setCurrentIndex(QSettings().value(QStringLiteral("revenue/dimension"), 0).toInt());
    connect(dimension_, &QComboBox::activated, this,
        [](int place) { QSettings().setValue(QStringLiteral("revenue/dimension"), place); });
    return bottom;
}

void RevenuePanel::showReview(const ReviewPtr& review)
{
    review_ = review;
    pieces_.clear();
    piecesJob_.cancel();
    if (!review) {
        heading_->setSentence({});
        waterfall_->setChart(nullptr);
        figures_->setChart(nullptr);
        series_.clear();
        seriesJob_.cancel();
        listJob_.cancel();
        driversJob_.cancel();
        movements_->setRows({});
        driverRows_->setRows({});
        groupRows_->setRows({});
        breakdownRows_->setRows({});
        trend_->setChart(nullptr);
        cohortRows_.clear();
        cohorts_->setChart(nullptr);
        return;
    }
    const Analysis& analysis = review->result();
    heading_->setSentence(
        tr("%1 to %2, %3%4")
            .arg(fromUtf8(dateText(analysis.request.period.from)), fromUtf8(dateText(analysis.request.period.to)),
                counted(
                    analysis.retention.total.openingCustomers, tr("1 opening customer"), tr("%1 opening customers")),
                analysis.request.filter.empty() ? QString() : tr(", filtered")));
    refreshFigures();
    refreshWaterfall();
    if (bridge_->current() == 1)
        computePieces();
    driversJob_.run<std::vector<TableRecord>>(
        [kept = review->analysis](const CancelToken&) { return driverRows(*kept); },
        [this](std::vector<TableRecord> rows) { driverRows_->setRows(std::move(rows)); });
    refreshBreakdown();
    computeSeries();
    // A list that was asked for is made again from the new figures; what cannot be is all that moved.
    listJob_.cancel();
    if (listed_)
        listMovement(*listed_, false);
    else if (listAgain_)
        listLater(listAgain_, false);
    else
        listAll();
    notePrints(review);
    refreshTab();
}

void RevenuePanel::refreshWaterfall()
{
    if (!review_)
        return;
    const Analysis& analysis = review_->result();
    waterfall_->setChart(std::make_shared<WaterfallChart>(
        bridge_->current() == 0 ? netWaterfall(analysis) : monthlyWaterfall(analysis, pieces_)));
}

void RevenuePanel::computePieces()
{
    if (!review_)
        return;
    using Pieces = std::vector<std::vector<AccountMovement>>;
    const AnalysisPtr analysis = review_->analysis;
    piecesJob_.run<Pieces>(
        [analysis](const CancelToken& cancel) {
            Pieces pieces;
            for (const BridgePiece& piece : analysis->retention.monthly) {
                if (cancel.isCancelled())
                    return Pieces();
                pieces.push_back(holdfast::movements(*analysis->context, piece.period));
            }
            return pieces;
        },
        [this](Pieces pieces) {
            letGo(std::make_shared<Pieces>(std::exchange(pieces_, std::move(pieces))));
            refreshWaterfall();
            if (listed_)
                listMovement(*listed_, false);
        });
}

void RevenuePanel::computeSeries()
{
    const AnalysisPtr analysis = review_->analysis;
    seriesJob_.run<Series>(
        [analysis](const CancelToken& cancel) {
            Series series;
            series.trend = holdfast::trend(*analysis->context, trendMonths);
            if (!cancel.isCancelled())
                series.cohorts = cohortGrid(*analysis->context);
            return series;
        },
        [this](const Series& series) {
            auto lines = std::make_shared<TrendChart>();
            lines->points = series.trend;
            trend_->setChart(lines);
            trend_->setEmptyText(tr("No month end of the last two years has an opening customer."));
            cohorts_->setEmptyText(tr("No cohort has a customer at the end of its start quarter."));
            series_ = series.trend;
            refreshFigures();
            cohortRows_ = series.cohorts;
            refreshCohorts();
        });
}

void RevenuePanel::refreshFigures()
{
    if (!review_)
        return;
    constexpr std::ptrdiff_t year = 13; // both ends of twelve months
    auto figures = std::make_shared<RetentionFigures>();
    figures->retention = review_->result().retention.total;
    figures->currency = review_->result().portfolio->baseCurrency;
    figures->trend.assign(series_.end() - std::min(year, static_cast<std::ptrdiff_t>(series_.size())), series_.end());
    figures_->setChart(std::move(figures));
}

void RevenuePanel::refreshCohorts()
{
    auto grid = std::make_shared<CohortChart>();
    grid->rows = cohortRows_;
    grid->figure = cohortFigure_->current() == 0 ? CohortChart::Figure::Nrr : CohortChart::Figure::Crr;
    grid->currency = review_ ? review_->result().portfolio->baseCurrency : std::string();
    cohorts_->setChart(std::move(grid));
}

void RevenuePanel::refreshBreakdown()
{
    if (!review_)
        return;
    const auto dimension = static_cast<Dimension>(std::max(0, dimension_->currentIndex()));
    groupRows_->setRows(groupRows(review_->result(), dimension));
    breakdownRows_->setRows(breakdownRows(review_->result(), dimension));
}

void RevenuePanel::refreshTab()
{
    const int tab = tabs_->current();
    by_->setVisible(tab == DriversTab || tab == BreakdownTab);
    dimension_->setVisible(tab == DriversTab || tab == BreakdownTab);
    cohortFigure_->setVisible(tab == CohortTab);
    if (!review_) {
        note_->setText({});
        return;
    }
    const Drivers& drivers = review_->result().retention.drivers;
    switch (tab) {
    case DriversTab:
        note_->setText(drivers.nrrNow && drivers.nrrBefore
                ? tr("against %1 to %2: NRR %3 to %4, %5")
                      .arg(fromUtf8(dateText(drivers.before.from)), fromUtf8(dateText(drivers.before.to)),
                          fromUtf8(percent(drivers.nrrBefore)), fromUtf8(percent(drivers.nrrNow)),
                          fromUtf8(points((*drivers.nrrNow - *drivers.nrrBefore) * 100)))
                : QString());
        break;
    case TrendTab:
        note_->setText(tr("the year up to each month end; click one for what moved in it"));
        break;
    case CohortTab:
        note_->setText(
            tr("per cent of what the start quarter ended with, by quarters since; click a cell for its accounts"));
        break;
    case AccountsTab:
        note_->setText(listNote_);
        break;
    default:
        note_->setText({});
    }
}

void RevenuePanel::listAll()
{
    listLater(
        [](const Analysis& analysis) {
            AccountList list;
            list.note = tr("all that moved");
            list.accounts = analysis.retention.movements;
            return list;
        },
        false);
    listed_.reset();
    listAgain_ = nullptr; // the list that is there without being asked for
}

void RevenuePanel::listMovement(Movement movement, bool show)
{
    if (!review_)
        return;
    const bool net = bridge_->current() == 0;
    listLater(
        [movement, net, pieces = net ? std::vector<std::vector<AccountMovement>>() : pieces_](
            const Analysis& analysis) {
            AccountList list;
            list.note = tr("%1, %2 bridge").arg(movementTitle(movement), net ? tr("net") : tr("monthly"));
            list.only = movement;
            if (net)
                list.accounts = analysis.retention.movements;
            for (const std::vector<AccountMovement>& piece : pieces)
                list.accounts.insert(list.accounts.end(), piece.begin(), piece.end());
            return list;
        },
        show);
    listed_ = movement;
    listAgain_ = nullptr;
}

void RevenuePanel::listGroup(const QString& rowId)
{
    if (!review_)
        return;
    const std::optional<std::string> value = groupOfRow(rowId);
    if (!value) {
        listAll();
        tabs_->setCurrent(AccountsTab);
        refreshTab();
        return;
    }
    const auto dimension = static_cast<Dimension>(std::max(0, dimension_->currentIndex()));
    listLater([dimension, value = *value](const Analysis& analysis) {
        AccountList list;
        list.note = tr("%1: %2").arg(dimensionTitle(dimension), value.empty() ? tr("missing") : toText(value));
        list.unchangedToo = true;
        for (const AccountMovement& one : analysis.retention.movements) {
            if (isInGroup(analysis, one.account, dimension, value))
                list.accounts.push_back(one);
        }
        return list;
    });
}

// Makes a list and its rows off the window's thread and shows them in the last tab.
void RevenuePanel::listLater(std::function<AccountList(const Analysis&)> make, bool show)
{
    if (!review_)
        return;
    listed_.reset();
    listAgain_ = make;
    if (show) {
        tabs_->setCurrent(AccountsTab);
        refreshTab();
    }
    using Listed = std::pair<QString, std::vector<TableRecord>>;
    const AnalysisPtr analysis = review_->analysis;
    listJob_.run<Listed>(
        [analysis, make = std::move(make)](const CancelToken&) {
            const AccountList list = make(*analysis);
            return Listed(
                list.note, MovementsModel::records(*analysis->portfolio, list.accounts, list.only, list.unchangedToo));
        },
        [this](Listed listed) {
            listNote_ = listed.first;
            movements_->setRows(std::move(listed.second));
            refreshTab();
        });
}

bool RevenuePanel::closeLast()
{
    if (!listed_ && !listAgain_)
        return false;
    listJob_.cancel();
    if (review_)
        listAll();
    tabs_->setCurrent(DriversTab);
    refreshTab();
    return true;
}

void RevenuePanel::resizeEvent(QResizeEvent* event)
{
    Panel::resizeEvent(event);
    figuresArea_->setVisible(width() >= 760);
}

} // namespace holdfast
