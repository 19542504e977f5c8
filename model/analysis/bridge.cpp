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

// new: a = 0, b > 0, no ARR on any day before A; reactivation: the same, but with ARR on a day before A;
// expansion: 0 < a < b; contraction: 0 < b < a; churn: a > 0, b = 0.
std::optional<Movement> movementOf(Money a, Money b, bool hadArrBefore)
{
    if (a == b)
        return std::nullopt;
    if (a == Money{})
        return hadArrBefore ? Movement::Reactivation : Movement::New;
    if (b == Money{})
        return Movement::Churn;
    return a < b ? Movement::Expansion : Movement::Contraction;
}

void addMovement(Bridge& bridge, Money a, Money b, bool hadArrBefore)
{
    bridge.opening += a;
    bridge.closing += b;
    const std::optional<Movement> movement = movementOf(a, b, hadArrBefore);
    if (!movement)
        return;
    switch (*movement) {
    case Movement::New:
        bridge.newArr += b;
        break;
    case Movement::Reactivation:
        bridge.reactivation += b;
        break;
    case Movement::Expansion:
        bridge.expansion += b - a;
        break;
    case Movement::Contraction:
        bridge.contraction += a - b;
        break;
    case Movement::Churn:
        bridge.churn += a;
        break;
    }
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
