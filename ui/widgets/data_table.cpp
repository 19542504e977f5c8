// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/data_table.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QSettings>
#include <QShortcut>
#include <QToolTip>
#include <QtMath>
#include <algorithm>

#include "ui/theme/style.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/filter_header.h"
#include "ui/widgets/table_delegate.h"

namespace holdfast {
namespace {

// A tab or line break inside a cell would shift the cells after it.
QString tsvCell(QString text)
{
    text.replace(u'\t', u' ');
    text.replace(u'\r', u' ');
    return text.replace(u'\n', u' ');
}

} // namespace

DataTable::DataTable(const QString& name, const QString& accessibleName, QWidget* parent)
    : QTableView(parent)
    , name_(name)
    , head_(new FilterHeader(this))
    , delegate_(new TableDelegate(this))
{
    setHorizontalHeader(head_);
    head_->setProperty(firstInsetProperty, firstCellInset);
    setObjectName(name);
    setAccessibleName(accessibleName);
    setItemDelegate(delegate_);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setSortingEnabled(true);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView* head = horizontalHeader();
    head->setAccessibleName(tr("Columns of %1").arg(accessibleName));
    verticalHeader()->setAccessibleName(tr("Rows of %1").arg(accessibleName));
    head->setHighlightSections(false);
    head->setSectionsMovable(true);
    head->setStretchLastSection(false);
    head->setSortIndicatorClearable(false);
    head->setMinimumSectionSize(32);
    head->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(head, &QHeaderView::customContextMenuRequested, this,
        [this, head](const QPoint& at) { columnsMenu(head->mapToGlobal(at)); });
    connect(head, &QHeaderView::sectionMoved, this, &DataTable::saveColumns);
    connect(head, &QHeaderView::sectionResized, this, [this](int column, int, int width) {
        // The last column takes what is left, which nobody chose.
        const QList<int> shown = shownColumns();
        const bool stretched = horizontalHeader()->stretchLastSection() && !shown.isEmpty() && shown.last() == column;
        if (fitting_ || stretched || width == 0 || column >= wanted_.size())
            return;
        wanted_[column] = width;
        saveColumns();
    });
    connect(head, &QHeaderView::sortIndicatorChanged, this, &DataTable::saveColumns);
    connect(head_, &FilterHeader::edited, this, [this](int column, const QString& text) {
        if (!model_)
            return;
        model_->setColumnFilter(column, text);
        emit layoutEdited();
    });
    connect(head_, &FilterHeader::entered, this, [this](int column) {
        if (model_)
            model_->prepareColumnFilter(column);
    });
    connect(head_, &FilterHeader::left, this, [this] {
        if (!model_ || !model_->hasColumnFilters())
            setColumnFiltersShown(false);
        setFocus(Qt::ShortcutFocusReason);
    });
    connect(horizontalScrollBar(), &QAbstractSlider::valueChanged, head_, &FilterHeader::placeFields);
    auto* filter = new QShortcut(QKeySequence(QStringLiteral("Ctrl+Shift+F")), this);
    filter->setContext(Qt::WidgetWithChildrenShortcut);
    connect(filter, &QShortcut::activated, this, [this] {
        setColumnFiltersShown(true);
        head_->focusField();
    });
    auto* paper = new QShortcut(QKeySequence(QKeySequence::Print), this);
    paper->setContext(Qt::WidgetWithChildrenShortcut);
    connect(paper, &QShortcut::activated, this, &DataTable::print);
    connect(this, &QTableView::doubleClicked, this, [this] { emit openRequested(currentId()); });
    applyRowHeight();
}

void DataTable::setTableModel(TableModel* model)
{
    restoring_ = true;
    model_ = model;
    setModel(model);
    QStringList names, hints;
    for (const TableColumnSpec& spec : model->columns()) {
        names.append(spec.title.isEmpty() ? spec.definition : spec.title);
        hints.append(spec.kind == ColumnKind::Text
                ? tr("Words that must occur; -word must not; \"a phrase\"; one | other; – for nothing known")
                : spec.kind == ColumnKind::Date
                ? tr("2025, 2025-06, > 2025-06-30, 2025-01..2025-03, – for nothing known")
                : tr("> 100k, <= 90, 10..20, one | other, – for nothing known"));
    }
    head_->setFields(names, hints);
    restoreColumns();
    restoring_ = false;
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { remembered_ = currentId(); });
}

void DataTable::setExport(std::function<void(const QString&)> exporter, const QString& suggestedName)
{
    exporter_ = std::move(exporter);
    suggestedName_ = suggestedName;
}

void DataTable::applyRowHeight()
{
    const QFontMetrics metrics(typeFont(TypeSize::Body));
    verticalHeader()->setMinimumSectionSize(16);
    verticalHeader()->setDefaultSectionSize(qRound(metrics.height() * 28.0 / 16.0));
}

void DataTable::reset()
{
    QTableView::reset();
    if (model_ && !remembered_.isEmpty())
        selectId(remembered_);
    delegate_->setHoveredRow(-1);
}

QString DataTable::currentId() const
{
    const QModelIndex current = currentIndex();
    return current.isValid() ? current.data(TableModel::IdRole).toString() : QString();
}

void DataTable::selectId(const QString& id)
{
    if (!model_ || id.isEmpty())
        return;
    const int row = model_->findRow(id);
    if (row >= 0 && row != currentIndex().row()) {
        const QList<int> shown = shownColumns();
        setCurrentIndex(model_->index(row, shown.isEmpty() ? 0 : shown.first()));
        scrollTo(currentIndex());
    }
}

void DataTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row() || !previous.isValid())
        emit currentIdChanged(currentId());
}

QList<int> DataTable::shownColumns() const
{
    QList<int> columns;
    const QHeaderView* head = horizontalHeader();
    for (int place = 0; place < head->count(); ++place) {
        const int logical = head->logicalIndex(place);
        if (!head->isSectionHidden(logical))
            columns.append(logical);
    }
    return columns;
}

QString DataTable::selectionAsText(bool withHeaders) const
{
    if (!model_ || !selectionModel())
        return {};
    const QList<int> columns = shownColumns();
    QStringList lines;
    if (withHeaders) {
        QStringList heads;
        for (const int column : columns)
            heads.append(tsvCell(model_->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString()));
        lines.append(heads.join(u'\t'));
    }
    QList<int> rows;
    for (const QModelIndex& index : selectionModel()->selectedRows())
        rows.append(index.row());
    std::sort(rows.begin(), rows.end());
    for (const int row : rows) {
        QStringList cells;
        for (const int column : columns)
            cells.append(tsvCell(model_->index(row, column).data(TableModel::CopyRole).toString()));
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n');
}

void DataTable::copySelection(bool withHeaders) const
{
    const QString text = selectionAsText(withHeaders);
    if (!text.isEmpty())
        QApplication::clipboard()->setText(text);
}

void DataTable::keyPressEvent(QKeyEvent* event)
{
    const auto modifiers = event->modifiers();
    if (event->key() == Qt::Key_C && modifiers == (Qt::ControlModifier | Qt::ShiftModifier)) {
        copySelection(true);
        return;
    }
    if (event->matches(QKeySequence::Copy)) {
        copySelection(false);
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        emit openRequested(currentId());
        return;
    }
    // Letters belong to the panel's shortcuts, not to a search by first letter.
    if (!event->text().isEmpty() && modifiers == Qt::NoModifier && event->text().front().isLetter()) {
        event->ignore();
        return;
    }
    QTableView::keyPressEvent(event);
}

void DataTable::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    menu.addAction(tr("Copy"), QKeySequence::Copy, this, [this] { copySelection(false); });
    menu.addAction(
        tr("Copy with headers"), QKeySequence(QStringLiteral("Ctrl+Shift+C")), this, [this] { copySelection(true); });
    menu.addSeparator();
    QAction* filters = menu.addAction(tr("Filter by column"), QKeySequence(QStringLiteral("Ctrl+Shift+F")), this,
        [this] { setColumnFiltersShown(!areColumnFiltersShown()); });
    filters->setCheckable(true);
    filters->setChecked(areColumnFiltersShown());
    menu.addSeparator();
    menu.addAction(tr("Export CSV…"), this, [this] { exportAs(QStringLiteral("csv")); });
    menu.addAction(tr("Export Excel…"), this, [this] { exportAs(QStringLiteral("xlsx")); });
    menu.addAction(tr("Print…"), QKeySequence::Print, this, &DataTable::print);
    menu.addSeparator();
    menu.addAction(tr("Columns…"), this, [this, at = event->globalPos()] { columnsMenu(at); });
    menu.exec(event->globalPos());
}

void DataTable::columnsMenu(const QPoint& at)
{
    if (!model_)
        return;
    QMenu menu(this);
    for (int column = 0; column < model_->columnCount(); ++column) {
        const TableColumnSpec& spec = model_->columns()[static_cast<std::size_t>(column)];
        QAction* action = menu.addAction(plainMenuText(spec.title));
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(isColumnHidden(column) || shownColumns().size() > 1);
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            chosen_ = true; // from now on what she sees is what she chose
            leftOut_.clear();
            setColumnShown(column, shown);
            saveColumns();
        });
    }
    menu.exec(at);
}

void DataTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        fitColumns();
}

bool DataTable::areColumnFiltersShown() const
{
    return head_->areFieldsVisible();
}

// Hiding the fields takes their filters away: nothing filters unseen.
void DataTable::setColumnFiltersShown(bool shown)
{
    if (shown == areColumnFiltersShown())
        return;
    if (!shown && model_) {
        model_->clearColumnFilters();
        for (int column = 0; column < model_->columnCount(); ++column)
            head_->setText(column, {});
    }
    head_->setFieldsVisible(shown);
    updateGeometries();
    emit columnFiltersShown(shown);
    if (!restoring_)
        emit layoutEdited();
}

// Rows reach to the right edge, with their rule, tint and selection, where the columns end before it.
void DataTable::paintBeyondColumns()
{
    const int left = horizontalHeader()->length() - horizontalHeader()->offset();
    const int right = viewport()->width();
    const int first = rowAt(0);
    if (left >= right || first < 0)
        return;
    const Tokens& tokens = Tokens::of(palette());
    QPainter painter(viewport());
    for (int row = first; row < model_->rowCount(); ++row) {
        const QRect box(left, rowViewportPosition(row), right - left, rowHeight(row));
        if (box.top() > viewport()->height())
            break;
        const bool selected = selectionModel()->isRowSelected(row);
        if (selected || row == delegate_->hoveredRow())
            painter.fillRect(box, selected ? tokens.selection : tokens.hover);
        painter.setPen(tokens.line);
        painter.drawLine(box.bottomLeft(), box.bottomRight());
    }
}

void DataTable::setEmptyText(const QString& text)
{
    emptyText_ = text;
    viewport()->update();
}

void DataTable::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    if (model_ && model_->rowCount() > 0)
        paintBeyondColumns();
    if (!model_ || model_->rowCount() > 0)
        return;
    const QString text = model_->isFiltered() ? tr("No row matches the filter") : emptyText_;
    if (text.isEmpty())
        return;
    QPainter painter(viewport());
    painter.setFont(typeFont(TypeSize::Secondary));
    painter.setPen(Tokens::of(palette()).text3);
    painter.drawText(
        viewport()->rect().adjusted(16, 12, -16, -12), Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, text);
}

void DataTable::mouseMoveEvent(QMouseEvent* event)
{
    const int row = indexAt(event->position().toPoint()).row();
    if (row != delegate_->hoveredRow()) {
        delegate_->setHoveredRow(row);
        viewport()->update();
    }
    QTableView::mouseMoveEvent(event);
}

void DataTable::leaveEvent(QEvent* event)
{
    delegate_->setHoveredRow(-1);
    viewport()->update();
    QTableView::leaveEvent(event);
}

void DataTable::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        applyRowHeight();
}

bool DataTable::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        // A text that does not fit shows whole, when the cell says nothing else.
        const auto* help = static_cast<QHelpEvent*>(event);
        const QModelIndex index = indexAt(help->pos());
        if (index.isValid() && index.data(Qt::ToolTipRole).toString().isEmpty()) {
            const QString text = index.data(Qt::DisplayRole).toString();
            const QFontMetrics metrics(typeFont(TypeSize::BodyStrong));
            if (metrics.horizontalAdvance(text) > visualRect(index).width() - 16) {
                QToolTip::showText(help->globalPos(), plainTooltip(text), this);
                return true;
            }
        }
    }
    return QTableView::viewportEvent(event);
}

} // namespace holdfast
