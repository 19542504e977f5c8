// SPDX-License-Identifier: GPL-3.0-or-later
// The full book: one table, views above it (built in and saved), a text filter over several columns and one per column.
#pragma once

#include <QLineEdit>
#include <vector>

#include "ui/panels/panel.h"
#include "ui/panels/saved_views.h"
#include "ui/tables/accounts_model.h"
#include "ui/widgets/plain_label.h"

class QPushButton;
class QToolButton;

namespace holdfast {

class DataTable;
class FlowLayout;
class PillTab;

class AccountsPanel : public Panel {
    Q_OBJECT

public:
    explicit AccountsPanel(ReviewDesk& desk, QWidget* parent = nullptr);
    void showReview(const ReviewPtr& review) override;
    void showAccount(const QString& accountId) override;
    bool closeLast() override;

    DataTable* table() const { return table_; }
    QLineEdit* filterField() const { return filter_; }

    // What the tabs and the buttons beside them do.
    void useQuestion(const QString& id); // a built-in view
    void useView(const QString& name); // a saved one
    void saveViewAs(const QString& name);
    void saveChanges();
    void renameView(const QString& to);
    void deleteView();
    QString currentView() const { return ownView_; } // "" for a built-in one
    QStringList viewNames() const;
    bool isViewChanged() const;

protected:
    void focusInEvent(QFocusEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* buildHead();
    void setQuestion(const QString& id);
    void makeOwnTabs();
    void checkTabs();
    void askName(const QString& title, const QString& text, void (AccountsPanel::*then)(const QString&));
    void countRows();
    SavedView shownView(const QString& name) const;

    AccountsModel* model_ = nullptr;
    DataTable* table_ = nullptr;
    QLineEdit* filter_ = nullptr;
    PlainLabel* count_ = nullptr;
    FlowLayout* tabs_ = nullptr;
    std::vector<PillTab*> questionTabs_;
    std::vector<PillTab*> ownTabs_;
    QPushButton* save_ = nullptr;
    QPushButton* changes_ = nullptr;
    QToolButton* more_ = nullptr;
    QPushButton* columns_ = nullptr;
    SavedViews saved_;
    QString question_;
    QString ownView_;
    QVariantMap plainLayout_; // columns of the built-in views while a saved one is shown
    bool applying_ = false;
};

} // namespace holdfast
