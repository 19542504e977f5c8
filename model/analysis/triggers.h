// SPDX-License-Identifier: GPL-3.0-or-later
// The portfolio triggers (SPEC section 8), always over the year up to D.
#pragma once

#include <array>
#include <optional>

#include "model/analysis/retention.h"

namespace holdfast {

enum class TriggerId : std::uint8_t {
    NrrBelow100,
    GrrBelow90,
    OnboardingOver60,
    CoreAdoptionBelow40,
    LateDiscoveryOver20
};
constexpr std::size_t triggerCount = 5;

struct TriggerSpec {
    TriggerId id;
    std::string_view name; // "nrr_below_100"
    std::string_view title;
    double threshold;
    bool firesBelow; // else above
    std::string_view unit; // "ratio" or "days"
    std::string_view definition;
    std::string_view source;
    std::string_view formula; // of the value that is held against the threshold
    std::string_view example;
};
const std::array<TriggerSpec, triggerCount>& triggerSpecs();

struct Trigger {
    TriggerId id = TriggerId::NrrBelow100;
    std::optional<double> value; // a ratio or days; nothing without data
    double threshold = 0;
    bool fired = false;
};

// An exception of a recorded review: one of the warnings that a churn may have had.
struct RecordedWarning {
    AccountId account;
    Date day; // as-of date of the review
};

struct TriggersResult {
    std::array<Trigger, triggerCount> triggers;
    bool needsActiveInvestment = false; // two or more fired
};
// `ofYear`: the retention of the year up to the context's day where it is known already.
TriggersResult triggers(
    const DayContext& context, const std::vector<RecordedWarning>& recorded, const Retention* ofYear = nullptr);

} // namespace holdfast
