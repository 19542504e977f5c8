// SPDX-License-Identifier: GPL-3.0-or-later
// The first rows of a file as the import would take them: one column per field, bad cells tinted with their reason as
// tooltip, and the row's problem in words at the end.
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "model/import/import_run.h"

namespace holdfast {

class PreviewModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    // `mapping` says which columns of the file are shown, and as what.
    void setPreview(const Preview& preview, const Mapping& mapping);
    void clear();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    int rejectedRows() const;
    int warnings() const; // bad values that would be set missing

private:
    struct Field {
        std::size_t position = 0; // in the file
        QString title, header;
        bool number = false;
    };
    QString problemOf(std::size_t row) const;

    Preview preview_;
    std::vector<Field> fields_;
};

} // namespace holdfast
