// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of the deck: columns by share, rows as high as their wrapped cells, title and head on every page.
#include <algorithm>
#include <iterator>
#include <map>

#include "ui/charts/chart_text.h"
#include "ui/deck/deck_page.h"
#include "ui/deck/deck_painter.h"
#include "ui/theme/marks.h"

namespace holdfast {

namespace {

constexpr int mostLines = 8; // of a cell in a table that flows
constexpr int mostBelow = 4; // lines of the sentence after the last row
constexpr double cellGap = 10; // between the texts of two columns
constexpr double figureGap = 10; // more, where a text begins right behind a figure
constexpr double paddings[] = {7, 5.5, 4}; // above and below the text of a row together
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
    const std::size_t count = table.columns.size();
    // What each column would take in one line, and the least that it is given: figures and dates never wrap, up to a
    // fifth of the table.
    std::vector<double> natural(count, 0), least(count, 0), width(count, 0);
    const QFontMetricsF plain(font(tableSize_), painter_.device());
    const QFontMetricsF strong(font(tableSize_, QFont::DemiBold), painter_.device());
    const QFontMetricsF head(font(deck::headSize, QFont::Medium), painter_.device());
    for (std::size_t column = 0; column < count; ++column) {
        const TableColumn& spec = table.columns[column];
        layout.head = layout.head || (!spec.head.empty() && !table.rows.empty());
        if (spec.kind == CellKind::Mark) {
            natural[column] = least[column] = markSize + 2;
            continue;
        }
        const QFontMetricsF& metrics = spec.kind == CellKind::Strong ? strong : plain;
        natural[column] = head.horizontalAdvance(fromUtf8(spec.head)) + 1;
        least[column] = std::min(natural[column], area.width() / 4); // a head is whole where it can be
        for (const std::vector<std::string>& row : table.rows) {
            if (column < row.size() && natural[column] < area.width())
                natural[column] = std::max(natural[column], metrics.horizontalAdvance(fromUtf8(row[column])) + 1);
        }
        if (spec.align == Align::Right)
            least[column] = std::max(least[column], std::min(natural[column], area.width() / 5));
    }
    std::vector<double> gapAfter(count, cellGap);
    double gaps = 0;
    for (std::size_t column = 0; column + 1 < count; ++column) {
        if (table.columns[column].align == Align::Right && table.columns[column + 1].align == Align::Left)
            gapAfter[column] += figureGap;
        gaps += gapAfter[column];
    }
    const double room = std::max(0.0, area.width() - gaps);
    // By their shares, but for columns that need more; where a text would then have to wrap, columns that need less
    // give it what they do not need.
    std::vector<bool> settled(count, false);
    const auto share = [&] {
        for (bool changed = true; changed;) {
            changed = false;
            double shares = 0, left = room;
            for (std::size_t column = 0; column < count; ++column) {
                shares += settled[column] ? 0 : table.columns[column].share;
                left -= settled[column] ? width[column] : 0;
            }
            for (std::size_t column = 0; column < count; ++column) {
                if (settled[column])
                    continue;
                width[column] = std::max(4.0, left * table.columns[column].share / shares);
                const bool mark = table.columns[column].kind == CellKind::Mark;
                if (mark || least[column] > width[column]) {
                    width[column] = least[column];
                    settled[column] = changed = true;
                    break;
                }
            }
        }
    };
    share();
    bool wraps = false;
    for (std::size_t column = 0; column < count; ++column)
        wraps = wraps || natural[column] > width[column] + 0.01;
    for (std::size_t round = 0; wraps && round < count; ++round) {
        bool gave = false;
        for (std::size_t column = 0; column < count; ++column) {
            if (settled[column] || natural[column] > width[column])
                continue;
            width[column] = natural[column];
            settled[column] = gave = true;
        }
        if (!gave || std::all_of(settled.begin(), settled.end(), [](bool one) { return one; }))
            break;
        share();
    }
    // Where nothing is left to share (figures alone), the spare room stands between the columns.
    double taken = 0, texts = 0;
    for (std::size_t column = 0; column < count; ++column) {
        taken += width[column];
        texts += table.columns[column].kind == CellKind::Mark ? 0 : 1;
    }
    const double spare = texts > 0 ? std::max(0.0, room - taken) / texts : 0;
    double x = area.left();
    for (std::size_t column = 0; column < count; ++column) {
        const bool mark = table.columns[column].kind == CellKind::Mark;
        layout.left.push_back(x);
        layout.width.push_back(width[column] + (mark ? 0 : spare));
        x += layout.width.back() + gapAfter[column];
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
                font(tableSize_, table.columns[column].kind == CellKind::Strong ? QFont::DemiBold : QFont::Normal);
            wrappedLines =
                wrapped(cellFont, painter_.device(), fromUtf8(table.rows[row][column]), layout.width[column], lines);
        }
        most = std::max(most, wrappedLines.size());
        if (cells)
            cells->push_back(std::move(wrappedLines));
    }
    const double line = QFontMetricsF(font(tableSize_), painter_.device()).height();
    return static_cast<double>(most) * line + rowPadding_;
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

double DeckPainter::paddingFor(const SlideTable& table, const TableLayout& layout, const Flow& flow, double headHeight)
{
    constexpr std::size_t longest = 2000; // rows beyond which a page more or less is no matter
    if (table.rows.empty() || table.rows.size() > longest)
        return paddings[0];
    rowPadding_ = 0;
    std::vector<double> heights;
    heights.reserve(table.rows.size());
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        heights.push_back(rowHeight(table, layout, row, mostLines, nullptr));
    const double belowHeight = table.below.empty() ? 0 : 20;
    const auto pagesWith = [&](double padding) {
        int pages = 1;
        double y = flow.y + headHeight;
        for (std::size_t row = 0; row < heights.size(); ++row) {
            const double needed = heights[row] + padding + (row + 1 == heights.size() ? belowHeight : 0);
            if (y + needed > flow.area.bottom() && y > flow.area.top() + headHeight) {
                ++pages;
                y = flow.area.top() + headHeight;
            }
            y += heights[row] + padding;
        }
        return pages;
    };
    const int fewest = pagesWith(paddings[std::size(paddings) - 1]);
    for (const double padding : paddings) {
        if (pagesWith(padding) == fewest)
            return padding;
    }
    return paddings[0];
}

void DeckPainter::paintTable(const Slide& slide, const SlideTable& table, Flow& flow, double reserved)
{
    const Tokens& tokens = style_.tokens;
    const TableLayout layout = layoutOf(table, flow.area);
    const double headHeight = (table.title.empty() ? 0 : 22) + layout.headHeight;
    rowPadding_ = !flow.column ? paddingFor(table, layout, flow, headHeight) : slide.dense ? paddings[2] : paddings[0];
    const int lines = !flow.column ? mostLines : slide.dense ? 3 : 1;
    // What stands below it in its column keeps room for its head and a row.
    const double bottom = flow.area.bottom() - (flow.column ? reserved : 0);
    // A head is not left alone at the foot of a page: two rows stand below it, or all there are.
    double firstRows = table.rows.empty() ? 20 : 0;
    for (std::size_t row = 0; row < std::min<std::size_t>(table.rows.size(), flow.column ? 1 : 2); ++row)
        firstRows += rowHeight(table, layout, row, lines, nullptr);
    if (flow.y + headHeight + firstRows > bottom) {
        if (flow.column)
            return; // no room for even one row beside the others
        if (flow.y > flow.area.top() + 1)
            flow = newPage(slide);
    }
    flow.y = paintHead(table, layout, flow, true);
    // The sentence about what the list leaves out stands right after the last row, never on a page of its own.
    const QFont belowFont = font(deck::headSize);
    const double belowLine = QFontMetricsF(belowFont, painter_.device()).height();
    const auto heightOf = [&](const QString& words) {
        return words.isEmpty() ? 0
                               : 6 +
                belowLine *
                    static_cast<double>(
                        wrapped(belowFont, painter_.device(), words, flow.area.width(), mostBelow).size());
    };
    const auto paintBelow = [&](const QString& words) {
        if (words.isEmpty())
            return;
        use(deck::headSize, QFont::Normal, tokens.text3);
        const double room = std::max(0.0, flow.area.bottom() - flow.y - 5);
        flow.y += 6 +
            drawWrapped(painter_, QRectF(flow.area.left(), flow.y + 5, flow.area.width(), room), Qt::AlignLeft, words,
                std::clamp(static_cast<int>((room + 0.5) / belowLine), 1, mostBelow));
    };
    const QString below = fromUtf8(table.below);
    bool firstOnPage = true;
    if (table.rows.empty()) {
        use(tableSize_, QFont::Normal, tokens.text3);
        drawLine(
            painter_, QRectF(flow.area.left(), flow.y + 4, flow.area.width(), 16), Qt::AlignLeft, fromUtf8(table.none));
        flow.y += 22;
        if (flow.y + heightOf(below) <= flow.area.bottom() + 0.01)
            paintBelow(below);
        return;
    }
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        std::vector<QStringList> cells;
        const double height = rowHeight(table, layout, row, lines, &cells);
        const bool last = row + 1 == table.rows.size();
        if (flow.column) {
            const QString more = counted(static_cast<std::int64_t>(table.rows.size() - row), deckText("and 1 more"),
                                     deckText("and %1 more")) +
                (below.isEmpty() ? QString() : QStringLiteral(". ") + below);
            const double needed = last ? heightOf(below) : heightOf(more);
            if (flow.y + height + needed > bottom + 0.01) {
                paintBelow(more);
                return;
            }
        } else if (flow.y + height + (last ? heightOf(below) : 0) > flow.area.bottom() + 0.01) {
            if (stopped_ && stopped_())
                return;
            flow = newPage(slide);
            flow.y = paintHead(table, layout, flow, true);
            firstOnPage = true;
        }
        const bool sameGroup = !firstOnPage && row > 0 && table.groupColumn &&
            table.rows[row][*table.groupColumn] == table.rows[row - 1][*table.groupColumn];
        firstOnPage = false;
        for (std::size_t column = 0; column < table.columns.size() && column < table.rows[row].size(); ++column) {
            const TableColumn& spec = table.columns[column];
            if (sameGroup && spec.once && table.rows[row][column] == table.rows[row - 1][column])
                continue;
            if (spec.kind == CellKind::Mark) {
                const double line = QFontMetricsF(font(tableSize_), painter_.device()).height();
                paintMark(painter_,
                    QRectF(layout.left[column], flow.y + rowPadding_ / 2 + (line - markSize) / 2, markSize, markSize),
                    markNamed(table.rows[row][column]), tokens);
                continue;
            }
            use(tableSize_, spec.kind == CellKind::Strong ? QFont::DemiBold : QFont::Normal,
                spec.kind == CellKind::Strong      ? tokens.text
                    : spec.kind == CellKind::Quiet ? tokens.text3
                                                   : tokens.text2);
            const double line = lineHeight(painter_);
            double y = flow.y + rowPadding_ / 2;
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
    paintBelow(below);
}

} // namespace holdfast
