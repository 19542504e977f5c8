// SPDX-License-Identifier: GPL-3.0-or-later
// What drives NRR: points per account as bars around zero, the largest first.
#pragma once

#include <vector>

#include "model/analysis/analysis.h"
#include "ui/charts/chart.h"

namespace holdfast {

struct DriverBar {
    QString name; // account
    QString note; // movement
    QString amount; // "−$244K"
    double points = 0;
    ChartTarget target;
    QString details;
};

class DriverChart : public Chart {
public:
    std::vector<DriverBar> bars; // in the order in which they are drawn

    void paint(QPainter& painter, const QRectF& rect, const ChartStyle& style, ChartRegions* regions) const override;
    QString name() const override;
    QString description() const override;
    double heightFor(double width, const ChartStyle& style) const override;
    bool isEmpty() const override { return bars.empty(); }
};

// At most `most` accounts; the others are the last bar, so that the bars still add up to the change of NRR.
DriverChart driverChart(const Analysis& analysis, std::size_t most);
QString signedPoints(double points); // "−1.32", two decimals
QString movementTitle(Movement movement); // "Contraction"

} // namespace holdfast
