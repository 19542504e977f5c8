// SPDX-License-Identifier: GPL-3.0-or-later
// The criteria of one zone of one account: each with its state, value, threshold and source, and what would mend it.
#pragma once

#include <QAbstractListModel>
#include <QStyledItemDelegate>
#include <QWidget>
#include <vector>

#include "model/review/review.h"
#include "ui/widgets/plain_label.h"

class QListView;
class QPushButton;

namespace holdfast {

struct CriterionLine {
    CriterionId id = CriterionId::SuccessDefined;
    CriterionState state = CriterionState::Unknown;
    QString title;
    QString effect; // "decides", "dents", "counts"
    QString value;
    QString details; // definition, threshold, source
};

class CriteriaModel : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;
    void setLines(std::vector<CriterionLine> lines);
    const CriterionLine& line(int row) const { return lines_[static_cast<std::size_t>(row)]; }
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<CriterionLine> lines_;
};

class CriteriaDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

// The lines of a zone, in the order of the table.
std::vector<CriterionLine> criterionLines(const Analysis& analysis, AccountId account, Zone zone);

class CriteriaPane : public QWidget {
    Q_OBJECT

public:
    explicit CriteriaPane(QWidget* parent = nullptr);

    void showZone(const ReviewPtr& review, AccountId account, Zone zone);
    void clear();

Q_SIGNALS:
    void openAccount(const QString& accountId);
    void filterTo(int zone);

private:
    QString accountId_;
    Zone zone_ = Zone::Belief;
    PlainLabel* title_ = nullptr;
    PlainLabel* sentence_ = nullptr;
    CriteriaModel* model_ = nullptr;
    QListView* list_ = nullptr;
    PlainLabel* mend_ = nullptr;
    QPushButton* open_ = nullptr;
    QPushButton* filter_ = nullptr;
};

} // namespace holdfast
