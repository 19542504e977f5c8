// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/marks.h"

#include <QCoreApplication>
#include <QPainterPath>
#include <QPixmapCache>
#include <cmath>

#include "ui/theme/icons.h"

namespace holdfast {
namespace {

QPen stroke(const QColor& colour, double width)
{
    return QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
}

// Ink that holds 3 : 1 on the fill of its mark: white on red and green, dark brown on yellow.
QColor inkOn(const QColor& fill)
{
    return fill.lightness() > 140 && fill.hsvHue() < 70 ? QColor(0x3A2400) : QColor(Qt::white);
}

void paintHealthy(QPainter& painter, const Tokens& tokens)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.healthy.fill);
    painter.drawEllipse(QPointF(6, 6), 5.5, 5.5);
    painter.setPen(stroke(Qt::white, 1.5));
    painter.drawPolyline(QPolygonF{QPointF(3.3, 6.2), QPointF(5.2, 8.1), QPointF(8.7, 4.1)});
}

void paintAtRisk(QPainter& painter, const Tokens& tokens)
{
    painter.setBrush(tokens.atRisk.fill);
    painter.setPen(stroke(tokens.dark ? tokens.atRisk.fill : tokens.atRisk.ink, 0.9));
    painter.drawPolygon(QPolygonF{QPointF(6, 0.9), QPointF(11.5, 11), QPointF(0.5, 11)});
    QPen pen(inkOn(tokens.atRisk.fill), 1.3);
    pen.setCapStyle(Qt::FlatCap);
    painter.setPen(pen);
    painter.drawLine(QPointF(6, 4.3), QPointF(6, 7.5));
    painter.drawLine(QPointF(6, 8.6), QPointF(6, 9.7));
}

void paintBroken(QPainter& painter, const Tokens& tokens)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.broken.fill);
    painter.drawRoundedRect(QRectF(0.5, 0.5, 11, 11), 2, 2);
    painter.setPen(stroke(Qt::white, 1.5));
    painter.drawLine(QPointF(3.6, 3.6), QPointF(8.4, 8.4));
    painter.drawLine(QPointF(8.4, 3.6), QPointF(3.6, 8.4));
}

void paintInProgress(QPainter& painter, const Tokens& tokens)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(stroke(tokens.inProgress.ink, 1.2));
    painter.drawEllipse(QPointF(6, 6), 4.9, 4.9);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.inProgress.ink);
    painter.drawPie(QRectF(2.6, 2.6, 6.8, 6.8), -90 * 16, 180 * 16);
}

void paintUnknown(QPainter& painter, const Tokens& tokens)
{
    QPen pen(tokens.unknown.ink, 1.1);
    pen.setDashPattern({1.7, 1.45});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(QPointF(6, 6), 5, 5);
    // The question mark is drawn, so that it does not depend on a font.
    QPainterPath sign;
    sign.moveTo(4.5, 4.9);
    sign.cubicTo(4.6, 2.8, 7.6, 2.9, 7.5, 4.9);
    sign.cubicTo(7.4, 6.0, 6.0, 6.0, 6.0, 7.2);
    painter.setPen(stroke(tokens.unknown.ink, 1.2));
    painter.drawPath(sign);
    painter.drawPoint(QPointF(6, 8.9));
}

void paintCritical(QPainter& painter, const Tokens& tokens)
{
    painter.scale(0.75, 0.75); // drawn on a grid of 16
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.broken.fill);
    painter.drawPolygon(QPolygonF{QPointF(5, 1), QPointF(11, 1), QPointF(15, 5), QPointF(15, 11), QPointF(11, 15),
        QPointF(5, 15), QPointF(1, 11), QPointF(1, 5)});
    QPen pen(Qt::white, 1.9);
    pen.setCapStyle(Qt::FlatCap);
    painter.setPen(pen);
    painter.drawLine(QPointF(8, 4), QPointF(8, 9));
    painter.drawLine(QPointF(8, 10.6), QPointF(8, 12.3));
}

void paintBars(QPainter& painter, int filled, const QColor& colour, const Tokens& tokens)
{
    painter.scale(0.75, 0.75);
    const double heights[] = {5, 8.5, 12};
    for (int bar = 0; bar < 3; ++bar) {
        const QRectF box(2 + bar * 4.4, 14 - heights[bar], 3, heights[bar]);
        // Bars that do not count are hollow, so that the levels differ without colour.
        const bool counts = bar < filled;
        painter.setPen(counts ? QPen(Qt::NoPen) : QPen(tokens.line2, 1));
        painter.setBrush(counts ? QBrush(colour) : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(counts ? box : box.adjusted(0.5, 0.5, -0.5, -0.5), 0.6, 0.6);
    }
}

void paintFlag(QPainter& painter, const Tokens& tokens)
{
    painter.setPen(stroke(tokens.broken.ink, 1.2));
    painter.drawLine(QPointF(2.5, 1), QPointF(2.5, 11.2));
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.broken.fill);
    painter.drawPolygon(QPolygonF{QPointF(2.5, 1.2), QPointF(10.5, 3.6), QPointF(2.5, 6.4)});
}

void paintLane(QPainter& painter, const char* name, const Tokens& tokens)
{
    painter.drawPixmap(
        QRectF(0, 0, 12, 12), iconPixmap(QString::fromLatin1(name), 48, 1, tokens.text3), QRectF(0, 0, 48, 48));
}

} // namespace

void paintMark(QPainter& painter, const QRectF& box, Mark mark, const Tokens& tokens)
{
    if (mark == Mark::None)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const double side = std::min(box.width(), box.height());
    painter.translate(box.center().x() - side / 2, box.center().y() - side / 2);
    painter.scale(side / 12, side / 12); // every mark is drawn on a grid of 12
    switch (mark) {
    case Mark::Healthy:
        paintHealthy(painter, tokens);
        break;
    case Mark::AtRisk:
        paintAtRisk(painter, tokens);
        break;
    case Mark::Broken:
        paintBroken(painter, tokens);
        break;
    case Mark::InProgress:
        paintInProgress(painter, tokens);
        break;
    case Mark::Unknown:
        paintUnknown(painter, tokens);
        break;
    case Mark::Blocked:
        painter.restore();
        paintBlocked(painter, box, tokens);
        return;
    case Mark::Critical:
        paintCritical(painter, tokens);
        break;
    case Mark::High:
        paintBars(painter, 3, tokens.atRisk.ink, tokens);
        break;
    case Mark::Medium:
        paintBars(painter, 2, tokens.text2, tokens);
        break;
    case Mark::Low:
        paintBars(painter, 1, tokens.text3, tokens);
        break;
    case Mark::LaneRisk:
        paintLane(painter, "risk", tokens);
        break;
    case Mark::LaneStalled:
        paintLane(painter, "stalled", tokens);
        break;
    case Mark::LaneExpansion:
        paintLane(painter, "expansion", tokens);
        break;
    case Mark::LaneData:
        paintLane(painter, "data", tokens);
        break;
    case Mark::Flag:
        paintFlag(painter, tokens);
        break;
    case Mark::None:
        break;
    }
    painter.restore();
}

QPixmap markPixmap(Mark mark, int size, qreal devicePixelRatio, const Tokens& tokens)
{
    // One number, because a table asks for some hundred marks each time it is painted.
    const quint64 number = static_cast<quint64>(mark) << 40U | static_cast<quint64>(size) << 24U |
        static_cast<quint64>(qRound(devicePixelRatio * 256)) << 1U | (tokens.dark ? 1U : 0U);
    const QString key = QStringLiteral("holdfast-mark-") + QString::number(number, 16);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    const int pixels = qMax(1, qCeil(size * devicePixelRatio));
    pixmap = QPixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    QPainter painter(&pixmap);
    paintMark(painter, QRectF(0, 0, size, size), mark, tokens);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QString markWord(Mark mark)
{
    const auto tr = [](const char* word) { return QCoreApplication::translate("Marks", word); };
    switch (mark) {
    case Mark::None:
        return {};
    case Mark::Healthy:
        return tr("Healthy");
    case Mark::AtRisk:
        return tr("At risk");
    case Mark::Broken:
        return tr("Broken");
    case Mark::InProgress:
        return tr("In progress");
    case Mark::Unknown:
        return tr("Unknown");
    case Mark::Blocked:
        return tr("Blocked");
    case Mark::Critical:
        return tr("Critical");
    case Mark::High:
        return tr("High");
    case Mark::Medium:
        return tr("Medium");
    case Mark::Low:
        return tr("Low");
    case Mark::LaneRisk:
        return tr("Risk");
    case Mark::LaneStalled:
        return tr("Stalled");
    case Mark::LaneExpansion:
        return tr("Expansion");
    case Mark::LaneData:
        return tr("Data");
    case Mark::Flag:
        return tr("Fix first");
    }
    return {};
}

QString markLetter(Mark mark)
{
    switch (mark) {
    case Mark::Healthy:
        return QStringLiteral("H");
    case Mark::AtRisk:
        return QStringLiteral("R");
    case Mark::Broken:
        return QStringLiteral("B");
    case Mark::InProgress:
        return QStringLiteral("P");
    case Mark::Unknown:
        return QStringLiteral("U");
    default:
        return {};
    }
}

void paintBlocked(QPainter& painter, const QRectF& box, const Tokens& tokens)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(box, Qt::IntersectClip);
    QColor line = tokens.text;
    line.setAlpha(tokens.dark ? 0x38 : 0x33);
    painter.setPen(QPen(line, 1.6));
    const double step = 7; // five across the stroke
    for (double x = box.left() - box.height(); x < box.right(); x += step)
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()));
    painter.restore();
}

} // namespace holdfast
