// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include <QFile>
#include <QIconEngine>
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

namespace {

// Draws the file in as many pixels as are asked for, so that a screen at 150 % gets no scaled picture.
class LineIconEngine : public QIconEngine {
public:
    LineIconEngine(QString name, const QColor& colour)
        : name_(std::move(name))
        , colour_(colour)
    {
    }
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        painter->drawPixmap(rect, scaled(rect.size(), mode, painter->device()->devicePixelRatioF()));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override { return scaled(size, mode, 1); }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        // Here the size is that of the picture in pixels.
        QPixmap made = scaled(size, mode, 1);
        made.setDevicePixelRatio(scale);
        return made;
    }
    QIconEngine* clone() const override { return new LineIconEngine(*this); }

private:
    QPixmap scaled(const QSize& size, QIcon::Mode mode, qreal ratio) const
    {
        QPixmap made = iconPixmap(name_, qMin(size.width(), size.height()), ratio, colour_);
        if (mode == QIcon::Disabled && !made.isNull()) {
            QPixmap faint(made.size());
            faint.setDevicePixelRatio(made.devicePixelRatio());
            faint.fill(Qt::transparent);
            QPainter painter(&faint);
            painter.setOpacity(0.5);
            painter.drawPixmap(0, 0, made);
            painter.end();
            return faint;
        }
        return made;
    }

    QString name_;
    QColor colour_;
};

} // namespace

QIcon icon(const QString& name, const QColor& colour)
{
    return QIcon(new LineIconEngine(name, colour));
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
