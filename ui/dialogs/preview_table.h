// SPDX-License-Identifier: GPL-3.0-or-later
// The table of the preview: rules under rows, tints of bad cells, columns as wide as their first rows.
#pragma once

#include <QTableView>

namespace holdfast {

class PreviewTable : public QTableView {
    Q_OBJECT

public:
    explicit PreviewTable(QWidget* parent = nullptr);
    void setModel(QAbstractItemModel* model) override;

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void fitColumns();
};

} // namespace holdfast
