// SPDX-License-Identifier: GPL-3.0-or-later
// The base of every table: columns described once, rows addressed through a sorted and filtered index vector over raw
// values (no proxy), so that fifty thousand rows are sorted and filtered without a stutter.
#pragma once

#include <QAbstractTableModel>
#include <QString>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ui/tables/column_filter.h"
#include "ui/tables/words.h"

namespace holdfast {

enum class ColumnAlign { Left, Right, Centre };
// What becomes of a column where the window is too narrow for all. Figures never give way; what the rows go by gives
// way last (the first column, unless another says it is that); drawn things that would be cut keep their width; what
// another column says in its own way stands back where there is no room for it, unless the user chose the columns.
enum class ColumnRoom { Gives, GivesLast, Keeps, StandsBack };

// Longest text that a column usually shows decides its first width.
struct TableColumnSpec {
    QString id; // stable: widths, order and visibility are remembered by it
    QString title;
    QString definition; // the head's tooltip: what the figure means
    ColumnAlign align = ColumnAlign::Left;
    QString widest; // a text of typical width
    bool shown = true; // at first
    bool searched = false; // the text filter looks into it
    ColumnKind kind = ColumnKind::Text; // of its sort keys: how it is compared, copied and exported
    ColumnRoom room = ColumnRoom::Gives;
};

class TableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole + 1, // what the row is about: an account id, a number; "" for none
        MarkRole, // an int of enum Mark; painted by the delegate
        SeriesRole, // QList<double> for a sparkline, oldest first
        StrongRole, // bool: weight 600
        QuietRole, // bool: text 3
        CopyRole, // what is copied and exported; the letter where a mark is shown
        MarksRole, // QList<int> of enum Mark in a row
        BarRole, // QPointF: how much of a bar is filled and where a mark stands on it (negative: none), both 0..1; with
                 // y NaN a bar around zero, x −1..1
    };

    explicit TableModel(std::vector<TableColumnSpec> columns, QObject* parent = nullptr);

    const std::vector<TableColumnSpec>& columns() const { return columns_; }
    int column(QStringView id) const; // -1 when there is none

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

    // Every word must occur in some searched column, whatever its case.
    void setFilterText(const QString& text);
    const QString& filterText() const { return filterText_; }
    // Of single columns, all of which must keep a row; see ui/tables/column_filter.h for what may be typed.
    void setColumnFilter(int column, const QString& text);
    QString columnFilter(int column) const;
    bool hasColumnFilters() const;
    void clearColumnFilters();
    // Beside the text: keeps the rows that answer true (a saved view); null keeps all. Asked once for each row, and
    // again when the values changed.
    void setRowFilter(std::function<bool(std::size_t row)> keep);
    // Whether something keeps rows away that a user can take back: the text or a column's filter.
    bool isFiltered() const { return !filterText_.isEmpty() || hasColumnFilters(); }
    // Folds the texts that a filter looks into, so that the first letter typed does not have to: those of the text's
    // filter, or of one column's.
    void prepareFilter();
    void prepareColumnFilter(int column);

    // What a shown cell is in a spreadsheet: figures exact and without separators, days YYYY-MM-DD, "" for nothing.
    QString exactText(int shownRow, int column) const;

    std::size_t totalRows() const { return rows_; }
    // The row of the source behind a shown row, and back (-1 when it is filtered away).
    std::size_t sourceRow(int shownRow) const { return order_[static_cast<std::size_t>(shownRow)]; }
    int shownRow(std::size_t sourceRow) const;
    // The first shown row with that IdRole, or -1.
    int findRow(const QString& id) const;

protected:
    // A derived model changes its values between these two.
    void beginChange() { beginResetModel(); }
    void endChange(std::size_t rows);

    // `row` is a source row.
    virtual QString text(std::size_t row, int column) const = 0;
    virtual SortKey sortKey(std::size_t row, int column) const = 0;
    virtual QString rowId(std::size_t row) const;
    // Whether a row has that id; a long model answers without making a text of each.
    virtual bool hasId(std::size_t row, const QString& id) const { return rowId(row) == id; }
    // The sum of the other rows: it stands last in either direction of sorting.
    virtual bool isTotal(std::size_t) const { return false; }
    // The text that the filter searches; the default joins text() of the searched columns.
    virtual void appendSearchText(std::size_t row, std::string& blob) const;
    // Tooltip, marks and the like; an invalid QVariant for none.
    virtual QVariant extra(std::size_t row, int column, int role) const;

private:
    // Folded texts of all rows, one after the other; built when first needed.
    struct FoldedTexts {
        std::string blob;
        std::vector<std::size_t> ends;

        std::string_view of(std::size_t row) const
        {
            const std::size_t begin = row == 0 ? 0 : ends[row - 1];
            return {blob.data() + begin, ends[row] - begin};
        }
    };
    // Whether each row of the source passes one of the filters; empty when all do. Kept, so that a letter typed into
    // one filter asks none of the others again.
    using Kept = std::vector<std::uint8_t>;
    struct FilteredColumn {
        QString typed;
        ColumnFilter filter;
        Kept kept;
    };
    // What a column's filter and sorting look at, row after row of the source: made when first needed, because to walk
    // it is many times faster than to ask for each row in the shown order.
    struct ColumnValues {
        std::vector<SortKey> keys;
        FoldedTexts texts;
    };

    void keepByView();
    void keepByText(bool narrower);
    void keepByColumn(FilteredColumn& one, int column);
    void rebuildOrder();
    void sortOrder();
    void buildSearchText() const;
    const std::vector<SortKey>& keysOf(int column) const;
    const FoldedTexts& foldedColumn(int column) const;

    std::vector<TableColumnSpec> columns_;
    std::size_t rows_ = 0;
    std::vector<std::uint32_t> order_; // shown rows, in shown order
    std::vector<std::uint32_t> sorted_; // all rows, in sorted order
    int sortColumn_ = -1;
    Qt::SortOrder sortOrder_ = Qt::AscendingOrder;
    QString filterText_;
    std::function<bool(std::size_t)> keep_;
    std::vector<FilteredColumn> filtered_; // one per column; empty when no column was ever filtered
    Kept keptByView_, keptByText_;
    mutable FoldedTexts search_;
    mutable std::vector<ColumnValues> values_; // one per column, cleared when the values change
};

} // namespace holdfast
