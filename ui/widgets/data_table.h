// SPDX-License-Identifier: GPL-3.0-or-later
// The one table view: set up the same way everywhere. Sorts, hides, moves and remembers its columns by their id, copies
// as TSV, exports through the caller, paints marks and sparklines.
#pragma once

#include <QTableView>
#include <functional>

#include "ui/tables/table_model.h"

namespace holdfast {

class TableDelegate;

class DataTable : public QTableView {
    Q_OBJECT

public:
    // `name` is the key of the remembered columns and the table's accessible name's origin: "accounts".
    DataTable(const QString& name, const QString& accessibleName, QWidget* parent = nullptr);

    // The table does not own the model.
    void setTableModel(TableModel* model);
    TableModel* tableModel() const { return model_; }

    // "Export CSV…" and "Export Excel…" appear in the context menu when this is set; it is given the path.
    void setExport(std::function<void(const QString& path)> exporter, const QString& suggestedName);
    // Writes what is shown (visible columns in their order) as CSV with a BOM; used where no other exporter is given.
    // An error's sentence, or "".
    QString writeCsv(const QString& path) const;

    QString selectionAsText(bool withHeaders) const;
    void copySelection(bool withHeaders) const;
    // IdRole of the current row, "" when there is none.
    QString currentId() const;
    void selectId(const QString& id);

Q_SIGNALS:
    void openRequested(const QString& id); // double click or Enter
    void currentIdChanged(const QString& id);

public Q_SLOTS:
    void reset() override;

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    bool viewportEvent(QEvent* event) override;

private:
    void restoreColumns();
    void saveColumns() const;
    void applyRowHeight();
    void stretchLast();
    void columnsMenu(const QPoint& at);
    void askAndExport(const QString& suffix);
    QList<int> shownColumns() const; // logical, in the shown order

    QString name_;
    TableModel* model_ = nullptr;
    TableDelegate* delegate_ = nullptr;
    std::function<void(const QString&)> exporter_;
    QString suggestedName_;
    QString remembered_; // id that was current before the model was reset
    bool restoring_ = false;
};

} // namespace holdfast
