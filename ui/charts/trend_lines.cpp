// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/trend_lines.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <cmath>

#include "model/report/format.h"
#include "ui/charts/chart_text.h"
#include "ui/charts/waterfall.h"

namespace holdfast {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("TrendLines", text);
}

struct Line {
    QString name;
    Ratio TrendPoint::*value;
    QColor colour;
    Qt::PenStyle style; // told apart by the stroke as well as by the colour
};

std::array<Line, 3> linesOf(const Tokens& tokens)
{
    return {Line{tr("NRR"), &TrendPoint::nrr, tokens.accent, Qt::SolidLine},
        Line{tr("GRR"), &TrendPoint::grr, tokens.healthy.ink, Qt::DashLine},
        Line{tr("CRR"), &TrendPoint::crr, tokens.text2, Qt::DotLine}};
}

} // namespace

QString TrendChart::name() const
{
    return tr("NRR, GRR and CRR over the twelve months up to each month end");
}

bool TrendChart::isEmpty() const
{
    return std::none_of(
        points.begin(), points.end(), [](const TrendPoint& point) { return point.nrr || point.grr || point.crr; });
}

QString TrendChart::description() const
{
    if (points.empty())
        return {};
    const TrendPoint& last = points.back();
    return tr("On %1: NRR %2, GRR %3, CRR %4")
        .arg(fromUtf8(dateText(last.day)), fromUtf8(percent(last.nrr)), fromUtf8(percent(last.grr)),
            fromUtf8(percent(last.crr)));
}

double TrendChart::heightFor(double, const ChartStyle& style) const
{
    return style.scaled(260);
}

void TrendChart::paint(QPainter& painter, const QRectF& rect, const ChartStyle& style, ChartRegions* regions) const
{
    if (isEmpty())
        return;
    const Tokens& tokens = style.tokens;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const auto px = [&](double design) { return style.scaled(design); };
    const std::array<Line, 3> lines = linesOf(tokens);
    double low = 1, high = 1;
    for (const TrendPoint& point : points) {
        for (const Line& line : lines) {
            if (const Ratio& value = point.*line.value) {
                low = std::min(low, *value);
                high = std::max(high, *value);
            }
        }
    }
    const double step = std::max(roundStep(std::max(high - low, 0.02), 5), 0.005);
    low = std::floor(low / step - 0.2) * step;
    high = std::ceil(high / step + 0.2) * step;

    const QFont caption = style.font(TypeSize::Caption);
    painter.setFont(caption);
    const double captionHeight = lineHeight(painter);
    const int decimals = step < 0.01 ? 1 : 0;
    double axisWidth = 0;
    for (double at = low; at <= high + step / 2; at += step)
        axisWidth = std::max(axisWidth, textWidth(painter, fromUtf8(percent(at, decimals))));
    axisWidth += px(10);
    const QFont strong = style.font(TypeSize::Secondary, QFont::DemiBold);
    painter.setFont(strong);
    const double strongHeight = lineHeight(painter);
    double endWidth = 0;
    for (const Line& line : lines)
        endWidth = std::max(
            endWidth, textWidth(painter, line.name + QLatin1Char(' ') + fromUtf8(percent(points.back().*line.value))));
    endWidth += px(12);
    const QRectF plot(rect.left() + axisWidth, rect.top() + captionHeight, rect.width() - axisWidth - endWidth,
        rect.height() - 2.4 * captionHeight - px(6));
    if (plot.width() < px(20) || plot.height() < px(20)) {
        painter.restore();
        return;
    }
    const auto y = [&](double value) { return plot.bottom() - (value - low) / (high - low) * plot.height(); };
    const auto x = [&](std::size_t i) {
        return points.size() < 2
            ? plot.center().x()
            : plot.left() + plot.width() * static_cast<double>(i) / static_cast<double>(points.size() - 1);
    };
    painter.setFont(caption);
    for (double at = low; at <= high + step / 2; at += step) {
        const bool whole = std::abs(at - 1) < step / 100; // 100 %: neither growing nor shrinking
        painter.setPen(QPen(whole ? tokens.chartConnector : tokens.chartGrid, px(1)));
        painter.drawLine(QPointF(plot.left(), y(at)), QPointF(plot.right(), y(at)));
        painter.setPen(tokens.text3);
        drawLine(painter, QRectF(rect.left(), y(at) - captionHeight / 2, axisWidth - px(8), captionHeight),
            Qt::AlignRight | Qt::AlignVCenter, fromUtf8(percent(at, decimals)));
    }
    double free = plot.left() - px(30);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const QStringList words = fromUtf8(dateText(points[i].day)).split(QChar(0x00a0));
        const bool year = i == 0 || points[i].day.month() == 1;
        const QString label = words.size() < 3 ? QString() : year ? words[1] + QLatin1Char(' ') + words[2] : words[1];
        const double width = textWidth(painter, label);
        const double left = std::min(x(i) - width / 2, rect.right() - width);
        if (left < free + px(8))
            continue;
        drawLine(painter, QRectF(left, plot.bottom() + px(6), width + 1, captionHeight), Qt::AlignLeft, label);
        free = left + width;
    }
    std::vector<std::pair<double, const Line*>> ends;
    for (const Line& line : lines) {
        QPolygonF part;
        painter.setPen(QPen(line.colour, px(1.8), line.style, Qt::RoundCap, Qt::RoundJoin));
        for (std::size_t i = 0; i < points.size(); ++i) {
            const Ratio& value = points[i].*line.value;
            if (value) {
                part << QPointF(x(i), y(*value));
                continue;
            }
            painter.drawPolyline(part);
            part.clear();
        }
        painter.drawPolyline(part);
        if (const Ratio& last = points.back().*line.value) {
            painter.setBrush(line.colour);
            painter.setPen(Qt::NoPen);
            painter.drawEllipse(QPointF(x(points.size() - 1), y(*last)), px(3), px(3));
            painter.setBrush(Qt::NoBrush);
            ends.emplace_back(y(*last), &line);
        }
    }
    // The names at the right ends move apart until none covers another.
    std::sort(ends.begin(), ends.end(), [](const auto& left, const auto& right) { return left.first < right.first; });
    for (std::size_t i = 1; i < ends.size(); ++i)
        ends[i].first = std::max(ends[i].first, ends[i - 1].first + strongHeight);
    const double over =
        ends.empty() ? 0 : std::max(0.0, ends.back().first - (plot.bottom() + captionHeight - strongHeight / 2));
    painter.setFont(strong);
    for (auto& [at, line] : ends) {
        painter.setPen(line->colour);
        drawLine(painter, QRectF(plot.right() + px(8), at - over - strongHeight / 2, endWidth - px(4), strongHeight),
            Qt::AlignVCenter, line->name + QLatin1Char(' ') + fromUtf8(percent(points.back().*line->value)));
    }
    if (regions) {
        for (std::size_t i = 0; i < points.size(); ++i) {
            const double left = i == 0 ? plot.left() : (x(i - 1) + x(i)) / 2;
            const double right = i + 1 == points.size() ? plot.right() : (x(i) + x(i + 1)) / 2;
            ChartTarget target;
            target.kind = ChartTarget::Kind::Month;
            target.first = static_cast<int>(i);
            target.day = points[i].day;
            regions->push_back(
                {QRectF(left, plot.top(), right - left, plot.height()), fromUtf8(dateText(points[i].day)),
                    tr("NRR %1\nGRR %2\nCRR %3")
                        .arg(fromUtf8(percent(points[i].nrr)), fromUtf8(percent(points[i].grr)),
                            fromUtf8(percent(points[i].crr))),
                    target});
        }
    }
    painter.restore();
}

} // namespace holdfast
