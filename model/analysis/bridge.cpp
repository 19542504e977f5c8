// SPDX-License-Identifier: GPL-3.0-or-later
// The movements of a period, and the bridges that they add up to.
#include <algorithm>
#include <cassert>

#include "model/analysis/retention_units.h"

namespace holdfast {

std::string_view text(Movement movement)
{
    switch (movement) {
    case Movement::New:
        return "new";
    case Movement::Reactivation:
        return "reactivation";
    case Movement::Expansion:
        return "expansion";
    case Movement::Contraction:
        return "contraction";
    case Movement::Churn:
        return "churn";
    }
    return {};
}

// Compares each pair of neighbouring boundaries; "before" in new then means before that piece.
std::vector<BridgePiece> monthlyBridge(const DayContext& context, Period period)
{
    std::vector<BridgePiece> pieces = retentionUnits(context, period, Detail::AccountsOnly).monthly;
    assert(std::all_of(pieces.begin(), pieces.end(), [](const BridgePiece& piece) { return piece.bridge.adds(); }));
    return pieces;
}

std::vector<AccountMovement> movementsOf(const RetentionUnits& units)
{
    std::vector<AccountMovement> movements;
    for (const RetentionUnit& unit : units.accounts) {
        if (unit.opening == Money{} && unit.closing == Money{})
            continue;
        const Money change = unit.closing - unit.opening;
        movements.push_back(
            {unit.account, unit.movement(), unit.opening, unit.closing, change < Money{} ? -change : change});
    }
    return movements;
}

std::vector<AccountMovement> movements(const DayContext& context, Period period)
{
    return movementsOf(retentionUnits(context, period, Detail::AccountsOnly));
}

} // namespace holdfast
