// SPDX-License-Identifier: GPL-3.0-or-later
// All keys on one page.
#pragma once

#include <QDialog>
#include <QStringList>
#include <utility>
#include <vector>

namespace holdfast {

// Keys of one place: what each does, and the key.
struct KeyGroup {
    QString title;
    std::vector<std::pair<QString, QString>> keys;
};

class ShortcutsPage : public QDialog {
    Q_OBJECT

public:
    explicit ShortcutsPage(const std::vector<KeyGroup>& groups, QWidget* parent = nullptr);
};

// The keys that belong to the review, to every table and to every chart.
std::vector<KeyGroup> panelKeys();

} // namespace holdfast
