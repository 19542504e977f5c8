// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the review deck as PDF: live text, vector charts, page numbers, a bookmark per section. Needs a
// QGuiApplication; may run on any thread.
#pragma once

#include <QString>

#include "model/base/progress.h"
#include "model/base/result.h"
#include "model/report/deck_outline.h"

namespace holdfast {

// Writes all or nothing: an existing file stays as it was until the new one is complete. The number of pages.
// Errors: Unwritable, Cancelled. Same review, choice and creation date give the same bytes.
Result<int> writeDeck(const ReviewBundle& review, const DeckChoice& choice, const QString& path,
    const Progress& progress = {}, const CancelToken& cancel = {});

} // namespace holdfast
