// SPDX-License-Identifier: GPL-3.0-or-later
// A device that paints nothing: it counts what is drawn and keeps where each text stands.
#pragma once

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <vector>

namespace holdfast {

class CountingDevice : public QPaintDevice {
public:
    struct Text {
        QString text;
        QRectF box; // in device pixels
    };

    explicit CountingDevice(const QSize& size)
        : size_(size)
        , engine_(*this)
    {
    }

    int shapes() const { return shapes_; }
    const std::vector<Text>& texts() const { return texts_; }
    QPaintEngine* paintEngine() const override { return &engine_; }

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth:
            return size_.width();
        case PdmHeight:
            return size_.height();
        case PdmWidthMM:
            return qRound(size_.width() * 25.4 / 96);
        case PdmHeightMM:
            return qRound(size_.height() * 25.4 / 96);
        case PdmDepth:
            return 32;
        case PdmNumColors:
            return 1 << 24;
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return static_cast<int>(devicePixelRatioFScale());
        default:
            return 96;
        }
    }

private:
    class Engine : public QPaintEngine {
    public:
        explicit Engine(CountingDevice& device)
            : QPaintEngine(AllFeatures)
            , device_(device)
        {
        }
        bool begin(QPaintDevice*) override { return true; }
        bool end() override { return true; }
        Type type() const override { return User; }
        void updateState(const QPaintEngineState& changed) override
        {
            if (changed.state() & DirtyTransform)
                transform_ = changed.transform();
        }
        void drawRects(const QRectF*, int count) override { device_.shapes_ += count; }
        void drawRects(const QRect*, int count) override { device_.shapes_ += count; }
        void drawLines(const QLineF*, int count) override { device_.shapes_ += count; }
        void drawLines(const QLine*, int count) override { device_.shapes_ += count; }
        void drawEllipse(const QRectF&) override { ++device_.shapes_; }
        void drawEllipse(const QRect&) override { ++device_.shapes_; }
        void drawPath(const QPainterPath&) override { ++device_.shapes_; }
        void drawPolygon(const QPointF*, int, PolygonDrawMode) override { ++device_.shapes_; }
        void drawPolygon(const QPoint*, int, PolygonDrawMode) override { ++device_.shapes_; }
        void drawPoints(const QPointF*, int count) override { device_.shapes_ += count; }
        void drawPoints(const QPoint*, int count) override { device_.shapes_ += count; }
        void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override { ++device_.shapes_; }
        void drawTextItem(const QPointF& at, const QTextItem& item) override
        {
            ++device_.shapes_;
            const QRectF box(at.x(), at.y() - item.ascent(), item.width(), item.ascent() + item.descent());
            if (!item.text().trimmed().isEmpty())
                device_.texts_.push_back({item.text(), transform_.mapRect(box)});
        }

    private:
        CountingDevice& device_;
        QTransform transform_;
    };

    QSize size_;
    mutable Engine engine_;
    int shapes_ = 0;
    std::vector<Text> texts_;
};

// Texts that stand on one another; a pixel of the line's own air may meet.
inline QStringList overlapsOf(const std::vector<CountingDevice::Text>& texts)
{
    QStringList found;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        for (std::size_t k = i + 1; k < texts.size(); ++k) {
            const QRectF common =
                texts[i].box.adjusted(0.5, 2.5, -0.5, -2.5).intersected(texts[k].box.adjusted(0.5, 2.5, -0.5, -2.5));
            if (!common.isEmpty())
                found << texts[i].text + QStringLiteral(" / ") + texts[k].text;
        }
    }
    return found;
}

} // namespace holdfast
