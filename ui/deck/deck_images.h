// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of the deck as pictures, painted by the painter that writes the PDF: what is seen here is what is printed.
#pragma once

#include <QImage>
#include <vector>

#include "model/base/progress.h"
#include "model/report/deck_outline.h"

namespace holdfast {

// At most `most` pages, each `width` device pixels wide; needs a QGuiApplication, may run on any thread. Fewer when
// cancelled. `storeName` as in DeckChoice.
std::vector<QImage> deckImages(
    const ReviewBundle& review, const DeckChoice& choice, int width, std::size_t most, const CancelToken& cancel = {});

} // namespace holdfast
