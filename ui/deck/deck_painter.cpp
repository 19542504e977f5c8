// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deck/deck_painter.h"

#include <algorithm>

#include "model/report/format.h"
#include "ui/charts/chart_text.h"
#include "ui/charts/driver_bars.h"
#include "ui/charts/renewal_columns.h"
#include "ui/charts/timeline.h"
#include "ui/charts/waterfall.h"
#include "ui/charts/zone_chart.h"
#include "ui/deck/deck_page.h"

namespace holdfast {

DeckPainter::DeckPainter(
    QPdfWriter& writer, const ReviewBundle& review, const DeckOutline& outline, const QString& storeName)
    : DeckPainter(
          writer, [&writer] { writer.newPage(); }, review, outline, storeName)
{
}

DeckPainter::DeckPainter(QPaintDevice& device, std::function<void()> turnPage, const ReviewBundle& review,
    const DeckOutline& outline, const QString& storeName)
    : turnPage_(std::move(turnPage))
    , review_(review)
    , outline_(outline)
    , storeName_(storeName)
    , painter_(&device)
    , style_{Tokens::light(), deck::chartBody, true}
    , tableSize_(deck::tableSize)
{
}

QFont DeckPainter::font(double points, QFont::Weight weight) const
{
    QFont result = style_.font(TypeSize::Body, weight);
    result.setPointSizeF(points);
    return result;
}

void DeckPainter::use(double points, QFont::Weight weight, const QColor& colour)
{
    painter_.setFont(font(points, weight));
    painter_.setPen(colour);
}

void DeckPainter::paint(const Slide& slide)
{
    bookmark(slide);
    if (slide.section == SectionId::Cover) {
        cover(slide);
        return;
    }
    tableSize_ = slide.dense ? deck::headSize : deck::tableSize;
    rowPadding_ = 7;
    Flow flow = newPage(slide);
    const std::size_t count = slide.exhibits.size();
    const bool columns = slide.rightColumnFrom > slide.columnsFrom && slide.rightColumnFrom < count;
    const std::size_t whole = columns ? slide.columnsFrom : count;
    for (std::size_t i = 0; i < whole; ++i) {
        double reserved = 0;
        for (std::size_t later = i + 1; later < whole; ++later)
            reserved += wantedHeight(slide.exhibits[later], flow.area.width()) + deck::gap;
        if (columns && slide.columnsFrom > 0)
            reserved += deck::columnsReserve;
        paintExhibit(slide, i, flow, reserved);
    }
    if (!columns)
        return;
    const double leftWidth = (flow.area.width() - deck::columnGap) * slide.leftShare;
    Flow left = flow, right = flow;
    left.column = right.column = true;
    left.area.setRight(flow.area.left() + leftWidth);
    right.area.setLeft(left.area.right() + deck::columnGap);
    for (std::size_t i = slide.columnsFrom; i < count; ++i) {
        Flow& column = i < slide.rightColumnFrom ? left : right;
        const std::size_t last = i < slide.rightColumnFrom ? slide.rightColumnFrom : count;
        // Of a list that follows no more is kept free than its first rows take.
        double reserved = 0;
        for (std::size_t later = i + 1; later < last; ++later) {
            const double wanted = wantedHeight(slide.exhibits[later], column.area.width());
            const bool list = std::holds_alternative<SlideTable>(slide.exhibits[later]);
            reserved += (list ? std::min(wanted, deck::columnsReserve) : wanted) + deck::gap;
        }
        paintExhibit(slide, i, column, reserved);
    }
}

// The section, and below it the slide by its title.
void DeckPainter::bookmark(const Slide& slide)
{
    const QString label = fromUtf8(slide.label);
    if (label != section_ || bookmarks_.empty())
        bookmarks_.push_back({label, pages_, 0});
    section_ = label;
    if (slide.section != SectionId::Cover)
        bookmarks_.push_back({fromUtf8(slide.title), pages_, 1});
}

void DeckPainter::cover(const Slide& slide)
{
    if (pages_ > 0)
        turnPage_();
    ++pages_;
    const Tokens& tokens = style_.tokens;
    painter_.fillRect(QRectF(deck::margin, 186, 46, 4), tokens.accent);
    use(34, QFont::DemiBold, tokens.text);
    double y = 204;
    y += drawWrapped(painter_, QRectF(deck::margin, y, deck::width - 2 * deck::margin, 120), Qt::AlignLeft,
        fromUtf8(slide.title), 2);
    y += 16;
    for (const Exhibit& exhibit : slide.exhibits) {
        const auto* block = std::get_if<TextBlock>(&exhibit);
        if (!block)
            continue;
        for (const std::string& paragraph : block->paragraphs) {
            use(15, QFont::Normal, tokens.text2);
            y += drawWrapped(painter_, QRectF(deck::margin, y, deck::width - 2 * deck::margin, 60), Qt::AlignLeft,
                     fromUtf8(paragraph), 2) +
                4;
        }
    }
    use(9, QFont::Normal, tokens.text3);
    drawLine(painter_, QRectF(deck::margin, deck::height - 48, 400, 14), Qt::AlignLeft, fromUtf8(outline_.author));
}

DeckPainter::Flow DeckPainter::newPage(const Slide& slide)
{
    if (pages_ > 0)
        turnPage_();
    ++pages_;
    const Tokens& tokens = style_.tokens;
    const double inner = deck::width - 2 * deck::margin;
    use(10, QFont::Normal, tokens.text3);
    drawLine(painter_, QRectF(deck::margin, 36, inner, 14), Qt::AlignLeft, fromUtf8(slide.label));
    // Two lines hold the whole sentence: where names are very long it is set smaller, so that no figure is cut off.
    for (const double size : {24.0, 20.0, 17.0}) {
        use(size, QFont::DemiBold, tokens.text);
        if (wrapped(painter_.font(), painter_.device(), fromUtf8(slide.title), inner, 3).size() <= 2)
            break;
    }
    const double titleHeight =
        drawWrapped(painter_, QRectF(deck::margin, 52, inner, 64), Qt::AlignLeft, fromUtf8(slide.title), 2);

    // Footnote left, store, day and page number right, under a rule.
    use(9, QFont::Normal, tokens.text3);
    const QString right = deckText("%1, as of %2").arg(storeName_, fromUtf8(dateText(review_.result().asOf())));
    const QString number = QString::number(pages_);
    const double numberWidth = textWidth(painter_, number) + 14;
    const double rightWidth = std::min(textWidth(painter_, right) + 1, 260.0);
    painter_.setPen(QPen(tokens.line2, 0.75));
    painter_.drawLine(QPointF(deck::margin, deck::footTop), QPointF(deck::width - deck::margin, deck::footTop));
    painter_.setPen(tokens.text3);
    const double height = lineHeight(painter_);
    // Three lines hold the whole footnote: where files have long names it is set smaller, so that nothing is cut off.
    const QRectF foot(deck::margin, deck::footTop + 6, inner - rightWidth - numberWidth - 30, 34);
    for (const double size : {9.0, 8.0, 7.0, 6.0}) {
        use(size, QFont::Normal, tokens.text3);
        const QStringList lines =
            wrapped(painter_.font(), painter_.device(), fromUtf8(slide.footnote), foot.width(), 6);
        if (static_cast<double>(lines.size()) * lineHeight(painter_) <= foot.height())
            break;
    }
    drawWrapped(painter_, foot, Qt::AlignLeft, fromUtf8(slide.footnote),
        static_cast<int>(foot.height() / lineHeight(painter_)));
    use(9, QFont::Normal, tokens.text3);
    drawLine(painter_,
        QRectF(deck::width - deck::margin - numberWidth - rightWidth, deck::footTop + 6, rightWidth, height),
        Qt::AlignRight, right);
    drawLine(painter_, QRectF(deck::width - deck::margin - numberWidth, deck::footTop + 6, numberWidth, height),
        Qt::AlignRight, number);

    Flow flow;
    const double top = 52 + titleHeight + 14;
    flow.area = QRectF(deck::margin, top, inner, deck::footTop - 10 - top);
    flow.y = top;
    return flow;
}

void DeckPainter::paintExhibit(const Slide& slide, std::size_t place, Flow& flow, double reserved)
{
    const Exhibit& exhibit = slide.exhibits[place];
    if (const auto* figures = std::get_if<Figures>(&exhibit))
        paintFigures(*figures, flow);
    else if (const auto* block = std::get_if<TextBlock>(&exhibit))
        paintText(*block, flow);
    else if (const auto* table = std::get_if<SlideTable>(&exhibit))
        paintTable(slide, *table, flow, reserved);
    else if (const auto* chart = std::get_if<ChartExhibit>(&exhibit))
        paintChart(slide, *chart, flow, reserved);
    flow.y += deck::gap;
}

double DeckPainter::wantedHeight(const Exhibit& exhibit, double width)
{
    if (const auto* figures = std::get_if<Figures>(&exhibit))
        return deck::tileHeight + 16.0 * static_cast<double>(figures->sentences.size());
    if (const auto* block = std::get_if<TextBlock>(&exhibit)) {
        double height = block->title.empty() ? 0 : 20;
        use(deck::bodySize, QFont::Normal, style_.tokens.text2);
        for (const std::string& paragraph : block->paragraphs)
            height += 4 +
                lineHeight(painter_) *
                    static_cast<double>(
                        wrapped(painter_.font(), painter_.device(), fromUtf8(paragraph), width, 8).size());
        return height;
    }
    if (const auto* table = std::get_if<SlideTable>(&exhibit)) {
        const TableLayout layout = layoutOf(*table, QRectF(0, 0, width, 100));
        double height = (table->title.empty() ? 0 : 22) + layout.headHeight;
        for (std::size_t row = 0; row < table->rows.size() && height < deck::height; ++row)
            height += rowHeight(*table, layout, row, 1, nullptr);
        return height + (table->below.empty() ? 0 : 18);
    }
    if (const auto* chart = std::get_if<ChartExhibit>(&exhibit))
        return chart->chart == ChartId::ZoneStrip ? deck::stripHeight : 150;
    return 0;
}

void DeckPainter::paintFigures(const Figures& figures, Flow& flow)
{
    const Tokens& tokens = style_.tokens;
    const QRectF strip(flow.area.left(), flow.y, flow.area.width(), deck::tileHeight);
    painter_.setPen(QPen(tokens.line2, 0.75));
    painter_.drawLine(strip.topLeft(), strip.topRight());
    painter_.drawLine(strip.bottomLeft(), strip.bottomRight());
    const double width = strip.width() / std::max<double>(1, static_cast<double>(figures.tiles.size()));
    for (std::size_t i = 0; i < figures.tiles.size(); ++i) {
        const Figure& tile = figures.tiles[i];
        const double left = strip.left() + width * static_cast<double>(i) + (i == 0 ? 0 : 12);
        const double room = strip.left() + width * static_cast<double>(i + 1) - 8 - left;
        if (i > 0) {
            painter_.setPen(QPen(tokens.line, 0.75));
            painter_.drawLine(QPointF(left - 12, strip.top()), QPointF(left - 12, strip.bottom()));
        }
        use(9, QFont::Normal, tokens.text3);
        drawLine(painter_, QRectF(left, strip.top() + 7, room, 12), Qt::AlignLeft, fromUtf8(tile.label));
        use(20, QFont::DemiBold, tokens.text);
        drawLine(painter_, QRectF(left, strip.top() + 19, room, 26), Qt::AlignLeft, fromUtf8(tile.value));
        use(9, QFont::Normal, tokens.text2);
        drawWrapped(painter_, QRectF(left, strip.top() + 45, room, 24), Qt::AlignLeft, fromUtf8(tile.note), 2);
    }
    flow.y = strip.bottom();
    for (const std::string& sentence : figures.sentences) {
        use(10.5, QFont::Normal, tokens.text2);
        drawLine(
            painter_, QRectF(flow.area.left(), flow.y + 3, flow.area.width(), 14), Qt::AlignLeft, fromUtf8(sentence));
        flow.y += 16;
    }
}

void DeckPainter::paintText(const TextBlock& block, Flow& flow)
{
    const Tokens& tokens = style_.tokens;
    if (!block.title.empty() && flow.y + 20 <= flow.area.bottom()) {
        use(12, QFont::DemiBold, tokens.text);
        drawLine(
            painter_, QRectF(flow.area.left(), flow.y, flow.area.width(), 18), Qt::AlignLeft, fromUtf8(block.title));
        flow.y += 20;
    }
    use(deck::bodySize, QFont::Normal, tokens.text2);
    const double height = lineHeight(painter_);
    for (const std::string& paragraph : block.paragraphs) {
        const auto fit = static_cast<int>((flow.area.bottom() - flow.y) / height);
        if (fit < 1)
            return;
        flow.y +=
            drawWrapped(painter_, QRectF(flow.area.left(), flow.y, flow.area.width(), flow.area.bottom() - flow.y),
                Qt::AlignLeft, fromUtf8(paragraph), std::min(fit, 8)) +
            4;
    }
}

void DeckPainter::paintChart(const Slide& slide, const ChartExhibit& exhibit, Flow& flow, double reserved)
{
    const Analysis& analysis = review_.result();
    if (exhibit.chart == ChartId::ZoneStrip) {
        const AccountZones* zones = exhibit.account ? analysis.zones.of(*exhibit.account) : nullptr;
        if (!zones)
            return;
        ChartStyle small = style_;
        small.body = 9.5;
        paintZoneStrip(
            painter_, QRectF(flow.area.left(), flow.y, flow.area.width(), deck::stripHeight), *zones, small, nullptr);
        flow.y += deck::stripHeight;
        return;
    }
    double room = flow.area.bottom() - flow.y - reserved;
    if (room < deck::leastChart && !flow.column && slide.rightColumnFrom == 0) {
        // What follows flows to the next page; the drawing has this one.
        room = flow.area.bottom() - flow.y;
    }
    room = std::max(room, 60.0);
    QRectF box(flow.area.left(), flow.y, flow.area.width(), room);
    ChartStyle style = style_;
    switch (exhibit.chart) {
    case ChartId::Waterfall: {
        WaterfallChart chart = netWaterfall(analysis);
        chart.paint(painter_, box, style, nullptr);
        break;
    }
    case ChartId::Drivers: {
        const auto fit = static_cast<std::size_t>(std::max(3.0, room / style.scaled(26)));
        const DriverChart chart = driverChart(analysis, fit > 1 ? fit - 1 : 1);
        chart.paint(painter_, box, style, nullptr);
        break;
    }
    case ChartId::Zones: {
        const ZoneChart chart = zoneChart(analysis);
        box.setHeight(std::min(room, chart.heightFor(box.width(), style)));
        chart.paint(painter_, box, style, nullptr);
        break;
    }
    case ChartId::Renewals: {
        const RenewalChart chart = renewalChart(analysis);
        chart.paint(painter_, box, style, nullptr);
        break;
    }
    case ChartId::Timeline:
    case ChartId::TimelineOfYear: {
        if (!exhibit.account)
            return;
        style.body = deck::timelineBody;
        TimelineChart chart = timelineChart(review_, *exhibit.account);
        chart.compact = true;
        if (exhibit.chart == ChartId::TimelineOfYear) {
            chart.viewFrom = analysis.asOf().oneYearEarlier().daysSince1970();
            chart.viewTo = analysis.asOf().daysSince1970() + 14; // the day itself stands inside
        }
        const double wanted = chart.heightFor(box.width(), style);
        box.setHeight(std::min(room, wanted * 1.15));
        if (wanted > room) // everything shrinks alike, so that nothing overlaps
            style.body *= std::max(0.62, room / wanted);
        chart.paint(painter_, box, style, nullptr);
        break;
    }
    case ChartId::ZoneStrip:
        break;
    }
    flow.y = box.bottom();
}

} // namespace holdfast
