// SPDX-License-Identifier: GPL-3.0-or-later
// The whole review as one JSON object (SPEC section 14); its schema is resources/schema/report.schema.json.
#pragma once

#include <string>

#include "model/analysis/analysis.h"

namespace holdfast {

// Keys sorted, one line, ends with a newline. The same analysis gives the same bytes.
std::string reportJson(const Analysis& analysis);

} // namespace holdfast
