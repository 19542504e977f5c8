// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/renewal_columns.h"

#include <QCoreApplication>
#include <algorithm>

#include "model/report/format.h"
#include "ui/charts/chart_text.h"
#include "ui/charts/waterfall.h"
#include "ui/charts/zone_chart.h"

namespace holdfast {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("RenewalColumns", text);
}

constexpr std::array<RenewalState, 3> stack{RenewalState::Proven, RenewalState::Unproven, RenewalState::AtRisk};

QString monthName(Date month, bool withYear)
{
    // "30 Jun 2025" without its day: the words of every date are those of format.h.
    const QStringList parts = fromUtf8(dateText(month)).split(QChar(0x00a0));
    return parts.size() < 3 ? QString() : withYear ? parts[1] + QLatin1Char(' ') + parts[2] : parts[1];
}

Money sum(const RenewalMonth& month)
{
    return month.arr[0] + month.arr[1] + month.arr[2];
}

} // namespace

Mark chartMark(RenewalState state)
{
    switch (state) {
    case RenewalState::Proven:
        return Mark::Healthy;
    case RenewalState::Unproven:
        return Mark::AtRisk;
    case RenewalState::AtRisk:
        break;
    }
    return Mark::Broken;
}

QString titleOf(RenewalState state)
{
    switch (state) {
    case RenewalState::Proven:
        return tr("Proven");
    case RenewalState::Unproven:
        return tr("Unproven");
    case RenewalState::AtRisk:
        break;
    }
    return tr("At risk");
}

const StatusColours& coloursOf(const Tokens& tokens, RenewalState state)
{
    return state == RenewalState::Proven  ? tokens.healthy
        : state == RenewalState::Unproven ? tokens.atRisk
                                          : tokens.broken;
}

RenewalChart renewalChart(const Analysis& analysis)
{
    RenewalChart chart;
    chart.months = analysis.renewals.months;
    chart.currency = analysis.portfolio->baseCurrency;
    return chart;
}

QString RenewalChart::name() const
{
    return tr("Renewals of the next twelve months");
}

QString RenewalChart::description() const
{
    QStringList parts;
    for (const RenewalMonth& month : months)
        parts << monthName(month.month, true) + QLatin1Char(' ') + fromUtf8(shortMoney(sum(month), currency));
    return parts.join(QStringLiteral(", "));
}

double RenewalChart::heightFor(double, const ChartStyle& style) const
{
    return style.scaled(240);
}

bool RenewalChart::isEmpty() const
{
    return std::all_of(months.begin(), months.end(), [](const RenewalMonth& month) { return sum(month).cents == 0; });
}

void RenewalChart::paint(QPainter& painter, const QRectF& rect, const ChartStyle& style, ChartRegions* regions) const
{
    if (months.empty())
        return;
    const Tokens& tokens = style.tokens;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const auto px = [&](double design) { return style.scaled(design); };
    const QFont caption = style.font(TypeSize::Caption);
    const QFont strong = style.font(TypeSize::Secondary, QFont::DemiBold);
    painter.setFont(caption);
    const double captionHeight = lineHeight(painter);
    painter.setFont(strong);
    const double strongHeight = lineHeight(painter);

    // The key stands on top, so that no colour is needed to read the columns.
    double x = rect.left();
    painter.setFont(caption);
    for (const RenewalState state : stack) {
        const double mark = px(12);
        paintMark(painter, QRectF(x, rect.top() + (captionHeight - mark) / 2, mark, mark), chartMark(state), tokens);
        painter.setPen(tokens.text2);
        const double width = textWidth(painter, titleOf(state));
        drawLine(painter, QRectF(x + px(17), rect.top(), width + 1, captionHeight), Qt::AlignVCenter, titleOf(state));
        x += px(17) + width + px(18);
    }

    double high = 0;
    for (const RenewalMonth& month : months)
        high = std::max(high, sum(month).inUnits());
    const QRectF plot(rect.left(), rect.top() + captionHeight + px(10) + strongHeight, rect.width(),
        rect.height() - 3 * captionHeight - strongHeight - px(18));
    if (plot.height() < 4) {
        painter.restore();
        return;
    }
    const double slot = plot.width() / static_cast<double>(months.size());
    const double width = std::min(slot * 0.62, px(64));
    for (std::size_t i = 0; i < months.size(); ++i) {
        const RenewalMonth& month = months[i];
        const double left = plot.left() + slot * static_cast<double>(i);
        const QRectF column(left + (slot - width) / 2, plot.top(), width, plot.height());
        if (chosen == static_cast<int>(i))
            painter.fillRect(QRectF(left + px(1), plot.top() - strongHeight - px(4), slot - px(2),
                                 plot.height() + strongHeight + 2 * captionHeight + px(10)),
                tokens.selection);
        double bottom = plot.bottom();
        QString details;
        for (const RenewalState state : stack) {
            const auto place = static_cast<std::size_t>(state);
            details += (details.isEmpty() ? QString() : QStringLiteral("\n")) + titleOf(state) + QStringLiteral(": ") +
                fromUtf8(exactMoney(month.arr[place], currency)) + QStringLiteral(", ") +
                counted(month.accounts[place], tr("1 account"), tr("%1 accounts"));
            if (month.arr[place].cents <= 0 || high <= 0)
                continue;
            const double height = month.arr[place].inUnits() / high * plot.height();
            const QRectF part(column.left(), bottom - height, width, height);
            painter.fillRect(part.adjusted(0, height > px(2) ? px(1) : 0, 0, 0), coloursOf(tokens, state).fill);
            const double mark = std::min(px(13), width * 0.6);
            if (height > mark + px(4)) {
                // The mark on a disc of the ground, so that it stands out from its own colour.
                const QPointF centre = part.center();
                painter.setPen(Qt::NoPen);
                painter.setBrush(tokens.base);
                painter.drawEllipse(centre, mark * 0.78, mark * 0.78);
                paintMark(painter, QRectF(centre.x() - mark / 2, centre.y() - mark / 2, mark, mark), chartMark(state),
                    tokens);
            }
            bottom -= height;
        }
        painter.setFont(strong);
        painter.setPen(tokens.text);
        if (sum(month).cents > 0)
            drawLine(painter, QRectF(left, bottom - strongHeight - px(2), slot, strongHeight), Qt::AlignHCenter,
                fromUtf8(shortMoney(sum(month), currency)));
        painter.setFont(style.font(TypeSize::Caption, QFont::Medium));
        painter.setPen(tokens.text);
        const bool withYear = i == 0 || month.month.month() == 1;
        drawLine(painter, QRectF(left, plot.bottom() + px(4), slot, captionHeight), Qt::AlignHCenter,
            monthName(month.month, withYear));
        painter.setFont(caption);
        painter.setPen(tokens.text3);
        const std::int64_t accounts = month.accounts[0] + month.accounts[1] + month.accounts[2];
        drawLine(painter, QRectF(left, plot.bottom() + px(4) + captionHeight, slot, captionHeight), Qt::AlignHCenter,
            accounts > 0 ? counted(accounts, tr("1 account"), tr("%1 accounts")) : fromUtf8(dash));
        if (regions) {
            ChartTarget target;
            target.kind = ChartTarget::Kind::Month;
            target.first = static_cast<int>(i);
            target.day = month.month;
            regions->push_back({QRectF(left, plot.top() - strongHeight, slot,
                                    plot.height() + strongHeight + 2 * captionHeight + px(4)),
                monthName(month.month, true) + QStringLiteral(": ") + fromUtf8(shortMoney(sum(month), currency)),
                details, target});
        }
    }
    painter.setPen(QPen(tokens.line2, px(1)));
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
    painter.restore();
}

} // namespace holdfast
