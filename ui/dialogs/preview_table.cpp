// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/preview_table.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include "ui/theme/tokens.h"

namespace holdfast {

namespace {

class PreviewDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Tokens& tokens = Tokens::of(option.palette);
        const QVariant tint = index.data(Qt::BackgroundRole);
        const QVariant ink = index.data(Qt::ForegroundRole);
        const bool selected = option.state & QStyle::State_Selected;
        painter->save();
        painter->fillRect(option.rect,
            tint.isValid() ? tint.value<QBrush>().color()
                : selected ? tokens.selection
                           : tokens.base);
        painter->setPen(tokens.line);
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        if (tint.isValid() && selected) {
            painter->setPen(QPen(tokens.accent, 2));
            painter->drawRect(option.rect.adjusted(1, 1, -1, -1));
        }
        painter->setFont(typeFont(TypeSize::Body));
        painter->setPen(ink.isValid() ? ink.value<QBrush>().color() : tokens.text);
        const QRect box = option.rect.adjusted(8, 0, -8, 0);
        const QString text = index.data(Qt::DisplayRole).toString().simplified();
        painter->drawText(box, index.data(Qt::TextAlignmentRole).toInt() | Qt::AlignVCenter | Qt::TextSingleLine,
            painter->fontMetrics().elidedText(text, Qt::ElideRight, box.width()));
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        const QFontMetrics metrics(typeFont(TypeSize::Body));
        const QString text = index.data(Qt::DisplayRole).toString().left(120);
        return QSize(metrics.horizontalAdvance(text) + 20, qRound(metrics.height() * 28.0 / 16.0));
    }
};

} // namespace

PreviewTable::PreviewTable(QWidget* parent)
    : QTableView(parent)
{
    setAccessibleName(tr("Preview of the first rows"));
    setItemDelegate(new PreviewDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setAccessibleName(tr("Rows of the preview"));
    verticalHeader()->setDefaultSectionSize(qRound(QFontMetrics(typeFont(TypeSize::Body)).height() * 28.0 / 16.0));
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setAccessibleName(tr("Columns of the preview"));
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setMinimumSectionSize(48);
}

void PreviewTable::setModel(QAbstractItemModel* model)
{
    QTableView::setModel(model);
    connect(model, &QAbstractItemModel::modelReset, this, &PreviewTable::fitColumns);
    fitColumns();
}

void PreviewTable::fitColumns()
{
    constexpr int widest = 220, last = 320, besideTitle = 22;
    const int columns = model()->columnCount();
    if (columns > 400)
        return; // measured one by one they would take long
    resizeColumnsToContents();
    const QFontMetrics title(horizontalHeader()->font());
    const auto titleWidth = [this, &title](int column) {
        return title.horizontalAdvance(model()->headerData(column, Qt::Horizontal).toString()) + besideTitle;
    };
    for (int column = 0; column < columns - 1; ++column)
        setColumnWidth(column, qMin(qMax(columnWidth(column), titleWidth(column)), widest));
    if (columns == 0)
        return;
    // The last one takes what is left, and more only where it has something to say.
    const int problems = columns - 1;
    bool any = false;
    for (int row = 0; row < model()->rowCount() && !any; ++row)
        any = !model()->index(row, problems).data().toString().isEmpty();
    setColumnWidth(problems, any ? last : titleWidth(problems));
}

void PreviewTable::keyPressEvent(QKeyEvent* event)
{
    if (event == QKeySequence::Copy && currentIndex().isValid()) {
        QApplication::clipboard()->setText(currentIndex().data(Qt::DisplayRole).toString());
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace holdfast
