// SPDX-License-Identifier: GPL-3.0-or-later
// All keys on one page.
#pragma once

#include <QDialog>
#include <QStringList>
#include <utility>
#include <vector>

namespace holdfast {

class ShortcutsPage : public QDialog {
    Q_OBJECT

public:
    // What a key does, and the key.
    explicit ShortcutsPage(const std::vector<std::pair<QString, QString>>& keys, QWidget* parent = nullptr);
};

// The keys of the review, which belong to its panel.
std::vector<std::pair<QString, QString>> reviewKeys();

} // namespace holdfast
