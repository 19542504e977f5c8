// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/file_card.h"

#include <QPainter>
#include <QtMath>

#include "ui/tables/words.h"

namespace holdfast {

FileCard::FileCard(QWidget* parent)
    : QAbstractButton(parent)
{
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
}

void FileCard::setTexts(Mark mark, const QString& name, const QString& kind, const QString& state)
{
    mark_ = mark;
    kind_ = kind;
    state_ = state;
    setText(name);
    setAccessibleName(name);
    setAccessibleDescription(tr("%1, %2, %3").arg(markWord(mark), kind, state));
    setToolTip(plainTooltip(name + u'\n' + kind + u'\n' + state));
    update();
}

QSize FileCard::sizeHint() const
{
    const QFontMetrics body(typeFont(TypeSize::BodyMedium));
    const QFontMetrics secondary(typeFont(TypeSize::Secondary));
    return QSize(body.averageCharWidth() * 32, body.height() + 2 * secondary.height() + 18);
}

void FileCard::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(QPen(isChecked() || hasFocus() ? tokens.accent : tokens.line2, hasFocus() ? 2 : 1));
    painter.setBrush(isChecked() ? tokens.selection : underMouse() ? tokens.hover : tokens.base);
    painter.drawRoundedRect(hasFocus() ? frame.adjusted(0.5, 0.5, -0.5, -0.5) : frame, 6, 6);

    const QFont name = typeFont(TypeSize::BodyMedium);
    const QFont second = typeFont(TypeSize::Secondary);
    const QFontMetrics nameMetrics(name), secondMetrics(second);
    const int left = 10, side = qRound(nameMetrics.height() * 0.8);
    int y = 8;
    paintMark(painter, QRectF(left, y + (nameMetrics.height() - side) / 2.0, side, side), mark_, tokens);
    const auto line = [&](const QFont& font, const QFontMetrics& metrics, const QColor& colour, int indent,
                          const QString& text) {
        const QRect box(left + indent, y, width() - 2 * left - indent, metrics.height());
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            metrics.elidedText(text, Qt::ElideRight, box.width()));
        y += metrics.height() + 1;
    };
    line(name, nameMetrics, tokens.text, side + 6, text());
    line(second, secondMetrics, tokens.text2, 0, kind_);
    line(second, secondMetrics, tokens.text3, 0, state_);
}

} // namespace holdfast
