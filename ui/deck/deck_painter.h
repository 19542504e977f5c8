// SPDX-License-Identifier: GPL-3.0-or-later
// Lays slides out on pages of 960 × 540 points. Everything is measured on the device before it is painted: text wraps
// or is elided inside its box, long tables flow on with title and head repeated.
#pragma once

#include <QPainter>
#include <QPdfWriter>
#include <functional>
#include <vector>

#include "model/report/deck_outline.h"
#include "ui/charts/chart.h"
#include "ui/deck/pdf_file.h"

namespace holdfast {

class DeckPainter {
public:
    DeckPainter(QPdfWriter& writer, const ReviewBundle& review, const DeckOutline& outline, const QString& storeName);
    // On any device of 72 dots per inch; `turnPage` is called between two pages and leaves a white one.
    DeckPainter(QPaintDevice& device, std::function<void()> turnPage, const ReviewBundle& review,
        const DeckOutline& outline, const QString& storeName);

    void paint(const Slide& slide);
    int pages() const { return pages_; }
    const std::vector<PdfBookmark>& bookmarks() const { return bookmarks_; }
    // False when the painter could not begin on the device.
    bool isActive() const { return painter_.isActive(); }
    bool end() { return painter_.end(); }
    // Asked before each new page of a long table; true stops the slide.
    void stopWhen(std::function<bool()> stopped) { stopped_ = std::move(stopped); }

private:
    // Where exhibits go: below each other in `area`, from `y` on. A column does not flow to the next page.
    struct Flow {
        QRectF area;
        double y = 0;
        bool column = false;
    };

    void bookmark(const Slide& slide);
    Flow newPage(const Slide& slide);
    void cover(const Slide& slide);
    void paintExhibit(const Slide& slide, std::size_t place, Flow& flow, double reserved);
    void paintFigures(const Figures& figures, Flow& flow);
    void paintText(const TextBlock& block, Flow& flow);
    void paintChart(const Slide& slide, const ChartExhibit& exhibit, Flow& flow, double reserved);
    void paintTable(const Slide& slide, const SlideTable& table, Flow& flow, double reserved);
    // Height that an exhibit would take in a width, for the room that charts leave.
    double wantedHeight(const Exhibit& exhibit, double width);

    struct TableLayout {
        std::vector<double> left, width; // of each column's text
        bool head = false;
        double headHeight = 0;
    };
    TableLayout layoutOf(const SlideTable& table, const QRectF& area);
    double rowHeight(const SlideTable& table, const TableLayout& layout, std::size_t row, int lines,
        std::vector<QStringList>* cells);
    // Rows stand closer where that saves a page.
    double paddingFor(const SlideTable& table, const TableLayout& layout, const Flow& flow, double headHeight);
    double paintHead(const SlideTable& table, const TableLayout& layout, const Flow& flow, bool withTitle);

    QFont font(double points, QFont::Weight weight = QFont::Normal) const;
    void use(double points, QFont::Weight weight, const QColor& colour);

    std::function<void()> turnPage_;
    const ReviewBundle& review_;
    const DeckOutline& outline_;
    QString storeName_;
    QPainter painter_;
    ChartStyle style_;
    double tableSize_, rowPadding_ = 7; // of the slide that is painted
    int pages_ = 0;
    std::vector<PdfBookmark> bookmarks_;
    QString section_; // that the last bookmark is below
    std::function<bool()> stopped_;
};

} // namespace holdfast
