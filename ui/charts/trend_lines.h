// SPDX-License-Identifier: GPL-3.0-or-later
// Trailing-twelve-month NRR, GRR and CRR at each month end, as lines with their last value named.
#pragma once

#include <vector>

#include "model/analysis/retention.h"
#include "ui/charts/chart.h"

namespace holdfast {

class TrendChart : public Chart {
public:
    std::vector<TrendPoint> points; // ascending by day

    void paint(QPainter& painter, const QRectF& rect, const ChartStyle& style, ChartRegions* regions) const override;
    QString name() const override;
    QString description() const override;
    double heightFor(double width, const ChartStyle& style) const override;
    bool isEmpty() const override;
};

} // namespace holdfast
