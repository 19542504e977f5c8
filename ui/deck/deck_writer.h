// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the review deck as PDF: live text, vector charts, page numbers, a bookmark per section and slide. Needs a
// QGuiApplication; may run on any thread.
#pragma once

#include <QString>

#include "model/base/progress.h"
#include "model/base/result.h"
#include "model/report/deck_outline.h"

namespace holdfast {

struct WrittenDeck {
    int pages = 0;
    // Characters that no font of this computer has, each once: the deck shows a box in their place.
    QString missing;
};
// "No font on this computer has 漢 (U+6F22) …", or nothing.
QString missingSentence(const QString& missing);

// Writes all or nothing: an existing file stays as it was until the new one is complete.
// Errors: Usage, Unwritable, Cancelled. Same review, choice and creation date give the same bytes.
Result<WrittenDeck> writeDeck(const ReviewBundle& review, const DeckChoice& choice, const QString& path,
    const Progress& progress = {}, const CancelToken& cancel = {});

} // namespace holdfast
