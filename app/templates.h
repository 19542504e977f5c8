// SPDX-License-Identifier: GPL-3.0-or-later
// One header-only CSV per dataset and a data dictionary, from the table of datasets.
#pragma once

#include <string>

#include "model/base/result.h"

namespace holdfast {

// Writes into `folder`, which is created if missing; the number of files written.
Result<int> writeTemplates(const std::string& folder);

} // namespace holdfast
