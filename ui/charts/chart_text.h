// SPDX-License-Identifier: GPL-3.0-or-later
// Text in drawings: measured on the device it is painted on, elided or wrapped so that it never leaves its box.
#pragma once

#include <QFontMetricsF>
#include <QPainter>
#include <QRectF>
#include <QString>
#include <QStringList>
#include <cstdint>
#include <string_view>

namespace holdfast {

inline QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// "1 account" or "12 accounts": English plurals need no translation file this way.
inline QString counted(std::int64_t count, const QString& one, const QString& many)
{
    return count == 1 ? one : many.arg(count);
}

// A device that is told each line that drawLine() writes on it, as it stands there.
class TextListener {
public:
    virtual ~TextListener() = default;
    virtual void written(const QFont& font, const QString& line) = 0;
};

QFontMetricsF metricsOf(const QPainter& painter);
double textWidth(const QPainter& painter, const QString& text);
// One line in the painter's font and pen, elided to the box; nothing where not even the ellipsis fits.
void drawLine(QPainter& painter, const QRectF& box, Qt::Alignment alignment, const QString& text);
// Lines that fit `width`, at most `most`; the last one is elided when there is more. Breaks inside a word that is too
// long.
QStringList wrapped(const QFont& font, QPaintDevice* device, const QString& text, double width, int most);
// Draws such lines one under another from the top of the box; the height used.
double drawWrapped(QPainter& painter, const QRectF& box, Qt::Alignment alignment, const QString& text, int most);
double lineHeight(const QPainter& painter);

} // namespace holdfast
