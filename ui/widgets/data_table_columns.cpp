// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of a table: which are shown, in which order and how wide, by themselves and as the user left them.
#include <QHeaderView>
#include <QSettings>
#include <QtMath>
#include <algorithm>
#include <utility>

#include "ui/theme/style.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/filter_header.h"
#include "ui/widgets/table_delegate.h"

namespace holdfast {

void DataTable::setColumnShown(int column, bool shown)
{
    fitting_ = true; // a column that comes back has a width already
    setColumnHidden(column, !shown);
    stretchLast();
    fitting_ = false;
    fitColumns();
}

QVariantMap DataTable::layoutState() const
{
    QVariantMap state;
    if (!model_)
        return state;
    const QHeaderView* head = horizontalHeader();
    QStringList order;
    QStringList hidden;
    QVariantMap widths, filters;
    // What the window leaves out is not hidden by anybody.
    const auto isHidden = [this, head](
                              int logical) { return head->isSectionHidden(logical) && !leftOut_.contains(logical); };
    for (int place = 0; place < head->count(); ++place) {
        const int logical = head->logicalIndex(place);
        const QString id = model_->columns()[static_cast<std::size_t>(logical)].id;
        order.append(id);
        if (isHidden(logical))
            hidden.append(id);
        else
            widths.insert(id, wanted_.value(logical, head->sectionSize(logical)));
        if (const QString filter = model_->columnFilter(logical); !filter.isEmpty())
            filters.insert(id, filter);
    }
    state.insert(QStringLiteral("order"), order);
    state.insert(QStringLiteral("hidden"), hidden);
    state.insert(QStringLiteral("chosen"), chosen_);
    state.insert(QStringLiteral("widths"), widths);
    state.insert(QStringLiteral("filters"), filters);
    const int sorted = head->sortIndicatorSection();
    if (sorted >= 0 && sorted < model_->columnCount()) {
        state.insert(QStringLiteral("sorted"), model_->columns()[static_cast<std::size_t>(sorted)].id);
        state.insert(QStringLiteral("descending"), head->sortIndicatorOrder() == Qt::DescendingOrder);
    }
    return state;
}

void DataTable::setLayoutState(const QVariantMap& state)
{
    if (!model_)
        return;
    restoring_ = true;
    applyLayout(state);
    const QVariantMap filters = state.value(QStringLiteral("filters")).toMap();
    for (int column = 0; column < model_->columnCount(); ++column) {
        const QString text = filters.value(model_->columns()[static_cast<std::size_t>(column)].id).toString();
        model_->setColumnFilter(column, text);
        head_->setText(column, text);
    }
    if (!filters.isEmpty())
        setColumnFiltersShown(true);
    restoring_ = false;
    saveColumns();
}

// What is remembered of a table between two runs: all but the filters, which would hide rows unseen.
void DataTable::saveColumns()
{
    if (restoring_ || !model_)
        return;
    if (!remembering_) {
        emit layoutEdited();
        return;
    }
    QVariantMap state = layoutState();
    state.remove(QStringLiteral("filters"));
    QSettings settings;
    settings.beginGroup(QStringLiteral("columns/") + name_);
    for (auto one = state.cbegin(); one != state.cend(); ++one)
        settings.setValue(one.key(), one.value());
    emit layoutEdited();
}

void DataTable::restoreColumns()
{
    QSettings settings;
    settings.beginGroup(QStringLiteral("columns/") + name_);
    QVariantMap state;
    for (const QString& key : settings.childKeys())
        state.insert(key, settings.value(key));
    applyLayout(state);
}

void DataTable::applyLayout(const QVariantMap& state)
{
    QHeaderView* head = horizontalHeader();
    const QStringList hidden = state.value(QStringLiteral("hidden")).toStringList();
    const QStringList order = state.value(QStringLiteral("order")).toStringList();
    const QVariantMap widths = state.value(QStringLiteral("widths")).toMap();
    const QFontMetrics metrics(typeFont(TypeSize::BodyStrong)), headMetrics(typeFont(TypeSize::CaptionMedium));
    fitting_ = true;
    leftOut_.clear();
    wanted_.resize(model_->columnCount());
    for (int column = 0; column < model_->columnCount(); ++column) {
        const TableColumnSpec& spec = model_->columns()[static_cast<std::size_t>(column)];
        // A head needs room for the arrow of its sorting, too.
        const int sample = qMax(metrics.horizontalAdvance(spec.widest),
            spec.title.isEmpty() ? 0 : headMetrics.horizontalAdvance(spec.title) + 12);
        // Marks need less air than words; the first column stands further in.
        const int air = spec.align == ColumnAlign::Centre ? 14 : 24;
        const int inset = column == 0 ? firstCellInset - 8 : 0;
        const int natural = sample + air + inset;
        const int width = widths.value(spec.id, natural).toInt();
        wanted_[column] = qBound(32, width, 900);
        head->resizeSection(column, wanted_[column]);
        // A column that was not there when the columns were remembered shows as it would at first.
        const bool shown = order.contains(spec.id) ? !hidden.contains(spec.id) : spec.shown;
        setColumnHidden(column, !shown);
    }
    fitting_ = false;
    const bool asAtFirst =
        std::all_of(model_->columns().begin(), model_->columns().end(), [&](const TableColumnSpec& spec) {
            return !order.contains(spec.id) || hidden.contains(spec.id) != spec.shown;
        });
    chosen_ = state.value(QStringLiteral("chosen"), !asAtFirst).toBool();
    int place = 0;
    for (const QString& id : order) {
        const int logical = model_->column(id);
        if (logical >= 0)
            head->moveSection(head->visualIndex(logical), place++);
    }
    stretchLast();
    const int sorted = model_->column(state.value(QStringLiteral("sorted")).toString());
    if (sorted >= 0)
        sortByColumn(
            sorted, state.value(QStringLiteral("descending")).toBool() ? Qt::DescendingOrder : Qt::AscendingOrder);
    else
        head->setSortIndicator(-1, Qt::AscendingOrder);
    fitColumns();
}

// Under this a column says nothing any more: words can end in "…", marks need themselves and a short head, figures
// are never cut.
int DataTable::narrowest(int column) const
{
    const TableColumnSpec& spec = model_->columns()[static_cast<std::size_t>(column)];
    if (spec.align == ColumnAlign::Right || spec.room == ColumnRoom::Keeps)
        return wanted_[column];
    const QFontMetrics head(typeFont(TypeSize::CaptionMedium));
    const int least = spec.align == ColumnAlign::Centre
        ? qMax(head.horizontalAdvance(spec.title) + 10, qRound(head.height() * 2.4))
        : qMax(head.horizontalAdvance(spec.title) + 18, wanted_[column] * 13 / 20);
    return qMin(wanted_[column], least);
}

// The column that the rows go by, of some columns.
int DataTable::namesColumn(const QList<int>& columns) const
{
    for (const int column : columns) {
        if (model_->columns()[static_cast<std::size_t>(column)].room == ColumnRoom::GivesLast)
            return column;
    }
    return columns.isEmpty() ? -1 : columns.first();
}

// As long as nobody chose the columns, those that say least stand back before names are cut or a table must be
// scrolled.
void DataTable::leaveOut()
{
    fitting_ = true; // a column that comes back has a width already
    for (const int column : std::exchange(leftOut_, {}))
        setColumnHidden(column, false);
    if (!chosen_) {
        QList<int> shown = shownColumns();
        const int rowNames = namesColumn(shown);
        // Words may be cut a little, not in every row.
        const auto comfortable = [&](int column) {
            return column == rowNames ? wanted_[column] : (wanted_[column] + narrowest(column)) / 2;
        };
        int needed = 0;
        for (const int column : shown)
            needed += comfortable(column);
        for (auto one = shown.crbegin(); one != shown.crend() && needed > viewport()->width(); ++one) {
            if (model_->columns()[static_cast<std::size_t>(*one)].room != ColumnRoom::StandsBack)
                continue;
            needed -= comfortable(*one);
            leftOut_.append(*one);
        }
        for (const int column : leftOut_)
            setColumnHidden(column, true);
    }
    fitting_ = false;
    stretchLast();
}

// Where the window is narrower than the columns, those that can give way do, before anything has to be scrolled to.
void DataTable::fitColumns()
{
    if (!model_ || wanted_.size() != model_->columnCount())
        return;
    leaveOut();
    const QList<int> shown = shownColumns();
    QList<int> widths = wanted_;
    // Marks give way first, then words, at last the names that the rows go by.
    QList<int> turns[3];
    const int rowNames = namesColumn(shown);
    int missing = -viewport()->width();
    for (const int column : shown) {
        const TableColumnSpec& spec = model_->columns()[static_cast<std::size_t>(column)];
        missing += wanted_[column];
        turns[column == rowNames ? 2 : spec.align == ColumnAlign::Centre ? 0 : 1].append(column);
    }
    for (const QList<int>& turn : turns) {
        int can = 0;
        for (const int column : turn)
            can += widths[column] - narrowest(column);
        if (missing <= 0 || can == 0)
            continue;
        const double share = qMin(1.0, static_cast<double>(missing) / can);
        for (const int column : turn) {
            const int given = qMin(missing, qCeil(share * (widths[column] - narrowest(column))));
            widths[column] -= given;
            missing -= given;
        }
    }
    // What cannot fit anyway keeps its widths and scrolls.
    if (missing > 0)
        widths = wanted_;
    fitting_ = true;
    for (const int column : shown)
        horizontalHeader()->resizeSection(column, widths[column]);
    fitting_ = false;
    head_->placeFields();
}

// A last column of words takes the room that is left; figures stay beside the figures before them.
void DataTable::stretchLast()
{
    const QList<int> columns = shownColumns();
    const bool words =
        !columns.isEmpty() && model_->columns()[static_cast<std::size_t>(columns.last())].align == ColumnAlign::Left;
    horizontalHeader()->setStretchLastSection(words);
}

} // namespace holdfast
