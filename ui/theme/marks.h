// SPDX-License-Identifier: GPL-3.0-or-later
// Marks: shape before colour. Each status, severity and lane has its own shape, word and letter.
#pragma once

#include <QPainter>
#include <QPixmap>
#include <QRectF>
#include <QString>

#include "ui/theme/tokens.h"

namespace holdfast {

enum class Mark {
    None,
    Healthy,
    AtRisk,
    Broken,
    InProgress,
    Unknown,
    Blocked,
    Critical,
    High,
    Medium,
    Low,
    LaneRisk,
    LaneStalled,
    LaneExpansion,
    LaneData,
    Flag,
};

void paintMark(QPainter& painter, const QRectF& box, Mark mark, const Tokens& tokens);
QPixmap markPixmap(Mark mark, int size, qreal devicePixelRatio, const Tokens& tokens); // cached
QString markWord(Mark mark); // "At risk"
QString markLetter(Mark mark); // "R": H R B P U, "" where none
// Diagonal hatching over a blocked zone.
void paintBlocked(QPainter& painter, const QRectF& box, const Tokens& tokens);

} // namespace holdfast
