// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plain_label.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <QtMath>

#include "ui/tables/words.h"

namespace holdfast {

QColor inkColour(Ink ink, const Tokens& tokens)
{
    switch (ink) {
    case Ink::Text:
        return tokens.text;
    case Ink::Text2:
        return tokens.text2;
    case Ink::Text3:
        return tokens.text3;
    case Ink::Accent:
        return tokens.accent;
    case Ink::Broken:
        return tokens.broken.ink;
    case Ink::AtRisk:
        return tokens.atRisk.ink;
    case Ink::Healthy:
        return tokens.healthy.ink;
    }
    return tokens.text;
}

PlainLabel::PlainLabel(QWidget* parent)
    : PlainLabel(QString(), TypeSize::Body, Ink::Text, parent)
{
}

PlainLabel::PlainLabel(const QString& text, TypeSize size, Ink ink, QWidget* parent)
    : QLabel(parent)
    , ink_(ink)
{
    setTextFormat(Qt::PlainText);
    setText(text);
    setType(size);
}

void PlainLabel::setType(TypeSize size)
{
    size_ = size;
    setFont(typeFont(size));
    updateGeometry();
}

void PlainLabel::setInk(Ink ink)
{
    ink_ = ink;
    update();
}

void PlainLabel::setWrapping(bool wraps)
{
    setWordWrap(wraps);
    updateGeometry();
}

void PlainLabel::setDefinition(const QString& definition)
{
    definition_ = definition;
    setAccessibleDescription(definition);
}

QSize PlainLabel::sizeHint() const
{
    if (wordWrap())
        return QLabel::sizeHint();
    const QFontMetrics metrics(font());
    const QMargins margins = contentsMargins();
    return QSize(metrics.horizontalAdvance(text()) + 2 + margins.left() + margins.right(),
        qCeil(metrics.height() * 1.25) + margins.top() + margins.bottom());
}

QSize PlainLabel::minimumSizeHint() const
{
    if (wordWrap())
        return QLabel::minimumSizeHint();
    const int few = QFontMetrics(font()).horizontalAdvance(QStringLiteral("MMM…"));
    return QSize(qMin(few, sizeHint().width()), sizeHint().height());
}

void PlainLabel::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::of(palette());
    QPainter painter(this);
    painter.setFont(font());
    painter.setPen(isEnabled() ? inkColour(ink_, tokens) : tokens.text3);
    const QRect box = contentsRect();
    if (wordWrap()) {
        painter.drawText(box, static_cast<int>(alignment()) | Qt::TextWordWrap, text());
        return;
    }
    painter.drawText(box, static_cast<int>(alignment()) | Qt::TextSingleLine,
        fontMetrics().elidedText(text(), Qt::ElideRight, box.width()));
}

bool PlainLabel::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const bool cut = !wordWrap() && fontMetrics().horizontalAdvance(text()) > contentsRect().width();
        QString tip = definition_;
        if (cut)
            tip = tip.isEmpty() ? text() : text() + u'\n' + tip;
        if (tip.isEmpty())
            tip = toolTip();
        if (tip.isEmpty()) {
            event->ignore();
            return true;
        }
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), plainTooltip(tip), this);
        return true;
    }
    if (event->type() == QEvent::ApplicationFontChange)
        setType(size_);
    return QLabel::event(event);
}

} // namespace holdfast
