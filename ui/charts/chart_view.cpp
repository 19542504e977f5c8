// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_view.h"

#include <QAccessible>
#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QHelpEvent>
#include <QMenu>
#include <QMimeData>
#include <QMouseEvent>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QToolTip>

#include "ui/charts/chart_text.h"
#include "ui/charts/timeline.h"

namespace holdfast {

QString chartTooltip(const QString& title, const QString& details)
{
    QString html = QStringLiteral("<qt><b>") + title.toHtmlEscaped() + QStringLiteral("</b>");
    if (!details.isEmpty())
        html += QStringLiteral("<br>") + details.toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>"));
    return html + QStringLiteral("</qt>");
}

ChartView::ChartView(QWidget* parent)
    : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    emptyText_ = tr("Nothing to draw on this day");
}

void ChartView::setChart(ChartPtr chart)
{
    chart_ = std::move(chart);
    focused_ = -1;
    pressed_ = -1;
    forgetRegions();
    setAccessibleName(chart_ ? chart_->name() : QString());
    setAccessibleDescription(chart_ ? chart_->description() : QString());
    updateGeometry();
    update();
}

void ChartView::setEmptyText(const QString& text)
{
    emptyText_ = text;
    update();
}

void ChartView::setGrows(bool grows)
{
    grows_ = grows;
    QSizePolicy policy(QSizePolicy::Expanding, grows ? QSizePolicy::Minimum : QSizePolicy::Expanding);
    policy.setHeightForWidth(grows);
    setSizePolicy(policy);
}

ChartStyle ChartView::style() const
{
    // Sizes follow the user's font.
    return {Tokens::of(palette()), static_cast<double>(QFontInfo(font()).pixelSize()), false};
}

QRectF ChartView::chartRect() const
{
    return QRectF(rect()).adjusted(2, 2, -2, -2);
}

void ChartView::forgetRegions()
{
    regionsKnown_ = false;
    regions_.clear();
}

const ChartRegions& ChartView::regions() const
{
    if (!regionsKnown_) {
        regions_.clear();
        regionsKnown_ = true;
        if (chart_ && !chart_->isEmpty()) {
            QImage nowhere(1, 1, QImage::Format_ARGB32_Premultiplied);
            QPainter painter(&nowhere);
            chart_->paint(painter, chartRect(), style(), &regions_);
        }
    }
    return regions_;
}

int ChartView::regionAt(const QPointF& point) const
{
    // The last painted lies on top.
    const ChartRegions& all = regions();
    for (std::size_t i = all.size(); i-- > 0;) {
        if (all[i].rect.adjusted(-1, -1, 1, 1).contains(point))
            return static_cast<int>(i);
    }
    return -1;
}

void ChartView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const ChartStyle look = style();
    if (!chart_ || chart_->isEmpty()) {
        painter.setFont(look.font(TypeSize::Secondary));
        painter.setPen(look.tokens.text3);
        drawWrapped(painter, chartRect().adjusted(8, 8, -8, -8), Qt::AlignLeft, emptyText_, 3);
        return;
    }
    regions_.clear();
    chart_->paint(painter, chartRect(), look, &regions_);
    regionsKnown_ = true;
    if (hasFocus() && focused_ >= 0 && static_cast<std::size_t>(focused_) < regions_.size()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(look.tokens.accent, 2));
        painter.setBrush(Qt::NoBrush);
        const QRectF ring = regions_[static_cast<std::size_t>(focused_)].rect.adjusted(-2, -2, 2, 2);
        painter.drawRoundedRect(ring.intersected(QRectF(rect()).adjusted(1, 1, -1, -1)), 4, 4);
    }
}

void ChartView::resizeEvent(QResizeEvent*)
{
    forgetRegions();
}

void ChartView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        forgetRegions();
        updateGeometry();
        update();
    }
    QWidget::changeEvent(event);
}

bool ChartView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int region = regionAt(help->pos());
        if (region < 0) {
            QToolTip::hideText();
            event->ignore();
        } else {
            const ChartRegion& found = regions()[static_cast<std::size_t>(region)];
            QToolTip::showText(
                help->globalPos(), chartTooltip(found.title, found.details), this, found.rect.toAlignedRect());
        }
        return true;
    }
    return QWidget::event(event);
}

void ChartView::mouseMoveEvent(QMouseEvent* event)
{
    const int region = regionAt(event->position());
    const bool clickable =
        region >= 0 && regions()[static_cast<std::size_t>(region)].target.kind != ChartTarget::Kind::None;
    setCursor(clickable ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (region >= 0)
        Q_EMIT hovered(regions()[static_cast<std::size_t>(region)].target);
    QWidget::mouseMoveEvent(event);
}

void ChartView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        pressed_ = regionAt(event->position());
}

void ChartView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const int region = regionAt(event->position());
    if (region < 0 || region != pressed_)
        return;
    focused_ = region;
    update();
    const ChartTarget target = regions()[static_cast<std::size_t>(region)].target;
    if (target.kind != ChartTarget::Kind::None)
        Q_EMIT clicked(target);
}

void ChartView::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    if (focused_ < 0 && !regions().empty() && event->reason() != Qt::MouseFocusReason)
        focusRegion(0);
}

void ChartView::focusRegion(int region)
{
    const ChartRegions& all = regions();
    if (all.empty())
        return;
    focused_ = (region + static_cast<int>(all.size())) % static_cast<int>(all.size());
    const ChartRegion& found = all[static_cast<std::size_t>(focused_)];
    setAccessibleDescription(found.title + QStringLiteral(". ") + found.details);
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    QToolTip::showText(mapToGlobal(found.rect.center().toPoint()), chartTooltip(found.title, found.details), this);
    update();
}

void ChartView::keyPressEvent(QKeyEvent* event)
{
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
    if (event->matches(QKeySequence::Copy)) {
        copyPng();
    } else if (plain && (event->key() == Qt::Key_Right || event->key() == Qt::Key_Down)) {
        focusRegion(focused_ + 1);
    } else if (plain && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Up)) {
        focusRegion(focused_ < 0 ? 0 : focused_ - 1);
    } else if (plain && event->key() == Qt::Key_Home) {
        focusRegion(0);
    } else if (plain && event->key() == Qt::Key_End) {
        focusRegion(static_cast<int>(regions().size()) - 1);
    } else if (plain &&
        (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)) {
        if (focused_ >= 0 && static_cast<std::size_t>(focused_) < regions().size())
            Q_EMIT clicked(regions()[static_cast<std::size_t>(focused_)].target);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void ChartView::contextMenuEvent(QContextMenuEvent* event)
{
    if (!chart_ || chart_->isEmpty())
        return;
    QMenu menu(this);
    menu.addAction(tr("Copy as PNG"), this, &ChartView::copyPng);
    menu.addAction(tr("Copy as SVG"), this, &ChartView::copySvg);
    menu.addSeparator();
    menu.addAction(tr("Save as PNG…"), this, &ChartView::savePng);
    menu.addAction(tr("Save as SVG…"), this, &ChartView::saveSvg);
    menu.exec(event->globalPos());
}

QImage ChartView::image(double scale) const
{
    const QSize wanted = (QSizeF(size()) * scale).toSize().expandedTo(QSize(1, 1));
    QImage picture(wanted, QImage::Format_ARGB32_Premultiplied);
    picture.setDevicePixelRatio(scale);
    const ChartStyle look = style();
    picture.fill(look.tokens.base);
    if (chart_ && !chart_->isEmpty()) {
        QPainter painter(&picture);
        chart_->paint(painter, QRectF(QPointF(8, 8), QSizeF(size()) - QSizeF(16, 16)), look, nullptr);
    }
    return picture;
}

QByteArray ChartView::svg() const
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size());
    generator.setViewBox(QRect(QPoint(0, 0), size()));
    generator.setTitle(chart_ ? chart_->name() : QString());
    generator.setDescription(chart_ ? chart_->description() : QString());
    const ChartStyle look = style();
    QPainter painter(&generator);
    painter.fillRect(rect(), look.tokens.base);
    if (chart_ && !chart_->isEmpty())
        chart_->paint(painter, QRectF(QPointF(8, 8), QSizeF(size()) - QSizeF(16, 16)), look, nullptr);
    painter.end();
    return bytes;
}

void ChartView::copyPng()
{
    QApplication::clipboard()->setImage(image());
}

void ChartView::copySvg()
{
    auto* mime = new QMimeData;
    const QByteArray bytes = svg();
    mime->setData(QStringLiteral("image/svg+xml"), bytes);
    mime->setText(QString::fromUtf8(bytes));
    QApplication::clipboard()->setMimeData(mime);
}

QString ChartView::suggestedName(const QString& suffix) const
{
    QString name = chart_ ? chart_->name().toLower() : tr("chart");
    for (QChar& letter : name) {
        if (!letter.isLetterOrNumber())
            letter = QLatin1Char('_');
    }
    return name.left(60) + suffix;
}

void ChartView::savePng()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save chart"), suggestedName(QStringLiteral(".png")), tr("PNG images (*.png)"));
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !image().save(&file, "PNG") || !file.commit())
        Q_EMIT failed(tr("The chart cannot be written: %1").arg(file.errorString()));
}

void ChartView::saveSvg()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save chart"), suggestedName(QStringLiteral(".svg")), tr("SVG images (*.svg)"));
    if (path.isEmpty())
        return;
    const QByteArray bytes = svg();
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        Q_EMIT failed(tr("The chart cannot be written: %1").arg(file.errorString()));
}

QSize ChartView::sizeHint() const
{
    return {480, chart_ ? qRound(chart_->heightFor(480, style())) + 4 : 120};
}

QSize ChartView::minimumSizeHint() const
{
    return {120, grows_ ? sizeHint().height() : 60};
}

int ChartView::heightForWidth(int width) const
{
    return chart_ ? qRound(chart_->heightFor(width, style())) + 4 : 60;
}

void TimelineView::setTimeline(std::shared_ptr<TimelineChart> timeline)
{
    timeline_ = std::move(timeline);
    setChart(timeline_);
}

void TimelineView::seen()
{
    forgetRegions();
    update();
}

void TimelineView::wheelEvent(QWheelEvent* event)
{
    if (!timeline_ || event->angleDelta().y() == 0) {
        event->ignore();
        return;
    }
    const QRectF plot = TimelineChart::plotOf(chartRect(), style());
    const double around = qBound(0.0, (event->position().x() - plot.left()) / qMax(1.0, plot.width()), 1.0);
    timeline_->zoom(event->angleDelta().y() > 0 ? 0.8 : 1.25, around);
    seen();
    event->accept();
}

void TimelineView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        dragFrom_ = event->position();
    dragged_ = false;
    ChartView::mousePressEvent(event);
}

void TimelineView::mouseMoveEvent(QMouseEvent* event)
{
    if (timeline_ && dragFrom_ && (event->buttons() & Qt::LeftButton)) {
        const double moved = event->position().x() - dragFrom_->x();
        if (dragged_ || qAbs(moved) >= QApplication::startDragDistance()) {
            const QRectF plot = TimelineChart::plotOf(chartRect(), style());
            timeline_->pan(-moved / qMax(1.0, plot.width()));
            dragFrom_ = event->position();
            dragged_ = true;
            setCursor(Qt::ClosedHandCursor);
            seen();
        }
        return;
    }
    ChartView::mouseMoveEvent(event);
}

void TimelineView::mouseReleaseEvent(QMouseEvent* event)
{
    dragFrom_.reset();
    if (dragged_) { // a drag is no click
        dragged_ = false;
        setCursor(Qt::ArrowCursor);
        return;
    }
    ChartView::mouseReleaseEvent(event);
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent*)
{
    if (!timeline_)
        return;
    timeline_->showAll();
    seen();
}

void TimelineView::keyPressEvent(QKeyEvent* event)
{
    if (!timeline_) {
        ChartView::keyPressEvent(event);
        return;
    }
    const bool control = event->modifiers() & Qt::ControlModifier;
    if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal)
        timeline_->zoom(0.8, 0.5);
    else if (event->key() == Qt::Key_Minus)
        timeline_->zoom(1.25, 0.5);
    else if (event->key() == Qt::Key_0)
        timeline_->showAll();
    else if (control && event->key() == Qt::Key_Left)
        timeline_->pan(-0.1);
    else if (control && event->key() == Qt::Key_Right)
        timeline_->pan(0.1);
    else {
        ChartView::keyPressEvent(event);
        return;
    }
    seen();
}

} // namespace holdfast
