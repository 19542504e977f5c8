// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/zones_panel.h"

#include <QDateEdit>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <QWidgetAction>

#include "model/report/format.h"
#include "ui/charts/chart_text.h"
#include "ui/charts/chart_view.h"
#include "ui/charts/zone_chart.h"
#include "ui/panels/criteria_pane.h"
#include "ui/panels/panel_parts.h"
#include "ui/panels/zone_matrix_model.h"
#include "ui/tables/words.h"
#include "ui/widgets/data_table.h"

namespace holdfast {

namespace {

// A cell of the matrix: tint, mark, hatching, outline at the breakpoint; the row rule below as in every table.
class ZoneCellDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const ChartStyle style{
            Tokens::of(option.palette), static_cast<double>(QFontInfo(option.font).pixelSize()), false};
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, style.tokens.selection);
        painter->setPen(style.tokens.line);
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        const QVariant status = index.data(ZoneMatrixModel::StatusRole);
        if (!status.isValid())
            return;
        const double width = qMin(style.scaled(44), option.rect.width() - 4.0);
        const double height = qMin(style.scaled(22), option.rect.height() - 5.0);
        const QPointF centre = QRectF(option.rect).center();
        const QRectF cell(centre.x() - width / 2, centre.y() - height / 2 - 0.5, width, height);
        paintZoneCell(*painter, cell, static_cast<ZoneStatus>(status.toInt()),
            index.data(ZoneMatrixModel::BlockedRole).toBool(), index.data(ZoneMatrixModel::BreakpointRole).toBool(),
            style);
        const bool broke = index.data(ZoneMatrixModel::BrokeRole).toBool();
        if (broke || index.data(ZoneMatrixModel::HealedRole).toBool()) {
            // A wedge in the corner: pointing down where it broke, up where it healed.
            const double size = style.scaled(7), right = cell.right() + 1, top = cell.top() - 1;
            const QPolygonF wedge = broke
                ? QPolygonF{{right - size, top}, {right, top}, {right - size / 2, top + size * 0.8}}
                : QPolygonF{{right - size, top + size * 0.8}, {right, top + size * 0.8}, {right - size / 2, top}};
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(QPen(style.tokens.base, 1));
            painter->setBrush(broke ? style.tokens.broken.ink : style.tokens.healthy.ink);
            painter->drawPolygon(wedge);
            painter->restore();
        }
        if (option.state & QStyle::State_HasFocus) {
            painter->setPen(QPen(style.tokens.accent, 2));
            painter->setBrush(Qt::NoBrush);
            painter->drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1));
        }
    }
};

// The five marks with their words, and what the hatching means.
class StatusKey : public QWidget {
public:
    explicit StatusKey(QWidget* parent = nullptr)
        : QWidget(parent)
    {
        setAccessibleName(ZonesPanel::tr("Key: healthy, at risk, broken, in progress, unknown; hatched is blocked"));
        setFixedHeight(30);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Tokens& tokens = Tokens::of(palette());
        painter.setPen(tokens.line);
        painter.drawLine(0, 0, width(), 0);
        painter.setFont(typeFont(TypeSize::Caption));
        double x = 16;
        for (const ZoneStatus status : {ZoneStatus::Healthy, ZoneStatus::AtRisk, ZoneStatus::Broken,
                 ZoneStatus::InProgress, ZoneStatus::Unknown}) {
            const QString word = fromUtf8(title(status));
            const double length = textWidth(painter, word);
            if (x + 18 + length > width())
                return;
            paintMark(painter, QRectF(x, height() / 2.0 - 6, 12, 12), chartMark(status), tokens);
            painter.setPen(tokens.text3);
            drawLine(painter, QRectF(x + 18, 0, length + 1, height()), Qt::AlignVCenter, word);
            x += 18 + length + 16;
        }
        drawLine(painter, QRectF(x, 0, width() - x - 16, height()), Qt::AlignVCenter,
            ZonesPanel::tr("hatched: blocked by an earlier zone"));
    }
};

} // namespace

ZonesPanel::ZonesPanel(ReviewDesk& desk, QWidget* parent)
    : Panel(desk, parent)
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    buildLayout();
}

void ZonesPanel::buildLayout()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    heading_ = new PanelHeading(tr("Zones"));
    models_ = new PillRow({tr("All"), tr("Monthly"), tr("Annual"), tr("Multi-year"), tr("No model")},
        tr("Contract model"), PillRow::Look::Segments);
    heading_->addAtRight(models_);
    moved_ = new QPushButton(tr("Moved since…"));
    moved_->setToolTip(tr("What broke and what healed since an earlier day"));
    moved_->setMenu(new QMenu(moved_));
    connect(moved_->menu(), &QMenu::aboutToShow, this, &ZonesPanel::makeMovementMenu);
    heading_->addAtRight(moved_);
    column->addWidget(heading_);

    splitter_ = new QSplitter(Qt::Horizontal);
    splitter_->setChildrenCollapsible(false);
    splitter_->setHandleWidth(1);
    auto* left = new QWidget;
    auto* rows = new QVBoxLayout(left);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    drawing_ = new ChartView;
    drawing_->setGrows(true);
    drawing_->setEmptyText(tr("No customer on this day. Import subscriptions, ARR snapshots or accounts with ARR."));
    auto* drawingBox = new QWidget;
    auto* drawingLayout = new QVBoxLayout(drawingBox);
    drawingLayout->setContentsMargins(14, 0, 14, 8);
    drawingLayout->addWidget(drawing_);
    rows->addWidget(drawingBox);
    filterBar_ = new QWidget;
    auto* filterRow = new QHBoxLayout(filterBar_);
    filterRow->setContentsMargins(16, 2, 16, 4);
    filterText_ = new PlainLabel(QString(), TypeSize::Secondary, Ink::Text2);
    auto* clear = new QPushButton(tr("Show all accounts"));
    filterRow->addWidget(filterText_, 1);
    filterRow->addWidget(clear);
    filterBar_->setVisible(false);
    rows->addWidget(filterBar_);
    movementBar_ = new QWidget;
    auto* movementRow = new QHBoxLayout(movementBar_);
    movementRow->setContentsMargins(16, 2, 16, 4);
    movementRow->setSpacing(8);
    movementText_ = new PlainLabel(QString(), TypeSize::Secondary, Ink::Text2);
    movementPills_ = new PillRow({tr("Moved"), tr("Broke"), tr("Healed"), tr("All accounts")}, tr("What moved"));
    auto* end = new QPushButton(tr("End the comparison"));
    movementRow->addWidget(movementText_, 1);
    movementRow->addWidget(movementPills_);
    movementRow->addWidget(end);
    movementBar_->setVisible(false);
    rows->addWidget(movementBar_);
    matrix_ = new ZoneMatrixModel(this);
    table_ = new DataTable(QStringLiteral("zones"), tr("Accounts and zones"));
    table_->setTableModel(matrix_);
    auto* cells = new ZoneCellDelegate(table_);
    for (int zone = 0; zone < static_cast<int>(zoneCount); ++zone)
        table_->setItemDelegateForColumn(ZoneMatrixModel::FirstZone + zone, cells);
    table_->setExport(nullptr, QStringLiteral("zones"));
    table_->setEmptyText(tr("No customer on this day."));
    table_->sortByColumn(ZoneMatrixModel::Arr, Qt::DescendingOrder);
    rows->addWidget(table_, 1);
    rows->addWidget(new StatusKey);
    splitter_->addWidget(left);
    criteria_ = new CriteriaPane;
    splitter_->addWidget(criteria_);
    splitter_->setStretchFactor(0, 1);
    splitter_->setStretchFactor(1, 0);
    column->addWidget(splitter_, 1);

    connect(models_, &PillRow::currentChanged, this, [this] {
        refreshDrawing();
        refreshFilter();
    });
    connect(drawing_, &ChartView::clicked, this, [this](const ChartTarget& target) {
        const auto zone = static_cast<Zone>(target.first);
        std::optional<ZoneStatus> status;
        if (target.kind == ChartTarget::Kind::Status)
            status = static_cast<ZoneStatus>(target.second);
        // The same click again takes the filter away.
        const bool same = zone_ == zone && status_ == status;
        zone_ = same ? std::nullopt : std::optional(zone);
        status_ = same ? std::nullopt : status;
        refreshDrawing();
        refreshFilter();
    });
    connect(drawing_, &ChartView::failed, this, &Panel::showMessage);
    connect(clear, &QPushButton::clicked, this, [this] { showAccount(table_->currentId()); });
    connect(table_->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex& current) { openCell(current); });
    connect(table_, &QAbstractItemView::clicked, this, [this] {
        criteriaAsked_ = true;
        placeCriteria();
    });
    connect(table_, &DataTable::openRequested, this, &Panel::openAccount);
    connect(criteria_, &CriteriaPane::openAccount, this, &Panel::openAccount);
    connect(criteria_, &CriteriaPane::filterTo, this, [this](int zone) {
        zone_ = static_cast<Zone>(zone);
        status_.reset();
        refreshDrawing();
        refreshFilter();
    });
    connect(movementPills_, &PillRow::currentChanged, this, [this] { refreshFilter(); });
    connect(end, &QPushButton::clicked, this, &ZonesPanel::endMovement);
}

std::optional<std::string> ZonesPanel::contractModel() const
{
    static const char* const names[] = {"", "monthly", "annual", "multi_year", ""};
    if (models_->current() <= 0)
        return std::nullopt;
    return std::string(names[models_->current()]);
}

void ZonesPanel::showReview(const ReviewPtr& review)
{
    const QString id = table_->currentId();
    review_ = review;
    matrix_->setReview(review);
    notePrints(review);
    const auto lacksModel = [&](const AccountZones& one) {
        return !review->result().portfolio->account(one.account).contractModel;
    };
    models_->setOffered(4,
        review &&
            std::any_of(review->result().zones.accounts.begin(), review->result().zones.accounts.end(), lacksModel));
    refreshDrawing();
    refreshFilter();
    // Another as-of date is compared with the same earlier day, as long as it is earlier.
    if (since_ && review && *since_ < review->result().asOf())
        compareWith(*since_);
    else
        endMovement();
    if (!review) {
        criteria_->clear();
        return;
    }
    if (!id.isEmpty())
        table_->selectId(id);
    if (table_->currentId().isEmpty() && matrix_->rowCount() > 0)
        table_->setCurrentIndex(matrix_->index(0, ZoneMatrixModel::FirstZone));
    openCell(table_->currentIndex());
}

void ZonesPanel::refreshDrawing()
{
    if (!review_) {
        drawing_->setChart(nullptr);
        heading_->setSentence({});
        return;
    }
    auto chart = std::make_shared<ZoneChart>(zoneChart(review_->result(), contractModel()));
    chart->chosen = zone_;
    chart->chosenStatus = status_;
    Money arr;
    std::int64_t customers = 0;
    for (const AccountZones& account : review_->result().zones.accounts) {
        if (const auto model = contractModel();
            model && review_->result().context->attribute(account.account, Dimension::ContractModel) != *model)
            continue;
        ++customers;
        arr += review_->result().context->of(account.account).arr;
    }
    heading_->setSentence(tr("%1, %2. %3")
                              .arg(counted(customers, tr("1 customer"), tr("%1 customers")),
                                  fromUtf8(shortMoney(arr, review_->result().portfolio->baseCurrency)), chart->why));
    drawing_->setChart(std::move(chart));
}

void ZonesPanel::refreshFilter()
{
    using Moved = ZoneMatrixModel::Movement;
    constexpr Moved shown[] = {Moved::Moved, Moved::Broke, Moved::Healed, Moved::All};
    matrix_->setFilter(zone_, status_, contractModel(),
        since_ && movementBar_->isVisibleTo(this) ? shown[movementPills_->current()] : Moved::All);
    filterBar_->setVisible(zone_.has_value());
    if (zone_)
        filterText_->setText(
            tr("Showing %1: %2 is %3")
                .arg(counted(matrix_->rowCount(), tr("1 account"), tr("%1 accounts")), fromUtf8(title(*zone_)),
                    fromUtf8(title(status_.value_or(ZoneStatus::Broken))).toLower()));
}

void ZonesPanel::openCell(const QModelIndex& index)
{
    if (!review_ || !index.isValid())
        return;
    const AccountZones& account = matrix_->zones(matrix_->sourceRow(index.row()));
    // Beside the zones' own cells the breakpoint is what one wants to see.
    const Zone zone = ZoneMatrixModel::zoneOf(index.column()).value_or(account.breakpoint.value_or(Zone::Belief));
    criteria_->showZone(review_, account.account, zone);
}

void ZonesPanel::showAccount(const QString& accountId)
{
    if (since_ && matrix_->findRow(accountId) < 0)
        endMovement();
    if (zone_) {
        zone_.reset();
        status_.reset();
        refreshDrawing();
        refreshFilter();
    }
    table_->selectId(accountId);
}

bool ZonesPanel::closeLast()
{
    if (criteriaAsked_) {
        criteriaAsked_ = false;
        const bool wasOver = criteria_->isVisible();
        placeCriteria();
        if (wasOver && !criteria_->isVisible())
            return true;
    }
    if (since_) {
        endMovement();
        return true;
    }
    if (!zone_)
        return false;
    zone_.reset();
    status_.reset();
    refreshDrawing();
    refreshFilter();
    return true;
}

// The last closed review of the cadence, round distances, or any day of the store.
void ZonesPanel::makeMovementMenu()
{
    QMenu* menu = moved_->menu();
    menu->clear();
    if (!review_)
        return;
    const Date today = review_->result().asOf();
    const auto add = [&](const QString& words, Date day) {
        menu->addAction(tr("%1, %2").arg(words, toText(dateText(day))), this, [this, day] { compareWith(day); });
    };
    if (review_->previous && review_->previous->asOf < today)
        add(tr("The last closed review"), review_->previous->asOf);
    add(tr("A week"), today.addDays(-7));
    add(tr("A month"), today.addMonths(-1));
    add(tr("Three months"), today.addMonths(-3));
    add(tr("A year"), today.oneYearEarlier());
    menu->addSeparator();
    auto* chooser = new QWidget;
    auto* row = new QHBoxLayout(chooser);
    row->setContentsMargins(12, 6, 12, 6);
    row->addWidget(new PlainLabel(tr("Another day"), TypeSize::Body, Ink::Text2));
    auto* field = new QDateEdit(toQDate(since_.value_or(today.addMonths(-1))));
    field->setCalendarPopup(true);
    field->setDisplayFormat(QStringLiteral("d MMM yyyy"));
    field->setMaximumDate(toQDate(today.addDays(-1)));
    field->setAccessibleName(tr("Earlier day"));
    row->addWidget(field);
    auto* go = new QPushButton(tr("Compare"));
    row->addWidget(go);
    connect(go, &QPushButton::clicked, this, [this, field, menu] {
        const Date day = toDate(field->date());
        menu->close();
        compareWith(day);
    });
    auto* action = new QWidgetAction(menu);
    action->setDefaultWidget(chooser);
    menu->addAction(action);
    if (since_) {
        menu->addSeparator();
        menu->addAction(tr("End the comparison"), this, &ZonesPanel::endMovement);
    }
}

void ZonesPanel::compareWith(Date earlier)
{
    if (!review_)
        return;
    since_ = earlier;
    const ReviewPtr asked = review_;
    desk().analyseDay(earlier, [this, self = QPointer<ZonesPanel>(this), asked, earlier](AnalysisPtr before) {
        if (self && before && asked == review_ && since_ == earlier)
            showMovement(zoneMovement(before->zones, asked->result().zones));
    });
}

void ZonesPanel::showMovement(const ZoneMovement& movement)
{
    const QString day = toText(dateText(*since_));
    moved_->setText(tr("Moved since %1").arg(day));
    const auto broke = static_cast<std::int64_t>(movement.broke.size());
    const auto healed = static_cast<std::int64_t>(movement.healed.size());
    movementText_->setText(broke + healed == 0 ? tr("No zone broke or healed since %1").arg(day)
                                               : tr("Since %1: %2, %3")
                                                     .arg(day, counted(broke, tr("1 zone broke"), tr("%1 zones broke")),
                                                         counted(healed, tr("1 zone healed"), tr("%1 zones healed"))));
    movementPills_->pill(1)->setCount(static_cast<int>(broke));
    movementPills_->pill(2)->setCount(static_cast<int>(healed));
    const QString id = table_->currentId();
    matrix_->setMovement(movement);
    movementBar_->setVisible(true);
    table_->setColumnShown(ZoneMatrixModel::Moved, true);
    if (broke + healed == 0)
        movementPills_->setCurrent(3);
    refreshFilter();
    table_->selectId(id);
}

void ZonesPanel::endMovement()
{
    if (!since_ && !movementBar_->isVisibleTo(this))
        return;
    since_.reset();
    moved_->setText(tr("Moved since…"));
    movementBar_->setVisible(false);
    movementPills_->setCurrent(0);
    table_->setColumnShown(ZoneMatrixModel::Moved, false);
    const QString id = table_->currentId();
    matrix_->setMovement(std::nullopt);
    refreshFilter();
    table_->selectId(id);
}

void ZonesPanel::placeCriteria()
{
    constexpr int narrow = 900;
    criteria_->setVisible(width() >= narrow || criteriaAsked_);
    const int pane = width() >= 1240 ? 400 : width() >= 1060 ? 320 : 280;
    splitter_->setSizes({width() - pane, pane});
}

void ZonesPanel::resizeEvent(QResizeEvent* event)
{
    Panel::resizeEvent(event);
    placeCriteria();
}

} // namespace holdfast
