// SPDX-License-Identifier: GPL-3.0-or-later
// The six zones and two layers of each account (SPEC section 6), and the zone to fix first.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/analysis/day_context.h"
#include "model/analysis/decay.h"
#include "model/analysis/evidence.h"
#include "model/rules/zones.h"

namespace holdfast {

struct AccountZones {
    AccountId account;
    std::array<CriterionState, criterionCount> criteria{};
    std::array<ZoneStatus, zoneCount> status{};
    std::optional<Zone> breakpoint; // first broken zone in order
    std::optional<Zone> criticalZone;
    std::optional<double> coverage; // of the intelligence layer, 0..1

    CriterionState state(CriterionId id) const { return criteria[static_cast<std::size_t>(id)]; }
    ZoneStatus of(Zone zone) const { return status[static_cast<std::size_t>(zone)]; }
    // After the breakpoint and in the order.
    bool isBlocked(Zone zone) const { return breakpoint && zone > *breakpoint && zone <= Zone::Recognition; }
};

struct ZoneSummary {
    std::int64_t accounts = 0;
    Money arr;
};

struct ZonesResult {
    std::vector<AccountZones> accounts; // reviewed accounts, by account
    std::vector<std::int32_t> placeOf; // per account of the portfolio: place in `accounts`, or −1
    std::array<std::array<ZoneSummary, zoneStatusCount>, zoneCount> summary{};
    std::optional<Zone> fixFirst;
    std::array<Money, orderedZoneCount> breakpointArr{}; // ARR whose breakpoint the zone is
    std::array<std::int64_t, orderedZoneCount> breakpointAccounts{};
    std::map<std::string, std::optional<Zone>> fixFirstByContractModel; // "" for missing

    const AccountZones* of(AccountId account) const
    {
        const std::int32_t place = placeOf[account.at()];
        return place < 0 ? nullptr : &accounts[static_cast<std::size_t>(place)];
    }
};

// `sourceBroken`: the usage feed is not to be trusted on that day (see exceptions.h); usage criteria are unknown then.
ZonesResult zones(const DayContext& context, const DecayResult& decay, bool sourceBroken);

// The facts behind one criterion of one account, for the criteria pane; at least one line.
std::vector<Evidence> criterionEvidence(
    const DayContext& context, const DecayResult& decay, AccountId account, CriterionId criterion, bool sourceBroken);

struct ZoneMove {
    AccountId account;
    Zone zone;
    ZoneStatus before, now;
};

// What broke (into broken) and what healed (from broken to at_risk, in_progress or healthy) since an earlier day,
// of accounts reviewed on both days; by account, then zone.
struct ZoneMovement {
    std::vector<ZoneMove> broke, healed;
};
ZoneMovement zoneMovement(const ZonesResult& before, const ZonesResult& now);

} // namespace holdfast
