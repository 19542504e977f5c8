// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/fact_link.h"

#include <QPainter>

#include "ui/tables/words.h"
#include "ui/theme/tokens.h"

namespace holdfast {

FactLink::FactLink(QWidget* parent)
    : QAbstractButton(parent)
{
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

QSize FactLink::sizeHint() const
{
    const QFontMetrics metrics(typeFont(TypeSize::Caption));
    return {metrics.horizontalAdvance(text()) + 4, metrics.height() + 3};
}

QSize FactLink::minimumSizeHint() const
{
    return {20, sizeHint().height()};
}

void FactLink::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::of(palette());
    QPainter painter(this);
    QFont font = typeFont(TypeSize::Caption);
    font.setUnderline(underMouse());
    painter.setFont(font);
    painter.setPen(underMouse() || hasFocus() ? tokens.accent : tokens.text3);
    const QRect box = rect().adjusted(2, 0, -2, 0);
    const QString shown = painter.fontMetrics().elidedText(text(), Qt::ElideMiddle, box.width());
    painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    setToolTip(plainTooltip(shown == text() ? tr("Open the row") : text()));
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(tokens.accent, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}

} // namespace holdfast
