// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/timeline.h"

#include <QCoreApplication>
#include <algorithm>

#include "ui/charts/chart_text.h"

namespace holdfast {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Timeline", text);
}

constexpr double collapsed = 20; // height of a lane without data, in design pixels
constexpr double axisHeight = 20;

} // namespace

QString titleOf(TimelineLane lane)
{
    switch (lane) {
    case TimelineLane::Arr:
        return tr("ARR");
    case TimelineLane::Usage:
        return tr("Active users");
    case TimelineLane::Milestones:
        return tr("Milestones");
    case TimelineLane::Outcomes:
        return tr("Outcomes");
    case TimelineLane::Meetings:
        return tr("Meetings");
    case TimelineLane::Tickets:
        return tr("Tickets");
    case TimelineLane::Surveys:
        return tr("Surveys");
    case TimelineLane::People:
        return tr("People");
    case TimelineLane::Invoices:
        return tr("Invoices");
    case TimelineLane::Signals:
        return tr("Signals");
    case TimelineLane::Exceptions:
        return tr("Exceptions");
    }
    return {};
}

QString TimelineChart::name() const
{
    return tr("Timeline of %1").arg(accountName);
}

QString TimelineChart::description() const
{
    QStringList parts;
    for (std::size_t i = 0; i < timelineLaneCount; ++i) {
        if (!items[i].empty())
            parts << titleOf(static_cast<TimelineLane>(i)) + QLatin1Char(' ') + QString::number(items[i].size());
    }
    return parts.join(QStringLiteral(", "));
}

std::size_t TimelineChart::eventCount() const
{
    std::size_t count = 0;
    for (const std::vector<TimelineItem>& lane : items)
        count += lane.size();
    return count;
}

bool TimelineChart::isEmpty() const
{
    return eventCount() == 0 && arr.empty() && users.empty();
}

bool TimelineChart::hasData(TimelineLane lane) const
{
    switch (lane) {
    case TimelineLane::Arr:
        return !arr.empty();
    case TimelineLane::Usage:
        return !users.empty();
    default:
        return !items[static_cast<std::size_t>(lane)].empty();
    }
}

double TimelineChart::laneHeight(TimelineLane lane, const ChartStyle& style) const
{
    if (!hasData(lane))
        return compact ? 0 : style.scaled(collapsed);
    const int count = std::max(1, rows[static_cast<std::size_t>(lane)]);
    if (compact) { // as close as the words and discs allow, so that they need not be set smaller
        switch (lane) {
        case TimelineLane::Arr:
            return style.scaled(36);
        case TimelineLane::Usage:
            return style.scaled(54);
        case TimelineLane::Outcomes:
            return style.scaled(2 + 24 * count);
        case TimelineLane::Tickets:
            return style.scaled(8 + 9 * count);
        case TimelineLane::Exceptions:
            return style.scaled(4 + 16 * count);
        case TimelineLane::Surveys:
            return style.scaled(22);
        default:
            return style.scaled(20);
        }
    }
    switch (lane) {
    case TimelineLane::Arr:
        return style.scaled(38);
    case TimelineLane::Usage:
        return style.scaled(92);
    case TimelineLane::Outcomes:
        return style.scaled(4 + 26 * count);
    case TimelineLane::Tickets:
        return style.scaled(12 + 10 * count);
    case TimelineLane::Exceptions:
        return style.scaled(8 + 18 * count);
    case TimelineLane::Milestones:
        return style.scaled(28);
    default:
        return style.scaled(26);
    }
}

double TimelineChart::heightFor(double, const ChartStyle& style) const
{
    double height = style.scaled(axisHeight + 4);
    for (std::size_t i = 0; i < timelineLaneCount; ++i)
        height += laneHeight(static_cast<TimelineLane>(i), style);
    return height;
}

QRectF TimelineChart::plotOf(const QRectF& rect, const ChartStyle& style)
{
    return rect.adjusted(style.scaled(104), style.scaled(axisHeight), -style.scaled(70), 0);
}

void TimelineChart::showAll()
{
    viewFrom = first.daysSince1970();
    viewTo = last.daysSince1970();
}

void TimelineChart::zoom(double factor, double around)
{
    const double whole = std::max(30, last - first);
    const double length = std::clamp((viewTo - viewFrom) * factor, 14.0, whole);
    const double centre = viewFrom + (viewTo - viewFrom) * around;
    viewFrom = centre - length * around;
    viewTo = viewFrom + length;
    pan(0);
}

void TimelineChart::pan(double shareOfPlot)
{
    const double length = viewTo - viewFrom;
    const double low = first.daysSince1970();
    const double high = std::max(low + length, static_cast<double>(last.daysSince1970()));
    viewFrom = std::clamp(viewFrom + shareOfPlot * length, low, high - length);
    viewTo = viewFrom + length;
}

void TimelineChart::arrange()
{
    std::optional<Date> low, high;
    const auto see = [&](Date at) {
        low = low ? std::min(*low, at) : at;
        high = high ? std::max(*high, at) : at;
    };
    for (const ArrStep& step : arr) {
        if (step.from != always)
            see(step.from);
    }
    if (!users.empty())
        see(users.front().first);
    for (std::size_t i = 0; i < timelineLaneCount; ++i) {
        std::vector<TimelineItem>& lane = items[i];
        std::stable_sort(lane.begin(), lane.end(),
            [](const TimelineItem& left, const TimelineItem& right) { return left.from < right.from; });
        const auto which = static_cast<TimelineLane>(i);
        const bool stacks =
            which == TimelineLane::Tickets || which == TimelineLane::Exceptions || which == TimelineLane::Outcomes;
        // Bars of tickets are thin and many; outcomes and exceptions are few and named.
        const int most = which == TimelineLane::Tickets ? 4 : mostRows;
        std::array<Date, mostRows> ends{};
        int used = 0;
        for (TimelineItem& item : lane) {
            see(item.from);
            if (item.to <= day.addDays(365)) // a due date in ten years does not flatten the past
                see(item.to);
            longest[i] = std::max(longest[i], std::max(item.to, item.second.value_or(item.to)) - item.from);
            item.row = 0;
            if (!stacks)
                continue;
            // The first row that is free again; when all are taken, the one that is free first.
            int row = 0;
            while (row < used && ends[static_cast<std::size_t>(row)] > item.from)
                ++row;
            if (row == used && used < most)
                ++used;
            if (row == most)
                row = static_cast<int>(std::min_element(ends.begin(), ends.begin() + most) - ends.begin());
            item.row = row;
            ends[static_cast<std::size_t>(row)] = std::max(ends[static_cast<std::size_t>(row)], item.to.addDays(1));
        }
        rows[i] = std::max(used, lane.empty() ? 0 : 1);
    }
    if (arrKnownUntil && *arrKnownUntil - day <= 365)
        see(*arrKnownUntil);
    see(day);
    const int margin = std::max(10, (*high - *low) / 40);
    first = low->addDays(-margin);
    last = std::max(*high, day).addDays(margin);
    showAll();
    // Long histories open on their last two years; the wheel shows the rest.
    if (last - first > 3 * 365)
        viewFrom = day.addDays(-2 * 365).daysSince1970();
}

} // namespace holdfast
