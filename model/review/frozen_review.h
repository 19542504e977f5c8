// SPDX-License-Identifier: GPL-3.0-or-later
// What a closed review keeps for ever: its exceptions with their evidence, its figures and triggers, as text that any
// later version can read. Later imports change none of it.
#pragma once

#include <string>

#include "model/analysis/analysis.h"
#include "model/base/result.h"

namespace holdfast {

// JSON of the exceptions with evidence, the rules not evaluated, the triggers and the retention figures.
std::string frozenFindings(const Analysis& analysis);

// Puts frozen findings in the place of what `analysis` computed from today's facts. Exceptions of accounts that the
// portfolio does not know are left out; the number of these is returned. An unreadable text changes nothing.
Result<std::int64_t> restoreFindings(Analysis& analysis, const std::string& frozen);

} // namespace holdfast
