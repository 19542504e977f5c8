// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/mapping_dialog.h"

namespace holdfast {

void importInteractively(ReviewDesk& desk, QWidget* parent, const QStringList& files)
{
    if (files.isEmpty())
        return;
    auto* dialog = new MappingDialog(desk, files, parent);
    // One that was never shown does not close: it goes when it is done.
    QObject::connect(dialog, &QDialog::finished, dialog, &QObject::deleteLater);
    dialog->start();
}

} // namespace holdfast
