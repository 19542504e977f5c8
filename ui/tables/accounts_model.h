// SPDX-License-Identifier: GPL-3.0-or-later
// The full book: one row per account that the filter lets through.
#pragma once

#include "model/review/review.h"
#include "ui/tables/mark_codes.h"
#include "ui/tables/table_model.h"

namespace holdfast {

struct AccountRow {
    AccountId account;
    double priority = 0; // the highest of its exceptions
    int exceptions = 0;
    std::optional<Severity> severity;
    bool atRisk = false; // a risk exception of severity ≥ high
    MarkCode csm = MarkCode::None;
};

class AccountsModel : public TableModel {
    Q_OBJECT

public:
    explicit AccountsModel(QObject* parent = nullptr);

    void setReview(const ReviewPtr& review);
    const AccountRow& row(std::size_t at) const { return accounts_[at]; }
    const Analysis* analysis() const { return review_ ? review_->analysis.get() : nullptr; }

protected:
    QString text(std::size_t row, int column) const override;
    SortKey sortKey(std::size_t row, int column) const override;
    QString rowId(std::size_t row) const override;
    bool hasId(std::size_t row, const QString& id) const override;
    void appendSearchText(std::size_t row, std::string& blob) const override;
    QVariant extra(std::size_t row, int column, int role) const override;

private:
    ReviewPtr review_;
    std::vector<AccountRow> accounts_;
};

} // namespace holdfast
