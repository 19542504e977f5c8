// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/shortcuts_page.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/widgets/plain_label.h"

namespace holdfast {

std::vector<std::pair<QString, QString>> reviewKeys()
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("Shortcuts", text); };
    return {{tr("Next row of the review"), QStringLiteral("J")}, {tr("Row before"), QStringLiteral("K")},
        {tr("Act"), QStringLiteral("A")}, {tr("Watch"), QStringLiteral("W")}, {tr("Escalate"), QStringLiteral("G")},
        {tr("Accept the loss"), QStringLiteral("L")}, {tr("Dismiss"), QStringLiteral("D")},
        {tr("Done"), QStringLiteral("E")}, {tr("Open the account"), QStringLiteral("O")},
        {tr("Undo the decision"), QStringLiteral("U")}, {tr("Show or hide the evidence"), QStringLiteral("Space")},
        {tr("Copy the selected rows"), QStringLiteral("Ctrl+C")},
        {tr("Copy with headers"), QStringLiteral("Ctrl+Shift+C")},
        {tr("Close what was opened last"), QStringLiteral("Esc")}};
}

ShortcutsPage::ShortcutsPage(const std::vector<std::pair<QString, QString>>& keys, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keyboard"));
    setAccessibleName(tr("Keyboard shortcuts"));
    resize(420, 520);
    auto* column = new QVBoxLayout(this);
    auto* area = new QScrollArea(this);
    area->setAccessibleName(tr("List of keys"));
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    auto* page = new QWidget(area);
    auto* grid = new QGridLayout(page);
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(2);
    int row = 0;
    for (const auto& [what, key] : keys) {
        grid->addWidget(new PlainLabel(what, TypeSize::Body, Ink::Text, page), row, 0);
        grid->addWidget(new PlainLabel(key, TypeSize::BodyMedium, Ink::Text2, page), row, 1);
        ++row;
    }
    grid->setRowStretch(row, 1);
    grid->setColumnStretch(0, 1);
    area->setWidget(page);
    column->addWidget(area);
    auto* close = new QPushButton(tr("Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    column->addWidget(close, 0, Qt::AlignRight);
}

} // namespace holdfast
