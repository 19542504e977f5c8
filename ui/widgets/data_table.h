// SPDX-License-Identifier: GPL-3.0-or-later
// The one table view: set up the same way everywhere. Sorts, hides, moves and remembers its columns by their id,
// filters by single columns, copies as TSV, exports CSV and Excel, prints, paints marks and sparklines.
#pragma once

#include <QTableView>
#include <QVariantMap>
#include <functional>

#include "ui/tables/table_model.h"

namespace holdfast {

class FilterHeader;
class TableDelegate;
struct TableTexts;

class DataTable : public QTableView {
    Q_OBJECT

public:
    // `name` is the key of the remembered columns and the table's accessible name's origin: "accounts".
    DataTable(const QString& name, const QString& accessibleName, QWidget* parent = nullptr);

    // The table does not own the model.
    void setTableModel(TableModel* model);
    TableModel* tableModel() const { return model_; }

    // Every table exports and prints what it shows. Where the caller can say more (a repair file), its exporter writes
    // the CSV instead; it is given the path.
    void setExport(std::function<void(const QString& path)> exporter, const QString& suggestedName);
    // What stands beside the title on paper: the day, the store.
    void setPrintNote(const QString& note) { printNote_ = note; }
    // Writes what is shown (visible columns in their order) as CSV or Excel, by the suffix. An error's sentence, or "".
    QString writeTable(const QString& path) const;
    QString writeCsv(const QString& path) const { return writeTable(path); }
    // Said in the middle of a table without rows; one whose filter keeps all rows away says that instead.
    void setEmptyText(const QString& text);

    // Columns, sorting and the columns' filters as one value, by the ids of the columns.
    QVariantMap layoutState() const;
    void setLayoutState(const QVariantMap& state);
    // Shows or hides a column; the others make room.
    void setColumnShown(int column, bool shown);
    // Whether changes of the columns are remembered for the next run (at first they are).
    void setRemembering(bool remembers) { remembering_ = remembers; }

    bool areColumnFiltersShown() const;
    void setColumnFiltersShown(bool shown);
    FilterHeader* filterHeader() const { return head_; }

    QString selectionAsText(bool withHeaders) const;
    void copySelection(bool withHeaders) const;
    // IdRole of the current row, "" when there is none.
    QString currentId() const;
    void selectId(const QString& id);

Q_SIGNALS:
    void openRequested(const QString& id); // double click or Enter
    void currentIdChanged(const QString& id);
    void said(const QString& sentence); // what became of an export
    void layoutEdited(); // columns, sorting or a column's filter changed
    void columnFiltersShown(bool shown);

public Q_SLOTS:
    void reset() override;
    void exportAs(const QString& suffix); // "csv" or "xlsx": asks where to
    void print();
    void exportTo(const QString& path); // off the window's thread; said() tells how it went

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void resizeEvent(QResizeEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void restoreColumns();
    void saveColumns();
    void applyRowHeight();
    void paintBeyondColumns();
    void stretchLast();
    int narrowest(int column) const;
    int namesColumn(const QList<int>& columns) const;
    void leaveOut();
    void fitColumns();
    void columnsMenu(const QPoint& at);
    void applyLayout(const QVariantMap& layout);
    void printTexts(TableTexts texts, class QPrinter* printer);
    QList<int> shownColumns() const; // logical, in the shown order

    QString name_;
    QString printNote_;
    QString emptyText_;
    FilterHeader* head_ = nullptr;
    TableModel* model_ = nullptr;
    TableDelegate* delegate_ = nullptr;
    std::function<void(const QString&)> exporter_;
    QString suggestedName_;
    QList<int> wanted_; // widths as chosen or as at first, before they are fitted into the window
    QList<int> leftOut_; // by the window, not by the user
    bool chosen_ = false; // the user said which columns are shown
    bool fitting_ = false;
    QString remembered_; // id that was current before the model was reset
    bool restoring_ = false;
    bool remembering_ = true;
};

} // namespace holdfast
