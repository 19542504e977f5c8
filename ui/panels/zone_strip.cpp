// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/zone_strip.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/charts/zone_chart.h"
#include "ui/tables/evidence_words.h"
#include "ui/tables/mark_codes.h"
#include "ui/tables/words.h"
#include "ui/theme/marks.h"

namespace holdfast {
namespace {

QRectF zoneBox(const QWidget& strip, std::size_t zone)
{
    const double gap = 3, width = (strip.width() - gap * (orderedZoneCount - 1)) / orderedZoneCount;
    return QRectF(static_cast<double>(zone) * (width + gap), 0, width, strip.height());
}

} // namespace

ZoneStrip::ZoneStrip(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Zones"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize ZoneStrip::sizeHint() const
{
    return QSize(320, qRound(QFontMetrics(typeFont(TypeSize::Body)).height() * 36.0 / 16.0));
}

void ZoneStrip::showZones(const AccountZones* zones)
{
    zones_.reset();
    QStringList words;
    if (zones) {
        zones_ = *zones;
        for (std::size_t zone = 0; zone < orderedZoneCount; ++zone)
            words.append(toText(title(static_cast<Zone>(zone))) + u' ' + toText(title(zones->status[zone])).toLower());
    }
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    update();
}

void ZoneStrip::paintEvent(QPaintEvent*)
{
    if (!zones_)
        return;
    const Tokens& tokens = Tokens::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    // Where one name does not fit, all stand in their short form.
    QFont widest = typeFont(TypeSize::Caption);
    widest.setWeight(QFont::DemiBold);
    bool brief = false;
    for (std::size_t at = 0; at < orderedZoneCount; ++at)
        brief = brief ||
            QFontMetrics(widest).horizontalAdvance(toText(title(static_cast<Zone>(at)))) >
                zoneBox(*this, at).width() - 4;
    for (std::size_t at = 0; at < orderedZoneCount; ++at) {
        const Zone zone = static_cast<Zone>(at);
        const ZoneStatus status = zones_->status[at];
        const QRectF box = zoneBox(*this, at);
        const bool breakpoint = zones_->breakpoint == zone;
        painter.setPen(breakpoint ? QPen(tokens.broken.ink, 1.5) : QPen(Qt::NoPen));
        painter.setBrush(coloursOf(tokens, status).tint);
        painter.drawRoundedRect(breakpoint ? box.adjusted(0.75, 0.75, -0.75, -0.75) : box, 4, 4);
        if (zones_->isBlocked(zone))
            paintBlocked(painter, box, tokens);
        paintMark(
            painter, QRectF(box.center().x() - 6, box.top() + 4, 12, 12), static_cast<Mark>(markOf(status)), tokens);
        QFont font = typeFont(TypeSize::Caption);
        if (breakpoint)
            font.setWeight(QFont::DemiBold);
        painter.setFont(font);
        painter.setPen(breakpoint ? tokens.text : tokens.text2);
        const QRectF words(box.left() + 1, box.top() + 17, box.width() - 2, box.height() - 18);
        painter.drawText(words, Qt::AlignCenter,
            painter.fontMetrics().elidedText(
                brief ? shortTitle(zone) : toText(title(zone)), Qt::ElideRight, static_cast<int>(words.width())));
    }
}

bool ZoneStrip::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && zones_) {
        const auto* help = static_cast<QHelpEvent*>(event);
        for (std::size_t at = 0; at < orderedZoneCount; ++at) {
            if (!zoneBox(*this, at).contains(help->pos()))
                continue;
            const Zone zone = static_cast<Zone>(at);
            QString tip = toText(title(zone)) + QStringLiteral(": ") + toText(title(zones_->status[at]));
            if (zones_->isBlocked(zone))
                tip += tr(", blocked by %1").arg(toText(title(*zones_->breakpoint)));
            tip += u'\n' + toText(definition(zone));
            for (const CriterionSpec& criterion : criteria()) {
                if (criterion.zone == zone && zones_->state(criterion.id) == CriterionState::Fail)
                    tip += u'\n' + tr("fails: %1").arg(toText(criterion.title));
            }
            QToolTip::showText(help->globalPos(), plainTooltip(tip), this);
            return true;
        }
    }
    return QWidget::event(event);
}

} // namespace holdfast
