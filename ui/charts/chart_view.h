// SPDX-License-Identifier: GPL-3.0-or-later
// Shows any chart: hover and focus tell its values, a click or Enter says what was meant, the context menu copies and
// saves it as PNG and SVG.
#pragma once

#include <QWidget>

#include "ui/charts/chart.h"

namespace holdfast {

class ChartView : public QWidget {
    Q_OBJECT

public:
    explicit ChartView(QWidget* parent = nullptr);

    void setChart(ChartPtr chart);
    const ChartPtr& chart() const { return chart_; }
    // Said where there is nothing to draw.
    void setEmptyText(const QString& text);
    // The height that the chart asks for becomes the least height (for charts inside a scroll area).
    void setGrows(bool grows);

    const ChartRegions& regions() const;
    int focusedRegion() const { return focused_; }
    ChartStyle style() const;

    // The drawing on the light or dark ground of the window, twice as fine as the screen.
    QImage image(double scale = 2) const;
    QByteArray svg() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return grows_; }
    int heightForWidth(int width) const override;

public Q_SLOTS:
    void copyPng();
    void copySvg();
    void savePng();
    void saveSvg();

Q_SIGNALS:
    void clicked(const holdfast::ChartTarget& target);
    void hovered(const holdfast::ChartTarget& target);
    void failed(const QString& sentence); // an image could not be written

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

    void forgetRegions();
    QRectF chartRect() const;

private:
    int regionAt(const QPointF& point) const;
    void focusRegion(int region);
    QString suggestedName(const QString& suffix) const;

    ChartPtr chart_;
    QString emptyText_;
    bool grows_ = false;
    mutable ChartRegions regions_;
    mutable bool regionsKnown_ = false;
    int focused_ = -1;
    int pressed_ = -1;
};

// The timeline: wheel zooms around the pointer, dragging pans, + − 0 and the arrow keys with Ctrl do the same.
class TimelineView : public ChartView {
    Q_OBJECT

public:
    using ChartView::ChartView;
    void setTimeline(std::shared_ptr<class TimelineChart> timeline);

protected:
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void seen();

    std::shared_ptr<TimelineChart> timeline_;
    std::optional<QPointF> dragFrom_;
    bool dragged_ = false;
};

// A chart's tooltip: the title in bold, the details below; text from files stays text.
QString chartTooltip(const QString& title, const QString& details);

} // namespace holdfast
