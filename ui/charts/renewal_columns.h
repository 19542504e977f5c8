// SPDX-License-Identifier: GPL-3.0-or-later
// The renewals of the next twelve months as stacked columns: proven, unproven, at risk, each with its mark.
#pragma once

#include <array>
#include <vector>

#include "model/analysis/analysis.h"
#include "ui/charts/chart.h"
#include "ui/theme/marks.h"

namespace holdfast {

class RenewalChart : public Chart {
public:
    std::vector<RenewalMonth> months;
    std::string currency;
    std::optional<int> chosen; // month that the list below is filtered to

    void paint(QPainter& painter, const QRectF& rect, const ChartStyle& style, ChartRegions* regions) const override;
    QString name() const override;
    QString description() const override;
    double heightFor(double width, const ChartStyle& style) const override;
    bool isEmpty() const override;
};

RenewalChart renewalChart(const Analysis& analysis);
Mark chartMark(RenewalState state);
QString titleOf(RenewalState state); // "Unproven"
const StatusColours& coloursOf(const Tokens& tokens, RenewalState state);

} // namespace holdfast
