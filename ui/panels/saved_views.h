// SPDX-License-Identifier: GPL-3.0-or-later
// The views of the Accounts panel that a user saved under a name: which accounts, columns, sorting and filters.
#pragma once

#include <QString>
#include <QVariantMap>
#include <vector>

namespace holdfast {

struct SavedView {
    QString name;
    QString question; // id of the built-in view that it starts from
    QString text; // of the filter field
    QVariantMap layout; // DataTable::layoutState()

    bool operator==(const SavedView&) const = default;
};

// In the order in which they were saved; remembered in the user's settings.
class SavedViews {
public:
    SavedViews();

    const std::vector<SavedView>& all() const { return views_; }
    const SavedView* find(const QString& name) const;
    // Takes the place of the view of that name, or comes last.
    void save(const SavedView& view);
    // False when there is no such view or the new name is another's.
    bool rename(const QString& from, const QString& to);
    void remove(const QString& name);

private:
    void store() const;

    std::vector<SavedView> views_;
};

} // namespace holdfast
