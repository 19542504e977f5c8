// SPDX-License-Identifier: GPL-3.0-or-later
// The renewals of the next twelve months: proven, unproven and at risk.
#pragma once

#include <vector>

#include "model/analysis/exceptions.h"

namespace holdfast {

// At risk: a risk exception of severity ≥ high. Proven: not at risk and realization healthy. Else unproven.
enum class RenewalState : std::uint8_t { Proven, Unproven, AtRisk };
std::string_view text(RenewalState state);

struct Renewal {
    AccountId account;
    Date date;
    Money arr;
    RenewalState state = RenewalState::Unproven;
    std::vector<CriterionId> missing; // realization criteria that have not passed
};

struct RenewalMonth {
    Date month; // its first day
    std::array<Money, 3> arr{}; // by RenewalState
    std::array<std::int64_t, 3> accounts{};
};

struct RenewalsResult {
    std::vector<RenewalMonth> months; // twelve, from the month of D on
    std::vector<Renewal> renewals; // from D on, within these months, by date, then account
};
RenewalsResult renewals(const DayContext& context, const ZonesResult& zones, const ExceptionsResult& exceptions);

} // namespace holdfast
