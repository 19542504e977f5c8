// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identities.h"

#include <cmath>

namespace holdfast {

std::vector<std::string> brokenIdentities(const Analysis& analysis)
{
    std::vector<std::string> broken;
    const RetentionResult& result = analysis.retention;
    if (!result.total.bridge.adds())
        broken.emplace_back("The net bridge does not add up from opening to closing ARR.");
    Money previous = result.total.bridge.opening;
    for (const BridgePiece& piece : result.monthly) {
        if (!piece.bridge.adds() || piece.bridge.opening != previous)
            broken.push_back("The monthly bridge does not add up in the piece to " + piece.period.to.toIso() + ".");
        previous = piece.bridge.closing;
    }
    if (!result.monthly.empty() && previous != result.total.bridge.closing)
        broken.emplace_back("The monthly bridge does not end at the closing ARR.");
    for (std::size_t i = 0; i < dimensionCount; ++i) {
        Money opening, closing;
        for (const RetentionGroup& group : result.breakdown[i]) {
            opening += group.retention.bridge.opening;
            closing += group.retention.bridge.closing;
            if (!group.retention.bridge.adds())
                broken.push_back("The bridge of " + std::string(text(static_cast<Dimension>(i))) + " \"" + group.value +
                    "\" does not add up.");
        }
        if (opening != result.total.bridge.opening || closing != result.total.bridge.closing)
            broken.push_back(
                "The breakdown by " + std::string(text(static_cast<Dimension>(i))) + " does not add up to the total.");
    }
    const Drivers& drivers = result.drivers;
    if (drivers.nrrNow && drivers.nrrBefore) {
        double byMovement = 0, byAccount = 0;
        for (const DriverMovement& entry : drivers.movements)
            byMovement += entry.points;
        for (const DriverAccount& entry : drivers.accounts)
            byAccount += entry.points;
        const double change = 100 * (*drivers.nrrNow - *drivers.nrrBefore);
        const double tolerance = 1e-6 * std::max(1.0, std::abs(change));
        if (std::abs(byMovement - change) > tolerance || std::abs(byAccount - change) > tolerance)
            broken.emplace_back("The drivers do not add up to the change of NRR.");
    }
    return broken;
}

} // namespace holdfast
