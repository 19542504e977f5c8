// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/account_zone_strip.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/charts/chart_text.h"
#include "ui/charts/chart_view.h"
#include "ui/charts/zone_chart.h"

namespace holdfast {

AccountZoneStrip::AccountZoneStrip(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Zones of the account"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void AccountZoneStrip::setZones(const AccountZones* zones)
{
    zones_ = zones ? std::optional(*zones) : std::nullopt;
    QStringList words;
    for (std::size_t zone = 0; zones && zone < zoneCount; ++zone)
        words << fromUtf8(title(static_cast<Zone>(zone))) + QStringLiteral(": ") + fromUtf8(title(zones->status[zone]));
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    setVisible(zones != nullptr);
    update();
}

QSize AccountZoneStrip::sizeHint() const
{
    return {640, QFontMetrics(font()).height() + 10};
}

void AccountZoneStrip::paintEvent(QPaintEvent*)
{
    regions_.clear();
    if (!zones_)
        return;
    QPainter painter(this);
    const ChartStyle style{Tokens::of(palette()), static_cast<double>(QFontInfo(font()).pixelSize()), false};
    paintZoneStrip(painter, QRectF(rect()).adjusted(1, 1, -1, -1), *zones_, style, &regions_);
    if (hasFocus() && static_cast<std::size_t>(focused_) < regions_.size()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(style.tokens.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(regions_[static_cast<std::size_t>(focused_)].rect, 4, 4);
    }
}

void AccountZoneStrip::mouseReleaseEvent(QMouseEvent* event)
{
    for (const ChartRegion& region : regions_) {
        if (region.rect.contains(event->position())) {
            focused_ = region.target.first;
            update();
            Q_EMIT clicked(region.target.first);
            return;
        }
    }
}

void AccountZoneStrip::keyPressEvent(QKeyEvent* event)
{
    constexpr int count = static_cast<int>(zoneCount);
    if (event->key() == Qt::Key_Right)
        focused_ = (focused_ + 1) % count;
    else if (event->key() == Qt::Key_Left)
        focused_ = (focused_ + count - 1) % count;
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        Q_EMIT clicked(focused_);
    else {
        QWidget::keyPressEvent(event);
        return;
    }
    update();
}

bool AccountZoneStrip::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        for (const ChartRegion& region : regions_) {
            if (region.rect.contains(help->pos())) {
                QToolTip::showText(help->globalPos(), chartTooltip(region.title, region.details), this);
                return true;
            }
        }
    }
    return QWidget::event(event);
}

} // namespace holdfast
