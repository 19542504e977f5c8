// SPDX-License-Identifier: GPL-3.0-or-later
// The account × zone matrix: one row per customer, sorted by ARR at first, filtered by the drawing above it.
#pragma once

#include "model/review/review.h"
#include "ui/tables/table_model.h"

namespace holdfast {

class ZoneMatrixModel : public TableModel {
    Q_OBJECT

public:
    enum Column { Name, Arr, FirstZone, Breaks = FirstZone + static_cast<int>(zoneCount), Owner };
    enum Role { StatusRole = Qt::UserRole + 100, BlockedRole, BreakpointRole };

    explicit ZoneMatrixModel(QObject* parent = nullptr);

    void setReview(const ReviewPtr& review);
    // Nothing: all. `contractModel` "" means missing.
    void setFilter(
        std::optional<Zone> zone, std::optional<ZoneStatus> status, std::optional<std::string> contractModel);
    const AccountZones& zones(std::size_t row) const { return review_->result().zones.accounts[row]; }
    static std::optional<Zone> zoneOf(int column);

protected:
    QString text(std::size_t row, int column) const override;
    SortKey sortKey(std::size_t row, int column) const override;
    QString rowId(std::size_t row) const override;
    QVariant extra(std::size_t row, int column, int role) const override;

private:
    ReviewPtr review_;
};

} // namespace holdfast
