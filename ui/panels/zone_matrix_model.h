// SPDX-License-Identifier: GPL-3.0-or-later
// The account × zone matrix: one row per customer, sorted by ARR at first, filtered by the drawing above it.
#pragma once

#include "model/review/review.h"
#include "ui/tables/table_model.h"

namespace holdfast {

class ZoneMatrixModel : public TableModel {
    Q_OBJECT

public:
    enum Column { Name, Arr, FirstZone, Breaks = FirstZone + static_cast<int>(zoneCount), Owner, Moved };
    enum Role {
        StatusRole = Qt::UserRole + 100,
        BlockedRole,
        BreakpointRole,
        BrokeRole, // since the earlier day
        HealedRole,
    };
    enum class Movement { All, Moved, Broke, Healed };

    explicit ZoneMatrixModel(QObject* parent = nullptr);

    void setReview(const ReviewPtr& review);
    // Nothing: all. `contractModel` "" means missing; `movement` keeps what moved as setMovement() said.
    void setFilter(std::optional<Zone> zone, std::optional<ZoneStatus> status, std::optional<std::string> contractModel,
        Movement movement = Movement::All);
    // What broke and healed since an earlier day; nothing takes it away.
    void setMovement(std::optional<ZoneMovement> movement);
    const AccountZones& zones(std::size_t row) const { return review_->result().zones.accounts[row]; }
    static std::optional<Zone> zoneOf(int column);

protected:
    QString text(std::size_t row, int column) const override;
    SortKey sortKey(std::size_t row, int column) const override;
    QString rowId(std::size_t row) const override;
    QVariant extra(std::size_t row, int column, int role) const override;

private:
    struct Moves {
        unsigned broke = 0, healed = 0; // a bit per zone
    };
    const Moves& movesOf(std::size_t row) const;

    std::vector<Moves> moves_; // by row; empty when there is no earlier day
    ReviewPtr review_;
};

} // namespace holdfast
