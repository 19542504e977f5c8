// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/panel.h"

#include "ui/widgets/data_table.h"

namespace holdfast {

void Panel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    // What a table has to say of an export comes to the bar above the panel, like the panel's own sentences.
    for (DataTable* table : findChildren<DataTable*>())
        connect(table, &DataTable::said, this, &Panel::showMessage, Qt::UniqueConnection);
}

void Panel::notePrints(const ReviewPtr& review)
{
    const QString note = review ? tr("as of %1").arg(toText(review->result().asOf().toIso())) : QString();
    for (DataTable* table : findChildren<DataTable*>())
        table->setPrintNote(note);
}

} // namespace holdfast
