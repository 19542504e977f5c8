// SPDX-License-Identifier: GPL-3.0-or-later
// What every panel of the main window is: a widget that gets the one immutable review and answers with intents.
#pragma once

#include <QString>
#include <QWidget>

#include "ui/panels/review_desk.h"

namespace holdfast {

class Panel : public QWidget {
    Q_OBJECT

public:
    explicit Panel(ReviewDesk& desk, QWidget* parent = nullptr)
        : QWidget(parent)
        , desk_(desk)
    {
    }

    // The new review, or null when no store is open. Only the visible panel is told at once; another one is told when
    // it is shown. The old content stays until then.
    virtual void showReview(const ReviewPtr& review) = 0;
    // An account that the panel should stand on when it is opened with one ("" for none).
    virtual void showAccount(const QString& accountId) { Q_UNUSED(accountId) }
    // The store's own facts (imports, orphans) or the settings changed.
    virtual void storeChanged() { }
    // Esc: closes what the panel opened last; false when there is nothing to close.
    virtual bool closeLast() { return false; }

Q_SIGNALS:
    void openAccount(const QString& accountId); // show the Account panel
    void openPanel(const QString& panelId, const QString& accountId); // "review", "zones", …
    // A quiet sentence in the bar above the panel; `failed` of the desk comes there by itself.
    void showMessage(const QString& sentence); // "": what it said is no longer so

protected:
    void showEvent(QShowEvent* event) override;
    // Tables on paper say the day they look from.
    void notePrints(const ReviewPtr& review);
    ReviewDesk& desk() const { return desk_; }

private:
    ReviewDesk& desk_;
};

} // namespace holdfast
