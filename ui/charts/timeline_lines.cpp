// SPDX-License-Identifier: GPL-3.0-or-later
// The lanes of the timeline that are lines: ARR in steps, active users against seats.
#include <QCoreApplication>
#include <cmath>

#include "ui/charts/sparkline.h"
#include "ui/charts/timeline_painter.h"

namespace holdfast {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Timeline", text);
}

} // namespace

void TimelinePainter::arr(const QRectF& box)
{
    double high = 1;
    for (const ArrStep& step : chart_.arr)
        high = std::max(high, step.arr.inUnits());
    const auto y = [&](Money amount) {
        return box.bottom() - px(5) - amount.inUnits() / high * (box.height() - captionHeight_ - px(8));
    };
    const double today = x(chart_.day);
    painter_.setFont(caption_);
    double free = plot_.left();
    Money before;
    for (std::size_t i = 0; i < chart_.arr.size(); ++i) {
        const ArrStep& step = chart_.arr[i];
        const double from = step.from == always ? plot_.left() : std::max(x(step.from), plot_.left() - px(2));
        const double to = i + 1 < chart_.arr.size() ? x(chart_.arr[i + 1].from) : today;
        const Money old = before;
        before = step.arr;
        if (to < plot_.left() || from > plot_.right())
            continue;
        painter_.setPen(QPen(tokens_.text, px(1.5)));
        if (i > 0 && from >= plot_.left())
            painter_.drawLine(QPointF(from, y(old)), QPointF(from, y(step.arr)));
        painter_.drawLine(QPointF(from, y(step.arr)), QPointF(std::min(to, plot_.right()), y(step.arr)));
        QString label = fromUtf8(shortMoney(step.arr, chart_.currency));
        if (i > 0 && old.cents > 0) {
            const Money change = step.arr - old;
            label += QStringLiteral(", ") + (change.cents > 0 ? QStringLiteral("+") : QString()) +
                fromUtf8(shortMoney(change, chart_.currency));
        }
        const double left = std::max(from + px(4), plot_.left());
        const double width = textWidth(painter_, label);
        if (left >= free && left + width < plot_.right()) {
            painter_.setPen(tokens_.text2);
            drawLine(painter_, QRectF(left, y(step.arr) - captionHeight_ - px(1), width + 1, captionHeight_),
                Qt::AlignLeft, label);
            free = left + width + px(8);
        }
        if (regions_) {
            ChartTarget target;
            target.kind = ChartTarget::Kind::Fact;
            target.dataset = DatasetId::Subscriptions;
            target.day = step.from;
            regions_->push_back(
                {QRectF(from, box.top(), std::max(px(3), std::min(to, plot_.right()) - from), box.height()),
                    tr("ARR %1").arg(fromUtf8(exactMoney(step.arr, chart_.currency))),
                    step.from == always ? QString() : tr("since %1").arg(on(step.from)), target});
        }
    }
    if (chart_.arrKnownUntil && !chart_.arr.empty()) {
        QPen pen(tokens_.text, px(1.2));
        pen.setDashPattern({1.5, 2.5});
        painter_.setPen(pen);
        const double until = std::min(x(*chart_.arrKnownUntil), plot_.right());
        if (until > today)
            painter_.drawLine(QPointF(std::max(today, plot_.left()), y(chart_.arr.back().arr)),
                QPointF(until, y(chart_.arr.back().arr)));
    }
}

double TimelinePainter::valuesLeft(double widest) const
{
    const double outside = plot_.right() + px(6);
    const double today = x(chart_.day);
    if (today < plot_.left() || today > plot_.right())
        return outside;
    const double left = today + px(6);
    if (chart_.arrKnownUntil) { // the line at the renewal does not run through them
        const double renewal = x(*chart_.arrKnownUntil);
        if (renewal > today && renewal < left + widest + px(4))
            return renewal + px(6) + widest < rect_.right() ? renewal + px(6) : outside;
    }
    return left;
}

void TimelinePainter::usage(const QRectF& box)
{
    double high = 1;
    for (const auto& [week, value] : chart_.users)
        high = std::max(high, value);
    for (const auto& [week, value] : chart_.seats)
        high = std::max(high, value);
    // The names of the stages stand above all values.
    const auto y = [&](double value) {
        return box.bottom() - px(4) - value / high * (box.height() - captionHeight_ - px(8));
    };
    painter_.setFont(caption_);
    double free = plot_.left();
    for (const TimelineBand& band : chart_.bands) {
        const double from = std::max(x(band.from), plot_.left()), to = std::min(x(band.to), plot_.right());
        if (to <= from)
            continue;
        const bool shaded = band.stage != DecayStage::Adopting && band.stage != DecayStage::Growing &&
            band.stage != DecayStage::Unknown;
        if (shaded) {
            QColor tint = coloursOf(tokens_, band.stage).tint;
            if (band.stage == DecayStage::Plateau)
                tint.setAlphaF(0.55f);
            painter_.fillRect(QRectF(from, box.top() + px(1), to - from, box.height() - px(1)), tint);
        }
        QString name = fromUtf8(title(band.stage)).toLower();
        if (shaded && to - from > textWidth(painter_, name) + px(8) && from + px(4) >= free) {
            painter_.setPen(coloursOf(tokens_, band.stage).ink);
            drawLine(painter_, QRectF(from + px(4), box.top() + px(1), to - from - px(6), captionHeight_),
                Qt::AlignLeft, name);
            free = from + px(8) + textWidth(painter_, name);
        }
        if (regions_)
            regions_->push_back({QRectF(from, box.top(), to - from, box.height()), fromUtf8(title(band.stage)),
                tr("weeks from %1 to %2").arg(on(band.from), on(band.to.addDays(-1))), {}});
    }
    const auto line = [&](const std::vector<std::pair<Date, double>>& points, bool steps) {
        QPolygonF path;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const double at = x(points[i].first.addDays(3));
            const bool before = i + 1 < points.size() && x(points[i + 1].first.addDays(3)) < plot_.left();
            if (before || at > plot_.right() + px(20))
                continue;
            if (steps && !path.isEmpty())
                path << QPointF(at, path.back().y());
            path << QPointF(at, y(points[i].second));
        }
        painter_.save();
        painter_.setClipRect(QRectF(plot_.left(), box.top(), plot_.width(), box.height()), Qt::IntersectClip);
        painter_.drawPolyline(path);
        painter_.restore();
    };
    QPen seatsPen(tokens_.chartConnector, px(1.2));
    seatsPen.setDashPattern({3, 3});
    painter_.setPen(seatsPen);
    line(chart_.seats, true);
    painter_.setPen(QPen(tokens_.text, px(1.5), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    line(chart_.users, false);
    // The last values stand beside the line at D, apart from each other.
    const QString users = fromUtf8(plainNumber(chart_.users.back().second, 0));
    const QString seats =
        chart_.seats.empty() ? QString() : tr("%1 seats").arg(fromUtf8(plainNumber(chart_.seats.back().second, 0)));
    painter_.setFont(captionStrong_);
    const double left = valuesLeft(std::max(textWidth(painter_, users), textWidth(painter_, seats)));
    painter_.setFont(caption_);
    double usersY = y(chart_.users.back().second) - captionHeight_ / 2;
    if (!chart_.seats.empty()) {
        double seatsY = y(chart_.seats.back().second) - captionHeight_ / 2;
        if (std::abs(seatsY - usersY) < captionHeight_)
            usersY = seatsY + captionHeight_;
        if (usersY + captionHeight_ > box.bottom()) {
            usersY = box.bottom() - captionHeight_;
            seatsY = std::min(seatsY, usersY - captionHeight_);
        }
        painter_.setPen(tokens_.text3);
        drawLine(painter_, QRectF(left, seatsY, rect_.right() - left, captionHeight_), Qt::AlignLeft, seats);
    }
    painter_.setFont(captionStrong_);
    painter_.setPen(tokens_.text);
    drawLine(painter_, QRectF(left, usersY, rect_.right() - left, captionHeight_), Qt::AlignLeft, users);
    if (regions_) {
        for (const auto& [week, value] : chart_.users) {
            const double from = x(week), to = x(week.addDays(7));
            if (from < plot_.left() || to > plot_.right() || to - from < px(2))
                continue;
            ChartTarget target;
            target.kind = ChartTarget::Kind::Fact;
            target.dataset = DatasetId::Usage;
            target.day = week;
            regions_->push_back({QRectF(from, box.top() + captionHeight_, to - from, box.height() - captionHeight_),
                tr("%1 active users").arg(fromUtf8(plainNumber(value, 0))), tr("week of %1").arg(on(week)), target});
        }
    }
}

} // namespace holdfast
