// SPDX-License-Identifier: GPL-3.0-or-later
// Start quarter × quarters since: NRR or CRR in each cell, tinted by its distance from 100 %.
#pragma once

#include <vector>

#include "model/analysis/retention.h"
#include "ui/charts/chart.h"

namespace holdfast {

class CohortChart : public Chart {
public:
    enum class Figure { Nrr, Crr };
    std::vector<CohortRow> rows;
    Figure figure = Figure::Nrr;
    std::string currency;

    void paint(QPainter& painter, const QRectF& rect, const ChartStyle& style, ChartRegions* regions) const override;
    QString name() const override;
    QString description() const override;
    double heightFor(double width, const ChartStyle& style) const override;
    bool isEmpty() const override;
};

} // namespace holdfast
