// SPDX-License-Identifier: GPL-3.0-or-later
// The lanes of the timeline that hold single facts: shapes with their labels, joined where they would cover each other.
#include <QCoreApplication>
#include <QPainterPath>
#include <cmath>

#include "ui/charts/timeline_painter.h"

namespace holdfast {

namespace {

using Shape = TimelineItem::Shape;
using Tone = TimelineItem::Tone;

QString tr(const char* text)
{
    return QCoreApplication::translate("Timeline", text);
}

const StatusColours& coloursOf(const Tokens& tokens, Tone tone)
{
    switch (tone) {
    case Tone::Good:
        return tokens.healthy;
    case Tone::Warn:
        return tokens.atRisk;
    case Tone::Bad:
        return tokens.broken;
    case Tone::Plain:
        break;
    }
    return tokens.unknown;
}

} // namespace

void TimelinePainter::items(TimelineLane which, const QRectF& box)
{
    const auto place = static_cast<std::size_t>(which);
    const std::vector<TimelineItem>& all = chart_.items[place];
    const int rows = std::max(1, chart_.rows[place]);
    // Everything that starts before the view by more than the longest item is left out, by binary search.
    const Date earliest(static_cast<std::int32_t>(std::floor(chart_.viewFrom)) - chart_.longest[place] - 30);
    const Date latest(static_cast<std::int32_t>(std::ceil(chart_.viewTo)));
    auto item = std::lower_bound(
        all.begin(), all.end(), earliest, [](const TimelineItem& one, Date date) { return one.from < date; });
    struct Row {
        double right = -1e9; // of what is drawn
        std::size_t region = 0; // that the next one may join, + 1
        int joined = 0;
    };
    std::array<Row, TimelineChart::mostRows> used{};
    bool any = false;
    const auto earlier = item - all.begin();
    for (; item != all.end() && item->from <= latest; ++item) {
        const double from = x(item->from);
        double to = x(item->to);
        if (item->shape == Shape::Bar)
            to = std::max(to, from + px(3));
        if (item->second)
            to = std::max(to, x(*item->second));
        if (to < plot_.left() - px(8))
            continue;
        any = true;
        Row& row = used[static_cast<std::size_t>(item->row) % used.size()];
        const double height = box.height() / rows;
        const QRectF line(plot_.left(), box.top() + height * item->row, plot_.width(), height);
        const double half = item->shape == Shape::Score                ? px(9)
            : item->shape == Shape::Bar || item->shape == Shape::Track ? 0
                                                                       : px(5);
        // What would cover the one before it joins it: thousands of events cost a few hundred shapes.
        // Scores hold a figure that must stay readable, so their discs do not touch.
        const double clear = item->shape == Shape::Score ? half : 0;
        if (from - clear < row.right - (half > 0 ? px(2) : px(-1)) && row.region > 0 &&
            to - clear <= row.right + px(3)) {
            ++row.joined;
            if (regions_) {
                ChartRegion& region = (*regions_)[row.region - 1];
                region.rect =
                    region.rect.united(QRectF(from - half, line.top(), std::max(px(3), to - from) + 2 * half, height));
                if (row.joined < 8)
                    region.details += QLatin1Char('\n') + item->title;
                else if (row.joined == 8)
                    region.details += QLatin1Char('\n') + tr("and more; zoom in to see them");
            }
            continue;
        }
        const double drawn = draw(*item, line, from, to);
        const double reached = std::max(drawn, to + half);
        if (regions_) {
            ChartTarget target;
            target.kind = ChartTarget::Kind::Fact;
            target.first = static_cast<int>(item - all.begin());
            target.second = static_cast<int>(place);
            target.dataset = item->dataset;
            target.day = item->from;
            target.file = item->file;
            target.line = item->line;
            const double left = std::max(from - half, plot_.left());
            regions_->push_back(
                {QRectF(left, line.top(), std::max(px(6), std::min(to + half, plot_.right()) - left), height),
                    item->title, item->details, target});
            row.region = regions_->size();
        } else {
            row.region = 1;
        }
        row.joined = 0;
        // A label goes where neither the one before nor the one after is in the way.
        row.right = label(*item, std::next(item), all.end(), line, from - half, reached, row.right);
    }
    if (!any) { // the lane has facts, but not here
        const auto before = static_cast<std::int64_t>(std::max(earlier, item - all.begin()));
        const auto after = static_cast<std::int64_t>(all.size()) - before;
        painter_.setFont(caption_);
        painter_.setPen(tokens_.text3);
        drawLine(painter_, QRectF(plot_.left() + px(4), box.top(), plot_.width(), box.height()), Qt::AlignVCenter,
            before > 0 ? counted(before, tr("1 earlier"), tr("%1 earlier"))
                       : counted(after, tr("1 later"), tr("%1 later")));
    }
}

double TimelinePainter::label(const TimelineItem& item, std::vector<TimelineItem>::const_iterator next,
    std::vector<TimelineItem>::const_iterator end, const QRectF& line, double left, double right, double taken)
{
    if (item.label.isEmpty())
        return right;
    painter_.setFont(caption_);
    painter_.setPen(tokens_.text2);
    const double width = textWidth(painter_, item.label);
    if (item.shape == Shape::Track) { // above its bar
        const double from = std::max(left, plot_.left());
        if (from < taken) // two that overlap share the row: the later one speaks when it is pointed at
            return std::max(right, taken);
        const double room = std::max(0.0, std::min(right, plot_.right()) - from);
        const QRectF words(from, line.top() + px(1), std::min(width + 1, room), captionHeight_);
        const double day = x(chart_.day);
        if (words.left() < day && words.right() > day) // the line at D does not run through it
            gaps_.emplace_back(words.top(), words.bottom());
        drawLine(painter_, QRectF(from, words.top(), room, captionHeight_), Qt::AlignLeft, item.label);
        return right;
    }
    double room = plot_.right();
    for (auto other = next; other != end; ++other) {
        if (other->row != item.row)
            continue;
        room = std::min(room, x(other->from) - px(12));
        break;
    }
    const double from = std::max(right, plot_.left()) + px(5);
    // Runs through neither the line at D nor the one at the renewal.
    double limit = room;
    std::vector<double> lines{x(chart_.day)};
    if (chart_.arrKnownUntil)
        lines.push_back(x(*chart_.arrKnownUntil));
    for (const double one : lines) {
        if (from < one)
            limit = std::min(limit, one - px(4));
    }
    if (from + width <= limit) {
        drawLine(painter_, QRectF(from, line.top(), width + 1, line.height()), Qt::AlignVCenter, item.label);
        return from + width;
    }
    const double before = left - px(6) - width;
    if (before > std::max(taken + px(6), plot_.left())) {
        drawLine(painter_, QRectF(before, line.top(), width + 1, line.height()), Qt::AlignVCenter, item.label);
        return right;
    }
    if (limit - from > px(60)) {
        drawLine(painter_, QRectF(from, line.top(), limit - from, line.height()), Qt::AlignVCenter, item.label);
        return limit;
    }
    return right;
}

double TimelinePainter::draw(const TimelineItem& item, const QRectF& line, double from, double to)
{
    const StatusColours& colours = coloursOf(tokens_, item.tone);
    const double y = line.center().y();
    const QPointF centre(from, y);
    QPen pen(item.tone == Tone::Plain ? tokens_.text : colours.ink, px(1.3));
    if (item.ahead)
        pen.setDashPattern({1.5, 1.5});
    painter_.setPen(pen);
    painter_.setBrush(Qt::NoBrush);
    switch (item.shape) {
    case Shape::Disc:
        painter_.setBrush(tokens_.text);
        painter_.drawEllipse(centre, px(4.5), px(4.5));
        break;
    case Shape::Ring:
        painter_.setBrush(tokens_.base);
        if (!item.filled) { // planned but not held
            pen.setColor(tokens_.text3);
            pen.setDashPattern({1.5, 1.5});
            painter_.setPen(pen);
        }
        painter_.drawEllipse(centre, px(4.5), px(4.5));
        break;
    case Shape::Diamond: {
        const auto diamond = [&](double at, bool filled) {
            const double r = px(5.5);
            painter_.setBrush(filled ? tokens_.text : tokens_.base);
            painter_.drawPolygon(QPolygonF({{at - r, y}, {at, y - r}, {at + r, y}, {at, y + r}}));
        };
        if (item.second && *item.second != item.from) {
            painter_.setPen(QPen(item.tone == Tone::Bad ? tokens_.broken.ink : tokens_.chartConnector, px(1.5)));
            painter_.drawLine(QPointF(from, y), QPointF(x(*item.second), y));
        }
        pen.setColor(tokens_.text2);
        painter_.setPen(pen);
        if (item.filled && item.second == item.from) {
            diamond(from, true);
        } else {
            diamond(from, false);
            if (item.filled && item.second)
                diamond(x(*item.second), true);
        }
        return std::max(to, from) + px(6);
    }
    case Shape::Bar: {
        const double height = std::min(px(12), line.height() * 0.72);
        QPainterPath path;
        const double left = std::max(from, plot_.left() - px(3));
        path.addRoundedRect(
            QRectF(left, y - height / 2, std::max(px(3), std::min(to, plot_.right()) - left), height), px(2), px(2));
        painter_.fillPath(path, colours.fill);
        return std::max(to, from + px(3));
    }
    case Shape::Score:
        painter_.setBrush(colours.tint);
        painter_.drawEllipse(centre, px(9), px(9));
        painter_.setFont(captionStrong_);
        painter_.setPen(item.tone == Tone::Plain ? tokens_.text : colours.ink);
        drawLine(
            painter_, QRectF(from - px(9), y - px(9), px(18), px(18)), Qt::AlignHCenter | Qt::AlignVCenter, item.text);
        return from + px(10);
    case Shape::ArrowIn:
    case Shape::ArrowOut: {
        const double up = item.shape == Shape::ArrowIn ? -1 : 1;
        painter_.drawLine(QPointF(from, y - up * px(5)), QPointF(from, y + up * px(5)));
        painter_.drawPolyline(
            QPolygonF({{from - px(4), y + up * px(1)}, {from, y + up * px(5)}, {from + px(4), y + up * px(1)}}));
        return from + px(5);
    }
    case Shape::Square: {
        const QRectF box(from - px(5), y - px(5), px(10), px(10));
        const bool late = item.tone == Tone::Bad || item.tone == Tone::Warn;
        if (late && item.second) {
            painter_.setPen(QPen(colours.ink, px(1.5)));
            painter_.drawLine(QPointF(from + px(5), y), QPointF(std::max(from + px(5), x(*item.second)), y));
        }
        painter_.setPen(QPen(late ? colours.ink : tokens_.unknown.fill, px(1.5)));
        painter_.setBrush(late || !item.filled ? tokens_.base : tokens_.unknown.fill);
        painter_.drawRoundedRect(box, px(2), px(2));
        return std::max(to, from + px(6));
    }
    case Shape::Signal: {
        const double up = item.tone == Tone::Bad ? -1 : 1;
        painter_.drawLine(QPointF(from - px(4), y + up * px(4.5)), QPointF(from + px(4.5), y - up * px(4.5)));
        painter_.drawPolyline(QPolygonF({{from - px(1.5), y - up * px(4.5)}, {from + px(4.5), y - up * px(4.5)},
            {from + px(4.5), y + up * px(1.5)}}));
        return from + px(6);
    }
    case Shape::Track: {
        const double barY = line.bottom() - px(8);
        const double left = std::max(from, plot_.left()), right = std::min(to, plot_.right());
        if (right > left) {
            painter_.fillRect(QRectF(left, barY - px(3), right - left, px(6)), tokens_.line2);
            const double done = from + (to - from) * item.share;
            painter_.fillRect(
                QRectF(left, barY - px(3), std::max(0.0, std::min(done, right) - left), px(6)), tokens_.chartUp);
        }
        if (item.second) {
            painter_.setPen(QPen(tokens_.text, px(1.2)));
            painter_.setBrush(tokens_.base);
            painter_.drawEllipse(QPointF(x(*item.second), barY), px(4), px(4));
        }
        return to;
    }
    }
    return from + px(5);
}

} // namespace holdfast
