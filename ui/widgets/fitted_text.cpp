// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fitted_text.h"

#include <QFontMetricsF>
#include <array>
#include <list>

namespace holdfast {

namespace {

// Widths of single letters of a font, for the scripts whose letters stand beside each other unchanged.
class LetterWidths {
public:
    explicit LetterWidths(const QFont& font)
        : font_(font)
        , metrics_(font)
    {
    }

    const QFont& font() const { return font_; }
    const QFontMetricsF& metrics() const { return metrics_; }

    // At most this wide, or −1 where only laying it out can tell.
    double atMost(QStringView text)
    {
        double sum = 0;
        for (const QChar letter : text) {
            const std::size_t place = letter.unicode() < latin ? letter.unicode()
                : letter.unicode() >= punctuation && letter.unicode() < symbolsEnd
                ? letter.unicode() - punctuation + latin
                : widths_.size();
            if (place >= widths_.size())
                return -1;
            float& width = widths_[place];
            if (width <= 0)
                width = static_cast<float>(metrics_.horizontalAdvance(letter));
            sum += width;
        }
        // Pairs that are set apart, and rounding.
        return sum * 1.04 + 2;
    }

private:
    // Latin letters without combining marks; dashes, spaces, currencies, arrows and signs of arithmetic.
    static constexpr std::size_t latin = 0x300, punctuation = 0x2000, symbolsEnd = 0x2300;

    QFont font_;
    QFontMetricsF metrics_;
    std::array<float, latin + symbolsEnd - punctuation> widths_{};
};

LetterWidths& widthsOf(const QFont& font)
{
    // A handful of fonts, made again when the user chose another size. Never taken apart: fonts must not outlive the
    // application's own cache.
    static auto* known = new std::list<LetterWidths>;
    for (LetterWidths& one : *known) {
        if (one.font() == font)
            return one;
    }
    if (known->size() == 16)
        known->pop_front();
    return known->emplace_back(font);
}

} // namespace

QString fittedText(const QFont& font, const QString& text, int width)
{
    LetterWidths& widths = widthsOf(font);
    const double most = widths.atMost(text);
    return most >= 0 && most <= width ? text : widths.metrics().elidedText(text, Qt::ElideRight, width);
}

} // namespace holdfast
