// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/usage_chart.h"

#include <QPainter>
#include <algorithm>

#include "model/report/format.h"
#include "ui/tables/evidence_words.h"
#include "ui/tables/words.h"
#include "ui/theme/tokens.h"

namespace holdfast {
namespace {

constexpr int shownWeeks = 52;
constexpr int decayNeeds = 52; // weeks that a stage looks back over

bool isDecaying(DecayStage stage)
{
    return stage == DecayStage::SilentDecay || stage == DecayStage::Drift || stage == DecayStage::Zombie;
}

} // namespace

UsageChart::UsageChart(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Weekly active users"));
}

QSize UsageChart::sizeHint() const
{
    return QSize(360, qRound(QFontMetrics(typeFont(TypeSize::Body)).height() * 112.0 / 16.0));
}

void UsageChart::clear()
{
    weeks_.clear();
    shaded_ = 0;
    update();
}

void UsageChart::showAccount(const Analysis& analysis, AccountId account)
{
    clear();
    const Decay* decay = analysis.decay.of(account);
    if (!decay || decay->stage == DecayStage::Unknown || !analysis.decay.shape.lastWeek)
        return;
    const WeeklyUsage usage = weeklyUsage(
        analysis.portfolio->usage, analysis.decay.shape, account, analysis.asOf(), shownWeeks + decayNeeds, false);
    decay_ = *decay;
    sunday_ = analysis.decay.shape.lastWeek->addDays(6);
    // How long it has been decaying: the stage as it was one week earlier, and one more, until it was not.
    const int known = static_cast<int>(usage.activeUsers.size());
    for (int back = 0; back < std::min(known, shownWeeks); ++back) {
        const std::vector<double> then(usage.activeUsers.begin() + back, usage.activeUsers.end());
        if (!isDecaying(back == 0 ? decay->stage : decayOf(then, usage.weeks - back).stage))
            break;
        shaded_ = back + 1;
    }
    weeks_.assign(usage.activeUsers.begin(), usage.activeUsers.begin() + std::min(known, shownWeeks));
    setAccessibleDescription(tr("%1 users in the last four weeks, %2 thirteen weeks before; %3")
                                 .arg(toText(plainNumber(decay->recent, 1)), toText(plainNumber(decay->prior, 1)),
                                     toText(title(decay->stage)).toLower()));
    update();
}

void UsageChart::paintEvent(QPaintEvent*)
{
    if (isEmpty())
        return;
    const Tokens& tokens = Tokens::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont caption = typeFont(TypeSize::Caption);
    QFont strong = caption;
    strong.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(caption);
    const int line = metrics.height();
    // Room for what stands beside the line: the seats, the mean of now and its change.
    const double right = decay_.seats
        ? std::max(62.0, metrics.horizontalAdvance(tr("%1 seats").arg(toText(plainNumber(*decay_.seats, 0)))) + 10.0)
        : 62.0;
    const double top = line * 0.8, bottom = height() - line - 4.0;
    const double plotRight = width() - right;
    double high = *std::max_element(weeks_.begin(), weeks_.end());
    if (decay_.seats)
        high = std::max(high, *decay_.seats);
    high = std::max(high * 1.04, 1.0);
    const auto count = static_cast<int>(weeks_.size());
    const double step = plotRight / std::max(1, count - 1);
    const auto x = [&](double back) { return plotRight - back * step; };
    const auto y = [&](double users) { return bottom - users / high * (bottom - top); };

    if (shaded_ > 0)
        painter.fillRect(
            QRectF(QPointF(x(shaded_ - 0.5), top), QPointF(plotRight + step / 2, bottom)), tokens.broken.tint);
    painter.setPen(QPen(tokens.line2, 1));
    painter.drawLine(QPointF(0, bottom + 0.5), QPointF(plotRight + 4, bottom + 0.5));
    painter.setFont(caption);
    if (decay_.seats) {
        QPen dashed(tokens.chartConnector, 1);
        dashed.setDashPattern({3, 3});
        painter.setPen(dashed);
        painter.drawLine(QPointF(0, y(*decay_.seats)), QPointF(plotRight + 4, y(*decay_.seats)));
        painter.setPen(tokens.text3);
        painter.drawText(QRectF(plotRight + 8, y(*decay_.seats) - line / 2.0, right - 8, line), Qt::AlignVCenter,
            tr("%1 seats").arg(toText(plainNumber(*decay_.seats, 0))));
    }
    QPolygonF path;
    for (int back = count - 1; back >= 0; --back)
        path.append(QPointF(x(back), y(weeks_[static_cast<std::size_t>(back)])));
    painter.setPen(QPen(tokens.text, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(path);

    const auto mean = [&](int from, int to, double value) {
        painter.setPen(QPen(tokens.accent, 3));
        painter.drawLine(QPointF(x(to), y(value)), QPointF(x(from), y(value)));
    };
    mean(0, std::min(3, count - 1), decay_.recent);
    double nowY = y(decay_.recent);
    if (decay_.seats && nowY - y(*decay_.seats) < line)
        nowY = y(*decay_.seats) + line; // below the seats, never over them
    nowY = std::min(nowY, bottom - line);
    painter.setFont(strong);
    painter.setPen(tokens.text);
    painter.drawText(QRectF(plotRight + 8, nowY - line / 2.0, right - 8, line), Qt::AlignVCenter,
        toText(plainNumber(decay_.recent, 0)));
    if (count > 16) {
        mean(13, 16, decay_.prior);
        painter.setPen(tokens.text);
        painter.setFont(strong);
        const double below = y(decay_.prior) + 4;
        painter.drawText(QRectF(x(14.5) - 30, below + line < bottom ? below : y(decay_.prior) - line - 4, 60, line),
            Qt::AlignCenter, toText(plainNumber(decay_.prior, 0)));
        if (!decay_.changeInfinite) {
            painter.setFont(caption);
            painter.setPen(decay_.change < 0 ? tokens.broken.ink : tokens.healthy.ink);
            const QString sign = decay_.change > 0 ? QStringLiteral("+") : QString();
            painter.drawText(QRectF(plotRight + 8, nowY + line / 2.0, right - 8, line), Qt::AlignVCenter,
                sign + toText(percent(decay_.change, 0)));
        }
    }
    painter.setFont(caption);
    if (shaded_ > 0) {
        painter.setPen(tokens.broken.ink);
        const Date since = sunday_.addDays(-7 * (shaded_ - 1));
        const QString words =
            tr("%1 since w/e %2").arg(toText(title(decay_.stage)).toLower(), shortDate(since, sunday_));
        const double edge = x(shaded_ - 0.5) - 4;
        if (metrics.horizontalAdvance(words) < edge)
            painter.drawText(QRectF(0, bottom - line - 3, edge, line), Qt::AlignRight | Qt::AlignVCenter, words);
        else
            painter.drawText(QRectF(edge + 8, bottom - line - 3, plotRight - edge - 8, line),
                Qt::AlignLeft | Qt::AlignVCenter,
                painter.fontMetrics().elidedText(words, Qt::ElideRight, static_cast<int>(plotRight - edge - 10)));
    }
    painter.setPen(tokens.text3);
    const QRectF axis(0, bottom + 3, plotRight, line);
    painter.drawText(axis, Qt::AlignLeft, shortDate(sunday_.addDays(-7 * (count - 1)), Date()));
    painter.drawText(axis, Qt::AlignRight, shortDate(sunday_, sunday_));
}

} // namespace holdfast
