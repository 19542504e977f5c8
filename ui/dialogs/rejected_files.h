// SPDX-License-Identifier: GPL-3.0-or-later
// Saving rejected rows so that they can be mended and imported again: one file for each set of headers.
#pragma once

#include <QString>
#include <vector>

#include "model/store/store.h"

class QWidget;

namespace holdfast {

// Writes the rows of one file (by its name without the folder) under their headers. An error's sentence, or "".
QString writeRejectedRows(const std::vector<RejectedRow>& rows, const QString& path);

struct SavedRejects {
    QString path; // file or folder, "" when the user chose none
    QString problem;
};
// Asks where to (a file, or a folder when the rows have several sets of headers) and writes.
SavedRejects askAndSaveRejectedRows(QWidget* parent, const std::vector<RejectedRow>& rows);

} // namespace holdfast
