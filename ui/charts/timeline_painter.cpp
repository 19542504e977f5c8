// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the timeline: only what is visible, at most one shape per three pixels of a lane's row.
#include <QCoreApplication>
#include <QPainterPath>
#include <algorithm>
#include <array>
#include <cmath>

#include "model/report/format.h"
#include "ui/charts/chart_text.h"
#include "ui/charts/sparkline.h"
#include "ui/charts/timeline.h"

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

class TimelinePainter {
public:
    TimelinePainter(const TimelineChart& chart, QPainter& painter, const QRectF& rect, const ChartStyle& style,
        ChartRegions* regions)
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

    void paint()
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

private:
    double px(double design) const { return style_.scaled(design); }
    double x(double day) const
    {
        return plot_.left() + (day - chart_.viewFrom) / std::max(1.0, chart_.viewTo - chart_.viewFrom) * plot_.width();
    }
    double x(Date day) const { return x(static_cast<double>(day.daysSince1970())); }
    static QString on(Date date) { return fromUtf8(dateText(date)); }

    void axis()
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

    // The line at D, and what is known of the time after it.
    void marks()
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

    void lane(TimelineLane which, const QRectF& box)
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

    void arr(const QRectF& box)
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

    void usage(const QRectF& box)
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
        // The last values stand to the right of the plot, apart from each other.
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
            drawLine(painter_,
                QRectF(plot_.right() + px(6), seatsY, rect_.right() - plot_.right() - px(6), captionHeight_),
                Qt::AlignLeft, tr("%1 seats").arg(fromUtf8(plainNumber(chart_.seats.back().second, 0))));
        }
        painter_.setFont(captionStrong_);
        painter_.setPen(tokens_.text);
        drawLine(painter_, QRectF(plot_.right() + px(6), usersY, rect_.right() - plot_.right() - px(6), captionHeight_),
            Qt::AlignLeft, fromUtf8(plainNumber(chart_.users.back().second, 0)));
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
                    tr("%1 active users").arg(fromUtf8(plainNumber(value, 0))), tr("week of %1").arg(on(week)),
                    target});
            }
        }
    }

    void items(TimelineLane which, const QRectF& box)
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
                    region.rect = region.rect.united(
                        QRectF(from - half, line.top(), std::max(px(3), to - from) + 2 * half, height));
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

    // Draws the label beside an item where there is room for it; how far right the row is taken.
    double label(const TimelineItem& item, std::vector<TimelineItem>::const_iterator next,
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
        const double today = x(chart_.day);
        // Does not run through the line at D.
        const double limit = from < today ? std::min(room, today - px(4)) : room;
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

    // Draws one item; its right end.
    double draw(const TimelineItem& item, const QRectF& line, double from, double to)
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
                QRectF(left, y - height / 2, std::max(px(3), std::min(to, plot_.right()) - left), height), px(2),
                px(2));
            painter_.fillPath(path, colours.fill);
            return std::max(to, from + px(3));
        }
        case Shape::Score:
            painter_.setBrush(colours.tint);
            painter_.drawEllipse(centre, px(9), px(9));
            painter_.setFont(captionStrong_);
            painter_.setPen(item.tone == Tone::Plain ? tokens_.text : colours.ink);
            drawLine(painter_, QRectF(from - px(9), y - px(9), px(18), px(18)), Qt::AlignHCenter | Qt::AlignVCenter,
                item.text);
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

    const TimelineChart& chart_;
    QPainter& painter_;
    QRectF rect_;
    const ChartStyle& style_;
    const Tokens& tokens_;
    ChartRegions* regions_;
    QRectF plot_;
    QFont caption_, captionStrong_;
    double captionHeight_ = 0;
    double bottom_ = 0;
    std::vector<std::pair<double, double>> gaps_; // in the line at D
    std::array<double, timelineLaneCount> heights_{};
};

void TimelineChart::paint(QPainter& painter, const QRectF& rect, const ChartStyle& style, ChartRegions* regions) const
{
    TimelinePainter(*this, painter, rect, style, regions).paint();
}

} // namespace holdfast
