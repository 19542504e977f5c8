// SPDX-License-Identifier: GPL-3.0-or-later
// Small lines without an axis: a trend beside a figure, and weekly active users with the decay's two means.
#pragma once

#include <QPainter>
#include <QRectF>
#include <optional>
#include <vector>

#include "model/analysis/decay.h"
#include "ui/charts/chart.h"

namespace holdfast {

// Oldest first; a missing value interrupts the line. `reference` is drawn dotted; the last value ends in a dot of
// `dot`.
void paintSparkline(QPainter& painter, const QRectF& rect, const std::vector<std::optional<double>>& values,
    std::optional<double> reference, const QColor& line, const QColor& dot, const QColor& referenceColour);

// Weekly active users of the last weeks, oldest first, tinted by the stage reached; for table cells.
void paintDecaySparkline(
    QPainter& painter, const QRectF& rect, const std::vector<double>& weeks, DecayStage stage, const Tokens& tokens);

// The colours that stand for a decay stage: broken for drift and zombie, at risk for plateau and silent decay.
const StatusColours& coloursOf(const Tokens& tokens, DecayStage stage);

} // namespace holdfast
