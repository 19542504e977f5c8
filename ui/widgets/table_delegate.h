// SPDX-License-Identifier: GPL-3.0-or-later
// Paints table cells: row rules, hover and selection over the whole row, marks with their shape, sparklines.
#pragma once

#include <QStyledItemDelegate>

#include "ui/theme/tokens.h"

namespace holdfast {

// How far the texts of the first column, and its head, stand from the table's edge.
constexpr int firstCellInset = 16;

class TableDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    void setHoveredRow(int row) { hoveredRow_ = row; }
    int hoveredRow() const { return hoveredRow_; }

private:
    int hoveredRow_ = -1;
};

// A line through the values, oldest first, with a dot on the last; a dashed line at `reference` when it is a number.
void paintSparkline(QPainter& painter, const QRectF& box, const QList<double>& values, const Tokens& tokens,
    double reference = qQNaN(), const QColor& dot = {});

// A bar of BarRole.
void paintBar(QPainter& painter, const QRectF& box, const QPointF& bar, const Tokens& tokens);

} // namespace holdfast
