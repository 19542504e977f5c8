// SPDX-License-Identifier: GPL-3.0-or-later
// Which characters of a text no font of this computer can draw.
#pragma once

#include <QFont>
#include <QString>
#include <map>

class QPaintDevice;

namespace holdfast {

// Remembers what it has looked at, so that a long deck asks once for each character.
class GlyphCheck {
public:
    void look(const QFont& font, const QString& text, QPaintDevice* device);
    // The characters without a glyph, each once, in the order in which they were met.
    const QString& missing() const { return missing_; }

private:
    std::map<char32_t, bool> known_; // has a glyph
    QString missing_;
};

} // namespace holdfast
