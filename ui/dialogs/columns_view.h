// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of one file, a row each: the header, three samples, the field it becomes, and why that was guessed.
#pragma once

#include <QComboBox>
#include <QScrollArea>
#include <vector>

#include "ui/dialogs/import_plan.h"

class QVBoxLayout;

namespace holdfast {

// A list of fields that the mouse wheel scrolls past instead of changing it.
class FieldBox : public QComboBox {
    Q_OBJECT

public:
    using QComboBox::QComboBox;

protected:
    void wheelEvent(QWheelEvent* event) override;
};

class ColumnRow;

class ColumnsView : public QScrollArea {
    Q_OBJECT

public:
    explicit ColumnsView(QWidget* parent = nullptr);

    void showTable(const ImportPlan::Table& table);
    FieldBox* fieldBox(std::size_t header) const; // nullptr when there is none
    // As high as its rows and no higher: what stands below follows them.
    QSize sizeHint() const override;

    // More columns than these keep what was guessed: nobody decides ten thousand headers by hand.
    static constexpr std::size_t mostRows = 400;

Q_SIGNALS:
    void columnChosen(std::size_t header, const QString& column);

private:
    void rebuild(const ImportPlan::Table& table);

    QWidget* page_ = nullptr;
    QVBoxLayout* rows_ = nullptr;
    std::vector<ColumnRow*> made_;
    QString shown_; // what the rows were made for
};

} // namespace holdfast
