// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include <QFile>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace holdfast {
namespace {

QPixmap render(const QByteArray& svg, int pixels)
{
    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(svg);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    return pixmap;
}

QByteArray read(const QString& name)
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qWarning("There is no icon called %s.", qPrintable(name));
        return {};
    }
    return file.readAll();
}

} // namespace

QPixmap iconPixmap(const QString& name, int size, qreal devicePixelRatio, const QColor& colour)
{
    const QString key =
        QStringLiteral("holdfast-icon-%1-%2-%3-%4").arg(name).arg(size).arg(devicePixelRatio).arg(colour.rgba());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QByteArray svg = read(name);
    if (svg.isEmpty())
        return {};
    svg.replace("#000000", colour.name().toLatin1());
    pixmap = render(svg, qMax(1, qRound(size * devicePixelRatio)));
    pixmap.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIcon icon(const QString& name, const QColor& colour)
{
    QIcon result;
    for (const qreal ratio : {1.0, 2.0, 3.0})
        result.addPixmap(iconPixmap(name, 16, ratio, colour));
    return result;
}

QIcon programIcon()
{
    QIcon result;
    const QByteArray svg = read(QStringLiteral("holdfast"));
    for (const int size : {16, 24, 32, 48, 64, 128, 256})
        result.addPixmap(render(svg, size));
    return result;
}

} // namespace holdfast
