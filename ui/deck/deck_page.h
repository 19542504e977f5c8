// SPDX-License-Identifier: GPL-3.0-or-later
// The measures of a page of the deck, in points (13.333 × 7.5 inches).
#pragma once

#include <QCoreApplication>
#include <QString>

namespace holdfast {

namespace deck {
constexpr double width = 960;
constexpr double height = 540;
constexpr double margin = 43.2; // 0.6 inches
constexpr double footTop = 478; // the rule above the footnote
constexpr double gap = 12; // between exhibits
constexpr double columnGap = 32;
constexpr double columnsReserve = 86; // least height of columns below drawings
constexpr double tileHeight = 68;
constexpr double stripHeight = 18;
constexpr double leastChart = 120;
constexpr double bodySize = 12;
constexpr double tableSize = 10.5;
constexpr double headSize = 9;
constexpr double chartBody = 11;
constexpr double timelineBody = 9.5;
} // namespace deck

inline QString deckText(const char* text)
{
    return QCoreApplication::translate("Deck", text);
}

} // namespace holdfast
