// SPDX-License-Identifier: GPL-3.0-or-later
// What an import did, in words and as JSON; and datasets as tables.
#pragma once

#include <string>

#include "model/import/import_run.h"
#include "model/store/store.h"

namespace holdfast {

std::string importReportText(const ImportReport& report);
std::string importReportJson(const ImportReport& report);

// Writes all stored rows of a dataset, orphans included; the number of rows written.
Result<std::int64_t> exportDataset(Store& store, const DatasetSpec& spec, const std::string& path);

} // namespace holdfast
