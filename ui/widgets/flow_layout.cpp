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
    const int gap = qMax(0, spacing());
    int y = room.top();
    qsizetype first = 0;
    while (first < items_.size()) {
        // One line: as many as fit, in the middle of the highest.
        int x = room.left(), line = 0;
        qsizetype last = first;
        for (; last < items_.size(); ++last) {
            if (items_[last]->isEmpty())
                continue;
            const QSize wanted = items_[last]->sizeHint();
            if (line > 0 && x + wanted.width() > room.right() + 1)
                break;
            x += wanted.width() + gap;
            line = qMax(line, wanted.height());
        }
        x = room.left();
        for (; first < last; ++first) {
            QLayoutItem* item = items_[first];
            if (item->isEmpty())
                continue;
            const QSize wanted = item->sizeHint();
            if (move)
                item->setGeometry(
                    QRect(x, y + (line - wanted.height()) / 2, qMin(wanted.width(), room.width()), wanted.height()));
            x += wanted.width() + gap;
        }
        if (line > 0)
            y += line + gap;
    }
    const int used = qMax(room.top(), y - gap);
    return used - rect.top() + margins.bottom();
}

} // namespace holdfast
