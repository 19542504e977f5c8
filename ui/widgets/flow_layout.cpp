// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/flow_layout.h"

#include <QWidget>

namespace holdfast {

FlowLayout::~FlowLayout()
{
    while (QLayoutItem* item = takeAt(0))
        delete item;
}

void FlowLayout::insertWidget(int at, QWidget* widget)
{
    addChildWidget(widget);
    items_.insert(qBound(0, at, count()), new QWidgetItem(widget));
    invalidate();
}

QLayoutItem* FlowLayout::takeAt(int at)
{
    return at >= 0 && at < items_.size() ? items_.takeAt(at) : nullptr;
}

QSize FlowLayout::minimumSize() const
{
    QSize least;
    for (const QLayoutItem* item : items_) {
        if (!item->isEmpty())
            least = least.expandedTo(item->minimumSize());
    }
    const QMargins margins = contentsMargins();
    return least + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

void FlowLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    place(rect, true);
}

int FlowLayout::place(const QRect& rect, bool move) const
{
    const QMargins margins = contentsMargins();
    const QRect room = rect.marginsRemoved(margins);
    int x = room.left(), y = room.top(), line = 0;
    const int gap = qMax(0, spacing());
    for (QLayoutItem* item : items_) {
        if (item->isEmpty())
            continue;
        const QSize wanted = item->sizeHint();
        if (x > room.left() && x + wanted.width() > room.right() + 1) {
            x = room.left();
            y += line + gap;
            line = 0;
        }
        if (move)
            item->setGeometry(QRect(QPoint(x, y), QSize(qMin(wanted.width(), room.width()), wanted.height())));
        x += wanted.width() + gap;
        line = qMax(line, wanted.height());
    }
    return y + line - rect.top() + margins.bottom();
}

} // namespace holdfast
