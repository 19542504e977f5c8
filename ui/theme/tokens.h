// SPDX-License-Identifier: GPL-3.0-or-later
// The colours and type sizes of the design, light and dark. Widgets, charts and the deck take them from here alone.
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

namespace holdfast {

struct StatusColours {
    QColor ink; // text and marks on base or on the tint
    QColor fill; // bars and discs
    QColor tint; // grounds
};

struct Tokens {
    bool dark = false;
    QColor window, base, line, line2, text, text2, text3, accent, onAccent, selection, hover;
    StatusColours broken, atRisk, healthy, inProgress, unknown;
    QColor chartUp, chartDown, chartTotal, chartConnector, chartGrid;

    static const Tokens& light(); // also the print palette
    static const Tokens& darkTheme();
    // Light or dark after the palette in force (WindowText lighter than Window is dark).
    static const Tokens& of(const QPalette& palette);
    QPalette palette() const;
};

enum class TypeSize { PageTitle, Figure, Body, BodyStrong, BodyMedium, Secondary, Caption, CaptionMedium };
// Inter (shipped, tabular figures) in that size, scaled with the user's font size; `unit` is the body size in points or
// pixels of the device: widgets leave it 0 and get the application font's.
QFont typeFont(TypeSize size, qreal bodyPixels = 0);
// Registers the shipped fonts; once at start.
void loadFonts();

} // namespace holdfast
