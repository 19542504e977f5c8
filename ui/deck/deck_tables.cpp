// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of the deck: columns by share, rows as high as their wrapped cells, title and head on every page.
#include <algorithm>
#include <map>

#include "ui/charts/chart_text.h"
#include "ui/deck/deck_page.h"
#include "ui/deck/deck_painter.h"
#include "ui/theme/marks.h"

namespace holdfast {

namespace {

constexpr int mostLines = 3; // of a cell in a table that flows
constexpr double cellGap = 10; // between the texts of two columns
constexpr double rowPadding = 7; // above and below the text together
constexpr double markSize = 10.5;

Mark markNamed(const std::string& name)
{
    static const std::map<std::string, Mark> names{{"critical", Mark::Critical}, {"high", Mark::High},
        {"medium", Mark::Medium}, {"low", Mark::Low}, {"broken", Mark::Broken}, {"at_risk", Mark::AtRisk},
        {"in_progress", Mark::InProgress}, {"unknown", Mark::Unknown}, {"healthy", Mark::Healthy}};
    const auto found = names.find(name);
    return found == names.end() ? Mark::None : found->second;
}

Qt::Alignment alignmentOf(Align align)
{
    return align == Align::Right ? Qt::AlignRight : align == Align::Centre ? Qt::AlignHCenter : Qt::AlignLeft;
}

} // namespace

DeckPainter::TableLayout DeckPainter::layoutOf(const SlideTable& table, const QRectF& area)
{
    TableLayout layout;
    // Figures and dates stand in one line: where their share is too narrow for that, their columns are as wide as their
    // widest text, up to a fifth of the table. The others share what is left.
    const std::size_t count = table.columns.size();
    std::vector<double> fixed(count, 0), natural(count, 0);
    const QFontMetricsF plain(font(deck::tableSize), painter_.device());
    const QFontMetricsF strong(font(deck::tableSize, QFont::DemiBold), painter_.device());
    const QFontMetricsF head(font(deck::headSize, QFont::Medium), painter_.device());
    for (std::size_t column = 0; column < count; ++column) {
        const TableColumn& spec = table.columns[column];
        layout.head = layout.head || !spec.head.empty();
        if (spec.kind == CellKind::Mark)
            fixed[column] = markSize + 2;
        if (spec.kind == CellKind::Mark || spec.align != Align::Right)
            continue;
        const QFontMetricsF& metrics = spec.kind == CellKind::Strong ? strong : plain;
        natural[column] = head.horizontalAdvance(fromUtf8(spec.head)) + 1;
        for (const std::vector<std::string>& row : table.rows) {
            if (column < row.size())
                natural[column] = std::max(natural[column], metrics.horizontalAdvance(fromUtf8(row[column])) + 1);
        }
        natural[column] = std::min(natural[column], area.width() / 5);
    }
    double shares = 0, taken = 0;
    for (bool changed = true; changed;) {
        changed = false;
        shares = 0;
        taken = cellGap * std::max<double>(0, static_cast<double>(count) - 1);
        for (std::size_t column = 0; column < count; ++column) {
            taken += fixed[column];
            shares += fixed[column] > 0 ? 0 : table.columns[column].share;
        }
        for (std::size_t column = 0; column < count; ++column) {
            if (fixed[column] > 0 || natural[column] <= (area.width() - taken) * table.columns[column].share / shares)
                continue;
            fixed[column] = natural[column];
            changed = true;
        }
    }
    // Where nothing is left to share (figures alone), the spare room stands between the columns.
    const double room = std::max(0.0, area.width() - taken);
    const double spare = shares > 0 || table.columns.empty() ? 0 : room / static_cast<double>(table.columns.size());
    double x = area.left();
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        const double width =
            fixed[column] > 0 ? fixed[column] + spare : std::max(4.0, room * table.columns[column].share / shares);
        layout.left.push_back(x);
        layout.width.push_back(width);
        x += width + cellGap;
    }
    layout.headHeight = layout.head ? 18 : 0;
    return layout;
}

double DeckPainter::rowHeight(
    const SlideTable& table, const TableLayout& layout, std::size_t row, int lines, std::vector<QStringList>* cells)
{
    qsizetype most = 1;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        QStringList wrappedLines;
        if (table.columns[column].kind != CellKind::Mark && column < table.rows[row].size()) {
            const QFont cellFont =
                font(deck::tableSize, table.columns[column].kind == CellKind::Strong ? QFont::DemiBold : QFont::Normal);
            wrappedLines =
                wrapped(cellFont, painter_.device(), fromUtf8(table.rows[row][column]), layout.width[column], lines);
        }
        most = std::max(most, wrappedLines.size());
        if (cells)
            cells->push_back(std::move(wrappedLines));
    }
    const double line = QFontMetricsF(font(deck::tableSize), painter_.device()).height();
    return static_cast<double>(most) * line + rowPadding;
}

double DeckPainter::paintHead(const SlideTable& table, const TableLayout& layout, const Flow& flow, bool withTitle)
{
    const Tokens& tokens = style_.tokens;
    double y = flow.y;
    if (withTitle && !table.title.empty()) {
        use(12, QFont::DemiBold, tokens.text);
        drawLine(painter_, QRectF(flow.area.left(), y, flow.area.width(), 18), Qt::AlignLeft, fromUtf8(table.title));
        y += 22;
    }
    if (layout.head) {
        use(deck::headSize, QFont::Medium, tokens.text3);
        for (std::size_t column = 0; column < table.columns.size(); ++column)
            drawLine(painter_, QRectF(layout.left[column], y, layout.width[column], layout.headHeight - 4),
                alignmentOf(table.columns[column].align), fromUtf8(table.columns[column].head));
        y += layout.headHeight;
    }
    painter_.setPen(QPen(tokens.line2, 0.75));
    painter_.drawLine(QPointF(flow.area.left(), y), QPointF(flow.area.right(), y));
    return y;
}

void DeckPainter::paintTable(const Slide& slide, const SlideTable& table, Flow& flow)
{
    const Tokens& tokens = style_.tokens;
    const TableLayout layout = layoutOf(table, flow.area);
    const double firstRow = table.rows.empty() ? 20 : rowHeight(table, layout, 0, flow.column ? 1 : mostLines, nullptr);
    const double headHeight = (table.title.empty() ? 0 : 22) + layout.headHeight;
    if (flow.y + headHeight + firstRow > flow.area.bottom()) {
        if (flow.column)
            return; // no room for even one row beside the others
        flow = newPage(slide);
    }
    flow.y = paintHead(table, layout, flow, true);
    if (table.rows.empty()) {
        use(deck::tableSize, QFont::Normal, tokens.text3);
        drawLine(
            painter_, QRectF(flow.area.left(), flow.y + 4, flow.area.width(), 16), Qt::AlignLeft, fromUtf8(table.none));
        flow.y += 22;
        return;
    }
    const double moreHeight = 18;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        std::vector<QStringList> cells;
        const double height = rowHeight(table, layout, row, flow.column ? 1 : mostLines, &cells);
        if (flow.column) {
            const bool last = row + 1 == table.rows.size();
            if (flow.y + height + (last ? 0 : moreHeight) > flow.area.bottom() + 0.01) {
                use(deck::headSize, QFont::Normal, tokens.text3);
                const auto left = static_cast<std::int64_t>(table.rows.size() - row);
                if (flow.y + moreHeight <= flow.area.bottom() + 0.01)
                    drawLine(painter_, QRectF(flow.area.left(), flow.y + 3, flow.area.width(), moreHeight - 4),
                        Qt::AlignLeft, counted(left, deckText("and 1 more"), deckText("and %1 more")));
                flow.y += moreHeight;
                return;
            }
        } else if (flow.y + height > flow.area.bottom()) {
            if (stopped_ && stopped_())
                return;
            flow = newPage(slide);
            flow.y = paintHead(table, layout, flow, true);
        }
        for (std::size_t column = 0; column < table.columns.size() && column < table.rows[row].size(); ++column) {
            const TableColumn& spec = table.columns[column];
            if (spec.kind == CellKind::Mark) {
                const double line = QFontMetricsF(font(deck::tableSize), painter_.device()).height();
                paintMark(painter_,
                    QRectF(layout.left[column], flow.y + rowPadding / 2 + (line - markSize) / 2, markSize, markSize),
                    markNamed(table.rows[row][column]), tokens);
                continue;
            }
            use(deck::tableSize, spec.kind == CellKind::Strong ? QFont::DemiBold : QFont::Normal,
                spec.kind == CellKind::Strong      ? tokens.text
                    : spec.kind == CellKind::Quiet ? tokens.text3
                                                   : tokens.text2);
            const double line = lineHeight(painter_);
            double y = flow.y + rowPadding / 2;
            for (const QString& words : cells[column]) {
                drawLine(painter_, QRectF(layout.left[column], y, layout.width[column], line), alignmentOf(spec.align),
                    words);
                y += line;
            }
        }
        flow.y += height;
        painter_.setPen(QPen(tokens.line, 0.75));
        painter_.drawLine(QPointF(flow.area.left(), flow.y), QPointF(flow.area.right(), flow.y));
    }
}

} // namespace holdfast
