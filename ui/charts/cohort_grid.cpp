// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/cohort_grid.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "model/report/format.h"
#include "ui/charts/chart_text.h"

namespace holdfast {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("CohortGrid", text);
}

QColor mixed(const QColor& from, const QColor& to, double share)
{
    const auto part = [share](float a, float b) { return static_cast<float>(a + (b - a) * share); };
    return QColor::fromRgbF(
        part(from.redF(), to.redF()), part(from.greenF(), to.greenF()), part(from.blueF(), to.blueF()));
}

// From the ground at 100 % to the full tint at 40 points above or below.
QColor tint(const Tokens& tokens, double value)
{
    if (std::round(value * 100) == 100) // reads as 100: neither
        return tokens.base;
    const double share = std::min(1.0, std::abs(value - 1) / 0.4);
    return mixed(tokens.base, value < 1 ? tokens.broken.tint : tokens.healthy.tint, 0.25 + 0.75 * share);
}

constexpr double designRow = 24;

} // namespace

QString CohortChart::name() const
{
    return figure == Figure::Nrr ? tr("NRR by start quarter and quarters since")
                                 : tr("CRR by start quarter and quarters since");
}

QString CohortChart::description() const
{
    return counted(static_cast<std::int64_t>(rows.size()), tr("1 cohort"), tr("%1 cohorts"));
}

double CohortChart::heightFor(double, const ChartStyle& style) const
{
    return style.scaled(designRow) * (static_cast<double>(rows.size()) + 1);
}

bool CohortChart::isEmpty() const
{
    return rows.empty();
}

void CohortChart::paint(QPainter& painter, const QRectF& rect, const ChartStyle& style, ChartRegions* regions) const
{
    if (rows.empty())
        return;
    const Tokens& tokens = style.tokens;
    painter.save();
    const auto px = [&](double design) { return style.scaled(design); };
    std::size_t quarters = 0;
    for (const CohortRow& row : rows)
        quarters = std::max({quarters, row.nrr.size(), row.crr.size()});
    const double rowHeight = px(designRow);
    const QFont caption = style.font(TypeSize::Caption, QFont::Medium);
    const QFont body = style.font(TypeSize::Secondary);
    const double nameWidth = px(78), countWidth = px(64), arrWidth = px(70);
    const double left = rect.left() + nameWidth + countWidth + arrWidth + px(12);
    const double cell =
        std::clamp((rect.right() - left) / std::max<double>(1, static_cast<double>(quarters)), px(30), px(64));

    painter.setFont(caption);
    painter.setPen(tokens.text3);
    drawLine(painter, QRectF(rect.left(), rect.top(), nameWidth, rowHeight), Qt::AlignVCenter, tr("Started in"));
    drawLine(painter, QRectF(rect.left() + nameWidth, rect.top(), countWidth, rowHeight),
        Qt::AlignVCenter | Qt::AlignRight, tr("Customers"));
    drawLine(painter, QRectF(rect.left() + nameWidth + countWidth, rect.top(), arrWidth, rowHeight),
        Qt::AlignVCenter | Qt::AlignRight, tr("ARR"));
    for (std::size_t k = 0; k < quarters; ++k)
        drawLine(painter, QRectF(left + cell * static_cast<double>(k), rect.top(), cell, rowHeight),
            Qt::AlignVCenter | Qt::AlignHCenter, k == 0 ? tr("Q0") : QStringLiteral("+%1").arg(k));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const CohortRow& row = rows[i];
        const double y = rect.top() + rowHeight * static_cast<double>(i + 1);
        const QString cohort = row.cohort.empty() ? tr("Unknown") : fromUtf8(row.cohort);
        painter.setFont(body);
        painter.setPen(tokens.text);
        drawLine(painter, QRectF(rect.left(), y, nameWidth, rowHeight), Qt::AlignVCenter, cohort);
        painter.setPen(tokens.text2);
        drawLine(painter, QRectF(rect.left() + nameWidth, y, countWidth, rowHeight), Qt::AlignVCenter | Qt::AlignRight,
            QString::number(row.customers));
        drawLine(painter, QRectF(rect.left() + nameWidth + countWidth, y, arrWidth, rowHeight),
            Qt::AlignVCenter | Qt::AlignRight, fromUtf8(shortMoney(row.arr, currency)));
        const std::vector<Ratio>& values = figure == Figure::Nrr ? row.nrr : row.crr;
        for (std::size_t k = 0; k < values.size(); ++k) {
            const QRectF box =
                QRectF(left + cell * static_cast<double>(k), y, cell, rowHeight).adjusted(px(1), px(1), -px(1), -px(1));
            painter.fillRect(box, values[k] ? tint(tokens, *values[k]) : tokens.base);
            painter.setPen(values[k] ? tokens.text : tokens.text3);
            drawLine(painter, box, Qt::AlignVCenter | Qt::AlignHCenter,
                values[k] ? fromUtf8(plainNumber(*values[k] * 100, 0)) : fromUtf8(dash));
            if (regions) {
                ChartTarget target;
                target.kind = ChartTarget::Kind::Cohort;
                target.first = static_cast<int>(i);
                target.second = static_cast<int>(k);
                regions->push_back({box, cohort + (k == 0 ? QString() : tr(", %1 quarters later").arg(k)),
                    tr("NRR %1\nCRR %2")
                        .arg(fromUtf8(percent(k < row.nrr.size() ? row.nrr[k] : Ratio{})),
                            fromUtf8(percent(k < row.crr.size() ? row.crr[k] : Ratio{}))),
                    target});
            }
        }
    }
    painter.restore();
}

} // namespace holdfast
