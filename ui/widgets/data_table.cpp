// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/data_table.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QHeaderView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QSaveFile>
#include <QSettings>
#include <algorithm>

#include "ui/theme/tokens.h"
#include "ui/widgets/table_delegate.h"

namespace holdfast {
namespace {

constexpr int longestCell = 32767; // characters a spreadsheet takes

// A tab or line break inside a cell would shift the cells after it.
QString tsvCell(QString text)
{
    text.replace(u'\t', u' ');
    text.replace(u'\r', u' ');
    return text.replace(u'\n', u' ');
}

// Quoted as RFC 4180 asks; a text that a spreadsheet would run as a formula gets an apostrophe before it.
QString csvCell(QString text)
{
    if (!text.isEmpty() && QStringLiteral("=+-@\t\r").contains(text.front()))
        text.prepend(u'\'');
    if (text.contains(u'"') || text.contains(u',') || text.contains(u'\n') || text.contains(u'\r'))
        return u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"';
    return text;
}

} // namespace

DataTable::DataTable(const QString& name, const QString& accessibleName, QWidget* parent)
    : QTableView(parent)
    , name_(name)
    , delegate_(new TableDelegate(this))
{
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
    connect(head, &QHeaderView::sectionResized, this, &DataTable::saveColumns);
    connect(head, &QHeaderView::sortIndicatorChanged, this, &DataTable::saveColumns);
    connect(this, &QTableView::doubleClicked, this, [this] { emit openRequested(currentId()); });
    applyRowHeight();
}

void DataTable::setTableModel(TableModel* model)
{
    restoring_ = true;
    model_ = model;
    setModel(model);
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

QString DataTable::writeCsv(const QString& path) const
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return tr("%1 cannot be written: %2").arg(path, file.errorString());
    file.write("\xEF\xBB\xBF");
    const QList<int> columns = shownColumns();
    QStringList heads;
    for (const int column : columns)
        heads.append(csvCell(model_->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString()));
    file.write((heads.join(u',') + QStringLiteral("\r\n")).toUtf8());
    for (int row = 0; row < model_->rowCount(); ++row) {
        QStringList cells;
        for (const int column : columns) {
            const QString text = model_->index(row, column).data(TableModel::CopyRole).toString();
            if (text.size() > longestCell)
                return tr("Row %1 has a text of more than 32,767 characters, which a spreadsheet would cut")
                    .arg(row + 1);
            cells.append(csvCell(text));
        }
        file.write((cells.join(u',') + QStringLiteral("\r\n")).toUtf8());
    }
    return file.commit() ? QString() : tr("%1 cannot be written: %2").arg(path, file.errorString());
}

void DataTable::askAndExport(const QString& suffix)
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Export table"), suggestedName_ + u'.' + suffix, QStringLiteral("*.%1").arg(suffix));
    if (!path.isEmpty() && exporter_)
        exporter_(path);
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
    if (exporter_) {
        menu.addSeparator();
        menu.addAction(tr("Export CSV…"), this, [this] { askAndExport(QStringLiteral("csv")); });
    }
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
            setColumnHidden(column, !shown);
            stretchLast();
            saveColumns();
        });
    }
    menu.exec(at);
}

void DataTable::saveColumns() const
{
    if (restoring_ || !model_)
        return;
    const QHeaderView* head = horizontalHeader();
    QStringList order;
    QStringList hidden;
    QVariantMap widths;
    for (int place = 0; place < head->count(); ++place) {
        const int logical = head->logicalIndex(place);
        const QString id = model_->columns()[static_cast<std::size_t>(logical)].id;
        order.append(id);
        if (head->isSectionHidden(logical))
            hidden.append(id);
        else
            widths.insert(id, head->sectionSize(logical));
    }
    QSettings settings;
    settings.beginGroup(QStringLiteral("columns/") + name_);
    settings.setValue(QStringLiteral("order"), order);
    settings.setValue(QStringLiteral("hidden"), hidden);
    settings.setValue(QStringLiteral("widths"), widths);
    const int sorted = head->sortIndicatorSection();
    if (sorted >= 0 && sorted < model_->columnCount()) {
        settings.setValue(QStringLiteral("sorted"), model_->columns()[static_cast<std::size_t>(sorted)].id);
        settings.setValue(QStringLiteral("descending"), head->sortIndicatorOrder() == Qt::DescendingOrder);
    }
}

void DataTable::restoreColumns()
{
    QSettings settings;
    settings.beginGroup(QStringLiteral("columns/") + name_);
    QHeaderView* head = horizontalHeader();
    const QStringList hidden = settings.value(QStringLiteral("hidden")).toStringList();
    const QStringList order = settings.value(QStringLiteral("order")).toStringList();
    const QVariantMap widths = settings.value(QStringLiteral("widths")).toMap();
    const QFontMetrics metrics(typeFont(TypeSize::BodyStrong));
    for (int column = 0; column < model_->columnCount(); ++column) {
        const TableColumnSpec& spec = model_->columns()[static_cast<std::size_t>(column)];
        const QString sample = spec.widest.size() > spec.title.size() ? spec.widest : spec.title;
        const int natural = metrics.horizontalAdvance(sample) + 24;
        const int width = widths.value(spec.id, natural).toInt();
        head->resizeSection(column, qBound(32, width, 900));
        // A column that was not there when the columns were remembered shows as it would at first.
        const bool shown = order.contains(spec.id) ? !hidden.contains(spec.id) : spec.shown;
        setColumnHidden(column, !shown);
    }
    int place = 0;
    for (const QString& id : order) {
        const int logical = model_->column(id);
        if (logical >= 0)
            head->moveSection(head->visualIndex(logical), place++);
    }
    stretchLast();
    const int sorted = model_->column(settings.value(QStringLiteral("sorted")).toString());
    if (sorted >= 0)
        sortByColumn(
            sorted, settings.value(QStringLiteral("descending")).toBool() ? Qt::DescendingOrder : Qt::AscendingOrder);
    else
        head->setSortIndicator(-1, Qt::AscendingOrder);
}

// A last column of words takes the room that is left; figures stay beside the figures before them.
void DataTable::stretchLast()
{
    const QList<int> columns = shownColumns();
    const bool words =
        !columns.isEmpty() && model_->columns()[static_cast<std::size_t>(columns.last())].align == ColumnAlign::Left;
    horizontalHeader()->setStretchLastSection(words);
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
