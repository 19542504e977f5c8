// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/table_model.h"

#include <QLocale>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "model/base/money.h"

namespace holdfast {
namespace {

bool isMissing(const SortKey& key)
{
    if (const auto* number = std::get_if<double>(&key))
        return std::isnan(*number);
    return std::holds_alternative<std::monostate>(key);
}

} // namespace

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

void TableModel::sort(int column, Qt::SortOrder order)
{
    if (column == sortColumn_ && order == sortOrder_)
        return;
    emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<std::size_t> sources;
    sources.reserve(static_cast<std::size_t>(before.size()));
    for (const QModelIndex& index : before)
        sources.push_back(sourceRow(index.row()));
    sortColumn_ = column;
    sortOrder_ = order;
    sortOrder();
    rebuildOrder();
    QModelIndexList after;
    after.reserve(before.size());
    for (qsizetype at = 0; at < before.size(); ++at) {
        const int row = shownRow(sources[static_cast<std::size_t>(at)]);
        after.append(row < 0 ? QModelIndex() : index(row, before[at].column()));
    }
    changePersistentIndexList(before, after);
    emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

namespace {

std::vector<std::string> searchWords(const QString& text)
{
    std::vector<std::string> words;
    for (const QString& word : text.split(u' ', Qt::SkipEmptyParts))
        words.push_back(foldedForSearch(word.toStdString()));
    return words;
}

bool holdsAll(std::string_view text, const std::vector<std::string>& words)
{
    return std::all_of(
        words.begin(), words.end(), [&](const std::string& word) { return text.find(word) != std::string_view::npos; });
}

} // namespace

void TableModel::setFilterText(const QString& text)
{
    if (text == filterText_)
        return;
    // Typing on keeps a part of what is shown: the other rows need not be looked at again.
    const bool narrower = !filterText_.isEmpty() && text.startsWith(filterText_);
    beginResetModel();
    filterText_ = text;
    if (narrower) {
        buildSearchText();
        const std::vector<std::string> words = searchWords(text);
        std::erase_if(order_, [&](std::uint32_t row) { return !holdsAll(search_.of(row), words); });
    } else {
        rebuildOrder();
    }
    endResetModel();
}

void TableModel::setColumnFilter(int column, const QString& text)
{
    if (column < 0 || column >= columnCount() || columnFilter(column) == text)
        return;
    const auto at = static_cast<std::size_t>(column);
    ColumnFilter filter = ColumnFilter::parse(text, columns_[at].kind);
    beginResetModel();
    columnTexts_.resize(columns_.size());
    columnFilters_.resize(columns_.size());
    columnTexts_[at] = text;
    columnFilters_[at] = std::move(filter);
    rebuildOrder();
    endResetModel();
}

QString TableModel::columnFilter(int column) const
{
    const auto at = static_cast<std::size_t>(column);
    return column >= 0 && at < columnTexts_.size() ? columnTexts_[at] : QString();
}

bool TableModel::hasColumnFilters() const
{
    return std::any_of(columnFilters_.begin(), columnFilters_.end(), [](const auto& one) { return !one.isEmpty(); });
}

void TableModel::clearColumnFilters()
{
    if (columnTexts_.empty())
        return;
    beginResetModel();
    columnTexts_.clear();
    columnFilters_.clear();
    rebuildOrder();
    endResetModel();
}

void TableModel::prepareFilter()
{
    buildSearchText();
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

void TableModel::setRowFilter(std::function<bool(std::size_t)> keep)
{
    beginResetModel();
    keep_ = std::move(keep);
    rebuildOrder();
    endResetModel();
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

void TableModel::endChange(std::size_t rows)
{
    rows_ = rows;
    search_ = {};
    foldedColumns_.clear();
    sortOrder();
    rebuildOrder();
    endResetModel();
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

void TableModel::sortOrder()
{
    sorted_.resize(rows_);
    std::iota(sorted_.begin(), sorted_.end(), 0U);
    if (sortColumn_ < 0 || sortColumn_ >= columnCount())
        return;
    std::vector<SortKey> keys;
    keys.reserve(rows_);
    for (std::size_t row = 0; row < rows_; ++row)
        keys.push_back(sortKey(row, sortColumn_));
    const bool descending = sortOrder_ == Qt::DescendingOrder;
    std::stable_sort(sorted_.begin(), sorted_.end(), [&](std::uint32_t a, std::uint32_t b) {
        // What is missing stands last in both directions.
        const bool missingA = isMissing(keys[a]), missingB = isMissing(keys[b]);
        if (missingA || missingB)
            return !missingA && missingB;
        return descending ? keys[b] < keys[a] : keys[a] < keys[b];
    });
    std::stable_partition(sorted_.begin(), sorted_.end(), [this](std::uint32_t row) { return !isTotal(row); });
}

void TableModel::buildSearchText() const
{
    if (search_.ends.size() == rows_)
        return;
    search_ = {};
    search_.ends.reserve(rows_);
    std::string one;
    for (std::size_t row = 0; row < rows_; ++row) {
        one.clear();
        appendSearchText(row, one);
        search_.blob += foldedForSearch(one);
        search_.ends.push_back(search_.blob.size());
    }
}

const TableModel::FoldedTexts& TableModel::foldedColumn(int column) const
{
    foldedColumns_.resize(columns_.size());
    FoldedTexts& texts = foldedColumns_[static_cast<std::size_t>(column)];
    if (texts.ends.size() == rows_)
        return texts;
    texts.ends.reserve(rows_);
    for (std::size_t row = 0; row < rows_; ++row) {
        QString shown = text(row, column);
        if (shown.size() < 2) // a mark, with or without its letter: its words are in the tooltip
            shown += u'\n' + extra(row, column, Qt::ToolTipRole).toString();
        texts.blob += foldedForSearch(shown.toStdString());
        texts.ends.push_back(texts.blob.size());
    }
    return texts;
}

void TableModel::rebuildOrder()
{
    const std::vector<std::string> words = searchWords(filterText_);
    struct Active {
        int column;
        const ColumnFilter* filter;
        const FoldedTexts* texts; // null: the key alone decides
    };
    std::vector<Active> active;
    for (std::size_t at = 0; at < columnFilters_.size(); ++at) {
        if (columnFilters_[at].isEmpty())
            continue;
        const int column = static_cast<int>(at);
        active.push_back({column, &columnFilters_[at], nullptr});
        if (columnFilters_[at].needsText() && rows_ > 0)
            foldedColumn(column);
    }
    for (Active& one : active) {
        if (one.filter->needsText() && rows_ > 0)
            one.texts = &foldedColumns_[static_cast<std::size_t>(one.column)];
    }
    if (words.empty() && active.empty() && !keep_) {
        order_ = sorted_;
        return;
    }
    if (!words.empty())
        buildSearchText();
    order_.clear();
    for (const std::uint32_t row : sorted_) {
        if (!words.empty()) {
            if (!holdsAll(search_.of(row), words))
                continue;
        }
        const bool kept = std::all_of(active.begin(), active.end(), [&](const Active& one) {
            return one.filter->keeps(sortKey(row, one.column), one.texts ? one.texts->of(row) : std::string_view());
        });
        if (kept && (!keep_ || keep_(row)))
            order_.push_back(row);
    }
}

} // namespace holdfast
