// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/shortcuts_page.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/widgets/plain_label.h"

namespace holdfast {

std::vector<KeyGroup> panelKeys()
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("Shortcuts", text); };
    const auto key = [](const char* text) { return QString::fromUtf8(text); };
    return {{tr("Review"),
                {{tr("Next row"), key("J")}, {tr("Row before"), key("K")}, {tr("Act"), key("A")},
                    {tr("Watch"), key("W")}, {tr("Escalate"), key("G")}, {tr("Accept the loss"), key("L")},
                    {tr("Dismiss"), key("D")}, {tr("Done"), key("E")}, {tr("Record the decision"), key("Enter")},
                    {tr("Undo the decision"), key("U")}, {tr("Open the account"), key("O")},
                    {tr("Show or hide the evidence in a narrow window"), key("Space")}}},
        {tr("Tables"),
            {{tr("Open the row"), key("Enter")}, {tr("Filter by column"), key("Ctrl+Shift+F")},
                {tr("Copy the selected rows"), key("Ctrl+C")}, {tr("Copy with headers"), key("Ctrl+Shift+C")},
                {tr("Print"), key("Ctrl+P")}, {tr("First row, last row"), key("Ctrl+Home, Ctrl+End")},
                {tr("Columns, export and more"), key("Menu or Shift+F10")}}},
        {tr("Charts"),
            {{tr("Next value, value before"), key("→, ←")}, {tr("First value, last value"), key("Home, End")},
                {tr("Show what is behind the value"), key("Enter")}, {tr("Copy as a picture"), key("Ctrl+C")},
                {tr("Timeline: closer, further"), key("+, −")}, {tr("Timeline: earlier, later"), key("Ctrl+←, Ctrl+→")},
                {tr("Timeline: all of it"), key("0")}}}};
}

ShortcutsPage::ShortcutsPage(const std::vector<KeyGroup>& groups, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keyboard"));
    setAccessibleName(tr("Keyboard shortcuts"));
    resize(460, 640);
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
    for (const KeyGroup& group : groups) {
        if (row > 0)
            grid->setRowMinimumHeight(row++, 8);
        grid->addWidget(new PlainLabel(group.title, TypeSize::BodyStrong, Ink::Text, page), row++, 0);
        for (const auto& [what, key] : group.keys) {
            grid->addWidget(new PlainLabel(what, TypeSize::Body, Ink::Text, page), row, 0);
            grid->addWidget(new PlainLabel(key, TypeSize::BodyMedium, Ink::Text2, page), row, 1);
            ++row;
        }
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
