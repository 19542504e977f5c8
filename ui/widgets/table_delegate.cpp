// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_delegate.h"

#include <QHeaderView>
#include <QPainter>
#include <QPainterPath>
#include <QTableView>
#include <algorithm>

#include "ui/tables/mark_codes.h"
#include "ui/tables/table_model.h"
#include "ui/theme/marks.h"
#include "ui/widgets/fitted_text.h"

namespace holdfast {

// The models know the marks by number; both lists must agree.
static_assert(static_cast<int>(MarkCode::Broken) == static_cast<int>(Mark::Broken));
static_assert(static_cast<int>(MarkCode::Critical) == static_cast<int>(Mark::Critical));
static_assert(static_cast<int>(MarkCode::LaneData) == static_cast<int>(Mark::LaneData));
static_assert(static_cast<int>(MarkCode::Flag) == static_cast<int>(Mark::Flag));

void paintSparkline(QPainter& painter, const QRectF& box, const QList<double>& values, const Tokens& tokens,
    double reference, const QColor& dot)
{
    QList<double> known;
    for (const double value : values) {
        if (!qIsNaN(value))
            known.append(value);
    }
    if (known.size() < 2)
        return;
    double low = *std::min_element(known.begin(), known.end());
    double high = *std::max_element(known.begin(), known.end());
    if (!qIsNaN(reference)) {
        low = qMin(low, reference);
        high = qMax(high, reference);
    }
    const double span = high > low ? high - low : 1;
    const auto at = [&](qsizetype place, double value) {
        const double share = static_cast<double>(place) / static_cast<double>(values.size() - 1);
        return QPointF(
            box.left() + 1 + share * (box.width() - 4), box.bottom() - 2 - (value - low) / span * (box.height() - 4));
    };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (!qIsNaN(reference)) {
        QPen dashed(tokens.chartConnector, 1);
        dashed.setDashPattern({2, 2});
        painter.setPen(dashed);
        const double y = at(0, reference).y();
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y));
    }
    QPainterPath path;
    bool drawing = false;
    QPointF last;
    for (qsizetype place = 0; place < values.size(); ++place) {
        if (qIsNaN(values[place])) {
            drawing = false;
            continue;
        }
        last = at(place, values[place]);
        if (drawing)
            path.lineTo(last);
        else
            path.moveTo(last);
        drawing = true;
    }
    // A line of one pixel is drawn fifteen times as fast as any wider one, which is filled as an outline; tables are
    // painted anew with each letter that is typed into a filter. Joins that are not rounded halve the time of the
    // others.
    const double width = painter.device()->devicePixelRatioF() > 1 ? 1.3 : 1;
    painter.setPen(QPen(tokens.text2, width, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    painter.setPen(Qt::NoPen);
    painter.setBrush(dot.isValid() ? dot : tokens.accent);
    painter.drawEllipse(last, 2, 2);
    painter.restore();
}

// x: the share that is filled, or with y NaN a share of half the box to the right (left when negative) of its middle;
// y: where the mark stands, negative for none.
void paintBar(QPainter& painter, const QRectF& box, const QPointF& bar, const Tokens& tokens)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    if (qIsNaN(bar.y())) {
        const double half = box.width() / 2, middle = box.left() + half;
        const double length = qBound(-1.0, bar.x(), 1.0) * half;
        painter.fillRect(QRectF(qMin(middle, middle + length), box.center().y() - 4, qAbs(length), 9),
            bar.x() < 0 ? tokens.chartDown : tokens.chartUp);
        painter.fillRect(QRectF(middle, box.top(), 1, box.height()), tokens.line2);
        painter.restore();
        return;
    }
    const QRectF track(box.left(), box.center().y() - 3, box.width(), 6);
    painter.setBrush(tokens.line);
    painter.drawRoundedRect(track, 3, 3);
    if (const double share = qBound(0.0, bar.x(), 1.0); share > 0) {
        QPainterPath whole;
        whole.addRoundedRect(track, 3, 3);
        painter.setClipPath(whole);
        painter.fillRect(QRectF(track.left(), track.top(), track.width() * share, track.height()), tokens.chartUp);
        painter.setClipping(false);
    }
    if (bar.y() >= 0)
        painter.fillRect(
            QRectF(track.left() + qMin(1.0, bar.y()) * (track.width() - 2), box.center().y() - 7, 2, 14), tokens.text);
    painter.restore();
}

void TableDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& tokens = Tokens::of(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    const bool hovered = index.row() == hoveredRow_;
    painter->save();
    if (selected || hovered) // else the table's own ground is there already
        painter->fillRect(option.rect, selected ? tokens.selection : tokens.hover);
    painter->setPen(tokens.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    if (selected && option.rect.left() <= 0 && index.column() >= 0)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), tokens.accent);

    const int pad = 8;
    // The first column stands under the panel's title.
    const auto* table = qobject_cast<const QTableView*>(option.widget);
    const bool first = table && table->horizontalHeader()->sectionPosition(index.column()) == 0;
    QRect box = option.rect.adjusted(first ? firstCellInset : pad, 0, -pad, 0);
    const QVariantList marks = index.data(TableModel::MarksRole).toList();
    const QVariant mark = index.data(TableModel::MarkRole);
    const QVariant series = index.data(TableModel::SeriesRole);
    const auto align = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    const double ratio = painter->device()->devicePixelRatioF();
    if (!marks.isEmpty()) {
        const int size = 12, gap = 3;
        int x = box.left();
        for (const QVariant& one : marks) {
            painter->drawPixmap(
                x, box.center().y() - size / 2, markPixmap(static_cast<Mark>(one.toInt()), size, ratio, tokens));
            x += size + gap;
        }
        painter->restore();
        return;
    }
    if (series.isValid()) {
        paintSparkline(*painter, QRectF(box).adjusted(0, 4, 0, -4), series.value<QList<double>>(), tokens);
        painter->restore();
        return;
    }
    if (const QVariant bar = index.data(TableModel::BarRole); bar.isValid()) {
        paintBar(*painter, QRectF(box), bar.toPointF(), tokens);
        painter->restore();
        return;
    }
    const QString text = index.data(Qt::DisplayRole).toString();
    if (mark.isValid() && static_cast<Mark>(mark.toInt()) != Mark::None) {
        const int size = 14;
        const int x = text.isEmpty() && (align & Qt::AlignHCenter) ? box.center().x() - size / 2 : box.left();
        painter->drawPixmap(
            x, box.center().y() - size / 2 + 1, markPixmap(static_cast<Mark>(mark.toInt()), size, ratio, tokens));
        box.setLeft(x + size + 6);
    }
    if (!text.isEmpty()) {
        const bool strong = index.data(TableModel::StrongRole).toBool();
        const bool quiet = index.data(TableModel::QuietRole).toBool();
        const QFont font = typeFont(strong ? TypeSize::BodyStrong : TypeSize::Body);
        painter->setFont(font);
        painter->setPen(quiet ? tokens.text3 : tokens.text);
        painter->drawText(box, static_cast<int>(align) | Qt::TextSingleLine, fittedText(font, text, box.width()));
    }
    painter->restore();
}

QSize TableDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    const QFontMetrics metrics(typeFont(TypeSize::BodyStrong));
    Q_UNUSED(option)
    return QSize(metrics.horizontalAdvance(text) + 24, qRound(metrics.height() * 28.0 / 16.0));
}

} // namespace holdfast
