// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deck/glyphs.h"

#include <QGlyphRun>
#include <QPainterPath>
#include <QRawFont>
#include <QTextLayout>
#include <algorithm>

namespace holdfast {

namespace {

// Blanks, controls, joiners and variation selectors have no picture of their own.
bool isDrawn(char32_t character)
{
    if (QChar::isSpace(character) || (character >= 0xFE00 && character <= 0xFE0F))
        return false;
    const QChar::Category category = QChar::category(character);
    return category != QChar::Other_Control && category != QChar::Other_Format;
}

// The font itself or one that stands in for it: glyph 0 is the box that says "no such glyph", and a glyph without an
// outline (a picture font) leaves a hole in a PDF.
bool hasGlyph(const QFont& font, char32_t character, QPaintDevice* device)
{
    if (QRawFont::fromFont(font).supportsCharacter(character))
        return true;
    QTextLayout layout(QString::fromUcs4(&character, 1), font, device);
    layout.beginLayout();
    layout.createLine().setLineWidth(1000);
    layout.endLayout();
    const QList<QGlyphRun> runs = layout.glyphRuns();
    return !runs.isEmpty() && std::all_of(runs.begin(), runs.end(), [](const QGlyphRun& run) {
        const QList<quint32> glyphs = run.glyphIndexes();
        return std::all_of(glyphs.begin(), glyphs.end(),
            [&run](quint32 glyph) { return glyph != 0 && !run.rawFont().pathForGlyph(glyph).isEmpty(); });
    });
}

} // namespace

void GlyphCheck::look(const QFont& font, const QString& text, QPaintDevice* device)
{
    const bool plain = std::all_of(
        text.begin(), text.end(), [](QChar unit) { return unit.unicode() >= 0x20 && unit.unicode() < 0x7F; });
    if (plain)
        return;
    for (const uint unit : text.toUcs4()) {
        const auto character = static_cast<char32_t>(unit);
        if (known_.contains(character))
            continue;
        const bool has = !isDrawn(character) || hasGlyph(font, character, device);
        known_[character] = has;
        if (!has)
            missing_ += QString::fromUcs4(&character, 1);
    }
}

} // namespace holdfast
