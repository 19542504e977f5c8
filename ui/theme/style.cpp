// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style.h"

#include <QMenu>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QStyleFactory>
#include <QStyleOption>

#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

namespace holdfast {
namespace {

constexpr double fieldRadius = 6;

// A field or button: ground, a line around it, and the focus ring when it has the keyboard.
void drawField(QPainter* painter, const QRect& rect, const QColor& ground, const QColor& line, const QColor& ring,
    bool focus, double radius = fieldRadius)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(ground);
    if (focus) {
        painter->setPen(QPen(ring, 2));
        painter->drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), radius, radius);
    } else {
        painter->setPen(line.isValid() && line.alpha() > 0 ? QPen(line, 1) : QPen(Qt::NoPen));
        painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    }
    painter->restore();
}

void drawIcon(QPainter* painter, const QString& name, const QRect& box, int size, const QColor& colour)
{
    const QPixmap pixmap = iconPixmap(name, size, painter->device()->devicePixelRatioF(), colour);
    painter->drawPixmap(box.center().x() - size / 2 + 1, box.center().y() - size / 2 + 1, pixmap);
}

QString kindOf(const QWidget* widget)
{
    return widget ? widget->property(buttonKindProperty).toString() : QString();
}

void drawPushButton(const QStyleOptionButton& option, QPainter* painter, const QWidget* widget)
{
    const Tokens& tokens = Tokens::of(option.palette);
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool down = option.state & (QStyle::State_Sunken | QStyle::State_On);
    const bool hover = enabled && (option.state & QStyle::State_MouseOver);
    const bool focus = option.state & QStyle::State_HasFocus;
    const QString kind = kindOf(widget);
    QColor ground = down ? tokens.selection : hover ? tokens.hover : tokens.base;
    QColor line = tokens.line2;
    if (!enabled && kind == QLatin1String("link")) {
        ground = Qt::transparent;
        line = Qt::transparent;
    } else if (!enabled) {
        ground = tokens.window;
        line = tokens.line;
    } else if (kind == QLatin1String("primary")) {
        ground = down || hover ? tokens.accent.darker(108) : tokens.accent;
        line = tokens.accent;
    } else if (kind == QLatin1String("link") || (option.features & QStyleOptionButton::Flat)) {
        ground = hover || down ? tokens.hover : QColor(Qt::transparent);
        line = Qt::transparent;
    }
    if (kind == QLatin1String("primary") && focus && enabled) {
        drawField(painter, option.rect, tokens.base, tokens.line2, tokens.accent, true);
        drawField(painter, option.rect.adjusted(3, 3, -3, -3), ground, line, tokens.accent, false);
        return;
    }
    drawField(painter, option.rect, ground, line, tokens.accent, focus,
        kind == QLatin1String("pill") ? option.rect.height() / 2.0 : fieldRadius);
}

void drawHeaderSection(const QStyleOptionHeader& option, QPainter* painter)
{
    const Tokens& tokens = Tokens::of(option.palette);
    painter->fillRect(option.rect, tokens.base);
    painter->setPen(tokens.line2);
    if (option.orientation == Qt::Horizontal)
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    else
        painter->drawLine(option.rect.topRight(), option.rect.bottomRight());
}

// Heads stand as far from the edge as the texts of the cells beneath.
void drawHeaderLabel(const QStyleOptionHeader& option, QPainter* painter, const QWidget* widget)
{
    const Tokens& tokens = Tokens::of(option.palette);
    const bool first =
        option.position == QStyleOptionHeader::Beginning || option.position == QStyleOptionHeader::OnlyOneSection;
    const QVariant inset = widget && first ? widget->property(firstInsetProperty) : QVariant();
    const int margin = 2; // what Qt has taken off already
    const bool arrow = option.sortIndicator != QStyleOptionHeader::None;
    const QRect box = option.textAlignment & Qt::AlignHCenter
        ? option.rect
        : option.rect.adjusted((inset.isValid() ? inset.toInt() : 8) - margin, 0, arrow ? 0 : margin - 8, 0);
    painter->save();
    painter->setFont(typeFont(TypeSize::CaptionMedium));
    painter->setPen(arrow ? tokens.text : tokens.text3);
    const QString text = painter->fontMetrics().elidedText(option.text, Qt::ElideRight, qMax(0, box.width()));
    painter->drawText(box, static_cast<int>(option.textAlignment | Qt::AlignVCenter | Qt::TextSingleLine), text);
    painter->restore();
}

void drawScrollBar(const QStyleOptionSlider& option, QPainter* painter, const QRect& handle)
{
    const Tokens& tokens = Tokens::of(option.palette);
    if (option.maximum <= option.minimum)
        return;
    const bool active = option.state & (QStyle::State_Sunken | QStyle::State_MouseOver);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(active ? tokens.text3 : tokens.line2);
    const QRectF bar = option.orientation == Qt::Vertical ? QRectF(handle).adjusted(3, 2, -2, -2)
                                                          : QRectF(handle).adjusted(2, 3, -2, -2);
    const double radius = qMin(bar.width(), bar.height()) / 2;
    painter->drawRoundedRect(bar, radius, radius);
    painter->restore();
}

void drawSlider(const QStyleOptionSlider& option, QPainter* painter, const QRect& groove, const QRect& handle)
{
    const Tokens& tokens = Tokens::of(option.palette);
    const bool enabled = option.state & QStyle::State_Enabled;
    const double middle = groove.center().y() + 0.5;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(tokens.line2, 2, Qt::SolidLine, Qt::RoundCap));
    painter->drawLine(QPointF(groove.left() + 4, middle), QPointF(groove.right() - 4, middle));
    painter->setPen(QPen(enabled ? tokens.accent : tokens.line2, 2, Qt::SolidLine, Qt::RoundCap));
    painter->drawLine(QPointF(groove.left() + 4, middle), QPointF(handle.center().x(), middle));
    painter->setBrush(tokens.base);
    painter->setPen(QPen(enabled ? tokens.accent : tokens.line2, option.state & QStyle::State_HasFocus ? 3 : 1.6));
    painter->drawEllipse(QPointF(handle.center().x() + 0.5, middle), 6, 6);
    painter->restore();
}

} // namespace

Style::Style()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
}

void Style::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QPushButton*>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return 11;
    case PM_ScrollBarSliderMin:
        return 28;
    case PM_DefaultFrameWidth:
        return qobject_cast<const QMenu*>(widget) ? 1 : QProxyStyle::pixelMetric(metric, option, widget);
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabShiftVertical:
        return 0;
    case PM_TabBarTabHSpace:
        return 20;
    case PM_TabBarTabVSpace:
        return 8;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return 16;
    case PM_MenuButtonIndicator:
        return 16;
    case PM_SliderThickness:
    case PM_SliderLength:
    case PM_SliderControlThickness:
        return 16;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(
    StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* returned) const
{
    switch (hint) {
    case SH_ToolTip_WakeUpDelay:
        return 400;
    case SH_Slider_AbsoluteSetButtons:
        return Qt::LeftButton;
    case SH_Widget_Animate:
    case SH_Widget_Animation_Duration:
        return 0;
    case SH_ComboBox_Popup:
    case SH_EtchDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 1;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

QSize Style::sizeFromContents(
    ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    // A field is 28 high at a body of 13 px, and grows with the user's font.
    const int height = option ? qRound(option->fontMetrics.height() * 28.0 / 16.0) : 28;
    switch (type) {
    case CT_PushButton:
        result = QSize(size.width() + 20, height);
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            if (button->text.isEmpty())
                result.setWidth(height);
            else if (kindOf(widget) == QLatin1String("pill"))
                result.setHeight(qRound(option->fontMetrics.height() * 24.0 / 16.0));
        }
        return result;
    case CT_ComboBox:
        result.setHeight(height);
        result.rwidth() += 8;
        return result;
    case CT_LineEdit:
    case CT_SpinBox:
        result.setHeight(height);
        return result;
    case CT_HeaderSection:
        result.setHeight(qRound(option->fontMetrics.height() * 26.0 / 16.0));
        return result;
    case CT_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
            item && item->menuItemType != QStyleOptionMenuItem::Separator)
            result.setHeight(qMax(result.height(), height - 2));
        return result;
    default:
        return result;
    }
}

void Style::drawPrimitive(
    PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const Tokens& tokens = Tokens::of(option->palette);
    switch (element) {
    case PE_PanelButtonCommand:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            drawPushButton(*button, painter, widget);
            return;
        }
        break;
    case PE_PanelButtonTool: {
        const bool down = option->state & (State_Sunken | State_On);
        const bool hover = (option->state & State_MouseOver) && (option->state & State_Enabled);
        drawField(painter, option->rect,
            down        ? tokens.selection
                : hover ? tokens.hover
                        : QColor(Qt::transparent),
            Qt::transparent, tokens.accent, option->state & State_HasFocus);
        return;
    }
    case PE_FrameFocusRect:
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(tokens.accent, 2));
        painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), 4, 4);
        painter->restore();
        return;
    case PE_PanelLineEdit:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option)) {
            if (frame->lineWidth > 0)
                drawField(painter, option->rect, (option->state & State_Enabled) ? tokens.base : tokens.window,
                    tokens.line2, tokens.accent, (option->state & State_HasFocus) && !(option->state & State_ReadOnly));
            return;
        }
        break;
    case PE_FrameLineEdit:
        return;
    case PE_Frame:
        if (widget && widget->inherits("QPlainTextEdit")) { // a field of several lines
            drawField(painter, option->rect, (option->state & State_Enabled) ? tokens.base : tokens.window,
                tokens.line2, tokens.accent, option->state & State_HasFocus);
            return;
        }
        painter->save();
        painter->setPen(tokens.line);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        painter->restore();
        return;
    case PE_FrameMenu:
    case PE_PanelTipLabel:
        painter->save();
        painter->setPen(tokens.line2);
        painter->setBrush(element == PE_PanelTipLabel ? QBrush(tokens.base) : QBrush(Qt::NoBrush));
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        painter->restore();
        return;
    case PE_PanelMenu:
        painter->fillRect(option->rect, tokens.base);
        return;
    case PE_FrameTabBarBase:
    case PE_FrameTabWidget:
        return;
    case PE_PanelScrollAreaCorner:
        painter->fillRect(option->rect, tokens.base);
        return;
    case PE_PanelItemViewItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option)) {
            if (item->state & State_Selected)
                painter->fillRect(item->rect, tokens.selection);
            else if (item->state & State_MouseOver && item->state & State_Enabled)
                painter->fillRect(item->rect, tokens.hover);
            else if (item->backgroundBrush.style() != Qt::NoBrush)
                painter->fillRect(item->rect, item->backgroundBrush);
            return;
        }
        break;
    case PE_IndicatorHeaderArrow: {
        const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
        if (!header || header->sortIndicator == QStyleOptionHeader::None)
            return;
        // Down means descending: the largest first.
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(tokens.text2, 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const QPointF at = QRectF(option->rect).center();
        const double turn = header->sortIndicator == QStyleOptionHeader::SortUp ? 1 : -1;
        painter->drawPolyline(
            QPolygonF{at + QPointF(-3, -1.5 * turn), at + QPointF(0, 1.5 * turn), at + QPointF(3, -1.5 * turn)});
        painter->restore();
        return;
    }
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck: {
        const bool on = option->state & State_On;
        const QRectF box = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setBrush(on ? tokens.accent : tokens.base);
        painter->setPen(QPen(on ? tokens.accent : tokens.text3, 1));
        painter->drawRoundedRect(box, 3, 3);
        if (on) {
            painter->setPen(QPen(tokens.onAccent, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            painter->drawPolyline(QPolygonF{box.topLeft() + QPointF(box.width() * 0.22, box.height() * 0.52),
                box.topLeft() + QPointF(box.width() * 0.42, box.height() * 0.72),
                box.topLeft() + QPointF(box.width() * 0.78, box.height() * 0.30)});
        }
        painter->restore();
        return;
    }
    case PE_IndicatorRadioButton: {
        const bool on = option->state & State_On;
        const bool enabled = option->state & State_Enabled;
        const QRectF box = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
        const QColor line = !enabled ? tokens.line2 : on ? tokens.accent : tokens.text3;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setBrush(tokens.base);
        painter->setPen(QPen(line, 1));
        painter->drawEllipse(box);
        if (on) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(line);
            painter->drawEllipse(
                box.adjusted(box.width() * 0.25, box.height() * 0.25, -box.width() * 0.25, -box.height() * 0.25));
        }
        painter->restore();
        return;
    }
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void Style::drawControl(
    ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const Tokens& tokens = Tokens::of(option->palette);
    switch (element) {
    case CE_PushButtonBevel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            drawPushButton(*button, painter, widget);
            if (button->features & QStyleOptionButton::HasMenu)
                drawIcon(painter, QStringLiteral("down"),
                    QRect(option->rect.right() - 24, option->rect.top(), 20, option->rect.height()), 16, tokens.text3);
            return;
        }
        break;
    case CE_PushButtonLabel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            QStyleOptionButton changed = *button;
            const QString kind = kindOf(widget);
            const bool enabled = option->state & State_Enabled;
            if (enabled && kind == QLatin1String("primary"))
                changed.palette.setColor(QPalette::ButtonText, tokens.onAccent);
            else if (enabled && kind == QLatin1String("link"))
                changed.palette.setColor(QPalette::ButtonText, tokens.accent);
            QProxyStyle::drawControl(element, &changed, painter, widget);
            return;
        }
        break;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            drawHeaderSection(*header, painter);
            return;
        }
        painter->fillRect(option->rect, tokens.base);
        painter->setPen(tokens.line2);
        painter->drawLine(option->rect.bottomLeft(), option->rect.bottomRight());
        return;
    case CE_HeaderLabel:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            drawHeaderLabel(*header, painter, widget);
            return;
        }
        break;
    case CE_TabBarTabShape:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
            const bool selected = tab->state & State_Selected;
            const bool hover = tab->state & State_MouseOver;
            const QColor ground = selected ? tokens.selection : hover ? tokens.hover : QColor(Qt::transparent);
            drawField(painter, tab->rect.adjusted(1, 2, -1, -2), ground, Qt::transparent, tokens.accent,
                selected && (tab->state & State_HasFocus));
            return;
        }
        break;
    case CE_ProgressBarGroove:
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(tokens.line);
        painter->drawRoundedRect(option->rect, option->rect.height() / 2.0, option->rect.height() / 2.0);
        painter->restore();
        return;
    case CE_ProgressBarContents:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option)) {
            if (bar->maximum <= bar->minimum)
                break; // busy: Fusion's own
            QRectF done(option->rect);
            done.setWidth(done.width() * (bar->progress - bar->minimum) / (bar->maximum - bar->minimum));
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(Qt::NoPen);
            painter->setBrush(tokens.accent);
            const double radius = qMin(done.width(), done.height()) / 2;
            painter->drawRoundedRect(done, radius, radius);
            painter->restore();
            return;
        }
        break;
    case CE_Splitter: {
        // A line to see, and some room around it to take hold of.
        painter->fillRect(option->rect, tokens.base);
        const QRect& handle = option->rect;
        if (handle.width() > handle.height())
            painter->fillRect(QRect(handle.left(), handle.center().y(), handle.width(), 1), tokens.line);
        else
            painter->fillRect(QRect(handle.center().x(), handle.top(), 1, handle.height()), tokens.line);
        return;
    }
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const
{
    const Tokens& tokens = Tokens::of(option->palette);
    switch (control) {
    case CC_ComboBox:
    case CC_SpinBox: {
        const bool enabled = option->state & State_Enabled;
        drawField(painter, option->rect, enabled ? tokens.base : tokens.window, tokens.line2, tokens.accent,
            option->state & State_HasFocus);
        if (control == CC_ComboBox) {
            const bool isDate = widget && widget->inherits("QDateTimeEdit");
            drawIcon(painter, isDate ? QStringLiteral("calendar") : QStringLiteral("down"),
                subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget), 16, tokens.text3);
            return;
        }
        const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
        if (spin && spin->buttonSymbols != QAbstractSpinBox::NoButtons) {
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(QPen(tokens.text3, 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            for (const auto part : {SC_SpinBoxUp, SC_SpinBoxDown}) {
                const QPointF at = QRectF(subControlRect(CC_SpinBox, option, part, widget)).center();
                const double turn = part == SC_SpinBoxUp ? -1 : 1;
                painter->drawPolyline(QPolygonF{
                    at + QPointF(-3, -1.5 * turn), at + QPointF(0, 1.5 * turn), at + QPointF(3, -1.5 * turn)});
            }
            painter->restore();
        }
        return;
    }
    case CC_ScrollBar:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
            drawScrollBar(*bar, painter, subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, widget));
            return;
        }
        break;
    case CC_Slider:
        if (const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
            slider && slider->orientation == Qt::Horizontal) {
            drawSlider(*slider, painter, subControlRect(CC_Slider, option, SC_SliderGroove, widget),
                subControlRect(CC_Slider, option, SC_SliderHandle, widget));
            return;
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect Style::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    // Texts of fields stand as far from the edge as those of buttons.
    if (element == SE_LineEditContents) {
        const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        const QRect inside = QProxyStyle::subElementRect(element, option, widget);
        return frame && frame->lineWidth > 0 ? inside.adjusted(5, 0, -4, 0) : inside;
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect Style::subControlRect(
    ComplexControl control, const QStyleOptionComplex* option, SubControl sub, const QWidget* widget) const
{
    const QRect whole = option->rect;
    if (control == CC_ComboBox) {
        if (sub == SC_ComboBoxEditField)
            return visualRect(option->direction, whole, whole.adjusted(6, 1, -26, -1));
        if (sub == SC_ComboBoxArrow)
            return visualRect(option->direction, whole, QRect(whole.right() - 25, whole.top(), 24, whole.height()));
    }
    if (control == CC_ScrollBar) {
        if (sub == SC_ScrollBarAddLine || sub == SC_ScrollBarSubLine)
            return {};
        const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
        if (bar &&
            (sub == SC_ScrollBarGroove || sub == SC_ScrollBarSlider || sub == SC_ScrollBarAddPage ||
                sub == SC_ScrollBarSubPage)) {
            const bool vertical = bar->orientation == Qt::Vertical;
            const int length = vertical ? whole.height() : whole.width();
            const qint64 range = static_cast<qint64>(bar->maximum) - bar->minimum;
            int handle = length;
            if (range > 0) {
                handle = static_cast<int>(static_cast<qint64>(bar->pageStep) * length / (range + bar->pageStep));
                handle = qBound(qMin(28, length), handle, length);
            }
            const int start = sliderPositionFromValue(
                bar->minimum, bar->maximum, bar->sliderPosition, length - handle, bar->upsideDown);
            const auto part = [&](int from, int size) {
                return vertical ? QRect(whole.left(), whole.top() + from, whole.width(), size)
                                : QRect(whole.left() + from, whole.top(), size, whole.height());
            };
            if (sub == SC_ScrollBarGroove)
                return whole;
            if (sub == SC_ScrollBarSlider)
                return part(start, handle);
            if (sub == SC_ScrollBarSubPage)
                return part(0, start);
            return part(start + handle, length - start - handle);
        }
    }
    return QProxyStyle::subControlRect(control, option, sub, widget);
}

} // namespace holdfast
