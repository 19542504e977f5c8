// SPDX-License-Identifier: GPL-3.0-or-later
// NRR, GRR and CRR with their trend, benchmark and definition in words, and the alternates in small type: drawn as a
// chart, so that each figure answers to the pointer and the keyboard, and is copied and saved like one.
#pragma once

#include <vector>

#include "model/analysis/analysis.h"
#include "ui/charts/chart.h"

namespace holdfast {

class RetentionFigures : public Chart {
public:
    Retention retention;
    std::vector<TrendPoint> trend;
    std::string currency;

    void paint(QPainter& painter, const QRectF& rect, const ChartStyle& style, ChartRegions* regions) const override;
    QString name() const override;
    QString description() const override;
    double heightFor(double width, const ChartStyle& style) const override;
    bool isEmpty() const override { return false; }

private:
    double layOut(QPainter& painter, const QRectF& rect, const ChartStyle& style, ChartRegions* regions) const;
};

} // namespace holdfast
