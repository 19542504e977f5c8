// SPDX-License-Identifier: GPL-3.0-or-later
// Which rows of a table are shown, and in which order.
#include <algorithm>
#include <numeric>

#include "ui/tables/table_model.h"

namespace holdfast {

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

// Sorts rows whose keys are all of one type; rows of equal keys stay in the order of the source.
template <class Value> bool sortAs(std::vector<std::uint32_t>& rows, const std::vector<SortKey>& keys, bool descending)
{
    struct Keyed {
        Value value;
        std::uint32_t row;
    };
    std::vector<Keyed> keyed;
    keyed.reserve(rows.size());
    for (const std::uint32_t row : rows) {
        const auto* value = std::get_if<Value>(&keys[row]);
        if (!value)
            return false;
        keyed.push_back({*value, row});
    }
    std::sort(keyed.begin(), keyed.end(), [descending](const Keyed& a, const Keyed& b) {
        if (a.value < b.value)
            return !descending;
        if (b.value < a.value)
            return descending;
        return a.row < b.row;
    });
    std::transform(keyed.begin(), keyed.end(), rows.begin(), [](const Keyed& one) { return one.row; });
    return true;
}

} // namespace

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

void TableModel::setFilterText(const QString& text)
{
    if (text == filterText_)
        return;
    // Typing on keeps a part of what is shown: the other rows need not be looked at again.
    const bool narrower = !filterText_.isEmpty() && text.startsWith(filterText_);
    beginResetModel();
    filterText_ = text;
    keepByText(narrower);
    rebuildOrder();
    endResetModel();
}

void TableModel::setColumnFilter(int column, const QString& text)
{
    if (column < 0 || column >= columnCount() || columnFilter(column) == text)
        return;
    const auto at = static_cast<std::size_t>(column);
    beginResetModel();
    filtered_.resize(columns_.size());
    filtered_[at].typed = text;
    filtered_[at].filter = ColumnFilter::parse(text, columns_[at].kind);
    keepByColumn(filtered_[at], column);
    rebuildOrder();
    endResetModel();
}

QString TableModel::columnFilter(int column) const
{
    const auto at = static_cast<std::size_t>(column);
    return column >= 0 && at < filtered_.size() ? filtered_[at].typed : QString();
}

bool TableModel::hasColumnFilters() const
{
    return std::any_of(filtered_.begin(), filtered_.end(), [](const auto& one) { return !one.filter.isEmpty(); });
}

void TableModel::clearColumnFilters()
{
    if (filtered_.empty())
        return;
    beginResetModel();
    filtered_.clear();
    rebuildOrder();
    endResetModel();
}

void TableModel::setRowFilter(std::function<bool(std::size_t)> keep)
{
    beginResetModel();
    keep_ = std::move(keep);
    keepByView();
    rebuildOrder();
    endResetModel();
}

void TableModel::prepareFilter()
{
    buildSearchText();
}

void TableModel::prepareColumnFilter(int column)
{
    if (rows_ == 0 || column < 0 || column >= columnCount())
        return;
    keysOf(column);
    // Figures are filtered by their keys, days also by words such as a month's name.
    const ColumnKind kind = columns_[static_cast<std::size_t>(column)].kind;
    if (kind == ColumnKind::Text || kind == ColumnKind::Date)
        foldedColumn(column);
}

void TableModel::endChange(std::size_t rows)
{
    rows_ = rows;
    search_ = {};
    values_.clear();
    sortOrder();
    keepByView();
    keepByText(false);
    for (std::size_t at = 0; at < filtered_.size(); ++at)
        keepByColumn(filtered_[at], static_cast<int>(at));
    rebuildOrder();
    endResetModel();
}

void TableModel::keepByView()
{
    keptByView_.clear();
    if (!keep_)
        return;
    keptByView_.resize(rows_);
    for (std::size_t row = 0; row < rows_; ++row)
        keptByView_[row] = keep_(row) ? 1 : 0;
}

void TableModel::keepByText(bool narrower)
{
    const std::vector<std::string> words = searchWords(filterText_);
    if (words.empty()) {
        keptByText_.clear();
        return;
    }
    buildSearchText();
    if (!narrower || keptByText_.size() != rows_)
        keptByText_.assign(rows_, 1);
    for (std::size_t row = 0; row < rows_; ++row) {
        if (keptByText_[row] && !holdsAll(search_.of(row), words))
            keptByText_[row] = 0;
    }
}

void TableModel::keepByColumn(FilteredColumn& one, int column)
{
    one.kept.clear();
    if (one.filter.isEmpty() || rows_ == 0)
        return;
    const std::vector<SortKey>* keys = one.filter.needsKey() ? &keysOf(column) : nullptr;
    const FoldedTexts* texts = one.filter.needsText() ? &foldedColumn(column) : nullptr;
    one.kept.resize(rows_);
    for (std::size_t row = 0; row < rows_; ++row)
        one.kept[row] =
            one.filter.keeps(keys ? (*keys)[row] : SortKey(), texts ? texts->of(row) : std::string_view()) ? 1 : 0;
}

void TableModel::rebuildOrder()
{
    std::vector<const Kept*> filters;
    for (const Kept* one : {&keptByView_, &keptByText_}) {
        if (!one->empty())
            filters.push_back(one);
    }
    for (const FilteredColumn& one : filtered_) {
        if (!one.kept.empty())
            filters.push_back(&one.kept);
    }
    if (filters.empty() || rows_ == 0) {
        order_ = sorted_;
        return;
    }
    order_.clear();
    for (const std::uint32_t row : sorted_) {
        if (std::all_of(filters.begin(), filters.end(), [row](const Kept* kept) { return (*kept)[row] != 0; }))
            order_.push_back(row);
    }
}

void TableModel::sortOrder()
{
    sorted_.resize(rows_);
    std::iota(sorted_.begin(), sorted_.end(), 0U);
    if (sortColumn_ < 0 || sortColumn_ >= columnCount())
        return;
    const std::vector<SortKey>& keys = keysOf(sortColumn_);
    // What is missing stands last in both directions.
    const auto missing = std::stable_partition(
        sorted_.begin(), sorted_.end(), [&keys](std::uint32_t row) { return !isMissing(keys[row]); });
    std::vector<std::uint32_t> known(sorted_.begin(), missing);
    const bool descending = sortOrder_ == Qt::DescendingOrder;
    if (!sortAs<std::int64_t>(known, keys, descending) && !sortAs<double>(known, keys, descending) &&
        !sortAs<std::string_view>(known, keys, descending))
        std::stable_sort(known.begin(), known.end(), [&keys, descending](std::uint32_t a, std::uint32_t b) {
            return descending ? keys[b] < keys[a] : keys[a] < keys[b];
        });
    std::copy(known.begin(), known.end(), sorted_.begin());
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

const std::vector<SortKey>& TableModel::keysOf(int column) const
{
    values_.resize(columns_.size());
    std::vector<SortKey>& keys = values_[static_cast<std::size_t>(column)].keys;
    if (keys.size() != rows_) {
        keys.reserve(rows_);
        for (std::size_t row = 0; row < rows_; ++row)
            keys.push_back(sortKey(row, column));
    }
    return keys;
}

const TableModel::FoldedTexts& TableModel::foldedColumn(int column) const
{
    values_.resize(columns_.size());
    FoldedTexts& texts = values_[static_cast<std::size_t>(column)].texts;
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

} // namespace holdfast
