// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/zone_chart.h"

#include <QCoreApplication>
#include <QPainterPath>
#include <algorithm>

#include "model/report/format.h"
#include "ui/charts/chart_text.h"

namespace holdfast {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("ZoneChart", text);
}

QString accountsText(std::int64_t count)
{
    return counted(count, tr("1 account"), tr("%1 accounts"));
}

double total(const ZoneBox& box)
{
    double sum = 0;
    for (const double part : box.arr)
        sum += part;
    return sum;
}

QString healthyShare(const ZoneBox& box)
{
    const double all = total(box);
    if (all <= 0)
        return fromUtf8(dash);
    return fromUtf8(percent(box.arr[static_cast<std::size_t>(ZoneStatus::Healthy)] / all, 0));
}

} // namespace

Mark chartMark(ZoneStatus status)
{
    switch (status) {
    case ZoneStatus::Broken:
        return Mark::Broken;
    case ZoneStatus::AtRisk:
        return Mark::AtRisk;
    case ZoneStatus::InProgress:
        return Mark::InProgress;
    case ZoneStatus::Unknown:
        return Mark::Unknown;
    case ZoneStatus::Healthy:
        return Mark::Healthy;
    }
    return Mark::None;
}

Mark chartMark(Severity severity)
{
    switch (severity) {
    case Severity::Critical:
        return Mark::Critical;
    case Severity::High:
        return Mark::High;
    case Severity::Medium:
        return Mark::Medium;
    case Severity::Low:
        return Mark::Low;
    }
    return Mark::None;
}

Mark chartMark(Lane lane)
{
    switch (lane) {
    case Lane::Risk:
        return Mark::LaneRisk;
    case Lane::Stalled:
        return Mark::LaneStalled;
    case Lane::Expansion:
        return Mark::LaneExpansion;
    case Lane::Data:
        return Mark::LaneData;
    }
    return Mark::None;
}

const StatusColours& coloursOf(const Tokens& tokens, ZoneStatus status)
{
    switch (status) {
    case ZoneStatus::Broken:
        return tokens.broken;
    case ZoneStatus::AtRisk:
        return tokens.atRisk;
    case ZoneStatus::InProgress:
        return tokens.inProgress;
    case ZoneStatus::Healthy:
        return tokens.healthy;
    case ZoneStatus::Unknown:
        break;
    }
    return tokens.unknown;
}

const StatusColours& coloursOf(const Tokens& tokens, Severity severity)
{
    if (severity == Severity::Critical)
        return tokens.broken;
    return severity == Severity::High ? tokens.atRisk : tokens.unknown;
}

QString fixFirstSentence(const Analysis& analysis)
{
    const ZonesResult& zones = analysis.zones;
    if (zones.accounts.empty())
        return tr("No customer on this day");
    if (!zones.fixFirst)
        return tr("No zone is broken in any account");
    const auto place = static_cast<std::size_t>(*zones.fixFirst);
    return tr("Fix %1 first: it is where %2 of ARR breaks, in %3")
        .arg(fromUtf8(title(*zones.fixFirst)),
            fromUtf8(shortMoney(zones.breakpointArr[place], analysis.portfolio->baseCurrency)),
            accountsText(zones.breakpointAccounts[place]));
}

ZoneChart zoneChart(const Analysis& analysis, const std::optional<std::string>& contractModel)
{
    ZoneChart chart;
    const std::string& currency = analysis.portfolio->baseCurrency;
    std::array<std::array<ZoneSummary, zoneStatusCount>, zoneCount> summary{};
    std::array<Money, zoneCount> blocked{};
    std::array<Money, orderedZoneCount> breakpointArr{};
    std::array<std::int64_t, orderedZoneCount> breakpointAccounts{};
    std::size_t accounts = 0;
    for (const AccountZones& account : analysis.zones.accounts) {
        if (contractModel && analysis.context->attribute(account.account, Dimension::ContractModel) != *contractModel)
            continue;
        ++accounts;
        const Money arr = analysis.context->of(account.account).arr;
        for (std::size_t zone = 0; zone < zoneCount; ++zone) {
            ZoneSummary& cell = summary[zone][static_cast<std::size_t>(account.status[zone])];
            ++cell.accounts;
            cell.arr += arr;
            if (account.isBlocked(static_cast<Zone>(zone)))
                blocked[zone] += arr;
        }
        if (account.breakpoint) {
            breakpointArr[static_cast<std::size_t>(*account.breakpoint)] += arr;
            ++breakpointAccounts[static_cast<std::size_t>(*account.breakpoint)];
        }
    }
    chart.empty = accounts == 0;
    for (std::size_t zone = 0; zone < zoneCount; ++zone) {
        ZoneBox& box = chart.zones[zone];
        box.name = fromUtf8(title(static_cast<Zone>(zone)));
        box.definition = fromUtf8(definition(static_cast<Zone>(zone)));
        Money all;
        for (std::size_t status = 0; status < zoneStatusCount; ++status) {
            const ZoneSummary& cell = summary[zone][status];
            all += cell.arr;
            box.arr[status] = cell.arr.inUnits();
            box.words[status] =
                accountsText(cell.accounts) + QStringLiteral(", ") + fromUtf8(shortMoney(cell.arr, currency));
        }
        const ZoneSummary& broken = summary[zone][static_cast<std::size_t>(ZoneStatus::Broken)];
        box.broken = broken.accounts;
        box.brokenArr = fromUtf8(shortMoney(broken.arr, currency));
        box.blockedShare = ratio(blocked[zone], all).value_or(0);
    }
    if (!contractModel) {
        chart.fixFirst = analysis.zones.fixFirst;
        chart.why = fixFirstSentence(analysis);
        return chart;
    }
    const auto found = analysis.zones.fixFirstByContractModel.find(*contractModel);
    if (found != analysis.zones.fixFirstByContractModel.end())
        chart.fixFirst = found->second;
    if (chart.fixFirst) {
        const auto place = static_cast<std::size_t>(*chart.fixFirst);
        chart.why = tr("Fix %1 first: it is where %2 of ARR breaks, in %3")
                        .arg(fromUtf8(title(*chart.fixFirst)), fromUtf8(shortMoney(breakpointArr[place], currency)),
                            accountsText(breakpointAccounts[place]));
    } else {
        chart.why = accounts == 0 ? tr("No customer on this day") : tr("No zone is broken in any account");
    }
    return chart;
}

QString ZoneChart::name() const
{
    return tr("The six zones of retention");
}

QString ZoneChart::description() const
{
    QStringList parts{why};
    for (const ZoneBox& box : zones)
        parts
            << tr("%1: %2 broken, %3, %4 healthy").arg(box.name).arg(box.broken).arg(box.brokenArr, healthyShare(box));
    return parts.join(QStringLiteral("; "));
}

double ZoneChart::heightFor(double, const ChartStyle& style) const
{
    return style.scaled(188);
}

void ZoneChart::paint(QPainter& painter, const QRectF& rect, const ChartStyle& style, ChartRegions* regions) const
{
    const Tokens& tokens = style.tokens;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const auto px = [&](double design) { return style.scaled(design); };
    // Boxes take what the rails leave: two rails of 18 with 10 between, 20 below the boxes, 12 above for the flag.
    const double railHeight = px(20), railGap = px(10);
    const double boxTop = rect.top() + px(14);
    const double boxHeight =
        std::min(px(100), std::max(px(60), rect.height() - px(14) - px(20) - 2 * railHeight - railGap));
    const double gap = std::clamp(rect.width() * 0.028, px(10), px(28));
    const double width = (rect.width() - gap * (orderedZoneCount - 1)) / orderedZoneCount;
    const double railTop = boxTop + boxHeight + px(20);

    for (int i = 0; i < 2; ++i) {
        const QRectF rail(rect.left(), railTop + i * (railHeight + railGap), rect.width(), railHeight);
        painter.fillRect(QRectF(rail.left(), rail.center().y() - px(3), rail.width(), px(6)), tokens.line2);
    }
    for (std::size_t i = 0; i < orderedZoneCount; ++i) {
        const QRectF box(rect.left() + static_cast<double>(i) * (width + gap), boxTop, width, boxHeight);
        painter.setPen(QPen(tokens.line2, px(1)));
        painter.drawLine(QPointF(box.center().x(), box.bottom()),
            QPointF(box.center().x(), railTop + railHeight + railGap + railHeight / 2));
        if (i + 1 < orderedZoneCount) {
            // Behind the zone to fix first the flow is interrupted: a dashed red arrow.
            const bool stopped = fixFirst && i >= static_cast<std::size_t>(*fixFirst);
            QPen pen(stopped ? tokens.broken.ink : tokens.chartConnector, px(1.6));
            if (stopped)
                pen.setDashPattern({2, 1.6});
            painter.setPen(pen);
            const double y = box.top() + boxHeight * 0.48;
            painter.drawLine(QPointF(box.right() + px(1), y), QPointF(box.right() + gap - px(3), y));
            pen.setStyle(Qt::SolidLine);
            painter.setPen(pen);
            const double head = std::min(px(5), gap * 0.4);
            painter.drawPolyline(QPolygonF({QPointF(box.right() + gap - px(2) - head, y - head),
                QPointF(box.right() + gap - px(2), y), QPointF(box.right() + gap - px(2) - head, y + head)}));
        }
    }
    const BoxType type = boxType(painter, width, style);
    for (std::size_t i = 0; i < orderedZoneCount; ++i)
        paintBox(painter, QRectF(rect.left() + static_cast<double>(i) * (width + gap), boxTop, width, boxHeight),
            static_cast<Zone>(i), type, style, regions);
    for (int i = 0; i < 2; ++i)
        paintRail(painter, QRectF(rect.left(), railTop + i * (railHeight + railGap), rect.width(), railHeight),
            static_cast<Zone>(static_cast<int>(orderedZoneCount) + i), style, regions);
    painter.restore();
}

namespace {

constexpr double boxInset = 10;

// The figure matters more than the word.
QString brokenWords(const ZoneBox& box, bool brief)
{
    return brief ? QString::number(box.broken) + QStringLiteral(" · ") + box.brokenArr
                 : tr("%1 broken %2").arg(box.broken).arg(box.brokenArr);
}

} // namespace

ZoneChart::BoxType ZoneChart::boxType(QPainter& painter, double width, const ChartStyle& style) const
{
    const double inner = width - 2 * style.scaled(boxInset);
    const auto fits = [&](TypeSize size, QFont::Weight weight, const auto& textOf) {
        painter.setFont(style.font(size, weight));
        for (std::size_t zone = 0; zone < orderedZoneCount; ++zone) {
            if (textWidth(painter, textOf(zones[zone])) > inner)
                return false;
        }
        return true;
    };
    BoxType type;
    const auto nameOf = [](const ZoneBox& box) { return box.name; };
    for (const TypeSize size : {TypeSize::Body, TypeSize::Secondary, TypeSize::Caption}) {
        type.name = size;
        if (fits(size, QFont::DemiBold, nameOf))
            break;
    }
    for (const bool brief : {false, true}) {
        for (const TypeSize size : {TypeSize::Secondary, TypeSize::Caption}) {
            type.words = size;
            type.brief = brief;
            if (fits(size, QFont::Normal, [&](const ZoneBox& box) { return brokenWords(box, brief); }))
                return type;
        }
    }
    return type;
}

void ZoneChart::paintBox(QPainter& painter, const QRectF& box, Zone zone, const BoxType& type, const ChartStyle& style,
    ChartRegions* regions) const
{
    const Tokens& tokens = style.tokens;
    const ZoneBox& what = zones[static_cast<std::size_t>(zone)];
    const auto px = [&](double design) { return style.scaled(design); };
    const bool first = fixFirst == zone;
    QPainterPath outline;
    outline.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6));
    painter.fillPath(outline, tokens.base);
    if (what.blockedShare > 0) { // hatched from the right in proportion to the ARR that an earlier zone blocks
        painter.save();
        painter.setClipPath(outline);
        painter.setOpacity(painter.opacity() * 0.55);
        const double hatched = box.width() * what.blockedShare;
        paintBlocked(painter, QRectF(box.right() - hatched, box.top(), hatched, box.height()), tokens);
        painter.restore();
    }
    const bool picked = chosen == zone;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(picked ? tokens.accent
            : first            ? tokens.broken.ink
                               : tokens.line2,
        first || picked ? px(2) : px(1)));
    painter.drawPath(outline);

    const double inset = px(boxInset);
    double y = box.top() + px(11);
    const double inner = box.width() - 2 * inset;
    painter.setFont(style.font(type.name, QFont::DemiBold));
    painter.setPen(tokens.text);
    double height = lineHeight(painter);
    drawLine(painter, QRectF(box.left() + inset, y, inner, height), Qt::AlignLeft, what.name);
    y += height + px(4);
    painter.setFont(style.font(type.words));
    painter.setPen(tokens.text2);
    height = lineHeight(painter);
    const QString words = brokenWords(what, type.brief);
    drawLine(painter, QRectF(box.left() + inset, y, inner, height), Qt::AlignLeft, words);
    y += height + px(8);

    const double barHeight = px(12);
    const double all = total(what);
    ChartTarget zoneTarget;
    zoneTarget.kind = ChartTarget::Kind::Zone;
    zoneTarget.first = static_cast<int>(zone);
    if (regions) {
        QString details = what.definition;
        for (const ZoneStatus status : stackOrder)
            details += QLatin1Char('\n') + fromUtf8(title(status)) + QStringLiteral(": ") +
                what.words[static_cast<std::size_t>(status)];
        if (first)
            details += QLatin1Char('\n') + why;
        regions->push_back({box, what.name, details, zoneTarget});
    }
    double x = box.left() + inset;
    if (all <= 0)
        painter.fillRect(QRectF(x, y, inner, barHeight), tokens.line);
    for (const ZoneStatus status : stackOrder) {
        const double part = what.arr[static_cast<std::size_t>(status)];
        if (all <= 0 || part <= 0)
            continue;
        const double length = part / all * inner;
        painter.fillRect(QRectF(x, y, std::max(px(0.8), length - px(1)), barHeight), coloursOf(tokens, status).fill);
        if (chosen == zone && chosenStatus == status) {
            painter.setPen(QPen(tokens.accent, px(2)));
            painter.drawRect(QRectF(x - px(1), y - px(2), length + px(1), barHeight + px(4)));
        }
        // Wide enough for it, the segment carries its letter: the colours are not needed to read it.
        painter.setFont(style.font(TypeSize::Caption, QFont::DemiBold));
        if (length > px(16)) {
            painter.setPen(
                coloursOf(tokens, status).fill.lightnessF() > 0.5f ? QColor(0x1A, 0x1D, 0x21) : QColor(Qt::white));
            drawLine(painter, QRectF(x, y - px(3), length - px(1), barHeight + px(6)),
                Qt::AlignHCenter | Qt::AlignVCenter, markLetter(chartMark(status)));
        }
        if (regions) {
            ChartTarget target = zoneTarget;
            target.kind = ChartTarget::Kind::Status;
            target.second = static_cast<int>(status);
            regions->push_back({QRectF(x, y - px(2), length, barHeight + px(4)),
                what.name + QStringLiteral(", ") + fromUtf8(title(status)),
                what.words[static_cast<std::size_t>(status)], target});
        }
        x += length;
    }
    y += barHeight + px(6);
    painter.setFont(style.font(TypeSize::Caption));
    painter.setPen(tokens.text3);
    height = lineHeight(painter);
    QString share = tr("%1 healthy").arg(healthyShare(what));
    if (what.blockedShare >= 0.005) {
        const QString both = share + tr(", %1 blocked").arg(fromUtf8(percent(what.blockedShare, 0)));
        if (textWidth(painter, both) <= inner)
            share = both;
    }
    if (y + height <= box.bottom())
        drawLine(painter, QRectF(box.left() + inset, y, inner, height), Qt::AlignLeft, share);

    if (first) {
        const QRectF pennant(box.right() - px(28), box.top() - px(14), px(20), px(21)); // above the name
        QPainterPath flagPath(pennant.topLeft());
        flagPath.lineTo(pennant.topRight());
        flagPath.lineTo(pennant.bottomRight());
        flagPath.lineTo(QPointF(pennant.center().x(), pennant.bottom() - px(6)));
        flagPath.lineTo(pennant.bottomLeft());
        flagPath.closeSubpath();
        painter.fillPath(flagPath, tokens.broken.fill);
        painter.setFont(style.font(TypeSize::Caption, QFont::Bold));
        painter.setPen(Qt::white);
        drawLine(painter, pennant.adjusted(0, 0, 0, -px(5)), Qt::AlignHCenter | Qt::AlignVCenter, QStringLiteral("1"));
    }
}

void ZoneChart::paintRail(
    QPainter& painter, const QRectF& rail, Zone zone, const ChartStyle& style, ChartRegions* regions) const
{
    const Tokens& tokens = style.tokens;
    const ZoneBox& what = zones[static_cast<std::size_t>(zone)];
    const auto px = [&](double design) { return style.scaled(design); };
    const QFont strong = style.font(TypeSize::Secondary, QFont::DemiBold);
    const QFont plain = style.font(TypeSize::Secondary);
    const QString words = tr("%1 broken, %2; %3 healthy").arg(what.broken).arg(what.brokenArr, healthyShare(what));
    painter.setFont(strong);
    const double nameWidth = textWidth(painter, what.name);
    painter.setFont(plain);
    const double wordsWidth = textWidth(painter, words);
    const double barWidth = px(90);
    const double length = std::min(rail.width(), nameWidth + wordsWidth + barWidth + px(48));
    const QRectF pill(rail.left() + 0.5, rail.top() + 0.5, length, rail.height() - 1);
    QPainterPath outline;
    outline.addRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    painter.fillPath(outline, tokens.base);
    painter.setPen(QPen(chosen == zone ? tokens.accent : tokens.line2, chosen == zone ? px(2) : px(1)));
    painter.drawPath(outline);
    double x = pill.left() + px(12);
    painter.setFont(strong);
    painter.setPen(tokens.text);
    drawLine(painter, QRectF(x, pill.top(), std::min(nameWidth + 1, pill.right() - x), pill.height()), Qt::AlignVCenter,
        what.name);
    x += nameWidth + px(8);
    painter.setFont(plain);
    painter.setPen(tokens.text2);
    drawLine(painter, QRectF(x, pill.top(), std::min(wordsWidth + 1, pill.right() - px(8) - x), pill.height()),
        Qt::AlignVCenter, words);
    x += wordsWidth + px(12);

    ChartTarget target;
    target.kind = ChartTarget::Kind::Zone;
    target.first = static_cast<int>(zone);
    if (regions) {
        QString details = what.definition;
        for (const ZoneStatus status : stackOrder)
            details += QLatin1Char('\n') + fromUtf8(title(status)) + QStringLiteral(": ") +
                what.words[static_cast<std::size_t>(status)];
        regions->push_back({pill, what.name, details, target});
    }
    const double all = total(what);
    if (all <= 0 || x + barWidth > pill.right())
        return;
    for (const ZoneStatus status : stackOrder) {
        const double part = what.arr[static_cast<std::size_t>(status)];
        if (part <= 0)
            continue;
        const double width = part / all * barWidth;
        painter.fillRect(QRectF(x, pill.center().y() - px(4), std::max(px(0.8), width - px(1)), px(8)),
            coloursOf(tokens, status).fill);
        if (regions) {
            ChartTarget segment = target;
            segment.kind = ChartTarget::Kind::Status;
            segment.second = static_cast<int>(status);
            regions->push_back({QRectF(x, pill.top(), width, pill.height()),
                what.name + QStringLiteral(", ") + fromUtf8(title(status)),
                what.words[static_cast<std::size_t>(status)], segment});
        }
        x += width;
    }
}

void paintZoneCell(
    QPainter& painter, const QRectF& cell, ZoneStatus status, bool blocked, bool breakpoint, const ChartStyle& style)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    const double radius = style.scaled(4);
    outline.addRoundedRect(cell, radius, radius);
    painter.fillPath(outline, coloursOf(style.tokens, status).tint);
    if (blocked) {
        painter.save();
        painter.setClipPath(outline);
        paintBlocked(painter, cell, style.tokens);
        painter.restore();
    }
    if (breakpoint) {
        const double inset = style.scaled(0.75);
        QPainterPath ring;
        ring.addRoundedRect(cell.adjusted(inset, inset, -inset, -inset), radius, radius);
        painter.setPen(QPen(style.tokens.broken.ink, style.scaled(1.5)));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(ring);
    }
    const double size = std::min({style.scaled(13), cell.width() * 0.8, cell.height() * 0.8});
    paintMark(painter, QRectF(cell.center().x() - size / 2, cell.center().y() - size / 2, size, size),
        chartMark(status), style.tokens);
    painter.restore();
}

void paintZoneStrip(
    QPainter& painter, const QRectF& rect, const AccountZones& zones, const ChartStyle& style, ChartRegions* regions)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const auto px = [&](double design) { return style.scaled(design); };
    const double gap = px(3), layerGap = px(12);
    const double width = (rect.width() - gap * 6 - layerGap) / zoneCount;
    double x = rect.left();
    for (std::size_t i = 0; i < zoneCount; ++i) {
        const auto zone = static_cast<Zone>(i);
        if (i == orderedZoneCount)
            x += layerGap - gap;
        const QRectF cell(x, rect.top(), width, rect.height());
        const bool breakpoint = zones.breakpoint == zone;
        const bool blocked = zones.isBlocked(zone);
        QPainterPath outline;
        outline.addRoundedRect(cell, px(4), px(4));
        painter.fillPath(outline, coloursOf(style.tokens, zones.of(zone)).tint);
        if (blocked) {
            painter.save();
            painter.setClipPath(outline);
            paintBlocked(painter, cell, style.tokens);
            painter.restore();
        }
        if (breakpoint) {
            painter.setPen(QPen(style.tokens.broken.ink, px(1.5)));
            painter.setBrush(Qt::NoBrush);
            painter.drawPath(outline);
        }
        painter.setFont(style.font(TypeSize::Caption, breakpoint ? QFont::DemiBold : QFont::Normal));
        const QString word = fromUtf8(title(zone));
        const double mark = px(12);
        const double words = std::min(textWidth(painter, word), std::max(0.0, width - mark - px(14)));
        const double left = cell.left() + (width - mark - px(6) - words) / 2;
        paintMark(
            painter, QRectF(left, cell.center().y() - mark / 2, mark, mark), chartMark(zones.of(zone)), style.tokens);
        painter.setPen(breakpoint ? style.tokens.text : style.tokens.text2);
        drawLine(painter, QRectF(left + mark + px(6), cell.top(), words + 1, cell.height()), Qt::AlignVCenter, word);
        if (regions) {
            ChartTarget target;
            target.kind = ChartTarget::Kind::Zone;
            target.first = static_cast<int>(i);
            target.account = zones.account;
            regions->push_back({cell, word + QStringLiteral(": ") + fromUtf8(title(zones.of(zone))),
                fromUtf8(definition(zone)) + (blocked ? tr("\nBlocked by an earlier zone") : QString()), target});
        }
        x += width + gap;
    }
    painter.restore();
}

} // namespace holdfast
