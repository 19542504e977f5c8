// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the timeline: only what is visible, at most one shape per three pixels of a lane's row. The frame is in
// timeline_painter.cpp, the lines of ARR and usage in timeline_lines.cpp, everything with a day in timeline_items.cpp.
#pragma once

#include <QPainter>
#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "model/report/format.h"
#include "ui/charts/chart_text.h"
#include "ui/charts/timeline.h"

namespace holdfast {

class TimelinePainter {
public:
    TimelinePainter(const TimelineChart& chart, QPainter& painter, const QRectF& rect, const ChartStyle& style,
        ChartRegions* regions);
    void paint();

private:
    double px(double design) const { return style_.scaled(design); }
    double x(double day) const
    {
        return plot_.left() + (day - chart_.viewFrom) / std::max(1.0, chart_.viewTo - chart_.viewFrom) * plot_.width();
    }
    double x(Date day) const { return x(static_cast<double>(day.daysSince1970())); }
    static QString on(Date date) { return fromUtf8(dateText(date)); }

    void axis();
    // The line at D, and what is known of the time after it.
    void marks();
    void lane(TimelineLane which, const QRectF& box);
    void arr(const QRectF& box);
    void usage(const QRectF& box);
    // Where the last values of users and seats stand.
    double valuesLeft(double widest) const;
    void items(TimelineLane which, const QRectF& box);
    // Draws the label beside an item where there is room for it; how far right the row is taken.
    double label(const TimelineItem& item, std::vector<TimelineItem>::const_iterator next,
        std::vector<TimelineItem>::const_iterator end, const QRectF& line, double left, double right, double taken);
    // Draws one item; its right end.
    double draw(const TimelineItem& item, const QRectF& line, double from, double to);

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

} // namespace holdfast
