// SPDX-License-Identifier: GPL-3.0-or-later
// The bridge from opening to closing ARR: totals, what came in, what went out, joined by connectors.
#pragma once

#include <vector>

#include "model/analysis/analysis.h"
#include "ui/charts/chart.h"

namespace holdfast {

struct WaterfallBar {
    enum class Kind { Total, Up, Down };
    QString name; // "Contraction"
    QString note; // "31 accounts", or the day of a total
    QString value; // "−$1.16M"
    QString share; // "6.3 %" of the opening; "" for totals
    double from = 0, to = 0; // in units of money
    Kind kind = Kind::Total;
    std::optional<Movement> movement;
    QString details; // of the tooltip
};

class WaterfallChart : public Chart {
public:
    std::vector<WaterfallBar> bars;
    QString title;
    std::string currency;
    bool showAxis = true;

    void paint(QPainter& painter, const QRectF& rect, const ChartStyle& style, ChartRegions* regions) const override;
    QString name() const override { return title; }
    QString description() const override;
    double heightFor(double width, const ChartStyle& style) const override;
    bool isEmpty() const override { return bars.empty(); }
    // Where the axis starts: 0, or a round amount below all bars when the movements are small against the totals.
    double axisStart() const;
};

// The net bridge, with the three largest accounts of each movement in its tooltip.
WaterfallChart netWaterfall(const Analysis& analysis);
// The monthly pieces added up. `pieces`: the movements of each piece where they are known already (they are computed
// off the window's thread), in the order of analysis.retention.monthly.
WaterfallChart monthlyWaterfall(const Analysis& analysis, const std::vector<std::vector<AccountMovement>>& pieces = {});

// A round step for about `wanted` lines over a span.
double roundStep(double span, int wanted);

} // namespace holdfast
