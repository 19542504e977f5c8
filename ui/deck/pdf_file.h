// SPDX-License-Identifier: GPL-3.0-or-later
// Completes what QPdfWriter writes: bookmarks, the author, a fixed creation date and document id. The
// objects of the file are copied as they are; the cross-reference table is written anew.
#pragma once

#include <QByteArray>
#include <QString>
#include <utility>
#include <vector>

#include "model/base/result.h"

namespace holdfast {

struct PdfBookmark {
    QString title;
    int page = 0; // from 0
    int level = 0; // 1: below the last one of level 0
};

struct PdfProperties {
    QString title;
    QString author;
    QString creator;
    QString subject;
    QString language; // "en", of all texts
    QString created; // ISO timestamp, "2025-06-30T12:00:00Z"; without a zone it is UTC
    std::vector<PdfBookmark> bookmarks;
};

// Error Failed when `pdf` is not laid out as expected (a cross-reference table, a page tree of one level).
Result<QByteArray> completedPdf(const QByteArray& pdf, const PdfProperties& properties);

} // namespace holdfast
