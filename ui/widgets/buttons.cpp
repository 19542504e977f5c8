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

QSize keycapSize(const QString& key)
{
    const QFontMetrics caption(typeFont(TypeSize::CaptionMedium));
    return {qMax(15, caption.horizontalAdvance(key) + 6), caption.height() + 2};
}

void paintKeycap(QPainter& painter, const QRectF& box, const QString& key, const QColor& ink, const QColor& line)
{
    painter.setFont(typeFont(TypeSize::CaptionMedium));
    pill(painter, box, 4, Qt::transparent, line);
    painter.setPen(ink);
    painter.drawText(box, Qt::AlignCenter, key);
}

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
    QFont medium = typeFont(TypeSize::Secondary);
    medium.setWeight(QFont::Medium);
    return QSize(QFontMetrics(medium).horizontalAdvance(text()) + keycapSize(key_).width() + 18,
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
    const QSize cap = keycapSize(key_);
    paintKeycap(painter, QRectF(QPointF(7 + words + 5, (height() - cap.height()) / 2.0), cap), key_,
        filled ? tokens.onAccent : tokens.text3, filled ? tokens.onAccent : tokens.line2);
}

namespace {

const QString openKey = QStringLiteral("O");

QFont nameFont()
{
    QFont font = typeFont(TypeSize::BodyStrong);
    if (font.pixelSize() > 0)
        font.setPixelSize(font.pixelSize() * 15 / 13);
    else
        font.setPointSizeF(font.pointSizeF() * 15 / 13);
    return font;
}

} // namespace

AccountLink::AccountLink(QWidget* parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void AccountLink::setAccount(const QString& name, bool opens)
{
    setText(name);
    setEnabled(opens);
    setCursor(opens ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setAccessibleName(opens ? tr("Open account %1").arg(name) : name);
    setToolTip(plainTooltip(opens ? tr("%1\nOpen account (%2)").arg(name, openKey) : name));
    updateGeometry();
    update();
}

QSize AccountLink::sizeHint() const
{
    const QFontMetrics metrics(nameFont());
    return {metrics.horizontalAdvance(text()) + 12 + keycapSize(openKey).width(), qRound(metrics.height() * 1.25)};
}

QSize AccountLink::minimumSizeHint() const
{
    return {qMin(110, sizeHint().width()), sizeHint().height()};
}

void AccountLink::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::of(palette());
    QPainter painter(this);
    QFont font = nameFont();
    const bool lit = isEnabled() && underMouse();
    font.setUnderline(lit);
    painter.setFont(font);
    painter.setPen(lit ? tokens.accent : tokens.text);
    const QSize cap = isEnabled() ? keycapSize(openKey) : QSize();
    const int room = width() - (isEnabled() ? cap.width() + 9 : 0);
    const QString shown = painter.fontMetrics().elidedText(text(), Qt::ElideRight, room);
    painter.drawText(QRect(0, 0, room, height()), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    const int words = painter.fontMetrics().horizontalAdvance(shown);
    if (isEnabled())
        paintKeycap(painter, QRectF(QPointF(words + 8, (height() - cap.height()) / 2.0), cap), openKey, tokens.text3,
            tokens.line2);
    if (hasFocus())
        pill(painter, QRectF(-1, 0, width(), height()), 4, Qt::transparent, tokens.accent, 2);
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
