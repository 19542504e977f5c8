// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/waterfall.h"

#include <QCoreApplication>
#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "model/report/format.h"
#include "ui/charts/chart_text.h"

namespace holdfast {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Waterfall", text);
}

QString movementName(Movement movement)
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

bool goesDown(Movement movement)
{
    return movement == Movement::Contraction || movement == Movement::Churn;
}

// The bars of a bridge, with the accounts behind each movement.
using AccountAmount = std::pair<std::size_t, Money>; // place of the account

// One amount per account, in the order of the accounts.
void addUpByAccount(std::vector<AccountAmount>& amounts)
{
    std::sort(amounts.begin(), amounts.end());
    std::size_t kept = 0;
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        if (kept > 0 && amounts[kept - 1].first == amounts[i].first)
            amounts[kept - 1].second += amounts[i].second;
        else
            amounts[kept++] = amounts[i];
    }
    amounts.resize(kept);
}

WaterfallChart barsOf(
    const Analysis& analysis, const Bridge& bridge, const std::vector<AccountMovement>& movements, bool accountsKnown)
{
    WaterfallChart chart;
    chart.currency = analysis.portfolio->baseCurrency;
    const auto money = [&](Money amount) { return fromUtf8(shortMoney(amount, chart.currency)); };
    const auto exact = [&](Money amount) { return fromUtf8(exactMoney(amount, chart.currency)); };
    const Retention& total = analysis.retention.total;

    const std::pair<Movement, Money> steps[] = {{Movement::New, bridge.newArr},
        {Movement::Reactivation, bridge.reactivation}, {Movement::Expansion, bridge.expansion},
        {Movement::Contraction, bridge.contraction}, {Movement::Churn, bridge.churn}};
    std::map<Movement, std::vector<AccountAmount>> behind;
    for (const AccountMovement& movement : movements) {
        if (movement.movement)
            behind[*movement.movement].emplace_back(movement.account.at(), movement.amount);
    }

    WaterfallBar opening;
    opening.name = tr("Opening");
    opening.note = fromUtf8(dateText(analysis.retention.period.from));
    opening.value = money(bridge.opening);
    opening.to = bridge.opening.inUnits();
    opening.details = exact(bridge.opening) + QLatin1Char('\n') +
        counted(total.openingCustomers, tr("1 customer"), tr("%1 customers"));
    chart.bars.push_back(opening);

    double level = bridge.opening.inUnits();
    for (const auto& [movement, amount] : steps) {
        WaterfallBar bar;
        bar.kind = goesDown(movement) ? WaterfallBar::Kind::Down : WaterfallBar::Kind::Up;
        bar.movement = movement;
        bar.name = movementName(movement);
        const Money signedAmount = goesDown(movement) ? -amount : amount;
        bar.value = (signedAmount.cents > 0 ? QStringLiteral("+") : QString()) + money(signedAmount);
        bar.share = fromUtf8(percent(ratio(amount, bridge.opening)));
        bar.from = level;
        level += signedAmount.inUnits();
        bar.to = level;
        bar.details = exact(signedAmount);
        if (accountsKnown) {
            std::vector<AccountAmount>& accounts = behind[movement];
            addUpByAccount(accounts);
            bar.note = counted(static_cast<std::int64_t>(accounts.size()), tr("1 account"), tr("%1 accounts"));
            const auto shown = accounts.begin() + std::min<std::ptrdiff_t>(3, std::ssize(accounts));
            std::partial_sort(accounts.begin(), shown, accounts.end(), [](const auto& left, const auto& right) {
                return left.second != right.second ? left.second > right.second : left.first < right.first;
            });
            for (auto largest = accounts.begin(); largest != shown; ++largest) {
                const Account& account = analysis.portfolio->accounts[largest->first];
                bar.details += QLatin1Char('\n') + fromUtf8(analysis.portfolio->text(account.name)) +
                    QStringLiteral("  ") + money(largest->second);
            }
        }
        chart.bars.push_back(bar);
    }

    WaterfallBar closing;
    closing.name = tr("Closing");
    closing.note = fromUtf8(dateText(analysis.retention.period.to));
    closing.value = money(bridge.closing);
    closing.to = bridge.closing.inUnits();
    closing.details = exact(bridge.closing) + QLatin1Char('\n') +
        counted(total.closingCustomers, tr("1 customer"), tr("%1 customers"));
    chart.bars.push_back(closing);
    return chart;
}

} // namespace

double roundStep(double span, int wanted)
{
    if (!(span > 0) || wanted < 1)
        return 1;
    const double raw = span / wanted;
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double step : {1.0, 2.0, 2.5, 5.0, 10.0}) {
        if (step * power >= raw * 0.999)
            return step * power;
    }
    return 10 * power;
}

WaterfallChart netWaterfall(const Analysis& analysis)
{
    WaterfallChart chart = barsOf(analysis, analysis.retention.total.bridge, analysis.retention.movements, true);
    chart.title = tr("ARR from opening to closing");
    return chart;
}

WaterfallChart monthlyWaterfall(const Analysis& analysis, const std::vector<std::vector<AccountMovement>>& pieces)
{
    Bridge sum;
    if (!analysis.retention.monthly.empty()) {
        sum.opening = analysis.retention.monthly.front().bridge.opening;
        sum.closing = analysis.retention.monthly.back().bridge.closing;
    }
    for (const BridgePiece& piece : analysis.retention.monthly) {
        sum.newArr += piece.bridge.newArr;
        sum.reactivation += piece.bridge.reactivation;
        sum.expansion += piece.bridge.expansion;
        sum.contraction += piece.bridge.contraction;
        sum.churn += piece.bridge.churn;
    }
    std::vector<AccountMovement> all;
    for (const std::vector<AccountMovement>& piece : pieces)
        all.insert(all.end(), piece.begin(), piece.end());
    WaterfallChart chart = barsOf(analysis, sum, all, !pieces.empty());
    chart.title = tr("ARR from opening to closing, month by month");
    return chart;
}

QString WaterfallChart::description() const
{
    QStringList parts;
    for (const WaterfallBar& bar : bars)
        parts << bar.name + QLatin1Char(' ') + bar.value;
    return parts.join(QStringLiteral(", "));
}

double WaterfallChart::heightFor(double, const ChartStyle& style) const
{
    return style.scaled(320);
}

double WaterfallChart::axisStart() const
{
    double low = 0, high = 0;
    bool first = true;
    for (const WaterfallBar& bar : bars) {
        const double barLow = bar.kind == WaterfallBar::Kind::Total ? bar.to : std::min(bar.from, bar.to);
        low = first ? barLow : std::min(low, barLow);
        high = first ? std::max(bar.from, bar.to) : std::max({high, bar.from, bar.to});
        first = false;
    }
    // Cut only where the movements would otherwise be slivers: all of them together in the top third.
    // Nothing moved: whole bars, from nothing.
    if (low <= 0 || high <= low || high - low > high * 0.35)
        return 0;
    const double step = roundStep((high - low) * 1.5, 6);
    return std::max(0.0, std::floor((low - (high - low) * 0.5) / step) * step);
}

void WaterfallChart::paint(QPainter& painter, const QRectF& rect, const ChartStyle& style, ChartRegions* regions) const
{
    if (bars.empty())
        return;
    const Tokens& tokens = style.tokens;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);

    const QFont valueFont = style.font(TypeSize::Body, QFont::DemiBold);
    const QFont captionFont = style.font(TypeSize::Caption);
    const QFont nameFont = style.font(TypeSize::Secondary, QFont::Medium);
    painter.setFont(valueFont);
    const double valueHeight = lineHeight(painter);
    painter.setFont(captionFont);
    const double captionHeight = lineHeight(painter);
    painter.setFont(nameFont);
    const double nameHeight = lineHeight(painter);

    const double start = axisStart();
    double high = start;
    for (const WaterfallBar& bar : bars)
        high = std::max({high, bar.from, bar.to});
    // Where nothing moved every bar has one height: the step must still be large beside it, or the axis never ends.
    const double step = roundStep(std::max(high - start, std::max(std::abs(high) * 1e-6, 1.0)), 6);
    if (high <= start)
        high = start + step;

    double axisWidth = 0;
    if (showAxis) {
        painter.setFont(captionFont);
        for (double at = start; at <= high; at += step)
            axisWidth = std::max(axisWidth, textWidth(painter, fromUtf8(shortMoney(moneyFromUnits(at), currency))));
        axisWidth += style.scaled(10);
    }
    const QRectF plot = QRectF(rect.left() + axisWidth, rect.top() + valueHeight + captionHeight + style.scaled(6),
        rect.width() - axisWidth, rect.height() - valueHeight - 2 * captionHeight - nameHeight - style.scaled(18));
    if (plot.height() <= 4 || plot.width() <= 4) {
        painter.restore();
        return;
    }
    const auto y = [&](double value) {
        return plot.bottom() - (std::max(value, start) - start) / (high - start) * plot.height();
    };

    if (showAxis) {
        double lastLabel = plot.bottom() + captionHeight * 2;
        for (double at = start; at <= high + step * 0.001; at += step) {
            painter.setPen(QPen(tokens.chartGrid, style.scaled(1)));
            painter.drawLine(QPointF(plot.left(), y(at)), QPointF(plot.right(), y(at)));
            if (lastLabel - y(at) < captionHeight * 1.3)
                continue;
            lastLabel = y(at);
            painter.setFont(captionFont);
            painter.setPen(tokens.text3);
            drawLine(painter,
                QRectF(rect.left(), y(at) - captionHeight / 2, axisWidth - style.scaled(8), captionHeight),
                Qt::AlignRight | Qt::AlignVCenter, fromUtf8(shortMoney(moneyFromUnits(at), currency)));
        }
    }

    const double slot = plot.width() / static_cast<double>(bars.size());
    const double barWidth = std::min(slot * 0.66, style.scaled(110));
    const auto barLeft = [&](std::size_t i) {
        return plot.left() + slot * static_cast<double>(i) + (slot - barWidth) / 2;
    };
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const WaterfallBar& bar = bars[i];
        const bool total = bar.kind == WaterfallBar::Kind::Total;
        const double top = y(std::max(total ? bar.to : bar.from, bar.to));
        const double bottom = total ? plot.bottom() : y(std::min(bar.from, bar.to));
        const double height = std::max(bottom - top, style.scaled(2));
        const QRectF box(barLeft(i), top, barWidth, height);
        painter.fillRect(box,
            total                                    ? tokens.chartTotal
                : bar.kind == WaterfallBar::Kind::Up ? tokens.chartUp
                                                     : tokens.chartDown);
        if (i + 1 < bars.size()) {
            QPen pen(tokens.chartConnector, style.scaled(1), Qt::CustomDashLine);
            pen.setDashPattern({2, 2});
            painter.setPen(pen);
            painter.drawLine(QPointF(box.right(), y(bar.to)), QPointF(barLeft(i + 1), y(bar.to)));
        }
        const double slotLeft = plot.left() + slot * static_cast<double>(i);
        const double labelWidth = slot - style.scaled(4);
        double labelBottom = top - style.scaled(4);
        if (!bar.share.isEmpty()) {
            painter.setFont(captionFont);
            painter.setPen(tokens.text3);
            drawLine(painter,
                QRectF(slotLeft + style.scaled(2), labelBottom - captionHeight, labelWidth, captionHeight),
                Qt::AlignHCenter, bar.share);
            labelBottom -= captionHeight;
        }
        painter.setFont(valueFont);
        painter.setPen(tokens.text);
        drawLine(painter, QRectF(slotLeft + style.scaled(2), labelBottom - valueHeight, labelWidth, valueHeight),
            Qt::AlignHCenter, bar.value);
        painter.setFont(nameFont);
        drawLine(painter, QRectF(slotLeft + style.scaled(2), plot.bottom() + style.scaled(6), labelWidth, nameHeight),
            Qt::AlignHCenter, bar.name);
        painter.setFont(captionFont);
        painter.setPen(tokens.text3);
        drawLine(painter,
            QRectF(slotLeft + style.scaled(2), plot.bottom() + style.scaled(6) + nameHeight, labelWidth, captionHeight),
            Qt::AlignHCenter, bar.note);
        if (regions) {
            ChartTarget target;
            if (bar.movement) {
                target.kind = ChartTarget::Kind::Movement;
                target.first = static_cast<int>(*bar.movement);
            }
            const QRectF region(slotLeft, std::min(top, labelBottom - valueHeight), slot,
                plot.bottom() + nameHeight + captionHeight + style.scaled(6) -
                    std::min(top, labelBottom - valueHeight));
            regions->push_back({region, bar.name + QLatin1Char(' ') + bar.value, bar.details, target});
        }
    }
    painter.setPen(QPen(tokens.line2, style.scaled(1)));
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
    if (start > 0) { // the axis is cut: two strokes say so
        painter.setPen(QPen(tokens.chartConnector, style.scaled(1.2)));
        const double x = plot.left() - style.scaled(2);
        for (const double dy : {-9.0, -5.0})
            painter.drawLine(QPointF(x, plot.bottom() + style.scaled(dy)),
                QPointF(x + style.scaled(6), plot.bottom() + style.scaled(dy - 4)));
    }
    painter.restore();
}

} // namespace holdfast
