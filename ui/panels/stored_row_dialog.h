// SPDX-License-Identifier: GPL-3.0-or-later
// The row behind a fact: every column of it, with the file and line it came from.
#pragma once

#include <QDialog>

#include "ui/panels/review_desk.h"

namespace holdfast {

class StoredRowDialog : public QDialog {
    Q_OBJECT

public:
    StoredRowDialog(const StoredRow& row, QWidget* parent);

    // Column and value per line, separated by a tab, as it is copied.
    QString asText() const { return text_; }

private:
    QString text_;
};

// Asks the desk for the row and shows it beside `parent`; says so where the store no longer holds it.
void openStoredRow(
    ReviewDesk& desk, QWidget* parent, const RowPlace& place, std::function<void(const QString&)> sayMissing);

} // namespace holdfast
