// SPDX-License-Identifier: GPL-3.0-or-later
// The marks of ui/theme by their numbers, and which mark a status has, for models that link Qt Core alone.
// ui/widgets/table_delegate.cpp checks that both lists agree.
#pragma once

#include <QString>
#include <optional>

#include "model/portfolio/facts.h"
#include "model/review/review.h"
#include "model/rules/rules.h"

namespace holdfast {

enum class MarkCode : int {
    None,
    Healthy,
    AtRisk,
    Broken,
    InProgress,
    Unknown,
    Blocked,
    Critical,
    High,
    Medium,
    Low,
    LaneRisk,
    LaneStalled,
    LaneExpansion,
    LaneData,
    Flag,
};

MarkCode markOf(ZoneStatus status);
MarkCode markOf(Severity severity);
MarkCode markOf(Lane lane);
MarkCode markOf(HealthStatus status);
// The letter that stands for a status in copied and exported tables: H R B P U.
QString letterOf(MarkCode mark);
QString wordOf(MarkCode mark);

// The latest health status of the CSM (source "cs") on a day.
const Health* latestCsmHealth(const Portfolio& portfolio, AccountId account, Date day);

} // namespace holdfast
