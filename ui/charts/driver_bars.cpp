// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/driver_bars.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "model/report/format.h"
#include "ui/charts/chart_text.h"

namespace holdfast {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("DriverBars", text);
}

constexpr double designRow = 26;

} // namespace

QString movementTitle(Movement movement)
{
    switch (movement) {
    case Movement::New:
        return tr("New");
    case Movement::Reactivation:
        return tr("Reactivation");
    case Movement::Expansion:
        return tr("Expansion");
    case Movement::Contraction:
        return tr("Contraction");
    case Movement::Churn:
        return tr("Churn");
    }
    return {};
}

QString signedPoints(double points)
{
    const QString text = fromUtf8(plainNumber(points, 2));
    return std::round(points * 100) > 0 ? QLatin1Char('+') + text : text;
}

DriverChart driverChart(const Analysis& analysis, std::size_t most)
{
    DriverChart chart;
    const Portfolio& portfolio = *analysis.portfolio;
    const Drivers& drivers = analysis.retention.drivers;
    const auto money = [&](Money amount) {
        return (amount.cents > 0 ? QStringLiteral("+") : QString()) +
            fromUtf8(shortMoney(amount, portfolio.baseCurrency));
    };
    double rest = 0;
    std::size_t others = 0;
    for (std::size_t i = 0; i < drivers.accounts.size(); ++i) {
        const DriverAccount& driver = drivers.accounts[i];
        if (i >= most) {
            rest += driver.points;
            ++others;
            continue;
        }
        DriverBar bar;
        bar.name = fromUtf8(portfolio.text(portfolio.account(driver.account).name));
        bar.note = movementTitle(driver.movement);
        bar.amount = money(driver.amount);
        bar.points = driver.points;
        bar.target.kind = ChartTarget::Kind::Account;
        bar.target.account = driver.account;
        bar.details =
            tr("%1: %2 now, %3 the period before").arg(bar.note, money(driver.amount), money(driver.amountBefore));
        chart.bars.push_back(bar);
    }
    if (others > 0) {
        DriverBar bar;
        bar.name = counted(static_cast<std::int64_t>(others), tr("1 other"), tr("%1 others"));
        bar.points = rest;
        bar.details = tr("Everything that is not listed, added up");
        chart.bars.push_back(bar);
    }
    return chart;
}

QString DriverChart::name() const
{
    return tr("What is driving NRR, in points");
}

QString DriverChart::description() const
{
    QStringList parts;
    for (const DriverBar& bar : bars)
        parts << bar.name + QLatin1Char(' ') + signedPoints(bar.points);
    return parts.join(QStringLiteral(", "));
}

double DriverChart::heightFor(double, const ChartStyle& style) const
{
    return style.scaled(designRow) * static_cast<double>(bars.size());
}

void DriverChart::paint(QPainter& painter, const QRectF& rect, const ChartStyle& style, ChartRegions* regions) const
{
    if (bars.empty())
        return;
    const Tokens& tokens = style.tokens;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double row = std::min(style.scaled(designRow), rect.height() / static_cast<double>(bars.size()));
    const QFont name = style.font(TypeSize::Body, QFont::Medium);
    const QFont note = style.font(TypeSize::Secondary);
    const QFont strong = style.font(TypeSize::Body, QFont::DemiBold);
    double greatest = 0, pointsWidth = 0, amountWidth = 0, noteWidth = 0;
    for (const DriverBar& bar : bars) {
        greatest = std::max(greatest, std::abs(bar.points));
        painter.setFont(strong);
        pointsWidth = std::max(pointsWidth, textWidth(painter, signedPoints(bar.points)));
        painter.setFont(name);
        amountWidth = std::max(amountWidth, textWidth(painter, bar.amount));
        painter.setFont(note);
        noteWidth = std::max(noteWidth, textWidth(painter, bar.note));
    }
    const double gap = style.scaled(12);
    const double barsWidth = rect.width() * 0.36;
    const double left = rect.right() - barsWidth;
    const double pointsLeft = left - gap - pointsWidth;
    const double amountLeft = pointsLeft - gap - amountWidth;
    const double noteLeft = std::max(amountLeft - gap - noteWidth, rect.left());
    const double zero = left + barsWidth / 2;
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const DriverBar& bar = bars[i];
        const QRectF line(rect.left(), rect.top() + row * static_cast<double>(i), rect.width(), row);
        const auto cell = [&](double from, double to) {
            return QRectF(from, line.top(), std::max(0.0, to - from), row);
        };
        painter.setFont(name);
        painter.setPen(bar.target.kind == ChartTarget::Kind::None ? tokens.text3 : tokens.text);
        drawLine(painter, cell(rect.left(), noteLeft - gap), Qt::AlignVCenter, bar.name);
        painter.setFont(note);
        painter.setPen(tokens.text3);
        drawLine(painter, cell(noteLeft, amountLeft - gap), Qt::AlignVCenter, bar.note);
        painter.setFont(name);
        painter.setPen(tokens.text2);
        drawLine(painter, cell(amountLeft, pointsLeft - gap + 1), Qt::AlignVCenter | Qt::AlignRight, bar.amount);
        painter.setFont(strong);
        painter.setPen(tokens.text);
        drawLine(
            painter, cell(pointsLeft, left - gap + 1), Qt::AlignVCenter | Qt::AlignRight, signedPoints(bar.points));
        if (greatest > 0) {
            const double length = std::abs(bar.points) / greatest * (barsWidth / 2 - style.scaled(4));
            const double height = std::min(style.scaled(10), row * 0.5);
            painter.fillRect(
                QRectF(bar.points < 0 ? zero - length : zero, line.center().y() - height / 2, length, height),
                bar.points < 0 ? tokens.chartDown : tokens.chartUp);
        }
        painter.setPen(QPen(tokens.line, style.scaled(1)));
        painter.drawLine(line.bottomLeft(), line.bottomRight());
        if (regions)
            regions->push_back({line, bar.name + QLatin1Char(' ') + signedPoints(bar.points), bar.details, bar.target});
    }
    painter.setPen(QPen(tokens.line2, style.scaled(1)));
    painter.drawLine(QPointF(zero, rect.top()), QPointF(zero, rect.top() + row * static_cast<double>(bars.size())));
    painter.restore();
}

} // namespace holdfast
