// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the review's list: two lines for an account, one for a rule under it.
#pragma once

#include <QStyledItemDelegate>

#include "ui/tables/exception_list_model.h"

namespace holdfast {

class ExceptionDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit ExceptionDelegate(ExceptionListModel& model, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void setOpenAccount(const QString& id) { open_ = id; }
    void setHovered(const QModelIndex& index) { hovered_ = index; }
    QModelIndex hovered() const { return hovered_; }

private:
    void paintAccount(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
        const ExceptionAccount& account) const;
    void paintRule(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;

    ExceptionListModel& model_;
    QString open_;
    QPersistentModelIndex hovered_;
};

} // namespace holdfast
