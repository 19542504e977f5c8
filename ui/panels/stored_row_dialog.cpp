// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/stored_row_dialog.h"

#include <QClipboard>
#include <QDateTime>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/tables/words.h"
#include "ui/theme/style.h"
#include "ui/widgets/plain_label.h"

namespace holdfast {

StoredRowDialog::StoredRowDialog(const StoredRow& row, QWidget* parent)
    : QDialog(parent)
{
    const DatasetSpec& spec = dataset(row.dataset);
    const QString place = tr("%1, line %2").arg(toText(row.file.name)).arg(row.line);
    setWindowTitle(place);
    setAccessibleName(place);
    setAttribute(Qt::WA_DeleteOnClose);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(4);
    column->addWidget(new PlainLabel(place, TypeSize::BodyStrong, Ink::Text, this));
    const QDateTime at = QDateTime::fromString(toText(row.importedAt), Qt::ISODate);
    auto* about =
        new PlainLabel(tr("%1, imported %2")
                           .arg(toText(spec.title),
                               at.isValid() ? QLocale().toString(at, QLocale::ShortFormat) : toText(row.importedAt)),
            TypeSize::Secondary, Ink::Text2, this);
    about->setDefinition(toText(spec.meaning));
    column->addWidget(about);
    column->addSpacing(8);
    auto* scroll = new QScrollArea(this);
    scroll->setAccessibleName(tr("Columns of the row"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    for (std::size_t at2 = 0; at2 < spec.columns.size() && at2 < row.cells.size(); ++at2) {
        const QString name = toText(spec.columns[at2].name), value = toText(row.cells[at2]);
        auto* head = new PlainLabel(name, TypeSize::Secondary, Ink::Text3, box);
        head->setDefinition(toText(spec.columns[at2].meaning));
        auto* cell = new PlainLabel(value.isEmpty() ? QStringLiteral("–") : value, TypeSize::Secondary,
            value.isEmpty() ? Ink::Text3 : Ink::Text, box);
        cell->setWrapping(true);
        cell->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(head, static_cast<int>(at2), 0, Qt::AlignTop);
        grid->addWidget(cell, static_cast<int>(at2), 1);
        text_ += name + u'\t' + value + u'\n';
    }
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(static_cast<int>(spec.columns.size()), 1);
    scroll->setWidget(box);
    column->addWidget(scroll, 1);
    auto* foot = new QHBoxLayout;
    foot->addStretch();
    auto* copy = new QPushButton(tr("Copy row"), this);
    copy->setAccessibleName(tr("Copy the row"));
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(text_); });
    foot->addWidget(copy);
    auto* close = new QPushButton(tr("Close"), this);
    close->setAccessibleName(tr("Close the row"));
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    foot->addWidget(close);
    column->addLayout(foot);
    const int line = QFontMetrics(typeFont(TypeSize::Secondary)).height() + 6;
    resize(460, qMin(620, 140 + line * static_cast<int>(spec.columns.size())));
}

void openStoredRow(
    ReviewDesk& desk, QWidget* parent, const RowPlace& place, std::function<void(const QString&)> sayMissing)
{
    desk.findRow(place,
        [parent = QPointer<QWidget>(parent), place, sayMissing = std::move(sayMissing)](
            const std::optional<StoredRow>& row) {
            if (!parent)
                return;
            if (row)
                (new StoredRowDialog(*row, parent->window()))->show();
            else if (sayMissing)
                sayMissing(StoredRowDialog::tr("The store no longer holds this row: a later import replaced it, or it "
                                               "was taken back."));
        });
}

} // namespace holdfast
