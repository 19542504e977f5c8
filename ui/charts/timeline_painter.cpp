// SPDX-License-Identifier: GPL-3.0-or-later
// The frame of the timeline: heights of the lanes, the axis, the line at D.
#include "ui/charts/timeline_painter.h"

#include <QCoreApplication>
#include <cmath>

namespace holdfast {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Timeline", text);
}

} // namespace

TimelinePainter::TimelinePainter(
    const TimelineChart& chart, QPainter& painter, const QRectF& rect, const ChartStyle& style, ChartRegions* regions)
    : chart_(chart)
    , painter_(painter)
    , rect_(rect)
    , style_(style)
    , tokens_(style.tokens)
    , regions_(regions)
    , plot_(TimelineChart::plotOf(rect, style))
{
    caption_ = style.font(TypeSize::Caption);
    captionStrong_ = style.font(TypeSize::Caption, QFont::DemiBold);
    // The usage lane takes what is left over or gives what is missing.
    double wanted = 0;
    for (std::size_t i = 0; i < timelineLaneCount; ++i) {
        heights_[i] = chart.laneHeight(static_cast<TimelineLane>(i), style);
        wanted += heights_[i];
    }
    const double room = plot_.height() - px(4);
    double& usage = heights_[static_cast<std::size_t>(TimelineLane::Usage)];
    if (!chart.users.empty()) {
        const double given = std::clamp(usage + room - wanted, px(40), px(160));
        wanted += given - usage;
        usage = given;
    }
    if (wanted > room) {
        for (double& height : heights_)
            height *= room / wanted;
    }
}

void TimelinePainter::paint()
{
    painter_.save();
    painter_.setRenderHint(QPainter::Antialiasing);
    painter_.setFont(caption_);
    captionHeight_ = lineHeight(painter_);
    axis();
    double top = plot_.top();
    for (std::size_t i = 0; i < timelineLaneCount; ++i) {
        lane(static_cast<TimelineLane>(i), QRectF(plot_.left(), top, plot_.width(), heights_[i]));
        top += heights_[i];
    }
    bottom_ = top;
    marks();
    painter_.restore();
}

void TimelinePainter::axis()
{
    const double perMonth = plot_.width() / std::max(1.0, chart_.viewTo - chart_.viewFrom) * 30.4;
    double total = 0;
    for (const double height : heights_)
        total += height;
    const Date from(static_cast<std::int32_t>(std::floor(chart_.viewFrom)));
    const Date to(static_cast<std::int32_t>(std::ceil(chart_.viewTo)));
    const int step = perMonth > px(62) ? 1 : perMonth * 3 > px(62) ? 3 : perMonth * 6 > px(62) ? 6 : 12;
    Date month = from.addDays(1 - from.day());
    const double dayLabel = x(chart_.day);
    painter_.setFont(captionStrong_);
    const QStringList today = on(chart_.day).split(QChar(0x00a0));
    const QString todayText = today.mid(0, 2).join(QLatin1Char(' '));
    const double todayWidth = textWidth(painter_, todayText);
    // The renewal's day stands beside D where both have room; the months give way to both.
    QString renewalText;
    double renewalLeft = 0, renewalRight = -1e9;
    if (chart_.arrKnownUntil) {
        const double at = x(*chart_.arrKnownUntil);
        const QStringList parts = on(*chart_.arrKnownUntil).split(QChar(0x00a0));
        renewalText = parts.mid(0, 2).join(QLatin1Char(' '));
        painter_.setFont(caption_);
        const double width = textWidth(painter_, renewalText);
        renewalLeft = std::min(at - width / 2, rect_.right() - width - 1);
        renewalRight = renewalLeft + width;
        const bool seen = at > plot_.left() && at <= plot_.right() + 1;
        const bool meets =
            renewalLeft < dayLabel + todayWidth / 2 + px(8) && renewalRight > dayLabel - todayWidth / 2 - px(8);
        if (!seen || (meets && dayLabel <= plot_.right() + 1)) {
            renewalText.clear();
            renewalRight = -1e9;
        }
    }
    double free = plot_.left() - 1;
    bool named = false;
    for (; month <= to; month = month.addMonths(1)) {
        const double at = x(month);
        if (at < plot_.left() || at > plot_.right())
            continue;
        const bool stepMonth = (month.month() - 1) % step == 0;
        if (perMonth >= px(10) || stepMonth) {
            painter_.setPen(QPen(tokens_.chartGrid, px(1)));
            painter_.drawLine(QPointF(at, plot_.top()), QPointF(at, plot_.top() + total));
        }
        if (!stepMonth)
            continue;
        const QStringList parts = on(month).split(QChar(0x00a0));
        const QString label = !named || month.month() == 1 ? parts[1] + QLatin1Char(' ') + parts[2] : parts[1];
        painter_.setFont(caption_);
        const double width = textWidth(painter_, label);
        const bool meetsToday =
            at + width + px(6) > dayLabel - todayWidth / 2 && at < dayLabel + todayWidth / 2 + px(6);
        const bool meetsRenewal = at + width + px(8) > renewalLeft && at < renewalRight + px(8);
        if (at < free || at + width > plot_.right() + px(60) || meetsToday || meetsRenewal)
            continue;
        painter_.setPen(tokens_.text3);
        drawLine(painter_, QRectF(at + px(2), rect_.top(), width + 1, captionHeight_), Qt::AlignLeft, label);
        free = at + width + px(10);
        named = true;
    }
    if (!renewalText.isEmpty()) {
        painter_.setFont(caption_);
        painter_.setPen(tokens_.text3);
        drawLine(painter_, QRectF(renewalLeft, rect_.top(), renewalRight - renewalLeft + 1, captionHeight_),
            Qt::AlignLeft, renewalText);
    }
    if (dayLabel >= plot_.left() && dayLabel <= plot_.right() + 1) {
        painter_.setFont(captionStrong_);
        painter_.setPen(tokens_.accent);
        drawLine(painter_, QRectF(dayLabel - todayWidth / 2 - 1, rect_.top(), todayWidth + 2, captionHeight_),
            Qt::AlignHCenter, todayText);
    }
}

void TimelinePainter::marks()
{
    const double today = x(chart_.day);
    if (today >= plot_.left() && today <= plot_.right() + 1) {
        painter_.setPen(QPen(tokens_.accent, px(1.5)));
        double from = plot_.top() - px(3);
        std::sort(gaps_.begin(), gaps_.end());
        for (const auto& [top, bottom] : gaps_) { // words that it would run through
            if (top > from)
                painter_.drawLine(QPointF(today, from), QPointF(today, top));
            from = std::max(from, bottom);
        }
        painter_.drawLine(QPointF(today, from), QPointF(today, bottom_));
    }
    if (chart_.arrKnownUntil) {
        const double renewal = x(*chart_.arrKnownUntil);
        if (renewal > today && renewal <= plot_.right() + 1) {
            QPen pen(tokens_.chartConnector, px(1.2));
            pen.setDashPattern({1.5, 2.5});
            painter_.setPen(pen);
            painter_.drawLine(QPointF(renewal, plot_.top()), QPointF(renewal, bottom_));
            if (regions_)
                regions_->push_back({QRectF(renewal - px(4), plot_.top(), px(8), px(16)), tr("Renewal"),
                    on(*chart_.arrKnownUntil), {}});
        }
    }
}

void TimelinePainter::lane(TimelineLane which, const QRectF& box)
{
    if (box.height() <= 0)
        return;
    painter_.setFont(caption_);
    painter_.setPen(tokens_.text3);
    drawLine(painter_, QRectF(rect_.left(), box.top(), plot_.left() - rect_.left() - px(6), box.height()),
        Qt::AlignVCenter, titleOf(which));
    painter_.setPen(QPen(tokens_.line, px(1)));
    painter_.drawLine(QPointF(rect_.left(), box.bottom()), QPointF(rect_.right(), box.bottom()));
    if (!chart_.hasData(which)) {
        painter_.setPen(tokens_.text3);
        drawLine(painter_, QRectF(plot_.left() + px(4), box.top(), plot_.width(), box.height()), Qt::AlignVCenter,
            chart_.nothing[static_cast<std::size_t>(which)]);
        return;
    }
    painter_.save();
    painter_.setClipRect(
        QRectF(plot_.left() - px(1), box.top(), rect_.right() - plot_.left() + px(1), box.height() + 1));
    if (which == TimelineLane::Arr)
        arr(box);
    else if (which == TimelineLane::Usage)
        usage(box);
    else
        items(which, box);
    painter_.restore();
}

void TimelineChart::paint(QPainter& painter, const QRectF& rect, const ChartStyle& style, ChartRegions* regions) const
{
    TimelinePainter(*this, painter, rect, style, regions).paint();
}

} // namespace holdfast
