// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_text.h"

#include <QTextLayout>

#include "ui/charts/chart.h"

namespace holdfast {

namespace {

// The type scale of the design relative to its body of 13.
double relativeSize(TypeSize size)
{
    switch (size) {
    case TypeSize::PageTitle:
        return 18.0 / 13;
    case TypeSize::Figure:
        return 20.0 / 13;
    case TypeSize::Secondary:
        return 12.0 / 13;
    case TypeSize::Caption:
    case TypeSize::CaptionMedium:
        return 11.0 / 13;
    default:
        return 1;
    }
}

} // namespace

QFont ChartStyle::font(TypeSize size) const
{
    QFont result = typeFont(size, body);
    if (points)
        result.setPointSizeF(body * relativeSize(size));
    result.setHintingPreference(QFont::PreferNoHinting); // widths are the same on every device
    return result;
}

QFont ChartStyle::font(TypeSize size, QFont::Weight weight) const
{
    QFont result = font(size);
    result.setWeight(weight);
    return result;
}

QFontMetricsF metricsOf(const QPainter& painter)
{
    return QFontMetricsF(painter.font(), painter.device());
}

double textWidth(const QPainter& painter, const QString& text)
{
    return metricsOf(painter).horizontalAdvance(text);
}

double lineHeight(const QPainter& painter)
{
    return metricsOf(painter).height();
}

void drawLine(QPainter& painter, const QRectF& box, Qt::Alignment alignment, const QString& text)
{
    if (text.isEmpty() || box.width() <= 0)
        return;
    const QFontMetricsF metrics = metricsOf(painter);
    QString line = text;
    line.replace(QLatin1Char('\n'), QLatin1Char(' '));
    if (metrics.horizontalAdvance(line) > box.width() + 0.01)
        line = metrics.elidedText(line, Qt::ElideRight, box.width());
    if (metrics.horizontalAdvance(line) > box.width() + 0.5)
        return;
    double x = box.left();
    if (alignment & Qt::AlignRight)
        x = box.right() - metrics.horizontalAdvance(line);
    else if (alignment & Qt::AlignHCenter)
        x = box.center().x() - metrics.horizontalAdvance(line) / 2;
    double baseline = box.top() + metrics.ascent();
    if (alignment & Qt::AlignVCenter)
        baseline = box.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    else if (alignment & Qt::AlignBottom)
        baseline = box.bottom() - metrics.descent();
    painter.drawText(QPointF(x, baseline), line);
    if (auto* listener = dynamic_cast<TextListener*>(painter.device()))
        listener->written(painter.font(), line);
}

QStringList wrapped(const QFont& font, QPaintDevice* device, const QString& text, double width, int most)
{
    QStringList lines;
    const QFontMetricsF metrics(font, device);
    const QStringList paragraphs = text.split(QLatin1Char('\n'));
    for (qsizetype i = 0; i < paragraphs.size(); ++i) {
        const QString& paragraph = paragraphs[i];
        if (paragraph.isEmpty())
            continue;
        if (metrics.horizontalAdvance(paragraph) <= width) {
            lines << paragraph;
            continue;
        }
        QTextLayout layout(paragraph, font, device);
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout.setTextOption(option);
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(qMax(1.0, width));
            lines << paragraph.mid(line.textStart(), line.textLength()).trimmed();
            if (lines.size() > most)
                break;
        }
        layout.endLayout();
        if (lines.size() > most)
            break;
    }
    if (lines.size() > most) {
        // The last line says that there is more.
        QString last = lines[most - 1] + QLatin1Char(' ') + lines[most];
        lines = lines.mid(0, most);
        lines[most - 1] = metrics.elidedText(last + QStringLiteral(" ……"), Qt::ElideRight, width);
        if (metrics.horizontalAdvance(last) <= width)
            lines[most - 1] = metrics.elidedText(last, Qt::ElideRight, width);
    }
    return lines;
}

double drawWrapped(QPainter& painter, const QRectF& box, Qt::Alignment alignment, const QString& text, int most)
{
    const double height = lineHeight(painter);
    double y = box.top();
    const QStringList lines = wrapped(painter.font(), painter.device(), text, box.width(), most);
    for (const QString& line : lines) {
        drawLine(painter, QRectF(box.left(), y, box.width(), height), alignment, line);
        y += height;
    }
    return y - box.top();
}

} // namespace holdfast
