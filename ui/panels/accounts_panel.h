// SPDX-License-Identifier: GPL-3.0-or-later
// The full book: one table, saved views above it, a text filter over several columns.
#pragma once

#include <QLineEdit>
#include <vector>

#include "ui/panels/panel.h"
#include "ui/tables/accounts_model.h"
#include "ui/widgets/plain_label.h"

namespace holdfast {

class DataTable;
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

private:
    void useView(std::size_t view);
    void countRows();

    AccountsModel* model_ = nullptr;
    DataTable* table_ = nullptr;
    QLineEdit* filter_ = nullptr;
    PlainLabel* count_ = nullptr;
    std::vector<PillTab*> tabs_;
    std::size_t view_ = 0;
};

} // namespace holdfast
