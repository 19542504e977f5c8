// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/table_model.h"

#include <QLocale>
#include <algorithm>

#include "model/base/money.h"

namespace holdfast {
TableModel::TableModel(std::vector<TableColumnSpec> columns, QObject* parent)
    : QAbstractTableModel(parent)
    , columns_(std::move(columns))
{
}

int TableModel::column(QStringView id) const
{
    for (std::size_t at = 0; at < columns_.size(); ++at) {
        if (columns_[at].id == id)
            return static_cast<int>(at);
    }
    return -1;
}

int TableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(order_.size());
}

int TableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(columns_.size());
}

QVariant TableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const std::size_t row = sourceRow(index.row());
    const int column = index.column();
    const TableColumnSpec& spec = columns_[static_cast<std::size_t>(column)];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case CopyRole:
        return exactText(index.row(), column);
    case Qt::TextAlignmentRole:
        switch (spec.align) {
        case ColumnAlign::Right:
            return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
        case ColumnAlign::Centre:
            return QVariant::fromValue(Qt::AlignCenter);
        case ColumnAlign::Left:
            break;
        }
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::ToolTipRole: {
        const QString tip = extra(row, column, role).toString();
        return tip.isEmpty() ? QVariant() : QVariant(plainTooltip(tip));
    }
    case Qt::AccessibleTextRole: {
        const QString said = extra(row, column, role).toString();
        return spec.title + QStringLiteral(": ") + (said.isEmpty() ? text(row, column) : said);
    }
    case IdRole:
        return rowId(row);
    default:
        return extra(row, column, role);
    }
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const TableColumnSpec& spec = columns_[static_cast<std::size_t>(section)];
    switch (role) {
    case Qt::DisplayRole:
        return spec.title;
    case Qt::ToolTipRole:
        return plainTooltip(spec.definition.isEmpty() ? spec.title : spec.definition);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((spec.align == ColumnAlign::Right           ? Qt::AlignRight
                                           : spec.align == ColumnAlign::Centre ? Qt::AlignHCenter
                                                                               : Qt::AlignLeft) |
            Qt::AlignVCenter);
    default:
        return {};
    }
}

QString TableModel::exactText(int shown, int column) const
{
    const std::size_t row = sourceRow(shown);
    const QVariant copied = extra(row, column, CopyRole);
    if (copied.isValid()) {
        const QString given = copied.toString();
        return given == QStringLiteral("–") ? QString() : given;
    }
    const ColumnKind kind = columns_[static_cast<std::size_t>(column)].kind;
    const SortKey key = sortKey(row, column);
    if (kind == ColumnKind::Text || std::holds_alternative<std::string_view>(key)) {
        const QString given = text(row, column);
        return given == QStringLiteral("–") ? QString() : given;
    }
    if (isMissing(key))
        return {};
    const auto* whole = std::get_if<std::int64_t>(&key);
    if (kind == ColumnKind::Money && whole)
        return toText(Money{*whole}.toText());
    if (kind == ColumnKind::Date && whole)
        return toText(Date(static_cast<std::int32_t>(*whole)).toIso());
    return whole ? QString::number(*whole)
                 : QString::number(std::get<double>(key), 'g', QLocale::FloatingPointShortest);
}

int TableModel::shownRow(std::size_t row) const
{
    const auto found = std::find(order_.begin(), order_.end(), static_cast<std::uint32_t>(row));
    return found == order_.end() ? -1 : static_cast<int>(found - order_.begin());
}

int TableModel::findRow(const QString& id) const
{
    for (std::size_t shown = 0; shown < order_.size(); ++shown) {
        if (hasId(order_[shown], id))
            return static_cast<int>(shown);
    }
    return -1;
}

QString TableModel::rowId(std::size_t) const
{
    return {};
}

void TableModel::appendSearchText(std::size_t row, std::string& blob) const
{
    for (int at = 0; at < columnCount(); ++at) {
        if (columns_[static_cast<std::size_t>(at)].searched) {
            blob += text(row, at).toStdString();
            blob += '\n';
        }
    }
}

QVariant TableModel::extra(std::size_t, int, int) const
{
    return {};
}

} // namespace holdfast
