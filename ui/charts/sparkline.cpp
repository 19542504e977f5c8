// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/sparkline.h"

#include <QPolygonF>
#include <algorithm>

namespace holdfast {

void paintSparkline(QPainter& painter, const QRectF& rect, const std::vector<std::optional<double>>& values,
    std::optional<double> reference, const QColor& line, const QColor& dot, const QColor& referenceColour)
{
    std::optional<double> low = reference, high = reference;
    for (const std::optional<double>& value : values) {
        if (!value)
            continue;
        low = low ? std::min(*low, *value) : *value;
        high = high ? std::max(*high, *value) : *value;
    }
    if (!low || rect.width() < 4 || rect.height() < 4)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF plot = rect.adjusted(2, 3, -3, -3);
    const auto y = [&](double value) {
        return *high > *low ? plot.bottom() - (value - *low) / (*high - *low) * plot.height() : plot.center().y();
    };
    const auto x = [&](std::size_t i) {
        return values.size() < 2
            ? plot.right()
            : plot.left() + plot.width() * static_cast<double>(i) / static_cast<double>(values.size() - 1);
    };
    if (reference) {
        painter.setPen(QPen(referenceColour, 1, Qt::DotLine));
        painter.drawLine(QPointF(plot.left(), y(*reference)), QPointF(plot.right(), y(*reference)));
    }
    painter.setPen(QPen(line, 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    QPolygonF part;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i]) {
            part << QPointF(x(i), y(*values[i]));
        } else {
            painter.drawPolyline(part);
            part.clear();
        }
    }
    painter.drawPolyline(part);
    if (!values.empty() && values.back()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(dot);
        painter.drawEllipse(QPointF(x(values.size() - 1), y(*values.back())), 2.2, 2.2);
    }
    painter.restore();
}

const StatusColours& coloursOf(const Tokens& tokens, DecayStage stage)
{
    switch (stage) {
    case DecayStage::Zombie:
    case DecayStage::Drift:
    case DecayStage::SilentDecay:
        return tokens.broken;
    case DecayStage::Plateau:
        return tokens.atRisk;
    case DecayStage::Adopting:
        return tokens.inProgress;
    case DecayStage::Growing:
        return tokens.healthy;
    case DecayStage::Unknown:
        break;
    }
    return tokens.unknown;
}

void paintDecaySparkline(
    QPainter& painter, const QRectF& rect, const std::vector<double>& weeks, DecayStage stage, const Tokens& tokens)
{
    std::vector<std::optional<double>> values(weeks.begin(), weeks.end());
    paintSparkline(painter, rect, values, 0.0, tokens.text2, coloursOf(tokens, stage).fill, tokens.chartGrid);
}

} // namespace holdfast
