// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/revenue_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <cmath>

#include "model/report/format.h"
#include "ui/charts/chart_text.h"
#include "ui/charts/chart_view.h"
#include "ui/charts/cohort_grid.h"
#include "ui/charts/driver_bars.h"
#include "ui/charts/trend_lines.h"
#include "ui/charts/waterfall.h"
#include "ui/panels/panel_parts.h"
#include "ui/panels/retention_figures.h"
#include "ui/widgets/data_table.h"

namespace holdfast {

namespace {

constexpr int trendMonths = 24;
constexpr std::size_t shownDrivers = 12;

QString dimensionTitle(Dimension dimension)
{
    switch (dimension) {
    case Dimension::Segment:
        return RevenuePanel::tr("Segment");
    case Dimension::Region:
        return RevenuePanel::tr("Region");
    case Dimension::Industry:
        return RevenuePanel::tr("Industry");
    case Dimension::Owner:
        return RevenuePanel::tr("Owner");
    case Dimension::ContractModel:
        return RevenuePanel::tr("Contract model");
    case Dimension::Touch:
        return RevenuePanel::tr("Touch");
    case Dimension::Product:
        return RevenuePanel::tr("Product");
    case Dimension::Cohort:
        return RevenuePanel::tr("Start cohort");
    }
    return {};
}

std::vector<TableColumnSpec> driverColumns()
{
    return {{QStringLiteral("account"), RevenuePanel::tr("Account"), {}, ColumnAlign::Left,
                QStringLiteral("Brindlewater Utilities"), true, true},
        {QStringLiteral("movement"), RevenuePanel::tr("Movement"), {}, ColumnAlign::Left, QStringLiteral("contraction"),
            true, true},
        {QStringLiteral("amount"), RevenuePanel::tr("Amount"), RevenuePanel::tr("Signed, in this period"),
            ColumnAlign::Right, QStringLiteral("−$1.24M"), true, false},
        {QStringLiteral("before"), RevenuePanel::tr("Before"), RevenuePanel::tr("Signed, in the period before"),
            ColumnAlign::Right, QStringLiteral("−$1.24M"), true, false},
        {QStringLiteral("points"), RevenuePanel::tr("Points"),
            RevenuePanel::tr(
                "100 × (amount / opening now − amount before / opening before); all add up to the change of NRR"),
            ColumnAlign::Right, QStringLiteral("−12.34"), true, false}};
}

std::vector<TableColumnSpec> breakdownColumns()
{
    const auto figure = [](const char* id, const QString& title, const QString& definition) {
        return TableColumnSpec{
            QString::fromLatin1(id), title, definition, ColumnAlign::Right, QStringLiteral("$12.34M"), true, false};
    };
    return {{QStringLiteral("value"), RevenuePanel::tr("Value"), {}, ColumnAlign::Left,
                QStringLiteral("Enterprise and public"), true, true},
        figure("customers", RevenuePanel::tr("Customers"), RevenuePanel::tr("Closing customers")),
        figure("opening", RevenuePanel::tr("Opening"), RevenuePanel::tr("Opening ARR")),
        figure("closing", RevenuePanel::tr("Closing"), RevenuePanel::tr("Closing ARR")),
        figure(
            "nrr", RevenuePanel::tr("NRR"), RevenuePanel::tr("(opening + expansion − contraction − churn) / opening")),
        figure("grr", RevenuePanel::tr("GRR"), RevenuePanel::tr("(opening − contraction − churn) / opening")),
        figure("crr", RevenuePanel::tr("CRR"), RevenuePanel::tr("Retained customers / opening customers")),
        figure("expansion", RevenuePanel::tr("Expansion"), {}),
        figure("contraction", RevenuePanel::tr("Contraction"), {}), figure("churn", RevenuePanel::tr("Churn"), {}),
        figure("new", RevenuePanel::tr("New"), {})};
}

TableRecord breakdownRecord(const QString& name, const Retention& what, const std::string& currency)
{
    TableRecord record;
    record.id = name;
    record.cells = {textCell(name), numberCell(static_cast<double>(what.closingCustomers)),
        moneyCell(what.bridge.opening, currency), moneyCell(what.bridge.closing, currency), percentCell(what.nrr),
        percentCell(what.grr), percentCell(what.crr), moneyCell(what.bridge.expansion, currency),
        moneyCell(-what.bridge.contraction, currency), moneyCell(-what.bridge.churn, currency),
        moneyCell(what.bridge.newArr, currency)};
    return record;
}

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
    bridge_ = new PillRow({tr("Net"), tr("Monthly")}, tr("Bridge"));
    bridge_->pill(0)->setToolTip(tr("Compares the opening with the closing day; NRR is defined on it"));
    bridge_->pill(1)->setToolTip(tr("Compares each month end with the one before and adds the movements up"));
    heading_->addAtRight(bridge_);
    auto* copy = new QPushButton(tr("Copy chart"));
    heading_->addAtRight(copy);
    auto* save = new QPushButton(tr("Export…"));
    save->setToolTip(tr("Saves the chart as SVG"));
    heading_->addAtRight(save);
    column->addWidget(heading_);
    column->addWidget(buildTop(), 5);
    column->addWidget(buildTabs(), 4);
    connect(bridge_, &PillRow::currentChanged, this, [this] {
        if (bridge_->current() == 1 && pieces_.empty())
            computePieces();
        refreshWaterfall();
        if (listed_)
            listAccounts(*listed_);
    });
    connect(copy, &QPushButton::clicked, waterfall_, &ChartView::copyPng);
    connect(save, &QPushButton::clicked, waterfall_, &ChartView::saveSvg);
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
    figures_ = new RetentionFigures;
    row->addWidget(figures_, 1);
    connect(waterfall_, &ChartView::clicked, this, [this](const ChartTarget& target) {
        if (target.kind == ChartTarget::Kind::Movement)
            listAccounts(static_cast<Movement>(target.first));
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
    bar->addWidget(tabs_);
    bar->addWidget(note_, 1);
    column->addLayout(bar);
    pages_ = new QStackedWidget;

    auto* driversPage = new QSplitter(Qt::Horizontal);
    driversPage->setChildrenCollapsible(false);
    drivers_ = new ChartView;
    drivers_->setGrows(true);
    drivers_->setEmptyText(tr("NRR has no period before to be compared with, or nothing moved."));
    auto* driversBox = new QWidget;
    auto* driversLayout = new QVBoxLayout(driversBox);
    driversLayout->setContentsMargins(16, 4, 12, 8);
    driversLayout->addWidget(drivers_);
    driversLayout->addStretch(1);
    driversPage->addWidget(scrolled(driversBox));
    driverRows_ = new RowsModel(driverColumns(), this);
    driverTable_ = new DataTable(QStringLiteral("drivers"), tr("What is driving NRR"));
    driverTable_->setTableModel(driverRows_);
    driversPage->addWidget(driverTable_);
    driversPage->setSizes({600, 600});
    pages_->addWidget(driversPage);

    auto* breakdownPage = new QWidget;
    auto* breakdownLayout = new QVBoxLayout(breakdownPage);
    breakdownLayout->setContentsMargins(0, 0, 0, 0);
    auto* choice = new QHBoxLayout;
    choice->setContentsMargins(16, 2, 16, 2);
    dimension_ = new QComboBox;
    dimension_->setAccessibleName(tr("Breakdown by"));
    for (std::size_t i = 0; i < dimensionCount; ++i)
        dimension_->addItem(dimensionTitle(static_cast<Dimension>(i)));
    choice->addWidget(new PlainLabel(tr("By"), TypeSize::Secondary, Ink::Text3));
    choice->addWidget(dimension_);
    choice->addStretch(1);
    breakdownLayout->addLayout(choice);
    breakdownRows_ = new RowsModel(breakdownColumns(), this);
    breakdownTable_ = new DataTable(QStringLiteral("breakdown"), tr("Retention by group"));
    breakdownTable_->setTableModel(breakdownRows_);
    breakdownLayout->addWidget(breakdownTable_, 1);
    pages_->addWidget(breakdownPage);

    trend_ = new ChartView;
    trend_->setEmptyText(tr("No month end of the last two years has an opening customer."));
    auto* trendPage = new QWidget;
    auto* trendLayout = new QVBoxLayout(trendPage);
    trendLayout->setContentsMargins(16, 4, 16, 8);
    trendLayout->addWidget(trend_);
    pages_->addWidget(trendPage);

    auto* cohortPage = new QWidget;
    auto* cohortLayout = new QVBoxLayout(cohortPage);
    cohortLayout->setContentsMargins(16, 4, 16, 8);
    cohortFigure_ = new PillRow({tr("NRR"), tr("CRR")}, tr("Figure of the cohort grid"));
    cohortLayout->addWidget(cohortFigure_, 0, Qt::AlignLeft);
    cohorts_ = new ChartView;
    cohorts_->setGrows(true);
    cohorts_->setEmptyText(tr("No cohort has a customer at the end of its start quarter."));
    cohortLayout->addWidget(cohorts_);
    cohortLayout->addStretch(1);
    pages_->addWidget(scrolled(cohortPage));

    movements_ = new MovementsModel(this);
    movementTable_ = new DataTable(QStringLiteral("movements"), tr("Accounts behind the bar"));
    movementTable_->setTableModel(movements_);
    movementTable_->setExport(
        [this](const QString& path) { desk().exportTable(QStringLiteral("movements"), path); }, tr("movements"));
    pages_->addWidget(movementTable_);
    column->addWidget(pages_, 1);

    connect(tabs_, &PillRow::currentChanged, this, [this](int tab) {
        pages_->setCurrentIndex(tab);
        refreshTab();
    });
    connect(dimension_, &QComboBox::currentIndexChanged, this, [this] { refreshBreakdown(); });
    connect(cohortFigure_, &PillRow::currentChanged, this, [this] {
        auto chart = std::make_shared<CohortChart>();
        chart->rows = cohortRows_;
        chart->figure = cohortFigure_->current() == 0 ? CohortChart::Figure::Nrr : CohortChart::Figure::Crr;
        chart->currency = review_ ? review_->result().portfolio->baseCurrency : std::string();
        cohorts_->setChart(std::move(chart));
    });
    const auto open = [this](const ChartTarget& target) {
        if (target.account && review_)
            Q_EMIT openAccount(fromUtf8(review_->result().portfolio->accountId(*target.account)));
    };
    connect(drivers_, &ChartView::clicked, this, open);
    for (DataTable* table : {driverTable_, movementTable_})
        connect(table, &DataTable::openRequested, this, &Panel::openAccount);
    for (ChartView* view : {drivers_, trend_, cohorts_})
        connect(view, &ChartView::failed, this, &Panel::showMessage);
    // A click on a month end looks from there.
    connect(trend_, &ChartView::clicked, this, [this](const ChartTarget& target) {
        if (target.day)
            this->desk().setAsOf(*target.day);
    });
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
        figures_->setRetention(nullptr);
        drivers_->setChart(nullptr);
        driverRows_->setRows({});
        breakdownRows_->setRows({});
        trend_->setChart(nullptr);
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
    figures_->setRetention(&analysis.retention.total);
    refreshWaterfall();
    if (bridge_->current() == 1)
        computePieces();
    refreshDrivers();
    refreshBreakdown();
    computeSeries();
    if (listed_)
        listAccounts(*listed_);
    else
        movements_->setMovements(*analysis.portfolio, analysis.retention.movements, {});
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
        [this](const Pieces& pieces) {
            pieces_ = pieces;
            refreshWaterfall();
            if (listed_)
                listAccounts(*listed_);
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
            figures_->setTrend(std::vector<TrendPoint>(
                series.trend.end() - std::min<std::ptrdiff_t>(13, static_cast<std::ptrdiff_t>(series.trend.size())),
                series.trend.end()));
            cohortRows_ = series.cohorts;
            auto grid = std::make_shared<CohortChart>();
            grid->rows = series.cohorts;
            grid->figure = cohortFigure_->current() == 0 ? CohortChart::Figure::Nrr : CohortChart::Figure::Crr;
            grid->currency = review_ ? review_->result().portfolio->baseCurrency : std::string();
            cohorts_->setChart(grid);
        });
}

void RevenuePanel::refreshDrivers()
{
    const Analysis& analysis = review_->result();
    const Portfolio& portfolio = *analysis.portfolio;
    drivers_->setChart(std::make_shared<DriverChart>(driverChart(analysis, shownDrivers)));
    std::vector<TableRecord> rows;
    for (const DriverAccount& driver : analysis.retention.drivers.accounts) {
        TableRecord record;
        record.id = fromUtf8(portfolio.accountId(driver.account));
        RecordCell points = numberCell(driver.points, 2);
        points.text = signedPoints(driver.points);
        record.cells = {textCell(fromUtf8(portfolio.text(portfolio.account(driver.account).name))),
            textCell(movementTitle(driver.movement)), moneyCell(driver.amount, portfolio.baseCurrency),
            moneyCell(driver.amountBefore, portfolio.baseCurrency), points};
        rows.push_back(std::move(record));
    }
    driverRows_->setRows(std::move(rows));
}

void RevenuePanel::refreshBreakdown()
{
    if (!review_)
        return;
    const Analysis& analysis = review_->result();
    const auto dimension = static_cast<std::size_t>(std::max(0, dimension_->currentIndex()));
    std::vector<TableRecord> rows;
    for (const RetentionGroup& group : analysis.retention.breakdown[dimension])
        rows.push_back(breakdownRecord(group.value.empty() ? tr("Missing") : fromUtf8(group.value), group.retention,
            analysis.portfolio->baseCurrency));
    TableRecord all = breakdownRecord(tr("All"), analysis.retention.total, analysis.portfolio->baseCurrency);
    all.strong = true;
    rows.push_back(std::move(all));
    breakdownRows_->setRows(std::move(rows));
}

void RevenuePanel::refreshTab()
{
    if (!review_) {
        note_->setText({});
        return;
    }
    const Drivers& drivers = review_->result().retention.drivers;
    switch (tabs_->current()) {
    case DriversTab:
        note_->setText(drivers.nrrNow && drivers.nrrBefore
                ? tr("against %1 to %2: NRR %3 to %4, %5")
                      .arg(fromUtf8(dateText(drivers.before.from)), fromUtf8(dateText(drivers.before.to)),
                          fromUtf8(percent(drivers.nrrBefore)), fromUtf8(percent(drivers.nrrNow)),
                          fromUtf8(points((*drivers.nrrNow - *drivers.nrrBefore) * 100)))
                : QString());
        break;
    case TrendTab:
        note_->setText(tr("the year up to each month end; click one to look from there"));
        break;
    case CohortTab:
        note_->setText(tr("per cent of what the start quarter ended with, by quarters since"));
        break;
    case AccountsTab:
        note_->setText(listed_
                ? tr("%1, %2 bridge").arg(movementTitle(*listed_), bridge_->current() == 0 ? tr("net") : tr("monthly"))
                : tr("all that moved"));
        break;
    default:
        note_->setText({});
    }
}

void RevenuePanel::listAccounts(Movement movement)
{
    if (!review_)
        return;
    listed_ = movement;
    const Analysis& analysis = review_->result();
    if (bridge_->current() == 1) {
        std::vector<AccountMovement> all;
        for (const std::vector<AccountMovement>& piece : pieces_)
            all.insert(all.end(), piece.begin(), piece.end());
        movements_->setMovements(*analysis.portfolio, all, movement);
    } else {
        movements_->setMovements(*analysis.portfolio, analysis.retention.movements, movement);
    }
    tabs_->setCurrent(AccountsTab);
    refreshTab();
}

bool RevenuePanel::closeLast()
{
    if (!listed_)
        return false;
    listed_.reset();
    if (review_)
        movements_->setMovements(*review_->result().portfolio, review_->result().retention.movements, {});
    tabs_->setCurrent(DriversTab);
    refreshTab();
    return true;
}

void RevenuePanel::resizeEvent(QResizeEvent* event)
{
    Panel::resizeEvent(event);
    figures_->setVisible(width() >= 760);
}

} // namespace holdfast
