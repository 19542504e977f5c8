// SPDX-License-Identifier: GPL-3.0-or-later
// Gives the objects of a PDF numbers that depend on what refers to what alone. Qt writes its fonts in the order of a
// hash table, which differs from run to run: without this, the same deck would have other bytes every time.
#pragma once

#include <QByteArray>
#include <map>

namespace holdfast {

struct PdfObjects {
    std::map<int, QByteArray> byNumber; // "7 0 obj … endobj\n"
    int root = 0; // the catalog
    int info = 0;
};

// Numbers by the order in which objects are first referred to, from the catalog on; what nothing refers to is left out.
PdfObjects inOrderOfUse(const PdfObjects& objects);

// The part of an object that is no stream: references stand there alone.
QByteArray withoutStream(const QByteArray& object);

} // namespace holdfast
