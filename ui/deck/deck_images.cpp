// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deck/deck_images.h"

#include <QFontDatabase>
#include <QtMath>

#include "ui/charts/chart_text.h"
#include "ui/deck/deck_page.h"
#include "ui/deck/deck_painter.h"

namespace holdfast {

std::vector<QImage> deckImages(
    const ReviewBundle& review, const DeckChoice& choice, int width, std::size_t most, const CancelToken& cancel)
{
    std::vector<QImage> pages;
    if (!QFontDatabase::hasFamily(QStringLiteral("Inter Tabular")))
        loadFonts();
    const DeckOutline outline = deckOutline(review, choice);
    if (outline.slides.empty() || width <= 0)
        return pages;
    // One point is one unit, as in the PDF; the picture has `ratio` pixels for it.
    const double ratio = width / deck::width;
    QImage page(width, qRound(deck::height * ratio), QImage::Format_RGB32);
    page.setDevicePixelRatio(ratio);
    constexpr double inchesPerMetre = 39.3700787;
    page.setDotsPerMeterX(qRound(72 * inchesPerMetre));
    page.setDotsPerMeterY(qRound(72 * inchesPerMetre));
    page.fill(Qt::white);
    bool full = false;
    const auto keep = [&] {
        if (pages.size() < most)
            pages.push_back(page.copy());
        full = pages.size() >= most;
        page.fill(Qt::white);
    };
    DeckPainter painter(page, keep, review, outline,
        choice.storeName.empty() ? deckText("Customer portfolio") : fromUtf8(choice.storeName));
    if (!painter.isActive())
        return pages;
    painter.stopWhen([&] { return full || cancel.isCancelled(); });
    for (const Slide& slide : outline.slides) {
        if (full || cancel.isCancelled())
            break;
        painter.paint(slide);
    }
    painter.end();
    if (!full && !cancel.isCancelled())
        keep();
    return pages;
}

} // namespace holdfast
