// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/buttons.h"

#include <QPainter>

#include "ui/tables/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

namespace holdfast {
namespace {

int fieldHeight()
{
    return qRound(QFontMetrics(typeFont(TypeSize::Body)).height() * 28.0 / 16.0);
}

void pill(
    QPainter& painter, const QRectF& box, double radius, const QColor& ground, const QColor& line, double width = 1)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(ground);
    painter.setPen(line.alpha() == 0 ? QPen(Qt::NoPen) : QPen(line, width));
    const double inset = width / 2;
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius);
}

} // namespace

KeyButton::KeyButton(const QString& text, const QString& key, QWidget* parent)
    : QAbstractButton(parent)
    , key_(key)
{
    setText(text);
    setAccessibleName(text);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setToolTip(plainTooltip(tr("%1 (%2)").arg(text, key)));
    setCursor(Qt::ArrowCursor);
}

void KeyButton::setPrimary(bool primary)
{
    primary_ = primary;
    update();
}

QSize KeyButton::sizeHint() const
{
    const QFontMetrics words(typeFont(TypeSize::Secondary));
    const QFontMetrics caption(typeFont(TypeSize::CaptionMedium));
    QFont medium = typeFont(TypeSize::Secondary);
    medium.setWeight(QFont::Medium);
    return QSize(QFontMetrics(medium).horizontalAdvance(text()) + qMax(15, caption.horizontalAdvance(key_) + 6) + 18,
        qMax(fieldHeight(), words.height() + 8));
}

void KeyButton::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::of(palette());
    QPainter painter(this);
    const bool filled = primary_ && isEnabled();
    const QColor ground = !isEnabled() ? tokens.window
        : filled                       ? (underMouse() ? tokens.accent.darker(108) : tokens.accent)
        : isDown()                     ? tokens.selection
        : underMouse()                 ? tokens.hover
                                       : tokens.base;
    pill(painter, rect(), 6, ground, filled ? tokens.accent : tokens.line2);
    if (hasFocus())
        pill(painter, filled ? QRectF(rect()).adjusted(2, 2, -2, -2) : QRectF(rect()), filled ? 4 : 6, Qt::transparent,
            filled ? tokens.onAccent : tokens.accent, filled ? 1.5 : 2);
    QFont medium = typeFont(TypeSize::Secondary);
    medium.setWeight(QFont::Medium);
    painter.setFont(medium);
    const QColor ink = !isEnabled() ? tokens.text3 : filled ? tokens.onAccent : tokens.text;
    painter.setPen(ink);
    const int words = painter.fontMetrics().horizontalAdvance(text());
    painter.drawText(QRect(7, 0, words + 2, height()), Qt::AlignLeft | Qt::AlignVCenter, text());
    painter.setFont(typeFont(TypeSize::CaptionMedium));
    const int keyWidth = qMax(15, painter.fontMetrics().horizontalAdvance(key_) + 6);
    const int keyHeight = painter.fontMetrics().height() + 2;
    const QRectF box(7 + words + 5, (height() - keyHeight) / 2.0, keyWidth, keyHeight);
    QColor keyInk = filled ? tokens.onAccent : tokens.text3;
    pill(painter, box, 4, Qt::transparent, filled ? keyInk : tokens.line2);
    painter.setPen(keyInk);
    painter.drawText(box, Qt::AlignCenter, key_);
}

Chip::Chip(const QString& text, QWidget* parent)
    : QAbstractButton(parent)
{
    setText(text);
    setAccessibleName(tr("Remove the filter %1").arg(text));
    setToolTip(plainTooltip(tr("%1\nClick to remove").arg(text)));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
}

QSize Chip::sizeHint() const
{
    const QFontMetrics metrics(typeFont(TypeSize::Secondary));
    return QSize(qMin(metrics.horizontalAdvance(text()), 200) + 38, qRound(metrics.height() * 24.0 / 15.0));
}

QSize Chip::minimumSizeHint() const
{
    return QSize(qMin(70, sizeHint().width()), sizeHint().height());
}

void Chip::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::of(palette());
    QPainter painter(this);
    pill(painter, rect(), height() / 2.0, tokens.selection, tokens.accent, hasFocus() ? 2 : 1);
    painter.setFont(typeFont(TypeSize::Secondary));
    painter.setPen(tokens.text);
    const QRect box = rect().adjusted(10, 0, -26, 0);
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        painter.fontMetrics().elidedText(text(), Qt::ElideRight, box.width()));
    painter.drawPixmap(width() - 22, height() / 2 - 6,
        iconPixmap(QStringLiteral("close"), 12, devicePixelRatioF(), underMouse() ? tokens.text : tokens.text3));
}

PillTab::PillTab(const QString& text, Mark mark, QWidget* parent)
    : QAbstractButton(parent)
    , mark_(mark)
{
    setText(text);
    setAccessibleName(text);
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
}

void PillTab::setCount(int count)
{
    count_ = count;
    setAccessibleDescription(count < 0 ? QString() : QString::number(count));
    updateGeometry();
    update();
}

void PillTab::setSegment(Segment segment)
{
    segment_ = segment;
    updateGeometry();
    update();
}

QSize PillTab::sizeHint() const
{
    QFont strong = typeFont(TypeSize::Secondary);
    strong.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(strong);
    int width = 16 + metrics.horizontalAdvance(text());
    if (mark_ != Mark::None)
        width += 20;
    if (count_ >= 0)
        width += 7 + metrics.horizontalAdvance(QString::number(count_));
    if (segment_ != Segment::None)
        return QSize(width + 8, fieldHeight());
    return QSize(width, qRound(metrics.height() * 24.0 / 15.0));
}

void PillTab::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::of(palette());
    QPainter painter(this);
    if (segment_ != Segment::None) {
        // The ends are round, the joints straight: a box that reaches out over the joints is cut off there.
        const double out = 8;
        const QRectF box =
            QRectF(rect()).adjusted(segment_ == Segment::First ? 0 : -out, 0, segment_ == Segment::Last ? 0 : out, 0);
        pill(painter, box, 6, isChecked() ? tokens.selection : underMouse() ? tokens.hover : tokens.base, tokens.line2);
        if (segment_ != Segment::First) {
            painter.setPen(tokens.line2);
            painter.drawLine(0, 1, 0, height() - 2);
        }
    } else if (isChecked() || underMouse())
        pill(painter, rect(), 6, isChecked() ? tokens.selection : tokens.hover, Qt::transparent);
    if (hasFocus())
        pill(painter, rect(), 6, Qt::transparent, tokens.accent, 2);
    int x = segment_ == Segment::None ? 8 : 12;
    if (mark_ != Mark::None) {
        painter.drawPixmap(x, height() / 2 - 7, markPixmap(mark_, 14, devicePixelRatioF(), tokens));
        x += 20;
    }
    QFont font = typeFont(TypeSize::Secondary);
    if (isChecked())
        font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(isChecked() ? tokens.text : tokens.text2);
    painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignLeft | Qt::AlignVCenter, text());
    x += painter.fontMetrics().horizontalAdvance(text()) + 6;
    if (count_ >= 0) {
        painter.setFont(typeFont(TypeSize::Secondary));
        painter.setPen(tokens.text3);
        painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignLeft | Qt::AlignVCenter, QString::number(count_));
    }
}

} // namespace holdfast
